/*
 * R21: money of the village spent on entertaining.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/entertainment.sql.h"

FLAG_FIND(flag_entertainment, FlagEntertainment)

const FlagRule rule_entertainment = {
    .name = "entertainment",
    .code = "R21",
    .version = 1,
    .about = CHANGED_MONTH,
    .level = FLAG_RED,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_ENTRY,
    .title = N_("列支招待费"),
    .sentence = N_("这个月列支了 {n} 笔招待费，合计 {sum}：{note}"),
    .why = N_("村里不得用集体的钱请客吃饭，招待费是群众最反感的开支。"),
    .doubt = N_("也可能只是用词不当，实际是工作餐、会议用水：看发票和审批单。"),
    .find = find,
};
