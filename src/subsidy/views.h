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

typedef struct OwnRow {
    Text title, link;
    Text sum; /* 3.5亩 × 71.50 元 */
    Text amount;
    Text card;
    Text state;
    const char *tag_css;
    Text paid_on, note;
} OwnRow;

typedef struct OwnYear {
    Text year;
    Text total, paid;
    struct {
        OwnRow *at;
        size_t len;
    } rows;
} OwnYear;

typedef struct OwnHousehold {
    Text place, place_link, subsidies_link;
    Text number, group_name, head, address;
    int64_t people;
    struct {
        OwnYear *at;
        size_t len;
    } years;
} OwnHousehold;

typedef struct OwnHouseholdView {
    Page page;
    struct {
        OwnHousehold *at;
        size_t len;
    } households;
} OwnHouseholdView;
