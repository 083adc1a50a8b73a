/*
 * R14: rent that was noted with its contract, and is neither in the books nor at the bank.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/rent_not_booked.sql.h"

enum { DAYS };

FLAG_FIND(flag_rent_not_booked, FlagRentNotBooked, .days = scope->set[DAYS],
          .last = scope->today - scope->set[DAYS])

const FlagRule rule_rent_not_booked = {
    .name = "rent_not_booked",
    .code = "R14",
    .version = 1,
    .about = CHANGED_CONTRACT,
    .daily = true,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_CONTRACT,
    .title = N_("收了租金没有入账"),
    .sentence =
        N_("“{label}”登记收了 {n} 笔租金，账上、银行都没有，合计 {sum}，最早的一笔在 {first}"),
    .why = N_("租金收了不入账、不存银行，就成了账外的钱。"),
    .doubt = N_("也可能几笔合成一笔入了账，或者抵了别的款：看收据和凭证，在合同上对上那笔账。"),
    .settings =
        {
                   {"booked", N_("收到以后几天里要入账"), FLAG_DAYS, 10, 1, 90},
                   },
    .find = find,
};
