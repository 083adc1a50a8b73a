/*
 * detail -- one revision of a disclosure as a reader sees it: masked, laid out, in words.
 *
 * The public page, the print version, older revisions and the desk's preview show the same view
 * with the same template (detail_body.html), so what was previewed is what is published.
 */
#pragma once

#include "disclosure/changes.h"
#include "disclosure/disclosure.h"
#include "disclosure/related.h"
#include "web/web.h"

typedef struct DetailCell {
    Text text;
    Text label;      /* the column's name, for narrow screens */
    const char *css; /* "", "r num" */
} DetailCell;

typedef struct DetailCells {
    DetailCell *at;
    size_t len;
} DetailCells;

typedef struct DetailRow {
    DetailCells cells;
} DetailRow;

typedef struct DetailSum {
    Text name;
    Text value;
} DetailSum;

typedef struct DetailFile {
    Text link;
    Text thumb; /* empty: none */
    Text name;
    bool pdf;
    Text size;
    Text audience; /* empty: public */
} DetailFile;

typedef struct DetailStep {
    Text when;
    Text what;
    Text note;
    Text link; /* to the revision; may be absent */
    bool current;
} DetailStep;

typedef struct DetailView {
    Page page;
    Text title;
    Text place, place_link;
    Text township;
    Text item, item_plain, item_link;
    Text affair;
    const char *affair_css;
    Text period;
    Text published; /* day */
    Text number;    /* revision number */
    Text checked; /* "民主理财小组 2023-06-05 核对，沙河街道 2023-06-07 审核"; empty: not published
                   */
    Text legal_basis;
    Text summary;
    Markup body;
    bool has_body;
    bool nil;       /* 本期无事项 */
    bool exception; /* 不公开备案 */
    Text exception_ground, review_on;
    bool closed_text; /* this reader may not see texts; audience_note says who may */
    Text audience_note;
    /* corrected, old, withdrawn */
    bool corrected;
    Text corrected_reason;
    bool outdated; /* an older revision is shown */
    Text current_link;
    bool withdrawn;
    Text withdrawn_reason, withdrawn_day;
    /* the notice period */
    bool notice;
    int64_t days_left;
    bool last_day;
    Text notice_until;
    Text left_words; /* who reads it once the notice is over; empty: everybody as now */
    bool closes;     /* it is, or will be, for them alone: no copies in search engines */
    Text object_link;
    Text ask_link; /* 问这一条 */
    /* the table */
    DetailCells heads;
    struct {
        DetailRow *at;
        size_t len;
    } rows;
    DetailCells totals;
    bool has_totals;
    int64_t row_count;
    Text hidden_note; /* which columns are not shown, and for whom they are */
    struct {
        DetailSum *at;
        size_t len;
    } hidden_sums; /* totals of columns whose rows are not for this reader: totals are public */
    Text previous_rows, more_rows;
    Text csv_link;
    struct {
        DetailFile *at;
        size_t len;
    } files;
    int64_t files_hidden; /* not for this reader */
    struct {
        DetailStep *at;
        size_t len;
    } steps;
    bool has_changes; /* against the revision before; on the public page */
    ChangesView changes;
    Related related; /* on the public page */
    Text print_link;
    Text short_url; /* absolute, on the print version */
    Markup qr;
    Text printed_on;
} DetailView;

enum { DETAIL_ROWS_A_PAGE = 200 };

/* Fills everything but page, changes, related, short_url, qr and printed_on.  rows_page from 0; -1
 * shows all rows (print).  An id of 0: a disclosure that is not stored, for a preview of what rows
 * would become.
 */
MUST_CHECK Status disclosure_detail_view(Ctx *ctx, const Disclosure *disclosure,
                                         const Revision *revision, Reader reader, int rows_page,
                                         DetailView *out);

/* Which offices checked and reviewed a published revision, and when; township: its name. */
Text disclosure_checked_words(Ctx *ctx, const Revision *revision, Text township);

/* The table as CSV (UTF-8 with BOM, RFC 4180; formulas are disarmed), as this reader sees it;
 * absent when there is no column for this reader. */
Text disclosure_table_csv(Ctx *ctx, const Revision *revision, Reader reader);
