/*
 * Full text.  What is put into the index is what the public sees, made by the one policy of masking
 * (revision_shown), so a word of a closed column cannot be found, let alone shown.
 */
#include "disclosure/search.h"

#include "base/buf.h"
#include "disclosure/excerpt.h"
#include "disclosure/parts.h"
#include "disclosure/search.sql.h"
#include "prose/segments.h"
#include "store/store.h"

enum {
    WORDS_BYTES_MAX =
        256 * 1024, /* of one disclosure; PostgreSQL takes a megabyte of distinct words */
    QUERY_BYTES_MAX = 4096,
    CANDIDATES = 5000,          /* the newest that have the words; the best of them are shown */
    MEMORY_BYTES = 1024 * 1024, /* FTS5's own */
    MEMORY_BULK_BYTES = 16 * 1024 * 1024,
    POSITION_MAX = 16383, /* PostgreSQL's last place of a word */
    TEXT_BYTES_MAX = 1 << 20
};

static const Reader public_reader = 1u << AUDIENCE_PUBLIC;

/* ---- what is indexed ---- */

/* All that the public reads below the title, one after another. */
static Text
body_text(Arena *arena, const Revision *shown)
{
    Buf buf = buf_new(arena, TEXT_BYTES_MAX);
    size_t cells = shown->table.rows * shown->table.columns.len;

    buf_text(&buf, shown->summary);
    buf_char(&buf, '\n');
    buf_text(&buf, shown->body);
    for (size_t i = 0; i < cells && !buf.overflow; i++) {
        buf_char(&buf, '\n');
        buf_text(&buf, shown->table.cells[i]);
    }
    return buf_done(&buf);
}

/* One word for each place that contains a village: r210111010203 r210111010 r210111 r2101 r21. */
static Text
region_word(Arena *arena, RegionCode code)
{
    static const struct {
        RegionLevel level;
        int64_t unit;
    } units[] = {
        {LEVEL_VILLAGE,  1          },
        {LEVEL_TOWNSHIP, 1000       },
        {LEVEL_DISTRICT, 1000000    },
        {LEVEL_CITY,     100000000  },
        {LEVEL_PROVINCE, 10000000000},
    };

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (units[i].level == region_code_level(code))
            return text_printf(arena, "r%lld", (long long)(code / units[i].unit));
    return T("");
}

static void
region_words(Arena *arena, RegionCode region, Buf *buf)
{
    RegionCode last = 0;

    for (int level = LEVEL_PROVINCE; level <= LEVEL_VILLAGE; level++) {
        RegionCode code = region_code_at(region, (RegionLevel)level);

        if (code == last)
            continue;
        if (buf->len != 0)
            buf_char(buf, ' ');
        buf_text(buf, region_word(arena, code));
        last = code;
    }
}

/* The places come first: words of a very long text beyond the limit are not found, places always
 * are. */
static Text
words_of(Arena *arena, Text text, RegionCode region)
{
    Buf buf = buf_new(arena, WORDS_BYTES_MAX);

    if (region != 0)
        region_words(arena, region, &buf);
    search_tokens(arena, text, &buf);
    return buf_done(&buf);
}

/* The words as PostgreSQL's tsvector is written: 'word':12A, counted from first. */
static Text
as_vector(Arena *arena, Text words, char weight, int *position)
{
    Buf buf = buf_new(arena, words.len * 6 + 64);
    Text rest = words;
    Text word;

    while (rest.len != 0) {
        text_cut(rest, ' ', &word, &rest);
        if (word.len == 0)
            continue;
        buf_char(&buf, '\'');
        buf_text(&buf, word);
        buf_printf(&buf, "':%d%c ", *position, weight);
        if (*position < POSITION_MAX)
            ++*position;
    }
    return buf_done(&buf);
}

Status
search_put(Ctx *ctx, const Disclosure *disclosure, const Revision *revision)
{
    Revision shown;
    Text title;
    Text body;

    TRY(revision_shown(ctx, disclosure, revision, public_reader, &shown));
    title = words_of(ctx->arena, shown.title, 0);
    body = words_of(ctx->arena, body_text(ctx->arena, &shown), disclosure->region);
    if (store_dialect(ctx_store(ctx)) == DIALECT_POSTGRES) {
        int position = 1;

        title = as_vector(ctx->arena, title, 'A', &position);
        body = as_vector(ctx->arena, body, 'B', &position);
    }
    return search_insert(ctx, disclosure->id, title, body);
}

Status
search_bulk(Ctx *ctx, bool on)
{
    SearchPendingRow pending;
    SearchSettleRow settled;

    TRY(search_memory(ctx, on ? MEMORY_BULK_BYTES : MEMORY_BYTES));
    return on ? search_pending(ctx, T("16384"), &pending) : search_settle(ctx, &settled);
}

Status
search_remove(Ctx *ctx, int64_t disclosure)
{
    return search_delete(ctx, disclosure);
}

/* ---- asking ---- */

/* One character alone is no word; it stands for all words that begin with it. */
static bool
is_single(Text word)
{
    return text_chars(word) == 1 && (unsigned char)word.at[0] >= 0x80;
}

static void
put_word(Buf *buf, Dialect dialect, Text word, bool any)
{
    bool sqlite = dialect == DIALECT_SQLITE;

    if (buf->len != 0)
        buf_text(buf, any ? (sqlite ? T(" OR ") : T(" | ")) : (sqlite ? T(" AND ") : T(" & ")));
    buf_char(buf, sqlite ? '"' : '\'');
    buf_text(buf, word);
    buf_char(buf, sqlite ? '"' : '\'');
    if (is_single(word))
        buf_text(buf, sqlite ? T(" *") : T(":*"));
}

/* A query as both databases' full-text search reads it. */
typedef struct Match {
    Text all; /* all words, within the scope */
    Text any;
} Match;

/* Words are letters and digits only (prose/segments.h), so nothing in them can end the quotes round
 * each. False without a word. */
static bool
match_of(Ctx *ctx, RegionCode scope, Text query, Match *out)
{
    Dialect dialect = store_dialect(ctx_store(ctx));
    Texts words = search_query(ctx->arena, text_first_chars(query, SEARCH_QUERY_CHARS_MAX));
    Buf all = buf_new(ctx->arena, QUERY_BYTES_MAX);
    Buf any = buf_new(ctx->arena, QUERY_BYTES_MAX);

    for (size_t i = 0; i < words.len; i++) {
        put_word(&all, dialect, words.at[i], false);
        put_word(&any, dialect, words.at[i], true);
    }
    if (all.len == 0 || all.overflow)
        return false;
    if (scope != 0)
        put_word(&all, dialect, region_word(ctx->arena, scope), false);
    *out = (Match){buf_done(&all), buf_done(&any)};
    return true;
}

/* Whether words that were typed stand in what the public reads of it.  The index of what closed
 * after its notice is made anew by the keeper; until then it must not be found by closed words. */
static bool
has_words(Arena *arena, const Revision *shown, Text query)
{
    Texts words = search_query(arena, text_first_chars(query, SEARCH_QUERY_CHARS_MAX));
    Text tokens = text_printf(arena, " %.*s %.*s ", TEXT_ARGS(words_of(arena, shown->title, 0)),
                              TEXT_ARGS(words_of(arena, body_text(arena, shown), 0)));

    for (size_t i = 0; i < words.len; i++) {
        Text word =
            text_printf(arena, is_single(words.at[i]) ? " %.*s" : " %.*s ", TEXT_ARGS(words.at[i]));

        if (text_find(tokens, word) == tokens.len)
            return false;
    }
    return true;
}

static Status
hit_of(Ctx *ctx, int64_t id, Text query, SearchHit *out)
{
    StoredLine row;
    Disclosure disclosure;
    Revision revision;
    Revision shown;
    Item item;

    TRY(line_by_id(ctx, id, &row));
    TRY(line_from_stored(ctx, &row, &out->line));
    TRY(disclosure_fetch(ctx, id, &disclosure));
    TRY(revision_fetch(ctx, &disclosure, disclosure.revision, &revision));
    TRY(revision_shown(ctx, &disclosure, &revision, public_reader, &shown));
    TRY(catalogue_version(ctx, disclosure.item_version, &item));
    if (disclosure_audience(ctx, &disclosure, &item, revision.kind) != item.audience &&
        !has_words(ctx->arena, &shown, query))
        return NOT_FOUND;
    out->excerpt = excerpt_of(ctx->arena, &shown, query);
    return OK;
}

Status
search_disclosures(Ctx *ctx, RegionCode scope, Text query, int page, SearchHits *out)
{
    SearchMatchRows rows;
    Match match;

    *out = (SearchHits){0};
    if (!text_is_clean(query) || page < 0 || page >= SEARCH_PAGES_MAX)
        return OK;
    if (!match_of(ctx, scope, query, &match))
        return OK;
    TRY(search_match(ctx,
                     &(SearchMatchArgs){.query = match.all,
                                        .any_word = match.any,
                                        .candidates = CANDIDATES,
                                        .offset = (int64_t)page * SEARCH_PAGE,
                                        .limit = SEARCH_PAGE + 1},
                     &rows));
    out->more = rows.len > SEARCH_PAGE && page + 1 < SEARCH_PAGES_MAX;
    out->at = NEW_ARRAY(ctx->arena, SearchHit, rows.len);
    for (size_t i = 0; i < rows.len && i < SEARCH_PAGE; i++) {
        Status status = hit_of(ctx, rows.at[i].disclosure, query, &out->at[out->len]);

        if (status == OK)
            out->len++;
        else if (status != NOT_FOUND)
            return status;
    }
    return OK;
}
