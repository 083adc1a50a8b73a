/*
 * desk_sheet_views -- a table from a spreadsheet: upload, matching, what was found.
 */
#pragma once

#include "disclosure/desk_review_views.h"

/* What gets the rows. */
typedef struct SheetHead {
    Text title, link, place;
    Text lock;
} SheetHead;

typedef struct SheetView {
    Page page;
    SheetHead head;
    Text action;
    Text paste;
    Text file_error;
    int64_t rows_now; /* which will be replaced */
    struct {
        EditHead *at;
        size_t len;
    } columns; /* what the table wants */
} SheetView;

/* A column of the sheet. */
typedef struct MatchRow {
    Text name;    /* map[2], also its id */
    Text letters; /* C */
    Text heading;
    Text sample;
    DeskChoices choices;
    Text error;
} MatchRow;

typedef struct MatchView {
    Page page;
    SheetHead head;
    Text action;
    Text packed;
    Text header; /* row in the sheet, from 1, as people count */
    Text header_error;
    bool remembered;
    Text missing; /* required columns that have none, in words */
    struct {
        MatchRow *at;
        size_t len;
    } rows;
    Texts hidden;
} MatchView;

typedef struct HiddenField {
    Text name;
    Text value;
} HiddenField;

typedef struct CheckCell {
    Text value;
    Text label;
    const char *css;
    bool bad;
    Text why;
    Text fix; /* name of the field that mends it */
} CheckCell;

typedef struct CheckRow {
    int64_t number; /* in the file */
    const char *css;
    struct {
        CheckCell *at;
        size_t len;
    } cells;
} CheckRow;

typedef struct SkippedRow {
    int64_t number;
    Text text;
    Text why;
} SkippedRow;

/* A column whose total the sheet has, too. */
typedef struct SheetTotal {
    Text name;
    Text ours, theirs;
    bool differs;
} SheetTotal;

typedef struct CheckView {
    Page page;
    SheetHead head;
    Text action;
    Text packed;
    struct {
        HiddenField *at;
        size_t len;
    } fields; /* header and matching */
    Text put_words;
    Texts notes;
    Texts hidden; /* what the file does not show at first sight */
    int64_t good_rows, row_count, bad_count;
    bool all_good;
    bool remembered;
    int64_t other_sheets;
    int64_t title_rows;
    int64_t skipped_count;
    struct {
        SkippedRow *at;
        size_t len;
    } skipped;
    struct {
        EditHead *at;
        size_t len;
    } heads;
    struct {
        CheckRow *at;
        size_t len;
    } rows;
    bool rows_cut;
    TotalRows totals;
    Text totals_before;
    struct {
        SheetTotal *at;
        size_t len;
    } own_totals;
    bool totals_differ;
} CheckView;
