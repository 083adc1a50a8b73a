/*
 * What went wrong and was put right: corrections with their reasons, withdrawals with theirs.
 * People do these one by one, through the same functions as on the desk.
 */
#include "demo/load.h"

enum { SLICE = 100, SALT_MENDED = 81, CORRECTED_WITHIN_DAYS = 26, HOUR = 3600 };

typedef struct Staff {
    Actor clerk, finance, reviewer;
} Staff;

static Staff
staff_of(Arena *arena, const Place *place)
{
    return (Staff){
        .clerk = staff_actor(arena, place->clerk, ROLE_VILLAGE_ADMIN, place->code),
        .finance = staff_actor(arena, place->finance, ROLE_FINANCE_GROUP, place->code),
        .reviewer = staff_actor(arena, place->reviewer, ROLE_TOWNSHIP,
                                region_code_at(place->code, LEVEL_TOWNSHIP)),
    };
}

static Status
correct(Ctx *ctx, const Load *load, const Planned *planned, Time at)
{
    Making making = load_making(load, planned);
    Staff staff = staff_of(ctx->arena, making.place);
    DisclosureInput input;
    Disclosure disclosure;
    Text reason, nothing;

    (void)load_input(load, planned, ctx->arena, &making, &reason);
    making.flawed = false;
    input = load_input(load, planned, ctx->arena, &making, &nothing);
    ctx->now = at;
    ctx->actor = &staff.clerk;
    TRY(disclosure_get(ctx, planned->id, &disclosure));
    TRY(disclosure_correct(ctx, disclosure.id, disclosure.lock, reason, &disclosure));
    TRY(disclosure_update(ctx, disclosure.id, disclosure.lock, &input, &disclosure));
    TRY(disclosure_submit(ctx, disclosure.id, disclosure.lock, &disclosure));
    if (disclosure.state == STATE_CONFIRMING) {
        ctx->now += HOUR;
        ctx->actor = &staff.finance;
        TRY(disclosure_confirm(ctx, disclosure.id, disclosure.lock, &disclosure));
    }
    ctx->now += HOUR;
    ctx->actor = &staff.reviewer;
    return disclosure_approve(ctx, disclosure.id, disclosure.lock, false, &disclosure);
}

static Status
withdraw(Ctx *ctx, const Load *load, const Planned *planned, Time at)
{
    const Place *place = &load->places.at[planned->place];
    Staff staff = staff_of(ctx->arena, place);
    Phrases reasons = load->corpus->withdrawals;
    Maker maker = {.arena = ctx->arena, .corpus = load->corpus, .place = place};
    Disclosure disclosure;

    ctx->now = at;
    ctx->actor = &staff.reviewer;
    TRY(disclosure_get(ctx, planned->id, &disclosure));
    /* What is published twice is the first of the reasons. */
    return disclosure_withdraw(ctx, disclosure.id, disclosure.lock,
                               maker_phrase(&maker, &reasons.at[0]), &disclosure);
}

static Status
mend(Ctx *ctx, Load *load, const Planned *planned)
{
    Rng rng = rng_of((uint64_t)planned->published, SALT_MENDED, planned->place);
    Time at = planned->published + SECONDS_PER_DAY * rng_between(&rng, 2, CORRECTED_WITHIN_DAYS);

    if (planned->withdrawn) {
        load->counts->withdrawn++;
        return withdraw(ctx, load, planned, planned->published + SECONDS_PER_DAY);
    }
    load->counts->corrected++;
    return correct(ctx, load, planned, at);
}

static Status
mended_body(Ctx *ctx, void *arg)
{
    Load *load = arg;
    Time now = ctx->now;
    const Actor *actor = ctx->actor;
    DemoCounts counts = *load->counts;
    Status status = OK;
    int mended = 0;

    for (load->next = load->done; load->next < load->plan.len && mended < SLICE && status == OK;
         load->next++) {
        const Planned *planned = &load->plan.at[load->next];
        ArenaMark mark = arena_mark(ctx->arena);

        if (!planned->flawed && !planned->withdrawn)
            continue;
        status = mend(ctx, load, planned);
        if (status == OK)
            arena_release(ctx->arena, mark);
        mended++;
    }
    ctx->now = now;
    ctx->actor = actor;
    if (status != OK)
        *load->counts = counts;
    return status;
}

Status
load_mended(Load *load)
{
    for (load->done = 0; load->done < load->plan.len; load->done = load->next) {
        arena_reset(load->ctx->arena);
        TRY(store_write(load->store, load->ctx, mended_body, load));
        if (load->settings->progress != NULL)
            load->settings->progress("corrections", (int64_t)load->next, (int64_t)load->plan.len);
    }
    return OK;
}
