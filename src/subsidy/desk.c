/*
 * Payment lists on the desk: which village, its lists, a new one.
 */
#include "subsidy/desk.h"

#include "base/money.h"
#include "base/tr.h"
#include "subsidy/desk_list.html.h"
#include "subsidy/desk_new.html.h"
#include "subsidy/desk_places.html.h"
#include "subsidy/desk_steps.h"
#include "subsidy/inside.h"

enum { PLACES_MAX = 500 };

/* ---- shared by the files of the desk ---- */

Text
subsidy_link(Arena *arena, int64_t id, const char *below)
{
    return text_printf(arena, "/desk/subsidy/%lld%s", (long long)id, below);
}

Text
subsidies_link(Arena *arena, RegionCode code, const char *below)
{
    return text_printf(arena, "/desk/subsidies/%012lld%s", (long long)code, below);
}

Status
subsidy_desk_open(Ctx *ctx, const Request *req, Batch *out)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(batch_fetch(ctx, id, out));
    return actor_may(ctx->actor, CAN_READ_STAFF_PARTS, out->region) ? OK : NOT_FOUND;
}

int64_t
subsidy_lock(const Request *req)
{
    int64_t lock;

    return text_to_i64(request_form(req, "lock"), &lock) ? lock : -1;
}

Text
subsidy_title(Ctx *ctx, const Batch *batch)
{
    return batch_words(ctx->arena, ctx->lang, batch);
}

Status
subsidy_crumbs(Ctx *ctx, const Batch *batch, bool below, Page *page)
{
    Region place;

    TRY(region_get(ctx, batch->region, &place));
    page->crumbs.at = NEW_ARRAY(ctx->arena, Crumb, 2);
    page->crumbs.at[page->crumbs.len++] =
        (Crumb){TR_FORMAT(ctx->arena, ctx->lang, "{place}的补贴", {"place", place.name}),
                subsidies_link(ctx->arena, batch->region, "")};
    if (below)
        page->crumbs.at[page->crumbs.len++] =
            (Crumb){subsidy_title(ctx, batch), subsidy_link(ctx->arena, batch->id, "")};
    return OK;
}

OptInt
subsidy_amount(Ctx *ctx, const Request *req, const char *field)
{
    Text typed = text_trim(request_form(req, field));
    FenFault fault;
    int64_t fen;

    if (typed.len == 0)
        return (OptInt){0};
    if (fen_parse(typed, &fen, &fault))
        return SOME_INT(fen);
    (void)!ctx_problem(ctx, field, fen_fault_sentence(ctx->lang, fault));
    return (OptInt){0};
}

OptInt
subsidy_day(Ctx *ctx, const Request *req, const char *field)
{
    Text typed = text_trim(request_form(req, field));
    Day day;

    if (typed.len == 0)
        return (OptInt){0};
    if (day_parse_loose(typed, &day))
        return SOME_INT(day);
    (void)!ctx_problem(ctx, field, TR(ctx->lang, "应是日期，例如 2023-05-18"));
    return (OptInt){0};
}

Status
subsidy_desk_village(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, out));
    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, code));
    return out->level == LEVEL_VILLAGE ? OK : NOT_FOUND;
}

/* ---- which village ---- */

static Status
places_page(Ctx *ctx, const Request *req, Response *res)
{
    SubsidyPlacesView view = {0};
    RegionCodes scopes = actor_scopes(ctx, CAN_READ_STAFF_PARTS);
    RegionCode own;
    Regions villages;

    if (scopes.len == 0)
        return DENIED;
    if (scopes.len == 1 && region_code_level(scopes.at[0]) == LEVEL_VILLAGE)
        return response_redirect(ctx, res, subsidies_link(ctx->arena, scopes.at[0], ""));
    if (actor_scope(ctx, CAN_EDIT_PROFILE, &own) == OK)
        view.programmes_link = text_printf(ctx->arena, "/desk/programmes/%012lld", (long long)own);
    TRY(region_villages_all(ctx, scopes, PLACES_MAX, &villages));
    view.places.at = NEW_ARRAY(ctx->arena, PlaceLink, villages.len);
    for (size_t i = 0; i < villages.len; i++)
        view.places.at[view.places.len++] =
            (PlaceLink){subsidies_link(ctx->arena, villages.at[i].code, ""), villages.at[i].name};
    view.page = page_begin(ctx, req, TR(ctx->lang, "补贴"));
    response_page(ctx, req, res, html_subsidy_desk_places, &view);
    return OK;
}

/* ---- the lists of one ---- */

static void
fill_row(Ctx *ctx, const Batch *batch, SubsidyRow *row)
{
    *row = (SubsidyRow){
        .link = subsidy_link(ctx->arena, batch->id, ""),
        .title = subsidy_title(ctx, batch),
        .facts = TR_FORMAT(ctx->arena, ctx->lang, "{lines} 行，合计 {total} 元",
                           {"lines", text_printf(ctx->arena, "%lld", (long long)batch->lines)},
                           {"total", fen_format(ctx->arena, batch->total_fen)}),
        .state = tr_text(ctx->lang, batch_state_title(batch->state)),
        .tag_css = batch->state == BATCH_RESULT ? "tag tag-ok" : "tag tag-doing",
        .waits = subsidy_next_words(ctx, batch),
    };
}

static Status
list_page(Ctx *ctx, const Request *req, Response *res)
{
    SubsidyListView view = {0};
    Region place;
    Batches batches;

    TRY(subsidy_desk_village(ctx, req, &place));
    TRY(subsidy_batches(ctx, place.code, 0, request_query(req, "cursor"), &batches));
    view.place = place.name;
    view.new_link = subsidies_link(ctx->arena, place.code, "/new");
    view.adopt_link = subsidies_link(ctx->arena, place.code, "/adopt");
    view.programmes_link =
        text_printf(ctx->arena, "/desk/programmes/%012lld", (long long)place.code);
    view.public_link = text_printf(ctx->arena, "/r/%012lld/subsidies", (long long)place.code);
    view.may_keep = actor_may(ctx->actor, CAN_KEEP_LEDGER, place.code);
    view.rows.at = NEW_ARRAY(ctx->arena, SubsidyRow, batches.len);
    for (size_t i = 0; i < batches.len; i++)
        fill_row(ctx, &batches.at[i], &view.rows.at[view.rows.len++]);
    if (batches.next.at != NULL)
        view.next_link = text_printf(ctx->arena, "%.*s?cursor=%.*s",
                                     TEXT_ARGS(subsidies_link(ctx->arena, place.code, "")),
                                     TEXT_ARGS(batches.next));
    view.page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{place}的补贴", {"place", place.name}));
    response_page(ctx, req, res, html_subsidy_desk_list, &view);
    return OK;
}

/* ---- a new one ---- */

Status
subsidy_programme_choices(Ctx *ctx, RegionCode place, Text chosen, DeskChoices *out)
{
    Programmes programmes;

    TRY(programme_list(ctx, place, &programmes));
    out->at = NEW_ARRAY(ctx->arena, DeskChoice, programmes.len);
    for (size_t i = 0; i < programmes.len; i++) {
        const Programme *programme = &programmes.at[i];
        Text value = text_printf(ctx->arena, "%lld", (long long)programme->id);

        if (programme->retired_day.set)
            continue;
        out->at[out->len++] = (DeskChoice){
            .value = value,
            .words = programme->name,
            .note = TR_FORMAT(ctx->arena, ctx->lang, "每{unit} {standard} 元",
                              {"unit", programme->unit},
                              {"standard", fen_format(ctx->arena, programme->standard_fen)}),
            .chosen = text_eq(value, chosen),
        };
    }
    return OK;
}

static Status
show_new(Ctx *ctx, const Request *req, Response *res, const Region *place)
{
    SubsidyNewView view = {
        .place = place->name,
        .action = subsidies_link(ctx->arena, place->code, "/new"),
        .list_link = subsidies_link(ctx->arena, place->code, ""),
        .programmes_link =
            text_printf(ctx->arena, "/desk/programmes/%012lld", (long long)place->code),
        .period = request_form(req, "period"),
        .name = request_form(req, "name"),
        .planned = request_form(req, "planned"),
        .programme_error = ctx_problem_of(ctx, "programme"),
        .period_error = ctx_problem_of(ctx, "period"),
        .name_error = ctx_problem_of(ctx, "name"),
        .planned_error = ctx_problem_of(ctx, "planned"),
    };

    if (view.period.at == NULL)
        view.period = text_printf(ctx->arena, "%d", day_to_date(ctx_today(ctx)).year);
    TRY(subsidy_programme_choices(ctx, place->code, request_form(req, "programme"),
                                  &view.programmes));
    view.page = page_begin(ctx, req, TR(ctx->lang, "新建一份补贴名单"));
    view.page.crumbs.at = NEW_ARRAY(ctx->arena, Crumb, 1);
    view.page.crumbs.at[view.page.crumbs.len++] = (Crumb){
        TR_FORMAT(ctx->arena, ctx->lang, "{place}的补贴", {"place", place->name}), view.list_link};
    response_page(ctx, req, res, html_subsidy_desk_new, &view);
    return OK;
}

static Status
new_page(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(subsidy_desk_village(ctx, req, &place));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, place.code));
    return show_new(ctx, req, res, &place);
}

static Status
create(Ctx *ctx, const Request *req, Response *res)
{
    Region place;
    Batch batch;
    OptInt planned;
    int64_t programme = 0;
    Status status;

    TRY(subsidy_desk_village(ctx, req, &place));
    (void)text_to_i64(request_form(req, "programme"), &programme);
    planned = subsidy_amount(ctx, req, "planned");
    status = ctx_checked(ctx);
    if (status == OK)
        status = subsidy_create(ctx, place.code, programme, request_form(req, "period"),
                                request_form(req, "name"), planned, &batch);
    if (status == INVALID) {
        TRY(show_new(ctx, req, res, &place));
        return INVALID;
    }
    TRY(status);
    return response_redirect(ctx, res, subsidy_link(ctx->arena, batch.id, "/sheet"));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/subsidies",            places_page,      ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/subsidies/{code}",     list_page,        ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/subsidies/{code}/new", new_page,         ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/subsidies/{code}/new", create,           ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/subsidy/{id}",         subsidy_one_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/subsidy/{id}/planned", subsidy_planned,  ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/subsidy/{id}/pay",     subsidy_pay,      ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/subsidy/{id}/hand-in", subsidy_send,     ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/subsidy/{id}/reopen",  subsidy_open_up,  ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/subsidy/{id}/discard", subsidy_drop,     ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable subsidy_desk_routes = {routes, sizeof routes / sizeof routes[0]};
