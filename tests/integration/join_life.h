/*
 * join_life -- a village with two households and their slips, and people who register.  After db.h.
 */
#pragma once

#include "account/account.sql.h"
#include "account/phone_code.h"
#include "base/crypto.h"
#include "base/number_hash.h"
#include "life.h"
#include "notify/notify.h"
#include "resident/join.h"
#include "resident/slip.h"

static const SignInHow how = {
    .session_days = 7, .keep = true, .device = T_INIT("苹果手机"), .address = T_INIT("::1")};

/* Two households: 101 with three people, of whom one is a child, and 102 with one who has a phone.
 */
typedef struct Homes {
    Slips slips;
    int64_t father, mother, child, phoned;
} Homes;

static inline Status
put_person(Ctx *ctx, const char *number, const char *name, int64_t born, const char *phone,
           int64_t *id_out)
{
    return roster_put(ctx,
                      &(Resident){.region = VILLAGE,
                                  .household_number = text_c(number),
                                  .name = text_c(name),
                                  .birth_year = born,
                                  .phone = text_c(phone)},
                      T(""), id_out);
}

static inline Status
homes_body(Ctx *ctx, void *arg)
{
    Homes *homes = arg;
    int64_t id;
    int year = day_to_date(ctx_today(ctx)).year;

    TRY(life_fill(ctx));
    act_as(ctx, &clerk);
    TRY(resident_put(
        ctx, &(Household){.region = VILLAGE, .number = T("101"), .head = T("王建国"), .people = 3},
        &id));
    TRY(resident_put(ctx, &(Household){.region = VILLAGE, .number = T("102"), .head = T("李四")},
                     &id));
    TRY(put_person(ctx, "101", "王建国", 1970, "", &homes->father));
    TRY(put_person(ctx, "101", "刘芳", 1972, "", &homes->mother));
    TRY(put_person(ctx, "101", "王小明", year - 10, "", &homes->child));
    TRY(put_person(ctx, "102", "李四", 1960, "13800138000", &homes->phoned));
    return slips_make(ctx, VILLAGE, false, &homes->slips);
}

static inline Homes
begin(Ctx *ctx, Store *store)
{
    Homes homes = {0};

    db_start();
    number_hash_set_dir(text_c(dbs.dir));
    CHECK_STATUS(store_write(store, ctx, homes_body, &homes), OK);
    CHECK_INT(homes.slips.len, 2);
    return homes;
}

static inline Status
ask(Store *store, Ctx *ctx, const JoinAsk *what, const Actor *actor, Joined *out)
{
    act_as(ctx, actor);
    return join_submit(store, ctx, what, &how, out);
}

/* A phone whose code was typed, without the SMS. */
static Text proof;

static inline Status
prove_body(Ctx *ctx, void *arg)
{
    Text hash = sha256_hex(ctx->arena, *(Text *)arg);

    proof = text_copy(ctx->arena, text_printf(ctx->arena, "p%.*s", TEXT_ARGS(*(Text *)arg)));
    TRY(phone_code_put(ctx, &(PhoneCodePutArgs){.phone_hash = hash,
                                                .code_hash = T(""),
                                                .now = ctx->now,
                                                .expires_at = ctx->now + 600}));
    return phone_code_prove(ctx, &(PhoneCodeProveArgs){.phone_hash = hash,
                                                       .proof_hash = sha256_hex(ctx->arena, proof),
                                                       .proof_phone = *(Text *)arg,
                                                       .expires_at = ctx->now + 600});
}

static inline Text
prove(Store *store, Ctx *ctx, const char *phone)
{
    Text number = text_c(phone);

    CHECK_STATUS(store_write(store, ctx, prove_body, &number), OK);
    return proof;
}

typedef struct Look {
    int64_t resident, account;
    Resident person;
    Household household;
    RosterFigures figures;
    JoinRequests waiting, own;
    Residents candidates;
    Account row;
    int64_t unread;
} Look;

static inline Status
look_body(Ctx *ctx, void *arg)
{
    Look *look = arg;
    const Actor person = {.account = look->account};
    Status status;

    if (look->resident != 0)
        TRY(roster_resident(ctx, look->resident, &look->person));
    status = resident_household_of(ctx, &person, VILLAGE, &look->household);
    if (status == NOT_FOUND)
        look->household = (Household){.number = T("none")};
    TRY(roster_figures(ctx, VILLAGE, &look->figures));
    act_as(ctx, &clerk);
    TRY(join_waiting(ctx, VILLAGE, &look->waiting));
    if (look->waiting.len != 0)
        TRY(join_candidates(ctx, &look->waiting.at[0], &look->candidates));
    act_as(ctx, &person);
    TRY(join_own(ctx, &look->own));
    TRY(notify_unread(ctx, &look->unread));
    act_as(ctx, NULL);
    status = account_get(ctx, look->account, &look->row);
    return status == NOT_FOUND ? OK : status;
}

static inline Look
look_at(Store *store, Ctx *ctx, int64_t person, int64_t account)
{
    Look look = {.resident = person, .account = account};

    CHECK_STATUS(store_read(store, ctx, look_body, &look), OK);
    return look;
}

typedef struct Decision {
    int64_t id, resident;
    Text reason;
    const Actor *by;
} Decision;

static inline Status
confirm_body(Ctx *ctx, void *arg)
{
    const Decision *decision = arg;

    act_as(ctx, decision->by);
    return join_confirm(ctx, decision->id, decision->resident);
}

static inline Status
refuse_body(Ctx *ctx, void *arg)
{
    const Decision *decision = arg;

    act_as(ctx, decision->by);
    return join_refuse(ctx, decision->id, decision->reason);
}
