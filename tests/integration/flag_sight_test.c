/*
 * Who sees which flag: what a place or an office is asked, and that a flag became a clue.
 */
#include "harness.h"

#include "db.h"

#include "base/id.h"
#include "clue_life.h"
#include "flag/flag.h"
#include "flag/inside.h"
#include "stats/board.h"

PERSON(finance_of_two, 302, ROLE_FINANCE_GROUP, 210111010204);

/* One that a rule found at a place. */
static int64_t
found(Ctx *ctx, const char *name, RegionCode region, FlagLevel level)
{
    const FlagRule *rule = flag_rule(text_c(name));
    FlagRow row = {.key = T("a"), .day = SOME_INT(ctx_today(ctx)), .label = T("振兴建筑队")};
    Finding finding = {.key = row.key, .level = level, .rows = &row, .len = 1};
    FlagScope scope = {.region = region, .today = ctx_today(ctx)};
    FlagCount count = flag_count_of(true, level, FLAG_OPEN);
    int64_t id = id_new();

    act_as(ctx, &actor_system);
    CHECK_STATUS(flag_insert(ctx,
                             &(FlagInsertArgs){
                                 .id = id,
                                 .rule = text_c(name),
                                 .version = rule->version,
                                 .region = region,
                                 .key = text_printf(ctx->arena, "%lld", (long long)id),
                                 .level = level,
                                 .audience = rule->audience,
                                 .digest = finding_digest(ctx->arena, &finding),
                                 .evidence = finding_pack(ctx->arena, rule, &scope, &finding),
                                 .rows = 1,
                                 .now = ctx->now,
                             }),
                 OK);
    CHECK_STATUS(flag_recount(ctx, region, text_c(name), NULL, &count), OK);
    return id;
}

static Flag
seen(Ctx *ctx, const Actor *who, int64_t id)
{
    Flag flag = {0};

    act_as(ctx, who);
    CHECK_STATUS(flag_get(ctx, id, &flag, NULL), OK);
    return flag;
}

static Status
sight(Ctx *ctx, const Actor *who, int64_t id)
{
    Flag flag;

    act_as(ctx, who);
    return flag_get(ctx, id, &flag, NULL);
}

static void
ask(Ctx *ctx, int64_t id)
{
    Flag flag = seen(ctx, &inspector, id);

    CHECK_STATUS(flag_ask(ctx, id, flag.lock, T("请说明这是怎么回事"), ctx_today(ctx) + 3), OK);
}

/* How many somebody finds in the list of a place; and the figure on top of it says the same. */
static size_t
listed(Ctx *ctx, const Actor *who, RegionCode place, bool live)
{
    FlagSums sums;
    Flags flags;

    act_as(ctx, who);
    CHECK_STATUS(flag_list(ctx, place, live, NULL, T(""), &flags), OK);
    CHECK_STATUS(flag_figures(ctx, place, &sums), OK);
    if (live)
        CHECK_INT(sums.all.live, (int64_t)flags.len);
    for (size_t i = 0; i < flags.len; i++)
        CHECK_STATUS(sight(ctx, who, flags.at[i].id), OK);
    return flags.len;
}

static size_t
to_explain(Ctx *ctx, const Actor *who, RegionCode place)
{
    Flags flags;

    act_as(ctx, who);
    CHECK_STATUS(flag_to_explain(ctx, place, &flags), OK);
    return flags.len;
}

LIFE_TEST(an_office_is_asked_about_its_own_flag)
{
    const Actor *office = with_account(ctx, &reviewer), *village = with_account(ctx, &clerk);
    int64_t id = found(ctx, "quick_review", TOWNSHIP_CODE, FLAG_YELLOW);
    Flag flag;

    CHECK_STATUS(sight(ctx, office, id), NOT_FOUND);
    CHECK_INT((int)listed(ctx, office, TOWNSHIP_CODE, true), 0);
    ask(ctx, id);
    CHECK_INT(told_of(ctx, office), 1);
    CHECK_INT(told_of(ctx, village), 0);
    CHECK_INT((int)listed(ctx, office, TOWNSHIP_CODE, true), 1);
    CHECK_INT((int)to_explain(ctx, office, TOWNSHIP_CODE), 1);
    CHECK_STATUS(sight(ctx, &other_reviewer, id), NOT_FOUND);
    CHECK_STATUS(sight(ctx, &district, id), NOT_FOUND);
    CHECK_STATUS(sight(ctx, village, id), NOT_FOUND);
    CHECK_STATUS(sight(ctx, &leader, id), NOT_FOUND);
    flag = seen(ctx, office, id);
    CHECK(!flag.overdue && flag_may_explain(ctx, &flag));
    CHECK_STATUS(flag_explain(ctx, id, flag.lock, T("？")), INVALID);
    CHECK_STATUS(flag_dismiss(ctx, id, flag.lock, T("自己说没有问题")), DENIED);
    ctx->now += 4 * 24 * 3600;
    flag = seen(ctx, office, id);
    CHECK(flag.overdue);
    CHECK_STATUS(flag_explain(ctx, id, flag.lock - 1, T("当天先看过再一起点的")), CONFLICT);
    CHECK_STATUS(flag_explain(ctx, id, flag.lock, T("当天先看过再一起点的")), OK);
    CHECK_INT((int)to_explain(ctx, office, TOWNSHIP_CODE), 0);
    flag = seen(ctx, &inspector, id);
    CHECK_INT(flag.state, FLAG_ANSWERED);
    CHECK(!flag.overdue);
    CHECK_TEXT(flag.explanation, "当天先看过再一起点的");
    CHECK_STATUS(flag_dismiss(ctx, id, flag.lock, T("问过了，先看后点")), OK);
    CHECK_INT((int)listed(ctx, office, TOWNSHIP_CODE, true), 0);
    CHECK_INT((int)listed(ctx, office, TOWNSHIP_CODE, false), 1);
}

LIFE_TEST(nobody_explains_for_another_place)
{
    int64_t of_village = found(ctx, "overdue", VILLAGE, FLAG_YELLOW);
    int64_t of_office = found(ctx, "quick_review", TOWNSHIP_CODE, FLAG_YELLOW);
    Flags flags;
    Flag flag;

    ask(ctx, of_village);
    ask(ctx, of_office);
    flag = seen(ctx, &reviewer, of_village); /* a township reads it, the village explains it */
    CHECK(!flag_may_explain(ctx, &flag));
    CHECK_STATUS(flag_explain(ctx, of_village, flag.lock, T("替村里说几句")), DENIED);
    CHECK_STATUS(flag_to_explain(ctx, VILLAGE, &flags), DENIED);
    act_as(ctx, &finance);
    CHECK_STATUS(flag_to_explain(ctx, VILLAGE, &flags), DENIED);
    act_as(ctx, &clerk);
    CHECK_STATUS(flag_explain(ctx, of_office, 2, T("替街道说几句")), NOT_FOUND);
    CHECK_STATUS(flag_to_explain(ctx, TOWNSHIP_CODE, &flags), DENIED);
}

LIFE_TEST(what_a_village_is_asked_is_in_no_other_list)
{
    int64_t id = found(ctx, "split_payment", VILLAGE, FLAG_RED);

    ask(ctx, id);
    CHECK_INT((int)listed(ctx, &clerk, VILLAGE, true), 1);
    CHECK_INT((int)listed(ctx, &finance, VILLAGE, true), 0);
    CHECK_INT((int)listed(ctx, &reviewer, VILLAGE, true), 0);
    CHECK_INT((int)listed(ctx, &reviewer, TOWNSHIP_CODE, true), 0);
    CHECK_INT((int)listed(ctx, &district, DISTRICT_CODE, true), 0);
    CHECK_INT((int)listed(ctx, &inspector, VILLAGE, true), 1);
    act_as(ctx, &finance_of_two);
    CHECK_STATUS(sight(ctx, &finance_of_two, id), NOT_FOUND);
}

/* Everything that others see of a village: its own list, the township's, their figures. */
static void
check_others(Ctx *ctx, int64_t id, size_t live, size_t done)
{
    static const Actor *const others[] = {&clerk, &finance, &reviewer, &district};

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        FlagSums sums;

        CHECK_INT((int)listed(ctx, others[i], VILLAGE, true), (int)live);
        CHECK_INT((int)listed(ctx, others[i], VILLAGE, false), (int)done);
        CHECK_STATUS(flag_figures(ctx, VILLAGE, &sums), OK);
        CHECK_INT(sums.all.clues, 0);
        CHECK_INT(sums.all.red, (int64_t)live);
        CHECK_INT(sums.all.gone, (int64_t)done);
        CHECK_INT(seen(ctx, others[i], id).live, live == 1);
    }
    CHECK_INT((int)listed(ctx, &reviewer, TOWNSHIP_CODE, true), (int)live);
    CHECK_INT((int)listed(ctx, &district, DISTRICT_CODE, true), (int)live);
    for (size_t i = 0; i < 2; i++) {
        FlagSums sums;

        act_as(ctx, i == 0 ? &leader : &district);
        CHECK_STATUS(flag_totals(ctx, VILLAGE, &sums), OK);
        CHECK_INT(sums.all.live, (int64_t)live);
        CHECK_INT(sums.all.clues, 0);
    }
}

LIFE_TEST(that_one_became_a_clue_shows_nowhere)
{
    int64_t id = found(ctx, "overdue", VILLAGE, FLAG_RED);
    FlagSteps steps;
    Flag flag;

    ask(ctx, id);
    check_others(ctx, id, 1, 0);
    act_as(ctx, &inspector);
    CHECK_STATUS(flag_take_up(ctx, id), OK);
    CHECK_INT(seen(ctx, &inspector, id).state, FLAG_CLUE);
    CHECK_INT((int)listed(ctx, &inspector, VILLAGE, true), 0);
    CHECK_INT((int)listed(ctx, &inspector, VILLAGE, false), 1);
    check_others(ctx, id, 1, 0);
    CHECK_INT((int)to_explain(ctx, &clerk, VILLAGE), 1);
    /* The village answers what it was asked; the clue stays one. */
    flag = seen(ctx, &clerk, id);
    CHECK_INT(flag.state, FLAG_ASKED);
    CHECK_STATUS(flag_explain(ctx, id, flag.lock, T("经办人住院，下周补上")), OK);
    CHECK_INT((int)to_explain(ctx, &clerk, VILLAGE), 0);
    CHECK_INT(seen(ctx, &clerk, id).state, FLAG_ANSWERED);
    flag = seen(ctx, &inspector, id);
    CHECK_INT(flag.state, FLAG_CLUE);
    CHECK_TEXT(flag.explanation, "经办人住院，下周补上");
    CHECK_STATUS(flag_dismiss(ctx, id, flag.lock, T("已经是线索了，不能排除")), CONFLICT);
    /* Its cause goes: for others it closes as any other would. */
    CHECK_STATUS(flag_stands(ctx, id, false, ctx->now), OK);
    CHECK_INT(seen(ctx, &clerk, id).state, FLAG_GONE);
    check_others(ctx, id, 0, 1);
    act_as(ctx, &clerk);
    flag = seen(ctx, &clerk, id);
    CHECK_STATUS(flag_steps(ctx, &flag, &steps), OK);
    for (size_t i = 0; i < steps.len; i++)
        CHECK(!text_eq(steps.at[i].kind, T("clue")));
}

/* ---- a thousand at once ---- */

enum { MANY = 1000 };

/* Page after page: each once, none more urgent than the one before. */
static size_t
walk_all(Ctx *ctx, RegionCode place)
{
    int64_t seen_ids[MANY + 1], urgency = INT64_MAX;
    Text cursor = T("");
    size_t count = 0;
    Flags flags;

    do {
        CHECK_STATUS(flag_list(ctx, place, true, NULL, cursor, &flags), OK);
        for (size_t i = 0; i < flags.len && count < MANY + 1; i++) {
            CHECK(flag_urgency(ctx, &flags.at[i]) <= urgency);
            urgency = flag_urgency(ctx, &flags.at[i]);
            for (size_t j = 0; j < count; j++)
                CHECK(seen_ids[j] != flags.at[i].id);
            seen_ids[count++] = flags.at[i].id;
        }
        cursor = flags.next;
    } while (cursor.at != NULL);
    return count;
}

LIFE_TEST(a_thousand_flags_at_once_are_listed_summed_and_do_not_hide_another_kind)
{
    static const FlagLevel levels[] = {FLAG_NOTICE, FLAG_YELLOW, FLAG_RED};
    BoardUrgents urgent;
    FlagSums sums;

    for (int i = 0; i < MANY; i++) {
        ArenaMark mark = arena_mark(ctx->arena);

        (void)found(ctx, "overdue", i % 2 == 0 ? VILLAGE : VILLAGE2, levels[i % 3]);
        if (i == MANY / 2)
            ctx->now += 3 * (Time)SECONDS_PER_DAY;
        arena_release(ctx->arena, mark);
    }
    (void)found(ctx, "split_payment", VILLAGE, FLAG_NOTICE);
    act_as(ctx, &inspector);
    CHECK_INT(walk_all(ctx, DISTRICT_CODE), MANY + 1);
    CHECK_INT(walk_all(ctx, TOWNSHIP_CODE), MANY + 1);
    CHECK_INT(walk_all(ctx, VILLAGE2), MANY / 2);
    CHECK_STATUS(flag_figures(ctx, DISTRICT_CODE, &sums), OK);
    CHECK_INT(sums.all.live, MANY + 1);
    CHECK_STATUS(board_urgent(ctx, DISTRICT_CODE, &sums, &urgent), OK);
    CHECK_INT(urgent.len, 2);
    CHECK_INT(urgent.at[0].alike, MANY);
    CHECK_TEXT(urgent.at[1].flag.rule_name, "split_payment");
}
