/*
 * The report on paper.
 */
#include <string.h>

#include "base/money.h"
#include "base/tr.h"
#include "stats/report_inside.h"

enum { INDICATOR_CELLS = 6 };

DocumentPart *
paper_add(Paperwork *work, DocumentKind kind)
{
    DocumentPart *part = &work->parts[work->len < PAPER_PARTS_MAX - 1 ? work->len++ : work->len];

    *part = (DocumentPart){.kind = kind};
    return part;
}

void
paper_say(Paperwork *work, DocumentKind kind, Text text)
{
    paper_add(work, kind)->text = text;
}

Text *
paper_table(Paperwork *work, const DocumentColumn *columns, size_t columns_len, size_t rows)
{
    Arena *arena = work->ctx->arena;
    DocumentColumn *kept = NEW_ARRAY(arena, DocumentColumn, columns_len);
    Text *cells = NEW_ARRAY(arena, Text, columns_len * rows);

    memcpy(kept, columns, columns_len * sizeof *columns);
    paper_add(work, DOCUMENT_TABLE)->table =
        (DocumentTable){.columns = kept, .columns_len = columns_len, .cells = cells, .rows = rows};
    return cells;
}

Text
paper_number(const Paperwork *work, int64_t count)
{
    return number_format(work->ctx->arena, count);
}

/* ---- indicators ---- */

static Text
with_unit(Ctx *ctx, const ReportIndicator *row)
{
    Text title = report_indicator_title(ctx, row), unit = report_unit(ctx, row);

    if (unit.len == 0 || row->indicator->kind == INDICATOR_RATE)
        return title;
    return TR_FORMAT(ctx->arena, ctx->lang, "{title}（{unit}）", {"title", title}, {"unit", unit});
}

static void
put_indicators(Paperwork *work)
{
    Ctx *ctx = work->ctx;
    const Report *report = work->report;
    const DocumentColumn columns[INDICATOR_CELLS] = {
        {TR(ctx->lang, "指标"),          34, false},
        {TR(ctx->lang, "本月"),          13, true },
        {TR(ctx->lang, "上月"),          13, true },
        {TR(ctx->lang, "去年同月"),    13, true },
        {TR(ctx->lang, "比上月"),       13, true },
        {TR(ctx->lang, "比去年同月"), 14, true },
    };
    Text *cells;

    paper_say(work, DOCUMENT_HEADING, TR(ctx->lang, "各项指标"));
    cells = paper_table(work, columns, INDICATOR_CELLS, report->indicators.len);
    for (size_t i = 0; i < report->indicators.len; i++, cells += INDICATOR_CELLS) {
        const ReportIndicator *row = &report->indicators.at[i];

        cells[0] = with_unit(ctx, row);
        cells[1] = report_value(ctx, row, row->now, false);
        cells[2] = report_value(ctx, row, row->before, true);
        cells[3] = report_value(ctx, row, row->year_before, true);
        cells[4] = report_change(ctx, report, row, row->before);
        cells[5] = report_change(ctx, report, row, row->year_before);
    }
    paper_say(
        work, DOCUMENT_NOTE,
        report->unfinished
            ? TR(ctx->lang, "这个月还没有过完，只算到制表这天，所以不和整月比。怎么算的见后面的附表"
                            "；没有数的写“–”。")
            : TR(ctx->lang, "比例的变化是百分点，件数的变化是百分之几。怎么算的见后面的附表；没有数"
                            "的写“–”。"));
}

static void
put_definitions(Paperwork *work)
{
    Ctx *ctx = work->ctx;
    const DocumentColumn columns[] = {
        {TR(ctx->lang, "指标"),       26, false},
        {TR(ctx->lang, "怎么算的"), 74, false},
    };
    Text *cells;

    paper_say(work, DOCUMENT_HEADING, TR(ctx->lang, "附：指标怎么算的"));
    cells = paper_table(work, columns, COUNT_OF(columns), work->report->indicators.len);
    for (size_t i = 0; i < work->report->indicators.len; i++) {
        const Indicator *indicator = work->report->indicators.at[i].indicator;

        *cells++ = tr_text(ctx->lang, indicator->title);
        *cells++ = tr_text(ctx->lang, indicator->definition);
    }
}

/* ---- what is missing ---- */

static void
put_missing(Paperwork *work)
{
    Ctx *ctx = work->ctx;
    const Report *report = work->report;
    const DocumentColumn columns[] = {
        {TR(ctx->lang, "地方"),       20, false},
        {TR(ctx->lang, "事项"),       40, false},
        {TR(ctx->lang, "期间"),       18, false},
        {TR(ctx->lang, "到期日"),    12, true },
        {TR(ctx->lang, "晚了几天"), 10, true },
    };
    size_t rows =
        report->missing.len < REPORT_MISSING_PRINTED ? report->missing.len : REPORT_MISSING_PRINTED;
    Text *cells;

    paper_say(work, DOCUMENT_HEADING, TR(ctx->lang, "到期还没有公开的，最久的在前"));
    if (rows == 0) {
        paper_say(work, DOCUMENT_WORDS, TR(ctx->lang, "没有。"));
        return;
    }
    cells = paper_table(work, columns, COUNT_OF(columns), rows);
    for (size_t i = 0; i < rows; i++) {
        const ReportMissing *row = &report->missing.at[i];

        *cells++ = row->place;
        *cells++ = row->item;
        *cells++ = row->period;
        *cells++ = day_format(ctx->arena, row->due_day);
        *cells++ = paper_number(work, row->days);
    }
    if (rows < report->missing.len || report->missing.more)
        paper_say(work, DOCUMENT_NOTE,
                  TR_FORMAT(ctx->arena, ctx->lang,
                            "这里是最久的 {count} 项，更多的在表格和“逾期”页里。",
                            {"count", paper_number(work, (int64_t)rows)}));
}

/* ---- supervision ---- */

static void
fill_flag(Paperwork *work, Text name, const FlagSum *sum, Text *cells)
{
    cells[0] = name;
    cells[1] = paper_number(work, sum->live);
    cells[2] = paper_number(work, sum->red);
    cells[3] = paper_number(work, sum->gone);
    cells[4] = paper_number(work, sum->dismissed);
}

/* Rules that never found anything here are left out on paper. */
static void
put_flags(Paperwork *work)
{
    Ctx *ctx = work->ctx;
    const FlagSums *flags = &work->report->flags;
    const DocumentColumn columns[] = {
        {TR(ctx->lang, "规则"),       44, false},
        {TR(ctx->lang, "等着处理"), 14, true },
        {TR(ctx->lang, "其中红色"), 14, true },
        {TR(ctx->lang, "已改正"),    14, true },
        {TR(ctx->lang, "已排除"),    14, true },
    };
    size_t rows = 1;
    Text *cells;

    if (work->report->flags_are == REPORT_FLAGS_NONE)
        return;
    for (size_t i = 0; i < flags->len; i++)
        rows += flags->at[i].live + flags->at[i].gone + flags->at[i].dismissed != 0;
    paper_say(work, DOCUMENT_HEADING, TR(ctx->lang, "红旗提醒"));
    cells = paper_table(work, columns, COUNT_OF(columns), rows);
    for (size_t i = 0; i < flags->len; i++) {
        const FlagSum *sum = &flags->at[i];

        if (sum->live + sum->gone + sum->dismissed == 0)
            continue;
        fill_flag(work, tr_text(ctx->lang, sum->rule->title), sum, cells);
        cells += COUNT_OF(columns);
    }
    fill_flag(work, TR(ctx->lang, "合计"), &flags->all, cells);
    work->parts[work->len - 1].table.sum = true;
    paper_say(work, DOCUMENT_NOTE, TR(ctx->lang, "制表这天的数。红旗只是提醒，不等于有问题。"));
}

static Text
change_words(Arena *arena, int64_t now, int64_t before, bool has_before)
{
    const Indicator count = {.kind = INDICATOR_COUNT};
    Text change = has_before ? indicator_change(arena, &count, (IndicatorValue){.part = now},
                                                (IndicatorValue){.part = before})
                             : T("");

    return change.len == 0 ? T("–") : change;
}

static void
put_confidential(Paperwork *work)
{
    Ctx *ctx = work->ctx;
    const Report *report = work->report;
    const PetitionYear *year = &report->petitions;

    if (!report->has_clues && !report->has_petitions)
        return;
    paper_say(work, DOCUMENT_HEADING,
              report->has_clues ? TR(ctx->lang, "线索和信访举报") : TR(ctx->lang, "信访举报"));
    if (report->has_clues)
        paper_say(work, DOCUMENT_WORDS,
                  TR_FORMAT(ctx->arena, ctx->lang,
                            "到制表这天累计发现问题线索 {found} 条，处理 {persons} 人。",
                            {"found", paper_number(work, report->clues.found)},
                            {"persons", paper_number(work, report->clues.persons)}));
    if (report->has_petitions)
        paper_say(
            work, DOCUMENT_WORDS,
            TR_FORMAT(
                ctx->arena, ctx->lang,
                "{year} 年收到信访举报 {reports} 件（比上一年 {reports_change}），其中检举控告 "
                "{accusations} 件（比上一年 {accusations_change}）。",
                {"year", text_printf(ctx->arena, "%d", year->year)},
                {"reports", paper_number(work, year->now.reports)},
                {"reports_change", change_words(ctx->arena, year->now.reports, year->before.reports,
                                                year->has_before)},
                {"accusations", paper_number(work, year->now.accusations)},
                {"accusations_change", change_words(ctx->arena, year->now.accusations,
                                                    year->before.accusations, year->has_before)}));
}

/* ---- the whole ---- */

static Text
fact(Ctx *ctx, Text name, Text value)
{
    if (value.len == 0)
        return value;
    return TR_FORMAT(ctx->arena, ctx->lang, "{name}：{value}", {"name", name}, {"value", value});
}

static Document
document_of(Paperwork *work)
{
    static const char *const langs[LANG_COUNT] = {"zh-Hans", "zh-Hant", "en"};
    Ctx *ctx = work->ctx;
    const Report *report = work->report;
    Text day = day_format(ctx->arena, report->made);
    bool internal =
        report->flags_are != REPORT_FLAGS_NONE || report->has_clues || report->has_petitions;

    return (Document){
        .above = report->above,
        .title = report_title(ctx, report),
        .facts = {fact(ctx,                TR(ctx->lang, "统计月份"), report_month_words(ctx, report)),
                  fact(ctx, TR(ctx->lang, "制表日期"), day),
                  fact(ctx, TR(ctx->lang, "制表单位"), report->office),
                  internal ? TR(ctx->lang, "含红旗等内部数据，不要外传") : T("")},
        .running = report_title(ctx, report),
        .foot = TR_FORMAT(ctx->arena, ctx->lang, "{office} {day} 制表", {"office", report->office    },
                          {"day",           day       }
          ),
        .page_is = TR(ctx->lang, "第 {page} 页，共 {pages} 页"),
        .author = report->office,
        .lang = text_c(langs[ctx->lang]),
        .parts = work->parts,
        .len = work->len,
    };
}

Status
report_paper(Ctx *ctx, const Report *report, Text *out)
{
    Paperwork work = {.ctx = ctx,
                      .report = report,
                      .parts = NEW_ARRAY(ctx->arena, DocumentPart, PAPER_PARTS_MAX)};
    Texts said = report_summary(ctx, report);
    Document document;

    paper_say(&work, DOCUMENT_HEADING, TR(ctx->lang, "概要"));
    for (size_t i = 0; i < said.len; i++)
        paper_say(&work, DOCUMENT_WORDS, said.at[i]);
    put_indicators(&work);
    paper_months(&work);
    paper_places(&work);
    put_missing(&work);
    put_flags(&work);
    put_confidential(&work);
    put_definitions(&work);
    document = document_of(&work);
    return document_pdf(ctx->arena, &document, out);
}
