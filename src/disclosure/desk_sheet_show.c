/*
 * The pages of a sheet on its way.
 */
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "disclosure/desk_sheet.h"
#include "disclosure/desk_sheet.html.h"
#include "disclosure/desk_sheet_check.html.h"
#include "disclosure/desk_sheet_match.html.h"

static void
begin(Ctx *ctx, const Request *req, const SheetTask *task, Page *page, SheetHead *head,
      Text *action)
{
    *page = page_begin(ctx, req, TR(ctx->lang, "用电子表格导入"));
    desk_crumbs(ctx, page, task->title, task->link);
    *head = (SheetHead){
        .title = task->title,
        .link = task->link,
        .place = task->place,
        .lock = desk_number(ctx->arena, task->lock),
    };
    *action = task->action;
}

/* ---- upload ---- */

Status
sheet_form(Ctx *ctx, const Request *req, Response *res, SheetTask *task)
{
    SheetView view = {
        .paste = request_form(req, "paste"),
        .file_error = desk_problem(ctx, "file"),
        .rows_now = task->rows_now,
    };

    begin(ctx, req, task, &view.page, &view.head, &view.action);
    view.columns.at = NEW_ARRAY(ctx->arena, EditHead, task->columns.len);
    for (size_t i = 0; i < task->columns.len; i++)
        view.columns.at[view.columns.len++] = (EditHead){
            .name = task->columns.at[i].name,
            .note = task->columns.at[i].required ? TR(ctx->lang, "必填") : T(""),
            .css = "",
        };
    res->uncacheable = true;
    response_page(ctx, req, res, html_disclosure_desk_sheet, &view);
    return OK;
}

/* ---- matching ---- */

static Text
map_name(Arena *arena, size_t sheet_column)
{
    return text_printf(arena, "map[%zu]", sheet_column);
}

static Text
sample_of(const SheetTask *task, size_t sheet_column)
{
    for (size_t i = task->match.header + 1; i < task->sheet.len; i++)
        if (task->sheet.at[i].at[sheet_column].text.len != 0)
            return text_first_chars(task->sheet.at[i].at[sheet_column].text, 30);
    return T("");
}

/* What was chosen stays chosen, also when it cannot be. */
static bool
is_chosen(const Request *req, const SheetTask *task, const MatchRow *row, const DeskChoice *choice,
          size_t sheet_column, size_t column)
{
    Text wish = request_form(req, "do");
    Text typed = request_form(req, text_cstr(req->arena, row->name));

    if (typed.at == NULL || text_eq(wish, T("header")) || text_eq(wish, T("read")))
        return task->match.columns[column] == sheet_column;
    return text_eq(typed, choice->value);
}

static void
match_row(Ctx *ctx, const Request *req, const SheetTask *task, size_t sheet_column, MatchRow *out)
{
    *out = (MatchRow){
        .name = map_name(ctx->arena, sheet_column),
        .letters = sheet_column_letters(ctx->arena, sheet_column),
        .heading = task->match.names.at[sheet_column],
        .sample = sample_of(task, sheet_column),
    };
    out->error = desk_problem(ctx, text_cstr(ctx->arena, out->name));
    out->choices.at = NEW_ARRAY(ctx->arena, DeskChoice, task->columns.len);
    for (size_t i = 0; i < task->columns.len; i++) {
        DeskChoice *choice = &out->choices.at[out->choices.len++];

        *choice = (DeskChoice){
            .value = desk_number(ctx->arena, (int64_t)i),
            .words = task->columns.at[i].required
                         ? TR_FORMAT(ctx->arena, ctx->lang, "{name}（必填）",
                                     {"name", task->columns.at[i].name})
                         : task->columns.at[i].name,
        };
        choice->chosen = is_chosen(req, task, out, choice, sheet_column, i);
    }
}

static Text
missing_names(Ctx *ctx, const SheetTask *task)
{
    Text *names = NEW_ARRAY(ctx->arena, Text, task->columns.len);
    Texts missing = {names, 0};

    for (size_t i = 0; i < task->columns.len; i++)
        if (task->columns.at[i].required && task->match.columns[i] == SHEET_NO_COLUMN)
            names[missing.len++] = task->columns.at[i].name;
    return text_join(ctx->arena, missing, TR(ctx->lang, "、"));
}

Status
sheet_show_match(Ctx *ctx, const Request *req, Response *res, const SheetTask *task)
{
    MatchView view = {
        .header = desk_number(ctx->arena, task->sheet.at[task->match.header].number),
        .header_error = desk_problem(ctx, "file"),
        .remembered = task->match.remembered,
        .missing = missing_names(ctx, task),
        .hidden = sheet_hidden_words(ctx, task),
    };

    TRY(sheet_input_pack(ctx, &task->sheet, &view.packed));
    begin(ctx, req, task, &view.page, &view.head, &view.action);
    view.rows.at = NEW_ARRAY(ctx->arena, MatchRow, task->match.names.len);
    for (size_t i = 0; i < task->match.names.len; i++) {
        /* Columns that are empty from top to bottom only lengthen the page. */
        if (task->match.names.at[i].len == 0 && sample_of(task, i).len == 0)
            continue;
        match_row(ctx, req, task, i, &view.rows.at[view.rows.len++]);
    }
    res->uncacheable = true;
    response_page(ctx, req, res, html_disclosure_desk_sheet_match, &view);
    return OK;
}

/* ---- looking over ---- */

static const SheetBad *
bad_cell(const SheetRows *rows, size_t row, size_t column, size_t *from)
{
    while (*from < rows->bad.len && rows->bad.at[*from].row < row)
        (*from)++;
    for (size_t i = *from; i < rows->bad.len && rows->bad.at[i].row == row; i++)
        if (rows->bad.at[i].column == column)
            return &rows->bad.at[i];
    return NULL;
}

static bool
row_is_bad(const SheetRows *rows, size_t row, size_t *from)
{
    while (*from < rows->bad.len && rows->bad.at[*from].row < row)
        (*from)++;
    return *from < rows->bad.len && rows->bad.at[*from].row == row;
}

static bool
counts(const Column *column)
{
    return column->kind == KIND_MONEY || column->kind == KIND_QUANTITY ||
           column->kind == KIND_INTEGER;
}

static void
check_row(Ctx *ctx, const SheetTask *task, size_t row, size_t *from, CheckRow *out)
{
    const SheetRows *rows = &task->rows;
    size_t width = task->columns.len;

    *out = (CheckRow){.number = task->sheet.at[rows->sheet_row[row]].number, .css = ""};
    out->cells.at = NEW_ARRAY(ctx->arena, CheckCell, width);
    out->cells.len = width;
    for (size_t i = 0; i < width; i++) {
        const SheetBad *bad = bad_cell(rows, row, i, from);

        out->cells.at[i] = (CheckCell){
            .value = rows->table.cells[row * width + i],
            .label = task->columns.at[i].name,
            .css = counts(&task->columns.at[i])            ? "r num"
                   : task->columns.at[i].kind == KIND_DATE ? "nowrap"
                                                           : "",
        };
        if (bad == NULL)
            continue;
        out->css = "bad";
        out->cells.at[i].css = "bad";
        out->cells.at[i].bad = true;
        out->cells.at[i].why = bad->why;
        if (bad->sheet_column != SHEET_NO_COLUMN)
            out->cells.at[i].fix =
                text_printf(ctx->arena, "fix[%zu][%zu]", bad->sheet_row, bad->sheet_column);
    }
}

/* The first rows, and those that have to be mended. */
static void
fill_rows(Ctx *ctx, const SheetTask *task, CheckView *view)
{
    const SheetRows *rows = &task->rows;
    size_t most = CHECK_ROWS_SHOWN + CHECK_BAD_ROWS_SHOWN;
    size_t from = 0;

    view->rows.at = NEW_ARRAY(ctx->arena, CheckRow, most);
    for (size_t i = 0; i < rows->table.rows && view->rows.len < most; i++)
        if (i < CHECK_ROWS_SHOWN || row_is_bad(rows, i, &from))
            check_row(ctx, task, i, &from, &view->rows.at[view->rows.len++]);
    view->rows_cut = view->rows.len < rows->table.rows;
    view->heads.at = NEW_ARRAY(ctx->arena, EditHead, task->columns.len);
    for (size_t i = 0; i < task->columns.len; i++)
        view->heads.at[view->heads.len++] = (EditHead){
            .name = task->columns.at[i].name,
            .css = counts(&task->columns.at[i]) ? "r" : "",
        };
}

/* Each bad cell stands in the summary on top: row of the file, column, reason; it leads to the
 * field that mends it. */
static void
name_bad_cells(Ctx *ctx, const SheetTask *task)
{
    for (size_t i = 0; i < task->rows.bad.len; i++) {
        const SheetBad *bad = &task->rows.bad.at[i];

        (void)ctx_problem(
            ctx,
            text_cstr(ctx->arena,
                      text_printf(ctx->arena, "fix[%zu][%zu]", bad->sheet_row, bad->sheet_column)),
            TR_FORMAT(ctx->arena, ctx->lang, "第 {row} 行“{column}”：{why}",
                      {"row", desk_number(ctx->arena, bad->number)},
                      {"column", task->columns.at[bad->column].name}, {"why", bad->why}));
    }
}

static void
fill_skipped(Ctx *ctx, const SheetTask *task, CheckView *view)
{
    const SheetRows *rows = &task->rows;

    view->other_sheets = task->sheet.other_sheets;
    view->title_rows = (int64_t)task->match.header;
    view->skipped_count = (int64_t)rows->skipped_count;
    view->skipped.at = NEW_ARRAY(ctx->arena, SkippedRow, rows->skipped.len);
    for (size_t i = 0; i < rows->skipped.len; i++)
        view->skipped.at[view->skipped.len++] = (SkippedRow){
            .number = rows->skipped.at[i].number,
            .text = rows->skipped.at[i].text,
            .why = rows->skipped.at[i].why,
        };
}

/* Our sums beside the sheet's own row of totals. */
static Status
fill_totals(Ctx *ctx, const SheetTask *task, CheckView *view)
{
    const SheetRows *rows = &task->rows;
    Texts ours;

    if (rows->bad_count != 0)
        return OK; /* sums without the bad cells would mislead */
    view->totals = task->totals;
    view->totals_before = task->totals_before;
    TRY(table_totals(ctx, &rows->table, &ours));
    view->own_totals.at = NEW_ARRAY(ctx->arena, SheetTotal, task->columns.len);
    for (size_t i = 0; i < task->columns.len; i++) {
        SheetTotal *total = &view->own_totals.at[view->own_totals.len];

        if (rows->totals[i].len == 0)
            continue;
        *total = (SheetTotal){
            .name = task->columns.at[i].name,
            .ours = desk_cell(ctx->arena, &task->columns.at[i], ours.at[i]),
            .theirs = desk_cell(ctx->arena, &task->columns.at[i], rows->totals[i]),
            .differs = !text_eq(ours.at[i], rows->totals[i]),
        };
        view->totals_differ = view->totals_differ || total->differs;
        view->own_totals.len++;
    }
    return OK;
}

static void
fill_fields(Ctx *ctx, const SheetTask *task, CheckView *view)
{
    view->fields.at = NEW_ARRAY(ctx->arena, HiddenField, task->columns.len + 1);
    view->fields.at[view->fields.len++] = (HiddenField){
        T("header"), desk_number(ctx->arena, task->sheet.at[task->match.header].number)};
    for (size_t i = 0; i < task->columns.len; i++)
        if (task->match.columns[i] != SHEET_NO_COLUMN)
            view->fields.at[view->fields.len++] = (HiddenField){
                map_name(ctx->arena, task->match.columns[i]), desk_number(ctx->arena, (int64_t)i)};
}

Status
sheet_show_check(Ctx *ctx, const Request *req, Response *res, const SheetTask *task)
{
    const SheetRows *rows = &task->rows;
    CheckView view = {
        .row_count = (int64_t)rows->table.rows,
        .bad_count = (int64_t)rows->bad_count,
        .all_good = rows->bad_count == 0,
        .remembered = task->match.remembered,
        .put_words = task->put_words,
        .notes = task->notes,
        .hidden = sheet_hidden_words(ctx, task),
    };

    TRY(sheet_input_pack(ctx, &task->sheet, &view.packed));
    name_bad_cells(ctx, task);
    begin(ctx, req, task, &view.page, &view.head, &view.action);
    fill_fields(ctx, task, &view);
    fill_rows(ctx, task, &view);
    fill_skipped(ctx, task, &view);
    TRY(fill_totals(ctx, task, &view));
    res->uncacheable = true;
    res->status = view.all_good ? 200 : 422;
    response_page(ctx, req, res, html_disclosure_desk_sheet_check, &view);
    return OK;
}
