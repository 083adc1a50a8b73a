/*
 * demo_money -- the demonstration's money: households, payment lists equal to what is published,
 * and the planted faults of docs/money.md, each at its place and nowhere else.  Include it after
 * harness.h and db.h.
 */
#pragma once

#include "bank/bank.h"
#include "demo/plant.h"
#include "ledger/ledger.h"
#include "project/project.h"
#include "project/works.h"
#include "property/property.h"
#include "resident/resident.h"
#include "subsidy/subsidy.h"

enum {
    MONEY_HOMES = 14880,
    MONEY_PARTS = 3,
    MONEY_DAYS = 30,
    MONEY_ENTRIES_MAX = 4000,
    MONEY_PRICES_MAX = 2000,
    MONEY_LONG_DAYS = 20 * 366, /* longer than land is let to anybody else here */
};

typedef struct Money {
    int64_t households, lists, lists_of_hand, lines, lines_untied, notices;
    int64_t contracts, statements, changed;
    struct {
        RegionCode place;
        int64_t fen;
    } prices[MONEY_PRICES_MAX]; /* a mu and year, of fields */
    size_t price_count;
    int64_t at[PLANT_COUNT];        /* how often a fault was met at its place … */
    int64_t elsewhere[PLANT_COUNT]; /* … and at others */
} Money;

static inline void
money_met(Money *money, PlantKind kind, RegionCode place, int64_t count)
{
    *(plant_at(kind, place) ? &money->at[kind] : &money->elsewhere[kind]) += count;
}

/* ---- households and lists ---- */

static inline Status
money_households(Ctx *ctx, RegionCode place, Money *money)
{
    Households page = {.next = T("")};

    do {
        TRY(resident_households_after(ctx, place, page.next, HOUSEHOLDS_PAGE, &page));
        money->households += (int64_t)page.len;
        for (size_t i = 0; i < page.len; i++)
            CHECK(text_ends(page.at[i].address, T("（演示）")));
    } while (page.next.at != NULL);
    return OK;
}

static inline Status
money_list(Ctx *ctx, const Batch *batch, Money *money)
{
    SubsidyFindings findings;
    Lines lines;

    money->lists++;
    money->notices += batch->state == BATCH_NOTICE;
    TRY(subsidy_lines(ctx, batch->id, &lines));
    for (size_t i = 0; i < lines.len; i++)
        money->lines_untied += lines.at[i].household == 0;
    money->lines += (int64_t)lines.len;
    TRY(subsidy_findings(ctx, batch, &findings));
    for (size_t i = 0; i < findings.len; i++) {
        if (findings.at[i].kind == FINDING_CARD)
            money_met(money, PLANT_CARD, batch->region, 1);
        else
            CHECK_TEXT(findings.at[i].sentence, "");
    }
    return OK;
}

static inline Status
money_lists(Ctx *ctx, RegionCode place, Money *money)
{
    Batches batches = {.next = T("")};
    Adoptables adoptables;

    do {
        TRY(subsidy_batches(ctx, place, 0, batches.next, &batches));
        for (size_t i = 0; i < batches.len; i++)
            TRY(money_list(ctx, &batches.at[i], money));
    } while (batches.next.at != NULL);
    TRY(subsidy_adoptable(ctx, place, &adoptables));
    money->lists_of_hand += (int64_t)adoptables.len;
    return OK;
}

/* ---- the books ---- */

/* Three and more payments to one side within a month, each within 5 % below the limit. */
static inline bool
money_is_part(const Entry *a, const Entry *b)
{
    return b->direction == DIRECTION_OUT && b->amount_fen < PLANT_LIMIT_FEN &&
           b->amount_fen >= PLANT_LIMIT_FEN / 100 * 95 &&
           text_eq(a->counterparty, b->counterparty) && b->day - a->day <= MONEY_DAYS &&
           a->day - b->day <= MONEY_DAYS;
}

static inline void
money_entries(RegionCode place, const Entry *entries, size_t len, Money *money)
{
    for (size_t i = 0; i < len; i++) {
        int parts = 0;
        int same = 0;

        for (size_t j = 0; j < len; j++) {
            parts += money_is_part(&entries[i], &entries[j]);
            same += j > i && entries[i].voucher.len != 0 &&
                    text_eq(entries[i].voucher, entries[j].voucher);
        }
        money_met(money, PLANT_SPLIT, place,
                  parts >= MONEY_PARTS && money_is_part(&entries[i], &entries[i]));
        money_met(money, PLANT_VOUCHER, place, same);
    }
}

static inline Status
money_book(Ctx *ctx, RegionCode place, Money *money)
{
    Entry *all = NEW_ARRAY(ctx->arena, Entry, MONEY_ENTRIES_MAX);
    EntryFilter filter = {.region = place, .limit = 200};
    size_t len = 0;
    Entries page;

    do {
        TRY(entry_list(ctx, &filter, &page));
        for (size_t i = 0; i < page.len && len < MONEY_ENTRIES_MAX; i++)
            all[len++] = page.at[i];
        filter.cursor = page.next;
    } while (page.next.at != NULL);
    CHECK(len > 100);
    money_entries(place, all, len, money);
    return OK;
}

static inline Status
money_bank(Ctx *ctx, RegionCode place, Money *money)
{
    FundAccounts accounts;
    BankLines lines;

    TRY(fund_account_list(ctx, place, &accounts));
    for (size_t i = 0; i < accounts.len; i++) {
        TRY(bank_lines(ctx, accounts.at[i].id, true, 0, day_of(TEST_NOW), T(""), &lines));
        money_met(money, PLANT_STATEMENT, place, (int64_t)lines.len);
    }
    return OK;
}

/* ---- property ---- */

static inline Status
money_contract(Ctx *ctx, const Contract *contract, Money *money)
{
    RegionCode place = contract->region;
    Resource resource;

    money->contracts++;
    money_met(money, PLANT_OVERDUE, place, contract->overdue_fen > 0);
    money_met(money, PLANT_LONG, place, contract->ends - contract->begins > MONEY_LONG_DAYS);
    money_met(money, PLANT_UNDECIDED, place, !contract->decision_day.set);
    TRY(resource_get(ctx, contract->resource, &resource));
    if (resource.kind == RESOURCE_FIELD && money->price_count < MONEY_PRICES_MAX) {
        money->prices[money->price_count].place = place;
        money->prices[money->price_count++].fen = contract->price_fen;
    }
    return OK;
}

static inline Status
money_property(Ctx *ctx, RegionCode place, Money *money)
{
    static const char *const items[] = {"F1", "F4", "F5", "F6", "F7", "F8"};
    Contracts contracts = {.next = T("")};

    do {
        TRY(contract_list(ctx, place, CONTRACTS_ALL, contracts.next, &contracts));
        for (size_t i = 0; i < contracts.len; i++)
            TRY(money_contract(ctx, &contracts.at[i], money));
    } while (contracts.next.at != NULL);
    for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) {
        PropertyStatements statements;

        TRY(property_statements(ctx, place, text_c(items[i]), &statements));
        for (size_t j = 0; j < statements.len; j++) {
            money->statements += !statements.at[j].by_hand && statements.at[j].revision > 0;
            money->changed += statements.at[j].changed;
        }
    }
    return OK;
}

/* Two and more valid bids within one per cent of each other; more paid than was agreed. */
static inline Status
money_works(Ctx *ctx, const Project *project, Money *money)
{
    OptInt agreed = project_contract_now_fen(project);
    int64_t least = INT64_MAX, most = 0, valid = 0;
    Bids bids;

    TRY(project_bids(ctx, project, &bids));
    for (size_t i = 0; i < bids.len; i++) {
        int64_t fen = bids.at[i].amount_fen;

        if (!bids.at[i].valid || fen == 0)
            continue;
        valid++;
        least = fen < least ? fen : least;
        most = fen > most ? fen : most;
    }
    money_met(money, PLANT_BIDS, project->region, valid > 1 && (most - least) * 100 <= least);
    money_met(money, PLANT_OVERPAID, project->region,
              agreed.set && project->payments_fen > agreed.value);
    return OK;
}

static inline Status
money_projects(Ctx *ctx, Money *money)
{
    Projects projects = {.next = T("")};

    do {
        TRY(project_list(ctx, 210111000000, -1, projects.next, &projects));
        for (size_t i = 0; i < projects.len; i++)
            if (projects.at[i].kind == PROJECT_WORKS)
                TRY(money_works(ctx, &projects.at[i], money));
    } while (projects.next.at != NULL);
    return OK;
}

static inline int
money_by_fen(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* Far below the median: less than a quarter of it. */
static inline void
money_prices(Arena *arena, Money *money)
{
    int64_t *sorted = NEW_ARRAY(arena, int64_t, money->price_count + 1);

    for (size_t i = 0; i < money->price_count; i++)
        sorted[i] = money->prices[i].fen;
    qsort(sorted, money->price_count, sizeof sorted[0], money_by_fen);
    for (size_t i = 0; i < money->price_count; i++)
        money_met(money, PLANT_CHEAP, money->prices[i].place,
                  money->prices[i].fen * 4 < sorted[money->price_count / 2]);
}

/* ---- all places ---- */

typedef struct MoneyWalk {
    Regions townships;
    size_t township;
    Money money;
} MoneyWalk;

static inline Status
money_township(Ctx *ctx, void *arg)
{
    MoneyWalk *walk = arg;
    Regions villages;

    ctx->actor = &actor_system;
    TRY(region_children(ctx, walk->townships.at[walk->township].code, &villages));
    for (size_t i = 0; i < villages.len; i++) {
        RegionCode place = villages.at[i].code;
        ArenaMark mark = arena_mark(ctx->arena);

        TRY(money_households(ctx, place, &walk->money));
        TRY(money_lists(ctx, place, &walk->money));
        TRY(money_book(ctx, place, &walk->money));
        TRY(money_bank(ctx, place, &walk->money));
        TRY(money_property(ctx, place, &walk->money));
        arena_release(ctx->arena, mark);
    }
    return OK;
}

static inline void
money_found(void *arg, Text sentence)
{
    (void)arg;
    CHECK_TEXT(sentence, "");
}

static inline Status
money_check(Ctx *ctx, void *arg)
{
    ctx->actor = &actor_system;
    TRY(money_projects(ctx, arg));
    TRY(subsidy_check(ctx, money_found, arg));
    TRY(ledger_check(ctx, money_found, arg));
    TRY(bank_check(ctx, money_found, arg));
    TRY(project_check(ctx, money_found, arg));
    return property_check(ctx, money_found, arg);
}

static inline Status
money_townships(Ctx *ctx, void *arg)
{
    MoneyWalk *walk = arg;

    return region_children(ctx, 210111000000, &walk->townships);
}

static inline void
check_money(Arena *arena, const Ctx *test, Store *store)
{
    Ctx ctx = *test;
    MoneyWalk walk = {0};
    Money *money = &walk.money;

    ctx.arena = arena;
    CHECK_STATUS(store_read(store, &ctx, money_townships, &walk), OK);
    for (; walk.township < walk.townships.len; walk.township++) {
        ctx.arena = arena_new(256 * 1024 * 1024);
        CHECK_STATUS(store_read(store, &ctx, money_township, &walk), OK);
        arena_free(ctx.arena);
    }
    ctx.arena = arena_new(256 * 1024 * 1024);
    CHECK_STATUS(store_read(store, &ctx, money_check, money), OK);
    arena_free(ctx.arena);
    CHECK_INT(money->households, MONEY_HOMES);
    CHECK(money->lists > 1000);
    CHECK(money->lines > 20000);
    CHECK(money->notices > 0);
    CHECK_INT(money->lists_of_hand, 0);
    CHECK_INT(money->lines_untied, 0);
    CHECK(money->contracts > 800);
    CHECK(money->statements > 6000);
    CHECK_INT(money->changed, 0);
    money_prices(arena, money);
    for (int kind = 0; kind < PLANT_COUNT; kind++) {
        CHECK(money->at[kind] > 0);
        CHECK_INT(money->elsewhere[kind], 0);
    }
}
