/*
 * The report as a workbook: numbers to work on, with charts that follow them.
 */
#include "base/tr.h"
#include "sheet/workbook.h"
#include "stats/report.h"

enum { PER_POINT = 100 };

#define CELL_TEXT(text_) ((WorkbookCell){.style = WORKBOOK_TEXT, .text = (text_)})
#define CELL_HEAD(text_) ((WorkbookCell){.style = WORKBOOK_HEAD, .text = (text_)})
#define CELL_COUNT(number_) ((WorkbookCell){.style = WORKBOOK_NUMBER, .number = (double)(number_)})
#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static WorkbookCell
none(void)
{
    return (WorkbookCell){.style = WORKBOOK_NUMBER, .text = T("–")};
}

static WorkbookCell
rate(int64_t part, int64_t whole)
{
    if (whole <= 0)
        return none();
    return (WorkbookCell){.style = WORKBOOK_RATE, .number = (double)part / (double)whole};
}

/* ---- 概要 ---- */

static void
put_summary(Ctx *ctx, Workbook *book, const Report *report)
{
    static const int widths[] = {22, 70};
    Texts said = report_summary(ctx, report);
    const WorkbookCell facts[][2] = {
        {CELL_TEXT(TR(ctx->lang, "地方")), CELL_TEXT(report->place.name)   },
        {CELL_TEXT(TR(ctx->lang, "上级")), CELL_TEXT(report->above)        },
        {CELL_TEXT(TR(ctx->lang, "月份")), CELL_TEXT(report_month_words(ctx, report))},
        {CELL_TEXT(TR(ctx->lang,                      "制表日期")),           CELL_TEXT(day_format(ctx->arena,      report->made))},
        {CELL_TEXT(TR(ctx->lang,        "制表单位")),                  CELL_TEXT(report->office)                       },
    };

    workbook_sheet(book, TR(ctx->lang, "概要"), widths, COUNT_OF(widths), false);
    workbook_line(book, WORKBOOK_TITLE, report_title(ctx, report));
    for (size_t i = 0; i < COUNT_OF(facts); i++)
        if (facts[i][1].text.len != 0)
            workbook_row(book, facts[i], 2);
    workbook_row(book, NULL, 0);
    for (size_t i = 0; i < said.len; i++)
        workbook_line(book, WORKBOOK_WORDS, said.at[i]);
}

/* ---- 指标 ---- */

static WorkbookCell
value_cell(const ReportIndicator *row, IndicatorValue value, bool other)
{
    if ((other && row->stands) || !indicator_has_value(row->indicator, value))
        return none();
    return row->indicator->kind == INDICATOR_RATE ? rate(value.part, value.whole)
                                                  : CELL_COUNT(value.part);
}

static WorkbookCell
change_cell(const Report *report, const ReportIndicator *row, IndicatorValue before)
{
    const Indicator *indicator = row->indicator;
    int64_t from = indicator_number(indicator, before);
    double change = (double)(indicator_number(indicator, row->now) - from);

    if (row->stands || report->unfinished || !indicator_has_value(indicator, row->now) ||
        !indicator_has_value(indicator, before))
        return none();
    if (indicator->kind == INDICATOR_RATE)
        return (WorkbookCell){.style = WORKBOOK_POINTS, .number = change / PER_POINT};
    if (from <= 0)
        return none();
    return (WorkbookCell){.style = WORKBOOK_CHANGE, .number = change / (double)from};
}

static void
put_indicators(Ctx *ctx, Workbook *book, const Report *report)
{
    static const int widths[] = {26, 8, 12, 12, 12, 14, 14, 64};
    const WorkbookCell head[] = {
        CELL_HEAD(TR(ctx->lang, "指标")),       CELL_HEAD(TR(ctx->lang, "单位")),
        CELL_HEAD(TR(ctx->lang, "本月")),       CELL_HEAD(TR(ctx->lang, "上月")),
        CELL_HEAD(TR(ctx->lang, "去年同月")),   CELL_HEAD(TR(ctx->lang, "比上月")),
        CELL_HEAD(TR(ctx->lang, "比去年同月")), CELL_HEAD(TR(ctx->lang, "怎么算的"))};

    workbook_sheet(book, TR(ctx->lang, "指标"), widths, COUNT_OF(widths), true);
    workbook_row(book, head, COUNT_OF(head));
    for (size_t i = 0; i < report->indicators.len; i++) {
        const ReportIndicator *row = &report->indicators.at[i];
        const WorkbookCell cells[] = {
            CELL_TEXT(report_indicator_title(ctx, row)),
            CELL_TEXT(report_unit(ctx, row)),
            value_cell(row, row->now, false),
            value_cell(row, row->before, true),
            value_cell(row, row->year_before, true),
            change_cell(report, row, row->before),
            change_cell(report, row, row->year_before),
            {.style = WORKBOOK_WORDS, .text = tr_text(ctx->lang, row->indicator->definition)},
        };

        workbook_row(book, cells, COUNT_OF(cells));
    }
    workbook_line(book, WORKBOOK_WORDS,
                  TR(ctx->lang, "比例的变化是百分点，件数的变化是百分之几；没有数的写“–”。"));
}

/* ---- 各地 ---- */

static void
put_place(Ctx *ctx, Workbook *book, const ReportPlace *place, Text name)
{
    const WorkbookCell cells[] = {
        CELL_TEXT(name),
        CELL_TEXT(text_printf(ctx->arena, "%012lld", (long long)place->code)),
        CELL_COUNT(place->due),
        CELL_COUNT(place->on_time),
        rate(place->on_time, place->due),
        CELL_COUNT(place->missing),
        CELL_COUNT(place->received),
        CELL_COUNT(place->resolved),
        CELL_COUNT(place->open),
    };

    workbook_row(book, cells, COUNT_OF(cells));
}

static void
put_places(Ctx *ctx, Workbook *book, const Report *report)
{
    static const int widths[] = {22, 16, 12, 12, 14, 12, 12, 12, 12};
    const WorkbookCell head[] = {
        CELL_HEAD(TR(ctx->lang, "地方")),       CELL_HEAD(TR(ctx->lang, "代码")),
        CELL_HEAD(TR(ctx->lang, "到期应公开")), CELL_HEAD(TR(ctx->lang, "按时")),
        CELL_HEAD(TR(ctx->lang, "按时公开率")), CELL_HEAD(TR(ctx->lang, "没有公开")),
        CELL_HEAD(TR(ctx->lang, "收到意见")),   CELL_HEAD(TR(ctx->lang, "已办结")),
        CELL_HEAD(TR(ctx->lang, "在办"))};
    size_t first;

    if (report->places.len == 0)
        return;
    workbook_sheet(book, TR(ctx->lang, "各地"), widths, COUNT_OF(widths), true);
    workbook_row(book, head, COUNT_OF(head));
    first = workbook_at(book);
    for (size_t i = 0; i < report->places.len; i++)
        put_place(ctx, book, &report->places.at[i], report_place_name(ctx, &report->places.at[i]));
    put_place(ctx, book, &report->sum, TR(ctx->lang, "合计"));
    workbook_line(book, WORKBOOK_WORDS,
                  TR(ctx->lang,
                     "按地区代码排，不排名次。没有公开、在办：到制表这天还没有公开、没有办结的。"));
    workbook_chart(book, &(WorkbookChart){.kind = WORKBOOK_LYING,
                                          .title = TR(ctx->lang, "各地按时公开率"),
                                          .first_row = first,
                                          .last_row = first + report->places.len - 1,
                                          .series = {4},
                                          .series_len = 1,
                                          .rates = true});
}

/* ---- 逐月 ---- */

static void
put_months(Ctx *ctx, Workbook *book, const Report *report)
{
    static const int widths[] = {12, 12, 12, 14, 10, 10, 10, 12, 12};
    const WorkbookCell head[] = {
        CELL_HEAD(TR(ctx->lang, "月份")),  CELL_HEAD(TR(ctx->lang, "到期应公开")),
        CELL_HEAD(TR(ctx->lang, "按时")),  CELL_HEAD(TR(ctx->lang, "按时公开率")),
        CELL_HEAD(TR(ctx->lang, "党务")),  CELL_HEAD(TR(ctx->lang, "村务")),
        CELL_HEAD(TR(ctx->lang, "财务")),  CELL_HEAD(TR(ctx->lang, "收到意见")),
        CELL_HEAD(TR(ctx->lang, "已办结"))};
    WorkbookChart charts[] = {
        {.kind = WORKBOOK_BARS,
         .title = TR(ctx->lang,      "按时公开率"),
         .series = {3},
         .series_len = 1,
         .rates = true},
        {.kind = WORKBOOK_STACKED,
         .title = TR(ctx->lang, "公开条数"),
         .series = {4, 5, 6},
         .series_len = 3},
        {.kind = WORKBOOK_BARS,
         .title = TR(ctx->lang,    "群众意见"),
         .series = {7, 8},
         .series_len = 2   },
    };

    workbook_sheet(book, TR(ctx->lang, "逐月"), widths, COUNT_OF(widths), true);
    workbook_row(book, head, COUNT_OF(head));
    for (size_t i = 0; i < TREND_MONTHS; i++) {
        const ReportMonth *month = &report->months[i];
        const WorkbookCell cells[] = {
            CELL_TEXT(month_format(ctx->arena, month->month)),
            CELL_COUNT(month->on_time.whole),
            CELL_COUNT(month->on_time.part),
            rate(month->on_time.part, month->on_time.whole),
            CELL_COUNT(month->party),
            CELL_COUNT(month->village),
            CELL_COUNT(month->finance),
            CELL_COUNT(month->received),
            CELL_COUNT(month->resolved),
        };

        workbook_row(book, cells, COUNT_OF(cells));
    }
    for (size_t i = 0; i < COUNT_OF(charts); i++) {
        charts[i].first_row = 1;
        charts[i].last_row = TREND_MONTHS;
        workbook_chart(book, &charts[i]);
    }
}

/* ---- 逾期 ---- */

static void
put_missing(Ctx *ctx, Workbook *book, const Report *report)
{
    static const int widths[] = {22, 16, 36, 20, 14, 12};
    const WorkbookCell head[] = {
        CELL_HEAD(TR(ctx->lang, "地方")),   CELL_HEAD(TR(ctx->lang, "代码")),
        CELL_HEAD(TR(ctx->lang, "事项")),   CELL_HEAD(TR(ctx->lang, "期间")),
        CELL_HEAD(TR(ctx->lang, "到期日")), CELL_HEAD(TR(ctx->lang, "晚了几天"))};

    if (report->missing.len == 0)
        return;
    workbook_sheet(book, TR(ctx->lang, "逾期"), widths, COUNT_OF(widths), false);
    workbook_row(book, head, COUNT_OF(head));
    for (size_t i = 0; i < report->missing.len; i++) {
        const ReportMissing *row = &report->missing.at[i];
        const WorkbookCell cells[] = {
            CELL_TEXT(row->place),
            CELL_TEXT(text_printf(ctx->arena, "%012lld", (long long)row->region)),
            CELL_TEXT(row->item),
            CELL_TEXT(row->period),
            {.style = WORKBOOK_DAY, .number = row->due_day},
            CELL_COUNT(row->days),
        };

        workbook_row(book, cells, COUNT_OF(cells));
    }
    if (report->missing.more)
        workbook_line(book, WORKBOOK_WORDS, TR(ctx->lang, "还有更多，这里是最久的。"));
}

/* ---- 红旗 ---- */

static void
put_flag(Workbook *book, Text name, const FlagSum *sum)
{
    const WorkbookCell cells[] = {CELL_TEXT(name), CELL_COUNT(sum->live), CELL_COUNT(sum->red),
                                  CELL_COUNT(sum->gone), CELL_COUNT(sum->dismissed)};

    workbook_row(book, cells, COUNT_OF(cells));
}

static void
put_pair(Workbook *book, Text name, WorkbookCell value)
{
    const WorkbookCell cells[] = {CELL_TEXT(name), value};

    workbook_row(book, cells, COUNT_OF(cells));
}

static WorkbookCell
change_of(int64_t now, int64_t before, bool has_before)
{
    int64_t ratio;

    if (!has_before || !petition_change(now, before, &ratio))
        return none();
    return (WorkbookCell){.style = WORKBOOK_CHANGE, .number = (double)ratio / (PER_POINT * 100)};
}

static void
put_petitions(Ctx *ctx, Workbook *book, const PetitionYear *year)
{
    const WorkbookCell heads[] = {
        CELL_TEXT(TR_FORMAT(ctx->arena, ctx->lang, "信访举报（{year} 年）",
                            {"year", text_printf(ctx->arena, "%d", year->year)})),
        CELL_TEXT(TR(ctx->lang, "件数")), CELL_TEXT(TR(ctx->lang, "比上一年"))};
    const WorkbookCell reports[] = {
        CELL_TEXT(TR(ctx->lang, "信访举报")), CELL_COUNT(year->now.reports),
        change_of(year->now.reports, year->before.reports, year->has_before)};
    const WorkbookCell accusations[] = {
        CELL_TEXT(TR(ctx->lang, "其中检举控告")), CELL_COUNT(year->now.accusations),
        change_of(year->now.accusations, year->before.accusations, year->has_before)};

    workbook_row(book, NULL, 0);
    workbook_row(book, heads, COUNT_OF(heads));
    workbook_row(book, reports, COUNT_OF(reports));
    workbook_row(book, accusations, COUNT_OF(accusations));
}

static void
put_flags(Ctx *ctx, Workbook *book, const Report *report)
{
    static const int widths[] = {34, 12, 12, 12, 12};
    const WorkbookCell head[] = {
        CELL_HEAD(TR(ctx->lang, "规则")), CELL_HEAD(TR(ctx->lang, "等着处理")),
        CELL_HEAD(TR(ctx->lang, "其中红色")), CELL_HEAD(TR(ctx->lang, "已改正")),
        CELL_HEAD(TR(ctx->lang, "已排除"))};

    if (report->flags_are == REPORT_FLAGS_NONE && !report->has_clues && !report->has_petitions)
        return;
    workbook_sheet(book, TR(ctx->lang, "红旗"), widths, COUNT_OF(widths), false);
    if (report->flags_are != REPORT_FLAGS_NONE)
        workbook_row(book, head, COUNT_OF(head));
    for (size_t i = 0; i < report->flags.len; i++)
        put_flag(book, tr_text(ctx->lang, report->flags.at[i].rule->title), &report->flags.at[i]);
    if (report->flags_are != REPORT_FLAGS_NONE) {
        put_flag(book, TR(ctx->lang, "合计"), &report->flags.all);
        workbook_line(book, WORKBOOK_WORDS,
                      TR(ctx->lang, "制表这天的数。红旗只是提醒，不等于有问题。"));
    }
    if (report->has_clues) {
        workbook_row(book, NULL, 0);
        put_pair(book, TR(ctx->lang, "发现问题线索（累计）"), CELL_COUNT(report->clues.found));
        put_pair(book, TR(ctx->lang, "处理人数（累计）"), CELL_COUNT(report->clues.persons));
    }
    if (report->has_petitions)
        put_petitions(ctx, book, &report->petitions);
}

Status
report_sheet(Ctx *ctx, const Report *report, Text *out)
{
    Workbook *book;

    TRY(workbook_begin(ctx, report_title(ctx, report), report->office, &book));
    put_summary(ctx, book, report);
    put_indicators(ctx, book, report);
    put_places(ctx, book, report);
    put_months(ctx, book, report);
    put_missing(ctx, book, report);
    put_flags(ctx, book, report);
    return workbook_end(book, out);
}
