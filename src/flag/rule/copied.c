/*
 * R03: the same amounts as in the period before, row by row.
 */
#include "base/tr.h"
#include "flag/amounts.h"
#include "flag/rule.h"
#include "flag/rule/copied.sql.h"

enum { ROWS, ROWS_A_FINDING = 2 };

static FlagRow
row_of(const FlagCopiedRow *found)
{
    return (FlagRow){.anchor = found->id,
                     .key = T("copied"),
                     .source_id = found->id,
                     .day = SOME_INT(day_of(found->published_at)),
                     .label = found->period,
                     .note = found->item};
}

static FlagRow
earlier_of(const FlagCopiedRow *found)
{
    FlagRow row = row_of(found);

    row.source_id = found->earlier;
    row.day = SOME_INT(day_of(found->earlier_published_at));
    row.label = found->earlier_period;
    return row;
}

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagCopiedRows rows;

    TRY(flag_copied(ctx,
                    &(FlagCopiedArgs){
                        .region = scope->region,
                        .from = scope->from,
                        .to = scope->to,
                        .rows = scope->set[ROWS],
                        .limit = FLAG_ROWS_MAX / ROWS_A_FINDING,
                    },
                    &rows));
    out->at = NEW_ARRAY(ctx->arena, FlagRow, rows.len * ROWS_A_FINDING);
    for (size_t i = 0; i < rows.len; i++) {
        const FlagCopiedRow *found = &rows.at[i];
        FlagAmounts now, before;

        TRY(flag_amounts(ctx, found->columns, found->rows, &now));
        TRY(flag_amounts(ctx, found->columns, found->earlier_rows, &before));
        if (now.sum_fen == 0 || !flag_amounts_same(&now, &before))
            continue;
        out->at[out->len] = row_of(found);
        out->at[out->len++].fen = SOME_INT(now.sum_fen);
        out->at[out->len++] = earlier_of(found);
    }
    return OK;
}

const FlagRule rule_copied = {
    .name = "copied",
    .code = "R03",
    .version = 1,
    .about = CHANGED_DISCLOSURE,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_TOWNSHIP,
    .source = FLAG_ROW_DISCLOSURE,
    .title = N_("照抄上一期"),
    .sentence = N_("“{note}”{label} 每一笔的金额都和上一期一样，合计 {sum}"),
    .why = N_("收支月月一模一样很少见，多半是照抄上一期，没有按当期的账公开。"),
    .doubt = N_("也可能当期确实只有固定的几笔，比如每月一样的保洁费、工资：对一对当期的凭证。"),
    .settings =
        {
                   {"rows", N_("至少几笔"), FLAG_COUNT, 3, 2, 50},
                   },
    .find = find,
};
