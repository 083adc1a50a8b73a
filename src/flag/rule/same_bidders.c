/*
 * R37: the same few who bid together again and again.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/same_bidders.sql.h"

enum { TIMES };

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagSameBiddersRows rows;

    TRY(flag_same_bidders(
        ctx,
        &(FlagSameBiddersArgs){
            .region = scope->region,
            .from = scope->from,
            .to = scope->to,
            .first = region_range(region_code_at(scope->region, LEVEL_DISTRICT)).first,
            .last = region_range(region_code_at(scope->region, LEVEL_DISTRICT)).last,
            .times = scope->set[TIMES],
            .limit = FLAG_ROWS_MAX,
        },
        &rows));
    FLAG_ROWS_TAKE(ctx, rows, out);
    return OK;
}

const FlagRule rule_same_bidders = {
    .name = "same_bidders",
    .code = "R37",
    .version = 1,
    .about = CHANGED_PROJECT,
    .daily = true,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_PROJECT,
    .title = N_("总是同几家投标"),
    .sentence = N_("“{label}”等 {n} 个项目，投标的都是同样几家"),
    .why = N_("几家轮流坐庄、互相陪标，别人就进不来，价钱也下不去。"),
    .doubt = N_("也可能当地做这一行的就这几家：看招标公告发到了哪里。"),
    .settings =
        {
                   {"times", N_("同样几家一起投了几次"), FLAG_COUNT, 3, 2, 20},
                   },
    .find = find,
};
