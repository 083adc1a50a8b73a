/*
 * money_views -- what the pages about money show.
 */
#pragma once

#include "web/web.h"

enum { MONEY_WORDS = 5 };

/* One everyday word: what it cost or brought. */
typedef struct MoneyWord {
    const char *dot; /* bg-1 … */
    Text name;
    Text amount;    /* "12,800" */
    Text last_year; /* "比去年5月多 2,100 元"; absent when nothing is known */
} MoneyWord;

typedef struct MoneyWords {
    MoneyWord *at;
    size_t len;
} MoneyWords;

/* A square of the waffle. */
typedef struct WaffleCell {
    const char *css; /* f-1 … */
    int64_t x, y;
} WaffleCell;

typedef struct Waffle {
    Text label; /* all of it in a sentence */
    Text view_box;
    Text unit; /* "500": yuan a square */
    struct {
        WaffleCell *at;
        size_t len;
    } cells;
} Waffle;

/* The card: what came in, what went out, what is left. */
typedef struct MoneyBook {
    Text month_link;                  /* absent: no month has been published */
    Text month;                       /* "2023年5月" */
    Text income, expense, left;       /* "48,200" */
    bool overspent;                   /* left is less than nothing: shown as a positive amount */
    int64_t in_bar, out_bar;          /* 0 … 100 */
    Text income_short, expense_short; /* "4.82万" */
    Text balance;
    Text per_household; /* absent: nobody knows how many there are */
    MoneyWords spent, got;
    Waffle waffle;
    int64_t entries;
    int64_t photos;
} MoneyBook;

typedef struct MoneyEntry {
    int64_t id;
    Text day;
    Text purpose;
    Text party;
    Text voucher;
    Text category;
    Text amount; /* with its sign */
    bool in;
    bool tied;   /* bank, ledger and published line agree */
    bool red;    /* takes another entry back */
    Text reason; /* of a correction */
    Text handler;
    Text photo_link; /* absent: none that this reader may see */
    int64_t photos;
    Text ask_link;
} MoneyEntry;

typedef struct MoneyMonthLink {
    Text name, link;
    bool current;
} MoneyMonthLink;

typedef struct MoneyMonthLinks {
    MoneyMonthLink *at;
    size_t len;
} MoneyMonthLinks;

typedef struct MoneyView {
    Page page;
    Text name;
    MoneyBook book;
    Text median;   /* a sentence about the township's middle; may be absent */
    bool reviewed; /* what is published has been approved by the township */
    Text checked;  /* which offices checked and reviewed it, and when; absent: not yet */
    Text disclosure_in_link, disclosure_out_link;
    Text previous_link, next_link, year_link;
    MoneyMonthLinks months;
    struct {
        MoneyEntry *at;
        size_t len;
    } entries;
    Text more_link;
    int64_t tied;
    Text csv_link, xlsx_link, package_link, property_link;
    bool resident_parts; /* vouchers are shown to this reader */
} MoneyView;

typedef struct MoneyYearRow {
    Text name, link;
    Text income, expense, balance;
    int64_t in_bar, out_bar;
    bool empty;
} MoneyYearRow;

typedef struct MoneyYearView {
    Page page;
    Text name, year;
    Text previous_link, next_link;
    Text income, expense, left;
    bool overspent;
    struct {
        MoneyYearRow *at;
        size_t len;
    } rows;
    MoneyWords spent, got;
    Text csv_link, xlsx_link, package_link;
} MoneyYearView;

/* Nothing published yet. */
typedef struct MoneyNoneView {
    Page page;
    Text name;
    Text finance_link;
} MoneyNoneView;

typedef struct MoneyPhotoView {
    Page page;
    MoneyEntry entry;
    Texts photos; /* URLs */
    Text back_link;
} MoneyPhotoView;
