/*
 * R32: paid otherwise than the standard says.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/off_standard.sql.h"

FLAG_FIND(flag_off_standard, FlagOffStandard)

const FlagRule rule_off_standard = {
    .name = "off_standard",
    .code = "R32",
    .version = 1,
    .about = CHANGED_SUBSIDY,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_SUBSIDY,
    .title = N_("补贴和标准不符"),
    .sentence = N_("名单里有 {n} 行的金额不等于标准乘数量，合计 {sum}，第一行是“{label}”"),
    .why = N_("标准是统一的，多发少发都不公平。"),
    .doubt = N_("也可能按政策打折、补发、扣回：看备注和说明。"),
    .find = find,
};
