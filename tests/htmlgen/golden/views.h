/* What the golden templates show. */
#pragma once

#include "web/html.h"
#include "web/web.h"

typedef struct GoldenPerson {
    Text name;
    const struct GoldenPerson *chief;
} GoldenPerson;

typedef struct GoldenRow {
    int64_t id;
    Text title;
    Text link;
    bool late;
    int days;
    Fen amount;
    GoldenPerson person;
    Texts tags;
} GoldenRow;

typedef struct GoldenView {
    const Page *page;
    Text heading;
    Text note;
    Text code;
    Markup markup;
    ShownDay day;
    const char *icon;
    size_t count;
    bool yes;
    bool no;
    struct {
        GoldenRow *at;
        size_t len;
    } rows;
    struct {
        const GoldenPerson **at;
        size_t len;
    } people;
    Texts none;
} GoldenView;
