/*
 * Registering: the proof, the person, the account.
 */
#include "resident/join.h"

#include "account/phone_code.h"
#include "base/crypto.h"
#include "base/id.h"
#include "base/tr.h"
#include "notify/notify.h"
#include "resident/join_row.h"
#include "resident/slip.h"
#include "store/store.h"

enum { LOGIN_TRIES = 20, LOGIN_FIRST = 20000000, LOGIN_BELOW = 80000000 };

typedef struct Attempt {
    const JoinAsk *ask;
    const SignInHow *how;
    Text hash;           /* of the password; empty: none */
    Text phone;          /* verified; empty: none */
    Household household; /* of the slip; id 0: none */
    Resident person;     /* id 0: nobody was found for sure */
    Text name;
    Joined *out;
} Attempt;

/* ---- the proof ---- */

static Status
find_slip(Ctx *ctx, Attempt *attempt)
{
    const JoinAsk *ask = attempt->ask;
    Status status;

    attempt->household = (Household){0};
    if (text_is_blank(ask->slip))
        return OK;
    status = slip_household(ctx, ask->slip, &attempt->household);
    if (status == NOT_FOUND || (status == OK && attempt->household.region != ask->region))
        return ctx_problem(ctx, "slip",
                           TR(ctx->lang, "没有这个码，请对照纸条再看一遍；纸条换过新的就用新的"));
    return status;
}

static Status
find_proofs(Ctx *ctx, Attempt *attempt)
{
    Status status;

    TRY(find_slip(ctx, attempt));
    attempt->phone = T("");
    status = phone_proof(ctx, attempt->ask->proof, &attempt->phone);
    if (status != OK && status != NOT_FOUND)
        return status;
    if (ctx->actor != NULL && attempt->phone.len == 0) {
        Account account;

        TRY(account_get(ctx, ctx->actor->account, &account));
        if (account.phone_verified)
            attempt->phone = account.phone;
    }
    if (attempt->household.id == 0 && attempt->phone.len == 0)
        return ctx_problem(ctx, "slip", TR(ctx->lang, "请填纸条上的码，或者先验证手机号"));
    if (attempt->phone.len == 0 && attempt->hash.len == 0 && ctx->actor == NULL)
        return ctx_problem(ctx, "password", TR(ctx->lang, "没有手机号，请设一个密码"));
    return OK;
}

/* ---- the person ---- */

static bool
may_register(Ctx *ctx, const Resident *person)
{
    return person->account == 0 && roster_is_eligible(person, ctx_today(ctx));
}

/* Who of the household was chosen, or has the name. */
static Status
find_in_household(Ctx *ctx, Attempt *attempt)
{
    const JoinAsk *ask = attempt->ask;
    Residents people;

    TRY(roster_of_household(ctx, attempt->household.id, &people));
    for (size_t i = 0; i < people.len; i++) {
        const Resident *person = &people.at[i];
        bool meant =
            ask->resident != 0 ? person->id == ask->resident : text_eq(person->name, attempt->name);

        if (!meant)
            continue;
        attempt->person = *person;
        attempt->name = person->name;
        if (may_register(ctx, person))
            break;
    }
    return ask->resident != 0 && attempt->person.id == 0
               ? ctx_problem(ctx, "resident", TR(ctx->lang, "请在名单里选自己"))
               : OK;
}

/* The one person of the village with this name and this phone. */
static Status
find_by_phone(Ctx *ctx, Attempt *attempt)
{
    Residents people;
    size_t found = 0;

    TRY(roster_named(ctx, attempt->ask->region, attempt->name, &people));
    for (size_t i = 0; i < people.len; i++) {
        if (!text_eq(people.at[i].phone, attempt->phone))
            continue;
        attempt->person = people.at[i];
        found++;
    }
    if (found != 1)
        attempt->person = (Resident){0};
    return OK;
}

static Status
find_person(Ctx *ctx, Attempt *attempt)
{
    attempt->person = (Resident){0};
    attempt->name = text_trim(attempt->ask->name);
    /* Only who was chosen from a household's list needs no name. */
    if ((attempt->ask->resident == 0 || attempt->household.id == 0) &&
        (text_is_blank(attempt->name) || !text_is_clean(attempt->name) ||
         text_chars(attempt->name) > RESIDENT_NAME_CHARS_MAX))
        return ctx_problem(ctx, "name",
                           attempt->household.id != 0
                               ? TR(ctx->lang, "请选自己，名单里没有就写姓名")
                               : TR(ctx->lang, "请写姓名，最多 40 个字"));
    if (attempt->household.id != 0)
        TRY(find_in_household(ctx, attempt));
    else
        TRY(find_by_phone(ctx, attempt));
    if (attempt->person.id != 0 && attempt->person.account != 0)
        return ctx_problem(ctx, "resident",
                           TR(ctx->lang, "这个人已经注册过了。忘了怎么登录，请找村里"));
    return OK;
}

/* ---- the account ---- */

/* Digits, since whoever has no phone of their own reads them from a note; they begin with no 1, so
 * that nobody takes them for a phone. */
static Status
free_login(Ctx *ctx, Text *out)
{
    for (int i = 0; i < LOGIN_TRIES; i++) {
        Account other;
        Status status;

        *out = text_printf(ctx->arena, "%u", LOGIN_FIRST + (unsigned)random_below(LOGIN_BELOW));
        status = account_by_login(ctx, *out, &other);
        if (status != OK)
            return status == NOT_FOUND ? OK : status;
    }
    return BUSY;
}

static Status
make_account(Ctx *ctx, Attempt *attempt, int64_t *id_out)
{
    bool has_phone = attempt->phone.len != 0;
    Account account = {.name = attempt->name, .phone = attempt->phone, .phone_verified = has_phone};

    account.login = attempt->phone;
    if (!has_phone) {
        TRY(free_login(ctx, &account.login));
        attempt->out->login = account.login;
    }
    TRY(account_register(ctx, &account, attempt->hash, id_out));
    if (has_phone)
        TRY(notify_channel_set_verified(ctx, *id_out, OUTBOX_SMS, attempt->phone));
    return OK;
}

/* ---- what becomes of it ---- */

static Status
tell_village(Ctx *ctx, const Attempt *attempt, int64_t id)
{
    return notify_office(
        ctx, CAN_KEEP_ROSTER, attempt->ask->region, (NotifyExcept){0},
        &(Notice){.kind = "join.waiting",
                  .subject = id,
                  .region = attempt->ask->region,
                  .sentence = TR(ctx->lang, "有村民注册，等您确认是谁"),
                  .link = text_printf(ctx->arena, "/desk/residents/%012lld/waiting",
                                      (long long)attempt->ask->region)});
}

static Status
put_waiting(Ctx *ctx, Attempt *attempt, int64_t account)
{
    JoinRequests own;
    int64_t id = id_new();

    TRY(join_of(ctx, account, &own));
    for (size_t i = 0; i < own.len; i++)
        if (own.at[i].region == attempt->ask->region && !own.at[i].refused)
            return ctx_problem(ctx, "name", TR(ctx->lang, "您已经申请过了，正等村里确认"));
    if (attempt->household.id != 0) {
        JoinWaitingOfHouseholdRows rows;

        TRY(join_waiting_of_household(ctx, attempt->ask->region, attempt->household.id,
                                      JOINS_WAITING_OF_HOUSEHOLD_MAX, &rows));
        if (rows.len == JOINS_WAITING_OF_HOUSEHOLD_MAX)
            return ctx_problem(ctx, "name", TR(ctx->lang, "这一户等确认的人太多了，请找村里"));
    }
    TRY(join_insert(
        ctx,
        &(JoinInsertArgs){
            .id = id,
            .region = attempt->ask->region,
            .account = account,
            .name = attempt->name,
            .household = attempt->household.id != 0 ? SOME_INT(attempt->household.id) : (OptInt){0},
            .state = T("waiting"),
            .now = ctx->now,
        }));
    TRY(audit(ctx, attempt->ask->region, "join.ask", account, T("")));
    return tell_village(ctx, attempt, id);
}

static Status
settle(Ctx *ctx, Attempt *attempt, int64_t account)
{
    if (attempt->person.id == 0)
        return put_waiting(ctx, attempt, account);
    attempt->out->confirmed = true;
    TRY(roster_link(ctx, attempt->person.id, account));
    return join_insert(ctx, &(JoinInsertArgs){
                                .id = id_new(),
                                .region = attempt->ask->region,
                                .account = account,
                                .name = T(""),
                                .household = SOME_INT(attempt->person.household),
                                .state = T("confirmed"),
                                .resident = SOME_INT(attempt->person.id),
                                .now = ctx->now,
                                .decided_at = SOME_INT(ctx->now),
                            });
}

static Status
check_village(Ctx *ctx, RegionCode region)
{
    Region place;
    Status status = region_get(ctx, region, &place);

    if (status == NOT_FOUND ||
        (status == OK && (place.level != LEVEL_VILLAGE || place.closed_day.set)))
        return ctx_problem(ctx, "region", TR(ctx->lang, "请选自己的村或社区"));
    return status;
}

static Status
submit(Ctx *ctx, void *arg)
{
    Attempt *attempt = arg;
    Account account;
    int64_t id;

    *attempt->out = (Joined){0};
    TRY(check_village(ctx, attempt->ask->region));
    TRY(find_proofs(ctx, attempt));
    TRY(find_person(ctx, attempt));
    TRY(account_limit_day(ctx, "join", attempt->how->address, JOINS_ADDRESS_A_DAY));
    if (ctx->actor != NULL && !ctx->actor->system)
        id = ctx->actor->account;
    else
        TRY(make_account(ctx, attempt, &id));
    TRY(settle(ctx, attempt, id));
    if (attempt->ask->proof.len != 0)
        TRY(phone_proof_forget(ctx, attempt->ask->proof));
    if (ctx->actor != NULL)
        return OK;
    TRY(account_get(ctx, id, &account));
    return account_open_session(ctx, &account, attempt->how, &attempt->out->session);
}

Status
join_submit(Store *store, Ctx *ctx, const JoinAsk *ask, const SignInHow *how, Joined *out)
{
    Attempt attempt = {.ask = ask, .how = how, .hash = T(""), .out = out};

    if (ask->password.len != 0) {
        TRY(account_check_password(ctx, "password", ask->password));
        attempt.hash = password_hash(ctx->arena, ask->password);
    }
    return store_write(store, ctx, submit, &attempt);
}
