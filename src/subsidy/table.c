/*
 * The table of V6 from the rows of a batch, in whatever order and number the district has the
 * columns of the item.
 */
#include "subsidy/table.h"
#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "sheet/sheet.h"
#include "subsidy/inside.h"

static const struct {
    Text name;
    Source source;
} sources[] = {
    {T_INIT("补贴项目"),    FROM_PROGRAMME},
    {T_INIT("批次"),          FROM_BATCH    },
    {T_INIT("户号"),          FROM_NUMBER   },
    {T_INIT("户主"),          FROM_NAME     },
    {T_INIT("姓名"),          FROM_NAME     },
    {T_INIT("组别"),          FROM_GROUP    },
    {T_INIT("村民小组"),    FROM_GROUP    },
    {T_INIT("面积或数量"), FROM_QUANTITY },
    {T_INIT("数量"),          FROM_QUANTITY },
    {T_INIT("标准（元）"), FROM_STANDARD },
    {T_INIT("补贴标准"),    FROM_STANDARD },
    {T_INIT("金额"),          FROM_AMOUNT   },
    {T_INIT("补贴金额"),    FROM_AMOUNT   },
    {T_INIT("发放日期"),    FROM_PAID_DAY },
    {T_INIT("发放状态"),    FROM_STATE    },
    {T_INIT("备注"),          FROM_NOTE     },
};

Source
subsidy_column_source(Arena *arena, const Column *column)
{
    Text key = sheet_name_key(arena, column->name);

    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
        if (text_eq(key, sheet_name_key(arena, sources[i].name)))
            return sources[i].source;
    return FROM_NOTHING;
}

static Text
period_in_words(Arena *arena, const Batch *batch)
{
    Period period;

    return period_parse(batch->period, &period) ? period_words(arena, LANG_HANS, period)
                                                : batch->period;
}

static Text
cell_of(Arena *arena, const Batch *batch, BatchPart part, Source source, const Line *line)
{
    bool paid = part == PART_RESULT;

    switch (source) {
    case FROM_PROGRAMME:
        return batch->programme.name;
    case FROM_BATCH:
        if (batch->label.len != 0)
            return batch->label;
        return text_printf(arena, "%.*s%.*s", TEXT_ARGS(period_in_words(arena, batch)),
                           TEXT_ARGS(batch->name));
    case FROM_NUMBER:
        return line->number;
    case FROM_NAME:
        return line->name;
    case FROM_GROUP:
        return line->group_name;
    case FROM_QUANTITY:
        return line->quantity_milli != 0 ? decimal_plain(arena, line->quantity_milli) : T("");
    case FROM_STANDARD:
        return line->standard_fen != 0 ? fen_plain(arena, line->standard_fen) : T("");
    case FROM_AMOUNT:
        return fen_plain(arena, line->amount_fen);
    case FROM_PAID_DAY:
        return paid && line->paid_day.set ? day_format(arena, (Day)line->paid_day.value) : T("");
    case FROM_STATE:
        return paid ? text_c(line_state_title(line->state)) : T("");
    case FROM_NOTE:
        return line->note;
    case FROM_NOTHING:
        break;
    }
    return T("");
}

/* A required column that no row can fill is the district's and the village's to settle. */
static Status
check_columns(Ctx *ctx, Columns columns, const Source *chosen)
{
    for (size_t i = 0; i < columns.len; i++)
        if (chosen[i] == FROM_NOTHING && columns.at[i].required)
            return ctx_problem(
                ctx, "table.columns",
                TR_FORMAT(ctx->arena, ctx->lang,
                          "公开目录里这一项必须有“{column}”，补贴名单里没有，请和区里商量",
                          {"column", columns.at[i].name}));
    return OK;
}

Status
subsidy_cells(Ctx *ctx, const Batch *batch, BatchPart part, Columns columns, Text **cells_out,
              size_t *rows_out)
{
    Source *chosen = NEW_ARRAY(ctx->arena, Source, columns.len);
    Lines lines;
    Text *cells;

    for (size_t i = 0; i < columns.len; i++)
        chosen[i] = subsidy_column_source(ctx->arena, &columns.at[i]);
    TRY(check_columns(ctx, columns, chosen));
    TRY(lines_fetch(ctx, batch->id, &lines));
    cells = NEW_ARRAY(ctx->arena, Text, lines.len * columns.len);
    for (size_t row = 0; row < lines.len; row++)
        for (size_t i = 0; i < columns.len; i++)
            cells[row * columns.len + i] = column_choice(
                &columns.at[i], cell_of(ctx->arena, batch, part, chosen[i], &lines.at[row]));
    *cells_out = cells;
    *rows_out = lines.len;
    return OK;
}

static size_t
column_from(Arena *arena, Columns columns, Source source)
{
    for (size_t i = 0; i < columns.len; i++)
        if (subsidy_column_source(arena, &columns.at[i]) == source)
            return i;
    return columns.len;
}

/* What a row says about its payment: a day of payment says that it was paid. */
static LineState
state_of(const Text *row, size_t state, size_t day, size_t width)
{
    LineState said = LINE_DUE;

    if (state < width && !line_state_parse(row[state], &said))
        return LINE_DUE;
    return said == LINE_DUE && day < width && row[day].len != 0 ? LINE_PAID : said;
}

void
subsidy_table_totals(Arena *arena, const Table *table, BatchTotals *out)
{
    size_t amount = column_from(arena, table->columns, FROM_AMOUNT);
    size_t state = column_from(arena, table->columns, FROM_STATE);
    size_t day = column_from(arena, table->columns, FROM_PAID_DAY);
    size_t width = table->columns.len;

    *out = (BatchTotals){.lines = (int64_t)table->rows};
    for (size_t row = 0; row < table->rows && amount < width; row++) {
        const Text *cells = &table->cells[row * width];
        int64_t fen = 0;

        (void)cell_number(&table->columns.at[amount], cells[amount], &fen);
        out->total_fen += fen;
        if (state_of(cells, state, day, width) == LINE_PAID)
            out->paid_fen += fen;
    }
}

static bool
same_state(const Text *stored, const Text *made, size_t state, size_t day, size_t width)
{
    LineState known;

    return state == width || text_eq(stored[state], made[state]) ||
           (line_state_parse(stored[state], &known) &&
            state_of(stored, state, day, width) == state_of(made, state, day, width));
}

static bool
same_cell(const Column *column, Text stored, Text made)
{
    int64_t a = 0, b = 0;

    if (text_eq(stored, made))
        return true;
    if (column->kind != KIND_QUANTITY && column->kind != KIND_MONEY)
        return false;
    (void)cell_number(column, stored, &a);
    (void)cell_number(column, made, &b);
    return a == 0 && b == 0;
}

bool
subsidy_same_cells(Arena *arena, const Table *table, const Text *cells, size_t rows)
{
    size_t batch = column_from(arena, table->columns, FROM_BATCH);
    size_t state = column_from(arena, table->columns, FROM_STATE);
    size_t day = column_from(arena, table->columns, FROM_PAID_DAY);
    size_t width = table->columns.len;

    if (table->rows != rows)
        return false;
    for (size_t row = 0; row < rows; row++) {
        const Text *stored = &table->cells[row * width];
        const Text *made = &cells[row * width];

        for (size_t i = 0; i < width; i++)
            /* Without words for the batch the title says which it is. */
            if (i != state && !(i == batch && stored[i].len == 0) &&
                !same_cell(&table->columns.at[i], stored[i], made[i]))
                return false;
        if (!same_state(stored, made, state, day, width))
            return false;
    }
    return true;
}

/* ---- texts of the disclosure: they are content, so Chinese ---- */

static Text
title_of(Ctx *ctx, const Batch *batch, BatchPart part)
{
    return text_printf(ctx->arena, "%.*s%s", TEXT_ARGS(batch_words(ctx->arena, LANG_HANS, batch)),
                       part == PART_NOTICE ? "发放前公示" : "发放结果");
}

static Text
summary_of(Ctx *ctx, const Batch *batch, BatchPart part)
{
    Text total = fen_format(ctx->arena, batch->total_fen);

    if (part == PART_NOTICE)
        return text_printf(
            ctx->arena,
            "每%.*s %.*s 元，名单 %lld 行，合计 %.*s 元。有不同意见，请在公示期内提出。",
            TEXT_ARGS(batch->programme.unit),
            TEXT_ARGS(fen_format(ctx->arena, batch->standard_fen)), (long long)batch->lines,
            TEXT_ARGS(total));
    return text_printf(ctx->arena,
                       "应发 %lld 行、%.*s 元；已发 %lld 行、%.*s 元；未到账 %lld 行、%.*s 元。",
                       (long long)batch->lines, TEXT_ARGS(total), (long long)batch->paid_lines,
                       TEXT_ARGS(fen_format(ctx->arena, batch->paid_fen)),
                       (long long)(batch->lines - batch->paid_lines),
                       TEXT_ARGS(fen_format(ctx->arena, batch->total_fen - batch->paid_fen)));
}

static Text
body_of(Ctx *ctx, const Batch *batch)
{
    const Programme *programme = &batch->programme;
    Buf buf = buf_new(ctx->arena, 8 * 1024);

    buf_printf(&buf, "资金来源：%.*s。", TEXT_ARGS(programme->source));
    if (programme->ground.len != 0)
        buf_printf(&buf, "依据：%.*s。", TEXT_ARGS(programme->ground));
    if (batch->planned_fen.set)
        buf_printf(&buf, "拨付总额：%.*s 元。",
                   TEXT_ARGS(fen_format(ctx->arena, batch->planned_fen.value)));
    if (batch->explanation.len != 0)
        buf_printf(&buf, "\n\n说明：%.*s", TEXT_ARGS(batch->explanation));
    return buf_done(&buf);
}

/* On event where the item has that rhythm, else the newest period of another that is over. */
static Status
period_for(Ctx *ctx, const Batch *batch, const Item *item, Text *out)
{
    Region place;
    Text letters;
    Day today = ctx_today(ctx);

    TRY(region_get(ctx, batch->region, &place));
    letters = item_rhythm(item, place.community);
    if (letters.len == 0)
        letters = item_rhythm(item, !place.community);
    if (letters.len == 0 || text_find(letters, T("E")) < letters.len)
        *out = day_format(ctx->arena, today);
    else
        *out = period_format(ctx->arena, period_before(period_of((Rhythm)letters.at[0], today)));
    return OK;
}

Status
subsidy_input(Ctx *ctx, const Batch *batch, BatchPart part, Columns columns, DisclosureInput *out)
{
    Item item;
    Status status = catalogue_item(ctx, batch->region, SUBSIDY_ITEM, &item);

    if (status == NOT_FOUND)
        return ctx_problem(ctx, "item",
                           TR(ctx->lang, "公开目录里没有补贴这一项（V6），请先和区里商量"));
    TRY(status);
    *out = (DisclosureInput){
        .item = SUBSIDY_ITEM,
        .region = batch->region,
        .title = text_first_chars(title_of(ctx, batch, part), TITLE_CHARS_MAX),
        .summary = summary_of(ctx, batch, part),
        .body = body_of(ctx, batch),
    };
    TRY(period_for(ctx, batch, &item, &out->period));
    return subsidy_cells(ctx, batch, part, columns.len != 0 ? columns : item.columns, &out->cells,
                         &out->rows);
}
