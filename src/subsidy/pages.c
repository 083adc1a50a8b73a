/*
 * The public page of subsidies: a sentence, the lists of a year with what is published of them, the
 * programmes and their standards.
 */
#include "subsidy/pages.h"

#include "base/money.h"
#include "base/tr.h"
#include "disclosure/pages_shared.h"
#include "subsidy/inside.h"
#include "subsidy/subsidies.html.h"
#include "subsidy/views.h"

enum { YEAR_FIRST = 1990, YEAR_LAST = 2100 };

static int
year_of(const Batch *batch)
{
    Period period;

    return period_parse(batch->period, &period) ? day_to_date(period.start).year : 0;
}

static Text
page_link(Ctx *ctx, const Region *place, int year)
{
    return text_printf(ctx->arena, "/r/%012lld/subsidies?year=%d", (long long)place->code, year);
}

static bool
is_published(const BatchDisclosure *disclosure)
{
    return disclosure->revision > 0 && disclosure->state != STATE_WITHDRAWN;
}

/* ---- one list ---- */

static void
fill_state(Ctx *ctx, const Batch *batch, PublicBatch *out)
{
    OptInt until = batch->notice.notice_until;

    if (is_published(&batch->notice))
        out->notice_link = text_printf(ctx->arena, "/d/%lld", (long long)batch->notice.id);
    if (is_published(&batch->result)) {
        out->result_link = text_printf(ctx->arena, "/d/%lld", (long long)batch->result.id);
        out->state = TR(ctx->lang, "结果已公布");
        out->tag_css = "tag tag-ok";
    } else if (until.set && until.value >= ctx_today(ctx)) {
        out->state = TR(ctx->lang, "正在公示");
        out->tag_css = "tag tag-warn";
        out->note = TR_FORMAT(ctx->arena, ctx->lang, "觉得不对，{until} 前可以提异议",
                              {"until", day_format(ctx->arena, (Day)until.value)});
    } else {
        out->state = TR(ctx->lang, "公示过了，等结果");
        out->tag_css = "tag tag-doing";
    }
}

static Status
fill_batch(Ctx *ctx, const Batch *batch, PublicBatch *out, BatchTotals *sums)
{
    BatchTotals totals;
    Status status = subsidy_published_totals(ctx, batch, &totals);

    /* Staff also get what is not published yet; it is not for this page. */
    if (status != OK)
        return status;
    *out = (PublicBatch){
        .title = batch_words(ctx->arena, ctx->lang, batch),
        .totals = TR_FORMAT(ctx->arena, ctx->lang, "{lines} 行，合计 {total} 元",
                            {"lines", text_printf(ctx->arena, "%lld", (long long)totals.lines)},
                            {"total", fen_format(ctx->arena, totals.total_fen)}),
    };
    if (is_published(&batch->result))
        out->paid = TR_FORMAT(ctx->arena, ctx->lang, "已发 {paid} 元",
                              {"paid", fen_format(ctx->arena, totals.paid_fen)});
    fill_state(ctx, batch, out);
    sums->total_fen += totals.total_fen;
    sums->paid_fen += totals.paid_fen;
    return OK;
}

/* ---- a year of them ---- */

/* The year that was asked for, else the newest that has a list, else this one. */
static Status
choose_year(Ctx *ctx, const Request *req, const Region *place, int *year_out, int *newest_out)
{
    Batches newest;
    int64_t asked;

    TRY(subsidy_batches(ctx, place->code, 0, T(""), &newest));
    *newest_out = newest.len != 0 ? year_of(&newest.at[0]) : day_to_date(ctx_today(ctx)).year;
    *year_out = *newest_out;
    if (!text_to_i64(request_query(req, "year"), &asked))
        return OK;
    if (asked < YEAR_FIRST || asked > YEAR_LAST)
        return NOT_FOUND;
    *year_out = (int)asked;
    return OK;
}

static Status
fill_years(Ctx *ctx, const Region *place, int year, int newest, SubsidiesView *view)
{
    Day first = day_from_date((Date){year, 1, 1});
    Batches earlier;

    TRY(subsidy_batches(ctx, place->code, 0, text_printf(ctx->arena, "%d.0", first), &earlier));
    if (earlier.len != 0)
        view->earlier_link = page_link(ctx, place, year_of(&earlier.at[0]));
    if (year < newest)
        view->later_link = page_link(ctx, place, year + 1);
    return OK;
}

static Status
fill_batches(Ctx *ctx, const Request *req, const Region *place, SubsidiesView *view)
{
    Batches batches;
    BatchTotals sums = {0};
    int year = 0, newest = 0;

    TRY(choose_year(ctx, req, place, &year, &newest));
    TRY(subsidy_batches(ctx, place->code, year, request_query(req, "cursor"), &batches));
    view->year = text_printf(ctx->arena, "%d", year);
    view->batches.at = NEW_ARRAY(ctx->arena, PublicBatch, batches.len);
    for (size_t i = 0; i < batches.len; i++) {
        Status status =
            fill_batch(ctx, &batches.at[i], &view->batches.at[view->batches.len], &sums);

        if (status != OK && status != NOT_FOUND)
            return status;
        view->batches.len += status == OK;
    }
    view->batch_count = (int64_t)view->batches.len;
    view->total = fen_format(ctx->arena, sums.total_fen);
    view->paid = sums.paid_fen != 0 ? fen_format(ctx->arena, sums.paid_fen) : T("");
    if (batches.next.at != NULL)
        view->more_link =
            text_printf(ctx->arena, "%.*s&cursor=%.*s", TEXT_ARGS(page_link(ctx, place, year)),
                        TEXT_ARGS(batches.next));
    return fill_years(ctx, place, year, newest, view);
}

static Status
fill_programmes(Ctx *ctx, const Region *place, SubsidiesView *view)
{
    Programmes programmes;

    TRY(programme_list(ctx, place->code, &programmes));
    view->programmes.at = NEW_ARRAY(ctx->arena, PublicProgramme, programmes.len);
    for (size_t i = 0; i < programmes.len; i++) {
        const Programme *programme = &programmes.at[i];
        Region owner;

        TRY(region_get(ctx, programme->region, &owner));
        view->programmes.at[view->programmes.len++] = (PublicProgramme){
            .name = programme->name,
            .standard = TR_FORMAT(ctx->arena, ctx->lang, "每{unit} {standard} 元",
                                  {"unit", programme->unit},
                                  {"standard", fen_format(ctx->arena, programme->standard_fen)}),
            .source = programme->source,
            .ground = programme->ground,
            .place = owner.name,
            .retired = programme->retired_day.set,
        };
    }
    return OK;
}

static Status
fill_reader(Ctx *ctx, const Region *place, Response *res, SubsidiesView *view)
{
    Household own;
    Status status;

    view->signed_in = ctx->actor != NULL;
    view->reads_rows = (disclosure_reader(ctx, place->code) & (1u << AUDIENCE_RESIDENTS)) != 0;
    status = resident_household_of(ctx, ctx->actor, place->code, &own);
    if (status == OK)
        view->own_link = T("/my/household");
    if (ctx->actor != NULL)
        res->uncacheable = true;
    return status == NOT_FOUND ? OK : status;
}

static Status
subsidies_page(Ctx *ctx, const Request *req, Response *res)
{
    SubsidiesView view = {0};
    Region place;

    TRY(pages_place(ctx, req, &place));
    if (place.code == 0)
        return NOT_FOUND;
    view.place = place.name;
    view.is_village = place.level == LEVEL_VILLAGE;
    TRY(fill_programmes(ctx, &place, &view));
    if (view.is_village)
        TRY(fill_batches(ctx, req, &place, &view));
    TRY(fill_reader(ctx, &place, res, &view));
    TRY(pages_begin(ctx, req, &place,
                    TR_FORMAT(ctx->arena, ctx->lang, "{place}的补贴", {"place", place.name}),
                    &view.page));
    response_shows(res, place.code);
    response_shows(res, KEY_CATALOGUE); /* programmes of the places above move it */
    response_page(ctx, req, res, html_subsidy_subsidies, &view);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/r/{code}/subsidies", subsidies_page, ROUTE_READ},
};

const RouteTable subsidy_routes = {routes, sizeof routes / sizeof routes[0]};
