/* {{directives}}: splitting into tokens, and who compiles which. */
#include "internal.h"

static bool
is_word_char(char ch)
{
    return is_letter(ch) || is_digit(ch) || ch == '_' || ch == '.' || ch == '/' || ch == '-';
}

/* A string in double quotes; \" and \\ stand for the character. */
static Status
read_string(Compiler *c, Token *out)
{
    Buf buf = buf_new(c->arena, TEMPLATE_BYTES_MAX);

    *out = (Token){.kind = TOKEN_STRING, .pos = c->pos};
    skip(c, 1);
    for (;;) {
        char ch = peek(c, 0);

        if (c->pos.at == c->text.len || ch == '\n')
            return fail(c, out->pos, "the string does not end on its line");
        if (ch == '\0')
            return fail(c, c->pos, "a NUL byte in a string");
        if (ch == '"')
            break;
        if (ch == '\\') {
            skip(c, 1);
            ch = peek(c, 0);
            if (ch != '"' && ch != '\\')
                return fail(c, c->pos, "only \\\" and \\\\ are known in strings");
        }
        buf_char(&buf, ch);
        skip(c, 1);
    }
    skip(c, 1);
    out->text = buf.len == 0 ? T("") : buf_done(&buf);
    return OK;
}

static Status
read_token(Compiler *c, Token *out)
{
    size_t len = 0;

    if (peek(c, 0) == '"')
        return read_string(c, out);
    *out = (Token){.kind = TOKEN_WORD, .pos = c->pos};
    if (peek(c, 0) == '=') {
        out->kind = TOKEN_EQUALS;
        len = 1;
    } else {
        while (is_word_char(peek(c, len)))
            len++;
    }
    if (len == 0)
        return fail(c, c->pos, "a character that no directive knows (there are no expressions)");
    out->text = text_slice(rest(c), 0, len);
    skip(c, len);
    return OK;
}

static Status
read_comment(Compiler *c)
{
    size_t len = text_find(rest(c), T("}}"));

    if (len == c->text.len - c->pos.at)
        return fail(c, c->pos, "the comment does not end with }}");
    skip(c, len + 2);
    return OK;
}

Status
directive_read(Compiler *c, Directive *out)
{
    out->pos = c->pos;
    out->count = 0;
    if (peek(c, 2) == '#')
        return read_comment(c);
    skip(c, 2);
    for (;;) {
        while (is_space(peek(c, 0)))
            skip(c, 1);
        if (c->pos.at == c->text.len)
            return fail(c, out->pos, "{{ without }}");
        if (looking_at(c, "}}"))
            break;
        if (out->count == TOKENS_MAX)
            return fail(c, c->pos, "more than %d words in a directive", TOKENS_MAX);
        TRY(read_token(c, &out->tokens[out->count++]));
    }
    skip(c, 2);
    if (out->count == 0)
        return fail(c, out->pos, "an empty directive");
    return OK;
}

/* {{view Type "header.h"}} */
static Status
view_compile(Compiler *c, const Directive *d)
{
    if (c->view_type.at != NULL)
        return fail(c, d->pos, "{{view}} stands twice");
    if (d->count != 3 || d->tokens[1].kind != TOKEN_WORD || !is_identifier(d->tokens[1].text) ||
        d->tokens[2].kind != TOKEN_STRING)
        return fail(c, d->pos, "write {{view Type \"header.h\"}}");
    c->view_type = d->tokens[1].text;
    c->view_header = d->tokens[2].text;
    if (c->is_layout && !text_is(c->view_type, "Page"))
        return fail(c, d->tokens[1].pos, "the view of a layout is Page");
    return OK;
}

/* {{layout NAME member}} */
static Status
layout_compile(Compiler *c, const Directive *d)
{
    if (c->layout.at != NULL)
        return fail(c, d->pos, "{{layout}} stands twice");
    if (c->is_layout)
        return fail(c, d->pos, "a layout cannot stand in another");
    if (c->body_begun)
        return fail(c, d->pos, "{{layout}} comes before the content");
    if (d->count != 3 || d->tokens[1].kind != TOKEN_WORD || !is_identifier(d->tokens[1].text))
        return fail(c, d->pos, "write {{layout NAME member}}");
    c->layout = d->tokens[1].text;
    return path_pointer(c, &d->tokens[2], &c->layout_member);
}

typedef struct DirectiveKind {
    const char *name;
    Status (*compile)(Compiler *c, const Directive *d);
    bool needs_words; /* alone, the name is a value */
} DirectiveKind;

static const DirectiveKind KINDS[] = {
    {"if",      if_compile,      false},
    {"elif",    elif_compile,    false},
    {"else",    else_compile,    false},
    {"for",     for_compile,     true },
    {"end",     end_compile,     false},
    {"tr",      tr_compile,      true },
    {"include", include_compile, true },
    {"icon",    icon_compile,    true },
    {"asset",   asset_compile,   true },
    {"csrf",    csrf_compile,    false},
};

Status
directive_compile(Compiler *c, const Directive *d)
{
    Text name = d->tokens[0].text;

    if (d->tokens[0].kind == TOKEN_WORD && d->count > 1 && text_is(name, "view"))
        return view_compile(c, d);
    if (c->view_type.at == NULL)
        return fail(c, d->pos, "{{view Type \"header.h\"}} comes first");
    if (d->tokens[0].kind == TOKEN_WORD && d->count > 1 && text_is(name, "layout"))
        return layout_compile(c, d);
    c->body_begun = true;
    if (c->place.spot == SPOT_CODE)
        return fail(c, d->pos, "nothing can be filled in inside <script> or <style>");
    if (d->tokens[0].kind != TOKEN_WORD)
        return fail(c, d->pos, "a directive begins with a name");
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (text_is(name, KINDS[i].name) && (d->count > 1 || !KINDS[i].needs_words))
            return KINDS[i].compile(c, d);
    if (c->is_layout && text_is(name, "content"))
        return content_compile(c, d);
    return value_compile(c, d);
}
