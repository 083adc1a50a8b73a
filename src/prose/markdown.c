#include "prose/markdown.h"

#include <cmark.h>

#include "base/buf.h"
#include "base/log.h"
#include "prose/link.h"

enum { OPTIONS = CMARK_OPT_VALIDATE_UTF8 };

/* ---- characters ---- */

static void
put_escaped(Buf *html, Text text)
{
    size_t from = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        Text escape = c == '&'   ? T("&amp;")
                      : c == '<' ? T("&lt;")
                      : c == '>' ? T("&gt;")
                      : c == '"' ? T("&quot;")
                      /* &#8; and its like: nothing unseen is shown. */
                      : (c < ' ' && c != '\n' && c != '\t') || c == 0x7F ? T("\xEF\xBF\xBD")
                                                                         : (Text){0};

        if (escape.len == 0)
            continue;
        buf_bytes(html, text.at + from, i - from);
        buf_text(html, escape);
        from = i + 1;
    }
    buf_bytes(html, text.at + from, text.len - from);
}

/* Code and HTML are shown as their words; their line breaks stay. */
static void
put_lines(Buf *html, Text text)
{
    text = text_trim(text);
    while (text.len != 0) {
        Text line;

        if (text_cut(text, '\n', &line, &text)) {
            put_escaped(html, line);
            BUF_LIT(html, "<br>\n");
        } else {
            put_escaped(html, line);
        }
    }
}

/* ---- the writer of HTML ---- */

typedef struct Writer {
    Buf buf;
    int depth; /* open quotations, lists and items */
    bool link; /* within a link that is shown as one */
} Writer;

/* Quotations and lists beyond the depth leave no tags; open and close are asked at the same depth.
 */
static void
put_nested(Writer *to, bool open, const char *tag)
{
    if (!open)
        to->depth--;
    if (to->depth < MARKDOWN_DEPTH_MAX)
        buf_printf(&to->buf, open ? "<%s>" : "</%s>\n", tag);
    if (open)
        to->depth++;
}

static void
put_list(Writer *to, bool open, cmark_node *node)
{
    bool numbered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    int start = cmark_node_get_list_start(node);

    if (open && numbered && start != 1 && to->depth < MARKDOWN_DEPTH_MAX) {
        buf_printf(&to->buf, "<ol start=\"%d\">", start);
        to->depth++;
        return;
    }
    put_nested(to, open, numbered ? "ol" : "ul");
}

/* A paragraph of a list without empty lines is the item itself. */
static bool
is_tight(cmark_node *paragraph)
{
    cmark_node *list = cmark_node_parent(cmark_node_parent(paragraph));

    return list != NULL && cmark_node_get_type(list) == CMARK_NODE_LIST &&
           cmark_node_get_list_tight(list) != 0;
}

static void
put_heading(Writer *to, bool open, cmark_node *node)
{
    int level = cmark_node_get_heading_level(node) + 2;

    buf_printf(&to->buf, open ? "<h%d>" : "</h%d>\n", level > 6 ? 6 : level);
}

static void
put_link(Writer *to, bool open, cmark_node *node)
{
    Text url = text_c(cmark_node_get_url(node));

    if (!open) {
        if (to->link)
            BUF_LIT(&to->buf, "</a>");
        to->link = false;
    } else if (!to->link && link_is_fine(url)) {
        BUF_LIT(&to->buf, "<a href=\"");
        put_escaped(&to->buf, url);
        BUF_LIT(&to->buf, "\" rel=\"nofollow noopener\">");
        to->link = true;
    }
}

/* Blocks that hold their text themselves. */
static void
put_literal_block(Writer *to, cmark_node *node)
{
    BUF_LIT(&to->buf, "<p>");
    put_lines(&to->buf, text_c(cmark_node_get_literal(node)));
    BUF_LIT(&to->buf, "</p>\n");
}

static void
put_node(Writer *to, bool open, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        return put_nested(to, open, "blockquote");
    case CMARK_NODE_LIST:
        return put_list(to, open, node);
    case CMARK_NODE_ITEM:
        return put_nested(to, open, "li");
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
        return put_literal_block(to, node);
    case CMARK_NODE_PARAGRAPH:
        if (!is_tight(node))
            buf_text(&to->buf, open ? T("<p>") : T("</p>\n"));
        return;
    case CMARK_NODE_HEADING:
        return put_heading(to, open, node);
    case CMARK_NODE_THEMATIC_BREAK:
        return BUF_LIT(&to->buf, "<hr>\n");
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
        return put_escaped(&to->buf, text_c(cmark_node_get_literal(node)));
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        return BUF_LIT(&to->buf, "<br>\n");
    case CMARK_NODE_EMPH:
        return buf_text(&to->buf, open ? T("<em>") : T("</em>"));
    case CMARK_NODE_STRONG:
        return buf_text(&to->buf, open ? T("<strong>") : T("</strong>"));
    case CMARK_NODE_LINK:
        return put_link(to, open, node);
    case CMARK_NODE_NONE:
    case CMARK_NODE_DOCUMENT:
    case CMARK_NODE_CUSTOM_BLOCK:
    case CMARK_NODE_CUSTOM_INLINE:
    case CMARK_NODE_IMAGE: /* its description */
        break;
    }
}

/* ---- the words alone ---- */

static void
end_line(Buf *buf)
{
    if (buf->len != 0 && buf->at[buf->len - 1] != '\n')
        buf_char(buf, '\n');
}

static void
put_words(Writer *to, bool open, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    const char *literal = cmark_node_get_literal(node);

    if (!open)
        return;
    if (type >= CMARK_NODE_FIRST_BLOCK && type <= CMARK_NODE_LAST_BLOCK)
        end_line(&to->buf);
    if (literal != NULL)
        buf_text(&to->buf, text_c(literal));
    else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        buf_char(&to->buf, '\n');
}

/* ---- walking ---- */

typedef void PutNode(Writer *to, bool open, cmark_node *node);

static Status
walk(Text source, PutNode *put, Writer *to)
{
    cmark_node *document = cmark_parse_document(source.at, source.len, OPTIONS);
    cmark_iter *iterator = document != NULL ? cmark_iter_new(document) : NULL;

    if (iterator == NULL) {
        cmark_node_free(document);
        log_error("markdown.parse", LOG_INT("bytes", (int64_t)source.len));
        return FAULT;
    }
    while (!to->buf.overflow) {
        cmark_event_type event = cmark_iter_next(iterator);

        if (event == CMARK_EVENT_DONE)
            break;
        put(to, event == CMARK_EVENT_ENTER, cmark_iter_get_node(iterator));
    }
    cmark_iter_free(iterator);
    cmark_node_free(document);
    return to->buf.overflow ? INVALID : OK;
}

Status
markdown_html(Arena *arena, Text source, Text *html_out)
{
    Writer to = {.buf = buf_new(arena, MARKDOWN_HTML_BYTES_MAX)};

    *html_out = T("");
    if (source.len > MARKDOWN_BYTES_MAX)
        return INVALID;
    if (source.len == 0)
        return OK;
    TRY(walk(source, put_node, &to));
    *html_out = buf_done(&to.buf);
    return OK;
}

Text
markdown_plain(Arena *arena, Text source)
{
    /* Nothing grows but NUL; line ends take the place of signs. */
    Writer to = {.buf = buf_new(arena, MARKDOWN_BYTES_MAX * 4)};
    size_t end = source.len;

    if (end > MARKDOWN_BYTES_MAX) {
        end = MARKDOWN_BYTES_MAX;
        while (end > 0 && ((unsigned char)source.at[end] & 0xC0) == 0x80)
            end--;
    }
    if (end == 0)
        return T("");
    if (walk(text_slice(source, 0, end), put_words, &to) != OK)
        return text_copy(arena, text_slice(source, 0, end));
    return text_trim(buf_done(&to.buf));
}
