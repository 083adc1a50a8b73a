/*
 * The parts around a sheet (ECMA-376): which sheet is first, what its styles mean, the shared
 * strings.
 */
#include <string.h>

#include "base/tr.h"
#include "sheet/xml.h"

enum {
    STYLES_MAX = 65536,
    FORMATS_MAX = 1024,
    STRING_BYTES_MAX = 4 * SHEET_CELL_CHARS_MAX, /* longer ones are in no cell that is taken */
};

/* ---- workbook.xml, its relations ---- */

typedef struct BookRead {
    Ctx *ctx;
    Book *book;
    Text relation; /* of the first visible sheet */
    int sheets;
    Text target;
} BookRead;

static void
workbook_open(void *arg, const char *name, const char **attributes)
{
    BookRead *read = arg;

    if (strcmp(name, "workbookPr") == 0) {
        Text since = xml_attribute(attributes, "date1904");

        read->book->since_1904 = text_eq(since, T("1")) || text_eq(since, T("true"));
    } else if (strcmp(name, "sheet") == 0) {
        Text state = xml_attribute(attributes, "state");
        bool hidden = text_eq(state, T("hidden")) || text_eq(state, T("veryHidden"));

        read->sheets++;
        read->book->hidden_sheets += hidden;
        if (!hidden && read->relation.at == NULL) {
            read->relation = text_copy(read->ctx->arena, xml_attribute(attributes, "id"));
            read->book->sheet_name = text_copy(read->ctx->arena, xml_attribute(attributes, "name"));
        }
    }
}

static void
relation_open(void *arg, const char *name, const char **attributes)
{
    BookRead *read = arg;

    if (strcmp(name, "Relationship") == 0 &&
        text_eq(xml_attribute(attributes, "Id"), read->relation))
        read->target = text_copy(read->ctx->arena, xml_attribute(attributes, "Target"));
}

static Status
find_sheet(Zip *zip, Book *book)
{
    static const XmlEvents workbook = {.open = workbook_open};
    static const XmlEvents relations = {.open = relation_open};
    Ctx *ctx = zip->ctx;
    BookRead read = {.ctx = ctx, .book = book};
    XmlRead xml;
    Status status;

    status = xml_read(zip, T("xl/workbook.xml"), &xml, &workbook, &read);
    if (status == NOT_FOUND)
        return zip_broken(ctx);
    TRY(status);
    if (read.relation.at == NULL)
        return sheet_refuse(ctx, TR(ctx->lang, "文件里没有看得见的工作表"));
    book->other_sheets = read.sheets - 1;
    status = xml_read(zip, T("xl/_rels/workbook.xml.rels"), &xml, &relations, &read);
    if (status != OK && status != NOT_FOUND)
        return status;
    if (read.target.len == 0)
        book->sheet_path = T("xl/worksheets/sheet1.xml");
    else if (read.target.at[0] == '/')
        book->sheet_path = text_slice(read.target, 1, read.target.len);
    else
        book->sheet_path = text_printf(ctx->arena, "xl/%.*s", TEXT_ARGS(read.target));
    return OK;
}

/* ---- styles.xml: the number format of each cell style ---- */

typedef struct Styles {
    Ctx *ctx;
    Book *book;
    bool in_cell_styles;
    size_t room;
    struct {
        int64_t id;
        NumberFormat format;
    } formats[FORMATS_MAX];
    size_t format_count;
} Styles;

static void
add_style(Styles *styles, int64_t id)
{
    Book *book = styles->book;
    NumberFormat format = format_builtin(id);

    if (book->style_count == STYLES_MAX)
        return;
    for (size_t i = 0; i < styles->format_count; i++)
        if (styles->formats[i].id == id)
            format = styles->formats[i].format;
    if (book->style_count == styles->room) {
        size_t room = styles->room == 0 ? 64 : styles->room * 2;

        book->styles = arena_grow(styles->ctx->arena, book->styles,
                                  styles->room * sizeof(NumberFormat), room * sizeof(NumberFormat));
        styles->room = room;
    }
    book->styles[book->style_count++] = format;
}

static void
styles_open(void *arg, const char *name, const char **attributes)
{
    Styles *styles = arg;
    int64_t id = 0;

    if (strcmp(name, "numFmt") == 0 && styles->format_count < FORMATS_MAX &&
        text_to_i64(xml_attribute(attributes, "numFmtId"), &id)) {
        styles->formats[styles->format_count].id = id;
        styles->formats[styles->format_count++].format =
            format_parse(xml_attribute(attributes, "formatCode"));
    } else if (strcmp(name, "cellXfs") == 0) {
        styles->in_cell_styles = true;
    } else if (strcmp(name, "xf") == 0 && styles->in_cell_styles) {
        (void)text_to_i64(xml_attribute(attributes, "numFmtId"), &id);
        add_style(styles, id);
    }
}

static void
styles_close(void *arg, const char *name)
{
    Styles *styles = arg;

    if (strcmp(name, "cellXfs") == 0)
        styles->in_cell_styles = false;
}

/* ---- sharedStrings.xml ---- */

typedef struct Strings {
    Ctx *ctx;
    Book *book;
    XmlRead xml;
    size_t room;
    Buf buf; /* the one being read */
    bool in_text;
    int phonetic; /* inside rPh: how it is read aloud, not part of the text */
} Strings;

static void
strings_open(void *arg, const char *name, const char **attributes)
{
    Strings *strings = arg;

    (void)attributes;
    if (strcmp(name, "si") == 0) {
        strings->buf.len = 0;
        strings->buf.overflow = false;
    } else if (strcmp(name, "rPh") == 0) {
        strings->phonetic++;
    } else if (strcmp(name, "t") == 0) {
        strings->in_text = strings->phonetic == 0;
    }
}

static void
add_string(Strings *strings)
{
    Book *book = strings->book;
    Arena *arena = strings->ctx->arena;

    if (book->string_count == SHEET_STRINGS_MAX) {
        book->too_many_strings = true;
        xml_stop(&strings->xml);
        return;
    }
    if (book->string_count == strings->room) {
        size_t room = strings->room == 0 ? 256 : strings->room * 2;

        book->strings =
            arena_grow(arena, book->strings, strings->room * sizeof(Text), room * sizeof(Text));
        strings->room = room;
    }
    book->strings[book->string_count++] =
        strings->buf.overflow
            ? too_long_text
            : grid_text(value_unescape(arena, text_copy(arena, buf_done(&strings->buf))));
}

static void
strings_close(void *arg, const char *name)
{
    Strings *strings = arg;

    if (strcmp(name, "t") == 0)
        strings->in_text = false;
    else if (strcmp(name, "rPh") == 0)
        strings->phonetic--;
    else if (strcmp(name, "si") == 0)
        add_string(strings);
}

static void
strings_text(void *arg, const char *at, int len)
{
    Strings *strings = arg;

    if (strings->in_text)
        buf_bytes(&strings->buf, at, (size_t)len);
}

Status
book_read(Zip *zip, Book *out)
{
    static const XmlEvents style_events = {.open = styles_open, .close = styles_close};
    static const XmlEvents string_events = {
        .open = strings_open, .close = strings_close, .text = strings_text};
    Ctx *ctx = zip->ctx;
    Styles *styles = NEW(ctx->arena, Styles);
    Strings strings = {.ctx = ctx, .book = out};
    XmlRead xml;
    Status status;

    *out = (Book){0};
    TRY(find_sheet(zip, out));
    styles->ctx = ctx;
    styles->book = out;
    status = xml_read(zip, T("xl/styles.xml"), &xml, &style_events, styles);
    if (status != OK && status != NOT_FOUND)
        return status;
    strings.buf = buf_new(ctx->arena, STRING_BYTES_MAX);
    status = xml_read(zip, T("xl/sharedStrings.xml"), &strings.xml, &string_events, &strings);
    if (status != OK && status != NOT_FOUND)
        return status;
    if (out->too_many_strings)
        return sheet_refuse(ctx, TR(ctx->lang, "表格里的文字太多，请分成几份"));
    return OK;
}
