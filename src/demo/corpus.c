#include "demo/corpus.h"

#include <math.h>

#include "base/log.h"
#include "base/money.h"

/* ---- small parts ---- */

void
loader_bad(Loader *loader, const char *what, Text which)
{
    if (!loader->failed)
        log_error("demo.corpus", LOG_C("part", loader->part), LOG_C("what", what),
                  LOG_TEXT("which", which));
    loader->failed = true;
}

Phrase
loader_phrase(Loader *loader, Text text)
{
    Phrase phrase = {0};

    if (phrase_compile(loader->ctx->arena, &loader->corpus->names, text, &phrase) != OK)
        loader_bad(loader, "phrase", text);
    return phrase;
}

Texts
loader_texts(Loader *loader, const JsonNode *list)
{
    Texts texts = {.at = NEW_ARRAY(loader->ctx->arena, Text, json_len(list))};

    for (size_t i = 0; i < json_len(list); i++)
        if (json_item(list, i)->kind == NODE_TEXT)
            texts.at[texts.len++] = json_item(list, i)->text;
    return texts;
}

unsigned
loader_kinds(const JsonNode *map)
{
    Text kind = json_get_text(map, "for");

    if (text_eq(kind, T("village")))
        return FOR_VILLAGE;
    return text_eq(kind, T("community")) ? FOR_COMMUNITY : FOR_VILLAGE | FOR_COMMUNITY;
}

Phrases
loader_phrases(Loader *loader, const JsonNode *list, unsigned kinds)
{
    Phrases phrases = {.at = NEW_ARRAY(loader->ctx->arena, Phrase, json_len(list))};

    for (size_t i = 0; i < json_len(list); i++) {
        const JsonNode *node = json_item(list, i);
        Text text = node->kind == NODE_TEXT ? node->text : json_get_text(node, "text");

        if (kinds == 0 || (loader_kinds(node) & kinds) != 0)
            phrases.at[phrases.len++] = loader_phrase(loader, text);
    }
    return phrases;
}

int64_t
loader_milli(const JsonNode *node)
{
    if (node != NULL && node->kind == NODE_INT)
        return node->number * 1000;
    return node != NULL && node->kind == NODE_REAL ? llround(node->real * 1000) : 0;
}

int64_t
loader_int(const JsonNode *map, const char *key, int64_t otherwise)
{
    int64_t value;

    return json_get_int(map, key, &value) ? value : otherwise;
}

/* "2022-01" as a count of months. */
static int
month_count(Text text, int otherwise)
{
    Period period;
    Date date;

    if (!period_parse(text, &period) || period.rhythm != RHYTHM_MONTHLY)
        return otherwise;
    date = day_to_date(period.start);
    return date.year * 12 + date.month - 1;
}

When
loader_when(Loader *loader, const JsonNode *map)
{
    const JsonNode *months = json_member(map, "months");
    When when = {
        .kinds = loader_kinds(map),
        .months = months == NULL ? ALL_MONTHS : 0,
        .since = month_count(json_get_text(map, "since"), 0),
        .until = month_count(json_get_text(map, "until"), INT32_MAX),
    };

    (void)loader;
    for (size_t i = 0; i < json_len(months); i++)
        when.months |= 1u << json_item(months, i)->number;
    return when;
}

bool
when_fits(const When *when, bool community, Day first, Day last)
{
    Date a = day_to_date(first);
    Date b = day_to_date(last);
    int from = a.year * 12 + a.month - 1;
    int to = b.year * 12 + b.month - 1;

    if ((when->kinds & (community ? FOR_COMMUNITY : FOR_VILLAGE)) == 0)
        return false;
    if (to < when->since || from > when->until)
        return false;
    for (int month = from; month <= to; month++)
        if ((when->months & 1u << (month % 12 + 1)) != 0)
            return true;
    return false;
}

/* ---- names that phrases may use ---- */

static Texts
keys_of(Loader *loader, const JsonNode *map, const JsonNode *more)
{
    size_t len = map != NULL ? map->children.len : 0;
    size_t more_len = more != NULL ? more->children.len : 0;
    Texts keys = {.at = NEW_ARRAY(loader->ctx->arena, Text, len + more_len)};

    for (size_t i = 0; i < len; i++)
        keys.at[keys.len++] = map->children.at[i].key;
    for (size_t i = 0; i < more_len; i++)
        keys.at[keys.len++] = more->children.at[i].key;
    return keys;
}

static const JsonNode *
inside(const JsonNode *map, const char *a, const char *b)
{
    return json_member(json_member(map, a), b);
}

static void
load_words(Loader *loader, const JsonNode *people)
{
    Corpus *corpus = loader->corpus;
    const JsonNode *words = json_member(loader->texts, "words");
    const JsonNode *more = json_member(inside(people, "profile", "intros"), "words");
    static const unsigned kinds[] = {FOR_VILLAGE, FOR_COMMUNITY};

    loader->part = "words";
    corpus->names.words = keys_of(loader, words, more);
    for (size_t kind = 0; kind < 2; kind++) {
        corpus->words[kind] = NEW_ARRAY(loader->ctx->arena, Phrases, corpus->names.words.len);
        for (size_t i = 0; i < corpus->names.words.len; i++) {
            const JsonNode *list = i < words->children.len
                                       ? &words->children.at[i]
                                       : &more->children.at[i - words->children.len];

            corpus->words[kind][i] = loader_phrases(loader, list, kinds[kind]);
        }
    }
}

static void
load_names(Loader *loader)
{
    Corpus *corpus = loader->corpus;
    const JsonNode *companies = json_member(loader->texts, "companies");
    const JsonNode *trades = json_member(companies, "trade");
    static const char *const kinds[] = {"village", "community"};

    loader->part = "terms";
    corpus->names.terms = keys_of(loader, inside(loader->texts, "terms", "village"), NULL);
    for (size_t kind = 0; kind < 2; kind++) {
        const JsonNode *terms = inside(loader->texts, "terms", kinds[kind]);

        corpus->terms[kind].at = NEW_ARRAY(loader->ctx->arena, Text, corpus->names.terms.len);
        for (size_t i = 0; i < corpus->names.terms.len; i++)
            corpus->terms[kind].at[i] =
                json_get_text(terms, text_cstr(loader->ctx->arena, corpus->names.terms.at[i]));
        corpus->terms[kind].len = corpus->names.terms.len;
    }
    loader->part = "companies";
    corpus->names.trades = keys_of(loader, trades, NULL);
    corpus->company_mark = json_get_text(companies, "mark");
    corpus->company_names = loader_texts(loader, json_member(companies, "name"));
    if (corpus->names.trades.len > TRADES_MAX)
        loader_bad(loader, "too many trades", T(""));
    for (size_t i = 0; i < corpus->names.trades.len && i < TRADES_MAX; i++)
        corpus->company_endings[i] = loader_texts(loader, &trades->children.at[i]);
}

/* ---- reasons ---- */

static Flaw
flaw_of(Loader *loader, Text name)
{
    static const char *const names[] = {
        [FLAW_AMOUNT] = "amount", [FLAW_MISSING] = "missing", [FLAW_TWICE] = "twice",
        [FLAW_VAGUE] = "vague",   [FLAW_DATE] = "date",
    };

    for (int flaw = FLAW_AMOUNT; flaw <= FLAW_DATE; flaw++)
        if (text_eq(name, text_c(names[flaw])))
            return (Flaw)flaw;
    loader_bad(loader, "flaw", name);
    return FLAW_NONE;
}

static void
load_reasons(Loader *loader)
{
    Corpus *corpus = loader->corpus;
    const JsonNode *reasons = json_member(loader->texts, "reasons");
    const JsonNode *corrects = json_member(reasons, "correct");

    loader->part = "reasons";
    corpus->returns = loader_phrases(loader, json_member(reasons, "return"), 0);
    corpus->withdrawals = loader_phrases(loader, json_member(reasons, "withdraw"), 0);
    corpus->nils = loader_phrases(loader, json_member(reasons, "nil"), 0);
    corpus->exceptions = loader_phrases(loader, json_member(reasons, "exception"), 0);
    corpus->correct_count = json_len(corrects);
    corpus->corrects = NEW_ARRAY(loader->ctx->arena, CorrectReason, corpus->correct_count);
    for (size_t i = 0; i < corpus->correct_count; i++)
        corpus->corrects[i] = (CorrectReason){
            .phrase = loader_phrase(loader, json_get_text(json_item(corrects, i), "text")),
            .flaw = flaw_of(loader, json_get_text(json_item(corrects, i), "flaw")),
        };
}

/* ---- programmes ---- */

static void
load_programmes(Loader *loader)
{
    Corpus *corpus = loader->corpus;
    const JsonNode *list = json_member(loader->texts, "programmes");

    loader->part = "programmes";
    corpus->programme_count = json_len(list);
    corpus->programmes = NEW_ARRAY(loader->ctx->arena, ProgrammeText, corpus->programme_count);
    for (size_t i = 0; i < corpus->programme_count; i++) {
        const JsonNode *node = json_item(list, i);
        ProgrammeText *programme = &corpus->programmes[i];

        *programme = (ProgrammeText){.name = json_get_text(node, "name"),
                                     .source = json_get_text(node, "source"),
                                     .unit = json_get_text(node, "unit"),
                                     .ground = json_get_text(node, "ground")};
        if (!fen_parse(json_get_text(node, "standard"), &programme->standard_fen, NULL))
            loader_bad(loader, "standard", programme->name);
    }
}

Status
corpus_load(Ctx *ctx, Text texts, Text people, Items items, const Corpus **out)
{
    Corpus *corpus = NEW(ctx->arena, Corpus);
    Loader loader = {.ctx = ctx, .corpus = corpus, .part = "json"};
    const JsonNode *people_node;

    TRY(json_parse(ctx, texts, &loader.texts));
    TRY(json_parse(ctx, people, &people_node));
    load_names(&loader);
    load_words(&loader, people_node);
    load_reasons(&loader);
    load_programmes(&loader);
    loader_opinions(&loader, json_member(loader.texts, "opinions"));
    loader_people(&loader, people_node);
    corpus->items = NEW_ARRAY(ctx->arena, ItemTexts, items.len);
    for (size_t i = 0; i < items.len; i++) {
        const JsonNode *all = json_member(loader.texts, "items");
        const JsonNode *map = json_member(all, text_cstr(ctx->arena, items.at[i].code));
        ItemTexts *item = &corpus->items[corpus->item_count++];

        item->item = &items.at[i];
        loader.part = "items";
        if (map == NULL)
            loader_bad(&loader, "no texts for item", items.at[i].code);
        else
            loader_scenes(&loader, map, item);
    }
    *out = corpus;
    return loader.failed ? FAULT : OK;
}
