/*
 * desk_clue -- what the desk's files about clues share.
 */
#pragma once

#include "clue/clue.h"
#include "web/web.h"

static inline Text
clue_link(Arena *arena, int64_t id, const char *below)
{
    return text_printf(arena, "/desk/clue/%lld%s", (long long)id, below);
}

/* Kind and place stand for a clue where its words are not shown. */
Text clue_title(Ctx *ctx, const Clue *clue);
/* Who sees these pages. */
Text clue_sealed_note(Lang lang);

Handler clue_one_page, clue_look_deed, clue_deed, clue_counts_page;
