#include "base/json_read.h"
#include "base/tr.h"
#include "disclosure/api.h"

/* A flag as a column of 是/否 has it. */
static Status
cell_text(Ctx *ctx, const JsonNode *node, Text *out)
{
    if (node->kind == NODE_BOOL) {
        *out = node->flag ? T("是") : T("否");
        return OK;
    }
    if (json_cell(ctx->arena, node, out))
        return OK;
    return ctx_problem(ctx, "table.rows", TR(ctx->lang, "单元格只能是文字或数字"));
}

Status
api_read_rows(Ctx *ctx, const JsonNode *rows, DisclosureInput *out)
{
    size_t width = out->columns.len;

    if (rows != NULL && rows->kind != NODE_LIST && rows->kind != NODE_NONE)
        return ctx_problem(ctx, "table.rows", TR(ctx->lang, "应是一个 JSON 列表"));
    out->rows = json_len(rows);
    if (out->rows == 0)
        return OK;
    if (out->rows > TABLE_ROWS_MAX)
        return ctx_problem(ctx, "table.rows",
                           TR_FORMAT(ctx->arena, ctx->lang, "表格最多 {max} 行",
                                     {"max", text_printf(ctx->arena, "%d", TABLE_ROWS_MAX)}));
    if (width == 0)
        return ctx_problem(ctx, "table.columns", TR(ctx->lang, "有行就要有列"));
    out->cells = NEW_ARRAY(ctx->arena, Text, out->rows * width);
    for (size_t row = 0; row < out->rows; row++) {
        const JsonNode *cells = json_item(rows, row);

        if (cells->kind != NODE_LIST || json_len(cells) != width)
            return ctx_problem(ctx, "table.rows",
                               TR_FORMAT(ctx->arena, ctx->lang, "第 {row} 行的格数和列数不一样",
                                         {"row", text_printf(ctx->arena, "%zu", row + 1)}));
        for (size_t i = 0; i < width; i++)
            TRY(cell_text(ctx, json_item(cells, i), &out->cells[row * width + i]));
    }
    return OK;
}

Status
api_read_table(Ctx *ctx, const JsonNode *table, DisclosureInput *out)
{
    if (table == NULL || table->kind == NODE_NONE)
        return OK;
    if (table->kind != NODE_MAP)
        return ctx_problem(ctx, "table", TR(ctx->lang, "应是一个 JSON 对象"));
    TRY(columns_from_node(ctx, json_member(table, "columns"), &out->columns));
    return api_read_rows(ctx, json_member(table, "rows"), out);
}

static Status
read_place(Ctx *ctx, const JsonNode *root, DisclosureInput *out)
{
    Text kind = json_get_text(root, "kind");
    Text review_on = json_get_text(root, "review_on");
    Day day;

    if (!region_code_parse(json_get_text(root, "region"), &out->region))
        (void)!ctx_problem(ctx, "region", TR(ctx->lang, "地区代码应是 12 位数字"));
    if (!text_is_empty(kind) && !disclosure_kind_parse(kind, &out->kind))
        (void)!ctx_problem(ctx, "kind", TR(ctx->lang, "kind 只能是 report、nil 或 exception"));
    if (text_is_empty(review_on))
        return ctx_checked(ctx);
    if (day_parse(review_on, &day))
        out->review_on = SOME_INT(day);
    else
        (void)!ctx_problem(ctx, "review_on", TR(ctx->lang, "应是日期，例如 2023-05-18"));
    return ctx_checked(ctx);
}

Status
api_read_input(Ctx *ctx, Text body, DisclosureInput *out)
{
    static const JsonShape shape[] = {
        {"item",      NODE_TEXT},
        {"period",    NODE_TEXT},
        {"title",     NODE_TEXT},
        {"summary",   NODE_TEXT},
        {"body",      NODE_TEXT},
        {"reason",    NODE_TEXT},
        {"kind",      NODE_TEXT},
        {"review_on", NODE_TEXT},
        {"lock",      NODE_INT },
    };
    const JsonNode *root;

    *out = (DisclosureInput){0};
    TRY(json_parse(ctx, body, &root));
    TRY(json_shape(ctx, root, shape, sizeof shape / sizeof shape[0]));
    out->item = json_get_text(root, "item");
    out->period = json_get_text(root, "period");
    out->title = json_get_text(root, "title");
    out->summary = json_get_text(root, "summary");
    out->body = json_get_text(root, "body");
    out->reason = json_get_text(root, "reason");
    TRY(read_place(ctx, root, out));
    return api_read_table(ctx, json_member(root, "table"), out);
}
