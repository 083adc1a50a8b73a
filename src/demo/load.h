/*
 * load -- what the steps of building the demonstration share.
 */
#pragma once

#include "demo/demo.h"
#include "demo/maker.h"
#include "demo/pictures.h"
#include "demo/plan.h"
#include "demo/staff.h"
#include "store/store.h"

struct ProjectLoad; /* project/load.h */

typedef struct Load {
    Store *store;
    Ctx *ctx;
    const DemoSettings *settings;
    Arena *keep;    /* as long as the loading */
    Arena *scratch; /* one disclosure */
    RegionCode district;
    Items items;
    const Corpus *corpus;
    Regions townships;
    Places places;
    Pictures pictures;
    Plan plan;
    struct GivenTable
        *given; /* by place in the plan: tables from the registers, where there are some */
    DemoCounts *counts;
    struct ProjectLoad *projects; /* of staged.h, once they are prepared */
    size_t done;                  /* how many of the plan are published */
    size_t next;
} Load;

/* Regions, calendar, catalogue, profiles, accounts: one transaction each. */
MUST_CHECK Status load_places(Load *load);

/* The duties of all places, then all disclosures of the plan in slices. */
MUST_CHECK Status load_disclosures(Load *load);

/* Households. */
MUST_CHECK Status load_homes(Load *load);

/* The people on the roster with their accounts; needs households. */
MUST_CHECK Status load_people(Load *load);
/* The telephone of the head of a place's household, by their numbers. */
Text load_phone(Arena *arena, size_t place, size_t home);

/* Leading groups, and the training of the accounts. */
MUST_CHECK Status load_organisation(Load *load);

/* What people asked and complained about; needs people. */
MUST_CHECK Status load_opinions(Load *load);

/* Orders, clues, the petition register; needs people. */
MUST_CHECK Status load_clues(Load *load);

/* Programmes and payment lists, from what is published. */
MUST_CHECK Status load_subsidies(Load *load);

/* Corrections and withdrawals of what went wrong. */
MUST_CHECK Status load_mended(Load *load);

/* Drafts, what waits for the finance group or the township, what came back. */
MUST_CHECK Status load_work(Load *load);

/* Fund accounts, entries and closed months, from the published F2 and F3. */
MUST_CHECK Status load_ledgers(Load *load);

/* The property registers; needs households and the plan. */
MUST_CHECK Status load_property(Load *load);
/* What is published of a planned one: the table of F1 and F4–F8 is made from the registers.  In
 * arena; *reason_out as maker_disclosure() has it. */
DisclosureInput load_input(const Load *load, const Planned *planned, Arena *arena, Making *making,
                           Text *reason_out);
/* Ties those disclosures to the registers. */
MUST_CHECK Status load_statements(Load *load);

/* What to make of a planned disclosure. */
Making load_making(const Load *load, const Planned *planned);

/* The demonstration's projects: made up before anything is published; what a planned disclosure of
 * one of their stages says; and their rows, once all is published. */
MUST_CHECK Status prepare_projects(Load *load);
MUST_CHECK Status load_stage_input(Ctx *ctx, const Load *load, const Planned *planned,
                                   DisclosureInput *out);
MUST_CHECK Status load_projects(Load *load);
