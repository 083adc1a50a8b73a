/*
 * R18: first digits of sums that do not fall as Benford's law has them.
 *
 * Three whole years are taken together, since fewer payments say nothing.  With so few the mean
 * deviation alone would often be large by chance, so it must also be beyond chance.
 */
#include "base/tr.h"
#include "flag/rule.h"
#include "flag/rule/first_digits.sql.h"

enum { MAD, LEAST };
enum { DIGITS = 9, YEARS = 3, YEARS_MAX = 200, MILLION = 1000000 };

/* Of a million sums, those that begin with 1 … 9. */
static const int64_t expected[DIGITS] = {301030, 176091, 124939, 96910, 79181,
                                         66947,  57992,  51153,  45757};

/* χ² of eight degrees of freedom that chance exceeds once in a thousand times. */
static const double BEYOND_CHANCE = 26.12;

typedef struct Digits {
    int64_t count[DIGITS];
    int64_t all;
} Digits;

static Digits
digits_of(const FlagFirstDigitsRows *rows, int64_t year)
{
    Digits digits = {0};

    for (size_t i = 0; i < rows->len; i++) {
        const FlagFirstDigitsRow *row = &rows->at[i];

        if (row->year > year - YEARS && row->year <= year && row->digit >= 1 &&
            row->digit <= DIGITS) {
            digits.count[row->digit - 1] += row->payments;
            digits.all += row->payments;
        }
    }
    return digits;
}

/* In millionths: more or less than expected. */
static int64_t
deviation(const Digits *digits, size_t digit)
{
    int64_t off = digits->count[digit] * MILLION / digits->all - expected[digit];

    return off < 0 ? -off : off;
}

static bool
unnatural(const Digits *digits, const FlagScope *scope)
{
    int64_t sum = 0;
    double chi = 0;

    if (digits->all == 0 || digits->all < scope->set[LEAST])
        return false;
    for (size_t i = 0; i < DIGITS; i++) {
        double wanted = (double)digits->all * (double)expected[i] / MILLION;
        double off = (double)digits->count[i] - wanted;

        sum += deviation(digits, i);
        chi += off * off / wanted;
    }
    return sum / DIGITS >= scope->set[MAD] * 1000 && chi > BEYOND_CHANCE;
}

static int64_t
tenths(int64_t millionths)
{
    return (millionths + 500) / 1000;
}

/* A row a digit, the one that is off most first. */
static void
add_rows(Ctx *ctx, const Digits *digits, int64_t year, FlagRows *out)
{
    FlagRow *first = &out->at[out->len];
    size_t worst = 0;

    for (size_t i = 0; i < DIGITS; i++) {
        int64_t share = tenths(digits->count[i] * MILLION / digits->all);
        int64_t wanted = tenths(expected[i]);

        if (deviation(digits, i) > deviation(digits, worst))
            worst = i;
        out->at[out->len++] = (FlagRow){
            .anchor = year * 12,
            .key = T("digits"),
            .day = SOME_INT(day_from_date((Date){(int)year, 12, 31})),
            .label = text_printf(ctx->arena, "%zu", i + 1),
            .note = text_printf(ctx->arena, "%lld.%lld%% / %lld.%lld%%", (long long)(share / 10),
                                (long long)(share % 10), (long long)(wanted / 10),
                                (long long)(wanted % 10)),
        };
    }
    if (worst != 0) {
        FlagRow row = first[worst];

        first[worst] = first[0];
        first[0] = row;
    }
}

static Status
find(Ctx *ctx, const FlagScope *scope, FlagRows *out)
{
    int64_t this_year = day_to_date(scope->today).year, seen = 0;
    int64_t first = (scope->from + 11) / 12, last = scope->to / 12;
    FlagFirstDigitsRows rows;

    /* Only years that are over. */
    if (last >= this_year)
        last = this_year - 1;
    if (first > last)
        return OK;

    TRY(flag_first_digits(ctx,
                          &(FlagFirstDigitsArgs){
                              .region = scope->region,
                              .first = (first - YEARS + 1) * 12,
                              .last = last * 12 + 11,
                              .limit = YEARS_MAX * DIGITS,
                          },
                          &rows));
    *out = (FlagRows){.at = NEW_ARRAY(ctx->arena, FlagRow, rows.len * DIGITS)};
    for (size_t i = 0; i < rows.len; i++) {
        int64_t year = rows.at[i].year;
        Digits digits;

        if (year == seen || year < first || year > last)
            continue;
        seen = year;
        digits = digits_of(&rows, year);
        if (unnatural(&digits, scope))
            add_rows(ctx, &digits, year, out);
    }
    return OK;
}

const FlagRule rule_first_digits = {
    .name = "first_digits",
    .code = "R18",
    .version = 1,
    .about = CHANGED_MONTH,
    .back = 11,
    .ahead = 12 * (YEARS - 1),
    .level = FLAG_NOTICE,
    .audience = FLAG_FOR_INSPECTORS,
    .source = FLAG_ROW_ENTRY,
    .title = N_("金额首位数异常"),
    .sentence = N_("三年付款金额的首位数字分布不自然，差得最多的是 {label} 开头的：{note}"),
    .why = N_("自然形成的金额，1 开头的最多，9 开头的最少；差得太多，值得抽查几笔。"),
    .doubt = N_("只供参考：定额补贴、固定价格多的村子，本来就不按这个规律。"),
    .settings =
        {
                   {"mad", N_("平均偏差达到千分之几"), FLAG_COUNT, 15, 6, 100},
                   {"least", N_("三年至少几笔"), FLAG_COUNT, 300, 300, 5000},
                   },
    .find = find,
};
