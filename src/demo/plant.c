#include "demo/plant.h"

#include "base/money.h"

enum { PARTS = 3, FEN = 10 };

static const struct {
    RegionCode place;
    Text item;
} plants[PLANT_COUNT] = {
#define PLANT(kind, code, item) [PLANT_##kind] = {code, T_INIT(item)},
#include "demo/plants.tbl"
};

RegionCode
plant_place(PlantKind kind)
{
    return plants[kind].place;
}

Text
plant_item(PlantKind kind)
{
    return plants[kind].item;
}

static void
put(Maker *maker, size_t row, Text column, Text value)
{
    int at = maker_column(maker, column);

    if (at >= 0)
        maker->cells[row * maker->width + (size_t)at] = value;
}

static void
put_money(Maker *maker, size_t row, int64_t fen)
{
    int at = maker_column(maker, T("金额"));

    if (at < 0)
        return;
    maker->numbers[row * maker->width + (size_t)at] = fen * FEN;
    maker->cells[row * maker->width + (size_t)at] = fen_plain(maker->arena, fen);
}

/* A company that builds. */
static Text
builder(const Maker *maker)
{
    const Texts *trades = &maker->corpus->names.trades;

    for (size_t i = 0; i < trades->len; i++)
        if (text_eq(trades->at[i], T("build")))
            return maker->place->companies[i][0];
    return maker->place->companies[0][0];
}

/* One work, paid in parts within the month to one company, each part just below the limit. */
static bool
split(Maker *maker)
{
    static const int64_t below_fen[PARTS] = {20000, 15000, 30000};
    static const char *const parts[PARTS] = {"第一段", "第二段", "第三段"};
    size_t first = maker->rows - PARTS;

    if (maker->rows < PARTS + 1)
        return false;
    for (size_t i = 0; i < PARTS; i++) {
        put(maker, first + i, T("用途"), text_printf(maker->arena, "村路路肩修补（%s）", parts[i]));
        put(maker, first + i, T("支出类别"), T("公益支出"));
        put(maker, first + i, T("收款单位"), builder(maker));
        put(maker, first + i, T("收款个人"), T(""));
        put(maker, first + i, T("支付方式"), T("转账"));
        put_money(maker, first + i, PLANT_LIMIT_FEN - below_fen[i]);
    }
    return true;
}

/* The same voucher is booked again at the end of the month, for the same sum. */
static bool
voucher_twice(Maker *maker)
{
    int number = maker_column(maker, T("凭证号"));
    int day = maker_column(maker, T("日期"));
    size_t last = maker->rows - 1;

    if (maker->rows < 2 || number < 0 || day < 0)
        return false;
    for (size_t i = 0; i < maker->width; i++) {
        if (i == (size_t)day)
            continue;
        maker->cells[last * maker->width + i] = maker->cells[i];
        maker->numbers[last * maker->width + i] = maker->numbers[i];
    }
    return true;
}

bool
plant_in_table(Maker *maker, PlantKind kind)
{
    if (kind == PLANT_SPLIT)
        return split(maker);
    return kind == PLANT_VOUCHER && voucher_twice(maker);
}
