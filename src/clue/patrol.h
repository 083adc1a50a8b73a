/*
 * patrol -- 巡查: an inspector's day of looking around, with a list of what was looked at and what
 * was found.
 *
 * A page, a disclosure, an opinion, a place is put on today's list with a button on the page itself
 * or by hand.  A finding has words and a place; it becomes an order (order.h), a clue (clue.h), or
 * is settled without either.  Findings are to be dealt with until a day; overdue is seen.
 *
 * Patrols are the inspectors' own (CAN_KEEP_CLUES over the patrol's region); since a finding may
 * become a clue, its words are sealed from the start (base/sealing.h), and whether it became one is
 * told only to those who may see that clue.
 */
#pragma once

#include "actor/actor.h"
#include "clue/clue.h"
#include "clue/order.h"
#include "region/region.h"

enum {
    PATROL_TITLE_CHARS_MAX = 80,
    PATROL_WORDS_CHARS_MAX = 500,
    PATROL_PATH_CHARS_MAX = 200,
    PATROL_ITEMS_MAX = 300,
    PATROL_DUE_DAYS = 7,
    PATROLS_PAGE = 50,
};

typedef struct Patrol {
    int64_t id;
    RegionCode region;
    Text region_name;
    Day day;
    int64_t account;
    Text person;
    Time started_at;
    OptInt finished_at;
    int64_t seen, findings; /* items altogether, and findings of them */
    OptInt due_day;         /* findings are to be dealt with until then */
} Patrol;

typedef struct Patrols {
    Patrol *at;
    size_t len;
    Text next; /* cursor; absent: the end */
} Patrols;

typedef struct PatrolItem {
    int64_t id;
    Time at;
    bool finding;
    RegionCode place;
    Text place_name;
    Text title; /* what was looked at */
    Text path;  /* a page of this installation; may be empty */
    Text words; /* of a finding */
    bool unreadable;
    int64_t order; /* what it became; 0: none, or not for this reader */
    int64_t clue;
    bool settled;
} PatrolItem;

typedef struct PatrolItems {
    PatrolItem *at;
    size_t len;
    int64_t open; /* findings that are not settled */
} PatrolItems;

/* ---- reading: NOT_FOUND for all but inspectors of the place ---- */

MUST_CHECK Status patrol_get(Ctx *ctx, int64_t id, Patrol *out);
/* The acting person's, under way today; NOT_FOUND. */
MUST_CHECK Status patrol_today(Ctx *ctx, Patrol *out);
MUST_CHECK Status patrol_items_get(Ctx *ctx, const Patrol *patrol, PatrolItems *out);
/* By place, the newest first.  INVALID ("cursor"); DENIED. */
MUST_CHECK Status patrol_list(Ctx *ctx, Text cursor, Patrols *out);

/* ---- deeds of the person whose patrol it is ---- */

/* Today's, in a region of the own scope; CONFLICT when one is under way. */
MUST_CHECK Status patrol_begin(Ctx *ctx, RegionCode region, int64_t *id_out);
typedef struct PatrolNote {
    RegionCode place;
    Text title, path;
    bool finding;
    Text words; /* of a finding */
} PatrolNote;
/* INVALID: place, title, path, words.  CONFLICT when it is finished. */
MUST_CHECK Status patrol_note(Ctx *ctx, int64_t id, const PatrolNote *note);
MUST_CHECK Status patrol_finish(Ctx *ctx, int64_t id);
/* A finding becomes an order to an office; INVALID as order_issue().  CONFLICT: settled. */
MUST_CHECK Status patrol_to_order(Ctx *ctx, int64_t item, RegionCode office, Day due_day,
                                  int64_t *order_out);
/* … or a clue about its place; *seen_out as clue_add(). */
MUST_CHECK Status patrol_to_clue(Ctx *ctx, int64_t item, ClueKind kind, ClueAbout about,
                                 int64_t *clue_out, bool *seen_out);
/* … or nothing more is to be done. */
MUST_CHECK Status patrol_settle(Ctx *ctx, int64_t item);

/* For bulk loading (system only). */
MUST_CHECK Status patrol_load(Ctx *ctx, const Patrol *patrol, const PatrolItem *items, size_t len);
