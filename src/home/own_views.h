/*
 * own_views -- what a household sees of itself: its subsidies, its part in projects.
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

typedef struct OwnHousehold {
    Text place, place_link, subsidies_link;
    Text number, group_name, head, address;
    int64_t people;
    struct {
        OwnYear *at;
        size_t len;
    } years;
    ProjectFamilies projects;
} OwnHousehold;

typedef struct OwnHouseholdView {
    Page page;
    struct {
        OwnHousehold *at;
        size_t len;
    } households;
} OwnHouseholdView;
