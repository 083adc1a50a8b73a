/*
 * A contract's row as it is stored, and the rent that was received for it.
 */
#include "base/id.h"
#include "base/tr.h"
#include "property/inside.h"

Status
contract_store(Ctx *ctx, const Contract *c, bool insert)
{
    Text kind = text_c(contract_kind_name(c->kind));
    Text way = text_c(letting_way_name(c->way));
    Text terms = text_c(rent_terms_name(c->terms));
    OptInt resource = property_id(c->resource), holding = property_id(c->holding);
    OptInt next = contract_next_due(c);
    int64_t first = c->first_due.set ? c->first_due.value : c->begins, changed;

    if (insert)
        return contract_insert(
            ctx, &(ContractInsertArgs){c->id,           c->region,     c->number,   kind,
                                       resource,        holding,       c->subject,  c->area_milli,
                                       c->party,        c->person,     way,         c->price_fen,
                                       c->price_unit,   c->signed_day, c->begins,   c->ends,
                                       c->ended,        terms,         c->rent_fen, first,
                                       c->decision_day, c->decision,   c->tender,   c->note,
                                       c->received_fen, next});
    TRY(contract_update(
        ctx, &(ContractUpdateArgs){c->id,           c->lock,       c->number,   kind,
                                   resource,        holding,       c->subject,  c->area_milli,
                                   c->party,        c->person,     way,         c->price_fen,
                                   c->price_unit,   c->signed_day, c->begins,   c->ends,
                                   c->ended,        terms,         c->rent_fen, first,
                                   c->decision_day, c->decision,   c->tender,   c->note,
                                   c->received_fen, next},
        &changed));
    return property_one(changed);
}

/* ---- rent ---- */

static Rent
rent_from(const Move *move)
{
    return (Rent){.id = move->id,
                  .contract = move->owner,
                  .day = move->day,
                  .amount_fen = move->amount_fen,
                  .entry = move->entry,
                  .note = move->note};
}

Status
rent_list(Ctx *ctx, int64_t contract, Rents *out)
{
    Contract owner;
    Moves moves;

    *out = (Rents){0};
    TRY(contract_get(ctx, contract, &owner));
    TRY(moves_fetch(ctx, contract, &moves));
    out->at = NEW_ARRAY(ctx->arena, Rent, moves.len);
    for (size_t i = 0; i < moves.len; i++)
        out->at[out->len++] = rent_from(&moves.at[i]);
    return OK;
}

/* Sums what was received and writes the contract's row. */
static Status
sum_up(Ctx *ctx, Contract *contract)
{
    MovesBetweenRow sums;

    TRY(moves_between(ctx, contract->id, DAY_LEAST, DAY_MOST, &sums));
    contract->received_fen = sums.in_fen;
    TRY(contract_store(ctx, contract, false));
    return contract_fetch(ctx, contract->id, contract);
}

Status
rent_write(Ctx *ctx, Contract *contract, const Rent *input)
{
    Move move = {.id = id_new(),
                 .owner = contract->id,
                 .day = input->day,
                 .kind = MOVE_IN,
                 .amount_fen = input->amount_fen,
                 .entry = input->entry,
                 .note = input->note};

    TRY(move_check(ctx, contract->region, DAY_LEAST,
                   contract->kind == CONTRACT_LEASE ? DIRECTION_IN : DIRECTION_OUT, &move));
    TRY(move_store(ctx, &move));
    return sum_up(ctx, contract);
}

Status
rent_add(Ctx *ctx, int64_t lock, const Rent *input, Contract *out)
{
    TRY(contract_fetch(ctx, input->contract, out));
    TRY(property_begin(ctx, out->region));
    if (out->lock != lock)
        return CONFLICT;
    TRY(rent_write(ctx, out, input));
    return property_finish(ctx, out->region, REGISTER_CONTRACTS, input->day, PROPERTY_CHANGE,
                           out->id, out->number);
}

Status
rent_remove(Ctx *ctx, int64_t id, int64_t lock, Contract *out)
{
    MoveRecord record;
    int64_t changed;

    TRY(move_by_id(ctx, id, &record));
    TRY(contract_fetch(ctx, record.owner, out));
    TRY(property_begin(ctx, out->region));
    if (out->lock != lock)
        return CONFLICT;
    TRY(move_delete(ctx, id, &changed));
    TRY(property_one(changed));
    TRY(sum_up(ctx, out));
    return property_finish(ctx, out->region, REGISTER_CONTRACTS, (Day)record.day, PROPERTY_CHANGE,
                           out->id, out->number);
}
