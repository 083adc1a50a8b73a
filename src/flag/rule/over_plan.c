/*
 * R21: more spent than the plan of the year says.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/over_plan.sql.h"

enum { SHARE, LEAST };

FLAG_FIND(flag_over_plan, FlagOverPlan, .share = scope->set[SHARE], .least = scope->set[LEAST])

const FlagRule rule_over_plan = {
    .name = "over_plan",
    .code = "R21",
    .version = 1,
    .about = CHANGED_PLAN,
    .daily = true,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_PLAN,
    .title = N_("超计划支出"),
    .sentence = N_("{note} 年“{label}”比年初计划多花了 {sum}"),
    .why = N_("财务计划是村民会议定的，超出的部分要再开会商量。"),
    .doubt = N_("也可能遇到抢修、救灾等急事，或者计划调整过：看会议记录。"),
    .settings =
        {
                   {"share", N_("超过计划的百分之几"), FLAG_PERCENT, 10, 1, 200},
                   {"least", N_("至少超多少元"), FLAG_FEN, 100000, 0, 100000000},
                   },
    .find = find,
};
