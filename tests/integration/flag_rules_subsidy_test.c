/*
 * Rules over payment lists: each finds its case, and not what is near to it.
 */
#include "harness.h"

#include "db.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "integration/flag_life.h"
#include "integration/subsidy_life.h"

#include "resident/roster.h"

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

static const char *people_programme = "高龄津贴";

static Batch
begin_people(Ctx *ctx)
{
    Batch batch = {0};
    int64_t programme;

    act_as(ctx, &district);
    programme = add_programme(ctx, DISTRICT_CODE, people_programme, "人", 10000);
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
    if (batch->state != BATCH_DRAFT) {
        approve(ctx, batch->notice.id);
        reload(ctx, batch);
        TRY(life_explain(ctx, subsidy_reopen(ctx, batch->id, batch->lock, T("金额写错"), batch)));
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

/* ---- R32 ---- */

TEST_DB(paid_otherwise_than_the_standard)
{
    Flag flag = {0};
    List list = {
        .line = {line_with("1", "王建国", ""), line_with("2", "李四", "")},
        .len = 2,
    };

    flag_world(ctx, store);
    list.line[0].amount_fen = 14300 + 1; /* 2 mu at 71.50: a fen of rounding */
    list.line[1].amount_fen = 15300;
    CHECK_INT(found(ctx, store, "off_standard", &list), 1);
    CHECK(first_live(ctx, store, "off_standard", &flag));
    CHECK_TEXT(flag.sentence, "名单里有 1 行的金额不等于标准乘数量，合计 153 元，第一行是“李四”");
    list.line[1].amount_fen = 0;
    CHECK_INT(found(ctx, store, "off_standard", &list), 0);
}

/* ---- R29 ---- */

static Status
cadre_body(Ctx *ctx, void *arg)
{
    Resident *person = arg;
    Household household;

    act_as(ctx, &clerk);
    TRY(resident_household_by_number(ctx, VILLAGE, person->household_number, &household));
    person->household = household.id;
    return life_explain(ctx, roster_put(ctx, person, T(""), &person->id));
}

/* Once the roster knows more, the next day. */
static int64_t
known(Ctx *ctx, Store *store, Resident *person)
{
    CHECK_STATUS(store_write(store, ctx, cadre_body, person), OK);
    ctx->now += 24 * 3600;
    look_of_the_day(ctx, store);
    return count_live(ctx, store, "cadre_benefits");
}

TEST_DB(cadres_among_those_who_are_helped)
{
    Flag flag = {0};
    List list = {
        .people = true,
        .line = {line_with("1", "王建国", ""), line_with("2", "李四", "")},
        .len = 2,
    };
    Resident person = {.region = VILLAGE,
                       .household_number = T("2"),
                       .name = T("李建军"),
                       .relation = T("户主"),
                       .birth_year = 1970,
                       .gender = GENDER_MALE,
                       .marks = MARK_PARTY_MEMBER | MARK_LOW_INCOME};

    people_programme = "农村低保金";
    flag_world(ctx, store);
    CHECK_INT(found(ctx, store, "cadre_benefits", &list), 0);
    CHECK_STATUS(store_write(store, ctx, cadre_body, &person), OK);
    CHECK_INT(found(ctx, store, "cadre_benefits", &list),
              0); /* a member of the Party is no cadre */
    person.marks = MARK_CADRE_RELATIVE;
    CHECK_INT(known(ctx, store, &person), 1);
    CHECK(first_live(ctx, store, "cadre_benefits", &flag));
    CHECK_TEXT(flag.sentence, "“农村低保金”的名单里有村干部或亲属 1 行，合计 200 元");
    CHECK_STATUS(get_as(ctx, store, ROLE_VILLAGE_ADMIN, VILLAGE, flag.id), NOT_FOUND);
    CHECK_STATUS(get_as(ctx, store, ROLE_TOWNSHIP, TOWNSHIP_CODE, flag.id), NOT_FOUND);
    people_programme = "高龄津贴";
}

TEST_DB(what_everybody_gets_cadres_get_too)
{
    List list = {
        .people = true,
        .line = {line_with("2", "李四", "")},
        .len = 1,
    };
    Resident person = {.region = VILLAGE,
                       .household_number = T("2"),
                       .name = T("李四"),
                       .birth_year = 1930,
                       .gender = GENDER_MALE,
                       .marks = MARK_CADRE};

    flag_world(ctx, store);
    CHECK_INT(found(ctx, store, "cadre_benefits", &list), 0);
    CHECK_INT(known(ctx, store, &person), 0);
}
