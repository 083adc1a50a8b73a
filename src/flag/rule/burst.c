/*
 * R02: what was owed for long is published in one go.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/burst.sql.h"

enum { LATE, DAYS, LEAST };

/* How many rows from the first on were published within the days, the first one's day included. */
static size_t
within(const FlagBurstRows *rows, size_t first, int64_t days)
{
    size_t count = 0;

    while (first + count < rows->len && rows->at[first + count].day - rows->at[first].day < days)
        count++;
    return count;
}

static void
take(Ctx *ctx, const FlagBurstRows *rows, size_t first, size_t count, FlagRows *out)
{
    Text key = day_format(ctx->arena, (Day)rows->at[first].day);

    for (size_t i = first; i < first + count; i++)
        out->at[out->len++] = (FlagRow){
            .key = key,
            .source_id = rows->at[i].disclosure.value,
            .day = SOME_INT(rows->at[i].day),
            .label = rows->at[i].period,
            .note = rows->at[i].item,
        };
}

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagBurstRows rows;

    if (scope->from > 0)
        return OK;
    TRY(flag_burst(ctx, scope->region, scope->set[LATE], FLAG_ROWS_MAX, &rows));
    out->at = NEW_ARRAY(ctx->arena, FlagRow, rows.len);
    for (size_t i = 0; i < rows.len;) {
        size_t count = within(&rows, i, scope->set[DAYS]);

        if (count >= (size_t)scope->set[LEAST]) {
            take(ctx, &rows, i, count, out);
            i += count;
        } else {
            i++;
        }
    }
    return OK;
}

const FlagRule rule_burst = {
    .name = "burst",
    .code = "R02",
    .version = 1,
    .about = CHANGED_DUTY,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_TOWNSHIP,
    .source = FLAG_ROW_DISCLOSURE,
    .title = N_("突击补公开"),
    .sentence = N_("{first} 起的 {window}里补公开了 {n} 期，都过期 {late}以上"),
    .why = N_("平时不公开，检查前一次补齐，群众当时什么也看不到，内容也容易是凑出来的。"),
    .doubt = N_("也可能是停电断网、经办人生病或者换人以后补上的：看村里当时有没有说明。"),
    .settings =
        {
                   {"late", N_("过期多少天以上才算"), FLAG_DAYS, 30, 10, 365},
                   {"window", N_("多少天之内"), FLAG_DAYS, 2, 1, 7},
                   {"least", N_("至少几期"), FLAG_COUNT, 5, 3, 50},
                   },
    .find = find,
};
