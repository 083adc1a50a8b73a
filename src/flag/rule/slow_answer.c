/*
 * R04: an opinion is not answered on its day, or not resolved within its week.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/slow_answer.sql.h"
#include "flag/topic.h"

enum { REPLY, RED };

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagSlowAnswerRows rows;

    TRY(flag_slow_answer(ctx,
                         &(FlagSlowAnswerArgs){
                             .region = scope->region,
                             .from = scope->from,
                             .to = scope->to,
                             .reply = day_start(scope->today - (Day)scope->set[REPLY]),
                             .resolve = day_start(scope->today - (Day)scope->set[RED]),
                             .limit = FLAG_ROWS_MAX,
                         },
                         &rows));
    FLAG_ROWS_TAKE(ctx, rows, out);
    flag_rows_days(out);
    flag_rows_topics(out);
    return OK;
}

const FlagRule rule_slow_answer = {
    .name = "slow_answer",
    .code = "R04",
    .version = 1,
    .about = CHANGED_OPINION,
    .daily = true,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_VILLAGE,
    .source = FLAG_ROW_OPINION,
    .title = N_("意见超时未办"),
    .sentence = N_("{first} 收到的意见 {label}（{note}）过了期限还没有答复或者办结"),
    .why = N_("当天答复、七天办结是对群众的承诺；没有回音，小事会变成大事。"),
    .doubt = N_("事情复杂可以申请延期，向群众说清楚原因；已经口头答复的，请补录上来。"),
    .settings =
        {
                   {"reply", N_("该答复的那天过后再等几天"), FLAG_DAYS, 0, 0, 7},
                   {"red", N_("办结期限过后再等几天标红"), FLAG_DAYS, 0, 0, 30},
                   },
    .find = find,
};
