/*
 * R14: income that the books have and the bank never got.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/not_banked.sql.h"

enum { ABOVE, DAYS, RED };

FLAG_FIND(flag_not_banked, FlagNotBanked, .above = scope->set[ABOVE], .days = scope->set[DAYS],
          .last = scope->today - scope->set[DAYS], .red = scope->today - scope->set[RED])

const FlagRule rule_not_banked = {
    .name = "not_banked",
    .code = "R14",
    .version = 1,
    .about = CHANGED_BANK,
    .daily = true,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_ENTRY,
    .title = N_("收入没有存进银行"),
    .sentence =
        N_("账上记了 {n} 笔收入，过了 {deposit}，银行流水里没有，合计 {sum}，最早的一笔在 {first}"),
    .why = N_("收了钱不存银行，可能坐支、挪用，也可能根本没有收到。"),
    .doubt =
        N_("也可能几笔合起来存的，或者存进了没有导入流水的账户：在对账页里对上，或者写明原因。"),
    .settings =
        {
                   {"above", N_("每笔多少元以上"), FLAG_FEN, 10000, 0, 10000000},
                   {"deposit", N_("收到以后几天里要存银行"), FLAG_DAYS, 5, 1, 60},
                   {"red", N_("几天还没有存起标红"), FLAG_DAYS, 30, 1, 365},
                   },
    .find = find,
};
