/*
 * Who sees what of a project, from every side; and that its disclosures say the same.
 */
#include "harness.h"

#include "base/json.h"
#include "db.h"
#include "disclosure/api.h"
#include "disclosure/detail.h"
#include "project_life.h"

enum { ANSWER_BYTES_MAX = 1 << 20 };

/* The relocation with 征收公告 and 签约 published in the first village. */
typedef struct Scene {
    Project project;
    int64_t announced, signing; /* disclosures */
    Actor wang, zhao;           /* of the project's households, in two villages */
    Household wangs;
} Scene;

static Scene
scene(Ctx *ctx)
{
    Scene s = {.project = relocation(ctx)};
    Household zhaos;

    CHECK_STATUS(resident_household_by_number(ctx, VILLAGE, T("1"), &s.wangs), OK);
    CHECK_STATUS(resident_household_by_number(ctx, VILLAGE2, T("1"), &zhaos), OK);
    s.wang = sign_in_for(ctx, "wang", resident.grants, s.wangs.id);
    s.zhao = sign_in_for(ctx, "zhao", neighbour.grants, zhaos.id);
    act_as(ctx, &reviewer);
    CHECK_STATUS(project_sign(ctx, family(ctx, &s.project, VILLAGE, "1"), s.project.lock,
                              T("协-001"), SOME_INT(ctx_today(ctx) - 1), &s.project),
                 OK);
    begin_stage(ctx, &s.project, 0, -9);
    begin_stage(ctx, &s.project, 2, -5);
    return s;
}

static void
publish(Ctx *ctx, Scene *s)
{
    s->announced = publish_stage(ctx, &s->project, 0, VILLAGE);
    s->signing = publish_stage(ctx, &s->project, 2, VILLAGE);
}

LIFE_TEST(a_project_shows_each_reader_what_is_theirs)
{
    Scene s = scene(ctx);
    const struct {
        const char *what;
        const Actor *actor;
        bool knows_draft;
        ProjectSight all, here, there;
        size_t lines; /* households that are listed; 99: DENIED */
    } rows[] = {
        {"a visitor",                 NULL,             false, SIGHT_PROGRESS, SIGHT_PROGRESS, SIGHT_PROGRESS, 99},
        {"a resident of a village",   &resident,        false, SIGHT_TOTALS,   SIGHT_TOTALS,   SIGHT_TOTALS,   99},
        {"a resident of the other",   &neighbour,       false, SIGHT_TOTALS,   SIGHT_TOTALS,   SIGHT_TOTALS,
         99                                                                                                      },
        {"a family of the project",   &s.wang,          false, SIGHT_LINES,    SIGHT_LINES,    SIGHT_LINES,    3 },
        {"a family of the other",     &s.zhao,          false, SIGHT_LINES,    SIGHT_LINES,    SIGHT_LINES,    3 },
        {"a leader",                  &leader,          false, SIGHT_TOTALS,   SIGHT_TOTALS,   SIGHT_TOTALS,   99},
        {"the village's clerk",       &clerk,           true,  SIGHT_TOTALS,   SIGHT_STAFF,    SIGHT_TOTALS,   2 },
        {"the other village's clerk", &other_clerk,     true,  SIGHT_TOTALS,   SIGHT_TOTALS,   SIGHT_STAFF,
         1                                                                                                       },
        {"another township's clerk",  &community_clerk, false, SIGHT_PROGRESS, SIGHT_PROGRESS,
         SIGHT_PROGRESS,                                                                                       99},
        {"another township",          &other_reviewer,  false, SIGHT_PROGRESS, SIGHT_PROGRESS, SIGHT_PROGRESS,
         99                                                                                                      },
        {"the finance group",         &finance,         true,  SIGHT_TOTALS,   SIGHT_STAFF,    SIGHT_TOTALS,   2 },
        {"the township",              &reviewer,        true,  SIGHT_STAFF,    SIGHT_STAFF,    SIGHT_STAFF,    3 },
        {"the district",              &district,        true,  SIGHT_STAFF,    SIGHT_STAFF,    SIGHT_STAFF,    3 },
        {"an inspector",              &inspector,       true,  SIGHT_STAFF,    SIGHT_STAFF,    SIGHT_STAFF,    3 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Project project;

        ROW(rows[i].what);
        act_as(ctx, rows[i].actor);
        CHECK_STATUS(project_get(ctx, s.project.id, &project),
                     rows[i].knows_draft ? OK : NOT_FOUND);
        CHECK_STATUS(project_stages(ctx, &s.project, &(Stages){0}),
                     rows[i].knows_draft ? OK : NOT_FOUND);
    }
    publish(ctx, &s);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Project project;
        ProjectSight sight;
        ProjectHouseholds list = {0};
        Buildings buildings;
        bool totals = rows[i].all >= SIGHT_TOTALS;

        ROW(rows[i].what);
        act_as(ctx, rows[i].actor);
        CHECK_STATUS(project_get(ctx, s.project.id, &project), OK);
        CHECK_STATUS(project_sight(ctx, &project, 0, &sight), OK);
        CHECK_INT(sight, rows[i].all);
        CHECK_STATUS(project_sight(ctx, &project, VILLAGE, &sight), OK);
        CHECK_INT(sight, rows[i].here);
        CHECK_STATUS(project_sight(ctx, &project, VILLAGE2, &sight), OK);
        CHECK_INT(sight, rows[i].there);
        CHECK_INT(project.households, 3);
        CHECK_INT(project.signed_households, 1);
        CHECK_INT(project.total_fen != 0, totals);
        CHECK_STATUS(project_buildings(ctx, &project, &buildings), OK);
        CHECK_INT(buildings.at[0].signed_households, 1);
        CHECK_INT(buildings.at[0].total_fen != 0, totals);
        CHECK_STATUS(project_standards(ctx, &project, &(Standards){0}), totals ? OK : DENIED);
        CHECK_STATUS(project_item_totals(ctx, &project, &(ItemTotals){0}), totals ? OK : DENIED);
        CHECK_STATUS(project_households(ctx, &project, 0, 0, &list),
                     rows[i].lines == 99 ? DENIED : OK);
        CHECK_INT(list.len, rows[i].lines == 99 ? 0 : rows[i].lines);
        /* Agreement and note are the office's and the family's own. */
        for (size_t j = 0; j < list.len; j++)
            CHECK_INT(list.at[j].agreement.len != 0,
                      text_eq(list.at[j].head, T("王建国")) && rows[i].actor != &s.zhao);
    }
    ROW(NULL);
}

LIFE_TEST(lines_open_when_a_stage_tells_them)
{
    Scene s = scene(ctx);
    ProjectOwns own;

    s.announced = publish_stage(ctx, &s.project, 0, VILLAGE);
    act_as(ctx, &s.wang);
    CHECK_STATUS(project_households(ctx, &s.project, 0, 0, &(ProjectHouseholds){0}), DENIED);
    CHECK_STATUS(project_own(ctx, &s.wangs, &own), OK);
    CHECK_INT(own.len, 0);
    s.signing = publish_stage(ctx, &s.project, 2, VILLAGE);
    CHECK_STATUS(project_own(ctx, &s.wangs, &own), OK);
    CHECK_INT(own.len, 1);
    CHECK_TEXT(own.at[0].household.agreement, "协-001");
    CHECK(own.at[0].household.own);
    act_as(ctx, &s.zhao);
    CHECK_STATUS(project_own(ctx, &s.wangs, &own), NOT_FOUND);
    act_as(ctx, NULL);
    CHECK_STATUS(project_own(ctx, &s.wangs, &own), NOT_FOUND);
}

/* What the API says of a disclosure to the acting person. */
static Text
api_answer(Ctx *ctx, int64_t id)
{
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    Disclosure disclosure;

    CHECK_STATUS(disclosure_get(ctx, id, &disclosure), OK);
    CHECK_STATUS(api_put_disclosure(ctx, &disclosure, 0, &json), OK);
    json_end(&json);
    return buf_done(&buf);
}

/* What page and file say. */
static Text
page_and_file(Ctx *ctx, int64_t id)
{
    Disclosure disclosure;
    Revision revision;
    DetailView view = {0};
    Reader reader;
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);

    CHECK_STATUS(disclosure_get(ctx, id, &disclosure), OK);
    CHECK_STATUS(disclosure_revision(ctx, id, disclosure.revision, &revision), OK);
    CHECK_STATUS(disclosure_reader_of(ctx, &disclosure, &reader), OK);
    CHECK_STATUS(disclosure_detail_view(ctx, &disclosure, &revision, reader, -1, &view), OK);
    for (size_t i = 0; i < view.rows.len; i++)
        for (size_t j = 0; j < view.rows.at[i].cells.len; j++)
            buf_text(&buf, view.rows.at[i].cells.at[j].text);
    for (size_t i = 0; i < view.hidden_sums.len; i++)
        buf_text(&buf, view.hidden_sums.at[i].value);
    buf_text(&buf, disclosure_table_csv(ctx, &revision, reader));
    return buf_done(&buf);
}

static bool
says(Text text, const char *part)
{
    return text_find(text, text_c(part)) < text.len;
}

LIFE_TEST(the_disclosure_opens_for_the_same_readers_everywhere)
{
    Scene s = scene(ctx);
    const struct {
        const char *what;
        const Actor *actor;
        bool lines, standards, sum;
    } rows[] = {
        {"a visitor",               NULL,            false, false, false},
        {"a resident",              &resident,       false, true,  true },
        {"a resident elsewhere",    &neighbour,      false, false, false},
        {"a family of the project", &s.wang,         true,  true,  true },
        {"a family elsewhere",      &s.zhao,         true,  true,  true },
        {"the clerk",               &clerk,          true,  true,  true },
        {"another township",        &other_reviewer, false, false, false},
    };

    publish(ctx, &s);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Text api, page;

        ROW(rows[i].what);
        act_as(ctx, rows[i].actor);
        api = api_answer(ctx, s.signing);
        page = page_and_file(ctx, s.signing);
        CHECK_INT(says(api, "王建国"), rows[i].lines);
        CHECK_INT(says(page, "王建国"), rows[i].lines);
        CHECK_INT(says(api, "393250.00"), rows[i].lines);
        CHECK_INT(says(page, "393250.00"), rows[i].lines);
        CHECK_INT(says(api, "6500.00"), rows[i].standards);
        CHECK_INT(says(page, "6500.00"), rows[i].standards);
        /* 520,000 + 2,000 + 393,250: a sum of what only families read. */
        CHECK_INT(says(page, "915,250.00"), rows[i].sum && !rows[i].lines);
        CHECK_INT(says(api_answer(ctx, s.announced), "6500.00"), rows[i].standards);
    }
    ROW(NULL);
}

LIFE_TEST(a_family_that_leaves_the_list_or_the_account_reads_no_more)
{
    Scene s = scene(ctx);
    Actor fresh;

    publish(ctx, &s);
    fresh = s.wang;
    fresh.must_change = true; /* somebody else knows the password */
    act_as(ctx, &fresh);
    CHECK(!says(api_answer(ctx, s.signing), "王建国"));
    act_as(ctx, &s.wang);
    CHECK(says(api_answer(ctx, s.signing), "王建国"));
    act_as(ctx, &reviewer);
    CHECK_STATUS(resident_unlink(ctx, s.wangs.id, s.wang.account), OK);
    act_as(ctx, &s.wang);
    CHECK(!says(api_answer(ctx, s.signing), "王建国"));
    CHECK_STATUS(project_households(ctx, &s.project, 0, 0, &(ProjectHouseholds){0}), DENIED);
    /* Zhao's family goes out of the project: its village's part has told nothing yet. */
    act_as(ctx, &reviewer);
    CHECK_STATUS(project_remove_household(ctx, s.project.id, s.project.lock,
                                          family(ctx, &s.project, VILLAGE2, "1"), &s.project),
                 OK);
    act_as(ctx, &s.zhao);
    CHECK(!says(api_answer(ctx, s.signing), "王建国"));
}

LIFE_TEST(lists_and_summaries_leave_out_what_is_not_published)
{
    Scene s = scene(ctx);
    Projects list;
    ProjectSummaries summaries;

    act_as(ctx, NULL);
    CHECK_STATUS(project_list(ctx, DISTRICT_CODE, -1, T(""), &list), OK);
    CHECK_INT(list.len, 0);
    act_as(ctx, &other_clerk);
    CHECK_STATUS(project_list(ctx, VILLAGE2, -1, T(""), &list), OK);
    CHECK_INT(list.len, 1);
    publish(ctx, &s);
    act_as(ctx, NULL);
    CHECK_STATUS(project_list(ctx, DISTRICT_CODE, -1, T(""), &list), OK);
    CHECK_INT(list.len, 1);
    CHECK_STATUS(project_list(ctx, VILLAGE2, PROJECT_RELOCATION, T(""), &list), OK);
    CHECK_INT(list.len, 1);
    CHECK_STATUS(project_list(ctx, VILLAGE2, PROJECT_WORKS, T(""), &list), OK);
    CHECK_INT(list.len, 0);
    CHECK_STATUS(project_list(ctx, COMMUNITY, -1, T(""), &list), OK);
    CHECK_INT(list.len, 0);
    CHECK_STATUS(project_list(ctx, VILLAGE, -1, T("x"), &list), INVALID);
    CHECK_STATUS(project_summaries(ctx, TOWNSHIP_CODE, &summaries), OK);
    CHECK_INT(summaries.len, 1);
    CHECK_INT(summaries.at[0].signed_households, 1);
}
