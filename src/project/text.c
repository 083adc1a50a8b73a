/*
 * What a stage says in words, and all that is handed in.  It is content, so Chinese; sums of money
 * are not everybody's (V5), so they stand in the table only.
 */
#include "base/buf.h"
#include "base/money.h"
#include "base/tr.h"
#include "project/inside.h"

enum {
    BODY_BYTES_MAX = 16 * 1024,
    MILLI_OF_RATE = 10 /* thousandths of a percent in a ten-thousandth */
};

typedef struct Counts {
    int64_t households, signed_households, paid_households, buildings;
} Counts;

static bool
by_then(OptInt day, Day as_of)
{
    return day.set && day.value <= as_of;
}

static bool
is_first_of_building(const ProjectHouseholds *list, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (list->at[i].place == list->at[at].place &&
            text_eq(list->at[i].building, list->at[at].building))
            return false;
    return true;
}

static Counts
count(const Facts *facts, RegionCode place, Day as_of)
{
    const ProjectHouseholds *list = &facts->households;
    Counts counts = {0};

    for (size_t i = 0; i < list->len; i++) {
        if (list->at[i].place != place)
            continue;
        counts.households++;
        counts.signed_households += by_then(list->at[i].signed_day, as_of);
        counts.paid_households += by_then(list->at[i].paid_day, as_of);
        counts.buildings += is_first_of_building(list, i);
    }
    return counts;
}

static Text
percent(Arena *arena, int64_t part, int64_t whole)
{
    OptInt rate = project_rate(part, whole);

    return rate.set ? text_printf(arena, "（%.*s%%）",
                                  TEXT_ARGS(decimal_plain(arena, rate.value * MILLI_OF_RATE)))
                    : T("");
}

static Text
summary_of_households(Ctx *ctx, const Facts *facts, RegionCode place, Day as_of)
{
    Counts counts = count(facts, place, as_of);

    return text_printf(
        ctx->arena, "%lld 处、%lld 户；截至%.*s，签约 %lld 户%.*s，付款 %lld 户%.*s。",
        (long long)counts.buildings, (long long)counts.households,
        TEXT_ARGS(day_format(ctx->arena, as_of)), (long long)counts.signed_households,
        TEXT_ARGS(percent(ctx->arena, counts.signed_households, counts.households)),
        (long long)counts.paid_households,
        TEXT_ARGS(percent(ctx->arena, counts.paid_households, counts.households)));
}

static Text
summary_of_works(Ctx *ctx, const Facts *facts, const Stage *stage)
{
    const Project *project = &facts->project;
    Buf buf = buf_new(ctx->arena, BODY_BYTES_MAX);

    buf_printf(&buf, "%.*s：%.*s。", TEXT_ARGS(project->name), TEXT_ARGS(stage->name));
    if (project->budget_fen.set)
        buf_printf(&buf, "预算 %.*s 元。",
                   TEXT_ARGS(fen_format(ctx->arena, project->budget_fen.value)));
    return buf_done(&buf);
}

static Text
summary_of(Ctx *ctx, const Facts *facts, const Stage *stage, RegionCode place, Day as_of)
{
    if (facts->project.kind == PROJECT_WORKS)
        return summary_of_works(ctx, facts, stage);
    if (stage->phase != PHASE_BEFORE)
        return summary_of_households(ctx, facts, place, as_of);
    return facts->project.summary.len != 0
               ? facts->project.summary
               : text_printf(ctx->arena, "%.*s：%.*s。", TEXT_ARGS(facts->project.name),
                             TEXT_ARGS(stage->name));
}

static Text
body_of(Ctx *ctx, const Facts *facts, const Stage *stage, Text explanation)
{
    const Project *project = &facts->project;
    Buf buf = buf_new(ctx->arena, BODY_BYTES_MAX);

    if (stage->note.len != 0)
        buf_printf(&buf, "%.*s\n\n", TEXT_ARGS(stage->note));
    if (project->summary.len != 0)
        buf_printf(&buf, "%.*s\n\n", TEXT_ARGS(project->summary));
    if (project->ground.len != 0)
        buf_printf(&buf, "依据：%.*s。", TEXT_ARGS(project->ground));
    if (project->source.len != 0)
        buf_printf(&buf, "资金来源：%.*s。", TEXT_ARGS(project->source));
    if (project->kind != PROJECT_WORKS)
        BUF_LIT(&buf, "补偿标准和合计，本村居民看得到；每一户的补偿，项目范围内的人家看得到。");
    if (explanation.len != 0)
        buf_printf(&buf, "\n\n说明：%.*s", TEXT_ARGS(explanation));
    return buf_done(&buf);
}

/* On event where the item has that rhythm, else the newest period of another that is over. */
static Status
period_for(Ctx *ctx, RegionCode place, const Item *item, Text *out)
{
    Region region;
    Text letters;
    Day today = ctx_today(ctx);

    TRY(region_get(ctx, place, &region));
    letters = item_rhythm(item, region.community);
    if (letters.len == 0)
        letters = item_rhythm(item, !region.community);
    if (letters.len == 0 || text_find(letters, T("E")) < letters.len)
        *out = day_format(ctx->arena, today);
    else
        *out = period_format(ctx->arena, period_before(period_of((Rhythm)letters.at[0], today)));
    return OK;
}

Status
stage_input(Ctx *ctx, const Facts *facts, const Stage *stage, RegionCode place, Day as_of,
            Columns columns, DisclosureInput *out)
{
    const StageDisclosure *told = told_at(stage, place);
    Columns own = stage_columns(ctx, facts, stage);
    Item item;
    Status status = catalogue_item(ctx, place, project_item(facts->project.kind), &item);

    if (status == NOT_FOUND)
        return ctx_problem(ctx, "item",
                           TR_FORMAT(ctx->arena, ctx->lang,
                                     "公开目录里没有这一项（{code}），请先和区里商量",
                                     {"code", project_item(facts->project.kind)}));
    TRY(status);
    *out = (DisclosureInput){
        .item = item.code,
        .region = place,
        .title =
            text_first_chars(text_printf(ctx->arena, "%.*s：%.*s", TEXT_ARGS(facts->project.name),
                                         TEXT_ARGS(stage->name)),
                             TITLE_CHARS_MAX),
        .summary = text_first_chars(summary_of(ctx, facts, stage, place, as_of), SUMMARY_CHARS_MAX),
        .body = body_of(ctx, facts, stage, told != NULL ? told->explanation : T("")),
        .columns = own,
    };
    TRY(period_for(ctx, place, &item, &out->period));
    if (facts->project.kind != PROJECT_WORKS && stage->phase == PHASE_BEFORE && own.len == 0)
        return OK; /* an announcement without standards: words only */
    if (own.len == 0)
        own = columns.len != 0 ? columns : item.columns;
    return stage_cells(ctx, facts, stage, place, as_of, own, &out->cells, &out->rows);
}

Status
project_stage_input(Ctx *ctx, const Project *project, const Stage *stage, RegionCode place,
                    OptInt as_of, DisclosureInput *out)
{
    Facts facts;
    Stage *found;

    TRY(facts_fetch(ctx, project->id, &facts));
    found = stage_of(&facts.stages, stage->id);
    if (found == NULL || !touches(&facts.project, place))
        return NOT_FOUND;
    return stage_input(ctx, &facts, found, place, as_of.set ? (Day)as_of.value : ctx_today(ctx),
                       (Columns){0}, out);
}
