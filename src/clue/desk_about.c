#include "clue/desk_about.h"

#include "base/tr.h"
#include "clue/desk_order.h"
#include "disclosure/desk_parts.h"
#include "flag/flag.h"
#include "opinion/opinion.h"

/* ---- pages ---- */

/* The next part of a path below `top`; false when the path is not below it. */
static bool
part_below(Text path, Text top, Text *out)
{
    Text below;

    if (!text_starts(path, top))
        return false;
    (void)text_cut(text_slice(path, top.len, path.len), '/', out, &below);
    return true;
}

static PageAbout
about_disclosure(Ctx *ctx, Text number)
{
    Disclosure disclosure;
    int64_t id;

    if (!text_to_i64(number, &id) || disclosure_get(ctx, id, &disclosure) != OK)
        return (PageAbout){0};
    return (PageAbout){disclosure.region, ORDER_FROM_DISCLOSURE, disclosure.id};
}

static PageAbout
about_opinion(Ctx *ctx, Text number, bool by_id)
{
    Opinion opinion;
    int64_t id = 0;
    Status status;

    if (by_id && !text_to_i64(number, &id))
        return (PageAbout){0};
    status = by_id ? opinion_get(ctx, id, (Texts){0}, &opinion)
                   : opinion_by_number(ctx, number, (Texts){0}, &opinion);
    return status == OK ? (PageAbout){opinion.region, ORDER_FROM_OPINION, opinion.id}
                        : (PageAbout){0};
}

PageAbout
page_about(Ctx *ctx, Text path)
{
    static const Text places[] = {T_INIT("/r/"), T_INIT("/desk/opinions/"),
                                  T_INIT("/desk/petitions/")};
    RegionCode code;
    Text part;

    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if (part_below(path, places[i], &part))
            return region_code_parse(part, &code) ? (PageAbout){.place = code} : (PageAbout){0};
    if (part_below(path, T("/d/"), &part) || part_below(path, T("/desk/d/"), &part))
        return about_disclosure(ctx, part);
    if (part_below(path, T("/o/"), &part))
        return about_opinion(ctx, part, false);
    if (part_below(path, T("/desk/opinion/"), &part))
        return about_opinion(ctx, part, true);
    return (PageAbout){0};
}

/* ---- sources ---- */

static void
opinion_words(Ctx *ctx, int64_t id, Text *words, Text *link)
{
    Opinion opinion;

    /* Reading a report of misconduct is a deed of its own. */
    if (actor_may_somewhere(ctx, CAN_READ_MISCONDUCT)) {
        *link = text_printf(ctx->arena, "/desk/opinion/%lld", (long long)id);
        return;
    }
    if (opinion_get(ctx, id, (Texts){0}, &opinion) != OK)
        return;
    *words = text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(*words), TEXT_ARGS(opinion.number));
    *link = actor_may(ctx->actor, CAN_READ_OPINIONS, opinion.region)
                ? text_printf(ctx->arena, "/desk/opinion/%lld", (long long)id)
                : text_printf(ctx->arena, "/o/%.*s", TEXT_ARGS(opinion.number));
}

static void
disclosure_words(Ctx *ctx, int64_t id, Text *words, Text *link)
{
    Disclosure disclosure;

    if (disclosure_get(ctx, id, &disclosure) != OK)
        return;
    *words = text_printf(ctx->arena, "%.*s %.*s %.*s", TEXT_ARGS(*words),
                         TEXT_ARGS(desk_item(ctx, disclosure.region, disclosure.item)),
                         TEXT_ARGS(desk_period(ctx, disclosure.period)));
    *link = text_printf(ctx->arena, "/d/%lld", (long long)id);
}

static void
flag_words(Ctx *ctx, int64_t id, Text *words, Text *link)
{
    Flag flag;

    if (flag_get(ctx, id, &flag, NULL) != OK || flag.rule == NULL)
        return;
    *words = text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(*words),
                         TEXT_ARGS(tr_text(ctx->lang, flag.rule->title)));
    *link = text_printf(ctx->arena, "/desk/flag/%lld", (long long)id);
}

static void
instruction_words(Ctx *ctx, int64_t id, Text *words, Text *link)
{
    Order order;

    if (order_get(ctx, id, &order) != OK)
        return;
    *words = text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(*words),
                         TEXT_ARGS(order_title(ctx, &order)));
    *link = order_link(ctx->arena, id, "");
}

void
order_source_words(Ctx *ctx, OrderSource source, int64_t id, Text *words_out, Text *link_out)
{
    *words_out = tr_text(ctx->lang, order_source_title(source));
    *link_out = (Text){0};
    if (id == 0)
        return;
    switch (source) {
    case ORDER_FROM_OPINION:
        opinion_words(ctx, id, words_out, link_out);
        return;
    case ORDER_FROM_DISCLOSURE:
        disclosure_words(ctx, id, words_out, link_out);
        return;
    case ORDER_FROM_FLAG:
        flag_words(ctx, id, words_out, link_out);
        return;
    case ORDER_FROM_INSTRUCTION:
        instruction_words(ctx, id, words_out, link_out);
        return;
    case ORDER_FROM_PATROL: /* patrols are the inspectors' own */
        if (actor_may_somewhere(ctx, CAN_KEEP_CLUES))
            *link_out = text_printf(ctx->arena, "/desk/patrol/%lld", (long long)id);
        return;
    case ORDER_FROM_NOTHING:
    case ORDER_SOURCES:
        return;
    }
}
