/*
 * flag -- red flags: what the rules found, and what people did about it.
 *
 * A flag is an alert, neither a clue nor a verdict (domain.md 7): people decide.  It keeps the
 * evidence as it was found.  The same facts are not raised twice; other facts raise it again, also
 * after it was dismissed.  When the cause is gone it closes by itself and says so.
 *
 *     open ──ask──► asked ──explain──► answered
 *       └────────────┴────────┬───────────┘
 *                 dismiss, make a clue, or the cause is gone
 *
 * Who reads: inspectors whose scope holds the place (CAN_WORK_FLAGS); of rules that help the place
 * itself (FLAG_FOR_VILLAGE) its admins and those above; of rules about offices (FLAG_FOR_TOWNSHIP)
 * township and district.  What is asked of a place those read who explain for it, whatever the
 * rule: of a village its admins (CAN_DRAFT), of a township's own flags its reviewers (CAN_REVIEW).
 * That a flag became a clue only inspectors can tell: for others it stands as it stood before, in
 * lists and sums too, and closes when its cause is gone.
 */
#pragma once

#include "flag/rule.h"

typedef enum FlagState {
    FLAG_OPEN,
    FLAG_ASKED,    /* the village or office is to explain by due_day */
    FLAG_ANSWERED, /* it has */
    FLAG_CLUE,     /* taken up as a clue (问题线索) */
    FLAG_DISMISSED,
    FLAG_GONE, /* the cause was mended */
    FLAG_STATES
} FlagState;

const char *flag_state_name(FlagState state);  /* "open" …: in the database and the API */
const char *flag_state_title(FlagState state); /* msgid */
bool flag_state_parse(Text name, FlagState *out);
const char *flag_level_name(FlagLevel level);           /* "notice", "yellow", "red" */
const char *flag_level_title(FlagLevel level);          /* msgid */
const char *flag_audience_name(FlagAudience audience);  /* "village", "township", "inspectors" */
const char *flag_audience_title(FlagAudience audience); /* msgid: who reads it */
const char *flag_unit_name(FlagUnit unit);              /* "fen", "days", "count" … */

enum {
    FLAG_EVIDENCE_ROWS = 60,
    FLAGS_PAGE = 30,
    FLAG_ASK_DAYS = 5, /* to explain, unless the inspector says another day */
    FLAG_ASK_DAYS_MAX = 60,
    FLAG_WORDS_MAX = 1000 /* characters of a question, an explanation, a reason */
};

typedef struct FlagEvidence {
    int64_t set[FLAG_SETTINGS_MAX]; /* the settings that held */
    FlagRows rows;
    int64_t more;    /* rows that are not kept */
    Day first, last; /* of the rows' days; 0 when they have none */
} FlagEvidence;

typedef struct Flag {
    int64_t id;
    const FlagRule *rule; /* NULL: a rule that is no longer there */
    Text rule_name;
    int64_t version;
    RegionCode region;
    FlagLevel level;
    FlagAudience audience;
    FlagState state;
    bool live, standing;
    bool overdue;  /* asked, and the day is over */
    Text sentence; /* in the reader's language */
    int64_t rows;
    OptInt sum_fen;
    Time raised_at, changed_at;
    OptInt closed_at, due_day;
    Text explanation;
    int64_t lock;
    Text evidence; /* packed */
} Flag;

typedef struct Flags {
    Flag *at;
    size_t len;
    Text next; /* cursor of the next page; absent: the end */
} Flags;

/* The version key (store/store.h) of the flags within a township or a place above it: it moves
 * whenever a list or a figure of them may have changed. */
static inline int64_t
flag_key(RegionCode place)
{
    return -1 - place;
}

/* Its state in the reader's language: who has answered, the village or its township. */
Text flag_state_words(const Ctx *ctx, const Flag *flag);

/* Whether the acting person reads any flags of a place. */
bool flag_may_read(const Ctx *ctx, RegionCode region);

/* The widest place of which the acting person reads flags; NOT_FOUND when there is none. */
MUST_CHECK Status flag_widest_place(const Ctx *ctx, RegionCode *out);

/* One flag as the acting person may see it; NOT_FOUND otherwise.  evidence_out may be NULL. */
MUST_CHECK Status flag_get(Ctx *ctx, int64_t id, Flag *out, FlagEvidence *evidence_out);

/* Days waiting × weight of the level: what is red counts four times as fast. */
int64_t flag_urgency(const Ctx *ctx, const Flag *flag);

/* Flags within a place that the acting person may see: live ones by weight of the level × days
 * waiting, or those that are closed, the newest first.  rule: only of this one; NULL: all.
 * INVALID ("cursor"). */
MUST_CHECK Status flag_list(Ctx *ctx, RegionCode place, bool live, const FlagRule *rule,
                            Text cursor, Flags *out);

/* What exactly this place is still to explain, the reddest first; FLAGS_PAGE at most.  DENIED to
 * whoever does not explain for it. */
MUST_CHECK Status flag_to_explain(Ctx *ctx, RegionCode place, Flags *out);

/* Of one rule the one that stands first in flag_list(); NOT_FOUND: there is none. */
MUST_CHECK Status flag_most_urgent(Ctx *ctx, RegionCode place, const FlagRule *rule, Flag *out);

/* For the platform's own exports: all within a place (0: everywhere), by id, after one; FLAGS_PAGE
 * at most.  What was taken up as a clue is left out: clues are nobody's but the inspectors'. */
MUST_CHECK Status flag_all(Ctx *ctx, RegionCode place, int64_t after, Flags *out);

typedef struct FlagSum {
    const FlagRule *rule;
    int64_t live, red, raised, clues, dismissed, gone;
} FlagSum;
typedef struct FlagSums {
    FlagSum *at; /* one a rule, in the order of the rules */
    size_t len;
    FlagSum all;
} FlagSums;
/* By rule, for those who read flags at the place: only rules that they may see.  all: also what the
 * place reads only since it was asked. */
MUST_CHECK Status flag_figures(Ctx *ctx, RegionCode place, FlagSums *out);

/* The same of all rules, for those who supervise a place or lead it (CAN_WORK_FLAGS,
 * CAN_READ_SUPERVISION): counts alone, so no flag can be told from them; what became a clue counts
 * as live for all but inspectors, as in flag_figures(). */
MUST_CHECK Status flag_totals(Ctx *ctx, RegionCode place, FlagSums *out);

typedef struct FlagStep {
    Time at;
    Text kind; /* "raised", "more", "worse", "gone", "again", "ask", "explain", "dismiss", "clue" */
    Text name; /* who; empty: the platform */
    Text note;
} FlagStep;
typedef struct FlagSteps {
    FlagStep *at;
    size_t len;
} FlagSteps;
MUST_CHECK Status flag_steps(Ctx *ctx, const Flag *flag, FlagSteps *out);

/* Recounts the sums of all places from the flags; tells each that differs, and puts it right when
 * repair is set (in a write transaction). */
MUST_CHECK Status flag_check(Ctx *ctx, bool repair, void (*found)(void *arg, Text sentence),
                             void *arg);

/* Adds what the flags come to by day (TALLY_FLAGS_RAISED), for `mingbai check`. */
struct TallyBatch;
MUST_CHECK Status flag_tallies(Ctx *ctx, struct TallyBatch *batch);

/* ---- what people do; lock: of the flag as it was read, CONFLICT when somebody was faster ---- */

/* CAN_WORK_FLAGS.  The place is asked to explain by a day; those who explain for it are told.
 * INVALID: words, due (from tomorrow to FLAG_ASK_DAYS_MAX days on). */
MUST_CHECK Status flag_ask(Ctx *ctx, int64_t id, int64_t lock, Text words, Day due);
/* Whether the acting person may explain it now; the page asks, the deed asks again. */
bool flag_may_explain(const Ctx *ctx, const Flag *flag);
/* The village's admins, or the township's reviewers for what is about their office: once it was
 * asked, again as long as nothing was decided.  INVALID: explanation. */
MUST_CHECK Status flag_explain(Ctx *ctx, int64_t id, int64_t lock, Text explanation);
/* CAN_WORK_FLAGS.  INVALID: reason (a sentence at least). */
MUST_CHECK Status flag_dismiss(Ctx *ctx, int64_t id, int64_t lock, Text reason);
/* CAN_WORK_FLAGS.  For the room of clues, in the transaction that makes the clue; a flag that is
 * closed stays so. */
MUST_CHECK Status flag_take_up(Ctx *ctx, int64_t id);

/* ---- settings ---- */

typedef struct FlagSettingNow {
    int64_t value;
    OptInt since;                /* day from which it holds; absent: the default */
    OptInt next_value, next_day; /* decided already, for later */
} FlagSettingNow;
MUST_CHECK Status flag_settings(Ctx *ctx, const FlagRule *rule, RegionCode district,
                                FlagSettingNow *out, bool *on_out);
/* Whose settings the acting person reads: of the district of a place, 0: of their own.  DENIED when
 * they neither set its rules nor work flags in it. */
MUST_CHECK Status flag_rules_district(Ctx *ctx, RegionCode place, RegionCode *out);
/* CAN_SET_RULES at the district.  name "on": 0 or 1.  From a day on, today at the
 * earliest.  INVALID: value, day, name. */
MUST_CHECK Status flag_setting_choose(Ctx *ctx, const FlagRule *rule, RegionCode district,
                                      Text name, int64_t value, Day day);
/* What a rule says when it finds something, with its settings and "…" for what would be found. */
Text flag_rule_sentence(Ctx *ctx, const FlagRule *rule, const int64_t *set);
/* A value with its unit, for people: "10,000 元", "30 天". */
Text flag_value_words(Arena *arena, Lang lang, FlagUnit unit, int64_t value);
