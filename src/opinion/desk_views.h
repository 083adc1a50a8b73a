/*
 * desk_views -- what the desk's pages about opinions show.
 */
#pragma once

#include "disclosure/desk_deed_views.h"

/* How it stands with a deadline: a sentence first, an icon and a colour beside it. */
typedef struct OpinionDue {
    Text words; /* 今天 24:00 前答复, 还剩 3 天, 逾期 2 天 */
    const char *icon;
    const char *css; /* of .tag */
} OpinionDue;

typedef struct OpinionTag {
    Text words;
    const char *css;
} OpinionTag;

typedef struct OpinionTags {
    OpinionTag *at;
    size_t len;
} OpinionTags;

/* One in a list. */
typedef struct OpinionRow {
    const Page *page; /* for the token of the form */
    Text link;
    Text look;  /* sealed: the form that opens it; absent otherwise */
    Text join;  /* to join another one to it; absent otherwise */
    Text title; /* sealed: its number */
    Text why;   /* village, kind, topic, when, who handles it */
    OpinionDue due;
    OpinionTags tags; /* where it comes from, what happened to it */
} OpinionRow;

typedef struct OpinionRows {
    OpinionRow *at;
    size_t len;
} OpinionRows;

typedef struct OpinionTab {
    Text name;
    Text link;
    int64_t count; /* 0: none shown */
    bool many;     /* count is as far as it was counted */
    bool late;     /* what is counted is overdue */
    bool current;
} OpinionTab;

typedef struct OpinionTabs {
    OpinionTab *at;
    size_t len;
} OpinionTabs;

typedef struct OpinionQueueView {
    Page page;
    Text place;
    Text sentence; /* what is urgent, in one sentence */
    bool is_late;  /* … about what is overdue */
    Text empty;
    OpinionTabs tabs;
    OpinionRows urgent; /* overdue or due today */
    OpinionRows rows;
    OpinionRows extensions;                    /* asked for below, to be decided here */
    Text figures_link, answers_link, ask_link; /* absent: not for this person */
    Text next_link;
    Text first_link;
    bool later;
    bool sealed;
} OpinionQueueView;

typedef struct OpinionPlace {
    Text name;
    Text link;
    Text sentence;
    bool urgent;
} OpinionPlace;

typedef struct OpinionPlacesView {
    Page page;
    struct {
        OpinionPlace *at;
        size_t len;
    } places;
} OpinionPlacesView;

/* ---- one ---- */

typedef struct OpinionStep {
    Text when, what, who, note;
    bool internal;
} OpinionStep;

typedef struct OpinionPhotoLine {
    Text link, thumb;
    Text words; /* not there yet, or refused: why */
    int number;
} OpinionPhotoLine;

typedef struct StandardChoice {
    Text title, link, body;
} StandardChoice;

typedef struct OpinionFact {
    Text name, value;
    Text link; /* may be absent */
} OpinionFact;

typedef struct OpinionOneView {
    Page page;
    Text number, title, body, lock, link;
    Text place; /* the village */
    bool sealed;
    OpinionDue due;
    OpinionTags tags;
    Text office;    /* 现在由…办理 */
    Text urgent;    /* why it is here: it went up, it was opened again */
    Text extension; /* asked for: how long and why */
    Text conflict;  /* somebody was faster: how it stands now */
    Text kept;      /* … and what this person wrote */
    Text sender, phone, phone_link;
    struct {
        OpinionFact *at;
        size_t len;
    } facts;
    struct {
        OpinionPhotoLine *at;
        size_t len;
    } photos;
    Text photos_note;
    Text answer;
    struct {
        OpinionStep *at;
        size_t len;
    } steps;
    OpinionRows similar;
    Text merge_link; /* "?join=" goes behind it; absent: may not join */
    /* the answer's form */
    bool may_answer;
    DeedField answer_field;
    bool answer_settles;
    struct {
        StandardChoice *at;
        size_t len;
    } standards;
    Text answers_link;
    DeedForms first; /* what waits for a decision */
    DeedForms main;  /* what is to be done now, beside answering */
    DeedForms other; /* everything else */
    Text nothing;    /* why there is nothing for this person to do */
    bool follows;
    Text follow_action;
} OpinionOneView;

/* Before a report of misconduct is opened. */
typedef struct OpinionLookView {
    Page page;
    Text action;
    Text back;
} OpinionLookView;

/* ---- standard answers ---- */

typedef struct AnswerLine {
    Text id, title, body;
    Text office; /* of another office; absent: this one's */
} AnswerLine;

typedef struct OpinionAnswersView {
    Page page;
    Text place;
    Text link, queue_link;
    struct {
        AnswerLine *at;
        size_t len;
    } answers;
    Text id; /* that is being changed; "0": a new one */
    bool changing;
    Text title, body;
    Text title_error, body_error;
    bool may_keep;
} OpinionAnswersView;

/* ---- figures ---- */

typedef struct FigureLine {
    Text name;
    Text link;
    int64_t received, resolved, pending;
    Text pending_link; /* absent: not for this person */
    Text same_day, in_time, satisfied;
    bool here; /* the sum of the place itself */
} FigureLine;

typedef struct FigureLines {
    FigureLine *at;
    size_t len;
} FigureLines;

typedef struct FigureAge {
    Text words;
    int64_t count;
    const char *css; /* width and colour of its bar */
    bool late;
} FigureAge;

typedef struct OpinionFiguresView {
    Page page;
    Text place, link, queue_link;
    bool month; /* else: from the beginning */
    FigureLine sum;
    int64_t rated, reply_judged, resolve_judged, petitions;
    Text open_link, overdue_link, visits_link, done_link, petition_link;
    struct {
        FigureAge *at;
        size_t len;
    } ages;
    FigureLines places;
    Text needs; /* who needs help, in words; absent: nobody */
} OpinionFiguresView;

/* ---- visits ---- */

typedef struct VisitsPlace {
    Text name;
    Text ask_link; /* to enter what somebody says */
    OpinionRows rows;
    Text more_link;
} VisitsPlace;

typedef struct OpinionVisitsView {
    Page page;
    struct {
        VisitsPlace *at;
        size_t len;
    } places;
    OpinionRows filed;
    Text next_link;
    bool files; /* may enter what others say */
} OpinionVisitsView;
