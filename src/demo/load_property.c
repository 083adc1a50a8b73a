/*
 * The property registers, before anything is published; then each regular table of F1 and F4–F8,
 * and of events what happened on their day, is made from them and tied to them.
 */
#include <stdlib.h>

#include "demo/estate.h"

enum { SALT_ESTATE = 95 };

/* ---- tables of the corpus ---- */

static const ItemTexts *
texts_of(const Load *load, Text item)
{
    for (size_t i = 0; i < load->corpus->item_count; i++)
        if (text_eq(load->corpus->items[i].item->code, item))
            return &load->corpus->items[i];
    return NULL;
}

static Sample
sample_made(const Estate *estate, Making *making)
{
    DisclosureInput input;

    making->kind = DISCLOSURE_REPORT;
    making->flawed = false;
    making->given = NULL;
    input = maker_disclosure(estate->ctx->arena, making, NULL);
    return (Sample){making->item->item->columns, input.cells,
                    input.kind == DISCLOSURE_REPORT ? input.rows : 0};
}

Sample
estate_sample(const Estate *estate, Text item, Period period)
{
    Making making = {.corpus = estate->load->corpus,
                     .place = estate->place,
                     .item = texts_of(estate->load, item),
                     .period = period,
                     .base = estate->load->plan.base};

    if (making.item == NULL ||
        !item_has_rhythm(making.item->item, estate->place->community, period.rhythm))
        return (Sample){0};
    return sample_made(estate, &making);
}

Sample
estate_event(const Estate *estate, const Planned *planned)
{
    Making making = load_making(estate->load, planned);

    return sample_made(estate, &making);
}

static size_t
column_named(const Sample *sample, const char *column)
{
    size_t i = 0;

    while (i < sample->columns.len && !text_eq(sample->columns.at[i].name, text_c(column)))
        i++;
    return i;
}

Text
sample_text(const Sample *sample, size_t row, const char *column)
{
    size_t at = column_named(sample, column);

    return at < sample->columns.len ? sample->cells[row * sample->columns.len + at] : T("");
}

int64_t
sample_number(const Sample *sample, size_t row, const char *column)
{
    size_t at = column_named(sample, column);
    int64_t number = 0;

    if (at < sample->columns.len)
        (void)cell_number(&sample->columns.at[at], sample->cells[row * sample->columns.len + at],
                          &number);
    return number;
}

/* ---- what belongs to a place ---- */

bool
estate_is_item(const Estate *estate, const Planned *planned, const char *item)
{
    return text_eq(estate->load->corpus->items[planned->item].item->code, text_c(item));
}

/* Whether the table of a planned one is made from the registers.  A plan that was changed during
 * its year was published by hand: registers know the plan of today. */
static bool
is_from_rows(const Load *load, const Planned *planned)
{
    Text item = load->corpus->items[planned->item].item->code;

    return property_has_item(item) && planned->kind != DISCLOSURE_EXCEPTION &&
           (planned->rhythm != RHYTHM_EVENT || !text_eq(item, T("F1")));
}

static int
by_start(const void *a, const void *b)
{
    const Planned *x = *(const Planned *const *)a;
    const Planned *y = *(const Planned *const *)b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x > y) - (x < y);
}

static void
find_events(Estate *estate, size_t place)
{
    const Plan *plan = &estate->load->plan;

    estate->events = NEW_ARRAY(estate->ctx->arena, const Planned *, ESTATE_EVENTS_MAX);
    for (size_t i = 0; i < plan->len && estate->event_count < ESTATE_EVENTS_MAX; i++)
        if (plan->at[i].place == place && plan->at[i].rhythm == RHYTHM_EVENT &&
            !plan->at[i].withdrawn && is_from_rows(estate->load, &plan->at[i]))
            estate->events[estate->event_count++] = &plan->at[i];
    qsort(estate->events, estate->event_count, sizeof estate->events[0], by_start);
}

static Status
estate_body(Ctx *ctx, void *arg)
{
    const Load *load = arg;
    const Place *place = &load->places.at[load->next];
    Estate estate = {
        .ctx = ctx, .load = load, .place = place, .rng = rng_of(place->seed, SALT_ESTATE, 0)};

    ctx->actor = &actor_system;
    find_events(&estate, load->next);
    TRY(estate_things(&estate));
    TRY(estate_land(&estate));
    TRY(estate_debts(&estate));
    TRY(estate_funds(&estate));
    TRY(estate_plan(&estate));
    TRY(estate_people(&estate));
    return property_load_done(ctx, place->code);
}

/* ---- the tables from the rows ---- */

/* A table that the registers made. */
struct GivenTable {
    Text *cells;
    size_t rows;
};

static Status
make_table(Ctx *ctx, Load *load, size_t number)
{
    const Planned *planned = &load->plan.at[number];
    Making making = load_making(load, planned);
    size_t width = making.item->item->columns.len;
    struct GivenTable *given = &load->given[number];
    DisclosureInput input;

    TRY(property_input(ctx, making.place->code, making.item->item->code,
                       period_format(ctx->arena, making.period), (Columns){0}, &input));
    given->rows = input.rows;
    given->cells = NEW_ARRAY(load->keep, Text, input.rows * width);
    for (size_t i = 0; i < input.rows * width; i++)
        given->cells[i] = text_copy(load->keep, input.cells[i]);
    return OK;
}

/* All at once and in a transaction that only reads, which knows the catalogue by heart. */
static Status
tables_body(Ctx *ctx, void *arg)
{
    Load *load = arg;

    for (size_t i = 0; i < load->plan.len; i++) {
        ArenaMark mark = arena_mark(ctx->arena);

        if (is_from_rows(load, &load->plan.at[i]))
            TRY(make_table(ctx, load, i));
        arena_release(ctx->arena, mark);
    }
    return OK;
}

Status
load_property(Load *load)
{
    for (load->next = 0; load->next < load->places.len; load->next++) {
        arena_reset(load->ctx->arena);
        TRY(store_write(load->store, load->ctx, estate_body, load));
        if (load->settings->progress != NULL)
            load->settings->progress("property", (int64_t)load->next, (int64_t)load->places.len);
    }
    TRY(store_analyze(load->store));
    load->given = NEW_ARRAY(load->keep, struct GivenTable, load->plan.len);
    arena_reset(load->ctx->arena);
    return store_read(load->store, load->ctx, tables_body, load);
}

DisclosureInput
load_input(const Load *load, const Planned *planned, Arena *arena, Making *making, Text *reason_out)
{
    const struct GivenTable *given = &load->given[planned - load->plan.at];
    DisclosureInput table = {.cells = given->cells, .rows = given->rows};
    DisclosureInput input;

    *reason_out = (Text){0};
    if (is_from_rows(load, planned)) {
        making->given = &table;
        making->kind = given->rows != 0 ? DISCLOSURE_REPORT : DISCLOSURE_NIL;
    }
    input = maker_disclosure(arena, making, reason_out);
    making->given = NULL;
    return input;
}

/* ---- tied to them once they are published ---- */

static Status
tie_body(Ctx *ctx, void *arg)
{
    const Load *load = arg;

    ctx->actor = &actor_system;
    /* Of several of a period the last published one is the statement. */
    for (size_t i = 0; i < load->plan.len; i++) {
        const Planned *planned = &load->plan.at[i];

        if (!planned->withdrawn && is_from_rows(load, planned))
            TRY(property_load_statement(
                ctx, load->places.at[planned->place].code,
                load->corpus->items[planned->item].item->code,
                period_format(ctx->arena, period_of((Rhythm)planned->rhythm, planned->start)),
                planned->id));
    }
    return OK;
}

Status
load_statements(Load *load)
{
    arena_reset(load->ctx->arena);
    return store_write(load->store, load->ctx, tie_body, load);
}
