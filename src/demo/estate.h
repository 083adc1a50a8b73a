/*
 * estate -- the property registers of a place: what it owns, lets, owes, plans and shares out, from
 * its opening years to the demonstration's today.  Rows begin as the corpus has them in a table and
 * go on from there by what registers know: rent falls due, things lose worth, debts are paid off.
 * The tables of F1 and F4–F8 are made from these rows afterwards (property_input()).
 */
#pragma once

#include "demo/load.h"
#include "property/property.h"

enum { ESTATE_EVENTS_MAX = 4000 };

typedef struct Estate {
    Ctx *ctx;
    const Load *load;
    const Place *place;
    Rng rng;
    const Planned **events; /* what the place publishes on events of F4, F5, F7, F8; by time */
    size_t event_count;
} Estate;

/* A table of the corpus: what its rows say. */
typedef struct Sample {
    Columns columns;
    Text *cells;
    size_t rows;
} Sample;

/* Of a regular period; of a planned event.  No rows: the place has no such item. */
Sample estate_sample(const Estate *estate, Text item, Period period);
Sample estate_event(const Estate *estate, const Planned *planned);
Text sample_text(const Sample *sample, size_t row, const char *column);
/* Of cells that count: fen, thousandths; 0 for empty ones. */
int64_t sample_number(const Sample *sample, size_t row, const char *column);

bool estate_is_item(const Estate *estate, const Planned *planned, const char *item);

MUST_CHECK Status estate_things(Estate *estate); /* F4 */
MUST_CHECK Status estate_land(Estate *estate);   /* F5 */
MUST_CHECK Status estate_debts(Estate *estate);  /* F6 */
MUST_CHECK Status estate_funds(Estate *estate);  /* F8 */
MUST_CHECK Status estate_plan(Estate *estate);   /* F1 */
MUST_CHECK Status estate_people(Estate *estate); /* F7 */
