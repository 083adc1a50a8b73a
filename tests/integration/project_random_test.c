/*
 * Whatever is done in whatever order: sums equal the rows, and what was handed in equals them, too.
 */
#include "harness.h"

#include "db.h"

#include "project_life.h"

enum { ROUNDS = 2, STEPS = 30, NUMBERS = 6 };

typedef struct Dice {
    uint64_t state;
} Dice;

static uint64_t
roll(Dice *dice, uint64_t below)
{
    dice->state = dice->state * 6364136223846793005u + 1442695040888963407u;
    return (dice->state >> 33) % below;
}

typedef struct Run {
    Ctx *ctx;
    Dice *dice;
    Project project;
    int told, refused;
} Run;

static Text
some_number(Run *run)
{
    return text_printf(run->ctx->arena, "%d", 1 + (int)roll(run->dice, NUMBERS));
}

/* A list as offices send it: households of one place in random order, each in one building. */
static Status
put_list(Run *run)
{
    ProjectRow rows[NUMBERS * 2];
    size_t len = 0;

    for (int number = 1; number <= NUMBERS; number++) {
        Text text = text_printf(run->ctx->arena, "%d", number);
        const char *building = roll(run->dice, 2) == 0 ? "1号楼" : "2号楼";

        for (uint64_t lines = roll(run->dice, 3); lines > 0; lines--) {
            rows[len] = row_of(building, "", "某家", lines == 1 ? "住宅" : "搬迁费",
                               1 + (int64_t)roll(run->dice, 100000));
            rows[len].number = rows[len].head = text;
            len++;
        }
    }
    return project_put_rows(run->ctx, run->project.id, run->project.lock, VILLAGE,
                            (ProjectRows){rows, len}, &run->project);
}

static Status
put_one(Run *run)
{
    Compensation line = {.item = T("住宅"), .quantity_milli = 1 + (int64_t)roll(run->dice, 90000)};
    Text number = some_number(run);
    ProjectHousehold household = {.place = VILLAGE,
                                  .building = T("3号楼"),
                                  .number = number,
                                  .head = number,
                                  .group_name = T(""),
                                  .agreement = T(""),
                                  .note = T(""),
                                  .lines = &line,
                                  .line_count = 1};

    household.id = roll(run->dice, 2) == 0 ? 0
                                           : family(run->ctx, &run->project, VILLAGE,
                                                    text_cstr(run->ctx->arena, number));
    return project_put_household(run->ctx, run->project.id, run->project.lock, &household,
                                 &run->project);
}

static OptInt
some_day(Run *run)
{
    return roll(run->dice, 4) == 0 ? (OptInt){0}
                                   : SOME_INT(ctx_today(run->ctx) - (int64_t)roll(run->dice, 4));
}

static Status
take_step(Run *run)
{
    Ctx *ctx = run->ctx;
    int64_t id = family(ctx, &run->project, VILLAGE, text_cstr(ctx->arena, some_number(run)));
    Project *project = &run->project;

    switch (roll(run->dice, 8)) {
    case 0:
        return put_list(run);
    case 1:
        return put_one(run);
    case 2:
        return id == 0 ? OK
                       : project_remove_household(ctx, project->id, project->lock, id, project);
    case 3:
        return id == 0 ? OK : project_sign(ctx, id, project->lock, T(""), some_day(run), project);
    case 4:
        return id == 0 ? OK : project_pay(ctx, id, project->lock, some_day(run), project);
    case 5:
        return project_pay_all(ctx, project->id, project->lock, VILLAGE, ctx_today(ctx), project);
    case 6:
        return project_reopen(ctx, project->id, project->lock, T("核对后更正"), project);
    default:
        act_as(ctx, &clerk);
        return project_hand_in(ctx, project->id, project->lock,
                               stage_at(ctx, project, 2 + (size_t)roll(run->dice, 2)).id, VILLAGE,
                               T("已核对"), project);
    }
}

/* The township approves or returns what waits. */
static void
review(Run *run)
{
    Ctx *ctx = run->ctx;

    for (size_t i = 2; i < 4; i++) {
        Stage stage = stage_at(ctx, &run->project, i);
        const StageDisclosure *told = &stage.disclosures.at[0];
        Disclosure disclosure;

        if (told->id == 0 || told->state != STATE_SUBMITTED || roll(run->dice, 3) == 0)
            continue;
        act_as(ctx, &reviewer2);
        CHECK_STATUS(disclosure_get(ctx, told->id, &disclosure), OK);
        if (roll(run->dice, 4) == 0)
            CHECK_STATUS(
                disclosure_return(ctx, told->id, disclosure.lock, T("再核对"), &disclosure), OK);
        else
            CHECK_STATUS(life_explain(ctx, disclosure_approve(ctx, told->id, disclosure.lock, false,
                                                              &disclosure)),
                         OK);
        run->told++;
    }
}

static void
run_one(Ctx *ctx, Dice *dice, int round)
{
    Run run = {.ctx = ctx, .dice = dice};

    run.project = begin_project(ctx, VILLAGE, PROJECT_RELOCATION,
                                text_cstr(ctx->arena, text_printf(ctx->arena, "项目 %d", round)));
    CHECK_STATUS(project_put_standards(ctx, run.project.id, run.project.lock, house_standards(),
                                       &run.project),
                 OK);
    begin_stage(ctx, &run.project, 2, -9);
    begin_stage(ctx, &run.project, 3, -2);
    for (int i = 0; i < STEPS; i++) {
        Project before = run.project;
        Status status;

        act_as(ctx, &clerk);
        status = take_step(&run);
        if (status != OK) {
            CHECK(status == INVALID || status == CONFLICT);
            run.refused++;
            run.project = before;
            reload(ctx, &run.project);
            CHECK_INT(run.project.lock, before.lock);
        }
        review(&run);
        ctx->now += roll(dice, 3) == 0 ? SECONDS_PER_DAY : 0;
        CHECK_INT(differences(ctx), 0);
    }
    CHECK(run.told > 0 && run.refused > 0);
}

LIFE_TEST(sums_and_published_tables_equal_the_rows_after_any_steps)
{
    Dice dice = {20230601};

    for (int round = 0; round < ROUNDS; round++)
        run_one(ctx, &dice, round);
}
