/*
 * desk_about -- what a page of this installation is about, and what an order came from.
 */
#pragma once

#include "clue/order.h"

typedef struct PageAbout {
    RegionCode place; /* 0: the page does not tell */
    OrderSource source;
    int64_t source_id; /* of the opinion or disclosure; 0: the page is about the place itself */
} PageAbout;

/* Of a path that the acting person reads: places, disclosures, opinions, and the figures of a place
 * on the desk. */
PageAbout page_about(Ctx *ctx, Text path);

/* What an order came from, in words ("群众意见 230601-482193"), and where that can be read; the
 * link is absent when the acting person may not. */
void order_source_words(Ctx *ctx, OrderSource source, int64_t id, Text *words_out, Text *link_out);
