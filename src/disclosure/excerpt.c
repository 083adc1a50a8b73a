#include "disclosure/excerpt.h"

#include "base/buf.h"
#include "prose/markdown.h"

enum { CHARS_BEFORE = 16, CHARS_ALL = 72, EXCERPT_BYTES_MAX = 4096 };

/* Starts at `from`, `count` characters earlier, not before the text's beginning. */
static size_t
chars_back(Text text, size_t from, size_t count)
{
    size_t at = from;

    while (at > 0 && count > 0) {
        at--;
        while (at > 0 && ((unsigned char)text.at[at] & 0xC0) == 0x80)
            at--;
        count--;
    }
    return at;
}

/* On one line. */
static void
put_plain(Buf *buf, Text text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool space = c == '\n' || c == '\t' || c == '\r' || c == ' ';

        if (!space)
            buf_char(buf, c);
        else if (buf->len != 0 && buf->at[buf->len - 1] != ' ')
            buf_char(buf, ' ');
    }
}

static Text
cut_round(Arena *arena, Text text, size_t found)
{
    size_t start = chars_back(text, found, CHARS_BEFORE);
    Text part = text_first_chars(text_slice(text, start, text.len), CHARS_ALL);
    Buf buf = buf_new(arena, EXCERPT_BYTES_MAX);

    if (start > 0)
        BUF_LIT(&buf, "…");
    put_plain(&buf, part);
    if (start + part.len < text.len)
        BUF_LIT(&buf, "…");
    return text_trim(buf_done(&buf));
}

static size_t
find_nocase(Text text, Text word)
{
    for (size_t i = 0; i + word.len <= text.len; i++)
        if (text_eq_nocase((Text){text.at + i, word.len}, word))
            return i;
    return text.len;
}

/* Looks for a word in summary, body and the rows of the table. */
static bool
find_in(Arena *arena, const Revision *shown, Text body, Text word, Text *out)
{
    const Text texts[] = {shown->summary, body};
    size_t width = shown->table.columns.len;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        size_t found = find_nocase(texts[i], word);

        if (found < texts[i].len) {
            *out = cut_round(arena, texts[i], found);
            return true;
        }
    }
    for (size_t i = 0; i < shown->table.rows * width; i++) {
        size_t row = i / width * width;

        if (find_nocase(shown->table.cells[i], word) == shown->table.cells[i].len)
            continue;
        *out = text_first_chars(text_join(arena, (Texts){&shown->table.cells[row], width}, T(" ")),
                                CHARS_ALL);
        return true;
    }
    return false;
}

static bool
is_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x3000 || c == ',' ||
           c == 0xFF0C;
}

/* The next word of a query as it was typed; false at the end. */
static bool
next_word(Text *rest, Text *word_out)
{
    Text start = *rest;

    while (rest->len != 0) {
        Text before = *rest;

        if (!is_space(text_next_char(rest)))
            continue;
        *word_out = (Text){start.at, (size_t)(before.at - start.at)};
        if (word_out->len != 0)
            return true;
        start = *rest;
    }
    *word_out = start;
    return start.len != 0;
}

Text
excerpt_of(Arena *arena, const Revision *shown, Text query)
{
    Text body = markdown_plain(arena, shown->body);
    Text rest = query;
    Text word;
    Text out;

    /* Whole words as typed, then their first two characters. */
    while (next_word(&rest, &word))
        if (find_in(arena, shown, body, word, &out))
            return out;
    rest = query;
    while (next_word(&rest, &word)) {
        Text pair = text_first_chars(word, 2);

        if (pair.len < word.len && find_in(arena, shown, body, pair, &out))
            return out;
    }
    return cut_round(arena, shown->summary.len != 0 ? shown->summary : body, 0);
}

static bool
mark(Text text, Text word, Marked *out)
{
    size_t found = find_nocase(text, word);

    if (word.len == 0 || found == text.len)
        return false;
    *out = (Marked){
        .before = text_slice(text, 0, found),
        .hit = text_slice(text, found, word.len),
        .after = text_slice(text, found + word.len, text.len),
    };
    return true;
}

Marked
excerpt_marked(Text text, Text query)
{
    Marked marked = {.before = text};
    Text rest = query;
    Text word;

    while (next_word(&rest, &word))
        if (mark(text, word, &marked))
            return marked;
    rest = query;
    while (next_word(&rest, &word))
        if (mark(text, text_first_chars(word, 2), &marked))
            return marked;
    return marked;
}
