/*
 * indicator -- the figures of a place, each with a definition in writing.
 *
 * They come from tallies (region/tally.h): a fixed number of rows however many records there are,
 * and `mingbai check` recounts them; clues and the petition register answer for themselves.  A rate
 * whose whole is 0 has no value: "–", never 0 % or 100 %.  Comparisons tell who needs help; there
 * are no ranks and no points, and nothing counts what people do online as an achievement.
 *
 * What a village did before it moved to another township stays with the township it belonged to
 * then, as do all its records.
 */
#pragma once

#include "region/region.h"
#include "region/tally.h"

typedef enum IndicatorKind {
    INDICATOR_COUNT, /* a number of things */
    INDICATOR_RATE   /* part of a whole */
} IndicatorKind;

/* Who may read it at a place. */
typedef enum IndicatorReader {
    FOR_ALL,        /* everybody, as the public pages show it */
    FOR_STAFF,      /* whoever may read the place's statistics, stats_may_read() */
    FOR_SUPERVISION /* CAN_READ_SUPERVISION or CAN_WORK_FLAGS there */
} IndicatorReader;

/* Of what it tells: a heading of the page. */
typedef enum IndicatorGroup {
    GROUP_DISCLOSURE,
    GROUP_OPINION,
    GROUP_REACH,
    GROUP_ORGANISATION,
    GROUP_SUPERVISION,
    INDICATOR_GROUPS
} IndicatorGroup;
const char *indicator_group_title(IndicatorGroup group); /* msgid */

/* What a higher value means: for the words of a comparison. */
typedef enum IndicatorSense {
    SENSE_NONE,
    SENSE_MORE_IS_BETTER,
    SENSE_LESS_IS_BETTER
} IndicatorSense;

enum { INDICATOR_PARTS = 3 };

typedef struct IndicatorValue {
    int64_t part, whole; /* whole: of a rate */
    bool none;           /* there is no value, for this period or for this reader */
} IndicatorValue;

/* The value of a place over a period, by somebody who keeps it.  NOT_FOUND, DENIED: none. */
typedef Status IndicatorRead(Ctx *ctx, RegionCode region, Day first, Day last, IndicatorValue *out);

typedef struct Indicator {
    const char *name;        /* "on_time_rate": in the API, in sheets */
    const char *title;       /* msgid */
    const char *definition;  /* msgid: what is counted, of what, judged by which day */
    const char *unit;        /* msgid of a count: "件"; NULL: a rate */
    const char *list;        /* the page of the records behind it … */
    Permission list_needs;   /* … for whoever may do this there; "*" is the place's code */
    const char *public_list; /* for everybody else; NULL: none */
    IndicatorKind kind;
    IndicatorGroup group;
    IndicatorReader reader;
    IndicatorSense sense;
    bool of_district; /* there is none of a place below a district */
    bool stock;       /* as it stands today: only a period that holds today has a value */
    bool to_today;    /* what lies ahead is not counted */
    int window_days;  /* likewise, of the last so many days; 0: of the period */
    Measure part[INDICATOR_PARTS], whole[INDICATOR_PARTS]; /* sums; 0 ends the list */
    IndicatorRead *read; /* in place of measures; NULL: by measures */
} Indicator;

extern const Indicator indicators[];
extern const size_t indicator_count;

const Indicator *indicator_of(Text name); /* NULL: there is none */

/* Whether the acting person (NULL: a visitor) reads the statistics of a place: its staff and those
 * above it, its supervisors and leaders. */
bool stats_may_read(const Ctx *ctx, RegionCode region);
/* Whether they may read this figure of it.  Counts of clues exist of a district and above only. */
bool indicator_may_read(const Ctx *ctx, const Indicator *indicator, RegionCode region);

/* The page with the records behind it, for the acting person; empty: there is none for them. */
Text indicator_list(const Ctx *ctx, const Indicator *indicator, RegionCode region);

/* Of a place from first to last; none for whoever may not read it. */
MUST_CHECK Status indicator_value(Ctx *ctx, const Indicator *indicator, RegionCode region,
                                  Day first, Day last, IndicatorValue *out);

/* Whether there is a value at all: a rate of nothing has none. */
bool indicator_has_value(const Indicator *indicator, IndicatorValue value);

/* What is counted, to stand behind a number: 件, 条; empty for a rate, and in English, where the
 * title says it. */
Text indicator_unit(Lang lang, const Indicator *indicator);

/* In ten-thousandths for a rate, as it is for a count. */
int64_t indicator_number(const Indicator *indicator, IndicatorValue value);

/* "94.2%", "3214", "–". */
Text indicator_words(Arena *arena, const Indicator *indicator, IndicatorValue value);

/* The change against an earlier value: "+1.8" points of a rate, "−31.0 %" of a count; empty when
 * one of them has no value. */
Text indicator_change(Arena *arena, const Indicator *indicator, IndicatorValue now,
                      IndicatorValue before);

/* ---- trends ---- */

/* Values of the months up to and with the one of last, oldest first: a trend. */
enum { TREND_MONTHS = 12 };
MUST_CHECK Status indicator_trend(Ctx *ctx, const Indicator *indicator, RegionCode region, Day last,
                                  IndicatorValue out[TREND_MONTHS]);
