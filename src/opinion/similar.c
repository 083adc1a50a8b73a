/*
 * Whether somebody has said it before: shown opinions of the place that share words.
 *
 * A village has few open matters at a time, so the newest are compared one by one; no index.  A
 * lamp that was mended last year is another matter than the one that is broken today: what was
 * settled long ago is left out.  The answer to a question holds longer.
 */
#include "base/buf.h"
#include "opinion/ask.h"
#include "opinion/inside.h"
#include "prose/segments.h"

enum {
    COMPARED_MAX = 100, /* the newest of the place */
    TOKENS_BYTES_MAX = 16 * 1024,
    WORDS_COMPARED = 400,
    ALIKE_PERCENT = 25, /* shared words, of those of the shorter text */
    ALIKE_LEAST = 2,
    SETTLED_DAYS = 30,
};

typedef struct Tokens {
    Text at[WORDS_COMPARED];
    size_t len;
} Tokens;

static void
tokens_of(Arena *arena, Text text, Tokens *out)
{
    Buf buf = buf_new(arena, TOKENS_BYTES_MAX);
    Text rest, token;

    search_tokens(arena, text, &buf);
    buf.overflow = false;
    rest = buf_done(&buf);
    out->len = 0;
    while (rest.len != 0 && out->len < WORDS_COMPARED) {
        bool known = false;

        text_cut(rest, ' ', &token, &rest);
        for (size_t i = 0; i < out->len && !known; i++)
            known = text_eq(out->at[i], token);
        if (!known && token.len != 0)
            out->at[out->len++] = token;
    }
}

/* Shared words in percent of the shorter text's; 0 for too few. */
static int
alike(const Tokens *a, const Tokens *b)
{
    size_t shared = 0;
    size_t least = a->len < b->len ? a->len : b->len;

    for (size_t i = 0; i < a->len; i++)
        for (size_t j = 0; j < b->len; j++)
            shared += text_eq(a->at[i], b->at[j]);
    return shared < ALIKE_LEAST ? 0 : (int)(shared * 100 / least);
}

static bool
settled_long_ago(const Ctx *ctx, const Opinion *one)
{
    return one->kind != OPINION_QUESTION && one->resolved_at.set &&
           one->resolved_at.value < ctx->now - SETTLED_DAYS * SECONDS_PER_DAY;
}

/* Keeps the best few, the most alike first; of equal ones the newest. */
static void
keep(Opinions *best, int scores[OPINION_SIMILAR_MAX], const Opinion *one, int score)
{
    size_t at = best->len;

    while (at > 0 && scores[at - 1] < score)
        at--;
    if (at == OPINION_SIMILAR_MAX)
        return;
    if (best->len < OPINION_SIMILAR_MAX)
        best->len++;
    for (size_t i = best->len - 1; i > at; i--) {
        best->at[i] = best->at[i - 1];
        scores[i] = scores[i - 1];
    }
    best->at[at] = *one;
    scores[at] = score;
}

Status
opinion_similar(Ctx *ctx, RegionCode region, Text body, Opinions *out)
{
    int scores[OPINION_SIMILAR_MAX] = {0};
    Tokens *mine = NEW(ctx->arena, Tokens);
    Tokens *theirs = NEW(ctx->arena, Tokens);
    Opinions shown;

    *out = (Opinions){.at = NEW_ARRAY(ctx->arena, Opinion, OPINION_SIMILAR_MAX)};
    TRY(opinion_board(ctx, region, (Text){0}, COMPARED_MAX, &shown));
    tokens_of(ctx->arena, body, mine);
    for (size_t i = 0; i < shown.len; i++) {
        ArenaMark mark;
        int score;

        if (settled_long_ago(ctx, &shown.at[i]))
            continue;
        mark = arena_mark(ctx->arena);
        tokens_of(ctx->arena, shown.at[i].body, theirs);
        score = alike(mine, theirs);
        arena_release(ctx->arena, mark);
        if (score >= ALIKE_PERCENT)
            keep(out, scores, &shown.at[i], score);
    }
    return OK;
}
