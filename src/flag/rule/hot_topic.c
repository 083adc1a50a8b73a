/*
 * R40: many people speak of the same thing within a month.
 *
 * A finding begins with the opinion that makes it enough (the fifth within thirty days) and is told
 * by it: it grows with those that follow within as many days, and does not change as time goes on.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/hot_topic.sql.h"
#include "flag/topic.h"

enum { DAYS, LEAST, SPANS_READ = 5, SPANS_SHOWN = 2, OPINIONS_MAX = 2000, SECONDS_A_DAY = 86400 };

/* How many of its topic were received within the span that ends with it. */
static size_t
count_before(const FlagHotTopicRows *rows, size_t at, Time span)
{
    size_t first = at;

    while (first > 0 && text_eq(rows->at[first - 1].topic, rows->at[at].topic) &&
           rows->at[at].received_at - rows->at[first - 1].received_at <= span)
        first--;
    return at - first + 1;
}

static void
take(Ctx *ctx, const FlagHotTopicRows *rows, size_t first, size_t turn, Time span, FlagRows *out)
{
    Text key = text_printf(ctx->arena, "%lld", (long long)rows->at[turn].id);

    if (out->at == NULL)
        out->at = NEW_ARRAY(ctx->arena, FlagRow, FLAG_ROWS_MAX);
    for (size_t i = first; i < rows->len && out->len < FLAG_ROWS_MAX; i++) {
        const FlagHotTopicRow *row = &rows->at[i];

        if (!text_eq(row->topic, rows->at[turn].topic) ||
            row->received_at - rows->at[turn].received_at > span)
            break;
        out->at[out->len++] = (FlagRow){
            .key = key,
            .source_id = row->id,
            .day = SOME_INT(day_of(row->received_at)),
            .label = row->number,
            .note = row->topic,
        };
    }
}

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    Time span = scope->set[DAYS] * SECONDS_A_DAY;
    Time today = day_start(scope->today);
    size_t least = (size_t)scope->set[LEAST];
    size_t before = 0;
    FlagHotTopicRows rows;

    TRY(flag_hot_topic(ctx, scope->region, today - SPANS_READ * span, OPINIONS_MAX, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        size_t count = count_before(&rows, i, span);
        bool goes_on = i > 0 && text_eq(rows.at[i - 1].topic, rows.at[i].topic);

        if (count >= least && !(goes_on && before >= least) &&
            rows.at[i].received_at >= today - SPANS_SHOWN * span)
            take(ctx, &rows, i + 1 - count, i, span, out);
        before = count;
    }
    flag_rows_topics(out);
    return OK;
}

const FlagRule rule_hot_topic = {
    .name = "hot_topic",
    .code = "R40",
    .version = 1,
    .about = CHANGED_OPINION,
    .back = FLAG_ANCHOR_MAX,
    .ahead = FLAG_ANCHOR_MAX,
    .daily = true,
    .level = FLAG_NOTICE,
    .audience = FLAG_FOR_TOWNSHIP,
    .source = FLAG_ROW_OPINION,
    .title = N_("热点问题集中"),
    .sentence = N_("“{note}”：{first} 到 {last} 有 {n} 条意见，{span}里达到 {least} 条"),
    .why = N_("同一类问题短时间里很多人反映，说明不是一家一户的事，要趁早一起解决。"),
    .doubt = N_("也可能是同一件事多人附议，或者停水停电这类已经在处理的突发情况。"),
    .settings =
        {
                   {"span", N_("多少天之内"), FLAG_DAYS, 30, 7, 60},
                   {"least", N_("至少几条"), FLAG_COUNT, 5, 3, 50},
                   },
    .find = find,
};
