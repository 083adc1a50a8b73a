#include "prose/segments.h"

#include "prose/han_table.h"

enum { PAIR_BYTES = 6, HAN_BYTES = 3 };

typedef enum CharKind {
    CHAR_OTHER,     /* ends a word */
    CHAR_WORD,      /* letters and digits of scripts that write words */
    CHAR_HAN,       /* scripts without spaces: in pairs */
    CHAR_INVISIBLE, /* as if it were not there */
} CharKind;

typedef struct CharRange {
    uint32_t first;
    uint32_t last;
    CharKind kind;
} CharRange;

/* In order.  What is not here is punctuation, symbols and scripts that nobody here writes. */
static const CharRange char_ranges[] = {
    {'0',     '9',     CHAR_WORD     },
    {'A',     'Z',     CHAR_WORD     },
    {'a',     'z',     CHAR_WORD     },
    {0x00AD,  0x00AD,  CHAR_INVISIBLE}, /* soft hyphen */
    {0x00C0,  0x00D6,  CHAR_WORD     },
    {0x00D8,  0x00F6,  CHAR_WORD     },
    {0x00F8,  0x024F,  CHAR_WORD     }, /* Latin: pinyin with tones, Zhuang */
    {0x0300,  0x036F,  CHAR_INVISIBLE}, /* combining accents */
    {0x0370,  0x0373,  CHAR_WORD     }, /* Greek */
    {0x0386,  0x0386,  CHAR_WORD     },
    {0x0388,  0x03FF,  CHAR_WORD     },
    {0x0400,  0x0481,  CHAR_WORD     }, /* Cyrillic */
    {0x048A,  0x052F,  CHAR_WORD     },
    {0x0620,  0x064A,  CHAR_WORD     }, /* Arabic: Uyghur, Kazakh */
    {0x064B,  0x065F,  CHAR_INVISIBLE}, /* its vowel signs */
    {0x0671,  0x06D3,  CHAR_WORD     },
    {0x0F40,  0x0FBC,  CHAR_WORD     }, /* Tibetan */
    {0x1100,  0x11FF,  CHAR_HAN      }, /* Korean letters */
    {0x1820,  0x1878,  CHAR_WORD     }, /* Mongolian */
    {0x1E00,  0x1EFF,  CHAR_WORD     },
    {0x200B,  0x200F,  CHAR_INVISIBLE}, /* zero width */
    {0x2060,  0x2064,  CHAR_INVISIBLE},
    {0x3005,  0x3007,  CHAR_HAN      }, /* 々〆〇 */
    {0x3041,  0x3096,  CHAR_HAN      }, /* kana */
    {0x30A1,  0x30FF,  CHAR_HAN      },
    {0x3105,  0x312F,  CHAR_HAN      }, /* bopomofo */
    {0x3400,  0x4DBF,  CHAR_HAN      },
    {0x4E00,  0x9FFF,  CHAR_HAN      },
    {0xA000,  0xA48C,  CHAR_HAN      }, /* Yi */
    {0xAC00,  0xD7A3,  CHAR_HAN      }, /* Korean */
    {0xF900,  0xFAFF,  CHAR_HAN      },
    {0xFE00,  0xFE0F,  CHAR_INVISIBLE}, /* variation selectors */
    {0xFEFF,  0xFEFF,  CHAR_INVISIBLE}, /* byte order mark */
    {0x20000, 0x3FFFD, CHAR_HAN      }, /* rare ones, found in names */
    {0xE0100, 0xE01EF, CHAR_INVISIBLE},
};

static CharKind
char_kind(uint32_t c)
{
    size_t low = 0;
    size_t high = sizeof char_ranges / sizeof char_ranges[0];

    if (c >= 0x4E00 && c <= 0x9FFF)
        return CHAR_HAN;
    while (low < high) {
        size_t middle = (low + high) / 2;

        if (c < char_ranges[middle].first)
            high = middle;
        else if (c > char_ranges[middle].last)
            low = middle + 1;
        else
            return char_ranges[middle].kind;
    }
    return CHAR_OTHER;
}

/* Full-width forms and capitals. */
static uint32_t
fold(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFEE0;
    if ((c >= 'A' && c <= 'Z') || (c >= 0x00C0 && c <= 0x00DE && c != 0x00D7) ||
        (c >= 0x0391 && c <= 0x03A9) || (c >= 0x0410 && c <= 0x042F))
        return c + 32;
    if (c >= 0x0400 && c <= 0x040F)
        return c + 80;
    /* Capitals and small letters by turns; pinyin's tones are among them. */
    if ((c >= 0x0100 && c <= 0x0137) || (c >= 0x014A && c <= 0x0177) ||
        (c >= 0x01DE && c <= 0x01EF) || (c >= 0x01F8 && c <= 0x021F) ||
        (c >= 0x0460 && c <= 0x0481) || (c >= 0x048A && c <= 0x04BF) ||
        (c >= 0x04D0 && c <= 0x052F) || (c >= 0x1E00 && c <= 0x1E95))
        return c | 1;
    if ((c >= 0x0139 && c <= 0x0148) || (c >= 0x01CD && c <= 0x01DC))
        return c + (c & 1);
    return c;
}

/* Whether the table has a character: a bit for each of three bytes, so that most characters are not
 * looked up at all. */
enum { HINT_BITS = 1 << 16 };

/* The code point: four, six and six bits of three bytes of UTF-8. */
static size_t
hint_of(const char *at)
{
    return ((size_t)at[0] & 0x0F) << 12 | ((size_t)at[1] & 0x3F) << 6 | ((size_t)at[2] & 0x3F);
}

static bool
may_be_traditional(const char *at)
{
    static uint8_t hints[HINT_BITS / 8];
    static bool filled;
    size_t hint = hint_of(at);

    if (!filled) {
        for (size_t i = 0; i < HAN_PAIRS; i++) {
            size_t bit = hint_of(han_table + i * PAIR_BYTES);

            hints[bit / 8] |= (uint8_t)(1u << bit % 8);
        }
        filled = true;
    }
    return (hints[hint / 8] >> hint % 8 & 1) != 0;
}

/* The simplified form of the character at `at` (three bytes), or `at` itself. */
static const char *
simplified(const char *at)
{
    size_t low = 0;
    size_t high = may_be_traditional(at) ? HAN_PAIRS : 0;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = memcmp(at, han_table + middle * PAIR_BYTES, HAN_BYTES);

        if (order == 0)
            return han_table + middle * PAIR_BYTES + HAN_BYTES;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return at;
}

/* ---- one token after another ---- */

enum { WORD_BYTES = SEGMENT_WORD_CHARS_MAX * 4 };

typedef struct Segmenter {
    Buf *out;
    char token[1 + WORD_BYTES]; /* a space, then what has been gathered */
    size_t len;                 /* bytes gathered */
    size_t chars;               /* of a word: characters gathered; of a run: characters so far */
    CharKind kind;              /* of what is gathered */
} Segmenter;

static void
put_token(Segmenter *it)
{
    bool apart = it->out->len != 0 && it->out->at[it->out->len - 1] != ' ';

    buf_bytes(it->out, it->token + !apart, it->len + apart);
}

/* Ends a word, or a run of Han: of these only a run of one has not been put yet. */
static void
end_run(Segmenter *it)
{
    if ((it->kind == CHAR_WORD && it->len != 0) || (it->kind == CHAR_HAN && it->chars == 1))
        put_token(it);
    it->len = 0;
    it->chars = 0;
    it->kind = CHAR_OTHER;
}

static void
add_word_char(Segmenter *it, uint32_t c)
{
    char bytes[4];
    Buf one = {.at = bytes, .room = sizeof bytes, .limit = sizeof bytes};

    if (it->chars++ >= SEGMENT_WORD_CHARS_MAX)
        return;
    if (c < 0x80) {
        it->token[1 + it->len++] = (char)c;
        return;
    }
    buf_utf8(&one, c);
    memcpy(it->token + 1 + it->len, bytes, one.len);
    it->len += one.len;
}

static void
add_han(Segmenter *it, Text character)
{
    const char *at = character.len == HAN_BYTES ? simplified(character.at) : character.at;
    size_t before = it->len;

    memcpy(it->token + 1 + it->len, at, character.len);
    it->len += character.len;
    if (++it->chars < 2)
        return;
    put_token(it);
    memmove(it->token + 1, it->token + 1 + before, character.len);
    it->len = character.len;
}

/* The comma of 12,300: three digits follow, and no fourth. */
static bool
groups_thousands(const Segmenter *it, uint32_t c, Text rest)
{
    char last = it->token[it->len];

    if (c != ',' || it->kind != CHAR_WORD || last < '0' || last > '9')
        return false;
    for (int i = 0; i < 4; i++) {
        uint32_t next = fold(text_next_char(&rest));

        if ((next >= '0' && next <= '9') != (i < 3))
            return false;
    }
    return true;
}

/* U+4E00…U+9FFF, which is most of what is written; all that is known of it are its bytes. */
static bool
is_common_han(Text text)
{
    const unsigned char *s = (const unsigned char *)text.at;

    return text.len >= HAN_BYTES && s[0] >= 0xE4 && s[0] <= 0xE9 && (s[1] & 0xC0) == 0x80 &&
           (s[2] & 0xC0) == 0x80 && (s[0] != 0xE4 || s[1] >= 0xB8);
}

/* The next character and its kind. */
static uint32_t
next_char(Text *rest, CharKind *kind_out)
{
    uint32_t c;

    if (is_common_han(*rest)) {
        *rest = (Text){rest->at + HAN_BYTES, rest->len - HAN_BYTES};
        *kind_out = CHAR_HAN;
        return 0x4E00; /* whichever it is: pairs are made of the bytes */
    }
    c = fold(text_next_char(rest));
    *kind_out = char_kind(c);
    return c;
}

void
search_tokens(Arena *arena, Text text, Buf *out)
{
    Segmenter it = {.out = out, .token = {' '}};
    Text rest = text;

    (void)arena;
    while (rest.len != 0 && !out->overflow) {
        const char *at = rest.at;
        CharKind kind;
        uint32_t c = next_char(&rest, &kind);

        if (kind == CHAR_INVISIBLE || groups_thousands(&it, c, rest))
            continue;
        if (kind != it.kind)
            end_run(&it);
        it.kind = kind;
        if (kind == CHAR_WORD)
            add_word_char(&it, c);
        else if (kind == CHAR_HAN)
            add_han(&it, (Text){at, (size_t)(rest.at - at)});
    }
    end_run(&it);
}

static bool
has_term(Texts terms, Text term)
{
    for (size_t i = 0; i < terms.len; i++)
        if (text_eq(terms.at[i], term))
            return true;
    return false;
}

Texts
search_query(Arena *arena, Text query)
{
    Texts terms = {.at = NEW_ARRAY(arena, Text, SEARCH_TERMS_MAX)};
    /* A character of three bytes gives at most a token of six and a space. */
    Buf tokens = buf_new(arena, query.len * 3 + WORD_BYTES + 1);
    Text rest;

    search_tokens(arena, query, &tokens);
    rest = buf_done(&tokens);
    while (rest.len != 0 && terms.len < SEARCH_TERMS_MAX) {
        Text term;

        text_cut(rest, ' ', &term, &rest);
        if (!has_term(terms, term))
            terms.at[terms.len++] = term;
    }
    return terms;
}
