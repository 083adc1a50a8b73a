/*
 * desk_board_views -- what the boards show.
 */
#pragma once

#include "flag/views.h"
#include "web/web.h"

/* ---- the head ---- */

typedef struct BoardTab {
    Text name, link;
    bool current;
} BoardTab;

typedef struct BoardHeadline {
    Text day;           /* 11 月 23 日 周一 */
    Text flags, voices; /* 3 面高风险红旗; empty: none */
    Text nothing;       /* instead of both */
} BoardHeadline;

/* ---- figures ---- */

typedef struct BoardKpi {
    Text title, definition, link;
    Text value, unit;
    Text note; /* 比上月 +1.8, 7 个村 */
    const char *note_css;
    Text line;       /* points of the sparkline; empty: too few */
    int64_t x, y;    /* of the newest */
    Text line_words; /* the line in a sentence */
} BoardKpi;

typedef struct BoardKpis {
    struct {
        BoardKpi *at;
        size_t len;
    } at;
} BoardKpis;

/* ---- flags ---- */

typedef struct BoardFlagLine {
    FlagLine line;
    Text choose; /* this board with this flag's evidence */
    bool chosen;
    int64_t alike; /* how many more of its rule are live … */
    Text alike_link;
} BoardFlagLine;

typedef struct BoardFlags {
    struct {
        BoardFlagLine *at;
        size_t len;
    } rows;
    Text all_link;
    int64_t live;
} BoardFlags;

typedef struct BoardWhy {
    FlagWhy why;
    Text link; /* of the flag's own page */
    int64_t rows;
} BoardWhy;

/* For leaders: by rule, counts alone. */
typedef struct BoardRule {
    Text title;
    int64_t live, red, gone, dismissed;
} BoardRule;

typedef struct BoardRules {
    struct {
        BoardRule *at;
        size_t len;
    } rules;
    int64_t live;
} BoardRules;

typedef struct BoardOrder {
    Text title, office, link, tag;
    const char *tag_css;
} BoardOrder;

typedef struct BoardOrders {
    struct {
        BoardOrder *at;
        size_t len;
    } rows;
    int64_t open, overdue;
    Text new_link;
} BoardOrders;

/* ---- pictures: whole numbers in the units of their viewBox ---- */

typedef struct BoardText {
    int64_t x, y;
    Text words;
} BoardText;

typedef struct BoardSquare {
    int64_t x, y;
    const char *css;
    const char *sign;
    Text number; /* of the heat map: where it is low */
    Text title, link;
} BoardSquare;

typedef struct BoardGroup {
    int64_t x, width;
    const char *css;
    Text words;
} BoardGroup;

typedef struct BoardBar {
    int64_t x, y, height;
    const char *css;
    Text title;
} BoardBar;

typedef struct BoardTick {
    int64_t at;
    Text words;
} BoardTick;

/* Names at the left, squares, and what stands at the right of each line. */
typedef struct BoardPicture {
    Text title, words; /* in a sentence */
    Text view_box, table_link;
    struct {
        BoardSquare *at;
        size_t len;
    } squares;
    struct {
        BoardText *at;
        size_t len;
    } names, counts, worst;
    struct {
        BoardGroup *at;
        size_t len;
    } groups;
    struct {
        Text *at;
        size_t len;
    } name_links;
    int64_t square; /* how wide */
    int64_t height;
    bool cut;
} BoardPicture;

typedef struct BoardVoices {
    Text words, table_link;
    struct {
        BoardBar *at;
        size_t len;
    } bars;
    struct {
        BoardTick *at;
        size_t len;
    } lines, months;
} BoardVoices;

typedef struct BoardBelow {
    BoardPicture strips, heat;
    BoardVoices voices;
} BoardBelow;

typedef struct BoardView {
    Page page;
    Text title, day, region;
    Markup headline, kpis, flags, why, below;
    struct {
        BoardTab *at;
        size_t len;
    } tabs;
    bool leads; /* counts and orders instead of flags */
    bool has_why;
    FlagDeeds deeds;
    BoardOrders orders;
} BoardView;

/* ---- the same as tables ---- */

typedef struct BoardTableCell {
    Text words, link;
} BoardTableCell;

typedef struct BoardTableRow {
    Text name, link;
    struct {
        BoardTableCell *at;
        size_t len;
    } cells;
} BoardTableRow;

typedef struct BoardTable {
    Texts heads;
    struct {
        BoardTableRow *at;
        size_t len;
    } rows;
} BoardTable;

typedef struct BoardTablesView {
    Page page;
    Text title, place;
    struct {
        BoardTab *at;
        size_t len;
    } tabs;
    BoardTable figures, strips, heat, voices;
} BoardTablesView;
