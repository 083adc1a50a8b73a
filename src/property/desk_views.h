/*
 * desk_views -- what the desk's pages about collective property show.
 */
#pragma once

#include "disclosure/desk_views.h"
#include "disclosure/detail.h"

typedef struct PropertyLink {
    Text link, name;
    bool current;
} PropertyLink;

typedef struct PropertyLinks {
    PropertyLink *at;
    size_t len;
} PropertyLinks;

typedef struct PropertyPlacesView {
    Page page;
    PropertyLinks places;
} PropertyPlacesView;

/* A line of any list: something that waits, a register, a row, a statement. */
typedef struct PropertyLine {
    Text link, title;
    Text facts;
    Text amount; /* may be empty */
    Text tag;    /* may be empty */
    const char *css;
} PropertyLine;

typedef struct PropertyLinesView {
    PropertyLine *at;
    size_t len;
} PropertyLinesView;

typedef struct PropertyIndexView {
    Page page;
    Text place, public_link;
    Text area, assets, contracts, original;
    bool may_keep;
    PropertyLinesView waits;
    PropertyLinesView registers;
    PropertyLinesView overdue;
} PropertyIndexView;

typedef struct PropertyListView {
    Page page;
    Text title, hint, place, place_link;
    Text new_link, sheet_link, export_link;
    bool may_keep;
    PropertyLinks filters;
    PropertyLinesView rows;
    Text next_link;
    Text begin_action; /* a year's plan from the one before; empty: not now */
    Text year;
    Text item; /* F5 各类资源与经济合同 */
    Text period_action, period;
    PropertyLinesView statements;
} PropertyListView;

/* One control of a form. */
typedef struct PropertyControl {
    Text name, label, hint, hint_id, error, error_id, value;
    const char *css;       /* of .field */
    const char *inputmode; /* empty: text */
    int chars_max;
    bool required;
    bool is_text, is_long, is_day, is_select, is_flag;
    bool checked;
    DeskChoices choices;
} PropertyControl;

typedef struct PropertyControls {
    PropertyControl *at;
    size_t len;
} PropertyControls;

typedef struct PropertyFact {
    Text name, value;
    const char *css;
} PropertyFact;

typedef struct PropertyFacts {
    PropertyFact *at;
    size_t len;
} PropertyFacts;

typedef struct PropertyMoveRow {
    Text day, words, amount, note;
    Text remove_action; /* empty: not for this person */
    bool in;
} PropertyMoveRow;

typedef struct PropertyInstalmentRow {
    Text day, amount, received, tag;
    const char *css;
} PropertyInstalmentRow;

typedef struct PropertyRowView {
    Page page;
    Text title, list_link, list_name;
    Text action, lock;
    bool is_new, may_keep;
    PropertyFacts facts;
    PropertyControls controls, more;
    bool more_open;
    Text moves_title, move_link, move_words; /* empty: no movements here */
    struct {
        PropertyMoveRow *at;
        size_t len;
    } moves;
    struct {
        PropertyInstalmentRow *at;
        size_t len;
    } instalments;
    Text end_words; /* 提前终止; empty: cannot be ended */
    Text today, end_error;
} PropertyRowView;

typedef struct PropertyMoveView {
    Page page;
    Text title, row_link, heading;
    Text action, lock;
    PropertyFacts facts;
    PropertyControls controls;
} PropertyMoveView;

typedef struct PropertyStatementView {
    Page page;
    Text title, list_link, list_name;
    Text action;
    Text disclosure_link; /* empty: there is none */
    Text state;
    const char *tag_css;
    Text next; /* what comes now, in a sentence */
    PropertyLinks readers;
    Text reader;
    bool can_hand_in, needs_reason;
    Text reason, reason_error, problem;
    DetailView detail;
} PropertyStatementView;
