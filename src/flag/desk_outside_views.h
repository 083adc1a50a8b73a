/*
 * desk_outside_views -- what the pages about other offices' lists show.
 */
#pragma once

#include "disclosure/desk_deed_views.h"
#include "flag/views.h"

typedef struct OutsideLine {
    Text title, link, state, brought;
    bool there;
} OutsideLine;

typedef struct OutsideView {
    Page page;
    Text place;
    struct {
        OutsideLine *at;
        size_t len;
    } kinds;
    DeskChoices places; /* the districts, for who looks after several */
} OutsideView;

typedef struct OutsideOneView {
    Page page;
    Text place, title, state, brought;
    bool there;
    struct {
        FlagFact *at;
        size_t len;
    } bad, rules; /* cell and why; title and link */
    int64_t more; /* bad cells that are not listed */
    DeedForm form;
    Text remove_link;
} OutsideOneView;
