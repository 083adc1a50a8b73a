/*
 * R26: a household that is paid twice by one list.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/listed_twice.sql.h"

FLAG_FIND(flag_listed_twice, FlagListedTwice)

const FlagRule rule_listed_twice = {
    .name = "listed_twice",
    .code = "R26",
    .version = 1,
    .about = CHANGED_SUBSIDY,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_SUBSIDY,
    .title = N_("一户在名单里重复"),
    .sentence = N_("“{label}”一户在同一份名单里有 {n} 行，合计 {sum}"),
    .why = N_("同一户在一份名单里领两次，可能是重复发放。"),
    .doubt = N_("按人发的补贴，一户几个人各领一份是正常的；按户、按地发的要核对。"),
    .find = find,
};
