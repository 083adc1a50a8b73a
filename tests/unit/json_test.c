#include "harness.h"

#include <math.h>

#include "base/json.h"
#include "base/json_read.h"

enum { ROUNDS = 3000 };

TEST(commas_and_nesting_come_by_themselves)
{
    Buf buf = buf_new(arena, 4096);
    Json json = json_new(&buf);

    json_object_begin(&json);
    json_put_text(&json, "a", T("x"));
    json_key(&json, "b");
    json_array_begin(&json);
    json_int(&json, -1);
    json_bool(&json, true);
    json_none(&json);
    json_array_begin(&json);
    json_array_end(&json);
    json_object_begin(&json);
    json_object_end(&json);
    json_array_end(&json);
    json_put_id(&json, "id", INT64_MAX);
    json_put_text(&json, "none", (Text){0});
    json_put_text(&json, "empty", T(""));
    json_put_bool(&json, "no", false);
    json_put_none(&json, "null");
    json_put_int(&json, "least", INT64_MIN);
    json_key_text(&json, T("键"));
    json_raw(&json, T("[1]"));
    json_object_end(&json);
    json_end(&json);
    CHECK_TEXT(buf_done(&buf),
               "{\"a\":\"x\",\"b\":[-1,true,null,[],{}],\"id\":\"9223372036854775807\","
               "\"none\":null,\"empty\":\"\",\"no\":false,\"null\":null,"
               "\"least\":-9223372036854775808,\"键\":[1]}");
}

TEST(texts_are_escaped)
{
    static const struct {
        Text text;
        const char *json;
    } rows[] = {
        {T_INIT("明白"),                   "\"明白\""                              },
        {T_INIT("a\"b\\c"),                  "\"a\\\"b\\\\c\""                         },
        {T_INIT("\t\n\x01\x7f"),             "\"\\u0009\\n\\u0001\\u007f\""            },
        {T_INIT("a\0b"),                     "\"a\\u0000b\""                           },
        {T_INIT("</script>"),                "\"\\u003c/script>\""                     },
        {T_INIT("\xe2\x80\xa8\xe2\x80\xa9"), "\"\\u2028\\u2029\""                      },
        {T_INIT("\xff\xe6\x98"),             "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
        {T_INIT("😀"),                     "\"😀\""                                },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Buf buf = buf_new(arena, 4096);
        Json json = json_new(&buf);

        ROW(rows[i].json);
        json_text(&json, rows[i].text);
        CHECK_TEXT(buf_done(&buf), rows[i].json);
    }
}

TEST(decimals_are_exact)
{
    static const struct {
        int64_t value;
        int decimals;
        const char *json;
    } rows[] = {
        {12345,    2, "123.45"   },
        {5,        2, "0.05"     },
        {-5,       2, "-0.05"    },
        {0,        2, "0.00"     },
        {7,        0, "7"        },
        {-1234567, 3, "-1234.567"},
        {100,      1, "10.0"     },
        {-99,      2, "-0.99"    },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Buf buf = buf_new(arena, 100);
        Json json = json_new(&buf);

        json_decimal(&json, rows[i].value, rows[i].decimals);
        CHECK_TEXT(buf_done(&buf), rows[i].json);
    }
}

TEST(what_was_written_can_be_read)
{
    const JsonNode *root = NULL;
    const JsonNode *list;
    int64_t number = 0;
    bool flag = false;

    REQUIRE(json_parse(ctx,
                       T("{\"n\":12,\"id\":\"9223372036854775807\",\"t\":\"村务\",\"yes\":true,"
                         "\"r\":1.5,\"z\":null,\"list\":[1,[2],{\"k\":\"v\"}]}"),
                       &root) == OK);
    CHECK(json_get_int(root, "n", &number));
    CHECK_INT(number, 12);
    CHECK(json_get_int(root, "id", &number));
    CHECK_INT(number, INT64_MAX);
    CHECK_TEXT(json_get_text(root, "t"), "村务");
    CHECK(json_get_bool(root, "yes", &flag) && flag);
    CHECK(fabs(json_member(root, "r")->real - 1.5) < 1e-9);
    CHECK_INT(json_member(root, "z")->kind, NODE_NONE);
    list = json_member(root, "list");
    CHECK_INT(json_len(list), 3);
    CHECK_INT(json_len(json_item(list, 1)), 1);
    CHECK_TEXT(json_get_text(json_item(list, 2), "k"), "v");

    /* The wrong type or place is nothing, not a crash. */
    CHECK_TEXT(json_get_text(root, "n"), NULL);
    CHECK_TEXT(json_get_text(root, "missing"), NULL);
    CHECK(!json_get_int(root, "t", &number));
    CHECK(!json_get_int(root, "r", &number));
    CHECK(!json_get_bool(root, "n", &flag));
    CHECK(json_item(list, 3) == NULL);
    CHECK(json_member(list, "n") == NULL);
    CHECK(json_member(NULL, "n") == NULL);
    CHECK_INT(json_len(root), 0);
}

TEST(bad_json_is_refused_with_a_problem)
{
    static const Text rows[] = {
        T_INIT(""),
        T_INIT("{"),
        T_INIT("{}x"),
        T_INIT("{\"a\":1,\"a\":2}"),
        T_INIT("[1,]"),
        T_INIT("'a'"),
        T_INIT("nan"),
        T_INIT("99999999999999999999"),
        T_INIT("1e999"),
        T_INIT("\"\xff\""),
        T_INIT("\"\\ud800\""),
        T_INIT("\"\\u0000\""),
        T_INIT("\"\\u0001\""),
        T_INIT("{\"\\u0007\":1}"),
        T_INIT("\"a\0b\""),
        {0},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Ctx fresh = *ctx;
        const JsonNode *root = NULL;

        ROW(rows[i].at);
        CHECK_STATUS(json_parse(&fresh, rows[i], &root), INVALID);
        CHECK(problem_of(&fresh, "json").len > 0);
        CHECK(root == NULL);
    }
}

static Text
repeated(Arena *arena, Text before, size_t count, Text piece, Text after)
{
    Buf buf = buf_new(arena, 4 * JSON_BYTES_MAX);

    buf_text(&buf, before);
    for (size_t i = 0; i < count; i++)
        buf_text(&buf, piece);
    buf_text(&buf, after);
    return buf_done(&buf);
}

TEST(json_has_limits)
{
    const JsonNode *root = NULL;
    Text nested = repeated(arena, repeated(arena, T(""), JSON_DEPTH_MAX, T("["), T("1")),
                           JSON_DEPTH_MAX, T("]"), T(""));
    Text deeper = repeated(arena, repeated(arena, T(""), JSON_DEPTH_MAX + 1, T("["), T("1")),
                           JSON_DEPTH_MAX + 1, T("]"), T(""));

    CHECK_STATUS(json_parse(ctx, nested, &root), OK);
    CHECK_STATUS(json_parse(ctx, deeper, &root), INVALID);
    CHECK_STATUS(json_parse(ctx, repeated(arena, T("["), 100000, T("["), T("")), &root), INVALID);
    CHECK_STATUS(
        json_parse(ctx, repeated(arena, T("[0"), JSON_NODES_MAX - 1, T(",0"), T("]")), &root), OK);
    CHECK_STATUS(json_parse(ctx, repeated(arena, T("[0"), JSON_NODES_MAX, T(",0"), T("]")), &root),
                 INVALID);
    CHECK_STATUS(
        json_parse(ctx, repeated(arena, T("\""), JSON_BYTES_MAX - 2, T("a"), T("\"")), &root), OK);
    CHECK_STATUS(
        json_parse(ctx, repeated(arena, T("\""), JSON_BYTES_MAX - 1, T("a"), T("\"")), &root),
        INVALID);
}

TEST(a_member_of_another_kind_is_named)
{
    static const JsonShape shape[] = {
        {"text", NODE_TEXT},
        {"int",  NODE_INT },
        {"flag", NODE_BOOL},
        {"list", NODE_LIST},
        {"map",  NODE_MAP },
    };
    static const struct {
        const char *json;
        const char *field; /* NULL: fine */
    } rows[] = {
        {"{}",                                                             NULL  },
        {"{\"text\":null,\"int\":null,\"other\":[]}",                      NULL  },
        {"{\"text\":\"\",\"int\":7,\"flag\":true,\"list\":[],\"map\":{}}", NULL  },
        {"{\"int\":\"7\"}",                                                NULL  },
        {"{\"text\":7}",                                                   "text"},
        {"{\"int\":\"x\"}",                                                "int" },
        {"{\"int\":1.5}",                                                  "int" },
        {"{\"flag\":\"yes\"}",                                             "flag"},
        {"{\"list\":{}}",                                                  "list"},
        {"{\"map\":[]}",                                                   "map" },
        {"[]",                                                             "json"},
        {"7",                                                              "json"},
    };

    CHECK_STATUS(json_shape(ctx, NULL, shape, 5), OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const JsonNode *root = NULL;

        ROW(rows[i].json);
        ctx->problems = (Problems){0};
        REQUIRE(json_parse(ctx, text_c(rows[i].json), &root) == OK);
        CHECK_STATUS(json_shape(ctx, root, shape, 5), rows[i].field == NULL ? OK : INVALID);
        CHECK_INT(ctx->problems.len, rows[i].field != NULL);
        if (rows[i].field != NULL && ctx->problems.len == 1)
            CHECK_TEXT(ctx->problems.at[0].field, rows[i].field);
    }
}

TEST(every_clean_text_survives_the_way_through_json)
{
    uint64_t seed = 4;

    for (int i = 0; i < ROUNDS; i++) {
        Buf text = buf_new(arena, 4096);
        Buf buf = buf_new(arena, 65536);
        Json json = json_new(&buf);
        const JsonNode *root = NULL;
        int64_t len = random_between(&seed, 0, 40);

        for (int64_t j = 0; j < len; j++) {
            uint32_t c = (uint32_t)random_between(&seed, 0, 5) == 0
                             ? (uint32_t)random_between(&seed, 0, 0x10FFFF)
                             : (uint32_t)random_between(&seed, 0, 0x2100);

            if (c < 0xD800 || c > 0xDFFF)
                buf_utf8(&text, c);
        }
        if (!text_is_clean(buf_done(&text)))
            continue;
        json_text(&json, buf_done(&text));
        REQUIRE(json_parse(ctx, buf_done(&buf), &root) == OK);
        REQUIRE(root->kind == NODE_TEXT && text_eq(root->text, buf_done(&text)));
    }
}
