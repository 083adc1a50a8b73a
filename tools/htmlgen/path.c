/*
 * Dotted names as C.  The first part is the variable of a {{for}} or a member of the view; further
 * parts go through structs by value and pointers alike, which HTML_REF of web/html.h sorts out.
 */
#include "internal.h"

static const Block *
find_variable(const Compiler *c, Text name)
{
    for (size_t i = c->block_count; i > 0; i--)
        if (c->blocks[i - 1].variable.at != NULL && text_eq(c->blocks[i - 1].variable, name))
            return &c->blocks[i - 1];
    return NULL;
}

static Status
check_path(Compiler *c, const Token *token)
{
    Text part, tail = token->text;
    bool more = true;

    if (token->kind != TOKEN_WORD)
        return fail(c, token->pos, "a name is expected here");
    while (more) {
        more = text_cut(tail, '.', &part, &tail);
        if (!is_identifier(part))
            return fail(c, token->pos, "%.*s is not a name", TEXT_ARGS(token->text));
    }
    return OK;
}

/* Goes through the parts after the first. */
static Text
through_members(Compiler *c, Text pointer, Text tail)
{
    Text part, expression;
    bool more = text_cut(tail, '.', &part, &tail);

    expression = text_printf(c->arena, "%.*s->%.*s", TEXT_ARGS(pointer), TEXT_ARGS(part));
    while (more) {
        more = text_cut(tail, '.', &part, &tail);
        expression =
            text_printf(c->arena, "HTML_REF(%.*s)->%.*s", TEXT_ARGS(expression), TEXT_ARGS(part));
    }
    return expression;
}

Status
path_value(Compiler *c, const Token *token, Text *out)
{
    Text first, tail;
    const Block *block;
    bool more;

    TRY(check_path(c, token));
    more = text_cut(token->text, '.', &first, &tail);
    block = find_variable(c, first);
    if (block != NULL && !more)
        *out = block->element;
    else if (block != NULL)
        *out = through_members(c, text_printf(c->arena, "%.*s_", TEXT_ARGS(first)), tail);
    else
        *out = through_members(c, T("view"), token->text);
    return OK;
}

Status
path_pointer(Compiler *c, const Token *token, Text *out)
{
    Text value;
    const Block *block;

    TRY(check_path(c, token));
    block = find_variable(c, token->text);
    if (block != NULL) {
        *out = text_printf(c->arena, "%.*s_", TEXT_ARGS(token->text));
        return OK;
    }
    if (text_is(token->text, "view")) {
        *out = T("view");
        return OK;
    }
    TRY(path_value(c, token, &value));
    *out = text_printf(c->arena, "HTML_REF(%.*s)", TEXT_ARGS(value));
    return OK;
}

Text
path_page(Compiler *c)
{
    return text_is(c->view_type, "Page") ? T("view") : T("HTML_REF(view->page)");
}
