/*
 * follow_views -- what the page about followed things shows.
 */
#pragma once

#include "web/web.h"

typedef struct FollowRow {
    Text name, place;
    Text link; /* may be absent */
    const char *kind;
    Text region, item, subject; /* for the form */
} FollowRow;

typedef struct FollowView {
    Page page;
    struct {
        FollowRow *at;
        size_t len;
    } rows;
} FollowView;
