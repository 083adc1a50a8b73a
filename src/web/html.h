/*
 * html -- writing markup, escaped for the place where a value stands.
 *
 * Templates (.html beside each feature, compiled by tools/htmlgen; docs/templates.md) call these
 * through the _Generic macros html_text(), html_attr() and html_url(), which pick the writer by the
 * type of the value.  Ready-made markup is the type Markup, made only by markup producers that
 * escape themselves (text/markdown, web/icons, charts); there is no raw syntax.
 */
#pragma once

#include "base/buf.h"
#include "base/ctx.h"
#include "base/tr.h"

/* Where a template writes to, and for whom. */
typedef struct Html {
    Buf *buf;
    Lang lang;
} Html;

/* Markup that is already safe in element content. */
typedef struct Markup {
    Text html;
} Markup;

/* Whole fen, shown as yuan with two decimals and thousands separators: 1,234.50. */
typedef struct Fen {
    int64_t fen;
} Fen;

/* A calendar day shown for people in the reader's language: 2023年5月18日 / 18 May 2023. */
typedef struct ShownDay {
    Day day;
} ShownDay;

/* Element text and quoted attribute values: & < > " ' become character references, and control
 * characters other than tab and line ends become U+FFFD.  An absent text writes nothing. */
void html_text_text(Html *out, Text value);
void html_text_c(Html *out, const char *value);
void html_text_int(Html *out, int64_t value);
void html_text_uint(Html *out, uint64_t value);
void html_text_fen(Html *out, Fen value);
void html_text_day(Html *out, ShownDay value);
void html_text_markup(Html *out, Markup value);
void html_attr_text(Html *out, Text value);
void html_attr_c(Html *out, const char *value);

/* A URL in href, src, action …: relative ones, https, http, tel and mailto only; anything else
 * (other schemes, "//host", "/\host", control characters, white space) becomes "#".  A value that
 * is part of a longer URL is percent-encoded: all but letters, digits and - . _ ~ (RFC 3986 2.3).
 */
void html_url_text(Html *out, Text value);
void html_url_c(Html *out, const char *value);
void html_url_part_text(Html *out, Text value);
void html_url_part_c(Html *out, const char *value);

/* ---- picked by type: what templates use ---- */
#define html_text(out, value)                                                                      \
    _Generic((value),                                                                              \
        Text: html_text_text, const char *: html_text_c, char *: html_text_c,                      \
        int: html_text_int, long: html_text_int, long long: html_text_int,                         \
        unsigned: html_text_uint, unsigned long: html_text_uint,                                   \
        unsigned long long: html_text_uint, Fen: html_text_fen, ShownDay: html_text_day,           \
        Markup: html_text_markup)((out), (value))
#define html_attr(out, value)                                                                      \
    _Generic((value),                                                                              \
        Text: html_attr_text, const char *: html_attr_c, char *: html_attr_c,                      \
        int: html_text_int, long: html_text_int, long long: html_text_int,                         \
        unsigned: html_text_uint, unsigned long: html_text_uint,                                   \
        unsigned long long: html_text_uint, Fen: html_text_fen, ShownDay: html_text_day)((out),    \
                                                                                         (value))
#define html_url(out, value)                                                                       \
    _Generic((value), Text: html_url_text, const char *: html_url_c, char *: html_url_c)((out),    \
                                                                                         (value))
#define html_url_part(out, value)                                                                  \
    _Generic((value),                                                                              \
        Text: html_url_part_text, const char *: html_url_part_c, char *: html_url_part_c,          \
        int: html_text_int, long: html_text_int, long long: html_text_int,                         \
        unsigned: html_text_uint, unsigned long: html_text_uint,                                   \
        unsigned long long: html_text_uint)((out), (value))

/* {{if x}}: a bool or a number that is not 0, a text that is not empty, a pointer that is not NULL.
 */
#define html_true(value)                                                                           \
    _Generic((value),                                                                              \
        Text: html_true_text, Markup: html_true_markup, Fen: html_true_fen,                        \
        const char *: html_true_c, char *: html_true_c, bool: html_true_int, int: html_true_int,   \
        long: html_true_int, long long: html_true_int, unsigned: html_true_uint,                   \
        unsigned long: html_true_uint, unsigned long long: html_true_uint,                         \
        default: html_true_pointer)(value)

/* A pointer to a value that is a struct or a pointer to one, so that dots in templates go through
 * both (5 is pointer_type_class of <typeclass.h>, in gcc and clang). */
#define HTML_REF(value)                                                                            \
    __builtin_choose_expr(__builtin_classify_type(value) == 5, (value), &(value))

/* ---- what compiled templates call ---- */

/* A constant piece of a template. */
static inline void
html_lit(Html *out, const char *bytes, size_t len)
{
    buf_bytes(out->buf, bytes, len);
}

/* A translated sentence with {named} places, of which the template writes the values.
 *     HtmlSentence sentence = html_sentence(out, &site);
 *     while (html_sentence_next(out, &sentence))
 *         … write the value called sentence.place … */
typedef struct HtmlSentence {
    Text place; /* the name of the place reached */
    Text rest;  /* not yet written */
} HtmlSentence;

HtmlSentence html_sentence(const Html *out, TrSite *site);

/* Writes, escaped, up to the next place; false at the end of the sentence. */
bool html_sentence_next(Html *out, HtmlSentence *sentence);

/* The hidden field with the session's token; nothing when it is absent. */
void html_csrf(Html *out, Text token);

/* An icon whose name is known only now; sprite is the sprite's URL with "#".  A name that is not of
 * a-z 0-9 - (or empty) writes nothing. */
void html_icon_text(Html *out, const char *sprite, Text name);
void html_icon_c(Html *out, const char *sprite, const char *name);
#define html_icon(out, sprite, name)                                                               \
    _Generic((name), Text: html_icon_text, const char *: html_icon_c, char *: html_icon_c)(        \
        (out), (sprite), (name))

static inline bool
html_true_text(Text value)
{
    return value.len != 0;
}

static inline bool
html_true_markup(Markup value)
{
    return value.html.len != 0;
}

static inline bool
html_true_fen(Fen value)
{
    return value.fen != 0;
}

static inline bool
html_true_c(const char *value)
{
    return value != NULL && value[0] != '\0';
}

static inline bool
html_true_int(int64_t value)
{
    return value != 0;
}

static inline bool
html_true_uint(uint64_t value)
{
    return value != 0;
}

static inline bool
html_true_pointer(const void *value)
{
    return value != NULL;
}
