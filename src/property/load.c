/*
 * Bulk loading: rows as they are, for the demonstration and for old accounts.  System only.
 */
#include "base/id.h"
#include "property/inside.h"
#include "store/store.h"

static Status
require_system(const Ctx *ctx)
{
    return ctx->actor != NULL && ctx->actor->system ? OK : DENIED;
}

static Text
there(Text text)
{
    return text.at == NULL ? T("") : text;
}

Status
property_load_resource(Ctx *ctx, const Resource *row, int64_t *id_out)
{
    TRY(require_system(ctx));
    *id_out = id_new();
    return resource_insert(
        ctx, &(ResourceInsertArgs){*id_out, row->region, row->name,
                                   text_c(resource_kind_name(row->kind)), row->area_milli,
                                   there(row->place), there(row->use),
                                   text_c(resource_state_name(row->state)), there(row->note)});
}

Status
property_load_holding(Ctx *ctx, const Holding *row, int64_t *id_out)
{
    TRY(require_system(ctx));
    *id_out = id_new();
    return holding_insert(
        ctx, &(HoldingInsertArgs){
                 *id_out, row->region, row->name, there(row->number),
                 text_c(holding_class_name(row->class)), row->quantity_milli, row->unit,
                 row->acquired, row->original_fen, row->residual_fen,
                 text_c(depreciation_name(row->method)), row->life_years, row->yearly_fen,
                 there(row->place), there(row->keeper), text_c(holding_state_name(row->state)),
                 row->since.set ? row->since.value : row->acquired, there(row->note)});
}

static Status
load_moves(Ctx *ctx, int64_t owner, Moves moves)
{
    for (size_t i = 0; i < moves.len; i++) {
        Move move = moves.at[i];

        move.id = id_new();
        move.owner = owner;
        move.note = there(move.note);
        TRY(move_store(ctx, &move));
    }
    return OK;
}

Status
property_load_contract(Ctx *ctx, const Contract *row, Rents rents, int64_t *id_out)
{
    Contract contract = *row;
    Moves moves = {.at = NEW_ARRAY(ctx->arena, Move, rents.len + 1), .len = rents.len};

    TRY(require_system(ctx));
    contract.id = *id_out = id_new();
    contract.subject = there(row->subject);
    contract.price_unit = there(row->price_unit);
    contract.decision = there(row->decision);
    contract.tender = there(row->tender);
    contract.note = there(row->note);
    contract.received_fen = 0;
    for (size_t i = 0; i < rents.len; i++) {
        moves.at[i] = (Move){.day = rents.at[i].day,
                             .kind = MOVE_IN,
                             .amount_fen = rents.at[i].amount_fen,
                             .entry = rents.at[i].entry,
                             .note = rents.at[i].note};
        contract.received_fen += rents.at[i].amount_fen;
    }
    TRY(contract_store(ctx, &contract, true));
    return load_moves(ctx, contract.id, moves);
}

Status
property_load_debt(Ctx *ctx, const Debt *row, Moves moves, int64_t *id_out)
{
    int64_t balance;

    TRY(require_system(ctx));
    *id_out = id_new();
    (void)moves_balance(row->opening_fen, &moves, &balance);
    TRY(debt_insert(ctx, &(DebtInsertArgs){*id_out, row->region, text_c(debt_side_name(row->side)),
                                           row->party, row->person, row->cause, row->day,
                                           row->opening_fen, there(row->note), balance}));
    return load_moves(ctx, *id_out, moves);
}

Status
property_load_special(Ctx *ctx, const SpecialFund *row, Moves moves, int64_t *id_out)
{
    int64_t balance;

    TRY(require_system(ctx));
    *id_out = id_new();
    (void)moves_balance(row->opening_fen, &moves, &balance);
    TRY(special_insert(ctx, &(SpecialInsertArgs){*id_out, row->region,
                                                 text_c(special_kind_name(row->kind)), row->name,
                                                 there(row->document), row->day, row->opening_fen,
                                                 row->use, there(row->note), balance}));
    return load_moves(ctx, *id_out, moves);
}

Status
property_load_plan(Ctx *ctx, const PlanLine *row, int64_t *id_out)
{
    TRY(require_system(ctx));
    *id_out = id_new();
    return plan_insert(ctx, &(PlanInsertArgs){*id_out, row->region, row->year, row->direction,
                                              row->category, row->item, row->planned_fen,
                                              row->done_fen, row->next_fen, there(row->note)});
}

Status
property_load_share(Ctx *ctx, const Share *row, int64_t *id_out)
{
    TRY(require_system(ctx));
    *id_out = id_new();
    return share_insert(ctx, &(ShareInsertArgs){*id_out, row->region, row->year,
                                                text_c(share_kind_name(row->kind)), row->post,
                                                there(row->person), there(row->household),
                                                there(row->number), property_id(row->household_id),
                                                row->quantity_milli, row->unit, row->standard_fen,
                                                row->amount_fen, row->paid_day});
}

Status
property_load_statement(Ctx *ctx, RegionCode village, Text item, Text period, int64_t disclosure)
{
    Period parsed;

    TRY(require_system(ctx));
    if (!period_parse(period, &parsed))
        return INVALID;
    return statement_put(
        ctx, &(StatementPutArgs){village, item, period, parsed.start, parsed.end, disclosure});
}

Status
property_load_done(Ctx *ctx, RegionCode village)
{
    TRY(require_system(ctx));
    TRY(property_sum_update(ctx, village));
    region_touch(ctx, village);
    return OK;
}
