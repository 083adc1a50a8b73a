#include "disclosure/desk_form.h"

#include "base/tr.h"
#include "disclosure/desk_parts.h"

void
desk_form_load(Ctx *ctx, const Disclosure *disclosure, const Revision *revision, DeskForm *out)
{
    *out = (DeskForm){
        .title = revision->title,
        .summary = revision->summary,
        .body = revision->body,
        .reason = revision->reason,
        .review_on = revision->review_on.set
                         ? day_format(ctx->arena, (Day)revision->review_on.value)
                         : T(""),
        .period = disclosure->period,
        .keeps_table = revision->table.rows > EDIT_ROWS_MAX,
        .cells = revision->table.cells,
        .rows = revision->table.rows,
    };
}

/* ---- reading ---- */

/* "[12]" at the beginning of *rest. */
static bool
take_index(Text *rest, size_t *out)
{
    size_t close = text_find(*rest, T("]"));
    int64_t number;

    if (!text_starts(*rest, T("[")) || close == rest->len ||
        !text_to_i64(text_slice(*rest, 1, close - 1), &number) || number < 0)
        return false;
    *out = (size_t)number;
    *rest = text_slice(*rest, close + 1, rest->len);
    return true;
}

static bool
parse_cell_name(Text name, size_t *row, size_t *column)
{
    Text rest = name;

    if (!text_starts(rest, T("cell")))
        return false;
    rest = text_slice(rest, 4, rest.len);
    return take_index(&rest, row) && take_index(&rest, column) && rest.len == 0;
}

static size_t
count_rows(const Request *req)
{
    size_t rows = 0;
    size_t last = SIZE_MAX;
    size_t row;
    size_t column;

    for (size_t i = 0; i < req->form.len; i++) {
        if (!parse_cell_name(req->form.at[i].name, &row, &column) || row == last)
            continue;
        last = row;
        rows++;
    }
    return rows < FORM_ROWS_MAX ? rows : FORM_ROWS_MAX;
}

static void
read_cells(Ctx *ctx, const Request *req, size_t width, DeskForm *out)
{
    size_t most = count_rows(req);
    size_t last = SIZE_MAX;
    size_t row;
    size_t column;

    out->cells = NEW_ARRAY(ctx->arena, Text, most * width);
    for (size_t i = 0; i < most * width; i++)
        out->cells[i] = T("");
    for (size_t i = 0; i < req->form.len; i++) {
        const Pair *field = &req->form.at[i];

        if (!parse_cell_name(field->name, &row, &column))
            continue;
        if (row != last) {
            if (out->rows == most)
                return;
            out->rows++;
            last = row;
        }
        if (column < width)
            out->cells[(out->rows - 1) * width + column] = field->value;
    }
}

static Text
typed(const Request *req, const char *name)
{
    Text value = request_form(req, name);

    return value.at != NULL ? value : T("");
}

void
desk_form_read(Ctx *ctx, const Request *req, const Revision *revision, DeskForm *out)
{
    *out = (DeskForm){
        .title = typed(req, "title"),
        .summary = typed(req, "summary"),
        .body = typed(req, "body"),
        .reason = typed(req, "reason"),
        .review_on = text_trim(typed(req, "review_on")),
        .period = text_trim(typed(req, "period")),
        .keeps_table = request_has_form(req, "keeps_table"),
    };
    if (out->keeps_table) {
        out->cells = revision->table.cells;
        out->rows = revision->table.rows;
        return;
    }
    read_cells(ctx, req, revision->table.columns.len, out);
}

void
desk_form_add_row(Ctx *ctx, const Revision *revision, DeskForm *form)
{
    size_t width = revision->table.columns.len;
    Text *cells = NEW_ARRAY(ctx->arena, Text, (form->rows + 1) * width);

    for (size_t i = 0; i < form->rows * width; i++)
        cells[i] = form->cells[i];
    for (size_t i = 0; i < width; i++)
        cells[form->rows * width + i] = T("");
    form->cells = cells;
    form->rows++;
}

void
desk_form_remove_row(const Revision *revision, DeskForm *form, size_t row)
{
    size_t width = revision->table.columns.len;

    if (row >= form->rows)
        return;
    for (size_t i = row * width; i + width < form->rows * width; i++)
        form->cells[i] = form->cells[i + width];
    form->rows--;
}

void
desk_form_input(const Disclosure *disclosure, const Revision *revision, const DeskForm *form,
                DisclosureInput *out)
{
    Day day;

    *out = (DisclosureInput){
        .item = disclosure->item,
        .region = disclosure->region,
        .period = text_is_empty(form->period) ? disclosure->period : form->period,
        .kind = revision->kind,
        .title = form->title,
        .summary = form->summary,
        .body = form->body,
        .reason = form->reason,
    };
    if (revision->kind == DISCLOSURE_REPORT) {
        out->columns = revision->table.columns;
        out->cells = form->cells;
        out->rows = form->rows;
    }
    if (day_parse_loose(form->review_on, &day))
        out->review_on = SOME_INT(day);
}

/* ---- showing ---- */

static Text
cell_name(Arena *arena, size_t row, size_t column)
{
    return text_printf(arena, "cell[%zu][%zu]", row, column);
}

/* "table.2.3" as row and column, from 0. */
static bool
parse_place(Text field, size_t *row_out, size_t *column_out)
{
    Text rest = field;
    Text head;
    Text row;
    int64_t number;
    int64_t column;

    if (!text_cut(rest, '.', &head, &rest) || !text_eq(head, T("table")) ||
        !text_cut(rest, '.', &row, &rest) || !text_to_i64(row, &number) ||
        !text_to_i64(rest, &column) || number < 1 || column < 1)
        return false;
    *row_out = (size_t)number - 1;
    *column_out = (size_t)column - 1;
    return true;
}

/* The reason stands at the cell; the summary on top says where it is as well, and leads there. */
static void
point_to_cells(Ctx *ctx, const Columns *columns, EditView *view)
{
    size_t row;
    size_t column;

    for (size_t i = 0; i < ctx->problems.len; i++) {
        Problem *problem = &ctx->problems.at[i];

        if (!parse_place(problem->field, &row, &column) || row >= view->rows.len ||
            column >= columns->len)
            continue;
        view->rows.at[row].cells.at[column].error = problem->sentence;
        problem->field = cell_name(ctx->arena, row, column);
        problem->sentence =
            TR_FORMAT(ctx->arena, ctx->lang, "表格第 {row} 行“{column}”：{why}",
                      {"row", desk_number(ctx->arena, (int64_t)row + 1)},
                      {"column", columns->at[column].name}, {"why", problem->sentence});
    }
}

static const char *
input_type(ColumnKind kind, Text value)
{
    Day day;

    if (kind == KIND_DATE) /* what is no date would vanish from a date field */
        return value.len == 0 || day_parse(value, &day) ? "date" : "text";
    return kind == KIND_PHONE || kind == KIND_OFFICE_PHONE ? "tel" : "text";
}

static const char *
input_mode(ColumnKind kind)
{
    switch (kind) {
    case KIND_INTEGER:
    case KIND_CARD:
        return "numeric";
    case KIND_MONEY:
    case KIND_QUANTITY:
        return "decimal";
    case KIND_PHONE:
    case KIND_OFFICE_PHONE:
        return "tel";
    case KIND_TEXT:
    case KIND_DATE:
    case KIND_PERSON:
    case KIND_ID:
    case KIND_CHOICE:
    case KIND_YESNO:
    case KIND_COUNT:
        break;
    }
    return "text";
}

static bool
counts(ColumnKind kind)
{
    return kind == KIND_INTEGER || kind == KIND_MONEY || kind == KIND_QUANTITY;
}

static void
show_heads(Ctx *ctx, const Columns *columns, EditView *view)
{
    view->heads.at = NEW_ARRAY(ctx->arena, EditHead, columns->len);
    view->heads.len = columns->len;
    for (size_t i = 0; i < columns->len; i++) {
        const Column *column = &columns->at[i];
        Text parts[2];
        Texts notes = {parts, 0};

        if (column->required)
            parts[notes.len++] = TR(ctx->lang, "必填");
        if (column->audience != AUDIENCE_PUBLIC)
            parts[notes.len++] = tr_text(ctx->lang, audience_title(column->audience));
        view->heads.at[i] = (EditHead){
            .name = column->name,
            .note = text_join(ctx->arena, notes, T(" · ")),
            .css = counts(column->kind) ? "r" : "",
        };
    }
}

/* What may be chosen; what an older revision says stays to be seen, until something else is chosen.
 */
static void
show_choices(Arena *arena, const Column *column, Text value, DeskChoices *out)
{
    bool known = value.len == 0;

    if (column->kind != KIND_CHOICE || column->choices.len == 0)
        return;
    out->at = NEW_ARRAY(arena, DeskChoice, column->choices.len + 1);
    for (size_t i = 0; i < column->choices.len; i++) {
        bool chosen = text_eq(column->choices.at[i], value);

        out->at[out->len++] = (DeskChoice){
            .value = column->choices.at[i], .words = column->choices.at[i], .chosen = chosen};
        known = known || chosen;
    }
    if (!known)
        out->at[out->len++] = (DeskChoice){.value = value, .words = value, .chosen = true};
}

static void
show_row(Arena *arena, const Columns *columns, const Text *cells, size_t row, EditRow *out)
{
    *out = (EditRow){
        .number = desk_number(arena, (int64_t)row + 1),
        .remove = text_printf(arena, "remove-row-%zu", row),
    };
    out->cells.at = NEW_ARRAY(arena, EditCell, columns->len);
    out->cells.len = columns->len;
    for (size_t i = 0; i < columns->len; i++) {
        const Column *column = &columns->at[i];
        Text value = cells != NULL && cells[i].at != NULL ? cells[i] : T("");
        Text name = cell_name(arena, row, i);

        out->cells.at[i] = (EditCell){
            .name = name,
            .label = column->name,
            .value = value,
            .type = input_type(column->kind, value),
            .mode = input_mode(column->kind),
            .css = counts(column->kind) ? "r num" : "",
            .yesno = column->kind == KIND_YESNO,
            .yes = text_eq(value, T("是")),
            .no = text_eq(value, T("否")),
        };
        show_choices(arena, column, value, &out->cells.at[i].choices);
    }
}

void
desk_form_show_table(Ctx *ctx, const Revision *revision, const DeskForm *form, EditView *view)
{
    const Columns *columns = &revision->table.columns;
    size_t blank = 1;

    view->has_table = revision->kind == DISCLOSURE_REPORT && columns->len != 0;
    view->keeps_table = form->keeps_table;
    view->row_count = (int64_t)form->rows;
    if (!view->has_table || form->keeps_table)
        return;
    if (form->rows != 0 && ctx->problems.len != 0)
        blank = 0; /* shown again as it was sent */
    show_heads(ctx, columns, view);
    view->rows.at = NEW_ARRAY(ctx->arena, EditRow, form->rows + blank);
    for (size_t i = 0; i < form->rows + blank; i++)
        show_row(ctx->arena, columns, i < form->rows ? &form->cells[i * columns->len] : NULL, i,
                 &view->rows.at[view->rows.len++]);
    point_to_cells(ctx, columns, view);
}
