/*
 * desk_views -- what the templates of organisation's desk show.
 */
#pragma once

#include "base/ctx.h"
#include "sheet/form.h"
#include "web/web.h"

/* ---- training: desk_training.c ---- */

typedef struct TrainingLine {
    Text link; /* empty: only the line is for this reader */
    Text day, title, trainer, where, hours, audience;
    int64_t attended;
    bool counts;
    bool to_come;
} TrainingLine;

typedef struct TrainingLines {
    TrainingLine *at;
    size_t len;
} TrainingLines;

typedef struct TrainedPlace {
    Text link, name;
    int64_t total, trained, untrained, sessions;
} TrainedPlace;

typedef struct PersonLine {
    Text account, login, name, role, place;
    Text trained_on; /* empty: not trained */
    bool attended;
} PersonLine;

typedef struct PersonLines {
    PersonLine *at;
    size_t len;
} PersonLines;

/* A place's sessions, and how far its admins are. */
typedef struct TrainingsView {
    Page page;
    Text place, link, new_link;
    bool may_hold;
    int64_t total, trained, untrained, held;
    TrainingLines sessions; /* of the place itself */
    TrainingLines coming;   /* village: of the places above */
    bool is_village;
    PersonLines people; /* village */
    struct {
        TrainedPlace *at;
        size_t len;
    } below;
    bool has_rule; /* the place can have the rule */
    bool required, may_rule;
    bool later;
    Text next_link;
} TrainingsView;

typedef struct TrainingFormView {
    Page page;
    Text place, action, back_link;
    bool is_new;
    Text title, day, hours, trainer, where, audience;
    bool counts;
    Text title_error, day_error, hours_error, trainer_error, where_error, audience_error;
} TrainingFormView;

/* ---- one session and who was there: desk_attendance.c ---- */

typedef struct PlaceTab {
    Text link, name;
    bool current;
} PlaceTab;

typedef struct TrainingView {
    Page page;
    Text place; /* who holds it */
    TrainingLine training;
    Text list_link, link;
    bool may_hold;
    bool may_remove;
    PersonLines people;
    struct {
        PlaceTab *at;
        size_t len;
    } tabs;
    Text chosen; /* the place whose people are shown; for the form */
    Text cursor;
    bool later;
    Text first_link, next_link;
    Text people_error;
} TrainingView;

typedef struct AttendanceLine {
    int line;
    Text login, name, place;
    Text who; /* whom it was matched with */
    Text bad;
    bool known;
} AttendanceLine;

typedef struct AttendanceImportView {
    Page page;
    Text title, link, back_link;
    SheetUpload upload;
    bool previewed, cut;
    int64_t bad, good, added;
    Text paste;
    struct {
        AttendanceLine *at;
        size_t len;
    } lines;
} AttendanceImportView;

/* ---- the leading group: desk_group.c ---- */

typedef struct GroupLine {
    Text id, edit_link;
    Text name, office, part, duty, phone;
    int64_t position;
} GroupLine;

typedef struct GroupLines {
    GroupLine *at;
    size_t len;
} GroupLines;

typedef struct PartChoice {
    Text value, words;
    bool chosen;
} PartChoice;

typedef struct GroupView {
    Page page;
    Text place, link, public_link;
    GroupLines members;
    bool is_new;
    Text id, name, office, duty, phone, position;
    struct {
        PartChoice *at;
        size_t len;
    } parts;
    Text name_error, office_error, duty_error, phone_error, position_error;
    struct {
        PlaceTab *at;
        size_t len;
    } below;
} GroupView;
