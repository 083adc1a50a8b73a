/*
 * desk_views -- what the desk's pages about outreach show.
 */
#pragma once

#include "web/web.h"

typedef struct OutreachPlace {
    Text name, link;
} OutreachPlace;

typedef struct OutreachPlaces {
    OutreachPlace *at;
    size_t len;
} OutreachPlaces;

typedef struct OutreachPlacesView {
    Page page;
    OutreachPlaces places;
} OutreachPlacesView;

typedef struct OutreachFileView {
    const char *icon;
    Text title, link;
} OutreachFileView;

typedef struct OutreachView {
    Page page;
    Text name;
    Text month; /* in words */
    Text previous_link, next_link;
    Text screen_link;
    bool has_money;
    struct {
        OutreachFileView *at;
        size_t len;
    } files;
    Text speech;
    int64_t seconds; /* about how long it takes to read it out */
} OutreachView;
