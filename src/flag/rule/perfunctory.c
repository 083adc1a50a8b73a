/*
 * R05: an opinion is done with, with hardly a word.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/perfunctory.sql.h"
#include "flag/topic.h"

enum { CHARS };

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagPerfunctoryRows rows;

    TRY(flag_perfunctory(ctx,
                         &(FlagPerfunctoryArgs){
                             .region = scope->region,
                             .from = scope->from,
                             .to = scope->to,
                             .chars = scope->set[CHARS],
                             .limit = FLAG_ROWS_MAX,
                         },
                         &rows));
    FLAG_ROWS_TAKE(ctx, rows, out);
    flag_rows_days(out);
    flag_rows_topics(out);
    return OK;
}

const FlagRule rule_perfunctory = {
    .name = "perfunctory",
    .code = "R05",
    .version = 1,
    .about = CHANGED_OPINION,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_TOWNSHIP,
    .source = FLAG_ROW_OPINION,
    .title = N_("答复敷衍"),
    .sentence = N_("意见 {label}（{note}）{first} 办结，答复和结果合起来不到 {chars}"),
    .why = N_("“收到”“已处理”几个字说不清办了什么，群众不知道事情到底有没有办。"),
    .doubt = N_("小事一句话也可能说清了，或者当面、打电话说过：问一问提意见的人。"),
    .settings =
        {
                   {"chars", N_("答复和结果合起来少于多少个字"), FLAG_CHARS, 15, 5, 60},
                   },
    .find = find,
};
