/*
 * desk_patrol -- what the desk's files about patrols share.
 */
#pragma once

#include "clue/desk_case.h"
#include "clue/patrol.h"
#include "web/web.h"

static inline Text
patrol_link(Arena *arena, int64_t id, const char *below)
{
    return text_printf(arena, "/desk/patrol/%lld%s", (long long)id, below);
}

/* Puts something on the list: with what the page that one comes from has given. */
void patrol_note_form(Ctx *ctx, const Request *req, const Patrol *patrol, const Regions *choices,
                      DeedForms *forms, const Page *page);
MUST_CHECK Status patrol_show(Ctx *ctx, const Request *req, Response *res, const Patrol *patrol,
                              const Regions *choices);

Handler patrol_new_page, patrol_new_deed;
Handler patrol_jot_page, patrol_note_deed;
Handler patrol_finding_page, patrol_finding_deed;
