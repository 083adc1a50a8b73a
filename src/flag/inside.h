/*
 * inside -- what the files of this room share.
 */
#pragma once

#include "actor/actor.h"
#include "flag/flag.h"
#include "flag/flag.sql.h"
#include "flag/rule.h"

/* ---- evidence.c: rows become findings, findings become words ---- */

typedef struct Finding {
    int64_t anchor;
    Text key;
    FlagLevel level;
    const FlagRow *rows;
    size_t len;
    OptInt sum_fen;
} Finding;
typedef struct Findings {
    Finding *at;
    size_t len;
} Findings;

/* In the order of (anchor, key), each with its rows in the order they came; sorts rows. */
Findings findings_of(Ctx *ctx, const FlagRule *rule, FlagRows *rows);
/* Of the facts alone: the same ones have the same digest whatever the day and the settings. */
Text finding_digest(Arena *arena, const Finding *finding);
/* JSON with the settings that held; the first FLAG_EVIDENCE_ROWS rows. */
Text finding_pack(Arena *arena, const FlagRule *rule, const FlagScope *scope,
                  const Finding *finding);
/* The rule's sentence about it; rows: of all, also of those that are not kept. */
Text finding_sentence(Ctx *ctx, const FlagRule *rule, const int64_t *set, const Finding *finding,
                      int64_t rows);
/* What was packed; rows of another making are left out. */
MUST_CHECK Status finding_unpack(Ctx *ctx, Text packed, FlagEvidence *out);

/* Orders (anchor, key): of what is stored and of what is found. */
int flag_compare(int64_t anchor_a, Text key_a, int64_t anchor_b, Text key_b);

/* ---- flag.c ---- */

/* The widest audience whose flags the acting person reads at a place; -1: none. */
int flag_audience_of(const Ctx *ctx, RegionCode region);
/* What somebody needs to explain for a place: who publishes there, or the office that reviews. */
Permission flag_explaining(RegionCode region);
/* The place, when the acting person explains for it and so reads what was asked there; else -1. */
RegionCode flag_own_place(const Ctx *ctx, RegionCode region);
/* A row for the acting person, who may see it. */
MUST_CHECK Status flag_fill(Ctx *ctx, const FlagRecord *record, Flag *out, FlagEvidence *evidence);

/* ---- setting.c ---- */

/* Fills set, figure and peers of a scope for its place and day; *on_out: the rule is switched on.
 * What was stored and is not allowed any more counts as not set. */
MUST_CHECK Status flag_scope_fill(Ctx *ctx, const FlagRule *rule, FlagScope *scope, bool *on_out);

/* Whether a setting of the rule may have a value: INVALID ("value") with its bounds. */
MUST_CHECK Status flag_setting_check(Ctx *ctx, const FlagRule *rule, size_t which, int64_t value);

/* ---- keep.c ---- */

/* What one flag adds to the sums of its place. */
typedef struct FlagCount {
    int64_t live, red, raised, clues, dismissed, gone;
} FlagCount;
FlagCount flag_count_of(bool live, FlagLevel level, FlagState state);
/* What is shown of flags at the place's township and above has changed. */
void flag_touch(Ctx *ctx, RegionCode region);
/* At the place and each above it: what it counted before is taken off. */
MUST_CHECK Status flag_recount(Ctx *ctx, RegionCode region, Text rule, const FlagCount *before,
                               const FlagCount *after);
MUST_CHECK Status flag_event_add(Ctx *ctx, int64_t flag, const char *kind, Text note);

/* With the scope filled in.  A rule that is off finds nothing. */
struct FlagRun;
/* What it came to is added to *run. */
MUST_CHECK Status flag_keep(Ctx *ctx, const FlagRule *rule, const FlagScope *scope, bool on,
                            struct FlagRun *run);
