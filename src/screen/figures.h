/*
 * figures -- what a wall screen says about a place: roll-ups and a few indexed rows, whatever its
 * size, and only what every visitor may read.
 */
#pragma once

#include "disclosure/disclosure.h"
#include "ledger/category.h"
#include "opinion/opinion.h"

enum {
    SCREEN_DAYS = 30,       /* rates are of these days, today included */
    SCREEN_SOON_DAYS = 3,   /* “3 天内到期” */
    SCREEN_MONTHS = 12,     /* of the line of what was published, this one included */
    SCREEN_PLACES_MAX = 40, /* below a place: townships of a district, counties of a city */
    SCREEN_CELLS_MAX = 1000,
    SCREEN_NEWS = 8,
    SCREEN_LATE_NEWS =
        2, /* of these at most, so that what is missing does not hide what was done */
};

typedef struct ScreenFigures {
    int64_t due, on_time;    /* of the last SCREEN_DAYS */
    int64_t judged, in_time; /* replies, by the day of receipt, of the same days */
    int64_t open;            /* opinions being handled */
    int64_t missing;         /* duties overdue now */
    int64_t published_today;
    int64_t income_fen, expense_fen;  /* of the closed months of this year … */
    int64_t words[WORD_COUNT];        /* … by everyday word */
    int64_t published[SCREEN_MONTHS]; /* by month, oldest first */
    Day first_month;                  /* the first day of the oldest */
} ScreenFigures;

MUST_CHECK Status screen_figures(Ctx *ctx, const Region *place, ScreenFigures *out);

/* A place below, by code: nobody is ranked. */
typedef struct ScreenPlace {
    RegionCode code;
    Text name;
    OptInt map_x, map_y;
    int64_t due, on_time, missing;
} ScreenPlace;

typedef struct ScreenPlaces {
    ScreenPlace *at;
    size_t len;
} ScreenPlaces;

/* The open places below one, at most SCREEN_PLACES_MAX. */
MUST_CHECK Status screen_places(Ctx *ctx, const Region *place, ScreenPlaces *out);

/* How a cell of the map stands. */
typedef enum ScreenState { SCREEN_FINE, SCREEN_SOON, SCREEN_LATE } ScreenState;

/* What happened last. */
typedef enum ScreenNewsKind {
    NEWS_PUBLISHED,
    NEWS_ASKED,
    NEWS_ANSWERED,
    NEWS_SETTLED,
    NEWS_LATE
} ScreenNewsKind;

typedef struct ScreenNews {
    ScreenNewsKind kind;
    Time at;
    RegionCode region;
    Text place; /* absent: to be looked up */
    Text title;
    Text link;
    Day due; /* NEWS_LATE */
} ScreenNews;

typedef struct ScreenNewsList {
    ScreenNews *at;
    size_t len;
} ScreenNewsList;

/* The newest SCREEN_NEWS of a place and below, newest first; with the names of their places. */
MUST_CHECK Status screen_news(Ctx *ctx, const Region *place, ScreenNewsList *out);

/* What is overdue, the latest first, at most `limit`. */
MUST_CHECK Status screen_overdue(Ctx *ctx, const Region *place, int limit, ScreenNewsList *out);
