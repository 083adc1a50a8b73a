/*
 * Assets: what they cost, what they are still worth, where they are and who keeps them.
 */
#include "base/id.h"
#include "base/money.h"
#include "base/tr.h"
#include "property/inside.h"

enum { MONTHS_A_YEAR = 12, LIFE_YEARS_MAX = 100 };

Holding
holding_from(const HoldingRecord *record)
{
    Holding holding = {
        .id = record->id,
        .region = record->region,
        .name = record->name,
        .number = record->number,
        .quantity_milli = record->quantity_milli,
        .unit = record->unit,
        .acquired = (Day)record->acquired,
        .original_fen = record->original_fen,
        .residual_fen = record->residual_fen,
        .life_years = record->life_years,
        .yearly_fen = record->yearly_fen,
        .place = record->place,
        .keeper = record->keeper,
        .since = SOME_INT(record->since),
        .note = record->note,
        .lock = record->lock,
    };

    (void)holding_class_parse(record->class, &holding.class);
    (void)depreciation_parse(record->method, &holding.method);
    (void)holding_state_parse(record->state, &holding.state);
    return holding;
}

/* ---- what it is worth ---- */

/* Months whose last day has come since the month after it was acquired. */
static int64_t
months_booked(Day acquired, Day day)
{
    Date last = day_to_date(day);
    Month months = month_of(day) - month_of(acquired);

    if (last.day != days_in_month(last.year, last.month))
        months--;
    return months > 0 ? months : 0;
}

static int64_t
round_div(__int128 amount, int64_t by)
{
    return (int64_t)((amount * 2 + by) / ((__int128)by * 2));
}

int64_t
holding_net_fen(const Holding *holding, Day day)
{
    int64_t whole = holding->original_fen - holding->residual_fen;
    int64_t months = months_booked(holding->acquired, day);
    int64_t lost = 0;

    if (holding->state == HOLDING_SCRAPPED && (!holding->since.set || holding->since.value <= day))
        return 0;
    if (holding->method == DEPRECIATION_LIFE && holding->life_years > 0) {
        int64_t all = holding->life_years * MONTHS_A_YEAR;

        lost = months >= all ? whole : round_div((__int128)whole * months, all);
    } else if (holding->method == DEPRECIATION_YEARLY) {
        lost = round_div((__int128)holding->yearly_fen * months, MONTHS_A_YEAR);
    }
    return holding->original_fen - (lost < whole ? lost : whole);
}

Status
holding_as_of(Ctx *ctx, const Holding *holding, Day day, Holding *out)
{
    HoldingPastAtRow row;
    Status status = NOT_FOUND;

    *out = *holding;
    if (holding->since.set && holding->since.value > day)
        status = holding_past_at(ctx, holding->id, day, &row);
    if (status == OK) {
        out->since = SOME_INT(row.since);
        out->place = row.place;
        out->keeper = row.keeper;
        if (!holding_state_parse(row.state, &out->state))
            return FAULT;
    } else if (status != NOT_FOUND) {
        return status;
    }
    out->net_fen = holding_net_fen(out, day);
    return OK;
}

/* ---- reading ---- */

static Holding
of_today(const Ctx *ctx, const HoldingRecord *record)
{
    Holding holding = holding_from(record);

    holding.net_fen = holding_net_fen(&holding, ctx_today(ctx));
    return holding;
}

Status
holding_get(Ctx *ctx, int64_t id, Holding *out)
{
    HoldingRecord record;

    TRY(holding_by_id(ctx, id, &record));
    TRY(property_read(ctx, record.region));
    *out = of_today(ctx, &record);
    return OK;
}

Status
holding_find(Ctx *ctx, RegionCode village, Text name, Text number, Holding *out)
{
    HoldingRecord record;

    TRY(property_read(ctx, village));
    TRY(holding_by_name(ctx, village, name, number, &record));
    *out = of_today(ctx, &record);
    return OK;
}

Status
holding_list(Ctx *ctx, RegionCode village, Text cursor, Holdings *out)
{
    HoldingRecords rows;
    int64_t after;

    *out = (Holdings){0};
    TRY(property_read(ctx, village));
    TRY(property_cursor(ctx, cursor, &after));
    TRY(holdings_after(ctx, village, after, PROPERTY_PAGE + 1, &rows));
    out->at = NEW_ARRAY(ctx->arena, Holding, rows.len);
    for (size_t i = 0; i < rows.len && i < PROPERTY_PAGE; i++)
        out->at[out->len++] = of_today(ctx, &rows.at[i]);
    if (out->len != 0)
        out->next = property_next(ctx, rows.len, out->at[out->len - 1].id);
    return OK;
}

/* ---- checks ---- */

static void
check_texts(Ctx *ctx, Holding *holding)
{
    holding->name = property_text(ctx, "name", holding->name, PROPERTY_NAME_CHARS_MAX,
                                  TR(ctx->lang, "请写资产的名称，例如“村部房屋”"));
    holding->number =
        property_text(ctx, "number", holding->number, PROPERTY_WORD_CHARS_MAX, (Text){0});
    holding->unit = property_text(ctx, "unit", holding->unit, PROPERTY_WORD_CHARS_MAX,
                                  TR(ctx->lang, "请写单位，例如“间”“台”"));
    holding->place =
        property_text(ctx, "place", holding->place, PROPERTY_NAME_CHARS_MAX, (Text){0});
    holding->keeper =
        property_text(ctx, "keeper", holding->keeper, PROPERTY_WORD_CHARS_MAX, (Text){0});
    holding->note = property_text(ctx, "note", holding->note, PROPERTY_TEXT_CHARS_MAX, (Text){0});
}

static void
check_worth(Ctx *ctx, Holding *holding)
{
    property_money(ctx, "original", holding->original_fen, false);
    property_money(ctx, "residual", holding->residual_fen, false);
    if (holding->residual_fen > holding->original_fen)
        (void)!ctx_problem(ctx, "residual", TR(ctx->lang, "残值不能大于原值"));
    if ((unsigned)holding->method >= DEPRECIATIONS)
        (void)!ctx_problem(ctx, "method", TR(ctx->lang, "请选折旧的方法"));
    if (holding->method == DEPRECIATION_LIFE)
        property_range(ctx, "life", holding->life_years, 1, LIFE_YEARS_MAX,
                       TR(ctx->lang, "使用年限应在 1 到 100 年之间"));
    else
        holding->life_years = 0;
    if (holding->method == DEPRECIATION_YEARLY)
        property_money(ctx, "yearly", holding->yearly_fen, true);
    else
        holding->yearly_fen = 0;
}

static Status
check_unique(Ctx *ctx, const Holding *holding)
{
    HoldingRecord twin;
    HoldingsCountRow count;
    Status status = holding_by_name(ctx, holding->region, holding->name, holding->number, &twin);

    if (status == OK && twin.id != holding->id)
        (void)!ctx_problem(ctx, "name",
                           TR(ctx->lang, "这个名称和编号的资产已经有了；同名的请写上编号"));
    else if (status != OK && status != NOT_FOUND)
        return status;
    TRY(holdings_count(ctx, holding->region, &count));
    if (holding->id == 0)
        property_room(ctx, "name", count.count, PROPERTY_ROWS_MAX);
    return ctx_checked(ctx);
}

static Status
check_quantity_let(Ctx *ctx, const Holding *holding)
{
    int64_t peak;

    TRY(contract_peak(ctx, 0, holding->id, &peak));
    if (peak > holding->quantity_milli)
        return ctx_problem(ctx, "quantity",
                           TR_FORMAT(ctx->arena, ctx->lang, "合同里已经出租 {let}，数量不能比它小",
                                     {"let", decimal_format(ctx->arena, peak)}));
    return OK;
}

Status
holding_check(Ctx *ctx, Holding *holding)
{
    check_texts(ctx, holding);
    if ((unsigned)holding->class >= HOLDING_CLASSES)
        (void)!ctx_problem(ctx, "class", TR(ctx->lang, "请选资产的类别"));
    if ((unsigned)holding->state >= HOLDING_STATES)
        (void)!ctx_problem(ctx, "state", TR(ctx->lang, "请选使用状态"));
    property_quantity(ctx, "quantity", holding->quantity_milli);
    property_day(ctx, "acquired", holding->acquired, true);
    if (holding->since.set) {
        property_day(ctx, "since", holding->since.value, true);
        if (holding->since.value < holding->acquired)
            (void)!ctx_problem(ctx, "since", TR(ctx->lang, "不能早于取得的日期"));
    }
    check_worth(ctx, holding);
    TRY(ctx_checked(ctx));
    if (holding->id != 0)
        TRY(check_quantity_let(ctx, holding));
    return check_unique(ctx, holding);
}

/* ---- writing ---- */

static bool
same_keeping(const Holding *a, const Holding *b)
{
    return a->state == b->state && text_eq(a->place, b->place) && text_eq(a->keeper, b->keeper);
}

/* The day of what is on record last before what holds now, since it was acquired; before all days
 * when there is none. */
static Status
last_past(Ctx *ctx, const Holding *holding, int64_t *out)
{
    HoldingPastAtRow row;
    Status status = holding_past_at(ctx, holding->id, DAY_MOST, &row);

    *out = status == OK && row.since >= holding->acquired ? row.since : DAY_LEAST - 1;
    return status == NOT_FOUND ? OK : status;
}

/* From when place, keeper and state hold; what held before is put on record.  On the day of the
 * last change (or with another day and the rest as it is) that change itself is put right. */
static Status
settle_since(Ctx *ctx, const Holding *before, Holding *row)
{
    int64_t old = before->since.value, first;
    bool same = same_keeping(before, row);

    TRY(last_past(ctx, row, &first));
    if (!row->since.set)
        row->since = SOME_INT(!same ? ctx_today(ctx) : old < row->acquired ? row->acquired : old);
    /* The first of all goes back to the day of acquisition at most. */
    if (row->since.value <= first || (!same && row->since.value < old && first >= DAY_LEAST))
        return ctx_problem(ctx, "since",
                           TR_FORMAT(ctx->arena, ctx->lang, "不能早于上一次变动（{day}）",
                                     {"day", day_format(ctx->arena, (Day)(same ? first : old))}));
    if (same || row->since.value <= old)
        return OK;
    return holding_past_put(ctx, &(HoldingPastPutArgs){row->id, old, before->place, before->keeper,
                                                       text_c(holding_state_name(before->state))});
}

static Status
insert(Ctx *ctx, Holding *row)
{
    row->id = id_new();
    row->lock = 1;
    if (!row->since.set)
        row->since = SOME_INT(row->acquired);
    return holding_insert(
        ctx,
        &(HoldingInsertArgs){
            row->id, row->region, row->name, row->number, text_c(holding_class_name(row->class)),
            row->quantity_milli, row->unit, row->acquired, row->original_fen, row->residual_fen,
            text_c(depreciation_name(row->method)), row->life_years, row->yearly_fen, row->place,
            row->keeper, text_c(holding_state_name(row->state)), row->since.value, row->note});
}

static Status
update(Ctx *ctx, Holding *row)
{
    HoldingRecord record;
    Holding before;
    int64_t changed;

    TRY(holding_by_id(ctx, row->id, &record));
    if (record.lock != row->lock)
        return CONFLICT;
    before = holding_from(&record);
    TRY(settle_since(ctx, &before, row));
    TRY(holding_past_move(ctx, row->id, row->acquired));
    TRY(holding_update(
        ctx,
        &(HoldingUpdateArgs){
            row->id, row->lock, row->name, row->number, text_c(holding_class_name(row->class)),
            row->quantity_milli, row->unit, row->acquired, row->original_fen, row->residual_fen,
            text_c(depreciation_name(row->method)), row->life_years, row->yearly_fen, row->place,
            row->keeper, text_c(holding_state_name(row->state)), row->since.value, row->note},
        &changed));
    row->lock++;
    return property_one(changed);
}

Status
holding_write(Ctx *ctx, const Holding *input, Holding *out)
{
    *out = *input;
    TRY(holding_check(ctx, out));
    TRY(out->id != 0 ? update(ctx, out) : insert(ctx, out));
    out->net_fen = holding_net_fen(out, ctx_today(ctx));
    return OK;
}

Status
holding_put(Ctx *ctx, const Holding *input, Holding *out)
{
    Holding row = *input;
    HoldingRecord before;
    Day from = row.acquired;

    if (row.id != 0) {
        TRY(holding_by_id(ctx, row.id, &before));
        row.region = before.region;
        if (before.acquired < from)
            from = (Day)before.acquired;
    }
    TRY(property_begin(ctx, row.region));
    TRY(holding_write(ctx, &row, out));
    return property_finish(ctx, row.region, REGISTER_ASSETS, from,
                           row.id != 0 ? PROPERTY_CHANGE : PROPERTY_ADD, out->id, out->name);
}

Status
holding_remove(Ctx *ctx, int64_t id, int64_t lock)
{
    HoldingRecord record;
    int64_t peak, changed;

    TRY(holding_by_id(ctx, id, &record));
    TRY(property_begin(ctx, record.region));
    TRY(contract_peak(ctx, 0, id, &peak));
    if (peak != 0)
        return CONFLICT;
    if (record.lock != lock)
        return CONFLICT;
    TRY(holding_past_delete(ctx, id));
    TRY(holding_delete(ctx, id, lock, &changed));
    TRY(property_one(changed));
    return property_finish(ctx, record.region, REGISTER_ASSETS, (Day)record.acquired,
                           PROPERTY_REMOVE, id, record.name);
}
