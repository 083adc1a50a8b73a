/* Accounts: who gives which role where, first passwords, sheets of accounts. */
#include "harness.h"

#include "db.h"

#include "account/account.h"
#include "life.h"
#include "sheet/sheet.h"

static int64_t
add_account(Ctx *ctx, const char *login, Role role, RegionCode region)
{
    RoleGrant grant = {.role = role, .region = region};
    Text password;
    int64_t id = 0;

    CHECK_STATUS(account_add_fresh(ctx, text_c(login), T("某人"), T(""), (RoleGrants){&grant, 1},
                                   &id, &password),
                 OK);
    CHECK_INT(password.len, 14);
    return id;
}

LIFE_TEST(nobody_gives_a_role_outside_the_own_scope)
{
    static const struct {
        const char *what;
        Role role;
        RegionCode region;
        Status wanted;
    } rows[] = {
        {"a village admin in the district", ROLE_VILLAGE_ADMIN, 210111010203, OK     },
        {"a reviewer in the district",      ROLE_TOWNSHIP,      210111010000, OK     },
        {"a village admin of a township",   ROLE_VILLAGE_ADMIN, 210111010000, INVALID},
        {"a reviewer of a village",         ROLE_TOWNSHIP,      210111010203, INVALID},
        {"the city's",                      ROLE_LEADER,        210100000000, DENIED },
        {"an operator",                     ROLE_OPERATOR,      210111000000, DENIED },
        {"a place that is not there",       ROLE_VILLAGE_ADMIN, 210111010999, INVALID},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        RoleGrant grant = {.role = rows[i].role, .region = rows[i].region};
        Text password;
        int64_t id;

        ROW(rows[i].what);
        act_as(ctx, &district);
        CHECK_STATUS(account_add_fresh(ctx, text_printf(ctx->arena, "person%zu", i), T("某人"),
                                       T(""), (RoleGrants){&grant, 1}, &id, &password),
                     rows[i].wanted);
    }
}

LIFE_TEST(accounts_are_found_by_login_and_name_within_scope)
{
    Accounts found;

    act_as(ctx, &district);
    add_account(ctx, "Wang_1", ROLE_VILLAGE_ADMIN, VILLAGE);
    add_account(ctx, "li", ROLE_TOWNSHIP, TOWNSHIP_CODE);
    CHECK_STATUS(account_find(ctx, DISTRICT_CODE, T("wang"), T(""), &found), OK);
    CHECK_INT(found.len, 1);
    CHECK_STATUS(account_find(ctx, DISTRICT_CODE, T("g_1"), T(""), &found), OK);
    CHECK_INT(found.len, 1);
    CHECK_STATUS(account_find(ctx, DISTRICT_CODE, T("g%1"), T(""), &found), OK);
    CHECK_INT(found.len, 0); /* signs of patterns stand for themselves */
    CHECK_STATUS(account_find(ctx, DISTRICT_CODE, T("某"), T(""), &found), OK);
    CHECK_INT(found.len, 2);
    CHECK_STATUS(account_find(ctx, TOWNSHIP_CODE, T(""), T(""), &found), OK);
    CHECK_INT(found.len, 2);
    CHECK_STATUS(account_find(ctx, 210100000000, T(""), T(""), &found), DENIED);
    act_as(ctx, &clerk);
    CHECK_STATUS(account_find(ctx, VILLAGE, T(""), T(""), &found), DENIED);
}

LIFE_TEST(somebody_with_two_places_sees_accounts_and_trail_of_both_once)
{
    RoleGrant grants[] = {
        {ROLE_OPERATOR, TOWNSHIP_CODE},
        {ROLE_OPERATOR, 210111011000 },
    };
    Actor person = {
        .account = 900, .grants = {grants, 2}
    };
    RegionCodes scopes;
    Accounts found;
    AuditLines lines;
    AuditLines rest;
    int64_t both;

    act_as(ctx, &actor_system);
    for (int i = 0; i < ACCOUNTS_PAGE; i++)
        (void)add_account(ctx, text_printf(ctx->arena, "p%d", i).at, ROLE_VILLAGE_ADMIN,
                          i % 2 == 0 ? VILLAGE : COMMUNITY);
    both = add_account(ctx, "both", ROLE_VILLAGE_ADMIN, VILLAGE);
    CHECK_STATUS(account_grant(ctx, both, ROLE_VILLAGE_ADMIN, COMMUNITY), OK);
    (void)add_account(ctx, "far", ROLE_LEADER, DISTRICT_CODE);
    act_as(ctx, &person);
    scopes = actor_scopes(ctx, CAN_MANAGE_ACCOUNTS);
    CHECK_STATUS(account_find_all(ctx, scopes, T(""), T(""), &found), OK);
    CHECK_INT(found.len, ACCOUNTS_PAGE);
    CHECK_STATUS(account_find_all(ctx, scopes, T(""), found.next, &found), OK);
    REQUIRE(found.len == 1);
    CHECK_TEXT(found.at[0].login, "both");
    CHECK(found.next.at == NULL);
    CHECK_STATUS(audit_read_all(ctx, scopes, 0, T(""), &lines), OK);
    REQUIRE(lines.len == AUDIT_PAGE);
    for (size_t i = 1; i < lines.len; i++)
        CHECK(lines.at[i - 1].id > lines.at[i].id);
    CHECK_STATUS(audit_read_all(ctx, scopes, 0, lines.next, &rest), OK);
    REQUIRE(rest.len == AUDIT_PAGE);
    CHECK(rest.at[0].id < lines.at[AUDIT_PAGE - 1].id);
    CHECK_STATUS(audit_read_all(ctx, scopes, 0, rest.next, &lines), OK);
    CHECK_INT(2 * AUDIT_PAGE + lines.len, 2 * ACCOUNTS_PAGE + 3); /* an add and a grant each */
    CHECK_STATUS(audit_read_all(ctx, (RegionCodes){0}, 0, T(""), &lines), DENIED);
}

/* Nor the role of an inspector, who reads what is sealed from administrators. */
LIFE_TEST(nobody_gives_a_role_to_the_own_account)
{
    RoleGrant grants[] = {
        {ROLE_DISTRICT, DISTRICT_CODE},
        {ROLE_OPERATOR, 0            },
    };
    Actor person = {.name = T("某人")};

    for (size_t i = 0; i < 2; i++) {
        act_as(ctx, &actor_system);
        person.account =
            add_account(ctx, i == 0 ? "chief" : "oper", grants[i].role, grants[i].region);
        person.grants = (RoleGrants){&grants[i], 1};
        act_as(ctx, &person);
        CHECK_STATUS(account_grant(ctx, person.account, ROLE_INSPECTOR, DISTRICT_CODE), INVALID);
        CHECK(problem_of(ctx, "grant").len != 0);
        ctx->problems = (Problems){0};
    }
}

LIFE_TEST(the_last_role_stays)
{
    Account account;
    int64_t id;

    act_as(ctx, &district);
    id = add_account(ctx, "wang", ROLE_VILLAGE_ADMIN, VILLAGE);
    CHECK_STATUS(account_revoke(ctx, id, ROLE_VILLAGE_ADMIN, VILLAGE), INVALID);
    CHECK(problem_of(ctx, "grant").len != 0);
    ctx->problems = (Problems){0};
    CHECK_STATUS(account_grant(ctx, id, ROLE_FINANCE_GROUP, VILLAGE), OK);
    CHECK_STATUS(account_revoke(ctx, id, ROLE_VILLAGE_ADMIN, VILLAGE), OK);
    CHECK_STATUS(account_managed(ctx, id, &account), OK);
    CHECK_INT(account.grants.len, 1);
    CHECK(account.must_change);
    act_as(ctx, &clerk);
    CHECK_STATUS(account_managed(ctx, id, &account), DENIED);
}

LIFE_TEST(who_has_to_change_the_password_may_nothing_until_then)
{
    RoleGrant grant = {.role = ROLE_DISTRICT, .region = DISTRICT_CODE};
    Actor person = {
        .grants = {&grant, 1}
    };
    RegionCode scope;
    Text secret;

    act_as(ctx, &district);
    person.account = add_account(ctx, "wang", ROLE_VILLAGE_ADMIN, VILLAGE);
    act_as(ctx, &person);
    CHECK(actor_may(ctx->actor, CAN_READ_STAFF_PARTS, VILLAGE));
    CHECK_STATUS(actor_scope(ctx, CAN_MANAGE_ACCOUNTS, &scope), OK);
    CHECK_STATUS(account_token_add(ctx, T("a"), 30, &secret), OK);
    person.must_change = true;
    CHECK(!actor_may(ctx->actor, CAN_READ_STAFF_PARTS, VILLAGE));
    CHECK_STATUS(actor_scope(ctx, CAN_MANAGE_ACCOUNTS, &scope), NOT_FOUND);
    CHECK_STATUS(account_token_add(ctx, T("b"), 30, &secret), DENIED);
}

typedef struct Door {
    int64_t id;
    Text password;
} Door;

static Status
make_door(Ctx *ctx, void *arg)
{
    Door *door = arg;
    RoleGrant grant = {.role = ROLE_VILLAGE_ADMIN, .region = VILLAGE};

    TRY(life_fill(ctx));
    act_as(ctx, &actor_system);
    return account_add_fresh(ctx, T("wang"), T("王一"), T(""), (RoleGrants){&grant, 1}, &door->id,
                             &door->password);
}

/* A quick hash of a random password; the first sign-in does not tell it from a slow one. */
TEST_DB(a_first_password_opens_the_door_until_it_is_changed)
{
    Door door = {0};
    SignIn session = {0};
    Actor person = {.login = T("wang"), .name = T("王一")};

    REQUIRE(CHECK_STATUS(store_write(store, ctx, make_door, &door), OK));
    ctx->actor = NULL;
    CHECK_STATUS(account_sign_in(store, ctx, T("wang"), T("wrong-password"), T("::1"), 7, &session),
                 INVALID);
    ctx->problems = (Problems){0};
    CHECK_STATUS(account_sign_in(store, ctx, T("wang"), door.password, T("::1"), 7, &session), OK);
    CHECK(session.must_change);
    person.account = door.id;
    ctx->actor = &person;
    CHECK_STATUS(account_change_password(store, ctx, door.password, door.password, session.secret),
                 INVALID);
    CHECK(problem_of(ctx, "new_password").len != 0);
    ctx->problems = (Problems){0};
    CHECK_STATUS(
        account_change_password(store, ctx, door.password, T("mein-neues"), session.secret), OK);
    ctx->actor = NULL;
    CHECK_STATUS(account_sign_in(store, ctx, T("wang"), door.password, T("::1"), 7, &session),
                 INVALID);
    ctx->problems = (Problems){0};
    CHECK_STATUS(account_sign_in(store, ctx, T("wang"), T("mein-neues"), T("::1"), 7, &session),
                 OK);
    CHECK(!session.must_change);
}

static Sheet
sheet_of(Ctx *ctx, const char *text)
{
    Sheet sheet = {0};

    CHECK_STATUS(sheet_read_paste(ctx, text_c(text), &sheet), OK);
    return sheet;
}

LIFE_TEST(a_sheet_of_accounts_is_taken_as_a_whole)
{
    AccountImport import;
    Account account;
    Sheet good = sheet_of(ctx, "登录名\t姓名\t电话\t角色\t地区代码\n"
                               "a1\t甲\t138\t村(社区)管理员\t鲍家村\n"
                               "a1\t甲\t\tfinance_group\t210111010203\n"
                               "a2\t乙\t\t街道(乡镇)管理员\t沙河街道\n");
    Sheet bad = sheet_of(ctx, "登录名\t姓名\t电话\t角色\t地区代码\n"
                              "b1\t甲\t\t村(社区)管理员\t210111010203\n"
                              "b1\t丙\t\t民主理财小组\t210111010203\n"
                              "b2\t乙\t\t村长\t210111010203\n"
                              "b3\t丁\t\t系统管理员\t210111000000\n"
                              "b 4\t戊\t\t村(社区)管理员\t210111010203\n");

    act_as(ctx, &district);
    CHECK_STATUS(account_import_read(ctx, &bad, &import), OK);
    CHECK_INT(import.len, 5);
    CHECK_INT(import.bad, 4);
    CHECK_TEXT(import.at[0].bad, NULL);
    CHECK_TEXT(import.at[1].bad, "同一个登录名出现两次，姓名却不一样");
    CHECK_TEXT(import.at[2].bad, "没有“村长”这个角色");
    CHECK_TEXT(import.at[3].bad, "这个角色或地方不归您管");
    CHECK_INT(import.at[3].line, 5);
    CHECK_STATUS(account_import(ctx, &import, T("")), INVALID);
    CHECK_STATUS(account_by_login(ctx, T("b1"), &account), NOT_FOUND);
    ctx->problems = (Problems){0};

    CHECK_STATUS(account_import_read(ctx, &good, &import), OK);
    CHECK_INT(import.bad, 0);
    CHECK_INT(import.accounts, 2);
    CHECK_STATUS(account_import(ctx, &import, T("kurz")), INVALID);
    ctx->problems = (Problems){0};
    CHECK_STATUS(account_import(ctx, &import, T("")), OK);
    CHECK(import.at[0].password.len != 0);
    CHECK(!text_eq(import.at[0].password, import.at[2].password));
    CHECK_STATUS(account_by_login(ctx, T("a1"), &account), OK);
    CHECK_INT(account.grants.len, 2);
    CHECK_STATUS(account_import_read(ctx, &good, &import), OK);
    CHECK_TEXT(import.at[0].bad, "这个登录名已经有人用了");
}

/* Who looks a sheet over does not see its hidden rows, so they must not become accounts. */
LIFE_TEST(hidden_rows_of_a_sheet_of_accounts_are_left_out)
{
    AccountImport import;
    Account account;
    Sheet sheet = sheet_of(ctx, "登录名\t姓名\t电话\t角色\t地区代码\n"
                                "h1\t甲\t\t村(社区)管理员\t鲍家村\n"
                                "h2\t乙\t\t街道(乡镇)管理员\t沙河街道\n");

    sheet.at[2].hidden = true;
    sheet.hidden_rows = 1;
    act_as(ctx, &district);
    CHECK_STATUS(account_import_read(ctx, &sheet, &import), OK);
    CHECK_INT(import.len, 1);
    CHECK_INT(import.accounts, 1);
    CHECK_INT(import.hidden, 1);
    CHECK_STATUS(account_import(ctx, &import, T("")), OK);
    CHECK_STATUS(account_by_login(ctx, T("h1"), &account), OK);
    CHECK_STATUS(account_by_login(ctx, T("h2"), &account), NOT_FOUND);
    sheet.at[1].hidden = true;
    CHECK_STATUS(account_import_read(ctx, &sheet, &import), INVALID);
    CHECK(ctx_problem_of(ctx, "file").len != 0);
}
