/*
 * The life of a disclosure on both databases: each step, each refusal, and what each step leaves
 * behind.
 */
#include "harness.h"

#include "db.h"

#include <sys/wait.h>

#include "account/account.h"
#include "life.h"
#include "region/tally.h"

static int64_t
published_count(Ctx *ctx, RegionCode region, Measure measure)
{
    int64_t value = -1;

    CHECK_STATUS(tally_total(ctx, region, measure, &value), OK);
    return value;
}

/* ---- the way to publication ---- */

LIFE_TEST(a_draft_becomes_public_by_two_people)
{
    Disclosure d = {0};
    DisclosureInput input = life_input();
    Revision revision;

    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    CHECK_INT(d.state, STATE_DRAFT);
    CHECK_INT(d.revision, 0);
    CHECK_INT(d.working, 1);
    CHECK_INT(d.affair, AFFAIR_PARTY);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    CHECK_INT(d.state, STATE_SUBMITTED);
    CHECK_INT(published_count(ctx, DISTRICT_CODE, TALLY_DISCLOSURES_PARTY), 0);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, false, &d), OK);
    CHECK_INT(d.state, STATE_PUBLISHED);
    CHECK_INT(d.revision, 1);
    CHECK_INT(d.working, 0);
    CHECK(d.first_published_at.set && d.first_published_at.value == ctx->now);
    CHECK_INT(published_count(ctx, DISTRICT_CODE, TALLY_DISCLOSURES_PARTY), 1);
    CHECK_INT(published_count(ctx, VILLAGE, TALLY_DISCLOSURES_PARTY), 1);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK(revision.submitted_by.value == clerk.account);
    CHECK(revision.reviewed_by.value == reviewer.account);
    CHECK_INT(revision.digest.len, 64);
    CHECK(!d.notice_until.set);
}

LIFE_TEST(each_step_is_remembered_in_history)
{
    static const char *const kinds[] = {"created",   "submitted", "returned",
                                        "submitted", "published", "corrected"};
    Disclosure d = {0};
    DisclosureInput input = life_input();
    DisclosureEvents events;

    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_return(ctx, d.id, d.lock, T("请补充人数"), &d), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, false, &d), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_correct(ctx, d.id, d.lock, T("人数写错"), &d), OK);
    CHECK_STATUS(disclosure_events(ctx, d.id, &events), OK);
    CHECK_INT(events.len, 6);
    for (size_t i = 0; i < events.len && i < 6; i++)
        CHECK_TEXT(events.at[i].kind, kinds[i]);
    CHECK_TEXT(events.at[2].note, "请补充人数");
    /* The public knows when it was published, not by whom nor what came before. */
    act_as(ctx, NULL);
    CHECK_STATUS(disclosure_events(ctx, d.id, &events), OK);
    CHECK_INT(events.len, 1);
    CHECK_TEXT(events.at[0].kind, "published");
    CHECK(events.at[0].account_name.at == NULL);
}

LIFE_TEST(a_returned_one_is_rewritten_and_submitted_again)
{
    Disclosure d = {0};
    DisclosureInput input = life_input();
    Revision revision;

    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    CHECK_STATUS(disclosure_update(ctx, d.id, d.lock, &input, &d), CONFLICT);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_return(ctx, d.id, d.lock, T(" \n"), &d), INVALID);
    CHECK(problem_of(ctx, "reason").len != 0);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_return(ctx, d.id, d.lock, T("请补充"), &d), OK);
    CHECK_INT(d.state, STATE_RETURNED);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_revision(ctx, d.id, d.working, &revision), OK);
    CHECK_TEXT(revision.return_reason, "请补充");
    input.summary = T("召开党员大会两次。");
    CHECK_STATUS(disclosure_update(ctx, d.id, d.lock, &input, &d), OK);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    CHECK_INT(d.state, STATE_SUBMITTED);
    CHECK_STATUS(disclosure_revision(ctx, d.id, d.working, &revision), OK);
    CHECK_TEXT(revision.summary, "召开党员大会两次。");
    CHECK_TEXT(revision.return_reason, "");
}

/* ---- who may not ---- */

LIFE_TEST(only_those_in_charge_of_a_place_take_its_steps)
{
    static const struct {
        const char *name;
        const Actor *actor;
        Status create, submit, approve;
    } rows[] = {
        {"visitor",                     NULL,            DENIED, DENIED,   DENIED},
        {"resident",                    &resident,       DENIED, DENIED,   DENIED},
        {"another village's clerk",     &other_clerk,    DENIED, DENIED,   DENIED},
        {"another township's reviewer", &other_reviewer, DENIED, DENIED,   DENIED},
        {"inspector",                   &inspector,      DENIED, DENIED,   DENIED},
        {"finance group",               &finance,        DENIED, DENIED,   DENIED},
        {"clerk",                       &clerk2,         OK,     CONFLICT, DENIED},
        {"reviewer",                    &reviewer2,      DENIED, DENIED,   OK    },
    };
    Disclosure d = {0};
    Disclosure other = {0};
    DisclosureInput input = life_input();

    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t lock = d.lock;

        ROW(rows[i].name);
        act_as(ctx, rows[i].actor);
        CHECK_STATUS(disclosure_create(ctx, &input, &other), rows[i].create);
        CHECK_STATUS(disclosure_submit(ctx, d.id, lock, &other), rows[i].submit);
        CHECK_STATUS(disclosure_return(ctx, d.id, lock - 1, T("x"), &other),
                     rows[i].approve == OK ? CONFLICT : DENIED);
        CHECK_STATUS(disclosure_approve(ctx, d.id, lock, false, &other), rows[i].approve);
    }
    ROW(NULL);
}

LIFE_TEST(nobody_approves_what_they_wrote_or_submitted)
{
    static RoleGrant both[] = {
        {ROLE_VILLAGE_ADMIN, 210111010203},
        {ROLE_TOWNSHIP,      210111010000}
    };
    static const Actor two_hats = {
        .account = 900, .grants = {both, 2}
    };
    Disclosure d = {0};
    DisclosureInput input = life_input();

    /* Submitted by the reviewer himself. */
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    act_as(ctx, &two_hats);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, false, &d), DENIED);
    /* Written by him, submitted by another. */
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    act_as(ctx, &two_hats);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, false, &d), DENIED);
    /* Rewritten by him in between. */
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    act_as(ctx, &two_hats);
    CHECK_STATUS(disclosure_update(ctx, d.id, d.lock, &input, &d), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_update(ctx, d.id, d.lock, &input, &d), OK);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    act_as(ctx, &two_hats);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, false, &d), DENIED);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, false, &d), OK);
}

LIFE_TEST(each_step_starts_only_from_its_states)
{
    Disclosure d = {0};
    Disclosure out = {0};
    DisclosureInput input = life_input();

    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    ROW("draft");
    CHECK_STATUS(disclosure_correct(ctx, d.id, d.lock, T("x"), &out), CONFLICT);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, false, &out), CONFLICT);
    CHECK_STATUS(disclosure_return(ctx, d.id, d.lock, T("x"), &out), CONFLICT);
    CHECK_STATUS(disclosure_withdraw(ctx, d.id, d.lock, T("x"), &out), CONFLICT);
    act_as(ctx, &finance);
    CHECK_STATUS(disclosure_confirm(ctx, d.id, d.lock, &out), CONFLICT);
    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    ROW("published");
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &out), CONFLICT);
    CHECK_STATUS(disclosure_update(ctx, d.id, d.lock, &input, &out), CONFLICT);
    CHECK_STATUS(disclosure_discard(ctx, d.id, d.lock), CONFLICT);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, false, &out), CONFLICT);
    ROW("withdrawn");
    CHECK_STATUS(disclosure_withdraw(ctx, d.id, d.lock, T("重复"), &d), OK);
    CHECK_STATUS(disclosure_withdraw(ctx, d.id, d.lock, T("重复"), &out), CONFLICT);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_correct(ctx, d.id, d.lock, T("x"), &out), CONFLICT);
    ROW(NULL);
    CHECK_STATUS(disclosure_submit(ctx, 1, 1, &out), NOT_FOUND);
}

/* ---- two at once ---- */

typedef struct Race {
    int64_t id;
    int64_t lock;
    const Actor *actor;
} Race;

static Status
race_fill(Ctx *ctx, void *arg)
{
    Race *race = arg;
    Disclosure d = {0};
    DisclosureInput input = life_input();

    TRY(life_fill(ctx));
    act_as(ctx, &clerk);
    TRY(disclosure_create(ctx, &input, &d));
    TRY(disclosure_submit(ctx, d.id, d.lock, &d));
    race->id = d.id;
    race->lock = d.lock;
    return OK;
}

static Status
race_approve(Ctx *ctx, void *arg)
{
    Race *race = arg;
    Disclosure d;

    act_as(ctx, race->actor);
    return disclosure_approve(ctx, race->id, race->lock, false, &d);
}

static Status
race_count(Ctx *ctx, void *arg)
{
    return tally_total(ctx, VILLAGE, TALLY_DISCLOSURES_PARTY, arg);
}

TEST(of_two_reviewers_at_once_one_is_told_that_the_state_has_moved_on)
{
    for (size_t which = 0; which < db_count(); which++) {
        Text url = db_fresh_url(arena, which);
        Store *store = db_open(arena, url);
        Race race = {0};
        int statuses[2] = {-1, -1};
        pid_t children[2];
        int64_t count = 0;
        int applied;

        ROW(dbs.url[which]);
        CHECK_STATUS(store_migrate(store, ctx, &applied), OK);
        CHECK_STATUS(store_write(store, ctx, race_fill, &race), OK);
        store_close(store);
        for (int i = 0; i < 2; i++) {
            children[i] = fork();
            if (children[i] == 0) {
                Store *mine = db_open(arena, url);

                race.actor = i == 0 ? &reviewer : &reviewer2;
                _exit((int)store_write(mine, ctx, race_approve, &race));
            }
        }
        for (int i = 0; i < 2; i++) {
            int how = 0;

            waitpid(children[i], &how, 0);
            statuses[i] = WIFEXITED(how) ? WEXITSTATUS(how) : -1;
        }
        CHECK((statuses[0] == OK && statuses[1] == CONFLICT) ||
              (statuses[0] == CONFLICT && statuses[1] == OK));
        store = db_open(arena, url);
        CHECK_STATUS(store_read(store, ctx, race_count, &count), OK);
        CHECK_INT(count, 1);
        store_close(store);
    }
    ROW(NULL);
}

/* ---- the finance group ---- */

static Status
hire_finance(Ctx *ctx)
{
    RoleGrant grant = {.role = ROLE_FINANCE_GROUP, .region = VILLAGE};
    int64_t id;

    act_as(ctx, &actor_system);
    return account_add(ctx, T("licai"), T("理财小组"), T(""), T("a long password 1"),
                       (RoleGrants){&grant, 1}, &id);
}

LIFE_TEST(finance_items_go_to_the_finance_group_where_there_is_one)
{
    Disclosure d = {0};
    DisclosureInput input = life_money_input();
    Revision revision;

    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    CHECK_INT(d.state, STATE_SUBMITTED); /* nobody there to confirm */
    CHECK_STATUS(hire_finance(ctx), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    CHECK_INT(d.state, STATE_CONFIRMING);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, false, &d), CONFLICT);
    CHECK_STATUS(disclosure_confirm(ctx, d.id, d.lock, &d), DENIED);
    CHECK_STATUS(disclosure_return(ctx, d.id, d.lock, T("x"), &d), DENIED);
    act_as(ctx, &finance);
    CHECK_STATUS(disclosure_return(ctx, d.id, d.lock, T("缺一张凭证"), &d), OK);
    CHECK_INT(d.state, STATE_RETURNED);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    CHECK_INT(d.state, STATE_CONFIRMING);
    act_as(ctx, &finance);
    CHECK_STATUS(disclosure_confirm(ctx, d.id, d.lock, &d), OK);
    CHECK_INT(d.state, STATE_SUBMITTED);
    act_as(ctx, &reviewer);
    CHECK_STATUS(disclosure_approve(ctx, d.id, d.lock, false, &d), OK);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK_INT(revision.confirmed_by.value, finance.account);
    CHECK_TEXT(revision.title, "2023年5月 各项支出");
    CHECK_TEXT(revision.table.cells[6], "320.00");
}

LIFE_TEST(nobody_confirms_what_they_submitted)
{
    static RoleGrant both[] = {
        {ROLE_VILLAGE_ADMIN, 210111010203},
        {ROLE_FINANCE_GROUP, 210111010203}
    };
    static const Actor two_hats = {
        .account = 901, .grants = {both, 2}
    };
    Disclosure d = {0};
    DisclosureInput input = life_money_input();

    CHECK_STATUS(hire_finance(ctx), OK);
    act_as(ctx, &two_hats);
    CHECK_STATUS(disclosure_create(ctx, &input, &d), OK);
    CHECK_STATUS(disclosure_submit(ctx, d.id, d.lock, &d), OK);
    CHECK_INT(d.state, STATE_CONFIRMING);
    CHECK_STATUS(disclosure_confirm(ctx, d.id, d.lock, &d), DENIED);
}
