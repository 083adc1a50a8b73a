/*
 * A table from a spreadsheet, step by step, for whatever gets its rows.
 */
#include "disclosure/desk_sheet.h"

#include "base/tr.h"

/* ---- the sheet: uploaded, pasted, or carried along ---- */

static const Upload *
uploaded(const Request *req)
{
    for (size_t i = 0; i < req->uploads.len; i++)
        if (text_eq(req->uploads.at[i].field, T("file")) &&
            !text_is_empty(req->uploads.at[i].filename))
            return &req->uploads.at[i];
    return NULL;
}

Status
sheet_of_request(Ctx *ctx, const Request *req, Sheet *out)
{
    const Upload *upload = uploaded(req);
    Text paste = request_form(req, "paste");

    if (upload != NULL)
        return sheet_read(ctx, upload->path, upload->filename, out);
    if (text_is_blank(paste))
        return ctx_problem(ctx, "file", TR(ctx->lang, "请选择一个表格文件，或者把表格粘贴进来"));
    return sheet_read_paste(ctx, paste, out);
}

/* "map[3]" or "fix[3][2]". */
static bool
parse_indices(Text name, Text word, size_t *first, size_t *second)
{
    Text rest = name;
    size_t *wanted[] = {first, second};
    size_t count = second == NULL ? 1 : 2;

    if (!text_starts(rest, word))
        return false;
    rest = text_slice(rest, word.len, rest.len);
    for (size_t i = 0; i < count; i++) {
        size_t close = text_find(rest, T("]"));
        int64_t number;

        if (!text_starts(rest, T("[")) || close == rest.len ||
            !text_to_i64(text_slice(rest, 1, close - 1), &number) || number < 0)
            return false;
        *wanted[i] = (size_t)number;
        rest = text_slice(rest, close + 1, rest.len);
    }
    return rest.len == 0;
}

/* Cells that were mended on the page. */
static void
take_fixes(const Request *req, Sheet *sheet)
{
    size_t row;
    size_t column;

    for (size_t i = 0; i < req->form.len; i++) {
        const Pair *field = &req->form.at[i];
        SheetCell *cell;

        if (!parse_indices(field->name, T("fix"), &row, &column) || row >= sheet->len ||
            column >= sheet->at[row].len)
            continue;
        cell = &sheet->at[row].at[column];
        *cell = (SheetCell){
            .text = text_trim(field->value),
            .kind = text_is_blank(field->value) ? SHEET_EMPTY : SHEET_TEXT,
        };
    }
}

/* What was chosen on the page; a column of the table may come from one column only. */
static Status
take_choices(Ctx *ctx, const Request *req, SheetTask *task)
{
    SheetMatch *match = &task->match;
    size_t sheet_column;

    for (size_t i = 0; i < task->columns.len; i++)
        match->columns[i] = SHEET_NO_COLUMN;
    for (size_t i = 0; i < req->form.len; i++) {
        const Pair *field = &req->form.at[i];
        int64_t column;

        if (!parse_indices(field->name, T("map"), &sheet_column, NULL) ||
            sheet_column >= match->names.len || !text_to_i64(field->value, &column) || column < 0 ||
            (size_t)column >= task->columns.len)
            continue;
        if (match->columns[column] != SHEET_NO_COLUMN)
            (void)ctx_problem(ctx, text_cstr(ctx->arena, field->name),
                              TR_FORMAT(ctx->arena, ctx->lang, "“{name}”选了两次，请只留一列",
                                        {"name", task->columns.at[column].name}));
        else
            match->columns[column] = sheet_column;
    }
    sheet_input_count(task->columns, match);
    match->remembered = false;
    return ctx_checked(ctx);
}

static size_t
header_asked(const Request *req, const Sheet *sheet)
{
    int64_t number;

    if (!text_to_i64(text_trim(request_form(req, "header")), &number))
        return SHEET_NO_COLUMN;
    for (size_t i = 0; i < sheet->len; i++)
        if (sheet->at[i].number == number)
            return i;
    return SHEET_NO_COLUMN;
}

static Status
match_sheet(Ctx *ctx, const Request *req, SheetTask *task)
{
    TRY(sheet_input_match(ctx, task->region, task->memory, task->columns, &task->sheet,
                          header_asked(req, &task->sheet), &task->match));
    if (task->guess != NULL && !task->match.remembered)
        task->guess(ctx, task);
    return OK;
}

/* ---- the steps ---- */

static Status
look_over(Ctx *ctx, const Request *req, Response *res, SheetTask *task, bool take)
{
    Status status;

    if (task->match.missing != 0)
        return sheet_show_match(ctx, req, res, task);
    status = sheet_input_rows(ctx, task->columns, &task->sheet, &task->match, &task->rows);
    if (status == INVALID) {
        TRY(sheet_show_match(ctx, req, res, task));
        return INVALID;
    }
    TRY(status);
    if (task->look != NULL)
        TRY(task->look(ctx, task));
    if (take && task->rows.bad_count == 0) {
        TRY(sheet_input_remember(ctx, task->region, task->memory, task->columns, &task->match));
        return task->put(ctx, req, res, task);
    }
    return sheet_show_check(ctx, req, res, task);
}

static Status
first_step(Ctx *ctx, const Request *req, Response *res, SheetTask *task)
{
    Status status = sheet_of_request(ctx, req, &task->sheet);

    if (status == OK)
        status = match_sheet(ctx, req, task);
    if (status == INVALID) {
        TRY(sheet_form(ctx, req, res, task));
        return INVALID;
    }
    TRY(status);
    return look_over(ctx, req, res, task, false);
}

static Status
later_step(Ctx *ctx, const Request *req, Response *res, SheetTask *task, Text wish)
{
    Status status = sheet_input_unpack(ctx, request_form(req, "sheet"), &task->sheet);

    if (status == OK) {
        take_fixes(req, &task->sheet);
        status = match_sheet(ctx, req, task);
    }
    if (status == INVALID) {
        TRY(sheet_form(ctx, req, res, task));
        return INVALID;
    }
    TRY(status);
    if (text_eq(wish, T("header"))) /* another row holds the headings: match anew */
        return sheet_show_match(ctx, req, res, task);
    status = take_choices(ctx, req, task);
    if (status == INVALID || text_eq(wish, T("match"))) {
        TRY(sheet_show_match(ctx, req, res, task));
        return status;
    }
    return look_over(ctx, req, res, task, text_eq(wish, T("put")));
}

Status
sheet_steps(Ctx *ctx, const Request *req, Response *res, SheetTask *task)
{
    Text wish = request_form(req, "do");

    return text_eq(wish, T("read")) || text_is_empty(wish) ? first_step(ctx, req, res, task)
                                                           : later_step(ctx, req, res, task, wish);
}
