/*
 * Are the sums what the flags come to?
 */
#include "flag/inside.h"
#include "region/tally.h"

enum { WRONG_MAX = 10000, FLAGS_A_PAGE = 1000 };

static Text
sentence_of(Arena *arena, const FlagSumWrong *wrong, bool repair)
{
    return text_printf(
        arena,
        "flags: %012lld, %.*s: %lld waiting, %lld red, %lld raised, %lld clues, %lld dismissed, "
        "%lld gone are kept; there are %lld, %lld, %lld, %lld, %lld, %lld%s",
        (long long)wrong->region, TEXT_ARGS(wrong->rule), (long long)wrong->kept_live,
        (long long)wrong->kept_red, (long long)wrong->kept_raised, (long long)wrong->kept_clues,
        (long long)wrong->kept_dismissed, (long long)wrong->kept_gone, (long long)wrong->live,
        (long long)wrong->red, (long long)wrong->raised, (long long)wrong->clues,
        (long long)wrong->dismissed, (long long)wrong->gone, repair ? " (repaired)" : "");
}

static Status
put_right(Ctx *ctx, const FlagSumWrong *wrong)
{
    return flag_sum_change(ctx, &(FlagSumChangeArgs){
                                    .region = wrong->region,
                                    .rule = wrong->rule,
                                    .live = wrong->live - wrong->kept_live,
                                    .red = wrong->red - wrong->kept_red,
                                    .raised = wrong->raised - wrong->kept_raised,
                                    .clues = wrong->clues - wrong->kept_clues,
                                    .dismissed = wrong->dismissed - wrong->kept_dismissed,
                                    .gone = wrong->gone - wrong->kept_gone,
                                });
}

Status
flag_check(Ctx *ctx, bool repair, void (*found)(void *arg, Text sentence), void *arg)
{
    FlagSumWrongs wrong;

    TRY(flag_sums_wrong(ctx, WRONG_MAX, &wrong));
    for (size_t i = 0; i < wrong.len; i++) {
        found(arg, sentence_of(ctx->arena, &wrong.at[i], repair));
        if (repair)
            TRY(put_right(ctx, &wrong.at[i]));
    }
    return OK;
}

Status
flag_tallies(Ctx *ctx, TallyBatch *batch)
{
    FlagsRaisedRows rows;
    int64_t after = 0;

    do {
        TRY(flags_raised(ctx, after, FLAGS_A_PAGE, &rows));
        for (size_t i = 0; i < rows.len; i++)
            tally_batch_add(batch, rows.at[i].region, TALLY_FLAGS_RAISED,
                            day_of(rows.at[i].raised_at), +1);
        if (rows.len != 0)
            after = rows.at[rows.len - 1].id;
    } while (rows.len == FLAGS_A_PAGE);
    return OK;
}
