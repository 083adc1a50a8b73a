/*
 * views -- what the public pages of subsidies show.
 */
#pragma once

#include "web/web.h"

typedef struct PublicProgramme {
    Text name, standard, source, ground, place;
    bool retired;
} PublicProgramme;

typedef struct PublicBatch {
    Text title;
    Text totals; /* 120 行，合计 34,500.00 元 */
    Text paid;   /* 已发 … 元; empty before the result */
    const char *tag_css;
    Text state; /* 正在公示 */
    Text note;  /* 6月8日前可以提异议 */
    Text notice_link, result_link;
} PublicBatch;

typedef struct SubsidiesView {
    Page page;
    Text place, year;
    bool is_village;
    bool reads_rows; /* sees every household's line, in the disclosures */
    bool signed_in;
    Text own_link; /* the own household's page; absent: none here */
    int64_t batch_count;
    Text total, paid; /* of the year */
    struct {
        PublicBatch *at;
        size_t len;
    } batches;
    Text earlier_link, later_link, more_link;
    struct {
        PublicProgramme *at;
        size_t len;
    } programmes;
} SubsidiesView;
