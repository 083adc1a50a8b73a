/*
 * Special funds: earmarked money, land compensation, levies, money collected for others, and what
 * audits found.
 */
#include "base/id.h"
#include "base/tr.h"
#include "property/inside.h"

SpecialFund
special_from(const SpecialRecord *record)
{
    SpecialFund fund = {
        .id = record->id,
        .region = record->region,
        .name = record->name,
        .document = record->document,
        .day = (Day)record->day,
        .opening_fen = record->opening_fen,
        .use = record->purpose,
        .note = record->note,
        .balance_fen = record->balance_fen,
        .lock = record->lock,
    };

    (void)special_kind_parse(record->kind, &fund.kind);
    return fund;
}

/* ---- reading ---- */

Status
special_fetch(Ctx *ctx, int64_t id, SpecialFund *out)
{
    SpecialRecord record;

    TRY(special_by_id(ctx, id, &record));
    *out = special_from(&record);
    return OK;
}

Status
special_get(Ctx *ctx, int64_t id, SpecialFund *out)
{
    TRY(special_fetch(ctx, id, out));
    return property_read(ctx, out->region);
}

Status
special_list(Ctx *ctx, RegionCode village, Text cursor, SpecialFunds *out)
{
    SpecialRecords rows;
    int64_t after;

    *out = (SpecialFunds){0};
    TRY(property_read(ctx, village));
    TRY(property_cursor(ctx, cursor, &after));
    TRY(specials_after(ctx, village, after, PROPERTY_PAGE + 1, &rows));
    out->at = NEW_ARRAY(ctx->arena, SpecialFund, rows.len);
    for (size_t i = 0; i < rows.len && i < PROPERTY_PAGE; i++)
        out->at[out->len++] = special_from(&rows.at[i]);
    if (out->len != 0)
        out->next = property_next(ctx, rows.len, out->at[out->len - 1].id);
    return OK;
}

Status
special_moves(Ctx *ctx, int64_t fund, Moves *out)
{
    SpecialFund owner;

    TRY(special_get(ctx, fund, &owner));
    return moves_fetch(ctx, fund, out);
}

/* ---- writing ---- */

/* The row's balance from its movements; they must not leave less than nothing on any day. */
static Status
settle(Ctx *ctx, SpecialFund *fund, const Moves *moves, const char *field)
{
    if (moves->len != 0 && moves->at[0].day < fund->day)
        return ctx_problem(ctx, "day", TR(ctx->lang, "已经有更早的变动"));
    if (!moves_balance(fund->opening_fen, moves, &fund->balance_fen))
        return ctx_problem(ctx, field, TR(ctx->lang, "支出比结余还多，余额会小于 0"));
    return OK;
}

static Status
save(Ctx *ctx, SpecialFund *fund)
{
    Text kind = text_c(special_kind_name(fund->kind));
    int64_t changed;

    if (fund->id == 0) {
        fund->id = id_new();
        fund->lock = 1;
        return special_insert(ctx,
                              &(SpecialInsertArgs){fund->id, fund->region, kind, fund->name,
                                                   fund->document, fund->day, fund->opening_fen,
                                                   fund->use, fund->note, fund->balance_fen});
    }
    TRY(special_update(ctx,
                       &(SpecialUpdateArgs){fund->id, fund->lock, kind, fund->name, fund->document,
                                            fund->day, fund->opening_fen, fund->use, fund->note,
                                            fund->balance_fen},
                       &changed));
    fund->lock++;
    return property_one(changed);
}

Status
special_check(Ctx *ctx, SpecialFund *fund)
{
    SpecialByKeyRow twin;
    SpecialsCountRow count;
    Status status;

    fund->name = property_text(ctx, "name", fund->name, PROPERTY_NAME_CHARS_MAX,
                               TR(ctx->lang, "请写资金或事项的名称"));
    fund->document =
        property_text(ctx, "document", fund->document, PROPERTY_NAME_CHARS_MAX, (Text){0});
    fund->use = property_text(ctx, "use", fund->use, PROPERTY_TEXT_CHARS_MAX,
                              TR(ctx->lang, "请写钱用来做什么，或者整改到哪一步"));
    fund->note = property_text(ctx, "note", fund->note, PROPERTY_TEXT_CHARS_MAX, (Text){0});
    if ((unsigned)fund->kind >= SPECIAL_KINDS)
        (void)!ctx_problem(ctx, "kind", TR(ctx->lang, "请选是哪一类资金"));
    property_day(ctx, "day", fund->day, true);
    property_money(ctx, "opening", fund->opening_fen, false);
    TRY(ctx_checked(ctx));
    status = special_by_key(ctx,
                            &(SpecialByKeyArgs){fund->region, text_c(special_kind_name(fund->kind)),
                                                fund->name, fund->document},
                            &twin);
    if (status == OK && twin.id != fund->id)
        (void)!ctx_problem(ctx, "name", TR(ctx->lang, "这个名称和文号的资金已经有了"));
    else if (status != OK && status != NOT_FOUND)
        return status;
    TRY(specials_count(ctx, fund->region, &count));
    if (fund->id == 0)
        property_room(ctx, "name", count.count, PROPERTY_ROWS_MAX);
    return ctx_checked(ctx);
}

Status
special_write(Ctx *ctx, const SpecialFund *input, SpecialFund *out)
{
    Moves moves = {0};

    *out = *input;
    TRY(special_check(ctx, out));
    if (out->id != 0)
        TRY(moves_fetch(ctx, out->id, &moves));
    TRY(settle(ctx, out, &moves, "opening"));
    return save(ctx, out);
}

Status
special_put(Ctx *ctx, const SpecialFund *input, SpecialFund *out)
{
    SpecialFund row = *input, before;
    Day from = row.day;

    if (row.id != 0) {
        TRY(special_fetch(ctx, row.id, &before));
        row.region = before.region;
        if (before.day < from)
            from = before.day;
    }
    TRY(property_begin(ctx, row.region));
    TRY(special_write(ctx, &row, out));
    return property_finish(ctx, row.region, REGISTER_FUNDS, from,
                           row.id != 0 ? PROPERTY_CHANGE : PROPERTY_ADD, out->id, out->name);
}

Status
special_remove(Ctx *ctx, int64_t id, int64_t lock)
{
    SpecialFund fund;
    MoveRecords moves;
    int64_t changed;

    TRY(special_fetch(ctx, id, &fund));
    TRY(property_begin(ctx, fund.region));
    TRY(moves_of(ctx, id, 1, &moves));
    if (moves.len != 0)
        return CONFLICT;
    TRY(special_delete(ctx, id, lock, &changed));
    TRY(property_one(changed));
    return property_finish(ctx, fund.region, REGISTER_FUNDS, fund.day, PROPERTY_REMOVE, id,
                           fund.name);
}

/* ---- movements ---- */

Status
special_move_write(Ctx *ctx, SpecialFund *fund, const Move *input)
{
    Move move = *input;
    Moves moves;

    move.id = id_new();
    move.owner = fund->id;
    TRY(move_check(ctx, fund->region, fund->day,
                   move.kind == MOVE_IN ? DIRECTION_IN : DIRECTION_OUT, &move));
    TRY(moves_fetch(ctx, fund->id, &moves));
    moves_add(&moves, &move);
    TRY(settle(ctx, fund, &moves, "amount"));
    TRY(move_store(ctx, &move));
    return save(ctx, fund);
}

Status
special_move(Ctx *ctx, int64_t lock, const Move *input, SpecialFund *out)
{
    TRY(special_fetch(ctx, input->owner, out));
    TRY(property_begin(ctx, out->region));
    if (out->lock != lock)
        return CONFLICT;
    TRY(special_move_write(ctx, out, input));
    return property_finish(ctx, out->region, REGISTER_FUNDS, input->day, PROPERTY_CHANGE, out->id,
                           out->name);
}

Status
special_move_remove(Ctx *ctx, int64_t id, int64_t lock, SpecialFund *out)
{
    MoveRecord record;
    Moves moves;
    int64_t changed;

    TRY(move_by_id(ctx, id, &record));
    TRY(special_fetch(ctx, record.owner, out));
    TRY(property_begin(ctx, out->region));
    if (out->lock != lock)
        return CONFLICT;
    TRY(moves_fetch(ctx, out->id, &moves));
    moves_take_off(&moves, id);
    TRY(settle(ctx, out, &moves, "amount"));
    TRY(move_delete(ctx, id, &changed));
    TRY(property_one(changed));
    TRY(save(ctx, out));
    return property_finish(ctx, out->region, REGISTER_FUNDS, (Day)record.day, PROPERTY_CHANGE,
                           out->id, out->name);
}
