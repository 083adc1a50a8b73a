/* The counters that page caches stand on, and the schema's versions. */
#include "harness.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include "db.h"
#include "store/inside.h"
#include "store/migrate.h"
#include "store_test.sql.h"

typedef struct Touch {
    int64_t first;
    int64_t count;
    Status answer;
    const Store *store;
    bool settled_inside;
} Touch;

static Status
touch(Ctx *ctx, void *arg)
{
    Touch *it = arg;

    for (int64_t i = 0; i < it->count; i++) {
        store_touch(ctx, it->first + i);
        store_touch(ctx, it->first + i);
    }
    it->settled_inside = store_version(it->store, it->first) != STORE_VERSION_UNSETTLED;
    TRY(village_add(ctx, it->first, text_printf(ctx->arena, "%d", (int)it->first), (OptInt){0}));
    return it->answer;
}

TEST_DB(a_write_moves_the_counters_of_what_it_touched)
{
    uint64_t seven = store_version(store, 7);
    uint64_t eight = store_version(store, 8);
    Touch it = {.first = 7, .count = 1, .answer = OK, .store = store};

    CHECK(seven != STORE_VERSION_UNSETTLED);
    CHECK_INT(store_version(store, 7), seven);
    CHECK_STATUS(store_write(store, ctx, touch, &it), OK);
    CHECK(it.settled_inside); /* only a commit on its way unsettles */
    CHECK(store_version(store, 7) != seven);
    CHECK(store_version(store, 7) != STORE_VERSION_UNSETTLED);
    CHECK_INT(store_version(store, 8), eight);
}

TEST_DB(a_write_that_is_rolled_back_moves_nothing)
{
    uint64_t seven = store_version(store, 7);
    Touch it = {.first = 7, .count = 1, .answer = DENIED, .store = store};

    CHECK_STATUS(store_write(store, ctx, touch, &it), DENIED);
    CHECK_INT(store_version(store, 7), seven);
}

TEST_DB(many_keys_move_all_counters)
{
    uint64_t far = store_version(store, 210111010203);
    Touch it = {.first = 1000, .count = STORE_TOUCHES_MAX, .answer = OK, .store = store};

    CHECK_STATUS(store_write(store, ctx, touch, &it), OK);
    CHECK_INT(store_version(store, 210111010203), far);
    it = (Touch){.first = 2000, .count = STORE_TOUCHES_MAX + 1, .answer = OK, .store = store};
    CHECK_STATUS(store_write(store, ctx, touch, &it), OK);
    CHECK(store_version(store, 210111010203) != far);
    CHECK(store_version(store, 210111010203) != STORE_VERSION_UNSETTLED);
}

static Status
touch_places_then_catalogue(Ctx *ctx, void *arg)
{
    (void)arg;
    for (int64_t key = 1000; key <= 1000 + STORE_TOUCHES_MAX; key++)
        store_touch(ctx, key);
    CHECK(store_version_before(ctx, KEY_CATALOGUE) != STORE_VERSION_UNSETTLED);
    store_touch(ctx, KEY_CATALOGUE);
    CHECK_INT(store_version_before(ctx, KEY_CATALOGUE), STORE_VERSION_UNSETTLED);
    CHECK(store_version_before(ctx, KEY_SETTINGS) != STORE_VERSION_UNSETTLED);
    return OK;
}

TEST_DB(many_places_leave_the_catalogue_settled)
{
    CHECK_STATUS(store_write(store, ctx, touch_places_then_catalogue, NULL), OK);
}

TEST(processes_share_the_counters)
{
    for (size_t which = 0; which < db_count(); which++) {
        Text url = db_fresh_url(arena, which);
        Store *store = db_open(arena, url);
        uint64_t before;
        int applied, code;

        ROW(dbs.url[which]);
        CHECK_STATUS(store_migrate(store, ctx, &applied), OK);
        before = store_version(store, 7);
        if (fork() == 0) {
            Store *own = db_open(arena, url);
            Touch it = {.first = 7, .count = 1, .answer = OK, .store = own};

            _exit(store_version(own, 7) != before || store_write(own, ctx, touch, &it) != OK);
        }
        wait(&code);
        CHECK_INT(code, 0);
        CHECK(store_version(store, 7) != before);
        /* Another opening counts on. */
        before = store_version(store, 7);
        store_close(store);
        store = db_open(arena, url);
        CHECK_INT(store_version(store, 7), before);
        /* Settling moves, and settles. */
        store_versions_settle(store);
        CHECK(store_version(store, 7) != before);
        CHECK(store_version(store, 7) != STORE_VERSION_UNSETTLED);
        store_close(store);
    }
}

/* What a reader remembers under a settled version is never older than the last commit: a writer
 * counts up a village's people while readers look whether a version that stayed the same shows the
 * same. */
static Status
count_up(Ctx *ctx, void *arg)
{
    int64_t changed;

    (void)arg;
    store_touch(ctx, 1);
    return village_people_add(ctx, 1, 1, &changed);
}

static Status
get_village(Ctx *ctx, void *arg)
{
    VillageRow *row = arg;

    return village_get(ctx, row->id, row);
}

static Status
add_one(Ctx *ctx, void *arg)
{
    (void)arg;
    return village_add(ctx, 1, T("one"), SOME_INT(0));
}

TEST(a_version_that_stays_shows_what_is_committed)
{
    for (size_t which = 0; which < db_count(); which++) {
        Text url = db_fresh_url(arena, which);
        Store *store = db_open(arena, url);
        VillageRow row = {.id = 1};
        uint64_t known = 0;
        int64_t shown = -1;
        int applied, code;
        pid_t child;

        ROW(dbs.url[which]);
        CHECK_STATUS(store_migrate(store, ctx, &applied), OK);
        CHECK_STATUS(store_write(store, ctx, add_one, NULL), OK);
        child = fork();
        if (child == 0) {
            Store *own = db_open(arena, url);
            int refused = 0;

            for (int i = 0; i < 200; i++)
                refused += store_write(own, ctx, count_up, NULL) != OK;
            _exit(refused);
        }
        while (waitpid(child, &code, WNOHANG) == 0) {
            uint64_t version = store_version(store, 1);
            ArenaMark mark = arena_mark(arena);

            REQUIRE(store_read(store, ctx, get_village, &row) == OK);
            arena_release(arena, mark);
            /* The same settled version before and after: nothing can have been committed. */
            if (version != STORE_VERSION_UNSETTLED && version == known)
                CHECK(row.people.value >= shown);
            if (version != STORE_VERSION_UNSETTLED && store_version(store, 1) == version) {
                if (version == known)
                    CHECK_INT(row.people.value, shown);
                known = version;
                shown = row.people.value;
            }
        }
        CHECK_INT(code, 0);
        store_close(store);
    }
}

/* As a process leaves them that dies between its commit and its second count. */
TEST(a_count_that_was_not_ended_is_settled)
{
    Text url = db_fresh_url(arena, 0);
    Store *store = db_open(arena, url);
    Text path = text_printf(arena, "%.*s-versions", TEXT_ARGS(text_slice(url, 7, url.len)));
    VersionTable *table;
    uint64_t before = store_version(store, 7);

    if (store_dialect(store) != DIALECT_SQLITE)
        return;
    table = versions_open(text_cstr(arena, path), 0600);
    REQUIRE(table != NULL);
    versions_begin(table, 7);
    versions_close(table);
    CHECK_INT(store_version(store, 7), STORE_VERSION_UNSETTLED);
    store_versions_settle(store);
    CHECK(store_version(store, 7) != STORE_VERSION_UNSETTLED);
    CHECK(store_version(store, 7) != before);
    store_close(store);
}

/* After a power cut counts may have been lost that browsers remember. */
TEST(another_boot_counts_in_another_epoch)
{
    char path[STORE_PATH_BYTES];
    VersionTable *table;
    uint64_t before;

    db_start();
    snprintf(path, sizeof path, "%s/boot-versions", dbs.dir);
    table = versions_open(path, 0600);
    REQUIRE(table != NULL);
    before = versions_get(table, 7);
    table->boot[0] ^= 1;
    versions_close(table);
    table = versions_open(path, 0600);
    REQUIRE(table != NULL);
    CHECK(versions_get(table, 7) != before);
    CHECK(versions_get(table, 7) != STORE_VERSION_UNSETTLED);
    versions_close(table);
}

TEST(notifications_move_the_counters_of_other_machines)
{
    for (size_t which = 0; which < db_count(); which++) {
        Text url = db_fresh_url(arena, which);
        Store *here, *there;
        Touch it = {.first = 7, .count = 1, .answer = OK};
        char other[80];
        uint64_t before;
        int applied;

        here = db_open(arena, url);
        if (store_dialect(here) == DIALECT_POSTGRES) {
            CHECK_STATUS(store_migrate(here, ctx, &applied), OK);
            store_listen_poll(here);
            snprintf(other, sizeof other, "%s/other", dbs.dir);
            store_set_state_dir(text_c(other)); /* as if on another machine */
            there = db_open(arena, url);
            store_set_state_dir(text_c(dbs.dir));
            it.store = there;
            before = store_version(here, 7);
            CHECK_STATUS(store_write(there, ctx, touch, &it), OK);
            CHECK_INT(store_version(here, 7), before);
            for (int i = 0; i < 100 && store_version(here, 7) == before; i++) {
                usleep(20 * 1000);
                store_listen_poll(here);
            }
            CHECK(store_version(here, 7) != before);
            /* Its own are counted already. */
            it = (Touch){.first = 8, .count = 1, .answer = OK, .store = here};
            CHECK_STATUS(store_write(here, ctx, touch, &it), OK);
            before = store_version(here, 8);
            store_listen_poll(here);
            CHECK_INT(store_version(here, 8), before);
            store_close(there);
        }
        store_close(here);
    }
}

/* ---- the schema ---- */

static Status
tally_all(Ctx *ctx, void *arg)
{
    return village_tally(ctx, arg);
}

TEST(a_database_with_data_is_brought_up_to_date)
{
    for (size_t which = 0; which < db_count(); which++) {
        Store *store = db_open(arena, db_fresh_url(arena, which));
        VillageTallyRow row;
        int applied;

        ROW(dbs.url[which]);
        CHECK_STATUS(store_schema_current(store, ctx), CONFLICT);
        CHECK_STATUS(migrate_to(store, ctx, migrations_all, 1, &applied), OK);
        CHECK_INT(applied, 1);
        CHECK_STATUS(store_write(store, ctx, add_one, NULL), OK);
        CHECK_STATUS(store_schema_current(store, ctx), CONFLICT);
        CHECK_STATUS(store_migrate(store, ctx, &applied), OK);
        CHECK_INT(applied, migrations_count - 1);
        CHECK_STATUS(store_schema_current(store, ctx), OK);
        CHECK_STATUS(store_migrate(store, ctx, &applied), OK);
        CHECK_INT(applied, 0);
        CHECK_STATUS(store_read(store, ctx, tally_all, &row), OK);
        CHECK_INT(row.villages, 1);
        /* An older program leaves it alone. */
        CHECK_STATUS(migrate_to(store, ctx, migrations_all, 1, &applied), INVALID);
        CHECK_STATUS(migrate_current(store, ctx, 1), CONFLICT);
        store_close(store);
    }
}

TEST(a_migration_that_fails_leaves_nothing)
{
    static const Migration bad[] = {
        {.name = "0001_bad.sql",
         .sql = {"CREATE TABLE half (id INTEGER NOT NULL PRIMARY KEY) STRICT; SELECT nonsense;",
                 "CREATE TABLE half (id BIGINT NOT NULL PRIMARY KEY); SELECT nonsense;"}},
    };

    for (size_t which = 0; which < db_count(); which++) {
        Store *store = db_open(arena, db_fresh_url(arena, which));
        int applied;

        ROW(dbs.url[which]);
        CHECK_STATUS(migrate_to(store, ctx, bad, 1, &applied), FAULT);
        CHECK_STATUS(migrate_current(store, ctx, 0), OK);
        CHECK_STATUS(store_migrate(store, ctx, &applied), OK);
        store_close(store);
    }
}

TEST(two_that_migrate_at_once_migrate_once)
{
    for (size_t which = 0; which < db_count(); which++) {
        Text url = db_fresh_url(arena, which);
        int codes = 0, code;
        Store *store;

        ROW(dbs.url[which]);
        store_close(db_open(arena, url));
        for (int i = 0; i < 3; i++)
            if (fork() == 0) {
                Store *own = db_open(arena, url);
                int applied;

                _exit(store_migrate(own, ctx, &applied) != OK);
            }
        for (int i = 0; i < 3; i++) {
            wait(&code);
            codes |= code;
        }
        CHECK_INT(codes, 0);
        store = db_open(arena, url);
        CHECK_STATUS(store_schema_current(store, ctx), OK);
        store_close(store);
    }
}
