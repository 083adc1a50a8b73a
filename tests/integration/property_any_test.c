/*
 * Any sequence of changes to the registers keeps published tables and rows the same.
 */
#include "harness.h"

#include "db.h"

#include "property_life.h"

enum { STEPS = 120, CHANCES = 100 };

static uint64_t dice_state;

static int64_t
dice(int64_t below)
{
    dice_state += 0x9e3779b97f4a7c15u;
    uint64_t z = dice_state;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (int64_t)((z ^ (z >> 31)) % (uint64_t)below);
}

static Day
some_day(void)
{
    return on(2021, 1, 1) + (Day)dice(on(2023, 6, 1) - on(2021, 1, 1) + 1);
}

/* Whatever the dice say is done or refused; refused with a reason, never with a fault. */
static void
fine(Ctx *ctx, Status status)
{
    CHECK(status == OK || status == CONFLICT || (status == INVALID && ctx->problems.len != 0));
    ctx->problems = (Problems){0};
}

typedef struct Board {
    Ctx *ctx;
    int64_t field, house[4], lease[6], debt[4], fund[3];
    int made;
} Board;

static Text
named(Board *board, const char *what)
{
    return text_printf(board->ctx->arena, "%s%d", what, board->made++);
}

static void
change_lease(Board *board)
{
    Ctx *ctx = board->ctx;
    int64_t *slot = &board->lease[dice(6)];
    Contract row, out;

    if (*slot == 0 || contract_get(ctx, *slot, &row) != OK) {
        row = lease_row("x", board->field);
        row.number = named(board, "合");
        row.area_milli = 1000 * (1 + dice(9));
        row.begins = some_day();
        row.ends = row.begins + (Day)dice(900);
        row.first_due = (OptInt){0};
        row.terms = (RentTerms)(1 + dice(5));
        if (contract_put(ctx, &row, &out) == OK)
            *slot = out.id;
        ctx->problems = (Problems){0};
        return;
    }
    switch (dice(4)) {
    case 0:
        row.ended = SOME_INT(some_day());
        fine(ctx, contract_put(ctx, &row, &out));
        break;
    case 1:
        row.rent_fen = 1 + dice(100000);
        fine(ctx, contract_put(ctx, &row, &out));
        break;
    case 2:
        fine(ctx, contract_remove(ctx, row.id, row.lock));
        break;
    default:
        fine(
            ctx,
            rent_add(ctx, row.lock,
                     &(Rent){.contract = row.id, .day = some_day(), .amount_fen = 1 + dice(200000)},
                     &out));
    }
}

static void
change_house(Board *board)
{
    Ctx *ctx = board->ctx;
    int64_t *slot = &board->house[dice(4)];
    Holding row, out;

    if (*slot == 0 || holding_get(ctx, *slot, &row) != OK) {
        row = house_row("x");
        row.name = named(board, "屋");
        row.acquired = some_day();
        fine(ctx, holding_put(ctx, &row, &out));
        *slot = out.id;
        return;
    }
    row.state = (HoldingState)dice(HOLDING_STATES);
    row.since = dice(2) == 0 ? SOME_INT(some_day()) : (OptInt){0};
    if (dice(8) == 0)
        row.life_years = 1 + dice(30);
    if (dice(12) == 0)
        fine(ctx, holding_remove(ctx, row.id, row.lock));
    else
        fine(ctx, holding_put(ctx, &row, &out));
}

static void
change_debt(Board *board)
{
    Ctx *ctx = board->ctx;
    int64_t *slot = &board->debt[dice(4)];
    Debt row, out;
    Moves moves;

    if (*slot == 0 || debt_get(ctx, *slot, &row) != OK) {
        row = (Debt){.region = VILLAGE,
                     .side = (DebtSide)dice(DEBT_SIDES),
                     .party = named(board, "人"),
                     .person = true,
                     .cause = T("欠款"),
                     .day = some_day(),
                     .opening_fen = dice(100000)};
        fine(ctx, debt_put(ctx, &row, &out));
        *slot = out.id;
        return;
    }
    CHECK_STATUS(debt_moves(ctx, row.id, &moves), OK);
    if (dice(5) == 0 && moves.len != 0)
        fine(ctx, debt_move_remove(ctx, moves.at[dice((int64_t)moves.len)].id, row.lock, &out));
    else
        fine(ctx, debt_move(ctx, row.lock,
                            &(Move){.owner = row.id,
                                    .day = some_day(),
                                    .kind = (MoveKind)dice(2),
                                    .amount_fen = 1 + dice(60000)},
                            &out));
}

static void
change_fund(Board *board)
{
    Ctx *ctx = board->ctx;
    int64_t *slot = &board->fund[dice(3)];
    SpecialFund row, out;

    if (*slot == 0 || special_get(ctx, *slot, &row) != OK) {
        row = (SpecialFund){.region = VILLAGE,
                            .kind = (SpecialKind)dice(SPECIAL_KINDS),
                            .name = named(board, "款"),
                            .day = some_day(),
                            .opening_fen = dice(100000),
                            .use = T("修路")};
        fine(ctx, special_put(ctx, &row, &out));
        *slot = out.id;
        return;
    }
    fine(ctx, special_move(ctx, row.lock,
                           &(Move){.owner = row.id,
                                   .day = some_day(),
                                   .kind = (MoveKind)dice(2),
                                   .amount_fen = 1 + dice(60000),
                                   .note = dice(2) == 0 ? T("进度") : T("")},
                           &out));
}

static void
hand_in_some(Board *board)
{
    static const char *const items[] = {"F4", "F5", "F6", "F8"};
    static const char *const periods[] = {"2021Q3", "2022Q1", "2022Q2", "2022Q4", "2023Q1"};
    Ctx *ctx = board->ctx;
    PropertyStatement statement;
    Status status = property_hand_in(ctx, VILLAGE, text_c(items[dice(4)]), text_c(periods[dice(5)]),
                                     T("登记有变化"), &statement);

    CHECK(status == OK || ctx_problem_of(ctx, "statement").len != 0);
    ctx->problems = (Problems){0};
    if (status == OK && statement.waiting && dice(3) != 0)
        approve(ctx, statement.disclosure);
}

/* Every statement that is not waiting for its village is what its rows say; that is what `check`
 * compares.  Handed in and approved, all of them are. */
LIFE_TEST(any_sequence_keeps_published_tables_and_rows_the_same)
{
    static const char *const items[] = {"F4", "F5", "F6", "F8"};
    Board board = {.ctx = ctx};
    int changed = 0;

    dice_state = 7;
    act_as(ctx, &clerk);
    board.field = add_field(ctx, "北沟机动地", 10000).id;
    for (int step = 0; step < STEPS; step++) {
        int64_t chance = dice(CHANCES);

        act_as(ctx, &clerk);
        if (chance < 25)
            change_lease(&board);
        else if (chance < 40)
            change_house(&board);
        else if (chance < 55)
            change_debt(&board);
        else if (chance < 70)
            change_fund(&board);
        else
            hand_in_some(&board);
        if (step % 10 == 0)
            CHECK_INT(differences(ctx), 0);
    }
    for (size_t i = 0; i < 4; i++) {
        PropertyStatements found;

        act_as(ctx, &clerk);
        CHECK_STATUS(property_statements(ctx, VILLAGE, text_c(items[i]), &found), OK);
        for (size_t j = 0; j < found.len; j++) {
            PropertyStatement *statement = &found.at[j];

            changed += statement->changed;
            if (statement->waiting)
                approve(ctx, statement->disclosure);
            CHECK_STATUS(
                life_explain(ctx, property_hand_in(ctx, VILLAGE, text_c(items[i]),
                                                   statement->period, T("登记有变化"), statement)),
                OK);
            if (statement->waiting)
                approve(ctx, statement->disclosure);
            CHECK_STATUS(
                property_statement(ctx, VILLAGE, text_c(items[i]), statement->period, statement),
                OK);
            CHECK(!statement->changed);
            CHECK_INT(statement->state, STATE_PUBLISHED);
        }
    }
    CHECK(changed != 0); /* else nothing was tried */
    CHECK_INT(differences(ctx), 0);
}
