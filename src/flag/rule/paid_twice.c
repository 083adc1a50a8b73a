/*
 * R11: the same bill paid twice.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/paid_twice.sql.h"

enum { LEAST, DAYS };

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagPaidTwiceRows rows;

    TRY(flag_paid_twice(ctx,
                        &(FlagPaidTwiceArgs){
                            .region = scope->region,
                            .from = scope->from,
                            .to = scope->to,
                            .least = scope->set[LEAST],
                            .days = scope->set[DAYS],
                            .limit = FLAG_ROWS_MAX,
                        },
                        &rows));
    FLAG_ROWS_TAKE(ctx, rows, out);
    return OK;
}

const FlagRule rule_paid_twice = {
    .name = "paid_twice",
    .code = "R11",
    .version = 1,
    .about = CHANGED_MONTH,
    .back = 2,
    .level = FLAG_RED,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_ENTRY,
    .title = N_("疑似重复付款"),
    .sentence = N_("“{note}”付给“{label}”同样的金额 {n} 次，合计 {sum}"),
    .why = N_("同一张凭证、同一件事付了两次，多付的钱可能进了别人的口袋。"),
    .doubt = N_("也可能真是两件事、两趟活：看两张发票的号码和日期是不是不同。"),
    .settings =
        {
                   {"least", N_("多少元以上"), FLAG_FEN, 20000, 0, 10000000},
                   {"days", N_("同一对方、同额、同用途，隔几天之内算重复"), FLAG_DAYS, 2, 0, 60},
                   },
    .find = find,
};
