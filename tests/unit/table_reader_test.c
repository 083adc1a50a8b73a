#include "harness.h"

#include "disclosure/api.h"

#define COLUMNS                                                                                        \
    "{\"columns\":[{\"name\":\"事项\",\"type\":\"text\"},{\"name\":\"金额\",\"type\":\"money\"}]," \
    "\"rows\":"

static bool
columns_eq(Columns a, Columns b)
{
    bool same = a.len == b.len;

    for (size_t i = 0; same && i < a.len; i++)
        same = text_eq(a.at[i].name, b.at[i].name) && a.at[i].kind == b.at[i].kind &&
               a.at[i].audience == b.at[i].audience && a.at[i].required == b.at[i].required;
    return same;
}

static bool
cells_eq(const DisclosureInput *a, const DisclosureInput *b)
{
    bool same = a->rows == b->rows;

    for (size_t i = 0; same && i < a->rows * a->columns.len; i++)
        same = text_eq(a->cells[i], b->cells[i]);
    return same;
}

static Status
read_alone(Ctx *ctx, Text json, DisclosureInput *out)
{
    const JsonNode *node;

    TRY(json_parse(ctx, json, &node));
    return api_read_table(ctx, node, out);
}

/* Whatever came before, a table is read as if it were alone, with the same problem. */
TEST(a_table_is_read_as_if_it_were_alone)
{
    static const Text rows[] = {
        T_INIT(COLUMNS "[[\"路灯\",\"12.50\"]]}"),
        T_INIT(COLUMNS "[[\"路灯\",\"12.50\"],[\"水渠\",3]]}"),
        T_INIT(COLUMNS "[[\"路灯\",\"12.50\"],[\"水渠\",\"3\"],[\"\",\"\"]]}"),
        T_INIT(COLUMNS "[[\"路\\\"灯\\\\\\n\\/\\t\",\"12.50\"]]}"),
        T_INIT(COLUMNS "[[\"\\u8def\",\"1\"]]}"),
        T_INIT(COLUMNS "[[\"\\b\",\"1\"]]}"),
        T_INIT(COLUMNS "[[\"\\x\",\"1\"]]}"),
        T_INIT(COLUMNS "[[\"a\tb\",\"1\"]]}"),
        T_INIT(COLUMNS "[[\"\\n\tb\",\"1\"]]}"),
        T_INIT(COLUMNS "[[\"a\\}"),
        T_INIT(COLUMNS "[[\"a\\\"}"),
        T_INIT(COLUMNS "[[\"a\\\",\"1\"]]}"),
        T_INIT(COLUMNS "[[\"a\",\"1\",\"2\"]]}"),
        T_INIT(COLUMNS "[[\"a\",\"1\"],]}"),
        T_INIT(COLUMNS "[[\"a\",\"1\"]]]}"),
        T_INIT(COLUMNS "[[\"a\",\"1\"] ,[\"b\" , \"2\"]]}"),
        T_INIT(COLUMNS "[[]]}"),
        T_INIT(COLUMNS "[]}"),
        T_INIT(COLUMNS " [[\"a\",\"1\"]] }"),
        T_INIT(COLUMNS "[[\"a\",\"1\"]]}\n"),
        T_INIT(COLUMNS "[[\"a\",\"1\"]],\"more\":1}"),
        T_INIT(COLUMNS "[[\"a\",\"1\"]],\"rows\":[]}"),
        T_INIT(COLUMNS "[[\"a\"]]}"),
        T_INIT(COLUMNS "[[\"a\",\"1\"]"),
        T_INIT(COLUMNS "[[\"a\",\"1\"]}"),
        T_INIT(COLUMNS "}"),
        T_INIT(COLUMNS "null}"),
        T_INIT(COLUMNS "1}}"),
        T_INIT("{\"rows\":[[\"a\"]],\"columns\":[{\"name\":\"x\",\"type\":\"text\"}]}"),
        T_INIT(
            "{\"columns\":[{\"name\":\"x\",\"type\":\"text\",\"y\":[1],\"rows\":2}],\"rows\":[]}"),
        T_INIT("{\"columns\":[{\"name\":\"x\",\"type\":\"nothing\"}],\"rows\":[[\"a\"]]}"),
        T_INIT("{\"more\":1,\"columns\":[{\"name\":\"x\",\"type\":\"text\"}],\"rows\":[[\"a\"]]}"),
        T_INIT("[\"columns\",[1],\"rows\":2}"),
        T_INIT("{\"a\":[1],\"rows\":[]}"),
        T_INIT(""),
        T_INIT("{"),
    };
    TableReader *reader = table_reader_new(arena);

    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            DisclosureInput alone = {0};
            DisclosureInput among = {0};
            Problems problems;
            Status status = read_alone(ctx, rows[i], &alone);

            ROW(rows[i].at);
            problems = ctx->problems;
            ctx->problems = (Problems){0};
            CHECK_STATUS(table_reader_read(ctx, reader, rows[i], &among), status);
            REQUIRE(ctx->problems.len == problems.len);
            for (size_t at = 0; at < problems.len; at++)
                CHECK(text_eq(ctx->problems.at[at].sentence, problems.at[at].sentence));
            ctx->problems = (Problems){0};
            if (status != OK)
                continue;
            CHECK(columns_eq(among.columns, alone.columns));
            CHECK(cells_eq(&among, &alone));
        }
    }
}

TEST(columns_outlive_the_table_that_they_came_with)
{
    Arena *row = arena_new(1 << 20);
    TableReader *reader = table_reader_new(arena);
    Arena *keep = ctx->arena;

    for (int i = 0; i < 3; i++) {
        DisclosureInput input = {0};
        Text json;

        arena_reset(row);
        ctx->arena = row;
        json = text_printf(row, COLUMNS "[[\"路灯 %d\",\"12.50\"]]}", i);
        CHECK_STATUS(table_reader_read(ctx, reader, json, &input), OK);
        REQUIRE(input.columns.len == 2 && input.rows == 1);
        CHECK_TEXT(input.columns.at[1].name, "金额");
        CHECK_INT(input.columns.at[1].kind, KIND_MONEY);
        CHECK_TEXT(input.cells[1], "12.50");
    }
    ctx->arena = keep;
    arena_free(row);
}
