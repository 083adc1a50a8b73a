/*
 * own_views -- what a household sees of itself: its subsidies, its share of what the
 * collective gave out, its part in projects.
 */
#pragma once

#include "project/views.h"

typedef struct OwnRow {
    Text title, link;
    Text sum; /* 3.5亩 × 71.50 元 = 250.25 元 */
    Text card;
    Text state;
    const char *tag_css;
    Text paid_on, note;
} OwnRow;

typedef struct OwnYear {
    Text year;
    Text total, paid;
    struct {
        OwnRow *at;
        size_t len;
    } rows;
} OwnYear;

typedef struct OwnShare {
    Text title; /* 2022 年收益分配 */
    Text sum;   /* 2.5股 × 100.00 元 = 250.00 元 */
    Text paid_on;
} OwnShare;

typedef struct OwnHousehold {
    Text place, place_link, subsidies_link, shares_link;
    Text number, group_name, head, address;
    int64_t people;
    struct {
        OwnYear *at;
        size_t len;
    } years;
    struct {
        OwnShare *at;
        size_t len;
    } shares;
    ProjectFamilies projects;
} OwnHousehold;

typedef struct OwnHouseholdView {
    Page page;
    struct {
        OwnHousehold *at;
        size_t len;
    } households;
} OwnHouseholdView;
