/*
 * queue -- what an office has to do, standard answers, and the figures of a place.
 */
#pragma once

#include "opinion/opinion.h"
#include "region/tally.h"

typedef enum OpinionView {
    VIEW_OURS,     /* open, handled by exactly this office, the earliest deadline first */
    VIEW_OPEN,     /* all open ones within the place */
    VIEW_OVERDUE,  /* open and past a deadline */
    VIEW_VISITS,   /* resolved, to be called back */
    VIEW_DONE,     /* resolved, closed, referred, merged, withdrawn; the newest first */
    VIEW_PETITION, /* petition risks that are not settled */
    VIEW_SEALED,   /* reports of misconduct, for inspectors */
    OPINION_VIEWS
} OpinionView;

const char *opinion_view_name(OpinionView view); /* "ours", "open" …: in links */
bool opinion_view_parse(Text name, OpinionView *out);

/* CAN_READ_OPINIONS at the place (VIEW_SEALED: CAN_READ_MISCONDUCT); what is sealed or is about the
 * acting person is not in it.  INVALID ("cursor"). */
MUST_CHECK Status opinion_queue(Ctx *ctx, RegionCode place, OpinionView view, Text cursor,
                                Opinions *out);

/* For the desk's head and menu: how many. */
typedef struct OpinionCounts {
    int64_t ours, today, overdue, visits, petitions, extensions, sealed;
} OpinionCounts; /* ours: open at this office; today: of these due before the day ends; extensions:
                    asked below, to be decided; each counted up to 999 */
MUST_CHECK Status opinion_counts(Ctx *ctx, RegionCodes places, OpinionCounts *out);
/* Those asked for below an office and not decided. */
MUST_CHECK Status opinion_extensions(Ctx *ctx, RegionCode place, Opinions *out);

/* ---- standard answers: drafts of an office ---- */

enum { STANDARD_ANSWERS_MAX = 100, STANDARD_TITLE_CHARS_MAX = 30 };

typedef struct StandardAnswer {
    int64_t id;
    RegionCode office; /* whose; read only */
    Text title, body;
} StandardAnswer;
typedef struct StandardAnswers {
    StandardAnswer *at;
    size_t len;
} StandardAnswers;

/* Of an office and those above it. */
MUST_CHECK Status opinion_standard_list(Ctx *ctx, RegionCode office, StandardAnswers *out);
/* id 0: a new one.  INVALID: title, body. */
MUST_CHECK Status opinion_standard_put(Ctx *ctx, RegionCode office, const StandardAnswer *answer,
                                       int64_t *id_out);
MUST_CHECK Status opinion_standard_remove(Ctx *ctx, int64_t id);

/* ---- figures: from tallies, for everybody (reports of misconduct are in none) ---- */

typedef struct OpinionFigures {
    int64_t received, resolved, pending;    /* pending: open now */
    int64_t replied_same_day, reply_judged; /* judged: answered, or past the deadline */
    int64_t resolved_in_time, resolve_judged;
    int64_t satisfied, basically, unsatisfied;
    int64_t petitions_settled;
} OpinionFigures;

MUST_CHECK Status opinion_figures(Ctx *ctx, RegionCode region, OpinionFigures *out);
/* The same from a place's tallies that are read already. */
OpinionFigures opinion_figures_of(const Tallies *tallies);
/* Of those received (resolved, rated) from first to last. */
MUST_CHECK Status opinion_figures_between(Ctx *ctx, RegionCode region, Day first, Day last,
                                          OpinionFigures *out);

/* Open ones by age: received today, 1 to 3, 4 to 7, more than 7 days ago. */
typedef struct OpinionAges {
    int64_t today, days_3, days_7, older;
} OpinionAges;
MUST_CHECK Status opinion_ages(Ctx *ctx, RegionCode region, OpinionAges *out);
