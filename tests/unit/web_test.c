/* The guard, tables and rules of web/ in process; over a socket it goes in tests/server. */
#include "harness.h"

#include "web/cache.h"
#include "web/choice.h"
#include "web/connection.h"
#include "web/guard.h"
#include "web/gzip.h"
#include "web/hash.h"
#include "web/routes.h"

/* ---- guard ---- */

typedef struct GuardRow {
    const char *name;
    const char *method;
    const char *target;
    const char *version;
    const char *headers[4]; /* "Name: value" */
    bool fit;
} GuardRow;

static const GuardRow guard_rows[] = {
    {"plain",             "GET",               "/",    "HTTP/1.1", {"Host: a"},                                                    true },
    {"old",               "GET",               "/",    "HTTP/1.0", {NULL},                                                         true },
    {"no host",           "GET",               "/",    "HTTP/1.1", {NULL},                                                         false},
    {"two hosts",         "GET",               "/",    "HTTP/1.1", {"Host: a", "host: a"},                                         false},
    {"host and port",     "GET",               "/",    "HTTP/1.1", {"Host: [::1]:80"},                                             true },
    {"userinfo",          "GET",               "/",    "HTTP/1.1", {"Host: a@b"},                                                  false},
    {"length",            "POST",              "/",    "HTTP/1.1", {"Host: a", "Content-Length: 0"},                               true },
    {"empty length",      "POST",              "/",    "HTTP/1.1", {"Host: a", "Content-Length: "},                                false},
    {"spaced length",     "POST",              "/",    "HTTP/1.1", {"Host: a", "Content-Length: 1 2"},                             false},
    {"huge",              "POST",              "/",    "HTTP/1.1", {"Host: a", "Content-Length: 9999999999999999"},                false},
    {"both",
     "POST",                                   "/",
     "HTTP/1.1",                                                   {"Host: a", "Content-Length: 1", "transfer-encoding: chunked"},
     false                                                                                                                              },
    {"chunked",           "POST",              "/",    "HTTP/1.1", {"Host: a", "Transfer-Encoding: Chunked"},                      true },
    {"chunked in 1.0",    "POST",              "/",    "HTTP/1.0", {"Transfer-Encoding: chunked"},                                 false},
    {"identity",          "POST",              "/",    "HTTP/1.1", {"Host: a", "Transfer-Encoding: identity"},                     false},
    {"tab in a value",    "GET",               "/",    "HTTP/1.1", {"Host: a", "X: a\tb and some more text"},                      true },
    {"UTF-8 in a value",  "GET",               "/",    "HTTP/1.1", {"Host: a", "X: 村村村村村村村"},                        true },
    {"delete in a value", "GET",               "/",    "HTTP/1.1", {"Host: a", "X: 0123456789\x7f"},                               false},
    {"bell in a value",   "GET",               "/",    "HTTP/1.1", {"Host: a", "X: 01234567\a0123456789"},                         false},
    {"delete in a word",
     "GET",                                    "/",
     "HTTP/1.1",                                                   {"Host: a", "X: 012\x7f"
                 "456789"},
     false                                                                                                                              },
    {"slash in a name",   "GET",               "/",    "HTTP/1.1", {"Host: a", "X/Y: b"},                                          false},
    {"empty name",        "GET",               "/",    "HTTP/1.1", {"Host: a", ": b"},                                             false},
    {"asterisk",          "OPTIONS",           "*",    "HTTP/1.1", {"Host: a"},                                                    false},
    {"blank",             "GET",               "/a b", "HTTP/1.1", {"Host: a"},                                                    false},
    {"long method",       "ABCDEFGHIJKLMNOPQ", "/",    "HTTP/1.1", {"Host: a"},                                                    false},
    {"1.2",               "GET",               "/",    "HTTP/1.2", {"Host: a"},                                                    false},
};

TEST(a_head_that_two_could_read_differently_is_refused)
{
    for (size_t i = 0; i < sizeof guard_rows / sizeof guard_rows[0]; i++) {
        const GuardRow *row = &guard_rows[i];
        Guard guard = guard_begin(text_c(row->method), text_c(row->target), text_c(row->version));

        ROW(row->name);
        for (size_t j = 0; j < 4 && row->headers[j] != NULL; j++) {
            Text name;
            Text value;

            text_cut(text_c(row->headers[j]), ':', &name, &value);
            guard_header(&guard, name, text_slice(value, 1, value.len));
        }
        CHECK(guard_end(&guard, text_c(row->version)) == row->fit);
    }
}

/* The bit tricks agree with the plain rule, whatever byte stands where. */
TEST(every_byte_of_a_value_is_looked_at)
{
    for (int byte = 0; byte < 256; byte++)
        for (size_t at = 0; at < 20; at++) {
            char value[20];
            Guard guard = guard_begin(T("GET"), T("/"), T("HTTP/1.0"));
            bool control = (byte < 0x20 && byte != '\t') || byte == 0x7F;

            memset(value, at % 2 == 0 ? 'a' : (char)0xE6, sizeof value);
            value[at] = (char)byte;
            guard_header(&guard, T("X"), (Text){value, sizeof value});
            CHECK(guard_end(&guard, T("HTTP/1.0")) == !control);
        }
}

/* ---- routes ---- */

static Status
nothing(Ctx *ctx, const Request *req, Response *res)
{
    (void)ctx;
    (void)req;
    (void)res;
    return OK;
}

TEST(literal_segments_go_before_names)
{
    static const Route table[] = {
        {METHOD_GET,    "/",                 nothing, 1},
        {METHOD_GET,    "/r/{code}",         nothing, 2},
        {METHOD_GET,    "/r/{code}/party",   nothing, 3},
        {METHOD_GET,    "/r/here/finance",   nothing, 4},
        {METHOD_POST,   "/r/{code}/party",   nothing, 5},
        {METHOD_GET,    "/feed/{code}.atom", nothing, 6},
        {METHOD_GET,    "/feed/{any}",       nothing, 7},
        {METHOD_DELETE, "/r/{code}/{item}",  nothing, 8},
    };
    static const struct {
        Method method;
        const char *path;
        unsigned route; /* 0: none */
        unsigned allowed;
        const char *code;
    } rows[] = {
        {METHOD_GET,    "/",               1, 1,         NULL  },
        {METHOD_GET,    "/r/1",            2, 1,         "1"   },
        {METHOD_GET,    "/r/here",         2, 1,         "here"},
        {METHOD_GET,    "/r/here/finance", 4, 1,         NULL  },
        {METHOD_GET,    "/r/here/party",   3, 0,         "here"},
        {METHOD_POST,   "/r/1/party",      5, 0,         "1"   },
        {METHOD_DELETE, "/r/1/party",      8, 0,         "1"   },
        {METHOD_PUT,    "/r/1/party",      0, 1 | 2 | 8, NULL  },
        {METHOD_GET,    "/r/1/other",      0, 8,         NULL  },
        {METHOD_GET,    "/feed/1.atom",    6, 0,         "1"   },
        {METHOD_GET,    "/feed/.atom",     7, 0,         NULL  },
        {METHOD_GET,    "/feed/1.rss",     7, 0,         NULL  },
        {METHOD_GET,    "/r",              0, 0,         NULL  },
        {METHOD_GET,    "/r/",             0, 0,         NULL  },
        {METHOD_GET,    "/r/1/party/more", 0, 0,         NULL  },
    };
    RouteTable tables = ROUTES(table);
    Routes *routes = routes_new(arena, &tables, 1);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Pairs params;
        unsigned allowed;
        const Route *route =
            routes_find(routes, arena, rows[i].method, text_c(rows[i].path), &params, &allowed);

        ROW(rows[i].path);
        CHECK_INT(route == NULL ? 0 : route->flags, rows[i].route);
        if (route == NULL)
            CHECK_INT(allowed, rows[i].allowed);
        else
            CHECK_TEXT(pairs_get(&params, T("code")), rows[i].code);
    }
    CHECK_TEXT(routes_allow(arena, 1 | 2 | 8), "GET, HEAD, POST, DELETE");
}

/* ---- what clients accept ---- */

TEST(gzip_only_for_those_who_take_it)
{
    CHECK(gzip_accepted(T("gzip")));
    CHECK(gzip_accepted(T("deflate, gzip;q=1.0, *;q=0.5")));
    CHECK(gzip_accepted(T("br,GZIP ;q=0.001")));
    CHECK(gzip_accepted(T("*")));
    CHECK(!gzip_accepted(T("")));
    CHECK(!gzip_accepted((Text){0}));
    CHECK(!gzip_accepted(T("identity")));
    CHECK(!gzip_accepted(T("gzip;q=0")));
    CHECK(!gzip_accepted(T("gzip; q=0.000")));
    CHECK(!gzip_accepted(T("xgzip")));
    CHECK(gzip_suits(T("text/html; charset=utf-8")));
    CHECK(gzip_suits(T("application/problem+json")));
    CHECK(!gzip_suits(T("image/png")));
}

TEST(a_choice_beats_the_browser)
{
    CHECK_INT(choice_of((Text){0}, (Text){0}, false).lang, LANG_HANS);
    CHECK_INT(choice_of(T("lang=en"), T("zh-TW"), false).lang, LANG_EN);
    CHECK_INT(choice_of(T("lang=klingon"), T("zh-TW"), false).lang, LANG_HANT);
    CHECK_INT(choice_of((Text){0}, T("de,en;q=0.5,zh;q=0.4"), false).lang, LANG_HANS);
    CHECK_INT(choice_of((Text){0}, T("enx"), false).lang, LANG_HANS);
    CHECK_INT(choice_of((Text){0}, T("de,en;q=0.5,zh;q=0.4"), true).lang, LANG_EN);
    CHECK_INT(choice_of(T("lang=zh-Hant"), T("en"), true).lang, LANG_HANT);
    CHECK(choice_of(T("a=b; mode=elder"), (Text){0}, false).elder);
    CHECK(!choice_of(T("mode=standard"), (Text){0}, false).elder);
}

TEST(tags_tell_the_forms_of_a_page_apart)
{
    Text plain = etag_make(arena, 0x0123456789abcdef, false);
    Text small = etag_make(arena, 0x0123456789abcdef, true);

    CHECK_TEXT(plain, "\"0123456789abcdef\"");
    CHECK(!text_eq(plain, small));
    CHECK(etag_matches(plain, 0x0123456789abcdef));
    CHECK(etag_matches(small, 0x0123456789abcdef));
    CHECK(etag_matches(T("*"), 1));
    CHECK(etag_matches(T("\"x\", W/\"0123456789abcdef\""), 0x0123456789abcdef));
    CHECK(!etag_matches(plain, 0x0123456789abcdee));
    CHECK(!etag_matches(T("0123456789abcdef"), 0x0123456789abcdef));
    CHECK(!etag_matches(T("\"\""), 0));
}

TEST(a_hash_moves_with_every_byte)
{
    char bytes[100] = {0};
    uint64_t first = hash_bytes((Text){bytes, sizeof bytes}, 1);

    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = 1;
        CHECK(hash_bytes((Text){bytes, sizeof bytes}, 1) != first);
        bytes[i] = 0;
        CHECK(hash_bytes((Text){bytes, i}, 1) != first);
    }
    CHECK(hash_bytes((Text){bytes, sizeof bytes}, 2) != first);
}

/* ---- the reaper's rule ---- */

TEST(each_phase_of_a_connection_has_an_end)
{
    static const HttpLimits limits = {
        .header_seconds = 10, .idle_seconds = 60, .body_bytes_per_second = 500};
    static const struct {
        Phase phase;
        int64_t bytes;
        int64_t last_ms; /* still fine then; late a moment after */
    } rows[] = {
        {PHASE_FIRST, 0,      10000  },
        {PHASE_HEAD,  0,      10000  },
        {PHASE_IDLE,  0,      60000  },
        {PHASE_BODY,  0,      10000  },
        {PHASE_BODY,  5000,   20000  },
        {PHASE_BODY,  500000, 1010000},
    };
    Connection *connection = NEW(arena, Connection);

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        connection->phase = rows[i].phase;
        connection->bytes = rows[i].bytes;
        connection->since_ms = 1000;
        CHECK(!connection_is_late(connection, &limits, 1000 + rows[i].last_ms));
        CHECK(connection_is_late(connection, &limits, 1001 + rows[i].last_ms));
    }
    connection->phase = PHASE_ANSWER;
    CHECK(!connection_is_late(connection, &limits, INT64_MAX / 2));
}

/* ---- responses ---- */

TEST(a_redirect_stays_at_home)
{
    static const struct {
        const char *to;
        const char *location;
    } rows[] = {
        {"/d/1?a=b",     "/d/1?a=b"},
        {"//evil",       "/"       },
        {"/\\evil",      "/"       },
        {"https://evil", "/"       },
        {"",             "/"       },
        {"javascript:x", "/"       },
        {"/",            "/"       },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Response res = {0};

        ROW(rows[i].to);
        CHECK_STATUS(response_redirect(ctx, &res, text_c(rows[i].to)), OK);
        CHECK_INT(res.status, 303);
        CHECK_TEXT(res.headers[0].value, rows[i].location);
    }
}

TEST(a_page_with_too_many_keys_is_not_kept)
{
    Response res = {0};

    for (int64_t key = 1; key <= RESPONSE_KEYS_MAX; key++) {
        response_shows(&res, key);
        response_shows(&res, key);
    }
    CHECK_INT(res.key_count, RESPONSE_KEYS_MAX);
    CHECK(!res.uncacheable);
    response_shows(&res, 99);
    CHECK(res.uncacheable);
}

TEST(a_notice_is_cut_between_characters)
{
    Request req = {.arena = arena, .secure = true};
    Response res = {0};
    Buf long_text = buf_new(arena, 1000);

    for (int i = 0; i < 150; i++)
        BUF_LIT(&long_text, "村");
    response_notice(ctx, &req, &res, buf_done(&long_text));
    CHECK(text_find(res.headers[0].value, T("; Secure")) != res.headers[0].value.len);
    CHECK(text_starts(res.headers[0].value, T("notice=%E6%9D%91")));
    CHECK_INT(text_find(res.headers[0].value, T(";")), 7 + NOTICE_BYTES_MAX * 3);
}
