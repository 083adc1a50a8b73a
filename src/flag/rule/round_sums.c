/*
 * R17: too many round sums.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/round_sums.sql.h"

enum { SHARE, LEAST };

FLAG_FIND(flag_round_sums, FlagRoundSums, .share = scope->set[SHARE], .least = scope->set[LEAST])

const FlagRule rule_round_sums = {
    .name = "round_sums",
    .code = "R17",
    .version = 1,
    .about = CHANGED_MONTH,
    .back = 11,
    .level = FLAG_NOTICE,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_ENTRY,
    .title = N_("整数付款太多"),
    .sentence = N_("一年里 1,000 元以上的付款有 {n} 笔是整千元，超过 {share}，合计 {sum}"),
    .why = N_("真实的开支有零有整；整数太多，可能是先定了数再找票据。"),
    .doubt = N_("补贴、工资和定额奖励本来就是整数：看是哪些开支。"),
    .settings =
        {
                   {"share", N_("整千元的付款占百分之几"), FLAG_PERCENT, 40, 10, 100},
                   {"least", N_("一年至少几笔付款才看"), FLAG_COUNT, 20, 10, 1000},
                   },
    .find = find,
};
