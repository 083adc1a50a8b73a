/*
 * R23: money of a special fund spent on the office.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/fund_misused.sql.h"

FLAG_FIND(flag_fund_misused, FlagFundMisused)

const FlagRule rule_fund_misused = {
    .name = "fund_misused",
    .code = "R23",
    .version = 1,
    .about = CHANGED_FUND,
    .level = FLAG_RED,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_FUND,
    .title = N_("专项资金挪作他用"),
    .sentence = N_("“{label}”有 {n} 笔钱花在了办公、误工等管理费用上，合计 {sum}"),
    .why = N_("专项资金专款专用，不能拿去办公、发补贴。"),
    .doubt = N_("拨款文件可能允许提取少量管理费：看文件怎么写。"),
    .find = find,
};
