/*
 * A small application for the black-box tests of web/: one route for each thing to be tried.
 *
 *     app db=sqlite:PATH listen=127.0.0.1:PORT state=DIR [workers=2] [header_seconds=2] …
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "actor/actor.h"
#include "base/crypto.h"
#include "base/json.h"
#include "base/log.h"
#include "server/app.sql.h"
#include "web/web.h"

enum { KEY_NOTE = 210111000000, ECHO_BYTES_MAX = 8 * 1024 * 1024 };

static Text
note(Ctx *ctx, const char *name)
{
    AppNoteGetRow row;

    return app_note_get(ctx, text_c(name), &row) == OK ? row.value : T("");
}

static Status
finish(Response *res, Json *json)
{
    json_object_end(json);
    json_end(json);
    response_json(res, buf_done(json->buf));
    return OK;
}

static Json
begin(Ctx *ctx)
{
    Buf *buf = NEW(ctx->arena, Buf);
    Json json;

    *buf = buf_new(ctx->arena, ECHO_BYTES_MAX);
    json = json_new(buf);
    json_object_begin(&json);
    return json;
}

/* The note, and who reads it how.  Kept by the cache. */
static Status
get_note(Ctx *ctx, const Request *req, Response *res)
{
    Json json = begin(ctx);
    Page page = page_begin(ctx, req, T("note"));

    response_shows(res, KEY_NOTE);
    json_put_text(&json, "note", note(ctx, "note"));
    json_put_text(&json, "lang", page.lang);
    json_put_bool(&json, "elder", page.elder);
    json_put_text(&json, "elder_link", page.elder_link);
    json_put_text(&json, "canonical", page.canonical);
    json_put_text(&json, "lang_link", page.langs.at[LANG_EN].link);
    json_put_text(&json, "notice", page.notice);
    json_put_text(&json, "csrf", page.csrf);
    json_put_bool(&json, "signed_in", page.signed_in);
    return finish(res, &json);
}

/* HTML of ?n= bytes, kept by the cache. */
static Status
get_big(Ctx *ctx, const Request *req, Response *res)
{
    Html html = response_html_begin(ctx, req, res);
    int64_t n = 0;

    (void)text_to_i64(request_query(req, "n"), &n);
    response_shows(res, KEY_NOTE);
    html_text(&html, note(ctx, "note"));
    for (int64_t i = 0; i < n; i += 16)
        BUF_LIT(html.buf, "<p>line of text\n");
    response_html_end(res, &html);
    return OK;
}

static Status
get_form(Ctx *ctx, const Request *req, Response *res)
{
    Json json = begin(ctx);

    json_put_text(&json, "csrf", request_csrf(req, res));
    return finish(res, &json);
}

static Status
post_note(Ctx *ctx, const Request *req, Response *res)
{
    Text value = request_form(req, "note");

    if (text_is_blank(value))
        return ctx_problem(ctx, "note", T("要写点什么"));
    TRY(app_note_set(ctx, T("note"), value));
    store_touch(ctx, KEY_NOTE);
    if (text_eq(value, T("die before the end")))
        raise(SIGKILL);
    response_notice(ctx, req, res, T("已保存“好”"));
    return response_redirect(ctx, res, T("/note"));
}

/* What arrived, as JSON. */
static Status
post_echo(Ctx *ctx, const Request *req, Response *res)
{
    Json json = begin(ctx);

    json_put_text(&json, "type", req->content_type);
    json_put_text(&json, "body", req->body);
    json_key(&json, "form");
    json_array_begin(&json);
    for (size_t i = 0; i < req->form.len; i++) {
        json_array_begin(&json);
        json_text(&json, req->form.at[i].name);
        json_text(&json, req->form.at[i].value);
        json_array_end(&json);
    }
    json_array_end(&json);
    json_key(&json, "uploads");
    json_array_begin(&json);
    for (size_t i = 0; i < req->uploads.len; i++) {
        const Upload *upload = &req->uploads.at[i];
        Text hex;

        TRY(sha256_file_hex(ctx->arena, text_cstr(ctx->arena, upload->path), &hex));
        json_object_begin(&json);
        json_put_text(&json, "field", upload->field);
        json_put_text(&json, "filename", upload->filename);
        json_put_text(&json, "type", upload->type);
        json_put_int(&json, "bytes", upload->bytes);
        json_put_text(&json, "sha256", hex);
        json_object_end(&json);
    }
    json_array_end(&json);
    return finish(res, &json);
}

static Status
get_request(Ctx *ctx, const Request *req, Response *res)
{
    Json json = begin(ctx);

    json_put_text(&json, "path", req->path);
    json_put_text(&json, "x", request_query(req, "x"));
    json_put_text(&json, "name", request_param(req, "name"));
    json_put_text(&json, "address", req->address);
    json_put_text(&json, "site", req->site);
    json_put_bool(&json, "secure", req->secure);
    json_put_bool(&json, "signed_in", ctx->actor != NULL);
    json_put_bool(&json, "by_token", req->by_token);
    json_put_int(&json, "pid", getpid());
    return finish(res, &json);
}

static Status
get_fail(Ctx *ctx, const Request *req, Response *res)
{
    Text name = request_param(req, "status");

    (void)res;
    for (int status = OK; status < STATUS_COUNT; status++)
        if (text_eq(name, text_c(status_name((Status)status)))) {
            if (status == INVALID)
                return ctx_problem(ctx, "title", T("标题不能空"));
            return (Status)status;
        }
    return NOT_FOUND;
}

static Status
get_slow(Ctx *ctx, const Request *req, Response *res)
{
    int64_t ms = 0;

    (void)text_to_i64(request_query(req, "ms"), &ms);
    for (int64_t end_ms = clock_monotonic_ms() + ms; clock_monotonic_ms() < end_ms;)
        usleep(1000);
    response_json(res, text_printf(ctx->arena, "{\"slept\":%lld}", (long long)ms));
    return OK;
}

static Status
get_file(Ctx *ctx, const Request *req, Response *res)
{
    (void)req;
    response_file(ctx, res, note(ctx, "file"), T("image/svg+xml"), T("收据\"1\".svg"), false);
    return OK;
}

static Status
get_header(Ctx *ctx, const Request *req, Response *res)
{
    response_header(res, T("X-Try"), request_query(req, "x"));
    return response_redirect(ctx, res, request_query(req, "to"));
}

/* For programs that send forms: whether somebody acts. */
static Status
post_program(Ctx *ctx, const Request *req, Response *res)
{
    Json json = begin(ctx);

    if (text_is_blank(request_form(req, "note")))
        return ctx_problem(ctx, "note", T("要写点什么"));
    json_put_bool(&json, "somebody", ctx->actor != NULL);
    return finish(res, &json);
}

/* Their errors, in a shape of their own. */
static bool
program_error(Ctx *ctx, const Request *req, Response *res, Text sentence)
{
    if (!text_starts(req->path, T("/programs/")))
        return false;
    if (res->status == 422)
        res->status = 400;
    res->type = T("text/plain");
    res->body =
        text_printf(ctx->arena, "%d %zu %d", res->status, ctx->problems.len, sentence.len != 0);
    return true;
}

static const Route routes[] = {
    {METHOD_GET,  "/",                    get_note,    ROUTE_READ                 },
    {METHOD_GET,  "/note",                get_note,    ROUTE_READ                 },
    {METHOD_POST, "/note",                post_note,   ROUTE_WRITE                },
    {METHOD_GET,  "/big",                 get_big,     ROUTE_READ                 },
    {METHOD_GET,  "/form",                get_form,    ROUTE_READ                 },
    {METHOD_POST, "/echo",                post_echo,   ROUTE_WRITE | ROUTE_UPLOAD },
    {METHOD_POST, "/small",               post_echo,   ROUTE_WRITE                },
    {METHOD_POST, "/api/echo",            post_echo,   ROUTE_WRITE | ROUTE_NO_CSRF},
    {METHOD_PUT,  "/api/echo",            post_echo,   ROUTE_WRITE                },
    {METHOD_GET,  "/request",             get_request, ROUTE_READ                 },
    {METHOD_GET,  "/request/{name}",      get_request, ROUTE_READ                 },
    {METHOD_GET,  "/request/{name}.atom", get_request, ROUTE_READ                 },
    {METHOD_GET,  "/staff",               get_request, ROUTE_STAFF                },
    {METHOD_GET,  "/api/staff",           get_request, ROUTE_STAFF                },
    {METHOD_GET,  "/fail/{status}",       get_fail,    ROUTE_READ                 },
    {METHOD_GET,  "/api/fail/{status}",   get_fail,    ROUTE_READ                 },
    {METHOD_GET,  "/slow",                get_slow,    ROUTE_NO_TX                },
    {METHOD_GET,  "/file",                get_file,    ROUTE_READ                 },
    {METHOD_GET,  "/header",              get_header,  ROUTE_READ                 },
};

static const Route program_routes[] = {
    {METHOD_POST, "/programs/note", post_program, ROUTE_WRITE | ROUTE_NO_COOKIE},
};

static const Actor somebody = {.account = 7};

static Status
identify(Ctx *ctx, Request *req, Text session_cookie, Text bearer)
{
    req->by_token = text_eq(bearer, T("good"));
    if (bearer.at != NULL && !req->by_token)
        return DENIED;
    if (req->by_token || text_eq(session_cookie, T("good"))) {
        ctx->actor = &somebody;
        req->csrf = T("session-token");
    }
    return OK;
}

/* ---- the keeper ---- */

/* "todo" becomes "done". */
static Status
do_it(Ctx *ctx, void *arg)
{
    Text todo = note(ctx, "todo");

    (void)arg;
    if (text_eq(todo, T("")) || text_eq(todo, note(ctx, "done")))
        return OK;
    TRY(app_note_set(ctx, T("done"), todo));
    return OK;
}

static Status
is_long(Ctx *ctx, void *arg)
{
    *(bool *)arg = text_eq(note(ctx, "todo"), T("long"));
    return OK;
}

/* A job "long" takes a while, signals or not. */
static Status
run_todo(Store *store, Ctx *ctx)
{
    int64_t until_ms = clock_monotonic_ms() + 1500;
    bool is = false;

    TRY(store_read(store, ctx, is_long, &is));
    if (is)
        log_info("app.job", LOG_C("step", "begin"));
    while (is && clock_monotonic_ms() < until_ms)
        usleep(10 * 1000);
    if (is)
        log_info("app.job", LOG_C("step", "end"));
    return store_write(store, ctx, do_it, NULL);
}

static Status
post_todo(Ctx *ctx, const Request *req, Response *res)
{
    TRY(app_note_set(ctx, T("todo"), req->body));
    store_touch(ctx, KEY_JOBS);
    response_json(res, T("{}"));
    return OK;
}

static Status
get_done(Ctx *ctx, const Request *req, Response *res)
{
    Json json = begin(ctx);

    (void)req;
    json_put_text(&json, "done", note(ctx, "done"));
    return finish(res, &json);
}

static const Route keeper_routes[] = {
    {METHOD_POST, "/api/todo", post_todo, ROUTE_WRITE | ROUTE_NO_CSRF},
    {METHOD_GET,  "/api/done", get_done,  ROUTE_READ                 },
};

static const KeeperJob jobs[] = {
    {"todo", run_todo, 0}
};

/* ---- the beginning ---- */

static int
setting(int argc, char **argv, const char *name, const char **text_out)
{
    size_t len = strlen(name);
    int64_t number = 0;

    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], name, len) != 0 || argv[i][len] != '=')
            continue;
        if (text_out != NULL)
            *text_out = argv[i] + len + 1;
        else if (!text_to_i64(text_c(argv[i] + len + 1), &number))
            abort();
    }
    return (int)number;
}

static Status
first_notes(Ctx *ctx, void *arg)
{
    TRY(app_note_set(ctx, T("file"), text_c(arg)));
    return app_note_set(ctx, T("note"), T("first"));
}

static void
prepare(Arena *arena, const char *url, const char *file)
{
    Ctx ctx = {.arena = arena, .now = clock_system()};
    Store *store;
    int applied;

    if (store_open(arena, text_c(url), &store) != OK ||
        store_migrate(store, &ctx, &applied) != OK ||
        store_write(store, &ctx, first_notes, (void *)file) != OK)
        exit(1);
    store_close(store);
}

int
main(int argc, char **argv)
{
    Arena *arena = arena_new(64 * 1024 * 1024);
    const char *url = "";
    const char *listen = "";
    const char *state = "";
    const char *file = "/etc/hostname";
    const char *public_url = "";
    const RouteTable tables[] = {ROUTES(routes), ROUTES(keeper_routes), ROUTES(program_routes)};
    const App app = {
        .tables = tables,
        .table_count = 3,
        .identify = identify,
        .error = program_error,
        .jobs = jobs,
        .job_count = 1,
    };
    ServerSettings settings;
    int status;

    setting(argc, argv, "db", &url);
    setting(argc, argv, "listen", &listen);
    setting(argc, argv, "state", &state);
    setting(argc, argv, "file", &file);
    setting(argc, argv, "public_url", &public_url);
    if (setting(argc, argv, "debug", NULL) != 0)
        log_use_level(LOG_LEVEL_DEBUG);
    settings = (ServerSettings){
        .listen = text_c(listen),
        .state_dir = text_c(state),
        .public_url = text_c(public_url),
        .trust_proxy = setting(argc, argv, "trust_proxy", NULL) != 0,
        .workers = setting(argc, argv, "workers", NULL),
        .upload_bytes_max = setting(argc, argv, "upload_bytes_max", NULL),
        .connections_per_address = setting(argc, argv, "connections_per_address", NULL),
        .header_seconds = setting(argc, argv, "header_seconds", NULL),
        .idle_seconds = setting(argc, argv, "idle_seconds", NULL),
        .body_bytes_per_second = setting(argc, argv, "body_bytes_per_second", NULL),
        .drain_seconds = setting(argc, argv, "drain_seconds", NULL),
        .cache_bytes = setting(argc, argv, "cache_bytes", NULL),
    };
    prepare(arena, url, file);
    status = web_serve(&app, &settings, text_c(url), NULL);
    arena_free(arena);
    return status;
}
