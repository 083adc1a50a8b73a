/*
 * The leading group on the desk.
 */
#include "base/tr.h"
#include "organisation/desk.h"
#include "organisation/group.html.h"
#include "resident/desk_views.h"
#include "resident/household_places.html.h"

static Text
group_link(Arena *arena, RegionCode code, const char *below)
{
    return text_printf(arena, "/desk/group/%012lld%s", (long long)code, below);
}

/* Who works in one place goes there at once. */
static Status
own_place(Ctx *ctx, const Request *req, Response *res)
{
    HouseholdPlacesView view = {.title = TR(ctx->lang, "谁负责公开")};
    RegionCodes scopes = actor_scopes(ctx, CAN_EDIT_PROFILE);

    if (scopes.len == 0)
        return DENIED;
    if (scopes.len == 1)
        return response_redirect(ctx, res, group_link(ctx->arena, scopes.at[0], ""));
    view.places.at = NEW_ARRAY(ctx->arena, HouseholdPlace, scopes.len);
    for (size_t i = 0; i < scopes.len; i++) {
        Text name;

        TRY(place_name_of(ctx, scopes.at[i], &name));
        view.places.at[view.places.len++] =
            (HouseholdPlace){group_link(ctx->arena, scopes.at[i], ""), name};
    }
    view.page = page_begin(ctx, req, view.title);
    response_page(ctx, req, res, html_resident_household_places, &view);
    return OK;
}

static Status
open_place(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, out));
    return actor_require(ctx, CAN_EDIT_PROFILE, code);
}

/* ---- the page ---- */

static void
fill_members(Ctx *ctx, const GroupMembers *found, GroupView *view)
{
    view->members.at = NEW_ARRAY(ctx->arena, GroupLine, found->len);
    for (size_t i = 0; i < found->len; i++) {
        const GroupMember *member = &found->at[i];

        view->members.at[view->members.len++] = (GroupLine){
            .id = text_printf(ctx->arena, "%lld", (long long)member->id),
            .edit_link = text_printf(ctx->arena, "%.*s?edit=%lld#name", TEXT_ARGS(view->link),
                                     (long long)member->id),
            .name = member->name,
            .office = member->office,
            .part = tr_text(ctx->lang, group_part_title(member->part)),
            .duty = member->duty,
            .phone = member->phone,
            .position = member->position,
        };
    }
}

static void
fill_form(Ctx *ctx, const GroupMember *member, GroupView *view)
{
    view->is_new = member->id == 0;
    view->id = text_printf(ctx->arena, "%lld", (long long)member->id);
    view->name = member->name;
    view->office = member->office;
    view->duty = member->duty;
    view->phone = member->phone;
    if (member->position > 0)
        view->position = text_printf(ctx->arena, "%lld", (long long)member->position);
    view->parts.at = NEW_ARRAY(ctx->arena, PartChoice, GROUP_PARTS);
    for (int part = 0; part < GROUP_PARTS; part++)
        view->parts.at[view->parts.len++] = (PartChoice){
            .value = text_c(group_part_name((GroupPart)part)),
            .words = tr_text(ctx->lang, group_part_title((GroupPart)part)),
            .chosen = part == (int)member->part,
        };
    view->name_error = ctx_problem_of(ctx, "name");
    view->office_error = ctx_problem_of(ctx, "office");
    view->duty_error = ctx_problem_of(ctx, "duty");
    view->phone_error = ctx_problem_of(ctx, "phone");
    view->position_error = ctx_problem_of(ctx, "position");
}

static Status
fill_below(Ctx *ctx, RegionCode code, GroupView *view)
{
    Regions below;

    TRY(region_children(ctx, code, &below));
    view->below.at = NEW_ARRAY(ctx->arena, PlaceTab, below.len);
    for (size_t i = 0; i < below.len; i++)
        if (!below.at[i].closed_day.set)
            view->below.at[view->below.len++] =
                (PlaceTab){group_link(ctx->arena, below.at[i].code, ""), below.at[i].name, false};
    return OK;
}

/* member: what stands in the form. */
static Status
show(Ctx *ctx, const Request *req, Response *res, const Region *place, const GroupMember *member)
{
    GroupView view = {.place = place->name, .link = group_link(ctx->arena, place->code, "")};
    GroupMembers found;

    view.public_link = text_printf(ctx->arena, "/r/%012lld#h-group", (long long)place->code);
    TRY(group_members(ctx, place->code, &found));
    fill_members(ctx, &found, &view);
    fill_form(ctx, member, &view);
    TRY(fill_below(ctx, place->code, &view));
    view.page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{place}：谁负责公开", {"place", place->name}));
    response_page(ctx, req, res, html_organisation_group, &view);
    return OK;
}

static Status
group_page(Ctx *ctx, const Request *req, Response *res)
{
    GroupMember member = {.part = GROUP_MEMBER};
    GroupMembers found;
    Region place;
    int64_t id;

    TRY(open_place(ctx, req, &place));
    TRY(group_members(ctx, place.code, &found));
    if (text_to_i64(request_query(req, "edit"), &id))
        for (size_t i = 0; i < found.len; i++)
            if (found.at[i].id == id)
                member = found.at[i];
    return show(ctx, req, res, &place, &member);
}

/* ---- changing ---- */

static Status
save(Ctx *ctx, const Request *req, Response *res)
{
    Text position = text_trim(request_form(req, "position"));
    GroupMember member = {
        .name = request_form(req, "name"),
        .office = request_form(req, "office"),
        .part = GROUP_MEMBER,
        .duty = request_form(req, "duty"),
        .phone = request_form(req, "phone"),
    };
    Region place;
    Status status;
    int64_t id;

    TRY(open_place(ctx, req, &place));
    member.region = place.code;
    (void)group_part_parse(request_form(req, "part"), &member.part);
    if (!text_is_empty(request_form(req, "id")) &&
        !text_to_i64(request_form(req, "id"), &member.id))
        return NOT_FOUND;
    if (position.len != 0 && !text_to_i64(position, &member.position))
        member.position = -1; /* told with the other fields */
    status = group_put(ctx, &member, &id);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &place, &member));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "已保存，公开页上已经能看到"));
    return response_redirect(ctx, res, group_link(ctx->arena, place.code, ""));
}

static Status
remove_member(Ctx *ctx, const Request *req, Response *res)
{
    Region place;
    int64_t id;

    TRY(open_place(ctx, req, &place));
    if (!text_to_i64(request_form(req, "id"), &id))
        return NOT_FOUND;
    TRY(group_remove(ctx, place.code, id));
    response_notice(ctx, req, res, TR(ctx->lang, "已去掉"));
    return response_redirect(ctx, res, group_link(ctx->arena, place.code, ""));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/group",               own_place,     ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/group/{code}",        group_page,    ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/group/{code}",        save,          ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/group/{code}/remove", remove_member, ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable group_desk_routes = {routes, sizeof routes / sizeof routes[0]};
