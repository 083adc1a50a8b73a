/*
 * Any bytes as what people write: Markdown to HTML and to plain words, personal numbers, words of
 * search.
 */
#include <assert.h>
#include <stdint.h>

#include "markup.h"
#include "prose/markdown.h"
#include "prose/personal.h"
#include "prose/segments.h"

enum { MEMORY_BYTES_MAX = 256 * 1024 * 1024, WORDS_BYTES_MAX = 4 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_markdown(Arena *arena, Text source)
{
    Text html;
    Status status = markdown_html(arena, source, &html);
    Text plain = markdown_plain(arena, source);

    assert(status == OK || status == INVALID);
    assert(status == OK || html.len == 0);
    assert(markup_fault(html) == NULL);
    assert(!text_is_utf8(source) || (text_is_utf8(html) && text_is_utf8(plain)));
}

static void
check_personal(Arena *arena, Text text)
{
    PersonalFinds finds = personal_find(arena, text);
    Text masked = personal_mask_text(arena, text);
    size_t done = 0;

    for (size_t i = 0; i < finds.len; i++) {
        assert(finds.at[i].from >= done && finds.at[i].len >= 11);
        done = finds.at[i].from + finds.at[i].len;
        assert(done <= text.len);
    }
    assert(finds.len > 0 || text_eq(masked, text));
    assert(personal_find(arena, masked).len == 0);
}

static void
check_words(Arena *arena, Text text)
{
    Buf buf = buf_new(arena, WORDS_BYTES_MAX);
    Buf again = buf_new(arena, WORDS_BYTES_MAX);
    Text words;

    search_tokens(arena, text, &buf);
    words = buf_done(&buf);
    for (size_t i = 0; i < words.len; i++) {
        unsigned char c = (unsigned char)words.at[i];

        assert(c >= 0x80 || c == ' ' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'));
        assert(c != ' ' || (i > 0 && i + 1 < words.len && words.at[i + 1] != ' '));
    }
    assert(text_is_utf8(words));
    assert(search_query(arena, text).len <= SEARCH_TERMS_MAX);
    search_tokens(arena, words, &again);
    assert(text_find(text, T(",")) < text.len || again.len >= words.len / 2);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena = arena_new(MEMORY_BYTES_MAX);
    Text text = {(const char *)data, size};

    check_markdown(arena, text);
    check_personal(arena, text);
    check_words(arena, text);
    arena_free(arena);
    return 0;
}
