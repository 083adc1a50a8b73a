#include "project/api.h"

#include "base/tr.h"
#include "project/api_write.h"

enum { HOUSEHOLDS_A_PAGE = 200 };

static Status
project_of(Ctx *ctx, const Request *req, Project *out)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    return project_get(ctx, id, out);
}

/* GET /api/v1/projects/ID */
static Status
get_one(Ctx *ctx, const Request *req, Response *res)
{
    Project project;

    TRY(project_of(ctx, req, &project));
    return api_answer_project(ctx, res, &project);
}

/* ---- the projects of a place ---- */

static Status
kind_of(Ctx *ctx, const Request *req, int *out)
{
    Text word = request_query(req, "kind");
    ProjectKind kind;

    *out = -1;
    if (word.len == 0)
        return OK;
    if (!project_kind_parse(word, &kind))
        return ctx_problem(ctx, "kind", TR(ctx->lang, "没有这一类项目"));
    *out = (int)kind;
    return OK;
}

static Status
get_list(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, PROJECT_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    Projects projects;
    RegionCode code;
    Region place;
    int kind;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, &place));
    TRY(kind_of(ctx, req, &kind));
    TRY(project_list(ctx, place.code, kind, request_query(req, "cursor"), &projects));
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < projects.len; i++)
        TRY(api_put_project(ctx, &projects.at[i], &json));
    json_array_end(&json);
    json_put_text(&json, "next", projects.next);
    json_object_end(&json);
    json_end(&json);
    res->uncacheable = ctx->actor != NULL;
    response_json(res, buf_done(&buf));
    response_shows(res, place.code);
    return OK;
}

/* ---- households: for those who see lines ---- */

typedef struct Asked {
    RegionCode place;
    int64_t building;
    int64_t after; /* how many stand on the pages before */
} Asked;

static Status
asked_of(Ctx *ctx, const Request *req, Asked *out)
{
    Text place = request_query(req, "place");
    Text building = request_query(req, "building");
    Text cursor = request_query(req, "cursor");

    *out = (Asked){0};
    if (place.len != 0 && !region_code_parse(place, &out->place))
        (void)!ctx_problem(ctx, "place", TR(ctx->lang, "没有这个地方"));
    if (building.len != 0 && !text_to_i64(building, &out->building))
        (void)!ctx_problem(ctx, "building", TR(ctx->lang, "没有这一栋（块）"));
    if (cursor.len != 0 && (!text_to_i64(cursor, &out->after) || out->after < 0))
        (void)!ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的位置不对"));
    return ctx_checked(ctx);
}

static Status
get_households(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, PROJECT_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    ProjectHouseholds households;
    Project project;
    Asked asked;
    size_t i, end;

    TRY(project_of(ctx, req, &project));
    TRY(asked_of(ctx, req, &asked));
    TRY(project_households(ctx, &project, asked.place, asked.building, &households));
    i = (size_t)asked.after;
    end = i + HOUSEHOLDS_A_PAGE < households.len ? i + HOUSEHOLDS_PAGE : households.len;
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (; i < end; i++)
        api_put_household(ctx, &households.at[i], &json);
    json_array_end(&json);
    if (end < households.len)
        json_put_text(&json, "next", text_printf(ctx->arena, "%zu", end));
    else
        json_put_none(&json, "next");
    json_object_end(&json);
    json_end(&json);
    res->uncacheable = true;
    response_json(res, buf_done(&buf));
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/api/v1/regions/{code}/projects",  get_list,       ROUTE_READ              },
    {METHOD_GET, "/api/v1/projects/{id}",            get_one,        ROUTE_READ              },
    {METHOD_GET, "/api/v1/projects/{id}/households", get_households, ROUTE_READ | ROUTE_STAFF},
};

const RouteTable project_api_routes = {routes, sizeof routes / sizeof routes[0]};
