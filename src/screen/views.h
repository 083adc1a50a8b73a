/*
 * views -- what the wall screens show.
 */
#pragma once

#include "web/web.h"

/* A bar: its length in hundredths of the longest. */
typedef struct ScreenBar {
    const char *css; /* c-1 … c-5, c-ok, c-warn, c-late */
    Text name;
    int64_t length;
    Text amount;
    Text link; /* where it can be checked; may be absent */
} ScreenBar;

typedef struct ScreenBars {
    ScreenBar *at;
    size_t len;
    Text total;
} ScreenBars;

/* A headline figure. */
typedef struct ScreenHead {
    const char *css; /* "", warn, late */
    Text value, unit;
    Text name;
    Text link;
} ScreenHead;

typedef struct ScreenCellView {
    Text link;
    int64_t x, y;
    Text name1, name2; /* absent where cells are too small for names */
    Text title;
    const char *css;  /* cell-ok with a tint t0 … t5, cell-soon, cell-late */
    const char *sign; /* "!", "•" or "" */
} ScreenCellView;

typedef struct ScreenPatchName {
    int64_t x, y;
    Text name;
} ScreenPatchName;

typedef struct ScreenMap {
    Text view_box;
    Text hexagon;
    Text label;
    Text borders;
    struct {
        ScreenCellView *at;
        size_t len;
    } cells;
    struct {
        ScreenPatchName *at;
        size_t len;
    } names;
} ScreenMap;

typedef struct ScreenNewsView {
    const char *css;
    Text word; /* 公开, 提问 … */
    Text place;
    Text time; /* of today HH:MM, else the day */
    Text title;
    Text link;
} ScreenNewsView;

typedef struct ScreenNewsViews {
    ScreenNewsView *at;
    size_t len;
} ScreenNewsViews;

/* The line of what was published, month by month. */
typedef struct ScreenLine {
    Text line, area; /* `d` of two paths */
    Text label;      /* for those who do not see it */
    Text latest;     /* of this month */
    Texts months;    /* below it; empty where none is written */
} ScreenLine;

typedef struct ScreenHeads {
    ScreenHead *at;
    size_t len;
} ScreenHeads;

/* A place with others below it. */
typedef struct ScreenView {
    Page page;
    Text lost; /* what is said without a connection; HH:MM stands for the time */
    Text name, today;
    Text link;
    int64_t year;
    ScreenBars income, expense;
    ScreenHeads heads;
    ScreenMap map;
    ScreenBars places; /* 按时公开, by code */
    Text places_title;
    bool many_places;
    ScreenNewsViews overdue; /* of a township, instead of places */
    bool township, above;
    ScreenNewsViews news;
    int64_t published_today;
    ScreenLine line;
} ScreenView;

/* One picture of a village's screen. */
typedef struct ScreenSlide {
    const char *css; /* s-p, s-a, s-m by affair */
    Text affair;
    Text item;
    Text title, summary;
    Text date;
    bool in_notice, last_day;
    int64_t days_left;
} ScreenSlide;

typedef struct ScreenContact {
    Text name, post, phone;
} ScreenContact;

typedef struct ScreenVillageView {
    Page page;
    Text lost;
    Text name, above, today;
    Text link, address; /* the address that the code holds */
    Markup qr;
    bool has_money;
    Text month, income, expense, closing;
    ScreenBars spent;
    int64_t items, missing;
    ScreenHeads heads;
    struct {
        ScreenSlide *at;
        size_t len;
    } slides;
    struct {
        ScreenContact *at;
        size_t len;
    } contacts;
    Text phone;
    ScreenNewsViews overdue;
    ScreenNewsViews news;
} ScreenVillageView;
