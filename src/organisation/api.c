/*
 * The leading group of a place: on its page, and as JSON for programs.
 */
#include "base/json.h"
#include "base/tr.h"
#include "organisation/organisation.h"
#include "organisation/views.h"

enum { ANSWER_BYTES_MAX = 256 * 1024 };

Status
group_part_view(Ctx *ctx, RegionCode region, GroupPartView *out)
{
    GroupMembers found;

    TRY(group_members(ctx, region, &found));
    out->members.len = found.len;
    out->members.at = NEW_ARRAY(ctx->arena, GroupCard, found.len);
    for (size_t i = 0; i < found.len; i++) {
        const GroupMember *member = &found.at[i];

        out->members.at[i] = (GroupCard){
            .face = text_first_chars(member->name, 1),
            .name = member->name,
            .office = member->office,
            .part = tr_text(ctx->lang, group_part_title(member->part)),
            .duty = member->duty,
            .phone = member->phone,
            .call = text_printf(ctx->arena, "tel:%.*s", TEXT_ARGS(member->phone)),
        };
    }
    return OK;
}

/* GET /api/v1/regions/CODE/group */
static Status
get_group(Ctx *ctx, const Request *req, Response *res)
{
    RegionCode code;
    Region place;
    GroupMembers found;
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, &place));
    TRY(group_members(ctx, code, &found));
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < found.len; i++) {
        const GroupMember *member = &found.at[i];

        json_object_begin(&json);
        json_put_text(&json, "name", member->name);
        json_put_text(&json, "office", member->office);
        json_put_text(&json, "part", text_c(group_part_name(member->part)));
        json_put_text(&json, "duty", member->duty);
        json_put_text(&json, "phone", member->phone);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    json_end(&json);
    response_json(res, buf_done(&buf));
    response_shows(res, code);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/api/v1/regions/{code}/group", get_group, ROUTE_READ},
};

const RouteTable organisation_api_routes = {routes, sizeof routes / sizeof routes[0]};
