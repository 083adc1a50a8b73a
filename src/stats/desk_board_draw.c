/*
 * Strips and heat map.  Squares are links for a mouse; who reads otherwise has the sentence and the
 * tables, which hold the same links.
 */
#include "stats/desk_board_draw.h"

#include "base/tr.h"
#include "disclosure/desk_parts.h"

/* Units of the viewBoxes: two to a pixel where a panel is a third of a wide window. */
enum {
    WIDTH = 860,
    NAME_WIDTH = 174,
    VILLAGE_NAME_WIDTH = 300,
    STRIP_SQUARE = 26,
    STRIP_PITCH = 29,
    STRIP_HEIGHT = 49,
    COUNT_WIDTH = 96,
    BASELINE = 22,
    HEAT_TOP = 50,
    HEAT_HEIGHT = 42,
    HEAT_SQUARE = 38, /* high */
    GROUP_GAP = 8,
    WORST_HEIGHT = 40,
    WORST_APART = 170,
    NUMBER_BELOW = 85,
    GROUPS_MAX = 3
};

/* ---- strips ---- */

static const char *const state_css[] = {
    [BOARD_FINE] = "b0", [BOARD_SOON] = "b1", [BOARD_LATE] = "b3"};
static const char *const state_sign[] = {[BOARD_FINE] = "", [BOARD_SOON] = "•", [BOARD_LATE] = "!"};

Text
board_state_words(Ctx *ctx, const BoardCell *cell)
{
    if (cell->state == BOARD_LATE)
        return TR_FORMAT(ctx->arena, ctx->lang, "逾期 {count} 项",
                         {"count", desk_number(ctx->arena, cell->missing)});
    return cell->state == BOARD_SOON ? TR(ctx->lang, "3 天内到期") : TR(ctx->lang, "已齐");
}

static void
add_square(Ctx *ctx, const BoardAsk *ask, const BoardCell *cell, int64_t x, int64_t y,
           BoardPicture *out)
{
    out->squares.at[out->squares.len++] = (BoardSquare){
        .x = x,
        .y = y,
        .css = state_css[cell->state],
        .sign = state_sign[cell->state],
        .title = TR_FORMAT(ctx->arena, ctx->lang, "{name}：{state}", {"name", cell->name},
                           {"state", board_state_words(ctx, cell)}),
        .link = board_place_link(ctx->arena, ask, cell->code),
    };
}

static void
add_line(BoardPicture *out, Text name, Text link, Text count, int64_t y)
{
    out->names.at[out->names.len++] = (BoardText){0, y + BASELINE, name};
    out->name_links.at[out->name_links.len++] = link;
    out->counts.at[out->counts.len++] = (BoardText){WIDTH, y + BASELINE, count};
}

/* A line for each strip, as many as it takes for its squares. */
static int64_t
draw_strip(Ctx *ctx, const BoardAsk *ask, const BoardStrip *strip, int64_t y, BoardPicture *out)
{
    size_t fits = (WIDTH - NAME_WIDTH - COUNT_WIDTH) / STRIP_PITCH;
    int64_t top = y;

    add_line(out, strip->name, board_place_link(ctx->arena, ask, strip->code),
             text_printf(ctx->arena, "%lld / %zu", (long long)strip->fine, strip->len), y);
    for (size_t i = 0; i < strip->len; i++) {
        if (i != 0 && i % fits == 0)
            top += STRIP_PITCH;
        add_square(ctx, ask, &strip->at[i], NAME_WIDTH + (int64_t)(i % fits) * STRIP_PITCH, top,
                   out);
    }
    return top + STRIP_HEIGHT;
}

/* Of one township: a line for each village. */
static int64_t
draw_villages(Ctx *ctx, const BoardAsk *ask, const BoardStrip *strip, BoardPicture *out)
{
    int64_t y = 0;

    for (size_t i = 0; i < strip->len; i++) {
        const BoardCell *cell = &strip->at[i];

        add_line(out, cell->name, board_place_link(ctx->arena, ask, cell->code),
                 board_state_words(ctx, cell), y);
        add_square(ctx, ask, cell, VILLAGE_NAME_WIDTH, y, out);
        y += STRIP_HEIGHT;
    }
    return y;
}

static void
make_room(Ctx *ctx, size_t squares, size_t lines, BoardPicture *out)
{
    out->squares.at = NEW_ARRAY(ctx->arena, BoardSquare, squares);
    out->names.at = NEW_ARRAY(ctx->arena, BoardText, lines);
    out->name_links.at = NEW_ARRAY(ctx->arena, Text, lines);
    out->counts.at = NEW_ARRAY(ctx->arena, BoardText, lines);
}

void
board_draw_strips(Ctx *ctx, const BoardAsk *ask, const BoardStrips *strips, BoardPicture *out)
{
    int64_t y = 0;

    *out = (BoardPicture){.square = STRIP_SQUARE, .cut = strips->cut};
    make_room(ctx, (size_t)strips->cells, (size_t)strips->cells + strips->len, out);
    if (ask->place.level == LEVEL_TOWNSHIP && strips->len == 1)
        y = draw_villages(ctx, ask, &strips->at[0], out);
    else
        for (size_t i = 0; i < strips->len; i++)
            y = draw_strip(ctx, ask, &strips->at[i], y, out);
    out->height = STRIP_SQUARE;
    out->view_box = text_printf(ctx->arena, "0 0 %d %lld", WIDTH, (long long)(y > 0 ? y : 1));
    out->title = ask->place.level >= LEVEL_DISTRICT
                     ? TR_FORMAT(ctx->arena, ctx->lang, "{count} 个村，公开到位没有",
                                 {"count", desk_number(ctx->arena, strips->cells)})
                     : TR_FORMAT(ctx->arena, ctx->lang, "{count} 个地方，公开到位没有",
                                 {"count", desk_number(ctx->arena, strips->cells)});
    out->words = TR_FORMAT(ctx->arena, ctx->lang, "一格一村：{count} 个里有 {late} 个逾期没公开",
                           {"count", desk_number(ctx->arena, strips->cells)},
                           {"late", desk_number(ctx->arena, strips->late)});
    out->table_link = board_tables_link(ctx->arena, ask, "#villages");
}

/* ---- heat map ---- */

static const char *
shade(const DutyCounts *counts)
{
    int64_t rate;

    if (counts->due <= 0)
        return "bn";
    if (counts->on_time >= counts->due)
        return "k0";
    rate = counts->on_time * 100 / counts->due;
    return rate >= NUMBER_BELOW ? "k1" : rate >= 70 ? "k2" : "k3";
}

Text
board_percent(Arena *arena, int64_t part, int64_t whole)
{
    return whole <= 0 ? T("–")
                      : text_printf(arena, "%lld", (long long)(part < 0 ? 0 : part * 100 / whole));
}

typedef struct HeatColumns {
    int64_t pitch;
    int64_t *x; /* one an item */
} HeatColumns;

static void
draw_groups(Ctx *ctx, const BoardHeat *heat, HeatColumns *columns, BoardPicture *out)
{
    static const char *const css[] = {
        [AFFAIR_PARTY] = "g-party", [AFFAIR_VILLAGE] = "g-affairs", [AFFAIR_FINANCE] = "g-money"};
    int64_t x = NAME_WIDTH;
    size_t next;

    out->groups.at = NEW_ARRAY(ctx->arena, BoardGroup, heat->items.len);
    for (size_t i = 0; i < heat->items.len; i = next) {
        Affair affair = heat->items.at[i].affair;
        int64_t from = x;

        for (next = i; next < heat->items.len && heat->items.at[next].affair == affair; next++) {
            columns->x[next] = x;
            x += columns->pitch;
        }
        out->groups.at[out->groups.len++] = (BoardGroup){
            .x = from,
            .width = x - from - 3,
            .css = css[affair],
            .words = TR_FORMAT(ctx->arena, ctx->lang, "{affair} {count} 项",
                               {"affair", tr_text(ctx->lang, affair_title(affair))},
                               {"count", desk_number(ctx->arena, (int64_t)(next - i))}),
        };
        x += GROUP_GAP;
    }
}

static void
draw_heat_row(Ctx *ctx, const BoardHeat *heat, const BoardHeatRow *row, const HeatColumns *columns,
              int64_t y, BoardPicture *out)
{
    for (size_t i = 0; i < heat->items.len; i++) {
        const DutyCounts *counts = &row->counts[i];
        const Item *item = &heat->items.at[i];
        Text percent = board_percent(ctx->arena, counts->on_time, counts->due);
        BoardSquare *square = &out->squares.at[out->squares.len++];

        *square = (BoardSquare){.x = columns->x[i], .y = y, .css = shade(counts), .sign = ""};
        if (counts->due <= 0)
            continue;
        if (counts->on_time * 100 / counts->due < NUMBER_BELOW)
            square->number = percent;
        square->title =
            TR_FORMAT(ctx->arena, ctx->lang, "{place} {item}：{rate}%", {"place", row->name},
                      {"item", item_short_name(item, ctx->lang)}, {"rate", percent});
        square->link = board_missing_link(ctx->arena, row->code, item->code);
    }
}

/* Below their columns, where they do not come too close to each other. */
static void
name_worst(Ctx *ctx, const BoardHeat *heat, const HeatColumns *columns, int64_t y,
           BoardPicture *out)
{
    out->worst.at = NEW_ARRAY(ctx->arena, BoardText, BOARD_WORST);
    for (size_t i = 0; i < heat->worst_len; i++) {
        int64_t x = columns->x[heat->worst[i]] + columns->pitch / 2;
        bool free = true;

        x = x > WIDTH - WORST_APART / 2 ? WIDTH - WORST_APART / 2 : x;
        for (size_t j = 0; j < out->worst.len; j++)
            free &= x - out->worst.at[j].x >= WORST_APART || out->worst.at[j].x - x >= WORST_APART;
        if (free)
            out->worst.at[out->worst.len++] = (BoardText){
                x, y + BASELINE,
                text_first_chars(item_short_name(&heat->items.at[heat->worst[i]], ctx->lang), 8)};
    }
}

static Text
heat_words(Ctx *ctx, const BoardHeat *heat)
{
    const Item *worst;

    if (heat->worst_len == 0)
        return TR(ctx->lang, "各项按时公开的比例；没有哪一项明显落下");
    worst = &heat->items.at[heat->worst[0]];
    return TR_FORMAT(ctx->arena, ctx->lang,
                     "各项按时公开的比例；“{item}”落下最多，按时的只有 {rate}%",
                     {"item", item_short_name(worst, ctx->lang)},
                     {"rate", board_percent(ctx->arena, heat->sums[heat->worst[0]].on_time,
                                            heat->sums[heat->worst[0]].due)});
}

void
board_draw_heat(Ctx *ctx, const BoardAsk *ask, const BoardHeat *heat, BoardPicture *out)
{
    int64_t columns_wide = WIDTH - NAME_WIDTH - (GROUPS_MAX - 1) * GROUP_GAP;
    size_t items = heat->items.len;
    HeatColumns columns = {.pitch = items == 0 ? 0 : columns_wide / (int64_t)items,
                           .x = NEW_ARRAY(ctx->arena, int64_t, items)};
    int64_t y = HEAT_TOP;

    *out = (BoardPicture){.square = columns.pitch - 3, .height = HEAT_SQUARE};
    make_room(ctx, heat->len * items, heat->len, out);
    draw_groups(ctx, heat, &columns, out);
    for (size_t i = 0; i < heat->len; i++) {
        out->names.at[out->names.len++] =
            (BoardText){NAME_WIDTH - 10, y + BASELINE + 3, text_first_chars(heat->at[i].name, 6)};
        draw_heat_row(ctx, heat, &heat->at[i], &columns, y, out);
        y += HEAT_HEIGHT;
    }
    name_worst(ctx, heat, &columns, y, out);
    out->view_box = text_printf(ctx->arena, "0 0 %d %lld", WIDTH, (long long)y + WORST_HEIGHT);
    out->title = TR_FORMAT(ctx->arena, ctx->lang, "{count} 项清单，哪项总落下",
                           {"count", desk_number(ctx->arena, (int64_t)items)});
    out->words = heat_words(ctx, heat);
    out->table_link = board_tables_link(ctx->arena, ask, "#items");
}
