/*
 * Opinions as lists show them, and the figures of a place.
 */
#include "base/tr.h"
#include "opinion/pages_shared.h"

enum { HOME_CARDS = 3, ANSWER_CHARS_SHOWN = 80 };

Text
voice_link(Arena *arena, Text number, const char *below)
{
    return text_printf(arena, "/o/%.*s%s", TEXT_ARGS(number), below);
}

Text
voice_place_link(Arena *arena, RegionCode code, const char *below)
{
    return text_printf(arena, "/r/%012lld%s", (long long)code, below);
}

static const struct {
    const char *css;
    const char *icon;
} looks[OPINION_STATES] = {
    [OPINION_RECEIVED] = {"tag tag-warn",  "hourglass"    },
    [OPINION_IN_HAND] = {"tag tag-doing", "clock"        },
    [OPINION_RESOLVED] = {"tag tag-ok",    "circle-check" },
    [OPINION_CLOSED] = {"tag tag-ok",    "circle-check" },
    [OPINION_REFERRED] = {"tag tag-ghost", "arrow-right"  },
    [OPINION_MERGED] = {"tag tag-ghost", "link"         },
    [OPINION_WITHDRAWN] = {"tag tag-ghost", "arrow-back-up"},
};

/* A long answer is cut in a list; the page has all of it. */
static Text
cut(Ctx *ctx, Text text)
{
    if (text_chars(text) <= ANSWER_CHARS_SHOWN)
        return text;
    return text_printf(ctx->arena, "%.*s……", TEXT_ARGS(text_first_chars(text, ANSWER_CHARS_SHOWN)));
}

/* The last name that was asked for: the cards of a list are mostly of one place. */
typedef struct Named {
    RegionCode code;
    Text name;
} Named;

static Status
place_name(Ctx *ctx, RegionCode code, Named *last, Text *out)
{
    Region region;
    Status status = OK;

    if (code != last->code) {
        status = code != 0 ? region_get(ctx, code, &region) : NOT_FOUND;
        *last = (Named){code, status == OK ? region.name : T("")};
    }
    *out = last->name;
    return status == NOT_FOUND ? OK : status;
}

/* An open one, in short: how long it has taken, how long it may still. */
static Text
open_words(Ctx *ctx, const Opinion *opinion, bool *late_out)
{
    Text due = voice_due(ctx, opinion, late_out);
    int64_t day = ctx_today(ctx) - day_of(opinion->received_at) + 1;
    int64_t left = day_of(opinion->resolve_due - 1) - ctx_today(ctx);

    if (!opinion->replied_at.set || *late_out)
        return due;
    return TR_FORMAT(ctx->arena, ctx->lang, "第 {day} 天，还剩 {left} 天",
                     {"day", text_printf(ctx->arena, "%lld", (long long)day)},
                     {"left", text_printf(ctx->arena, "%lld", (long long)left)});
}

/* An answer stays that of the office that gave it when the matter goes on to another one. */
static Status
answered_by(Ctx *ctx, const Opinion *opinion, RegionCode *out)
{
    Status status = opinion_answered_by(ctx, opinion->id, out);

    if (status == NOT_FOUND)
        *out = opinion->office;
    return status == NOT_FOUND ? OK : status;
}

static Status
card_of(Ctx *ctx, const Opinion *opinion, bool with_place, Named *last, OpinionCard *out)
{
    RegionCode office;

    *out = (OpinionCard){
        .id = opinion->id,
        .link = voice_link(ctx->arena, opinion->number, ""),
        .number = opinion->number,
        .title = opinion->title,
        .date = voice_day(ctx, day_of(opinion->received_at)),
        .state = tr_text(ctx->lang, opinion_state_title(opinion->state)),
        .css = looks[opinion->state].css,
        .icon = looks[opinion->state].icon,
        .supporters = opinion->supporters,
        .over = opinion->kind != OPINION_QUESTION &&
                (opinion->state == OPINION_CLOSED || opinion->state == OPINION_REFERRED),
    };
    if (opinion_state_is_open(opinion->state))
        out->took = open_words(ctx, opinion, &out->late);
    else
        out->took = voice_took(ctx, opinion);
    if (opinion->rating != RATING_NONE)
        out->rating = tr_text(ctx->lang, opinion_rating_title(opinion->rating));
    if (!text_is_empty(opinion->answer)) {
        out->answer = cut(ctx, opinion->answer);
        TRY(answered_by(ctx, opinion, &office));
        TRY(place_name(ctx, office, last, &out->office));
    }
    if (with_place)
        TRY(place_name(ctx, opinion->region, last, &out->place));
    return OK;
}

Status
voice_card(Ctx *ctx, const Opinion *opinion, bool with_place, OpinionCard *out)
{
    Named last = {.name = T("")};

    return card_of(ctx, opinion, with_place, &last, out);
}

Status
voice_cards(Ctx *ctx, const Opinions *opinions, bool with_place, OpinionCards *out)
{
    Named last = {.name = T("")};

    *out = (OpinionCards){.at = NEW_ARRAY(ctx->arena, OpinionCard, opinions->len),
                          .len = opinions->len};
    for (size_t i = 0; i < opinions->len; i++)
        TRY(card_of(ctx, &opinions->at[i], with_place, &last, &out->at[i]));
    return OK;
}

static OpinionSums
sums_of(Ctx *ctx, const Tallies *tallies)
{
    OpinionFigures figures = opinion_figures_of(tallies);
    int64_t content = figures.satisfied + figures.basically;

    return (OpinionSums){
        .received = figures.received,
        .pending = figures.pending,
        .same_day = voice_rate(ctx->arena, figures.replied_same_day, figures.reply_judged),
        .in_time = voice_rate(ctx->arena, figures.resolved_in_time, figures.resolve_judged),
        .satisfied = voice_rate(ctx->arena, content, content + figures.unsatisfied),
    };
}

Status
voice_sums(Ctx *ctx, RegionCode place, OpinionSums *out)
{
    Tallies tallies;

    TRY(tally_totals(ctx, place, &tallies));
    *out = sums_of(ctx, &tallies);
    return OK;
}

Status
voice_home(Ctx *ctx, RegionCode place, const Tallies *tallies, OpinionHome *out)
{
    Opinions newest;

    *out = (OpinionHome){
        .question_link = voice_place_link(ctx->arena, place, "/ask?kind=question"),
        .complaint_link = voice_place_link(ctx->arena, place, "/ask?kind=complaint"),
        .board_link = voice_place_link(ctx->arena, place, "/opinions"),
        .mine_link = ctx->actor != NULL ? T("/my/opinions") : T("/o"),
        .sums = sums_of(ctx, tallies),
    };
    TRY(opinion_board(ctx, place, (Text){0}, HOME_CARDS, &newest));
    return voice_cards(ctx, &newest, false, &out->cards);
}
