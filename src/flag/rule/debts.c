/*
 * R22: what a village owes lies above the line.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/debts.sql.h"

enum { LINE };

FLAG_FIND(flag_debts, FlagDebts, .line = scope->set[LINE])

const FlagRule rule_debts = {
    .name = "debts",
    .code = "R22",
    .version = 1,
    .about = CHANGED_DEBT,
    .back = FLAG_ANCHOR_MAX,
    .ahead = FLAG_ANCHOR_MAX,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_DEBT,
    .title = N_("村级债务过高"),
    .sentence = N_("村里欠了 {n} 笔债，合计 {sum}，超过警戒线 {line}"),
    .why = N_("债务越滚越大，几届都还不清；没有收入来源，不能举债办公益。"),
    .doubt = N_("也可能是正在结算的工程款，年底就付：看欠谁、为什么欠。"),
    .settings =
        {
                   {"line", N_("债务警戒线"), FLAG_FEN, 50000000, 1000000, 100000000000},
                   },
    .find = find,
};
