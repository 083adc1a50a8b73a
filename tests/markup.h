/*
 * markup -- is what Markdown became safe to show?  For unit tests and the fuzzer.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "prose/link.h"

enum { MARKUP_DEPTH_MAX = 256 };

/* All that may stand between < and >, but for links and numbered lists. */
static const Text markup_tags[] = {
    T_INIT("p"),      T_INIT("h3"),    T_INIT("h4"),    T_INIT("h5"),         T_INIT("h6"),
    T_INIT("ul"),     T_INIT("ol"),    T_INIT("li"),    T_INIT("blockquote"), T_INIT("em"),
    T_INIT("strong"), T_INIT("thead"), T_INIT("tr"),    T_INIT("tbody"),      T_INIT("th"),
    T_INIT("td"),     T_INIT("a"),     T_INIT("table"), T_INIT("div"),
};

static inline bool
markup_is_tag(Text name)
{
    for (size_t i = 0; i < sizeof markup_tags / sizeof markup_tags[0]; i++)
        if (text_eq(name, markup_tags[i]))
            return true;
    return false;
}

/* The attributes of a tag, one of the few forms there are. */
static inline bool
markup_attributes_are_fine(Text name, Text attributes)
{
    Text end = T("\" rel=\"nofollow noopener\"");
    Text url = text_slice(attributes, 6, attributes.len - 6 - end.len);

    if (text_eq(name, T("a")))
        return attributes.len > 6 + end.len && text_starts(attributes, T("href=\"")) &&
               text_ends(attributes, end) && text_find(url, T("\"")) == url.len &&
               link_is_fine(url);
    if (text_eq(name, T("ol")) && text_starts(attributes, T("start=\"")))
        return text_find(text_slice(attributes, 7, attributes.len), T("\"")) == attributes.len - 8;
    return (text_eq(name, T("div")) && text_eq(attributes, T("class=\"table-scroll\""))) ||
           (text_eq(name, T("table")) && text_eq(attributes, T("class=\"t\""))) ||
           ((text_eq(name, T("th")) || text_eq(name, T("td"))) &&
            text_eq(attributes, T("class=\"num\"")));
}

/* Every < begins a tag that we write, tags are nested properly, and every & a reference that we
 * write.  NULL: fine; else what is wrong. */
static inline const char *
markup_fault(Text html)
{
    Text open[MARKUP_DEPTH_MAX];
    size_t depth = 0;

    for (size_t i = 0; i < html.len; i++) {
        Text rest = text_slice(html, i, html.len);
        Text inside;
        Text name;
        Text attributes;

        if (html.at[i] == '&' && !text_starts(rest, T("&amp;")) && !text_starts(rest, T("&lt;")) &&
            !text_starts(rest, T("&gt;")) && !text_starts(rest, T("&quot;")))
            return "a bare &";
        if (html.at[i] == '>' || html.at[i] == '\0')
            return "a bare > or NUL";
        if (html.at[i] != '<')
            continue;
        if (!text_cut(text_slice(rest, 1, rest.len), '>', &inside, &attributes))
            return "a tag without an end";
        i += inside.len + 1;
        if (text_eq(inside, T("br")) || text_eq(inside, T("hr")))
            continue;
        if (text_starts(inside, T("/"))) {
            if (depth == 0 || !text_eq(open[--depth], text_slice(inside, 1, inside.len)))
                return "a tag ends that is not the last one open";
            continue;
        }
        if (text_cut(inside, ' ', &name, &attributes) &&
            !markup_attributes_are_fine(name, attributes))
            return "attributes";
        if (!markup_is_tag(name))
            return "a tag that we do not write";
        if (depth == MARKUP_DEPTH_MAX)
            return "too deep";
        open[depth++] = name;
    }
    return depth == 0 ? NULL : "a tag stays open";
}
