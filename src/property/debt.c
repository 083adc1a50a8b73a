/*
 * Debts: what others owe the village, and what it owes them.
 */
#include "base/id.h"
#include "base/tr.h"
#include "property/inside.h"

Debt
debt_from(const DebtRecord *record)
{
    Debt debt = {
        .id = record->id,
        .region = record->region,
        .party = record->party,
        .person = record->person,
        .cause = record->cause,
        .day = (Day)record->day,
        .opening_fen = record->opening_fen,
        .note = record->note,
        .balance_fen = record->balance_fen,
        .lock = record->lock,
    };

    (void)debt_side_parse(record->side, &debt.side);
    return debt;
}

/* ---- reading ---- */

Status
debt_fetch(Ctx *ctx, int64_t id, Debt *out)
{
    DebtRecord record;

    TRY(debt_by_id(ctx, id, &record));
    *out = debt_from(&record);
    return OK;
}

Status
debt_get(Ctx *ctx, int64_t id, Debt *out)
{
    TRY(debt_fetch(ctx, id, out));
    return property_read(ctx, out->region);
}

Status
debt_list(Ctx *ctx, RegionCode village, bool open, Text cursor, Debts *out)
{
    DebtRecords rows;
    int64_t after;

    *out = (Debts){0};
    TRY(property_read(ctx, village));
    TRY(property_cursor(ctx, cursor, &after));
    TRY(debts_after(ctx, &(DebtsAfterArgs){village, after, open ? 1 : 0, PROPERTY_PAGE + 1},
                    &rows));
    out->at = NEW_ARRAY(ctx->arena, Debt, rows.len);
    for (size_t i = 0; i < rows.len && i < PROPERTY_PAGE; i++)
        out->at[out->len++] = debt_from(&rows.at[i]);
    if (out->len != 0)
        out->next = property_next(ctx, rows.len, out->at[out->len - 1].id);
    return OK;
}

Status
debt_moves(Ctx *ctx, int64_t debt, Moves *out)
{
    Debt owner;

    TRY(debt_get(ctx, debt, &owner));
    return moves_fetch(ctx, debt, out);
}

/* ---- writing ---- */

/* The row's balance from its movements; they must not leave less than nothing on any day. */
static Status
settle(Ctx *ctx, Debt *debt, const Moves *moves, const char *field)
{
    if (moves->len != 0 && moves->at[0].day < debt->day)
        return ctx_problem(ctx, "day", TR(ctx->lang, "已经有更早的变动"));
    if (!moves_balance(debt->opening_fen, moves, &debt->balance_fen))
        return ctx_problem(ctx, field, TR(ctx->lang, "减少的比欠的还多，余额会小于 0"));
    return OK;
}

static Status
save(Ctx *ctx, Debt *debt)
{
    Text side = text_c(debt_side_name(debt->side));
    int64_t changed;

    if (debt->id == 0) {
        debt->id = id_new();
        debt->lock = 1;
        return debt_insert(ctx,
                           &(DebtInsertArgs){debt->id, debt->region, side, debt->party,
                                             debt->person, debt->cause, debt->day,
                                             debt->opening_fen, debt->note, debt->balance_fen});
    }
    TRY(debt_update(ctx,
                    &(DebtUpdateArgs){debt->id, debt->lock, side, debt->party, debt->person,
                                      debt->cause, debt->day, debt->opening_fen, debt->note,
                                      debt->balance_fen},
                    &changed));
    debt->lock++;
    return property_one(changed);
}

Status
debt_check(Ctx *ctx, Debt *debt)
{
    DebtByKeyRow twin;
    DebtsCountRow count;
    Status status;

    debt->party = property_text(ctx, "party", debt->party, PROPERTY_NAME_CHARS_MAX,
                                TR(ctx->lang, "请写对方是谁"));
    debt->cause = property_text(ctx, "cause", debt->cause, PROPERTY_NAME_CHARS_MAX,
                                TR(ctx->lang, "请写是什么事欠的"));
    debt->note = property_text(ctx, "note", debt->note, PROPERTY_TEXT_CHARS_MAX, (Text){0});
    if ((unsigned)debt->side >= DEBT_SIDES)
        (void)!ctx_problem(ctx, "side", TR(ctx->lang, "请选是应收还是应付"));
    property_day(ctx, "day", debt->day, true);
    property_money(ctx, "opening", debt->opening_fen, false);
    TRY(ctx_checked(ctx));
    status = debt_by_key(ctx,
                         &(DebtByKeyArgs){debt->region, text_c(debt_side_name(debt->side)),
                                          debt->party, debt->cause, debt->day},
                         &twin);
    if (status == OK && twin.id != debt->id)
        (void)!ctx_problem(ctx, "cause", TR(ctx->lang, "同一天、同一方、同一件事已经有一笔"));
    else if (status != OK && status != NOT_FOUND)
        return status;
    TRY(debts_count(ctx, debt->region, &count));
    if (debt->id == 0)
        property_room(ctx, "party", count.count, PROPERTY_ROWS_MAX);
    return ctx_checked(ctx);
}

Status
debt_write(Ctx *ctx, const Debt *input, Debt *out)
{
    Moves moves = {0};

    *out = *input;
    TRY(debt_check(ctx, out));
    if (out->id != 0)
        TRY(moves_fetch(ctx, out->id, &moves));
    TRY(settle(ctx, out, &moves, "opening"));
    return save(ctx, out);
}

Status
debt_put(Ctx *ctx, const Debt *input, Debt *out)
{
    Debt row = *input, before;
    Day from = row.day;

    if (row.id != 0) {
        TRY(debt_fetch(ctx, row.id, &before));
        row.region = before.region;
        if (before.day < from)
            from = before.day;
    }
    TRY(property_begin(ctx, row.region));
    TRY(debt_write(ctx, &row, out));
    return property_finish(ctx, row.region, REGISTER_DEBTS, from,
                           row.id != 0 ? PROPERTY_CHANGE : PROPERTY_ADD, out->id, out->cause);
}

Status
debt_remove(Ctx *ctx, int64_t id, int64_t lock)
{
    Debt debt;
    MoveRecords moves;
    int64_t changed;

    TRY(debt_fetch(ctx, id, &debt));
    TRY(property_begin(ctx, debt.region));
    TRY(moves_of(ctx, id, 1, &moves));
    if (moves.len != 0)
        return CONFLICT;
    TRY(debt_delete(ctx, id, lock, &changed));
    TRY(property_one(changed));
    return property_finish(ctx, debt.region, REGISTER_DEBTS, debt.day, PROPERTY_REMOVE, id,
                           debt.cause);
}

/* ---- movements ---- */

/* Owed to the village: it grows when money goes out; owed by it, when money comes in. */
static Direction
money_goes(const Debt *debt, MoveKind kind)
{
    return (debt->side == DEBT_RECEIVABLE) == (kind == MOVE_OUT) ? DIRECTION_IN : DIRECTION_OUT;
}

Status
debt_move_write(Ctx *ctx, Debt *debt, const Move *input)
{
    Move move = *input;
    Moves moves;

    move.id = id_new();
    move.owner = debt->id;
    if (move.kind == MOVE_NOTE)
        return ctx_problem(ctx, "kind", TR(ctx->lang, "请选是增加还是减少"));
    TRY(move_check(ctx, debt->region, debt->day, money_goes(debt, move.kind), &move));
    TRY(moves_fetch(ctx, debt->id, &moves));
    moves_add(&moves, &move);
    TRY(settle(ctx, debt, &moves, "amount"));
    TRY(move_store(ctx, &move));
    return save(ctx, debt);
}

Status
debt_move(Ctx *ctx, int64_t lock, const Move *input, Debt *out)
{
    TRY(debt_fetch(ctx, input->owner, out));
    TRY(property_begin(ctx, out->region));
    if (out->lock != lock)
        return CONFLICT;
    TRY(debt_move_write(ctx, out, input));
    return property_finish(ctx, out->region, REGISTER_DEBTS, input->day, PROPERTY_CHANGE, out->id,
                           out->cause);
}

Status
debt_move_remove(Ctx *ctx, int64_t id, int64_t lock, Debt *out)
{
    MoveRecord record;
    Moves moves;
    int64_t changed;

    TRY(move_by_id(ctx, id, &record));
    TRY(debt_fetch(ctx, record.owner, out));
    TRY(property_begin(ctx, out->region));
    if (out->lock != lock)
        return CONFLICT;
    TRY(moves_fetch(ctx, out->id, &moves));
    moves_take_off(&moves, id);
    TRY(settle(ctx, out, &moves, "amount"));
    TRY(move_delete(ctx, id, &changed));
    TRY(property_one(changed));
    TRY(save(ctx, out));
    return property_finish(ctx, out->region, REGISTER_DEBTS, (Day)record.day, PROPERTY_CHANGE,
                           out->id, out->cause);
}
