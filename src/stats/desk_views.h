/*
 * desk_views -- what the pages of the statistics show.
 */
#pragma once

#include "web/web.h"

typedef struct StatsTab {
    Text words, link;
    bool current;
} StatsTab;

typedef struct StatsTabs {
    StatsTab *at;
    size_t len;
} StatsTabs;

/* On top of each page: of what place and time, and the way to others. */
typedef struct StatsHead {
    Text title, place, period;
    StatsTabs kinds;             /* 本月, 本季, 今年 */
    Text before_link, next_link; /* the periods around; next empty: it has not begun */
    bool unfinished;             /* the period goes on: figures are as of today */
} StatsHead;

typedef struct StatsMonth {
    Text words, value;
    int64_t x, y, height, middle, value_y; /* of its bar, in units of the picture */
    bool none;
} StatsMonth;

typedef struct StatsMonths {
    StatsMonth *at;
    size_t len;
} StatsMonths;

typedef struct StatsLine {
    Text title, definition, link; /* link: the indicator's own page */
    Text value, unit;
    Text list;                /* the records behind it; empty: none for this reader */
    Text before, year_before; /* the changes; empty: none */
    Text points;              /* of the line of the last twelve months; empty: none */
    Text trend;               /* the same in words */
    int64_t end_x, end_y;
} StatsLine;

typedef struct StatsLines {
    StatsLine *at;
    size_t len;
} StatsLines;

typedef struct StatsSection {
    Text title, id;
    StatsLines lines;
} StatsSection;

typedef struct StatsSections {
    StatsSection *at;
    size_t len;
} StatsSections;

typedef struct StatsView {
    Page page;
    StatsHead head;
    StatsSections sections;
    Text compare_link; /* empty: nothing to compare, or not wanted */
    StatsTabs below;   /* the places below */
} StatsView;

typedef struct StatsPart {
    Text name, link;
    Text value, list;
} StatsPart;

typedef struct StatsParts {
    StatsPart *at;
    size_t len;
} StatsParts;

typedef struct StatsOneView {
    Page page;
    StatsHead head;
    Text definition, value, unit, list;
    Text sentence; /* the picture in words */
    Text all_link; /* all indicators of the place */
    StatsMonths months;
    StatsParts places;
} StatsOneView;

typedef struct StatsCell {
    Text value, list, title;
} StatsCell;

typedef struct StatsCells {
    StatsCell *at;
    size_t len;
} StatsCells;

typedef struct StatsRow {
    Text name, above, link;
    StatsCells cells;
} StatsRow;

typedef struct StatsRows {
    StatsRow *at;
    size_t len;
} StatsRows;

typedef struct StatsWord {
    Text name, link, why;
} StatsWord;

typedef struct StatsWords {
    StatsWord *at;
    size_t len;
} StatsWords;

typedef struct StatsCompareView {
    Page page;
    StatsHead head;
    StatsTabs levels;
    StatsTabs columns; /* titles only */
    StatsWords needs;
    StatsRows rows;
    Text all_link;
    Text choose; /* where to switch comparing on or off; empty: may not */
    Text moved;  /* a note on places that came in between; empty: none */
    bool off, more;
} StatsCompareView;
