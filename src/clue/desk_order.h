/*
 * desk_order -- what the desk's files about orders share.
 */
#pragma once

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

Handler order_one_page, order_deed;
