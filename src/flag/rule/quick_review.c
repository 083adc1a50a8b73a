/*
 * R07: somebody passes one disclosure after another, faster than anybody can read.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/quick_review.sql.h"

enum { SECONDS, LEAST, RECENT, REVIEWS_MAX = 20000, TOWNSHIP_DIVISOR = 1000 };

static bool
is_quick(const FlagQuickReviewRow *before, const FlagQuickReviewRow *row, int64_t seconds)
{
    return before->reviewer == row->reviewer &&
           day_of(before->reviewed_at) == day_of(row->reviewed_at) &&
           row->reviewed_at - before->reviewed_at < seconds;
}

static bool
same_day(const FlagQuickReviewRow *one, const FlagQuickReviewRow *other)
{
    return one->reviewer == other->reviewer &&
           day_of(one->reviewed_at) == day_of(other->reviewed_at);
}

/* Of one reviewer's day, those that came too fast after the one before. */
static void
take_day(Ctx *ctx, const FlagQuickReviewRows *rows, size_t first, size_t end,
         const FlagScope *scope, FlagRows *out)
{
    Day day = day_of(rows->at[first].reviewed_at);
    Text key = text_printf(ctx->arena, "%lld %.*s", (long long)rows->at[first].reviewer,
                           TEXT_ARGS(day_format(ctx->arena, day)));
    size_t before = out->len;

    for (size_t i = first + 1; i < end; i++) {
        const FlagQuickReviewRow *row = &rows->at[i];

        if (is_quick(&rows->at[i - 1], row, scope->set[SECONDS]))
            out->at[out->len++] = (FlagRow){
                .key = key,
                .source_id = row->disclosure,
                .day = SOME_INT(day),
                .label = row->name,
                .note = text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(row->item),
                                    TEXT_ARGS(row->period)),
            };
    }
    if ((int64_t)(out->len - before) < scope->set[LEAST])
        out->len = before;
}

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagQuickReviewRows rows;

    TRY(flag_quick_review(ctx, scope->region / TOWNSHIP_DIVISOR,
                          day_start(scope->today - (Day)scope->set[RECENT]), REVIEWS_MAX, &rows));
    out->at = NEW_ARRAY(ctx->arena, FlagRow, rows.len);
    for (size_t first = 0, end; first < rows.len; first = end) {
        end = first + 1;
        while (end < rows.len && same_day(&rows.at[first], &rows.at[end]))
            end++;
        take_day(ctx, &rows, first, end, scope, out);
    }
    return OK;
}

const FlagRule rule_quick_review = {
    .name = "quick_review",
    .code = "R07",
    .version = 1,
    .of_office = true,
    .daily = true,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_DISCLOSURE,
    .title = N_("审核走过场"),
    .sentence = N_("{label} {first} 一天里有 {n} 条，离上一条不到 {seconds}就审核通过了"),
    .why = N_("审核是最后一道关；几秒钟看不完一张表，错的、空的就这样公开出去了。"),
    .doubt = N_("也可能先一条条看过，再一起点通过：问审核人当天是怎么看的。"),
    .settings =
        {
                   {"seconds", N_("离上一条不到多少秒"), FLAG_SECONDS, 10, 3, 120},
                   {"least", N_("一天里至少几条"), FLAG_COUNT, 8, 3, 100},
                   {"recent", N_("看最近多少天"), FLAG_DAYS, 30, 7, 90},
                   },
    .find = find,
};
