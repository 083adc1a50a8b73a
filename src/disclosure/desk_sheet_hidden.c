/*
 * What a sheet does not show at first sight, said before anything of it is taken: who hides a
 * column in a spreadsheet seldom means it to be published.
 */
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "disclosure/desk_sheet.h"
#include "disclosure/sheet_input.h"

enum { FACTS_MAX = 6 };

static Text
count_words(Ctx *ctx, int count)
{
    return text_printf(ctx->arena, "%d", count);
}

/* "B 身份证号", as the sheet calls it. */
static Text
column_words(Ctx *ctx, const SheetTask *task, size_t column)
{
    Text letters = sheet_column_letters(ctx->arena, column);

    if (column >= task->match.names.len || task->match.names.at[column].len == 0)
        return letters;
    return text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(letters),
                       TEXT_ARGS(task->match.names.at[column]));
}

static bool
is_taken(const SheetTask *task, size_t sheet_column)
{
    for (size_t i = 0; i < task->columns.len; i++)
        if (task->match.columns[i] == sheet_column)
            return true;
    return false;
}

static void
say_columns(Ctx *ctx, const SheetTask *task, Texts *out)
{
    Text *all = NEW_ARRAY(ctx->arena, Text, SHEET_COLUMNS_MAX);
    Text *taken = NEW_ARRAY(ctx->arena, Text, SHEET_COLUMNS_MAX);
    Texts hidden = {all, 0};
    Texts open = {taken, 0};

    for (size_t i = 0; i < SHEET_COLUMNS_MAX; i++) {
        if (!task->sheet.hidden_column[i])
            continue;
        all[hidden.len++] = column_words(ctx, task, i);
        if (is_taken(task, i))
            taken[open.len++] = column_words(ctx, task, i);
    }
    if (hidden.len == 0)
        return;
    out->at[out->len++] =
        TR_FORMAT(ctx->arena, ctx->lang, "这些列在表里是隐藏的：{columns}。",
                  {"columns", text_join(ctx->arena, hidden, TR(ctx->lang, "、"))});
    if (open.len != 0)
        out->at[out->len++] = TR_FORMAT(
            ctx->arena, ctx->lang,
            "其中 {columns} 对上了要公开的列，会一起读进来；不该公开的，请在“对列”里去掉。",
            {"columns", text_join(ctx->arena, open, TR(ctx->lang, "、"))});
}

Texts
sheet_hidden_words(Ctx *ctx, const SheetTask *task)
{
    const Sheet *sheet = &task->sheet;
    Texts out = {NEW_ARRAY(ctx->arena, Text, FACTS_MAX), 0};

    if (sheet->hidden_sheets != 0)
        out.at[out.len++] =
            TR_FORMAT(ctx->arena, ctx->lang, "有 {count} 个工作表是隐藏的，没有读。",
                      {"count", count_words(ctx, sheet->hidden_sheets)});
    say_columns(ctx, task, &out);
    if (sheet->hidden_rows != 0)
        out.at[out.len++] =
            TR_FORMAT(ctx->arena, ctx->lang,
                      "有 {count} 行是隐藏的，没有读；要公开就在表里取消隐藏，再传一次。",
                      {"count", count_words(ctx, sheet->hidden_rows)});
    if (sheet->uncalculated != 0)
        out.at[out.len++] = TR_FORMAT(
            ctx->arena, ctx->lang,
            "有 {count} 格公式没有算出结果；请在表格软件里打开、保存以后再传，或者直接填数。",
            {"count", count_words(ctx, sheet->uncalculated)});
    if (sheet->merged_ranges != 0)
        out.at[out.len++] = TR_FORMAT(ctx->arena, ctx->lang,
                                      "有 {count} 处合并的格子，只读左上角那一格，请对一遍。",
                                      {"count", count_words(ctx, sheet->merged_ranges)});
    return out;
}
