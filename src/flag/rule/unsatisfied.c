/*
 * R05: an opinion is closed, and its sender is not satisfied.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/unsatisfied.sql.h"
#include "flag/topic.h"

enum { RECENT };

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagUnsatisfiedRows rows;

    TRY(flag_unsatisfied(ctx,
                         &(FlagUnsatisfiedArgs){
                             .region = scope->region,
                             .from = scope->from,
                             .to = scope->to,
                             .since = day_start(scope->today - (Day)scope->set[RECENT]),
                             .limit = FLAG_ROWS_MAX,
                         },
                         &rows));
    FLAG_ROWS_TAKE(ctx, rows, out);
    flag_rows_days(out);
    flag_rows_topics(out);
    return OK;
}

const FlagRule rule_unsatisfied = {
    .name = "unsatisfied",
    .code = "R05",
    .version = 1,
    .about = CHANGED_OPINION,
    .daily = true,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_TOWNSHIP,
    .source = FLAG_ROW_OPINION,
    .title = N_("群众不满意"),
    .sentence = N_("意见 {label}（{note}）办完了，{first} 群众评价不满意"),
    .why = N_("重新办过还是不满意，多半是事情没有真办，或者没有说到群众心里。"),
    .doubt = N_("也可能要求超出了政策：看答复里有没有讲清依据，回访时有没有说明。"),
    .settings =
        {
                   {"recent", N_("多少天以前的不再提醒"), FLAG_DAYS, 180, 30, 730},
                   },
    .find = find,
};
