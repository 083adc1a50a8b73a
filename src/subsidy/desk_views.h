/*
 * desk_views -- what the desk's pages about subsidies show.
 */
#pragma once

#include "disclosure/desk_views.h"
#include "disclosure/detail.h"

typedef struct PlaceLink {
    Text link, name;
} PlaceLink;

/* Which village? */
typedef struct SubsidyPlacesView {
    Page page;
    Text programmes_link; /* of the own place; absent: none */
    struct {
        PlaceLink *at;
        size_t len;
    } places;
} SubsidyPlacesView;

typedef struct SubsidyRow {
    Text link, title;
    Text facts; /* 120 行，合计 34,500.00 元 */
    Text state;
    const char *tag_css;
    Text waits; /* who acts next; may be empty */
} SubsidyRow;

typedef struct SubsidyListView {
    Page page;
    Text place;
    Text new_link, adopt_link, programmes_link, public_link;
    bool may_keep;
    struct {
        SubsidyRow *at;
        size_t len;
    } rows;
    Text next_link;
} SubsidyListView;

typedef struct SubsidyNewView {
    Page page;
    Text place, action, list_link, programmes_link;
    DeskChoices programmes;
    Text period, name, planned;
    Text programme_error, period_error, name_error, planned_error;
} SubsidyNewView;

/* A table that was published by hand becomes a list: which one, or the one that was chosen. */
typedef struct SubsidyAdoptView {
    Page page;
    Text place, action, list_link, programmes_link;
    struct {
        SubsidyRow *at;
        size_t len;
    } rows;
    bool chosen, readable, paid;
    Text disclosure, disclosure_link, title, facts, disclosure_error;
    Text programme_name; /* as the table says */
    DeskChoices programmes;
    Text period, name;
    Text programme_error, period_error, name_error;
} SubsidyAdoptView;

typedef struct SubsidyLineRow {
    int64_t position;
    Text link;
    Text number, name, group_name;
    Text quantity, standard, amount;
    Text card; /* 尾号 5678 */
    Text state;
    const char *tag_css;
    Text paid_on, note;
    bool known; /* in the register */
    bool odd;   /* the checks point something out */
} SubsidyLineRow;

typedef struct SubsidyLineRows {
    SubsidyLineRow *at;
    size_t len;
} SubsidyLineRows;

typedef struct SubsidyStep {
    Text words;
    bool done, current;
} SubsidyStep;

typedef struct SubsidyPart {
    Text words; /* 发放前公示 */
    Text link;  /* of the disclosure on the desk */
    Text state;
    const char *tag_css;
    Text note; /* 公示到 2023-06-08 */
} SubsidyPart;

typedef struct SubsidyOneView {
    Page page;
    Text title, place, place_link;
    Text action; /* /desk/subsidy/ID */
    Text lock;
    Text source, ground, unit, standard;
    Text planned, planned_words; /* for the field, and to be read */
    bool standard_moved;         /* the programme's is another one now */
    Text standard_now;
    int64_t lines, paid_lines, due_lines;
    Text total, paid_total;
    struct {
        SubsidyStep *at;
        size_t len;
    } steps;
    struct {
        SubsidyPart *at;
        size_t len;
    } parts;
    Text next; /* what comes now, in a sentence */
    Texts findings;
    int64_t more_findings;
    SubsidyLineRows rows;
    Text previous_link, next_link;
    Text reopened; /* why it is being changed */
    Text explanation;
    Text today;
    bool may_keep, open, pays, can_hand_in, hands_result, can_reopen, can_discard, has_payments;
    Text explanation_error, lines_error, day_error, reason_error, planned_error, table_error;
    Text day, reason; /* as typed */
} SubsidyOneView;

typedef struct SubsidyLineView {
    Page page;
    Text title, title_link;
    Text action, remove_action, pay_action;
    Text lock;
    bool is_new, open, pays;
    Text unit;
    Text number, name, group_name, quantity, standard, amount, card, note;
    Text card_now; /* 尾号 5678 */
    Text number_error, name_error, group_error, quantity_error, standard_error, amount_error;
    Text card_error, note_error, day_error;
    DeskChoices states;
    Text day, today;
    Text sum; /* of a line that is only looked at */
} SubsidyLineView;

typedef struct SubsidyPreviewView {
    Page page;
    Text title, title_link;
    struct {
        PlaceLink *at;
        size_t len;
    } readers;   /* as whom one may look */
    Text reader; /* as whom one looks */
    DetailView detail;
} SubsidyPreviewView;

typedef struct ProgrammeRow {
    Text link; /* empty: not the own place's */
    Text name, source, standard, ground, place;
    bool retired;
} ProgrammeRow;

typedef struct ProgrammesView {
    Page page;
    Text place, action, list_link;
    bool may_manage;
    struct {
        ProgrammeRow *at;
        size_t len;
    } rows;
    /* the form: a new one, or the one that is changed */
    Text name, source, unit, standard, ground;
    Text name_error, source_error, unit_error, standard_error, ground_error;
    bool is_one, retired;
} ProgrammesView;
