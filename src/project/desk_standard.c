/*
 * The standards of compensation, and the names of buildings or plots.
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "project/desk.h"
#include "project/desk_buildings.html.h"
#include "project/desk_standards.html.h"
#include "project/sentence.h"

enum { SPARE_ROWS = 3 };

/* ---- standards ---- */

static Text
cell_error(const Ctx *ctx, size_t row, int column)
{
    return ctx_problem_of(
        ctx, text_cstr(ctx->arena, text_printf(ctx->arena, "standard.%zu.%d", row + 1, column)));
}

static void
fill_rows(Ctx *ctx, const Standards *standards, const Texts *typed_amounts, StandardsView *view)
{
    view->rows.at = NEW_ARRAY(ctx->arena, FormRow, standards->len + SPARE_ROWS);
    for (size_t i = 0; i < standards->len; i++) {
        const Standard *standard = &standards->at[i];

        view->rows.at[view->rows.len++] = (FormRow){
            .a = {standard->item,                                                 cell_error(ctx,          i,    1)                                                                      },
            .b = {standard->unit,                                                 cell_error(ctx,          i,    2)                                                                      },
            .c = {typed_amounts != NULL ? typed_amounts->at[i]
                                        : fen_plain(ctx->arena, standard->standard_fen),
                  cell_error(ctx,                                                                                i,                                                                        3)},
            .d = {standard->note,                                                              cell_error(ctx,                                                                        i, 4)},
        };
    }
    for (int i = 0; i < SPARE_ROWS && view->rows.len < PROJECT_STANDARDS_MAX; i++)
        view->rows.at[view->rows.len++] = (FormRow){0};
}

/* What the catalogue calls kinds of compensation, to choose from. */
static Status
fill_choices(Ctx *ctx, const Project *project, Texts *out)
{
    Item item;

    TRY(catalogue_item(ctx, project->region, project_item(project->kind), &item));
    for (size_t i = 0; i < item.columns.len; i++)
        if (text_eq(item.columns.at[i].name, T("补偿项目")))
            *out = item.columns.at[i].choices;
    return OK;
}

static Status
show_standards(Ctx *ctx, const Request *req, Response *res, const ProjectDesk *desk,
               const Standards *standards, const Texts *typed_amounts)
{
    StandardsView view = {.standards_error = ctx_problem_of(ctx, "standards")};

    project_form_head(ctx, desk, project_desk_link(ctx->arena, desk->project.id, "/standards"),
                      &view.head);
    fill_rows(ctx, standards, typed_amounts, &view);
    TRY(fill_choices(ctx, &desk->project, &view.choices));
    TRY(project_desk_begin(ctx, req, desk, TR(ctx->lang, "补偿标准"), true, &view.page));
    response_page(ctx, req, res, html_project_desk_standards, &view);
    return OK;
}

static Status
open_compensation(Ctx *ctx, const Request *req, ProjectDesk *out)
{
    TRY(project_desk_keep(ctx, req, out));
    return out->project.kind == PROJECT_WORKS ? NOT_FOUND : OK;
}

Status
project_standards_page(Ctx *ctx, const Request *req, Response *res)
{
    ProjectDesk desk;
    Standards standards;

    TRY(open_compensation(ctx, req, &desk));
    TRY(project_standards(ctx, &desk.project, &standards));
    return show_standards(ctx, req, res, &desk, &standards, NULL);
}

/* The rows that are not empty; what stands in each amount is kept for the form. */
static void
read_standards(Ctx *ctx, const Request *req, Standards *out, Texts *amounts)
{
    Texts items = request_form_all(req, "item");
    Texts units = request_form_all(req, "unit");
    Texts typed = request_form_all(req, "standard");
    Texts notes = request_form_all(req, "note");
    size_t rows = items.len;

    rows = units.len < rows ? units.len : rows;
    rows = typed.len < rows ? typed.len : rows;
    rows = notes.len < rows ? notes.len : rows;
    *out = (Standards){.at = NEW_ARRAY(ctx->arena, Standard, rows)};
    *amounts = (Texts){.at = NEW_ARRAY(ctx->arena, Text, rows)};
    for (size_t i = 0; i < rows; i++) {
        Text field;

        if (text_is_blank(items.at[i]) && text_is_blank(units.at[i]) &&
            text_is_blank(typed.at[i]) && text_is_blank(notes.at[i]))
            continue;
        field = text_printf(ctx->arena, "standard.%zu.3", out->len + 1);
        amounts->at[amounts->len++] = typed.at[i];
        out->at[out->len++] = (Standard){
            .item = text_trim(items.at[i]),
            .unit = text_trim(units.at[i]),
            .standard_fen = project_typed_fen(ctx, text_cstr(ctx->arena, field), typed.at[i]).value,
            .note = text_trim(notes.at[i]),
        };
    }
}

Status
project_standards_save(Ctx *ctx, const Request *req, Response *res)
{
    ProjectDesk desk;
    Standards standards;
    Texts amounts;
    Project after;
    Status status;

    TRY(open_compensation(ctx, req, &desk));
    read_standards(ctx, req, &standards, &amounts);
    status = ctx_checked(ctx);
    if (status == OK)
        status = project_put_standards(ctx, desk.project.id, project_lock(req), standards, &after);
    if (status == INVALID) {
        TRY(show_standards(ctx, req, res, &desk, &standards, &amounts));
        return INVALID;
    }
    TRY(status);
    return project_desk_done(ctx, req, res, &desk, "", TR(ctx->lang, "已保存"));
}

/* ---- buildings ---- */

static Text
building_action(Ctx *ctx, const Project *project, Text id)
{
    return text_printf(ctx->arena, "/desk/project/%lld/building/%.*s", (long long)project->id,
                       TEXT_ARGS(id));
}

static Status
fill_building(Ctx *ctx, const Project *project, const Building *building, DeskBuildingRow *out)
{
    Text id = desk_number(ctx->arena, building->id);
    Region place;

    TRY(region_get(ctx, building->place, &place));
    *out = (DeskBuildingRow){
        .action = building_action(ctx, project, id),
        .name = building->name,
        .name_id = text_printf(ctx->arena, "name-%.*s", TEXT_ARGS(id)),
        .place = place.name,
        .households = desk_number(ctx->arena, building->households),
        .may_remove = building->households == 0,
    };
    return OK;
}

static Status
fill_places(Ctx *ctx, const Request *req, const Project *project, BuildingsView *view)
{
    Text typed = request_form(req, "place");

    view->places.at = NEW_ARRAY(ctx->arena, DeskChoice, project->places.len);
    for (size_t i = 0; i < project->places.len; i++) {
        Text value = desk_code(ctx->arena, project->places.at[i]);
        Region place;

        TRY(region_get(ctx, project->places.at[i], &place));
        view->places.at[view->places.len++] =
            (DeskChoice){.value = value, .words = place.name, .chosen = text_eq(value, typed)};
    }
    return OK;
}

static Status
show_buildings(Ctx *ctx, const Request *req, Response *res, const ProjectDesk *desk)
{
    const Project *project = &desk->project;
    bool renames = !text_eq(request_param(req, "building"), T("new"));
    BuildingsView view = {
        .group_word = project_group_word(ctx->lang, project->kind),
        .name = renames ? T("") : request_form(req, "name"),
        .name_error = renames ? T("") : ctx_problem_of(ctx, "name"),
        .rename_error = renames ? ctx_problem_of(ctx, "name") : T(""),
        .place_error = ctx_problem_of(ctx, "place"),
    };
    Buildings buildings;

    project_form_head(ctx, desk, building_action(ctx, project, T("new")), &view.head);
    TRY(project_buildings(ctx, project, &buildings));
    view.rows.at = NEW_ARRAY(ctx->arena, DeskBuildingRow, buildings.len);
    for (size_t i = 0; i < buildings.len; i++)
        TRY(fill_building(ctx, project, &buildings.at[i], &view.rows.at[view.rows.len++]));
    TRY(fill_places(ctx, req, project, &view));
    TRY(project_desk_begin(ctx, req, desk, view.group_word, true, &view.page));
    response_page(ctx, req, res, html_project_desk_buildings, &view);
    return OK;
}

Status
project_buildings_page(Ctx *ctx, const Request *req, Response *res)
{
    ProjectDesk desk;

    TRY(open_compensation(ctx, req, &desk));
    return show_buildings(ctx, req, res, &desk);
}

Status
project_building_save(Ctx *ctx, const Request *req, Response *res)
{
    ProjectDesk desk;
    Project after;
    RegionCode place = 0;
    int64_t building;
    Status status;

    TRY(open_compensation(ctx, req, &desk));
    TRY(project_desk_number(req, "building", &building));
    if (request_form(req, "place").len != 0 &&
        !region_code_parse(request_form(req, "place"), &place))
        (void)!ctx_problem(ctx, "place", TR(ctx->lang, "没有这个地方"));
    status = ctx_checked(ctx);
    if (status == OK)
        status = project_put_building(ctx, desk.project.id, project_lock(req), building, place,
                                      text_trim(request_form(req, "name")), &after);
    if (status == INVALID) {
        TRY(show_buildings(ctx, req, res, &desk));
        return INVALID;
    }
    TRY(status);
    return project_desk_done(ctx, req, res, &desk, "/buildings", TR(ctx->lang, "已保存"));
}

Status
project_building_remove(Ctx *ctx, const Request *req, Response *res)
{
    ProjectDesk desk;
    Project after;
    int64_t building;

    TRY(open_compensation(ctx, req, &desk));
    TRY(project_desk_number(req, "building", &building));
    TRY(project_remove_building(ctx, desk.project.id, project_lock(req), building, &after));
    return project_desk_done(ctx, req, res, &desk, "/buildings", TR(ctx->lang, "删掉了"));
}
