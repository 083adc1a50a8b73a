/*
 * The pieces of a project's page: progress by building, money, stages.
 */
#include "base/money.h"
#include "base/tr.h"
#include "project/pages.h"
#include "project/sentence.h"
#include "project/works.h"

enum { WHOLE = 100 };

static Text
number(Ctx *ctx, int64_t value)
{
    return text_printf(ctx->arena, "%lld", (long long)value);
}

static int64_t
percent(int64_t part, int64_t whole)
{
    return whole > 0 && part > 0 ? part * WHOLE / whole : 0;
}

/* The name of a place where there are several; empty where there is one. */
static Status
name_of_place(Ctx *ctx, const Project *project, RegionCode code, Text *out)
{
    Region place;

    *out = T("");
    if (project->places.len < 2)
        return OK;
    TRY(region_get(ctx, code, &place));
    *out = place.name;
    return OK;
}

/* ---- progress ---- */

static Status
fill_building(Ctx *ctx, const Project *project, ProjectSight sight, const Building *building,
              ProjectBar *out)
{
    int64_t signed_part = percent(building->signed_households, building->households);
    int64_t paid_part = percent(building->paid_households, building->households);
    Text place;

    TRY(name_of_place(ctx, project, building->place, &place));
    *out = (ProjectBar){
        .name = place.len == 0 ? building->name
                               : text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(place),
                                             TEXT_ARGS(building->name)),
        .first = paid_part < signed_part ? paid_part : signed_part,
        .says = TR_FORMAT(ctx->arena, ctx->lang, "{signed}/{all} 户",
                          {"signed", number(ctx, building->signed_households)},
                          {"all", number(ctx, building->households)}),
        .households = number(ctx, building->households),
        .signed_now = number(ctx, building->signed_households),
        .paid = number(ctx, building->paid_households),
    };
    out->rest = signed_part - out->first;
    if (sight < SIGHT_LINES)
        return OK; /* the sum of a building with one household is that household's */
    out->total = fen_format(ctx->arena, building->total_fen);
    out->link = text_printf(ctx->arena, "/project/%lld/households?building=%lld",
                            (long long)project->id, (long long)building->id);
    return OK;
}

Status
project_fill_progress(Ctx *ctx, const Project *project, ProjectSight sight, ProjectView *view)
{
    Buildings buildings;
    Texts says;

    TRY(project_buildings(ctx, project, &buildings));
    view->progress.rows.at = NEW_ARRAY(ctx->arena, ProjectBar, buildings.len);
    says = (Texts){.at = NEW_ARRAY(ctx->arena, Text, buildings.len)};
    for (size_t i = 0; i < buildings.len; i++) {
        ProjectBar *bar = &view->progress.rows.at[view->progress.rows.len++];

        TRY(fill_building(ctx, project, sight, &buildings.at[i], bar));
        says.at[says.len++] =
            TR_FORMAT(ctx->arena, ctx->lang, "{name}：{words}", {"name", bar->name},
                      {"words", building_says(ctx, &buildings.at[i])});
    }
    view->progress.label = text_join(ctx->arena, says, TR(ctx->lang, "；"));
    return OK;
}

/* ---- money ---- */

static void
add_money(Ctx *ctx, ProjectBars *bars, Text name, const char *css, OptInt fen)
{
    if (fen.set)
        bars->rows.at[bars->rows.len++] = (ProjectBar){
            .name = name,
            .css = css,
            .first = fen.value,
            .says = fen_format(ctx->arena, fen.value),
        };
}

/* From amounts to parts of the largest; and the sentence. */
static void
scale_money(Ctx *ctx, ProjectBars *bars)
{
    Texts says = {.at = NEW_ARRAY(ctx->arena, Text, bars->rows.len)};
    int64_t most = 0;

    for (size_t i = 0; i < bars->rows.len; i++)
        most = bars->rows.at[i].first > most ? bars->rows.at[i].first : most;
    for (size_t i = 0; i < bars->rows.len; i++) {
        bars->rows.at[i].first = percent(bars->rows.at[i].first, most);
        says.at[says.len++] =
            TR_FORMAT(ctx->arena, ctx->lang, "{name} {amount} 元", {"name", bars->rows.at[i].name},
                      {"amount", bars->rows.at[i].says});
    }
    bars->label = text_join(ctx->arena, says, TR(ctx->lang, "，"));
}

static Status
fill_items(Ctx *ctx, const Project *project, ProjectTotals *out)
{
    ItemTotals items;

    TRY(project_item_totals(ctx, project, &items));
    out->at = NEW_ARRAY(ctx->arena, ProjectTotal, items.len);
    for (size_t i = 0; i < items.len; i++)
        out->at[out->len++] = (ProjectTotal){
            .item = items.at[i].item,
            .households = number(ctx, items.at[i].households),
            .quantity =
                text_printf(ctx->arena, "%.*s%.*s",
                            TEXT_ARGS(decimal_format(ctx->arena, items.at[i].quantity_milli)),
                            TEXT_ARGS(items.at[i].unit)),
            .amount = fen_format(ctx->arena, items.at[i].amount_fen),
        };
    return OK;
}

static Status
fill_standards(Ctx *ctx, const Project *project, ProjectTotals *out)
{
    Standards standards;

    TRY(project_standards(ctx, project, &standards));
    out->at = NEW_ARRAY(ctx->arena, ProjectTotal, standards.len);
    for (size_t i = 0; i < standards.len; i++)
        out->at[out->len++] = (ProjectTotal){
            .item = standards.at[i].item,
            .standard = TR_FORMAT(
                ctx->arena, ctx->lang, "每{unit} {standard} 元", {"unit", standards.at[i].unit},
                {"standard", fen_format(ctx->arena, standards.at[i].standard_fen)}),
            .note = standards.at[i].note,
        };
    return OK;
}

Status
project_fill_totals(Ctx *ctx, const Project *project, ProjectView *view)
{
    enum { BARS = 4 };

    view->money.rows.at = NEW_ARRAY(ctx->arena, ProjectBar, BARS);
    add_money(ctx, &view->money, TR(ctx->lang, "预算"), "f-5", project->budget_fen);
    add_money(ctx, &view->money, TR(ctx->lang, "应补"), "f-3", SOME_INT(project->total_fen));
    add_money(ctx, &view->money, TR(ctx->lang, "已签"), "f-2", SOME_INT(project->signed_fen));
    add_money(ctx, &view->money, TR(ctx->lang, "已付"), "f-1", SOME_INT(project->paid_fen));
    scale_money(ctx, &view->money);
    view->money_says = TR_FORMAT(ctx->arena, ctx->lang, "补偿一共 {total} 元，付了 {paid} 元。",
                                 {"total", fen_format(ctx->arena, project->total_fen)},
                                 {"paid", fen_format(ctx->arena, project->paid_fen)});
    TRY(fill_items(ctx, project, &view->items));
    return fill_standards(ctx, project, &view->standards);
}

/* ---- works ---- */

static Status
fill_bids(Ctx *ctx, const Project *project, ProjectView *view)
{
    Bids bids;

    TRY(project_bids(ctx, project, &bids));
    view->bids.at = NEW_ARRAY(ctx->arena, ProjectBid, bids.len);
    for (size_t i = 0; i < bids.len; i++)
        view->bids.at[view->bids.len++] = (ProjectBid){
            .bidder = bids.at[i].bidder,
            .amount = fen_format(ctx->arena, bids.at[i].amount_fen),
            .note = bids.at[i].note,
            .valid = bids.at[i].valid,
            .winner = bids.at[i].valid && bids.at[i].bidder.len != 0 &&
                      text_eq(bids.at[i].bidder, project->tender.contractor),
        };
    return OK;
}

static Status
fill_payments(Ctx *ctx, const Project *project, ProjectSpents *out)
{
    ProjectPayments payments;

    TRY(project_payments(ctx, project, &payments));
    out->at = NEW_ARRAY(ctx->arena, ProjectSpent, payments.len);
    for (size_t i = 0; i < payments.len; i++)
        out->at[out->len++] = (ProjectSpent){
            .day = project_day(ctx, payments.at[i].day),
            .amount = fen_format(ctx->arena, payments.at[i].amount_fen),
            .what = payments.at[i].voucher,
            .note = payments.at[i].note,
        };
    return OK;
}

static Status
fill_changes(Ctx *ctx, const Project *project, ProjectSpents *out)
{
    ProjectChanges changes;

    TRY(project_changes(ctx, project, &changes));
    out->at = NEW_ARRAY(ctx->arena, ProjectSpent, changes.len);
    for (size_t i = 0; i < changes.len; i++)
        out->at[out->len++] = (ProjectSpent){
            .day = project_day(ctx, changes.at[i].day),
            .amount = fen_format(ctx->arena, changes.at[i].amount_fen),
            .what = changes.at[i].reason,
            .note = changes.at[i].decision,
        };
    return OK;
}

Status
project_fill_works(Ctx *ctx, const Project *project, ProjectView *view)
{
    enum { BARS = 3 };
    const ProjectTender *tender = &project->tender;

    view->money.rows.at = NEW_ARRAY(ctx->arena, ProjectBar, BARS);
    add_money(ctx, &view->money, TR(ctx->lang, "预算"), "f-5", project->budget_fen);
    add_money(ctx, &view->money, TR(ctx->lang, "合同"), "f-3", project_contract_now_fen(project));
    add_money(ctx, &view->money, TR(ctx->lang, "已付"), "f-1", SOME_INT(project->payments_fen));
    scale_money(ctx, &view->money);
    if (tender->way != TENDER_NONE)
        view->tender = tr_text(ctx->lang, tender_way_title(tender->way));
    view->contractor = tender->contractor;
    if (tender->contract_day.set)
        view->contract_day = project_day(ctx, (Day)tender->contract_day.value);
    TRY(fill_bids(ctx, project, view));
    TRY(fill_payments(ctx, project, &view->payments));
    return fill_changes(ctx, project, &view->changes);
}

/* ---- stages ---- */

static Status
fill_links(Ctx *ctx, const Project *project, const Stage *stage, ProjectStep *out)
{
    out->links.at = NEW_ARRAY(ctx->arena, ProjectTab, stage->disclosures.len);
    for (size_t i = 0; i < stage->disclosures.len; i++) {
        const StageDisclosure *disclosure = &stage->disclosures.at[i];
        OptInt until = disclosure->notice_until;
        Text place, name;

        if (!stage_is_public(disclosure))
            continue;
        TRY(name_of_place(ctx, project, disclosure->place, &place));
        name = until.set && until.value >= (int64_t)ctx_today(ctx)
                   ? TR_FORMAT(ctx->arena, ctx->lang, "正在公示，到 {until}",
                               {"until", project_day(ctx, (Day)until.value)})
                   : TR(ctx->lang, "看公开内容");
        out->links.at[out->links.len++] = (ProjectTab){
            .link = text_printf(ctx->arena, "/d/%lld", (long long)disclosure->id),
            .name = place.len == 0 ? name
                                   : TR_FORMAT(ctx->arena, ctx->lang, "{name}：{words}",
                                               {"name", place}, {"words", name}),
        };
    }
    return OK;
}

Status
project_fill_steps(Ctx *ctx, const Project *project, ProjectView *view)
{
    Stages stages;

    TRY(project_stages(ctx, project, &stages));
    view->steps.at = NEW_ARRAY(ctx->arena, ProjectStep, stages.len);
    for (size_t i = 0; i < stages.len; i++) {
        const Stage *stage = &stages.at[i];
        ProjectStep *step = &view->steps.at[view->steps.len++];
        Text planned = project_span(ctx, stage->planned_start, stage->planned_end);

        *step = (ProjectStep){
            .name = stage->name,
            .phase = tr_text(ctx->lang, stage_phase_title(stage->phase)),
            .done = stage->actual_end.set,
            .current = stage->actual_start.set && !stage->actual_end.set,
            .when = project_span(ctx, stage->actual_start, stage->actual_end),
        };
        if (step->when.len == 0 && planned.len != 0)
            step->when = TR_FORMAT(ctx->arena, ctx->lang, "计划 {days}", {"days", planned});
        else if (step->when.len == 0)
            step->when = TR(ctx->lang, "还没开始");
        TRY(fill_links(ctx, project, stage, step));
        if (step->links.len != 0) /* what happened is told when it was looked at */
            step->note = stage->note;
    }
    return OK;
}
