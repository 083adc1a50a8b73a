/* The reader's cursor, and complaints with a place. */
#include "internal.h"

#include <stdarg.h>
#include <stdio.h>

void
skip(Compiler *c, size_t n)
{
    for (; n > 0 && c->pos.at < c->text.len; n--) {
        unsigned char byte = (unsigned char)c->text.at[c->pos.at++];

        if (byte == '\n') {
            c->pos.line++;
            c->pos.column = 1;
        } else if ((byte & 0xC0) != 0x80) { /* a column is a character */
            c->pos.column++;
        }
    }
}

char
peek(const Compiler *c, size_t n)
{
    return n < c->text.len - c->pos.at ? c->text.at[c->pos.at + n] : 0;
}

Text
rest(const Compiler *c)
{
    return text_slice(c->text, c->pos.at, c->text.len);
}

bool
looking_at(const Compiler *c, const char *word)
{
    return text_starts(rest(c), text_c(word));
}

bool
looking_at_nocase(const Compiler *c, const char *word)
{
    Text wanted = text_c(word);

    return text_eq_nocase(text_slice(rest(c), 0, wanted.len), wanted);
}

Status
fail(Compiler *c, Position pos, const char *format, ...)
{
    va_list args;
    char sentence[600];

    if (c->error.at != NULL)
        return INVALID;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    c->error = text_printf(c->arena, "%.*s:%d:%d: error: %s\n", TEXT_ARGS(c->source->path),
                           pos.line, pos.column, sentence);
    return INVALID;
}

bool
is_space(char ch)
{
    return ch == ' ' || ch == '\t' || ch == '\n' || ch == '\r' || ch == '\f';
}

bool
is_letter(char ch)
{
    return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z');
}

bool
is_digit(char ch)
{
    return ch >= '0' && ch <= '9';
}

bool
one_of(Text name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (text_eq_nocase(name, text_c(*names)))
            return true;
    return false;
}

bool
text_is(Text text, const char *c_string)
{
    return text_eq(text, text_c(c_string));
}

bool
is_identifier(Text text)
{
    if (text.len == 0 || is_digit(text.at[0]))
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!is_letter(text.at[i]) && !is_digit(text.at[i]) && text.at[i] != '_')
            return false;
    return true;
}
