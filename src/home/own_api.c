#include "home/own.h"
#include "project/api_write.h"
#include "property/api_rows.h"
#include "subsidy/api_write.h"

enum { ANSWER_BYTES_MAX = 4 * 1024 * 1024 };

static Status
put_projects(Ctx *ctx, const Household *household, Json *json)
{
    ProjectOwns owns;

    TRY(project_own(ctx, household, &owns));
    json_key(json, "projects");
    json_array_begin(json);
    for (size_t i = 0; i < owns.len; i++) {
        json_object_begin(json);
        json_put_id(json, "project", owns.at[i].project.id);
        json_put_text(json, "name", owns.at[i].project.name);
        json_put_text(json, "kind", text_c(project_kind_name(owns.at[i].project.kind)));
        json_key(json, "household");
        api_put_household(ctx, &owns.at[i].household, json);
        json_object_end(json);
    }
    json_array_end(json);
    return OK;
}

static Status
put_shares(Ctx *ctx, const Household *household, Json *json)
{
    Shares shares;

    TRY(share_own(ctx, household, &shares));
    json_key(json, "shares");
    json_array_begin(json);
    for (size_t i = 0; i < shares.len; i++) {
        json_object_begin(json);
        api_put_row(ctx, REGISTER_SHARES, &(RegisterRow){.share = shares.at[i]}, json);
        json_object_end(json);
    }
    json_array_end(json);
    return OK;
}

static Status
put_household(Ctx *ctx, const Household *household, Json *json)
{
    OwnLines lines;

    TRY(subsidy_own_lines(ctx, household, &lines));
    json_object_begin(json);
    json_put_id(json, "id", household->id);
    json_put_text(json, "region", region_code_format(ctx->arena, household->region));
    json_put_text(json, "number", household->number);
    json_put_text(json, "group", household->group_name);
    json_put_text(json, "head", household->head);
    json_put_text(json, "address", household->address);
    json_put_int(json, "people", household->people);
    json_key(json, "subsidies");
    json_array_begin(json);
    for (size_t i = 0; i < lines.len; i++) {
        json_object_begin(json);
        json_put_id(json, "batch", lines.at[i].batch.id);
        json_put_text(json, "programme", lines.at[i].batch.programme.name);
        json_put_text(json, "period", lines.at[i].batch.period);
        json_put_text(json, "name", lines.at[i].batch.name);
        json_key(json, "line");
        api_put_line(ctx, &lines.at[i].line, json);
        json_object_end(json);
    }
    json_array_end(json);
    TRY(put_shares(ctx, household, json));
    TRY(put_projects(ctx, household, json));
    json_object_end(json);
    return OK;
}

Status
own_api(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    Households households;

    (void)req;
    TRY(resident_households_of(ctx, ctx->actor, &households));
    json_object_begin(&json);
    json_key(&json, "households");
    json_array_begin(&json);
    for (size_t i = 0; i < households.len; i++)
        TRY(put_household(ctx, &households.at[i], &json));
    json_array_end(&json);
    json_object_end(&json);
    json_end(&json);
    res->uncacheable = true;
    response_json(res, buf_done(&buf));
    return OK;
}
