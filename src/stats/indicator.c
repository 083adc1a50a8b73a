#include "stats/indicator.h"

#include "base/rate.h"
#include "base/tr.h"
#include "catalogue/period.h"

enum { PER_UNIT = 10000 };

static const char *const group_titles[INDICATOR_GROUPS] = {
    [GROUP_DISCLOSURE] = N_("公开"),    [GROUP_OPINION] = N_("群众意见"),
    [GROUP_REACH] = N_("够得到多少人"), [GROUP_ORGANISATION] = N_("培训"),
    [GROUP_SUPERVISION] = N_("监督"),
};

const char *
indicator_group_title(IndicatorGroup group)
{
    return group_titles[group];
}

const Indicator *
indicator_of(Text name)
{
    for (size_t i = 0; i < indicator_count; i++)
        if (text_eq(name, text_c(indicators[i].name)))
            return &indicators[i];
    return NULL;
}

/* ---- who ---- */

bool
stats_may_read(const Ctx *ctx, RegionCode region)
{
    return actor_may(ctx->actor, CAN_READ_STAFF_PARTS, region) ||
           actor_may(ctx->actor, CAN_READ_SUPERVISION, region);
}

bool
indicator_may_read(const Ctx *ctx, const Indicator *indicator, RegionCode region)
{
    if (indicator->of_district && region_code_level(region) > LEVEL_DISTRICT)
        return false;
    switch (indicator->reader) {
    case FOR_ALL:
        return true;
    case FOR_STAFF:
        return stats_may_read(ctx, region);
    case FOR_SUPERVISION:
        return actor_may(ctx->actor, CAN_READ_SUPERVISION, region) ||
               actor_may(ctx->actor, CAN_WORK_FLAGS, region);
    }
    return false;
}

Text
indicator_list(const Ctx *ctx, const Indicator *indicator, RegionCode region)
{
    const char *list = indicator->public_list;
    Text before, after;

    if (indicator->list != NULL && actor_may(ctx->actor, indicator->list_needs, region))
        list = indicator->list;
    if (list == NULL)
        return T("");
    if (!text_cut(text_c(list), '*', &before, &after))
        return text_c(list);
    return text_printf(ctx->arena, "%.*s%012lld%.*s", TEXT_ARGS(before), (long long)region,
                       TEXT_ARGS(after));
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

static Status
read_of(Ctx *ctx, const Indicator *indicator, RegionCode region, Day first, Day last,
        IndicatorValue *out)
{
    Status status = indicator->read(ctx, region, first, last, out);

    if (status != NOT_FOUND && status != DENIED)
        return status;
    *out = (IndicatorValue){.none = true};
    return OK;
}

Status
indicator_value(Ctx *ctx, const Indicator *indicator, RegionCode region, Day first, Day last,
                IndicatorValue *out)
{
    bool window = indicator->window_days != 0;
    Day today = ctx_today(ctx);

    *out = (IndicatorValue){0};
    if (!indicator_may_read(ctx, indicator, region) ||
        ((indicator->stock || window) && (today < first || today > last))) {
        out->none = true;
        return OK;
    }
    if (indicator->read != NULL)
        return read_of(ctx, indicator, region, first, last, out);
    if ((window || indicator->to_today) && last > today)
        last = today;
    if (window)
        first = last - indicator->window_days + 1;
    TRY(sum_of(ctx, region, indicator->part, indicator->stock, first, last, &out->part));
    return sum_of(ctx, region, indicator->whole, indicator->stock || window, first, last,
                  &out->whole);
}

bool
indicator_has_value(const Indicator *indicator, IndicatorValue value)
{
    return !value.none && (indicator->kind == INDICATOR_COUNT || value.whole > 0);
}

Text
indicator_unit(Lang lang, const Indicator *indicator)
{
    return indicator->unit == NULL || lang == LANG_EN ? T("") : tr_text(lang, indicator->unit);
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

Text
indicator_words(Arena *arena, const Indicator *indicator, IndicatorValue value)
{
    if (!indicator_has_value(indicator, value))
        return T("–");
    if (indicator->kind == INDICATOR_COUNT)
        return text_printf(arena, "%lld", (long long)value.part);
    return rate_format(arena, value.part, value.whole);
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

/* ---- trends ---- */

/* The first days of the months of a trend, and the day after its last. */
static void
trend_begins(Day last, Day begins[TREND_MONTHS + 1])
{
    Period month = period_of(RHYTHM_MONTHLY, last);

    begins[TREND_MONTHS] = month.end + 1;
    for (int i = TREND_MONTHS - 1; i >= 0; i--, month = period_before(month))
        begins[i] = month.start;
}

static Status
add_spans(Ctx *ctx, RegionCode region, const Measure *measures, const Day *begins,
          int64_t sums[TREND_MONTHS])
{
    for (int i = 0; i < INDICATOR_PARTS && measures[i] != 0; i++) {
        int64_t more[TREND_MONTHS];

        TRY(tally_spans(ctx, region, measures[i], begins, TREND_MONTHS, more));
        for (int j = 0; j < TREND_MONTHS; j++)
            sums[j] += more[j];
    }
    return OK;
}

Status
indicator_trend(Ctx *ctx, const Indicator *indicator, RegionCode region, Day last,
                IndicatorValue out[TREND_MONTHS])
{
    int64_t part[TREND_MONTHS] = {0}, whole[TREND_MONTHS] = {0};
    Day begins[TREND_MONTHS + 1];

    trend_begins(last, begins);
    if (indicator->read != NULL || indicator->stock || indicator->window_days != 0 ||
        indicator->to_today || !indicator_may_read(ctx, indicator, region)) {
        for (int i = 0; i < TREND_MONTHS; i++)
            TRY(indicator_value(ctx, indicator, region, begins[i], begins[i + 1] - 1, &out[i]));
        return OK;
    }
    TRY(add_spans(ctx, region, indicator->part, begins, part));
    TRY(add_spans(ctx, region, indicator->whole, begins, whole));
    for (int i = 0; i < TREND_MONTHS; i++)
        out[i] = (IndicatorValue){.part = part[i], .whole = whole[i]};
    return OK;
}
