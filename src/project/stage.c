/*
 * Stages: entered, moved, removed.
 */
#include "base/tr.h"
#include "project/inside.h"

static void
check_span(Ctx *ctx, const char *field, OptInt start, OptInt end)
{
    if (start.set && end.set && end.value < start.value)
        (void)!ctx_problem(ctx, field, TR(ctx->lang, "结束的日子在开始之前"));
}

static Status
check_stage(Ctx *ctx, Stage *stage)
{
    stage->name = text_trim(stage->name);
    stage->note = text_trim(stage->note);
    check_words(ctx, "name", stage->name, PROJECT_SHORT_CHARS_MAX, TR(ctx->lang, "请写阶段的名称"));
    check_words(ctx, "note", stage->note, PROJECT_TEXT_CHARS_MAX, (Text){0});
    if ((unsigned)stage->phase >= PHASE_COUNT)
        (void)!ctx_problem(ctx, "phase", TR(ctx->lang, "请选事前、事中或事后"));
    check_span(ctx, "planned", stage->planned_start, stage->planned_end);
    check_span(ctx, "actual", stage->actual_start, stage->actual_end);
    check_day_past(ctx, "actual", stage->actual_start);
    check_day_past(ctx, "actual", stage->actual_end);
    if (stage->actual_end.set && !stage->actual_start.set)
        (void)!ctx_problem(ctx, "actual", TR(ctx->lang, "请先写实际开始的日子"));
    return ctx_checked(ctx);
}

/* Puts the stage at its place in the list and numbers all anew. */
static void
place_stage(Ctx *ctx, Stages *stages, const Stage *stage)
{
    Stage *list = NEW_ARRAY(ctx->arena, Stage, stages->len + 1);
    size_t others = 0;
    size_t at;

    for (size_t i = 0; i < stages->len; i++)
        if (stages->at[i].id != stage->id || stage->id == 0)
            list[others++] = stages->at[i];
    at = stage->position > 0 && (size_t)stage->position <= others ? (size_t)stage->position - 1
                                                                  : others;
    for (size_t i = others; i > at; i--)
        list[i] = list[i - 1];
    list[at] = *stage;
    *stages = (Stages){list, others + 1};
    for (size_t i = 0; i < stages->len; i++)
        list[i].position = (int64_t)i + 1;
}

/* What a published stage says in words changes with a correction only. */
static Status
guard_words(Ctx *ctx, const Facts *facts, const Stage *before, const Stage *after)
{
    if (facts->project.reopened.len != 0 || !stages_published(&(Stages){(Stage *)before, 1}))
        return OK;
    if (text_eq(before->name, after->name) && text_eq(before->note, after->note) &&
        before->phase == after->phase)
        return OK;
    return ctx_problem(ctx, "reopen",
                       TR_FORMAT(ctx->arena, ctx->lang,
                                 "这会改变“{stage}”已经公开的内容，请先写明更正的原因，再改",
                                 {"stage", before->name}));
}

Status
project_put_stage(Ctx *ctx, int64_t id, int64_t lock, const Stage *stage, Project *out)
{
    Facts facts;
    Stage new = *stage;
    const Stage *old;

    TRY(facts_begin(ctx, id, lock, &facts));
    old = stage->id != 0 ? stage_of(&facts.stages, stage->id) : NULL;
    if (stage->id != 0 && old == NULL)
        return NOT_FOUND;
    if (old == NULL && facts.stages.len == PROJECT_STAGES_MAX)
        return ctx_problem(ctx, "stages",
                           TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 个阶段",
                                     {"max", count_text(ctx, PROJECT_STAGES_MAX)}));
    new.project = id;
    new.disclosures = old != NULL ? old->disclosures : (StageDisclosures){0};
    TRY(check_stage(ctx, &new));
    if (old != NULL)
        TRY(guard_words(ctx, &facts, old, &new));
    place_stage(ctx, &facts.stages, &new);
    TRY(facts_guard(ctx, &facts));
    for (size_t i = 0; i < facts.stages.len; i++)
        TRY(stage_write(ctx, &facts.stages.at[i]));
    TRY(project_save(ctx, &facts.project, "project.stage", new.name));
    *out = facts.project;
    return OK;
}

Status
project_remove_stage(Ctx *ctx, int64_t id, int64_t lock, int64_t stage, Project *out)
{
    Facts facts;
    Stage *found;
    Text name;

    TRY(facts_begin(ctx, id, lock, &facts));
    found = stage_of(&facts.stages, stage);
    if (found == NULL)
        return NOT_FOUND;
    if (stages_told(&(Stages){found, 1}))
        return CONFLICT;
    name = found->name;
    for (Stage *next = found; next + 1 < facts.stages.at + facts.stages.len; next++)
        *next = next[1];
    facts.stages.len--;
    TRY(facts_guard(ctx, &facts));
    TRY(project_told_forget(ctx, stage));
    TRY(project_stage_delete(ctx, stage));
    for (size_t i = 0; i < facts.stages.len; i++) {
        facts.stages.at[i].position = (int64_t)i + 1;
        TRY(stage_write(ctx, &facts.stages.at[i]));
    }
    TRY(project_save(ctx, &facts.project, "project.stage_gone", name));
    *out = facts.project;
    return OK;
}
