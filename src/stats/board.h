/*
 * board -- what inspectors, leaders and district admins look at first: how a place above villages
 * stands, in figures, and where to look (domain.md 8).
 *
 * All of it comes from roll-ups and a row for each place shown, so it costs the same however many
 * records there are.  Nobody is ranked: places stand by their codes.
 */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/period.h"
#include "duty/month.h"
#include "flag/flag.h"
#include "stats/indicator.h"

enum {
    BOARD_SOON_DAYS = 3,     /* "3 天内到期" */
    BOARD_SLOW_DAYS = 7,     /* an opinion is to be resolved within */
    BOARD_CELLS_MAX = 1000,  /* places of the strips */
    BOARD_ROWS_MAX = 40,     /* rows of strips and heat map */
    BOARD_WORST = 3,         /* items named below the heat map … */
    BOARD_WORST_BELOW = 9000 /* … when fewer were on time, in ten-thousandths */
};

/* Who reads: what each class sees is the same for all of it, and never goes to another. */
typedef enum BoardReader {
    BOARD_NOBODY,
    BOARD_LEADER,   /* counts, no flag */
    BOARD_DISTRICT, /* flags but for those that are the inspectors' own */
    BOARD_INSPECTOR
} BoardReader;

/* What the acting person is at a place; BOARD_NOBODY also for villages. */
BoardReader board_reader(const Ctx *ctx, RegionCode place);

/* The widest place that has a board for the acting person; NOT_FOUND: none. */
MUST_CHECK Status board_place(Ctx *ctx, RegionCode *out);

/* ---- figures ---- */

/* The month, quarter or year that holds today. */
typedef enum BoardSpan { BOARD_MONTH, BOARD_QUARTER, BOARD_YEAR, BOARD_SPANS } BoardSpan;
const char *board_span_name(BoardSpan span);  /* "month" …: in links */
const char *board_span_title(BoardSpan span); /* msgid: 本月 … */
bool board_span_parse(Text name, BoardSpan *out);
/* The shortest of which there is something to see on a day: ten days at least; the month when none
 * has so many. */
BoardSpan board_span_of(Day today);

typedef struct BoardFigure {
    const Indicator *indicator;
    IndicatorValue now, before;         /* of the period, and of the one before */
    IndicatorValue trend[TREND_MONTHS]; /* by month, oldest first */
} BoardFigure;

typedef struct BoardFigures {
    Period period;
    BoardFigure on_time, missing, same_day, seven_day, satisfaction;
    int64_t missing_now; /* duties overdue today, whenever they fell due */
    int64_t slow_now;    /* opinions open for more than BOARD_SLOW_DAYS */
    int64_t oldest_days; /* how long the oldest of these has waited; 0: none */
    int64_t received[TREND_MONTHS], resolved[TREND_MONTHS]; /* opinions by month, oldest first */
    Day first_month;                                        /* the first day of the oldest */
} BoardFigures;

/* Of the period that holds today.  DENIED for BOARD_NOBODY, like all below. */
MUST_CHECK Status board_figures(Ctx *ctx, const Region *place, BoardSpan kind, BoardFigures *out);

/* ---- what to look at first ---- */

typedef struct BoardUrgent {
    Flag flag;
    int64_t alike; /* live ones of its rule, this one included */
} BoardUrgent;

typedef struct BoardUrgents {
    BoardUrgent *at;
    size_t len;
} BoardUrgents;

/* Of each rule the most urgent live flag that the acting person may see, so that a hundred of one
 * kind do not hide the only one of another: by urgency, then what inspectors alone see, then the
 * larger sum.  sums: flag_figures() of the place. */
MUST_CHECK Status board_urgent(Ctx *ctx, RegionCode place, const FlagSums *sums, BoardUrgents *out);

/* ---- strips: one cell a village ---- */

typedef enum BoardState { BOARD_FINE, BOARD_SOON, BOARD_LATE } BoardState;

typedef struct BoardCell {
    RegionCode code;
    Text name;
    int64_t missing;
    BoardState state;
} BoardCell;

typedef struct BoardStrip {
    RegionCode code;
    Text name;
    const BoardCell *at;
    size_t len;
    int64_t fine; /* of these */
} BoardStrip;

typedef struct BoardStrips {
    BoardStrip *at;
    size_t len;
    int64_t cells, late; /* of all strips: how many, and how many of these are late */
    bool cut;            /* there are more than BOARD_CELLS_MAX */
} BoardStrips;

/* Of a district its villages, a strip for each township; of a township its villages as one strip;
 * of a place above a district what is two levels below it. */
MUST_CHECK Status board_strips(Ctx *ctx, const Region *place, BoardStrips *out);

/* ---- heat map: items × places ---- */

typedef struct BoardHeatRow {
    RegionCode code;
    Text name;
    DutyCounts *counts; /* one an item */
} BoardHeatRow;

typedef struct BoardHeat {
    Items items; /* the columns, by affair */
    BoardHeatRow *at;
    size_t len;
    DutyCounts *sums; /* one an item, of the place itself */
    /* The items that were on time least, the worst first. */
    size_t worst[BOARD_WORST];
    size_t worst_len;
} BoardHeat;

/* Of a district its townships; of a township itself and, to compare, its district; of a place above
 * a district its districts.  What fell due in the months of the period. */
MUST_CHECK Status board_heat(Ctx *ctx, const Region *place, Period period, BoardHeat *out);
