/*
 * The leading group of a place: who keeps it, in which order it stands.
 */
#include "harness.h"

#include "db.h"

#include "life.h"
#include "organisation/organisation.h"

static GroupMember
secretary(void)
{
    return (GroupMember){
        .region = VILLAGE,
        .name = T("王建国"),
        .office = T("村党支部书记"),
        .part = GROUP_HEAD,
        .duty = T("对公开工作负总责"),
        .phone = T("024-00000000"),
    };
}

LIFE_TEST(who_keeps_the_leading_group_of_a_place)
{
    static const struct {
        const char *what;
        const Actor *actor;
        Status village, township, district;
    } rows[] = {
        {"a visitor",           NULL,            DENIED, DENIED, DENIED},
        {"a resident",          &resident,       DENIED, DENIED, DENIED},
        {"a leader",            &leader,         DENIED, DENIED, DENIED},
        {"an inspector",        &inspector,      DENIED, DENIED, DENIED},
        {"the finance group",   &finance,        DENIED, DENIED, DENIED},
        {"another village's",   &other_clerk,    DENIED, DENIED, DENIED},
        {"the village's admin", &clerk,          OK,     DENIED, DENIED},
        {"another township's",  &other_reviewer, DENIED, DENIED, DENIED},
        {"the township",        &reviewer,       OK,     OK,     DENIED},
        {"the district",        &district,       OK,     OK,     OK    },
    };
    int64_t id;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        GroupMember one = secretary();

        ROW(rows[i].what);
        act_as(ctx, rows[i].actor);
        CHECK_STATUS(group_put(ctx, &one, &id), rows[i].village);
        CHECK_STATUS(group_remove(ctx, VILLAGE, id), rows[i].village);
        one.region = TOWNSHIP_CODE;
        CHECK_STATUS(group_put(ctx, &one, &id), rows[i].township);
        one.region = DISTRICT_CODE;
        CHECK_STATUS(group_put(ctx, &one, &id), rows[i].district);
    }
}

LIFE_TEST(members_stand_in_their_order)
{
    GroupMember one = secretary();
    GroupMembers all;
    int64_t first, second, third;

    act_as(ctx, &clerk);
    CHECK_STATUS(group_put(ctx, &one, &first), OK);
    one.name = T("李四");
    one.part = GROUP_OFFICE;
    CHECK_STATUS(group_put(ctx, &one, &second), OK);
    one.name = T(" 张三 ");
    one.position = 1;
    one.part = GROUP_DEPUTY;
    CHECK_STATUS(group_put(ctx, &one, &third), OK);
    act_as(ctx, NULL);
    CHECK_STATUS(group_members(ctx, VILLAGE, &all), OK);
    CHECK_INT(all.len, 3);
    CHECK_TEXT(all.at[0].name, "王建国");
    CHECK_TEXT(all.at[1].name, "张三");
    CHECK_TEXT(all.at[2].name, "李四");
    CHECK_INT(all.at[2].part, GROUP_OFFICE);
    act_as(ctx, &clerk);
    all.at[2].position = 1;
    all.at[2].duty = T("");
    all.at[0].position = 7;
    CHECK_STATUS(group_put(ctx, &all.at[2], &second), OK);
    CHECK_STATUS(group_put(ctx, &all.at[0], &first), OK);
    CHECK_STATUS(group_members(ctx, VILLAGE, &all), OK);
    CHECK_TEXT(all.at[2].name, "王建国");
    CHECK_INT(all.len, 3);
    CHECK_STATUS(group_members(ctx, VILLAGE2, &all), OK);
    CHECK_INT(all.len, 0);
}

LIFE_TEST(what_a_member_lacks_is_told)
{
    GroupMember one = secretary();
    GroupMembers all;
    int64_t id, other;

    act_as(ctx, &district);
    CHECK_STATUS(group_put(ctx, &(GroupMember){.region = VILLAGE, .position = -1}, &id), INVALID);
    CHECK(ctx_problem_of(ctx, "name").len != 0);
    CHECK(ctx_problem_of(ctx, "office").len != 0);
    CHECK(ctx_problem_of(ctx, "position").len != 0);
    ctx->problems = (Problems){0};
    /* A member of one place is not changed as one of another. */
    CHECK_STATUS(group_put(ctx, &one, &id), OK);
    one.id = id;
    one.region = VILLAGE2;
    CHECK_STATUS(group_put(ctx, &one, &other), NOT_FOUND);
    CHECK_STATUS(group_remove(ctx, VILLAGE2, id), NOT_FOUND);
    CHECK_STATUS(group_remove(ctx, VILLAGE, id), OK);
    CHECK_STATUS(group_members(ctx, VILLAGE, &all), OK);
    CHECK_INT(all.len, 0);
    one.id = 0;
    for (int i = 0; i < GROUP_MEMBERS_MAX; i++)
        CHECK_STATUS(group_put(ctx, &one, &id), OK);
    CHECK_STATUS(group_put(ctx, &one, &id), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "name"), "最多 40 个人");
}
