/*
 * Training: who counts as an admin where, who is trained, and who may publish only after it.
 */
#include "harness.h"

#include "db.h"

#include "life.h"
#include "organisation/training.h"
#include "region/tally.h"
#include "sheet/sheet.h"

enum { WEEK = 7, HOUR = 60 };

/* A real account with one role; what happens to its roles is told as the program has it. */
static int64_t
add_admin(Ctx *ctx, const char *login, const char *name, Role role, RegionCode region)
{
    RoleGrant grant = {.role = role, .region = region};
    int64_t id = 0;

    account_on_roles(admin_changed);
    act_as(ctx, &actor_system);
    CHECK_STATUS(account_add(ctx, text_c(login), text_c(name), T(""), T("long-enough-password"),
                             (RoleGrants){&grant, 1}, &id),
                 OK);
    return id;
}

static void
check_admins(Ctx *ctx, RegionCode region, int64_t total, int64_t trained)
{
    AdminFigures figures;

    CHECK_STATUS(admin_figures(ctx, region, &figures), OK);
    CHECK_INT(figures.total, total);
    CHECK_INT(figures.trained, trained);
}

/* Nothing is counted that the rows do not have. */
static void
check_counts(Ctx *ctx)
{
    TallyBatch *batch = tally_batch_new(ctx);
    RegionCode region;
    int64_t measure, value;
    Day day;
    size_t at = 0, wrong = 0;

    CHECK_STATUS(organisation_recount(ctx, batch), OK);
    CHECK_STATUS(tally_batch_take_stored(ctx, batch), OK);
    while (tally_batch_next(batch, &at, &region, &measure, &day, &value))
        wrong += measure >= TALLY_ADMINS && measure <= TALLY_TRAININGS;
    CHECK_INT(wrong, 0);
}

static int64_t
hold(Ctx *ctx, const Actor *who, RegionCode region, Day day, bool counts)
{
    int64_t id = 0;

    act_as(ctx, who);
    CHECK_STATUS(training_put(ctx,
                              &(Training){.region = region,
                                          .day = day,
                                          .title = T("平台操作培训"),
                                          .place = T("区会议室"),
                                          .minutes = 2 * HOUR,
                                          .counts = counts},
                              &id),
                 OK);
    return id;
}

static Status
attend(Ctx *ctx, const Actor *who, int64_t session, int64_t account, bool attended)
{
    int64_t changed;

    act_as(ctx, who);
    return training_attend(ctx, session, &(Attendance){account, attended}, 1, &changed);
}

LIFE_TEST(an_admin_counts_once_at_the_widest_place)
{
    int64_t one = add_admin(ctx, "one", "王一", ROLE_VILLAGE_ADMIN, VILLAGE);
    int64_t two = add_admin(ctx, "two", "王二", ROLE_FINANCE_GROUP, VILLAGE);

    (void)add_admin(ctx, "three", "王三", ROLE_TOWNSHIP, TOWNSHIP_CODE);
    (void)add_admin(ctx, "four", "王四", ROLE_DISTRICT, DISTRICT_CODE);
    (void)add_admin(ctx, "five", "王五", ROLE_INSPECTOR, DISTRICT_CODE);
    (void)add_admin(ctx, "six", "王六", ROLE_GRID_MEMBER, VILLAGE);
    check_admins(ctx, VILLAGE, 2, 0);
    check_admins(ctx, TOWNSHIP_CODE, 3, 0);
    check_admins(ctx, DISTRICT_CODE, 4, 0);
    check_admins(ctx, 0, 4, 0);
    CHECK_STATUS(account_grant(ctx, one, ROLE_VILLAGE_ADMIN, VILLAGE2), OK);
    check_admins(ctx, VILLAGE2, 0, 0);
    CHECK_STATUS(account_grant(ctx, one, ROLE_TOWNSHIP, TOWNSHIP_CODE), OK);
    check_admins(ctx, VILLAGE, 1, 0);
    check_admins(ctx, TOWNSHIP_CODE, 3, 0);
    CHECK_STATUS(account_revoke(ctx, one, ROLE_TOWNSHIP, TOWNSHIP_CODE), OK);
    CHECK_STATUS(account_revoke(ctx, one, ROLE_VILLAGE_ADMIN, VILLAGE), OK);
    check_admins(ctx, VILLAGE, 1, 0);
    check_admins(ctx, VILLAGE2, 1, 0);
    CHECK_STATUS(account_set_disabled(ctx, two, true), OK);
    check_admins(ctx, VILLAGE, 0, 0);
    check_admins(ctx, DISTRICT_CODE, 3, 0);
    CHECK_STATUS(account_set_disabled(ctx, two, false), OK);
    check_admins(ctx, DISTRICT_CODE, 4, 0);
    check_counts(ctx);
}

LIFE_TEST(who_was_at_a_session_that_counts_is_trained)
{
    Day today = ctx_today(ctx);
    int64_t one = add_admin(ctx, "one", "王一", ROLE_VILLAGE_ADMIN, VILLAGE);
    int64_t far = add_admin(ctx, "far", "王远", ROLE_VILLAGE_ADMIN, COMMUNITY);
    int64_t talk = hold(ctx, &district, DISTRICT_CODE, today - WEEK, false);
    int64_t real = hold(ctx, &reviewer, TOWNSHIP_CODE, today, true);
    int64_t later = hold(ctx, &district, DISTRICT_CODE, today + 1, true);
    Training training;
    Trainees people;
    AdminFigures figures;
    int64_t id;

    CHECK_STATUS(attend(ctx, &district, talk, one, true), OK);
    check_admins(ctx, VILLAGE, 1, 0);
    CHECK_STATUS(attend(ctx, &district, later, one, true), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "day"), "培训还没到日子，到了那天再签到");
    CHECK_STATUS(attend(ctx, &reviewer, real, far, true), INVALID);
    CHECK(ctx_problem_of(ctx, "people").len != 0);
    CHECK_STATUS(attend(ctx, &reviewer, real, 12345, true), INVALID);
    CHECK_STATUS(attend(ctx, &reviewer, real, one, true), OK);
    CHECK_STATUS(attend(ctx, &reviewer, real, one, true), OK);
    check_admins(ctx, VILLAGE, 1, 1);
    check_admins(ctx, DISTRICT_CODE, 2, 1);
    CHECK_STATUS(training_people(ctx, real, TOWNSHIP_CODE, T(""), 10, &people), OK);
    CHECK_INT(people.len, 1);
    CHECK(people.at[0].attended);
    CHECK_INT(people.at[0].trained_day.value, today);
    /* Moved, it counts for that day; it does not count any more. */
    CHECK_STATUS(training_get(ctx, real, &training), OK);
    CHECK_INT(training.attended, 1);
    training.day = today - 2;
    CHECK_STATUS(training_put(ctx, &training, &id), OK);
    CHECK_INT(id, real);
    check_counts(ctx);
    training.day = today + 2;
    CHECK_STATUS(training_put(ctx, &training, &id), INVALID);
    training.day = today - 2;
    training.counts = false;
    act_as(ctx, &reviewer);
    CHECK_STATUS(training_put(ctx, &training, &id), OK);
    check_admins(ctx, DISTRICT_CODE, 2, 0);
    CHECK_STATUS(training_remove(ctx, real), INVALID);
    CHECK_STATUS(attend(ctx, &reviewer, real, one, false), OK);
    CHECK_STATUS(training_remove(ctx, real), OK);
    CHECK_STATUS(training_get(ctx, real, &training), NOT_FOUND);
    CHECK_STATUS(admin_figures(ctx, DISTRICT_CODE, &figures), OK);
    CHECK_INT(figures.sessions, 1); /* the one of tomorrow was not held yet */
    check_counts(ctx);
}

LIFE_TEST(who_holds_training)
{
    static const struct {
        const char *what;
        const Actor *actor;
        Status township, district, rule, list;
    } rows[] = {
        {"a visitor",           NULL,            DENIED, DENIED, DENIED, DENIED},
        {"a resident",          &resident,       DENIED, DENIED, DENIED, DENIED},
        {"a leader",            &leader,         DENIED, DENIED, DENIED, DENIED},
        {"an inspector",        &inspector,      DENIED, DENIED, DENIED, OK    },
        {"the village's admin", &clerk,          DENIED, DENIED, DENIED, DENIED},
        {"another township's",  &other_reviewer, DENIED, DENIED, DENIED, DENIED},
        {"the township",        &reviewer,       OK,     DENIED, DENIED, OK    },
        {"the district",        &district,       OK,     OK,     OK,     OK    },
    };
    Training one = {.day = ctx_today(ctx), .title = T("培训"), .minutes = HOUR, .counts = true};
    Trainings found;
    int64_t id;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].what);
        act_as(ctx, rows[i].actor);
        one.region = TOWNSHIP_CODE;
        CHECK_STATUS(training_put(ctx, &one, &id), rows[i].township);
        one.region = DISTRICT_CODE;
        CHECK_STATUS(training_put(ctx, &one, &id), rows[i].district);
        CHECK_STATUS(training_require(ctx, DISTRICT_CODE, false), rows[i].rule);
        CHECK_STATUS(training_require(ctx, TOWNSHIP_CODE, false), DENIED);
        CHECK_STATUS(training_list(ctx, TOWNSHIP_CODE, T(""), &found), rows[i].list);
    }
    CHECK_INT(found.len, 2);
    CHECK_STATUS(training_list(ctx, TOWNSHIP_CODE, T("rubbish"), &found), INVALID);
}

LIFE_TEST(what_a_session_lacks_is_told)
{
    int64_t id;
    Day today = ctx_today(ctx);

    act_as(ctx, &district);
    CHECK_STATUS(training_put(ctx, &(Training){.region = DISTRICT_CODE, .title = T("  ")}, &id),
                 INVALID);
    CHECK(ctx_problem_of(ctx, "title").len != 0);
    CHECK(ctx_problem_of(ctx, "day").len != 0);
    CHECK(ctx_problem_of(ctx, "hours").len != 0);
    act_as(ctx, &district);
    CHECK_STATUS(training_put(ctx,
                              &(Training){.region = DISTRICT_CODE,
                                          .title = T("培训"),
                                          .day = today + 3 * 366,
                                          .minutes = TRAINING_MINUTES_MAX},
                              &id),
                 INVALID);
    CHECK_INT(ctx->problems.len, 1);
}

LIFE_TEST(lists_of_sessions_go_on)
{
    Trainings first, second;
    Day today = ctx_today(ctx);

    for (int i = 0; i <= TRAININGS_PAGE; i++)
        (void)hold(ctx, &district, DISTRICT_CODE, today - i / 2, true);
    CHECK_STATUS(training_list(ctx, DISTRICT_CODE, T(""), &first), OK);
    CHECK_INT(first.len, TRAININGS_PAGE);
    CHECK_INT(first.at[0].day, today);
    CHECK_STATUS(training_list(ctx, DISTRICT_CODE, first.next, &second), OK);
    CHECK_INT(second.len, 1);
    CHECK(second.next.at == NULL);
    CHECK_INT(second.at[0].day, today - TRAININGS_PAGE / 2);
}

/* ---- the rule ---- */

static Status
submit(Ctx *ctx, const Actor *who, const char *period, Disclosure *out)
{
    DisclosureInput input = life_input();

    input.period = text_c(period);
    act_as(ctx, who);
    TRY(life_explain(ctx, disclosure_create(ctx, &input, out)));
    return disclosure_submit(ctx, out->id, out->lock, out);
}

LIFE_TEST(where_it_is_demanded_nobody_publishes_before_training)
{
    Day today = ctx_today(ctx);
    int64_t id = add_admin(ctx, "one", "王一", ROLE_VILLAGE_ADMIN, VILLAGE);
    RoleGrant grant = {.role = ROLE_VILLAGE_ADMIN, .region = VILLAGE};
    Actor person = {
        .account = id, .login = T("one"), .name = T("王一"), .grants = {&grant, 1}
    };
    Disclosure d;
    bool required;
    int64_t held;

    /* Without the district's word there is no such rule. */
    CHECK_STATUS(training_required(ctx, VILLAGE, &required), OK);
    CHECK(!required);
    CHECK_STATUS(submit(ctx, &person, "2022Q4", &d), OK);
    act_as(ctx, &district);
    CHECK_STATUS(training_require(ctx, DISTRICT_CODE, true), OK);
    CHECK_STATUS(submit(ctx, &person, "2023Q1", &d), INVALID);
    CHECK_TEXT(
        ctx_problem_of(ctx, "body"),
        "您还没参加过培训，培训以后才能提交公开。眼下没有排好的培训，请问街道（乡镇）或区里的"
        "管理员");
    CHECK_INT(d.state, STATE_DRAFT);
    /* The next one of the township or the district is named; one that does not count is not. */
    (void)hold(ctx, &reviewer, TOWNSHIP_CODE, today + 1, false);
    (void)hold(ctx, &district, DISTRICT_CODE, today + 2 * WEEK, true);
    (void)hold(ctx, &reviewer, TOWNSHIP_CODE, today + WEEK, true);
    (void)hold(ctx, &other_reviewer, 210111011000, today + 1, true);
    act_as(ctx, &person);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "body"),
               text_printf(ctx->arena,
                           "您还没参加过培训，培训以后才能提交公开。下一场在 %.*s：平台操作培训，"
                           "地点是区会议室",
                           TEXT_ARGS(day_format(ctx->arena, today + WEEK)))
                   .at);
    held = hold(ctx, &district, DISTRICT_CODE, today, true);
    CHECK_STATUS(attend(ctx, &district, held, id, true), OK);
    act_as(ctx, &person);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    /* The keeper and the command line are nobody who could be trained. */
    act_as(ctx, &actor_system);
    CHECK_STATUS(training_allows(ctx, VILLAGE), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(training_allows(ctx, VILLAGE), INVALID);
    act_as(ctx, &district);
    CHECK_STATUS(training_require(ctx, DISTRICT_CODE, false), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(training_allows(ctx, VILLAGE), OK);
}

LIFE_TEST(a_district_has_a_rule_of_its_own)
{
    bool required;

    act_as(ctx, &actor_system);
    CHECK_STATUS(training_require(ctx, 210100000000, true), OK);
    CHECK_STATUS(training_required(ctx, VILLAGE, &required), OK);
    CHECK(required);
    CHECK_STATUS(training_require(ctx, DISTRICT_CODE, false), OK);
    CHECK_STATUS(training_required(ctx, VILLAGE, &required), OK);
    CHECK(!required);
    CHECK_STATUS(training_required(ctx, 210112000000, &required), OK);
    CHECK(required);
}

/* ---- a sheet ---- */

static void
read_people(Ctx *ctx, const Training *training, const char *pasted, AttendanceImport *out,
            Status expected)
{
    Sheet sheet;

    ctx->problems = (Problems){0};
    CHECK_STATUS(sheet_read_paste(ctx, text_c(pasted), &sheet), OK);
    CHECK_STATUS(attendance_import_read(ctx, training, &sheet, out), expected);
}

LIFE_TEST(a_sheet_says_who_came)
{
    int64_t id = 0;
    Training training;
    AttendanceImport import;

    (void)add_admin(ctx, "one", "王一", ROLE_VILLAGE_ADMIN, VILLAGE);
    (void)add_admin(ctx, "two", "李红", ROLE_VILLAGE_ADMIN, VILLAGE);
    (void)add_admin(ctx, "three", "李红", ROLE_VILLAGE_ADMIN, VILLAGE2);
    (void)add_admin(ctx, "far", "王远", ROLE_VILLAGE_ADMIN, COMMUNITY);
    id = hold(ctx, &reviewer, TOWNSHIP_CODE, ctx_today(ctx), true);
    CHECK_STATUS(training_get(ctx, id, &training), OK);
    read_people(ctx, &training, "姓名\t单位\n王一\t\n李红\t榆树村\n王一\t鲍家村\n李红\t\n王远\t\n",
                &import, OK);
    CHECK_INT(import.len, 5);
    CHECK_INT(import.bad, 3);
    CHECK_TEXT(import.at[1].who->login, "three");
    CHECK_TEXT(import.at[2].bad, "和第 2 行是同一个人");
    CHECK_TEXT(import.at[3].bad, "有几个同名的人，请写登录名");
    CHECK_TEXT(import.at[4].bad, "本地的管理员里没有这个人");
    CHECK_STATUS(attendance_import(ctx, &training, &import), INVALID);
    check_admins(ctx, TOWNSHIP_CODE, 3, 0);
    read_people(ctx, &training, "登录名\t姓名\none\t王二\n", &import, OK);
    CHECK_TEXT(import.at[0].bad, "这个登录名是王一的，姓名对不上");
    read_people(ctx, &training, "电话\t地址\n1\t2\n", &import, INVALID);
    read_people(ctx, &training, "登录名\t姓名\none\t\ntwo\t李红\n", &import, OK);
    CHECK_INT(import.added, 2);
    CHECK_STATUS(attendance_import(ctx, &training, &import), OK);
    check_admins(ctx, TOWNSHIP_CODE, 3, 2);
    read_people(ctx, &training, "姓名\t单位\n王一\t210111010203\n", &import, OK);
    CHECK_INT(import.added, 0);
    act_as(ctx, &clerk);
    read_people(ctx, &training, "姓名\n王一\n", &import, DENIED);
}

LIFE_TEST(wrong_rows_of_admins_are_put_right)
{
    int64_t one;

    /* Accounts that came past the room, as an older program left them. */
    account_on_roles(NULL);
    act_as(ctx, &actor_system);
    CHECK_STATUS(account_load(ctx,
                              &(Account){
                                  .login = T("old"),
                                  .name = T("王旧"),
                                  .phone = T(""),
                                  .grants = {&(RoleGrant){ROLE_TOWNSHIP, TOWNSHIP_CODE}, 1}
    },
                              T(""), &one),
                 OK);
    check_admins(ctx, DISTRICT_CODE, 0, 0);
    CHECK_STATUS(organisation_count_all(ctx), OK);
    check_admins(ctx, DISTRICT_CODE, 1, 0);
    CHECK_STATUS(account_set_disabled(ctx, one, true), OK);
    CHECK_STATUS(organisation_count_all(ctx), OK);
    check_admins(ctx, DISTRICT_CODE, 0, 0);
    check_counts(ctx);
    act_as(ctx, &district);
    CHECK_STATUS(organisation_count_all(ctx), DENIED);
}
