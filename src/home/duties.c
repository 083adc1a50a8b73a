/*
 * The calendar of what a village owes: what is missing or soon due, then a year, one row an item,
 * one cell a period; as plain as what is there.
 */
#include "base/rate.h"
#include "base/tr.h"
#include "catalogue/catalogue.h"
#include "duty/duty.h"
#include "home/duties.html.h"
#include "home/parts.h"

/* Yearly items are due within two months of the year's end; so far ahead the current year looks. */
enum { SOON_DAYS = 15, AHEAD_DAYS = 62, YEAR_MIN = 1990, YEAR_MAX = 2100, ABBREVIATION = 3 };

static const char *const months[] = {
    N_("1月"), N_("2月"), N_("3月"), N_("4月"),  N_("5月"),  N_("6月"),
    N_("7月"), N_("8月"), N_("9月"), N_("10月"), N_("11月"), N_("12月"),
};
static const char *const quarters[] = {
    N_("一季度"),
    N_("二季度"),
    N_("三季度"),
    N_("四季度"),
};

/* A period within a year that the page names already. */
static Text
short_words(Ctx *ctx, Period period)
{
    Date start = day_to_date(period.start);

    switch (period.rhythm) {
    case RHYTHM_MONTHLY: {
        Text name = tr_text(ctx->lang, months[start.month - 1]);

        return ctx->lang == LANG_EN ? text_slice(name, 0, ABBREVIATION) : name;
    }
    case RHYTHM_QUARTERLY:
        return tr_text(ctx->lang, quarters[(start.month - 1) / 3]);
    case RHYTHM_HALF_YEARLY:
        return start.month < 7 ? TR(ctx->lang, "上半年") : TR(ctx->lang, "下半年");
    case RHYTHM_YEARLY:
        return TR(ctx->lang, "全年");
    case RHYTHM_EVENT:
        break;
    }
    return TR_FORMAT(ctx->arena, ctx->lang, "{month}月{day}日",
                     {"month", text_printf(ctx->arena, "%d", start.month)},
                     {"day", text_printf(ctx->arena, "%d", start.day)});
}

static Text
days_note(Ctx *ctx, const Duty *duty)
{
    int days = duty->due_day - ctx_today(ctx);

    if (days < 0)
        return TR_FORMAT(ctx->arena, ctx->lang, "逾期 {days} 天",
                         {"days", text_printf(ctx->arena, "%d", -days)});
    return TR_FORMAT(ctx->arena, ctx->lang, "还有 {days} 天",
                     {"days", text_printf(ctx->arena, "%d", days)});
}

static Status
fill_waiting(Ctx *ctx, RegionCode code, DutiesView *view)
{
    Day today = ctx_today(ctx);
    Duties waiting;
    Item item;

    TRY(duty_waiting(ctx, code, today + SOON_DAYS, &waiting));
    view->waiting.at = NEW_ARRAY(ctx->arena, DutyLine, waiting.len);
    for (size_t i = 0; i < waiting.len; i++) {
        const Duty *duty = &waiting.at[i];
        DutyLine *line = &view->waiting.at[view->waiting.len++];
        Period period;

        *line = (DutyLine){
            .item = duty->item,
            .period = duty->period,
            .due = day_format(ctx->arena, duty->due_day),
            .note = days_note(ctx, duty),
            .late = duty->due_day < today,
        };
        if (catalogue_item(ctx, code, duty->item, &item) == OK)
            line->item = item_short_name(&item, ctx->lang);
        if (period_parse(duty->period, &period))
            line->period = period_words(ctx->arena, ctx->lang, period);
    }
    return OK;
}

static void
fill_cell(Ctx *ctx, const Duty *duty, Period period, DutyCell *cell)
{
    int days = duty->due_day - ctx_today(ctx);
    Text state = tr_text(ctx->lang, duty_state_title(duty->state));

    *cell = (DutyCell){.name = short_words(ctx, period)};
    switch (duty->state) {
    case DUTY_OPEN:
        cell->css = days <= SOON_DAYS ? "s1" : "s3";
        cell->sign = days <= SOON_DAYS ? T("·") : T("");
        break;
    case DUTY_MISSING:
        cell->css = "s2";
        cell->sign = T("!");
        break;
    case DUTY_ON_TIME:
        cell->css = "s0";
        cell->sign = T("✓");
        break;
    case DUTY_LATE:
        cell->css = "s4";
        cell->sign = T("~");
        break;
    case DUTY_VOID:
        cell->css = "s5";
        cell->sign = T("–");
        break;
    }
    cell->title =
        text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(period_words(ctx->arena, ctx->lang, period)),
                    TEXT_ARGS(state));
    if (duty->disclosure != 0)
        cell->link = home_disclosure_link(ctx->arena, duty->disclosure);
}

/* The periods of an item within the year, oldest first; duties come newest first. */
static void
fill_row(Ctx *ctx, const Item *item, const Duties *duties, int year, DutyRow *row)
{
    row->cells.at = NEW_ARRAY(ctx->arena, DutyCell, duties->len);
    for (size_t i = duties->len; i-- > 0;) {
        const Duty *duty = &duties->at[i];
        Period period;

        if (text_eq(duty->item, item->code) && period_parse(duty->period, &period) &&
            day_to_date(period.start).year == year)
            fill_cell(ctx, duty, period, &row->cells.at[row->cells.len++]);
    }
}

static Status
fill_year(Ctx *ctx, const Region *region, int year, DutiesView *view)
{
    static const char *const below[] = {"", "/party", "/village", "/finance"};
    Day last = day_from_date((Date){year, 12, 31}) + AHEAD_DAYS;
    Day ahead = ctx_today(ctx) + AHEAD_DAYS;
    Duties duties;
    Items items;

    TRY(catalogue_items(ctx, region->code, &items));
    TRY(duty_list(ctx, region->code, day_from_date((Date){year, 1, 1}), last < ahead ? last : ahead,
                  &duties));
    view->affairs.at = NEW_ARRAY(ctx->arena, DutyAffair, AFFAIR_FINANCE);
    for (int affair = AFFAIR_PARTY; affair <= AFFAIR_FINANCE; affair++) {
        DutyAffair *part = &view->affairs.at[view->affairs.len];

        *part = (DutyAffair){.name = tr_text(ctx->lang, affair_title((Affair)affair))};
        part->rows.at = NEW_ARRAY(ctx->arena, DutyRow, items.len);
        for (size_t i = 0; i < items.len; i++) {
            DutyRow row = {
                .item = item_short_name(&items.at[i], ctx->lang),
                .link = text_printf(
                    ctx->arena, "%.*s?item=%.*s",
                    TEXT_ARGS(home_region_link(ctx->arena, region->code, below[affair])),
                    TEXT_ARGS(items.at[i].code)),
            };

            if ((int)items.at[i].affair != affair)
                continue;
            fill_row(ctx, &items.at[i], &duties, year, &row);
            if (row.cells.len != 0)
                part->rows.at[part->rows.len++] = row;
        }
        if (part->rows.len != 0)
            view->affairs.len++;
    }
    return OK;
}

Status
home_duties(Ctx *ctx, const Request *req, Response *res)
{
    RegionCode code;
    Region region;
    DutiesView view = {0};
    DutyCounts counts;
    int this_year = day_to_date(ctx_today(ctx)).year;
    int64_t year = this_year;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, &region));
    if (region.level != LEVEL_VILLAGE)
        return NOT_FOUND;
    if (!text_to_i64(request_query(req, "year"), &year) || year < YEAR_MIN || year > YEAR_MAX)
        year = this_year;
    TRY(home_page(ctx, req, &region, &view.page));
    home_crumb(ctx, &region, &view.page);
    view.page.title = TR_FORMAT(ctx->arena, ctx->lang, "{name}的公开日历", {"name", region.name});
    TRY(duty_counts(ctx, code, &counts));
    view.rate = rate_format(ctx->arena, counts.on_time, counts.due);
    view.due = counts.due;
    view.on_time = counts.on_time;
    view.late = counts.late;
    view.missing = counts.missing;
    view.year = text_printf(ctx->arena, "%lld", (long long)year);
    view.previous_link = text_printf(ctx->arena, "/r/%012lld/duties?year=%lld", (long long)code,
                                     (long long)year - 1);
    if (year < this_year)
        view.next_link = text_printf(ctx->arena, "/r/%012lld/duties?year=%lld", (long long)code,
                                     (long long)year + 1);
    TRY(fill_waiting(ctx, code, &view));
    TRY(fill_year(ctx, &region, (int)year, &view));
    response_shows(res, code);
    response_shows(res, KEY_CATALOGUE);
    response_page(ctx, req, res, html_home_duties, &view);
    return OK;
}
