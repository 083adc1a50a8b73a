/*
 * The template compiler against any bytes: it must compile them, or say what is wrong, and come
 * back. libFuzzer, clang:
 *
 *   clang -g -O1 -fsanitize=fuzzer,address,undefined -std=gnu17 -D_GNU_SOURCE -Isrc -Itools \
 *       tests/fuzz/template_fuzz.c tools/htmlgen/[a-z]*.c src/base/{arena,buf,text}.c -o
 * template_fuzz
 *   ./template_fuzz CORPUS tests/htmlgen/bad tests/htmlgen/golden
 */
#include <stdint.h>
#include <stdlib.h>

#include "htmlgen/messages.h"
#include "htmlgen/template.h"

enum { ARENA_BYTES = 512 * 1024 * 1024, INPUT_BYTES_MAX = 16 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What compiled must have no directive left in it, and its braces in pairs. */
static void
check_code(Text code)
{
    int depth = 0;

    for (size_t i = 0; i < code.len; i++) {
        char ch = code.at[i];

        if (ch == '"') {
            for (i++; i < code.len && code.at[i] != '"'; i++)
                if (code.at[i] == '\\')
                    i++;
        } else if (ch == '{') {
            depth++;
        } else if (ch == '}' && --depth < 0) {
            abort();
        }
    }
    if (depth != 0)
        abort();
}

static void
compile(Arena *arena, Text text, Text name)
{
    TemplateSource source = {.path = T("f.html"), .text = text, .name = name, .header = T("f.h")};
    TemplateCode code;
    MessageList list = message_list(arena);

    if (template_compile(arena, &source, &code) == OK)
        check_code(code.code);
    else if (code.error.len == 0)
        abort();
    message_list_add(&list, source.path, code.messages, code.message_count);
    message_list_pot(&list);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Arena *arena;
    Text rest, text;

    if (size > INPUT_BYTES_MAX)
        return 0;
    arena = arena_new(ARENA_BYTES);
    rest = (Text){(const char *)data, size};
    /* Most inputs are to get past the first directive. */
    text = text_printf(arena, "{{view Page \"v.h\"}}%.*s", TEXT_ARGS(rest));
    compile(arena, rest, T("html_f"));
    compile(arena, text, T("html_f"));
    compile(arena, text, T("html_layout_f"));
    arena_free(arena);
    return 0;
}
