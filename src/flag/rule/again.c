/*
 * R06: what was said to be done comes up again soon.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/again.sql.h"
#include "flag/topic.h"

enum { DAYS, NEAR_E6 = 1000, ROWS_A_PAIR = 2, SECONDS_A_DAY = 86400 };

static FlagRow
row_of(int64_t anchor, int64_t opinion, Time at, Text number, Text topic)
{
    return (FlagRow){.anchor = anchor,
                     .key = T("again"),
                     .source_id = opinion,
                     .day = SOME_INT(day_of(at)),
                     .label = number,
                     .note = topic};
}

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagAgainRows rows;

    TRY(flag_again(ctx,
                   &(FlagAgainArgs){
                       .region = scope->region,
                       .from = scope->from,
                       .to = scope->to,
                       .seconds = scope->set[DAYS] * SECONDS_A_DAY,
                       .near = NEAR_E6,
                       .limit = FLAG_ROWS_MAX / ROWS_A_PAIR,
                   },
                   &rows));
    out->at = NEW_ARRAY(ctx->arena, FlagRow, rows.len * ROWS_A_PAIR);
    for (size_t i = 0; i < rows.len; i++) {
        const FlagAgainRow *pair = &rows.at[i];

        if (i == 0 || rows.at[i - 1].id != pair->id)
            out->at[out->len++] =
                row_of(pair->id, pair->id, pair->received_at, pair->number, pair->topic);
        out->at[out->len++] =
            row_of(pair->id, pair->earlier, pair->resolved_at, pair->earlier_number, pair->topic);
    }
    flag_rows_topics(out);
    return OK;
}

const FlagRule rule_again = {
    .name = "again",
    .code = "R06",
    .version = 1,
    .about = CHANGED_OPINION,
    .daily = true,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_TOWNSHIP,
    .source = FLAG_ROW_OPINION,
    .title = N_("办结后又反映"),
    .sentence = N_("{first} 说办结了的事（{note}），{within}内又有人在同一处反映：{label}"),
    .why = N_("刚说办完又有人反映同一处的同一件事，可能当时没有真办，或者治标不治本。"),
    .doubt = N_("也可能是新发生的另一件事，比如路灯修好以后又坏了：看两条意见的内容和照片。"),
    .settings =
        {
                   {"within", N_("办结后多少天之内"), FLAG_DAYS, 30, 7, 180},
                   },
    .find = find,
};
