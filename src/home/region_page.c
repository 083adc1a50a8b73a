/*
 * The page of a township, a district or what is above: what is below it and how it does.
 */
#include "base/rate.h"
#include "base/tr.h"
#include "duty/duty.h"
#include "home/home.sql.h"
#include "home/parts.h"
#include "home/region.html.h"
#include "opinion/pages.h"
#include "region/tally.h"

enum { NOTICES_SHOWN = 5, LATEST_SHOWN = 8 };

static Text
level_name(Ctx *ctx, RegionLevel level)
{
    switch (level) {
    case LEVEL_TOP:
        return TR(ctx->lang, "全国");
    case LEVEL_PROVINCE:
        return TR(ctx->lang, "省");
    case LEVEL_CITY:
        return TR(ctx->lang, "市");
    case LEVEL_DISTRICT:
        return TR(ctx->lang, "区（县）");
    case LEVEL_TOWNSHIP:
        return TR(ctx->lang, "乡镇（街道）");
    case LEVEL_VILLAGE:
        break;
    }
    return TR(ctx->lang, "村（社区）");
}

static void
fill_figures(Ctx *ctx, const Tallies *tallies, RegionView *view)
{
    DutyCounts counts = duty_counts_of(tallies);

    view->townships = tallies->of[TALLY_TOWNSHIPS];
    view->villages = tallies->of[TALLY_VILLAGES];
    view->party = tallies->of[TALLY_DISCLOSURES_PARTY];
    view->village = tallies->of[TALLY_DISCLOSURES_VILLAGE];
    view->finance = tallies->of[TALLY_DISCLOSURES_FINANCE];
    view->disclosures = view->party + view->village + view->finance;
    view->on_time = rate_format(ctx->arena, counts.on_time, counts.due);
    view->missing = counts.missing;
}

static Status
fill_children(Ctx *ctx, const Region *region, RegionView *view)
{
    HomeBelowRows rows;

    TRY(home_below(ctx, region->code, REGION_CHILDREN_MAX, &rows));
    view->children.at = NEW_ARRAY(ctx->arena, ChildRow, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        const HomeBelowRow *row = &rows.at[i];

        view->children.at[view->children.len++] = (ChildRow){
            .link = home_region_link(ctx->arena, row->code, ""),
            .name = row->name,
            .villages = row->villages,
            .disclosures = row->disclosures,
            .missing = row->missing,
            .rate = rate_format(ctx->arena, row->on_time, row->due),
            .closed = row->closed_day.set,
        };
        if (row->level == LEVEL_VILLAGE)
            view->has_villages_below = true;
        if (row->level == LEVEL_TOWNSHIP)
            view->has_townships_below = true;
    }
    if (view->has_villages_below && region->level == LEVEL_TOWNSHIP)
        TRY(home_map(ctx, region->code, 0, &view->map));
    return OK;
}

static Status
fill_lists(Ctx *ctx, RegionCode code, RegionView *view)
{
    DisclosureLines lines;

    TRY(disclosure_notices(ctx, code, NOTICES_SHOWN, &lines));
    TRY(home_lines(ctx, &lines, true, &view->notices));
    TRY(disclosure_list(ctx, &(DisclosureFilter){.region = code, .limit = LATEST_SHOWN}, &lines));
    return home_lines(ctx, &lines, true, &view->latest);
}

Status
home_region(Ctx *ctx, const Request *req, Response *res, const Region *region)
{
    RegionView view = {.name = region->name, .level = level_name(ctx, region->level)};
    Tallies tallies;

    TRY(home_page(ctx, req, region, &view.page));
    view.page.description =
        TR_FORMAT(ctx->arena, ctx->lang, "{name}的党务、村务、财务公开", {"name", region->name});
    TRY(tally_totals(ctx, region->code, &tallies));
    fill_figures(ctx, &tallies, &view);
    TRY(fill_children(ctx, region, &view));
    view.asks = region->level >= LEVEL_DISTRICT;
    if (view.asks)
        TRY(voice_home(ctx, region->code, &tallies, &view.voice));
    TRY(fill_lists(ctx, region->code, &view));
    TRY(home_projects(ctx, region, &view.projects));
    TRY(group_part_view(ctx, region->code, &view.group));
    TRY(home_events(ctx, region, &view.events.at, &view.events.len));
    view.closed = region->closed_day.set;
    if (view.closed)
        view.closed_sentence = TR_FORMAT(
            ctx->arena, ctx->lang, "{name}已于 {day} 撤销，这里保留以前的公开内容。",
            {"name", region->name}, {"day", day_format(ctx->arena, (Day)region->closed_day.value)});
    if (region->successor != 0)
        view.successor_link = home_region_link(ctx->arena, region->successor, "");
    view.party_link = home_region_link(ctx->arena, region->code, "/party");
    view.village_link = home_region_link(ctx->arena, region->code, "/village");
    view.projects_link = home_region_link(ctx->arena, region->code, "/projects");
    view.finance_link = home_region_link(ctx->arena, region->code, "/finance");
    response_shows(res, region->code);
    response_shows(res, KEY_CATALOGUE);
    response_page(ctx, req, res, html_home_region, &view);
    return OK;
}
