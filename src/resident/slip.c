#include "resident/slip.h"

#include "base/buf.h"
#include "base/crypto.h"
#include "base/number_hash.h"
#include "base/tr.h"
#include "resident/slip.sql.h"

enum { GROUP_LETTERS = 4, TYPED_BYTES_MAX = 200, HOUSEHOLDS_AT_ONCE = 500 };

/* None that people take for another. */
static const char letters[] = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
enum { LETTERS = sizeof letters - 1 };

/* The code without its dashes. */
static Status
code_of(Ctx *ctx, int64_t household, int64_t generation, Text *out)
{
    unsigned char digest[SHA256_BYTES];
    Buf buf = buf_new(ctx->arena, 64);
    Text token;

    TRY(number_hash(
        ctx, "slip.code",
        text_printf(ctx->arena, "%lld\n%lld", (long long)household, (long long)generation),
        &token));
    sha256(token, digest);
    for (size_t i = 0; i < SLIP_LETTERS; i++)
        buf_char(&buf, letters[digest[i] % LETTERS]);
    *out = buf_done(&buf);
    return OK;
}

static Text
with_dashes(Arena *arena, Text code)
{
    return text_printf(arena, "%.*s-%.*s-%.*s", GROUP_LETTERS, code.at, GROUP_LETTERS,
                       code.at + GROUP_LETTERS, SLIP_LETTERS - 2 * GROUP_LETTERS,
                       code.at + (size_t)2 * GROUP_LETTERS);
}

static Status
make_code(Ctx *ctx, int64_t household, int64_t generation, Text *code_out)
{
    bool person = ctx->actor != NULL && !ctx->actor->system;
    Text hash;

    TRY(code_of(ctx, household, generation, code_out));
    TRY(number_hash(ctx, "slip", *code_out, &hash));
    return slip_put(ctx, &(SlipPutArgs){
                             .household = household,
                             .generation = generation,
                             .code_hash = hash,
                             .now = ctx->now,
                             .made_by = person ? SOME_INT(ctx->actor->account) : (OptInt){0},
                         });
}

static Status
slip_of(Ctx *ctx, const Household *household, bool anew, Slips *out)
{
    SlipGetRow row = {0};
    Status status = slip_get(ctx, household->id, &row);
    Slip *slip = &out->at[out->len];
    Text code, hash;

    if (status != OK && status != NOT_FOUND)
        return status;
    if (status == OK && !anew) {
        TRY(code_of(ctx, household->id, row.generation, &code));
        TRY(number_hash(ctx, "slip", code, &hash));
        /* Another key than it was made with: what would be printed opens nothing. */
        anew = !text_eq(hash, row.code_hash);
    }
    if (status == NOT_FOUND || anew) {
        TRY(make_code(ctx, household->id, row.generation + 1, &code));
        row.made_at = ctx->now;
        out->fresh = true;
    }
    if (out->len == 0 || row.made_at < out->made_at)
        out->made_at = row.made_at;
    *slip = (Slip){.household = *household, .code = with_dashes(ctx->arena, code)};
    out->len++;
    return OK;
}

Status
slips_make(Ctx *ctx, RegionCode region, bool anew, Slips *out)
{
    Households found = {.next = T("")};

    *out = (Slips){.at = NEW_ARRAY(ctx->arena, Slip, SLIPS_MAX)};
    TRY(actor_require(ctx, CAN_KEEP_ROSTER, region));
    while (found.next.at != NULL && out->len < SLIPS_MAX) {
        TRY(resident_households_after(ctx, region, found.next, HOUSEHOLDS_AT_ONCE, &found));
        for (size_t i = 0; i < found.len && out->len < SLIPS_MAX; i++)
            if (!found.at[i].closed_day.set)
                TRY(slip_of(ctx, &found.at[i], anew, out));
    }
    return audit(ctx, region, anew ? "slip.make_anew" : "slip.print", 0,
                 text_printf(ctx->arena, "%zu", out->len));
}

/* Upper case, and nothing but letters of codes. */
static Text
squeezed(Arena *arena, Text typed)
{
    Buf buf = buf_new(arena, TYPED_BYTES_MAX);
    Text rest = typed;

    while (rest.len != 0) {
        uint32_t c = text_next_char(&rest);

        if (c >= 0xFF01 && c <= 0xFF5E)
            c = c - 0xFF01 + '!';
        if (c >= 'a' && c <= 'z')
            c = c - 'a' + 'A';
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            buf_char(&buf, (char)c);
    }
    return buf.overflow ? T("") : buf_done(&buf);
}

Status
slip_household(Ctx *ctx, Text typed, Household *out)
{
    Text code = squeezed(ctx->arena, typed), hash;
    SlipByHashRow row;

    if (code.len != SLIP_LETTERS)
        return NOT_FOUND;
    TRY(number_hash(ctx, "slip", code, &hash));
    TRY(slip_by_hash(ctx, hash, &row));
    TRY(resident_household(ctx, row.household, out));
    return out->closed_day.set ? NOT_FOUND : OK;
}
