/*
 * Signed and paid: the two steps that a household takes.
 */
#include "base/tr.h"
#include "project/inside.h"

static Status
begin_step(Ctx *ctx, int64_t household, int64_t lock, Facts *facts, ProjectHousehold **out)
{
    HouseholdOfProject row;

    TRY(project_household_by_id(ctx, household, &row));
    TRY(facts_begin(ctx, row.project, lock, facts));
    for (size_t i = 0; i < facts->households.len; i++) {
        if (facts->households.at[i].id == household) {
            *out = &facts->households.at[i];
            return OK;
        }
    }
    return NOT_FOUND;
}

static Status
write_steps(Ctx *ctx, const ProjectHousehold *household)
{
    return project_household_steps(
        ctx, &(ProjectHouseholdStepsArgs){household->id, household->agreement,
                                          household->signed_day, household->paid_day});
}

static Status
end_step(Ctx *ctx, Facts *facts, const ProjectHousehold *household, const char *action,
         Project *out)
{
    TRY(facts_guard(ctx, facts));
    TRY(write_steps(ctx, household));
    TRY(project_save(ctx, &facts->project, action, household->number));
    *out = facts->project;
    return OK;
}

Status
project_sign(Ctx *ctx, int64_t household, int64_t lock, Text agreement, OptInt day, Project *out)
{
    Facts facts;
    ProjectHousehold *found;

    TRY(begin_step(ctx, household, lock, &facts, &found));
    agreement = agreement.at != NULL ? text_trim(agreement) : found->agreement;
    check_words(ctx, "agreement", agreement, PROJECT_SHORT_CHARS_MAX, (Text){0});
    check_day_past(ctx, "day", day);
    TRY(ctx_checked(ctx));
    found->agreement = agreement;
    found->signed_day = day;
    return end_step(ctx, &facts, found, "project.sign", out);
}

Status
project_pay(Ctx *ctx, int64_t household, int64_t lock, OptInt day, Project *out)
{
    Facts facts;
    ProjectHousehold *found;

    TRY(begin_step(ctx, household, lock, &facts, &found));
    check_day_past(ctx, "day", day);
    TRY(ctx_checked(ctx));
    found->paid_day = day;
    return end_step(ctx, &facts, found, "project.pay", out);
}

Status
project_pay_all(Ctx *ctx, int64_t id, int64_t lock, RegionCode place, Day day, Project *out)
{
    Facts facts;
    bool *paid;
    int64_t count = 0;

    TRY(facts_begin(ctx, id, lock, &facts));
    if (!touches(&facts.project, place))
        return ctx_problem(ctx, "place", TR(ctx->lang, "请选项目涉及的村（社区）"));
    check_day_past(ctx, "day", SOME_INT(day));
    paid = NEW_ARRAY(ctx->arena, bool, facts.households.len);
    for (size_t i = 0; i < facts.households.len; i++) {
        ProjectHousehold *household = &facts.households.at[i];

        paid[i] =
            household->place == place && household->signed_day.set && !household->paid_day.set;
        if (paid[i] && household->signed_day.value > day && ctx_problem_of(ctx, "day").at == NULL)
            (void)!ctx_problem(ctx, "day",
                               TR_FORMAT(ctx->arena, ctx->lang, "户号 {number} 那天还没有签约",
                                         {"number", household->number}));
        if (paid[i])
            household->paid_day = SOME_INT(day);
        count += paid[i];
    }
    TRY(ctx_checked(ctx));
    TRY(facts_guard(ctx, &facts));
    for (size_t i = 0; i < facts.households.len; i++)
        if (paid[i])
            TRY(write_steps(ctx, &facts.households.at[i]));
    TRY(project_save(ctx, &facts.project, "project.pay_all", count_text(ctx, count)));
    *out = facts.project;
    return OK;
}
