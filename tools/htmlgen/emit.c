/* The C that comes out. */
#include "internal.h"

#include <stdarg.h>
#include <stdio.h>

enum { LINE_BYTES = 90 };

void
emit_literal(Compiler *c, Text piece)
{
    if (piece.len != 0)
        c->body_begun = true;
    buf_text(&c->literal, piece);
}

static void
indent(Compiler *c)
{
    for (size_t i = 0; i <= c->block_count; i++)
        BUF_LIT(&c->code, "    ");
}

/* bytes as a C literal, broken into lines after newlines and where they get long. */
static void
write_string(Compiler *c, Buf *out, Text bytes)
{
    size_t on_line = 0;

    buf_char(out, '"');
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.at[i];
        bool starts_char = (byte & 0xC0) != 0x80;

        if (on_line >= LINE_BYTES && starts_char && out == &c->code) {
            BUF_LIT(out, "\"\n");
            indent(c);
            BUF_LIT(out, "         \"");
            on_line = 0;
        }
        on_line++;
        if (byte == '"' || byte == '\\')
            buf_printf(out, "\\%c", byte);
        else if (byte == '\n')
            BUF_LIT(out, "\\n");
        else if (byte < ' ' || byte == 0x7F)
            buf_printf(out, "\\%03o", byte);
        else
            buf_char(out, (char)byte);
    }
    buf_char(out, '"');
}

Text
c_string(Compiler *c, Text text)
{
    Buf buf = buf_new(c->arena, 4 * TEMPLATE_BYTES_MAX + 16);

    write_string(c, &buf, text);
    return buf_done(&buf);
}

void
emit_flush(Compiler *c)
{
    if (c->literal.len == 0)
        return;
    indent(c);
    BUF_LIT(&c->code, "html_lit(out, ");
    write_string(c, &c->code, (Text){c->literal.at, c->literal.len});
    buf_printf(&c->code, ", %zu);\n", c->literal.len);
    c->literal.len = 0;
}

/* Every line says where it comes from, so that the C compiler complains about the template. */
__attribute__((format(printf, 2, 0))) static void
emit_line(Compiler *c, const char *format, va_list args)
{
    buf_printf(&c->code, "#line %d ", c->emit_line);
    write_string(c, &c->code, c->source->path);
    buf_char(&c->code, '\n');
    indent(c);
    buf_vprintf(&c->code, format, args);
    buf_char(&c->code, '\n');
}

void
emit(Compiler *c, Position pos, const char *format, ...)
{
    va_list args;

    emit_flush(c);
    c->emit_line = pos.line;
    va_start(args, format);
    emit_line(c, format, args);
    va_end(args);
}

void
emit_more(Compiler *c, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    emit_line(c, format, args);
    va_end(args);
}

static Text
signature(Compiler *c)
{
    if (c->is_layout)
        return text_printf(c->arena,
                           "%.*s(Html *out, const Page *view,\n"
                           "    void (*content)(Html *, const void *), const void *content_view)",
                           TEXT_ARGS(c->source->name));
    return text_printf(c->arena, "%.*s(Html *out, const %.*s *view)", TEXT_ARGS(c->source->name),
                       TEXT_ARGS(c->view_type));
}

static void
write_function(Compiler *c, Buf *out, Text declaration)
{
    if (c->layout.at == NULL) {
        buf_printf(out, "void\n%.*s\n{\n    (void)view;\n", TEXT_ARGS(declaration));
        buf_bytes(out, c->code.at, c->code.len);
        BUF_LIT(out, "}\n");
        return;
    }
    BUF_LIT(out, "static void\nbody(Html *out, const void *body_view)\n{\n");
    buf_printf(out, "    const %.*s *view = body_view;\n\n    (void)view;\n",
               TEXT_ARGS(c->view_type));
    buf_bytes(out, c->code.at, c->code.len);
    buf_printf(out, "}\n\nvoid\n%.*s\n{\n    html_layout_%.*s(out, %.*s, body, view);\n}\n",
               TEXT_ARGS(declaration), TEXT_ARGS(c->layout), TEXT_ARGS(c->layout_member));
}

void
emit_files(Compiler *c, TemplateCode *out)
{
    size_t limit = c->code.len + c->includes.len + 64 * 1024;
    Buf header = buf_new(c->arena, limit), code = buf_new(c->arena, limit);
    Text declaration = signature(c);

    buf_printf(&header, "/* Made by htmlgen from %.*s. */\n#pragma once\n\n",
               TEXT_ARGS(c->source->path));
    buf_printf(&header, "#include \"%.*s\"\n#include \"web/html.h\"\n", TEXT_ARGS(c->view_header));
    if (c->is_layout)
        BUF_LIT(&header, "#include \"web/web.h\"\n");
    buf_printf(&header, "\nvoid %.*s;\n", TEXT_ARGS(declaration));

    buf_printf(&code, "/* Made by htmlgen from %.*s. */\n#include \"%.*s\"\n\n",
               TEXT_ARGS(c->source->path), TEXT_ARGS(c->source->header));
    BUF_LIT(&code, "#include \"base/tr.h\"\n");
    if (c->layout.at != NULL)
        buf_printf(&code, "#include \"web/layout_%.*s.html.h\"\n", TEXT_ARGS(c->layout));
    buf_bytes(&code, c->includes.at, c->includes.len);
    buf_char(&code, '\n');
    write_function(c, &code, declaration);
    out->header = buf_done(&header);
    out->code = buf_done(&code);
}
