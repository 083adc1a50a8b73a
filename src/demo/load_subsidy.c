/*
 * The households of each place, the district's programmes, and the payment lists: each goes on from
 * a published table of V6, so that list and table are equal.
 */
#include "base/number_hash.h"
#include "demo/load.h"
#include "demo/plant.h"
#include "resident/resident.h"
#include "subsidy/subsidy.h"

enum { PLACES_A_SLICE = 40, LISTS_MAX = 4000, CARD_TAIL = 4, WORDS = 10 };

/* ---- households ---- */

static Status
register_homes(Ctx *ctx, const Place *place)
{
    for (size_t i = 0; i < HOMES; i++) {
        Home *home = &place->homes[i];

        TRY(resident_load(ctx,
                          &(Household){.region = place->code,
                                       .number = home->number,
                                       .group_name = home->group,
                                       .head = home->head,
                                       .address = home->address,
                                       .people = home->people},
                          &home->id));
    }
    return OK;
}

static Status
homes_body(Ctx *ctx, void *arg)
{
    Load *load = arg;
    size_t end = load->next + PLACES_A_SLICE;

    ctx->actor = &actor_system;
    for (size_t i = load->next; i < end && i < load->places.len; i++)
        TRY(register_homes(ctx, &load->places.at[i]));
    return OK;
}

Status
load_homes(Load *load)
{
    for (load->next = 0; load->next < load->places.len; load->next += PLACES_A_SLICE) {
        arena_reset(load->ctx->arena);
        TRY(store_write(load->store, load->ctx, homes_body, load));
    }
    return OK;
}

/* ---- programmes ---- */

static Status
programmes_body(Ctx *ctx, void *arg)
{
    const Load *load = arg;
    const Corpus *corpus = load->corpus;

    ctx->actor = &actor_system;
    for (size_t i = 0; i < corpus->programme_count; i++) {
        const ProgrammeText *text = &corpus->programmes[i];
        int64_t id;

        TRY(programme_put(ctx,
                          &(Programme){.region = load->district,
                                       .name = text->name,
                                       .source = text->source,
                                       .unit = text->unit,
                                       .standard_fen = text->standard_fen,
                                       .ground = text->ground},
                          &id));
    }
    return OK;
}

/* ---- lists ---- */

typedef struct Listing {
    const Place *place;
    Programmes programmes;
    int64_t ids[LISTS_MAX]; /* of the disclosures, oldest first */
    size_t len;
    struct {
        int64_t programme;
        Text period;
        int count;
    } named[LISTS_MAX];
    size_t named_len;
    Text cards[HOMES]; /* hashes */
} Listing;

static Status
find_lists(Ctx *ctx, Listing *listing)
{
    DisclosureFilter filter = {
        .region = listing->place->code, .item = SUBSIDY_ITEM, .limit = DISCLOSURE_PAGE_MAX};
    DisclosureLines lines;

    do {
        TRY(disclosure_list(ctx, &filter, &lines));
        for (size_t i = 0; i < lines.len && listing->len < LISTS_MAX; i++)
            if (!lines.at[i].withdrawn && lines.at[i].kind == DISCLOSURE_REPORT)
                listing->ids[listing->len++] = lines.at[i].id;
        filter.cursor = lines.next;
    } while (lines.next.len != 0);
    for (size_t i = 0; i < listing->len / 2; i++) {
        int64_t id = listing->ids[i];

        listing->ids[i] = listing->ids[listing->len - 1 - i];
        listing->ids[listing->len - 1 - i] = id;
    }
    return OK;
}

/* The first of a year has no name; the next ones are 第二批, 第三批 … */
static Text
name_of(Ctx *ctx, Listing *listing, int64_t programme, Text period)
{
    static const char *const words[WORDS] = {"零", "一", "二", "三", "四",
                                             "五", "六", "七", "八", "九"};
    size_t at = 0;
    int nth;

    while (at < listing->named_len && (listing->named[at].programme != programme ||
                                       !text_eq(listing->named[at].period, period)))
        at++;
    if (at == listing->named_len) {
        listing->named[at].programme = programme;
        listing->named[at].period = period;
        listing->named_len++;
    }
    nth = ++listing->named[at].count;
    if (nth == 1)
        return T("");
    return nth < WORDS ? text_printf(ctx->arena, "第%s批", words[nth])
                       : text_printf(ctx->arena, "第%d批", nth);
}

static void
tie_line(const Listing *listing, Line *line)
{
    const Home *home = place_home(listing->place, line->name, line->group_name);

    if (home == NULL)
        return;
    line->household = home->id;
    line->number = home->number;
    line->card_hash = listing->cards[home - listing->place->homes];
    line->card_tail = text_slice(home->card, home->card.len - CARD_TAIL, CARD_TAIL);
}

static const Programme *
programme_named(const Programmes *programmes, Text name)
{
    for (size_t i = 0; i < programmes->len; i++)
        if (text_eq(programmes->at[i].name, name))
            return &programmes->at[i];
    return NULL;
}

static Status
load_list(Ctx *ctx, Listing *listing, int64_t disclosure, bool planted)
{
    Adoption adoption;
    const Programme *programme;
    int64_t id;

    TRY(subsidy_adoption(ctx, disclosure, &adoption));
    programme = programme_named(&listing->programmes, adoption.programme);
    if (programme == NULL)
        return INVALID;
    for (size_t i = 0; i < adoption.lines.len; i++)
        tie_line(listing, &adoption.lines.at[i]);
    if (planted &&
        adoption.lines.len > 1) { /* the second family's money goes to the first's card */
        adoption.lines.at[1].card_hash = adoption.lines.at[0].card_hash;
        adoption.lines.at[1].card_tail = adoption.lines.at[0].card_tail;
    }
    return subsidy_load(ctx,
                        &(Batch){.region = listing->place->code,
                                 .programme = *programme,
                                 .name = name_of(ctx, listing, programme->id, adoption.period),
                                 .period = adoption.period,
                                 .standard_fen = adoption.standard_fen,
                                 .state = adoption.paid ? BATCH_RESULT : BATCH_NOTICE,
                                 .notice.id = adoption.paid ? 0 : disclosure,
                                 .result.id = adoption.paid ? disclosure : 0,
                                 .explanation = T(""),
                                 .label = adoption.label},
                        adoption.lines, &id);
}

static Status
lists_body(Ctx *ctx, void *arg)
{
    const Load *load = arg;
    Listing *listing = NEW(ctx->arena, Listing);

    ctx->actor = &actor_system;
    listing->place = &load->places.at[load->next];
    TRY(programme_list(ctx, load->district, &listing->programmes));
    for (size_t i = 0; i < HOMES; i++)
        TRY(number_hash(ctx, "card", listing->place->homes[i].card, &listing->cards[i]));
    TRY(find_lists(ctx, listing));
    for (size_t i = 0; i < listing->len; i++)
        TRY(load_list(ctx, listing, listing->ids[i],
                      i + 1 == listing->len && plant_at(PLANT_CARD, listing->place->code)));
    return OK;
}

Status
load_subsidies(Load *load)
{
    arena_reset(load->ctx->arena);
    TRY(store_write(load->store, load->ctx, programmes_body, load));
    for (load->next = 0; load->next < load->places.len; load->next++) {
        arena_reset(load->ctx->arena);
        TRY(store_write(load->store, load->ctx, lists_body, load));
        if (load->settings->progress != NULL)
            load->settings->progress("subsidies", (int64_t)load->next, (int64_t)load->places.len);
    }
    return OK;
}
