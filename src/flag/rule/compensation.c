/*
 * R39: compensation off the standard of the project.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/compensation.sql.h"

FLAG_FIND(flag_compensation, FlagCompensation)

const FlagRule rule_compensation = {
    .name = "compensation",
    .code = "R39",
    .version = 1,
    .about = CHANGED_PROJECT,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_PROJECT,
    .title = N_("补偿和标准不符"),
    .sentence = N_("补偿表里有 {n} 行和公布的标准不符，合计 {sum}，第一行是“{label}”的“{note}”"),
    .why = N_("征收补偿一把尺子量到底，单价、面积有出入，就可能有人多得。"),
    .doubt = N_("也可能有奖励、评估价或者协议另定：看协议和评估报告。"),
    .find = find,
};
