/*
 * report_life -- a district in May 2023 for tests of the monthly report: something on time, late
 * and missing, complaints, an order, flags, a clue; and what its files say.
 */
#pragma once

#include "base/state_key.h"
#include "clue/order.h"
#include "flag/run.h"
#include "stats/report.h"

#include "flag_voice_life.h"
#include "told.h"

static const Month MAY = 2023 * 12 + 4;
static const RegionCode EMPTY_TOWNSHIP = 210111012000;
static const RegionCode villages[] = {VILLAGE, VILLAGE2, COMMUNITY};

enum { VILLAGES = 3, SPLIT = 980000 };

#define SHEET(name) "python3 \"${MINGBAI_SOURCE:-.}\"/tests/xlsx_cells.py $f " name

static inline bool
has(Text text, Text part)
{
    return text_find(text, part) < text.len;
}

/* ---- a month of May ---- */

static bool
empty_township(void *arg, Text *line_out)
{
    bool *given = arg;

    *line_out = T("210111012000,210111000000,4,陈相街道");
    *given = !*given;
    return *given;
}

static Status
may_body(Ctx *ctx, void *arg)
{
    DisclosureInput input = life_input();
    RegionImport regions;
    Disclosure out;
    bool given = false;
    int64_t id;

    (void)arg;
    TRY(life_publish(ctx, &input, &out));
    act_as(ctx, &reviewer);
    TRY(life_explain(ctx, order_issue(ctx,
                                      &(OrderInput){.office = VILLAGE,
                                                    .body = T("请把四月的账补上"),
                                                    .due_day = ctx_today(ctx) + 5},
                                      &id)));
    act_as(ctx, &actor_system);
    TRY(region_import(ctx, empty_township, &given, NULL, &regions));
    TRY(petition_put(ctx, &(Petition){
                              .region = DISTRICT_CODE,
                              .year = 2022,
                              .counts = {.reports = 456, .accusations = 286}
    }));
    act_as(ctx, &inspector);
    return life_explain(ctx, clue_add(ctx,
                                      &(ClueInput){.region = VILLAGE,
                                                   .source = CLUE_FROM_OTHER,
                                                   .found_day = ctx_today(ctx),
                                                   .body = T("有人反映账目")},
                                      &id, &given));
}

/* The accounts of April, in time. */
static Status
accounts_body(Ctx *ctx, void *arg)
{
    DisclosureInput input = life_money_input();
    Disclosure out;

    (void)arg;
    input.period = T("2023-04");
    act_as(ctx, &actor_system);
    TRY(duty_open_periods(ctx, VILLAGE, day(2023, 3, 1), ctx_today(ctx)));
    act_as(ctx, &clerk);
    TRY(life_explain(ctx, disclosure_create(ctx, &input, &out)));
    TRY(disclosure_submit(ctx, out.id, out.lock, &out));
    act_as(ctx, &finance);
    TRY(life_explain(ctx, disclosure_confirm(ctx, out.id, out.lock, &out)));
    act_as(ctx, &reviewer);
    return life_explain(ctx, disclosure_approve(ctx, out.id, out.lock, false, &out));
}

static Status
june_body(Ctx *ctx, void *arg)
{
    bool more = true;

    (void)arg;
    act_as(ctx, &actor_system);
    for (size_t i = 0; i < VILLAGES; i++)
        TRY(duty_open_periods(ctx, villages[i], day(2023, 3, 1), ctx_today(ctx)));
    while (more)
        TRY(duty_mark_missing(ctx, 1000, &more));
    return OK;
}

/* In May: accounts on time and something late, three complaints of which one was settled and rated,
 * an order; on the fifth of June the clock has marked what is missing and the rules have looked. */
static inline void
world(Ctx *ctx, Store *store)
{
    int64_t first;

    state_key_set_dir(text_c(dbs.dir));
    voice_world(ctx, store);
    ctx->now = day_start(day(2023, 5, 8)) + 10 * 3600;
    CHECK_STATUS(store_write(store, ctx, accounts_body, NULL), OK);
    ctx->now = day_start(day(2023, 5, 20)) + 10 * 3600;
    CHECK_STATUS(store_write(store, ctx, may_body, NULL), OK);
    first = say(ctx, store, TOPIC_RUBBISH, "村东");
    (void)say(ctx, store, TOPIC_RUBBISH, "村西");
    (void)say(ctx, store, TOPIC_RUBBISH, "村北");
    reply(ctx, store, first, "已经请清运车来拉走了。", true);
    rate(ctx, store, first, RATING_SATISFIED);
    (void)pay(ctx, store, day(2023, 5, 10), SPLIT, "振兴建筑队", "路肩第一段");
    (void)pay(ctx, store, day(2023, 5, 11), SPLIT + 500, "振兴建筑队", "路肩第二段");
    ctx->now = day_start(day(2023, 6, 5)) + 10 * 3600;
    CHECK_STATUS(store_write(store, ctx, june_body, NULL), OK);
    look_at_all(ctx, store);
}

typedef struct Reading {
    const Actor *who;
    RegionCode region;
    Month month;
    Report report;
    void (*check)(Ctx *ctx, const Report *report);
} Reading;

static Status
read_body(Ctx *ctx, void *arg)
{
    Reading *reading = arg;

    act_as(ctx, reading->who);
    TRY(report_read(ctx, reading->region, reading->month, &reading->report));
    if (reading->check != NULL)
        reading->check(ctx, &reading->report);
    return OK;
}

static inline Status
read_as(Ctx *ctx, Store *store, const Actor *who, RegionCode region, Month month, Report *out)
{
    Reading reading = {.who = who, .region = region, .month = month};
    Status status = store_read(store, ctx, read_body, &reading);

    if (out != NULL)
        *out = reading.report;
    return status;
}

static inline Text
file_of(Ctx *ctx, const Report *report, ReportFile file, const char *command)
{
    Text bytes = {0};

    CHECK_STATUS(report_make(ctx, report, file, &bytes), OK);
    return told(ctx->arena, bytes, command);
}

static inline Text
paper_of(Ctx *ctx, const Report *report)
{
    return file_of(ctx, report, REPORT_PDF, "pdftotext -layout $f -");
}
