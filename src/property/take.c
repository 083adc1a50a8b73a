/*
 * Rows of a sheet into a register: what all registers share, and the shorter ones.
 */
#include "base/money.h"
#include "base/tr.h"
#include "property/sheet.h"

/* ---- faults ---- */

void
take_fault(Take *take, size_t column, Text why)
{
    take->row_faults++;
    take->faults++;
    take->fault(take->arg, take->row, column, why);
}

/* The column of a field; the first for what belongs to no column. */
static size_t
column_of(const Take *take, Text field)
{
    for (size_t i = 0; i < take->width; i++)
        if (text_eq(field, text_c(take->columns[i].field)))
            return i;
    return 0;
}

Status
take_problems(Take *take, size_t before, Status status)
{
    Problems *problems = &take->ctx->problems;

    if (status == CONFLICT)
        take_fault(take, 0, TR(take->ctx->lang, "刚刚有人改过这一行，请重新导入"));
    for (size_t i = before; i < problems->len; i++)
        take_fault(take, column_of(take, problems->at[i].field), problems->at[i].sentence);
    problems->len = before;
    return status == INVALID || status == CONFLICT ? OK : status;
}

void
take_move_fields(Take *take, size_t before)
{
    Problems *problems = &take->ctx->problems;

    for (size_t i = before; i < problems->len; i++)
        problems->at[i].field =
            text_printf(take->ctx->arena, "move.%.*s", TEXT_ARGS(problems->at[i].field));
}

/* ---- cells ---- */

static Column
as_column(const SheetColumn *column)
{
    return (Column){.name = column->name, .kind = column->kind};
}

Text
take_text(const Take *take, size_t column)
{
    Text cell = text_trim(take->cells[column]);

    return cell.at == NULL ? T("") : cell;
}

int64_t
take_number(const Take *take, size_t column)
{
    Column kind = as_column(&take->columns[column]);
    int64_t number = 0;

    return cell_number(&kind, take->cells[column], &number) ? number : 0;
}

OptInt
take_day(const Take *take, size_t column)
{
    Day day;

    return day_parse(take->cells[column], &day) ? SOME_INT(day) : (OptInt){0};
}

void
take_party(Take *take, size_t party, size_t person, Text *name_out, bool *person_out)
{
    Text unit = take_text(take, party), name = take_text(take, person);

    if (unit.len != 0 && name.len != 0)
        take_fault(take, person, TR(take->ctx->lang, "单位和个人只填一个"));
    else if (unit.len == 0 && name.len == 0)
        take_fault(take, party, TR(take->ctx->lang, "请写对方是谁"));
    *person_out = name.len != 0;
    *name_out = *person_out ? name : unit;
}

void
take_count(Take *take, bool added, const Text *before, const Text *after, bool *same_out)
{
    *same_out = !added;
    for (size_t i = 0; i < take->width && *same_out; i++)
        *same_out = text_eq(before[i], after[i]);
    take->out->added += added;
    take->out->changed += !added && !*same_out;
    take->out->same += *same_out;
}

/* ---- movements ---- */

static bool
same_move(const Move *a, const Move *b)
{
    return a->day == b->day && a->kind == b->kind && a->amount_fen == b->amount_fen &&
           text_eq(a->note, b->note);
}

/* The row's movement is the n-th of its like in the sheet; it is new when there are fewer. */
static Status
is_new(Take *take, int64_t owner, const Move *move, bool *out)
{
    Moves stored = {0};
    size_t wanted = 1, there = 0;

    if (owner != 0)
        TRY(moves_fetch(take->ctx, owner, &stored));
    for (size_t i = 0; i < stored.len; i++)
        there += same_move(&stored.at[i], move);
    for (size_t i = 0; i < take->moves_len; i++)
        wanted += take->moves[i].owner == owner && same_move(&take->moves[i].move, move);
    take->moves[take->moves_len++] = (TakenMove){owner, *move};
    *out = there < wanted;
    return OK;
}

Status
take_move(Take *take, int64_t owner, size_t day, size_t kind, size_t amount, size_t note, Move *out,
          bool *new_out)
{
    OptInt when = take_day(take, day);
    Text word = kind != SHEET_NO_COLUMN ? take_text(take, kind) : T("");

    *new_out = false;
    *out = (Move){.owner = owner,
                  .day = (Day)when.value,
                  .kind = MOVE_IN,
                  .amount_fen = take_number(take, amount),
                  .note = take_text(take, note)};
    if (!when.set && word.len == 0 && out->amount_fen == 0 && out->note.len == 0)
        return OK;
    if (!when.set) {
        take_fault(take, day, TR(take->ctx->lang, "请写日期"));
        return OK;
    }
    if (kind != SHEET_NO_COLUMN && !move_kind_parse(word, &out->kind)) {
        take_fault(take, kind, TR(take->ctx->lang, "写“增加”“减少”或“记事”"));
        return OK;
    }
    TRY(is_new(take, owner, out, new_out));
    take->out->moves += *new_out;
    return OK;
}

/* ---- all rows ---- */

static Status
take_row(Take *take)
{
    static Status (*const takers[REGISTER_COUNT])(Take *) = {
        [REGISTER_RESOURCES] = take_resource, [REGISTER_ASSETS] = take_holding,
        [REGISTER_CONTRACTS] = take_contract, [REGISTER_DEBTS] = take_debt,
        [REGISTER_FUNDS] = take_special,      [REGISTER_PLAN] = take_plan,
        [REGISTER_SHARES] = take_share,
    };

    return takers[take->which](take);
}

static Status
take_rows(Take *take, const Text *cells, size_t rows)
{
    for (take->row = 0; take->row < rows; take->row++) {
        ArenaMark mark;

        take->cells = &cells[take->row * take->width];
        take->row_faults = 0;
        if (take->which == REGISTER_SHARES)
            TRY(take_prepare_share(take));
        mark = arena_mark(take->ctx->arena);
        TRY(take_row(take));
        /* What a fault says has to last. */
        if (take->row_faults == 0)
            arena_release(take->ctx->arena, mark);
    }
    return take->faults == 0 ? OK : INVALID;
}

Status
property_take_rows(Ctx *ctx, PropertyRegister which, RegionCode village, const Text *cells,
                   size_t rows, bool check_only, PropertyFault *fault, void *arg,
                   PropertyTaken *out)
{
    Take take = {.ctx = ctx,
                 .which = which,
                 .village = village,
                 .check_only = check_only,
                 .fault = fault,
                 .arg = arg,
                 .moves = NEW_ARRAY(ctx->arena, TakenMove, rows + 1),
                 .out = out};

    *out = (PropertyTaken){0};
    TRY(property_begin(ctx, village));
    take.columns = sheet_columns_of(which, &take.width);
    TRY(take_rows(&take, cells, rows));
    if (check_only)
        return OK;
    return property_finish(ctx, village, which, DAY_LEAST, "property.import", 0,
                           property_number(ctx->arena, (int64_t)rows));
}
