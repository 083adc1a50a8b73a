/*
 * The monthly report, on both databases: its figures are the indicators' and what the records count
 * to, in the sheet, too; months without anything, running ones, places without villages; who reads
 * what of it.
 */
#include "harness.h"

#include "db.h"

#include "base/money.h"
#include "base/rate.h"
#include "report_life.h"

/* ---- figures ---- */

/* What the records of one village, or of all, count to. */
static ReportPlace
recount(Ctx *ctx, RegionCode within)
{
    const Actor *who = ctx->actor;
    ReportPlace sum = {0};

    act_as(ctx, &actor_system);
    for (size_t i = 0; i < VILLAGES; i++) {
        Duties duties = {0};

        if (!region_contains(within, villages[i]))
            continue;
        CHECK_STATUS(duty_list(ctx, villages[i], day(2023, 5, 1), day(2023, 5, 31), &duties), OK);
        for (size_t j = 0; j < duties.len; j++) {
            sum.due += duties.at[j].state != DUTY_OPEN;
            sum.on_time += duties.at[j].state == DUTY_ON_TIME;
            sum.missing += duties.at[j].state == DUTY_MISSING;
        }
    }
    act_as(ctx, who);
    return sum;
}

static void
same_duties(const ReportPlace *got, const ReportPlace *wanted)
{
    CHECK_INT(got->due, wanted->due);
    CHECK_INT(got->on_time, wanted->on_time);
    CHECK_INT(got->missing, wanted->missing);
}

/* In the sheet, as it is stored. */
static Text
stored(Arena *arena, const Indicator *indicator, IndicatorValue value)
{
    if (!indicator_has_value(indicator, value))
        return T("–");
    if (indicator->kind == INDICATOR_COUNT)
        return text_printf(arena, "%lld", (long long)value.part);
    return text_printf(arena, "%.16g", (double)value.part / (double)value.whole);
}

static void
check_indicators(Ctx *ctx, const Report *report)
{
    const Day days[][2] = {
        {day(2023, 5, 1), day(2023, 5, 31)},
        {day(2023, 4, 1), day(2023, 4, 30)},
        {day(2022, 5, 1), day(2022, 5, 31)}
    };
    Text sheet = file_of(ctx, report, REPORT_XLSX, SHEET("指标"));
    size_t readable = 0;

    for (size_t i = 0; i < indicator_count; i++)
        readable += indicator_may_read(ctx, &indicators[i], report->place.code);
    CHECK_INT(report->indicators.len, readable);
    for (size_t i = 0; i < report->indicators.len; i++) {
        const ReportIndicator *row = &report->indicators.at[i];
        const IndicatorValue kept[] = {row->now, row->before, row->year_before};
        Text line =
            text_printf(ctx->arena, "\n%.*s\t", TEXT_ARGS(report_indicator_title(ctx, row)));

        ROW(row->indicator->name);
        if (row->stands)
            continue;
        line = text_printf(ctx->arena, "%.*s%s", TEXT_ARGS(line),
                           row->indicator->unit != NULL ? row->indicator->unit : "%");
        for (size_t j = 0; j < 3; j++) {
            IndicatorValue value;

            CHECK_STATUS(indicator_value(ctx, row->indicator, report->place.code, days[j][0],
                                         days[j][1], &value),
                         OK);
            CHECK_INT(kept[j].part, value.part);
            CHECK_INT(kept[j].whole, value.whole);
            line = text_printf(ctx->arena, "%.*s\t%.*s", TEXT_ARGS(line),
                               TEXT_ARGS(stored(ctx->arena, row->indicator, value)));
        }
        CHECK(has(sheet, line));
    }
    ROW(NULL);
}

static void
check_places(Ctx *ctx, const Report *report)
{
    Text sheet = file_of(ctx, report, REPORT_XLSX, SHEET("各地"));
    ReportPlace all = recount(ctx, report->place.code), sum = {0};
    RegionCode before = 0;

    same_duties(&report->sum, &all);
    for (size_t i = 0; i < report->places.len; i++) {
        const ReportPlace *place = &report->places.at[i];
        ReportPlace counted = recount(ctx, place->code);

        same_duties(place, &counted);
        CHECK(place->code > before); /* by code, never by value */
        before = place->code;
        sum.due += place->due;
        sum.received += place->received;
        sum.open += place->open;
        CHECK(has(sheet, text_printf(ctx->arena, "\n%.*s\t%lld\t%lld\t%lld\t",
                                     TEXT_ARGS(place->name), (long long)place->code,
                                     (long long)place->due, (long long)place->on_time)));
    }
    CHECK_INT(sum.due, report->sum.due);
    CHECK_INT(sum.received, report->sum.received);
    CHECK_INT(sum.open, report->sum.open);
}

static void
check_may(Ctx *ctx, const Report *report)
{
    const ReportMonth *month = &report->months[TREND_MONTHS - 1];

    CHECK(report->sum.due > 3 && report->sum.missing > 1);
    CHECK_INT(report->sum.on_time, 1);
    CHECK_INT(month->month, MAY);
    CHECK_INT(month->party, 1);
    CHECK_INT(month->village, 0);
    CHECK_INT(month->finance, 1);
    CHECK_INT(month->received, 3);
    CHECK_INT(month->resolved, 1);
    CHECK_INT(report->sum.open, 2);
    CHECK_INT(report->rated, 1);
    CHECK_INT(report->satisfied, 1);
    CHECK_INT(report->orders.issued, 1);
    CHECK_INT(report->orders.overdue, 1);
    check_indicators(ctx, report);
    check_places(ctx, report);
}

TEST_DB(figures_are_the_indicators_and_what_the_records_count_to)
{
    static const RegionCode places[] = {DISTRICT_CODE, TOWNSHIP_CODE};

    world(ctx, store);
    for (size_t i = 0; i < 2; i++)
        CHECK_STATUS(store_read(store, ctx, read_body,
                                &(Reading){.who = &district,
                                           .region = places[i],
                                           .month = MAY,
                                           .check = check_may}),
                     OK);
}

static void
say_it(Ctx *ctx, Store *store)
{
    Report report;
    Texts said;
    Text paper, all;

    CHECK_STATUS(read_as(ctx, store, &reviewer, TOWNSHIP_CODE, MAY, &report), OK);
    said = report_summary(ctx, &report);
    all = text_join(ctx->arena, said, T("\n"));
    CHECK(said.len >= 3 && said.len <= 6);
    CHECK(has(all, T("2023年5月，沙河街道公开 2 条，其中党务 1 条、村务 0 条、财务 1 条。")));
    CHECK(has(all, text_printf(ctx->arena, "到期应公开 %lld 项", (long long)report.sum.due)));
    CHECK(has(all, T("没有公开的在：鲍家村 ")));
    CHECK(has(all, T("收到群众意见 3 件，办结 1 件，到制表这天还有 2 件在办；1 人评价，1 人满意"
                     "或基本满意（100.0%）。")));
    CHECK(has(all, T("发出督办 1 件；到制表这天还有 1 件没有办完，其中 1 件过了期限")));
    paper = paper_of(ctx, &report);
    CHECK(has(paper, T("沙河街道2023年5月公开月报")));
    CHECK(has(paper, T("制表日期：2023-06-05")));
    CHECK(has(paper, T("制表单位：沙河街道街道(乡镇)管理员")));
    CHECK(has(paper, T("沈阳市 苏家屯区")));
    for (size_t i = 0; i < indicator_count; i++)
        CHECK(has(paper, text_c(indicators[i].title)) ==
              (indicators[i].reader != FOR_SUPERVISION)); /* a township's */
    CHECK(has(paper, T("按期公开的比例")));
    CHECK(times(paper, T("榆树村")) >= 2); /* in the table and beside its bar */
    CHECK_INT(times(file_of(ctx, &report, REPORT_XLSX, SHEET("逾期")), T("\n")),
              report.missing.len + 1);
    CHECK_TEXT(file_of(ctx, &report, REPORT_XLSX, SHEET("")),
               "概要\t0\n指标\t0\n各地\t1\n逐月\t3\n逾期\t0\n红旗\t0\n");
    CHECK(has(file_of(ctx, &report, REPORT_XLSX, SHEET("--charts")),
              T("'各地'!$E$1\t'各地'!$A$2:$A$3\t'各地'!$E$2:$E$3")));
}

static void
list_missing(Ctx *ctx, Store *store)
{
    Report report;

    CHECK_STATUS(read_as(ctx, store, &district, DISTRICT_CODE, MAY - 1, &report), OK);
    CHECK(report.missing.len > 3);
    for (size_t i = 0; i < report.missing.len; i++) {
        const ReportMissing *row = &report.missing.at[i];

        CHECK(row->due_day <= day(2023, 4, 30));
        CHECK(i == 0 || row->due_day >= report.missing.at[i - 1].due_day);
        CHECK_INT(row->days, ctx_today(ctx) - row->due_day);
        CHECK(row->place.len != 0 && row->item.len > 2 && row->period.len != 0);
    }
}

TEST_DB(a_report_says_it_in_words_and_on_paper_and_lists_what_is_missing)
{
    world(ctx, store);
    say_it(ctx, store);
    list_missing(ctx, store);
}

TEST(numbers_stand_in_groups_of_three)
{
    CHECK_TEXT(number_format(arena, 0), "0");
    CHECK_TEXT(number_format(arena, 999), "999");
    CHECK_TEXT(number_format(arena, 1234567), "1,234,567");
    CHECK_TEXT(rate_format(arena, 0, 0), "–");
    CHECK_TEXT(rate_format(arena, 0, 7), "0.0%");
    CHECK_TEXT(rate_format(arena, 7, 7), "100.0%");
}

/* ---- months and places of all kinds ---- */

static void
tell_months(Ctx *ctx, Store *store)
{
    Report report;
    Texts said;
    Text paper;

    CHECK_STATUS(read_as(ctx, store, &district, DISTRICT_CODE, 2009 * 12, &report), OK);
    CHECK(!report_has_data(&report));
    said = report_summary(ctx, &report);
    CHECK_INT(said.len, 1);
    CHECK(has(said.at[0], T("2009年1月，苏家屯区在平台上没有任何记录")));
    paper = paper_of(ctx, &report);
    CHECK(has(paper, T("这十二个月都没有数据")));
    CHECK(!has(paper, T("0.0%")) && !has(paper, T("100.0%")) && !has(paper, T("nan")));
    CHECK(!has(file_of(ctx, &report, REPORT_XLSX, SHEET("指标")), T("nan")));
    /* To this day: what falls due later, or was done before its time, is not in it. */
    CHECK_STATUS(read_as(ctx, store, &district, DISTRICT_CODE, MAY + 1, &report), OK);
    CHECK(report.unfinished);
    CHECK_INT(report.last, day(2023, 6, 5));
    CHECK(has(report_summary(ctx, &report).at[0], T("2023年6月（到 2023-06-05），苏家屯区")));
    paper = paper_of(ctx, &report);
    CHECK(has(paper, T("不和整月比")));
    CHECK_TEXT(
        report_change(ctx, &report, &report.indicators.at[0], report.indicators.at[0].before), "–");
    CHECK_STATUS(read_as(ctx, store, &district, DISTRICT_CODE, MAY + 2, &report), INVALID);
    CHECK(ctx_problem_of(ctx, "month").len != 0);
    CHECK_STATUS(read_as(ctx, store, &district, DISTRICT_CODE, 1, &report), INVALID);
    CHECK_STATUS(read_as(ctx, store, &actor_system, 999999999999, MAY, &report), NOT_FOUND);
    CHECK_INT(report_month_of(day(2023, 1, 1)), 2022 * 12 + 11);
}

static void
report_places(Ctx *ctx, Store *store)
{
    Report report;
    Text sheets;

    CHECK_STATUS(read_as(ctx, store, &clerk, VILLAGE, MAY, &report), OK);
    CHECK_INT(report.places.len, 0);
    CHECK(has(text_join(ctx->arena, report_summary(ctx, &report), T("\n")), T("没有公开的有：")));
    sheets = file_of(ctx, &report, REPORT_XLSX, SHEET(""));
    CHECK(!has(sheets, T("各地")));
    CHECK(has(sheets, T("逾期")));
    CHECK(has(paper_of(ctx, &report), T("鲍家村2023年5月公开月报")));
    CHECK_STATUS(read_as(ctx, store, &district, EMPTY_TOWNSHIP, MAY, &report), OK);
    CHECK(!report_has_data(&report));
    CHECK_INT(report.places.len, 0);
    CHECK(has(paper_of(ctx, &report), T("陈相街道2023年5月公开月报")));
    CHECK(!has(file_of(ctx, &report, REPORT_XLSX, SHEET("")), T("逾期")));
    /* In the district's it has a line: nothing of nothing is no rate. */
    CHECK_STATUS(read_as(ctx, store, &district, DISTRICT_CODE, MAY, &report), OK);
    CHECK(has(file_of(ctx, &report, REPORT_XLSX, SHEET("各地")),
              T("\n陈相街道\t210111012000\t0\t0\t–\t0\t0\t0\t0\n")));
}

TEST_DB(months_and_places_of_all_kinds_have_reports)
{
    world(ctx, store);
    tell_months(ctx, store);
    report_places(ctx, store);
}

/* ---- who ---- */

static void
each_reads(Ctx *ctx, Store *store)
{
    static const struct {
        const Actor *who;
        RegionCode region;
        Status status;
        ReportFlags flags;
        bool clues, petitions;
    } rows[] = {
        {&inspector,          DISTRICT_CODE, OK,     REPORT_FLAGS_ROWS,   true,  true },
        {&inspector,          TOWNSHIP_CODE, OK,     REPORT_FLAGS_ROWS,   false, false},
        {&leader,             DISTRICT_CODE, OK,     REPORT_FLAGS_TOTALS, true,  true },
        {&leader,             VILLAGE,       OK,     REPORT_FLAGS_TOTALS, false, false},
        {&district,           DISTRICT_CODE, OK,     REPORT_FLAGS_ROWS,   true,  true },
        {&reviewer,           TOWNSHIP_CODE, OK,     REPORT_FLAGS_ROWS,   false, false},
        {&clerk,              VILLAGE,       OK,     REPORT_FLAGS_ROWS,   false, false},
        {&finance,            VILLAGE,       OK,     REPORT_FLAGS_ROWS,   false, false},
        {&actor_system,       DISTRICT_CODE, OK,     REPORT_FLAGS_ROWS,   false, true },
        {&township_inspector, TOWNSHIP_CODE, OK,     REPORT_FLAGS_ROWS,   false, false},
        {&township_inspector, DISTRICT_CODE, DENIED, REPORT_FLAGS_NONE,   false, false},
        {&reviewer,           DISTRICT_CODE, DENIED, REPORT_FLAGS_NONE,   false, false},
        {&other_reviewer,     TOWNSHIP_CODE, DENIED, REPORT_FLAGS_NONE,   false, false},
        {&clerk,              TOWNSHIP_CODE, DENIED, REPORT_FLAGS_NONE,   false, false},
        {&other_clerk,        VILLAGE,       DENIED, REPORT_FLAGS_NONE,   false, false},
        {&resident,           VILLAGE,       DENIED, REPORT_FLAGS_NONE,   false, false},
        {&member,             VILLAGE,       DENIED, REPORT_FLAGS_NONE,   false, false},
        {&grid,               VILLAGE,       DENIED, REPORT_FLAGS_NONE,   false, false},
        {&oper,               DISTRICT_CODE, DENIED, REPORT_FLAGS_NONE,   false, false},
        {NULL,                VILLAGE,       DENIED, REPORT_FLAGS_NONE,   false, false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Report report = {0};

        ROW(text_cstr(ctx->arena,
                      text_printf(ctx->arena, "%zu %.*s", i,
                                  TEXT_ARGS(rows[i].who != NULL ? rows[i].who->login : T("")))));
        CHECK_STATUS(read_as(ctx, store, rows[i].who, rows[i].region, MAY, &report),
                     rows[i].status);
        if (rows[i].status != OK)
            continue;
        CHECK_INT(report.flags_are, rows[i].flags);
        CHECK_INT(report.has_clues, rows[i].clues);
        CHECK_INT(report.has_petitions, rows[i].petitions);
    }
}

static const Text split_title = T_INIT("疑似拆分付款");

static void
leader_and_inspector(Ctx *ctx, Store *store)
{
    Report leads, inspects, clerks;
    Text paper, sheet;

    CHECK_STATUS(read_as(ctx, store, &leader, DISTRICT_CODE, MAY, &leads), OK);
    CHECK_STATUS(read_as(ctx, store, &inspector, DISTRICT_CODE, MAY, &inspects), OK);
    CHECK_STATUS(read_as(ctx, store, &clerk, VILLAGE, MAY, &clerks), OK);
    CHECK(inspects.flags.all.live > 0);
    CHECK_INT(leads.flags.all.live, inspects.flags.all.live);
    CHECK_INT(leads.flags.len, 0);

    act_as(ctx, &leader);
    paper = paper_of(ctx, &leads);
    sheet = file_of(ctx, &leads, REPORT_XLSX, SHEET("红旗"));
    CHECK(!has(paper, split_title) && !has(sheet, split_title));
    CHECK(has(sheet, text_printf(ctx->arena, "\n合计\t%lld\t", (long long)leads.flags.all.live)));
    CHECK(has(paper, T("累计发现问题线索 1 条")));
    CHECK(has(paper, T("2022 年收到信访举报 456 件（比上一年 –）")));
    CHECK(has(sheet, T("\n发现问题线索（累计）\t1")));
    CHECK(has(paper, T("不要外传")));

    act_as(ctx, &inspector);
    CHECK(has(paper_of(ctx, &inspects), split_title));
    CHECK(has(file_of(ctx, &inspects, REPORT_XLSX, SHEET("红旗")), split_title));

    /* A rule for inspectors alone is not in the village's report, nor is anything of clues. */
    act_as(ctx, &clerk);
    paper = paper_of(ctx, &clerks);
    sheet = file_of(ctx, &clerks, REPORT_XLSX, SHEET("红旗"));
    CHECK(!has(paper, split_title) && !has(sheet, split_title));
    CHECK(!has(paper, T("线索")) && !has(sheet, T("线索")));
    CHECK(!has(paper, T("信访举报")) && !has(sheet, T("信访举报")));
}

TEST_DB(each_reads_what_they_may_and_leaders_totals_alone)
{
    world(ctx, store);
    each_reads(ctx, store);
    leader_and_inspector(ctx, store);
}
