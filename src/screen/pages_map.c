/*
 * The map in the middle of the screen: one cell a village, below a city one a county.
 */
#include "base/tr.h"
#include "region/hexmap.h"
#include "screen/figures.sql.h"
#include "screen/pages_parts.h"

enum {
    LINE_CHARS = 4,
    TINTS = 6,
    NAMED_CELLS_MAX = 64, /* more are too small for a name that is read from ten metres */
};

static const char *const fine_css[TINTS] = {"cell-ok t0", "cell-ok t1", "cell-ok t2",
                                            "cell-ok t3", "cell-ok t4", "cell-ok t5"};

static void
fill_cell(Ctx *ctx, RegionCode code, Text name, ScreenState state, size_t patch, bool named,
          ScreenCellView *cell)
{
    Text shown = hexmap_name(name);
    Text word = state == SCREEN_LATE   ? TR(ctx->lang, "逾期")
                : state == SCREEN_SOON ? TR(ctx->lang, "3 天内到期")
                                       : TR(ctx->lang, "公开已齐");

    cell->link = text_printf(ctx->arena, "/r/%012lld", (long long)code);
    cell->title =
        TR_FORMAT(ctx->arena, ctx->lang, "{name}：{state}", {"name", name}, {"state", word});
    cell->css = state == SCREEN_LATE   ? "cell-late"
                : state == SCREEN_SOON ? "cell-soon"
                                       : fine_css[patch % TINTS];
    cell->sign = state == SCREEN_LATE ? "!" : state == SCREEN_SOON ? "•" : "";
    if (named) {
        cell->name1 = text_first_chars(shown, LINE_CHARS);
        cell->name2 = text_slice(shown, cell->name1.len, shown.len);
    }
}

static void
place_cells(Arena *arena, const HexPlace *places, size_t len, ScreenMap *out)
{
    for (size_t i = 0; i < len; i++) {
        out->cells.at[i].x = hexmap_x(&places[i]);
        out->cells.at[i].y = hexmap_y(&places[i]);
    }
    out->cells.len = len;
    out->hexagon = hexmap_hexagon(arena);
    out->view_box = hexmap_view_box(arena, places, len);
}

static Text
township_name(const ScreenPlaces *townships, RegionCode code, const ScreenPlace **out)
{
    *out = NULL;
    for (size_t i = 0; i < townships->len; i++)
        if (townships->at[i].code == code) {
            *out = &townships->at[i];
            return townships->at[i].name;
        }
    return T("");
}

/* Villages that stand together by their code belong to one township. */
static size_t
gather(Arena *arena, const ScreenVillagesRows *rows, const ScreenPlaces *townships,
       HexPatch **patches_out, ScreenMap *out)
{
    HexPatch *patches = NEW_ARRAY(arena, HexPatch, rows->len);
    size_t count = 0;

    out->names.at = NEW_ARRAY(arena, ScreenPatchName, rows->len);
    for (size_t i = 0; i < rows->len; i++) {
        if (i == 0 || rows->at[i].parent != rows->at[i - 1].parent) {
            const ScreenPlace *township;
            Text name = township_name(townships, rows->at[i].parent, &township);

            patches[count] = (HexPatch){.first = i};
            if (township != NULL) {
                patches[count].map_x = township->map_x;
                patches[count].map_y = township->map_y;
            }
            out->names.at[count++].name = name;
        }
        patches[count - 1].len++;
    }
    out->names.len = count;
    *patches_out = patches;
    return count;
}

static void
lay_out_district(Arena *arena, const ScreenVillagesRows *rows, const ScreenPlaces *townships,
                 HexPlace *places, ScreenMap *out)
{
    HexPatch *patches;
    size_t count = gather(arena, rows, townships, &patches, out);

    hexmap_patches(arena, patches, count, places, rows->len);
    out->borders = hexmap_borders(arena, patches, count, places, rows->len);
    for (size_t p = 0; p < count; p++) {
        out->names.at[p].x = patches[p].x;
        out->names.at[p].y = patches[p].y;
        for (size_t i = patches[p].first; i < patches[p].first + patches[p].len; i++)
            if (rows->at[i].missing == 0 && !rows->at[i].soon)
                out->cells.at[i].css = fine_css[p % TINTS];
    }
}

static Status
map_of_villages(Ctx *ctx, const Region *place, const ScreenPlaces *townships, ScreenMap *out,
                int64_t *late_out)
{
    RegionRange range = region_range(place->code);
    Day today = ctx_today(ctx);
    ScreenVillagesRows rows;
    HexPlace *places;

    TRY(screen_villages(ctx,
                        &(ScreenVillagesArgs){.first = range.first,
                                              .last = range.last,
                                              .today = today,
                                              .soon = today + SCREEN_SOON_DAYS,
                                              .limit = SCREEN_CELLS_MAX},
                        &rows));
    places = NEW_ARRAY(ctx->arena, HexPlace, rows.len);
    out->cells.at = NEW_ARRAY(ctx->arena, ScreenCellView, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        const ScreenVillagesRow *row = &rows.at[i];
        ScreenState state = row->missing != 0 ? SCREEN_LATE : row->soon ? SCREEN_SOON : SCREEN_FINE;
        bool named = place->level == LEVEL_TOWNSHIP && rows.len <= NAMED_CELLS_MAX;

        places[i] = (HexPlace){.map_x = row->map_x, .map_y = row->map_y};
        fill_cell(ctx, row->code, row->name, state, i % 2, named, &out->cells.at[i]);
        *late_out += row->missing != 0;
    }
    if (place->level == LEVEL_TOWNSHIP)
        hexmap_block(places, rows.len);
    else
        lay_out_district(ctx->arena, &rows, townships, places, out);
    place_cells(ctx->arena, places, rows.len, out);
    out->label =
        TR_FORMAT(ctx->arena, ctx->lang, "{place}的 {count} 个村（社区），一格一村，位置为示意",
                  {"place", place->name}, {"count", text_printf(ctx->arena, "%zu", rows.len)});
    return OK;
}

static void
map_of_places(Ctx *ctx, const Region *place, const ScreenPlaces *below, ScreenMap *out,
              int64_t *late_out)
{
    HexPlace *places = NEW_ARRAY(ctx->arena, HexPlace, below->len);

    out->cells.at = NEW_ARRAY(ctx->arena, ScreenCellView, below->len);
    for (size_t i = 0; i < below->len; i++) {
        const ScreenPlace *one = &below->at[i];

        places[i] = (HexPlace){.map_x = one->map_x, .map_y = one->map_y};
        fill_cell(ctx, one->code, one->name, one->missing != 0 ? SCREEN_LATE : SCREEN_FINE, i % 2,
                  true, &out->cells.at[i]);
        *late_out += one->missing != 0;
    }
    hexmap_block(places, below->len);
    place_cells(ctx->arena, places, below->len, out);
    out->label =
        TR_FORMAT(ctx->arena, ctx->lang, "{place}的 {count} 个地区，位置为示意",
                  {"place", place->name}, {"count", text_printf(ctx->arena, "%zu", below->len)});
}

Status
screen_map(Ctx *ctx, const Region *place, const ScreenPlaces *places, ScreenMap *out,
           int64_t *late_out)
{
    *out = (ScreenMap){0};
    *late_out = 0;
    if (place->level >= LEVEL_DISTRICT)
        return map_of_villages(ctx, place, places, out, late_out);
    map_of_places(ctx, place, places, out, late_out);
    return OK;
}
