/*
 * subsidy_life -- what the tests of subsidies share: a programme, a batch of its village, its way
 * to publication.  Include it after harness.h and db.h.
 */
#pragma once

#include "base/number_hash.h"
#include "life.h"
#include "subsidy/subsidy.h"

/* ---- preparing ---- */

static inline int64_t
add_programme(Ctx *ctx, RegionCode region, const char *name, const char *unit, int64_t fen)
{
    int64_t id = 0;

    CHECK_STATUS(life_explain(ctx, programme_put(ctx,
                                                 &(Programme){.region = region,
                                                              .name = text_c(name),
                                                              .source = T("中央财政"),
                                                              .unit = text_c(unit),
                                                              .standard_fen = fen,
                                                              .ground = T("农业补贴办法")},
                                                 &id)),
                 OK);
    return id;
}

static inline int64_t
add_household(Ctx *ctx, const char *number, const char *head)
{
    int64_t id = 0;

    CHECK_STATUS(resident_put(ctx,
                              &(Household){.region = VILLAGE,
                                           .number = text_c(number),
                                           .group_name = T("一组"),
                                           .head = text_c(head)},
                              &id),
                 OK);
    return id;
}

static inline Line
line_of(const char *number, const char *name, int64_t quantity_milli)
{
    return (Line){.number = text_c(number),
                  .name = text_c(name),
                  .group_name = T("一组"),
                  .quantity_milli = quantity_milli};
}

/* A batch of the district's programme (71.5 yuan a mu) at the village, by its clerk. */
static inline Batch
begin_batch(Ctx *ctx)
{
    static bool key_is_set;
    Batch batch = {0};
    int64_t programme;

    if (!key_is_set)
        number_hash_set_dir(text_c(dbs.dir));
    key_is_set = true;
    act_as(ctx, &district);
    programme = add_programme(ctx, DISTRICT_CODE, "耕地地力保护补贴", "亩", 7150);
    act_as(ctx, &clerk);
    CHECK_STATUS(life_explain(ctx, subsidy_create(ctx, VILLAGE, programme, T("2023"), T("第一批"),
                                                  (OptInt){0}, &batch)),
                 OK);
    return batch;
}

static inline Status
put(Ctx *ctx, Batch *batch, Line *lines, size_t len)
{
    return life_explain(ctx,
                        subsidy_put_lines(ctx, batch->id, batch->lock, (Lines){lines, len}, batch));
}

static inline void
approve(Ctx *ctx, int64_t id)
{
    const Actor *before = ctx->actor;
    Disclosure disclosure;

    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_get(ctx, id, &disclosure), OK);
    CHECK_STATUS(
        life_explain(ctx, disclosure_approve(ctx, id, disclosure.lock, false, &disclosure)), OK);
    act_as(ctx, before);
}

static inline void
reload(Ctx *ctx, Batch *batch)
{
    CHECK_STATUS(subsidy_batch(ctx, batch->id, batch), OK);
}

/* Two lines, noticed and approved; the clock stands behind the notice period. */
static inline Batch
noticed_batch(Ctx *ctx)
{
    Batch batch = begin_batch(ctx);
    Line lines[] = {line_of("1", "王建国", 3500), line_of("2", "李四", 2000)};

    add_household(ctx, "1", "王建国");
    add_household(ctx, "2", "李四");
    CHECK_STATUS(put(ctx, &batch, lines, 2), OK);
    CHECK_STATUS(life_explain(ctx, subsidy_hand_in(ctx, batch.id, batch.lock, T(""), &batch)), OK);
    approve(ctx, batch.notice.id);
    ctx->now += 8 * (Time)SECONDS_PER_DAY;
    reload(ctx, &batch);
    return batch;
}

static inline size_t
findings_of(Ctx *ctx, const Batch *batch, FindingKind kind, Text *first_out)
{
    SubsidyFindings findings;
    size_t count = 0;

    CHECK_STATUS(subsidy_findings(ctx, batch, &findings), OK);
    for (size_t i = 0; i < findings.len; i++)
        if (findings.at[i].kind == kind && count++ == 0)
            *first_out = findings.at[i].sentence;
    return count;
}

static inline void
count_found(void *arg, Text sentence)
{
    printf("# %.*s\n", TEXT_ARGS(sentence));
    ++*(int *)arg;
}

/* How many differences mingbai check would report. */
static inline int
differences(Ctx *ctx)
{
    const Actor *before = ctx->actor;
    int count = 0;

    ctx->actor = &actor_system;
    CHECK_STATUS(subsidy_check(ctx, count_found, &count), OK);
    ctx->actor = before;
    return count;
}
