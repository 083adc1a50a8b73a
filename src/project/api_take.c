/*
 * Projects from JSON: what a program sent, as the model takes it.
 */
#include "base/money.h"
#include "base/tr.h"
#include "catalogue/column.h"
#include "project/api_write.h"

Text
api_cell(Ctx *ctx, const JsonNode *node)
{
    Text text;

    (void)json_cell(ctx->arena, node, &text);
    return text;
}

static bool
has(const JsonNode *body, const char *key)
{
    return json_member(body, key) != NULL;
}

static OptInt
amount_of(Ctx *ctx, const char *field, const JsonNode *node)
{
    Text typed = api_cell(ctx, node);
    FenFault fault;
    int64_t fen;

    if (text_is_blank(typed))
        return (OptInt){0};
    if (fen_parse(typed, &fen, &fault))
        return SOME_INT(fen);
    (void)!ctx_problem(ctx, field, fen_fault_sentence(ctx->lang, fault));
    return (OptInt){0};
}

static OptInt
day_of_node(Ctx *ctx, const char *field, const JsonNode *node)
{
    Text typed = text_trim(api_cell(ctx, node));
    Day day;

    if (typed.len == 0)
        return (OptInt){0};
    if (day_parse_loose(typed, &day))
        return SOME_INT(day);
    (void)!ctx_problem(ctx, field, TR(ctx->lang, "应是日期，例如 2023-05-18"));
    return (OptInt){0};
}

OptInt
api_amount(Ctx *ctx, const JsonNode *body, const char *key)
{
    return amount_of(ctx, key, json_member(body, key));
}

OptInt
api_day(Ctx *ctx, const JsonNode *body, const char *key)
{
    return day_of_node(ctx, key, json_member(body, key));
}

int64_t
api_lock(const JsonNode *body, const Project *project)
{
    int64_t lock;

    return json_get_int(body, "lock", &lock) ? lock : project->lock;
}

/* ---- a project ---- */

static void
take_text(const JsonNode *body, const char *key, Text *text)
{
    if (has(body, key))
        *text = text_trim(json_get_text(body, key));
}

static void
take_day(Ctx *ctx, const JsonNode *body, const char *key, OptInt *day)
{
    if (has(body, key))
        *day = api_day(ctx, body, key);
}

static void
take_places(Ctx *ctx, const JsonNode *body, Project *project)
{
    const JsonNode *list = json_member(body, "places");
    size_t len = json_len(list);

    if (list == NULL || len > PROJECT_PLACES_MAX) {
        if (list != NULL)
            (void)!ctx_problem(ctx, "places", TR(ctx->lang, "地方太多"));
        return;
    }
    project->places = (RegionCodes){.at = NEW_ARRAY(ctx->arena, RegionCode, len)};
    for (size_t i = 0; i < len; i++) {
        RegionCode code;

        if (region_code_parse(api_cell(ctx, json_item(list, i)), &code))
            project->places.at[project->places.len++] = code;
        else
            (void)!ctx_problem(ctx, "places", TR(ctx->lang, "没有这个地方"));
    }
}

Status
api_take_project(Ctx *ctx, const JsonNode *body, Project *project)
{
    static const JsonShape shape[] = {
        {"name",    NODE_TEXT},
        {"summary", NODE_TEXT},
        {"ground",  NODE_TEXT},
        {"source",  NODE_TEXT},
        {"kind",    NODE_TEXT},
        {"places",  NODE_LIST},
    };

    TRY(json_shape(ctx, body, shape, sizeof shape / sizeof shape[0]));
    take_text(body, "name", &project->name);
    take_text(body, "summary", &project->summary);
    take_text(body, "ground", &project->ground);
    take_text(body, "source", &project->source);
    if (has(body, "budget"))
        project->budget_fen = api_amount(ctx, body, "budget");
    take_day(ctx, body, "finished_on", &project->finished_day);
    take_places(ctx, body, project);
    return ctx_checked(ctx);
}

Status
api_take_stage(Ctx *ctx, const JsonNode *body, Stage *stage)
{
    static const JsonShape shape[] = {
        {"name",     NODE_TEXT},
        {"note",     NODE_TEXT},
        {"phase",    NODE_TEXT},
        {"position", NODE_INT }
    };

    TRY(json_shape(ctx, body, shape, sizeof shape / sizeof shape[0]));
    take_text(body, "name", &stage->name);
    take_text(body, "note", &stage->note);
    take_day(ctx, body, "planned_start", &stage->planned_start);
    take_day(ctx, body, "planned_end", &stage->planned_end);
    take_day(ctx, body, "actual_start", &stage->actual_start);
    take_day(ctx, body, "actual_end", &stage->actual_end);
    if (has(body, "phase") && !stage_phase_parse(json_get_text(body, "phase"), &stage->phase))
        (void)!ctx_problem(ctx, "phase", TR(ctx->lang, "请选事前、事中还是事后"));
    (void)json_get_int(body, "position", &stage->position);
    return ctx_checked(ctx);
}

/* ---- lists ---- */

/* The list of this name, with at most so many; NULL and a problem otherwise. */
static const JsonNode *
list_of(Ctx *ctx, const JsonNode *body, const char *key, size_t most)
{
    const JsonNode *list = json_member(body, key);

    if (list != NULL && list->kind == NODE_LIST && json_len(list) <= most)
        return list;
    (void)!ctx_problem(ctx, key,
                       TR_FORMAT(ctx->arena, ctx->lang, "要一个列表，最多 {max} 项",
                                 {"max", text_printf(ctx->arena, "%zu", most)}));
    return NULL;
}

static char *
cell_field(Ctx *ctx, const char *list, size_t row, int column)
{
    return text_cstr(ctx->arena, text_printf(ctx->arena, "%s.%zu.%d", list, row + 1, column));
}

Status
api_take_standards(Ctx *ctx, const JsonNode *body, Standards *out)
{
    const JsonNode *list = list_of(ctx, body, "standards", PROJECT_STANDARDS_MAX);

    *out = (Standards){.len = json_len(list)};
    out->at = NEW_ARRAY(ctx->arena, Standard, out->len);
    for (size_t i = 0; i < out->len; i++) {
        const JsonNode *node = json_item(list, i);

        out->at[i] = (Standard){
            .item = text_trim(json_get_text(node, "item")),
            .unit = text_trim(json_get_text(node, "unit")),
            .standard_fen =
                amount_of(ctx, cell_field(ctx, "standard", i, 3), json_member(node, "standard"))
                    .value,
            .note = text_trim(json_get_text(node, "note")),
        };
    }
    return ctx_checked(ctx);
}

/* ---- households ---- */

static const char *const row_keys[RC_COUNT] = {
    [RC_BUILDING] = "building", [RC_NUMBER] = "number",       [RC_HEAD] = "head",
    [RC_GROUP] = "group",       [RC_AGREEMENT] = "agreement", [RC_ITEM] = "item",
    [RC_QUANTITY] = "quantity", [RC_STANDARD] = "standard",   [RC_AMOUNT] = "amount",
    [RC_SIGNED] = "signed_on",  [RC_PAID] = "paid_on",        [RC_NOTE] = "note",
};

typedef struct RowProblems {
    Ctx *ctx;
    size_t row; /* from 0 */
} RowProblems;

static void
row_problem(void *arg, int column, Text why)
{
    RowProblems *problems = arg;

    (void)!ctx_problem(problems->ctx, cell_field(problems->ctx, "row", problems->row, column + 1),
                       why);
}

static Status
take_row(Ctx *ctx, const Project *project, const Standards *standards, RegionCode place,
         const JsonNode *node, Columns columns, RowProblems *problems, ProjectRow *out)
{
    Text cells[RC_COUNT];
    size_t before = ctx->problems.len;

    for (int i = 0; i < RC_COUNT; i++) {
        Text sent, why;

        cells[i] = T("");
        if (!json_cell(ctx->arena, json_member(node, row_keys[i]), &sent))
            row_problem(problems, i, TR(ctx->lang, "应是文字或数字"));
        else if (cell_normalise(ctx, &columns.at[i], sent, &cells[i], &why) != OK)
            row_problem(problems, i, why);
    }
    if (ctx->problems.len > before)
        return OK; /* told with those of the other rows */
    return project_row_from_cells(ctx, project, standards, place, cells, out, row_problem,
                                  problems);
}

Status
api_take_rows(Ctx *ctx, const Project *project, RegionCode place, const JsonNode *body,
              ProjectRows *out)
{
    const JsonNode *list = list_of(ctx, body, "rows", PROJECT_ROWS_MAX);
    Columns columns = project_row_columns(ctx);
    RowProblems problems = {.ctx = ctx};
    Standards standards;

    TRY(project_standards(ctx, project, &standards));
    *out = (ProjectRows){.len = json_len(list)};
    out->at = NEW_ARRAY(ctx->arena, ProjectRow, out->len);
    for (size_t i = 0; i < out->len; i++) {
        problems.row = i;
        TRY(take_row(ctx, project, &standards, place, json_item(list, i), columns, &problems,
                     &out->at[i]));
    }
    return ctx_checked(ctx);
}

/* ---- works ---- */

static void
take_bid(Ctx *ctx, const JsonNode *node, size_t row, Bid *out)
{
    *out = (Bid){
        .bidder = text_trim(json_get_text(node, "bidder")),
        .amount_fen =
            amount_of(ctx, cell_field(ctx, "bid", row, 2), json_member(node, "amount")).value,
        .valid = true,
        .note = text_trim(json_get_text(node, "note")),
    };
    (void)json_get_bool(node, "valid", &out->valid);
}

Status
api_take_tender(Ctx *ctx, const JsonNode *body, ProjectTender *tender, Bids *bids)
{
    const JsonNode *list = list_of(ctx, body, "bids", PROJECT_BIDS_MAX);

    *tender = (ProjectTender){
        .day = api_day(ctx, body, "decided_on"),
        .contractor = text_trim(json_get_text(body, "contractor")),
        .contract_fen = api_amount(ctx, body, "contract"),
        .contract_day = api_day(ctx, body, "contract_on"),
    };
    if (!tender_way_parse(json_get_text(body, "way"), &tender->way))
        (void)!ctx_problem(ctx, "way", TR(ctx->lang, "请选是怎么定的"));
    *bids = (Bids){.len = json_len(list)};
    bids->at = NEW_ARRAY(ctx->arena, Bid, bids->len);
    for (size_t i = 0; i < bids->len; i++)
        take_bid(ctx, json_item(list, i), i, &bids->at[i]);
    return ctx_checked(ctx);
}

static const char *const payment_keys[PC_COUNT] = {
    [PC_DAY] = "paid_on",
    [PC_AMOUNT] = "amount",
    [PC_VOUCHER] = "voucher",
    [PC_NOTE] = "note",
};

Status
api_take_payments(Ctx *ctx, const JsonNode *body, ProjectPayments *out)
{
    const JsonNode *list = list_of(ctx, body, "payments", PROJECT_PAYMENTS_MAX);
    Columns columns = project_payment_columns(ctx);
    RowProblems problems = {.ctx = ctx};

    *out = (ProjectPayments){.len = json_len(list)};
    out->at = NEW_ARRAY(ctx->arena, ProjectPayment, out->len);
    for (size_t i = 0; i < out->len; i++) {
        Text cells[PC_COUNT];
        size_t before = ctx->problems.len;

        problems.row = i;
        for (int j = 0; j < PC_COUNT; j++) {
            Text why;

            cells[j] = T("");
            if (cell_normalise(ctx, &columns.at[j],
                               api_cell(ctx, json_member(json_item(list, i), payment_keys[j])),
                               &cells[j], &why) != OK)
                row_problem(&problems, j, why);
        }
        if (ctx->problems.len == before)
            TRY(project_payment_from_cells(ctx, cells, &out->at[i], row_problem, &problems));
    }
    return ctx_checked(ctx);
}

Status
api_take_change(Ctx *ctx, const JsonNode *body, ProjectChange *change)
{
    OptInt day = api_day(ctx, body, "decided_on");

    if (!day.set && ctx_checked(ctx) == OK)
        (void)!ctx_problem(ctx, "decided_on", TR(ctx->lang, "请写是哪一天"));
    *change = (ProjectChange){
        .day = (Day)day.value,
        .amount_fen = api_amount(ctx, body, "amount").value,
        .reason = text_trim(json_get_text(body, "reason")),
        .decision = text_trim(json_get_text(body, "decision")),
    };
    return ctx_checked(ctx);
}
