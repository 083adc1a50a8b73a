/*
 * What the desk's pages about projects have in common.
 */
#include "project/desk.h"

#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"

Text
project_desk_link(Arena *arena, int64_t id, const char *below)
{
    return text_printf(arena, "/desk/project/%lld%s", (long long)id, below);
}

Text
projects_desk_link(Arena *arena, RegionCode code, const char *below)
{
    return text_printf(arena, "/desk/projects/%012lld%s", (long long)code, below);
}

/* ---- whose it is ---- */

Status
project_desk_open(Ctx *ctx, const Request *req, ProjectDesk *out)
{
    ProjectSight sight;
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    *out = (ProjectDesk){0};
    TRY(project_get(ctx, id, &out->project));
    TRY(project_sight(ctx, &out->project, 0, &sight));
    out->whole = sight == SIGHT_STAFF;
    out->keeps = project_may_manage(ctx->actor, out->project.region);
    out->places.at = NEW_ARRAY(ctx->arena, RegionCode, out->project.places.len);
    for (size_t i = 0; i < out->project.places.len; i++) {
        TRY(project_sight(ctx, &out->project, out->project.places.at[i], &sight));
        if (sight == SIGHT_STAFF)
            out->places.at[out->places.len++] = out->project.places.at[i];
    }
    return out->whole || out->places.len != 0 ? OK : NOT_FOUND;
}

Status
project_desk_keep(Ctx *ctx, const Request *req, ProjectDesk *out)
{
    TRY(project_desk_open(ctx, req, out));
    return out->keeps ? OK : DENIED;
}

Status
project_desk_place(Ctx *ctx, const Request *req, const ProjectDesk *desk, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    for (size_t i = 0; i < desk->places.len; i++)
        if (desk->places.at[i] == code)
            return region_get(ctx, code, out);
    return NOT_FOUND;
}

Status
project_desk_number(const Request *req, const char *name, int64_t *out)
{
    Text typed = request_param(req, name);

    *out = 0;
    if (text_eq(typed, T("new")))
        return OK;
    return text_to_i64(typed, out) && *out > 0 ? OK : NOT_FOUND;
}

int64_t
project_lock(const Request *req)
{
    int64_t lock;

    return text_to_i64(request_form(req, "lock"), &lock) ? lock : -1;
}

/* ---- what was typed ---- */

OptInt
project_typed_fen(Ctx *ctx, const char *field, Text typed)
{
    FenFault fault;
    int64_t fen;

    if (text_is_blank(typed))
        return (OptInt){0};
    if (fen_parse(typed, &fen, &fault))
        return SOME_INT(fen);
    (void)!ctx_problem(ctx, field, fen_fault_sentence(ctx->lang, fault));
    return (OptInt){0};
}

OptInt
project_typed_quantity(Ctx *ctx, const char *field, Text typed)
{
    FenFault fault;
    int64_t milli;

    if (text_is_blank(typed))
        return (OptInt){0};
    if (decimal_parse(typed, &milli, &fault))
        return SOME_INT(milli);
    (void)!ctx_problem(ctx, field, fen_fault_sentence(ctx->lang, fault));
    return (OptInt){0};
}

OptInt
project_typed_day(Ctx *ctx, const char *field, Text typed)
{
    Day day;

    if (text_is_blank(typed))
        return (OptInt){0};
    if (day_parse_loose(text_trim(typed), &day))
        return SOME_INT(day);
    (void)!ctx_problem(ctx, field, TR(ctx->lang, "应是日期，例如 2023-05-18"));
    return (OptInt){0};
}

Text
project_day_plain(Ctx *ctx, OptInt day)
{
    return day.set ? day_format(ctx->arena, (Day)day.value) : T("");
}

Text
project_fen_plain(Ctx *ctx, OptInt fen)
{
    return fen.set ? fen_plain(ctx->arena, fen.value) : T("");
}

/* ---- pages ---- */

void
project_form_head(Ctx *ctx, const ProjectDesk *desk, Text action, ProjectFormHead *out)
{
    *out = (ProjectFormHead){
        .title = desk->project.name,
        .link = project_desk_link(ctx->arena, desk->project.id, ""),
        .action = action,
        .lock = desk_number(ctx->arena, desk->project.lock),
        .reason_error = ctx_problem_of(ctx, "reopen"),
    };
}

Status
project_desk_begin(Ctx *ctx, const Request *req, const ProjectDesk *desk, Text title, bool below,
                   Page *page)
{
    Region place;

    *page = page_begin(ctx, req, title);
    TRY(region_get(ctx, desk->project.region, &place));
    page->crumbs.at = NEW_ARRAY(ctx->arena, Crumb, 2);
    page->crumbs.at[page->crumbs.len++] =
        (Crumb){TR_FORMAT(ctx->arena, ctx->lang, "{place}的项目", {"place", place.name}),
                projects_desk_link(ctx->arena, place.code, "")};
    if (below)
        page->crumbs.at[page->crumbs.len++] =
            (Crumb){desk->project.name, project_desk_link(ctx->arena, desk->project.id, "")};
    return OK;
}

Status
project_desk_done(Ctx *ctx, const Request *req, Response *res, const ProjectDesk *desk,
                  const char *below, Text said)
{
    response_notice(ctx, req, res, said);
    return response_redirect(ctx, res, project_desk_link(ctx->arena, desk->project.id, below));
}
