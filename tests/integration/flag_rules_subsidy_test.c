/*
 * Rules over payment lists: each finds its case, and not what is near to it.
 */
#include "harness.h"

#include "db.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "integration/flag_life.h"
#include "integration/subsidy_life.h"

enum { LINES_MAX = 4 };

/* Of a list that is paid for land, and of one that is paid for people. */
typedef struct List {
    bool people;
    Line line[LINES_MAX];
    size_t len;
    bool draft;
    Batch batch;
} List;

static Line
line_with(const char *number, const char *name, const char *card)
{
    Line line = line_of(number, name, 2000);

    line.card = text_c(card);
    return line;
}

static Batch
begin_people(Ctx *ctx)
{
    Batch batch = {0};
    int64_t programme;

    act_as(ctx, &district);
    programme = add_programme(ctx, DISTRICT_CODE, "高龄津贴", "人", 10000);
    act_as(ctx, &clerk);
    CHECK_STATUS(life_explain(ctx, subsidy_create(ctx, VILLAGE, programme, T("2023"), T("第一批"),
                                                  (OptInt){0}, &batch)),
                 OK);
    return batch;
}

static Status
list_put_body(Ctx *ctx, void *arg)
{
    List *list = arg;
    Batch *batch = &list->batch;

    act_as(ctx, &clerk);
    if (batch->id == 0) {
        *batch = list->people ? begin_people(ctx) : begin_batch(ctx);
        (void)add_household(ctx, "1", "王建国");
        (void)add_household(ctx, "2", "李四");
        (void)add_household(ctx, "3", "赵六");
    }
    CHECK_STATUS(put(ctx, batch, list->line, list->len), OK);
    if (!list->draft)
        CHECK_STATUS(
            life_explain(ctx, subsidy_hand_in(ctx, batch->id, batch->lock, T("已核对"), batch)),
            OK);
    return OK;
}

static int64_t
found(Ctx *ctx, Store *store, const char *rule, List *list)
{
    CHECK_STATUS(store_write(store, ctx, list_put_body, list), OK);
    look(ctx, store);
    return count_live(ctx, store, rule);
}

/* ---- R26 ---- */

TEST_DB(one_card_of_two_households)
{
    Flag flag = {0};
    List list = {
        .line = {line_with("1", "王建国", "6217000000000009001"),
                 line_with("2", "李四", "6217000000000009001"),
                 line_with("3", "赵六", "6217000000000009003")},
        .len = 3,
        .draft = true,
    };

    flag_world(ctx, store);
    CHECK_INT(found(ctx, store, "shared_card", &list), 0); /* it is still being written */
    list.draft = false;
    CHECK_INT(found(ctx, store, "shared_card", &list), 1);
    CHECK_INT(count_live(ctx, store, "listed_twice"), 0);
    CHECK(first_live(ctx, store, "shared_card", &flag));
    CHECK_INT(flag.rows, 2);
    CHECK_INT(flag.sum_fen.value, 28600);
    CHECK_TEXT(flag.sentence, "尾号 9001 的一张卡领了 2 笔，户名不同，合计 286 元");
    look_at_all(ctx, store);
    CHECK_INT(count_live(ctx, store, "shared_card"), 1);
}

TEST_DB(a_card_of_one_household_is_no_matter)
{
    List list = {
        .line = {line_with("1", "王建国", "6217000000000009001"),
                 line_with("1", "王小明", "6217000000000009001"), line_with("2", "李四", ""),
                 line_with("3", "赵六", "")},
        .len = 4,
    };
    Flag flag = {0};

    flag_world(ctx, store);
    CHECK_INT(found(ctx, store, "shared_card", &list), 0);
    CHECK_INT(count_live(ctx, store, "listed_twice"), 1);
    CHECK(first_live(ctx, store, "listed_twice", &flag));
    CHECK_TEXT(flag.sentence, "“王建国”一户在同一份名单里有 2 行，合计 286 元");
    CHECK_INT(flag.level, FLAG_YELLOW);
}

TEST_DB(two_people_of_a_household_are_two)
{
    List list = {
        .people = true,
        .line = {line_with("1", "王建国", ""), line_with("1", "李淑芬", ""),
                 line_with("2", "李四", "")},
        .len = 3,
    };

    flag_world(ctx, store);
    CHECK_INT(found(ctx, store, "listed_twice", &list), 0);
}

TEST_DB(one_person_twice_is_not)
{
    Flag flag = {0};
    List list = {
        .people = true,
        .line = {line_with("1", "王建国", ""), line_with("1", "李淑芬", ""),
                 line_with("1", "王建国", "")},
        .len = 3,
    };

    flag_world(ctx, store);
    CHECK_INT(found(ctx, store, "listed_twice", &list), 1);
    CHECK(first_live(ctx, store, "listed_twice", &flag));
    CHECK_INT(flag.rows, 2);
}
