/*
 * desk_views -- what the desk's pages show: lists, tasks, where things stand.  The editor's are
 * desk_edit_views.h, the sheet's desk_sheet_views.h, the reviewer's desk_review_views.h.
 */
#pragma once

#include "web/web.h"

/* A choice of a select or of radio buttons. */
typedef struct DeskChoice {
    Text value;
    Text words;
    Text note;
    bool chosen;
} DeskChoice;

typedef struct DeskChoices {
    DeskChoice *at;
    size_t len;
} DeskChoices;

typedef struct DeskState {
    Text words;      /* 等沙河街道审核 */
    Text next;       /* who acts next, and how */
    const char *css; /* of .state */
    const char *tag; /* of .tag */
} DeskState;

typedef struct DeskHead {
    Text id;
    Text lock;
    Text link;  /* /desk/d/ID */
    Text title; /* of the revision in hand */
    Text place, place_link;
    Text township;
    Text item, item_plain;
    Text affair;
    const char *affair_css;
    Text period;
    DeskState state;
    bool published;
    Text public_link;
    bool returned;
    Text return_reason;
} DeskHead;

typedef struct DeskStep {
    Text when;
    Text what;
    Text who;
    Text note;
    Text link; /* to the revision; may be absent */
} DeskStep;

typedef struct DeskSteps {
    DeskStep *at;
    size_t len;
} DeskSteps;

/* One row of a list of work. */
typedef struct DeskRow {
    Text link;
    Text title;
    Text why;   /* item and period, or why it came back */
    Text place; /* empty: the own village */
    Text tag;
    const char *tag_css;
    Text reason; /* returned: why */
} DeskRow;

typedef struct DeskRows {
    DeskRow *at;
    size_t len;
} DeskRows;

/* Something that a village still owes. */
typedef struct DeskTask {
    Text item_code, period_value; /* for the form */
    Text region;
    Text item, period;
    Text due; /* 5月10日前 */
    Text tag;
    const char *tag_css;
    Text work_link; /* a draft is in hand; else absent */
    bool can_copy;
    Text exception_link;
} DeskTask;

typedef struct DeskTasks {
    DeskTask *at;
    size_t len;
} DeskTasks;

typedef struct DeskVillagePart {
    Text name;
    Text link, new_link;
    bool several; /* the person has several villages: names are shown */
    int64_t late; /* of the tasks */
    DeskTasks tasks;
    DeskRows returned, drafts, waiting;
} DeskVillagePart;

/* A place below, with how it does. */
typedef struct DeskPlaceRow {
    Text name;
    Text link;
    int64_t waiting;
    int64_t missing;
    Text rate;
    Text longest; /* 最久 45 天 */
} DeskPlaceRow;

typedef struct DeskPlaceRows {
    DeskPlaceRow *at;
    size_t len;
} DeskPlaceRows;

/* A township or district that the person looks after. */
typedef struct DeskArea {
    Text code, name;
    Text rate;
    int64_t missing, waiting, published;
    Text missing_link;
    bool by_village; /* places are the villages that miss something; else all townships */
    DeskPlaceRows places;
} DeskArea;

/* What a room above has waiting (desk_waiting.h): a heading with its most urgent rows. */
typedef struct DeskWaiting {
    Text title;
    Text note; /* beside the heading; late: it is about what is overdue */
    bool late;
    Text link, link_words;      /* to all of them */
    Text deed_link, deed_words; /* a button, to begin something; absent: not for this person */
    DeskRows rows;
    Text nothing;  /* said when there are no rows; absent: the heading is enough */
    int64_t count; /* how many wait */
} DeskWaiting;

typedef struct DeskWaitings {
    DeskWaiting *at;
    size_t len;
} DeskWaitings;

typedef struct DeskHomeView {
    Page page;
    Text hello; /* one sentence: how much waits */
    struct {
        DeskVillagePart *at;
        size_t len;
    } villages;
    bool confirms;
    DeskRows to_confirm;
    bool reviews;
    DeskRows to_review;
    int64_t review_count;
    struct {
        DeskArea *at;
        size_t len;
    } areas;
    DeskWaitings waiting;
    bool manages; /* accounts, places, calendar */
    bool catalogue;
} DeskHomeView;

typedef struct DeskConflictView {
    Page page;
    Text state; /* how it stands now; may be absent */
    Text link;
    Text written; /* the reason that came with it: not lost; may be empty */
} DeskConflictView;

/* ---- a new disclosure ---- */

typedef struct NewItem {
    Text link;
    Text code;
    Text name;
    Text plain;
    Text rhythm; /* 每月公开, 10日前 */
    bool missing;
} NewItem;

typedef struct NewAffair {
    Text name;
    const char *css;
    struct {
        NewItem *at;
        size_t len;
    } items;
} NewAffair;

typedef struct NewView {
    Page page;
    Text region, place;
    DeskChoices places; /* the first step for those with several villages */
    struct {
        NewAffair *at;
        size_t len;
    } affairs;
    /* the second step */
    Text item, item_name, item_plain, item_rhythm;
    DeskChoices periods;
    bool by_event; /* a day can be given */
    Text event_day, today;
    Text period_error, event_error;
    bool can_copy;
    bool exception; /* the form of a filed exception */
    Text reason, review_on;
    Text reason_error, review_error;
    Text back_link, exception_link;
} NewView;

/* ---- lists ---- */

typedef struct DeskFilter {
    Text action;
    DeskChoices places; /* empty: only one */
    DeskChoices affairs;
} DeskFilter;

typedef struct DeskReviewListView {
    Page page;
    DeskFilter filter;
    DeskRows rows;
    int64_t count;
    bool confirming; /* the finance group's queue */
    bool filtered;
    Text next_link;
    bool later;
} DeskReviewListView;

typedef struct MissingRow {
    Text place, place_link;
    Text item, period;
    Text due;
    Text late; /* 逾期 12 天 */
    Text work; /* 草稿, 等审核; absent: nothing in hand */
    const char *affair_css;
    Text affair;
} MissingRow;

typedef struct MissingView {
    Page page;
    DeskFilter filter;
    struct {
        MissingRow *at;
        size_t len;
    } rows;
    int64_t total; /* within the scope */
    bool cut;      /* more than are shown */
    bool filtered;
    bool staff; /* sees what is in hand */
    Text only;  /* the item that the list is of */
} MissingView;

/* ---- one village: items × months ---- */

typedef struct GridCell {
    const char *css; /* s0 … s5 */
    Text sign;
    Text title; /* in words */
    Text link;  /* absent: none */
} GridCell;

typedef struct GridBox {
    struct {
        GridCell *at;
        size_t len;
    } cells;
} GridBox;

typedef struct GridRow {
    Text code, name;
    Text new_link;
    struct {
        GridBox *at;
        size_t len;
    } boxes;
} GridRow;

typedef struct GridPart {
    Text name;
    const char *css;
    struct {
        GridRow *at;
        size_t len;
    } rows;
} GridPart;

typedef struct GridMonth {
    Text name;
} GridMonth;

typedef struct DeskVillageView {
    Page page;
    Text name, township;
    Text public_link, new_link, profile_link;
    Text rate;
    int64_t due, on_time, late, missing;
    struct {
        GridMonth *at;
        size_t len;
    } months;
    struct {
        GridPart *at;
        size_t len;
    } parts;
    DeskRows work;
} DeskVillageView;
