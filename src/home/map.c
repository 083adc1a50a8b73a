/*
 * The schematic map of a township: one hexagon a village (一格一村), no real boundaries.
 */
#include "base/tr.h"
#include "home/home.sql.h"
#include "home/parts.h"
#include "region/hexmap.h"

enum { LINE_CHARS = 4 };

static void
fill_cell(Ctx *ctx, const HomeMapCellsRow *village, RegionCode here, MapCell *cell)
{
    Text name = hexmap_name(village->name);

    cell->link = home_region_link(ctx->arena, village->code, "");
    cell->name1 = text_first_chars(name, LINE_CHARS);
    cell->name2 = text_slice(name, cell->name1.len, name.len);
    cell->here = village->code == here;
    cell->css = village->missing != 0 ? "cell-late" : village->due != 0 ? "cell-ok" : "cell-none";
    cell->title =
        village->missing != 0
            ? TR_FORMAT(ctx->arena, ctx->lang, "{name}：缺 {count} 项", {"name", village->name},
                        {"count", text_printf(ctx->arena, "%lld", (long long)village->missing)})
            : village->name;
}

Status
home_map(Ctx *ctx, RegionCode township, RegionCode here, HomeMap *out)
{
    HomeMapCellsRows villages;
    HexPlace *places;

    TRY(home_map_cells(ctx, township, REGION_CHILDREN_MAX, &villages));
    places = NEW_ARRAY(ctx->arena, HexPlace, villages.len);
    for (size_t i = 0; i < villages.len; i++)
        places[i] = (HexPlace){.map_x = villages.at[i].map_x, .map_y = villages.at[i].map_y};
    hexmap_block(places, villages.len);
    *out = (HomeMap){
        .label = TR(ctx->lang, "示意图：一格是一个村，不是真实位置"),
        .hexagon = hexmap_hexagon(ctx->arena),
        .view_box = hexmap_view_box(ctx->arena, places, villages.len),
    };
    out->cells.at = NEW_ARRAY(ctx->arena, MapCell, villages.len);
    for (size_t i = 0; i < villages.len; i++) {
        MapCell *cell = &out->cells.at[out->cells.len++];

        fill_cell(ctx, &villages.at[i], here, cell);
        cell->x = hexmap_x(&places[i]);
        cell->y = hexmap_y(&places[i]);
    }
    return OK;
}
