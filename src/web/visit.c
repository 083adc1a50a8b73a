/* What a request says, and the site that it is said to. */
#include "web/gzip.h"
#include "web/site.h"
#include "web/target.h"

enum { STORE_TRY_EVERY_MS = 1000 };

/* ---- the site ---- */

Store *
site_store(Site *site)
{
    ArenaMark mark;
    int64_t now_ms;

    if (site->store != NULL)
        return site->store;
    now_ms = clock_monotonic_ms();
    if (site->store_tried_ms != 0 && now_ms - site->store_tried_ms < STORE_TRY_EVERY_MS)
        return NULL;
    site->store_tried_ms = now_ms;
    mark = arena_mark(site->arena);
    if (store_open(site->arena, site->db_url, &site->store) != OK) {
        site->store = NULL;
        arena_release(site->arena, mark);
        return NULL;
    }
    store_limit_ms(site->store, STATEMENT_MS);
    return site->store;
}

Time
site_now(Site *site)
{
    if (site->app->clock == NULL || site->store == NULL)
        return clock_system();
    return site->app->clock(site->store);
}

/* ---- who asks ---- */

static bool
is_secure(const Visit *visit)
{
    return visit->site->settings->trust_proxy &&
           text_eq_nocase(visit->http->heads[HEAD_FORWARDED_PROTO], T("https"));
}

/* Behind a proxy, the last address of the list is the one that the proxy itself saw. */
static Text
address_of(const Visit *visit)
{
    Text rest = visit->http->heads[HEAD_FORWARDED_FOR];
    Text last = {0};

    if (!visit->site->settings->trust_proxy)
        return visit->http->address;
    while (rest.len != 0)
        text_cut(rest, ',', &last, &rest);
    last = text_trim(last);
    return last.len != 0 && last.len < ADDRESS_BYTES ? last : visit->http->address;
}

void
visit_begin(Visit *visit)
{
    Site *site = visit->site;
    const HttpRequest *http = visit->http;
    Text cookie = http->heads[HEAD_COOKIE];

    visit->ctx.now = site_now(site);
    visit->choice = choice_of(cookie, http->heads[HEAD_ACCEPT_LANGUAGE], is_for_programs(visit));
    visit->gzip = gzip_accepted(http->heads[HEAD_ACCEPT_ENCODING]);
    visit->plain = site->cache != NULL && site->store != NULL && text_eq(http->method, T("GET")) &&
                   http->heads[HEAD_AUTHORIZATION].at == NULL &&
                   cookie_find(cookie, T("sid")).at == NULL &&
                   cookie_find(cookie, T("notice")).at == NULL;
    if (!visit->plain)
        return;
    visit->key = (CacheKey){
        .target = http->target,
        .host = site->settings->public_url.at == NULL ? http->heads[HEAD_HOST] : (Text){0},
        .lang = visit->choice.lang,
        .elder = visit->choice.elder,
        .secure = is_secure(visit),
        .day = day_of(visit->ctx.now),
    };
    cache_key_hash(&visit->key);
}

int
visit_read(Visit *visit)
{
    const HttpRequest *http = visit->http;
    Site *site = visit->site;
    Request *req = &visit->req;
    int refused;

    visit->ctx.arena = site->answer;
    visit->ctx.lang = visit->choice.lang;
    *req = (Request){
        .path = T("/"),
        .raw_path = T("/"),
        .cookies = cookies_parse(site->answer, http->heads[HEAD_COOKIE]),
        .address = address_network(site->answer, address_of(visit)),
        .host = http->heads[HEAD_HOST],
        .agent = http->heads[HEAD_USER_AGENT],
        .if_none_match = http->heads[HEAD_IF_NONE_MATCH],
        .secure = is_secure(visit),
        .elder = visit->choice.elder,
        .store = site->store,
        .arena = site->answer,
    };
    req->site = site->settings->public_url;
    if (req->site.at == NULL)
        req->site = text_printf(site->answer, "http%s://%.*s", req->secure ? "s" : "",
                                TEXT_ARGS(req->host));
    refused = target_parse(site->answer, http->target, &req->path, &req->query);
    if (refused != 0) {
        *req = (Request){.path = T("/"),
                         .raw_path = T("/"),
                         .site = req->site,
                         .arena = req->arena,
                         .elder = req->elder,
                         .cookies = req->cookies};
        return refused;
    }
    req->raw_path = http->target;
    choice_asked(&visit->ctx, req, &visit->choice, &visit->res);
    visit->ctx.lang = visit->choice.lang;
    req->elder = visit->choice.elder;
    if (http->body != NULL && http->refused == 0) {
        req->form = body_form(http->body);
        req->uploads = body_uploads(http->body);
        req->body = body_raw(http->body);
        req->content_type = body_type(http->body);
        shared_count(site->slot, COUNT_UPLOADS, req->uploads.len);
    }
    return http->refused;
}
