/*
 * R15: one payment made of several, each just small enough for the village to decide by itself.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/split_payment.sql.h"

enum { LIMIT, NEAR, DAYS, LEAST };

FLAG_FIND(flag_split_payment, FlagSplitPayment, .below = scope->set[LIMIT],
          .near = scope->set[LIMIT] / 100 * scope->set[NEAR], .days = scope->set[DAYS],
          .least = scope->set[LEAST])

const FlagRule rule_split_payment = {
    .name = "split_payment",
    .code = "R15",
    .version = 1,
    .about = CHANGED_MONTH,
    .back = 2,
    .ahead = 2,
    .level = FLAG_RED,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_ENTRY,
    .title = N_("疑似拆分付款"),
    .sentence = N_("{days} 天里分 {n} 笔付给“{label}”，每笔都刚好不到 {limit}，合计 {sum}"),
    .why = N_("一笔大额支出拆成几笔小额，可以绕开村民会议和上级审批。"),
    .doubt = N_("也可能是几件不同的事，或者按进度分期付款：看合同、发票和会议记录。"),
    .settings =
        {
                   {"limit", N_("村里自己能定的最大一笔"), FLAG_FEN, 1000000, 100000, 100000000},
                   {"near", N_("接近限额：达到限额的百分之几"), FLAG_PERCENT, 80, 50, 99},
                   {"days", N_("多少天之内"), FLAG_DAYS, 30, 1, 90},
                   {"least", N_("至少几笔"), FLAG_COUNT, 3, 2, 20},
                   },
    .find = find,
};
