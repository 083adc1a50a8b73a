#include "project/sentence.h"

#include "base/money.h"
#include "base/tr.h"

static Text
number(Ctx *ctx, int64_t value)
{
    return text_printf(ctx->arena, "%lld", (long long)value);
}

Text
project_day(Ctx *ctx, Day day)
{
    return period_words(ctx->arena, ctx->lang, period_of(RHYTHM_EVENT, day));
}

Text
project_group_word(Lang lang, ProjectKind kind)
{
    return kind == PROJECT_REQUISITION ? TR(lang, "地块") : TR(lang, "楼栋");
}

static Text
groups_of(Ctx *ctx, ProjectKind kind, int64_t buildings)
{
    TrArg count = {"count", number(ctx, buildings)};

    return kind == PROJECT_REQUISITION ? TR_FORMAT(ctx->arena, ctx->lang, "{count} 块地", count)
                                       : TR_FORMAT(ctx->arena, ctx->lang, "{count} 栋楼", count);
}

Text
project_sentence(Ctx *ctx, ProjectKind kind, int64_t buildings, int64_t households,
                 int64_t signed_households)
{
    TrArg groups = {"groups", groups_of(ctx, kind, buildings)};
    TrArg all = {"households", number(ctx, households)};
    TrArg signed_now = {"signed", number(ctx, signed_households)};

    if (households == 0)
        return TR(ctx->lang, "涉及哪些人家还没有登记。");
    if (signed_households == households)
        return TR_FORMAT(ctx->arena, ctx->lang, "{groups}，{households} 户，{signed} 户都签了。",
                         groups, all, signed_now);
    if (signed_households == 0)
        return TR_FORMAT(ctx->arena, ctx->lang, "{groups}，{households} 户，还没有人家签约。",
                         groups, all);
    return TR_FORMAT(ctx->arena, ctx->lang,
                     "{groups}，{households} 户，{signed} 户签了，还有 {left} 户没签。", groups,
                     all, signed_now, {"left", number(ctx, households - signed_households)});
}

/* ---- works ---- */

static void
add_amount(Ctx *ctx, Texts *parts, Text sentence, int64_t fen)
{
    parts->at[parts->len++] = tr_format(ctx->arena, sentence,
                                        (TrArg[]){
                                            {"amount", fen_format(ctx->arena, fen)}
    },
                                        1);
}

Text
project_works_sentence(Ctx *ctx, const Project *project)
{
    enum { PARTS = 3 };
    Texts parts = {.at = NEW_ARRAY(ctx->arena, Text, PARTS)};
    OptInt contract = project_contract_now_fen(project);

    if (project->budget_fen.set)
        add_amount(ctx, &parts, TR(ctx->lang, "预算 {amount} 元"), project->budget_fen.value);
    if (contract.set)
        add_amount(ctx, &parts, TR(ctx->lang, "合同 {amount} 元"), contract.value);
    if (project->payments_fen != 0)
        add_amount(ctx, &parts, TR(ctx->lang, "已付 {amount} 元"), project->payments_fen);
    if (parts.len == 0)
        return TR(ctx->lang, "预算还没有定。");
    return TR_FORMAT(ctx->arena, ctx->lang, "{parts}。",
                     {"parts", text_join(ctx->arena, parts, TR(ctx->lang, "，"))});
}

Text
project_says(Ctx *ctx, const Project *project)
{
    return project->kind == PROJECT_WORKS
               ? project_works_sentence(ctx, project)
               : project_sentence(ctx, project->kind, project->buildings, project->households,
                                  project->signed_households);
}

Text
building_says(Ctx *ctx, const Building *building)
{
    return TR_FORMAT(ctx->arena, ctx->lang, "{households} 户，签了 {signed} 户，付了 {paid} 户",
                     {"households", number(ctx, building->households)},
                     {"signed", number(ctx, building->signed_households)},
                     {"paid", number(ctx, building->paid_households)});
}

Text
project_span(Ctx *ctx, OptInt start, OptInt end)
{
    Text from, until;

    if (!start.set && !end.set)
        return T("");
    from = start.set ? project_day(ctx, (Day)start.value) : T("");
    until = end.set ? project_day(ctx, (Day)end.value) : T("");
    if (start.set && end.set && start.value == end.value)
        return from;
    if (!end.set)
        return TR_FORMAT(ctx->arena, ctx->lang, "{day} 起", {"day", from});
    if (!start.set)
        return TR_FORMAT(ctx->arena, ctx->lang, "到 {day}", {"day", until});
    return TR_FORMAT(ctx->arena, ctx->lang, "{from} 到 {until}", {"from", from}, {"until", until});
}

/* ---- what waits ---- */

bool
stage_is_public(const StageDisclosure *disclosure)
{
    return disclosure->revision > 0 && disclosure->state != STATE_WITHDRAWN;
}

/* Of one stage at one place, by its name; empty: nothing. */
static Text
stage_waits(Ctx *ctx, const Stage *stage, const StageDisclosure *disclosure)
{
    TrArg name = {"stage", stage->name};

    if (disclosure->id == 0)
        return TR_FORMAT(ctx->arena, ctx->lang, "“{stage}”已经开始，还没有提交公开", name);
    switch (disclosure->state) {
    case STATE_RETURNED:
        return TR_FORMAT(ctx->arena, ctx->lang, "“{stage}”退回了，请改好再提交", name);
    case STATE_DRAFT:
        return TR_FORMAT(ctx->arena, ctx->lang, "“{stage}”还没有提交", name);
    case STATE_CONFIRMING:
    case STATE_SUBMITTED:
        return TR_FORMAT(ctx->arena, ctx->lang, "“{stage}”等上级审核", name);
    case STATE_PUBLISHED:
    case STATE_WITHDRAWN:
    case STATE_COUNT:
        break;
    }
    return T("");
}

Text
project_waits(Ctx *ctx, const Project *project, const Stages *stages)
{
    for (size_t i = 0; i < stages->len; i++) {
        const Stage *stage = &stages->at[i];

        for (size_t j = 0; j < stage->disclosures.len && stage->actual_start.set; j++) {
            Text why = stage_waits(ctx, stage, &stage->disclosures.at[j]);

            if (why.len != 0)
                return why;
        }
    }
    return project->reopened.len != 0 ? TR(ctx->lang, "正在更正，改好以后重新提交") : T("");
}
