/* What `mingbai check` asks of the roster. */
#include "resident/roster_row.h"

enum { PIECE = 500 };

Status
roster_recount(Ctx *ctx, struct TallyBatch *batch)
{
    int64_t after = 0;
    size_t got;

    do {
        ArenaMark mark = arena_mark(ctx->arena);
        RosterCountedRows rows;
        Resident people[PIECE];

        TRY(roster_counted(ctx, after, PIECE, &rows));
        got = rows.len;
        for (size_t i = 0; i < got; i++)
            people[i] = (Resident){
                .region = rows.at[i].region,
                .eligible = rows.at[i].eligible,
                .account = rows.at[i].account.set ? rows.at[i].account.value : 0,
                .joined_day = rows.at[i].joined_day,
                .active_day = rows.at[i].active_day,
            };
        if (got != 0)
            after = rows.at[got - 1].id;
        arena_release(ctx->arena, mark);
        for (size_t i = 0; i < got; i++)
            roster_count(batch, &people[i], 1);
    } while (got == PIECE);
    return OK;
}
