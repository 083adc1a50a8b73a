/*
 * demo -- builds the demonstration district: the real places of Sujiatun with invented people,
 * texts and figures, the same every time.  All of it goes through the models of the features, so
 * duties, tallies, search and digests are right; no figure is stored.
 */
#pragma once

#include "base/ctx.h"
#include "store/store.h"

typedef struct DemoSettings {
    Text regions, aliases, holidays, catalogue; /* files of data/ */
    Day today; /* the installation's clock stands still on this day */
    int scale; /* 1 … DEMO_SCALE_MAX: how much there is */
    /* Tells how far a step is; may be NULL. */
    void (*progress)(const char *step, int64_t done, int64_t total);
} DemoSettings;

typedef struct DemoCounts {
    int64_t places, accounts, published, corrected, withdrawn, waiting;
} DemoCounts;

/* Fills a database with the newest schema and no places in it (CONFLICT otherwise).
 * attachment_set_dir() has been called.  Several transactions: what an interruption leaves is to be
 * thrown away. */
MUST_CHECK Status demo_load(Store *store, Ctx *ctx, const DemoSettings *settings, DemoCounts *out);
