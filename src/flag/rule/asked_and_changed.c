/*
 * R08: somebody asks about what is published, and then its amounts are others, or it is gone.
 */
#include "base/tr.h"
#include "flag/amounts.h"
#include "flag/rule.h"
#include "flag/rule/asked_and_changed.sql.h"

static FlagRow
row_of(int64_t id, Text item, Text period, Time at, FlagLevel level)
{
    return (FlagRow){.anchor = id,
                     .key = T("asked"),
                     .level = level,
                     .source_id = id,
                     .day = SOME_INT(day_of(at)),
                     .label = period,
                     .note = item};
}

static Status
corrected(Ctx *ctx, const FlagAskedCorrectedRow *found, bool *out)
{
    FlagAmounts now, before;

    TRY(flag_amounts(ctx, found->columns, found->rows, &now));
    TRY(flag_amounts(ctx, found->earlier_columns, found->earlier_rows, &before));
    *out = !flag_amounts_same(&now, &before);
    return OK;
}

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagAskedCorrectedRows revisions;
    FlagAskedWithdrawnRows gone;

    TRY(flag_asked_corrected(ctx,
                             &(FlagAskedCorrectedArgs){
                                 .region = scope->region,
                                 .from = scope->from,
                                 .to = scope->to,
                                 .limit = FLAG_ROWS_MAX / 2,
                             },
                             &revisions));
    TRY(flag_asked_withdrawn(ctx,
                             &(FlagAskedWithdrawnArgs){
                                 .region = scope->region,
                                 .from = scope->from,
                                 .to = scope->to,
                                 .limit = FLAG_ROWS_MAX / 2,
                             },
                             &gone));
    out->at = NEW_ARRAY(ctx->arena, FlagRow, revisions.len + gone.len);
    for (size_t i = 0; i < revisions.len; i++) {
        const FlagAskedCorrectedRow *found = &revisions.at[i];
        bool differs;

        TRY(corrected(ctx, found, &differs));
        if (differs)
            out->at[out->len++] =
                row_of(found->id, found->item, found->period, found->published_at, FLAG_YELLOW);
    }
    for (size_t i = 0; i < gone.len; i++)
        out->at[out->len++] = row_of(gone.at[i].id, gone.at[i].item, gone.at[i].period,
                                     gone.at[i].withdrawn_at, FLAG_RED);
    return OK;
}

const FlagRule rule_asked_and_changed = {
    .name = "asked_and_changed",
    .code = "R08",
    .version = 1,
    .about = CHANGED_DISCLOSURE,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_DISCLOSURE,
    .title = N_("被问后改金额"),
    .sentence = N_("“{note}”{label} 有人问起以后，{first} 改了金额或者撤回了"),
    .why = N_("有人问了才改数字、才撤下来，要弄清原来公开的为什么不对。"),
    .doubt = N_("群众指出错误、村里及时更正，是好事：看更正说明和凭证，说得清就可以排除。"),
    .find = find,
};
