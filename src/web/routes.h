/*
 * routes -- from a method and a path to a handler.
 *
 * The tables of all features become one tree of path segments.  A literal segment goes before a
 * {name}; two routes for the same method and pattern are a defect and stop the start.
 */
#pragma once

#include "web/web.h"

enum { ROUTE_PARAMS_MAX = 8 };

typedef struct Routes Routes;

Routes *routes_new(Arena *arena, const RouteTable *tables, size_t count);

/* Looks a path up.  NULL: no such page.  A route may be there with another method: then
 * *allowed_out (bits 1 << METHOD_…) is not 0 and the answer is NULL, too. */
const Route *routes_find(const Routes *routes, Arena *arena, Method method, Text path,
                         Pairs *params_out, unsigned *allowed_out);

/* The methods as an Allow header: "GET, HEAD, POST". */
Text routes_allow(Arena *arena, unsigned allowed);

/* "GET", "HEAD" … as a Method; false for methods that no route has. */
bool method_parse(Text name, Method *out);
