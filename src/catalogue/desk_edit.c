/*
 * One item of the catalogue on the desk: its form, and saving it as a new version.
 */
#include "base/buf.h"
#include "base/json.h"
#include "base/tr.h"
#include "catalogue/catalogue_item.html.h"
#include "catalogue/desk.h"
#include "catalogue/desk_form.h"

static Text
item_link(Ctx *ctx, const Request *req, Text code, const char *below)
{
    return desk_catalogue_link(ctx, req,
                               text_printf(ctx->arena, "/%.*s%s", TEXT_ARGS(code), below));
}

static void
fill_errors(const Ctx *ctx, ItemView *view)
{
    view->code_error = ctx_problem_of(ctx, "code");
    view->affair_error = ctx_problem_of(ctx, "affair");
    view->position_error = ctx_problem_of(ctx, "position");
    view->name_error = ctx_problem_of(ctx, "name");
    view->name_hant_error = ctx_problem_of(ctx, "name_hant");
    view->name_en_error = ctx_problem_of(ctx, "name_en");
    view->plain_error = ctx_problem_of(ctx, "plain");
    view->plain_hant_error = ctx_problem_of(ctx, "plain_hant");
    view->plain_en_error = ctx_problem_of(ctx, "plain_en");
    view->village.error = ctx_problem_of(ctx, "rhythm_village");
    view->community.error = ctx_problem_of(ctx, "rhythm_community");
    view->due_error = ctx_problem_of(ctx, "due_rule");
    view->notice_error = ctx_problem_of(ctx, "notice_days");
    view->after_error = ctx_problem_of(ctx, "after_notice");
    view->basis_error = ctx_problem_of(ctx, "legal_basis");
    view->basis_en_error = ctx_problem_of(ctx, "legal_basis_en");
    view->effective_error = ctx_problem_of(ctx, "effective");
    view->columns_error = ctx_problem_of(ctx, "table.columns");
}

static Status
fill_place(Ctx *ctx, const Request *req, ItemView *view)
{
    RegionCode region;
    Region place;

    if (actor_scopes(ctx, CAN_MANAGE_CATALOGUE).len < 2)
        return OK;
    TRY(desk_catalogue_region(ctx, req, &region));
    TRY(region_get(ctx, region, &place));
    view->place = place.name;
    return OK;
}

/* The form with an item's content.  fresh: for an item that is not there yet. */
static Status
show(Ctx *ctx, const Request *req, Response *res, const ItemForm *form, bool fresh, bool conflict)
{
    const Item *item = &form->item;
    ItemView view;

    item_form_fill(ctx, form, &view);
    fill_errors(ctx, &view);
    view.fresh = fresh;
    view.conflict = conflict;
    view.retired = item->retired;
    view.version = form->version;
    TRY(fill_place(ctx, req, &view));
    view.list_link = desk_catalogue_link(ctx, req, T(""));
    view.action =
        fresh ? desk_catalogue_link(ctx, req, T("/new")) : item_link(ctx, req, item->code, "");
    view.retire_link = item_link(ctx, req, item->code, "/retire");
    view.restore_link = item_link(ctx, req, item->code, "/restore");
    view.versions_link = item_link(ctx, req, item->code, "/versions");
    view.other_link =
        item_link(ctx, req, item->code,
                  text_printf(ctx->arena, "/versions/%lld", (long long)form->version).at);
    view.page = page_begin(ctx, req, fresh ? TR(ctx->lang, "新增事项") : item->name);
    response_page(ctx, req, res, html_catalogue_catalogue_item, &view);
    return OK;
}

static Status
item_page(Ctx *ctx, const Request *req, Response *res)
{
    ItemForm form = {0};
    RegionCode region;

    TRY(desk_catalogue_region(ctx, req, &region));
    TRY(desk_catalogue_item(ctx, req, region, &form.item));
    item_form_begin(ctx, &form);
    return show(ctx, req, res, &form, false, false);
}

static Status
new_page(Ctx *ctx, const Request *req, Response *res)
{
    ItemForm form = {
        .item = {.affair = AFFAIR_VILLAGE,
                 .rhythm_village = T("E"),
                 .rhythm_community = T("E"),
                 .due_rule = T("{\"E\":{\"days\":5}}")}
    };
    RegionCode region;

    TRY(desk_catalogue_region(ctx, req, &region));
    item_form_begin(ctx, &form);
    return show(ctx, req, res, &form, true, false);
}

/* Somebody was faster: the form comes again, on top of the other one's version. */
static Status
show_conflict(Ctx *ctx, const Request *req, Response *res, ItemForm *form)
{
    Items versions;

    TRY(catalogue_history(ctx, form->item.region, form->item.code, &versions));
    if (versions.len == 0)
        return CONFLICT;
    form->version = versions.at[0].version;
    TRY(show(ctx, req, res, form, false, true));
    res->status = 409;
    return INVALID;
}

/* Saves what the form says as a new version; whatever is wrong, the form comes again with all that
 * was typed. */
static Status
save(Ctx *ctx, const Request *req, Response *res, ItemForm *form, bool fresh)
{
    Item saved;
    Status status = item_form_read(ctx, req, form);

    if (status == OK && request_has_form(req, "more"))
        return show(ctx, req, res, form, fresh, false); /* more empty rows, nothing saved */
    if (status == OK)
        status = catalogue_put(ctx, &form->item, form->version, &saved);
    if (status == CONFLICT && fresh)
        status = ctx_problem(ctx, "code", TR(ctx->lang, "已经有这个代码的事项"));
    if (status == CONFLICT)
        return show_conflict(ctx, req, res, form);
    if (status == INVALID) {
        TRY(show(ctx, req, res, form, fresh, false));
        return INVALID;
    }
    TRY(status);
    response_notice(
        ctx, req, res,
        TR_FORMAT(ctx->arena, ctx->lang, "已保存为第 {version} 版",
                  {"version", text_printf(ctx->arena, "%lld", (long long)saved.version)}));
    return response_redirect(ctx, res, item_link(ctx, req, saved.code, ""));
}

static Status
save_item(Ctx *ctx, const Request *req, Response *res)
{
    ItemForm form = {0};
    RegionCode region;

    TRY(desk_catalogue_region(ctx, req, &region));
    TRY(desk_catalogue_item(ctx, req, region, &form.item));
    form.item.region = region;
    return save(ctx, req, res, &form, false);
}

static Status
save_new(Ctx *ctx, const Request *req, Response *res)
{
    ItemForm form = {0};

    TRY(desk_catalogue_region(ctx, req, &form.item.region));
    form.item.code = text_trim(request_form(req, "code"));
    return save(ctx, req, res, &form, true);
}

static Status
set_retired(Ctx *ctx, const Request *req, Response *res, bool retired)
{
    RegionCode region;
    Item item;
    Item saved;
    int64_t version;

    TRY(desk_catalogue_region(ctx, req, &region));
    TRY(desk_catalogue_item(ctx, req, region, &item));
    if (!text_to_i64(request_form(req, "version"), &version))
        return NOT_FOUND;
    item.region = region;
    item.retired = retired;
    item.effective_day = 0;
    TRY(catalogue_put(ctx, &item, version, &saved));
    response_notice(ctx, req, res,
                    retired ? TR(ctx->lang, "这一项已停用") : TR(ctx->lang, "这一项已重新启用"));
    return response_redirect(ctx, res, desk_catalogue_link(ctx, req, T("")));
}

static Status
retire(Ctx *ctx, const Request *req, Response *res)
{
    return set_retired(ctx, req, res, true);
}

static Status
restore(Ctx *ctx, const Request *req, Response *res)
{
    return set_retired(ctx, req, res, false);
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/catalogue/new",            new_page,  ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/catalogue/new",            save_new,  ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/catalogue/{code}",         item_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/catalogue/{code}",         save_item, ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/catalogue/{code}/retire",  retire,    ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/catalogue/{code}/restore", restore,   ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable catalogue_edit_routes = {routes, sizeof routes / sizeof routes[0]};
