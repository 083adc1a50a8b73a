#include "catalogue/column.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/json_read.h"
#include "base/money.h"
#include "base/tr.h"

enum { CELL_END = 0x1F, ROW_END = 0x1E, COLUMNS_JSON_BYTES_MAX = 192 * 1024 };

typedef struct Name {
    const char *name;
    const char *title;
} Name;

static const Name kinds[KIND_COUNT] = {
    [KIND_TEXT] = {"text",         N_("文字")      },
      [KIND_INTEGER] = {"integer",      N_("整数")      },
    [KIND_MONEY] = {"money",        N_("金额")      },
      [KIND_QUANTITY] = {"quantity",     N_("数量")      },
    [KIND_DATE] = {"date",         N_("日期")      },
      [KIND_PERSON] = {"person",       N_("姓名")      },
    [KIND_ID] = {"id",           N_("身份证号")},
      [KIND_CARD] = {"card",         N_("银行卡号")},
    [KIND_PHONE] = {"phone",        N_("手机号")   },
      [KIND_OFFICE_PHONE] = {"office_phone", N_("办公电话")},
    [KIND_CHOICE] = {"choice",       N_("选项")      },
      [KIND_YESNO] = {"yesno",        N_("是或否")   },
};

static const Name audiences[AUDIENCE_COUNT] = {
    [AUDIENCE_PUBLIC] = {"public",    N_("所有人可见")      },
    [AUDIENCE_RESIDENTS] = {"residents", N_("本村居民可见")   },
    [AUDIENCE_AFFECTED] = {"affected",  N_("当事人可见")      },
    [AUDIENCE_PARTY] = {"party",     N_("本支部党员可见")},
    [AUDIENCE_STAFF] = {"staff",     N_("工作人员可见")   },
};

static bool
find_name(const Name *names, int count, Text wanted, int *out)
{
    for (int i = 0; i < count; i++) {
        if (text_eq(wanted, text_c(names[i].name))) {
            *out = i;
            return true;
        }
    }
    return false;
}

const char *
column_kind_name(ColumnKind kind)
{
    return kinds[kind].name;
}

bool
column_kind_parse(Text name, ColumnKind *out)
{
    int found = 0;
    bool known = find_name(kinds, KIND_COUNT, name, &found);

    if (known)
        *out = (ColumnKind)found;
    return known;
}

const char *
column_kind_title(ColumnKind kind)
{
    return kinds[kind].title;
}

const char *
audience_name(Audience audience)
{
    return audiences[audience].name;
}

bool
audience_parse(Text name, Audience *out)
{
    int found = 0;
    bool known = find_name(audiences, AUDIENCE_COUNT, name, &found);

    if (known)
        *out = (Audience)found;
    return known;
}

Audience
audience_narrower(Audience must, Audience wanted)
{
    if (wanted == AUDIENCE_STAFF || must == AUDIENCE_PUBLIC ||
        (must == AUDIENCE_RESIDENTS && wanted == AUDIENCE_AFFECTED))
        return wanted;
    return must;
}

const char *
audience_title(Audience audience)
{
    return audiences[audience].title;
}

/* ---- columns as JSON ---- */

static Status
bad_columns(Ctx *ctx, Text sentence)
{
    return ctx_problem(ctx, "table.columns", sentence);
}

/* What a cell of the column may be; a list that nobody could choose from is refused. */
static Status
read_choices(Ctx *ctx, const JsonNode *list, Column *out)
{
    size_t count = json_len(list);

    if (list == NULL || list->kind == NODE_NONE)
        return OK;
    if (list->kind != NODE_LIST || out->kind != KIND_CHOICE)
        return bad_columns(ctx,
                           TR_FORMAT(ctx->arena, ctx->lang, "只有“选项”列才写有哪些选项：“{name}”",
                                     {"name", out->name}));
    if (count > COLUMN_CHOICES_MAX)
        return bad_columns(ctx,
                           TR_FORMAT(ctx->arena, ctx->lang, "“{name}”的选项太多，最多 {max} 个",
                                     {"name", out->name},
                                     {"max", text_printf(ctx->arena, "%d", COLUMN_CHOICES_MAX)}));
    out->choices = (Texts){.at = NEW_ARRAY(ctx->arena, Text, count), .len = count};
    for (size_t i = 0; i < count; i++) {
        const JsonNode *node = json_item(list, i);
        Text value = node->kind == NODE_TEXT ? text_trim(node->text) : T("");

        if (text_is_blank(value) || !text_is_clean(value) || text_chars(value) > CHOICE_CHARS_MAX)
            return bad_columns(
                ctx, TR_FORMAT(ctx->arena, ctx->lang, "“{name}”的每个选项要有 1 到 {max} 个字",
                               {"name", out->name},
                               {"max", text_printf(ctx->arena, "%d", CHOICE_CHARS_MAX)}));
        for (size_t j = 0; j < i; j++)
            if (text_eq(value, out->choices.at[j]))
                return bad_columns(ctx, TR_FORMAT(ctx->arena, ctx->lang,
                                                  "“{name}”有两个选项都是“{value}”",
                                                  {"name", out->name}, {"value", value}));
        out->choices.at[i] = value;
    }
    return OK;
}

static Status
one_column(Ctx *ctx, const JsonNode *node, Column *out)
{
    Text type = json_get_text(node, "type");
    Text audience = json_get_text(node, "audience");

    *out = (Column){
        .name = text_trim(json_get_text(node, "name")),
        .name_hant = json_get_text(node, "name_hant"),
        .name_en = json_get_text(node, "name_en"),
    };
    if (text_is_blank(out->name))
        return bad_columns(ctx, TR(ctx->lang, "每一列都要有名称"));
    if (text_chars(out->name) > COLUMN_NAME_CHARS_MAX)
        return bad_columns(ctx, TR_FORMAT(ctx->arena, ctx->lang, "列名“{name}”太长",
                                          {"name", text_first_chars(out->name, 20)}));
    if (!column_kind_parse(type, &out->kind))
        return bad_columns(ctx, TR_FORMAT(ctx->arena, ctx->lang, "“{name}”这一列的类型不认识",
                                          {"name", out->name}));
    if (!text_is_empty(audience) && !audience_parse(audience, &out->audience))
        return bad_columns(ctx, TR_FORMAT(ctx->arena, ctx->lang, "“{name}”这一列的公开范围不认识",
                                          {"name", out->name}));
    (void)json_get_bool(node, "required", &out->required);
    (void)json_get_bool(node, "sum", &out->sum);
    (void)json_get_bool(node, "nonnegative", &out->nonnegative);
    return read_choices(ctx, json_member(node, "choices"), out);
}

Status
columns_from_node(Ctx *ctx, const JsonNode *list, Columns *out)
{
    size_t count = json_len(list);

    *out = (Columns){.at = NEW_ARRAY(ctx->arena, Column, count), .len = count};
    if (list != NULL && list->kind != NODE_LIST && list->kind != NODE_NONE)
        return bad_columns(ctx, TR(ctx->lang, "应是一个 JSON 列表"));
    if (count > TABLE_COLUMNS_MAX)
        return bad_columns(ctx,
                           TR_FORMAT(ctx->arena, ctx->lang, "表格最多 {max} 列",
                                     {"max", text_printf(ctx->arena, "%d", TABLE_COLUMNS_MAX)}));
    for (size_t i = 0; i < count; i++) {
        TRY(one_column(ctx, json_item(list, i), &out->at[i]));
        for (size_t j = 0; j < i; j++)
            if (text_eq(out->at[i].name, out->at[j].name))
                return bad_columns(ctx, TR_FORMAT(ctx->arena, ctx->lang, "有两列都叫“{name}”",
                                                  {"name", out->at[i].name}));
    }
    return OK;
}

Status
columns_from_json(Ctx *ctx, Text json, Columns *out)
{
    const JsonNode *list;

    *out = (Columns){0};
    if (text_is_empty(json) || text_eq(json, T("[]")))
        return OK;
    TRY(json_parse(ctx, json, &list));
    if (list->kind != NODE_LIST)
        return bad_columns(ctx, TR(ctx->lang, "列的写法不对"));
    return columns_from_node(ctx, list, out);
}

Text
columns_to_json(Arena *arena, Columns columns)
{
    Buf buf = buf_new(arena, COLUMNS_JSON_BYTES_MAX);
    Json json = json_new(&buf);

    json_array_begin(&json);
    for (size_t i = 0; i < columns.len; i++) {
        const Column *column = &columns.at[i];

        json_object_begin(&json);
        json_put_text(&json, "name", column->name);
        if (column->name_hant.len != 0)
            json_put_text(&json, "name_hant", column->name_hant);
        if (column->name_en.len != 0)
            json_put_text(&json, "name_en", column->name_en);
        json_put_text(&json, "type", text_c(column_kind_name(column->kind)));
        json_put_text(&json, "audience", text_c(audience_name(column->audience)));
        if (column->required)
            json_put_bool(&json, "required", true);
        if (column->sum)
            json_put_bool(&json, "sum", true);
        if (column->nonnegative)
            json_put_bool(&json, "nonnegative", true);
        if (column->choices.len != 0) {
            json_key(&json, "choices");
            json_array_begin(&json);
            for (size_t j = 0; j < column->choices.len; j++)
                json_text(&json, column->choices.at[j]);
            json_array_end(&json);
        }
        json_object_end(&json);
    }
    json_array_end(&json);
    json_end(&json);
    return buf_done(&buf);
}

/* ---- rows ---- */

Text
rows_pack(Arena *arena, const Table *table)
{
    Buf buf = buf_new(arena, TABLE_BYTES_MAX);
    size_t width = table->columns.len;

    for (size_t row = 0; row < table->rows; row++) {
        if (row != 0)
            buf_char(&buf, ROW_END);
        for (size_t i = 0; i < width; i++) {
            if (i != 0)
                buf_char(&buf, CELL_END);
            buf_text(&buf, table->cells[row * width + i]);
        }
    }
    return buf_done(&buf);
}

static size_t
count_rows(Text packed)
{
    size_t rows = packed.len == 0 ? 0 : 1;
    Text line;

    while (text_cut(packed, ROW_END, &line, &packed))
        rows++;
    return rows;
}

/* One look at each byte: tables of thousands of rows are read for a page. */
Status
rows_unpack(Ctx *ctx, Columns columns, Text packed, Table *out)
{
    size_t width = columns.len;
    size_t rows = width == 0 ? 0 : count_rows(packed);
    size_t cells = rows * width;
    const char *at = packed.at;
    const char *end = packed.at + packed.len;

    *out = (Table){.columns = columns, .rows = rows};
    out->cells = NEW_ARRAY(ctx->arena, Text, cells);
    for (size_t i = 0; i < cells; i++) {
        const char *start = at;

        while (at < end && *at != CELL_END && *at != ROW_END)
            at++;
        out->cells[i] = (Text){start, (size_t)(at - start)};
        if (at == end)
            return i + 1 == cells ? OK : FAULT;
        if (*at++ != ((i + 1) % width == 0 ? ROW_END : CELL_END))
            return FAULT;
    }
    return OK;
}

Status
table_totals(Ctx *ctx, const Table *table, Texts *out)
{
    size_t width = table->columns.len;

    *out = (Texts){.at = NEW_ARRAY(ctx->arena, Text, width), .len = width};
    for (size_t i = 0; i < width; i++) {
        const Column *column = &table->columns.at[i];
        int64_t total = 0;
        bool fits = true;

        out->at[i] = T("");
        if (!column->sum)
            continue;
        for (size_t row = 0; row < table->rows; row++) {
            int64_t value = 0;

            if (cell_number(column, table->cells[row * width + i], &value))
                fits = fits && !__builtin_add_overflow(total, value, &total);
        }
        if (fits)
            out->at[i] = cell_from_number(ctx->arena, column, total);
    }
    return OK;
}
