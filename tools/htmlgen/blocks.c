/* Conditions and loops: their C, and that all ways through them leave the same elements open. */
#include "internal.h"

static bool
same_elements(const Place *a, const Place *b)
{
    if (a->spot != b->spot || a->depth != b->depth)
        return false;
    for (size_t i = 0; i < a->depth; i++)
        if (!text_eq_nocase(a->open[i].name, b->open[i].name))
            return false;
    if (a->spot == SPOT_VALUE && !text_eq(a->attr, b->attr))
        return false;
    return a->tag.pos.at == b->tag.pos.at || a->spot == SPOT_TEXT;
}

/* Where we are after either of two ways. */
static Status
join(Compiler *c, Position pos, const Block *block, Place *into, const Place *other)
{
    if (!same_elements(into, other))
        return fail(c, pos,
                    "not all ways through the {{%s}} of line %d leave the same elements open",
                    block->kind == BLOCK_IF ? "if" : "for", block->pos.line);
    into->needs_space = into->needs_space || other->needs_space;
    into->at_newline = into->at_newline && other->at_newline;
    if (into->url != other->url)
        into->url = URL_UNSURE;
    if (into->spot == SPOT_TEXT)
        return OK;
    for (size_t i = 0; i < other->attr_count; i++) {
        size_t k = 0;

        while (k < into->attr_count && !text_eq_nocase(into->attrs[k], other->attrs[i]))
            k++;
        if (k < into->attr_count)
            continue;
        if (k == ATTRS_MAX)
            return fail(c, pos, "more than %d attributes", ATTRS_MAX);
        into->attrs[into->attr_count++] = other->attrs[i];
    }
    return OK;
}

/* Ends the branch that is open now. */
static Status
end_branch(Compiler *c, Position pos, Block *block)
{
    if (block->has_after)
        return join(c, pos, block, &block->after, &c->place);
    block->after = c->place;
    block->has_after = true;
    return OK;
}

static Status
begin_block(Compiler *c, const Directive *d, BlockKind kind)
{
    Block *block = &c->blocks[c->block_count];

    if (c->block_count == BLOCKS_MAX)
        return fail(c, d->pos, "more than %d blocks inside one another", BLOCKS_MAX);
    block->kind = kind;
    block->pos = d->pos;
    block->before = c->place;
    block->has_after = block->has_else = false;
    block->variable = (Text){0};
    return OK;
}

/* What stands between the parentheses, from token `at`: "x" or "not x". */
static Status
read_condition(Compiler *c, const Directive *d, Text *out)
{
    bool negated = d->count == 3 && text_is(d->tokens[1].text, "not");
    Text value;

    if (d->count != (negated ? 3u : 2u))
        return fail(c, d->pos, "write {{%.*s x}} or {{%.*s not x}}", TEXT_ARGS(d->tokens[0].text),
                    TEXT_ARGS(d->tokens[0].text));
    TRY(path_value(c, &d->tokens[d->count - 1], &value));
    *out = text_printf(c->arena, "%shtml_true(%.*s)", negated ? "!" : "", TEXT_ARGS(value));
    return OK;
}

Status
if_compile(Compiler *c, const Directive *d)
{
    Text condition;

    TRY(read_condition(c, d, &condition));
    TRY(begin_block(c, d, BLOCK_IF));
    emit(c, d->pos, "if (%.*s) {", TEXT_ARGS(condition));
    c->block_count++;
    return OK;
}

/* The innermost block; NULL, and told, when there is none. */
static Block *
innermost(Compiler *c, const Directive *d)
{
    if (c->block_count != 0)
        return &c->blocks[c->block_count - 1];
    (void)fail(c, d->pos, "{{%.*s}} without {{if}} or {{for}}", TEXT_ARGS(d->tokens[0].text));
    return NULL;
}

Status
elif_compile(Compiler *c, const Directive *d)
{
    Block *block = innermost(c, d);
    Text condition;

    if (block == NULL)
        return INVALID;
    if (block->kind != BLOCK_IF || block->has_else)
        return fail(c, d->pos, "{{elif}} follows {{if}} or {{elif}}");
    TRY(read_condition(c, d, &condition));
    TRY(end_branch(c, d->pos, block));
    emit_flush(c);
    c->block_count--;
    emit(c, d->pos, "} else if (%.*s) {", TEXT_ARGS(condition));
    c->block_count++;
    c->place = block->before;
    return OK;
}

/* After the body of a loop we are where it began, or the second round would not fit. */
static Status
end_body(Compiler *c, Position pos, Block *block)
{
    Place after = c->place;

    TRY(join(c, pos, block, &after, &block->before));
    block->variable = (Text){0};
    return OK;
}

Status
else_compile(Compiler *c, const Directive *d)
{
    Block *block = innermost(c, d);

    if (block == NULL)
        return INVALID;
    if (d->count != 1)
        return fail(c, d->pos, "{{else}} takes nothing; {{elif x}} takes a condition");
    if (block->has_else)
        return fail(c, d->pos, "{{else}} stands twice");
    if (block->kind == BLOCK_FOR)
        TRY(end_body(c, d->pos, block));
    TRY(end_branch(c, d->pos, block));
    emit_flush(c);
    c->block_count--;
    if (block->kind == BLOCK_FOR) {
        emit(c, d->pos, "}");
        emit_more(c, "if (%.*s->len == 0) {", TEXT_ARGS(block->list));
    } else {
        emit(c, d->pos, "} else {");
    }
    c->block_count++;
    block->has_else = true;
    c->place = block->before;
    return OK;
}

/* Where the body of the loop that begins at the cursor ends; 0 when it does not. */
static size_t
find_body_end(const Compiler *c)
{
    Compiler ahead = *c;
    Directive d;
    int depth = 0;

    while (ahead.pos.at < ahead.text.len) {
        Text name;

        if (!looking_at(&ahead, "{{")) {
            skip(&ahead, 1);
            continue;
        }
        if (directive_read(&ahead, &d) != OK)
            return 0;
        name = d.count == 0 ? T("") : d.tokens[0].text;
        if (depth == 0 && (text_is(name, "end") || text_is(name, "else")))
            return d.pos.at;
        depth += text_is(name, "if") || (text_is(name, "for") && d.count > 1);
        depth -= text_is(name, "end");
    }
    return 0;
}

/* True when the body of the loop that begins at the cursor ends with a newline in the source, so
 * that its second round begins on a line of its own, too. */
static bool
body_ends_line(const Compiler *c)
{
    for (size_t at = find_body_end(c); at > c->pos.at && is_space(c->text.at[at - 1]); at--)
        if (c->text.at[at - 1] == '\n')
            return true;
    return false;
}

/* {{for item in items}} */
Status
for_compile(Compiler *c, const Directive *d)
{
    Block *block = &c->blocks[c->block_count];
    Text list, name = d->tokens[1].text;

    if (d->count != 4 || !text_is(d->tokens[2].text, "in") || !is_identifier(name))
        return fail(c, d->pos, "write {{for item in items}}");
    if (c->place.spot == SPOT_TAG)
        return fail(c, d->pos, "a loop inside a tag would repeat an attribute");
    for (size_t i = 0; i < c->block_count; i++)
        if (text_eq(c->blocks[i].variable, name))
            return fail(c, d->tokens[1].pos, "%.*s is the variable of the loop around",
                        TEXT_ARGS(name));
    TRY(path_pointer(c, &d->tokens[3], &list));
    TRY(begin_block(c, d, BLOCK_FOR));
    c->loops++;
    block->list = list;
    block->element = text_printf(c->arena, "%.*s->at[i%d]", TEXT_ARGS(list), c->loops);
    emit(c, d->pos, "for (size_t i%d = 0; i%d < %.*s->len; i%d++) {", c->loops, c->loops,
         TEXT_ARGS(list), c->loops);
    emit_more(c, "    __auto_type const %.*s_ = HTML_REF(%.*s);", TEXT_ARGS(name),
              TEXT_ARGS(block->element));
    emit_more(c, "    (void)%.*s_;", TEXT_ARGS(name));
    c->block_count++;
    block->variable = name;
    if (c->place.url == URL_NOTHING && c->place.spot == SPOT_VALUE)
        c->place.url = URL_UNSURE;
    c->place.at_newline = c->place.at_newline && body_ends_line(c);
    return OK;
}

Status
end_compile(Compiler *c, const Directive *d)
{
    Block *block = innermost(c, d);

    if (block == NULL)
        return INVALID;
    if (d->count != 1)
        return fail(c, d->pos, "{{end}} takes nothing");
    if (block->kind == BLOCK_FOR && !block->has_else)
        TRY(end_body(c, d->pos, block));
    TRY(end_branch(c, d->pos, block));
    if (!block->has_else)
        TRY(join(c, d->pos, block, &block->after, &block->before));
    emit_flush(c);
    c->block_count--;
    emit(c, d->pos, "}");
    c->place = block->after;
    return OK;
}
