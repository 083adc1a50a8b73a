/* What is written: values, texts of the interface, icons, assets, included templates. */
#include "internal.h"

/* The writer of a value for the place where it stands, and what the place is after it. */
static Status
pick_writer(Compiler *c, Position pos, const char **writer_out)
{
    Place *place = &c->place;

    *writer_out = "html_text";
    place->at_newline = false;
    if (place->spot == SPOT_TAG)
        return fail(c, pos, "a value can stand in an attribute's value, not in the tag itself");
    if (place->spot != SPOT_VALUE)
        return OK;
    if (place->kind == ATTR_CODE)
        return fail(c, pos, "nothing can be filled in inside the attribute %.*s",
                    TEXT_ARGS(place->attr));
    *writer_out = "html_attr";
    if (place->kind == ATTR_PLAIN)
        return OK;
    if (place->url == URL_UNSURE)
        return fail(c, pos, "it is not certain whether the URL begins here");
    *writer_out = place->url == URL_NOTHING ? "html_url" : "html_url_part";
    place->url = URL_SOMETHING;
    return OK;
}

static Status
need_text(Compiler *c, const Directive *d)
{
    if (c->place.spot != SPOT_TEXT)
        return fail(c, d->pos, "{{%.*s}} can stand between tags only",
                    TEXT_ARGS(d->tokens[0].text));
    c->place.at_newline = false;
    return OK;
}

Status
value_compile(Compiler *c, const Directive *d)
{
    const char *writer;
    Text value;

    if (d->count != 1)
        return fail(c, d->tokens[1].pos, "%.*s is no directive", TEXT_ARGS(d->tokens[0].text));
    TRY(path_value(c, &d->tokens[0], &value));
    TRY(pick_writer(c, d->pos, &writer));
    emit(c, d->pos, "%s(out, %.*s);", writer, TEXT_ARGS(value));
    return OK;
}

/* The {name}s of a sentence: each must have a value, and each value a name. */
static Status
check_places(Compiler *c, const Directive *d, const Text *names, size_t count)
{
    Text sentence = d->tokens[1].text;
    bool used[TOKENS_MAX] = {false};

    while (sentence.len != 0) {
        size_t open = text_find(sentence, T("{")), close = text_find(sentence, T("}")), i;
        Text name;

        if (open == sentence.len && close == sentence.len)
            break;
        if (close < open || close == sentence.len)
            return fail(c, d->tokens[1].pos, "the braces of the sentence do not match");
        name = text_slice(sentence, open + 1, close - open - 1);
        for (i = 0; i < count && !text_eq(names[i], name); i++)
            continue;
        if (i == count)
            return fail(c, d->tokens[1].pos, "{%.*s} has no value", TEXT_ARGS(name));
        used[i] = true;
        sentence = text_slice(sentence, close + 1, sentence.len);
    }
    for (size_t i = 0; i < count; i++)
        if (!used[i])
            return fail(c, d->tokens[1].pos, "%.*s does not stand in the sentence",
                        TEXT_ARGS(names[i]));
    return OK;
}

/* "days", "days=duty.days_left" or "duty.days_left" (then the place is {days_left}). */
static Status
read_arguments(Compiler *c, const Directive *d, Text *names, Text *values, size_t *count_out)
{
    size_t i = 2, count = 0;

    while (i < d->count) {
        Text name = d->tokens[i].text, tail;

        if (i + 2 < d->count && d->tokens[i + 1].kind == TOKEN_EQUALS) {
            i += 2;
        } else {
            while (text_cut(name, '.', &(Text){0}, &tail))
                name = tail;
        }
        if (!is_identifier(name))
            return fail(c, d->tokens[i].pos, "%.*s is not a name", TEXT_ARGS(name));
        for (size_t k = 0; k < count; k++)
            if (text_eq(names[k], name))
                return fail(c, d->tokens[i].pos, "two values for {%.*s}", TEXT_ARGS(name));
        TRY(path_value(c, &d->tokens[i++], &values[count]));
        names[count++] = name;
    }
    *count_out = count;
    return OK;
}

static Status
remember_message(Compiler *c, const Directive *d)
{
    if (c->message_count == MESSAGES_MAX)
        return fail(c, d->pos, "more than %d texts in a template", MESSAGES_MAX);
    c->messages[c->message_count++] = (TemplateMessage){d->tokens[1].text, d->pos.line};
    return OK;
}

Status
tr_compile(Compiler *c, const Directive *d)
{
    Text names[TOKENS_MAX], values[TOKENS_MAX];
    size_t count = 0;
    const char *writer;
    Text id;

    if (d->tokens[1].kind != TOKEN_STRING || d->tokens[1].text.len == 0)
        return fail(c, d->pos, "write {{tr \"text\" value …}}");
    if (c->place.spot == SPOT_VALUE && c->place.kind != ATTR_PLAIN)
        return fail(c, d->pos, "{{tr}} cannot stand in the attribute %.*s",
                    TEXT_ARGS(c->place.attr));
    TRY(read_arguments(c, d, names, values, &count));
    TRY(check_places(c, d, names, count));
    TRY(remember_message(c, d));
    TRY(pick_writer(c, d->pos, &writer));
    id = c_string(c, d->tokens[1].text);
    emit(c, d->pos, "{");
    emit_more(c, "    static TrSite site = {.msgid = %.*s};", TEXT_ARGS(id));
    if (count == 0) {
        emit_more(c, "    %s(out, tr_site(&site, out->lang));", writer);
    } else {
        emit_more(c, "    HtmlSentence sentence = html_sentence(out, &site);");
        emit_more(c, "    while (html_sentence_next(out, &sentence)) {");
        for (size_t i = 0; i < count; i++) {
            emit_more(c, "        %sif (text_eq(sentence.place, T(\"%.*s\")))",
                      i == 0 ? "" : "else ", TEXT_ARGS(names[i]));
            emit_more(c, "            %s(out, %.*s);", writer, TEXT_ARGS(values[i]));
        }
        emit_more(c, "    }");
    }
    emit_more(c, "}");
    return OK;
}

/* The URL of an asset at build time. */
static Status
find_asset(Compiler *c, const Token *token, Text name, Text *url_out)
{
    *url_out = c->source->assets.lines.at == NULL
                   ? text_printf(c->arena, "/static/%.*s", TEXT_ARGS(name))
                   : asset_table_find(c->source->assets, name);
    if (url_out->at == NULL)
        return fail(c, token->pos, "there is no %.*s in assets/", TEXT_ARGS(name));
    return OK;
}

Status
asset_compile(Compiler *c, const Directive *d)
{
    const char *writer;
    Text url;

    if (d->count != 2 || d->tokens[1].kind != TOKEN_STRING)
        return fail(c, d->pos, "write {{asset \"app.css\"}}");
    TRY(find_asset(c, &d->tokens[1], d->tokens[1].text, &url));
    TRY(pick_writer(c, d->pos, &writer));
    emit_literal(c, url);
    return OK;
}

Status
icon_compile(Compiler *c, const Directive *d)
{
    Text url, name;

    if (d->count != 2)
        return fail(c, d->pos, "write {{icon \"flag\"}}");
    TRY(need_text(c, d));
    if (d->tokens[1].kind == TOKEN_WORD) { /* a name known when the page is shown */
        Text value;

        TRY(find_asset(c, &d->tokens[1], T("icons.svg"), &url));
        TRY(path_value(c, &d->tokens[1], &value));
        emit(c, d->pos, "html_icon(out, \"%.*s#\", %.*s);", TEXT_ARGS(url), TEXT_ARGS(value));
        return OK;
    }
    name = text_printf(c->arena, "icons.svg#%.*s", TEXT_ARGS(d->tokens[1].text));
    TRY(find_asset(c, &d->tokens[1], name, &url));
    emit_literal(c, T("<svg class=\"i\" aria-hidden=\"true\"><use xlink:href=\""));
    emit_literal(c, url);
    emit_literal(c, T("\"/></svg>"));
    return OK;
}

Status
csrf_compile(Compiler *c, const Directive *d)
{
    if (d->count != 1)
        return fail(c, d->pos, "{{csrf}} takes nothing");
    TRY(need_text(c, d));
    emit(c, d->pos, "html_csrf(out, %.*s->csrf);", TEXT_ARGS(path_page(c)));
    return OK;
}

static Status
include_header(Compiler *c, const Token *token)
{
    for (size_t i = 0; i < c->included_count; i++)
        if (text_eq(c->included[i], token->text))
            return OK;
    if (c->included_count == INCLUDES_MAX)
        return fail(c, token->pos, "more than %d templates included", INCLUDES_MAX);
    c->included[c->included_count++] = token->text;
    buf_printf(&c->includes, "#include \"%.*s.html.h\"\n", TEXT_ARGS(token->text));
    return OK;
}

/* {{include folder/file value}} */
Status
include_compile(Compiler *c, const Directive *d)
{
    Text folder, file, argument;

    if (d->count > 3 || d->tokens[1].kind != TOKEN_WORD ||
        !text_cut(d->tokens[1].text, '/', &folder, &file) || !is_identifier(folder) ||
        !is_identifier(file))
        return fail(c, d->pos, "write {{include folder/file value}}");
    TRY(need_text(c, d));
    TRY(include_header(c, &d->tokens[1]));
    argument = path_page(c);
    if (d->count == 3)
        TRY(path_pointer(c, &d->tokens[2], &argument));
    emit(c, d->pos, "html_%.*s_%.*s(out, %.*s);", TEXT_ARGS(folder), TEXT_ARGS(file),
         TEXT_ARGS(argument));
    return OK;
}

Status
content_compile(Compiler *c, const Directive *d)
{
    if (d->count != 1)
        return fail(c, d->pos, "{{content}} takes nothing");
    if (c->content_seen)
        return fail(c, d->pos, "{{content}} stands twice");
    if (c->block_count != 0)
        return fail(c, d->pos, "{{content}} cannot stand inside a condition or loop");
    TRY(need_text(c, d));
    c->content_seen = true;
    emit(c, d->pos, "content(out, content_view);");
    return OK;
}
