/* Constant text: content of elements, comments, raw text. */
#include "internal.h"

static const char *const NO_FOLDING[] = {"pre", "textarea", "script", "style", NULL};

/* White space is folded but where it can be seen. */
bool
place_folds(const Place *place)
{
    for (size_t i = 0; i < place->depth; i++)
        if (one_of(place->open[i].name, NO_FOLDING))
            return false;
    return true;
}

/* A run of white space: one newline if it holds one, and none after another newline. */
static void
scan_space(Compiler *c)
{
    size_t len = 0;
    bool newline = false;

    for (; is_space(peek(c, len)); len++)
        newline = newline || peek(c, len) == '\n';
    if (!newline || !place_folds(&c->place)) {
        emit_literal(c, text_slice(rest(c), 0, len));
        c->place.at_newline = false;
    } else if (!c->place.at_newline) {
        emit_literal(c, T("\n"));
        c->place.at_newline = true;
    }
    skip(c, len);
}

static Status
scan_comment(Compiler *c)
{
    Position begin = c->pos;
    size_t len = text_find(text_slice(rest(c), 4, c->text.len), T("-->"));

    if (4 + len + 3 > c->text.len - begin.at)
        return fail(c, begin, "the comment does not end");
    skip(c, 4 + len + 3);
    return OK;
}

/* <!doctype html> or <?xml version="1.0" encoding="UTF-8"?> */
static Status
scan_declaration(Compiler *c)
{
    size_t len = text_find(rest(c), T(">"));

    if (len == c->text.len - c->pos.at)
        return fail(c, c->pos, "the declaration does not end");
    emit_literal(c, text_slice(rest(c), 0, len + 1));
    c->place.at_newline = false;
    skip(c, len + 1);
    return OK;
}

static Status
scan_less_than(Compiler *c)
{
    if (looking_at(c, "<!--"))
        return scan_comment(c);
    if (looking_at_nocase(c, "<!doctype") || looking_at(c, "<?xml "))
        return scan_declaration(c);
    if (peek(c, 1) == '/')
        return tag_close(c);
    if (is_letter(peek(c, 1)))
        return tag_open(c);
    return fail(c, c->pos, "a lone < is written &lt;");
}

static Status
scan_text(Compiler *c)
{
    while (c->pos.at < c->text.len && !looking_at(c, "{{")) {
        size_t len = 0;

        if (is_space(peek(c, 0))) {
            scan_space(c);
            continue;
        }
        if (peek(c, 0) == '<')
            return scan_less_than(c);
        if (looking_at(c, "}}"))
            return fail(c, c->pos, "}} without {{");
        /* The first byte is text whatever it is: a lone brace must not stop us here for ever. */
        do {
            len++;
        } while (c->pos.at + len < c->text.len && !is_space(peek(c, len)) && peek(c, len) != '<' &&
                 peek(c, len) != '{' && peek(c, len) != '}');
        emit_literal(c, text_slice(rest(c), 0, len));
        c->place.at_newline = false;
        skip(c, len);
    }
    return OK;
}

/* Content of script, style, title and textarea: everything up to their end tag. */
static Status
scan_raw(Compiler *c)
{
    Text name = c->place.open[c->place.depth - 1].name;

    while (c->pos.at < c->text.len && !looking_at(c, "{{")) {
        if (looking_at(c, "</") && text_eq_nocase(text_slice(rest(c), 2, name.len), name) &&
            !is_letter(peek(c, 2 + name.len)))
            return tag_close(c);
        emit_literal(c, text_slice(rest(c), 0, 1));
        c->place.at_newline = false;
        skip(c, 1);
    }
    return OK;
}

Status
markup_scan(Compiler *c)
{
    switch (c->place.spot) {
    case SPOT_TEXT:
        return scan_text(c);
    case SPOT_RAW_TEXT:
    case SPOT_CODE:
        return scan_raw(c);
    case SPOT_TAG:
        return tag_scan(c);
    case SPOT_VALUE:
        return value_scan(c);
    }
    return FAULT;
}

Status
markup_end(Compiler *c)
{
    Open last;

    if (c->place.spot == SPOT_TAG || c->place.spot == SPOT_VALUE)
        return fail(c, c->place.tag.pos, "the tag <%.*s does not end",
                    TEXT_ARGS(c->place.tag.name));
    if (c->place.depth == 0)
        return OK;
    last = c->place.open[c->place.depth - 1];
    return fail(c, last.pos, "<%.*s> is not closed", TEXT_ARGS(last.name));
}
