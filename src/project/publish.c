/*
 * Handing in: the disclosure of a stage is made or corrected from the rows.
 */
#include "base/tr.h"
#include "disclosure/affected.h"
#include "project/inside.h"

enum { EXPLANATION_CHARS_MAX = 300 };

/* ---- may it be ---- */

static bool
tells_households(const Facts *facts, const Stage *stage)
{
    return facts->project.kind != PROJECT_WORKS && stage->phase != PHASE_BEFORE;
}

static bool
has_lines(const Facts *facts, RegionCode place)
{
    for (size_t i = 0; i < facts->households.len; i++)
        if (facts->households.at[i].place == place && facts->households.at[i].line_count != 0)
            return true;
    return false;
}

static Status
check_begun(Ctx *ctx, const Facts *facts, const Stage *stage, RegionCode place)
{
    if (!stage->actual_start.set || stage->actual_start.value > ctx_today(ctx))
        return ctx_problem(ctx, "stage", TR(ctx->lang, "请先写这个阶段实际开始的日子"));
    if (tells_households(facts, stage) && !has_lines(facts, place))
        return ctx_problem(ctx, "rows", TR(ctx->lang, "这里还没有登记补偿的人家"));
    return OK;
}

static Status
check_explanation(Ctx *ctx, const Facts *facts, const Stage *stage, RegionCode place,
                  Text explanation)
{
    ProjectFindings findings = {0};

    if (tells_households(facts, stage) || facts->project.kind == PROJECT_WORKS)
        TRY(facts_findings(ctx, facts, place, &findings));
    check_words(ctx, "explanation", explanation, EXPLANATION_CHARS_MAX,
                findings.count != 0 ? TR(ctx->lang, "核对出来的地方请写明原因，会一起公开")
                                    : (Text){0});
    return ctx_checked(ctx);
}

/* ---- making and correcting ---- */

static Status
create(Ctx *ctx, const Facts *facts, const Stage *stage, StageDisclosure *told)
{
    DisclosureInput input;
    Disclosure disclosure;

    told->as_of = SOME_INT(ctx_today(ctx));
    TRY(stage_input(ctx, facts, stage, told->place, ctx_today(ctx), (Columns){0}, &input));
    TRY(disclosure_create(ctx, &input, &disclosure));
    TRY(disclosure_submit(ctx, disclosure.id, disclosure.lock, &disclosure));
    told->id = disclosure.id;
    return OK;
}

/* Of a published one the day of which it tells stays, and so do item, columns and period. */
static Status
rewrite(Ctx *ctx, const Facts *facts, const Stage *stage, StageDisclosure *told,
        Disclosure *disclosure)
{
    DisclosureInput input;
    Item item = {0};

    if (disclosure->revision != 0)
        TRY(catalogue_version(ctx, disclosure->item_version, &item));
    else
        told->as_of = SOME_INT(ctx_today(ctx));
    TRY(stage_input(ctx, facts, stage, told->place, (Day)told->as_of.value, item.columns, &input));
    input.item = input.period = (Text){0};
    TRY(disclosure_update(ctx, disclosure->id, disclosure->lock, &input, disclosure));
    return disclosure_submit(ctx, disclosure->id, disclosure->lock, disclosure);
}

static Status
same_words(Ctx *ctx, const Facts *facts, const Stage *stage, const StageDisclosure *told, bool *out)
{
    DisclosureInput input;
    Revision stored;

    TRY(disclosure_revision(ctx, told->id, told->revision, &stored));
    TRY(stage_input(ctx, facts, stage, told->place, (Day)told->as_of.value, (Columns){0}, &input));
    *out = text_eq(stored.title, input.title) && text_eq(stored.summary, input.summary) &&
           text_eq(stored.body, input.body);
    return OK;
}

static Status
correct(Ctx *ctx, const Facts *facts, const Stage *stage, StageDisclosure *told,
        Disclosure *disclosure)
{
    bool same, words;

    if (facts->project.reopened.len == 0)
        return CONFLICT;
    TRY(told_equals(ctx, facts, stage, told, &same));
    TRY(same_words(ctx, facts, stage, told, &words));
    if (same && words)
        return CONFLICT;
    TRY(disclosure_correct(ctx, disclosure->id, disclosure->lock, facts->project.reopened,
                           disclosure));
    return rewrite(ctx, facts, stage, told, disclosure);
}

static Status
bring_up_to_date(Ctx *ctx, const Facts *facts, const Stage *stage, StageDisclosure *told)
{
    Disclosure disclosure;

    if (told->id == 0 || told->state == STATE_WITHDRAWN)
        return create(ctx, facts, stage, told);
    TRY(disclosure_get(ctx, told->id, &disclosure));
    if (disclosure.state == STATE_DRAFT || disclosure.state == STATE_RETURNED)
        return rewrite(ctx, facts, stage, told, &disclosure);
    if (disclosure.state != STATE_PUBLISHED)
        return CONFLICT; /* somebody is reviewing it */
    return correct(ctx, facts, stage, told, &disclosure);
}

/* ---- handing in ---- */

/* A reopened project closes by itself when all that was told is what the rows say. */
static Status
close_again(Ctx *ctx, Facts *facts)
{
    if (facts->project.reopened.len == 0)
        return OK;
    TRY(stages_fetch(ctx, &facts->project, &facts->stages));
    for (size_t i = 0; i < facts->stages.len; i++) {
        const Stage *stage = &facts->stages.at[i];

        for (size_t j = 0; j < stage->disclosures.len; j++) {
            bool same = true;

            if (!told_is_in_hand(&stage->disclosures.at[j]))
                TRY(told_equals(ctx, facts, stage, &stage->disclosures.at[j], &same));
            if (!same)
                return OK;
        }
    }
    facts->project.reopened = T("");
    return OK;
}

Status
project_hand_in(Ctx *ctx, int64_t id, int64_t lock, int64_t stage, RegionCode place,
                Text explanation, Project *out)
{
    Facts facts;
    Stage *found;
    StageDisclosure *told;

    TRY(facts_fetch(ctx, id, &facts));
    if (!project_may_hand_in(ctx->actor, &facts.project, place))
        return DENIED;
    found = stage_of(&facts.stages, stage);
    if (found == NULL)
        return NOT_FOUND;
    if (facts.project.lock != lock)
        return CONFLICT;
    told = told_at(found, place);
    explanation = text_trim(explanation);
    TRY(check_begun(ctx, &facts, found, place));
    TRY(check_explanation(ctx, &facts, found, place, explanation));
    told->explanation = explanation;
    TRY(bring_up_to_date(ctx, &facts, found, told));
    TRY(project_told_put(ctx, &(ProjectToldPutArgs){.stage = found->id,
                                                    .region = place,
                                                    .project = id,
                                                    .disclosure = told->id,
                                                    .as_of = told->as_of.value,
                                                    .explanation = explanation}));
    if (facts.project.kind != PROJECT_WORKS)
        TRY(affected_join(ctx, told->id, id));
    TRY(close_again(ctx, &facts));
    TRY(project_save(ctx, &facts.project, "project.hand_in", found->name));
    return project_get(ctx, id, out);
}
