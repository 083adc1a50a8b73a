/*
 * changed -- what changed, kept until somebody has looked at it.
 *
 * A room notes what it changed in the transaction of the change; the rules that stand above it
 * (flag/) look at just that, soon after.  The same thing noted twice is one row.
 */
#pragma once

#include "region/region.h"

typedef enum ChangedKind {
    CHANGED_DUTY = 1,       /* object: 0, the place's duties */
    CHANGED_DISCLOSURE = 2, /* its id */
    CHANGED_MONTH = 3,      /* entries of a month: year × 12 + (month − 1) */
    CHANGED_BANK = 4,       /* lines of a fund account: its id */
    CHANGED_CONTRACT = 5,   /* its id */
    CHANGED_SUBSIDY = 6,    /* a batch: its id */
    CHANGED_PROJECT = 7,    /* its id */
    CHANGED_OPINION = 8,    /* its id; never a sealed report */
    CHANGED_PLAN = 9,       /* object: 0, the place's plans */
    CHANGED_DEBT = 10,      /* its id */
    CHANGED_RULE = 11, /* a rule's settings: its place in the list of rules; region: the district */
    CHANGED_FUND = 12, /* a special fund: its id */
    CHANGED_OUTSIDE = 13, /* another office's list: its kind; region: the district */
    CHANGED_KINDS
} ChangedKind;

MUST_CHECK Status changed_note(Ctx *ctx, ChangedKind kind, RegionCode region, int64_t object);

typedef struct Changed {
    ChangedKind kind;
    RegionCode region;
    int64_t object;
} Changed;
typedef struct ChangedList {
    Changed *at;
    size_t len;
} ChangedList;

/* At most limit of them, put together by kind and place. */
MUST_CHECK Status changed_list(Ctx *ctx, int64_t limit, ChangedList *out);
/* It was looked at in this transaction. */
MUST_CHECK Status changed_done(Ctx *ctx, const Changed *changed);
/* All of a kind: everything is looked at in this transaction. */
MUST_CHECK Status changed_done_all(Ctx *ctx, ChangedKind kind);
