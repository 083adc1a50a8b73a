/*
 * The petition register: changes on the year, what a sheet brings, who reads it.
 */
#include "harness.h"

#include "db.h"

#include "clue/petition.h"
#include "life.h"
#include "sheet/sheet.h"

static const Time june = 1685586600; /* 2023-06-01 */

static Status
import(Ctx *ctx, const char *lines, PetitionImport *out)
{
    Sheet sheet;

    ctx->problems = (Problems){0};
    CHECK_STATUS(sheet_read_bytes(ctx, text_c(lines), &sheet), OK);
    return petition_import(ctx, DISTRICT_CODE, &sheet, out);
}

#define HEADER "地区代码,地区,期间,信访举报,检举控告,申诉,批评建议,满意,参评\n"

LIFE_TEST(a_year_is_compared_with_the_one_before)
{
    PetitionImport found;
    PetitionYear year;
    int64_t ratio = 0;

    ctx->now = june;
    act_as(ctx, &inspector);
    CHECK_STATUS(life_explain(ctx, import(ctx,
                                          HEADER "210111000000,苏家屯区,2022,456,286,,,60,65\n"
                                                 "210111000000,苏家屯区,2021年,661,442,,,59,73\n",
                                          &found)),
                 OK);
    CHECK_INT(found.added, 2);
    act_as(ctx, &leader);
    CHECK_STATUS(petition_last_year(ctx, DISTRICT_CODE, &year), OK);
    CHECK_INT(year.year, 2022);
    CHECK(year.has_before && petition_change(year.now.reports, year.before.reports, &ratio));
    CHECK_INT(ratio, -3101);
    CHECK(petition_change(year.now.accusations, year.before.accusations, &ratio));
    CHECK_INT(ratio, -3529);
    CHECK(petition_rate(year.now.satisfied, year.now.asked, &ratio));
    CHECK_INT(ratio, 9231);
    CHECK(petition_rate(year.before.satisfied, year.before.asked, &ratio));
    CHECK_INT(ratio, 8082);
    CHECK(!petition_change(5, 0, &ratio));
    CHECK(!petition_rate(0, 0, &ratio));
    CHECK(petition_change(3, 2, &ratio));
    CHECK_INT(ratio, 5000);
}

LIFE_TEST(months_are_compared_with_the_same_months)
{
    PetitionImport found;
    PetitionYears years;
    PetitionYear year;

    ctx->now = june;
    act_as(ctx, &inspector);
    CHECK_STATUS(
        life_explain(ctx, import(ctx,
                                 "年度,信访举报总数,检举控告类\n2022-01,10,5\n2022-02,20,5\n"
                                 "2022-03,70,5\n2023年1月,\"1,005\",5\n2023年2月,30,5\n",
                                 &found)),
        OK);
    CHECK_STATUS(petition_years(ctx, DISTRICT_CODE, &years), OK);
    CHECK_INT(years.len, 2);
    CHECK_INT(years.at[0].year, 2023);
    CHECK_INT(years.at[0].months, 2);
    CHECK_INT(years.at[0].now.reports, 1035);
    CHECK(years.at[0].has_before);
    CHECK_INT(years.at[0].before.reports, 30);
    CHECK(!years.at[1].has_before);
    CHECK_STATUS(petition_last_year(ctx, DISTRICT_CODE, &year), NOT_FOUND); /* no whole year */
}

LIFE_TEST(a_sheet_is_taken_whole_or_not_at_all)
{
    static const struct {
        const char *lines;
        int bad;
    } rows[] = {
        {HEADER "210111000000,,2022,456,457,,,0,0\n",                              2}, /* parts */
        {HEADER "210111000000,,2022,1,1,,,3,2\n",                                  2}, /* content */
        {HEADER "210111000000,,2023-07,1,1,,,0,0\n",                               2}, /* to come */
        {HEADER "210111000000,,2024,1,1,,,0,0\n",                                  2},
        {HEADER "210111000000,,2022-13,1,1,,,0,0\n",                               2},
        {HEADER "210111000000,,2022,1,1,,,0,0\n210111000000,,2022年,2,1,,,0,0\n", 3},
        {HEADER "210111000000,,2022,-1,1,,,0,0\n",                                 2},
        {HEADER "210111000000,,2022,x,1,,,0,0\n",                                  2},
        {HEADER "210112000000,,2022,1,1,,,0,0\n",                                  2}, /* elsewhere */
        {HEADER "210111099000,,2022,1,1,,,0,0\n",                                  2}, /* no place */
        {HEADER "2101110,,2022,1,1,,,0,0\n",                                       2},
    };
    PetitionImport found;

    ctx->now = june;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ROW(rows[i].lines);
        act_as(ctx, &inspector);
        CHECK_STATUS(import(ctx, rows[i].lines, &found), INVALID);
        CHECK(ctx_problem_of(ctx, "file").len != 0);
        CHECK_INT(found.bad.len, 1);
        CHECK_INT(found.bad.at[0].line, rows[i].bad);
    }
    CHECK_STATUS(import(ctx, "a,b\n1,2\n", &found), INVALID);
}

LIFE_TEST(what_goes_out_comes_in_again)
{
    PetitionImport found;
    Petitions rows;
    Text cells[PETITION_COLUMNS];

    ctx->now = june;
    act_as(ctx, &inspector);
    CHECK_STATUS(import(ctx, HEADER "210111010000,,2022-03,9,4,3,2,1,2\n", &found), OK);
    CHECK_STATUS(petition_list(ctx, DISTRICT_CODE, T(""), &rows), OK);
    CHECK_INT(rows.len, 1);
    petition_export_row(ctx, &rows.at[0], T("沙河街道"), cells);
    CHECK_TEXT(text_join(ctx->arena, (Texts){cells, PETITION_COLUMNS}, T(",")),
               "210111010000,沙河街道,2022-03,9,4,3,2,1,2");
    CHECK_STATUS(import(ctx, HEADER "210111010000,沙河街道,2022-03,9,4,3,2,1,2\n", &found), OK);
    CHECK_INT(found.changed, 1);
    CHECK_STATUS(petition_remove(ctx, TOWNSHIP_CODE, 2022, 3), OK);
    CHECK_STATUS(petition_remove(ctx, TOWNSHIP_CODE, 2022, 3), NOT_FOUND);
}

LIFE_TEST(inspectors_keep_it_leaders_and_the_district_read_it)
{
    Petition row = {
        DISTRICT_CODE, 2022, 0, {5, 1, 0, 0, 0, 0}
    };
    static const struct {
        const Actor *who;
        Status keeps, reads;
    } rows[] = {
        {&inspector, OK,     OK    },
        {&leader,    DENIED, OK    },
        {&district,  DENIED, OK    },
        {&reviewer,  DENIED, DENIED},
        {&clerk,     DENIED, DENIED},
        {&resident,  DENIED, DENIED},
        {NULL,       DENIED, DENIED},
    };

    ctx->now = june;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        PetitionYear year;

        ROW(rows[i].who != NULL ? text_cstr(ctx->arena, rows[i].who->login) : "visitor");
        act_as(ctx, rows[i].who);
        CHECK_STATUS(petition_put(ctx, &row), rows[i].keeps);
        CHECK_STATUS(petition_last_year(ctx, DISTRICT_CODE, &year), rows[i].reads);
    }
}
