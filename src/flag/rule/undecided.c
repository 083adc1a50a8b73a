/*
 * R36: a contract that no meeting decided, or only after it was signed.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/undecided.sql.h"

enum { LEAST };

FLAG_FIND(flag_undecided, FlagUndecided, .least = scope->set[LEAST])

const FlagRule rule_undecided = {
    .name = "undecided",
    .code = "R36",
    .version = 1,
    .about = CHANGED_CONTRACT,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_CONTRACT,
    .title = N_("签约前没有决议"),
    .sentence = N_("“{label}”的合同签订前没有村民会议或代表会议的决议"),
    .why = N_("集体的地和房子租给谁、多少钱，要由村民会议或代表会议定，不能几个人说了算。"),
    .doubt = N_("也可能开过会，只是没有登记决议的日期和文号：补上就可以。"),
    .settings =
        {
                   {"least", N_("采购、工程等合同多少元以上要决议"), FLAG_FEN, 1000000, 0, 1000000000},
                   },
    .find = find,
};
