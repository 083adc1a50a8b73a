/*
 * What the pictures of a board show, as tables.
 */
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "stats/desk_board_draw.h"

static BoardTableRow *
add_row(Ctx *ctx, BoardTable *table, Text name, Text link, size_t cells)
{
    BoardTableRow *row = &table->rows.at[table->rows.len++];

    *row = (BoardTableRow){.name = name, .link = link};
    row->cells.at = NEW_ARRAY(ctx->arena, BoardTableCell, cells);
    return row;
}

static void
add_cell(BoardTableRow *row, Text words, Text link)
{
    row->cells.at[row->cells.len++] = (BoardTableCell){words, link};
}

static void
begin(Ctx *ctx, BoardTable *table, const Text *heads, size_t columns, size_t rows)
{
    table->heads = (Texts){NEW_ARRAY(ctx->arena, Text, columns), columns};
    for (size_t i = 0; i < columns; i++)
        table->heads.at[i] = heads[i];
    table->rows.at = NEW_ARRAY(ctx->arena, BoardTableRow, rows);
    table->rows.len = 0;
}

/* The lines beside the figures: a row a month. */
static void
figures_table(Ctx *ctx, const BoardFigures *figures, BoardTable *out)
{
    const BoardFigure *const shown[] = {&figures->on_time, &figures->missing, &figures->same_day,
                                        &figures->seven_day, &figures->satisfaction};
    enum { SHOWN = sizeof shown / sizeof shown[0] };
    Text heads[SHOWN + 1] = {TR(ctx->lang, "月份")};
    Day day = figures->first_month;

    for (size_t i = 0; i < SHOWN; i++)
        heads[i + 1] = tr_text(ctx->lang, shown[i]->indicator->title);
    begin(ctx, out, heads, SHOWN + 1, TREND_MONTHS);
    for (int month = 0; month < TREND_MONTHS; month++) {
        Date date = day_to_date(day);
        BoardTableRow *row = add_row(
            ctx, out, text_printf(ctx->arena, "%d-%02d", date.year, date.month), T(""), SHOWN);

        for (size_t i = 0; i < SHOWN; i++)
            add_cell(row, indicator_words(ctx->arena, shown[i]->indicator, shown[i]->trend[month]),
                     T(""));
        day += days_in_month(date.year, date.month);
    }
}

static void
strips_table(Ctx *ctx, const BoardAsk *ask, const BoardStrips *strips, BoardTable *out)
{
    const Text heads[] = {TR(ctx->lang, "地方"), TR(ctx->lang, "上级"), TR(ctx->lang, "公开情况")};

    begin(ctx, out, heads, sizeof heads / sizeof heads[0], (size_t)strips->cells);
    for (size_t i = 0; i < strips->len; i++)
        for (size_t j = 0; j < strips->at[i].len; j++) {
            const BoardCell *cell = &strips->at[i].at[j];
            BoardTableRow *row =
                add_row(ctx, out, cell->name, board_place_link(ctx->arena, ask, cell->code), 2);

            add_cell(row, strips->at[i].name, T(""));
            add_cell(row, board_state_words(ctx, cell), T(""));
        }
}

/* A row an item, a column a place. */
static void
heat_table(Ctx *ctx, const BoardHeat *heat, BoardTable *out)
{
    Text *heads = NEW_ARRAY(ctx->arena, Text, heat->len + 1);

    heads[0] = TR(ctx->lang, "事项");
    for (size_t i = 0; i < heat->len; i++)
        heads[i + 1] = heat->at[i].name;
    begin(ctx, out, heads, heat->len + 1, heat->items.len);
    for (size_t item = 0; item < heat->items.len; item++) {
        const Item *of = &heat->items.at[item];
        BoardTableRow *row = add_row(ctx, out,
                                     text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(of->code),
                                                 TEXT_ARGS(item_short_name(of, ctx->lang))),
                                     T(""), heat->len);

        for (size_t i = 0; i < heat->len; i++) {
            const DutyCounts *counts = &heat->at[i].counts[item];

            if (counts->due <= 0)
                add_cell(row, T("–"), T(""));
            else
                add_cell(
                    row,
                    text_printf(ctx->arena, "%.*s%%（%lld/%lld）",
                                TEXT_ARGS(board_percent(ctx->arena, counts->on_time, counts->due)),
                                (long long)counts->on_time, (long long)counts->due),
                    board_missing_link(ctx->arena, heat->at[i].code, of->code));
        }
    }
}

static void
voices_table(Ctx *ctx, const BoardFigures *figures, BoardTable *out)
{
    const Text heads[] = {TR(ctx->lang, "月份"), TR(ctx->lang, "收到"), TR(ctx->lang, "办结")};
    Day day = figures->first_month;

    begin(ctx, out, heads, sizeof heads / sizeof heads[0], TREND_MONTHS);
    for (int month = 0; month < TREND_MONTHS; month++) {
        Date date = day_to_date(day);
        BoardTableRow *row =
            add_row(ctx, out, text_printf(ctx->arena, "%d-%02d", date.year, date.month), T(""), 2);

        add_cell(row, desk_number(ctx->arena, figures->received[month]), T(""));
        add_cell(row, desk_number(ctx->arena, figures->resolved[month]), T(""));
        day += days_in_month(date.year, date.month);
    }
}

void
board_tables(Ctx *ctx, const BoardAsk *ask, const BoardFigures *figures, const BoardStrips *strips,
             const BoardHeat *heat, BoardTablesView *out)
{
    figures_table(ctx, figures, &out->figures);
    strips_table(ctx, ask, strips, &out->strips);
    heat_table(ctx, heat, &out->heat);
    voices_table(ctx, figures, &out->voices);
}
