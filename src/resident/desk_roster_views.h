/*
 * desk_roster_views -- what the desk's pages about people show.
 */
#pragma once

#include "sheet/form.h"
#include "web/web.h"

typedef struct ResidentLine {
    Text link;
    Text number, name, relation, born, id_masked, phone, marks;
    bool registered, left, child;
} ResidentLine;

typedef struct ResidentsView {
    Page page;
    Text place, link;
    Text words, show;
    bool here, unregistered, left; /* which of the lists */
    bool may_keep;
    int64_t eligible, registered, waiting;
    struct {
        ResidentLine *at;
        size_t len;
    } people;
    Text next_link;
    bool later;
} ResidentsView;

typedef struct MarkChoice {
    Text value, title;
    bool checked;
} MarkChoice;

typedef struct ResidentView {
    Page page;
    Text place, list_link, action;
    bool is_new, may_keep, registered, left, male, female;
    Text joined_on, left_on, id_masked;
    Text number, name, relation, born, phone; /* as stored, or as typed */
    struct {
        MarkChoice *at;
        size_t len;
    } marks;
    Text number_error, name_error, relation_error, born_error, identity_error, phone_error;
} ResidentView;

typedef struct RosterImportLine {
    int64_t line;
    Text number, name, relation, gender, born, identity, phone, marks;
    Text bad;
} RosterImportLine;

typedef struct RosterImportView {
    Page page;
    Text place, list_link, link;
    bool previewed;
    int64_t good, bad, added, changed, unchanged, households;
    bool cut;
    struct {
        RosterImportLine *at;
        size_t len;
    } lines;
    Text paste;
    SheetUpload upload;
} RosterImportView;

typedef struct Candidate {
    Text id, name, note;
} Candidate;

typedef struct WaitingLine {
    Text id, name, phone, household, asked_on, new_link;
    struct {
        Candidate *at;
        size_t len;
    } candidates;
    Text error; /* of the one that was sent */
} WaitingLine;

typedef struct WaitingView {
    Page page;
    Text place;
    struct {
        WaitingLine *at;
        size_t len;
    } lines;
} WaitingView;

typedef struct SlipsView {
    Page page;
    Text place, link;
    int64_t households;
} SlipsView;
