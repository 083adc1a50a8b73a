/*
 * Columns of an author's own, on both databases: never more open than they may be.
 */
#include "harness.h"

#include "db.h"

#include "life.h"

static DisclosureInput
list_input(void)
{
    return (DisclosureInput){
        .item = T("V6"),
        .region = VILLAGE,
        .period = T("2023Q1"),
        .title = T("耕地地力补贴"),
        .summary = T("共发放一户。"),
        .rows = 1,
    };
}

/* What the author calls a column does not open it. */
LIFE_TEST(columns_stay_closed_whatever_they_are_called)
{
    static Column columns[] = {
        {.name = T_INIT("补 贴 项 目"),    .kind = KIND_TEXT},
        {.name = T_INIT("户主 "),            .kind = KIND_TEXT},
        {.name = T_INIT("领款人身份证"), .kind = KIND_TEXT},
        {.name = T_INIT("联系人姓名"),    .kind = KIND_TEXT},
    };
    DisclosureInput input = list_input();
    Disclosure d = {0};
    Revision revision;
    Revision shown;

    input.columns = (Columns){columns, 4};
    input.cells = (Text[]){T("耕地补贴"), T("王建国"), T("11010119900307803X"), T("欧阳小明")};
    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    act_as(ctx, NULL);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 1, &revision), OK);
    CHECK_STATUS(revision_shown(ctx, &d, &revision, disclosure_reader(ctx, d.region), &shown), OK);
    CHECK_INT(shown.table.columns.len, 2);
    CHECK_TEXT(shown.table.columns.at[0].name, "领款人身份证");
    CHECK_TEXT(shown.table.cells[0], "—");
    CHECK_TEXT(shown.table.cells[1], "欧阳**");
}

LIFE_TEST(a_correction_does_not_open_what_was_published_closed)
{
    static Column columns[] = {
        {.name = T_INIT("说明"), .kind = KIND_TEXT},
        {.name = T_INIT("领款人")                       },
    };
    DisclosureInput input = list_input();
    Disclosure d = {0};
    Revision revision;

    columns[0].audience = AUDIENCE_RESIDENTS;
    columns[1].audience = AUDIENCE_PARTY;
    columns[1].kind = KIND_PERSON;
    input.item = T("V9");
    input.period = T("2023-05-18");
    input.columns = (Columns){columns, 2};
    input.cells = (Text[]){T("内部说明"), T("王建国")};
    CHECK_STATUS(life_publish(ctx, &input, &d), OK);
    act_as(ctx, &clerk);
    CHECK_STATUS(disclosure_correct(ctx, d.id, d.lock, T("改一处"), &d), OK);
    columns[0].audience = AUDIENCE_PUBLIC;
    columns[1].audience = AUDIENCE_RESIDENTS;
    columns[1].kind = KIND_TEXT;
    CHECK_STATUS(disclosure_update(ctx, d.id, d.lock, &input, &d), OK);
    CHECK_STATUS(disclosure_revision(ctx, d.id, 2, &revision), OK);
    REQUIRE(revision.table.columns.len == 2);
    CHECK(revision.table.columns.at[0].audience == AUDIENCE_RESIDENTS);
    CHECK(revision.table.columns.at[1].audience == AUDIENCE_PARTY);
    CHECK(revision.table.columns.at[1].kind == KIND_PERSON);
}
