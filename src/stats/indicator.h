/*
 * indicator -- the figures of a place, each with a definition in writing.
 *
 * All come from tallies (region/tally.h): a fixed number of rows however many records there are,
 * and `mingbai check` recounts them.  A rate whose whole is 0 has no value: "–", never 0 % or
 * 100 %.  Comparisons tell who needs help; there are no ranks and no points, and nothing counts
 * what people do online as an achievement (domain.md 11).
 */
#pragma once

#include "region/region.h"
#include "region/tally.h"

typedef enum IndicatorKind {
    INDICATOR_COUNT, /* a number of things */
    INDICATOR_RATE   /* part of a whole */
} IndicatorKind;

/* What a higher value means: for the words of a comparison. */
typedef enum IndicatorSense {
    SENSE_NONE,
    SENSE_MORE_IS_BETTER,
    SENSE_LESS_IS_BETTER
} IndicatorSense;

enum { INDICATOR_PARTS = 3 };

typedef struct Indicator {
    const char *name;       /* "on_time_rate": in the API, in sheets */
    const char *title;      /* msgid */
    const char *definition; /* msgid: what is counted, of what, judged by which day */
    const char *unit;       /* msgid of a count: "件"; NULL: a rate */
    const char *list; /* the page of the records behind it, "%s" is the place's code; NULL: none */
    IndicatorKind kind;
    IndicatorSense sense;
    bool stock;      /* as it stands, whatever the period */
    int window_days; /* of these last days of the period only; 0: all of it */
    Measure part[INDICATOR_PARTS], whole[INDICATOR_PARTS]; /* sums; 0 ends the list */
} Indicator;

extern const Indicator indicators[];
extern const size_t indicator_count;

const Indicator *indicator_of(Text name); /* NULL: there is none */

typedef struct IndicatorValue {
    int64_t part, whole; /* whole: of a rate */
} IndicatorValue;

/* Of a place from first to last. */
MUST_CHECK Status indicator_value(Ctx *ctx, const Indicator *indicator, RegionCode region,
                                  Day first, Day last, IndicatorValue *out);

/* Whether there is a value at all: a rate of nothing has none. */
bool indicator_has_value(const Indicator *indicator, IndicatorValue value);

/* In ten-thousandths for a rate, as it is for a count. */
int64_t indicator_number(const Indicator *indicator, IndicatorValue value);

/* "94.2 %", "3,214", "–". */
Text indicator_words(Arena *arena, const Indicator *indicator, IndicatorValue value);

/* The change against an earlier value: "+1.8" points of a rate, "−31.0 %" of a count; empty when
 * one of them has no value. */
Text indicator_change(Arena *arena, const Indicator *indicator, IndicatorValue now,
                      IndicatorValue before);

/* ---- periods ---- */

typedef enum PeriodKind { PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR, PERIOD_KINDS } PeriodKind;

typedef struct StatsPeriod {
    PeriodKind kind;
    Day first, last; /* whole, even when it is not over yet */
} StatsPeriod;

const char *period_kind_name(PeriodKind kind);  /* "month" … */
const char *period_kind_title(PeriodKind kind); /* msgid: 本月 … */
bool period_kind_parse(Text name, PeriodKind *out);

/* The one that holds a day; the one before; the same of the year before. */
StatsPeriod stats_period(PeriodKind kind, Day day);
StatsPeriod stats_period_before(StatsPeriod period);
StatsPeriod stats_period_year_before(StatsPeriod period);

/* Values of the months up to and with the one of last, oldest first: a trend. */
enum { TREND_MONTHS = 12 };
MUST_CHECK Status indicator_trend(Ctx *ctx, const Indicator *indicator, RegionCode region, Day last,
                                  IndicatorValue out[TREND_MONTHS]);
