/*
 * desk_parts -- what the desk's pages about flags have in common.
 */
#pragma once

#include "disclosure/desk_parts.h"
#include "flag/views.h"
#include "region/region.h"

Text flag_link(Arena *arena, int64_t id, const char *below);
Text flags_link(Arena *arena, RegionCode place, const char *query);

const char *flag_level_css(FlagLevel level);
const char *flag_state_css(FlagState state);

/* How long what was asked is overdue; empty: it is not. */
Text flag_overdue_words(Ctx *ctx, const Flag *flag);

/* Rows of a list; several: of different villages, which are named then. */
void flag_lines(Ctx *ctx, const Flags *flags, bool several, FlagLines *out);

/* Why it is red: what the part flag/desk_part_why shows. */
MUST_CHECK Status flag_why(Ctx *ctx, const Flag *flag, const FlagEvidence *evidence, FlagWhy *out);
/* What the parts flag/desk_part_ask and flag/desk_part_dismiss show. */
void flag_deeds(Ctx *ctx, const Request *req, const Flag *flag, const Page *page, FlagDeeds *out);

/* Of what people decided: how much became a clue. */
Text flag_confirmed(Arena *arena, const FlagSum *sum);
