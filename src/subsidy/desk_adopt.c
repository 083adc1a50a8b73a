/*
 * From a table that was published by hand to a payment list: which one, and what it is called.
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "subsidy/desk.h"
#include "subsidy/desk_adopt.html.h"
#include "subsidy/desk_steps.h"

static Text
adopt_link(Ctx *ctx, RegionCode place, int64_t disclosure)
{
    Text page = subsidies_link(ctx->arena, place, "/adopt");

    return disclosure == 0
               ? page
               : text_printf(ctx->arena, "%.*s?d=%lld", TEXT_ARGS(page), (long long)disclosure);
}

static Status
fill_rows(Ctx *ctx, RegionCode place, SubsidyAdoptView *view)
{
    Adoptables adoptables;

    TRY(subsidy_adoptable(ctx, place, &adoptables));
    view->rows.at = NEW_ARRAY(ctx->arena, SubsidyRow, adoptables.len);
    for (size_t i = 0; i < adoptables.len; i++)
        view->rows.at[view->rows.len++] = (SubsidyRow){
            .link = adopt_link(ctx, place, adoptables.at[i].disclosure),
            .title = adoptables.at[i].title,
            .facts =
                TR_FORMAT(ctx->arena, ctx->lang, "{day} 公开",
                          {"day", day_format(ctx->arena, day_of(adoptables.at[i].published_at))}),
        };
    return OK;
}

/* The programme that is chosen: the one of the form, else the one that the table names. */
static Text
chosen_programme(Ctx *ctx, const Request *req, const Adoption *adoption)
{
    Programme programme;

    if (request_has_form(req, "programme"))
        return request_form(req, "programme");
    if (adoption->programme.len == 0 ||
        programme_find(ctx, adoption->region, adoption->programme, &programme) != OK)
        return T("");
    return desk_number(ctx->arena, programme.id);
}

static Status
fill_form(Ctx *ctx, const Request *req, RegionCode place, int64_t disclosure,
          SubsidyAdoptView *view)
{
    Adoption adoption;
    size_t before = ctx->problems.len;
    Status status = subsidy_adoption(ctx, disclosure, &adoption);

    view->chosen = true;
    view->disclosure = desk_number(ctx->arena, disclosure);
    view->disclosure_link = desk_link(ctx->arena, disclosure, "");
    if (status == INVALID) {
        view->disclosure_error = ctx_problem_of(ctx, "disclosure");
        view->title = TR(ctx->lang, "看这份公开");
        ctx->problems.len = before;
        return OK;
    }
    TRY(status);
    if (adoption.region != place)
        return NOT_FOUND;
    view->readable = true;
    view->title = adoption.title;
    view->paid = adoption.paid;
    view->facts = TR_FORMAT(ctx->arena, ctx->lang, "{lines} 行，合计 {total} 元",
                            {"lines", desk_number(ctx->arena, (int64_t)adoption.lines.len)},
                            {"total", fen_format(ctx->arena, adoption.total_fen)});
    view->programme_name = adoption.programme;
    view->period = request_has_form(req, "period") ? request_form(req, "period") : adoption.period;
    view->name = request_has_form(req, "name") ? request_form(req, "name") : adoption.name;
    view->programme_error = ctx_problem_of(ctx, "programme");
    view->period_error = ctx_problem_of(ctx, "period");
    view->name_error = ctx_problem_of(ctx, "name");
    return subsidy_programme_choices(ctx, place, chosen_programme(ctx, req, &adoption),
                                     &view->programmes);
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Region *place, int64_t disclosure)
{
    SubsidyAdoptView view = {
        .place = place->name,
        .action = adopt_link(ctx, place->code, 0),
        .list_link = subsidies_link(ctx->arena, place->code, ""),
        .programmes_link =
            text_printf(ctx->arena, "/desk/programmes/%012lld", (long long)place->code),
    };

    if (disclosure != 0)
        TRY(fill_form(ctx, req, place->code, disclosure, &view));
    else
        TRY(fill_rows(ctx, place->code, &view));
    view.page = page_begin(ctx, req, TR(ctx->lang, "从公开过的表接着做"));
    view.page.crumbs.at = NEW_ARRAY(ctx->arena, Crumb, 1);
    view.page.crumbs.at[view.page.crumbs.len++] = (Crumb){
        TR_FORMAT(ctx->arena, ctx->lang, "{place}的补贴", {"place", place->name}), view.list_link};
    response_page(ctx, req, res, html_subsidy_desk_adopt, &view);
    return OK;
}

static Status
adopt_page(Ctx *ctx, const Request *req, Response *res)
{
    Region place;
    int64_t disclosure = 0;

    TRY(subsidy_desk_village(ctx, req, &place));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, place.code));
    (void)text_to_i64(request_query(req, "d"), &disclosure);
    return show(ctx, req, res, &place, disclosure);
}

static Status
adopt(Ctx *ctx, const Request *req, Response *res)
{
    Region place;
    Batch batch;
    Disclosure found;
    int64_t disclosure = 0, programme = 0;
    Status status;

    TRY(subsidy_desk_village(ctx, req, &place));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, place.code));
    if (!text_to_i64(request_form(req, "d"), &disclosure))
        return NOT_FOUND;
    TRY(disclosure_get(ctx, disclosure, &found));
    if (found.region != place.code)
        return NOT_FOUND;
    (void)text_to_i64(request_form(req, "programme"), &programme);
    status = subsidy_adopt(ctx, disclosure, programme, request_form(req, "period"),
                           request_form(req, "name"), &batch);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &place, disclosure));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "接成名单了，和公开的表一样"));
    return response_redirect(ctx, res, subsidy_link(ctx->arena, batch.id, ""));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/subsidies/{code}/adopt", adopt_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/subsidies/{code}/adopt", adopt,      ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable subsidy_adopt_desk_routes = {routes, sizeof routes / sizeof routes[0]};
