/* Statements: values there and back, what violations answer, what generated functions promise. */
#include "harness.h"

#include "db.h"
#include "store_test.sql.h"

typedef struct Village {
    int64_t id;
    Text name;
    OptInt people;
    Status wanted;
} Village;

static Status
add_village(Ctx *ctx, void *arg)
{
    const Village *village = arg;

    return village_add(ctx, village->id, village->name, village->people);
}

static Status
add_three(Ctx *ctx, void *arg)
{
    (void)arg;
    TRY(village_add(ctx, 1, T("鲍家洼子"), SOME_INT(812)));
    TRY(village_add(ctx, 2, T("沙河"), (OptInt){0}));
    return village_add(ctx, 3, T("红菱"), SOME_INT(0));
}

static Status
get_village(Ctx *ctx, void *arg)
{
    VillageRow *row = arg;

    return village_get(ctx, row->id, row);
}

TEST_DB(one_gives_a_row_or_not_found)
{
    VillageRow row = {.id = 2};

    REQUIRE(CHECK_STATUS(store_write(store, ctx, add_three, NULL), OK));
    CHECK_STATUS(store_read(store, ctx, get_village, &row), OK);
    CHECK_TEXT(row.name, "沙河");
    CHECK(!row.people.set);
    CHECK(row.open);
    row.id = 4;
    CHECK_STATUS(store_read(store, ctx, get_village, &row), NOT_FOUND);
}

static Status
get_named(Ctx *ctx, void *arg)
{
    return village_named(ctx, (Text){0}, true, arg);
}

TEST_DB(one_refuses_a_second_row)
{
    VillageRow row;

    REQUIRE(CHECK_STATUS(store_write(store, ctx, add_three, NULL), OK));
    CHECK_STATUS(store_read(store, ctx, get_named, &row), FAULT);
}

static Status
list_villages(Ctx *ctx, void *arg)
{
    return village_list(ctx, 1, 10, arg);
}

static Status
add_many(Ctx *ctx, void *arg)
{
    (void)arg;
    for (int i = 10; i < 110; i++)
        TRY(village_add(ctx, i, text_printf(ctx->arena, "村%d", i), SOME_INT(i)));
    return OK;
}

static Status
list_all(Ctx *ctx, void *arg)
{
    return village_list(ctx, 0, 1000, arg);
}

TEST_DB(many_gives_rows_in_order)
{
    VillageRows rows;

    CHECK_STATUS(store_read(store, ctx, list_villages, &rows), OK);
    CHECK_INT(rows.len, 0);
    REQUIRE(CHECK_STATUS(store_write(store, ctx, add_three, NULL), OK));
    CHECK_STATUS(store_read(store, ctx, list_villages, &rows), OK);
    REQUIRE(CHECK_INT(rows.len, 2));
    CHECK_TEXT(rows.at[0].name, "沙河");
    CHECK_INT(rows.at[1].id, 3);
    REQUIRE(CHECK_STATUS(store_write(store, ctx, add_many, NULL), OK));
    CHECK_STATUS(store_read(store, ctx, list_all, &rows), OK);
    REQUIRE(CHECK_INT(rows.len, 103));
    CHECK_TEXT(rows.at[102].name, "村109");
    CHECK_INT(rows.at[102].people.value, 109);
}

static Status
close_some(Ctx *ctx, void *arg)
{
    return village_set_open(ctx, 2, false, arg);
}

static Status
drop_two(Ctx *ctx, void *arg)
{
    return village_drop(ctx, 2, arg);
}

TEST_DB(count_tells_rows_and_returning_gives_them)
{
    int64_t changed = 0;
    VillageDropRows dropped;
    VillageRow row = {.id = 3};

    REQUIRE(CHECK_STATUS(store_write(store, ctx, add_three, NULL), OK));
    CHECK_STATUS(store_write(store, ctx, close_some, &changed), OK);
    CHECK_INT(changed, 2);
    CHECK_STATUS(store_read(store, ctx, get_village, &row), OK);
    CHECK(!row.open);
    CHECK_STATUS(store_write(store, ctx, drop_two, &dropped), OK);
    CHECK_INT(dropped.len, 2);
    CHECK_STATUS(store_read(store, ctx, get_village, &row), OK);
    row.id = 1;
    CHECK_STATUS(store_read(store, ctx, get_village, &row), NOT_FOUND);
}

/* ---- types ---- */

static Status
there_and_twice(Ctx *ctx, void *arg)
{
    return village_exists(ctx, 3, arg);
}

static Status
tally_all(Ctx *ctx, void *arg)
{
    return village_tally(ctx, arg);
}

TEST_DB(expressions_are_read_as_they_are_given)
{
    VillageExistsRow row;
    VillageTallyRow tally;

    CHECK_STATUS(store_read(store, ctx, there_and_twice, &row), OK);
    CHECK(!row.there);
    CHECK_INT(row.twice, 6);
    REQUIRE(CHECK_STATUS(store_write(store, ctx, add_three, NULL), OK));
    CHECK_STATUS(store_read(store, ctx, there_and_twice, &row), OK);
    CHECK(row.there);
    CHECK_STATUS(store_read(store, ctx, tally_all, &tally), OK);
    CHECK_INT(tally.villages, 3);
    CHECK_INT(tally.people, 812);
}

static Status
texts(Ctx *ctx, void *arg)
{
    const NoteTextsArgs args = {
        .a = (Text){0}, .b = T("b'\"\\"), .c = (Text){0}, .d = true, .e = INT64_MIN};

    return note_texts(ctx, &args, arg);
}

TEST_DB(an_absent_text_is_empty_where_none_may_be_null)
{
    NoteTextsRow row;

    CHECK_STATUS(store_read(store, ctx, texts, &row), OK);
    CHECK_TEXT(row.a, "");
    CHECK_TEXT(row.odd, "b'\"\\ ; -- :x 'q' ?1 $1 /*");
    CHECK_TEXT(row.c, NULL);
    CHECK(row.d);
    CHECK_INT(row.e, INT64_MIN);
}

static Status
keep_notes(Ctx *ctx, void *arg)
{
    static const char bytes[] = {0, 1, (char)0xFF, '\'', 0};
    int64_t *changed = arg;
    NoteGetRow row;

    TRY(add_three(ctx, NULL));
    TRY(note_add(ctx,
                 &(NoteAddArgs){
                     7, 1, (Text){bytes, sizeof bytes},
                       2.5
    },
                 changed));
    TRY(note_get(ctx, 7, &row));
    CHECK(text_eq(row.data, (Text){bytes, sizeof bytes}));
    CHECK(row.weight == 2.5);
    CHECK(row.half == 1.25);
    TRY(note_add(ctx, &(NoteAddArgs){7, 1, (Text){0}, 0}, changed));
    CHECK_INT(*changed, 0);
    TRY(note_add(ctx, &(NoteAddArgs){8, 1, (Text){0}, 3}, changed));
    CHECK_INT(*changed, 1);
    TRY(note_get(ctx, 8, &row));
    CHECK(row.data.at == NULL);
    TRY(note_add(ctx, &(NoteAddArgs){9, 1, T(""), -0.1}, changed));
    TRY(note_get(ctx, 9, &row));
    CHECK_TEXT(row.data, "");
    return OK;
}

static Status
get_orphan(Ctx *ctx, void *arg)
{
    return note_orphan(ctx, 8, arg);
}

TEST_DB(bytes_and_reals_come_back_as_they_went)
{
    int64_t changed;
    NoteOrphanRow row;

    CHECK_STATUS(store_write(store, ctx, keep_notes, &changed), OK);
    /* A NULL where the statement promises none is a defect, not an empty value. */
    CHECK_STATUS(store_read(store, ctx, get_orphan, &row), FAULT);
}

/* ---- violations ---- */

static Status
add_orphan(Ctx *ctx, void *arg)
{
    int64_t changed;

    (void)arg;
    return note_add(ctx, &(NoteAddArgs){1, 99, (Text){0}, 0}, &changed);
}

TEST_DB(violations_have_their_answers)
{
    Village rows[] = {
        {1, T_INIT("another"),   {0},                               CONFLICT}, /* primary key */
        {4, T_INIT("沙河"),    {0},                               CONFLICT}, /* unique */
        {5, T_INIT("x"),         {.set = true, .value = -1},        INVALID }, /* check */
        {6, T_INIT("沙河乡"), {.set = true, .value = INT64_MAX}, OK      },
    };

    REQUIRE(CHECK_STATUS(store_write(store, ctx, add_three, NULL), OK));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        VillageRow row = {.id = rows[i].id};

        CHECK_STATUS(store_write(store, ctx, add_village, &rows[i]), rows[i].wanted);
        CHECK_STATUS(store_read(store, ctx, get_village, &row),
                     rows[i].wanted == OK || rows[i].id == 1 ? OK : NOT_FOUND);
    }
    CHECK_STATUS(store_write(store, ctx, add_orphan, NULL), CONFLICT); /* foreign key */
}

TEST_DB(a_read_does_not_write)
{
    VillageRow row = {.id = 1};

    CHECK_STATUS(store_read(store, ctx, add_three, NULL), FAULT);
    CHECK_STATUS(store_read(store, ctx, get_village, &row), NOT_FOUND);
}

/* ---- what differs ---- */

static Status
find_words(Ctx *ctx, void *arg)
{
    int64_t changed = 0;

    TRY(word_put(ctx, 1, T("village accounts")));
    TRY(word_put(ctx, 2, T("road works")));
    TRY(word_put(ctx, 3, T("accounts of road")));
    TRY(word_tidy(ctx, 1, &changed));
    return word_find(ctx, T("accounts"), 10, arg);
}

TEST_DB(variants_do_the_same)
{
    WordFindRows found;

    CHECK_STATUS(store_write(store, ctx, find_words, &found), OK);
    REQUIRE(CHECK_INT(found.len, 2));
    CHECK_INT(found.at[0].id, 1);
    CHECK_INT(found.at[1].id, 3);
}

static Status
run_long(Ctx *ctx, void *arg)
{
    return slow_one(ctx, 300 * 1000 * 1000, arg);
}

TEST_DB(a_statement_that_runs_too_long_is_stopped)
{
    int64_t begun_ms = clock_monotonic_ms();
    SlowOneRow row;
    VillageRow village = {.id = 1};

    store_limit_ms(store, 100);
    CHECK_STATUS(store_read(store, ctx, run_long, &row), FAULT);
    CHECK(clock_monotonic_ms() - begun_ms < 3000);
    CHECK_STATUS(store_read(store, ctx, get_village, &village), NOT_FOUND);
}

TEST(only_known_urls_are_opened)
{
    static const char *const urls[] = {
        "",
        "sqlite:",
        "mysql://x",
        "file:x",
        "sqlite:/nonexistent/dir/x.db",
        "postgresql:///x?host=/nonexistent",
    };
    Store *store = NULL;

    db_start();
    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
        ROW(urls[i]);
        CHECK_STATUS(store_open(arena, text_c(urls[i]), &store), FAULT);
        CHECK(store == NULL);
    }
    CHECK_STATUS(store_open(arena, T("sqlite::memory:"), &store), OK);
    CHECK_INT(store_dialect(store), DIALECT_SQLITE);
    store_close(store);
    store_close(NULL);
}
