/*
 * slices -- work that nobody waits for: so many rows a transaction, done by the platform itself.
 */
#pragma once

#include "actor/actor.h"
#include "store/store.h"

/* Runs body in one write transaction after the other, as actor_system, until it says that nothing
 * is left; what a transaction took from the arena is given back after it.  Body's arg is a bool
 * that it sets: whether there may be more.  The first status that is not OK ends it and is
 * returned; what was committed before stays. */
MUST_CHECK Status slices_run(Store *store, Ctx *ctx, StoreBody *body);
