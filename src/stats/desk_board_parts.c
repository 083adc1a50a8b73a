/*
 * Figures with their lines, opinions month by month, and the tables behind the pictures.
 */
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "stats/desk_board_draw.h"

enum { KPIS = 5, LINE_WIDTH = 72, LINE_LOW = 24, LINE_HIGH = 5, LINE_LEFT = 2, POINTS_LEAST = 2 };

/* ---- links ---- */

Text
board_link(Arena *arena, RegionCode place, BoardSpan kind, const char *more)
{
    return text_printf(arena, "/desk/board/%012lld?period=%s%s", (long long)place,
                       board_span_name(kind), more);
}

Text
board_tables_link(Arena *arena, const BoardAsk *ask, const char *at)
{
    return text_printf(arena, "/desk/board/%012lld/tables?period=%s%s", (long long)ask->place.code,
                       board_span_name(ask->kind), at);
}

Text
board_missing_link(Arena *arena, RegionCode place, Text item)
{
    if (text_is_empty(item))
        return text_printf(arena, "/desk/missing?place=%012lld", (long long)place);
    return text_printf(arena, "/desk/missing?place=%012lld&item=%.*s", (long long)place,
                       TEXT_ARGS(item));
}

Text
board_voices_link(Arena *arena, const BoardAsk *ask, const char *view)
{
    if (ask->reader == BOARD_LEADER)
        return text_printf(arena, "/desk/opinions/%012lld/figures", (long long)ask->place.code);
    return text_printf(arena, "/desk/opinions/%012lld?view=%s", (long long)ask->place.code, view);
}

Text
board_place_link(Arena *arena, const BoardAsk *ask, RegionCode code)
{
    if (region_code_level(code) != LEVEL_VILLAGE)
        return board_link(arena, code, ask->kind, "");
    return text_printf(arena,
                       ask->reader == BOARD_LEADER ? "/r/%012lld/duties" : "/desk/village/%012lld",
                       (long long)code);
}

Text
board_month(Ctx *ctx, Day day)
{
    return TR_FORMAT(ctx->arena, ctx->lang, "{month}月",
                     {"month", desk_number(ctx->arena, day_to_date(day).month)});
}

/* ---- figures ---- */

/* One value a month; rates of nothing leave a gap. */
typedef struct Points {
    int64_t at[TREND_MONTHS];
    bool has[TREND_MONTHS];
    Text first, last; /* in words */
} Points;

static Points
points_of(Ctx *ctx, const BoardFigure *figure)
{
    Points points = {0};

    for (int i = 0; i < TREND_MONTHS; i++) {
        Text words;

        points.has[i] = indicator_has_value(figure->indicator, figure->trend[i]);
        points.at[i] = indicator_number(figure->indicator, figure->trend[i]);
        if (!points.has[i])
            continue;
        words = indicator_words(ctx->arena, figure->indicator, figure->trend[i]);
        if (text_is_empty(points.first))
            points.first = words;
        points.last = words;
    }
    return points;
}

/* Opinions of each month that took longer than they may. */
static Points
slow_points(Ctx *ctx, const BoardFigure *figure)
{
    Points points = {0};

    for (int i = 0; i < TREND_MONTHS; i++) {
        points.has[i] = true;
        points.at[i] = figure->trend[i].whole - figure->trend[i].part;
    }
    points.first = desk_number(ctx->arena, points.at[0]);
    points.last = desk_number(ctx->arena, points.at[TREND_MONTHS - 1]);
    return points;
}

static void
draw_line(Ctx *ctx, const Points *points, BoardKpi *kpi)
{
    Buf buf = buf_new(ctx->arena, (size_t)TREND_MONTHS * 24);
    int64_t least = INT64_MAX, most = INT64_MIN;
    int count = 0;

    for (int i = 0; i < TREND_MONTHS; i++)
        if (points->has[i]) {
            least = points->at[i] < least ? points->at[i] : least;
            most = points->at[i] > most ? points->at[i] : most;
            count++;
        }
    if (count < POINTS_LEAST)
        return;
    for (int i = 0; i < TREND_MONTHS; i++) {
        if (!points->has[i])
            continue;
        kpi->x = LINE_LEFT + (int64_t)(LINE_WIDTH - LINE_LEFT) * i / (TREND_MONTHS - 1);
        kpi->y = most == least
                     ? (LINE_LOW + LINE_HIGH) / 2
                     : LINE_LOW - (LINE_LOW - LINE_HIGH) * (points->at[i] - least) / (most - least);
        buf_printf(&buf, "%lld,%lld ", (long long)kpi->x, (long long)kpi->y);
    }
    kpi->line = buf_done(&buf);
    kpi->line_words = TR_FORMAT(ctx->arena, ctx->lang, "近十二个月，从 {first} 到 {last}",
                                {"first", points->first}, {"last", points->last});
}

/* "94.2%" → 94.2 and % */
static void
set_value(Text words, BoardKpi *kpi)
{
    kpi->value = words;
    if (!text_ends(words, T("%")))
        return;
    kpi->value = text_slice(words, 0, words.len - 1);
    kpi->unit = T("%");
}

static void
set_change(Ctx *ctx, const BoardFigure *figure, BoardSpan kind, BoardKpi *kpi)
{
    static const char *const against[BOARD_SPANS] = {
        [BOARD_MONTH] = N_("比上月 {change}"),
        [BOARD_QUARTER] = N_("比上季 {change}"),
        [BOARD_YEAR] = N_("比去年 {change}"),
    };
    Text change = indicator_change(ctx->arena, figure->indicator, figure->now, figure->before);

    kpi->note_css = "d";
    if (text_is_empty(change))
        return;
    if (text_starts(change, T("+")))
        kpi->note_css = "d up";
    else if (text_starts(change, T("−")))
        kpi->note_css = "d bad";
    kpi->note = tr_format(ctx->arena, tr_text(ctx->lang, against[kind]),
                          (TrArg[]){
                              {"change", change}
    },
                          1);
}

static BoardKpi *
add_kpi(Ctx *ctx, const BoardFigure *figure, Text title, Text link, BoardKpis *out)
{
    BoardKpi *kpi = &out->at.at[out->at.len++];

    *kpi = (BoardKpi){.title = title,
                      .definition = tr_text(ctx->lang, figure->indicator->definition),
                      .link = link,
                      .note_css = "d"};
    return kpi;
}

static void
add_rate(Ctx *ctx, const BoardAsk *ask, const BoardFigure *figure, Text title, Text link,
         BoardKpis *out)
{
    BoardKpi *kpi = add_kpi(ctx, figure, title, link, out);
    Points points = points_of(ctx, figure);

    set_value(indicator_words(ctx->arena, figure->indicator, figure->now), kpi);
    set_change(ctx, figure, ask->kind, kpi);
    draw_line(ctx, &points, kpi);
}

static void
add_missing(Ctx *ctx, const BoardAsk *ask, const BoardFigures *figures, int64_t places,
            BoardKpis *out)
{
    BoardKpi *kpi = add_kpi(ctx, &figures->missing, TR(ctx->lang, "逾期未公开"),
                            board_missing_link(ctx->arena, ask->place.code, T("")), out);
    Points points = points_of(ctx, &figures->missing);

    kpi->value = desk_number(ctx->arena, figures->missing_now);
    kpi->unit = indicator_unit(ctx->lang, figures->missing.indicator);
    if (places > 0) {
        kpi->note = TR_FORMAT(ctx->arena, ctx->lang, "{count} 个村",
                              {"count", desk_number(ctx->arena, places)});
        kpi->note_css = "d bad";
    }
    draw_line(ctx, &points, kpi);
}

static void
add_slow(Ctx *ctx, const BoardAsk *ask, const BoardFigures *figures, BoardKpis *out)
{
    BoardKpi *kpi = add_kpi(ctx, &figures->seven_day, TR(ctx->lang, "超 7 天未办结"),
                            board_voices_link(ctx->arena, ask, "overdue"), out);
    Points points = slow_points(ctx, &figures->seven_day);

    kpi->value = desk_number(ctx->arena, figures->slow_now);
    kpi->unit = indicator_unit(ctx->lang, indicator_of(T("opinions")));
    if (figures->oldest_days > 0) {
        kpi->note = TR_FORMAT(ctx->arena, ctx->lang, "最久 {days} 天",
                              {"days", desk_number(ctx->arena, figures->oldest_days)});
        kpi->note_css = "d bad";
    }
    draw_line(ctx, &points, kpi);
}

void
board_kpis(Ctx *ctx, const BoardAsk *ask, const BoardFigures *figures, int64_t missing_places,
           BoardKpis *out)
{
    const BoardFigure *rated = &figures->satisfaction;
    BoardKpi *last;

    out->at.at = NEW_ARRAY(ctx->arena, BoardKpi, KPIS);
    out->at.len = 0;
    add_rate(ctx, ask, &figures->on_time, TR(ctx->lang, "按时公开率"),
             board_tables_link(ctx->arena, ask, "#items"), out);
    add_missing(ctx, ask, figures, missing_places, out);
    add_rate(ctx, ask, &figures->same_day, TR(ctx->lang, "当天回应率"),
             board_voices_link(ctx->arena, ask, "open"), out);
    add_slow(ctx, ask, figures, out);
    add_rate(ctx, ask, rated, TR(ctx->lang, "群众满意率"),
             board_voices_link(ctx->arena, ask, "done"), out);
    last = &out->at.at[out->at.len - 1];
    if (rated->now.whole > 0) {
        last->note = TR_FORMAT(ctx->arena, ctx->lang, "{count} 人评价",
                               {"count", desk_number(ctx->arena, rated->now.whole)});
        last->note_css = "d";
    }
}

/* ---- opinions by month ---- */

enum {
    BARS_LEFT = 60,
    BARS_RIGHT = 590,
    BARS_TOP = 60,
    BARS_BOTTOM = 490,
    BAR_WIDTH = 15,
    SCALE_STEPS = 5,
    MONTHS_NAMED = 2 /* each second */
};

/* A round step, of which SCALE_STEPS are enough. */
static int64_t
step_for(int64_t most)
{
    int64_t step = 1;

    for (int64_t ten = 1;; ten *= 10)
        for (int64_t i = 0; i < 3; i++) {
            static const int64_t round[] = {1, 2, 5};

            step = round[i] * ten;
            if (step * SCALE_STEPS >= most)
                return step;
        }
}

static void
add_bar(Ctx *ctx, int64_t x, int64_t value, int64_t most, const char *css, Text title,
        BoardVoices *out)
{
    int64_t height = (BARS_BOTTOM - BARS_TOP) * (value < 0 ? 0 : value) / most;

    out->bars.at[out->bars.len++] = (BoardBar){
        .x = x,
        .y = BARS_BOTTOM - height,
        .height = height,
        .css = css,
        .title = TR_FORMAT(ctx->arena, ctx->lang, "{what} {count} 件", {"what", title},
                           {"count", desk_number(ctx->arena, value)}),
    };
}

static Day
month_after(Day first)
{
    Date date = day_to_date(first);

    return first + days_in_month(date.year, date.month);
}

static Text
voices_words(Ctx *ctx, const BoardFigures *figures)
{
    int64_t received = 0, resolved = 0;

    for (int i = 0; i < TREND_MONTHS; i++) {
        received += figures->received[i];
        resolved += figures->resolved[i];
    }
    return TR_FORMAT(ctx->arena, ctx->lang, "近十二个月收到 {received} 件，办结 {resolved} 件",
                     {"received", desk_number(ctx->arena, received)},
                     {"resolved", desk_number(ctx->arena, resolved)});
}

void
board_draw_voices(Ctx *ctx, const BoardAsk *ask, const BoardFigures *figures, BoardVoices *out)
{
    int64_t most = 1, step, pitch = (BARS_RIGHT - BARS_LEFT) / TREND_MONTHS;
    Day month = figures->first_month;

    for (int i = 0; i < TREND_MONTHS; i++) {
        most = figures->received[i] > most ? figures->received[i] : most;
        most = figures->resolved[i] > most ? figures->resolved[i] : most;
    }
    step = step_for(most);
    most = step * ((most + step - 1) / step);
    *out = (BoardVoices){.words = voices_words(ctx, figures),
                         .table_link = board_tables_link(ctx->arena, ask, "#voices")};
    out->bars.at = NEW_ARRAY(ctx->arena, BoardBar, (size_t)2 * TREND_MONTHS);
    out->lines.at = NEW_ARRAY(ctx->arena, BoardTick, SCALE_STEPS + 1);
    out->months.at = NEW_ARRAY(ctx->arena, BoardTick, TREND_MONTHS);
    for (int64_t value = 0; value <= most; value += step)
        out->lines.at[out->lines.len++] =
            (BoardTick){.at = BARS_BOTTOM - (BARS_BOTTOM - BARS_TOP) * value / most,
                        .words = desk_number(ctx->arena, value)};
    for (int i = 0; i < TREND_MONTHS; i++, month = month_after(month)) {
        int64_t x = BARS_LEFT + i * pitch + (pitch - 2 * BAR_WIDTH - 2) / 2;
        Text name = board_month(ctx, month);

        add_bar(ctx, x, figures->received[i], most, "v-in",
                TR_FORMAT(ctx->arena, ctx->lang, "{month}收到", {"month", name}), out);
        add_bar(ctx, x + BAR_WIDTH + 2, figures->resolved[i], most, "v-done",
                TR_FORMAT(ctx->arena, ctx->lang, "{month}办结", {"month", name}), out);
        if (i % MONTHS_NAMED == (TREND_MONTHS - 1) % MONTHS_NAMED)
            out->months.at[out->months.len++] = (BoardTick){.at = x + BAR_WIDTH + 1, .words = name};
    }
}
