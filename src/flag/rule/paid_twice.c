/*
 * R11: the same bill paid twice.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/paid_twice.sql.h"

enum { LEAST, DAYS };
enum { DAYS_MONTH = 31, MONTHS_NEAR = 2 };

/* Whether a later payment to the same side of the same sum is the same one again. */
static bool
again(const FlagPaidTwiceRow *first, const FlagPaidTwiceRow *later, const FlagScope *scope)
{
    if (later->month == first->month && later->voucher.len != 0 &&
        text_eq(later->voucher, first->voucher))
        return true;
    return later->day - first->day <= scope->set[DAYS] && text_eq(later->purpose, first->purpose);
}

static void
add_row(Ctx *ctx, const FlagPaidTwiceRow *first, const FlagPaidTwiceRow *row, FlagRows *out)
{
    out->at[out->len++] = (FlagRow){
        .anchor = first->month,
        .key = text_printf(ctx->arena, "%lld", (long long)first->id),
        .source_id = row->id,
        .day = SOME_INT(row->day),
        .label = row->counterparty,
        .fen = SOME_INT(row->amount_fen),
        .note = row->purpose,
    };
}

static bool
alike(const FlagPaidTwiceRow *one, const FlagPaidTwiceRow *other)
{
    return one->amount_fen == other->amount_fen && text_eq(one->counterparty, other->counterparty);
}

/* Rows stand together by sum and side, by day. */
static void
find_pairs(Ctx *ctx, const FlagScope *scope, const FlagPaidTwiceRows *rows, FlagRows *out)
{
    bool *taken = NEW_ARRAY(ctx->arena, bool, rows->len);

    for (size_t i = 0; i < rows->len; i++) {
        const FlagPaidTwiceRow *first = &rows->at[i];
        bool shown = first->month >= scope->from && first->month <= scope->to;
        size_t found = 0;

        for (size_t j = i + 1; !taken[i] && j < rows->len && alike(first, &rows->at[j]); j++) {
            if (taken[j] || !again(first, &rows->at[j], scope))
                continue;
            taken[j] = true;
            if (shown && found++ == 0)
                add_row(ctx, first, first, out);
            if (shown)
                add_row(ctx, first, &rows->at[j], out);
        }
    }
}

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagPaidTwiceRows rows;

    TRY(flag_paid_twice(ctx,
                        &(FlagPaidTwiceArgs){
                            .region = scope->region,
                            .from = scope->from - MONTHS_NEAR,
                            .to = scope->to + MONTHS_NEAR,
                            .least = scope->set[LEAST],
                            .near = scope->set[DAYS] > DAYS_MONTH ? scope->set[DAYS] : DAYS_MONTH,
                            .limit = FLAG_ROWS_MAX,
                        },
                        &rows));
    *out = (FlagRows){.at = NEW_ARRAY(ctx->arena, FlagRow, rows.len)};
    find_pairs(ctx, scope, &rows, out);
    return OK;
}

const FlagRule rule_paid_twice = {
    .name = "paid_twice",
    .code = "R11",
    .version = 1,
    .about = CHANGED_MONTH,
    .back = 2,
    .ahead = 2,
    .level = FLAG_RED,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_ENTRY,
    .title = N_("疑似重复付款"),
    .sentence = N_("“{note}”付给“{label}”同样的金额 {n} 次，合计 {sum}"),
    .why = N_("同一张凭证、同一件事付了两次，多付的钱要追回来。"),
    .doubt = N_("也可能真是两件事、两趟活：看两张发票的号码和日期是不是不同。"),
    .settings =
        {
                   {"least", N_("多少元以上"), FLAG_FEN, 20000, 0, 10000000},
                   {"days", N_("同一对方、同额、同用途，隔几天之内算重复"), FLAG_DAYS, 2, 0, 60},
                   },
    .find = find,
};
