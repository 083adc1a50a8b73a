#include "property/api_rows.h"

#include "base/money.h"
#include "base/tr.h"

/* ---- writing ---- */

static void
put_fen(Ctx *ctx, Json *json, const char *key, int64_t fen)
{
    json_put_text(json, key, fen_plain(ctx->arena, fen));
}

static void
put_id(Json *json, const char *key, int64_t id)
{
    if (id != 0)
        json_put_id(json, key, id);
    else
        json_put_none(json, key);
}

static void
put_field(Ctx *ctx, const RowField *field, const RegisterRow *row, Json *json)
{
    Text value = row_value(ctx, field, row);
    int64_t number;

    if (field->kind == ROW_FLAG)
        json_put_bool(json, field->name, value.len != 0);
    else if (field->kind == ROW_TEXT || field->kind == ROW_LONG)
        json_put_text(json, field->name, value);
    else if (value.len == 0)
        json_put_none(json, field->name);
    else if ((field->kind == ROW_NUMBER || field->kind == ROW_CATEGORY) &&
             text_to_i64(value, &number))
        json_put_int(json, field->name, number);
    else
        json_put_text(json, field->name, value);
}

void
api_put_row(Ctx *ctx, PropertyRegister which, const RegisterRow *row, Json *json)
{
    RowFields fields = row_fields(which);

    json_put_id(json, "id", row_id(which, row));
    json_put_text(json, "register", text_c(register_name(which)));
    json_put_text(json, "region", region_code_format(ctx->arena, row_region(which, row)));
    for (size_t i = 0; i < fields.len; i++)
        put_field(ctx, &fields.at[i], row, json);
    json_put_int(json, "lock", row_lock(which, row));
}

static Status
put_instalments(Ctx *ctx, const Contract *contract, Json *json)
{
    Instalments all;

    TRY(contract_schedule(ctx, contract, &all));
    json_key(json, "instalments");
    json_array_begin(json);
    for (size_t i = 0; i < all.len; i++) {
        json_object_begin(json);
        json_put_text(json, "due", day_format(ctx->arena, all.at[i].due));
        put_fen(ctx, json, "amount", all.at[i].amount_fen);
        put_fen(ctx, json, "received", all.at[i].received_fen);
        json_put_bool(json, "overdue", all.at[i].overdue);
        json_object_end(json);
    }
    json_array_end(json);
    return OK;
}

Status
api_put_moves(Ctx *ctx, PropertyRegister which, const RegisterRow *row, Json *json)
{
    Moves moves;

    if (!row_has_moves(which))
        return OK;
    TRY(row_moves(ctx, which, row_id(which, row), &moves));
    json_key(json, "moves");
    json_array_begin(json);
    for (size_t i = 0; i < moves.len; i++) {
        const Move *move = &moves.at[i];

        json_object_begin(json);
        json_put_id(json, "id", move->id);
        json_put_text(json, "day", day_format(ctx->arena, move->day));
        json_put_text(json, "kind", text_c(move_kind_name(move->kind)));
        put_fen(ctx, json, "amount", move->amount_fen);
        put_id(json, "entry", move->entry);
        json_put_text(json, "note", move->note);
        json_object_end(json);
    }
    json_array_end(json);
    return which == REGISTER_CONTRACTS ? put_instalments(ctx, &row->contract, json) : OK;
}

void
api_put_statement(const PropertyStatement *statement, Json *json)
{
    json_object_begin(json);
    json_put_text(json, "item", statement->item);
    json_put_text(json, "period", statement->period);
    put_id(json, "disclosure", statement->disclosure);
    if (statement->disclosure != 0)
        json_put_text(json, "state", text_c(disclosure_state_name(statement->state)));
    else
        json_put_none(json, "state");
    json_put_int(json, "revision", statement->revision);
    json_put_bool(json, "by_hand", statement->by_hand);
    json_put_bool(json, "waiting", statement->waiting);
    json_put_bool(json, "changed", statement->changed);
    json_object_end(json);
}

static bool
begin_part(Json *json, const char *key, Text period)
{
    if (period.len == 0) {
        json_put_none(json, key);
        return false;
    }
    json_key(json, key);
    json_object_begin(json);
    json_put_text(json, "period", period);
    return true;
}

void
api_put_summary(Ctx *ctx, const PropertySummary *summary, Json *json)
{
    json_object_begin(json);
    if (begin_part(json, "assets", summary->assets_period)) {
        json_put_int(json, "count", summary->assets);
        put_fen(ctx, json, "original", summary->original_fen);
        put_fen(ctx, json, "net", summary->net_fen);
        json_object_end(json);
    }
    if (begin_part(json, "contracts", summary->contracts_period)) {
        json_put_int(json, "count", summary->contracts);
        json_put_text(json, "let_area", decimal_plain(ctx->arena, summary->let_area_milli));
        put_fen(ctx, json, "due", summary->due_fen);
        put_fen(ctx, json, "received", summary->received_fen);
        json_object_end(json);
    }
    if (begin_part(json, "debts", summary->debts_period)) {
        put_fen(ctx, json, "receivable", summary->receivable_fen);
        put_fen(ctx, json, "payable", summary->payable_fen);
        json_object_end(json);
    }
    if (begin_part(json, "plan", summary->plan_period)) {
        put_fen(ctx, json, "planned_in", summary->planned_in_fen);
        put_fen(ctx, json, "done_in", summary->done_in_fen);
        put_fen(ctx, json, "planned_out", summary->planned_out_fen);
        put_fen(ctx, json, "done_out", summary->done_out_fen);
        json_object_end(json);
    }
    if (begin_part(json, "shares", summary->shares_period)) {
        put_fen(ctx, json, "shared", summary->shared_fen);
        put_fen(ctx, json, "pay", summary->pay_fen);
        put_fen(ctx, json, "allowances", summary->allowance_fen);
        json_object_end(json);
    }
    if (begin_part(json, "funds", summary->funds_period)) {
        json_put_int(json, "count", summary->funds);
        put_fen(ctx, json, "in", summary->funds_in_fen);
        put_fen(ctx, json, "out", summary->funds_out_fen);
        put_fen(ctx, json, "left", summary->funds_left_fen);
        json_object_end(json);
    }
    json_object_end(json);
}

/* ---- reading ---- */

/* A member as text; a flag as the field of a form sends it. */
static bool
text_of(Ctx *ctx, RowKind kind, const JsonNode *node, Text *out)
{
    if (node == NULL || node->kind != NODE_BOOL || kind != ROW_FLAG)
        return json_cell(ctx->arena, node, out);
    *out = node->flag ? T("1") : T("");
    return true;
}

Status
api_read_row(Ctx *ctx, PropertyRegister which, RegionCode village, const JsonNode *body, bool whole,
             RegisterRow *row)
{
    RowFields fields = row_fields(which);

    if (body == NULL || body->kind != NODE_MAP)
        return ctx_problem(ctx, "json", TR(ctx->lang, "应是一个 JSON 对象"));
    for (size_t i = 0; i < fields.len; i++) {
        const RowField *field = &fields.at[i];
        const JsonNode *node = json_member(body, field->name);
        Text value;

        if (field->out || (node == NULL && !whole))
            continue;
        if (text_of(ctx, field->kind, node, &value))
            TRY(row_set(ctx, field, village, value, row));
        else
            (void)!ctx_problem(ctx, field->name, TR(ctx->lang, "应是文字或数字"));
    }
    return ctx_checked(ctx);
}

Status
api_read_move(Ctx *ctx, PropertyRegister which, const JsonNode *body, Move *out)
{
    Text amount, note;
    FenFault fault;

    out->kind = MOVE_IN;
    if (which != REGISTER_CONTRACTS && !move_kind_parse(json_get_text(body, "kind"), &out->kind))
        (void)!ctx_problem(ctx, "kind", TR(ctx->lang, "请选是增加还是减少"));
    if (!day_parse(json_get_text(body, "day"), &out->day))
        (void)!ctx_problem(ctx, "day", TR(ctx->lang, "应是日期，例如 2023-05-18"));
    if (!json_cell(ctx->arena, json_member(body, "amount"), &amount) ||
        (amount.len == 0 && out->kind != MOVE_NOTE))
        (void)!ctx_problem(ctx, "amount", TR(ctx->lang, "请写多少钱"));
    else if (amount.len != 0 && !fen_parse(amount, &out->amount_fen, &fault))
        (void)!ctx_problem(ctx, "amount", fen_fault_sentence(ctx->lang, fault));
    (void)json_get_int(body, "entry", &out->entry);
    note = json_get_text(body, "note");
    out->note = note.at == NULL ? T("") : note;
    return ctx_checked(ctx);
}
