/*
 * R23: more taken out of a special fund than was in it.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/fund_overdrawn.sql.h"

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagFundOverdrawnRows rows;

    TRY(flag_fund_overdrawn(ctx,
                            &(FlagFundOverdrawnArgs){
                                .region = scope->region,
                                .from = scope->from,
                                .to = scope->to,
                                .limit = FLAG_ROWS_MAX,
                            },
                            &rows));
    FLAG_ROWS_TAKE(ctx, rows, out);
    return OK;
}

const FlagRule rule_fund_overdrawn = {
    .name = "fund_overdrawn",
    .code = "R23",
    .version = 1,
    .about = CHANGED_FUND,
    .level = FLAG_RED,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_FUND,
    .title = N_("专项资金透支"),
    .sentence = N_("“{label}”从 {first} 起付出的比收到的多，最多透支 {sum}"),
    .why = N_("专项资金专款专用，没有到账就付，垫的是别的钱。"),
    .doubt = N_("也可能拨款晚到，村里先垫付：看拨款文件和会议记录。"),
    .find = find,
};
