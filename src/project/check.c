/*
 * mingbai check: every project counted anew, and what was handed in compared with its rows.
 */
#include "project/inside.h"

enum { CHECK_MANY = 50, WRONG_LINES_MAX = 20 };

typedef struct Check {
    Ctx *ctx;
    void (*found)(void *arg, Text sentence);
    void *arg;
} Check;

typedef struct Sums {
    int64_t buildings, households, signed_households, paid_households, total_fen, signed_fen,
        paid_fen;
} Sums;

static void
tell(const Check *check, Text sentence)
{
    check->found(check->arg, sentence);
}

static void
check_building(const Check *check, const Project *project, const Building *kept,
               const BuildingSumsRow *counted)
{
    if (kept->households == counted->households &&
        kept->signed_households == counted->signed_households &&
        kept->paid_households == counted->paid_households &&
        kept->total_fen == counted->total_fen && kept->signed_fen == counted->signed_fen &&
        kept->paid_fen == counted->paid_fen)
        return;
    tell(check,
         text_printf(check->ctx->arena,
                     "project %lld, building %.*s: %lld households of %lld fen counted, %lld "
                     "of %lld in the rows",
                     (long long)project->id, TEXT_ARGS(kept->name), (long long)kept->households,
                     (long long)kept->total_fen, (long long)counted->households,
                     (long long)counted->total_fen));
}

static Status
check_buildings(const Check *check, const Project *project, Sums *sums)
{
    Ctx *ctx = check->ctx;
    Buildings kept;
    BuildingSumsRows counted;

    TRY(buildings_fetch(ctx, project->id, &kept));
    TRY(building_sums(ctx, project->id, &counted));
    for (size_t i = 0; i < counted.len && i < kept.len; i++) {
        const BuildingSumsRow *row = &counted.at[i];

        check_building(check, project, &kept.at[i], row);
        sums->buildings++;
        sums->households += row->households;
        sums->signed_households += row->signed_households;
        sums->paid_households += row->paid_households;
        sums->total_fen += row->total_fen;
        sums->signed_fen += row->signed_fen;
        sums->paid_fen += row->paid_fen;
    }
    return OK;
}

static Status
check_sums(const Check *check, const Facts *facts)
{
    Ctx *ctx = check->ctx;
    const Project *project = &facts->project;
    Sums sums = {0};
    int64_t payments = 0;
    int64_t changes = 0;

    TRY(check_buildings(check, project, &sums));
    for (size_t i = 0; i < facts->payments.len; i++)
        payments += facts->payments.at[i].amount_fen;
    for (size_t i = 0; i < facts->changes.len; i++)
        changes += facts->changes.at[i].amount_fen;
    if (sums.buildings != project->buildings || sums.households != project->households ||
        sums.signed_households != project->signed_households ||
        sums.paid_households != project->paid_households || sums.total_fen != project->total_fen ||
        sums.signed_fen != project->signed_fen || sums.paid_fen != project->paid_fen)
        tell(check,
             text_printf(ctx->arena,
                         "project %lld: %lld households, %lld signed, %lld fen counted, %lld, %lld "
                         "and %lld in the rows",
                         (long long)project->id, (long long)project->households,
                         (long long)project->signed_households, (long long)project->total_fen,
                         (long long)sums.households, (long long)sums.signed_households,
                         (long long)sums.total_fen));
    if (payments != project->payments_fen || changes != project->changes_fen)
        tell(check,
             text_printf(ctx->arena,
                         "project %lld: %lld fen paid and %lld changed counted, %lld and "
                         "%lld in the rows",
                         (long long)project->id, (long long)project->payments_fen,
                         (long long)project->changes_fen, (long long)payments, (long long)changes));
    return OK;
}

static Status
check_lines(const Check *check, const Project *project)
{
    HouseholdLineSumsRows rows;

    TRY(household_line_sums(check->ctx, project->id, WRONG_LINES_MAX, &rows));
    for (size_t i = 0; i < rows.len; i++)
        tell(check, text_printf(check->ctx->arena,
                                "project %lld, household %.*s: %lld fen counted, %lld in its lines",
                                (long long)project->id, TEXT_ARGS(rows.at[i].number),
                                (long long)rows.at[i].total_fen, (long long)rows.at[i].sum_fen));
    return OK;
}

static Status
check_told(const Check *check, const Facts *facts, const Stage *stage, const StageDisclosure *told)
{
    bool same;

    if (told_is_in_hand(told) ||
        (told->state == STATE_PUBLISHED && facts->project.reopened.len != 0))
        return OK;
    TRY(told_equals(check->ctx, facts, stage, told, &same));
    if (!same)
        tell(check, text_printf(check->ctx->arena,
                                "project %lld, %.*s: the table of disclosure %lld is not its rows",
                                (long long)facts->project.id, TEXT_ARGS(stage->name),
                                (long long)told->id));
    return OK;
}

static Status
check_project(const Check *check, int64_t id)
{
    Facts facts;

    TRY(facts_fetch(check->ctx, id, &facts));
    TRY(check_sums(check, &facts));
    TRY(check_lines(check, &facts.project));
    for (size_t i = 0; i < facts.stages.len; i++)
        for (size_t j = 0; j < facts.stages.at[i].disclosures.len; j++)
            TRY(check_told(check, &facts, &facts.stages.at[i],
                           &facts.stages.at[i].disclosures.at[j]));
    return OK;
}

Status
project_check(Ctx *ctx, void (*found)(void *arg, Text sentence), void *arg)
{
    const Check check = {ctx, found, arg};
    int64_t after = 0;

    if (ctx->actor == NULL || !ctx->actor->system)
        return DENIED;
    for (;;) {
        ProjectRecords rows;

        TRY(projects_walk(ctx, after, CHECK_MANY, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            ArenaMark mark = arena_mark(ctx->arena);

            after = rows.at[i].id;
            TRY(check_project(&check, after));
            arena_release(ctx->arena, mark);
        }
        if (rows.len < CHECK_MANY)
            return OK;
    }
}
