#include "account/phone_code.h"

#include "account/account.sql.h"
#include "account/load.h"
#include "account/throttle.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/number_hash.h"
#include "base/tr.h"
#include "outbox/outbox.h"
#include "store/store.h"

enum { PHONE_CHARS = 11, CODE_BELOW = 1000000, SECONDS_A_MINUTE = 60, PROOF_BYTES = 24 };

static const Throttle throttle_code = {PHONE_FAILURES_FREE, PHONE_LOCK_SECONDS_FIRST,
                                       PHONE_LOCK_SECONDS_MAX};

static int64_t day_limit = PHONE_CODES_DAY_DEFAULT;

void
phone_codes_limit(int64_t a_day)
{
    day_limit = a_day;
}

bool
phone_parse(Arena *arena, Text typed, Text *out)
{
    Buf buf = buf_new(arena, 4096);
    Text rest = text_trim(typed);

    if (text_starts(rest, T("+86")))
        rest = text_slice(rest, 3, rest.len);
    while (rest.len != 0) {
        uint32_t c = text_next_char(&rest);

        if (c >= 0xFF10 && c <= 0xFF19)
            c = c - 0xFF10 + '0';
        if (c >= '0' && c <= '9')
            buf_char(&buf, (char)c);
        else if (c != ' ' && c != '-' && c != 0x3000 && c != 0xA0)
            return false;
    }
    *out = buf.overflow ? T("") : buf_done(&buf);
    return out->len == PHONE_CHARS && out->at[0] == '1';
}

/* ---- sending ---- */

/* Counts one more of today under a subject; false when there were `most` already. */
static Status
count_today(Ctx *ctx, const char *kind, Text name, int64_t most, bool *out)
{
    Day today = ctx_today(ctx);
    Text subject = throttle_subject(
        ctx->arena, kind, text_printf(ctx->arena, "%lld\n%.*s", (long long)today, TEXT_ARGS(name)));
    ThrottleGetRow row = {0};
    Status status = throttle_get(ctx, subject, &row);

    if (status != OK && status != NOT_FOUND)
        return status;
    *out = row.failures < most;
    return *out ? throttle_put(ctx, subject, row.failures + 1, day_start(today + 1)) : OK;
}

static Text
minutes_words(Ctx *ctx, Time until)
{
    int64_t minutes = (until - ctx->now + SECONDS_A_MINUTE - 1) / SECONDS_A_MINUTE;

    return text_printf(ctx->arena, "%lld", (long long)minutes);
}

static Status
locked(Ctx *ctx, const char *field, Time until)
{
    return ctx_problem(ctx, field,
                       TR_FORMAT(ctx->arena, ctx->lang, "试错次数太多，请 {minutes} 分钟后再试",
                                 {"minutes", minutes_words(ctx, until)}));
}

static Status
check_limits(Ctx *ctx, Text phone_hash, Text address)
{
    bool fine = true;

    TRY(count_today(ctx, "code.phone", phone_hash, PHONE_CODES_A_DAY, &fine));
    if (!fine)
        return ctx_problem(
            ctx, "phone",
            TR_FORMAT(ctx->arena, ctx->lang,
                      "今天已经给这个号码发了 {max} 次验证码，请明天再来，或者用密码登录",
                      {"max", text_printf(ctx->arena, "%d", PHONE_CODES_A_DAY)}));
    if (!text_is_empty(address))
        TRY(count_today(ctx, "code.address", address, PHONE_CODES_ADDRESS_A_DAY, &fine));
    if (!fine)
        return ctx_problem(
            ctx, "phone",
            TR(ctx->lang, "今天从您这个网络要的验证码太多了，请换个网络，或者明天再来"));
    TRY(count_today(ctx, "code.all", T(""), day_limit, &fine));
    return fine ? OK
                : ctx_problem(ctx, "phone",
                              TR(ctx->lang, "今天的短信发完了，请明天再来，或者用密码登录"));
}

static Status
hash_of(Ctx *ctx, const char *purpose, Text phone, Text code, Text *out)
{
    return number_hash(ctx, purpose,
                       text_printf(ctx->arena, "%.*s\n%.*s", TEXT_ARGS(phone), TEXT_ARGS(code)),
                       out);
}

static Status
send_sms(Ctx *ctx, Text phone, Text code)
{
    return outbox_add(
        ctx, &(OutboxMessage){
                 .channel = OUTBOX_SMS,
                 .to = phone,
                 .body = TR_FORMAT(ctx->arena, ctx->lang,
                                   "验证码 {code}，{minutes} "
                                   "分钟内有效。用来登录或注册，不要告诉任何人，村干部也不用知道。",
                                   {"code", code},
                                   {"minutes", text_printf(ctx->arena, "%d", PHONE_CODE_MINUTES)}),
                 .key = text_printf(ctx->arena, "phone:%.*s",
                                    TEXT_ARGS(random_token(ctx->arena, PROOF_BYTES))),
                 .expires_at = ctx->now + PHONE_CODE_MINUTES * SECONDS_A_MINUTE,
             });
}

Status
phone_code_send(Ctx *ctx, Text phone, Text address)
{
    PhoneCodeGetRow old;
    Text phone_hash, code_hash, code;
    Time until = 0;
    Status status;

    if (!phone_parse(ctx->arena, phone, &phone) || !outbox_can_be(OUTBOX_SMS, phone))
        return ctx_problem(ctx, "phone", TR(ctx->lang, "手机号是 11 位数字"));
    TRY(hash_of(ctx, "phone", phone, T(""), &phone_hash));
    TRY(throttle_waits_until(ctx, throttle_subject(ctx->arena, "code", phone_hash), &until));
    if (until > ctx->now)
        return locked(ctx, "phone", until);
    status = phone_code_get(ctx, phone_hash, &old);
    if (status != OK && status != NOT_FOUND)
        return status;
    /* One of a clock that was far ahead blocks nothing. */
    if (status == OK && ctx->now < old.sent_at + PHONE_CODE_PAUSE_SECONDS &&
        old.sent_at <= ctx->now + PHONE_CODE_PAUSE_SECONDS)
        return ctx_problem(
            ctx, "phone",
            TR_FORMAT(ctx->arena, ctx->lang, "刚发过一次，请等 {seconds} 秒再要",
                      {"seconds", text_printf(ctx->arena, "%lld",
                                              (long long)(old.sent_at + PHONE_CODE_PAUSE_SECONDS -
                                                          ctx->now))}));
    TRY(check_limits(ctx, phone_hash, address));
    code = text_printf(ctx->arena, "%06u", (unsigned)random_below(CODE_BELOW));
    TRY(hash_of(ctx, "phone.code", phone, code, &code_hash));
    TRY(phone_code_put(ctx, &(PhoneCodePutArgs){
                                .phone_hash = phone_hash,
                                .code_hash = code_hash,
                                .now = ctx->now,
                                .expires_at = ctx->now + PHONE_CODE_MINUTES * SECONDS_A_MINUTE,
                            }));
    return send_sms(ctx, phone, code);
}

/* ---- entering ---- */

typedef struct Try {
    Text phone, code;
    const SignInHow *how;
    PhoneDoor *out;
    bool right, spent; /* spent: there is no code that could be tried */
    Time until;
} Try;

static Status
open_door(Ctx *ctx, Try *try)
{
    const Actor *actor;
    Account account;
    Status status = account_by_phone(ctx, try->phone, &account);

    if (status == NOT_FOUND) {
        Text phone_hash;

        TRY(hash_of(ctx, "phone", try->phone, T(""), &phone_hash));
        try->out->proof = random_token(ctx->arena, PROOF_BYTES);
        return phone_code_prove(ctx,
                                &(PhoneCodeProveArgs){
                                    .phone_hash = phone_hash,
                                    .proof_hash = sha256_hex(ctx->arena, try->out->proof),
                                    .proof_phone = try->phone,
                                    .expires_at = ctx->now + PHONE_PROOF_MINUTES * SECONDS_A_MINUTE,
                                });
    }
    TRY(status);
    if (account.disabled)
        return ctx_problem(ctx, "code", TR(ctx->lang, "这个账号已经停用，请找村里"));
    TRY(account_load_actor(ctx, account.id, &actor));
    ctx->actor = actor;
    TRY(account_open_session(ctx, &account, try->how, &try->out->session));
    return audit(ctx, actor->grants.len != 0 ? actor->grants.at[0].region : 0, "account.sign_in",
                 account.id, T(""));
}

static Status
enter(Ctx *ctx, void *arg)
{
    Try *try = arg;
    PhoneCodeGetRow row;
    Text phone_hash, code_hash, subject;
    Status status;

    *try->out = (PhoneDoor){0};
    try->right = try->spent = false;
    try->until = 0;
    TRY(hash_of(ctx, "phone", try->phone, T(""), &phone_hash));
    subject = throttle_subject(ctx->arena, "code", phone_hash);
    TRY(throttle_waits_until(ctx, subject, &try->until));
    if (try->until > ctx->now)
        return OK;
    status = phone_code_get(ctx, phone_hash, &row);
    if (status != OK && status != NOT_FOUND)
        return status;
    try->spent = status == NOT_FOUND || row.code_hash.len == 0 || row.expires_at <= ctx->now ||
                 row.sent_at > ctx->now + PHONE_CODE_PAUSE_SECONDS || row.tries >= PHONE_CODE_TRIES;
    if (try->spent)
        return OK;
    TRY(hash_of(ctx, "phone.code", try->phone, try->code, &code_hash));
    try->right = secret_eq(code_hash, row.code_hash);
    if (!try->right) {
        TRY(phone_code_failed(ctx, phone_hash));
        TRY(throttle_count(ctx, subject, &throttle_code));
        return throttle_waits_until(ctx, subject, &try->until);
    }
    TRY(phone_code_spend(ctx, phone_hash));
    TRY(throttle_delete(ctx, subject));
    return open_door(ctx, try);
}

Status
phone_code_enter(Store *store, Ctx *ctx, Text phone, Text code, const SignInHow *how,
                 PhoneDoor *out)
{
    Try try = {.code = text_trim(code), .how = how, .out = out};

    if (!phone_parse(ctx->arena, phone, &try.phone))
        return ctx_problem(ctx, "phone", TR(ctx->lang, "手机号是 11 位数字"));
    TRY(store_write(store, ctx, enter, &try));
    if (try.until > ctx->now)
        return locked(ctx, "code", try.until);
    if (try.spent)
        return ctx_problem(ctx, "code", TR(ctx->lang, "验证码过期了，请重新要一个"));
    return try.right ? OK : ctx_problem(ctx, "code", TR(ctx->lang, "验证码不对，请看清短信再填"));
}

/* ---- the proof ---- */

Status
phone_proof(Ctx *ctx, Text proof, Text *phone_out)
{
    PhoneProofGetRow row;

    if (text_is_empty(proof))
        return NOT_FOUND;
    TRY(phone_proof_get(ctx, sha256_hex(ctx->arena, proof), ctx->now, &row));
    *phone_out = row.phone;
    return OK;
}

Status
phone_proof_forget(Ctx *ctx, Text proof)
{
    return phone_proof_delete(ctx, sha256_hex(ctx->arena, proof));
}
