/*
 * R38: one company that gets most of what a village spends.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/one_supplier.sql.h"

enum { SHARE, LEAST, TIMES };

FLAG_FIND(flag_one_supplier, FlagOneSupplier, .share = scope->set[SHARE],
          .least = scope->set[LEAST], .times = scope->set[TIMES])

const FlagRule rule_one_supplier = {
    .name = "one_supplier",
    .code = "R38",
    .version = 1,
    .about = CHANGED_MONTH,
    .back = 11,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_ENTRY,
    .title = N_("一家独大"),
    .sentence = N_("“{label}”一年里拿走了村里 {share} 以上的开支，{n} 笔，合计 {sum}"),
    .why = N_("村里的活总给一家干，可能没有货比三家，也可能和干部有关系。"),
    .doubt = N_("也可能当年只有一项大工程，是公开招标定的：看招标记录。"),
    .settings =
        {
                   {"share", N_("占全年开支的百分之几"), FLAG_PERCENT, 60, 20, 100},
                   {"least", N_("全年开支多少元以上才看"), FLAG_FEN, 30000000, 1000000, 1000000000},
                   {"times", N_("至少付了几笔"), FLAG_COUNT, 3, 1, 100},
                   },
    .find = find,
};
