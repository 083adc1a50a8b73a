/*
 * views -- what the public pages of projects show.
 */
#pragma once

#include "web/web.h"

typedef struct ProjectCard {
    Text link, name;
    Text place; /* empty: the page is about this place */
    Text says;
    Text kind, state;
    const char *tag_css;
} ProjectCard;

typedef struct ProjectCards {
    ProjectCard *at;
    size_t len;
} ProjectCards;

typedef struct ProjectTab {
    Text link, name;
    bool current;
} ProjectTab;

typedef struct ProjectsView {
    Page page;
    Text place;
    struct {
        ProjectTab *at;
        size_t len;
    } tabs;
    ProjectCards cards;
    Text more_link;
} ProjectsView;

/* A bar: a building with its households, or a sum of money. */
typedef struct ProjectBar {
    Text name, link;     /* to its households; empty: this reader sees none */
    const char *css;     /* f-1 … */
    int64_t first, rest; /* of 100: the dark part (paid), and the light one behind it (signed) */
    Text says;           /* short, beside the bar: 37/37 */
    Text households, signed_now, paid;
    Text total; /* money, for those who see lines */
} ProjectBar;

typedef struct ProjectBars {
    struct {
        ProjectBar *at;
        size_t len;
    } rows;
    Text label; /* all of it in a sentence */
} ProjectBars;

/* An option of a select. */
typedef struct ProjectChoice {
    Text value, name;
    bool chosen;
} ProjectChoice;

typedef struct ProjectChoices {
    ProjectChoice *at;
    size_t len;
} ProjectChoices;

/* A stage on the time line. */
typedef struct ProjectStep {
    Text when, name, phase, note;
    bool done, current;
    struct {
        ProjectTab *at; /* links to its disclosures */
        size_t len;
    } links;
} ProjectStep;

typedef struct ProjectTotal {
    Text item, households, quantity, amount, standard, note;
} ProjectTotal;

typedef struct ProjectTotals {
    ProjectTotal *at;
    size_t len;
} ProjectTotals;

typedef struct ProjectBid {
    Text bidder, amount, note;
    bool winner, valid;
} ProjectBid;

/* A payment, or a change of the contract. */
typedef struct ProjectSpent {
    Text day, amount, what, note;
} ProjectSpent;

typedef struct ProjectSpents {
    ProjectSpent *at;
    size_t len;
} ProjectSpents;

/* What a household gets. */
typedef struct ProjectFamily {
    Text link;  /* of the project; on the own household's page */
    Text title; /* of the project; likewise */
    Text building, number, head, group_name, agreement, note;
    Text signed_on, paid_on;
    Text total;
    bool own;
    struct {
        ProjectTotal *at;
        size_t len;
    } lines;
} ProjectFamily;

typedef struct ProjectFamilies {
    ProjectFamily *at;
    size_t len;
} ProjectFamilies;

typedef struct ProjectView {
    Page page;
    Text name, place, place_link;
    Text kind, state;
    const char *tag_css;
    Text says, paid_says, money_says;
    Text summary, source, ground;
    Text reopened;
    bool works, relocation;
    bool totals;    /* standards and sums are shown */
    bool signed_in; /* for what is said about what is not shown */
    Text group_word;
    ProjectBars progress;
    ProjectBars money; /* budget, contract, paid */
    ProjectTotals items;
    ProjectTotals standards;
    struct {
        ProjectStep *at;
        size_t len;
    } steps;
    Text tender, contractor, contract_day;
    struct {
        ProjectBid *at;
        size_t len;
    } bids;
    ProjectSpents payments, changes;
    Text households_link;
    ProjectFamilies own;
    Text desk_link;
} ProjectView;

typedef struct ProjectHouseholdsView {
    Page page;
    Text name, link, place;
    Text says;
    Text group_word;
    Text action;
    ProjectChoices buildings;
    ProjectFamilies families;
    Text total;
    Text previous_link, next_link;
} ProjectHouseholdsView;
