/*
 * The clock: a reply the same day, resolved within seven days, and what happens otherwise.
 */
#include "actor/slices.h"
#include "base/log.h"
#include "base/tr.h"
#include "opinion/inside.h"
#include "region/setting.h"

enum { OPINIONS_A_SLICE = 100, SECONDS_PER_HOUR = 3600 };

Time
opinion_reply_due(Time received_at, bool evening)
{
    Day day = day_of(received_at);
    Time late = day_start(day) + (Time)OPINION_REPLY_HOUR * SECONDS_PER_HOUR;

    if (evening && received_at >= late)
        return day_start(day + 1) + (Time)OPINION_REPLY_NOON * SECONDS_PER_HOUR;
    return day_start(day + 1);
}

Time
opinion_resolve_due(Time received_at)
{
    return day_start(day_of(received_at) + OPINION_RESOLVE_DAYS + 1);
}

Status
opinion_evening_setting(Ctx *ctx, bool *out)
{
    Text value;
    Status status = setting_text(ctx, T("opinion_evening"), &value);

    *out = status == OK && text_eq(value, T("on"));
    return status == NOT_FOUND ? OK : status;
}

/* ---- what fell due ---- */

static Status
late_reply(Ctx *ctx, OpinionRecord *record)
{
    RegionCode above;

    record->late_reply = true;
    record->reply_judged = true;
    /* Only from the place itself: what is higher already stays where it is. */
    if (record->office == record->region) {
        TRY(opinion_office_above(ctx, record->office, &above));
        opinion_hand_over(record, above);
    }
    return opinion_keep_from_subjects(ctx, record);
}

static Status
look_at(Ctx *ctx, const OpinionRecord *before, TallyBatch *batch)
{
    OpinionRecord record = *before;
    bool reply, resolve;

    reply = record.busy && !record.reply_judged && ctx->now >= record.reply_due;
    resolve = record.busy && !record.late_resolve && ctx->now >= record.resolve_due;
    if (reply)
        TRY(late_reply(ctx, &record));
    if (resolve) {
        record.late_resolve = true;
        record.resolve_judged = true;
        opinion_hand_over(&record, opinion_district_of(record.region));
    }
    TRY(opinion_put_counted(ctx, before, &record, batch));
    if (reply)
        TRY(opinion_event_add(ctx, &record, EVENT_LATE_REPLY, 0, T(""), (Text){0}, NULL));
    if (resolve)
        TRY(opinion_event_add(ctx, &record, EVENT_LATE_RESOLVE, 0, T(""), (Text){0}, NULL));
    if (!reply && !resolve)
        return OK;
    TRY(opinion_tell_office(
        ctx, &record, resolve ? "opinion.late_resolve" : "opinion.late_reply",
        resolve ? TR_FORMAT(ctx->arena, LANG_HANS, "一条群众意见到期没有办结，请您督办：{number}",
                            {"number", record.number})
                : TR_FORMAT(ctx->arena, LANG_HANS, "一条群众意见当天没有答复，请您处理：{number}",
                            {"number", record.number})));
    if (!resolve)
        return OK;
    return opinion_tell_inspectors(ctx, &record, "opinion.late_resolve",
                                   TR_FORMAT(ctx->arena, LANG_HANS,
                                             "一条群众意见到期没有办结：{number}",
                                             {"number", record.number}));
}

static Status
look_at_some(Ctx *ctx, void *arg)
{
    TallyBatch *batch = tally_batch_new(ctx);
    bool *more = arg;
    OpinionRecords due;

    TRY(opinion_falling_due(ctx, ctx->now, OPINIONS_A_SLICE, &due));
    for (size_t i = 0; i < due.len; i++)
        TRY(look_at(ctx, &due.at[i], batch));
    *more = due.len != 0;
    return tally_batch_write(ctx, batch);
}

static Status
any_due(Ctx *ctx, void *arg)
{
    bool *any = arg;
    OpinionRecords due;

    TRY(opinion_falling_due(ctx, ctx->now, 1, &due));
    *any = due.len != 0;
    return OK;
}

Status
opinion_deadlines(Store *store, Ctx *ctx)
{
    Status status;
    bool any = false;

    TRY(store_read(store, ctx, any_due, &any));
    if (!any)
        return OK;
    TRY(store_pipeline(store, true));
    status = slices_run(store, ctx, look_at_some);
    if (store_pipeline(store, false) != OK && status == OK)
        return BUSY;
    return status;
}
