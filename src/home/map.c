/*
 * The schematic map of a township: one hexagon a village (一格一村), no real boundaries.
 */
#include "base/tr.h"
#include "home/home.sql.h"
#include "home/parts.h"

enum {
    CELL_WIDTH = 92,  /* between the centres of two cells of a row */
    CELL_HEIGHT = 80, /* between two rows */
    HALF = 44,        /* from the centre to a corner sideways */
    TALL = 52,        /* from the centre to the tip */
    SHOULDER = 26,
    LINE_CHARS = 4,
    NAME_SHOWN_CHARS = 8,
};

/* As wide as high, a little wider. */
static int
columns_for(size_t cells)
{
    int columns = 1;

    while ((size_t)(columns * columns) < cells + cells / 3)
        columns++;
    return columns;
}

/* 鲍家洼子社区居委会 → 鲍家洼子: on a map everything is a village. */
static Text
short_name(Text name)
{
    static const Text endings[] = {T_INIT("村民委员会"), T_INIT("居民委员会"), T_INIT("村委会"),
                                   T_INIT("居委会"),     T_INIT("社区"),       T_INIT("村")};

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (text_ends(name, endings[i]) && name.len > endings[i].len + 3)
            name = text_slice(name, 0, name.len - endings[i].len);
    return text_first_chars(name, NAME_SHOWN_CHARS);
}

static void
fill_cell(Ctx *ctx, const HomeMapCellsRow *village, RegionCode here, MapCell *cell)
{
    Text name = short_name(village->name);

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
    int columns;
    int widest = 0;
    int lowest = 0;

    TRY(home_map_cells(ctx, township, REGION_CHILDREN_MAX, &villages));
    columns = columns_for(villages.len);
    *out = (HomeMap){
        .label = TR(ctx->lang, "示意图：一格是一个村，不是真实位置"),
        .hexagon = text_printf(ctx->arena, "0,%d %d,%d %d,%d 0,%d %d,%d %d,%d", -TALL, HALF,
                               -SHOULDER, HALF, SHOULDER, TALL, -HALF, SHOULDER, -HALF, -SHOULDER),
    };
    out->cells.at = NEW_ARRAY(ctx->arena, MapCell, villages.len);
    for (size_t i = 0; i < villages.len; i++) {
        const HomeMapCellsRow *village = &villages.at[i];
        bool set = village->map_x.set && village->map_y.set;
        int column = set ? (int)village->map_x.value : (int)i % columns;
        int row = set ? (int)village->map_y.value : (int)i / columns;
        MapCell *cell = &out->cells.at[out->cells.len++];

        fill_cell(ctx, village, here, cell);
        cell->x = HALF + 4 + column * CELL_WIDTH + (row % 2) * (CELL_WIDTH / 2);
        cell->y = TALL + 4 + row * CELL_HEIGHT;
        widest = column > widest ? column : widest;
        lowest = row > lowest ? row : lowest;
    }
    out->view_box =
        text_printf(ctx->arena, "0 0 %d %d", 2 * HALF + 8 + widest * CELL_WIDTH + CELL_WIDTH / 2,
                    2 * TALL + 8 + lowest * CELL_HEIGHT);
    return OK;
}
