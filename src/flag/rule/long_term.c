/*
 * R35: a contract for longer than the law or custom allows.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/long_term.sql.h"

enum { YEARS, WILD };
enum { DAYS_4_YEARS = 1461 };

FLAG_FIND(flag_long_term, FlagLongTerm, .days = scope->set[YEARS] * DAYS_4_YEARS / 4 + 1,
          .wild_days = scope->set[WILD] * DAYS_4_YEARS / 4 + 1, .today = scope->today)

const FlagRule rule_long_term = {
    .name = "long_term",
    .code = "R35",
    .version = 1,
    .about = CHANGED_CONTRACT,
    .daily = true,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_CONTRACT,
    .title = N_("合同期限过长"),
    .sentence = N_("“{label}”的合同期限超过了 {years}"),
    .why = N_(
        "租期太长，村里几十年都收不回来，也涨不了租金；租赁合同超过二十年的部分，法律不予保护。"),
    .doubt = N_("家庭承包的地、林地和四荒地可以更长；看合同是哪一种。"),
    .settings =
        {
                   {"years", N_("最长几年"), FLAG_YEARS, 20, 1, 70},
                   {"wild", N_("林地、四荒地最长几年"), FLAG_YEARS, 50, 1, 70},
                   },
    .find = find,
};
