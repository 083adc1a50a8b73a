/*
 * R35: a contract that ran out, and what was let is neither taken back nor let anew.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/lease_run_out.sql.h"

enum { DAYS };

FLAG_FIND(flag_lease_run_out, FlagLeaseRunOut, .today = scope->today,
          .last = scope->today - scope->set[DAYS])

const FlagRule rule_lease_run_out = {
    .name = "lease_run_out",
    .code = "R35",
    .version = 1,
    .about = CHANGED_CONTRACT,
    .daily = true,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_VILLAGE,
    .source = FLAG_ROW_CONTRACT,
    .title = N_("合同到期没收回"),
    .sentence = N_("“{label}”的合同 {first} 到期，还登记为出租，没有收回也没有续签"),
    .why = N_("到期了还让人白用，村里的租金就流失了，时间久了也说不清是谁的。"),
    .doubt = N_("也可能已经收回或者续签，只是没有登记：改资源的状态，或者录入新合同。"),
    .settings =
        {
                   {"days", N_("到期后几天起提醒"), FLAG_DAYS, 30, 0, 365},
                   },
    .find = find,
};
