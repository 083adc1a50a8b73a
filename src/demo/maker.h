/*
 * maker -- makes the title, texts and table of one disclosure of the demonstration.
 */
#pragma once

#include "base/buf.h"
#include "demo/place.h"
#include "disclosure/disclosure.h"

enum { MAKER_ROWS_MAX = 160 };

#define NO_NUMBER INT64_MIN

/* What one disclosure, or one phrase, is made from.  `rng` points to the dice in use. */
typedef struct Maker {
    Arena *arena; /* of one disclosure */
    const Corpus *corpus;
    const Place *place;
    Rng *rng;
    Buf text; /* phrases grow here */

    /* the disclosure */
    const ItemTexts *item;
    const Scene *scene;
    Period period;
    Text period_words;
    Day base;         /* the first day of the demonstration: series count from here */
    unsigned nth, of; /* which of how many events of the item in that year */

    /* its table */
    size_t width;
    Text *cells;
    int64_t *numbers; /* in thousandths; NO_NUMBER */
    size_t rows;
    size_t row;       /* the one being made */
    const Day *days;  /* `{day}` of each row, when they rise */
    const Post *post; /* of this row */
    const EntryRule *entry;
    size_t entry_row; /* tells rows of one place apart, for its series */
    Text once[NAMES_ONCE_MAX];
    size_t once_len;
    const Home *home; /* of this row, once it was asked for … */
    size_t home_row;  /* … which is the row of entry_row */
    bool homes_used[HOMES];
    size_t flaw_row; /* from 1; 0: none */

    /* for phrases outside of disclosures */
    Text name;
    size_t villages;
} Maker;

/* The text of a phrase, in maker->arena. */
Text maker_phrase(Maker *maker, const Phrase *phrase);

/* One of them, drawn and written. */
Text maker_one_of(Maker *maker, Phrases phrases);

/* Fills the table of maker->scene. */
void maker_table(Maker *maker);

/* Whether the table can have this flaw, and then puts it into the table. */
bool maker_flaw(Maker *maker, Flaw flaw);

/* A day of the period, or of the 45 days before an event. */
Day maker_day(Maker *maker);

/* The thousandths of a fact that is a number; NO_NUMBER for others. */
int64_t maker_fact_number(const Maker *maker, Fact fact);

/* The column of that name in the item's table; -1. */
int maker_column(const Maker *maker, Text name);

/* What to make. */
typedef struct Making {
    const Corpus *corpus;
    const Place *place;
    const ItemTexts *item;
    Period period;
    Day base;
    unsigned nth, of;
    DisclosureKind kind;
    unsigned salt;                /* tells apart what has the same place, item and period */
    bool flawed;                  /* with something wrong that is corrected later */
    unsigned plant;               /* PlantKind + 1; 0: nothing is planted */
    const DisclosureInput *given; /* whose table it has; NULL: one of the corpus */
    Day review_on;                /* of an exception */
} Making;

/* The disclosure as a person would have written it; texts in arena.  *reason_out (may be NULL): of
 * a flawed one, the reason of the later correction; absent when its table can have no flaw, so that
 * it has none. */
DisclosureInput maker_disclosure(Arena *arena, const Making *making, Text *reason_out);
