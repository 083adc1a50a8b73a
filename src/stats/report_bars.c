/*
 * The report on paper: its charts, and what stands beside them.
 */
#include "base/money.h"
#include "base/rate.h"
#include "base/tr.h"
#include "stats/report_inside.h"

enum { RATE_FULL = 10000, YEAR_MONTHS = 12 };

/* ---- months ---- */

/* "2022\n6月" where a year begins, else "7月". */
static const Text *
month_names(const Paperwork *work)
{
    Ctx *ctx = work->ctx;
    Text *names = NEW_ARRAY(ctx->arena, Text, TREND_MONTHS);

    for (int i = 0; i < TREND_MONTHS; i++) {
        Month month = work->report->months[i].month;
        int of_year = (int)(month % YEAR_MONTHS);

        names[i] = TR_FORMAT(ctx->arena, ctx->lang, "{month}月",
                             {"month", text_printf(ctx->arena, "%d", of_year + 1)});
        if (i == 0 || of_year == 0)
            names[i] = text_printf(ctx->arena, "%.*s\n%d", TEXT_ARGS(names[i]),
                                   (int)(month / YEAR_MONTHS));
    }
    return names;
}

static ChartValue
rate_value(Arena *arena, int64_t part, int64_t whole)
{
    return (ChartValue){.value = whole > 0 ? part * RATE_FULL / whole : 0,
                        .label = rate_format(arena, part, whole),
                        .none = whole <= 0};
}

static ChartValue
count_value(Arena *arena, int64_t count)
{
    return (ChartValue){
        .value = count > 0 ? count : 0, .label = number_format(arena, count), .none = false};
}

static void
put_on_time(Paperwork *work, const Text *names)
{
    Arena *arena = work->ctx->arena;
    ChartValue *values = NEW_ARRAY(arena, ChartValue, TREND_MONTHS);

    for (int i = 0; i < TREND_MONTHS; i++) {
        const IndicatorValue *on_time = &work->report->months[i].on_time;

        values[i] = rate_value(arena, on_time->part, on_time->whole);
    }
    paper_say(work, DOCUMENT_SUBHEADING, TR(work->ctx->lang, "按时公开率（%）"));
    for (int i = 0; i < TREND_MONTHS; i++)
        if (text_ends(values[i].label, T("%")))
            values[i].label.len--;
    paper_add(work, DOCUMENT_CHART)->chart = (Chart){.names = names,
                                                     .len = TREND_MONTHS,
                                                     .series = {{.values = values}},
                                                     .series_len = 1,
                                                     .full = RATE_FULL};
}

static void
put_disclosures(Paperwork *work, const Text *names)
{
    Ctx *ctx = work->ctx;
    ChartValue *values[CHART_SERIES_MAX];
    Text *tops = NEW_ARRAY(ctx->arena, Text, TREND_MONTHS);

    for (size_t j = 0; j < CHART_SERIES_MAX; j++)
        values[j] = NEW_ARRAY(ctx->arena, ChartValue, TREND_MONTHS);
    for (int i = 0; i < TREND_MONTHS; i++) {
        const ReportMonth *month = &work->report->months[i];
        const int64_t counts[CHART_SERIES_MAX] = {month->party, month->village, month->finance};

        for (size_t j = 0; j < CHART_SERIES_MAX; j++)
            values[j][i] = count_value(ctx->arena, counts[j]);
        tops[i] = paper_number(work, month->party + month->village + month->finance);
    }
    paper_say(work, DOCUMENT_SUBHEADING, TR(ctx->lang, "公开条数"));
    paper_add(work, DOCUMENT_CHART)->chart = (Chart){
        .names = names,
        .len = TREND_MONTHS,
        .series = {{TR(ctx->lang, "党务"), values[0]},
                   {TR(ctx->lang, "村务"), values[1]},
                   {TR(ctx->lang, "财务"), values[2]}},
        .series_len = CHART_SERIES_MAX,
        .stacked = true,
        .tops = tops
    };
}

static void
put_opinions(Paperwork *work, const Text *names)
{
    Ctx *ctx = work->ctx;
    ChartValue *received = NEW_ARRAY(ctx->arena, ChartValue, TREND_MONTHS);
    ChartValue *resolved = NEW_ARRAY(ctx->arena, ChartValue, TREND_MONTHS);

    for (int i = 0; i < TREND_MONTHS; i++) {
        received[i] = count_value(ctx->arena, work->report->months[i].received);
        resolved[i] = count_value(ctx->arena, work->report->months[i].resolved);
    }
    paper_say(work, DOCUMENT_SUBHEADING, TR(ctx->lang, "群众意见（件）"));
    paper_add(work, DOCUMENT_CHART)->chart = (Chart){
        .names = names,
        .len = TREND_MONTHS,
        .series = {{TR(ctx->lang, "收到"), received}, {TR(ctx->lang, "已办结"), resolved}},
        .series_len = 2
    };
}

/* The numbers behind the charts. */
static void
put_numbers(Paperwork *work)
{
    Ctx *ctx = work->ctx;
    const DocumentColumn columns[] = {
        {TR(ctx->lang, "月份"),          14, false},
        {TR(ctx->lang, "到期应公开"), 14, true },
        {TR(ctx->lang, "按时"),          10, true },
        {TR(ctx->lang, "按时公开率"), 14, true },
        {TR(ctx->lang, "党务"),          9,  true },
        {TR(ctx->lang, "村务"),          9,  true },
        {TR(ctx->lang, "财务"),          9,  true },
        {TR(ctx->lang, "收到意见"),    12, true },
        {TR(ctx->lang, "已办结"),       9,  true },
    };
    Text *cells = paper_table(work, columns, COUNT_OF(columns), TREND_MONTHS);

    for (int i = 0; i < TREND_MONTHS; i++) {
        const ReportMonth *month = &work->report->months[i];

        *cells++ = month_format(ctx->arena, month->month);
        *cells++ = paper_number(work, month->on_time.whole);
        *cells++ = paper_number(work, month->on_time.part);
        *cells++ = rate_format(ctx->arena, month->on_time.part, month->on_time.whole);
        *cells++ = paper_number(work, month->party);
        *cells++ = paper_number(work, month->village);
        *cells++ = paper_number(work, month->finance);
        *cells++ = paper_number(work, month->received);
        *cells++ = paper_number(work, month->resolved);
    }
}

static bool
has_months(const Report *report)
{
    int64_t all = 0;

    for (int i = 0; i < TREND_MONTHS; i++) {
        const ReportMonth *month = &report->months[i];

        all += month->on_time.whole + month->party + month->village + month->finance +
               month->received + month->resolved;
    }
    return all != 0;
}

void
paper_months(Paperwork *work)
{
    Ctx *ctx = work->ctx;
    const Text *names = month_names(work);

    paper_say(work, DOCUMENT_HEADING, TR(ctx->lang, "十二个月"));
    if (!has_months(work->report)) {
        paper_say(work, DOCUMENT_WORDS, TR(ctx->lang, "这十二个月都没有数据。"));
        return;
    }
    put_on_time(work, names);
    put_disclosures(work, names);
    put_opinions(work, names);
    put_numbers(work);
}

/* ---- places ---- */

static void
fill_place(Paperwork *work, const ReportPlace *place, Text name, Text *cells)
{
    cells[0] = name;
    cells[1] = paper_number(work, place->due);
    cells[2] = paper_number(work, place->on_time);
    cells[3] = rate_format(work->ctx->arena, place->on_time, place->due);
    cells[4] = paper_number(work, place->missing);
    cells[5] = paper_number(work, place->received);
    cells[6] = paper_number(work, place->resolved);
    cells[7] = paper_number(work, place->open);
}

static void
put_rates(Paperwork *work)
{
    Ctx *ctx = work->ctx;
    const Report *report = work->report;
    Text *names = NEW_ARRAY(ctx->arena, Text, report->places.len);
    ChartValue *values = NEW_ARRAY(ctx->arena, ChartValue, report->places.len);

    for (size_t i = 0; i < report->places.len; i++) {
        const ReportPlace *place = &report->places.at[i];

        names[i] = report_place_name(ctx, place);
        values[i] = rate_value(ctx->arena, place->on_time, place->due);
    }
    paper_say(work, DOCUMENT_SUBHEADING, TR(ctx->lang, "各地按时公开率"));
    paper_add(work, DOCUMENT_BARS)->bars = (DocumentBars){
        .names = names, .values = values, .len = report->places.len, .full = RATE_FULL};
}

void
paper_places(Paperwork *work)
{
    Ctx *ctx = work->ctx;
    const Report *report = work->report;
    const DocumentColumn columns[] = {
        {TR(ctx->lang, "地方"),          26, false},
        {TR(ctx->lang, "到期应公开"), 12, true },
        {TR(ctx->lang, "按时"),          10, true },
        {TR(ctx->lang, "按时公开率"), 12, true },
        {TR(ctx->lang, "没有公开"),    11, true },
        {TR(ctx->lang, "收到意见"),    11, true },
        {TR(ctx->lang, "已办结"),       9,  true },
        {TR(ctx->lang, "在办"),          9,  true },
    };
    Text *cells;

    if (report->places.len == 0)
        return;
    paper_say(work, DOCUMENT_HEADING, TR(ctx->lang, "各地情况"));
    cells = paper_table(work, columns, COUNT_OF(columns), report->places.len + 1);
    for (size_t i = 0; i < report->places.len; i++, cells += COUNT_OF(columns))
        fill_place(work, &report->places.at[i], report_place_name(ctx, &report->places.at[i]),
                   cells);
    fill_place(work, &report->sum, TR(ctx->lang, "合计"), cells);
    work->parts[work->len - 1].table.sum = true;
    paper_say(work, DOCUMENT_NOTE,
              TR(ctx->lang,
                 "按地区代码排，不排名次。没有公开、在办：到制表这天还没有公开、没有办结的。"));
    put_rates(work);
}
