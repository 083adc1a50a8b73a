/*
 * desk_order -- what the desk's files about orders share.
 */
#pragma once

#include "clue/desk_about.h"
#include "clue/order.h"
#include "clue/order_export.h"
#include "web/web.h"

static inline Text
order_link(Arena *arena, int64_t id, const char *below)
{
    return text_printf(arena, "/desk/order/%lld%s", (long long)id, below);
}

/* How it stands, as a tag. */
void order_tag(Ctx *ctx, const Order *order, Text *words_out, const char **css_out,
               const char **icon_out);
/* "沙河街道 街道(乡镇)管理员" */
Text order_issuer_words(Ctx *ctx, const Order *order);

/* The first words stand for the whole. */
Text order_title(Ctx *ctx, const Order *order);
/* Who wants it, what it came from, until when. */
Text order_why(Ctx *ctx, const Order *order);

Handler order_new_page, order_create; /* desk_order_new.c */
Handler order_one_page, order_deed;   /* desk_order_one.c */
