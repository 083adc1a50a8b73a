/*
 * One household of a project, by hand: its lines, its agreement, its payment.
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "project/desk.h"
#include "project/desk_family.html.h"
#include "project/pages.h"
#include "project/sentence.h"

enum { SPARE_ROWS = 2, LINES_MAX = 40 };

/* A household, as it is and as it is typed. */
typedef struct Editing {
    ProjectDesk desk;
    ProjectHousehold household;           /* id 0: a new one */
    Texts quantities, standards, amounts; /* of its lines as typed; at NULL: as they are */
} Editing;

/* The place of a new one: of the query, else of the form; one that the person sees. */
static Status
place_of(const Request *req, const ProjectDesk *desk, RegionCode *out)
{
    Text typed = request_form(req, "place");

    if (typed.len == 0)
        typed = request_query(req, "place");
    if (!region_code_parse(typed, out))
        return NOT_FOUND;
    for (size_t i = 0; i < desk->places.len; i++)
        if (desk->places.at[i] == *out)
            return OK;
    return NOT_FOUND;
}

static Status
open_family(Ctx *ctx, const Request *req, Editing *out)
{
    int64_t id;

    *out = (Editing){0};
    TRY(project_desk_open(ctx, req, &out->desk));
    TRY(project_desk_number(req, "household", &id));
    if (out->desk.project.kind == PROJECT_WORKS)
        return NOT_FOUND;
    if (id == 0) {
        if (!out->desk.keeps)
            return DENIED;
        return place_of(req, &out->desk, &out->household.place);
    }
    TRY(project_household(ctx, id, &out->desk.project, &out->household));
    for (size_t i = 0; i < out->desk.places.len; i++)
        if (out->desk.places.at[i] == out->household.place)
            return text_eq(request_param(req, "id"),
                           desk_number(ctx->arena, out->household.project))
                       ? OK
                       : NOT_FOUND;
    return NOT_FOUND;
}

/* ---- showing ---- */

static Text
line_error(const Ctx *ctx, size_t row, int column)
{
    return ctx_problem_of(
        ctx, text_cstr(ctx->arena, text_printf(ctx->arena, "line.%zu.%d", row + 1, column)));
}

static void
fill_rows(Ctx *ctx, const Editing *editing, FamilyFormView *view)
{
    const ProjectHousehold *household = &editing->household;
    bool typed = editing->amounts.at != NULL;

    view->rows.at = NEW_ARRAY(ctx->arena, FormRow, household->line_count + SPARE_ROWS);
    for (size_t i = 0; i < household->line_count; i++) {
        const Compensation *line = &household->lines[i];

        view->rows.at[view->rows.len++] = (FormRow){
            .a = {line->item,             line_error(ctx, i, 1)},
            .b = { typed ? editing->quantities.at[i]
                        : decimal_plain(ctx->arena, line->quantity_milli),
                  line_error(ctx,                         i, 2)},
            .c = { typed ? editing->standards.at[i] : fen_plain(ctx->arena,   line->standard_fen),
                  line_error(ctx,                         i, 3)},
            .d = { typed ? editing->amounts.at[i] : fen_plain(ctx->arena,     line->amount_fen),
                  line_error(ctx,                         i, 4)},
        };
    }
    for (int i = 0; i < SPARE_ROWS; i++)
        view->rows.at[view->rows.len++] = (FormRow){0};
}

/* What may be chosen from: kinds of compensation, buildings of the place. */
static Status
fill_lists(Ctx *ctx, const Editing *editing, FamilyFormView *view)
{
    Standards standards;
    Buildings buildings;

    TRY(project_standards(ctx, &editing->desk.project, &standards));
    TRY(project_buildings(ctx, &editing->desk.project, &buildings));
    view->items.at = NEW_ARRAY(ctx->arena, Text, standards.len);
    for (size_t i = 0; i < standards.len; i++)
        view->items.at[view->items.len++] = standards.at[i].item;
    view->building_names.at = NEW_ARRAY(ctx->arena, Text, buildings.len);
    for (size_t i = 0; i < buildings.len; i++)
        if (buildings.at[i].place == editing->household.place)
            view->building_names.at[view->building_names.len++] = buildings.at[i].name;
    return OK;
}

static void
fill_fields(Ctx *ctx, const Request *req, const Editing *editing, FamilyFormView *view)
{
    const ProjectHousehold *household = &editing->household;
    bool signs = request_has_form(req, "day");

    view->building = household->building;
    view->number = household->number;
    view->family_head = household->head;
    view->group_name = household->group_name;
    view->agreement = household->agreement;
    view->note = household->note;
    view->signed_day =
        signs ? request_form(req, "day") : project_day_plain(ctx, household->signed_day);
    view->paid_day = project_day_plain(ctx, household->paid_day);
    view->known = household->household != 0;
    view->building_error = ctx_problem_of(ctx, "building");
    view->number_error = ctx_problem_of(ctx, "number");
    view->head_error = ctx_problem_of(ctx, "head");
    view->group_error = ctx_problem_of(ctx, "group_name");
    view->agreement_error = ctx_problem_of(ctx, "agreement");
    view->note_error = ctx_problem_of(ctx, "note");
    view->signed_error = ctx_problem_of(ctx, "signed_day");
    view->paid_error = ctx_problem_of(ctx, "paid_day");
    view->lines_error = ctx_problem_of(ctx, "lines");
    view->day_error = ctx_problem_of(ctx, "day");
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Editing *editing)
{
    const ProjectDesk *desk = &editing->desk;
    const ProjectHousehold *household = &editing->household;
    bool is_new = household->id == 0;
    Text below = is_new ? T("new") : desk_number(ctx->arena, household->id);
    FamilyFormView view = {
        .group_word = project_group_word(ctx->lang, desk->project.kind),
        .is_new = is_new,
        .keeps = desk->keeps,
        .place_code = desk_code(ctx->arena, household->place),
        .today = day_format(ctx->arena, ctx_today(ctx)),
    };
    Region place;

    project_form_head(ctx, desk,
                      text_printf(ctx->arena, "/desk/project/%lld/household/%.*s",
                                  (long long)desk->project.id, TEXT_ARGS(below)),
                      &view.head);
    TRY(region_get(ctx, household->place, &place));
    view.place = place.name;
    view.list_link = text_printf(ctx->arena, "/desk/project/%lld/households/%012lld",
                                 (long long)desk->project.id, (long long)place.code);
    fill_fields(ctx, req, editing, &view);
    fill_rows(ctx, editing, &view);
    TRY(fill_lists(ctx, editing, &view));
    project_family(ctx, household, &view.family);
    TRY(project_desk_begin(ctx, req, desk, is_new ? TR(ctx->lang, "手工加一户") : household->head,
                           true, &view.page));
    response_page(ctx, req, res, html_project_desk_family, &view);
    return OK;
}

Status
project_family_page(Ctx *ctx, const Request *req, Response *res)
{
    Editing editing;

    TRY(open_family(ctx, req, &editing));
    return show(ctx, req, res, &editing);
}

/* ---- what is typed ---- */

static int64_t
typed_cell(Ctx *ctx, size_t row, int column, Text typed,
           OptInt (*read)(Ctx *ctx, const char *field, Text typed))
{
    Text field = text_printf(ctx->arena, "line.%zu.%d", row + 1, column);

    return read(ctx, text_cstr(ctx->arena, field), typed).value;
}

/* The lines that are not empty; what was typed is kept for the form. */
static void
read_lines(Ctx *ctx, const Request *req, Editing *editing)
{
    Texts items = request_form_all(req, "item");
    Texts quantities = request_form_all(req, "quantity");
    Texts standards = request_form_all(req, "standard");
    Texts amounts = request_form_all(req, "amount");
    ProjectHousehold *household = &editing->household;
    size_t rows = items.len < LINES_MAX ? items.len : LINES_MAX;

    rows = quantities.len < rows ? quantities.len : rows;
    rows = standards.len < rows ? standards.len : rows;
    rows = amounts.len < rows ? amounts.len : rows;
    household->lines = NEW_ARRAY(ctx->arena, Compensation, rows);
    household->line_count = 0;
    editing->quantities.at = NEW_ARRAY(ctx->arena, Text, rows);
    editing->standards.at = NEW_ARRAY(ctx->arena, Text, rows);
    editing->amounts.at = NEW_ARRAY(ctx->arena, Text, rows);
    for (size_t i = 0; i < rows; i++) {
        size_t row = household->line_count;

        if (text_is_blank(items.at[i]) && text_is_blank(quantities.at[i]) &&
            text_is_blank(standards.at[i]) && text_is_blank(amounts.at[i]))
            continue;
        editing->quantities.at[row] = quantities.at[i];
        editing->standards.at[row] = standards.at[i];
        editing->amounts.at[row] = amounts.at[i];
        household->lines[household->line_count++] = (Compensation){
            .item = text_trim(items.at[i]),
            .quantity_milli = typed_cell(ctx, row, 2, quantities.at[i], project_typed_quantity),
            .standard_fen = typed_cell(ctx, row, 3, standards.at[i], project_typed_fen),
            .amount_fen = typed_cell(ctx, row, 4, amounts.at[i], project_typed_fen),
        };
    }
}

static Status
read_family(Ctx *ctx, const Request *req, Editing *editing)
{
    ProjectHousehold *household = &editing->household;

    household->building = text_trim(request_form(req, "building"));
    household->number = text_trim(request_form(req, "number"));
    household->head = text_trim(request_form(req, "head"));
    household->group_name = text_trim(request_form(req, "group_name"));
    household->agreement = text_trim(request_form(req, "agreement"));
    household->note = text_trim(request_form(req, "note"));
    household->signed_day = project_typed_day(ctx, "signed_day", request_form(req, "signed_day"));
    household->paid_day = project_typed_day(ctx, "paid_day", request_form(req, "paid_day"));
    read_lines(ctx, req, editing);
    return ctx_checked(ctx);
}

/* ---- deeds ---- */

static Status
answer(Ctx *ctx, const Request *req, Response *res, const Editing *editing, Status status,
       Text said)
{
    if (status == INVALID) {
        TRY(show(ctx, req, res, editing));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, said);
    return response_redirect(ctx, res,
                             text_printf(ctx->arena, "/desk/project/%lld/households/%012lld",
                                         (long long)editing->desk.project.id,
                                         (long long)editing->household.place));
}

Status
project_family_save(Ctx *ctx, const Request *req, Response *res)
{
    Editing editing;
    Project after;
    Status status;

    TRY(open_family(ctx, req, &editing));
    if (!editing.desk.keeps)
        return DENIED;
    status = read_family(ctx, req, &editing);
    if (status == OK)
        status = project_put_household(ctx, editing.desk.project.id, project_lock(req),
                                       &editing.household, &after);
    return answer(ctx, req, res, &editing, status, TR(ctx->lang, "已保存"));
}

Status
project_family_remove(Ctx *ctx, const Request *req, Response *res)
{
    Editing editing;
    Project after;
    Status status;

    TRY(open_family(ctx, req, &editing));
    if (editing.household.id == 0)
        return NOT_FOUND;
    status = project_remove_household(ctx, editing.desk.project.id, project_lock(req),
                                      editing.household.id, &after);
    return answer(ctx, req, res, &editing, status, TR(ctx->lang, "删掉了"));
}

Status
project_family_sign(Ctx *ctx, const Request *req, Response *res)
{
    Editing editing;
    Project after;
    OptInt day;
    Status status;

    TRY(open_family(ctx, req, &editing));
    if (editing.household.id == 0)
        return NOT_FOUND;
    day = project_typed_day(ctx, "day", request_form(req, "day"));
    status = ctx_checked(ctx);
    if (status == OK)
        status = project_sign(ctx, editing.household.id, project_lock(req),
                              text_trim(request_form(req, "agreement")), day, &after);
    return answer(ctx, req, res, &editing, status, TR(ctx->lang, "签约登记好了"));
}

Status
project_family_pay(Ctx *ctx, const Request *req, Response *res)
{
    Editing editing;
    Project after;
    OptInt day;
    Status status;

    TRY(open_family(ctx, req, &editing));
    if (editing.household.id == 0)
        return NOT_FOUND;
    day = project_typed_day(ctx, "day", request_form(req, "day"));
    status = ctx_checked(ctx);
    if (status == OK)
        status = project_pay(ctx, editing.household.id, project_lock(req), day, &after);
    return answer(ctx, req, res, &editing, status, TR(ctx->lang, "付款登记好了"));
}
