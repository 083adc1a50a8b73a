/*
 * From a Response to what goes over the wire: security headers, caching headers, ETag, gzip, files;
 * and into the page cache what may be there.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "web/gzip.h"
#include "web/hash.h"
#include "web/site.h"

enum { HEADERS_MAX = RESPONSE_HEADERS_MAX + 16, GZIP_KEPT = 6, GZIP_ONCE = 3 };

typedef struct Headers {
    Pair at[HEADERS_MAX];
    size_t len;
} Headers;

static void
add(Headers *headers, Text name, Text value)
{
    if (headers->len < HEADERS_MAX)
        headers->at[headers->len++] = (Pair){name, value};
}

static bool
has_header(const Response *res, Text name)
{
    for (size_t i = 0; i < res->header_count; i++)
        if (text_eq_nocase(res->headers[i].name, name))
            return true;
    return false;
}

/* ---- headers ---- */

#define CSP_PAGE                                                                                   \
    "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'self'; "               \
    "script-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "             \
    "base-uri 'none'; frame-ancestors 'self'"
#define CSP_FILE                                                                                   \
    "default-src 'none'; img-src 'self' data:; media-src 'self'; object-src 'self'; "              \
    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
#define CSP_DATA "default-src 'none'; frame-ancestors 'none'"

static void
add_security(Headers *headers, const Visit *visit, Text type)
{
    bool page = text_starts(type, T("text/html"));

    add(headers, T("X-Content-Type-Options"), T("nosniff"));
    if (page) {
        add(headers, T("Content-Security-Policy"), T(CSP_PAGE));
        if (!has_header(&visit->res, T("Referrer-Policy")))
            add(headers, T("Referrer-Policy"), T("strict-origin-when-cross-origin"));
        add(headers, T("Permissions-Policy"),
            T("camera=(), microphone=(), geolocation=(self), payment=(), usb=()"));
        add(headers, T("Cross-Origin-Opener-Policy"), T("same-origin"));
        add(headers, T("X-Frame-Options"), T("SAMEORIGIN"));
    } else {
        add(headers, T("Content-Security-Policy"),
            visit->res.file.at != NULL ? T(CSP_FILE) : T(CSP_DATA));
    }
    if (visit->req.secure)
        add(headers, T("Strict-Transport-Security"), T("max-age=31536000"));
}

static bool
may_be_kept(const Visit *visit)
{
    const Response *res = &visit->res;

    return visit->plain && res->status == 200 && res->key_count != 0 && !res->uncacheable &&
           res->file.at == NULL && !has_header(res, T("Set-Cookie"));
}

static void
add_caching(Headers *headers, const Visit *visit)
{
    const Response *res = &visit->res;
    bool read = visit->req.method == METHOD_GET && (res->status == 200 || res->status == 304);

    if (!has_header(res, T("Cache-Control"))) {
        if (res->immutable && read)
            add(headers, T("Cache-Control"), T("public, max-age=31536000, immutable"));
        else if (may_be_kept(visit))
            add(headers, T("Cache-Control"), T("no-cache"));
        else
            add(headers, T("Cache-Control"), read ? T("private, no-cache") : T("no-store"));
    }
    if (!res->immutable)
        add(headers, T("Vary"), T("Accept-Encoding, Cookie, Accept-Language"));
}

/* Everything but Content-Encoding and ETag. */
static Headers
headers_of(const Visit *visit)
{
    const Response *res = &visit->res;
    Headers headers = {0};

    if (res->body.len != 0 || res->file.at != NULL)
        add(&headers, T("Content-Type"), res->type);
    add_security(&headers, visit, res->type);
    add_caching(&headers, visit);
    for (size_t i = 0; i < res->header_count; i++)
        add(&headers, res->headers[i].name, res->headers[i].value);
    /* The notice has been shown. */
    if (request_cookie(&visit->req, "notice").at != NULL && text_starts(res->type, T("text/html")))
        add(&headers, T("Set-Cookie"), T("notice=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly"));
    if (http_draining(visit->site->http))
        add(&headers, T("Connection"), T("close"));
    return headers;
}

/* ---- the forms of an answer ---- */

static HttpResponse *
prepare(const Headers *base, Text body, Text etag, bool gzipped)
{
    Headers headers = *base;

    if (etag.at != NULL)
        add(&headers, T("ETag"), etag);
    if (gzipped)
        add(&headers, T("Content-Encoding"), T("gzip"));
    return http_prepare(
        &(HttpReply){.headers = headers.at, .header_count = headers.len, .body = body});
}

/* A 304 says only what a cache needs (RFC 9110 15.4.5). */
static HttpResponse *
prepare_unchanged(const Headers *base, Text etag)
{
    Headers headers = {0};

    for (size_t i = 0; i < base->len; i++)
        if (text_eq(base->at[i].name, T("Cache-Control")) || text_eq(base->at[i].name, T("Vary")) ||
            text_eq(base->at[i].name, T("Set-Cookie")))
            add(&headers, base->at[i].name, base->at[i].value);
    add(&headers, T("ETag"), etag);
    return http_prepare(&(HttpReply){.headers = headers.at, .header_count = headers.len});
}

static void
send_prepared(Visit *visit, int status, HttpResponse *response, size_t bytes)
{
    visit->log_status = status;
    shared_count(visit->site->slot, COUNT_SENT_BYTES, bytes);
    http_send(visit->http, status, response);
}

/* ---- bodies ---- */

typedef struct Forms {
    uint64_t tag;
    Text etag;
    Text zipped; /* absent: not wanted or no gain */
    Text zipped_etag;
} Forms;

static Forms
forms_of(Visit *visit, int level)
{
    const Response *res = &visit->res;
    Forms forms = {.tag = hash_bytes(res->body, 1)};

    forms.etag = etag_make(visit->ctx.arena, forms.tag, false);
    if (visit->gzip && !res->immutable && res->body.len >= GZIP_BYTES_MIN &&
        gzip_suits(res->type) && !has_header(res, T("Content-Encoding"))) {
        forms.zipped = gzip(visit->ctx.arena, res->body, level);
        forms.zipped_etag = etag_make(visit->ctx.arena, forms.tag, true);
    }
    return forms;
}

static void
send_kept(Visit *visit)
{
    Site *site = visit->site;
    const Response *res = &visit->res;
    Headers headers = headers_of(visit);
    Forms forms = forms_of(visit, GZIP_KEPT);
    bool zipped = forms.zipped.at != NULL;
    CachePage page = {
        .keys = res->keys,
        .key_count = res->key_count,
        .tag = forms.tag,
        .plain = prepare(&headers, res->body, forms.etag, false),
        .plain_unchanged = prepare_unchanged(&headers, forms.etag),
        .bytes = res->body.len + forms.zipped.len,
    };
    Text seen = visit->http->heads[HEAD_IF_NONE_MATCH];
    bool unchanged = seen.len != 0 && etag_matches(seen, forms.tag);

    if (visit->gzip) {
        page.gzip = zipped ? prepare(&headers, forms.zipped, forms.zipped_etag, true)
                           : prepare(&headers, res->body, forms.etag, false);
        page.gzip_unchanged = prepare_unchanged(&headers, zipped ? forms.zipped_etag : forms.etag);
    }
    if (unchanged)
        send_prepared(visit, 304, visit->gzip ? page.gzip_unchanged : page.plain_unchanged, 0);
    else
        send_prepared(visit, 200, visit->gzip ? page.gzip : page.plain,
                      zipped ? forms.zipped.len : res->body.len);
    cache_keep(site->cache, &visit->key, &visit->before, &page);
}

static void
send_once(Visit *visit)
{
    Response *res = &visit->res;
    bool tagged = res->status == 200 && visit->req.method == METHOD_GET && res->body.len != 0 &&
                  !has_header(res, T("ETag"));
    Forms forms = forms_of(visit, GZIP_ONCE);
    bool zipped = forms.zipped.at != NULL;
    Text etag = zipped ? forms.zipped_etag : forms.etag;
    Text seen = visit->http->heads[HEAD_IF_NONE_MATCH];
    Headers headers = headers_of(visit);
    HttpResponse *response;
    int status = res->status;

    if (tagged && seen.len != 0 && etag_matches(seen, forms.tag)) {
        status = 304;
        response = prepare_unchanged(&headers, etag);
    } else {
        response =
            prepare(&headers, zipped ? forms.zipped : res->body, tagged ? etag : (Text){0}, zipped);
    }
    send_prepared(visit, status, response,
                  status == 304 ? 0
                  : zipped      ? forms.zipped.len
                                : res->body.len);
    http_drop(response);
}

/* ---- files ---- */

static void
send_file(Visit *visit)
{
    Response *res = &visit->res;
    const char *path = text_cstr(visit->ctx.arena, res->file);
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    struct stat status;
    Text seen = visit->http->heads[HEAD_IF_NONE_MATCH];
    Headers headers;
    HttpResponse *response;
    uint64_t tag;

    if (file < 0 || fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        log_error("web.file", LOG_C("path", path));
        if (file >= 0)
            close(file);
        error_response(visit, 404, (Text){0});
        send_once(visit);
        return;
    }
    tag = hash_bytes(res->file, (uint64_t)status.st_size ^ (uint64_t)status.st_mtim.tv_sec << 32 ^
                                    (uint64_t)status.st_mtim.tv_nsec);
    headers = headers_of(visit);
    if (seen.len != 0 && etag_matches(seen, tag)) {
        close(file);
        response = prepare_unchanged(&headers, etag_make(visit->ctx.arena, tag, false));
        send_prepared(visit, 304, response, 0);
        http_drop(response);
        return;
    }
    add(&headers, T("ETag"), etag_make(visit->ctx.arena, tag, false));
    response = http_prepare(&(HttpReply){
        .headers = headers.at,
        .header_count = headers.len,
        .from_file = true,
        .file = file,
        .file_bytes = status.st_size,
    });
    send_prepared(visit, res->status, response, (size_t)status.st_size);
    http_drop(response);
}

void
send_response(Visit *visit)
{
    Response *res = &visit->res;

    if (res->status == 0)
        res->status = 200;
    if (res->type.at == NULL)
        res->type = T("text/html; charset=utf-8");
    if (res->file.at != NULL)
        send_file(visit);
    else if (may_be_kept(visit) && !http_draining(visit->site->http))
        send_kept(visit);
    else
        send_once(visit);
}
