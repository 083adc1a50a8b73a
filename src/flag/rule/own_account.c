/*
 * R13: money of the collective that lies in an account in somebody's own name.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/own_account.sql.h"

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagOwnAccountRows rows;

    TRY(flag_own_account(
        ctx,
        &(FlagOwnAccountArgs){
            .region = scope->region, .from = scope->from, .to = scope->to, .limit = FLAG_ROWS_MAX},
        &rows));
    FLAG_ROWS_TAKE(ctx, rows, out);
    flag_rows_mask(ctx, out);
    return OK;
}

const FlagRule rule_own_account = {
    .name = "own_account",
    .code = "R13",
    .version = 1,
    .about = CHANGED_BANK,
    .daily = true, /* an account is opened before the bank tells anything of it */
    .level = FLAG_RED,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_BANK,
    .title = N_("集体的钱存在个人名下"),
    .sentence = N_("村账上有一个账户用的是个人的名字：“{label}”"),
    .why = N_("集体资金不得以个人名义开立账户存储（农村集体经济组织法）。"),
    .doubt = N_("也可能只是账户的叫法，户名还是集体：看开户许可和银行流水上的户名。"),
    .find = find,
};
