#include "stats/compare.h"

#include "base/tr.h"
#include "region/setting.h"
#include "stats/stats.sql.h"

enum {
    JUDGED_MIN = 5,       /* a rate of fewer says nothing */
    CLEARLY_LOWER = 1000, /* ten points, in ten-thousandths */
    MISSING_MIN = 3,
    REASONS_MAX = 4,
};

const char *const stats_compared[STATS_COMPARED] = {
    "on_time_rate",        "missing", "opinions", "same_day_rate", "seven_day_rate", "satisfaction",
    "orders_in_time_rate",
};

/* ---- on or off ---- */

/* Who decides for a place: its district; above the districts the place itself. */
static RegionCode
decides(RegionCode place)
{
    return region_code_level(place) > LEVEL_DISTRICT ? region_code_at(place, LEVEL_DISTRICT)
                                                     : place;
}

static Text
setting_of(Ctx *ctx, RegionCode place)
{
    return text_printf(ctx->arena, "compare.%012lld", (long long)decides(place));
}

Status
stats_compares(Ctx *ctx, RegionCode place, bool *on_out)
{
    Text value;
    Status status = setting_text(ctx, setting_of(ctx, place), &value);

    *on_out = status != OK || !text_eq(value, T("off"));
    return status == NOT_FOUND ? OK : status;
}

bool
stats_may_choose_comparing(const Ctx *ctx, RegionCode place)
{
    return actor_may(ctx->actor, CAN_SET_RULES, decides(place));
}

Status
stats_choose_comparing(Ctx *ctx, RegionCode place, bool on)
{
    Text value = on ? T("on") : T("off");

    TRY(actor_require(ctx, CAN_SET_RULES, decides(place)));
    TRY(setting_set(ctx, setting_of(ctx, place), value));
    return audit(ctx, decides(place), "stats.compare", 0, value);
}

/* ---- figures ---- */

typedef struct Span {
    RegionRange range;
    RegionLevel level;
    Day first, last;
} Span;

static Status
sums_of(Ctx *ctx, const Span *span, bool stock, Measure measure, StatsPlaceSumRows *out)
{
    if (stock)
        return stats_place_totals(ctx,
                                  &(StatsPlaceTotalsArgs){.first = span->range.first,
                                                          .last = span->range.last,
                                                          .level = span->level,
                                                          .measure = measure,
                                                          .limit = STATS_PLACES_MAX},
                                  out);
    return stats_place_sums(ctx,
                            &(StatsPlaceSumsArgs){.first = span->range.first,
                                                  .last = span->range.last,
                                                  .level = span->level,
                                                  .measure = measure,
                                                  .from = span->first,
                                                  .to = span->last,
                                                  .limit = STATS_PLACES_MAX},
                            out);
}

static Status
fill(Ctx *ctx, const Span *span, int which, StatsPlaces *out)
{
    const Indicator *indicator = indicator_of(text_c(stats_compared[which]));
    StatsPlaceSumRows rows;

    for (int i = 0; i < INDICATOR_PARTS && indicator->part[i] != 0; i++) {
        TRY(sums_of(ctx, span, indicator->stock, indicator->part[i], &rows));
        for (size_t j = 0; j < rows.len && j < out->len; j++)
            out->at[j].at[which].part += rows.at[j].value;
    }
    for (int i = 0; i < INDICATOR_PARTS && indicator->whole[i] != 0; i++) {
        TRY(sums_of(ctx, span, indicator->stock, indicator->whole[i], &rows));
        for (size_t j = 0; j < rows.len && j < out->len; j++)
            out->at[j].at[which].whole += rows.at[j].value;
    }
    return OK;
}

Status
stats_compare(Ctx *ctx, RegionCode place, RegionLevel level, Day first, Day last, StatsPlaces *out)
{
    Span span = {region_range(place), level, first, last};
    StatsPlacesAtRows rows;
    bool on;

    *out = (StatsPlaces){0};
    TRY(stats_compares(ctx, place, &on));
    if (!on || !stats_may_read(ctx, place))
        return NOT_FOUND;
    TRY(stats_places_at(ctx,
                        &(StatsPlacesAtArgs){.first = span.range.first,
                                             .last = span.range.last,
                                             .level = level,
                                             .limit = STATS_PLACES_MAX + 1},
                        &rows));
    out->more = rows.len > STATS_PLACES_MAX;
    out->len = out->more ? STATS_PLACES_MAX : rows.len;
    out->at = NEW_ARRAY(ctx->arena, StatsPlace, out->len);
    for (size_t i = 0; i < out->len; i++) {
        out->at[i].code = rows.at[i].code;
        out->at[i].parent = rows.at[i].parent;
        out->at[i].name = rows.at[i].name;
    }
    for (int which = 0; which < STATS_COMPARED; which++)
        TRY(fill(ctx, &span, which, out));
    return OK;
}

Status
stats_moved(Ctx *ctx, RegionCode place, RegionLevel level, Day since, Texts *out)
{
    RegionRange range = region_range(place);
    StatsMovedSinceRows rows;

    TRY(stats_moved_since(ctx,
                          &(StatsMovedSinceArgs){.first = range.first,
                                                 .last = range.last,
                                                 .level = level,
                                                 .since = since,
                                                 .limit = STATS_PLACES_MAX},
                          &rows));
    *out = (Texts){.at = NEW_ARRAY(ctx->arena, Text, rows.len)};
    for (size_t i = 0; i < rows.len; i++)
        out->at[out->len++] = rows.at[i].name;
    return OK;
}

/* ---- who needs help ---- */

static bool
rate_is_low(const Indicator *indicator, IndicatorValue value, IndicatorValue whole)
{
    return indicator->kind == INDICATOR_RATE && value.whole >= JUDGED_MIN &&
           indicator_number(indicator, value) <= indicator_number(indicator, whole) - CLEARLY_LOWER;
}

/* More than twice what the places have on average. */
static bool
count_is_high(IndicatorValue value, IndicatorValue whole, size_t places)
{
    return value.part >= MISSING_MIN && value.part * (int64_t)places > 2 * whole.part;
}

static void
reasons_of(Ctx *ctx, const StatsPlaces *places, const StatsPlace *place,
           const IndicatorValue whole[STATS_COMPARED], Texts *out)
{
    for (int i = 0; i < STATS_COMPARED && out->len < REASONS_MAX; i++) {
        const Indicator *indicator = indicator_of(text_c(stats_compared[i]));
        Text title = tr_text(ctx->lang, indicator->title);
        Text value = indicator_words(ctx->arena, indicator, place->at[i]);

        if (indicator->sense == SENSE_MORE_IS_BETTER &&
            rate_is_low(indicator, place->at[i], whole[i]))
            out->at[out->len++] = TR_FORMAT(
                ctx->arena, ctx->lang, "{title} {value}（全部 {whole}）", {"title", title},
                {"value", value}, {"whole", indicator_words(ctx->arena, indicator, whole[i])});
        else if (indicator->sense == SENSE_LESS_IS_BETTER &&
                 count_is_high(place->at[i], whole[i], places->len))
            out->at[out->len++] =
                TR_FORMAT(ctx->arena, ctx->lang, "{title} {value} {unit}", {"title", title},
                          {"value", value}, {"unit", tr_text(ctx->lang, indicator->unit)});
    }
}

void
stats_needs(Ctx *ctx, const StatsPlaces *places, const IndicatorValue whole[STATS_COMPARED],
            StatsNeeds *out)
{
    *out = (StatsNeeds){.at = NEW_ARRAY(ctx->arena, StatsNeed, places->len)};
    for (size_t i = 0; i < places->len; i++) {
        Texts reasons = {.at = NEW_ARRAY(ctx->arena, Text, REASONS_MAX)};

        reasons_of(ctx, places, &places->at[i], whole, &reasons);
        if (reasons.len != 0)
            out->at[out->len++] =
                (StatsNeed){&places->at[i], text_join(ctx->arena, reasons, TR(ctx->lang, "，"))};
    }
}
