/*
 * One part of a table: what its rows say, given to the model.
 */
#include "base/money.h"
#include "base/tr.h"
#include "project/exchange_inside.h"
#include "project/inside.h"

static OptInt
money_of(const Import *import, const Row *row, size_t column)
{
    int64_t fen;

    return cell_number(&import->columns.at[column], row->cells[column], &fen) ? SOME_INT(fen)
                                                                              : (OptInt){0};
}

static OptInt
day_of_cell(Text cell)
{
    Day day;

    return day_parse(cell, &day) ? SOME_INT(day) : (OptInt){0};
}

RegionCode
import_region(const Import *import, const Row *row)
{
    RegionCode code = import->scope;

    if (row->cells[KEY_REGION].len != 0)
        (void)region_code_parse(row->cells[KEY_REGION], &code);
    return code;
}

/* 210111010203、210111010204 */
static Status
places_of(Import *import, const Row *row, Text list, RegionCodes *out)
{
    Text rest = list;
    const char *start = rest.at;

    out->at = NEW_ARRAY(import->ctx->arena, RegionCode, list.len / PLACE_TEXT_MAX + 1);
    out->len = 0;
    while (list.len != 0) {
        const char *at = rest.at;
        uint32_t c = text_next_char(&rest);
        Text one = text_trim((Text){start, (size_t)(at - start)});

        if (c != 0 && c != 0x3001 && c != ',' && c != 0xFF0C && c != ' ')
            continue;
        if (one.len != 0 && !region_code_parse(one, &out->at[out->len++])) {
            import_cell_fault(import, row->line, 7,
                              TR(import->ctx->lang, "地区代码应是 12 位数字"));
            return INVALID;
        }
        start = rest.at;
        if (c == 0)
            break;
    }
    return OK;
}

static Status
put_project(Import *import)
{
    Ctx *ctx = import->ctx;
    const Row *row = &import->rows[0];
    Project project = {.region = import_region(import, row),
                       .name = row->cells[KEY_PROJECT],
                       .summary = row->cells[3],
                       .ground = row->cells[4],
                       .source = row->cells[5],
                       .budget_fen = money_of(import, row, 6),
                       .finished_day = day_of_cell(row->cells[8])};
    Project old;
    Status status;

    if (!project_kind_parse(row->cells[2], &project.kind)) {
        import_cell_fault(import, row->line, 2, TR(ctx->lang, "写“房屋征收”“土地征收”或“工程”"));
        return OK;
    }
    if (places_of(import, row, row->cells[7], &project.places) != OK)
        return OK;
    status = project_find(ctx, project.region, project.name, &old);
    if (status == OK) {
        project.id = old.id;
        project.lock = old.lock;
        return project_update(ctx, &project, &old);
    }
    if (status != NOT_FOUND)
        return status;
    TRY(project_create(ctx, &project, &old));
    import->out->added++;
    if (!project.finished_day.set)
        return OK;
    project.id = old.id;
    project.lock = old.lock;
    return project_update(ctx, &project, &old);
}

static Status
put_stages(Import *import, Project *project)
{
    for (size_t i = 0; i < import->len; i++) {
        const Row *row = &import->rows[i];
        Stage stage = {.position = (int64_t)i + 1,
                       .name = row->cells[2],
                       .planned_start = day_of_cell(row->cells[4]),
                       .planned_end = day_of_cell(row->cells[5]),
                       .actual_start = day_of_cell(row->cells[6]),
                       .actual_end = day_of_cell(row->cells[7]),
                       .note = row->cells[8]};
        Stages stages;

        if (!stage_phase_parse(row->cells[3], &stage.phase)) {
            import_cell_fault(import, row->line, 3,
                              TR(import->ctx->lang, "写“事前”“事中”或“事后”"));
            return OK;
        }
        TRY(stages_fetch(import->ctx, project, &stages));
        for (size_t j = 0; j < stages.len; j++)
            if (text_eq(stages.at[j].name, stage.name))
                stage.id = stages.at[j].id;
        TRY(project_put_stage(import->ctx, project->id, project->lock, &stage, project));
    }
    return OK;
}

static Status
put_standards(Import *import, Project *project)
{
    Standards list = {.at = NEW_ARRAY(import->ctx->arena, Standard, import->len),
                      .len = import->len};

    for (size_t i = 0; i < import->len; i++) {
        const Row *row = &import->rows[i];

        list.at[i] = (Standard){.item = row->cells[2],
                                .unit = row->cells[3],
                                .standard_fen = money_of(import, row, 4).value,
                                .note = row->cells[5]};
    }
    return project_put_standards(import->ctx, project->id, project->lock, list, project);
}

static void
checked_fault(void *arg, int column, Text why)
{
    Import *import = arg;

    import_cell_fault(import, import->line, import->first + (size_t)column, why);
}

static void
row_fault(void *arg, size_t row, int column, Text why)
{
    Import *import = arg;

    import_cell_fault(import, import->rows[row].line, import->first + (size_t)column, why);
}

static Status
put_households(Import *import, Project *project)
{
    Ctx *ctx = import->ctx;
    ProjectRows rows = {.at = NEW_ARRAY(ctx->arena, ProjectRow, import->len), .len = import->len};
    int64_t *numbers = NEW_ARRAY(ctx->arena, int64_t, import->len);
    RegionCode place = project->places.len != 0 ? project->places.at[0] : 0;
    int64_t faults = import->faults;
    Standards standards;

    if (import->rows[0].cells[KEY_PLACE].len != 0 &&
        !region_code_parse(import->rows[0].cells[KEY_PLACE], &place)) {
        import_cell_fault(import, import->rows[0].line, KEY_PLACE,
                          TR(ctx->lang, "地区代码应是 12 位数字"));
        return OK;
    }
    import->first = KEY_PLACE + 1;
    TRY(standards_fetch(ctx, project->id, &standards));
    for (size_t i = 0; i < import->len; i++) {
        import->line = numbers[i] = import->rows[i].line;
        TRY(project_row_from_cells(ctx, project, &standards, place,
                                   &import->rows[i].cells[import->first], &rows.at[i],
                                   checked_fault, import));
    }
    TRY(project_rows_check(ctx, &rows, numbers, row_fault, import));
    if (import->faults != faults)
        return OK;
    return project_put_rows(ctx, project->id, project->lock, place, rows, project);
}

static Status
put_bids(Import *import, Project *project)
{
    Ctx *ctx = import->ctx;
    const Row *head = &import->rows[0];
    Bids bids = {.at = NEW_ARRAY(ctx->arena, Bid, import->len)};
    ProjectTender tender = {.day = day_of_cell(head->cells[3]),
                            .contractor = head->cells[4],
                            .contract_fen = money_of(import, head, 5),
                            .contract_day = day_of_cell(head->cells[6])};

    if (!tender_way_parse(head->cells[2], &tender.way)) {
        import_cell_fault(import, head->line, 2,
                          TR(ctx->lang, "写“公开招标”“邀请招标”“询价比价”或“直接委托”"));
        return OK;
    }
    for (size_t i = 0; i < import->len; i++) {
        const Row *row = &import->rows[i];

        if (row->cells[7].len == 0)
            continue;
        bids.at[bids.len++] = (Bid){.bidder = row->cells[7],
                                    .amount_fen = money_of(import, row, 8).value,
                                    .valid = !text_eq(row->cells[9], T("否")),
                                    .note = row->cells[10]};
    }
    return project_set_tender(ctx, project->id, project->lock, &tender, bids, project);
}

static Status
put_payments(Import *import, Project *project)
{
    Ctx *ctx = import->ctx;
    ProjectPayments list = {.at = NEW_ARRAY(ctx->arena, ProjectPayment, import->len),
                            .len = import->len};
    int64_t faults = import->faults;

    import->first = KEY_PROJECT + 1;
    for (size_t i = 0; i < import->len; i++) {
        import->line = import->rows[i].line;
        TRY(project_payment_from_cells(ctx, &import->rows[i].cells[import->first], &list.at[i],
                                       checked_fault, import));
    }
    if (import->faults != faults)
        return OK;
    return project_put_payments(ctx, project->id, project->lock, list, project);
}

Status
import_part(Import *import)
{
    static Status (*const parts[PROJECT_TABLE_COUNT])(Import *, Project *) = {
        [TABLE_STAGES] = put_stages,         [TABLE_STANDARDS] = put_standards,
        [TABLE_HOUSEHOLDS] = put_households, [TABLE_BIDS] = put_bids,
        [TABLE_PAYMENTS] = put_payments,
    };
    const Row *row = &import->rows[0];
    Project project;

    if (import->table == TABLE_PROJECTS)
        return put_project(import);
    TRY(project_find(import->ctx, import_region(import, row), row->cells[KEY_PROJECT], &project));
    return parts[import->table](import, &project);
}
