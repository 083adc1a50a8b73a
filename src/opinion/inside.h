/*
 * inside -- what the files of this room's model share.
 */
#pragma once

#include "opinion/event.sql.h"
#include "opinion/opinion.h"
#include "opinion/opinion.sql.h"
#include "region/tally.h"

/* ---- record.c: an opinion as it is stored ---- */

enum { OPINION_TALLIES_MAX = 12 };

/* Without asking who reads. */
MUST_CHECK Status opinion_fetch(Ctx *ctx, int64_t id, OpinionRecord *out);

OpinionKind opinion_record_kind(const OpinionRecord *record);
OpinionState opinion_record_state(const OpinionRecord *record);
bool opinion_record_is_open(const OpinionRecord *record); /* received or in hand */
bool opinion_record_is_sealed(const OpinionRecord *record);

/* What one record adds to the tallies of its place; nothing when it is sealed. */
typedef struct OpinionTally {
    int64_t measure;
    Day day;
} OpinionTally;
size_t opinion_tallies(const OpinionRecord *record, OpinionTally at[OPINION_TALLIES_MAX]);

/* The first sentence of a body, for lists. */
Text opinion_title(Ctx *ctx, Text body);
/* A new row; CONFLICT when its number is taken.  once: keyed hash of an idempotency key, or absent.
 */
MUST_CHECK Status opinion_insert_record(Ctx *ctx, const OpinionRecord *record, Text once);
/* Derived columns and row, no more: for loaders. */
MUST_CHECK Status opinion_write(Ctx *ctx, const OpinionRecord *before, OpinionRecord *after);
/* Writes what changed: derived columns, row (CONFLICT when somebody was faster), tallies, versions
 * of the place; after->lock becomes the new one. */
MUST_CHECK Status opinion_put(Ctx *ctx, const OpinionRecord *before, OpinionRecord *after);
/* The same for many in one transaction: what changes of the tallies goes into the batch, which the
 * caller writes (a thousand of a district change the same few rows above their villages). */
MUST_CHECK Status opinion_put_counted(Ctx *ctx, const OpinionRecord *before, OpinionRecord *after,
                                      TallyBatch *batch);
/* Brings state and derived columns (busy, shown, next_at) together. */
MUST_CHECK Status opinion_settle(Ctx *ctx, OpinionRecord *record);
MUST_CHECK Status opinion_count_in(Ctx *ctx, const OpinionRecord *record);

/* A line of its life, by the acting person at `office` (0: the sender or the clock); *id_out may be
 * NULL.  digest: of an answer's words, absent otherwise. */
MUST_CHECK Status opinion_event_add(Ctx *ctx, const OpinionRecord *record, OpinionEventKind kind,
                                    RegionCode office, Text note, Text digest, int64_t *id_out);
/* The trail, but for what is sealed. */
MUST_CHECK Status opinion_audit(Ctx *ctx, const OpinionRecord *record, const char *action);

/* The office above: of a village its township, of a township its district; a district's own. */
MUST_CHECK Status opinion_office_above(Ctx *ctx, RegionCode office, RegionCode *out);
RegionCode opinion_district_of(RegionCode region);

/* ---- sight.c ---- */

/* True for the inspectors who may read what is sealed for these. */
bool opinion_reads_sealed(const Actor *actor, RegionCode sealed_for);
MUST_CHECK Status opinion_sight_of(Ctx *ctx, const OpinionRecord *record, Texts receipts,
                                   OpinionSight *out);
/* As the reader with this sight may see it. */
Opinion opinion_as_seen(Ctx *ctx, const OpinionRecord *record, OpinionSight sight);
/* For lists: only the acting person's sight by role; rows of which they see less are left out.  One
 * row more than limit was asked for: the cursor is made of the last that is shown. */
MUST_CHECK Status opinion_list(Ctx *ctx, const OpinionRecords *rows, int limit, OpinionSight least,
                               Opinions *out);
MUST_CHECK Status opinion_is_subject(Ctx *ctx, int64_t opinion, bool *out);

/* ---- deeds.c ---- */

/* The record, when the acting person may handle it as its version `lock`: NOT_FOUND, DENIED,
 * CONFLICT (moved on, or at an end).  *office_out: the office that acts, the handling one or one
 * above; acting from above takes over. */
MUST_CHECK Status opinion_open_for(Ctx *ctx, int64_t id, int64_t lock, OpinionRecord *out,
                                   RegionCode *office_out);
/* The office acts: from above, it takes over (with its event). */
MUST_CHECK Status opinion_take_over(Ctx *ctx, OpinionRecord *record, RegionCode office);
/* Another office has it now: the more time that the former one asked for is no longer asked for. */
void opinion_hand_over(OpinionRecord *record, RegionCode office);
/* Up until nobody whom it is about works there. */
MUST_CHECK Status opinion_keep_from_subjects(Ctx *ctx, OpinionRecord *record);

/* Something was answered: the first time stops the clock of the reply. */
void opinion_note_reply(const Ctx *ctx, OpinionRecord *record);
/* Of an answer's words alone: other spaces and line ends make no other answer. */
Text opinion_answer_digest(Arena *arena, Text answer);

/* Checks a text of a form: clean, not too long, and (needed) with words in it. */
bool opinion_text_ok(Ctx *ctx, const char *field, Text text, size_t chars_max, Text needed);

/* ---- marks.c ---- */

/* Notes a person whom it is about (nobody for a blank name) and takes it higher where that person
 * works; the caller writes the record. */
MUST_CHECK Status opinion_subject_note(Ctx *ctx, OpinionRecord *record, Text name);

/* ---- ask.c ---- */

/* Throws away the drafts of an account that is given up. */
MUST_CHECK Status opinion_drafts_forget(Ctx *ctx, int64_t account);

/* ---- clock.c ---- */

MUST_CHECK Status opinion_evening_setting(Ctx *ctx, bool *out);

/* ---- sender.c ---- */

/* The resolved one is rated: closed, or (not satisfied, the first time) in hand again one office
 * higher.  Tells the office. */
MUST_CHECK Status opinion_take_rating(Ctx *ctx, OpinionRecord *record, OpinionRating rating,
                                      Text reason);

/* ---- tell.c: who is told ---- */

/* The sender (and those whose opinions were joined to it), and followers when it is on the board.
 */
MUST_CHECK Status opinion_tell_sender(Ctx *ctx, const OpinionRecord *record, const char *kind,
                                      int64_t event, Text sentence);
/* The office that has it now, but for persons whom it is about. */
MUST_CHECK Status opinion_tell_office(Ctx *ctx, const OpinionRecord *record, const char *kind,
                                      Text sentence);
MUST_CHECK Status opinion_tell_inspectors(Ctx *ctx, const OpinionRecord *record, const char *kind,
                                          Text sentence);
