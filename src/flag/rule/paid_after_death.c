/*
 * R25: subsidies for who has died.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/paid_after_death.sql.h"

enum { DAYS };

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagPaidAfterDeathRows rows;

    TRY(flag_paid_after_death(ctx,
                              &(FlagPaidAfterDeathArgs){
                                  .region = scope->region,
                                  .district = region_code_at(scope->region, LEVEL_DISTRICT),
                                  .from = scope->from,
                                  .to = scope->to,
                                  .days = scope->set[DAYS],
                                  .today = scope->today,
                                  .limit = FLAG_ROWS_MAX,
                              },
                              &rows));
    *out = (FlagRows){.at = NEW_ARRAY(ctx->arena, FlagRow, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++) {
        const FlagPaidAfterDeathRow *row = &rows.at[i];

        out->at[i] = (FlagRow){
            .anchor = row->batch,
            .key = T("dead"),
            .level = row->paid_day.set ? FLAG_RED : FLAG_YELLOW,
            .source_id = row->batch,
            .day = row->paid_day,
            .label = row->name,
            .fen = SOME_INT(row->fen),
            .note = text_printf(ctx->arena, "%.*s 去世",
                                TEXT_ARGS(day_format(ctx->arena, (Day)row->died))),
        };
    }
    flag_rows_mask(ctx, out);
    return OK;
}

const FlagRule rule_paid_after_death = {
    .name = "paid_after_death",
    .code = "R25",
    .version = 1,
    .about = CHANGED_SUBSIDY,
    .daily = true, /* a list that waits to be paid */
    .lists = OUTSIDE_BIT(OUTSIDE_DEATHS),
    .level = FLAG_RED,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_SUBSIDY,
    .title = N_("人已去世还在领"),
    .sentence = N_("名单里有 {n} 行是已经去世的人，合计 {sum}，第一行是“{label}”，{note}"),
    .why = N_("人去世以后还在发，钱可能被别人领走了；还没有发的，趁早从名单里去掉。"),
    .doubt =
        N_("按户、按地发的，户里还有人种地，只是没有改户名；补发生前欠的也可以：看发的是哪一期。"),
    .settings =
        {
                   {"after", N_("去世以后多少天起"), FLAG_DAYS, 30, 0, 365},
                   },
    .find = find,
};
