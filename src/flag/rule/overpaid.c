/*
 * R24: works paid beyond the contract and its changes.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/overpaid.sql.h"

FLAG_FIND(flag_overpaid, FlagOverpaid)

const FlagRule rule_overpaid = {
    .name = "overpaid",
    .code = "R24",
    .version = 1,
    .about = CHANGED_PROJECT,
    .level = FLAG_RED,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_PROJECT,
    .title = N_("工程款超合同支付"),
    .sentence = N_("“{label}”付出的钱比合同加变更多 {sum}"),
    .why = N_("超出合同和变更的部分没有依据，多付的工程款很难追回。"),
    .doubt = N_("也可能变更签证还没有录入：补录变更和会议决定后，提示就会消失。"),
    .find = find,
};
