/*
 * What became of clues, in numbers.
 */
#include "clue/clue_inside.h"

static Status
count_outcomes(Ctx *ctx, Clue *clue, ClueCounts *out)
{
    if (clue->persons == 0)
        return OK;
    TRY(clue_persons_of(ctx, clue));
    for (size_t i = 0; i < clue->outcomes.len; i++)
        if (text_is_empty(clue->outcomes.at[i].name))
            out->unreadable++;
        else
            out->measures[clue->outcomes.at[i].measure]++;
    return OK;
}

/* All of one list, page after page. */
static Status
count_list(Ctx *ctx, bool closed, ClueCounts *out)
{
    Text cursor = T("");
    Clues clues;

    do {
        TRY(clue_list(ctx, closed, cursor, &clues));
        for (size_t i = 0; i < clues.len; i++) {
            Clue *clue = &clues.at[i];

            out->all++;
            out->kinds[clue->kind]++;
            out->sources[clue->source]++;
            out->states[clue->state]++;
            TRY(count_outcomes(ctx, clue, out));
        }
        cursor = clues.next;
    } while (cursor.at != NULL);
    return OK;
}

Status
clue_counts(Ctx *ctx, ClueCounts *out)
{
    *out = (ClueCounts){0};
    TRY(count_list(ctx, false, out));
    return count_list(ctx, true, out);
}
