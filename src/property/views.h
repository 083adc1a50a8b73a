/*
 * views -- what the public page of collective property shows.
 */
#pragma once

#include "disclosure/detail.h"
#include "web/web.h"

/* A bar with its name and amount beside it. */
typedef struct PropertyBar {
    Text name, amount;
    int64_t width; /* 0 … 100 */
    const char *css;
} PropertyBar;

/* One of the things that are published: its figures in a sentence, bars, the table. */
typedef struct PropertySection {
    const char *id;
    Text heading;
    Text say;
    Text as_of;           /* 2023年第一季度，5月10日公开 */
    Text disclosure_link; /* the whole of it, with its history */
    Text note;
    bool nil, has_body;
    Markup body; /* what the table has no column for: all land by kind */
    struct {
        PropertyBar *at;
        size_t len;
    } bars;
    DetailCells heads;
    struct {
        DetailRow *at;
        size_t len;
    } rows;
    DetailCells totals;
    bool has_totals;
    int64_t row_count, more_rows; /* all, and those not shown here */
} PropertySection;

typedef struct PropertyView {
    Page page;
    Text place;
    Text say, let; /* what there is; what is let */
    bool owes;     /* something of this year's rent is lacking */
    Text lacking;
    struct {
        PropertySection *at;
        size_t len;
    } sections;
    Texts missing; /* names of what was never published */
    bool signed_in, reads_rows;
    Text money_link;
} PropertyView;
