/*
 * R09: a line of the bank that the books do not have.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/bank_open.sql.h"

enum { ABOVE, DAYS, RED };

FLAG_FIND(flag_bank_open, FlagBankOpen, .above = scope->set[ABOVE],
          .last = scope->today - scope->set[DAYS], .red = scope->today - scope->set[RED])

const FlagRule rule_bank_open = {
    .name = "bank_open",
    .code = "R09",
    .version = 1,
    .about = CHANGED_BANK,
    .daily = true,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_BANK,
    .title = N_("银行和账对不上"),
    .sentence = N_("银行流水有 {n} 笔在账上对不上，合计 {sum}，最早的一笔在 {first}"),
    .why = N_("钱从银行走了，账上没有，或者数不一样：可能漏记、错记，也可能是钱没有进账。"),
    .doubt = N_(
        "也可能是隔了几天才记账，或者几笔合成一笔：在对账页里对上，或者写明原因，提示就会消失。"),
    .settings =
        {
                   {"above", N_("多少元以上"), FLAG_FEN, 10000, 0, 10000000},
                   {"days", N_("几天还没对上起提醒"), FLAG_DAYS, 3, 0, 90},
                   {"red", N_("几天还没对上起标红"), FLAG_DAYS, 30, 1, 365},
                   },
    .find = find,
};
