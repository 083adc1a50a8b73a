/*
 * R24: works paid almost in full before they are finished.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/paid_early.sql.h"

enum { SHARE };

FLAG_FIND(flag_paid_early, FlagPaidEarly, .share = scope->set[SHARE])

const FlagRule rule_paid_early = {
    .name = "paid_early",
    .code = "R24",
    .version = 1,
    .about = CHANGED_PROJECT,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_PROJECT,
    .title = N_("没完工就付清"),
    .sentence = N_("“{label}”还没有完工，合同款已经付了 {share} 以上，共 {sum}"),
    .why = N_("质保金和尾款要等验收后再付，先付清了，质量有问题就没有办法。"),
    .doubt = N_("也可能已经完工，只是没有填完工日期。"),
    .settings =
        {
                   {"share", N_("付到合同款的百分之几"), FLAG_PERCENT, 97, 50, 100},
                   },
    .find = find,
};
