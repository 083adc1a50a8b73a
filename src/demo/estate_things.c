/*
 * Assets: those of the first quarter's table, with an age that explains what they are worth, and
 * those that were bought since.
 */
#include "demo/estate.h"

enum {
    AGE_LOW_DAYS = 300,
    AGE_HIGH_DAYS = 3600,
    LIFE_LOW_YEARS = 12,
    LIFE_HIGH_YEARS = 30,
    RESIDUAL_PERCENT = 5,
    SMALL_FEN = 5000000,
    NEW_LOW_YUAN = 8,
    NEW_HIGH_YUAN = 160,
    HUNDRED_YUAN = 10000,
    NEW_PIECES = 6,
    MILLI = 1000,
};

static Status
load_one(Estate *estate, Holding *holding)
{
    int64_t id;

    holding->region = estate->place->code;
    if (holding->class == HOLDING_FIXED) {
        holding->method = DEPRECIATION_LIFE;
        holding->life_years = rng_between(&estate->rng, LIFE_LOW_YEARS, LIFE_HIGH_YEARS);
        holding->residual_fen = holding->original_fen / 100 * RESIDUAL_PERCENT;
    }
    return property_load_holding(estate->ctx, holding, &id);
}

static Status
load_first(Estate *estate, const Sample *sample, size_t row)
{
    Holding holding = {
        .name = sample_text(sample, row, "资产名称"),
        .quantity_milli = sample_number(sample, row, "数量"),
        .unit = sample_text(sample, row, "单位"),
        .original_fen = sample_number(sample, row, "原值"),
        .place = sample_text(sample, row, "存放地点"),
        .keeper = sample_text(sample, row, "管理岗位"),
        .acquired =
            estate->load->plan.base - (Day)rng_between(&estate->rng, AGE_LOW_DAYS, AGE_HIGH_DAYS),
    };

    if (!holding_class_parse(sample_text(sample, row, "资产类别"), &holding.class) ||
        !holding_state_parse(sample_text(sample, row, "使用状态"), &holding.state))
        return INVALID;
    return load_one(estate, &holding);
}

/* Something of what the place has many of: computers, bins, tools. */
static Status
buy(Estate *estate, const Sample *sample, Day day, size_t nth)
{
    Rng *rng = &estate->rng;
    size_t row = (size_t)rng_below(rng, sample->rows);
    Holding holding;

    for (size_t i = 0; i < sample->rows && sample_number(sample, row, "原值") > SMALL_FEN; i++)
        row = (row + 1) % sample->rows;
    holding = (Holding){
        .name = sample_text(sample, row, "资产名称"),
        .number = text_printf(estate->ctx->arena, "%d-%02zu", day_to_date(day).year, nth + 1),
        .quantity_milli = rng_between(rng, 1, NEW_PIECES) * MILLI,
        .unit = sample_text(sample, row, "单位"),
        .original_fen = rng_between(rng, NEW_LOW_YUAN, NEW_HIGH_YUAN) * HUNDRED_YUAN,
        .place = sample_text(sample, row, "存放地点"),
        .keeper = sample_text(sample, row, "管理岗位"),
        .acquired = day,
        .state = HOLDING_IN_USE,
    };
    if (!holding_class_parse(sample_text(sample, row, "资产类别"), &holding.class))
        return INVALID;
    return load_one(estate, &holding);
}

Status
estate_things(Estate *estate)
{
    Sample sample =
        estate_sample(estate, T("F4"), period_of(RHYTHM_QUARTERLY, estate->load->plan.base));

    for (size_t i = 0; i < sample.rows; i++)
        TRY(load_first(estate, &sample, i));
    for (size_t i = 0; i < estate->event_count && sample.rows != 0; i++)
        if (estate_is_item(estate, estate->events[i], "F4"))
            TRY(buy(estate, &sample, estate->events[i]->start, i));
    return OK;
}
