/*
 * desk_review_views -- what the reviewer sees: the difference to the last published revision,
 * totals beside the last period's, personal data, attachments.
 */
#pragma once

#include "disclosure/changes.h"
#include "disclosure/desk_edit_views.h"

typedef struct TotalRow {
    Text name;
    Text now, before, change;
} TotalRow;

typedef struct TotalRows {
    TotalRow *at;
    size_t len;
} TotalRows;

typedef struct DiffView {
    bool any;  /* there is a published revision to compare with */
    bool same; /* nothing differs */
    ChangesView changes;
    EditFiles files_added;
    Texts files_gone;
} DiffView;

typedef struct ReviewView {
    Page page;
    DeskHead head;
    Text writer, since;
    bool confirming; /* the finance group's page */
    bool own;        /* the acting person wrote it: cannot decide */
    bool may_decide;
    bool pending_files;
    PersonalRows personal;
    bool personal_ok;
    Text personal_error;
    DiffView diff;
    Text correction; /* why it is corrected */
    DetailView detail;
    EditFiles files;
    TotalRows totals;
    Text totals_before; /* the last period in words; empty: none */
    DeskChoices reasons;
    Text reason, reason_error;
    DeskSteps steps;
} ReviewView;
