/*
 * markdown -- what people write with a few signs, as HTML that is safe to show.
 *
 * The subset: paragraphs (a line break stays a line break), headings, lists, quotations, rules,
 * bold, italic, links.  Everything else is text: HTML is shown as it was typed, a picture is its
 * description, code is its words.  Headings begin at h3, because the page has its own h1 and h2.
 * The parser is cmark (CommonMark), the markup our own.
 *
 * Links lead to http, https, mailto, tel or a place on this site (/path, path, #part, ?query; not
 * //host), and carry rel="nofollow noopener"; a link to anything else is its text.
 */
#pragma once

#include "base/status.h"
#include "base/text.h"

enum {
    MARKDOWN_BYTES_MAX = 128 * 1024,       /* of a source */
    MARKDOWN_HTML_BYTES_MAX = 1024 * 1024, /* of what becomes of it */
    MARKDOWN_DEPTH_MAX = 16, /* quotations and lists within each other; deeper is flat */
};

/* Renders source to markup in arena; the empty text for an empty or absent source.  INVALID when
 * source or result is larger than its limit; FAULT when memory runs out. */
MUST_CHECK Status markdown_html(Arena *arena, Text source, Text *html_out);

/* The words alone, a block to a line, for search, feeds and short descriptions;
 * nothing is escaped.  A source larger than the limit is cut there. */
Text markdown_plain(Arena *arena, Text source);
