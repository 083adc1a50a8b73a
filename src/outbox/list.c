/*
 * What did not leave, for the operator.
 */
#include "actor/actor.h"
#include "base/tr.h"
#include "outbox/gateway.h"
#include "outbox/outbox.sql.h"
#include "store/store.h"

static const char *const states[] = {
    [OUTBOX_WAITING] = "waiting",
    [OUTBOX_FAILED] = "failed",
    [OUTBOX_EXPIRED] = "expired",
};

Text
outbox_masked(Arena *arena, OutboxChannel channel, Text to)
{
    Text local, domain;

    if (channel == OUTBOX_SMS && to.len == 11)
        return text_printf(arena, "%.*s****%.*s", TEXT_ARGS(text_slice(to, 0, 3)),
                           TEXT_ARGS(text_slice(to, 7, 4)));
    if (channel == OUTBOX_MAIL && text_cut(to, '@', &local, &domain))
        return text_printf(arena, "%.*s***@%.*s", TEXT_ARGS(text_slice(local, 0, 1)),
                           TEXT_ARGS(domain));
    return text_printf(arena, "%.*s***", TEXT_ARGS(text_slice(to, 0, 3)));
}

Status
outbox_list(Ctx *ctx, int64_t top, OutboxState state, Text cursor, OutboxLines *out)
{
    OutboxOfStateRows rows;
    int64_t before = INT64_MAX;

    *out = (OutboxLines){0};
    TRY(actor_require(ctx, CAN_MANAGE_ACCOUNTS, top));
    if (!text_is_empty(cursor) && !text_to_i64(cursor, &before))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的位置不对"));
    TRY(outbox_of_state(ctx, text_c(states[state]), before, OUTBOX_PAGE + 1, &rows));
    out->at = NEW_ARRAY(ctx->arena, OutboxLine, rows.len);
    for (size_t i = 0; i < rows.len && i < OUTBOX_PAGE; i++) {
        OutboxLine *line = &out->at[out->len++];

        *line = (OutboxLine){
            .id = rows.at[i].id,
            .attempts = rows.at[i].attempts,
            .due_at = rows.at[i].due_at,
            .error = rows.at[i].error,
            .created_at = rows.at[i].created_at,
        };
        (void)outbox_channel_parse(rows.at[i].channel, &line->channel);
        line->to = outbox_masked(ctx->arena, line->channel, rows.at[i].address);
    }
    if (rows.len > OUTBOX_PAGE)
        out->next = text_printf(ctx->arena, "%lld", (long long)out->at[out->len - 1].id);
    return OK;
}

static Status
count_of(Ctx *ctx, OutboxState state, int64_t *out)
{
    OutboxCountOfStateRow row;

    TRY(outbox_count_of_state(ctx, text_c(states[state]), OUTBOX_COUNT_MAX, &row));
    *out = row.count;
    return OK;
}

Status
outbox_counts(Ctx *ctx, int64_t top, OutboxCounts *out)
{
    *out = (OutboxCounts){0};
    TRY(actor_require(ctx, CAN_MANAGE_ACCOUNTS, top));
    TRY(count_of(ctx, OUTBOX_WAITING, &out->waiting));
    TRY(count_of(ctx, OUTBOX_FAILED, &out->failed));
    TRY(count_of(ctx, OUTBOX_EXPIRED, &out->expired));
    for (int channel = 0; channel < OUTBOX_CHANNELS; channel++) {
        OutboxDayGetRow day = {0};
        Status status = outbox_day_get(ctx, text_c(outbox_channel_name((OutboxChannel)channel)),
                                       ctx_today(ctx), &day);

        if (status != OK && status != NOT_FOUND)
            return status;
        out->channel[channel].has_gateway = gateway_is_set((OutboxChannel)channel);
        out->channel[channel].is_full = day.sent >= gateway_per_day((OutboxChannel)channel);
        out->channel[channel].sent_today = day.sent;
        out->channel[channel].failed_today = day.failed;
    }
    return OK;
}

Status
outbox_try_again(Ctx *ctx, int64_t top, int64_t id)
{
    int64_t changed;

    TRY(actor_require(ctx, CAN_MANAGE_ACCOUNTS, top));
    if (id != 0)
        TRY(outbox_send_again(ctx, id, ctx->now, &changed));
    else
        TRY(outbox_send_all_again(ctx, ctx->now, OUTBOX_AGAIN_MAX, &changed));
    if (changed == 0)
        return NOT_FOUND;
    store_touch(ctx, KEY_JOBS);
    return audit(ctx, top, "outbox.again", id, T(""));
}
