#include "account/throttle.h"

#include "account/account.h"
#include "account/account.sql.h"
#include "base/crypto.h"
#include "base/tr.h"
#include "store/store.h"

enum { FORGOTTEN_DAYS = 1, KNOWN_DAYS = 30 };

const Throttle throttle_tight = {SIGN_IN_FAILURES_FREE, 10, SIGN_IN_LOCK_SECONDS_MAX};
const Throttle throttle_loose = {SIGN_IN_FAILURES_LOOSE, 10, SIGN_IN_LOOSE_SECONDS_MAX};

Text
throttle_subject(Arena *arena, const char *kind, Text name)
{
    return sha256_hex(arena, text_printf(arena, "%s:%.*s", kind, TEXT_ARGS(name)));
}

static int64_t
wait_seconds(const Throttle *throttle, int64_t failures)
{
    int64_t wait = throttle->seconds_first;

    if (failures < throttle->failures_free)
        return 0;
    for (int64_t i = throttle->failures_free; i < failures && wait < throttle->seconds_max; i++)
        wait *= 2;
    return wait < throttle->seconds_max ? wait : throttle->seconds_max;
}

/* No lock is that long: the clock was wrong when it was set. */
static bool
is_of_a_wrong_clock(const Ctx *ctx, const ThrottleGetRow *row)
{
    return row->until > ctx->now + FORGOTTEN_DAYS * SECONDS_PER_DAY;
}

Status
throttle_waits_until(Ctx *ctx, Text subject, Time *until_out)
{
    ThrottleGetRow row;
    Status status = throttle_get(ctx, subject, &row);

    if (status != OK && status != NOT_FOUND)
        return status;
    if (status == OK && row.until > *until_out && !is_of_a_wrong_clock(ctx, &row))
        *until_out = row.until;
    return OK;
}

Status
throttle_count(Ctx *ctx, Text subject, const Throttle *throttle)
{
    ThrottleGetRow row = {0};
    Status status = throttle_get(ctx, subject, &row);

    if (status != OK && status != NOT_FOUND)
        return status;
    if (row.until + FORGOTTEN_DAYS * SECONDS_PER_DAY < ctx->now || is_of_a_wrong_clock(ctx, &row))
        row.failures = 0;
    row.failures++;
    return throttle_put(ctx, subject, row.failures,
                        ctx->now + wait_seconds(throttle, row.failures));
}

/* ---- sign-in ---- */

SignInSubjects
sign_in_subjects(Arena *arena, Text login, Text address, Time changed_at)
{
    Text both = text_printf(arena, "%.*s\n%.*s", TEXT_ARGS(login), TEXT_ARGS(address));

    return (SignInSubjects){
        .both = throttle_subject(
            arena, "both",
            text_printf(arena, "%.*s\n%lld", TEXT_ARGS(both), (long long)changed_at)),
        .login = throttle_subject(arena, "login", login),
        .address = throttle_subject(arena, "address", address),
        .known = throttle_subject(arena, "known", both),
    };
}

Status
sign_in_waits_until(Ctx *ctx, const SignInSubjects *by, Time *until_out)
{
    ThrottleGetRow known;
    Status status = throttle_get(ctx, by->known, &known);

    if (status != OK && status != NOT_FOUND)
        return status;
    TRY(throttle_waits_until(ctx, by->both, until_out));
    if (status == OK && known.until > ctx->now)
        return OK;
    TRY(throttle_waits_until(ctx, by->login, until_out));
    return throttle_waits_until(ctx, by->address, until_out);
}

Status
sign_in_failed(Ctx *ctx, const SignInSubjects *by)
{
    TRY(throttle_count(ctx, by->both, &throttle_tight));
    TRY(throttle_count(ctx, by->login, &throttle_loose));
    return throttle_count(ctx, by->address, &throttle_loose);
}

Status
sign_in_succeeded(Ctx *ctx, const SignInSubjects *by)
{
    TRY(throttle_delete(ctx, by->both));
    return throttle_put(ctx, by->known, 0, ctx->now + KNOWN_DAYS * SECONDS_PER_DAY);
}

/* ---- forms that need no sign-in ---- */

Status
account_limit_day(Ctx *ctx, const char *kind, Text address, int64_t most)
{
    Day today = ctx_today(ctx);
    Text subject;
    ThrottleGetRow row = {0};
    Status status;

    if (text_is_empty(address))
        return OK;
    subject = throttle_subject(
        ctx->arena, kind,
        text_printf(ctx->arena, "%lld\n%.*s", (long long)today, TEXT_ARGS(address)));
    status = throttle_get(ctx, subject, &row);
    if (status != OK && status != NOT_FOUND)
        return status;
    if (row.failures >= most)
        return ctx_problem(
            ctx, "body",
            TR_FORMAT(ctx->arena, ctx->lang,
                      "今天从您这个网络提交的已经有 {max} 条，请明天再来，或者直接给村里打电话",
                      {"max", text_printf(ctx->arena, "%lld", (long long)most)}));
    return throttle_put(ctx, subject, row.failures + 1, day_start(today + 1));
}

/* ---- the keeper ---- */

static Status
forget(Ctx *ctx, void *arg)
{
    int64_t changed;
    (void)arg;

    TRY(throttle_forget(ctx, ctx->now - FORGOTTEN_DAYS * SECONDS_PER_DAY, &changed));
    TRY(phone_code_forget(ctx, ctx->now - FORGOTTEN_DAYS * SECONDS_PER_DAY, &changed));
    return session_expire(ctx, ctx->now, &changed);
}

Status
account_forget(Store *store, Ctx *ctx)
{
    return store_write(store, ctx, forget, NULL);
}
