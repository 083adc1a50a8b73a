/*
 * desk_views -- what the desk's pages about projects show.
 */
#pragma once

#include "disclosure/desk_views.h"
#include "disclosure/detail.h"
#include "project/views.h"

typedef struct DeskProjectRow {
    Text link, name, says, waits;
    Text place; /* empty: that of the page */
    Text kind, state;
    const char *tag_css;
} DeskProjectRow;

typedef struct DeskProjectsView {
    Page page;
    Text place;
    Text new_link, public_link;
    bool may_keep;
    struct {
        DeskProjectRow *at;
        size_t len;
    } rows;
    Text next_link;
    struct {
        ProjectTab *at;
        size_t len;
    } below; /* townships, for who looks after several */
} DeskProjectsView;

typedef struct DeskProjectPlacesView {
    Page page;
    struct {
        ProjectTab *at;
        size_t len;
    } places;
} DeskProjectPlacesView;

/* What forms below a project have in common. */
typedef struct ProjectFormHead {
    Text title, link; /* of the project */
    Text action, lock;
    Text reason_error; /* it would change what was handed in: to be opened first */
} ProjectFormHead;

typedef struct ProjectEditView {
    Page page;
    bool is_new, touches; /* a township's touches villages */
    Text place, action, back_link, lock;
    DeskChoices kinds, places;
    Text name, summary, ground, source, budget, finished;
    Text kind_error, name_error, summary_error, ground_error, source_error, budget_error;
    Text places_error, finished_error, reason_error;
    Text today;
} ProjectEditView;

/* ---- the page of one ---- */

typedef struct DeskStagePlace {
    Text name; /* of the place; empty where there is one */
    Text state, link, note;
    const char *tag_css;
    Text hand_in_link; /* empty: nothing to look over */
    bool waits;        /* … and this person is to hand it in */
} DeskStagePlace;

typedef struct DeskStageRow {
    Text position, name, phase, link;
    Text planned, actual, note;
    struct {
        DeskStagePlace *at;
        size_t len;
    } places;
} DeskStageRow;

typedef struct DeskFinding {
    Text sentence, link;
} DeskFinding;

typedef struct DeskFindings {
    struct {
        DeskFinding *at;
        size_t len;
    } rows;
    int64_t more;
} DeskFindings;

/* A village with its households. */
typedef struct DeskPart {
    Text name, link, sheet_link, new_link;
} DeskPart;

typedef struct DeskSpentRow {
    Text link, day, amount, what, note;
} DeskSpentRow;

typedef struct DeskSpentRows {
    DeskSpentRow *at;
    size_t len;
} DeskSpentRows;

typedef struct DeskProjectView {
    Page page;
    Text name, place, place_link, kind, state;
    const char *tag_css;
    Text action, lock, edit_link, public_link;
    Text says, money_says, waits, reopened;
    Text source, ground, summary, budget, finished;
    bool works, keeps, can_discard, can_reopen, checked;
    Text reason, reason_error;
    Text group_word;
    DeskFindings findings;
    struct {
        DeskStageRow *at;
        size_t len;
    } stages;
    Text new_stage_link;
    /* compensation */
    ProjectBars progress;
    ProjectTotals standards;
    Text standards_link, buildings_link;
    struct {
        DeskPart *at;
        size_t len;
    } parts;
    /* works */
    Text tender, tender_day, contractor, contract, contract_day, contract_now, paid, tender_link;
    struct {
        ProjectBid *at;
        size_t len;
    } bids;
    DeskSpentRows payments, changes;
    Text new_payment_link, new_change_link;
} DeskProjectView;

/* ---- forms ---- */

typedef struct StageFormView {
    Page page;
    ProjectFormHead head;
    bool is_new, may_remove;
    Text position, name, note;
    DeskChoices phases;
    Text planned_start, planned_end, actual_start, actual_end;
    Text name_error, phase_error, planned_error, actual_error, note_error, position_error;
    Text today;
} StageFormView;

typedef struct HandInView {
    Page page;
    ProjectFormHead head;
    Text stage, place;
    struct {
        ProjectTab *at;
        size_t len;
    } readers;
    Text reader;
    DetailView detail;
    DeskFindings findings;
    bool may_hand_in;
    Text explanation, explanation_error, stage_error, table_error;
} HandInView;

/* A cell of a table that is typed. */
typedef struct FormCell {
    Text value, error;
} FormCell;

typedef struct FormRow {
    FormCell a, b, c, d;
    bool chosen; /* bids: valid */
} FormRow;

typedef struct FormRows {
    FormRow *at;
    size_t len;
} FormRows;

typedef struct StandardsView {
    Page page;
    ProjectFormHead head;
    FormRows rows; /* item, unit, standard, note */
    Texts choices; /* the catalogue's words for items */
    Text standards_error;
} StandardsView;

typedef struct DeskBuildingRow {
    Text action, name, name_id, place, households;
    bool may_remove;
} DeskBuildingRow;

typedef struct BuildingsView {
    Page page;
    ProjectFormHead head;
    Text group_word;
    struct {
        DeskBuildingRow *at;
        size_t len;
    } rows;
    DeskChoices places;
    Text name, name_error, place_error;
    Text rename_error; /* of one of the rows */
} BuildingsView;

typedef struct DeskFamilyRow {
    Text position, link, building, number, head, signed_on, paid_on, total, note;
    bool odd;
} DeskFamilyRow;

typedef struct FamiliesView {
    Page page;
    ProjectFormHead head;
    Text place, says, group_word;
    ProjectChoices buildings;
    Text filter_action;
    struct {
        DeskFamilyRow *at;
        size_t len;
    } rows;
    Text previous_link, next_link, sheet_link, new_link, export_link;
    bool keeps;
    int64_t unpaid; /* that signed */
    Text pay_action, day, day_error, today;
    DeskFindings findings;
} FamiliesView;

typedef struct FamilyFormView {
    Page page;
    ProjectFormHead head;
    Text place, list_link, group_word;
    bool is_new, keeps, known; /* in the register */
    Text building, number, family_head, group_name, agreement, note;
    Text building_error, number_error, head_error, group_error, agreement_error, note_error;
    Text signed_day, paid_day, signed_error, paid_error, lines_error;
    Text day_error; /* of the two short forms */
    Text place_code, today;
    FormRows rows; /* item, quantity, standard, amount */
    Texts items;   /* for the datalist */
    Texts building_names;
    ProjectFamily family; /* to be read only */
} FamilyFormView;

typedef struct TenderView {
    Page page;
    ProjectFormHead head;
    DeskChoices ways;
    Text day, contractor, contract, contract_day, today;
    Text way_error, day_error, contractor_error, contract_error, contract_day_error, bids_error;
    FormRows rows; /* bidder, amount, -, note */
} TenderView;

/* A payment or a change of the contract. */
typedef struct SpentFormView {
    Page page;
    ProjectFormHead head;
    bool is_new, change;
    Text remove_action;
    Text day, amount, what, note, today;
    Text day_error, amount_error, what_error, note_error, payments_error;
} SpentFormView;
