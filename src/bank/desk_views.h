/*
 * desk_views -- what the pages about bank statements show.
 */
#pragma once

#include "web/web.h"

typedef struct BankChoice {
    int64_t value;
    Text name;
    bool chosen;
} BankChoice;

typedef struct BankStatementView {
    Text name, facts;
} BankStatementView;

typedef struct BankLineView {
    Text link, day, party, purpose, amount;
    bool in;
} BankLineView;

typedef struct BankEntryView {
    Text link, day, purpose, facts, amount, action;
    bool in;
} BankEntryView;

typedef struct BankHomeView {
    Page page;
    Text place, action, file_error, columns_error;
    bool may_keep;
    bool refused; /* a file was: what is shown below it would be half of it */
    struct {
        BankChoice *at;
        size_t len;
    } accounts;
    struct {
        BankStatementView *at;
        size_t len;
    } statements;
    struct {
        BankLineView *at;
        size_t len;
    } lines;
    struct {
        BankEntryView *at;
        size_t len;
    } entries;
    Text more_lines, more_entries;
} BankHomeView;

typedef struct BankCandidate {
    int64_t id;
    Text day, purpose, party, amount;
} BankCandidate;

typedef struct BankOneView {
    Page page;
    BankLineView line;
    Text number, reference, state;
    Text match_action, explain_action, unmatch_action, back_link, new_link;
    Text explanation, entries_error, explanation_error;
    bool may_keep, matched;
    struct {
        BankCandidate *at;
        size_t len;
    } candidates;
} BankOneView;

typedef struct BankFieldChoice {
    Text value, words;
    bool chosen;
} BankFieldChoice;

typedef struct BankColumnView {
    Text name, letters, heading, sample;
    struct {
        BankFieldChoice *at;
        size_t len;
    } choices;
} BankColumnView;

typedef struct BankColumnsView {
    Page page;
    Text place, action, filename, held, account_name, file_error, columns_error;
    int64_t account;
    struct {
        BankColumnView *at;
        size_t len;
    } columns;
} BankColumnsView;
