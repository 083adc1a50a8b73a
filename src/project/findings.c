/*
 * What the rows of a project tell against each other.  Every finding may have a good reason; it is
 * pointed out, and the village explains.
 */
#include "base/money.h"
#include "base/tr.h"
#include "project/inside.h"

enum {
    ALL = 100,
    NEARLY_ALL = 97,     /* percent of the contract; the rest is kept until acceptance */
    CLOSE_PER_MILLE = 5, /* bids that lie so near to each other */
    PUBLIC_BIDS_MIN = 3,
};

typedef struct Search {
    Ctx *ctx;
    const Facts *facts;
    RegionCode place;
    ProjectFindings *out;
} Search;

static void
add(Search *search, ProjectFindingKind kind, int64_t household, Text sentence)
{
    ProjectFindings *out = search->out;

    out->count++;
    if (out->len < PROJECT_FINDINGS_MAX)
        out->at[out->len++] = (ProjectFinding){kind, household, sentence};
}

static Text
money(Search *search, int64_t fen)
{
    return fen_format(search->ctx->arena, fen);
}

/* ---- households ---- */

static void
check_amount(Search *search, const ProjectHousehold *household, const Compensation *line)
{
    Ctx *ctx = search->ctx;
    int64_t due = 0;

    /* One fen of rounding is nobody's fault. */
    if (compensation_fen(line->quantity_milli, line->standard_fen, &due) &&
        line->amount_fen - due <= 1 && due - line->amount_fen <= 1)
        return;
    add(search, PF_AMOUNT, household->id,
        TR_FORMAT(ctx->arena, ctx->lang,
                  "户号 {number} {head}，{item}：{quantity}{unit} × {standard} 元 = {due} 元，"
                  "写的是 {amount} 元",
                  {"number", household->number}, {"head", household->head}, {"item", line->item},
                  {"quantity", decimal_format(ctx->arena, line->quantity_milli)},
                  {"unit", line->unit}, {"standard", money(search, line->standard_fen)},
                  {"due", money(search, due)}, {"amount", money(search, line->amount_fen)}));
}

static void
check_standard(Search *search, const ProjectHousehold *household, const Compensation *line)
{
    Ctx *ctx = search->ctx;
    const Standard *standard = standard_of(&search->facts->standards, line->item);

    if (standard == NULL || standard->standard_fen == line->standard_fen)
        return;
    add(search, PF_STANDARD, household->id,
        TR_FORMAT(ctx->arena, ctx->lang,
                  "户号 {number} {head}，{item}：标准写 {standard} 元，项目的标准是 {wanted} 元",
                  {"number", household->number}, {"head", household->head}, {"item", line->item},
                  {"standard", money(search, line->standard_fen)},
                  {"wanted", money(search, standard->standard_fen)}));
}

static void
check_steps(Search *search, const ProjectHousehold *household)
{
    Ctx *ctx = search->ctx;

    if (household->household == 0)
        add(search, PF_UNKNOWN, household->id,
            TR_FORMAT(ctx->arena, ctx->lang, "户号 {number} {head}：户籍表里没有这个户号",
                      {"number", household->number}, {"head", household->head}));
    if (!household->paid_day.set)
        return;
    if (!household->signed_day.set)
        add(search, PF_UNSIGNED, household->id,
            TR_FORMAT(ctx->arena, ctx->lang, "户号 {number} {head}：没有签约就付了款",
                      {"number", household->number}, {"head", household->head}));
    else if (household->paid_day.value < household->signed_day.value)
        add(search, PF_UNSIGNED, household->id,
            TR_FORMAT(ctx->arena, ctx->lang, "户号 {number} {head}：付款的日子在签约之前",
                      {"number", household->number}, {"head", household->head}));
}

static bool
same_family(const ProjectHousehold *a, const ProjectHousehold *b)
{
    if (a->household != 0 && a->household == b->household)
        return true;
    return a->place == b->place && text_eq(a->head, b->head) &&
           text_eq(a->group_name, b->group_name);
}

/* The first household before this one that is the same family, by hash of its head: families of one
 * name are few. */
static void
check_twice(Search *search)
{
    const ProjectHouseholds *list = &search->facts->households;
    Ctx *ctx = search->ctx;
    uint64_t *hashes = NEW_ARRAY(ctx->arena, uint64_t, list->len);

    for (size_t i = 0; i < list->len; i++)
        hashes[i] = text_hash(list->at[i].head);
    for (size_t i = 0; i < list->len; i++) {
        const ProjectHousehold *household = &list->at[i];

        for (size_t j = 0; (search->place == 0 || household->place == search->place) && j < i;
             j++) {
            const ProjectHousehold *twin = &list->at[j];

            if ((hashes[i] != hashes[j] && household->household != twin->household) ||
                !same_family(household, twin))
                continue;
            add(search, PF_TWICE, household->id,
                TR_FORMAT(ctx->arena, ctx->lang, "户号 {number} {head}：和户号 {other} 像是同一家",
                          {"number", household->number}, {"head", household->head},
                          {"other", twin->number}));
            break;
        }
    }
}

static void
check_households(Search *search)
{
    const ProjectHouseholds *list = &search->facts->households;

    for (size_t i = 0; i < list->len; i++) {
        const ProjectHousehold *household = &list->at[i];

        if (search->place != 0 && household->place != search->place)
            continue;
        for (size_t j = 0; j < household->line_count; j++) {
            check_amount(search, household, &household->lines[j]);
            check_standard(search, household, &household->lines[j]);
        }
        check_steps(search, household);
    }
    check_twice(search);
}

/* ---- works ---- */

static void
over(Search *search, ProjectFindingKind kind, Text sentence, int64_t amount, int64_t limit)
{
    Ctx *ctx = search->ctx;

    if (amount <= limit)
        return;
    add(search, kind, 0,
        tr_format(ctx->arena, sentence,
                  (const TrArg[]){
                      {"amount", money(search, amount)        },
                      {"limit",  money(search, limit)         },
                      {"over",   money(search, amount - limit)}
    },
                  3));
}

static void
check_budget(Search *search)
{
    Ctx *ctx = search->ctx;
    const Project *project = &search->facts->project;
    OptInt contract = project_contract_now_fen(project);

    if (project->budget_fen.set) {
        int64_t budget = project->budget_fen.value;

        over(search, PF_BUDGET,
             TR(ctx->lang, "合同和变更共 {amount} 元，预算是 {limit} 元，超了 {over} 元"),
             contract.set ? contract.value : 0, budget);
        over(search, PF_BUDGET,
             TR(ctx->lang, "已付 {amount} 元，预算是 {limit} 元，超了 {over} 元"),
             project->payments_fen, budget);
        over(search, PF_BUDGET,
             TR(ctx->lang, "补偿合计 {amount} 元，预算是 {limit} 元，超了 {over} 元"),
             project->total_fen, budget);
    }
    if (contract.set)
        over(search, PF_CONTRACT,
             TR(ctx->lang, "已付 {amount} 元，合同和变更共 {limit} 元，多付了 {over} 元"),
             project->payments_fen, contract.value);
    else if (project->payments_fen != 0)
        add(search, PF_CONTRACT, 0,
            TR_FORMAT(ctx->arena, ctx->lang, "还没有合同，已经付了 {amount} 元",
                      {"amount", money(search, project->payments_fen)}));
}

/* The first day of a stage after the work: acceptance. */
static OptInt
accepted_on(const Stages *stages)
{
    OptInt first = {0};

    for (size_t i = 0; i < stages->len; i++) {
        OptInt day = stages->at[i].actual_start;

        if (stages->at[i].phase == PHASE_AFTER && day.set &&
            (!first.set || day.value < first.value))
            first = day;
    }
    return first;
}

static void
check_early(Search *search)
{
    Ctx *ctx = search->ctx;
    const ProjectPayments *payments = &search->facts->payments;
    OptInt contract = project_contract_now_fen(&search->facts->project);
    OptInt accepted = accepted_on(&search->facts->stages);
    int64_t before = 0;

    for (size_t i = 0; i < payments->len; i++)
        before +=
            !accepted.set || payments->at[i].day < accepted.value ? payments->at[i].amount_fen : 0;
    if (!contract.set || contract.value <= 0 ||
        before / ALL < contract.value / ALL * NEARLY_ALL / ALL)
        return;
    add(search, PF_EARLY, 0,
        TR_FORMAT(ctx->arena, ctx->lang, "还没有验收就付了 {amount} 元，合同是 {contract} 元",
                  {"amount", money(search, before)}, {"contract", money(search, contract.value)}));
}

static const Bid *
winner_of(const Facts *facts)
{
    for (size_t i = 0; i < facts->bids.len; i++)
        if (facts->bids.at[i].valid &&
            text_eq(facts->bids.at[i].bidder, facts->project.tender.contractor))
            return &facts->bids.at[i];
    return NULL;
}

static void
check_close(Search *search)
{
    Ctx *ctx = search->ctx;
    const Bids *bids = &search->facts->bids;

    for (size_t i = 0; i < bids->len; i++) {
        for (size_t j = 0; j < i; j++) {
            const Bid *a = &bids->at[j];
            const Bid *b = &bids->at[i];
            int64_t low = a->amount_fen < b->amount_fen ? a->amount_fen : b->amount_fen;
            int64_t apart = a->amount_fen + b->amount_fen - 2 * low;

            if (!a->valid || !b->valid || apart > low / 1000 * CLOSE_PER_MILLE)
                continue;
            add(search, PF_BIDS, 0,
                TR_FORMAT(ctx->arena, ctx->lang,
                          "{first}和{second}的报价只差 {apart} 元（{a} 元、{b} 元）",
                          {"first", a->bidder}, {"second", b->bidder},
                          {"apart", money(search, apart)}, {"a", money(search, a->amount_fen)},
                          {"b", money(search, b->amount_fen)}));
        }
    }
}

static void
check_bids(Search *search)
{
    Ctx *ctx = search->ctx;
    const Facts *facts = search->facts;
    const ProjectTender *tender = &facts->project.tender;
    const Bid *winner = winner_of(facts);
    int64_t valid = 0;
    bool lowest = true;

    for (size_t i = 0; i < facts->bids.len; i++) {
        const Bid *bid = &facts->bids.at[i];

        valid += bid->valid;
        lowest = lowest && (winner == NULL || !bid->valid || bid->amount_fen >= winner->amount_fen);
    }
    if (tender->way == TENDER_PUBLIC && tender->contractor.len != 0 && valid < PUBLIC_BIDS_MIN)
        add(search, PF_BIDS, 0,
            TR_FORMAT(ctx->arena, ctx->lang, "公开招标只有 {count} 家有效投标，应不少于 {min} 家",
                      {"count", count_text(ctx, valid)},
                      {"min", count_text(ctx, PUBLIC_BIDS_MIN)}));
    if (!lowest)
        add(search, PF_BIDS, 0,
            TR_FORMAT(ctx->arena, ctx->lang, "中标的{name}报价不是最低的",
                      {"name", winner->bidder}));
    if (winner != NULL && tender->contract_fen.set)
        over(search, PF_BIDS,
             TR(ctx->lang, "合同 {amount} 元，中标的报价是 {limit} 元，多了 {over} 元"),
             tender->contract_fen.value, winner->amount_fen);
    check_close(search);
}

Status
facts_findings(Ctx *ctx, const Facts *facts, RegionCode place, ProjectFindings *out)
{
    Search search = {.ctx = ctx, .facts = facts, .place = place, .out = out};

    *out = (ProjectFindings){.at = NEW_ARRAY(ctx->arena, ProjectFinding, PROJECT_FINDINGS_MAX)};
    check_budget(&search);
    if (facts->project.kind == PROJECT_WORKS) {
        check_early(&search);
        check_bids(&search);
    } else {
        check_households(&search);
    }
    return OK;
}

Status
project_findings(Ctx *ctx, const Project *project, RegionCode place, ProjectFindings *out)
{
    Facts facts;
    ProjectSight sight;

    TRY(facts_fetch(ctx, project->id, &facts));
    TRY(project_sight(ctx, &facts.project, place, &sight));
    if (sight != SIGHT_STAFF)
        return DENIED;
    return facts_findings(ctx, &facts, place, out);
}
