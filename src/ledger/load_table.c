#include "ledger/load_table.h"

#include <stdint.h>

#include "base/tr.h"
#include "sheet/sheet.h"

/* How many of the wanted columns a record names. */
static size_t
match(Ctx *ctx, LoadTable *table, Texts names)
{
    size_t found = 0;

    for (size_t i = 0; i < table->len; i++) {
        Text wanted = sheet_name_key(ctx->arena, table->columns[i].name);

        table->at[i] = SIZE_MAX;
        for (size_t j = 0; j < names.len && table->at[i] == SIZE_MAX; j++)
            if (text_eq(sheet_name_key(ctx->arena, names.at[j]), wanted))
                table->at[i] = j;
        found += table->at[i] != SIZE_MAX;
    }
    return found;
}

static const Column *
missing(const LoadTable *table)
{
    for (size_t i = 0; i < table->needed_len; i++)
        if (table->at[table->needed[i]] == SIZE_MAX)
            return &table->columns[table->needed[i]];
    return NULL;
}

Status
load_header(Ctx *ctx, LoadTable *table)
{
    Text nearest = T("");
    size_t most = 0;

    for (int rows = 0; rows < LOAD_HEADER_ROWS_MAX; rows++) {
        Texts names;
        size_t found;
        Status status = table->source->next(table->source->next_arg, ctx, &names, &table->row);

        if (status == NOT_FOUND)
            break;
        TRY(status);
        found = match(ctx, table, names);
        if (found == 0)
            continue;
        if (missing(table) == NULL)
            return OK;
        if (found > most) {
            most = found;
            nearest = missing(table)->name;
        }
    }
    if (most == 0)
        return ctx_problem(ctx, "file",
                           TR_FORMAT(ctx->arena, ctx->lang,
                                     "前 {count} 行里没有表头；表头要有“{name}”这一列",
                                     {"count", text_printf(ctx->arena, "%d", LOAD_HEADER_ROWS_MAX)},
                                     {"name", table->columns[table->needed[0]].name}));
    return ctx_problem(
        ctx, "file",
        TR_FORMAT(ctx->arena, ctx->lang, "表格里没有“{name}”这一列", {"name", nearest}));
}

Status
load_next(Ctx *ctx, LoadTable *table, Text *cells)
{
    Texts record;

    TRY(table->source->next(table->source->next_arg, ctx, &record, &table->row));
    for (size_t i = 0; i < table->len; i++)
        cells[i] = table->at[i] < record.len ? record.at[table->at[i]] : T("");
    table->result->rows++;
    if (table->source->progress != NULL)
        table->source->progress(table->result->rows);
    return OK;
}

void
load_fault(LoadTable *table, size_t column, Text why)
{
    table->result->faults++;
    table->source->fault(table->source->fault_arg, table->row,
                         column < table->len ? table->columns[column].name : T(""), why);
}

bool
load_normalise(Ctx *ctx, LoadTable *table, Text *cells)
{
    bool fine = true;

    for (size_t i = 0; i < table->len; i++) {
        Text why;

        if (cell_normalise(ctx, &table->columns[i], cells[i], &cells[i], &why) == OK)
            continue;
        load_fault(table, i, why);
        fine = false;
    }
    return fine;
}

void
load_problems(Ctx *ctx, LoadTable *table, const LoadField *fields, Status status)
{
    for (size_t i = 0; i < ctx->problems.len; i++) {
        const LoadField *field = fields;

        while (field->field != NULL && !text_eq(ctx->problems.at[i].field, text_c(field->field)))
            field++;
        load_fault(table, field->field != NULL ? field->column : SIZE_MAX,
                   ctx->problems.at[i].sentence);
    }
    if (ctx->problems.len == 0)
        load_fault(table, SIZE_MAX,
                   status == DENIED ? TR(ctx->lang, "没有权限") : text_c(status_name(status)));
    ctx->problems = (Problems){0};
}

bool
load_place(Ctx *ctx, LoadTable *table, Text cell, size_t column, RegionCode *out, bool *other_out)
{
    *other_out = false;
    if (cell.len == 0) {
        *out = table->source->scope;
        if (region_code_level(*out) == LEVEL_VILLAGE)
            return true;
        load_fault(table, column, TR(ctx->lang, "没有写是哪个村：填地区代码，或用 --region 指定"));
        return false;
    }
    if (!region_code_parse(cell, out)) {
        load_fault(table, column, TR(ctx->lang, "地区代码应是 12 位数字"));
        return false;
    }
    *other_out = !region_contains(table->source->scope, *out);
    return !*other_out;
}

void
load_move_problems(Ctx *ctx, Arena *arena)
{
    Problems problems = ctx->problems;

    ctx->problems = (Problems){0};
    ctx->arena = arena;
    for (size_t i = 0; i < problems.len; i++)
        (void)ctx_problem(ctx, text_cstr(arena, problems.at[i].field), problems.at[i].sentence);
}
