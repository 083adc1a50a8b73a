/*
 * Patrols: a day's list, findings and what becomes of them, who sees them.
 */
#include "harness.h"

#include "db.h"

#include "clue/patrol.h"
#include "clue_life.h"

#define FOUND "公开栏的收支表是去年的"

static int64_t
begin(Ctx *ctx, const Actor *who, RegionCode region)
{
    int64_t id = 0;

    keys_here();
    act_as(ctx, who);
    CHECK_STATUS(life_explain(ctx, patrol_begin(ctx, region, &id)), OK);
    return id;
}

static Status
note(Ctx *ctx, int64_t id, RegionCode place, const char *words)
{
    PatrolNote what = {.place = place,
                       .title = T("公开栏"),
                       .path = T("/r/210111010203"),
                       .finding = words[0] != '\0',
                       .words = text_c(words)};

    ctx->problems = (Problems){0};
    return patrol_note(ctx, id, &what);
}

static PatrolItems
items_of(Ctx *ctx, int64_t id)
{
    PatrolItems items = {0};
    Patrol patrol = {.id = id};

    CHECK_STATUS(patrol_items_get(ctx, &patrol, &items), OK);
    return items;
}

LIFE_TEST(a_day_has_a_list_and_an_end)
{
    int64_t id = begin(ctx, &inspector, DISTRICT_CODE), other;
    PatrolNote bad = {.place = VILLAGE, .title = T("x"), .path = T("https://a.example/")};
    Patrol patrol;

    CHECK_STATUS(patrol_begin(ctx, VILLAGE, &other), CONFLICT);
    CHECK_STATUS(note(ctx, id, VILLAGE, ""), OK);
    CHECK_STATUS(note(ctx, id, COMMUNITY, FOUND), OK);
    CHECK_STATUS(note(ctx, id, 210100000000, ""), INVALID); /* above the own scope */
    ctx->problems = (Problems){0};
    CHECK_STATUS(patrol_note(ctx, id, &bad), INVALID);
    CHECK(ctx_problem_of(ctx, "path").len != 0);
    CHECK_STATUS(patrol_today(ctx, &patrol), OK);
    CHECK_INT(patrol.seen, 2);
    CHECK_INT(patrol.findings, 1);
    CHECK_STATUS(patrol_finish(ctx, id), OK);
    CHECK_STATUS(patrol_finish(ctx, id), CONFLICT);
    CHECK_STATUS(note(ctx, id, VILLAGE, ""), CONFLICT);
    CHECK_STATUS(patrol_get(ctx, id, &patrol), OK);
    CHECK_INT(patrol.due_day.value, ctx_today(ctx) + PATROL_DUE_DAYS);
    CHECK_STATUS(patrol_today(ctx, &patrol), NOT_FOUND);
}

LIFE_TEST(a_finding_becomes_one_thing_once)
{
    int64_t id = begin(ctx, &inspector, DISTRICT_CODE), order_id, clue_id;
    PatrolItems items;
    Order order;
    Clue clue;
    bool seen;

    for (int i = 0; i < 3; i++)
        CHECK_STATUS(note(ctx, id, VILLAGE, FOUND), OK);
    CHECK_STATUS(note(ctx, id, VILLAGE, ""), OK);
    items = items_of(ctx, id);
    CHECK_INT(items.open, 3);
    CHECK_STATUS(patrol_to_order(ctx, items.at[0].id, VILLAGE, ctx_today(ctx) + 3, &order_id), OK);
    CHECK_STATUS(order_get(ctx, order_id, &order), OK);
    CHECK_TEXT(order.body, FOUND);
    CHECK_INT(order.source, ORDER_FROM_PATROL);
    CHECK(order.source_id == id);
    CHECK_STATUS(
        patrol_to_clue(ctx, items.at[0].id, CLUE_SLOW, CLUE_ABOUT_VILLAGE, &clue_id, &seen),
        CONFLICT);
    CHECK_STATUS(
        patrol_to_clue(ctx, items.at[1].id, CLUE_SLOW, CLUE_ABOUT_VILLAGE, &clue_id, &seen), OK);
    CHECK(seen);
    CHECK_STATUS(clue_look(ctx, clue_id, &clue), OK);
    CHECK_TEXT(clue.body, FOUND);
    CHECK_INT(clue.source, CLUE_FROM_PATROL);
    CHECK_STATUS(patrol_settle(ctx, items.at[2].id), OK);
    CHECK_STATUS(patrol_settle(ctx, items.at[3].id), CONFLICT); /* nothing was found there */
    items = items_of(ctx, id);
    CHECK_INT(items.open, 0);
    CHECK(items.at[0].order == order_id && items.at[1].clue == clue_id);
}

LIFE_TEST(patrols_are_the_inspectors_own)
{
    static const struct {
        const Actor *who;
        bool sees;
    } rows[] = {
        {&inspector,            true },
        {&town_inspector,       false}, /* its region is the district */
        {&city_inspector,       true },
        {&other_town_inspector, false},
        {&clerk,                false},
        {&reviewer,             false},
        {&district,             false},
        {&leader,               false},
        {&op,                   false},
        {&resident,             false},
        {&actor_system,         false},
        {NULL,                  false},
    };
    int64_t id = begin(ctx, &inspector, DISTRICT_CODE);
    int64_t item;

    CHECK_STATUS(note(ctx, id, VILLAGE, FOUND), OK);
    item = items_of(ctx, id).at[0].id;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        PatrolItems items;
        Patrols patrols = {0};
        Patrol patrol = {.id = id};
        int64_t made;

        ROW(rows[i].who != NULL ? text_cstr(ctx->arena, rows[i].who->login) : "visitor");
        act_as(ctx, rows[i].who);
        CHECK_STATUS(patrol_get(ctx, id, &patrol), rows[i].sees ? OK : NOT_FOUND);
        CHECK_STATUS(patrol_items_get(ctx, &(Patrol){.id = id}, &items),
                     rows[i].sees ? OK : NOT_FOUND);
        if (patrol_list(ctx, T(""), &patrols) == OK)
            CHECK((patrols.len == 1) == rows[i].sees);
        if (!rows[i].sees) {
            CHECK_STATUS(patrol_settle(ctx, item), NOT_FOUND);
            CHECK_STATUS(patrol_to_order(ctx, item, VILLAGE, ctx_today(ctx), &made), NOT_FOUND);
            CHECK_STATUS(patrol_finish(ctx, id), NOT_FOUND);
        }
    }
    act_as(ctx, &city_inspector); /* reads, but it is somebody else's day */
    CHECK_STATUS(note(ctx, id, VILLAGE, ""), DENIED);
    CHECK_STATUS(patrol_finish(ctx, id), DENIED);
    act_as(ctx, &clerk);
    CHECK_STATUS(patrol_begin(ctx, VILLAGE, &item), DENIED);
    act_as(ctx, &town_inspector);
    CHECK_STATUS(patrol_begin(ctx, COMMUNITY, &item), DENIED);
}

LIFE_TEST(that_a_finding_became_a_clue_is_told_to_those_who_see_it)
{
    int64_t id = begin(ctx, &town_inspector, TOWNSHIP_CODE), clue_id;
    PatrolItems items;
    bool seen;

    CHECK_STATUS(note(ctx, id, TOWNSHIP_CODE, FOUND), OK);
    items = items_of(ctx, id);
    /* About the township: the district's inspectors read it from now on. */
    CHECK_STATUS(
        patrol_to_clue(ctx, items.at[0].id, CLUE_SLOW, CLUE_ABOUT_TOWNSHIP, &clue_id, &seen), OK);
    CHECK(!seen);
    items = items_of(ctx, id);
    CHECK(items.at[0].settled);
    CHECK(items.at[0].clue == 0);
    act_as(ctx, &inspector);
    items = items_of(ctx, id);
    CHECK(items.at[0].clue == clue_id);
}
