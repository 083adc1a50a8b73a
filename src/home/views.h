/*
 * views -- what the pages of the home room show.
 */
#pragma once

#include "home/money_views.h"
#include "opinion/views.h"
#include "organisation/views.h"
#include "project/views.h"
#include "web/web.h"

/* One of the three affairs on a village's page: how many items, which are missing. */
typedef struct AffairPip {
    bool missing;
} AffairPip;

typedef struct AffairTile {
    Text link;
    const char *css; /* t-p, t-a, t-m */
    const char *icon;
    Text name;
    int64_t items;
    int64_t missing;
    struct {
        AffairPip *at;
        size_t len;
    } pips;
} AffairTile;

/* A disclosure in a list. */
typedef struct HomeLine {
    Text link;
    Text title;
    Text summary;
    Text place; /* shown above villages only */
    Text item;
    const char *css; /* tag colour by affair */
    Text affair;
    Text date;
    int64_t days_left; /* of a notice period; -1: none */
    bool last_day;
} HomeLine;

typedef struct HomeLines {
    HomeLine *at;
    size_t len;
} HomeLines;

typedef struct HomeContact {
    Text face; /* the surname */
    Text name;
    Text post;
    Text duty;
    Text phone;
    Text call; /* tel: */
} HomeContact;

/* Something a place was before, in one sentence. */
typedef struct HomeEvent {
    Text sentence;
    Text link; /* may be absent */
} HomeEvent;

/* One cell of the schematic map (一格一村). */
typedef struct MapCell {
    Text link;
    int64_t x, y;      /* its centre */
    Text name1, name2; /* the name in one or two lines */
    Text title;
    const char *css; /* cell-ok, cell-late, cell-none */
    bool here;
} MapCell;

typedef struct HomeMap {
    Text view_box;
    Text label;
    Text hexagon; /* the corners of a cell around its centre */
    struct {
        MapCell *at;
        size_t len;
    } cells;
} HomeMap;

typedef struct VillageView {
    Page page;
    Text name;
    Text township;
    bool community;
    bool closed;
    Text closed_sentence;
    Text successor_link;
    Text intro;
    Text phone, call, address;
    Text picture; /* URL */
    struct {
        AffairTile *at;
        size_t len;
    } tiles;
    int64_t items;
    int64_t missing;
    Text duties_link;
    Text property_link, subsidies_link, projects_link;
    ProjectCards projects;
    MoneyBook book;
    OpinionHome voice;
    HomeLines notices;
    HomeLines latest;
    Text all_link;
    struct {
        HomeContact *at;
        size_t len;
    } contacts;
    struct {
        HomeEvent *at;
        size_t len;
    } events;
    HomeMap map;
    Text township_link;
    Text township_name;
    Text follow_code, follow_back; /* of the form that follows the village; absent: no form */
    bool follows;
    GroupPartView group; /* who leads the work */
} VillageView;

/* A place below another: a row with how it does, in words. */
typedef struct ChildRow {
    Text link;
    Text name;
    int64_t villages;
    int64_t disclosures;
    int64_t missing;
    Text rate; /* "97.2 %" or "–" */
    bool closed;
} ChildRow;

typedef struct RegionView {
    Page page;
    Text name;
    Text level; /* 区, 街道 … in words */
    int64_t townships;
    int64_t villages;
    int64_t disclosures;
    int64_t party, village, finance;
    Text on_time;
    int64_t missing;
    bool has_villages_below; /* children are villages: the map is shown */
    bool has_townships_below;
    bool closed;
    Text closed_sentence;
    Text successor_link;
    Text party_link, village_link, finance_link, projects_link;
    OpinionHome voice;
    bool asks; /* a district or a township: people may ask here */
    ProjectCards projects;
    struct {
        ChildRow *at;
        size_t len;
    } children;
    HomeMap map;
    HomeLines notices;
    HomeLines latest;
    struct {
        HomeEvent *at;
        size_t len;
    } events;
    GroupPartView group; /* who leads the work */
} RegionView;

/* A duty that waits: missing or soon due. */
typedef struct DutyLine {
    Text item, period, due;
    Text note; /* how many days it is late, or are left */
    bool late;
} DutyLine;

/* One period of an item. */
typedef struct DutyCell {
    Text link; /* absent: nothing published */
    Text name; /* "4月" */
    Text sign; /* says what css colours */
    Text title;
    const char *css; /* s0 … s5 */
} DutyCell;

typedef struct DutyRow {
    Text item, link;
    struct {
        DutyCell *at;
        size_t len;
    } cells;
} DutyRow;

typedef struct DutyAffair {
    Text name;
    struct {
        DutyRow *at;
        size_t len;
    } rows;
} DutyAffair;

/* The calendar of what a village owes in a year. */
typedef struct DutiesView {
    Page page;
    Text rate, year;
    Text previous_link, next_link;
    int64_t due, on_time, late, missing; /* of all years */
    struct {
        DutyLine *at;
        size_t len;
    } waiting;
    struct {
        DutyAffair *at;
        size_t len;
    } affairs;
} DutiesView;
