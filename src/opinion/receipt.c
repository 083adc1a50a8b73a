/*
 * Number and code of a receipt, typed by whoever sent something without a name.
 */
#include "account/throttle.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/tr.h"
#include "opinion/inside.h"
#include "store/store.h"

enum { TYPED_BYTES_MAX = 64, DIGITS_BYTES_MAX = 48 };

typedef struct Try {
    Text number, code, address;
    Text by_number, by_address; /* subjects */
    Time until;
    bool fits, sealed;
} Try;

/* Digits only: people type the groups as they stand on paper, some in full width. */
Text
opinion_receipt_typed(Arena *arena, Text typed, bool dash)
{
    Buf buf = buf_new(arena, DIGITS_BYTES_MAX);
    uint32_t c;

    while ((c = text_next_char(&typed)) != 0) {
        if (c >= 0xFF10 && c <= 0xFF19) /* full-width digits */
            c = c - 0xFF10 + '0';
        if (c >= '0' && c <= '9')
            buf_char(&buf, (char)c);
        else if (dash && (c == '-' || c == 0x2013 || c == 0x2014 || c == 0xFF0D))
            buf_char(&buf, '-');
    }
    return buf.overflow ? T("") : buf_done(&buf);
}

static Status
look(Ctx *ctx, void *arg)
{
    Try *try = arg;
    OpinionRecord record;
    Status status;

    try->until = 0;
    try->fits = try->sealed = false;
    TRY(throttle_waits_until(ctx, try->by_number, &try->until));
    TRY(throttle_waits_until(ctx, try->by_address, &try->until));
    status = opinion_by_its_number(ctx, try->number, &record);
    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    try->sealed = opinion_record_is_sealed(&record);
    try->fits = !text_is_empty(record.receipt_hash) &&
                secret_eq(sha256_hex(ctx->arena, try->code), record.receipt_hash);
    return OK;
}

static Status
count(Ctx *ctx, void *arg)
{
    const Try *try = arg;

    TRY(throttle_count(ctx, try->by_number, &throttle_tight));
    return throttle_count(ctx, try->by_address, &throttle_loose);
}

Status
opinion_receipt_check(Store *store, Ctx *ctx, Text number, Text code, Text address,
                      bool *sealed_out)
{
    Try try = {.number = text_trim(number), .address = address};

    if (code.len > TYPED_BYTES_MAX || try.number.len > TYPED_BYTES_MAX ||
        !text_is_clean(try.number))
        return ctx_problem(ctx, "code", TR(ctx->lang, "编号或回执码不对"));
    try.code = opinion_receipt_typed(ctx->arena, code, false);
    /* Each number from each address by itself, so that nobody can lock the sender out. */
    try.by_number = throttle_subject(
        ctx->arena, "receipt",
        text_printf(ctx->arena, "%.*s\n%.*s", TEXT_ARGS(try.number), TEXT_ARGS(address)));
    try.by_address = throttle_subject(ctx->arena, "receipts", address);
    TRY(store_read(store, ctx, look, &try));
    if (try.until > ctx->now)
        return ctx_problem(ctx, "code",
                           TR_FORMAT(ctx->arena, ctx->lang, "试错次数太多，请 {seconds} 秒后再试",
                                     {"seconds", text_printf(ctx->arena, "%lld",
                                                             (long long)(try.until - ctx->now))}));
    *sealed_out = try.sealed;
    if (try.fits)
        return OK;
    TRY(store_write(store, ctx, count, &try));
    return ctx_problem(ctx, "code", TR(ctx->lang, "编号或回执码不对"));
}
