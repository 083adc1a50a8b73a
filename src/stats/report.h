/*
 * report -- the monthly report of a place: what was published and what is missing, what people said
 * and what became of it, in figures with their definitions, in words, in charts.
 *
 * Figures come from tallies and are those of the indicators (stats/indicator.h).  A month that is
 * not over counts to this day.  What the month owed and still lacks, and what is still open, is as
 * it stands when the report is made; so are indicators that only stand (of the roster, of the last
 * days), which have no values for other months.
 *
 * Who reads it: whoever reads the staff's parts of the place, or supervises it (leaders).  What
 * only some may know is in it for these alone: flags by rule for who reads flags, their totals for
 * who supervises, the two totals of clues and the petition register likewise.  How many flags were
 * ever raised is left out: taken together with the others it would tell how many became clues.
 */
#pragma once

#include "clue/clue.h"
#include "clue/petition.h"
#include "duty/duty.h"
#include "flag/flag.h"
#include "ledger/ledger.h"
#include "stats/indicator.h"

enum {
    REPORT_PLACES_MAX = REGION_CHILDREN_MAX,
    REPORT_MISSING_MAX = 200,
    REPORT_MISSING_PRINTED = 30, /* of them on paper */
    REPORT_SENTENCES_MAX = 8,
};

typedef struct ReportIndicator {
    const Indicator *indicator;
    bool stands; /* as it is today, whatever the month: no value of other months */
    IndicatorValue now, before, year_before;
} ReportIndicator;

/* One of the twelve months that end with the report's. */
typedef struct ReportMonth {
    Month month;
    IndicatorValue on_time; /* of on_time_rate */
    int64_t party, village, finance;
    int64_t received, resolved;
} ReportMonth;

/* A place below, in the order of codes; or the place itself, for the sum. */
typedef struct ReportPlace {
    RegionCode code;
    Text name;
    bool closed; /* and has figures all the same */
    int64_t due, on_time, missing;
    int64_t received, resolved;
    int64_t open; /* received until the end of the month, not settled yet */
} ReportPlace;

typedef struct ReportMissing {
    RegionCode region;
    Text place, item;
    Text period; /* in words */
    Day due_day;
    int64_t days; /* overdue */
} ReportMissing;

typedef struct ReportOrders {
    int64_t issued;        /* in the month, to offices here */
    int64_t open, overdue; /* now */
} ReportOrders;

typedef enum ReportFlags {
    REPORT_FLAGS_NONE, /* nobody tells this reader */
    REPORT_FLAGS_TOTALS,
    REPORT_FLAGS_ROWS
} ReportFlags;

typedef struct Report {
    Region place;
    Text above; /* 沈阳市 苏家屯区: what it belongs to; may be empty */
    Month month;
    Day first, last; /* what is counted; last is today at most */
    bool unfinished; /* the month is not over */
    Day made;
    Text office; /* who made it */

    struct {
        ReportIndicator *at;
        size_t len;
    } indicators;
    ReportMonth months[TREND_MONTHS];
    ReportPlace sum;
    struct {
        ReportPlace *at;
        size_t len;
    } places; /* empty for a village */
    struct {
        ReportMissing *at;
        size_t len;
        bool more;
    } missing; /* overdue for longest first, due until the end of the month */
    int64_t satisfied, rated;
    ReportOrders orders;

    ReportFlags flags_are;
    FlagSums flags;
    bool has_clues, has_petitions;
    ClueTotals clues;
    PetitionYear petitions; /* of the last whole year */
} Report;

/* The last whole month. */
Month report_month_of(Day today);

/* Whether the acting person may have the report of a place. */
bool report_may(const Ctx *ctx, RegionCode region);

/* DENIED; NOT_FOUND: no such place; INVALID ("month"): one that has not begun. */
MUST_CHECK Status report_read(Ctx *ctx, RegionCode region, Month month, Report *out);

/* Whether anything at all happened in the month. */
bool report_has_data(const Report *report);

/* ---- in words, in the reader's language ---- */

Text report_month_words(Ctx *ctx,
                        const Report *report);     /* "2023年5月", with "到 …" while it runs */
Text report_title(Ctx *ctx, const Report *report); /* "苏家屯区2023年5月公开月报" */
/* Three to six sentences: what was published, how much on time, what is missing and where, what
 * people said, what is flagged and ordered. */
Texts report_summary(Ctx *ctx, const Report *report);
/* What an indicator is called in the table, and its change against an earlier value; "–": none. */
Text report_indicator_title(Ctx *ctx, const ReportIndicator *indicator);
/* What a count counts ("件"), "%" for a rate; empty in English, which has no such words. */
Text report_unit(Ctx *ctx, const ReportIndicator *indicator);
Text report_change(Ctx *ctx, const Report *report, const ReportIndicator *indicator,
                   IndicatorValue before);
/* A value of the month, or of another one ("–" where it only stands). */
Text report_value(Ctx *ctx, const ReportIndicator *indicator, IndicatorValue value, bool other);
/* A name, marked when the place is closed. */
Text report_place_name(Ctx *ctx, const ReportPlace *place);

/* ---- files ---- */

typedef enum ReportFile { REPORT_XLSX, REPORT_PDF, REPORT_FILES } ReportFile;

const char *report_file_ending(ReportFile file); /* "xlsx" */
const char *report_file_type(ReportFile file);

/* Its bytes, in ctx->arena. */
MUST_CHECK Status report_make(Ctx *ctx, const Report *report, ReportFile file, Text *out);

/* report_sheet.c, report_paper.c. */
MUST_CHECK Status report_sheet(Ctx *ctx, const Report *report, Text *out);
MUST_CHECK Status report_paper(Ctx *ctx, const Report *report, Text *out);
