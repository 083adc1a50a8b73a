/*
 * The table of what a person wrote: columns never more open than they may be, cells in their normal
 * form.
 */
#include "base/tr.h"
#include "disclosure/parts.h"
#include "sheet/sheet.h"

static Text
number_text(Ctx *ctx, int64_t number)
{
    return text_printf(ctx->arena, "%lld", (long long)number);
}

static bool
kind_is_personal(ColumnKind kind)
{
    return kind == KIND_PERSON || kind == KIND_ID || kind == KIND_CARD || kind == KIND_PHONE;
}

/* The column of that name, written in whatever way ("户 主" is 户主); NULL when there is none. */
static const Column *
column_named(Arena *arena, Columns columns, Text name)
{
    Text key;

    if (columns.len == 0)
        return NULL;
    for (size_t i = 0; i < columns.len; i++)
        if (text_eq(columns.at[i].name, name))
            return &columns.at[i];
    key = sheet_name_key(arena, name);
    for (size_t i = 0; i < columns.len; i++)
        if (text_eq(sheet_name_key(arena, columns.at[i].name), key))
            return &columns.at[i];
    return NULL;
}

/* What a column of the author's own holds that calls itself so: a plain text column for identity
 * numbers would be shown in full. */
static ColumnKind
kind_by_name(Text name, ColumnKind kind)
{
    static const struct {
        Text part;
        ColumnKind kind;
    } parts[] = {
        {T_INIT("身份证"),    KIND_ID          },
        {T_INIT("证件号"),    KIND_ID          },
        {T_INIT("银行卡"),    KIND_CARD        },
        {T_INIT("卡号"),       KIND_CARD        },
        {T_INIT("一卡通"),    KIND_CARD        },
        {T_INIT("账号"),       KIND_CARD        },
        {T_INIT("办公电话"), KIND_OFFICE_PHONE},
        {T_INIT("值班电话"), KIND_OFFICE_PHONE},
        {T_INIT("手机"),       KIND_PHONE       },
        {T_INIT("电话"),       KIND_PHONE       },
        {T_INIT("联系方式"), KIND_PHONE       },
        {T_INIT("姓名"),       KIND_PERSON      },
        {T_INIT("户主"),       KIND_PERSON      },
        {T_INIT("名字"),       KIND_PERSON      },
    };

    if (kind != KIND_TEXT && kind != KIND_CHOICE)
        return kind;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (text_find(name, parts[i].part) < name.len)
            return parts[i].kind;
    return kind;
}

static void
keep_closed(Column *column, const Column *must)
{
    column->audience = audience_narrower(must->audience, column->audience);
    if (kind_is_personal(must->kind))
        column->kind = must->kind;
}

/* The author's column, never more open than the catalogue has it, nor than the published revision
 * that it corrects. */
static Column
closed_enough(Arena *arena, const Item *item, Columns published, Column column)
{
    const Column *template = column_named(arena, item->columns, column.name);
    const Column *before = column_named(arena, published, column.name);

    if (before != NULL)
        keep_closed(&column, before);
    if (template == NULL) {
        column.kind = kind_by_name(column.name, column.kind);
        column.audience = audience_narrower(item->audience, column.audience);
        return column;
    }
    keep_closed(&column, template);
    if (text_is_empty(column.name_hant))
        column.name_hant = template->name_hant;
    if (text_is_empty(column.name_en))
        column.name_en = template->name_en;
    if (template->choices.len != 0) { /* what may stand there is the district's to say */
        column.kind = template->kind;
        column.choices = template->choices;
    }
    column.required = column.required || template->required;
    column.sum = column.sum || template->sum;
    column.nonnegative = column.nonnegative || template->nonnegative;
    return column;
}

static bool
columns_problem(Ctx *ctx, Text sentence)
{
    (void)ctx_problem(ctx, "table.columns", sentence);
    return false;
}

static bool
check_columns(Ctx *ctx, const Item *item, Columns published, Columns columns, Columns *out)
{
    if (columns.len > TABLE_COLUMNS_MAX)
        return columns_problem(ctx, TR_FORMAT(ctx->arena, ctx->lang, "表格最多 {max} 列",
                                              {"max", number_text(ctx, TABLE_COLUMNS_MAX)}));
    *out = (Columns){.at = NEW_ARRAY(ctx->arena, Column, columns.len), .len = columns.len};
    for (size_t i = 0; i < columns.len; i++) {
        Text name = columns.at[i].name;

        if (text_is_blank(name) || !text_is_clean(name) || text_chars(name) > COLUMN_NAME_CHARS_MAX)
            return columns_problem(ctx, TR_FORMAT(ctx->arena, ctx->lang,
                                                  "第 {column} 列的名称是空的或者太长",
                                                  {"column", number_text(ctx, (int64_t)i + 1)}));
        for (size_t j = 0; j < i; j++)
            if (text_eq(name, columns.at[j].name))
                return columns_problem(
                    ctx, TR_FORMAT(ctx->arena, ctx->lang, "有两列都叫“{name}”", {"name", name}));
        out->at[i] = closed_enough(ctx->arena, item, published, columns.at[i]);
    }
    return true;
}

static bool
same_choices(Texts a, Texts b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (!text_eq(a.at[i], b.at[i]))
            return false;
    return true;
}

/* True when the columns are the template itself, which need not be stored with each disclosure. */
static bool
is_template(const Item *item, Columns columns)
{
    if (columns.len != item->columns.len)
        return false;
    for (size_t i = 0; i < columns.len; i++) {
        const Column *ours = &columns.at[i];
        const Column *template = &item->columns.at[i];

        if (!text_eq(ours->name, template->name) || ours->kind != template->kind ||
            ours->audience != template->audience || ours->required != template->required ||
            ours->sum != template->sum || ours->nonnegative != template->nonnegative ||
            !same_choices(ours->choices, template->choices) ||
            !text_eq(ours->name_hant, template->name_hant) ||
            !text_eq(ours->name_en, template->name_en))
            return false;
    }
    return true;
}

static bool
row_is_blank(const Text *cells, size_t width)
{
    for (size_t i = 0; i < width; i++)
        if (cells[i].len != 0 && !text_is_blank(cells[i]))
            return false;
    return true;
}

/* Normalises one row into `out`; problems are named by the row as the person counts it. */
static void
check_row(Ctx *ctx, Columns columns, const Text *typed, size_t row, Text *out)
{
    for (size_t i = 0; i < columns.len; i++) {
        Text why;

        if (cell_normalise(ctx, &columns.at[i], typed[i], &out[i], &why) == OK)
            continue;
        (void)ctx_problem(
            ctx, text_cstr(ctx->arena, text_printf(ctx->arena, "table.%zu.%zu", row + 1, i + 1)),
            why);
    }
}

void
content_check_table(Ctx *ctx, const DisclosureInput *input, Columns published, Content *out)
{
    bool own_columns = input->columns.len != 0;
    Columns columns = out->item.columns;
    size_t width;
    size_t kept = 0;

    out->columns = T("");
    out->rows = T("");
    out->table = (Table){.columns = columns};
    if (input->rows == 0 && !own_columns)
        return;
    if (input->rows > TABLE_ROWS_MAX) {
        (void)ctx_problem(ctx, "table",
                          TR_FORMAT(ctx->arena, ctx->lang, "表格最多 {max} 行，请分期或分表公开",
                                    {"max", number_text(ctx, TABLE_ROWS_MAX)}));
        return;
    }
    if (own_columns) {
        if (!check_columns(ctx, &out->item, published, input->columns, &columns))
            return;
        if (!is_template(&out->item, columns))
            out->columns = columns_to_json(ctx->arena, columns);
    }
    width = columns.len;
    out->table = (Table){
        .columns = columns,
        .cells = NEW_ARRAY(ctx->arena, Text, input->rows * width),
    };
    for (size_t row = 0; row < input->rows; row++) {
        if (row_is_blank(&input->cells[row * width], width))
            continue;
        check_row(ctx, columns, &input->cells[row * width], row, &out->table.cells[kept++ * width]);
    }
    out->table.rows = kept;
    if (input->kind != DISCLOSURE_REPORT && kept != 0)
        (void)ctx_problem(ctx, "table", TR(ctx->lang, "无事项或不公开备案时，不用填表格"));
}

bool
content_table_fits(const Table *table)
{
    size_t bytes = 0;

    for (size_t i = 0; i < table->rows * table->columns.len; i++)
        bytes += table->cells[i].len + 1;
    return bytes <= TABLE_BYTES_MAX;
}
