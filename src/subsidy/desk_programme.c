/*
 * Programmes on the desk: those of a place and of all above it; the own ones are changed here.
 */
#include "base/money.h"
#include "base/tr.h"
#include "subsidy/desk.h"
#include "subsidy/desk_programmes.html.h"

static Text
programmes_link(Arena *arena, RegionCode code)
{
    return text_printf(arena, "/desk/programmes/%012lld", (long long)code);
}

static Text
programme_link(Arena *arena, int64_t id)
{
    return text_printf(arena, "/desk/programme/%lld", (long long)id);
}

/* The place {code}, for its staff. */
static Status
open_place(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, out));
    return actor_require(ctx, CAN_READ_STAFF_PARTS, code);
}

static Status
fill_rows(Ctx *ctx, RegionCode place, ProgrammesView *view)
{
    Programmes programmes;

    TRY(programme_list(ctx, place, &programmes));
    view->rows.at = NEW_ARRAY(ctx->arena, ProgrammeRow, programmes.len);
    for (size_t i = 0; i < programmes.len; i++) {
        const Programme *programme = &programmes.at[i];
        ProgrammeRow *row = &view->rows.at[view->rows.len++];
        Region owner;

        TRY(region_get(ctx, programme->region, &owner));
        *row = (ProgrammeRow){
            .name = programme->name,
            .source = programme->source,
            .standard = TR_FORMAT(ctx->arena, ctx->lang, "每{unit} {standard} 元",
                                  {"unit", programme->unit},
                                  {"standard", fen_format(ctx->arena, programme->standard_fen)}),
            .ground = programme->ground,
            .place = owner.name,
            .retired = programme->retired_day.set,
        };
        if (programme_may_manage(ctx->actor, programme->region))
            row->link = programme_link(ctx->arena, programme->id);
    }
    return OK;
}

static void
fill_form(Ctx *ctx, const Request *req, const Programme *programme, ProgrammesView *view)
{
    if (programme->id != 0) {
        view->name = programme->name;
        view->source = programme->source;
        view->unit = programme->unit;
        view->standard = fen_plain(ctx->arena, programme->standard_fen);
        view->ground = programme->ground;
    }
    if (request_has_form(req, "name")) {
        view->name = request_form(req, "name");
        view->source = request_form(req, "source");
        view->unit = request_form(req, "unit");
        view->standard = request_form(req, "standard");
        view->ground = request_form(req, "ground");
    }
    view->name_error = ctx_problem_of(ctx, "name");
    view->source_error = ctx_problem_of(ctx, "source");
    view->unit_error = ctx_problem_of(ctx, "unit");
    view->standard_error = ctx_problem_of(ctx, "standard");
    view->ground_error = ctx_problem_of(ctx, "ground");
}

/* programme->id 0: the list with the form of a new one. */
static Status
show(Ctx *ctx, const Request *req, Response *res, const Programme *programme)
{
    ProgrammesView view = {
        .is_one = programme->id != 0,
        .retired = programme->retired_day.set,
        .list_link = programmes_link(ctx->arena, programme->region),
        .may_manage = programme_may_manage(ctx->actor, programme->region),
    };
    Region place;

    TRY(region_get(ctx, programme->region, &place));
    view.place = place.name;
    view.action = view.is_one ? programme_link(ctx->arena, programme->id) : view.list_link;
    fill_form(ctx, req, programme, &view);
    if (!view.is_one)
        TRY(fill_rows(ctx, place.code, &view));
    view.page =
        page_begin(ctx, req, view.is_one ? programme->name : TR(ctx->lang, "补贴项目和标准"));
    view.page.crumbs.at = NEW_ARRAY(ctx->arena, Crumb, 1);
    view.page.crumbs.at[view.page.crumbs.len++] =
        view.is_one ? (Crumb){TR(ctx->lang, "补贴项目和标准"), view.list_link}
                    : (Crumb){TR(ctx->lang, "补贴"), T("/desk/subsidies")};
    response_page(ctx, req, res, html_subsidy_desk_programmes, &view);
    return OK;
}

static Status
list_page(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(open_place(ctx, req, &place));
    return show(ctx, req, res, &(Programme){.region = place.code});
}

static Status
open_programme(Ctx *ctx, const Request *req, Programme *out)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(programme_get(ctx, id, out));
    return programme_may_manage(ctx->actor, out->region) ? OK : DENIED;
}

static Status
one_page(Ctx *ctx, const Request *req, Response *res)
{
    Programme programme;

    TRY(open_programme(ctx, req, &programme));
    return show(ctx, req, res, &programme);
}

static Status
save(Ctx *ctx, const Request *req, Response *res, const Programme *now)
{
    Programme programme = *now;
    OptInt standard = subsidy_amount(ctx, req, "standard");
    int64_t id;
    Status status;

    programme.name = request_form(req, "name");
    programme.source = request_form(req, "source");
    programme.unit = request_form(req, "unit");
    programme.ground = request_form(req, "ground");
    programme.standard_fen = standard.value;
    status = ctx_checked(ctx);
    if (status == OK)
        status = programme_put(ctx, &programme, &id);
    if (status == INVALID) {
        TRY(show(ctx, req, res, now));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "已保存"));
    return response_redirect(ctx, res, programmes_link(ctx->arena, now->region));
}

static Status
add(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(open_place(ctx, req, &place));
    return save(ctx, req, res, &(Programme){.region = place.code});
}

static Status
change(Ctx *ctx, const Request *req, Response *res)
{
    Programme programme;

    TRY(open_programme(ctx, req, &programme));
    return save(ctx, req, res, &programme);
}

static Status
set_retired(Ctx *ctx, const Request *req, Response *res, bool retired)
{
    Programme programme;

    TRY(open_programme(ctx, req, &programme));
    TRY(programme_set_retired(ctx, programme.id, retired));
    response_notice(ctx, req, res, TR(ctx->lang, "已保存"));
    return response_redirect(ctx, res, programmes_link(ctx->arena, programme.region));
}

static Status
retire(Ctx *ctx, const Request *req, Response *res)
{
    return set_retired(ctx, req, res, true);
}

static Status
take_up(Ctx *ctx, const Request *req, Response *res)
{
    return set_retired(ctx, req, res, false);
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/programmes/{code}",      list_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/programmes/{code}",      add,       ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/programme/{id}",         one_page,  ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/programme/{id}",         change,    ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/programme/{id}/retire",  retire,    ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/programme/{id}/take-up", take_up,   ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable programme_desk_routes = {routes, sizeof routes / sizeof routes[0]};
