/* Targets, forms, cookies and multipart bodies, piece by piece. */
#include "harness.h"

#include <unistd.h>

#include "web/body.h"
#include "web/part_head.h"
#include "web/target.h"

/* ---- targets, forms, cookies ---- */

TEST(a_target_is_decoded_once_and_clean)
{
    static const struct {
        const char *target;
        int status;
        const char *path;
        const char *q; /* the value of q */
    } rows[] = {
        {"/",                      0,   "/",    NULL   },
        {"/a/b?q=1",               0,   "/a/b", "1"    },
        {"/a/",                    0,   "/a/",  NULL   },
        {"/%E6%9D%91?q=%E6%9D%91", 0,   "/村", "村"  },
        {"/a?q",                   0,   "/a",   ""     },
        {"/a?q=",                  0,   "/a",   ""     },
        {"/a?",                    0,   "/a",   NULL   },
        {"/a?&&q=a&q=b",           0,   "/a",   "a"    },
        {"/a?q=a%26b%3Dc",         0,   "/a",   "a&b=c"},
        {"/a?q=a=b",               0,   "/a",   "a=b"  },
        {"/a+b?q=a+b",             0,   "/a+b", "a b"  },
        {"/%2541",                 0,   "/%41", NULL   },
        {"/...",                   0,   "/...", NULL   },
        {"",                       400, NULL,   NULL   },
        {"a",                      400, NULL,   NULL   },
        {"//",                     400, NULL,   NULL   },
        {"//a",                    400, NULL,   NULL   },
        {"/a//b",                  400, NULL,   NULL   },
        {"/a//",                   400, NULL,   NULL   },
        {"/.",                     400, NULL,   NULL   },
        {"/a/..",                  400, NULL,   NULL   },
        {"/a/%2e%2E/b",            400, NULL,   NULL   },
        {"/a%2fb",                 400, NULL,   NULL   },
        {"/a%5Cb",                 400, NULL,   NULL   },
        {"/a\\b",                  400, NULL,   NULL   },
        {"/a%",                    400, NULL,   NULL   },
        {"/a%2",                   400, NULL,   NULL   },
        {"/a%g0",                  400, NULL,   NULL   },
        {"/a%00",                  400, NULL,   NULL   },
        {"/a%0d",                  400, NULL,   NULL   },
        {"/a%09",                  400, NULL,   NULL   },
        {"/%c0%af",                400, NULL,   NULL   },
        {"/%f4%90%80%80",          400, NULL,   NULL   },
        {"/a?q=%c0%80",            400, NULL,   NULL   },
        {"/a?%00=1",               400, NULL,   NULL   },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Text path = {0};
        Pairs query = {0};

        ROW(rows[i].target);
        CHECK_INT(target_parse(arena, text_c(rows[i].target), &path, &query), rows[i].status);
        if (rows[i].status != 0)
            continue;
        CHECK_TEXT(path, rows[i].path);
        CHECK_TEXT(pairs_get(&query, T("q")), rows[i].q);
    }
}

TEST(what_is_encoded_comes_back)
{
    uint64_t seed = 7;

    for (int turn = 0; turn < 2000; turn++) {
        char bytes[40];
        size_t len = (size_t)random_between(&seed, 0, sizeof bytes);
        Text back;

        for (size_t i = 0; i < len; i++)
            bytes[i] = (char)random_next(&seed);
        CHECK(percent_decode(arena, percent_encode(arena, (Text){bytes, len}), true, &back));
        CHECK(back.len == len && memcmp(back.at, bytes, len) == 0);
    }
}

TEST(addresses_of_one_household_are_one)
{
    static const char *const rows[][2] = {
        {"10.0.0.1",                "10.0.0.1"             },
        {"2001:db8:1:2::1",         "20010db800010002"     },
        {"2001:db8:1:2:ffff:1:2:3", "20010db800010002"     },
        {"2001:DB8:1:2:0:0:0:9",    "20010db800010002"     },
        {"2001:db8:1:3::1",         "20010db800010003"     },
        {"::1",                     "0000000000000000"     },
        {"::ffff:10.0.0.1",         "10.0.0.1"             },
        {"::ffff:a00:1",            "10.0.0.1"             },
        {"unix",                    "unix"                 },
        {"2001:db8:1:2::1 or so",   "2001:db8:1:2::1 or so"},
        {"",                        ""                     },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i][0]);
        CHECK_TEXT(address_network(arena, text_c(rows[i][0])), rows[i][1]);
    }
    ROW(NULL);
}

TEST(cookies_of_others_do_no_harm)
{
    Text header = T("a=1; sid=s; lang=en;mode=elder; =x; bad; q=\"x y\"; sid=second; z=\xff");
    Pairs cookies = cookies_parse(arena, header);

    CHECK_TEXT(cookie_find(header, T("sid")), "s");
    CHECK_TEXT(cookie_find(header, T("mode")), "elder");
    CHECK_TEXT(cookie_find(header, T("si")), NULL);
    CHECK_TEXT(cookie_find(header, T("bad")), NULL);
    CHECK_TEXT(cookie_find((Text){0}, T("sid")), NULL);
    CHECK_TEXT(pairs_get(&cookies, T("q")), "\"x y\"");
    CHECK_TEXT(pairs_get(&cookies, T("z")), NULL);
    CHECK_INT(cookies.len, 6);
}

/* ---- multipart ---- */

static const char multipart_body[] =
    "preamble\r\n--b0\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n--not\r\n"
    "--b0\r\ncontent-disposition: form-data; name=\"f\"; filename=\"x \\\"y\\\"%22.png\"\r\n"
    "Content-Type: image/png; x=y\r\n\r\n\r\n-\r\n--b\r\n--b1\r\n--b0\r\n"
    "Content-Disposition: form-data; name=empty\r\n\r\n\r\n--b0--\r\nepilogue\r\n--b0\r\n";

static Body *
multipart_of(bool uploads)
{
    return body_new(T("Multipart/Form-Data; charset=utf-8; boundary=\"b0\""),
                    (BodyPlan){.bytes_max = 100000, .uploads = uploads, .dir = "/tmp"});
}

/* However the bytes are cut in two, or come one by one, the result is the same. */
TEST(a_multipart_may_come_in_any_pieces)
{
    size_t len = sizeof multipart_body - 1;

    for (size_t cut = 0; cut <= len; cut++) {
        Body *body = multipart_of(true);
        Pairs form;
        Uploads uploads;

        CHECK_INT(body_feed(body, multipart_body, cut), 0);
        for (size_t i = cut; i < len; i += cut == 0 ? 1 : len)
            CHECK_INT(body_feed(body, multipart_body + i, cut == 0 ? 1 : len - i), 0);
        CHECK_INT(body_end(body), 0);
        form = body_form(body);
        uploads = body_uploads(body);
        REQUIRE(form.len == 2 && uploads.len == 1);
        CHECK_TEXT(form.at[0].value, "one\r\n--not");
        CHECK_TEXT(form.at[1].name, "empty");
        CHECK_TEXT(form.at[1].value, "");
        CHECK_TEXT(uploads.at[0].filename, "x \"y\"\".png");
        CHECK_TEXT(uploads.at[0].type, "image/png");
        CHECK_INT(uploads.at[0].bytes, 14);
        CHECK(access(uploads.at[0].path.at, R_OK) == 0);
        Text path = text_copy(arena, uploads.at[0].path);
        body_drop(body);
        CHECK(access(text_cstr(arena, path), F_OK) != 0);
    }
}

TEST(a_route_without_files_takes_none)
{
    Body *body = multipart_of(false);

    CHECK_INT(body_feed(body, multipart_body, sizeof multipart_body - 1), 400);
    body_drop(body);
}

TEST(a_file_that_is_cut_off_is_an_error_and_leaves_nothing)
{
    Body *body = multipart_of(true);

    CHECK_INT(body_feed(body, multipart_body, 180), 0);
    CHECK_INT(body_end(body), 400);
    body_drop(body);
}

TEST(names_of_files_lose_their_paths)
{
    static const struct {
        const char *head;
        const char *name; /* NULL: refused */
        const char *filename;
    } rows[] = {
        {"Content-Disposition: form-data; name=\"a\"; filename=\"C:\\dir\\b.png\"",                  "a",   "b.png"},
        {"Content-Disposition: form-data; name=\"a\"; filename=\"../../b\"",                         "a",   "b"    },
        {"Content-Disposition: form-data; filename=c; name=a",                                       "a",   "c"    },
        {"Content-Disposition: form-data; name=\"a;b\"; filename=\"\"",                              "a;b", ""     },
        {"Content-Disposition: form-data; name=\"a\"",                                               "a",   NULL   },
        {"Content-Disposition: form-data",                                                           NULL,  NULL   },
        {"Content-Disposition: attachment; name=\"a\"",                                              NULL,  NULL   },
        {"Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"",
         NULL,                                                                                              NULL   },
        {"Content-Disposition: form-data; name=\"\xff\"",                                            NULL,  NULL   },
        {"Content-Disposition: form-data; name=\"a\nb\"",                                            NULL,  NULL   },
        {"Content-Type: text/plain",                                                                 NULL,  NULL   },
        {"nonsense",                                                                                 NULL,  NULL   },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        PartHead head;
        bool fine = part_head_parse(arena, text_c(rows[i].head), &head);

        ROW(rows[i].head);
        CHECK(fine == (rows[i].name != NULL));
        if (!fine)
            continue;
        CHECK_TEXT(head.name, rows[i].name);
        CHECK_TEXT(head.filename, rows[i].filename);
    }
}

TEST(a_long_name_keeps_its_ending)
{
    Buf buf = buf_new(arena, 2000);
    PartHead head;

    BUF_LIT(&buf, "Content-Disposition: form-data; name=f; filename=\"");
    for (int i = 0; i < 100; i++)
        BUF_LIT(&buf, "据");
    BUF_LIT(&buf, ".xlsx\"");
    REQUIRE(part_head_parse(arena, buf_done(&buf), &head));
    CHECK(head.filename.len <= UPLOAD_NAME_BYTES_MAX);
    CHECK(text_ends(head.filename, T("据.xlsx")));
    CHECK(text_is_utf8(head.filename));
}
