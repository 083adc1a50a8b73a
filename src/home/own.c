/*
 * The own household: what it was paid, year by year, its share of what the collective gave out, and
 * what it gets in projects, in full.
 */
#include "home/own.h"

#include "base/money.h"
#include "base/tr.h"
#include "home/own.html.h"
#include "home/own_views.h"
#include "project/pages.h"
#include "property/money.h"
#include "subsidy/inside.h"

static const char *
tag_of(LineState state)
{
    switch (state) {
    case LINE_PAID:
        return "tag tag-ok";
    case LINE_FAILED:
        return "tag tag-late";
    case LINE_DUE:
        break;
    }
    return "tag";
}

static void
fill_row(Ctx *ctx, const OwnLine *own, OwnRow *out)
{
    const Line *line = &own->line;
    const Batch *batch = &own->batch;
    bool told = batch->result.revision > 0 && batch->result.state != STATE_WITHDRAWN;

    *out = (OwnRow){
        .title = batch_words(ctx->arena, ctx->lang, batch),
        .link = text_printf(ctx->arena, "/d/%lld",
                            (long long)(told ? batch->result.id : batch->notice.id)),
        .sum = line_sum(ctx, line, batch->programme.unit),
        .state = tr_text(ctx->lang, line_state_title(line->state)),
        .tag_css = tag_of(line->state),
        .note = line->note,
    };
    if (line->card_tail.len != 0)
        out->card = TR_FORMAT(ctx->arena, ctx->lang, "尾号 {tail}", {"tail", line->card_tail});
    if (line->paid_day.set)
        out->paid_on = day_format(ctx->arena, (Day)line->paid_day.value);
}

static int
year_of(const Batch *batch)
{
    Period period;

    return period_parse(batch->period, &period) ? day_to_date(period.start).year : 0;
}

/* Lines come newest first, so a year's stand together. */
static void
fill_years(Ctx *ctx, const OwnLines *lines, OwnHousehold *out)
{
    size_t i = 0;

    out->years.at = NEW_ARRAY(ctx->arena, OwnYear, lines->len);
    while (i < lines->len) {
        OwnYear *year = &out->years.at[out->years.len++];
        int number = year_of(&lines->at[i].batch);
        int64_t total = 0, paid = 0;

        *year = (OwnYear){.year = text_printf(ctx->arena, "%d", number)};
        year->rows.at = NEW_ARRAY(ctx->arena, OwnRow, lines->len - i);
        for (; i < lines->len && year_of(&lines->at[i].batch) == number; i++) {
            const Line *line = &lines->at[i].line;

            fill_row(ctx, &lines->at[i], &year->rows.at[year->rows.len++]);
            total += line->amount_fen;
            paid += line->state == LINE_PAID ? line->amount_fen : 0;
        }
        year->total = fen_format(ctx->arena, total);
        year->paid = paid != 0 ? fen_format(ctx->arena, paid) : T("");
    }
}

static Text
share_sum(Ctx *ctx, const Share *share)
{
    if (share->standard_fen == 0)
        return TR_FORMAT(ctx->arena, ctx->lang, "{amount} 元",
                         {"amount", fen_format(ctx->arena, share->amount_fen)});
    return product_words(ctx->arena, ctx->lang, share->quantity_milli, share->unit,
                         share->standard_fen, share->amount_fen);
}

static Status
fill_shares(Ctx *ctx, const Household *household, OwnHousehold *out)
{
    Shares shares;

    TRY(share_own(ctx, household, &shares));
    out->shares.at = NEW_ARRAY(ctx->arena, OwnShare, shares.len);
    for (size_t i = 0; i < shares.len; i++) {
        const Share *share = &shares.at[i];
        OwnShare *row = &out->shares.at[out->shares.len++];

        *row = (OwnShare){
            .title = TR_FORMAT(ctx->arena, ctx->lang, "{year} 年{kind}",
                               {"year", text_printf(ctx->arena, "%lld", (long long)share->year)},
                               {"kind", tr_text(ctx->lang, share_kind_title(share->kind))}),
            .sum = share_sum(ctx, share),
        };
        if (share->paid_day.set)
            row->paid_on = day_format(ctx->arena, (Day)share->paid_day.value);
    }
    return OK;
}

static Status
fill_projects(Ctx *ctx, const Household *household, ProjectFamilies *out)
{
    ProjectOwns owns;

    TRY(project_own(ctx, household, &owns));
    out->at = NEW_ARRAY(ctx->arena, ProjectFamily, owns.len);
    for (size_t i = 0; i < owns.len; i++) {
        ProjectFamily *family = &out->at[out->len++];

        project_family(ctx, &owns.at[i].household, family);
        family->title = owns.at[i].project.name;
        family->link = project_link(ctx->arena, owns.at[i].project.id, "");
        family->own = false; /* the whole page is */
    }
    return OK;
}

static Status
fill_household(Ctx *ctx, const Household *household, OwnHousehold *out)
{
    OwnLines lines;
    Region place;

    TRY(region_get(ctx, household->region, &place));
    TRY(subsidy_own_lines(ctx, household, &lines));
    *out = (OwnHousehold){
        .place = place.name,
        .place_link = text_printf(ctx->arena, "/r/%012lld", (long long)place.code),
        .subsidies_link = text_printf(ctx->arena, "/r/%012lld/subsidies", (long long)place.code),
        .shares_link =
            text_printf(ctx->arena, "/r/%012lld/property#h-shares", (long long)place.code),
        .number = household->number,
        .group_name = household->group_name,
        .head = household->head,
        .address = household->address,
        .people = household->people,
    };
    fill_years(ctx, &lines, out);
    TRY(fill_shares(ctx, household, out));
    return fill_projects(ctx, household, &out->projects);
}

static Status
own_page(Ctx *ctx, const Request *req, Response *res)
{
    OwnHouseholdView view = {0};
    Households households;

    TRY(resident_households_of(ctx, ctx->actor, &households));
    view.households.at = NEW_ARRAY(ctx->arena, OwnHousehold, households.len);
    for (size_t i = 0; i < households.len; i++)
        TRY(fill_household(ctx, &households.at[i], &view.households.at[view.households.len++]));
    view.page = page_begin(ctx, req, TR(ctx->lang, "我家"));
    view.page.noindex = true;
    res->uncacheable = true;
    response_page(ctx, req, res, html_home_own, &view);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/my/household",        own_page, ROUTE_READ | ROUTE_STAFF},
    {METHOD_GET, "/api/v1/my/household", own_api,  ROUTE_READ | ROUTE_STAFF},
};

const RouteTable own_routes = {routes, sizeof routes / sizeof routes[0]};
