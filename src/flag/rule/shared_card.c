/*
 * R26: one bank card that receives for people of several households.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/shared_card.sql.h"

FLAG_FIND(flag_shared_card, FlagSharedCard)

const FlagRule rule_shared_card = {
    .name = "shared_card",
    .code = "R26",
    .version = 1,
    .about = CHANGED_SUBSIDY,
    .level = FLAG_RED,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_SUBSIDY,
    .title = N_("一张卡领几户的钱"),
    .sentence = N_("尾号 {note} 的一张卡领了 {n} 笔，户名不同，合计 {sum}"),
    .why = N_("几户人的补贴打到一张卡上，可能是代领、冒领，钱没有到本人手里。"),
    .doubt = N_("也可能是家里老人没有卡，由子女代收：看代领的委托书，问本人收到没有。"),
    .find = find,
};
