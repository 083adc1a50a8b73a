/*
 * Places that this process keeps: whoever renames one, here or in another process, it is seen, and
 * what was rolled back is not.
 */
#include "harness.h"

#include "db.h"

#include "life.h"
#include "region/names.h"
#include "region/setting.h"

typedef struct Wish {
    RegionCode code;
    Text name; /* to be given; or found */
    Status answer;
    RegionCode path[REGION_PATH_MAX];
    size_t path_len;
    RegionCode top;
} Wish;

static Status
fill(Ctx *ctx, void *arg)
{
    (void)arg;
    return life_fill(ctx);
}

static Status
look(Ctx *ctx, void *arg)
{
    Wish *wish = arg;
    Regions path;
    Region region;

    TRY(region_top(ctx, &wish->top));
    TRY(region_get(ctx, wish->code, &region));
    wish->name = region.name;
    TRY(region_path(ctx, wish->code, &path));
    wish->path_len = path.len;
    for (size_t i = 0; i < path.len; i++)
        wish->path[i] = path.at[i].code;
    return text_eq(path.at[path.len - 1].name, region.name) ? OK : FAULT;
}

static Status
rename_it(Ctx *ctx, void *arg)
{
    Wish *wish = arg;
    Region region;

    act_as(ctx, &actor_system);
    TRY(region_get(ctx, wish->code, &region));
    TRY(region_rename(ctx, wish->code, wish->name, ctx_today(ctx), T("")));
    TRY(region_get(ctx, wish->code, &region));
    CHECK(text_eq(region.name, wish->name)); /* one's own change is seen at once */
    return wish->answer;
}

static Status
add_village(Ctx *ctx, void *arg)
{
    const Wish *wish = arg;

    return region_add(ctx, &(Region){.code = wish->code,
                                     .parent = TOWNSHIP_CODE,
                                     .level = LEVEL_VILLAGE,
                                     .name = wish->name});
}

static Status
set_top(Ctx *ctx, void *arg)
{
    (void)arg;
    return setting_set(ctx, T("top_region"), T("210100000000"));
}

TEST(places_are_as_the_last_commit_left_them)
{
    for (size_t which = 0; which < db_count(); which++) {
        Text url = db_fresh_url(arena, which);
        Store *here = db_open(arena, url);
        Store *there = db_open(arena, url);
        Wish found = {.code = VILLAGE};
        int applied;

        ROW(dbs.url[which]);
        CHECK_STATUS(store_migrate(here, ctx, &applied), OK);
        CHECK_STATUS(store_write(here, ctx, fill, NULL), OK);
        for (int i = 0; i < 2; i++) {
            CHECK_STATUS(store_read(here, ctx, look, &found), OK);
            CHECK_TEXT(found.name, "鲍家村");
            CHECK_INT(found.path_len, 5);
            CHECK_INT(found.path[3], TOWNSHIP_CODE);
            CHECK_INT(found.top, DISTRICT_CODE);
        }
        CHECK_STATUS(store_write(there, ctx, rename_it,
                                 &(Wish){.code = VILLAGE, .name = T("鲍家新村"), .answer = OK}),
                     OK);
        CHECK_STATUS(store_read(here, ctx, look, &found), OK);
        CHECK_TEXT(found.name, "鲍家新村");
        CHECK_STATUS(store_write(here, ctx, rename_it,
                                 &(Wish){.code = VILLAGE, .name = T("作罢"), .answer = DENIED}),
                     DENIED);
        CHECK_STATUS(store_read(here, ctx, look, &found), OK);
        CHECK_TEXT(found.name, "鲍家新村");

        /* What was not there is remembered, too, until it comes. */
        found.code = 210111010299;
        CHECK_STATUS(store_read(here, ctx, look, &found), NOT_FOUND);
        CHECK_STATUS(store_read(here, ctx, look, &found), NOT_FOUND);
        CHECK_STATUS(
            store_write(there, ctx, add_village, &(Wish){.code = found.code, .name = T("新村")}),
            OK);
        CHECK_STATUS(store_read(here, ctx, look, &found), OK);
        CHECK_TEXT(found.name, "新村");
        CHECK_STATUS(store_write(there, ctx, set_top, NULL), OK);
        CHECK_STATUS(store_read(here, ctx, look, &found), OK);
        CHECK_INT(found.top, 210100000000);
        store_close(there);
        store_close(here);
    }
}
