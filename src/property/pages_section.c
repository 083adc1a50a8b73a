/*
 * One published statement as a section of the page.
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/detail_parts.h"
#include "property/pages.h"
#include "sheet/sheet.h"

enum { ROWS_SHOWN = 30, BARS_MAX = 8, WHOLE = 100 };

/* ---- the table ---- */

/* The column of that name; columns.len when the district's catalogue has none. */
static size_t
column_of(Ctx *ctx, const Table *table, Text name)
{
    Text key = sheet_name_key(ctx->arena, name);

    for (size_t i = 0; i < table->columns.len; i++)
        if (text_eq(sheet_name_key(ctx->arena, table->columns.at[i].name), key))
            return i;
    return table->columns.len;
}

static Text
cell_at(const Table *table, size_t row, size_t column)
{
    return column < table->columns.len ? table->cells[row * table->columns.len + column] : T("");
}

static int64_t
number_at(const Table *table, size_t row, size_t column)
{
    int64_t number = 0;

    if (column >= table->columns.len ||
        !cell_number(&table->columns.at[column], cell_at(table, row, column), &number))
        return 0;
    return number;
}

/* What each household got is told to residents; others see it in the sum above. */
static bool
is_sum_only(Ctx *ctx, const Table *table, size_t row, bool reads_rows)
{
    ShareKind kind;

    return !reads_rows &&
           share_kind_parse(cell_at(table, row, column_of(ctx, table, T("类别"))), &kind) &&
           kind == SHARE_INCOME;
}

/* The rows that this reader is shown one by one, at most ROWS_SHOWN of them. */
static Table
rows_shown(Ctx *ctx, const Table *all, bool shares, bool reads_rows, int64_t *count_out)
{
    size_t width = all->columns.len;
    Table shown = {.columns = all->columns,
                   .cells = NEW_ARRAY(ctx->arena, Text, ROWS_SHOWN * width)};

    *count_out = 0;
    for (size_t row = 0; row < all->rows; row++) {
        if (shares && is_sum_only(ctx, all, row, reads_rows))
            continue;
        ++*count_out;
        for (size_t i = 0; i < width && shown.rows < ROWS_SHOWN; i++)
            shown.cells[shown.rows * width + i] = all->cells[row * width + i];
        shown.rows += shown.rows < ROWS_SHOWN;
    }
    return shown;
}

Status
property_section_table(Ctx *ctx, const PropertyShown *shown, bool reads_rows, PropertySection *out)
{
    /* What is shown is masked already: nothing of it is closed any more. */
    static const Reader everything = 1u << AUDIENCE_PUBLIC | 1u << AUDIENCE_STAFF;
    DetailView view = {0};
    Table table = rows_shown(ctx, &shown->revision.table, text_eq(shown->disclosure.item, T("F7")),
                             reads_rows, &out->row_count);

    TRY(detail_table(ctx, &table, everything, 0, &view));
    out->heads = view.heads;
    out->rows.at = view.rows.at;
    out->rows.len = view.rows.len;
    out->totals = view.totals;
    out->more_rows = out->row_count - (int64_t)table.rows;
    out->has_totals = view.has_totals && out->more_rows == 0;
    return OK;
}

/* ---- bars ---- */

static void
add_bar(PropertySection *section, Ctx *ctx, Text name, int64_t fen, const char *css)
{
    if (section->bars.len == BARS_MAX || fen == 0)
        return;
    section->bars.at[section->bars.len++] = (PropertyBar){
        .name = name,
        .amount = TR_FORMAT(ctx->arena, ctx->lang, "{amount} 元",
                            {"amount", fen_format(ctx->arena, fen)}),
        .width = fen,
        .css = css,
    };
}

/* Widths against the longest. */
static void
scale_bars(PropertySection *section)
{
    int64_t most = 0;

    for (size_t i = 0; i < section->bars.len; i++)
        most = section->bars.at[i].width > most ? section->bars.at[i].width : most;
    for (size_t i = 0; i < section->bars.len; i++) {
        int64_t fen = section->bars.at[i].width;

        section->bars.at[i].width = most > 0 && fen > 0 ? fen * WHOLE / most : 0;
        if (most > 0 && fen > 0 && section->bars.at[i].width == 0)
            section->bars.at[i].width = 1;
    }
}

/* What the assets of each class are worth now. */
static void
asset_bars(Ctx *ctx, const Table *table, PropertySection *out)
{
    size_t class = column_of(ctx, table, T("资产类别"));
    size_t net = column_of(ctx, table, T("净值"));
    int64_t sums[HOLDING_CLASSES] = {0};

    for (size_t row = 0; row < table->rows; row++) {
        HoldingClass which;

        if (holding_class_parse(cell_at(table, row, class), &which))
            sums[which] += number_at(table, row, net);
    }
    for (int i = 0; i < HOLDING_CLASSES; i++)
        if (sums[i] > 0)
            add_bar(out, ctx, tr_text(ctx->lang, holding_class_title((HoldingClass)i)), sums[i],
                    "f-1");
}

void
property_section_bars(Ctx *ctx, const PropertySummary *summary, const PropertyShown *shown,
                      PropertySection *out)
{
    Text item = shown->disclosure.item;

    out->bars.at = NEW_ARRAY(ctx->arena, PropertyBar, BARS_MAX);
    if (text_eq(item, T("F4"))) {
        asset_bars(ctx, &shown->revision.table, out);
    } else if (text_eq(item, T("F5"))) {
        add_bar(out, ctx, TR(ctx->lang, "该收"), summary->due_fen, "f-3");
        add_bar(out, ctx, TR(ctx->lang, "收到"), summary->received_fen, "f-in");
    } else if (text_eq(item, T("F6"))) {
        add_bar(out, ctx, TR(ctx->lang, "别人欠村里"), summary->receivable_fen, "f-in");
        add_bar(out, ctx, TR(ctx->lang, "村里欠别人"), summary->payable_fen, "f-out");
    } else if (text_eq(item, T("F1"))) {
        add_bar(out, ctx, TR(ctx->lang, "计划收"), summary->planned_in_fen, "f-3");
        add_bar(out, ctx, TR(ctx->lang, "实际收"), summary->done_in_fen, "f-in");
        add_bar(out, ctx, TR(ctx->lang, "计划花"), summary->planned_out_fen, "f-3");
        add_bar(out, ctx, TR(ctx->lang, "实际花"), summary->done_out_fen, "f-out");
    } else if (text_eq(item, T("F7"))) {
        add_bar(out, ctx, TR(ctx->lang, "分给大家"), summary->shared_fen, "f-1");
        add_bar(out, ctx, TR(ctx->lang, "干部报酬"), summary->pay_fen, "f-2");
        add_bar(out, ctx, TR(ctx->lang, "误工补贴"), summary->allowance_fen, "f-4");
    } else {
        add_bar(out, ctx, TR(ctx->lang, "收到"), summary->funds_in_fen, "f-in");
        add_bar(out, ctx, TR(ctx->lang, "花了"), summary->funds_out_fen, "f-out");
        add_bar(out, ctx, TR(ctx->lang, "剩下"), summary->funds_left_fen, "f-3");
    }
    scale_bars(out);
}

/* ---- sentences ---- */

static Text
yuan(Ctx *ctx, int64_t fen)
{
    return fen_format(ctx->arena, fen);
}

static Text
count_of(Ctx *ctx, int64_t count)
{
    return text_printf(ctx->arena, "%lld", (long long)count);
}

int64_t
property_lacking(Ctx *ctx, const PropertyShown *shown, int64_t *contracts_out)
{
    const Table *table = &shown->revision.table;
    size_t due = column_of(ctx, table, T("本年应收"));
    size_t received = column_of(ctx, table, T("本年已收"));
    int64_t lacking = 0;

    *contracts_out = 0;
    for (size_t row = 0; row < table->rows; row++) {
        int64_t left = number_at(table, row, due) - number_at(table, row, received);

        if (left > 0) {
            lacking += left;
            ++*contracts_out;
        }
    }
    return lacking;
}

static Text
contract_words(Ctx *ctx, const PropertySummary *summary, const PropertyShown *shown)
{
    int64_t contracts;
    int64_t lacking = property_lacking(ctx, shown, &contracts);

    if (lacking == 0)
        return TR_FORMAT(
            ctx->arena, ctx->lang, "{count} 份合同，这一年该收的 {due} 元，到期的都收齐了。",
            {"count", count_of(ctx, summary->contracts)}, {"due", yuan(ctx, summary->due_fen)});
    return TR_FORMAT(ctx->arena, ctx->lang,
                     "{count} 份合同，这一年该收 {due} 元，收了 {received} 元；{late} "
                     "份没交齐，还差 {lacking} 元。",
                     {"count", count_of(ctx, summary->contracts)},
                     {"due", yuan(ctx, summary->due_fen)},
                     {"received", yuan(ctx, summary->received_fen)},
                     {"late", count_of(ctx, contracts)}, {"lacking", yuan(ctx, lacking)});
}

/* Of the three only those that there were. */
static Text
share_words(Ctx *ctx, const PropertySummary *summary)
{
    const struct {
        Text words;
        int64_t fen;
    } parts[] = {
        {TR(ctx->lang, "分给大家"), summary->shared_fen   },
        {TR(ctx->lang, "干部报酬"), summary->pay_fen      },
        {TR(ctx->lang, "误工补贴"), summary->allowance_fen},
    };
    Text said[sizeof parts / sizeof parts[0]];
    size_t count = 0;

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (parts[i].fen != 0)
            said[count++] =
                TR_FORMAT(ctx->arena, ctx->lang, "{what} {amount} 元", {"what", parts[i].words},
                          {"amount", yuan(ctx, parts[i].fen)});
    return count == 0 ? TR(ctx->lang, "这一期没有。")
                      : TR_FORMAT(ctx->arena, ctx->lang, "{list}。",
                                  {"list", text_join(ctx->arena, (Texts){said, count},
                                                     TR(ctx->lang, "，"))});
}

Text
property_section_words(Ctx *ctx, const PropertySummary *summary, const PropertyShown *shown)
{
    Text item = shown->disclosure.item;

    if (text_eq(item, T("F4")))
        return TR_FORMAT(
            ctx->arena, ctx->lang, "{count} 处（件），原来值 {original} 元，折旧以后值 {net} 元。",
            {"count", count_of(ctx, summary->assets)},
            {"original", yuan(ctx, summary->original_fen)}, {"net", yuan(ctx, summary->net_fen)});
    if (text_eq(item, T("F5")))
        return contract_words(ctx, summary, shown);
    if (text_eq(item, T("F6")))
        return TR_FORMAT(ctx->arena, ctx->lang,
                         "别人欠村里 {receivable} 元，村里欠别人 {payable} 元。",
                         {"receivable", yuan(ctx, summary->receivable_fen)},
                         {"payable", yuan(ctx, summary->payable_fen)});
    if (text_eq(item, T("F1")))
        return TR_FORMAT(ctx->arena, ctx->lang,
                         "打算收 {planned_in} 元，实际收了 {done_in} 元；打算花 {planned_out} "
                         "元，实际花了 {done_out} 元。",
                         {"planned_in", yuan(ctx, summary->planned_in_fen)},
                         {"done_in", yuan(ctx, summary->done_in_fen)},
                         {"planned_out", yuan(ctx, summary->planned_out_fen)},
                         {"done_out", yuan(ctx, summary->done_out_fen)});
    if (text_eq(item, T("F7")))
        return share_words(ctx, summary);
    return TR_FORMAT(ctx->arena, ctx->lang, "这一期收到 {in} 元，花了 {out} 元，还剩 {left} 元。",
                     {"in", yuan(ctx, summary->funds_in_fen)},
                     {"out", yuan(ctx, summary->funds_out_fen)},
                     {"left", yuan(ctx, summary->funds_left_fen)});
}
