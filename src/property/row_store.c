/*
 * The seven registers' functions behind one.
 */
#include "base/tr.h"
#include "property/row_fields.h"

/* Whichever member of the union: one line a register. */
#define EACH(which, action)                                                                        \
    switch (which) {                                                                               \
    case REGISTER_RESOURCES:                                                                       \
        action(resource);                                                                          \
        break;                                                                                     \
    case REGISTER_ASSETS:                                                                          \
        action(holding);                                                                           \
        break;                                                                                     \
    case REGISTER_CONTRACTS:                                                                       \
        action(contract);                                                                          \
        break;                                                                                     \
    case REGISTER_DEBTS:                                                                           \
        action(debt);                                                                              \
        break;                                                                                     \
    case REGISTER_FUNDS:                                                                           \
        action(special);                                                                           \
        break;                                                                                     \
    case REGISTER_PLAN:                                                                            \
        action(plan);                                                                              \
        break;                                                                                     \
    case REGISTER_SHARES:                                                                          \
        action(share);                                                                             \
        break;                                                                                     \
    case REGISTER_COUNT:                                                                           \
        break;                                                                                     \
    }

int64_t
row_id(PropertyRegister which, const RegisterRow *row)
{
#define ID(member) return row->member.id
    EACH(which, ID)
#undef ID
    return 0;
}

int64_t
row_lock(PropertyRegister which, const RegisterRow *row)
{
#define LOCK(member) return row->member.lock
    EACH(which, LOCK)
#undef LOCK
    return 0;
}

RegionCode
row_region(PropertyRegister which, const RegisterRow *row)
{
#define REGION(member) return row->member.region
    EACH(which, REGION)
#undef REGION
    return 0;
}

Text
row_name(PropertyRegister which, const RegisterRow *row)
{
    switch (which) {
    case REGISTER_RESOURCES:
        return row->resource.name;
    case REGISTER_ASSETS:
        return row->holding.name;
    case REGISTER_CONTRACTS:
        return row->contract.number;
    case REGISTER_DEBTS:
        return row->debt.party;
    case REGISTER_FUNDS:
        return row->special.name;
    case REGISTER_PLAN:
        return row->plan.item;
    case REGISTER_SHARES:
        return row->share.post;
    case REGISTER_COUNT:
        break;
    }
    return T("");
}

RegisterRow
row_new(Ctx *ctx, PropertyRegister which, RegionCode village)
{
    RegisterRow row;
    RowFields fields = row_fields(which);
    int year = day_to_date(ctx_today(ctx)).year;

    /* The largest member is zeroed by the arena; texts are empty, not absent. */
    row = *NEW(ctx->arena, RegisterRow);
    for (size_t i = 0; i < fields.len; i++)
        if (fields.at[i].kind == ROW_TEXT || fields.at[i].kind == ROW_LONG)
            *(Text *)(void *)((char *)&row + fields.at[i].offset) = T("");
#define REGION(member) row.member.region = village
    EACH(which, REGION)
#undef REGION
    if (which == REGISTER_PLAN) {
        row.plan.year = year;
        row.plan.direction = DIRECTION_IN;
    }
    if (which == REGISTER_SHARES)
        row.share.year = year;
    if (which == REGISTER_CONTRACTS)
        row.contract.terms = RENT_YEARLY;
    return row;
}

Status
row_get(Ctx *ctx, PropertyRegister which, int64_t id, RegisterRow *out)
{
#define GET(member) return member##_get(ctx, id, &out->member)
    EACH(which, GET)
#undef GET
    return NOT_FOUND;
}

Status
row_put(Ctx *ctx, PropertyRegister which, const RegisterRow *input, int64_t lock, RegisterRow *out)
{
    RegisterRow row = *input;

#define PUT(member)                                                                                \
    row.member.lock = lock;                                                                        \
    return member##_put(ctx, &row.member, &out->member)
    EACH(which, PUT)
#undef PUT
    return NOT_FOUND;
}

Status
row_remove(Ctx *ctx, PropertyRegister which, int64_t id, int64_t lock)
{
#define REMOVE(member) return member##_remove(ctx, id, lock)
    EACH(which, REMOVE)
#undef REMOVE
    return NOT_FOUND;
}

/* ---- lists ---- */

bool
row_filter(PropertyRegister which, Text only, RowFilter *out)
{
    static const struct {
        Text name;
        ContractFilter filter;
    } filters[] = {
        {T_INIT("in-force"), CONTRACTS_IN_FORCE},
        {T_INIT("overdue"),  CONTRACTS_OVERDUE },
        {T_INIT("ending"),   CONTRACTS_ENDING  },
        {T_INIT("ended"),    CONTRACTS_ENDED   },
    };

    if (text_is_empty(only))
        return true;
    if (which == REGISTER_DEBTS && text_eq(only, T("open"))) {
        out->open = true;
        return true;
    }
    for (size_t i = 0; which == REGISTER_CONTRACTS && i < sizeof filters / sizeof filters[0]; i++)
        if (text_eq(only, filters[i].name)) {
            out->contracts = filters[i].filter;
            return true;
        }
    return false;
}

#define COLLECT(member)                                                                            \
    out->at = NEW_ARRAY(ctx->arena, RegisterRow, rows.len);                                        \
    for (size_t i = 0; i < rows.len; i++)                                                          \
    out->at[out->len++].member = rows.at[i]

static Status
list_plan(Ctx *ctx, RegionCode village, int64_t year, RegisterRows *out)
{
    PlanLines rows;

    if (year == 0)
        year = day_to_date(ctx_today(ctx)).year;
    TRY(plan_list(ctx, village, year, &rows));
    COLLECT(plan);
    return OK;
}

static Status
list_contracts(Ctx *ctx, RegionCode village, const RowFilter *filter, RegisterRows *out)
{
    Contracts rows;

    TRY(contract_list(ctx, village, filter->contracts, filter->cursor, &rows));
    COLLECT(contract);
    out->next = rows.next;
    return OK;
}

static Status
list_debts(Ctx *ctx, RegionCode village, const RowFilter *filter, RegisterRows *out)
{
    Debts rows;

    TRY(debt_list(ctx, village, filter->open, filter->cursor, &rows));
    COLLECT(debt);
    out->next = rows.next;
    return OK;
}

static Status
list_shares(Ctx *ctx, RegionCode village, const RowFilter *filter, RegisterRows *out)
{
    Shares rows;

    TRY(share_list(ctx, village, filter->year, filter->cursor, &rows));
    COLLECT(share);
    out->next = rows.next;
    return OK;
}

#define LIST(name, Type, member)                                                                   \
    static Status name(Ctx *ctx, RegionCode village, Text cursor, RegisterRows *out)               \
    {                                                                                              \
        Type rows;                                                                                 \
                                                                                                   \
        TRY(member##_list(ctx, village, cursor, &rows));                                           \
        COLLECT(member);                                                                           \
        out->next = rows.next;                                                                     \
        return OK;                                                                                 \
    }

LIST(list_resources, Resources, resource)
LIST(list_holdings, Holdings, holding)
LIST(list_specials, SpecialFunds, special)

Status
row_list(Ctx *ctx, PropertyRegister which, RegionCode village, const RowFilter *filter,
         RegisterRows *out)
{
    *out = (RegisterRows){0};
    switch (which) {
    case REGISTER_RESOURCES:
        return list_resources(ctx, village, filter->cursor, out);
    case REGISTER_ASSETS:
        return list_holdings(ctx, village, filter->cursor, out);
    case REGISTER_CONTRACTS:
        return list_contracts(ctx, village, filter, out);
    case REGISTER_DEBTS:
        return list_debts(ctx, village, filter, out);
    case REGISTER_FUNDS:
        return list_specials(ctx, village, filter->cursor, out);
    case REGISTER_PLAN:
        return list_plan(ctx, village, filter->year, out);
    case REGISTER_SHARES:
        return list_shares(ctx, village, filter, out);
    case REGISTER_COUNT:
        break;
    }
    return NOT_FOUND;
}

/* ---- movements ---- */

bool
row_has_moves(PropertyRegister which)
{
    return which == REGISTER_CONTRACTS || which == REGISTER_DEBTS || which == REGISTER_FUNDS;
}

static Status
rents_as_moves(Ctx *ctx, int64_t contract, Moves *out)
{
    Rents rents;

    TRY(rent_list(ctx, contract, &rents));
    *out = (Moves){.at = NEW_ARRAY(ctx->arena, Move, rents.len)};
    for (size_t i = 0; i < rents.len; i++)
        out->at[out->len++] = (Move){
            .id = rents.at[i].id,
            .owner = contract,
            .day = rents.at[i].day,
            .kind = MOVE_IN,
            .amount_fen = rents.at[i].amount_fen,
            .entry = rents.at[i].entry,
            .note = rents.at[i].note,
        };
    return OK;
}

Status
row_moves(Ctx *ctx, PropertyRegister which, int64_t owner, Moves *out)
{
    *out = (Moves){0};
    if (which == REGISTER_CONTRACTS)
        return rents_as_moves(ctx, owner, out);
    if (which == REGISTER_DEBTS)
        return debt_moves(ctx, owner, out);
    return which == REGISTER_FUNDS ? special_moves(ctx, owner, out) : NOT_FOUND;
}

Status
row_move(Ctx *ctx, PropertyRegister which, int64_t lock, const Move *input, RegisterRow *out)
{
    Rent rent = {
        .contract = input->owner,
        .day = input->day,
        .amount_fen = input->amount_fen,
        .entry = input->entry,
        .note = input->note,
    };

    if (which == REGISTER_CONTRACTS)
        return rent_add(ctx, lock, &rent, &out->contract);
    if (which == REGISTER_DEBTS)
        return debt_move(ctx, lock, input, &out->debt);
    return which == REGISTER_FUNDS ? special_move(ctx, lock, input, &out->special) : NOT_FOUND;
}

Status
row_move_remove(Ctx *ctx, PropertyRegister which, int64_t move, int64_t lock, RegisterRow *out)
{
    if (which == REGISTER_CONTRACTS)
        return rent_remove(ctx, move, lock, &out->contract);
    if (which == REGISTER_DEBTS)
        return debt_move_remove(ctx, move, lock, &out->debt);
    return which == REGISTER_FUNDS ? special_move_remove(ctx, move, lock, &out->special)
                                   : NOT_FOUND;
}
