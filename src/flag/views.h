/*
 * views -- what the pages about red flags show.
 */
#pragma once

#include "flag/flag.h"
#include "web/web.h"

typedef struct FlagTab {
    Text name, link;
    int64_t count;
    bool current;
} FlagTab;

typedef struct FlagLine {
    Text link;
    const char *level_css;
    Text level;
    Text title, sentence;
    Text place, above; /* the village, and its township where the list is of several */
    Text amount;       /* yuan; empty: none */
    Text waited;
    const char *state_css;
    Text state;
    Text due; /* to be explained by; empty: nothing was asked */
    bool late;
} FlagLine;

typedef struct FlagLines {
    FlagLine *at;
    size_t len;
} FlagLines;

typedef struct FlagRuleSum {
    Text title, link;
    int64_t live, red, gone, clues, dismissed;
    Text confirmed; /* of those decided by people, how many became a clue: "12.5 %" or "–" */
    bool current;
} FlagRuleSum;

typedef struct FlagListView {
    Page page;
    Text place, sentence;
    struct {
        FlagTab *at;
        size_t len;
    } tabs;
    FlagLines rows;
    struct {
        FlagRuleSum *at;
        size_t len;
    } rules;
    bool several;        /* rows of several villages */
    Text only, all_link; /* the rule that the list is of */
    Text next_link, first_link;
    Text empty;
    Text rules_link; /* absent: not for this person */
} FlagListView;

/* A point of the picture: days to the right, money up. */
typedef struct FlagDot {
    int64_t x, y;
    Text words;
} FlagDot;

typedef struct FlagTick {
    int64_t at;
    Text words;
} FlagTick;

typedef struct FlagPicture {
    struct {
        FlagDot *at;
        size_t len;
    } dots;
    struct {
        FlagTick *at;
        size_t len;
    } money, days;
    int64_t line; /* y of the limit */
    bool has_line;
    Text line_words;
    Text words; /* the picture in a sentence */
} FlagPicture;

typedef struct FlagFact {
    Text name, value;
} FlagFact;

/* Why a flag is red. */
typedef struct FlagWhy {
    Text title, place, township;
    const char *level_css;
    Text level;
    const char *state_css;
    Text state;
    Text sentence, why, doubt, code;
    bool has_picture;
    FlagPicture picture;
    struct {
        FlagFact *at;
        size_t len;
    } facts;
} FlagWhy;

/* What the acting person may do about it, with what was typed. */
typedef struct FlagDeeds {
    const Page *page; /* for the token of the forms */
    Text place;       /* who is asked */
    Text action;
    int64_t lock;
    bool works;
    Text clue_link; /* the room of clues; absent: not for this person */
    Text due_least, due_most, due;
    Text words, words_error, due_error;
    Text reason, reason_error;
} FlagDeeds;

typedef struct FlagEvidenceLine {
    Text link, label, day, amount, note;
} FlagEvidenceLine;

typedef struct FlagStepLine {
    Text when, what, who, note;
} FlagStepLine;

typedef struct FlagOneView {
    Page page;
    FlagWhy why;
    FlagDeeds deeds;
    Text place_link;
    Text overdue; /* how long the answer is; empty: it is not */
    bool gone;    /* decided already, but the cause is no longer there */
    struct {
        FlagEvidenceLine *at;
        size_t len;
    } rows;
    bool has_days, has_amounts, has_notes;
    int64_t more;
    Text explanation;
    Text asked; /* until when it is to be explained */
    struct {
        FlagStepLine *at;
        size_t len;
    } steps;
    bool may_explain;
    Text answer, answer_error;
    bool conflict;
} FlagOneView;

typedef struct FlagRuleLine {
    Text code, title, link, why, level, on;
    const char *level_css;
    bool off;
} FlagRuleLine;

typedef struct FlagRulesView {
    Page page;
    Text place;
    Text lists_link; /* other offices' lists; absent: not for this person */
    struct {
        FlagRuleLine *at;
        size_t len;
    } rules;
} FlagRulesView;

typedef struct FlagSettingField {
    Text name, title, unit, value, now, bounds, next, error;
} FlagSettingField;

typedef struct FlagRuleView {
    Page page;
    Text code, title, sentence, why, doubt, level, audience;
    const char *level_css;
    Text action, day, today, day_error;
    Text lists, lists_link; /* of other offices that it needs; who may not bring them in: no link */
    bool on;
    bool sets; /* may change them */
    struct {
        FlagSettingField *at;
        size_t len;
    } settings;
    struct {
        FlagFact *at;
        size_t len;
    } figures;
} FlagRuleView;
