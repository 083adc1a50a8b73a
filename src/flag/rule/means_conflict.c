/*
 * R28: help for the poor that goes to a household with a state salary, a company, a flat or a car.
 */
#include "base/tr.h"
#include "catalogue/column.h"
#include "flag/rule.h"
#include "flag/rule/means_conflict.sql.h"

enum { NOTE_CHARS = 190 };

/* What the lists say of one person. */
static Text
words_of(Ctx *ctx, const FlagMeansConflictRow *row)
{
    Text who = mask_person(ctx->arena, row->person);

    if (row->company.len != 0)
        return text_printf(ctx->arena, "%.*s：%.*s%.*s", TEXT_ARGS(who), TEXT_ARGS(row->company),
                           TEXT_ARGS(row->what));
    return text_printf(ctx->arena, "%.*s：%s%.*s", TEXT_ARGS(who),
                       text_eq(row->kind, T("payroll")) ? "财政供养，" : "", TEXT_ARGS(row->what));
}

/* Rows of one line of the list become one, so that its sum counts once. */
static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagMeansConflictRows rows;

    TRY(flag_means_conflict(ctx,
                            &(FlagMeansConflictArgs){
                                .region = scope->region,
                                .district = region_code_at(scope->region, LEVEL_DISTRICT),
                                .from = scope->from,
                                .to = scope->to,
                                .limit = FLAG_ROWS_MAX,
                            },
                            &rows));
    *out = (FlagRows){.at = NEW_ARRAY(ctx->arena, FlagRow, rows.len)};
    for (size_t i = 0; i < rows.len; i++) {
        const FlagMeansConflictRow *row = &rows.at[i];
        bool same = i > 0 && rows.at[i - 1].line == row->line;
        Text words = words_of(ctx, row);

        if (same) {
            FlagRow *last = &out->at[out->len - 1];

            last->note = text_first_chars(
                text_printf(ctx->arena, "%.*s；%.*s", TEXT_ARGS(last->note), TEXT_ARGS(words)),
                NOTE_CHARS);
            continue;
        }
        out->at[out->len++] = (FlagRow){
            .anchor = row->batch,
            .key = T("means"),
            .source_id = row->batch,
            .day = row->day,
            .label = row->name,
            .fen = SOME_INT(row->fen),
            .note = words,
        };
    }
    flag_rows_mask(ctx, out);
    return OK;
}

const FlagRule rule_means_conflict = {
    .name = "means_conflict",
    .code = "R28",
    .version = 1,
    .about = CHANGED_SUBSIDY,
    .daily = true, /* who belongs to which household changes */
    .lists =
        OUTSIDE_BIT(OUTSIDE_PAYROLL) | OUTSIDE_BIT(OUTSIDE_MEANS) | OUTSIDE_BIT(OUTSIDE_COMPANIES),
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_SUBSIDY,
    .title = N_("条件和家底不符"),
    .sentence = N_(
        "名单里有 {n} 行，家里有人拿财政工资、办企业或者有房有车，合计 {sum}，第一行是“{label}”"),
    .why = N_("低保、救助是给困难家庭的，家底厚的领了，真正困难的就少了。"),
    .doubt = N_("也可能重病、残疾要用车，企业已经不经营，或者分了家：入户看，只按名单不能下结论。"),
    .find = find,
};
