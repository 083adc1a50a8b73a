/*
 * The roster of people: who reads and keeps it, identity numbers, figures.
 */
#include "harness.h"

#include "db.h"

#include "roster_life.h"

LIFE_TEST(who_reads_the_roster_and_who_keeps_it)
{
    static const struct {
        const char *what;
        const Actor *actor;
        Status read, write;
    } rows[] = {
        {"a visitor",           NULL,            DENIED, DENIED},
        {"a resident",          &resident,       DENIED, DENIED},
        {"a leader",            &leader,         DENIED, DENIED},
        {"an inspector",        &inspector,      DENIED, DENIED},
        {"the finance group",   &finance,        DENIED, DENIED},
        {"another village's",   &other_clerk,    DENIED, DENIED},
        {"another township's",  &other_reviewer, DENIED, DENIED},
        {"a grid member",       &grid,           OK,     DENIED},
        {"the village's admin", &clerk,          OK,     OK    },
        {"the township",        &reviewer,       OK,     OK    },
        {"the district",        &district,       OK,     OK    },
    };
    int64_t id, other;
    Resident person;

    act_as(ctx, &clerk);
    add_household(ctx, VILLAGE, "1");
    id = add_person(ctx, VILLAGE, "1", "王建国", 1980);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Residents found;

        ROW(rows[i].what);
        act_as(ctx, rows[i].actor);
        CHECK_STATUS(roster_list(ctx, VILLAGE, ROSTER_HERE, T(""), T(""), &found), rows[i].read);
        CHECK_STATUS(roster_get(ctx, id, &person), rows[i].read == OK ? OK : NOT_FOUND);
        CHECK_STATUS(roster_put(ctx,
                                &(Resident){.region = VILLAGE,
                                            .household_number = T("1"),
                                            .name = text_printf(ctx->arena, "李%zu", i),
                                            .birth_year = 1990},
                                T(""), &other),
                     rows[i].write);
        CHECK_STATUS(roster_set_left(ctx, id, false),
                     rows[i].read == OK ? rows[i].write : NOT_FOUND);
    }
}

LIFE_TEST(of_an_identity_number_only_the_masked_form_is_kept)
{
    static const struct {
        const char *typed;
        const char *masked;
        bool hashed;
        Status status;
    } rows[] = {
        {"210111198502031234",                                     "2101**********1234", true,  OK     },
        {"21011119850203123x",                                     "2101**********123X", true,  OK     },
        {"210111 19850203 1234",                                   "2101**********1234", true,  OK     },
        {"２１０１１１１９８５０２０３１２３４", "2101**********1234", true,  OK     },
        {"210111850203123",                                        "2101*******3123",    true,  OK     },
        {"2101**********123X",                                     "2101**********123X", false, OK     },
        {"210111********1234",                                     "2101**********1234", false, OK     },
        {"",                                                       "",                   false, OK     },
        {"2.10111198502031E+17",                                   "",                   false, INVALID},
        {"21011119850203123",                                      "",                   false, INVALID},
        {"ABCDEFGHIJKLMNOPQR",                                     "",                   false, INVALID},
    };

    key_dir();
    act_as(ctx, &clerk);
    add_household(ctx, VILLAGE, "1");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t id = 0;
        Resident person;

        ROW(rows[i].typed);
        act_as(ctx, &clerk);
        CHECK_STATUS(roster_put(ctx,
                                &(Resident){.region = VILLAGE,
                                            .household_number = T("1"),
                                            .name = T("王建国"),
                                            .birth_year = 1985},
                                text_c(rows[i].typed), &id),
                     rows[i].status);
        if (rows[i].status != OK)
            continue;
        CHECK_STATUS(roster_resident(ctx, id, &person), OK);
        CHECK_TEXT(person.id_masked, rows[i].masked);
        CHECK_INT(person.id_hash.len != 0, rows[i].hashed);
        CHECK_STATUS(roster_set_left(ctx, id, true), OK); /* the next one may have the same */
    }
}

LIFE_TEST(an_identity_number_is_one_person_of_the_village)
{
    int64_t id;
    Resident person = {.region = VILLAGE, .household_number = T("1"), .name = T("王建国")};

    key_dir();
    act_as(ctx, &clerk);
    add_household(ctx, VILLAGE, "1");
    CHECK_STATUS(roster_put(ctx, &person, T("210111198502031234"), &id), OK);
    CHECK_STATUS(roster_resident(ctx, id, &person), OK);
    CHECK_INT(person.birth_year, 1985); /* out of the number */
    person = (Resident){.region = VILLAGE, .household_number = T("1"), .name = T("王二")};
    CHECK_STATUS(roster_put(ctx, &person, T("210111198502031234"), &id), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "identity"), "这个身份证号已经登记给户号 1 的王建国");
    act_as(ctx, &clerk);
    person.name = T("王210111198502031234");
    person.birth_year = 1985;
    CHECK_STATUS(roster_put(ctx, &person, T(""), &id), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "name"), "里面有不能用的字符");
}

LIFE_TEST(names_are_masked_for_whoever_has_the_slip)
{
    static const char *const rows[][2] = {
        {"王建国",    "王*国" },
        {"王芳",       "王*"    },
        {"欧阳建国", "欧**国"},
        {"王",          "王*"    },
        {"",             ""        },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        CHECK_TEXT(roster_mask_name(ctx->arena, text_c(rows[i][0])), rows[i][1]);
}

/* ---- figures ---- */

LIFE_TEST(eligible_is_who_lives_here_and_turns_sixteen_this_year_or_did)
{
    int64_t year = year_now(ctx);
    int64_t grown;

    act_as(ctx, &clerk);
    add_household(ctx, VILLAGE, "1");
    grown = add_person(ctx, VILLAGE, "1", "王一", year - 16);
    add_person(ctx, VILLAGE, "1", "王二", year - 15);
    add_person(ctx, VILLAGE, "1", "王三", 1950);
    check_figures(ctx, VILLAGE, 2, 0, 0);
    check_figures(ctx, DISTRICT_CODE, 2, 0, 0);
    CHECK_STATUS(roster_set_left(ctx, grown, true), OK);
    check_figures(ctx, VILLAGE, 1, 0, 0);
    CHECK_STATUS(roster_set_left(ctx, grown, false), OK);
    check_figures(ctx, TOWNSHIP_CODE, 2, 0, 0);
    CHECK_STATUS(roster_put(ctx,
                            &(Resident){.id = grown,
                                        .household_number = T("1"),
                                        .name = T("王一"),
                                        .birth_year = year - 3},
                            T(""), &grown),
                 OK);
    check_figures(ctx, VILLAGE, 1, 0, 0);
}

LIFE_TEST(an_account_is_tied_to_one_person_and_its_household)
{
    int64_t home, wang, li, child, account, other;
    Resident person;
    Household household;
    Actor actor = {0};

    act_as(ctx, &clerk);
    home = add_household(ctx, VILLAGE, "1");
    wang = add_person(ctx, VILLAGE, "1", "王一", 1980);
    li = add_person(ctx, VILLAGE, "1", "李二", 1981);
    child = add_person(ctx, VILLAGE, "1", "王小", year_now(ctx) - 9);
    account = add_account(ctx, "a");
    other = add_account(ctx, "b");
    CHECK_STATUS(roster_link(ctx, wang, account), OK);
    CHECK_STATUS(roster_link(ctx, wang, account), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(roster_link(ctx, wang, other), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "resident"), "这个人已经有账号了");
    act_as(ctx, &clerk);
    CHECK_STATUS(roster_link(ctx, li, account), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "resident"), "这个账号已经是本村的另一个人了");
    act_as(ctx, &clerk);
    CHECK_STATUS(roster_link(ctx, child, other), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "resident"), "满 16 岁才能注册");
    CHECK_STATUS(roster_of_account(ctx, account, VILLAGE, &person), OK);
    CHECK_INT(person.id, wang);
    CHECK_STATUS(roster_of_account(ctx, account, VILLAGE2, &person), NOT_FOUND);
    actor.account = account;
    CHECK_STATUS(resident_household_of(ctx, &actor, VILLAGE, &household), OK);
    CHECK_INT(household.id, home);
    check_figures(ctx, VILLAGE, 2, 1, 0);
    act_as(ctx, &clerk);
    CHECK_STATUS(roster_set_left(ctx, wang, true), OK); /* takes everything back */
    check_figures(ctx, VILLAGE, 1, 0, 0);
    CHECK_STATUS(roster_of_account(ctx, account, VILLAGE, &person), NOT_FOUND);
    CHECK_STATUS(resident_household_of(ctx, &actor, VILLAGE, &household), NOT_FOUND);
}

LIFE_TEST(each_counts_on_the_last_day_on_which_it_read)
{
    Day today = ctx_today(ctx);
    int64_t wang, account;

    act_as(ctx, &clerk);
    add_household(ctx, VILLAGE, "1");
    wang = add_person(ctx, VILLAGE, "1", "王一", 1980);
    account = add_account(ctx, "a");
    CHECK_STATUS(roster_active(ctx, account, VILLAGE), OK); /* nobody's account */
    CHECK_STATUS(roster_link(ctx, wang, account), OK);
    check_figures(ctx, VILLAGE, 1, 1, 0);
    CHECK_STATUS(roster_active(ctx, account, VILLAGE), OK);
    CHECK_STATUS(roster_active(ctx, account, VILLAGE), OK);
    CHECK_STATUS(roster_active(ctx, account, VILLAGE2), OK);
    check_figures(ctx, DISTRICT_CODE, 1, 1, 1);
    ctx->now = day_start(today + ROSTER_ACTIVE_DAYS - 1);
    check_figures(ctx, VILLAGE, 1, 1, 1);
    ctx->now = day_start(today + ROSTER_ACTIVE_DAYS);
    check_figures(ctx, VILLAGE, 1, 1, 0);
    CHECK_STATUS(roster_active(ctx, account, VILLAGE), OK);
    check_figures(ctx, VILLAGE, 1, 1, 1);
    {
        int64_t old_day = -1;

        CHECK_STATUS(tally_between(ctx, VILLAGE, TALLY_RESIDENTS_ACTIVE, today, today, &old_day),
                     OK);
        CHECK_INT(old_day, 0);
    }
    CHECK_STATUS(roster_unlink(ctx, wang), OK);
    check_figures(ctx, VILLAGE, 1, 0, 0);
}

static Status
grow_prepare(Ctx *ctx, void *arg)
{
    (void)arg;
    TRY(life_fill(ctx));
    act_as(ctx, &clerk);
    add_household(ctx, VILLAGE, "1");
    add_person(ctx, VILLAGE, "1", "王一", year_now(ctx) - 16);
    add_person(ctx, VILLAGE, "1", "王二", year_now(ctx) - 15);
    add_person(ctx, VILLAGE, "1", "王三", year_now(ctx) - 14);
    return OK;
}

static Status
figures_body(Ctx *ctx, void *arg)
{
    return roster_figures(ctx, VILLAGE, arg);
}

TEST_DB(who_turns_sixteen_becomes_eligible_with_the_year)
{
    RosterFigures figures = {0};

    CHECK_STATUS(store_write(store, ctx, grow_prepare, NULL), OK);
    CHECK_STATUS(roster_grow(store, ctx), OK);
    ctx->now = day_start(day_from_date((Date){(int)year_now(ctx), 12, 31}));
    CHECK_STATUS(roster_grow(store, ctx), OK);
    CHECK_STATUS(store_read(store, ctx, figures_body, &figures), OK);
    CHECK_INT(figures.eligible, 1);
    ctx->now += SECONDS_PER_DAY;
    CHECK_STATUS(roster_grow(store, ctx), OK);
    CHECK_STATUS(roster_grow(store, ctx), OK);
    CHECK_STATUS(store_read(store, ctx, figures_body, &figures), OK);
    CHECK_INT(figures.eligible, 2);
}

LIFE_TEST(bulk_loading_counts_and_ties)
{
    int64_t home, account;
    Resident people[3] = {0};
    Household household;
    Actor actor = {0};

    act_as(ctx, &clerk);
    home = add_household(ctx, VILLAGE, "1");
    CHECK_STATUS(roster_load(ctx, people, 1), DENIED);
    act_as(ctx, &actor_system);
    CHECK_STATUS(account_load(ctx,
                              &(Account){.login = T("10000000001"),
                                         .name = T("王一"),
                                         .phone = T("10000000001"),
                                         .phone_verified = true},
                              T(""), &account),
                 OK);
    for (size_t i = 0; i < 3; i++)
        people[i] = (Resident){.region = VILLAGE,
                               .household = home,
                               .name = text_printf(ctx->arena, "王%zu", i),
                               .birth_year = i == 2 ? year_now(ctx) - 5 : 1980};
    people[0].account = account;
    people[0].joined_day = SOME_INT(ctx_today(ctx) - 100);
    people[0].active_day = SOME_INT(ctx_today(ctx) - 3);
    CHECK_STATUS(roster_load(ctx, people, 3), OK);
    check_figures(ctx, VILLAGE, 2, 1, 1);
    actor.account = account;
    CHECK_STATUS(resident_household_of(ctx, &actor, VILLAGE, &household), OK);
}

/* ---- the list ---- */

LIFE_TEST(the_list_goes_by_household_and_is_searched_and_paged)
{
    Residents found;
    int64_t last = 0;

    act_as(ctx, &clerk);
    add_household(ctx, VILLAGE, "2");
    add_household(ctx, VILLAGE, "1");
    add_household(ctx, VILLAGE, "3");
    add_person(ctx, VILLAGE, "2", "李四", 1980);
    last = add_person(ctx, VILLAGE, "3", "赵六", 1980);
    for (int i = 0; i < RESIDENTS_PAGE; i++)
        add_person(ctx, VILLAGE, "1", text_cstr(ctx->arena, text_printf(ctx->arena, "王%d", i)),
                   1980);
    CHECK_STATUS(roster_list(ctx, VILLAGE, ROSTER_HERE, T(""), T(""), &found), OK);
    CHECK_INT(found.len, RESIDENTS_PAGE);
    CHECK_TEXT(found.at[0].name, "王0");
    CHECK(found.next.at != NULL);
    CHECK_STATUS(roster_list(ctx, VILLAGE, ROSTER_HERE, T(""), found.next, &found), OK);
    CHECK_INT(found.len, 2);
    CHECK_TEXT(found.at[0].name, "李四");
    CHECK(found.next.at == NULL);
    CHECK_STATUS(roster_list(ctx, VILLAGE, ROSTER_HERE, T("%"), T(""), &found), OK);
    CHECK_INT(found.len, 0);
    CHECK_STATUS(roster_list(ctx, VILLAGE, ROSTER_LEFT, T(""), T(""), &found), OK);
    CHECK_INT(found.len, 0);
    CHECK_STATUS(roster_set_left(ctx, last, true), OK);
    CHECK_STATUS(roster_list(ctx, VILLAGE, ROSTER_LEFT, T("赵"), T(""), &found), OK);
    CHECK_INT(found.len, 1);
    CHECK_STATUS(roster_list(ctx, VILLAGE, ROSTER_UNREGISTERED, T("李"), T(""), &found), OK);
    CHECK_INT(found.len, 1);
    CHECK_STATUS(roster_list(ctx, VILLAGE, ROSTER_HERE, T(""), T("1|x"), &found), INVALID);
}
