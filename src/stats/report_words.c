/*
 * The report in words: plain sentences made from its figures, which name who needs help and rank
 * nobody.
 */
#include "base/money.h"
#include "base/rate.h"
#include "base/tr.h"
#include "catalogue/period.h"
#include "stats/report.h"

enum { NAMED_MAX = 5, ITEMS_NAMED_MAX = 3 };

static Text
num(Ctx *ctx, int64_t number)
{
    return number_format(ctx->arena, number);
}

Text
report_month_words(Ctx *ctx, const Report *report)
{
    Text month = period_words(ctx->arena, ctx->lang, period_of(RHYTHM_MONTHLY, report->first));

    if (!report->unfinished)
        return month;
    return TR_FORMAT(ctx->arena, ctx->lang, "{month}（到 {day}）", {"month", month},
                     {"day", day_format(ctx->arena, report->last)});
}

Text
report_title(Ctx *ctx, const Report *report)
{
    return TR_FORMAT(
        ctx->arena, ctx->lang, "{place}{month}公开月报", {"place", report->place.name},
        {"month", period_words(ctx->arena, ctx->lang, period_of(RHYTHM_MONTHLY, report->first))});
}

Text
report_place_name(Ctx *ctx, const ReportPlace *place)
{
    return place->closed
               ? TR_FORMAT(ctx->arena, ctx->lang, "{name}（已撤并）", {"name", place->name})
               : place->name;
}

Text
report_indicator_title(Ctx *ctx, const ReportIndicator *indicator)
{
    Text title = tr_text(ctx->lang, indicator->indicator->title);

    return indicator->stands
               ? TR_FORMAT(ctx->arena, ctx->lang, "{title}（制表日）", {"title", title})
               : title;
}

Text
report_unit(Ctx *ctx, const ReportIndicator *indicator)
{
    if (indicator->indicator->kind == INDICATOR_RATE)
        return T("%");
    return indicator_unit(ctx->lang, indicator->indicator);
}

Text
report_value(Ctx *ctx, const ReportIndicator *indicator, IndicatorValue value, bool other)
{
    if (other && indicator->stands)
        return T("–");
    if (indicator->indicator->kind == INDICATOR_COUNT && !value.none)
        return num(ctx, value.part);
    return indicator_words(ctx->arena, indicator->indicator, value);
}

Text
report_change(Ctx *ctx, const Report *report, const ReportIndicator *indicator,
              IndicatorValue before)
{
    Text change = {0};

    /* A part of a month says nothing beside a whole one. */
    if (!indicator->stands && !report->unfinished)
        change = indicator_change(ctx->arena, indicator->indicator, indicator->now, before);
    return change.len == 0 ? T("–") : change;
}

/* ---- sentences ---- */

static Text
of_disclosures(Ctx *ctx, const Report *report)
{
    const ReportMonth *month = &report->months[TREND_MONTHS - 1];
    int64_t all = month->party + month->village + month->finance;
    TrArg head[] = {
        {"month", report_month_words(ctx, report)},
        {"place",       report->place.name                      }
    };

    if (all == 0)
        return tr_format(ctx->arena, TR(ctx->lang, "{month}，{place}没有新的公开。"), head, 2);
    return TR_FORMAT(ctx->arena, ctx->lang,
                     "{month}，{place}公开 {all} 条，其中党务 {party} 条、村务 {village} 条、财务 "
                     "{finance} 条。",
                     head[0], head[1], {"all", num(ctx, all)}, {"party", num(ctx, month->party)},
                     {"village", num(ctx, month->village)}, {"finance", num(ctx, month->finance)});
}

static Text
of_duties(Ctx *ctx, const Report *report)
{
    const ReportPlace *sum = &report->sum;
    TrArg due = {"due", num(ctx, sum->due)}, on_time = {"on_time", num(ctx, sum->on_time)};
    TrArg rate = {"rate", rate_format(ctx->arena, sum->on_time, sum->due)};

    if (sum->due == 0)
        return TR(ctx->lang, "这段时间没有到期要公开的事项。");
    if (sum->missing == 0 && sum->on_time == sum->due)
        return TR_FORMAT(ctx->arena, ctx->lang, "到期应公开 {due} 项，全部按时公开。", due);
    if (sum->missing == 0)
        return TR_FORMAT(
            ctx->arena, ctx->lang,
            "到期应公开 {due} 项，按时公开 {on_time} 项（{rate}），其余的晚了，都已补上。", due,
            on_time, rate);
    return TR_FORMAT(ctx->arena, ctx->lang,
                     "到期应公开 {due} 项，按时公开 {on_time} 项（{rate}），还有 {missing} "
                     "项到制表这天没有公开。",
                     due, on_time, rate, {"missing", num(ctx, sum->missing)});
}

/* In the order of codes: this is no list of the worst. */
static Text
of_places(Ctx *ctx, const Report *report)
{
    Texts names = {.at = NEW_ARRAY(ctx->arena, Text, NAMED_MAX)};
    int64_t places = 0;

    for (size_t i = 0; i < report->places.len; i++) {
        const ReportPlace *place = &report->places.at[i];

        if (place->missing == 0)
            continue;
        places++;
        if (names.len < NAMED_MAX)
            names.at[names.len++] = TR_FORMAT(ctx->arena, ctx->lang, "{place} {count} 项",
                                              {"place", report_place_name(ctx, place)},
                                              {"count", num(ctx, place->missing)});
    }
    if (places == 0)
        return (Text){0};
    if (places > NAMED_MAX)
        return TR_FORMAT(ctx->arena, ctx->lang,
                         "没有公开的在 {count} 处：{names} 等，“各地情况”里都列出来了。",
                         {"count", num(ctx, places)},
                         {"names", text_join(ctx->arena, names, TR(ctx->lang, "、"))});
    return TR_FORMAT(ctx->arena, ctx->lang, "没有公开的在：{names}。",
                     {"names", text_join(ctx->arena, names, TR(ctx->lang, "、"))});
}

/* Of a village: what it is. */
static Text
of_items(Ctx *ctx, const Report *report)
{
    Texts names = {.at = NEW_ARRAY(ctx->arena, Text, ITEMS_NAMED_MAX)};

    for (size_t i = 0; i < report->missing.len; i++) {
        const ReportMissing *missing = &report->missing.at[i];

        if (missing->due_day >= report->first && names.len < ITEMS_NAMED_MAX)
            names.at[names.len++] = TR_FORMAT(ctx->arena, ctx->lang, "{item}（{period}）",
                                              {"item", missing->item}, {"period", missing->period});
    }
    if (names.len == 0)
        return (Text){0};
    if ((int64_t)names.len < report->sum.missing)
        return TR_FORMAT(ctx->arena, ctx->lang, "没有公开的有：{names} 等。",
                         {"names", text_join(ctx->arena, names, TR(ctx->lang, "、"))});
    return TR_FORMAT(ctx->arena, ctx->lang, "没有公开的有：{names}。",
                     {"names", text_join(ctx->arena, names, TR(ctx->lang, "、"))});
}

static Text
of_opinions(Ctx *ctx, const Report *report)
{
    const ReportPlace *sum = &report->sum;
    TrArg received = {"received", num(ctx, sum->received)};
    TrArg resolved = {"resolved", num(ctx, sum->resolved)}, open = {"open", num(ctx, sum->open)};

    if (sum->received + sum->resolved + sum->open == 0)
        return TR(ctx->lang, "这段时间没有收到群众意见。");
    if (report->rated == 0)
        return TR_FORMAT(ctx->arena, ctx->lang,
                         "收到群众意见 {received} 件，办结 {resolved} 件，到制表这天还有 {open} "
                         "件在办；没有人评价。",
                         received, resolved, open);
    return TR_FORMAT(ctx->arena, ctx->lang,
                     "收到群众意见 {received} 件，办结 {resolved} 件，到制表这天还有 {open} "
                     "件在办；{rated} 人评价，{satisfied} 人满意或基本满意（{rate}）。",
                     received, resolved, open, {"rated", num(ctx, report->rated)},
                     {"satisfied", num(ctx, report->satisfied)},
                     {"rate", rate_format(ctx->arena, report->satisfied, report->rated)});
}

static Text
of_flags(Ctx *ctx, const Report *report)
{
    const FlagSum *all = &report->flags.all;

    if (report->flags_are == REPORT_FLAGS_NONE)
        return (Text){0};
    if (all->live == 0)
        return TR(ctx->lang, "到制表这天没有等着处理的红旗提醒。");
    return TR_FORMAT(ctx->arena, ctx->lang,
                     "到制表这天有 {live} 条红旗提醒等着处理，其中 {red} "
                     "条是红色；红旗只是提醒，不等于有问题。",
                     {"live", num(ctx, all->live)}, {"red", num(ctx, all->red)});
}

static Text
of_orders(Ctx *ctx, const Report *report)
{
    const ReportOrders *orders = &report->orders;
    TrArg issued = {"issued", num(ctx, orders->issued)}, open = {"open", num(ctx, orders->open)};

    if (orders->issued + orders->open == 0)
        return (Text){0};
    if (orders->overdue == 0)
        return TR_FORMAT(
            ctx->arena, ctx->lang,
            "这段时间发出督办 {issued} 件；到制表这天还有 {open} 件没有办完，都没有过期限。",
            issued, open);
    return TR_FORMAT(
        ctx->arena, ctx->lang,
        "这段时间发出督办 {issued} 件；到制表这天还有 {open} 件没有办完，其中 {overdue} "
        "件过了期限。",
        issued, open, {"overdue", num(ctx, orders->overdue)});
}

Texts
report_summary(Ctx *ctx, const Report *report)
{
    Texts said = {.at = NEW_ARRAY(ctx->arena, Text, REPORT_SENTENCES_MAX)};
    const Text sentences[] = {
        of_disclosures(ctx, report),
        of_duties(ctx, report),
        report->place.level == LEVEL_VILLAGE ? of_items(ctx, report) : of_places(ctx, report),
        of_opinions(ctx, report),
        of_flags(ctx, report),
        of_orders(ctx, report),
    };

    if (!report_has_data(report)) {
        said.at[said.len++] = TR_FORMAT(
            ctx->arena, ctx->lang,
            "{month}，{place}在平台上没有任何记录：没有公开，没有到期要公开的事项，也没有收到群"
            "众意见。",
            {"month", report_month_words(ctx, report)}, {"place", report->place.name});
        return said;
    }
    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++)
        if (sentences[i].len != 0)
            said.at[said.len++] = sentences[i];
    return said;
}
