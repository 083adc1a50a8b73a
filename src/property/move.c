/*
 * Movements: of debts and special funds, and rent received; and the entries of the ledger that tell
 * of the same money.
 */
#include "base/id.h"
#include "base/money.h"
#include "base/tr.h"
#include "property/inside.h"

Move
move_from(const MoveRecord *record)
{
    Move move = {
        .id = record->id,
        .owner = record->owner,
        .day = (Day)record->day,
        .amount_fen = record->amount_fen,
        .entry = record->entry.value,
        .note = record->note,
    };

    (void)move_kind_parse(record->kind, &move.kind);
    return move;
}

Status
moves_fetch(Ctx *ctx, int64_t owner, Moves *out)
{
    MoveRecords rows;

    TRY(moves_of(ctx, owner, PROPERTY_MOVES_MAX, &rows));
    *out = (Moves){.at = NEW_ARRAY(ctx->arena, Move, rows.len + 1), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = move_from(&rows.at[i]);
    return OK;
}

static Status
check_entry(Ctx *ctx, RegionCode village, Direction direction, const Move *move)
{
    Entry entry;
    MovesOfEntryRow used;
    Status status = entry_get(ctx, move->entry, &entry);

    if (status == NOT_FOUND || (status == OK && entry.region != village))
        return ctx_problem(ctx, "entry", TR(ctx->lang, "本村的账本里没有这一笔"));
    TRY(status);
    if (entry.direction != direction)
        return ctx_problem(ctx, "entry", TR(ctx->lang, "这一笔的收支方向不对"));
    TRY(moves_of_entry(ctx, move->entry, &used));
    if (used.amount_fen + move->amount_fen > entry.amount_fen)
        return ctx_problem(
            ctx, "entry",
            TR_FORMAT(ctx->arena, ctx->lang, "账本里这一笔只剩 {left} 元没有对上",
                      {"left", fen_format(ctx->arena, entry.amount_fen - used.amount_fen)}));
    return OK;
}

Status
move_check(Ctx *ctx, RegionCode village, Day first, Direction direction, Move *move)
{
    Moves others;

    if ((unsigned)move->kind >= MOVE_KINDS)
        (void)!ctx_problem(ctx, "kind", TR(ctx->lang, "请选是增加还是减少"));
    property_day(ctx, "day", move->day, true);
    if (move->day < first)
        (void)!ctx_problem(ctx, "day",
                           TR_FORMAT(ctx->arena, ctx->lang, "不能早于 {day}",
                                     {"day", day_format(ctx->arena, first)}));
    if (move->kind == MOVE_NOTE) {
        if (move->amount_fen != 0)
            (void)!ctx_problem(ctx, "amount", TR(ctx->lang, "记事没有金额"));
        move->entry = 0;
    } else {
        property_money(ctx, "amount", move->amount_fen, true);
    }
    move->note =
        property_text(ctx, "note", move->note, PROPERTY_TEXT_CHARS_MAX,
                      move->kind == MOVE_NOTE ? TR(ctx->lang, "请写是什么情况") : (Text){0});
    TRY(moves_fetch(ctx, move->owner, &others));
    property_room(ctx, "day", (int64_t)others.len, PROPERTY_MOVES_MAX);
    TRY(ctx_checked(ctx));
    return move->entry != 0 ? check_entry(ctx, village, direction, move) : OK;
}

Status
move_store(Ctx *ctx, const Move *move)
{
    return move_insert(ctx, &(MoveInsertArgs){move->id, move->owner, move->day,
                                              text_c(move_kind_name(move->kind)), move->amount_fen,
                                              property_id(move->entry), move->note});
}

bool
moves_balance(int64_t opening_fen, const Moves *moves, int64_t *balance_out)
{
    int64_t balance = opening_fen;
    bool fine = true;

    for (size_t i = 0; i < moves->len; i++) {
        const Move *move = &moves->at[i];
        bool day_ends = i + 1 == moves->len || moves->at[i + 1].day != move->day;

        if (move->kind != MOVE_NOTE)
            balance += move->kind == MOVE_IN ? move->amount_fen : -move->amount_fen;
        if (day_ends && balance < 0)
            fine = false;
    }
    *balance_out = balance;
    return fine;
}

void
moves_add(Moves *moves, const Move *move)
{
    size_t i = moves->len++; /* moves_fetch() leaves room for one */

    for (; i > 0 && moves->at[i - 1].day > move->day; i--)
        moves->at[i] = moves->at[i - 1];
    moves->at[i] = *move;
}

void
moves_take_off(Moves *moves, int64_t id)
{
    size_t kept = 0;

    for (size_t i = 0; i < moves->len; i++)
        if (moves->at[i].id != id)
            moves->at[kept++] = moves->at[i];
    moves->len = kept;
}

Status
property_entry_changed(Ctx *ctx, int64_t entry)
{
    return moves_forget_entry(ctx, entry);
}
