/* The one pass over a template. */
#include "template.h"

#include "internal.h"

Text
asset_table_find(AssetTable table, Text name)
{
    Text line, lines = table.lines, key, url;
    bool more = true;

    while (more) {
        more = text_cut(lines, '\n', &line, &lines);
        if (text_cut(line, '\t', &key, &url) && text_eq(key, name))
            return url;
    }
    return (Text){0};
}

/* Blank space at the end of the file is nobody's. */
static void
trim_end(Compiler *c)
{
    while (c->literal.len != 0 && is_space(c->literal.at[c->literal.len - 1]))
        c->literal.len--;
}

static Status
compile(Compiler *c)
{
    Directive *d = NEW(c->arena, Directive);

    if (c->text.len > TEMPLATE_BYTES_MAX)
        return fail(c, c->pos, "a template may have %d bytes", TEMPLATE_BYTES_MAX);
    if (!text_is_utf8(c->text))
        return fail(c, c->pos, "not valid UTF-8");
    while (c->pos.at < c->text.len) {
        if (!looking_at(c, "{{")) {
            TRY(markup_scan(c));
            continue;
        }
        TRY(directive_read(c, d));
        if (d->count != 0) /* a comment has no words */
            TRY(directive_compile(c, d));
    }
    if (c->block_count != 0)
        return fail(c, c->blocks[c->block_count - 1].pos, "{{end}} is missing for this block");
    TRY(markup_end(c));
    if (c->view_type.at == NULL)
        return fail(c, c->pos, "{{view Type \"header.h\"}} is missing");
    if (c->is_layout && !c->content_seen)
        return fail(c, c->pos, "a layout has one {{content}}");
    trim_end(c);
    emit_flush(c);
    if (c->code.overflow || c->literal.overflow)
        return fail(c, c->pos, "the template is too large");
    return OK;
}

Status
template_compile(Arena *arena, const TemplateSource *source, TemplateCode *out)
{
    Compiler *c = NEW(arena, Compiler);
    Status status;

    c->arena = arena;
    c->source = source;
    c->text = source->text;
    c->pos = (Position){.line = 1, .column = 1};
    c->is_layout = text_starts(source->name, T("html_layout_"));
    c->place.at_newline = true;
    c->blocks = NEW_ARRAY(arena, Block, BLOCKS_MAX + 1);
    c->messages = NEW_ARRAY(arena, TemplateMessage, MESSAGES_MAX);
    c->literal = buf_new(arena, 4 * TEMPLATE_BYTES_MAX);
    c->code = buf_new(arena, 64 * TEMPLATE_BYTES_MAX);
    c->includes = buf_new(arena, TEMPLATE_BYTES_MAX);
    *out = (TemplateCode){0};
    status = compile(c);
    out->messages = c->messages;
    out->message_count = c->message_count;
    out->error = c->error;
    if (status == OK)
        emit_files(c, out);
    return status;
}
