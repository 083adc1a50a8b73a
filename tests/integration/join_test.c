/*
 * Registering: slips, who is confirmed at once, who waits.
 */
#include "harness.h"

#include "db.h"

#include "join_life.h"

/* ---- slips ---- */

typedef struct Printing {
    bool anew;
    Slips slips;
    Text typed;
    Household household;
} Printing;

static Status
print_body(Ctx *ctx, void *arg)
{
    Printing *printing = arg;

    act_as(ctx, &clerk);
    return slips_make(ctx, VILLAGE, printing->anew, &printing->slips);
}

static Status
find_body(Ctx *ctx, void *arg)
{
    Printing *printing = arg;

    return slip_household(ctx, printing->typed, &printing->household);
}

TEST_DB(a_slip_is_printed_again_with_the_same_code_until_codes_are_made_anew)
{
    Homes homes = begin(ctx, store);
    Printing printing = {0};
    Text code = text_copy(arena, homes.slips.at[0].code);

    CHECK_INT(code.len, 12);
    CHECK(code.at[4] == '-' && code.at[9] == '-');
    CHECK(!text_eq(code, homes.slips.at[1].code));
    CHECK_STATUS(store_write(store, ctx, print_body, &printing), OK);
    CHECK_TEXT(printing.slips.at[0].code, text_cstr(arena, code));
    CHECK(!printing.slips.fresh);
    printing.typed = text_printf(arena, " %c%c %.*s", code.at[0] | 0x20, code.at[1] | 0x20,
                                 (int)code.len - 2, code.at + 2);
    CHECK_STATUS(store_read(store, ctx, find_body, &printing), OK);
    CHECK_TEXT(printing.household.number, "101");
    printing.anew = true;
    CHECK_STATUS(store_write(store, ctx, print_body, &printing), OK);
    CHECK(!text_eq(printing.slips.at[0].code, code));
    CHECK(printing.slips.fresh);
    CHECK_STATUS(store_read(store, ctx, find_body, &printing), NOT_FOUND);
    printing.typed = T("AAAA-AAAA-AA");
    CHECK_STATUS(store_read(store, ctx, find_body, &printing), NOT_FOUND);
}

/* ---- confirmed at once ---- */

TEST_DB(who_has_the_slip_chooses_who_of_the_household_they_are)
{
    Homes homes = begin(ctx, store);
    JoinAsk what = {.region = VILLAGE,
                    .slip = homes.slips.at[0].code,
                    .resident = homes.father,
                    .name = T(""),
                    .proof = T(""),
                    .password = T("")};
    Joined joined;
    Look look;

    CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "password"), "没有手机号，请设一个密码");
    what.password = T("a-good-password");
    what.resident = homes.phoned; /* of the other household */
    CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "resident"), "请在名单里选自己");
    what.resident = homes.child;
    CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "resident"), "满 16 岁才能注册");
    what.resident = homes.father;
    CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), OK);
    CHECK(joined.confirmed);
    CHECK_INT(joined.login.len, 8);
    CHECK(joined.session.secret.at != NULL && joined.session.kept);
    look = look_at(store, ctx, homes.father, joined.session.account);
    CHECK_INT(look.person.account, joined.session.account);
    CHECK_TEXT(look.household.number, "101");
    CHECK_INT(look.row.grants.len, 1);
    CHECK_INT(look.row.grants.at[0].role, ROLE_RESIDENT);
    CHECK_TEXT(look.row.name, "王建国");
    CHECK_INT(look.figures.registered, 1);
    CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "resident"), "这个人已经注册过了。忘了怎么登录，请找村里");
    what.resident = 0; /* the same slip for the next one, by name */
    what.name = T(" 刘芳 ");
    CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), OK);
    CHECK(joined.confirmed);
    CHECK_INT(look_at(store, ctx, homes.mother, 0).figures.registered, 2);
    what.region = VILLAGE2;
    CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), INVALID);
    CHECK(ctx_problem_of(ctx, "slip").at != NULL);
}

TEST_DB(name_and_phone_of_the_roster_are_confirmed_at_once)
{
    Homes homes = begin(ctx, store);
    JoinAsk what = {.region = VILLAGE, .slip = T(""), .name = T("李四"), .password = T("")};
    Joined joined;
    Look look;

    what.proof = T("no-such-proof");
    CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "slip"), "请填纸条上的码，或者先验证手机号");
    what.proof = prove(store, ctx, "13800138000");
    CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), OK);
    CHECK(joined.confirmed);
    CHECK_INT(joined.login.len, 0);
    look = look_at(store, ctx, homes.phoned, joined.session.account);
    CHECK_INT(look.person.account, joined.session.account);
    CHECK_TEXT(look.row.login, "13800138000");
    CHECK(look.row.phone_verified);
    CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), INVALID); /* the proof is spent */
}

/* A number that no list gave stands for nobody, and is no way past the checks of a name. */
TEST_DB(a_name_is_asked_for_whoever_is_chosen)
{
    static const char *const names[] = {"", "   ", "王\x01某", "长"};
    JoinAsk what = {.region = VILLAGE, .slip = T(""), .password = T("")};
    Joined joined;
    char longest[300];

    (void)begin(ctx, store);
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    what.proof = text_copy(arena, prove(store, ctx, "13900139000"));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        what.name = text_c(i == 3 ? longest : names[i]);
        what.resident = 1;
        ROW(names[i]);
        CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), INVALID);
        CHECK(ctx_problem_of(ctx, "name").at != NULL);
    }
    ROW(NULL);
}

/* ---- waiting ---- */

TEST_DB(what_the_roster_does_not_answer_waits_for_the_village)
{
    Homes homes = begin(ctx, store);
    JoinAsk what = {.region = VILLAGE, .slip = T(""), .name = T("王建国"), .password = T("")};
    Decision decision = {.by = &other_clerk, .reason = T("不认识")};
    Joined joined;
    int64_t account;
    Actor self = {0};
    Look look;

    what.proof = prove(store, ctx, "13900139000"); /* the roster knows no phone of his */
    CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), OK);
    CHECK(!joined.confirmed);
    account = joined.session.account;
    look = look_at(store, ctx, homes.father, account);
    CHECK_INT(look.person.account, 0);
    CHECK_INT(look.row.grants.len, 0);
    CHECK_INT(look.waiting.len, 1);
    CHECK_TEXT(look.waiting.at[0].name, "王建国");
    CHECK_INT(look.candidates.len, 1);
    CHECK_INT(look.candidates.at[0].id, homes.father);
    CHECK_INT(look.own.len, 1);
    self.account = account;
    CHECK_STATUS(ask(store, ctx, &what, &self, &joined), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "name"), "您已经申请过了，正等村里确认");
    decision.id = look.waiting.at[0].id;
    decision.resident = homes.father;
    CHECK_STATUS(store_write(store, ctx, confirm_body, &decision), NOT_FOUND);
    CHECK_STATUS(store_write(store, ctx, refuse_body, &decision), NOT_FOUND);
    decision.by = &grid; /* reads the roster, does not keep it */
    CHECK_STATUS(store_write(store, ctx, confirm_body, &decision), NOT_FOUND);
    decision.by = &clerk;
    decision.resident = homes.child;
    CHECK_STATUS(store_write(store, ctx, confirm_body, &decision), INVALID);
    decision.resident = homes.father;
    CHECK_STATUS(store_write(store, ctx, confirm_body, &decision), OK);
    CHECK_STATUS(store_write(store, ctx, confirm_body, &decision), CONFLICT);
    look = look_at(store, ctx, homes.father, account);
    CHECK_INT(look.person.account, account);
    CHECK_INT(look.waiting.len, 0);
    CHECK_INT(look.own.len, 0);
    CHECK_INT(look.unread, 1);
}

TEST_DB(who_is_refused_reads_why_and_may_ask_again)
{
    Homes homes = begin(ctx, store);
    JoinAsk what = {.region = VILLAGE, .slip = T(""), .name = T("赵不在"), .password = T("")};
    Decision decision = {.by = &clerk, .reason = T(" ")};
    Joined joined;
    Actor self = {0};
    Look look;

    (void)homes;
    what.proof = prove(store, ctx, "13900139000");
    CHECK_STATUS(ask(store, ctx, &what, NULL, &joined), OK);
    self.account = joined.session.account;
    look = look_at(store, ctx, 0, self.account);
    CHECK_INT(look.candidates.len, 0);
    decision.id = look.waiting.at[0].id;
    CHECK_STATUS(store_write(store, ctx, refuse_body, &decision), INVALID);
    decision.reason = T("名册上没有您，请先到村委会登记");
    CHECK_STATUS(store_write(store, ctx, refuse_body, &decision), OK);
    look = look_at(store, ctx, 0, self.account);
    CHECK(look.own.len == 1 && look.own.at[0].refused);
    CHECK_TEXT(look.own.at[0].reason, "名册上没有您，请先到村委会登记");
    CHECK_STATUS(ask(store, ctx, &what, &self, &joined), OK); /* now signed in with this phone */
    CHECK(joined.session.secret.at == NULL);
    CHECK_INT(look_at(store, ctx, 0, self.account).waiting.len, 1);
}
