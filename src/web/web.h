/*
 * web -- requests, responses, routes.
 *
 * A handler is the body of a transaction: the route says whether it reads or writes, the server
 * opens the transaction, calls the handler, commits, and only then sends the response.  So a
 * handler may be called again after a lock (its arena is taken back), and what it returns decides:
 * OK sends *res; NOT_FOUND, DENIED, CONFLICT, BUSY, FAULT roll back and become the error page (or
 * problem+json below /api/) of that status; INVALID rolls back and sends *res if the handler filled
 * it (the form with its errors, 422), else the 400 page listing ctx->problems.
 */
#pragma once

#include "base/buf.h"
#include "base/ctx.h"
#include "base/region_code.h"
#include "store/store.h"
#include "web/html.h"

typedef enum Method { METHOD_GET, METHOD_POST, METHOD_PUT, METHOD_DELETE, METHOD_COUNT } Method;

typedef struct Pair {
    Text name;
    Text value;
} Pair;

typedef struct Pairs {
    Pair *at;
    size_t len;
} Pairs;

/* An uploaded file, streamed to a temporary file before the handler runs; removed afterwards unless
 * the handler renames or links it. */
typedef struct Upload {
    Text field;
    Text filename; /* as the client named it, clean UTF-8, no path; never used as a path */
    Text type;     /* as the client claimed; never believed */
    Text path;     /* of the temporary file */
    int64_t bytes;
} Upload;

typedef struct Uploads {
    Upload *at;
    size_t len;
} Uploads;

typedef struct Request {
    Method method;
    Text path;     /* decoded, clean, starts with '/' */
    Text raw_path; /* with the query, as sent; for "return here" links */
    Pairs params;  /* the route's {name}s */
    Pairs query;
    Pairs form; /* urlencoded or multipart fields; not for JSON */
    Uploads uploads;
    Text body;         /* raw body, when it is neither of the two (JSON) */
    Text content_type; /* media type only, lower case */
    Pairs cookies;
    Text address; /* the client's, from the proxy's header when trusted; of IPv6 the network */
    Text host;
    Text agent; /* User-Agent, as sent; never believed */
    Text site;  /* "https://host" without a slash at the end, for absolute links */
    Text if_none_match;
    bool secure;       /* came over TLS (X-Forwarded-Proto from the proxy) */
    bool elder;        /* elder mode, by cookie or ?mode=elder */
    bool by_token;     /* authenticated by Authorization: Bearer */
    Text csrf;         /* the token that forms of this session must carry; absent for visitors, see
                          request_csrf() */
    Text account_name; /* of who is signed in, for the page's head; the identify hook fills it */
    Text detour;     /* set by the identify hook: where this person has to go first; the handler is
                        not called */
    Text detour_why; /* … and the sentence for programs, which get 403 instead */
    void *session;   /* account/session.h */
    Store *store;
    Arena *arena;
} Request;

/* Look-ups; absent gives an absent Text. */
Text request_param(const Request *req, const char *name);
Text request_query(const Request *req, const char *name);
Text request_form(const Request *req, const char *name);
Text request_cookie(const Request *req, const char *name);
bool request_has_form(const Request *req, const char *name);

/* All values of a field that may come several times (checkboxes), in order. */
Texts request_form_all(const Request *req, const char *name);

/* An absolute URL of this installation: request_url(req, T("/d/1")). */
Text request_url(const Request *req, Text path);

enum { RESPONSE_HEADERS_MAX = 16, RESPONSE_KEYS_MAX = 6 };

typedef struct Response {
    int status; /* 200 unless set */
    Text type;  /* "text/html; charset=utf-8" unless set */
    Text body;
    Text file; /* instead of body: a file to send (attachments), absolute path */
    Pair headers[RESPONSE_HEADERS_MAX];
    size_t header_count;
    int64_t keys[RESPONSE_KEYS_MAX]; /* what the page shows (store_version keys) … */
    size_t key_count;                /* … 0: not cacheable */
    bool uncacheable;                /* shows something of this visitor's own */
    bool immutable;                  /* never changes under this URL */
} Response;

void response_header(Response *res, Text name, Text value);

/* Names a version key that the response shows.  A GET answered 200 with keys, to a visitor without
 * a session, is kept in the page cache with its ETag and gzip, for today. */
void response_shows(Response *res, int64_t key);

/* 303 See Other; location is a path of this installation, else it becomes "/". */
Status response_redirect(Ctx *ctx, Response *res, Text location);

/* One sentence for the top of the page that is shown next ("已保存"); plain text, at most
 * NOTICE_BYTES_MAX.  Gone when it has been shown. */
enum { NOTICE_BYTES_MAX = 300 };
void response_notice(Ctx *ctx, const Request *req, Response *res, Text sentence);

/* A cookie for the whole site: Path=/, SameSite=Lax, HttpOnly, Secure over TLS.  max_age_seconds 0
 * removes it, less than 0: until the browser closes.  value: letters, digits and "-_.~%" only. */
void response_cookie(Ctx *ctx, const Request *req, Response *res, Text name, Text value,
                     int64_t max_age_seconds);

/* The token for a form on this page, for page.csrf.  A signed-in person's pages have it from
 * page_begin(); a page that shows a form to visitors (sign-in, a question) asks here, which gives
 * the visitor a random cookie to compare with and keeps the page out of the cache:
 *
 *     view.page.csrf = request_csrf(req, res); */
Text request_csrf(const Request *req, Response *res);

/* Sends a file (absolute path) under this name; attach: to be saved, not shown.  Of the types,
 * those that could run script are sent as application/octet-stream. */
void response_file(Ctx *ctx, Response *res, Text path, Text type, Text filename, bool attach);

/* Sends html: how a page handler ends.  render is the template's function. */
#define response_page(ctx, req, res, template, view)                                               \
    do {                                                                                           \
        Html out_ = response_html_begin((ctx), (req), (res));                                      \
        template(&out_, (view));                                                                   \
        response_html_end((res), &out_);                                                           \
    } while (0)
Html response_html_begin(Ctx *ctx, const Request *req, Response *res);
void response_html_end(Response *res, Html *out);

/* Sends JSON text with its type. */
void response_json(Response *res, Text json);

/* ---- routes ---- */

typedef Status Handler(Ctx *ctx, const Request *req, Response *res);

typedef enum RouteFlag {
    ROUTE_READ = 0,        /* a read transaction */
    ROUTE_WRITE = 1 << 0,  /* a write transaction; needs the CSRF token unless by_token */
    ROUTE_STAFF = 1 << 1,  /* signed in, else to /sign-in (401 for the API) */
    ROUTE_UPLOAD = 1 << 2, /* a body up to the upload limit; otherwise FORM_BYTES_MAX */
    ROUTE_NO_TX = 1 << 3,  /* the handler opens its own transactions (sign-in) or needs none
                              (health);  with ROUTE_WRITE: needs the CSRF token */
    ROUTE_NO_CSRF =
        1 << 4, /* a write that carries its own proof (sign-in by JSON); no form body then */
    ROUTE_NO_COOKIE = 1 << 5, /* for programs that send forms: the session's cookie says nothing
                                 here, so that a form of another site acts for a visitor at most;
                                 who asks is told by the Bearer token alone.  No CSRF token then */
} RouteFlag;

typedef struct Route {
    Method method;
    const char *pattern; /* "/r/{code}/party"; a {name} is a path segment or its beginning:
                            "/feed/{code}.atom" */
    Handler *handler;
    unsigned flags;
} Route;

/* A feature's routes; main.c puts the tables together. */
typedef struct RouteTable {
    const Route *at;
    size_t len;
} RouteTable;

#define ROUTES(array) ((RouteTable){(array), sizeof(array) / sizeof((array)[0])})

/* ---- what every page shows ---- */

typedef struct Crumb {
    Text name;
    Text link;
} Crumb;

typedef struct Crumbs {
    Crumb *at;
    size_t len;
} Crumbs;

/* A reader's choice of language: link keeps the page. */
typedef struct LangLink {
    Text name;
    Text code; /* BCP 47: zh-Hans, zh-Hant, en */
    Text link;
    bool current;
} LangLink;

typedef struct LangLinks {
    LangLink *at;
    size_t len;
} LangLinks;

typedef struct NavItem {
    Text name;
    Text link;
    const char *icon;
    int64_t count; /* shown when > 0 */
    bool late;     /* … of which some is overdue */
    bool current;
    bool in_place; /* the link is about search_region */
    bool home;     /* leads to the page's own place (region_link) */
    bool asks;     /* leads to asking the page's own place */
} NavItem;

typedef struct NavItems {
    NavItem *at;
    size_t len;
} NavItems;

/* The view of the layouts; page_begin() fills what is the same on every page. */
typedef struct Page {
    Text title;       /* of the document; "有错：" is put before it when problems were found */
    Text description; /* share metadata; may be absent */
    Text lang;        /* BCP 47 */
    Text canonical;   /* absolute URL of this page, without the choices of mode and language */
    Text share_image; /* absolute URL */
    bool elder;
    bool noindex;
    bool signed_in;
    bool has_desk; /* works here; App.dress tells */
    Text account_name;
    Text region_name; /* whose page it is; for the header */
    Text region_link;
    Text hero_facts; /* layout village: the line below the name, "514 户 · 1,632 人" */
    Crumbs crumbs;
    LangLinks langs;
    Text elder_link; /* switches the mode and keeps the page */
    Text csrf;
    Text notice;  /* one sentence on top ("已保存"), from the flash cookie */
    NavItems nav; /* desk: the side bar; public: the tab bar */
    struct {
        Problem *at;
        size_t len;
    } problems; /* error summary on top, each linked to #field */
    bool has_problems;
    Text instruct_link;   /* for a leader: an instruction about what this page is about */
    Text jot_path;        /* this page, for an inspector's list of what was looked at */
    Text search_region;   /* code in the search box's scope */
    Text extra_head_feed; /* URL of the Atom feed, absent: none */
} Page;

/* Fills a Page for this request: language, mode, links, problems, account, csrf, notice; then
 * App.dress has its turn.  title is plain text. */
Page page_begin(Ctx *ctx, const Request *req, Text title);

/* Whose page it is, where it is not that of the whole installation: the header and the bars lead
 * there. */
void page_place(Ctx *ctx, Page *page, RegionCode code, Text name);

/* ---- the server ---- */

enum { FORM_BYTES_MAX = 4 * 1024 * 1024, FORM_FIELDS_MAX = 8000, UPLOADS_MAX = 20 };

/* 0 (or absent) takes what stands behind. */
typedef struct ServerSettings {
    Text listen;                 /* "127.0.0.1:8080", "[::1]:8080" or "unix:/path" */
    int workers;                 /* one a core */
    Text state_dir;              /* var/: temporary uploads, attachments, versions */
    bool trust_proxy;            /* X-Forwarded-For and -Proto are believed (only behind a proxy) */
    Text public_url;             /* "https://mingbai.example"; absent: from the Host header */
    int64_t upload_bytes_max;    /* 20 MiB: a request with files */
    int connections_max;         /* 1000 a worker */
    int connections_per_address; /* 256 a worker; none over a unix socket or behind a proxy */
    int header_seconds;          /* 10: from the first to the last byte of a request's head */
    int idle_seconds;            /* 60: between two requests, and for a reader that does not read */
    int body_bytes_per_second;   /* 500: slower senders are cut off (after header_seconds) */
    int drain_seconds;           /* 10: how long running requests may take when stopping */
    int64_t cache_bytes;         /* 16 MiB a worker: the page cache; less than 0: none */
} ServerSettings;

/* Who a request comes from: fills ctx->actor, req->session, req->csrf, req->by_token.  The web
 * layer knows no accounts; main.c gives this hook (account_identify). Called inside the
 * transaction. */
typedef Status IdentifyHook(Ctx *ctx, Request *req, Text session_cookie, Text bearer);

/* Called in the keeper process about every second and after each commit that touched KEY_JOBS. */
typedef struct KeeperJob {
    const char *name;
    Status (*run)(Store *store,
                  Ctx *ctx); /* opens its own transactions; OK, or logged and retried next time */
    int every_seconds;       /* 0: whenever jobs were touched, and every minute */
} KeeperJob;

/* Puts on a Page what only the features know: the name of the place on top, the bars. */
typedef void DressHook(Ctx *ctx, const Request *req, Page *page);

/* Writes an error as a standard wants it below its own paths: fills body and type, and may choose
 * another status.  The sentence is res->status in words; ctx->problems says more.  False: as
 * everywhere (the page, or problem+json for programs). */
typedef bool ErrorHook(Ctx *ctx, const Request *req, Response *res, Text sentence);

/* After a page was made for somebody who is signed in and its transaction is over: notes that it
 * was read, in a transaction of its own, and only when there is something to note.  May add to the
 * response's head. */
typedef void SeenHook(Store *store, Ctx *ctx, const Request *req, Response *res);

/* What time it is in this installation (the demonstration stands still).  Called once a request,
 * also for those answered from the cache, so it keeps what it read as long as
 * store_version(KEY_SETTINGS) stays; may open a read transaction when that moved. */
typedef Time ClockHook(Store *store);

typedef struct App {
    const RouteTable *tables;
    size_t table_count;
    IdentifyHook *identify; /* NULL: everybody is a visitor */
    DressHook *dress;       /* may be NULL */
    SeenHook *seen;         /* may be NULL */
    ClockHook *clock;       /* NULL: the system's */
    ErrorHook *error;       /* may be NULL */
    const KeeperJob *jobs;
    size_t job_count;
} App;

/* What happens at SIGHUP, in the supervisor, before new children are forked: they inherit what it
 * sets. */
typedef struct Reload {
    /* Reads the settings again into *settings; of these, listen and state_dir stay what they are.
     * False (and it has said why): nothing changes, and the children stay. */
    bool (*read)(void *arg, ServerSettings *settings);
    /* The new children did not come up: takes back what read() did. */
    void (*back)(void *arg);
    void *arg;
} Reload;

/* Runs the supervisor with its workers and the keeper until SIGTERM or SIGINT; SIGHUP reads the
 * settings again (reload; NULL: they stay) and replaces the children without refusing a
 * connection.  Returns the exit code. */
int web_serve(const App *app, const ServerSettings *settings, Text db_url, const Reload *reload);
