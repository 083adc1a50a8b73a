#include "stats/indicator.h"

#include "base/buf.h"
#include "base/tr.h"

enum { PER_UNIT = 10000, ACTIVE_DAYS = 30, MONTHS_A_QUARTER = 3, MONTHS_A_YEAR = 12 };

const Indicator indicators[] = {
    {.name = "disclosures",
     .title = N_("公开条数"),
     .definition = N_("这段时间第一次公开的党务、村务、财务条数；撤下的不算。"),
     .unit = N_("条"),
     .kind = INDICATOR_COUNT,
     .list = "/r/%s/party",
     .part = {TALLY_DISCLOSURES_PARTY, TALLY_DISCLOSURES_VILLAGE, TALLY_DISCLOSURES_FINANCE}        },
    {.name = "on_time_rate",
     .title = N_("按时公开率"),
     .definition = N_("这段时间到期的应公开事项里，按期公开（含本期无事项和不公开备案）的比例。"),
     .kind = INDICATOR_RATE,
     .sense = SENSE_MORE_IS_BETTER,
     .list = "/desk/missing?r=%s",
     .part = {TALLY_DUTIES_ON_TIME},
     .whole = {TALLY_DUTIES_DUE}},
    {.name = "missing",
     .title = N_("到期没有公开"),
     .definition = N_("这段时间到期、到今天还没有公开的项数。"),
     .unit = N_("项"),
     .kind = INDICATOR_COUNT,
     .sense = SENSE_LESS_IS_BETTER,
     .list = "/desk/missing?r=%s",
     .part = {TALLY_DUTIES_MISSING}},
    {.name = "opinions",
     .title = N_("收到群众意见"),
     .definition = N_("这段时间收到的提问、建议、投诉；举报不在里面。"),
     .unit = N_("件"),
     .kind = INDICATOR_COUNT,
     .list = "/desk/opinions/%s/figures",
     .part = {TALLY_OPINIONS}                                                                        },
    {.name = "same_day_rate",
     .title = N_("当天答复率"),
     .definition = N_("这段时间收到的意见里，当天答复的占已答复和已过期的比例。"),
     .kind = INDICATOR_RATE,
     .sense = SENSE_MORE_IS_BETTER,
     .list = "/desk/opinions/%s?view=overdue",
     .part = {TALLY_REPLY_IN_TIME},
     .whole = {TALLY_REPLY_JUDGED}},
    {.name = "seven_day_rate",
     .title = N_("七天办结率"),
     .definition =
         N_("这段时间收到的意见里，七天内办结的占已办结和已过期的比例；延期的照原来的七天算。"),
     .kind = INDICATOR_RATE,
     .sense = SENSE_MORE_IS_BETTER,
     .list = "/desk/opinions/%s?view=overdue",
     .part = {TALLY_RESOLVE_IN_TIME},
     .whole = {TALLY_RESOLVE_JUDGED}},
    {.name = "satisfaction",
     .title = N_("群众满意率"),
     .definition = N_("这段时间的评价里，满意和基本满意占全部评价的比例。"),
     .kind = INDICATOR_RATE,
     .sense = SENSE_MORE_IS_BETTER,
     .list = "/desk/opinions/%s?view=done",
     .part = {TALLY_RATED_SATISFIED, TALLY_RATED_BASICALLY},
     .whole = {TALLY_RATED_SATISFIED, TALLY_RATED_BASICALLY, TALLY_RATED_UNSATISFIED}},
    {.name = "petitions_settled",
     .title = N_("化解信访矛盾"),
     .definition = N_("这段时间当场化解的信访矛盾件数。"),
     .unit = N_("件"),
     .kind = INDICATOR_COUNT,
     .list = "/desk/opinions/%s/figures",
     .part = {TALLY_PETITIONS_SETTLED}                                                              },
    {.name = "registration_rate",
     .title = N_("注册率"),
     .definition =
         N_("名册里十六岁以上的村（居）民，已经注册的比例。只说明平台够得到多少人，不是任务。"),
     .kind = INDICATOR_RATE,
     .stock = true,
     .list = "/desk/residents/%s",
     .part = {TALLY_RESIDENTS_REGISTERED},
     .whole = {TALLY_RESIDENTS_ROSTER}},
    {.name = "active_rate",
     .title = N_("活跃率"),
     .definition = N_(
         "最近三十天登录看过本村公开的人，占已注册人数的比例。只说明平台够得到多少人，不是任务。"),
     .kind = INDICATOR_RATE,
     .window_days = ACTIVE_DAYS,
     .part = {TALLY_RESIDENTS_ACTIVE},
     .whole = {TALLY_RESIDENTS_REGISTERED}                                      },
};
const size_t indicator_count = sizeof indicators / sizeof indicators[0];

const Indicator *
indicator_of(Text name)
{
    for (size_t i = 0; i < indicator_count; i++)
        if (text_eq(name, text_c(indicators[i].name)))
            return &indicators[i];
    return NULL;
}

/* ---- values ---- */

static Status
sum_of(Ctx *ctx, RegionCode region, const Measure *measures, bool stock, Day first, Day last,
       int64_t *out)
{
    *out = 0;
    for (int i = 0; i < INDICATOR_PARTS && measures[i] != 0; i++) {
        int64_t value;

        if (stock)
            TRY(tally_total(ctx, region, measures[i], &value));
        else
            TRY(tally_between(ctx, region, measures[i], first, last, &value));
        *out += value;
    }
    return OK;
}

Status
indicator_value(Ctx *ctx, const Indicator *indicator, RegionCode region, Day first, Day last,
                IndicatorValue *out)
{
    bool window = indicator->window_days != 0;

    *out = (IndicatorValue){0};
    if (window)
        first = last - indicator->window_days + 1;
    TRY(sum_of(ctx, region, indicator->part, indicator->stock, first, last, &out->part));
    return sum_of(ctx, region, indicator->whole, indicator->stock || window, first, last,
                  &out->whole);
}

bool
indicator_has_value(const Indicator *indicator, IndicatorValue value)
{
    return indicator->kind == INDICATOR_COUNT || value.whole > 0;
}

int64_t
indicator_number(const Indicator *indicator, IndicatorValue value)
{
    if (indicator->kind == INDICATOR_COUNT)
        return value.part;
    if (value.whole <= 0)
        return 0;
    return (value.part * PER_UNIT + value.whole / 2) / value.whole;
}

static Text
grouped(Arena *arena, int64_t number)
{
    Text plain = text_printf(arena, "%lld", (long long)(number < 0 ? -number : number));
    Buf buf = buf_new(arena, 2 * plain.len + 2);

    if (number < 0)
        buf_text(&buf, T("−"));
    for (size_t i = 0; i < plain.len; i++) {
        if (i != 0 && (plain.len - i) % 3 == 0)
            buf_text(&buf, T(","));
        buf_text(&buf, text_slice(plain, i, i + 1));
    }
    return buf_done(&buf);
}

Text
indicator_words(Arena *arena, const Indicator *indicator, IndicatorValue value)
{
    int64_t number = indicator_number(indicator, value);

    if (!indicator_has_value(indicator, value))
        return T("–");
    if (indicator->kind == INDICATOR_COUNT)
        return grouped(arena, number);
    /* All only when it is all, none only when it is none. */
    if (number >= PER_UNIT - 4 && value.part < value.whole)
        number = PER_UNIT - 10;
    if (number < 5 && value.part > 0)
        number = 10;
    number = (number + 5) / 10;
    return text_printf(arena, "%lld.%lld%%", (long long)(number / 10), (long long)(number % 10));
}

Text
indicator_change(Arena *arena, const Indicator *indicator, IndicatorValue now,
                 IndicatorValue before)
{
    int64_t change;
    const char *sign;

    if (!indicator_has_value(indicator, now) || !indicator_has_value(indicator, before))
        return T("");
    change = indicator_number(indicator, now) - indicator_number(indicator, before);
    if (indicator->kind == INDICATOR_COUNT) {
        if (before.part <= 0)
            return T("");
        change = change * PER_UNIT / before.part;
    }
    sign = change < 0 ? "−" : "+";
    change = ((change < 0 ? -change : change) + 5) / 10;
    if (change == 0)
        return T("0.0");
    return text_printf(arena, "%s%lld.%lld%s", sign, (long long)(change / 10),
                       (long long)(change % 10), indicator->kind == INDICATOR_COUNT ? "%" : "");
}

/* ---- periods ---- */

static const struct {
    const char *name, *title;
    int months;
} kinds[PERIOD_KINDS] = {
    [PERIOD_MONTH] = {"month",   N_("本月"), 1               },
    [PERIOD_QUARTER] = {"quarter", N_("本季"), MONTHS_A_QUARTER},
    [PERIOD_YEAR] = {"year",    N_("今年"), MONTHS_A_YEAR   },
};

const char *
period_kind_name(PeriodKind kind)
{
    return kinds[kind].name;
}

const char *
period_kind_title(PeriodKind kind)
{
    return kinds[kind].title;
}

bool
period_kind_parse(Text name, PeriodKind *out)
{
    for (int kind = 0; kind < PERIOD_KINDS; kind++)
        if (text_eq(name, text_c(kinds[kind].name))) {
            *out = (PeriodKind)kind;
            return true;
        }
    return false;
}

/* From the first of the month that is so many after January of year 0. */
static StatsPeriod
from_month(PeriodKind kind, int64_t month)
{
    int64_t next = month + kinds[kind].months;
    Date begin = {(int)(month / MONTHS_A_YEAR), (int)(month % MONTHS_A_YEAR) + 1, 1};
    Date after = {(int)(next / MONTHS_A_YEAR), (int)(next % MONTHS_A_YEAR) + 1, 1};

    return (StatsPeriod){
        .kind = kind, .first = day_from_date(begin), .last = day_from_date(after) - 1};
}

static int64_t
month_number(Day day)
{
    Date date = day_to_date(day);

    return (int64_t)date.year * MONTHS_A_YEAR + date.month - 1;
}

StatsPeriod
stats_period(PeriodKind kind, Day day)
{
    int64_t month = month_number(day);

    return from_month(kind, month - month % kinds[kind].months);
}

StatsPeriod
stats_period_before(StatsPeriod period)
{
    return from_month(period.kind, month_number(period.first) - kinds[period.kind].months);
}

StatsPeriod
stats_period_year_before(StatsPeriod period)
{
    return from_month(period.kind, month_number(period.first) - MONTHS_A_YEAR);
}

Status
indicator_trend(Ctx *ctx, const Indicator *indicator, RegionCode region, Day last,
                IndicatorValue out[TREND_MONTHS])
{
    int64_t month = month_number(last);

    for (int i = 0; i < TREND_MONTHS; i++) {
        StatsPeriod period = from_month(PERIOD_MONTH, month - (TREND_MONTHS - 1 - i));

        TRY(indicator_value(ctx, indicator, region, period.first, period.last, &out[i]));
    }
    return OK;
}
