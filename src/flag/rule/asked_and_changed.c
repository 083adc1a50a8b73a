/*
 * R08: somebody asks about what is published, and then its amounts are others, or it is gone.
 */
#include "base/tr.h"
#include "flag/amounts.h"
#include "flag/rule.h"
#include "flag/rule/asked_and_changed.sql.h"

enum { REVISIONS_MAX = 100 };

static void
put(Ctx *ctx, FlagRows *out, FlagRow row)
{
    if (out->at == NULL)
        out->at = NEW_ARRAY(ctx->arena, FlagRow, FLAG_ROWS_MAX);
    out->at[out->len++] = row;
}

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

/* When somebody first asked; false: nobody did. */
static bool
first_asked(const FlagAskedFirstRow *found, Time *out)
{
    *out = found->asked_at.set ? found->asked_at.value : found->entry_asked_at.value;
    if (found->entry_asked_at.set && found->entry_asked_at.value < *out)
        *out = found->entry_asked_at.value;
    return found->asked_at.set || found->entry_asked_at.set;
}

static Status
amounts_changed(Ctx *ctx, const FlagAskedFirstRow *found, const FlagAskedCorrectedRow *revision,
                bool *out)
{
    FlagAmounts now, before;

    TRY(flag_amounts(ctx, revision->columns.len != 0 ? revision->columns : found->columns,
                     revision->rows, &now));
    TRY(flag_amounts(
        ctx, revision->earlier_columns.len != 0 ? revision->earlier_columns : found->columns,
        revision->earlier_rows, &before));
    *out = !flag_amounts_same(&now, &before);
    return OK;
}

static Status
find_corrected(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagAskedFirstRows asked;
    Time at;

    TRY(flag_asked_first(ctx,
                         &(FlagAskedFirstArgs){
                             .region = scope->region,
                             .from = scope->from,
                             .to = scope->to,
                             .limit = FLAG_ROWS_MAX,
                         },
                         &asked));
    for (size_t i = 0; i < asked.len; i++) {
        const FlagAskedFirstRow *found = &asked.at[i];
        FlagAskedCorrectedRows revisions = {0};

        if (first_asked(found, &at))
            TRY(flag_asked_corrected(ctx, found->id, at, REVISIONS_MAX, &revisions));
        for (size_t j = 0; j < revisions.len && out->len < FLAG_ROWS_MAX; j++) {
            const FlagAskedCorrectedRow *revision = &revisions.at[j];
            bool changed;

            TRY(amounts_changed(ctx, found, revision, &changed));
            if (changed)
                put(ctx, out,
                    row_of(found->id, found->item, found->period, revision->published_at,
                           FLAG_YELLOW));
        }
    }
    return OK;
}

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagAskedWithdrawnRows gone;

    TRY(find_corrected(ctx, scope, out));
    TRY(flag_asked_withdrawn(ctx,
                             &(FlagAskedWithdrawnArgs){
                                 .region = scope->region,
                                 .from = scope->from,
                                 .to = scope->to,
                                 .limit = FLAG_ROWS_MAX,
                             },
                             &gone));
    for (size_t i = 0; i < gone.len && out->len < FLAG_ROWS_MAX; i++)
        put(ctx, out,
            row_of(gone.at[i].id, gone.at[i].item, gone.at[i].period, gone.at[i].withdrawn_at,
                   FLAG_RED));
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
