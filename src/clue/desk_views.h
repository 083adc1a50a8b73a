/*
 * desk_views -- what the desk's pages about orders, clues, patrols and the register show: lists,
 * forms and one thing with its history look the same for all.
 */
#pragma once

#include "disclosure/desk_deed_views.h"

enum { CASE_FIELDS_MAX = 12, CASE_FORMS_MAX = 8, CASE_FACTS_MAX = 12, CASE_LINKS_MAX = 6 };

typedef struct CaseFact {
    Text name, value, link;
} CaseFact;

typedef struct CaseFacts {
    CaseFact *at;
    size_t len;
} CaseFacts;

/* A form that is a page. */
typedef struct CaseFormView {
    Page page;
    Text title, note;
    CaseFacts facts; /* what the page before has settled */
    DeedForm form;
    Text back;
} CaseFormView;

typedef struct CaseLink {
    Text words, link;
    const char *icon;
    bool main; /* the page's one main action */
    bool post; /* a deed: sent as a form */
} CaseLink;

typedef struct CaseLinks {
    CaseLink *at;
    size_t len;
} CaseLinks;

typedef struct CaseTab {
    Text name, link;
    int64_t count;
    bool late, current;
} CaseTab;

typedef struct CaseRow {
    Text link, title;
    Text why; /* the line below */
    Text tag, place;
    const char *tag_css, *icon;
} CaseRow;

typedef struct CaseRows {
    CaseRow *at;
    size_t len;
} CaseRows;

typedef struct CaseListView {
    Page page;
    Text title, sentence;
    bool late;        /* the sentence is about what is overdue */
    Text sealed_note; /* who sees this page; absent: no secret */
    CaseLinks links;
    struct {
        CaseTab *at;
        size_t len;
    } tabs;
    CaseRows rows;
    Text empty, more, next_link;
} CaseListView;

typedef struct CaseStep {
    Text when, what, who, note;
} CaseStep;

/* Of a clue: what became of a person.  Of a patrol: what was looked at. */
typedef struct CaseLine {
    Text title, note, when, link;
    Text tag;
    const char *tag_css;
    CaseLinks deeds;
} CaseLine;

typedef struct CaseView {
    Page page;
    Text title, sub;
    Text urgent;      /* overdue: how long */
    Text sealed_note; /* who sees this page */
    Text state;
    const char *state_css;
    Text body_title, body;
    Text closed_words; /* instead of the words: why they are not shown */
    CaseFacts facts;
    Text lines_title;
    struct {
        CaseLine *at;
        size_t len;
    } lines;
    CaseLinks links;
    DeedForms forms; /* what is to be done now */
    DeedForms other; /* everything else */
    Text nothing;
    struct {
        CaseStep *at;
        size_t len;
    } steps;
} CaseView;

/* Before a clue is opened. */
typedef struct ClueLookView {
    Page page;
    Text title, action, back;
} ClueLookView;

/* One year of the petition register. */
typedef struct PetitionLine {
    Text period;
    int64_t reports, accusations, appeals, suggestions;
    Text reports_change, accusations_change, satisfaction;
} PetitionLine;

typedef struct PetitionsView {
    Page page;
    int64_t code;
    Text place;
    struct {
        PetitionLine *at;
        size_t len;
    } rows;
    DeskChoices places; /* below: link and name */
    Text export_link;
    bool may_keep;
    DeedForm form;
} PetitionsView;

/* ---- clues in numbers ---- */

typedef struct CaseCount {
    Text words;
    int64_t count;
} CaseCount;

typedef struct CaseCounts {
    Text title;
    const char *id;
    struct {
        CaseCount *at;
        size_t len;
    } rows;
} CaseCounts;

typedef struct CaseCountsView {
    Page page;
    Text title, sealed_note;
    int64_t all, unreadable;
    struct {
        CaseCounts *at;
        size_t len;
    } tables;
} CaseCountsView;
