/*
 * R19: much of a year's money goes out in December, in many payments: the largest does not count,
 * for works are often paid when they are done.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/year_end.sql.h"

enum {
    SHARE,
    FLOOR,
    MONTHS,
    DECEMBER = 11,
    MONTHS_A_YEAR = 12,
    YEARS_MAX = 200,
    PAYMENTS_MAX = 500,
    HUNDRED = 100
};

/* Without the largest payment of December. */
static bool
is_much(const FlagScope *scope, const FlagYearEndMonthsRow *year, int64_t largest_fen)
{
    int64_t december = year->december_fen - largest_fen;

    return december >= scope->set[FLOOR] &&
           december * HUNDRED > (year->year_fen - largest_fen) * scope->set[SHARE];
}

static Status
look_at_year(Ctx *ctx, const FlagScope *scope, const FlagYearEndMonthsRow *year, FlagRows *out)
{
    int64_t month = year->year * MONTHS_A_YEAR + DECEMBER;
    FlagYearEndPaymentsRows payments;

    if (month < scope->from || month > scope->to || year->months < scope->set[MONTHS] ||
        !is_much(scope, year, 0))
        return OK;
    TRY(flag_year_end_payments(ctx, scope->region, month, PAYMENTS_MAX, &payments));
    if (payments.len < 2 || !is_much(scope, year, payments.at[0].amount_fen))
        return OK;
    if (out->at == NULL)
        out->at = NEW_ARRAY(ctx->arena, FlagRow, FLAG_ROWS_MAX);
    for (size_t i = 1; i < payments.len && out->len < FLAG_ROWS_MAX; i++)
        out->at[out->len++] = (FlagRow){
            .anchor = month,
            .key = T("december"),
            .source_id = payments.at[i].id,
            .day = SOME_INT(payments.at[i].day),
            .label = payments.at[i].counterparty,
            .fen = SOME_INT(payments.at[i].amount_fen),
            .note = payments.at[i].purpose,
        };
    return OK;
}

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    FlagYearEndMonthsRows years;

    TRY(flag_year_end_months(ctx,
                             &(FlagYearEndMonthsArgs){
                                 .region = scope->region,
                                 .first = scope->from / MONTHS_A_YEAR * MONTHS_A_YEAR,
                                 .last = scope->to,
                                 .limit = YEARS_MAX,
                             },
                             &years));
    for (size_t i = 0; i < years.len; i++)
        TRY(look_at_year(ctx, scope, &years.at[i], out));
    return OK;
}

const FlagRule rule_year_end = {
    .name = "year_end",
    .code = "R19",
    .version = 1,
    .about = CHANGED_MONTH,
    .ahead = MONTHS_A_YEAR - 1,
    .level = FLAG_YELLOW,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_ENTRY,
    .title = N_("年底突击花钱"),
    .sentence = N_("除了最大的一笔，12 月还付出 {n} 笔、合计 {sum}，超过全年支出的 {share}"),
    .why = N_("平时不花、年底集中花，容易凑数字、赶手续，甚至把钱先转出去。"),
    .doubt = N_("年底集中发工资、误工补贴、慰问品也会这样：看这些付款是不是年年都在 12 月。"),
    .settings =
        {
                   {"share", N_("超过全年支出的百分之几"), FLAG_PERCENT, 25, 10, 90},
                   {"floor", N_("12 月至少付出多少"), FLAG_FEN, 1000000, 0, 100000000},
                   {"months", N_("一年里至少几个月有支出"), FLAG_COUNT, 10, 6, 12},
                   },
    .find = find,
};
