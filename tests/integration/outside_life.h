/*
 * outside_life -- other offices' lists, as the inspector of the small district brings them in.
 * Include it after flag_life.h.
 */
#pragma once

#include "base/number_hash.h"
#include "outside/outside.h"
#include "resident/roster.h"
#include "sheet/sheet.h"

typedef struct Brought {
    OutsideOffer offer;
    const char *lines; /* as CSV */
    const Actor *by;
    Sheet sheet;
    size_t next;
    OutsideImport import;
} Brought;

static Status
brought_next(void *arg, Ctx *ctx, Texts *cells_out, int64_t *line_out)
{
    Brought *brought = arg;
    const SheetRow *row;

    if (brought->next == brought->sheet.len)
        return NOT_FOUND;
    row = &brought->sheet.at[brought->next++];
    *cells_out = (Texts){.at = NEW_ARRAY(ctx->arena, Text, row->len), .len = row->len};
    for (size_t i = 0; i < row->len; i++)
        cells_out->at[i] = row->at[i].text;
    *line_out = row->number;
    return OK;
}

static Status
bring_body(Ctx *ctx, void *arg)
{
    Brought *brought = arg;

    number_hash_set_dir(text_c(dbs.dir));
    act_as(ctx, brought->by);
    brought->next = 0;
    TRY(sheet_read_bytes(ctx, text_c(brought->lines), &brought->sheet));
    return outside_import(ctx, &brought->offer, brought_next, brought, &brought->import);
}

/* By the inspector, of today, from 区民政局, unless said otherwise. */
static inline Status
bring_in(Ctx *ctx, Store *store, Brought *brought)
{
    if (brought->offer.region == 0)
        brought->offer.region = DISTRICT_CODE;
    if (brought->offer.day == 0)
        brought->offer.day = ctx_today(ctx);
    if (brought->offer.source.at == NULL)
        brought->offer.source = T("区民政局");
    if (brought->by == NULL)
        brought->by = &inspector;
    return store_write(store, ctx, bring_body, brought);
}

static inline void
bring(Ctx *ctx, Store *store, OutsideKind kind, const char *lines)
{
    Brought brought = {.offer = {.kind = kind}, .lines = lines};

    CHECK_STATUS(life_explain(ctx, bring_in(ctx, store, &brought)), OK);
}

typedef struct Removal {
    OutsideKind kind;
    const Actor *by;
} Removal;

static Status
remove_body(Ctx *ctx, void *arg)
{
    const Removal *removal = arg;

    act_as(ctx, removal->by);
    return outside_remove(ctx, DISTRICT_CODE, removal->kind);
}

static inline Status
take_out(Ctx *ctx, Store *store, OutsideKind kind, const Actor *by)
{
    Removal removal = {kind, by};

    return store_write(store, ctx, remove_body, &removal);
}

/* ---- people of the roster ---- */

typedef struct Villager {
    const char *household, *name, *identity, *phone;
    int64_t marks;
    int64_t id;
} Villager;

static Status
settle_body(Ctx *ctx, void *arg)
{
    Villager *villager = arg;
    Household household;
    Resident person = {.region = VILLAGE,
                       .household_number = text_c(villager->household),
                       .name = text_c(villager->name),
                       .birth_year = 1950,
                       .gender = GENDER_MALE,
                       .phone = text_c(villager->phone != NULL ? villager->phone : ""),
                       .marks = villager->marks};
    Status status;

    number_hash_set_dir(text_c(dbs.dir));
    act_as(ctx, &clerk);
    status = resident_household_by_number(ctx, VILLAGE, person.household_number, &household);
    if (status == NOT_FOUND)
        status = resident_put(ctx,
                              &(Household){.region = VILLAGE,
                                           .number = person.household_number,
                                           .group_name = T("一组"),
                                           .head = person.name},
                              &household.id);
    TRY(life_explain(ctx, status));
    person.household = household.id;
    return life_explain(
        ctx, roster_put(ctx, &person, text_c(villager->identity != NULL ? villager->identity : ""),
                        &villager->id));
}

/* Puts somebody on the roster of the village, with the household if there is none yet. */
static inline int64_t
settle(Ctx *ctx, Store *store, Villager villager)
{
    CHECK_STATUS(store_write(store, ctx, settle_body, &villager), OK);
    return villager.id;
}

/* ---- what a flag is founded on ---- */

typedef struct Founded {
    int64_t id;
    FlagEvidence evidence;
} Founded;

static Status
founded_body(Ctx *ctx, void *arg)
{
    Founded *founded = arg;
    Flag flag;

    act_as(ctx, &inspector);
    return flag_get(ctx, founded->id, &flag, &founded->evidence);
}

static inline FlagRow
row_at(Ctx *ctx, Store *store, const Flag *flag, size_t at)
{
    Founded founded = {.id = flag->id};

    CHECK_STATUS(store_read(store, ctx, founded_body, &founded), OK);
    CHECK(at < founded.evidence.rows.len);
    return founded.evidence.rows.at[at];
}

/* ---- what a rule would have found ---- */

typedef struct Tried {
    const char *rule;
    OptInt values[FLAG_SETTINGS_MAX];
    FlagTrial trial;
} Tried;

static Status
try_body(Ctx *ctx, void *arg)
{
    Tried *tried = arg;

    act_as(ctx, &inspector);
    return flag_try(ctx, flag_rule(text_c(tried->rule)), DISTRICT_CODE, tried->values,
                    day(1990, 1, 1), ctx_today(ctx), &tried->trial);
}

/* With a rule's first setting; -1: as it is set. */
static inline int64_t
would_find(Ctx *ctx, Store *store, const char *rule, int64_t value)
{
    Tried tried = {.rule = rule};

    if (value >= 0)
        tried.values[0] = SOME_INT(value);
    CHECK_STATUS(store_read(store, ctx, try_body, &tried), OK);
    return tried.trial.findings;
}
