/*
 * What admins do: places that change, the catalogue's versions, the calendar, the audit trail.
 */
#include "harness.h"

#include "db.h"

#include "account/account.h"
#include "life.h"
#include "region/tally.h"

/* ---- the audit trail ---- */

LIFE_TEST(the_trail_is_read_within_scope_page_by_page)
{
    AuditLines lines;

    act_as(ctx, &clerk);
    for (int i = 0; i < AUDIT_PAGE + 3; i++)
        CHECK_STATUS(audit(ctx, VILLAGE, "region.profile", VILLAGE, T("")), OK);
    act_as(ctx, &community_clerk);
    CHECK_STATUS(audit(ctx, COMMUNITY, "region.profile", COMMUNITY, T("")), OK);
    act_as(ctx, &reviewer);
    CHECK_STATUS(audit_read(ctx, TOWNSHIP_CODE, 0, T(""), &lines), OK);
    CHECK_INT(lines.len, AUDIT_PAGE);
    CHECK_STATUS(audit_read(ctx, TOWNSHIP_CODE, 0, lines.next, &lines), OK);
    CHECK_INT(lines.len, 3);
    CHECK(lines.next.at == NULL);
    CHECK_STATUS(audit_read(ctx, DISTRICT_CODE, 0, T(""), &lines), DENIED);
    act_as(ctx, &district);
    CHECK_STATUS(audit_read(ctx, DISTRICT_CODE, 0, T(""), &lines), OK);
    CHECK_INT(lines.at[0].region, COMMUNITY);
    CHECK_TEXT(lines.at[0].region_name, "铁西社区");
    CHECK_STATUS(audit_read(ctx, DISTRICT_CODE, community_clerk.account, T(""), &lines), OK);
    CHECK_INT(lines.len, 1);
    CHECK_STATUS(audit_read(ctx, DISTRICT_CODE, 0, T("x"), &lines), INVALID);
    act_as(ctx, &clerk);
    CHECK_STATUS(audit_read(ctx, VILLAGE, 0, T(""), &lines), DENIED);
}

/* ---- places ---- */

LIFE_TEST(a_village_that_moved_stays_readable)
{
    static const RegionCode moved = 210111011299;
    Disclosure d;
    DisclosureInput input = life_input();
    Region region;
    RegionEvents events;
    DisclosureLines lines;
    int64_t villages;

    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    act_as(ctx, &district);
    CHECK_STATUS(region_rename(ctx, VILLAGE, T("鲍家新村"), ctx_today(ctx), T("批复")), OK);
    CHECK_STATUS(region_move(ctx, VILLAGE, moved, ctx_today(ctx), T("")), OK);
    CHECK_STATUS(region_get(ctx, VILLAGE, &region), OK);
    CHECK(region.closed_day.set);
    CHECK_INT(region.successor, moved);
    CHECK_STATUS(region_get(ctx, moved, &region), OK);
    CHECK_TEXT(region.name, "鲍家新村");
    CHECK_INT(region.parent, 210111011000);
    CHECK_STATUS(region_history(ctx, VILLAGE, &events), OK);
    CHECK_INT(events.len, 2);
    CHECK_TEXT(events.at[0].old_name, "鲍家村");
    CHECK_STATUS(region_history(ctx, moved, &events), OK);
    CHECK_INT(events.at[0].other, VILLAGE);
    CHECK_STATUS(disclosure_list(ctx, &(DisclosureFilter){.region = VILLAGE, .limit = 5}, &lines),
                 OK);
    CHECK_INT(lines.len, 1);
    CHECK_STATUS(tally_total(ctx, DISTRICT_CODE, TALLY_VILLAGES, &villages), OK);
    CHECK_INT(villages, 3);
    CHECK_STATUS(tally_total(ctx, TOWNSHIP_CODE, TALLY_VILLAGES, &villages), OK);
    CHECK_INT(villages, 1);
    CHECK_STATUS(region_rename(ctx, VILLAGE, T("不行"), ctx_today(ctx), T("")), CONFLICT);
}

LIFE_TEST(a_closed_village_owes_nothing_that_falls_due_later)
{
    Day june = day_from_date((Date){2023, 6, 1});
    Duties waiting;
    Duties other;
    bool more;

    CHECK_STATUS(duty_open_periods(ctx, VILLAGE, june, june), OK);
    CHECK_STATUS(duty_open_periods(ctx, VILLAGE2, june, june), OK);
    CHECK_STATUS(duty_waiting(ctx, VILLAGE, june + 400, &waiting), OK);
    CHECK(waiting.len > 0);
    act_as(ctx, &district);
    CHECK_STATUS(region_close(ctx, VILLAGE, VILLAGE2, june, T("")), OK);
    ctx->now += 400 * (Time)SECONDS_PER_DAY;
    CHECK_STATUS(duty_mark_missing(ctx, 500, &more), OK);
    CHECK_STATUS(duty_waiting(ctx, VILLAGE, june + 400, &waiting), OK);
    CHECK_INT(waiting.len, 0);
    CHECK_STATUS(duty_waiting(ctx, VILLAGE2, june + 400, &other), OK);
    CHECK(other.len > 0);
}

LIFE_TEST(a_change_of_a_place_has_its_refusals)
{
    act_as(ctx, &district);
    CHECK_STATUS(region_rename(ctx, VILLAGE, T(" "), ctx_today(ctx), T("")), INVALID);
    CHECK_STATUS(region_rename(ctx, VILLAGE, T("新"), ctx_today(ctx) + 1, T("")), INVALID);
    CHECK_STATUS(region_move(ctx, VILLAGE, VILLAGE2, ctx_today(ctx), T("")), INVALID);
    CHECK_STATUS(region_move(ctx, VILLAGE, 210111099201, ctx_today(ctx), T("")), INVALID);
    CHECK_STATUS(region_close(ctx, VILLAGE, VILLAGE, ctx_today(ctx), T("")), INVALID);
    CHECK_STATUS(region_close(ctx, DISTRICT_CODE, 0, ctx_today(ctx), T("")), INVALID);
    act_as(ctx, &clerk);
    CHECK_STATUS(region_rename(ctx, VILLAGE, T("新"), ctx_today(ctx), T("")), DENIED);
    CHECK_STATUS(region_alias_add(ctx, VILLAGE, T("新")), DENIED);
}

LIFE_TEST(a_place_is_meant_by_code_or_name)
{
    static const struct {
        const char *typed;
        Status status;
        RegionCode code;
        size_t choices;
    } rows[] = {
        {"210111010203", OK,      210111010203, 0},
        {"鲍家",       OK,      210111010203, 0},
        {"鲍家村",    OK,      210111010203, 0},
        {"210111010999", INVALID, 0,            0},
        {"无此村",    INVALID, 0,            0},
        {"",             INVALID, 0,            0},
        {"街道",       INVALID, 0,            2},
    };

    act_as(ctx, &district);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        RegionCodes scopes = actor_scopes(ctx, CAN_MANAGE_ACCOUNTS);
        RegionCode code = 0;
        Regions choices = {0};

        ROW(rows[i].typed);
        CHECK_STATUS(region_resolve(ctx, "region", scopes, text_c(rows[i].typed), &code, &choices),
                     rows[i].status);
        if (rows[i].status == OK)
            CHECK_INT(code, rows[i].code);
        CHECK_INT(choices.len, rows[i].choices);
    }
}

/* ---- the catalogue and the calendar ---- */

static Status
change_item(Ctx *ctx, void *arg)
{
    Disclosure d;
    DisclosureInput input = life_input();
    Item item;
    Item saved;
    Item old;
    (void)arg;

    TRY(life_fill(ctx));
    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    act_as(ctx, &district);
    CHECK_STATUS(catalogue_item(ctx, DISTRICT_CODE, T("P3"), &item), OK);
    item.name = T("组织生活情况");
    CHECK_STATUS(catalogue_put(ctx, &item, item.version, &saved), OK);
    CHECK_INT(saved.version, item.version + 1);
    CHECK_STATUS(catalogue_put(ctx, &item, item.version, &saved), CONFLICT);
    CHECK_STATUS(catalogue_version(ctx, d.item_version, &old), OK);
    CHECK(!text_eq(old.name, T("组织生活情况")));
    return OK;
}

static Status
retire_item(Ctx *ctx, void *arg)
{
    Item item;
    Item saved;
    (void)arg;

    act_as(ctx, &district);
    CHECK_STATUS(catalogue_item(ctx, VILLAGE, T("P3"), &item), OK);
    CHECK_TEXT(item.name, "组织生活情况");
    item.retired = true;
    CHECK_STATUS(catalogue_put(ctx, &item, item.version, &saved), OK);
    return OK;
}

static Status
look_at_items(Ctx *ctx, void *arg)
{
    Item item;
    Items items;
    (void)arg;

    CHECK_STATUS(catalogue_item(ctx, VILLAGE, T("P3"), &item), NOT_FOUND);
    CHECK_STATUS(catalogue_all(ctx, VILLAGE, &items), OK);
    CHECK_INT(items.len, 26);
    CHECK_STATUS(catalogue_items(ctx, VILLAGE, &items), OK);
    CHECK_INT(items.len, 25);
    return OK;
}

TEST_DB(a_new_version_leaves_old_disclosures_as_they_are)
{
    CHECK_STATUS(store_write(store, ctx, change_item, NULL), OK);
    CHECK_STATUS(store_write(store, ctx, retire_item, NULL), OK);
    CHECK_STATUS(store_read(store, ctx, look_at_items, NULL), OK);
}

LIFE_TEST(the_district_maintains_the_calendar)
{
    Day saturday = day_from_date((Date){2023, 6, 3});
    SpecialDays days;
    bool working;

    act_as(ctx, &reviewer);
    CHECK_STATUS(calendar_put(ctx, saturday, true, T("调休")), DENIED);
    act_as(ctx, &district);
    CHECK_STATUS(calendar_put(ctx, saturday, true, T("调休")), OK);
    CHECK_STATUS(calendar_is_working(ctx, saturday, &working), OK);
    CHECK(working);
    CHECK_STATUS(calendar_special(ctx, saturday, saturday, &days), OK);
    CHECK_INT(days.len, 1);
    CHECK_STATUS(calendar_remove(ctx, saturday), OK);
    CHECK_STATUS(calendar_is_working(ctx, saturday, &working), OK);
    CHECK(!working);
    CHECK_STATUS(calendar_remove(ctx, saturday), NOT_FOUND);
}
