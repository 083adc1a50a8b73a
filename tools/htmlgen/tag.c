/* Tags and attributes: the stack of open elements, and where values may stand. */
#include "internal.h"

static const char *const VOID_TAGS[] = {"area",  "base", "br",   "col",    "embed", "hr",  "img",
                                        "input", "link", "meta", "source", "track", "wbr", NULL};
static const char *const CODE_TAGS[] = {"script", "style", NULL};
static const char *const RAW_TEXT_TAGS[] = {"title", "textarea", NULL};
/* Inside these the rules of XML hold: drawings, and whole documents (feeds, maps of the site). */
static const char *const FOREIGN_TAGS[] = {"svg",
                                           "math",
                                           "feed",
                                           "rss",
                                           "urlset",
                                           "sitemapindex",
                                           "discovery", /* these of GeoReport v2 */
                                           "services",
                                           "service_definition",
                                           "service_requests",
                                           "service_requests_updates",
                                           "errors",
                                           NULL};
static const char *const SKIPS_NEWLINE[] = {"textarea", "pre", NULL};
static const char *const URL_ATTRS[] = {"href",       "src",        "action",   "formaction",
                                        "poster",     "cite",       "data",     "ping",
                                        "xlink:href", "background", "manifest", NULL};
static const char *const URL_LIST_ATTRS[] = {"srcset", "imagesrcset", NULL};
static const char *const CODE_ATTRS[] = {"style", "srcdoc", NULL};

static bool
is_name_char(char ch)
{
    return ch != 0 && !is_space(ch) && ch != '/' && ch != '>' && ch != '=' && ch != '"' &&
           ch != '\'' && ch != '<' && ch != '{' && ch != '}' && ch != '`';
}

static size_t
name_length(const Compiler *c, size_t from)
{
    size_t len = 0;

    while (is_name_char(peek(c, from + len)))
        len++;
    return len;
}

static bool
in_foreign(const Place *place)
{
    if (one_of(place->tag.name, FOREIGN_TAGS))
        return true;
    for (size_t i = 0; i < place->depth; i++)
        if (one_of(place->open[i].name, FOREIGN_TAGS))
            return true;
    return false;
}

/* At "<name". */
Status
tag_open(Compiler *c)
{
    Place *place = &c->place;
    size_t len = name_length(c, 1);

    place->tag = (Open){text_slice(rest(c), 1, len), c->pos};
    place->attr_count = 0;
    place->spot = SPOT_TAG;
    place->needs_space = true;
    place->at_newline = false;
    emit_literal(c, text_slice(rest(c), 0, len + 1));
    skip(c, len + 1);
    return OK;
}

/* At "</". */
Status
tag_close(Compiler *c)
{
    Place *place = &c->place;
    Position pos = c->pos;
    size_t len = name_length(c, 2), end = 2 + len;
    Text name = text_slice(rest(c), 2, len);
    Open last;

    while (is_space(peek(c, end)))
        end++;
    if (len == 0 || peek(c, end) != '>')
        return fail(c, pos, "an end tag is written </name>");
    if (one_of(name, VOID_TAGS) && (place->depth == 0 || !in_foreign(place)))
        return fail(c, pos, "<%.*s> has no end tag", TEXT_ARGS(name));
    if (place->depth == 0)
        return fail(c, pos, "</%.*s> closes nothing", TEXT_ARGS(name));
    last = place->open[place->depth - 1];
    if (!text_eq_nocase(last.name, name))
        return fail(c, pos, "</%.*s> comes before <%.*s> of line %d is closed", TEXT_ARGS(name),
                    TEXT_ARGS(last.name), last.pos.line);
    place->depth--;
    place->spot = SPOT_TEXT;
    place->tag = (Open){0};
    place->at_newline = false;
    emit_literal(c, T("</"));
    emit_literal(c, name);
    emit_literal(c, T(">"));
    skip(c, end + 1);
    return OK;
}

/* The ">" of a start tag, or its "/>". */
static Status
finish_tag(Compiler *c, bool self_closed)
{
    Place *place = &c->place;
    Open tag = place->tag;
    bool is_foreign = in_foreign(place);
    bool is_void = !is_foreign && one_of(tag.name, VOID_TAGS);

    if (self_closed && !is_foreign && !is_void)
        return fail(c, tag.pos, "<%.*s/> does not close the element in HTML; write </%.*s>",
                    TEXT_ARGS(tag.name), TEXT_ARGS(tag.name));
    emit_literal(c, self_closed && is_foreign ? T("/>") : T(">"));
    skip(c, self_closed ? 2 : 1);
    place->spot = SPOT_TEXT;
    place->tag = (Open){0};
    if (is_void || self_closed)
        return OK;
    if (place->depth == OPEN_MAX)
        return fail(c, tag.pos, "more than %d elements inside one another", OPEN_MAX);
    place->open[place->depth++] = tag;
    if (one_of(tag.name, CODE_TAGS))
        place->spot = SPOT_CODE;
    else if (!is_foreign && one_of(tag.name, RAW_TEXT_TAGS))
        place->spot = SPOT_RAW_TEXT;
    /* A browser drops the first newline of these; one more keeps the value's own. */
    if (one_of(tag.name, SKIPS_NEWLINE) && looking_at(c, "{{"))
        emit_literal(c, T("\n"));
    return OK;
}

static AttrKind
attr_kind(Text name)
{
    if (one_of(name, URL_ATTRS))
        return ATTR_URL;
    if (one_of(name, URL_LIST_ATTRS))
        return ATTR_URLS;
    if (one_of(name, CODE_ATTRS) || text_eq_nocase(text_slice(name, 0, 2), T("on")))
        return ATTR_CODE;
    return ATTR_PLAIN;
}

/* Browsers drop control characters and spaces before they look at the scheme. */
static bool
is_script_url(Text value)
{
    char scheme[12] = {0};
    size_t len = 0;

    for (size_t i = 0; i < value.len && len < 11; i++)
        if ((unsigned char)value.at[i] > ' ')
            scheme[len++] = value.at[i];
    return text_eq_nocase((Text){scheme, len}, T("javascript:"));
}

static Status
scan_unquoted(Compiler *c)
{
    size_t len = name_length(c, 0);

    if (looking_at_nocase(c, "{{"))
        return fail(c, c->pos, "the value of %.*s needs quotes", TEXT_ARGS(c->place.attr));
    if (len == 0)
        return fail(c, c->pos, "%.*s= has no value", TEXT_ARGS(c->place.attr));
    if (!is_space(peek(c, len)) && peek(c, len) != '>')
        return fail(c, c->pos, "the value of %.*s needs quotes", TEXT_ARGS(c->place.attr));
    emit_literal(c, text_slice(rest(c), 0, len));
    skip(c, len);
    c->place.needs_space = true;
    return OK;
}

static Status
scan_attr(Compiler *c)
{
    Place *place = &c->place;
    Position pos = c->pos;
    size_t len = name_length(c, 0), end;
    Text name = text_slice(rest(c), 0, len);

    if (len == 0)
        return fail(c, pos, "a stray character in the tag <%.*s", TEXT_ARGS(place->tag.name));
    if (place->needs_space)
        return fail(c, pos, "white space is missing before %.*s", TEXT_ARGS(name));
    for (size_t i = 0; i < place->attr_count; i++)
        if (text_eq_nocase(place->attrs[i], name))
            return fail(c, pos, "the attribute %.*s stands twice", TEXT_ARGS(name));
    if (place->attr_count == ATTRS_MAX)
        return fail(c, pos, "more than %d attributes", ATTRS_MAX);
    place->attrs[place->attr_count++] = name;
    place->attr = name;
    place->kind = attr_kind(name);
    emit_literal(c, name);
    for (end = len; is_space(peek(c, end));)
        end++;
    if (peek(c, end) != '=') {
        place->needs_space = true;
        skip(c, len);
        return OK;
    }
    for (end++; is_space(peek(c, end));)
        end++;
    skip(c, end);
    emit_literal(c, T("="));
    if (peek(c, 0) != '"' && peek(c, 0) != '\'')
        return scan_unquoted(c);
    place->spot = SPOT_VALUE;
    place->quote = peek(c, 0);
    place->url = URL_NOTHING;
    emit_literal(c, text_slice(rest(c), 0, 1));
    skip(c, 1);
    return OK;
}

Status
tag_scan(Compiler *c)
{
    while (c->pos.at < c->text.len && !looking_at(c, "{{")) {
        size_t len = 0;

        if (peek(c, 0) == '>')
            return finish_tag(c, false);
        if (peek(c, 0) == '/' && peek(c, 1) == '>')
            return finish_tag(c, true);
        while (is_space(peek(c, len)))
            len++;
        if (len != 0) {
            emit_literal(c, T(" "));
            skip(c, len);
            c->place.needs_space = false;
            continue;
        }
        TRY(scan_attr(c));
        if (c->place.spot == SPOT_VALUE)
            return OK;
    }
    return OK;
}

Status
value_scan(Compiler *c)
{
    Place *place = &c->place;
    Position pos = c->pos;
    size_t len = 0;
    Text piece;

    while (c->pos.at + len < c->text.len && peek(c, len) != place->quote &&
           !(peek(c, len) == '{' && peek(c, len + 1) == '{'))
        len++;
    piece = text_slice(rest(c), 0, len);
    emit_literal(c, piece);
    if (place->kind == ATTR_URL && place->url != URL_SOMETHING && is_script_url(piece))
        return fail(c, pos, "javascript: in a URL");
    if (len != 0) {
        char last = piece.at[len - 1];
        bool between = place->kind == ATTR_URLS && (is_space(last) || last == ',');

        place->url = between ? URL_NOTHING : URL_SOMETHING;
    }
    skip(c, len);
    if (peek(c, 0) != place->quote || c->pos.at == c->text.len)
        return OK;
    emit_literal(c, (Text){&place->quote, 1});
    skip(c, 1);
    place->spot = SPOT_TAG;
    place->needs_space = true;
    return OK;
}
