#include "stats/board.h"

#include "base/tr.h"
#include "stats/board.sql.h"

enum { OLDEST_LOOKED_AT = 3 * 366, SPAN_DAYS_LEAST = 10 };

BoardReader
board_reader(const Ctx *ctx, RegionCode place)
{
    if (region_code_level(place) >= LEVEL_VILLAGE)
        return BOARD_NOBODY;
    if (actor_may(ctx->actor, CAN_WORK_FLAGS, place))
        return BOARD_INSPECTOR;
    if (!actor_may(ctx->actor, CAN_READ_SUPERVISION, place))
        return BOARD_NOBODY;
    return actor_may(ctx->actor, CAN_WITHDRAW, place) ? BOARD_DISTRICT : BOARD_LEADER;
}

static Status
require(const Ctx *ctx, RegionCode place)
{
    return board_reader(ctx, place) == BOARD_NOBODY ? DENIED : OK;
}

Status
board_place(Ctx *ctx, RegionCode *out)
{
    TRY(actor_scope(ctx, CAN_READ_SUPERVISION, out));
    if (*out == 0)
        TRY(region_top(ctx, out));
    return *out == 0 || region_code_level(*out) >= LEVEL_VILLAGE ? NOT_FOUND : OK;
}

static const struct {
    const char *name, *title;
    Rhythm rhythm;
} spans[BOARD_SPANS] = {
    [BOARD_MONTH] = {"month",   N_("本月"), RHYTHM_MONTHLY  },
    [BOARD_QUARTER] = {"quarter", N_("本季"), RHYTHM_QUARTERLY},
    [BOARD_YEAR] = {"year",    N_("今年"), RHYTHM_YEARLY   },
};

const char *
board_span_name(BoardSpan span)
{
    return spans[span].name;
}

const char *
board_span_title(BoardSpan span)
{
    return spans[span].title;
}

BoardSpan
board_span_of(Day today)
{
    for (int span = 0; span < BOARD_SPANS; span++)
        if (today - period_of(spans[span].rhythm, today).start >= SPAN_DAYS_LEAST)
            return (BoardSpan)span;
    return BOARD_MONTH;
}

bool
board_span_parse(Text name, BoardSpan *out)
{
    for (int span = 0; span < BOARD_SPANS; span++)
        if (text_eq(name, text_c(spans[span].name))) {
            *out = (BoardSpan)span;
            return true;
        }
    return false;
}

/* ---- figures ---- */

static Status
read_figure(Ctx *ctx, RegionCode place, const char *name, Period period, BoardFigure *out)
{
    Period before = period_before(period);

    *out = (BoardFigure){.indicator = indicator_of(text_c(name))};
    if (out->indicator == NULL)
        return FAULT;
    TRY(indicator_value(ctx, out->indicator, place, period.start, period.end, &out->now));
    TRY(indicator_value(ctx, out->indicator, place, before.start, before.end, &out->before));
    return indicator_trend(ctx, out->indicator, place, ctx_today(ctx), out->trend);
}

/* Received today and still open counts 0 days; the rows of days whose opinions were resolved stay,
 * so only some years are looked at. */
static Status
read_oldest(Ctx *ctx, RegionCode place, BoardFigures *out)
{
    Day today = ctx_today(ctx);
    Day last = today - BOARD_SLOW_DAYS - 1;
    BoardOldestOpenRow row;
    Status status;

    TRY(tally_between(ctx, place, TALLY_OPINIONS_OPEN, 1, last, &out->slow_now));
    if (out->slow_now <= 0)
        return OK;
    status = board_oldest_open(ctx, place, last - OLDEST_LOOKED_AT, last, &row);
    if (status == NOT_FOUND)
        return OK;
    if (status == OK)
        out->oldest_days = today - row.day;
    return status;
}

static Status
read_voices(Ctx *ctx, RegionCode place, BoardFigures *out)
{
    Period month = period_of(RHYTHM_MONTHLY, ctx_today(ctx));

    for (int i = TREND_MONTHS - 1; i >= 0; i--) {
        TRY(tally_between(ctx, place, TALLY_OPINIONS, month.start, month.end, &out->received[i]));
        TRY(tally_between(ctx, place, TALLY_OPINIONS_RESOLVED, month.start, month.end,
                          &out->resolved[i]));
        out->first_month = month.start;
        month = period_before(month);
    }
    return OK;
}

Status
board_figures(Ctx *ctx, const Region *place, BoardSpan kind, BoardFigures *out)
{
    RegionCode code = place->code;

    TRY(require(ctx, code));
    *out = (BoardFigures){.period = period_of(spans[kind].rhythm, ctx_today(ctx))};
    TRY(read_figure(ctx, code, "on_time_rate", out->period, &out->on_time));
    TRY(read_figure(ctx, code, "missing", out->period, &out->missing));
    TRY(read_figure(ctx, code, "same_day_rate", out->period, &out->same_day));
    TRY(read_figure(ctx, code, "seven_day_rate", out->period, &out->seven_day));
    TRY(read_figure(ctx, code, "satisfaction", out->period, &out->satisfaction));
    TRY(tally_total(ctx, code, TALLY_DUTIES_MISSING, &out->missing_now));
    TRY(read_oldest(ctx, code, out));
    return read_voices(ctx, code, out);
}

/* ---- what to look at first ---- */

static bool
comes_first(const Ctx *ctx, const Flag *a, const Flag *b)
{
    int64_t first = flag_urgency(ctx, a), second = flag_urgency(ctx, b);

    if (first != second)
        return first > second;
    if (a->audience != b->audience)
        return a->audience > b->audience;
    return a->sum_fen.value > b->sum_fen.value;
}

Status
board_urgent(Ctx *ctx, RegionCode place, const FlagSums *sums, BoardUrgents *out)
{
    *out = (BoardUrgents){.at = NEW_ARRAY(ctx->arena, BoardUrgent, sums->len)};
    for (size_t i = 0; i < sums->len; i++) {
        size_t at = out->len;
        Status status;
        Flag flag;

        if (sums->at[i].live == 0)
            continue;
        status = flag_most_urgent(ctx, place, sums->at[i].rule, &flag);
        if (status == NOT_FOUND)
            continue;
        TRY(status);
        for (; at > 0 && comes_first(ctx, &flag, &out->at[at - 1].flag); at--)
            out->at[at] = out->at[at - 1];
        out->at[at] = (BoardUrgent){flag, sums->at[i].live};
        out->len++;
    }
    return OK;
}

/* ---- strips ---- */

/* The level of what has a cell. */
static RegionLevel
cell_level(const Region *place)
{
    return place->level >= LEVEL_DISTRICT ? LEVEL_VILLAGE : (RegionLevel)(place->level + 2);
}

static Status
strip_of(Ctx *ctx, RegionCode parent, BoardStrips *out, BoardStrip **strip_out)
{
    Region above;

    if (out->len != 0 && out->at[out->len - 1].code == parent) {
        *strip_out = &out->at[out->len - 1];
        return OK;
    }
    if (out->len == BOARD_ROWS_MAX) {
        *strip_out = NULL;
        return OK;
    }
    TRY(region_get(ctx, parent, &above));
    *strip_out = &out->at[out->len++];
    **strip_out = (BoardStrip){.code = parent, .name = above.name};
    return OK;
}

Status
board_strips(Ctx *ctx, const Region *place, BoardStrips *out)
{
    RegionRange range = region_range(place->code);
    RegionLevel level = cell_level(place);
    Day today = ctx_today(ctx);
    BoardCellsRows rows;
    BoardCell *cells;

    TRY(require(ctx, place->code));
    TRY(board_cells(ctx,
                    &(BoardCellsArgs){.first = range.first,
                                      .last = range.last,
                                      .level = level,
                                      .today = today,
                                      .soon = today + BOARD_SOON_DAYS,
                                      .limit = BOARD_CELLS_MAX + 1},
                    &rows));
    *out = (BoardStrips){.at = NEW_ARRAY(ctx->arena, BoardStrip, BOARD_ROWS_MAX)};
    cells = NEW_ARRAY(ctx->arena, BoardCell, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        const BoardCellsRow *row = &rows.at[i];
        RegionCode parent = region_code_at(row->code, (RegionLevel)(level - 1));
        BoardStrip *strip;

        TRY(strip_of(ctx, parent, out, &strip));
        if (strip == NULL || i == BOARD_CELLS_MAX) {
            out->cut = true;
            return OK;
        }
        cells[i] = (BoardCell){.code = row->code,
                               .name = row->name,
                               .missing = row->missing,
                               .state = row->missing > 0 ? BOARD_LATE
                                        : row->soon      ? BOARD_SOON
                                                         : BOARD_FINE};
        if (strip->len == 0)
            strip->at = &cells[i];
        strip->len++;
        strip->fine += cells[i].state == BOARD_FINE;
        out->cells++;
        out->late += cells[i].state == BOARD_LATE;
    }
    return OK;
}

/* ---- heat map ---- */

static Status
add_row(Ctx *ctx, BoardHeat *heat, RegionCode code)
{
    Region region;

    if (heat->len == BOARD_ROWS_MAX)
        return OK;
    TRY(region_get(ctx, code, &region));
    heat->at[heat->len++] =
        (BoardHeatRow){.code = code,
                       .name = region.name,
                       .counts = NEW_ARRAY(ctx->arena, DutyCounts, heat->items.len)};
    return OK;
}

/* Places that are open, or of which something is counted. */
static Status
add_rows(Ctx *ctx, const Region *place, const DutyItemSums *sums, BoardHeat *heat)
{
    RegionLevel level = place->level >= LEVEL_DISTRICT ? LEVEL_TOWNSHIP : LEVEL_DISTRICT;
    RegionRange range = region_range(place->code);
    BoardCellsRows open;
    size_t next = 0;

    if (place->level == LEVEL_TOWNSHIP) {
        TRY(add_row(ctx, heat, place->code));
        return add_row(ctx, heat, region_code_at(place->code, LEVEL_DISTRICT));
    }
    TRY(board_cells(
        ctx,
        &(BoardCellsArgs){
            .first = range.first, .last = range.last, .level = level, .limit = BOARD_ROWS_MAX},
        &open));
    for (size_t i = 0; i < open.len || next < sums->len;) {
        RegionCode counted = next < sums->len ? sums->at[next].region : INT64_MAX;
        RegionCode code = i < open.len ? open.at[i].code : INT64_MAX;

        if (counted < code) {
            if (region_code_level(counted) == level &&
                (heat->len == 0 || heat->at[heat->len - 1].code != counted))
                TRY(add_row(ctx, heat, counted));
            next++;
            continue;
        }
        if (heat->len == 0 || heat->at[heat->len - 1].code != code)
            TRY(add_row(ctx, heat, code));
        i++;
    }
    return OK;
}

static void
place_sums(const Region *place, const DutyItemSums *sums, BoardHeat *heat)
{
    RegionCode last = 0;
    DutyCounts *row = NULL;

    for (size_t i = 0; i < sums->len; i++) {
        const DutyItemSum *sum = &sums->at[i];

        if (sum->region != last) {
            row = NULL;
            for (size_t j = 0; j < heat->len; j++)
                if (heat->at[j].code == sum->region)
                    row = heat->at[j].counts;
            last = sum->region;
        }
        for (size_t item = 0; item < heat->items.len; item++) {
            if (!text_eq(heat->items.at[item].code, sum->item))
                continue;
            if (row != NULL)
                row[item] = sum->counts;
            /* Of a place above a district: what its districts come to. */
            if (sum->region == place->code || (place->level < LEVEL_DISTRICT &&
                                               region_code_level(sum->region) == LEVEL_DISTRICT)) {
                heat->sums[item].due += sum->counts.due;
                heat->sums[item].on_time += sum->counts.on_time;
                heat->sums[item].late += sum->counts.late;
                heat->sums[item].missing += sum->counts.missing;
            }
            break;
        }
    }
}

static bool
is_worse(const DutyCounts *one, const DutyCounts *other)
{
    return one->on_time * other->due < other->on_time * one->due;
}

static void
find_worst(BoardHeat *heat)
{
    enum { WHOLE = 10000 };

    for (size_t item = 0; item < heat->items.len; item++) {
        const DutyCounts *counts = &heat->sums[item];
        size_t at = heat->worst_len;

        if (counts->due <= 0 || counts->on_time * WHOLE >= counts->due * BOARD_WORST_BELOW)
            continue;
        while (at > 0 && is_worse(counts, &heat->sums[heat->worst[at - 1]])) {
            if (at < BOARD_WORST)
                heat->worst[at] = heat->worst[at - 1];
            at--;
        }
        if (at == BOARD_WORST)
            continue;
        heat->worst[at] = item;
        if (heat->worst_len < BOARD_WORST)
            heat->worst_len++;
    }
}

Status
board_heat(Ctx *ctx, const Region *place, Period period, BoardHeat *out)
{
    RegionCode read =
        place->level == LEVEL_TOWNSHIP ? region_code_at(place->code, LEVEL_DISTRICT) : place->code;
    DutyItemSums sums;

    *out = (BoardHeat){.at = NEW_ARRAY(ctx->arena, BoardHeatRow, BOARD_ROWS_MAX)};
    TRY(require(ctx, place->code));
    TRY(catalogue_items(ctx, place->code, &out->items));
    out->sums = NEW_ARRAY(ctx->arena, DutyCounts, out->items.len);
    TRY(duty_item_sums(ctx, read, period.start, period.end, &sums));
    TRY(add_rows(ctx, place, &sums, out));
    place_sums(place, &sums, out);
    find_worst(out);
    return OK;
}
