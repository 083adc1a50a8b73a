/*
 * Households on the desk: found, entered, changed, and who signs in for them.
 */
#include "resident/desk.h"

#include "base/tr.h"
#include "resident/household_one.html.h"
#include "resident/household_places.html.h"
#include "resident/households.html.h"
#include "web/target.h"

enum { PLACES_MAX = 500 };

Text
resident_desk_link(Arena *arena, RegionCode code, const char *below)
{
    return text_printf(arena, "/desk/households/%012lld%s", (long long)code, below);
}

Status
resident_desk_place(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, out));
    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, code));
    return out->level == LEVEL_VILLAGE ? OK : NOT_FOUND;
}

static Text
household_link(Arena *arena, int64_t id)
{
    return text_printf(arena, "/desk/household/%lld", (long long)id);
}

static void
crumb(Ctx *ctx, Page *page, Text name, Text link)
{
    page->crumbs.at = NEW_ARRAY(ctx->arena, Crumb, 1);
    page->crumbs.at[page->crumbs.len++] = (Crumb){name, link};
}

/* ---- lists ---- */

static Status
places_page(Ctx *ctx, const Request *req, Response *res)
{
    HouseholdPlacesView view = {0};
    RegionCodes scopes = actor_scopes(ctx, CAN_READ_STAFF_PARTS);
    Regions villages;

    if (scopes.len == 0)
        return DENIED;
    if (scopes.len == 1 && region_code_level(scopes.at[0]) == LEVEL_VILLAGE)
        return response_redirect(ctx, res, resident_desk_link(ctx->arena, scopes.at[0], ""));
    TRY(region_villages_all(ctx, scopes, PLACES_MAX, &villages));
    view.places.at = NEW_ARRAY(ctx->arena, HouseholdPlace, villages.len);
    for (size_t i = 0; i < villages.len; i++)
        view.places.at[view.places.len++] = (HouseholdPlace){
            resident_desk_link(ctx->arena, villages.at[i].code, ""), villages.at[i].name};
    view.title = TR(ctx->lang, "户籍表");
    view.page = page_begin(ctx, req, view.title);
    response_page(ctx, req, res, html_resident_household_places, &view);
    return OK;
}

static Text
people_words(Arena *arena, int64_t people)
{
    return people != 0 ? text_printf(arena, "%lld", (long long)people) : T("");
}

static Status
list_page(Ctx *ctx, const Request *req, Response *res)
{
    HouseholdsView view = {.words = text_trim(request_query(req, "q"))};
    Text cursor = request_query(req, "cursor");
    Region place;
    Households found;

    TRY(resident_desk_place(ctx, req, &place));
    TRY(resident_list(ctx, place.code, view.words, cursor, &found));
    view.place = place.name;
    view.link = resident_desk_link(ctx->arena, place.code, "");
    view.may_manage = resident_may_manage(ctx->actor, place.code);
    view.later = !text_is_empty(cursor);
    view.households.at = NEW_ARRAY(ctx->arena, HouseholdLine, found.len);
    for (size_t i = 0; i < found.len; i++) {
        const Household *household = &found.at[i];

        view.households.at[view.households.len++] = (HouseholdLine){
            .link = household_link(ctx->arena, household->id),
            .number = household->number,
            .group_name = household->group_name,
            .head = household->head,
            .address = household->address,
            .people = people_words(ctx->arena, household->people),
            .closed = household->closed_day.set,
        };
    }
    if (found.next.at != NULL)
        view.next_link = text_printf(ctx->arena, "%.*s?q=%.*s&cursor=%.*s", TEXT_ARGS(view.link),
                                     TEXT_ARGS(percent_encode(ctx->arena, view.words)),
                                     TEXT_ARGS(percent_encode(ctx->arena, found.next)));
    view.page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{place}户籍表", {"place", place.name}));
    response_page(ctx, req, res, html_resident_households, &view);
    return OK;
}

/* ---- one ---- */

static void
fill_typed(const Request *req, HouseholdView *view)
{
    view->number = request_form(req, "number");
    view->group_name = request_form(req, "group_name");
    view->head = request_form(req, "head");
    view->people = request_form(req, "people");
    view->address = request_form(req, "address");
}

static void
fill_errors(const Ctx *ctx, HouseholdView *view)
{
    view->number_error = ctx_problem_of(ctx, "number");
    view->group_error = ctx_problem_of(ctx, "group_name");
    view->head_error = ctx_problem_of(ctx, "head");
    view->people_error = ctx_problem_of(ctx, "people");
    view->address_error = ctx_problem_of(ctx, "address");
    view->login_error = ctx_problem_of(ctx, "login");
}

static void
fill_stored(Ctx *ctx, const Household *household, HouseholdView *view)
{
    view->number = household->number;
    view->group_name = household->group_name;
    view->head = household->head;
    view->people = people_words(ctx->arena, household->people);
    view->address = household->address;
}

static Status
fill_accounts(Ctx *ctx, int64_t id, HouseholdView *view)
{
    HouseholdAccounts accounts;

    TRY(resident_accounts(ctx, id, &accounts));
    view->accounts.at = NEW_ARRAY(ctx->arena, AccountOfHousehold, accounts.len);
    for (size_t i = 0; i < accounts.len; i++)
        view->accounts.at[view->accounts.len++] = (AccountOfHousehold){
            .id = text_printf(ctx->arena, "%lld", (long long)accounts.at[i].account),
            .login = accounts.at[i].login,
            .name = accounts.at[i].name,
        };
    return OK;
}

/* household->id 0: the form of a new one; typed: what was sent stands in the form. */
static Status
show(Ctx *ctx, const Request *req, Response *res, const Household *household, bool typed)
{
    HouseholdView view = {.is_new = household->id == 0, .login = request_form(req, "login")};
    Household stored = *household;
    Region place;

    if (!view.is_new)
        TRY(resident_household(ctx, household->id, &stored));
    view.stored_number = stored.number;
    view.stored_head = stored.head;
    TRY(region_get(ctx, household->region, &place));
    view.place = place.name;
    view.list_link = resident_desk_link(ctx->arena, place.code, "");
    view.action = view.is_new ? view.list_link : household_link(ctx->arena, household->id);
    view.may_manage = resident_may_manage(ctx->actor, place.code);
    view.closed = household->closed_day.set;
    if (view.closed)
        view.closed_on = day_format(ctx->arena, (Day)household->closed_day.value);
    if (typed)
        fill_typed(req, &view);
    else
        fill_stored(ctx, household, &view);
    fill_errors(ctx, &view);
    if (!view.is_new)
        TRY(fill_accounts(ctx, household->id, &view));
    view.page = page_begin(ctx, req, view.is_new ? TR(ctx->lang, "登记一户") : household->head);
    crumb(ctx, &view.page, TR_FORMAT(ctx->arena, ctx->lang, "{place}户籍表", {"place", place.name}),
          view.list_link);
    response_page(ctx, req, res, html_resident_household_one, &view);
    return OK;
}

static Status
new_page(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(resident_desk_place(ctx, req, &place));
    if (!resident_may_manage(ctx->actor, place.code))
        return DENIED;
    return show(ctx, req, res, &(Household){.region = place.code}, false);
}

static Status
open_household(Ctx *ctx, const Request *req, Household *out)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    return resident_get(ctx, id, out);
}

static Status
household_page(Ctx *ctx, const Request *req, Response *res)
{
    Household household;

    TRY(open_household(ctx, req, &household));
    return show(ctx, req, res, &household, false);
}

static Status
save(Ctx *ctx, const Request *req, Response *res, Household household)
{
    Text people = text_trim(request_form(req, "people"));
    int64_t id;
    Status status;

    household.number = request_form(req, "number");
    household.group_name = request_form(req, "group_name");
    household.head = request_form(req, "head");
    household.address = request_form(req, "address");
    household.people = 0;
    if (people.len != 0 && !text_to_i64(people, &household.people))
        household.people = -1; /* told with the other fields */
    status = resident_put(ctx, &household, &id);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &household, true));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "已保存"));
    return response_redirect(ctx, res,
                             household.id == 0
                                 ? resident_desk_link(ctx->arena, household.region, "")
                                 : household_link(ctx->arena, id));
}

static Status
add(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(resident_desk_place(ctx, req, &place));
    return save(ctx, req, res, (Household){.region = place.code});
}

static Status
change(Ctx *ctx, const Request *req, Response *res)
{
    Household household;

    TRY(open_household(ctx, req, &household));
    return save(ctx, req, res, household);
}

static Status
set_closed(Ctx *ctx, const Request *req, Response *res, bool closed)
{
    Household household;

    TRY(open_household(ctx, req, &household));
    TRY(resident_set_closed(ctx, household.id, closed));
    response_notice(ctx, req, res, TR(ctx->lang, "已保存"));
    return response_redirect(ctx, res, household_link(ctx->arena, household.id));
}

static Status
close_one(Ctx *ctx, const Request *req, Response *res)
{
    return set_closed(ctx, req, res, true);
}

static Status
open_again(Ctx *ctx, const Request *req, Response *res)
{
    return set_closed(ctx, req, res, false);
}

/* ---- accounts ---- */

static Status
link_account(Ctx *ctx, const Request *req, Response *res)
{
    Household household;
    Status status;

    TRY(open_household(ctx, req, &household));
    status = resident_link(ctx, household.id, request_form(req, "login"));
    if (status == INVALID) {
        TRY(show(ctx, req, res, &household, false));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "这个账号登录后能看到自家的补贴和补偿"));
    return response_redirect(ctx, res, household_link(ctx->arena, household.id));
}

static Status
unlink_account(Ctx *ctx, const Request *req, Response *res)
{
    Household household;
    int64_t account;

    TRY(open_household(ctx, req, &household));
    if (!text_to_i64(request_form(req, "account"), &account))
        return NOT_FOUND;
    TRY(resident_unlink(ctx, household.id, account));
    response_notice(ctx, req, res, TR(ctx->lang, "已取消"));
    return response_redirect(ctx, res, household_link(ctx->arena, household.id));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/households",            places_page,    ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/households/{code}",     list_page,      ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/households/{code}",     add,            ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/households/{code}/new", new_page,       ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/household/{id}",        household_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/household/{id}",        change,         ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/household/{id}/close",  close_one,      ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/household/{id}/open",   open_again,     ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/household/{id}/link",   link_account,   ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/household/{id}/unlink", unlink_account, ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable resident_desk_routes = {routes, sizeof routes / sizeof routes[0]};
