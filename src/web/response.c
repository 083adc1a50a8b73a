/* Filling a response: headers, cookies, bodies. */
#include "base/crypto.h"
#include "base/log.h"
#include "web/site.h"

enum {
    NOTICE_SECONDS = 60,
    CSRF_BYTES = 16,
    CSRF_LEN_MIN = 16,
    CSRF_LEN_MAX = 100,
    LOCATION_BYTES_MAX = 4096
};

void
response_header(Response *res, Text name, Text value)
{
    for (size_t i = 0; i < value.len; i++)
        if ((unsigned char)value.at[i] < 0x20 || value.at[i] == 0x7F) {
            log_error("web.header", LOG_TEXT("name", name), LOG_C("why", "control byte"));
            return;
        }
    if (res->header_count == RESPONSE_HEADERS_MAX) {
        log_error("web.header", LOG_TEXT("name", name), LOG_C("why", "too many"));
        return;
    }
    res->headers[res->header_count++] = (Pair){name, value};
}

void
response_shows(Response *res, int64_t key)
{
    for (size_t i = 0; i < res->key_count; i++)
        if (res->keys[i] == key)
            return;
    if (res->key_count == RESPONSE_KEYS_MAX)
        res->uncacheable = true;
    else
        res->keys[res->key_count++] = key;
}

/* A path of this installation: not "//host" nor "/\host", which browsers take for another one, also
 * with tabs or line ends between. */
static bool
is_own_path(Text location)
{
    if (!text_starts(location, T("/")) || location.len > LOCATION_BYTES_MAX)
        return false;
    for (size_t i = 0; i < location.len; i++)
        if ((unsigned char)location.at[i] < 0x20 || location.at[i] == 0x7F)
            return false;
    return location.len < 2 || (location.at[1] != '/' && location.at[1] != '\\');
}

Status
response_redirect(Ctx *ctx, Response *res, Text location)
{
    res->status = 303;
    response_header(res, T("Location"),
                    is_own_path(location) ? text_copy(ctx->arena, location) : T("/"));
    res->body = T("");
    return OK;
}

void
response_cookie(Ctx *ctx, const Request *req, Response *res, Text name, Text value,
                int64_t max_age_seconds)
{
    Text age = max_age_seconds < 0
                   ? T("")
                   : text_printf(ctx->arena, "; Max-Age=%lld", (long long)max_age_seconds);

    response_header(res, T("Set-Cookie"),
                    text_printf(ctx->arena, "%.*s=%.*s; Path=/%.*s; SameSite=Lax; HttpOnly%s",
                                TEXT_ARGS(name), TEXT_ARGS(value), TEXT_ARGS(age),
                                req->secure ? "; Secure" : ""));
}

void
response_notice(Ctx *ctx, const Request *req, Response *res, Text sentence)
{
    Text cut = text_slice(sentence, 0, NOTICE_BYTES_MAX);

    while (!text_is_utf8(cut))
        cut.len--;
    response_cookie(ctx, req, res, T("notice"), percent_encode(ctx->arena, cut), NOTICE_SECONDS);
}

Text
request_csrf(const Request *req, Response *res)
{
    Ctx ctx = {.arena = req->arena};
    Text token = request_cookie(req, "csrf");

    res->uncacheable = true;
    if (req->csrf.at != NULL)
        return req->csrf;
    if (token.len >= CSRF_LEN_MIN && token.len <= CSRF_LEN_MAX)
        return token;
    token = random_token(req->arena, CSRF_BYTES);
    response_cookie(&ctx, req, res, T("csrf"), token, -1);
    return token;
}

/* ---- bodies ---- */

Html
response_html_begin(Ctx *ctx, const Request *req, Response *res)
{
    Buf *buf = NEW(ctx->arena, Buf);

    (void)req;
    (void)res;
    *buf = buf_new(ctx->arena, PAGE_BYTES_MAX);
    return (Html){.buf = buf, .lang = ctx->lang};
}

void
response_html_end(Response *res, Html *out)
{
    if (res->type.len == 0)
        res->type = T("text/html; charset=utf-8");
    res->body = buf_done(out->buf);
    if (out->buf->overflow) {
        log_error("web.page", LOG_C("why", "a page is longer than PAGE_BYTES_MAX"));
        res->status = 500;
        res->body = (Text){0};
    }
}

void
response_json(Response *res, Text json)
{
    res->type = T("application/json");
    res->body = json;
}

/* Types that a browser shows without running anything of theirs. */
static bool
is_harmless(Text type)
{
    static const Text types[] = {
        T_INIT("image/jpeg"),
        T_INIT("image/png"),
        T_INIT("image/webp"),
        T_INIT("image/gif"),
        T_INIT("application/pdf"),
        T_INIT("audio/mpeg"),
        T_INIT("audio/mp4"),
        T_INIT("text/csv"),
        T_INIT("text/plain"),
        T_INIT("application/json"),
        T_INIT("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    };
    Text media = text_slice(type, 0, text_find(type, T(";")));

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (text_eq(types[i], media))
            return true;
    return false;
}

/* RFC 6266: a name for old clients and the real one. */
static Text
disposition(Ctx *ctx, Text filename, bool attach)
{
    Buf plain = buf_new(ctx->arena, filename.len + 1);

    for (size_t i = 0; i < filename.len; i++) {
        unsigned char c = (unsigned char)filename.at[i];

        if (c >= 0x80)
            continue;
        buf_char(&plain, c < 0x20 || c == 0x7F || c == '"' || c == '\\' ? '_' : (char)c);
    }
    return text_printf(ctx->arena, "%s; filename=\"%.*s\"; filename*=UTF-8''%.*s",
                       attach ? "attachment" : "inline", TEXT_ARGS(buf_done(&plain)),
                       TEXT_ARGS(percent_encode(ctx->arena, filename)));
}

void
response_file(Ctx *ctx, Response *res, Text path, Text type, Text filename, bool attach)
{
    res->file = path;
    res->type = is_harmless(type) ? type : T("application/octet-stream");
    response_header(res, T("Content-Disposition"),
                    disposition(ctx, filename, attach || !is_harmless(type)));
}
