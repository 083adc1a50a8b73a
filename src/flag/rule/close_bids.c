/*
 * R37: bids that lie suspiciously close.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/close_bids.sql.h"

enum { LEAST, GAP };

FLAG_FIND(flag_close_bids, FlagCloseBids, .least = scope->set[LEAST], .gap = scope->set[GAP])

const FlagRule rule_close_bids = {
    .name = "close_bids",
    .code = "R37",
    .version = 1,
    .about = CHANGED_PROJECT,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_PROJECT,
    .title = N_("投标报价太接近"),
    .sentence = N_("“{note}”的 {n} 家报价挤在一起，高低相差不到 {gap}"),
    .why = N_("几家的报价几乎一样，可能事先商量过，招标就成了走过场。"),
    .doubt = N_("也可能按同一份预算报价，本来就接近：看标书是不是同一个人做的。"),
    .settings =
        {
                   {"least", N_("至少几家"), FLAG_COUNT, 3, 2, 20},
                   {"gap", N_("高低相差不到百分之几"), FLAG_PERCENT, 1, 1, 10},
                   },
    .find = find,
};
