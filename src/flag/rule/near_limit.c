/*
 * R16: many payments just below the limit of what a village decides by itself.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/near_limit.sql.h"

enum { LIMIT, NEAR, SHARE, LEAST };

FLAG_FIND(flag_near_limit, FlagNearLimit, .below = scope->set[LIMIT],
          .near = scope->set[LIMIT] / 100 * scope->set[NEAR], .half = scope->set[LIMIT] / 2,
          .share = scope->set[SHARE], .least = scope->set[LEAST])

const FlagRule rule_near_limit = {
    .name = "near_limit",
    .code = "R16",
    .version = 1,
    .about = CHANGED_MONTH,
    .back = 11,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_ENTRY,
    .title = N_("付款总卡在限额下"),
    .sentence = N_("一年里有 {n} 笔付款刚好不到 {limit}，合计 {sum}"),
    .why = N_("很多笔都刚好不到限额，可能是有意避开村民会议和上级审批。"),
    .doubt = N_("也可能是同一种固定价格的开支：看每一笔付的是什么。"),
    .settings =
        {
                   {"limit", N_("村里自己能定的最大一笔"), FLAG_FEN, 1000000, 100000, 100000000},
                   {"near", N_("接近限额：达到限额的百分之几"), FLAG_PERCENT, 95, 80, 99},
                   {"share", N_("占限额一半以上各笔的百分之几"), FLAG_PERCENT, 30, 5, 100},
                   {"least", N_("至少几笔"), FLAG_COUNT, 5, 3, 100},
                   },
    .find = find,
};
