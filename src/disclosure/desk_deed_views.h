/*
 * desk_deed_views -- what may be done about something, as forms: for the desks of all rooms.
 *
 * Shown by disclosure/desk_part_deed.html, each field by disclosure/desk_part_deed_field.html.
 */
#pragma once

#include "disclosure/desk_views.h"

/* One field of a form; its id is its name. */
typedef struct DeedField {
    Text id;
    Text label, hint;
    Text value, error;
    DeskChoices choices; /* a list to choose from */
    bool radio;          /* … shown at once */
    bool hidden;
    bool day, number, file; /* what kind of line it is; none: text */
    int rows;               /* 0: one line */
    int64_t chars_max;
    bool optional;
} DeedField;

typedef struct DeedForm {
    const Page *page; /* for the token of the form */
    Text lock;        /* absent: none is needed */
    Text action;
    Text title, explain, button;
    const char *icon;
    const char *button_css;
    struct {
        DeedField *at;
        size_t len;
    } fields;
    bool open; /* was sent and came back */
    bool upload;
} DeedForm;

typedef struct DeedForms {
    DeedForm *at;
    size_t len;
} DeedForms;
