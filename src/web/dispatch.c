/*
 * A request from its head to its answer: from the cache if it is there, else route, transaction,
 * handler, response.
 */
#include "base/log.h"
#include "web/site.h"
#include "web/target.h"

static bool
answer_from_cache(Visit *visit)
{
    Site *site = visit->site;
    HttpResponse *response;
    int status;

    if (!visit->plain || http_draining(site->http))
        return false;
    response =
        cache_find(site->cache, site->store, &visit->key,
                   (CacheWish){visit->gzip, visit->http->heads[HEAD_IF_NONE_MATCH]}, &status);
    if (response == NULL)
        return false;
    http_send(visit->http, status, response);
    visit->log_status = status;
    shared_count(site->slot, COUNT_CACHE_HIT, 1);
    return true;
}

/* ---- the transaction ---- */

static Text
bearer_of(const Visit *visit)
{
    Text header = visit->http->heads[HEAD_AUTHORIZATION];

    if (header.len < 7 || !text_eq_nocase(text_slice(header, 0, 7), T("Bearer ")))
        return (Text){0};
    return text_trim(text_slice(header, 7, header.len));
}

static Status
gate(Visit *visit, Gate why)
{
    visit->gate = why;
    return DENIED;
}

/* A proof in the body (a password in JSON) is no proof when a form of another site could send it.
 */
static bool
is_form_type(Text type)
{
    return type.len == 0 || text_eq(type, T("application/x-www-form-urlencoded")) ||
           text_eq(type, T("multipart/form-data")) || text_eq(type, T("text/plain"));
}

/* Programs send JSON, and files as a form; what comes as something else would be guessed at. */
static bool
is_api_type(const Visit *visit)
{
    const Request *req = &visit->req;
    bool empty = req->body.len == 0 && req->form.len == 0 && req->uploads.len == 0;

    return !text_starts(req->path, T("/api/")) || empty ||
           text_eq(req->content_type, T("application/json")) ||
           ((visit->route->flags & ROUTE_UPLOAD) != 0 &&
            text_eq(req->content_type, T("multipart/form-data")));
}

static Status
identify(Visit *visit)
{
    const App *app = visit->site->app;
    Request *req = &visit->req;
    bool by_cookie = (visit->route->flags & ROUTE_NO_COOKIE) == 0;

    req->csrf = req->account_name = (Text){0};
    req->by_token = false;
    req->session = NULL;
    req->detour = req->detour_why = (Text){0};
    visit->ctx.actor = NULL;
    visit->gate = GATE_NONE;
    if (app->identify == NULL || visit->ctx.tx == NULL)
        return OK;
    return app->identify(&visit->ctx, req, by_cookie ? request_cookie(req, "sid") : (Text){0},
                         bearer_of(visit));
}

/* Who asks, and whether the handler may be called. */
static Status
admit(Visit *visit)
{
    unsigned flags = visit->route->flags;
    Status status;

    visit->res = visit->blank;
    status = identify(visit);
    if (status == DENIED)
        return gate(visit, GATE_SIGN_IN);
    if (status != OK)
        return status;
    /* A session that has ended would keep its browser away from the page cache. */
    if (visit->ctx.actor == NULL && visit->ctx.tx != NULL && (flags & ROUTE_NO_COOKIE) == 0 &&
        request_cookie(&visit->req, "sid").at != NULL)
        response_cookie(&visit->ctx, &visit->req, &visit->res, T("sid"), T(""), 0);
    if ((flags & ROUTE_STAFF) != 0 && visit->ctx.actor == NULL)
        return gate(visit, GATE_SIGN_IN);
    if ((flags & ROUTE_WRITE) != 0 && (flags & ROUTE_NO_COOKIE) == 0 && !visit->req.by_token) {
        if ((flags & ROUTE_NO_CSRF) == 0 && !csrf_is_fine(visit))
            return gate(visit, GATE_CSRF);
        if ((flags & ROUTE_NO_CSRF) != 0 && is_form_type(visit->req.content_type))
            return gate(visit, GATE_TYPE);
    }
    if (!is_api_type(visit))
        return gate(visit, GATE_TYPE);
    return visit->req.detour.len != 0 ? gate(visit, GATE_DETOUR) : OK;
}

static Status
admit_body(Ctx *ctx, void *arg)
{
    (void)ctx;
    return admit(arg);
}

/* A StoreBody: may run several times. */
static Status
run_handler(Ctx *ctx, void *arg)
{
    Visit *visit = arg;

    TRY(admit(visit));
    return visit->route->handler(ctx, &visit->req, &visit->res);
}

/* The handler opens its own transactions, or needs none; who asks is read in one before. */
static Status
run_without(Visit *visit)
{
    Site *site = visit->site;
    Ctx *ctx = &visit->ctx;
    Status status;

    if (visit->req.method == METHOD_GET)
        return visit->route->handler(ctx, &visit->req, &visit->res);
    visit->req.store = site_store(site);
    if (visit->req.store == NULL)
        return BUSY;
    TRY(store_read(visit->req.store, ctx, admit_body, visit));
    shared_write_begin(site->shared, site->slot);
    status = visit->route->handler(ctx, &visit->req, &visit->res);
    shared_write_end(site->slot);
    return status;
}

static Status
transact(Visit *visit)
{
    Site *site = visit->site;
    Ctx *ctx = &visit->ctx;
    Status status;

    visit->blank = visit->res;
    if ((visit->route->flags & ROUTE_NO_TX) != 0)
        return run_without(visit);
    visit->req.store = site_store(site);
    if (site->store == NULL)
        return BUSY;
    if ((visit->route->flags & ROUTE_WRITE) == 0)
        return store_read(site->store, ctx, run_handler, visit);
    shared_write_begin(site->shared, site->slot);
    status = store_write(site->store, ctx, run_handler, visit);
    shared_write_end(site->slot);
    return status;
}

/* ---- outcomes ---- */

enum { BACK_BYTES_MAX = 1000 };

static void
to_sign_in(Visit *visit)
{
    Response *res = &visit->res;
    bool there = visit->req.method == METHOD_GET && visit->req.raw_path.len <= BACK_BYTES_MAX;
    Text back = there ? visit->req.raw_path : T("/");

    if (is_for_programs(visit)) {
        error_response(visit, 401, (Text){0});
        return;
    }
    *res = (Response){0};
    (void)response_redirect(&visit->ctx, res,
                            text_printf(visit->ctx.arena, "/sign-in?back=%.*s",
                                        TEXT_ARGS(percent_encode(visit->ctx.arena, back))));
}

static void
take_detour(Visit *visit)
{
    if (is_for_programs(visit)) {
        error_response(visit, 403, visit->req.detour_why);
        return;
    }
    visit->res = (Response){0};
    (void)response_redirect(&visit->ctx, &visit->res, visit->req.detour);
}

static void
gated(Visit *visit)
{
    Lang lang = visit->ctx.lang;

    switch (visit->gate) {
    case GATE_SIGN_IN:
        to_sign_in(visit);
        return;
    case GATE_CSRF:
        error_response(
            visit, 403,
            TR(lang, "这一页打开得太久了，或者不是从本网站提交的。请返回上一页刷新，再提交一次。"));
        return;
    case GATE_TYPE:
        error_response(visit, 415,
                       TR(lang, "请用 JSON 提交（Content-Type: application/json）；文件用 "
                                "multipart/form-data"));
        return;
    case GATE_DETOUR:
        take_detour(visit);
        return;
    case GATE_NONE:
        break;
    }
    error_response(visit, 403, (Text){0});
}

static void
conclude(Visit *visit, Status status)
{
    Response *res = &visit->res;

    visit->ctx.tx = NULL;
    if (status == BUSY) { /* the arena may have been taken back, with what identify put there */
        visit->ctx.actor = NULL;
        visit->req.csrf = visit->req.account_name = (Text){0};
        visit->ctx.problems = (Problems){0};
    }
    switch (status) {
    case OK:
        return;
    case DENIED:
        gated(visit);
        return;
    case INVALID:
        if (res->body.at != NULL) {
            if (res->status < 400)
                res->status = 422;
            return;
        }
        error_response(visit, visit->ctx.problems.len != 0 ? 422 : 400, (Text){0});
        return;
    case NOT_FOUND:
    case CONFLICT:
    case BUSY:
    case FAULT:
    case STATUS_COUNT:
        break;
    }
    error_response(visit, status_of(status), (Text){0});
}

/* "/r/1/" is "/r/1". */
static bool
redirect_without_slash(Visit *visit)
{
    Text path;
    Text query;
    Response *res = &visit->res;

    if (visit->req.method != METHOD_GET || visit->req.path.len < 2 ||
        !text_ends(visit->req.path, T("/")))
        return false;
    text_cut(visit->req.raw_path, '?', &path, &query);
    (void)response_redirect(&visit->ctx, res,
                            text_printf(visit->ctx.arena, "%.*s%s%.*s", (int)path.len - 1, path.at,
                                        query.at == NULL ? "" : "?", (int)query.len,
                                        query.at == NULL ? "" : query.at));
    res->status = 301;
    return true;
}

static void
no_route(Visit *visit, unsigned allowed)
{
    if (allowed == 0 && redirect_without_slash(visit))
        return;
    error_response(visit, allowed == 0 ? 404 : 405, (Text){0});
    if (allowed != 0)
        response_header(&visit->res, T("Allow"), routes_allow(visit->ctx.arena, allowed));
}

/* Of a page that somebody signed in has got. */
static void
note_seen(Visit *visit, Status status)
{
    Site *site = visit->site;

    if (status != OK || site->app->seen == NULL || visit->ctx.actor == NULL ||
        visit->req.method != METHOD_GET || visit->res.status >= 300 || site->store == NULL)
        return;
    shared_write_begin(site->shared, site->slot);
    site->app->seen(site->store, &visit->ctx, &visit->req, &visit->res);
    shared_write_end(site->slot);
}

static void
answer_by_handler(Visit *visit)
{
    Status status = transact(visit);

    conclude(visit, status);
    note_seen(visit, status);
}

static void
answer_fresh(Visit *visit)
{
    Site *site = visit->site;
    Request *req = &visit->req;
    unsigned allowed = 0;
    bool known = method_parse(visit->http->method, &req->method);
    Method method = known ? req->method : METHOD_GET;
    int refused;

    arena_reset(site->answer);
    refused = visit_read(visit);
    req->method = method;
    if (refused != 0) {
        visit->plain = false;
        shared_count(site->slot, COUNT_REFUSED, 1);
        error_response(visit, refused, (Text){0});
    } else if (!static_response(visit)) {
        visit->route =
            routes_find(site->routes, site->answer, method, req->path, &req->params, &allowed);
        if (!known)
            visit->route = NULL; /* PATCH and the like: looked up for what is allowed */
        if (visit->plain)
            visit->before = cache_before(site->cache, site->store, &visit->key);
        if (visit->route == NULL)
            no_route(visit, allowed);
        else
            answer_by_handler(visit);
    }
    send_response(visit);
}

/* ---- the two callbacks ---- */

static void
account_for(const Visit *visit)
{
    const HttpRequest *http = visit->http;
    int64_t took_us = http_now_us() - http->began_us;
    int status = visit->log_status;
    LogLevel level = LOG_LEVEL_DEBUG;

    shared_answered(visit->site->slot, status, took_us);
    if (status == 304)
        shared_count(visit->site->slot, COUNT_NOT_MODIFIED, 1);
    if (status >= 500)
        level = LOG_LEVEL_ERROR;
    else if (took_us >= (int64_t)SLOW_MS * 1000)
        level = LOG_LEVEL_WARN;
    else if (http->reason != NULL)
        level = LOG_LEVEL_INFO;
    /* Without the query: what people search for is theirs. */
    LOG_AT(level, "web.request", LOG_TEXT("method", http->method),
           LOG_TEXT("path", text_slice(http->target, 0, text_find(http->target, T("?")))),
           LOG_INT("status", status), LOG_INT("us", took_us), LOG_C("refused", http->reason));
}

void
dispatch_answer(void *arg, HttpRequest *request)
{
    Visit visit = {.site = arg, .http = request};

    visit_begin(&visit);
    if (request->refused != 0 || !answer_from_cache(&visit)) {
        if (visit.plain)
            shared_count(visit.site->slot, COUNT_CACHE_MISS, 1);
        answer_fresh(&visit);
    }
    if (request->body != NULL)
        shared_count(visit.site->slot, COUNT_BODY_BYTES, (uint64_t)body_bytes(request->body));
    account_for(&visit);
}

int
dispatch_expect(void *arg, const HttpRequest *request, BodyPlan *plan_out)
{
    Site *site = arg;
    const Route *route;
    unsigned allowed = 0;
    Method method = METHOD_GET;
    bool known = method_parse(request->method, &method);
    Text path;
    Pairs pairs;

    arena_reset(site->answer);
    if (target_parse(site->answer, request->target, &path, &pairs) != 0)
        return 400;
    route = routes_find(site->routes, site->answer, known ? method : METHOD_GET, path, &pairs,
                        &allowed);
    if (route == NULL || !known)
        return allowed != 0 ? 405 : 404;
    if (method == METHOD_GET)
        return 400; /* a GET with a body means nothing */
    *plan_out = (BodyPlan){
        .bytes_max =
            (route->flags & ROUTE_UPLOAD) != 0 ? site->settings->upload_bytes_max : FORM_BYTES_MAX,
        .uploads = (route->flags & ROUTE_UPLOAD) != 0,
        .dir = site->tmp_dir,
    };
    return 0;
}
