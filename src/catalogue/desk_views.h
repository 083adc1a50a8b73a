/*
 * desk_views -- what the desk's pages about the catalogue and the calendar show.
 */
#pragma once

#include "sheet/form.h"
#include "web/web.h"

typedef struct ItemLine {
    Text link, code, name, plain;
    Text village, community; /* rhythms in words */
    Text due;                /* due rules in words */
    Text audience;
    bool retired;
    bool finance_group;
    int64_t notice_days;
} ItemLine;

typedef struct AffairItems {
    Text title;
    const char *css;
    const char *id;
    struct {
        ItemLine *at;
        size_t len;
    } items;
} AffairItems;

typedef struct CataloguePlace {
    Text link, name;
    bool current;
} CataloguePlace;

typedef struct CatalogueView {
    Page page;
    int64_t count;
    Text new_link;
    struct {
        CataloguePlace *at;
        size_t len;
    } places; /* of somebody with several catalogues */
    struct {
        AffairItems *at;
        size_t len;
    } affairs;
} CatalogueView;

/* A choice of a select, or a box to tick. */
typedef struct Option {
    Text value, words;
    bool chosen;
} Option;

typedef struct Options {
    Option *at;
    size_t len;
} Options;

/* The rhythm of one kind of place: the main letter, and what comes in addition. */
typedef struct RhythmPick {
    Options main, also;
    Text error;
} RhythmPick;

typedef struct ColumnRow {
    int64_t index;
    Text name, name_hant, name_en;
    Options types, audiences;
    bool required, sum, nonnegative;
    Text choices; /* 、 between */
} ColumnRow;

typedef struct ItemView {
    Page page;
    bool fresh; /* a new item: the code can be typed */
    bool retired;
    bool conflict; /* somebody else saved meanwhile */
    Text code, position;
    int64_t version;
    Text versions_link, action, retire_link, restore_link, list_link;
    Text place;      /* whose catalogue it is, for somebody with several */
    Text other_link; /* conflict: the other one's version */
    Options affairs, audiences, afters, files;
    Text name, name_hant, name_en, plain, plain_hant, plain_en;
    RhythmPick village, community;
    Text m_day, m_after, q_day, q_after, h_day, h_after, y_month, y_day, e_days, e_working;
    Text notice_days, legal_basis, legal_basis_en, effective;
    bool finance_group;
    Text code_error, affair_error, position_error, name_error, name_hant_error, name_en_error;
    Text plain_error, plain_hant_error, plain_en_error, due_error, notice_error, after_error,
        basis_error;
    Text basis_en_error, effective_error, columns_error;
    struct {
        ColumnRow *at;
        size_t len;
    } columns;
} ItemView;

typedef struct VersionLine {
    Text link;
    int64_t version;
    Text effective;
    Text changed; /* which fields differ from the version before */
    bool current;
} VersionLine;

typedef struct VersionsView {
    Page page;
    Text code, name, edit_link;
    struct {
        VersionLine *at;
        size_t len;
    } versions;
} VersionsView;

typedef struct FactLine {
    Text name, value, before; /* before: what the version before said; absent: the same */
} FactLine;

typedef struct ColumnLine {
    Text name, type, audience;
    Text choices;
    bool required, sum, nonnegative;
} ColumnLine;

typedef struct VersionView {
    Page page;
    Text code, name, versions_link;
    int64_t version;
    bool retired;
    struct {
        FactLine *at;
        size_t len;
    } facts;
    struct {
        ColumnLine *at;
        size_t len;
    } columns;
} VersionView;

typedef struct DayLine {
    Text day, weekday, name;
    bool working;
} DayLine;

typedef struct CalendarView {
    Page page;
    Text year, previous_link, next_link;
    bool may_change;
    Text first, last, name; /* as typed */
    bool working;
    Text first_error, last_error, name_error;
    struct {
        DayLine *at;
        size_t len;
    } days;
    Text gap;     /* a sentence: a year of which nothing is known yet; or empty */
    bool gap_now; /* it is time to do something about it */
} CalendarView;

typedef struct CalendarImportLine {
    int line;
    Text first, last, kind, name;
    Text bad;
} CalendarImportLine;

typedef struct CalendarImportView {
    Page page;
    SheetUpload upload;
    bool previewed;
    int64_t bad, days;
    Text paste;
    struct {
        CalendarImportLine *at;
        size_t len;
    } lines;
} CalendarImportView;
