/*
 * Places on the desk: found, looked at, their profile edited.
 */
#include "region/desk.h"

#include "base/tr.h"
#include "region/picture.h"
#include "region/region_one.html.h"
#include "region/regions.html.h"

enum { FOUND_MAX = 100, BLANK_CONTACTS = 2, MAP_CELLS_MAX = 99 };

Text
desk_place_link(Arena *arena, RegionCode code)
{
    return text_printf(arena, "/desk/regions/%012lld", (long long)code);
}

Status
region_desk_place(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, out));
    if (actor_may(ctx->actor, CAN_EDIT_PROFILE, code) ||
        actor_may(ctx->actor, CAN_MANAGE_REGIONS, code))
        return OK;
    return DENIED;
}

/* ---- finding ---- */

static Status
fill_lines(Ctx *ctx, const Regions *regions, bool with_above, PlaceLines *out)
{
    *out = (PlaceLines){.at = NEW_ARRAY(ctx->arena, PlaceLine, regions->len)};
    for (size_t i = 0; i < regions->len; i++) {
        const Region *region = &regions->at[i];
        Region above = {.name = T("")};
        Status status = with_above ? region_get(ctx, region->parent, &above) : OK;

        if (status != OK && status != NOT_FOUND)
            return status;
        out->at[out->len++] = (PlaceLine){
            .link = desk_place_link(ctx->arena, region->code),
            .code = region_code_format(ctx->arena, region->code),
            .name = region->name,
            .above = above.name,
            .closed = region->closed_day.set,
        };
    }
    return OK;
}

/* What somebody with one place looks after directly: what stands below; with several: these. */
static Status
own_places(Ctx *ctx, RegionCodes scopes, Regions *out)
{
    if (scopes.len == 1)
        return region_children(ctx, scopes.at[0], out);
    *out = (Regions){.at = NEW_ARRAY(ctx->arena, Region, scopes.len)};
    for (size_t i = 0; i < scopes.len; i++) {
        Status status = region_get(ctx, scopes.at[i], &out->at[out->len]);

        if (status != OK && status != NOT_FOUND)
            return status;
        out->len += status == OK;
    }
    return OK;
}

/* What the words find; a code finds its place; no words: the own places. */
static Status
find_places(Ctx *ctx, RegionCodes scopes, Text words, Regions *out)
{
    RegionCode code;
    Region *one = NEW(ctx->arena, Region);
    Status status;

    if (text_is_empty(words))
        return own_places(ctx, scopes, out);
    if (!region_code_parse(words, &code))
        return region_find_all(ctx, scopes, words, FOUND_MAX, out);
    *out = (Regions){0};
    status = region_codes_contain(scopes, code) ? region_get(ctx, code, one) : NOT_FOUND;
    if (status == OK)
        *out = (Regions){one, 1};
    return status == NOT_FOUND ? OK : status;
}

static Status
list_page(Ctx *ctx, const Request *req, Response *res)
{
    PlacesView view = {.words = text_trim(request_query(req, "q"))};
    RegionCodes scopes = actor_scopes(ctx, CAN_MANAGE_REGIONS);
    Regions regions;

    if (scopes.len == 0)
        scopes = actor_scopes(ctx, CAN_EDIT_PROFILE);
    if (scopes.len == 0)
        return DENIED;
    /* Whoever has a single village goes there at once. */
    if (scopes.len == 1 && region_code_level(scopes.at[0]) == LEVEL_VILLAGE)
        return response_redirect(ctx, res, desk_place_link(ctx->arena, scopes.at[0]));
    TRY(find_places(ctx, scopes, view.words, &regions));
    TRY(fill_lines(ctx, &regions, true, &view.places));
    view.page = page_begin(ctx, req, TR(ctx->lang, "地区"));
    response_page(ctx, req, res, html_region_regions, &view);
    return OK;
}

/* ---- one place ---- */

static Status
fill_past(Ctx *ctx, const Region *region, PlaceView *view)
{
    RegionEvents events;

    TRY(region_history(ctx, region->code, &events));
    view->past.at = NEW_ARRAY(ctx->arena, PastRow, events.len);
    for (size_t i = 0; i < events.len; i++) {
        const RegionEvent *event = &events.at[i];
        PastRow *row = &view->past.at[view->past.len++];
        Region other = {.name = T("")};
        Status status = event->other != 0 ? region_get(ctx, event->other, &other) : OK;

        if (status != OK && status != NOT_FOUND)
            return status;
        *row = (PastRow){.day = day_format(ctx->arena, event->day), .note = event->note};
        if (event->other != 0)
            row->link = desk_place_link(ctx->arena, event->other);
        if (text_eq(event->kind, T("renamed")))
            row->sentence =
                TR_FORMAT(ctx->arena, ctx->lang, "改名，以前叫“{name}”", {"name", event->old_name});
        else if (text_eq(event->kind, T("moved")))
            row->sentence = TR_FORMAT(ctx->arena, ctx->lang, "划转，另一个代码 {code}",
                                      {"code", region_code_format(ctx->arena, event->other)});
        else if (event->other != 0)
            row->sentence =
                TR_FORMAT(ctx->arena, ctx->lang, "撤销，并入{name}", {"name", other.name});
        else
            row->sentence = TR(ctx->lang, "撤销");
    }
    return OK;
}

static Text
number_or_nothing(Arena *arena, int64_t number)
{
    return number != 0 ? text_printf(arena, "%lld", (long long)number) : T("");
}

static Text
cell_or_nothing(Arena *arena, OptInt cell)
{
    return cell.set ? text_printf(arena, "%lld", (long long)cell.value + 1) : T("");
}

static void
fill_profile(Ctx *ctx, const RegionProfile *profile, PlaceView *view)
{
    view->households = number_or_nothing(ctx->arena, profile->households);
    view->people = number_or_nothing(ctx->arena, profile->people);
    view->area_mu = number_or_nothing(ctx->arena, profile->area_mu);
    view->intro = profile->intro;
    view->phone = profile->phone;
    view->address = profile->address;
    view->map_x = cell_or_nothing(ctx->arena, profile->map_x);
    view->map_y = cell_or_nothing(ctx->arena, profile->map_y);
    view->contacts.at = NEW_ARRAY(ctx->arena, ContactRow, profile->contacts.len + BLANK_CONTACTS);
    for (size_t i = 0; i < profile->contacts.len; i++) {
        const RegionContact *contact = &profile->contacts.at[i];

        view->contacts.at[view->contacts.len++] =
            (ContactRow){contact->name, contact->post, contact->duty, contact->phone};
    }
    view->contacts.len += BLANK_CONTACTS;
}

static Text
nth(Texts texts, size_t i)
{
    return i < texts.len ? text_trim(texts.at[i]) : T("");
}

/* What was typed, to be shown again with its faults. */
static void
fill_typed(Ctx *ctx, const Request *req, PlaceView *view)
{
    Texts names = request_form_all(req, "contact_name");
    Texts posts = request_form_all(req, "contact_post");
    Texts duties = request_form_all(req, "contact_duty");
    Texts phones = request_form_all(req, "contact_phone");

    view->households = request_form(req, "households");
    view->people = request_form(req, "people");
    view->area_mu = request_form(req, "area_mu");
    view->intro = request_form(req, "intro");
    view->phone = request_form(req, "phone");
    view->address = request_form(req, "address");
    view->map_x = request_form(req, "map_x");
    view->map_y = request_form(req, "map_y");
    view->contacts.at = NEW_ARRAY(ctx->arena, ContactRow, names.len + 1);
    for (size_t i = 0; i < names.len; i++)
        view->contacts.at[view->contacts.len++] =
            (ContactRow){nth(names, i), nth(posts, i), nth(duties, i), nth(phones, i)};
}

static void
fill_errors(const Ctx *ctx, PlaceView *view)
{
    view->households_error = ctx_problem_of(ctx, "households");
    view->people_error = ctx_problem_of(ctx, "people");
    view->area_error = ctx_problem_of(ctx, "area_mu");
    view->intro_error = ctx_problem_of(ctx, "intro");
    view->phone_error = ctx_problem_of(ctx, "phone");
    view->address_error = ctx_problem_of(ctx, "address");
    view->map_error = ctx_problem_of(ctx, "map_x");
    view->contacts_error = ctx_problem_of(ctx, "contacts");
    view->picture_error = ctx_problem_of(ctx, "picture");
    view->alias_error = ctx_problem_of(ctx, "alias");
}

static Status
fill_crumbs(Ctx *ctx, const Region *region, Page *page)
{
    Regions path;

    TRY(region_path(ctx, region->code, &path));
    page->crumbs.at = NEW_ARRAY(ctx->arena, Crumb, path.len);
    for (size_t i = 0; i + 1 < path.len; i++) {
        RegionCode code = path.at[i].code;

        if (actor_may(ctx->actor, CAN_EDIT_PROFILE, code) ||
            actor_may(ctx->actor, CAN_MANAGE_REGIONS, code))
            page->crumbs.at[page->crumbs.len++] =
                (Crumb){path.at[i].name, desk_place_link(ctx->arena, code)};
    }
    return OK;
}

static Status
fill_picture(Ctx *ctx, const Region *region, const RegionProfile *profile, PlaceView *view)
{
    PictureState picture;

    TRY(region_picture_state(ctx, region->code, &picture));
    view->picture_waiting = picture.waiting;
    if (picture.refused.len != 0 && view->picture_error.len == 0)
        view->picture_error = picture.refused;
    if (!text_is_empty(profile->picture))
        view->picture = text_printf(ctx->arena, "/r/%012lld/picture", (long long)region->code);
    return OK;
}

static Status
show_place(Ctx *ctx, const Request *req, Response *res, const Region *region, bool typed)
{
    PlaceView view = {
        .name = region->name,
        .code = region_code_format(ctx->arena, region->code),
        .public_link = text_printf(ctx->arena, "/r/%012lld", (long long)region->code),
        .closed = region->closed_day.set,
        .may_edit = actor_may(ctx->actor, CAN_EDIT_PROFILE, region->code),
        .may_change = actor_may(ctx->actor, CAN_MANAGE_REGIONS, region->code),
        .may_move = region->level == LEVEL_VILLAGE,
        .may_close = region->level >= LEVEL_TOWNSHIP,
        .alias = request_form(req, "alias"),
    };
    RegionProfile profile;
    Regions children;
    Region successor;

    TRY(region_profile_get(ctx, region->code, &profile));
    if (typed)
        fill_typed(ctx, req, &view);
    else
        fill_profile(ctx, &profile, &view);
    fill_errors(ctx, &view);
    TRY(fill_picture(ctx, region, &profile, &view));
    if (region->successor != 0 && region_get(ctx, region->successor, &successor) == OK) {
        view.successor_link = desk_place_link(ctx->arena, successor.code);
        view.successor_name = successor.name;
    }
    TRY(region_children(ctx, region->code, &children));
    TRY(fill_lines(ctx, &children, false, &view.children));
    TRY(region_aliases(ctx, region->code, &view.aliases));
    TRY(fill_past(ctx, region, &view));
    view.page = page_begin(ctx, req, region->name);
    TRY(fill_crumbs(ctx, region, &view.page));
    response_page(ctx, req, res, html_region_region_one, &view);
    return OK;
}

static Status
place_page(Ctx *ctx, const Request *req, Response *res)
{
    Region region;

    TRY(region_desk_place(ctx, req, &region));
    return show_place(ctx, req, res, &region, false);
}

/* ---- the profile ---- */

/* A whole number or nothing; a problem otherwise. */
static int64_t
read_number(Ctx *ctx, const Request *req, const char *field)
{
    Text typed = text_trim(request_form(req, field));
    int64_t value = 0;

    if (typed.len != 0 && (!text_to_i64(typed, &value) || value < 0))
        (void)!ctx_problem(ctx, field, TR(ctx->lang, "请写整数"));
    return value;
}

static OptInt
read_cell(Ctx *ctx, const Request *req, const char *field)
{
    Text typed = text_trim(request_form(req, field));
    int64_t value = 0;

    if (typed.len == 0)
        return (OptInt){0};
    if (!text_to_i64(typed, &value) || value < 1 || value > MAP_CELLS_MAX)
        (void)!ctx_problem(ctx, "map_x", TR(ctx->lang, "行和列写 1 到 99 的整数"));
    return SOME_INT(value - 1);
}

static void
read_contacts(Ctx *ctx, const Request *req, RegionContacts *out)
{
    Texts names = request_form_all(req, "contact_name");
    Texts posts = request_form_all(req, "contact_post");
    Texts duties = request_form_all(req, "contact_duty");
    Texts phones = request_form_all(req, "contact_phone");

    *out = (RegionContacts){.at = NEW_ARRAY(ctx->arena, RegionContact, names.len)};
    for (size_t i = 0; i < names.len; i++) {
        RegionContact contact = {.name = nth(names, i),
                                 .post = nth(posts, i),
                                 .duty = nth(duties, i),
                                 .phone = nth(phones, i)};

        /* A name that was cleared takes its line away. */
        if (contact.name.len != 0)
            out->at[out->len++] = contact;
        else if (contact.post.len != 0 && i + 1 == names.len)
            (void)!ctx_problem(ctx, "contacts", TR(ctx->lang, "联系人要写姓名和职务"));
    }
}

static void
read_profile(Ctx *ctx, const Request *req, RegionProfile *profile)
{
    profile->households = read_number(ctx, req, "households");
    profile->people = read_number(ctx, req, "people");
    profile->area_mu = read_number(ctx, req, "area_mu");
    profile->intro = text_trim(request_form(req, "intro"));
    profile->phone = text_trim(request_form(req, "phone"));
    profile->address = text_trim(request_form(req, "address"));
    profile->map_x = read_cell(ctx, req, "map_x");
    profile->map_y = read_cell(ctx, req, "map_y");
    if (profile->map_x.set != profile->map_y.set)
        (void)!ctx_problem(ctx, "map_x", TR(ctx->lang, "行和列要一起写"));
    if (request_has_form(req, "picture_remove"))
        profile->picture = T("");
    read_contacts(ctx, req, &profile->contacts);
}

static Status
save_picture(Ctx *ctx, const Request *req, RegionCode code)
{
    for (size_t i = 0; i < req->uploads.len; i++)
        if (text_eq(req->uploads.at[i].field, T("picture")) && req->uploads.at[i].bytes > 0)
            return region_picture_put(ctx, code, req->uploads.at[i].path);
    return OK;
}

static Status
save_profile(Ctx *ctx, const Request *req, Response *res)
{
    Region region;
    RegionProfile profile;
    Status status;

    TRY(region_desk_place(ctx, req, &region));
    TRY(region_profile_get(ctx, region.code, &profile));
    read_profile(ctx, req, &profile);
    status = region_profile_put(ctx, region.code, &profile);
    if (status == OK)
        status = save_picture(ctx, req, region.code);
    if (status == INVALID) {
        TRY(show_place(ctx, req, res, &region, true));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "村情已保存"));
    return response_redirect(ctx, res, desk_place_link(ctx->arena, region.code));
}

static Status
add_alias(Ctx *ctx, const Request *req, Response *res)
{
    Region region;
    Status status;

    TRY(region_desk_place(ctx, req, &region));
    status = region_alias_add(ctx, region.code, request_form(req, "alias"));
    if (status == INVALID) {
        TRY(show_place(ctx, req, res, &region, false));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "别名已添加"));
    return response_redirect(ctx, res, desk_place_link(ctx->arena, region.code));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/regions",                list_page,    ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/regions/{code}",         place_page,   ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/regions/{code}/profile", save_profile,
     ROUTE_WRITE | ROUTE_STAFF | ROUTE_UPLOAD                                            },
    {METHOD_POST, "/desk/regions/{code}/alias",   add_alias,    ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable region_desk_routes = {routes, sizeof routes / sizeof routes[0]};
