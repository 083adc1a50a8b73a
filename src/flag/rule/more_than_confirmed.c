/*
 * R27: more land claimed than the household's contract was confirmed for.
 */
#include "base/money.h"
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/more_than_confirmed.sql.h"

enum { SHARE };

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagMoreThanConfirmedRows rows;

    TRY(flag_more_than_confirmed(ctx,
                                 &(FlagMoreThanConfirmedArgs){
                                     .region = scope->region,
                                     .district = region_code_at(scope->region, LEVEL_DISTRICT),
                                     .from = scope->from,
                                     .to = scope->to,
                                     .share = scope->set[SHARE],
                                     .limit = FLAG_ROWS_MAX,
                                 },
                                 &rows));
    *out = (FlagRows){.at = NEW_ARRAY(ctx->arena, FlagRow, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++) {
        const FlagMoreThanConfirmedRow *row = &rows.at[i];

        out->at[i] = (FlagRow){
            .anchor = row->batch,
            .key = T("land"),
            .source_id = row->batch,
            .day = row->day,
            .label = row->name,
            .fen = SOME_INT(row->fen),
            .note = text_printf(ctx->arena, "报 %.*s 亩，本村确权 %.*s 亩",
                                TEXT_ARGS(decimal_format(ctx->arena, row->claimed)),
                                TEXT_ARGS(decimal_format(ctx->arena, row->confirmed))),
        };
    }
    flag_rows_mask(ctx, out);
    return OK;
}

const FlagRule rule_more_than_confirmed = {
    .name = "more_than_confirmed",
    .code = "R27",
    .version = 1,
    .about = CHANGED_SUBSIDY,
    .daily = true, /* who belongs to which household changes */
    .lists = OUTSIDE_BIT(OUTSIDE_LAND),
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_SUBSIDY,
    .title = N_("报的地比确权的多"),
    .sentence = N_("名单里有 {n} 户报的面积比确权面积多出 {share} 以上，合计 "
                   "{sum}，第一户是“{label}”：{note}"),
    .why = N_("按地发的补贴，报的地比承包的多，多出来的可能是虚报，也可能占了集体的地。"),
    .doubt = N_("也可能流转来别人的地、开了荒地，或者确权时漏了：看流转合同，到地头量。"),
    .settings =
        {
                   {"share", N_("多出百分之几以上"), FLAG_PERCENT, 5, 0, 100},
                   },
    .find = find,
};
