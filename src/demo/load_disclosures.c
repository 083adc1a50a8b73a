/*
 * Duties first, then everything that was published, in the order of its publication, so that newer
 * ones have larger ids.
 */
#include "demo/load.h"
#include "disclosure/import.h"

enum { PLACES_A_SLICE = 40, SLICE = 4000, PROGRESS_EVERY = 200, SALT_FILES = 71 };

/* ---- duties ---- */

static Status
duties_body(Ctx *ctx, void *arg)
{
    Load *load = arg;
    size_t end = load->next + PLACES_A_SLICE;

    for (size_t i = load->next; i < end && i < load->places.len; i++) {
        ArenaMark mark = arena_mark(ctx->arena);

        TRY(duty_open_periods(ctx, load->places.at[i].code, load->places.at[i].joined,
                              load->settings->today));
        arena_release(ctx->arena, mark);
    }
    return OK;
}

static Status
open_duties(Load *load)
{
    for (load->next = 0; load->next < load->places.len; load->next += PLACES_A_SLICE) {
        arena_reset(load->ctx->arena);
        TRY(store_write(load->store, load->ctx, duties_body, load));
        if (load->settings->progress != NULL)
            load->settings->progress("duties", (int64_t)load->next, (int64_t)load->places.len);
    }
    return OK;
}

/* ---- disclosures ---- */

Making
load_making(const Load *load, const Planned *planned)
{
    Day published = day_of(planned->published);

    return (Making){
        .corpus = load->corpus,
        .place = &load->places.at[planned->place],
        .item = &load->corpus->items[planned->item],
        .period = period_of((Rhythm)planned->rhythm, planned->start),
        .base = load->plan.base,
        .nth = planned->nth,
        .of = planned->of,
        .kind = (DisclosureKind)planned->kind,
        .salt = planned->salt,
        .flawed = planned->flawed,
        .plant = planned->plant,
        .review_on = published + 90 + (Day)(planned->place % 90),
    };
}

static Status
publish_one(Ctx *ctx, Load *load, DisclosureBatch *batch, Planned *planned)
{
    Arena *arena = load->scratch;
    Making making = load_making(load, planned);
    const Place *place = making.place;
    Rng rng = rng_of(place->seed, SALT_FILES, (uint64_t)planned->submitted);
    DisclosureInput input;
    Attachments files = {0};
    Text reason;

    arena_reset(arena);
    input = load_input(load, planned, arena, &making, &reason);
    if (planned->flawed && reason.at == NULL)
        planned->flawed = false;
    if (planned->project != 0)
        TRY(load_stage_input(ctx, load, planned, &input));
    if (input.kind == DISCLOSURE_REPORT)
        files = pictures_for(arena, &load->pictures, &making.item->files, &rng);
    return disclosure_batch_add(ctx, batch, &input,
                                &(Published){
                                    .submitted_at = planned->submitted,
                                    .published_at = planned->published,
                                    .submitted_by = SOME_INT(place->clerk),
                                    .confirmed_by = making.item->item->finance_group
                                                        ? SOME_INT(place->finance)
                                                        : (OptInt){0},
                                    .reviewed_by = SOME_INT(place->reviewer),
                                    .attachments = files.at,
                                    .attachment_count = files.len,
                                },
                                &planned->id);
}

static Status
slice_body(Ctx *ctx, void *arg)
{
    Load *load = arg;
    DisclosureBatch *batch = disclosure_batch_begin(ctx);
    size_t end = load->done + SLICE;

    for (load->next = load->done; load->next < end && load->next < load->plan.len; load->next++) {
        TRY(publish_one(ctx, load, batch, &load->plan.at[load->next]));
        if (load->next % PROGRESS_EVERY == 0 && load->settings->progress != NULL)
            load->settings->progress("disclosures", (int64_t)load->next, (int64_t)load->plan.len);
    }
    return disclosure_batch_finish(ctx, batch);
}

Status
load_disclosures(Load *load)
{
    TRY(open_duties(load));
    TRY(store_analyze(load->store));
    for (load->done = 0; load->done < load->plan.len; load->done = load->next) {
        arena_reset(load->ctx->arena);
        TRY(store_write(load->store, load->ctx, slice_body, load));
        /* Plans that were made for empty tables are no good from here on. */
        if (load->done == 0)
            TRY(store_analyze(load->store));
    }
    load->counts->published = (int64_t)load->plan.counted;
    return OK;
}
