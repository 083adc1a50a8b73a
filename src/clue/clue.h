/*
 * clue -- 问题线索: what inspectors look into, confidentially, and what becomes of it.
 *
 *     received ──► verifying ──► filed ──► disposed ──► closed
 *         │            │  └────────────────────▲           ▲
 *         └────────────┴──────────┴── with a written reason ┘
 *
 * "Disposed" needs an outcome of a person; closing without it needs a reason (clue_steps below is
 * the one table).  A clue is not a verdict and a flag is not a clue: people decide each step.
 *
 * Who reads it: inspectors (CAN_KEEP_CLUES) with a scope over `sealed_for`, as with reports of
 * misconduct: about people of the village the township's inspectors and those above; about the
 * township or its inspectors the district's; about the district's own inspectors the city's.  When
 * an inspector of that place is named as the subject, the next higher place.  Nobody reads what is
 * about themselves.  For everybody else, the operator, the command line and the keeper (system)
 * included, there is no such clue: no rows, words or counts by place, in no list, export, notice or
 * audit line.  Leaders and district admins have the two totals of a whole district.
 *
 * Words (what it is, who, outcomes, reasons) are sealed with a key outside of the database
 * (base/sealing.h).  Reading them is a deed, clue_look(): it is recorded with the clue (who, when)
 * and as a line "clue.look" of the audit trail, which names the district only and no clue, so that
 * lines cannot be counted by place.  Everything that is done leaves the line "clue.work".
 *
 * `lock` is the version that the caller saw; CONFLICT when it has moved on.
 */
#pragma once

#include "account/account.h"
#include "region/region.h"

enum {
    CLUE_BODY_CHARS_MAX = 2000,
    CLUE_SUBJECT_CHARS_MAX = 100,
    CLUE_REASON_CHARS_MAX = 500,
    CLUE_NAME_CHARS_MAX = 20,
    CLUE_OFFICE_CHARS_MAX = 60,
    CLUE_NOTE_CHARS_MAX = 200,
    CLUE_PERSONS_MAX = 50,
    CLUE_EVENTS_MAX = 100, /* the newest are shown */
    CLUE_DAYS_MAX = 732,   /* a deadline lies within two years */
    CLUES_PAGE = 50,
};

typedef enum ClueSource {
    CLUE_FROM_FLAG,
    CLUE_FROM_OPINION,
    CLUE_FROM_PATROL,
    CLUE_FROM_REPORT, /* 信访举报 */
    CLUE_FROM_OTHER,
    CLUE_SOURCES
} ClueSource;

typedef enum ClueKind {
    CLUE_INACTION,   /* 不作为 */
    CLUE_SLOW,       /* 慢作为 */
    CLUE_WRONGDOING, /* 乱作为 */
    CLUE_OTHER,
    CLUE_KINDS
} ClueKind;

typedef enum ClueState {
    CLUE_RECEIVED,
    CLUE_VERIFYING,
    CLUE_FILED,
    CLUE_DISPOSED,
    CLUE_CLOSED,
    CLUE_STATES
} ClueState;

/* Whom it is about: decides whose inspectors read it. */
typedef enum ClueAbout {
    CLUE_ABOUT_VILLAGE,
    CLUE_ABOUT_TOWNSHIP, /* also those of village level with ties there */
    CLUE_ABOUT_TOWNSHIP_INSPECTORS,
    CLUE_ABOUT_DISTRICT,
    CLUE_ABOUT_DISTRICT_INSPECTORS,
    CLUE_ABOUTS
} ClueAbout;

typedef enum ClueMeasure {
    MEASURE_TALK,        /* 谈话提醒 */
    MEASURE_CRITICISM,   /* 批评教育 */
    MEASURE_EXAMINATION, /* 责令检查 */
    MEASURE_ADMONITION,  /* 诫勉 */
    MEASURE_PARTY,       /* 党纪政务处分 */
    MEASURE_POST,        /* 组织处理 */
    MEASURE_HANDED_OVER, /* 移送司法机关 */
    MEASURE_OTHER,
    MEASURES
} ClueMeasure;

/* Words: name in database and API; title is a msgid. */
const char *clue_source_name(ClueSource source);
const char *clue_source_title(ClueSource source);
bool clue_source_parse(Text name, ClueSource *out);
const char *clue_kind_name(ClueKind kind);
const char *clue_kind_title(ClueKind kind);
bool clue_kind_parse(Text name, ClueKind *out);
const char *clue_state_name(ClueState state);
const char *clue_state_title(ClueState state);
bool clue_state_parse(Text name, ClueState *out);
const char *clue_about_name(ClueAbout about);
const char *clue_about_title(ClueAbout about);
bool clue_about_parse(Text name, ClueAbout *out);
const char *clue_measure_name(ClueMeasure measure);
const char *clue_measure_title(ClueMeasure measure);
bool clue_measure_parse(Text name, ClueMeasure *out);

/* One allowed step. */
typedef struct ClueStep {
    ClueState from, to;
    bool needs_person; /* an outcome on record */
    bool needs_reason; /* closing without disposal */
    const char *title; /* msgid of the deed */
} ClueStep;
enum { CLUE_STEPS = 8 };
extern const ClueStep clue_steps[CLUE_STEPS];

typedef struct CluePerson {
    int64_t id;
    Text name, office;
    ClueMeasure measure;
    Day day;
    Text note; /* may be empty */
} CluePerson;

typedef struct CluePersons {
    CluePerson *at;
    size_t len;
} CluePersons;

typedef struct ClueEvent {
    Time at;
    Text kind;  /* "received", "looked", a state's name … */
    Text title; /* in the reader's language */
    Text person;
    Text note;
} ClueEvent;

typedef struct ClueEvents {
    ClueEvent *at;
    size_t len;
} ClueEvents;

typedef struct Clue {
    int64_t id;
    RegionCode region;
    Text region_name;
    RegionCode sealed_for;
    ClueAbout about;
    ClueSource source;
    int64_t source_id;
    ClueKind kind;
    ClueState state;
    Day found_day;
    OptInt due_day; /* a Day: to be verified until */
    bool overdue;   /* not at an end, and that day is over */
    Time recorded_at;
    int64_t recorded_by;
    OptInt closed_at;
    int64_t persons; /* with an outcome, each once */
    int64_t lock;
    /* after clue_look() only; absent otherwise */
    Text body, subject, closing;
    bool unreadable; /* the key is another one, or the words were changed */
    CluePersons outcomes;
    ClueEvents events;
} Clue;

typedef struct Clues {
    Clue *at;
    size_t len;
    Text next; /* cursor; absent: the end */
} Clues;

/* ---- reading ---- */

/* Without its words.  NOT_FOUND for whoever may not know of it. */
MUST_CHECK Status clue_get(Ctx *ctx, int64_t id, Clue *out);
/* With its words, outcomes and history; recorded.  Needs a write transaction. */
MUST_CHECK Status clue_look(Ctx *ctx, int64_t id, Clue *out);
/* Those that the acting person may read, without words.  INVALID ("cursor"). */
MUST_CHECK Status clue_list(Ctx *ctx, bool closed, Text cursor, Clues *out);

typedef struct ClueTotals {
    int64_t found, persons;
} ClueTotals;
/* Of a district or what is above it: CAN_READ_SUPERVISION there.  NOT_FOUND below a district, for
 * everybody: that would be a count by place. */
MUST_CHECK Status clue_totals(Ctx *ctx, RegionCode region, ClueTotals *out);
/* Likewise of those that were found from first to last, and of the persons with an outcome. */
MUST_CHECK Status clue_totals_between(Ctx *ctx, RegionCode region, Day first, Day last,
                                      ClueTotals *out);

/* What became of the clues that the acting person may read: how many there are of each kind, source
 * and state, and outcomes of persons by measure (a person with two measures counts at both). Counts
 * alone: no clue is looked at.  DENIED for everybody but inspectors. */
typedef struct ClueCounts {
    int64_t all;
    int64_t kinds[CLUE_KINDS], sources[CLUE_SOURCES], states[CLUE_STATES];
    int64_t measures[MEASURES];
    int64_t unreadable; /* outcomes whose words another key has sealed */
} ClueCounts;
MUST_CHECK Status clue_counts(Ctx *ctx, ClueCounts *out);

/* ---- deeds ---- */

typedef struct ClueInput {
    RegionCode region;
    ClueAbout about;
    ClueSource source;
    int64_t source_id;
    ClueKind kind;
    Day found_day;
    OptInt due_day;
    Text body, subject; /* subject: names of those concerned; may be empty */
} ClueInput;

/* INVALID: region, body, subject, found_day, due_day.  *seen_out: whether the acting person will
 * see it; one about the own inspectors goes above. */
MUST_CHECK Status clue_add(Ctx *ctx, const ClueInput *input, int64_t *id_out, bool *seen_out);
/* INVALID ("state", "reason", "person"). */
MUST_CHECK Status clue_step(Ctx *ctx, int64_t id, int64_t lock, ClueState to, Text reason);
/* Until it is closed, from verifying on.  INVALID: name, office, measure, day, note. */
MUST_CHECK Status clue_person_add(Ctx *ctx, int64_t id, int64_t lock, const CluePerson *person);
MUST_CHECK Status clue_person_remove(Ctx *ctx, int64_t id, int64_t lock, int64_t person);
MUST_CHECK Status clue_set_due(Ctx *ctx, int64_t id, int64_t lock, OptInt due_day);
/* A remark for the history.  INVALID ("note"). */
MUST_CHECK Status clue_note(Ctx *ctx, int64_t id, Text note);

/* For bulk loading (system only): a clue as it stands, with outcomes; words in the open. */
MUST_CHECK Status clue_load(Ctx *ctx, const Clue *clue);
