/*
 * plan -- what was published when: which periods came on time, late or not at all, which events
 * there were.
 *
 * The townships joined in three steps, in January, April and July of the first year (as such
 * platforms do), and a place owes from then on.  Calendar rhythms give most disclosures; events
 * fill up to the exact totals that the real platform had (data.md of the field: 6,832 + 12,768 +
 * 13,714 for the 29 months to May 2023).
 */
#pragma once

#include "demo/place.h"
#include "disclosure/disclosure.h"

enum {
    DEMO_PARTY = 6832,
    DEMO_VILLAGE = 12768,
    DEMO_FINANCE = 13714,
    DEMO_MONTHS = 29, /* the demonstration covers so many before the month of its today */
    DEMO_SCALE_MAX = 100,
    JOIN_STEPS = 3,
};

/* One disclosure that gets published. */
typedef struct Planned {
    Time submitted, published;
    int64_t id; /* once it is published */
    Day start;  /* of its period */
    uint16_t place;
    uint8_t item; /* of the corpus */
    char rhythm;
    uint8_t kind; /* DisclosureKind */
    uint8_t nth, of;
    uint8_t project, stage; /* of the demonstration's projects, from 1; 0: none */
    bool flawed;            /* is corrected later */
    bool withdrawn;         /* is taken back later, and not counted */
    bool dropped;           /* stays missing after all */
    uint8_t plant;          /* PlantKind + 1 of what is wrong with it on purpose; 0: nothing */
    uint16_t salt;
} Planned;

typedef struct Plan {
    Day base, today;
    Planned *at; /* in the order of publication */
    size_t len;
    size_t counted; /* without those that are withdrawn */
} Plan;

/* The first day: the month that lies DEMO_MONTHS before today's. */
Day plan_base(Day today);

/* When a township joined, by its place among its sisters. */
Day plan_joined(Day base, size_t township);

/* Reads the due rules, so needs a transaction.  Everything in ctx->arena. */
MUST_CHECK Status plan_make(Ctx *ctx, const Corpus *corpus, const Places *places, Day today,
                            int scale, Plan *out);

/* A recent event for work in hand: an item that the place may report on, and its day. */
bool plan_event(const Corpus *corpus, const Place *place, Affair affair, Day first, Day last,
                Rng *rng, const ItemTexts **item_out, Day *day_out);
