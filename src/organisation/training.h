/*
 * training -- sessions, who attended, and the rule that one publishes only after training.
 *
 * A district, a township or the installation holds a session for the admins at and below its place
 * (CAN_TRAIN there).  An admin is trained once it attended a session that counts.  Attendance is
 * kept from the day of the session on.  A district may demand that its village admins are trained
 * before they submit what is to be published; without its word there is no such rule.
 */
#pragma once

#include "organisation/organisation.h"

enum {
    TRAINING_TEXT_CHARS_MAX = 80,
    TRAINING_MINUTES_MAX = 40 * 60,
    TRAININGS_PAGE = 50,
    TRAINING_PEOPLE_PAGE = 100,
    TRAINING_PEOPLE_MAX = 20000, /* whom a sheet is matched with, and a list is printed of */
    TRAINING_IMPORT_MAX = 5000,  /* rows of one sheet */
    TRAINING_YEARS_AHEAD = 2,
};

typedef struct Training {
    int64_t id;
    RegionCode region; /* who holds it */
    Day day;
    Text title, trainer, place;
    int64_t minutes;
    Text audience; /* for whom, in words */
    bool counts;
    int64_t attended; /* read only */
} Training;

typedef struct Trainings {
    Training *at;
    size_t len;
    Text next; /* cursor of the next page; absent: the end */
} Trainings;

/* Those that a place itself holds, newest first.  CAN_READ_STAFF_PARTS there.  INVALID ("cursor").
 */
MUST_CHECK Status training_list(Ctx *ctx, RegionCode region, Text cursor, Trainings *out);
/* Those to come that count for whoever works at a place: held there or above, the next first. */
MUST_CHECK Status training_coming(Ctx *ctx, RegionCode region, Trainings *out);
/* CAN_TRAIN or CAN_READ_STAFF_PARTS at the place that holds it; NOT_FOUND for others. */
MUST_CHECK Status training_get(Ctx *ctx, int64_t id, Training *out);

/* CAN_TRAIN at the place; audited.  id 0: a new one.  INVALID: title, day, minutes, trainer, place,
 * audience.  With attendance on record, the day cannot lie in the future. */
MUST_CHECK Status training_put(Ctx *ctx, const Training *training, int64_t *id_out);
/* INVALID ("training") with attendance on record. */
MUST_CHECK Status training_remove(Ctx *ctx, int64_t id);

/* ---- who attended ---- */

typedef struct Trainee {
    int64_t account;
    Text login, name;
    Role role;
    RegionCode region;
    Text place;         /* the place's name */
    OptInt trained_day; /* the day of the first session that counted */
    bool attended;      /* the session that was asked for */
} Trainee;

typedef struct Trainees {
    Trainee *at;
    size_t len;
    Text next; /* cursor; absent: the end */
} Trainees;

/* The admins at and below a place, by place; session 0: none.  CAN_READ_STAFF_PARTS at the place.
 * INVALID ("cursor"). */
MUST_CHECK Status training_people(Ctx *ctx, int64_t session, RegionCode place, Text cursor,
                                  int limit, Trainees *out);
/* Who attended, by place, also those who are no admins any more; at most limit. */
MUST_CHECK Status training_attended(Ctx *ctx, const Training *training, int limit, Trainees *out);

typedef struct Attendance {
    int64_t account;
    bool attended;
} Attendance;
/* Of those who are named; others stay as they are.  CAN_TRAIN at the place that holds it.  INVALID
 * ("day") before its day; INVALID ("people") for somebody who is no admin there.  *changed_out: how
 * many it was not so already. */
MUST_CHECK Status training_attend(Ctx *ctx, int64_t id, const Attendance *marks, size_t len,
                                  int64_t *changed_out);

/* ---- many at once: a sheet with the columns 登录名, 姓名, 单位 ---- */

typedef enum AttendanceColumn {
    ATTENDANCE_CELL_LOGIN,
    ATTENDANCE_CELL_NAME,
    ATTENDANCE_CELL_PLACE,
    ATTENDANCE_CELL_COUNT
} AttendanceColumn;
extern const Text attendance_columns[ATTENDANCE_CELL_COUNT];

typedef struct AttendanceRow {
    int line; /* in the file */
    Text cells[ATTENDANCE_CELL_COUNT];
    const Trainee *who; /* NULL while it is bad */
    Text bad;           /* why it cannot be; absent: fine */
} AttendanceRow;

typedef struct AttendanceImport {
    AttendanceRow *at;
    size_t len;
    size_t bad, added;
} AttendanceImport;

struct Sheet;
/* Checks every row; INVALID ("file") when it is no such sheet.  CAN_TRAIN. */
MUST_CHECK Status attendance_import_read(Ctx *ctx, const Training *training,
                                         const struct Sheet *sheet, AttendanceImport *out);
/* All or nothing: INVALID ("file") while a row is bad.  Who is not in the sheet stays. */
MUST_CHECK Status attendance_import(Ctx *ctx, const Training *training,
                                    const AttendanceImport *import);

/* ---- the rule ---- */

/* Whether village admins of a place publish only after training. */
MUST_CHECK Status training_required(Ctx *ctx, RegionCode place, bool *out);
/* CAN_TRAIN at the district (or above); DENIED below.  Audited. */
MUST_CHECK Status training_require(Ctx *ctx, RegionCode district, bool required);
/* Asked before something of a village is submitted: OK, or INVALID ("body") with a sentence that
 * names the next session, for a person who was not trained where the rule holds. */
MUST_CHECK Status training_allows(Ctx *ctx, RegionCode village);

/* Bulk loading (system only): sessions get their ids; nothing is checked or audited.  Then
 * organisation_count_all(). */
MUST_CHECK Status training_load(Ctx *ctx, Training *sessions, size_t len);
MUST_CHECK Status training_load_attendance(Ctx *ctx, int64_t session, int64_t account);
