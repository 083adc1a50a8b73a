/*
 * One village: all items by the month in which they were due, and work in hand.
 */
#include "base/rate.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "disclosure/desk_village.html.h"

enum { MONTHS = 12, CELLS_MAX = 12 };

/* The twelve months up to the coming one, by their first days. */
typedef struct Months {
    Day first[MONTHS + 1];
} Months;

static Day
month_start(int year, int month)
{
    while (month < 1) {
        month += 12;
        year--;
    }
    while (month > 12) {
        month -= 12;
        year++;
    }
    return day_from_date((Date){year, month, 1});
}

static Months
months_to(Day today)
{
    Date date = day_to_date(today);
    Months months;

    for (int i = 0; i <= MONTHS; i++)
        months.first[i] = month_start(date.year, date.month - MONTHS + 1 + i);
    return months;
}

static int
month_of(const Months *months, Day day)
{
    for (int i = 0; i < MONTHS; i++)
        if (day >= months->first[i] && day < months->first[i + 1])
            return i;
    return -1;
}

/* ---- cells ---- */

static void
duty_cell(Ctx *ctx, const Duty *duty, GridCell *out)
{
    Text period = desk_period(ctx, duty->period);
    Text words = tr_text(ctx->lang, duty_state_title(duty->state));
    bool soon = duty->due_day - ctx_today(ctx) <= 3;

    *out = (GridCell){.css = "cell s3", .sign = T("")};
    switch (duty->state) {
    case DUTY_ON_TIME:
        out->css = "cell s0";
        out->sign = T("✓");
        break;
    case DUTY_LATE:
        out->css = "cell s4";
        out->sign = T("~");
        break;
    case DUTY_MISSING:
        out->css = "cell s2";
        out->sign = T("!");
        break;
    case DUTY_OPEN:
        if (duty->due_day < ctx_today(ctx)) {
            out->css = "cell s2";
            out->sign = T("!");
            words = tr_text(ctx->lang, duty_state_title(DUTY_MISSING));
        } else if (soon) {
            out->css = "cell s1";
            out->sign = T("·");
        }
        break;
    case DUTY_VOID:
        out->css = "cell s5";
        out->sign = T("–");
        break;
    }
    out->title = text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(period), TEXT_ARGS(words));
    if (duty->disclosure != 0)
        out->link = desk_link(ctx->arena, duty->disclosure, "");
    else if (actor_may(ctx->actor, CAN_DRAFT, duty->region))
        out->link =
            text_printf(ctx->arena, "/desk/d/new?region=%012lld&item=%.*s&period=%.*s",
                        (long long)duty->region, TEXT_ARGS(duty->item), TEXT_ARGS(duty->period));
}

static void
fill_row(Ctx *ctx, RegionCode village, const Item *item, const Duties *duties, const Months *months,
         GridRow *out)
{
    out->code = item->code;
    out->name = item_name(item, ctx->lang);
    if (actor_may(ctx->actor, CAN_DRAFT, village))
        out->new_link = text_printf(ctx->arena, "/desk/d/new?region=%012lld&item=%.*s",
                                    (long long)village, TEXT_ARGS(item->code));
    out->boxes.at = NEW_ARRAY(ctx->arena, GridBox, MONTHS);
    out->boxes.len = MONTHS;
    for (size_t i = duties->len; i-- > 0;) { /* oldest first */
        const Duty *duty = &duties->at[i];
        int month = month_of(months, duty->due_day);
        GridBox *box;

        if (month < 0 || !text_eq(duty->item, item->code))
            continue;
        box = &out->boxes.at[MONTHS - 1 - month];
        if (box->cells.at == NULL)
            box->cells.at = NEW_ARRAY(ctx->arena, GridCell, CELLS_MAX);
        if (box->cells.len < CELLS_MAX)
            duty_cell(ctx, duty, &box->cells.at[box->cells.len++]);
    }
}

static Status
fill_grid(Ctx *ctx, const Region *place, DeskVillageView *view)
{
    Months months = months_to(ctx_today(ctx));
    Items items;
    Duties duties;

    TRY(catalogue_items(ctx, place->code, &items));
    TRY(duty_list(ctx, place->code, months.first[0], months.first[MONTHS] - 1, &duties));
    view->months.at = NEW_ARRAY(ctx->arena, GridMonth, MONTHS);
    view->months.len = MONTHS;
    for (int i = 0; i < MONTHS; i++) /* the newest first: a phone shows only a few */
        view->months.at[MONTHS - 1 - i].name =
            TR_FORMAT(ctx->arena, ctx->lang, "{month}月",
                      {"month", desk_number(ctx->arena, day_to_date(months.first[i]).month)});
    view->parts.at = NEW_ARRAY(ctx->arena, GridPart, AFFAIR_FINANCE);
    for (int affair = AFFAIR_PARTY; affair <= AFFAIR_FINANCE; affair++) {
        GridPart *part = &view->parts.at[view->parts.len++];

        part->name = tr_text(ctx->lang, affair_title((Affair)affair));
        part->css = desk_affair_css((Affair)affair);
        part->rows.at = NEW_ARRAY(ctx->arena, GridRow, items.len);
        for (size_t i = 0; i < items.len; i++)
            if ((int)items.at[i].affair == affair &&
                item_rhythm(&items.at[i], place->community).len != 0)
                fill_row(ctx, place->code, &items.at[i], &duties, &months,
                         &part->rows.at[part->rows.len++]);
    }
    return OK;
}

/* ---- work in hand ---- */

static Status
fill_work(Ctx *ctx, RegionCode village, DeskRows *out)
{
    static const DisclosureState states[] = {STATE_RETURNED, STATE_DRAFT, STATE_CONFIRMING,
                                             STATE_SUBMITTED};
    DeskRows parts[sizeof states / sizeof states[0]];
    size_t count = 0;

    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        WorkLines lines;

        TRY(desk_work(ctx, &(WorkFilter){.scope = village, .state = states[i]}, &lines));
        desk_rows(ctx, &lines, "", false, &parts[i]);
        count += parts[i].len;
    }
    out->at = NEW_ARRAY(ctx->arena, DeskRow, count);
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
        for (size_t j = 0; j < parts[i].len; j++)
            out->at[out->len++] = parts[i].at[j];
    return OK;
}

Status
desk_village(Ctx *ctx, const Request *req, Response *res)
{
    DeskVillageView view = {0};
    RegionCode code;
    Region place;
    DutyCounts counts;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, code));
    TRY(desk_where(ctx, code, &place, &view.township));
    if (place.level != LEVEL_VILLAGE)
        return NOT_FOUND;
    view.page = page_begin(ctx, req, place.name);
    view.name = place.name;
    view.public_link = text_printf(ctx->arena, "/r/%012lld", (long long)code);
    if (actor_may(ctx->actor, CAN_DRAFT, code))
        view.new_link = text_printf(ctx->arena, "/desk/d/new?region=%012lld", (long long)code);
    TRY(duty_counts(ctx, code, &counts));
    view.due = counts.due;
    view.on_time = counts.on_time;
    view.late = counts.late;
    view.missing = counts.missing;
    view.rate = rate_format(ctx->arena, counts.on_time, counts.due);
    TRY(fill_grid(ctx, &place, &view));
    TRY(fill_work(ctx, code, &view.work));
    res->uncacheable = true;
    response_page(ctx, req, res, html_disclosure_desk_village, &view);
    return OK;
}
