/*
 * The year's plan and what came of it; pay of cadres, shared income, allowances.
 */
#include "demo/estate.h"

static Period
year_of(int year)
{
    return period_of(RHYTHM_YEARLY, day_from_date((Date){year, 1, 1}));
}

/* ---- the plan ---- */

static Status
load_line(Estate *estate, const Sample *sample, size_t row, int year, bool next)
{
    bool in = text_eq(sample_text(sample, row, "收支类别"), T("收入"));
    int64_t id;

    return property_load_plan(
        estate->ctx,
        &(PlanLine){.region = estate->place->code,
                    .year = next ? year + 1 : year,
                    .direction = in ? DIRECTION_IN : DIRECTION_OUT,
                    .item = sample_text(sample, row, "项目"),
                    .planned_fen = sample_number(sample, row, next ? "下年计划" : "本年计划"),
                    .done_fen = next ? 0 : sample_number(sample, row, "本年执行"),
                    .next_fen = next ? 0 : sample_number(sample, row, "下年计划"),
                    .note = sample_text(sample, row, "说明")},
        &id);
}

/* Years that are over, and what was planned for the one that runs. */
Status
estate_plan(Estate *estate)
{
    int first = day_to_date(estate->load->plan.base).year;
    int today = day_to_date(estate->load->settings->today).year;

    for (int year = first; year < today; year++) {
        Sample sample = estate_sample(estate, T("F1"), year_of(year));

        for (size_t i = 0; i < sample.rows; i++)
            TRY(load_line(estate, &sample, i, year, false));
        for (size_t i = 0; i < sample.rows && year + 1 == today; i++)
            if (sample_number(&sample, i, "下年计划") > 0)
                TRY(load_line(estate, &sample, i, year, true));
    }
    return OK;
}

/* ---- shares ---- */

static Status
load_share(Estate *estate, const Sample *sample, size_t row, int year)
{
    Text head = sample_text(sample, row, "户主");
    Text post = sample_text(sample, row, "职务或组别");
    const Home *home = head.len != 0 ? place_home(estate->place, head, post) : NULL;
    Share share = {.region = estate->place->code,
                   .year = year,
                   .post = post,
                   .person = sample_text(sample, row, "干部姓名"),
                   .household = head,
                   .number = home != NULL ? home->number : T(""),
                   .household_id = home != NULL ? home->id : 0,
                   .quantity_milli = sample_number(sample, row, "数量"),
                   .unit = sample_text(sample, row, "单位"),
                   .standard_fen = sample_number(sample, row, "标准（元）"),
                   .amount_fen = sample_number(sample, row, "金额")};
    int64_t id;
    Day paid;

    if (!share_kind_parse(sample_text(sample, row, "类别"), &share.kind))
        return INVALID;
    if (day_parse(sample_text(sample, row, "发放日期"), &paid))
        share.paid_day = SOME_INT(paid);
    return property_load_share(estate->ctx, &share, &id);
}

Status
estate_people(Estate *estate)
{
    int first = day_to_date(estate->load->plan.base).year;
    int today = day_to_date(estate->load->settings->today).year;

    for (int year = first; year < today; year++) {
        Sample sample = estate_sample(estate, T("F7"), year_of(year));

        for (size_t i = 0; i < sample.rows; i++)
            TRY(load_share(estate, &sample, i, year));
    }
    for (size_t i = 0; i < estate->event_count; i++) {
        const Planned *event = estate->events[i];
        Sample sample;

        if (!estate_is_item(estate, event, "F7"))
            continue;
        sample = estate_event(estate, event);
        for (size_t row = 0; row < sample.rows; row++)
            TRY(load_share(estate, &sample, row, day_to_date(event->start).year));
    }
    return OK;
}
