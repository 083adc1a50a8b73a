/*
 * clue_inside -- what the files of clues share.
 */
#pragma once

#include "clue/clue.h"

#include "clue/clue.sql.h"

/* Inspectors only; never the platform itself. */
bool clue_reads(const Actor *actor, RegionCode sealed_for);
/* A row without its words. */
void clue_of_row(Ctx *ctx, const ClueRow *row, Clue *out);
/* The outcomes of a clue, in the open; *unreadable is set when some are not. */
MUST_CHECK Status clue_persons_of(Ctx *ctx, Clue *clue);
/* The district of a place: all that the audit trail may know. */
MUST_CHECK Status clue_audit(Ctx *ctx, RegionCode region, const char *action);
MUST_CHECK Status clue_event_add(Ctx *ctx, int64_t clue, Time at, int64_t account, const char *kind,
                                 Text note);
/* Whose inspectors read what is about these people. */
MUST_CHECK Status clue_sealed_for(Ctx *ctx, RegionCode region, ClueAbout about, Text subject,
                                  RegionCode *out);
/* Whether a list of names holds this one, whole. */
bool clue_names(Text subject, Text name);
/* Seals and inserts; without an event. */
MUST_CHECK Status clue_store(Ctx *ctx, const Clue *clue);
MUST_CHECK Status clue_person_store(Ctx *ctx, const Clue *clue, const CluePerson *person);
/* Writes back; lock of the caller. */
MUST_CHECK Status clue_write_back(Ctx *ctx, const Clue *clue, Text sealed_closing);
