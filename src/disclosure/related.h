/*
 * related -- from a disclosure to the page of what it is about, which only a room above knows.
 */
#pragma once

#include "disclosure/disclosure.h"

typedef struct Related {
    Text name; /* 沈丹铁路外迁; absent: there is no such page, or none for the acting person */
    Text link;
} Related;

typedef Status RelatedHook(Ctx *ctx, const Disclosure *disclosure, Related *out);

/* main.c tells it at the start. */
void disclosure_on_related(RelatedHook *hook);

MUST_CHECK Status disclosure_related(Ctx *ctx, const Disclosure *disclosure, Related *out);
