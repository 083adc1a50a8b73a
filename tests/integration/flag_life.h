/*
 * flag_life -- a village with a book, and the rules looking at it.
 */
#pragma once

#include "duty/duty.h"
#include "duty/duty.sql.h"
#include "ledger/ledger.h"
#include "life.h"

#define FLAG_VILLAGE VILLAGE
#define FLAG_TOWNSHIP TOWNSHIP_CODE

static int64_t flag_fund;

static inline Day
day(int year, int month, int of_month)
{
    return day_from_date((Date){year, month, of_month});
}

static Status
world_body(Ctx *ctx, void *arg)
{
    FundAccount account = {0};

    (void)arg;
    TRY(life_fill(ctx));
    act_as(ctx, &clerk);
    TRY(fund_account_create(ctx,
                            &(FundAccount){.region = VILLAGE,
                                           .name = T("基本户"),
                                           .bank = T("建设银行"),
                                           .number = T("0000210111010203"),
                                           .opening_day = day(2023, 1, 1),
                                           .opening_fen = 100000000},
                            &account));
    flag_fund = account.id;
    act_as(ctx, &district);
    return flag_setting_choose(ctx, flag_rule(T("split_payment")), DISTRICT_CODE, T("least"), 2,
                               ctx_today(ctx));
}

/* On the first of June 2023, with 1,000,000 yuan in the bank; two payments are split already. */
static inline void
flag_world(Ctx *ctx, Store *store)
{
    ctx->now = day_start(day(2023, 6, 1)) + 10 * 3600;
    CHECK_STATUS(store_write(store, ctx, world_body, NULL), OK);
}

static Status
pay_body(Ctx *ctx, void *arg)
{
    Entry *entry = arg, out;

    act_as(ctx, &clerk);
    TRY(life_explain(ctx, entry_add(ctx, entry, &out)));
    entry->id = out.id;
    return OK;
}

static inline int64_t
pay(Ctx *ctx, Store *store, Day on, int64_t fen, const char *to, const char *purpose)
{
    Entry entry = {.region = VILLAGE,
                   .account = flag_fund,
                   .day = on,
                   .direction = DIRECTION_OUT,
                   .amount_fen = fen,
                   .counterparty = text_c(to),
                   .purpose = text_c(purpose),
                   .voucher = text_c(purpose)};

    CHECK_STATUS(store_write(store, ctx, pay_body, &entry), OK);
    return entry.id;
}

static Status
take_back_body(Ctx *ctx, void *arg)
{
    Entry entry;

    act_as(ctx, &clerk);
    TRY(entry_get(ctx, *(int64_t *)arg, &entry));
    return entry_remove(ctx, entry.id, entry.lock);
}

static inline void
take_back(Ctx *ctx, Store *store, int64_t id)
{
    CHECK_STATUS(store_write(store, ctx, take_back_body, &id), OK);
}

static Status
owe_body(Ctx *ctx, void *arg)
{
    return duty_add(ctx, arg);
}

/* A duty that was not done. */
static inline void
owe(Ctx *ctx, Store *store, const char *item, const char *period, Day due)
{
    DutyAddArgs args = {.region = VILLAGE,
                        .item = text_c(item),
                        .period = text_c(period),
                        .period_start = due - 40,
                        .due_day = due};

    CHECK_STATUS(store_write(store, ctx, owe_body, &args), OK);
}

/* ---- the rules ---- */

static inline void
look(Ctx *ctx, Store *store)
{
    CHECK_STATUS(flag_run_changed(store, ctx), OK);
}

static inline void
look_at_all(Ctx *ctx, Store *store)
{
    CHECK_STATUS(flag_run_all(store, ctx, NULL, 0), OK);
}

static inline void
look_of_the_day(Ctx *ctx, Store *store)
{
    CHECK_STATUS(flag_run_daily(store, ctx), OK);
}

typedef struct Asked {
    const char *rule;
    Flags flags;
    FlagSums sums;
    Flag flag;
    FlagSteps steps;
    int64_t id;
    Text words;
    Day due;
    const char *name;
    int64_t value;
} Asked;

static Status
list_body(Ctx *ctx, void *arg)
{
    Asked *asked = arg;

    act_as(ctx, &inspector);
    TRY(flag_figures(ctx, VILLAGE, &asked->sums));
    return flag_list(ctx, VILLAGE, true, flag_rule(text_c(asked->rule)), T(""), &asked->flags);
}

/* The list and the sums say the same. */
static inline int64_t
count_live(Ctx *ctx, Store *store, const char *rule)
{
    Asked asked = {.rule = rule};

    CHECK_STATUS(store_read(store, ctx, list_body, &asked), OK);
    for (size_t i = 0; i < asked.sums.len; i++)
        if (strcmp(asked.sums.at[i].rule->name, rule) == 0)
            CHECK_INT(asked.sums.at[i].live, (int64_t)asked.flags.len);
    return (int64_t)asked.flags.len;
}

static inline bool
first_live(Ctx *ctx, Store *store, const char *rule, Flag *out)
{
    Asked asked = {.rule = rule};

    CHECK_STATUS(store_read(store, ctx, list_body, &asked), OK);
    if (asked.flags.len != 0)
        *out = asked.flags.at[0];
    return asked.flags.len != 0;
}

static Status
get_body(Ctx *ctx, void *arg)
{
    Asked *asked = arg;
    FlagEvidence evidence;

    act_as(ctx, &inspector);
    TRY(flag_get(ctx, asked->id, &asked->flag, &evidence));
    return flag_steps(ctx, &asked->flag, &asked->steps);
}

static inline void
get_flag(Ctx *ctx, Store *store, int64_t id, Flag *out, FlagSteps *steps_out)
{
    Asked asked = {.id = id};

    CHECK_STATUS(store_read(store, ctx, get_body, &asked), OK);
    *out = asked.flag;
    *steps_out = asked.steps;
}

static Status
see_body(Ctx *ctx, void *arg)
{
    Asked *asked = arg;

    return flag_get(ctx, asked->id, &asked->flag, NULL);
}

/* What somebody with one role at a place gets. */
static inline Status
get_as(Ctx *ctx, Store *store, Role role, RegionCode region, int64_t id)
{
    RoleGrant grant = {.role = role, .region = region};
    Actor actor = {
        .account = 999, .grants = {&grant, 1}
    };
    Asked asked = {.id = id};
    Status status;

    act_as(ctx, &actor);
    status = store_read(store, ctx, see_body, &asked);
    act_as(ctx, NULL);
    return status;
}

static Status
ask_body(Ctx *ctx, void *arg)
{
    Asked *asked = arg;

    act_as(ctx, &inspector);
    return flag_ask(ctx, asked->flag.id, asked->flag.lock, asked->words, asked->due);
}

static inline Status
ask(Ctx *ctx, Store *store, const Flag *flag, const char *words, Day due)
{
    Asked asked = {.flag = *flag, .words = text_c(words), .due = due};

    return store_write(store, ctx, ask_body, &asked);
}

static Status
explain_body(Ctx *ctx, void *arg)
{
    Asked *asked = arg;
    Flag now;

    act_as(ctx, &clerk);
    TRY(flag_get(ctx, asked->flag.id, &now, NULL));
    return flag_explain(ctx, now.id, now.lock, asked->words);
}

static inline Status
explain(Ctx *ctx, Store *store, const Flag *flag, const char *words)
{
    Asked asked = {.flag = *flag, .words = text_c(words)};

    return store_write(store, ctx, explain_body, &asked);
}

static Status
dismiss_body(Ctx *ctx, void *arg)
{
    Asked *asked = arg;

    act_as(ctx, &inspector);
    return flag_dismiss(ctx, asked->flag.id, asked->flag.lock, asked->words);
}

static inline Status
dismiss(Ctx *ctx, Store *store, const Flag *flag, const char *reason)
{
    Asked asked = {.flag = *flag, .words = text_c(reason)};

    return store_write(store, ctx, dismiss_body, &asked);
}

static Status
set_body(Ctx *ctx, void *arg)
{
    Asked *asked = arg;

    act_as(ctx, &district);
    return flag_setting_choose(ctx, flag_rule(text_c(asked->rule)), DISTRICT_CODE,
                               text_c(asked->name), asked->value, asked->due);
}

/* From so many days on. */
static inline Status
set_rule(Ctx *ctx, Store *store, const char *rule, const char *name, int64_t value, int days)
{
    Asked asked = {.rule = rule, .name = name, .value = value, .due = ctx_today(ctx) + days};

    return store_write(store, ctx, set_body, &asked);
}
