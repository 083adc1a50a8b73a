/*
 * R12: paid in cash, more than a village may.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/cash.sql.h"

enum { ABOVE };

FLAG_FIND(flag_cash, FlagCash, .above = scope->set[ABOVE])

const FlagRule rule_cash = {
    .name = "cash",
    .code = "R12",
    .version = 1,
    .about = CHANGED_MONTH,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_ENTRY,
    .title = N_("大额现金付款"),
    .sentence = N_("这个月有 {n} 笔现金付款超过 {above}，合计 {sum}"),
    .why = N_("现金付出去查不到去向，村里的开支要用转账或村务卡。"),
    .doubt = N_("付给没有卡的老人、零工，可能只能用现金：看有没有本人签字。"),
    .settings =
        {
                   {"above", N_("一笔现金最多多少元"), FLAG_FEN, 100000, 10000, 10000000},
                   },
    .find = find,
};
