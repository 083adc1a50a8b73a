/*
 * Households of a project: replaced by a sheet, or entered one by one.
 */
#include "base/money.h"
#include "base/tr.h"
#include "project/inside.h"

/* ---- all of a place ---- */

typedef struct RowProblems {
    Ctx *ctx;
    size_t row; /* from 0 */
} RowProblems;

static void
row_fault(void *arg, size_t row, int column, Text why)
{
    Ctx *ctx = ((RowProblems *)arg)->ctx;
    Columns columns = project_row_columns(ctx);

    (void)!ctx_problem(ctx, cell_field(ctx, "row", row + 1, column + 1),
                       TR_FORMAT(ctx->arena, ctx->lang, "第 {row} 行“{column}”：{why}",
                                 {"row", count_text(ctx, (int64_t)row + 1)},
                                 {"column", columns.at[column].name}, {"why", why}));
}

static void
cell_fault(void *arg, int column, Text why)
{
    row_fault(arg, ((RowProblems *)arg)->row, column, why);
}

/* Sums stay far from overflow: of a project at most what an amount may be. */
static Status
check_total(Ctx *ctx, const ProjectHouseholds *households, const char *field)
{
    int64_t total = 0;

    for (size_t i = 0; i < households->len; i++) {
        for (size_t j = 0; j < households->at[i].line_count; j++) {
            total += households->at[i].lines[j].amount_fen;
            if (total > FEN_MAX)
                return ctx_problem(ctx, field, TR(ctx->lang, "加起来的金额太大，请核对数量和标准"));
        }
    }
    return OK;
}

static bool
has_place(Ctx *ctx, const Facts *facts, RegionCode place)
{
    if (!touches(&facts->project, place))
        (void)!ctx_problem(ctx, "place", TR(ctx->lang, "请选项目涉及的村（社区）"));
    else if (facts->project.kind == PROJECT_WORKS)
        (void)!ctx_problem(ctx, "place", TR(ctx->lang, "工程项目没有补偿的户"));
    else
        return true;
    return false;
}

/* The households of the other places, then these. */
static void
put_part(Ctx *ctx, Facts *facts, RegionCode place, const ProjectHouseholds *part)
{
    ProjectHouseholds all = {
        .at = NEW_ARRAY(ctx->arena, ProjectHousehold, facts->households.len + part->len)};

    for (size_t i = 0; i < facts->households.len; i++)
        if (facts->households.at[i].place != place)
            all.at[all.len++] = facts->households.at[i];
    for (size_t i = 0; i < part->len; i++)
        all.at[all.len++] = part->at[i];
    facts->households = all;
}

/* A household that was there keeps its id, and what the new row does not say of its steps. */
static void
keep_ids(const ProjectHouseholds *before, RegionCode place, ProjectHouseholds *part)
{
    for (size_t i = 0; i < part->len; i++) {
        ProjectHousehold *new = &part->at[i];

        for (size_t j = 0; j < before->len; j++) {
            const ProjectHousehold *old = &before->at[j];

            if (old->place != place || !text_eq(old->number, new->number))
                continue;
            new->id = old->id;
            new->household = old->household;
            break;
        }
    }
}

static Status
check_rows(Ctx *ctx, const Facts *facts, RegionCode place, ProjectRows *rows)
{
    RowProblems problems = {.ctx = ctx};

    if (rows->len > PROJECT_ROWS_MAX)
        return ctx_problem(ctx, "rows",
                           TR_FORMAT(ctx->arena, ctx->lang, "一个村最多 {max} 行",
                                     {"max", count_text(ctx, PROJECT_ROWS_MAX)}));
    for (problems.row = 0; problems.row < rows->len; problems.row++)
        TRY(row_check(ctx, &facts->standards, place, &rows->at[problems.row], cell_fault,
                      &problems));
    TRY(project_rows_check(ctx, rows, NULL, row_fault, &problems));
    return ctx_checked(ctx);
}

Status
project_put_rows(Ctx *ctx, int64_t id, int64_t lock, RegionCode place, ProjectRows rows,
                 Project *out)
{
    Facts facts;
    ProjectHouseholds part;

    TRY(facts_begin(ctx, id, lock, &facts));
    if (!has_place(ctx, &facts, place))
        return INVALID;
    TRY(check_rows(ctx, &facts, place, &rows));
    rows_gather(ctx, &facts.standards, place, &rows, &part);
    keep_ids(&facts.households, place, &part);
    put_part(ctx, &facts, place, &part);
    TRY(check_total(ctx, &facts.households, "rows"));
    TRY(facts_guard(ctx, &facts));
    TRY(households_write(ctx, id, place, &facts.households));
    TRY(buildings_drop_empty(ctx, id, place));
    TRY(project_save(ctx, &facts.project, "project.rows", count_text(ctx, (int64_t)rows.len)));
    *out = facts.project;
    return OK;
}

/* ---- one household ---- */

static ProjectHousehold *
household_of(const ProjectHouseholds *list, int64_t id)
{
    for (size_t i = 0; i < list->len; i++)
        if (list->at[i].id == id)
            return &list->at[i];
    return NULL;
}

typedef struct FormProblems {
    Ctx *ctx;
    size_t line; /* from 0 */
} FormProblems;

static void
form_fault(void *arg, int column, Text why)
{
    static const char *const fields[RC_COUNT] = {
        [RC_BUILDING] = "building", [RC_NUMBER] = "number",       [RC_HEAD] = "head",
        [RC_GROUP] = "group_name",  [RC_AGREEMENT] = "agreement", [RC_SIGNED] = "signed_day",
        [RC_PAID] = "paid_day",     [RC_NOTE] = "note",
    };
    const FormProblems *problems = arg;
    Ctx *ctx = problems->ctx;
    const char *field = fields[column];

    if (field == NULL)
        field = cell_field(ctx, "line", problems->line + 1, column - RC_ITEM + 1);
    /* The household's own fields are told once, not for each line. */
    if (ctx_problem_of(ctx, field).at == NULL)
        (void)!ctx_problem(ctx, field, why);
}

static ProjectRow
row_of(const ProjectHousehold *household, const Compensation *line)
{
    ProjectRow row = {
        .building = household->building,
        .number = household->number,
        .head = household->head,
        .group_name = household->group_name,
        .agreement = household->agreement,
        .item = T(""),
        .signed_day = household->signed_day,
        .paid_day = household->paid_day,
        .note = household->note,
    };

    if (line != NULL) {
        row.item = line->item;
        row.quantity_milli = line->quantity_milli;
        row.standard_fen = line->standard_fen;
        row.amount_fen = line->amount_fen;
    }
    return row;
}

static Status
check_household(Ctx *ctx, const Facts *facts, const ProjectHousehold *household,
                ProjectHousehold *out)
{
    FormProblems problems = {.ctx = ctx};
    size_t count = household->line_count != 0 ? household->line_count : 1;
    ProjectRows rows = {.at = NEW_ARRAY(ctx->arena, ProjectRow, count), .len = count};
    ProjectHouseholds gathered;

    for (problems.line = 0; problems.line < count; problems.line++) {
        rows.at[problems.line] =
            row_of(household, household->line_count != 0 ? &household->lines[problems.line] : NULL);
        TRY(row_check(ctx, &facts->standards, household->place, &rows.at[problems.line], form_fault,
                      &problems));
    }
    TRY(ctx_checked(ctx));
    rows_gather(ctx, &facts->standards, household->place, &rows, &gathered);
    *out = gathered.at[0];
    out->id = household->id;
    return OK;
}

/* Another household with its number stands elsewhere. */
static Status
check_twin(Ctx *ctx, const Facts *facts, const ProjectHousehold *household)
{
    for (size_t i = 0; i < facts->households.len; i++) {
        const ProjectHousehold *twin = &facts->households.at[i];

        if (twin->id == household->id || twin->place != household->place ||
            !text_eq(twin->number, household->number))
            continue;
        if (text_eq(twin->building, household->building))
            return ctx_problem(ctx, "number", TR(ctx->lang, "这个户号已经登记"));
        return ctx_problem(ctx, "building",
                           TR_FORMAT(ctx->arena, ctx->lang,
                                     "户号 {number} 已经登记在“{building}”，一户只能在一处",
                                     {"number", household->number}, {"building", twin->building}));
    }
    return OK;
}

static Status
write_place(Ctx *ctx, Facts *facts, RegionCode place, const char *action, Text detail, Project *out)
{
    TRY(check_total(ctx, &facts->households, "lines"));
    TRY(facts_guard(ctx, facts));
    TRY(households_write(ctx, facts->project.id, place, &facts->households));
    TRY(project_save(ctx, &facts->project, action, detail));
    *out = facts->project;
    return OK;
}

static size_t
lines_at(const ProjectHouseholds *list, RegionCode place)
{
    size_t count = 0;

    for (size_t i = 0; i < list->len; i++)
        if (list->at[i].place == place)
            count += list->at[i].line_count != 0 ? list->at[i].line_count : 1;
    return count;
}

Status
project_put_household(Ctx *ctx, int64_t id, int64_t lock, const ProjectHousehold *household,
                      Project *out)
{
    Facts facts;
    ProjectHousehold new;
    ProjectHousehold *old;

    TRY(facts_begin(ctx, id, lock, &facts));
    old = household->id != 0 ? household_of(&facts.households, household->id) : NULL;
    if (household->id != 0 && (old == NULL || old->place != household->place))
        return NOT_FOUND;
    if (!has_place(ctx, &facts, household->place))
        return INVALID;
    TRY(check_household(ctx, &facts, household, &new));
    TRY(check_twin(ctx, &facts, &new));
    if (old != NULL) {
        if (text_eq(old->number, new.number))
            new.household = old->household;
        *old = new;
    } else {
        ProjectHouseholds more = {
            .at = NEW_ARRAY(ctx->arena, ProjectHousehold, facts.households.len + 1),
            .len = facts.households.len + 1};

        for (size_t i = 0; i < facts.households.len; i++)
            more.at[i] = facts.households.at[i];
        more.at[more.len - 1] = new;
        facts.households = more;
    }
    if (lines_at(&facts.households, new.place) > PROJECT_ROWS_MAX)
        return ctx_problem(ctx, "number",
                           TR_FORMAT(ctx->arena, ctx->lang, "一个村最多 {max} 行",
                                     {"max", count_text(ctx, PROJECT_ROWS_MAX)}));
    return write_place(ctx, &facts, new.place, "project.household", new.number, out);
}

Status
project_remove_household(Ctx *ctx, int64_t id, int64_t lock, int64_t household, Project *out)
{
    Facts facts;
    ProjectHousehold *old;
    ProjectHousehold gone;

    TRY(facts_begin(ctx, id, lock, &facts));
    old = household_of(&facts.households, household);
    if (old == NULL)
        return NOT_FOUND;
    gone = *old;
    for (; old + 1 < facts.households.at + facts.households.len; old++)
        *old = old[1];
    facts.households.len--;
    return write_place(ctx, &facts, gone.place, "project.household_gone", gone.number, out);
}
