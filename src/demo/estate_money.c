/*
 * Debts that are paid off quarter by quarter, and funds that come in and are spent.
 */
#include <stdlib.h>

#include "demo/estate.h"

enum {
    FUNDS_MAX = 96,
    MOVES_MAX = 96,
    SAMPLES = 3, /* of new funds: one a year */
    QUARTERS_A_YEAR = 4,
    SMALL_FEN = 50000,
    TEN_YUAN = 1000,
    LEAST_PERCENT = 40,
};

/* ---- debts ---- */

/* The same sum each quarter, until nothing is left. */
static Moves
payments(Estate *estate, int64_t opening_fen, int64_t step_fen)
{
    Moves moves = {.at = NEW_ARRAY(estate->ctx->arena, Move, MOVES_MAX)};
    Day today = estate->load->settings->today;
    Period quarter = period_of(RHYTHM_QUARTERLY, estate->load->plan.base);
    int64_t left = opening_fen;

    for (; quarter.start <= today && left > 0 && step_fen > 0 && moves.len < MOVES_MAX;
         quarter = period_after(quarter)) {
        Day day = quarter.start + (Day)rng_between(&estate->rng, 8, 80);
        int64_t fen = step_fen < left ? step_fen : left;

        if (day > today)
            break;
        moves.at[moves.len++] = (Move){.day = day, .kind = MOVE_OUT, .amount_fen = fen};
        left -= fen;
    }
    return moves;
}

Status
estate_debts(Estate *estate)
{
    Sample sample =
        estate_sample(estate, T("F6"), period_of(RHYTHM_QUARTERLY, estate->load->plan.base));

    for (size_t i = 0; i < sample.rows; i++) {
        Text unit = sample_text(&sample, i, "对方单位");
        Debt debt = {.region = estate->place->code,
                     .person = unit.len == 0,
                     .party = unit.len != 0 ? unit : sample_text(&sample, i, "对方个人"),
                     .cause = sample_text(&sample, i, "事由"),
                     .opening_fen = sample_number(&sample, i, "期初余额")};
        int64_t id;

        if (!debt_side_parse(sample_text(&sample, i, "类别"), &debt.side) ||
            !day_parse(sample_text(&sample, i, "发生日期"), &debt.day))
            return INVALID;
        TRY(property_load_debt(
            estate->ctx, &debt,
            payments(estate, debt.opening_fen, sample_number(&sample, i, "本期减少")), &id));
    }
    return OK;
}

/* ---- funds ---- */

typedef struct Pot {
    SpecialFund fund;
    Moves moves;
} Pot;

typedef struct Pots {
    Pot at[FUNDS_MAX];
    size_t len;
} Pots;

static void
add_move(Pot *pot, Day day, MoveKind kind, int64_t fen, Text note)
{
    if (pot->moves.len < MOVES_MAX && (fen > 0 || kind == MOVE_NOTE))
        pot->moves.at[pot->moves.len++] =
            (Move){.day = day, .kind = kind, .amount_fen = fen, .note = note};
}

/* The pot of that kind, name and document: begun on the day when it is a new one. */
static Pot *
pot_of(Estate *estate, Pots *pots, const Sample *sample, size_t row, Day day)
{
    SpecialFund fund = {.region = estate->place->code,
                        .name = sample_text(sample, row, "资金或事项"),
                        .document = sample_text(sample, row, "文号"),
                        .use = sample_text(sample, row, "用途或整改情况"),
                        .day = day};

    if (!special_kind_parse(sample_text(sample, row, "类别"), &fund.kind))
        return NULL;
    for (size_t i = 0; i < pots->len; i++) {
        const SpecialFund *old = &pots->at[i].fund;

        if (old->kind == fund.kind && text_eq(old->name, fund.name) &&
            text_eq(old->document, fund.document))
            return old->day <= day ? &pots->at[i] : NULL;
    }
    if (pots->len == FUNDS_MAX)
        return NULL;
    pots->at[pots->len] =
        (Pot){.fund = fund, .moves.at = NEW_ARRAY(estate->ctx->arena, Move, MOVES_MAX)};
    return &pots->at[pots->len++];
}

static void
receive(Pot *pot, const Sample *sample, size_t row, Day day)
{
    int64_t fen = sample_number(sample, row, "本期收入");

    if (pot->fund.kind == SPECIAL_AUDIT)
        add_move(pot, day, MOVE_NOTE, 0, sample_text(sample, row, "用途或整改情况"));
    else
        add_move(pot, day, MOVE_IN, fen, T(""));
}

/* What is there at the end of a day. */
static int64_t
balance_at(const Pot *pot, Day day)
{
    int64_t balance = pot->fund.opening_fen;

    for (size_t i = 0; i < pot->moves.len; i++)
        if (pot->moves.at[i].day <= day)
            balance += pot->moves.at[i].kind == MOVE_IN ? pot->moves.at[i].amount_fen
                                                        : -pot->moves.at[i].amount_fen;
    return balance;
}

/* Late in each quarter some of it is spent; what was collected for others is passed on. */
static void
spend(Estate *estate, Pot *pot)
{
    Day today = estate->load->settings->today;
    Period quarter = period_of(RHYTHM_QUARTERLY, estate->load->plan.base);

    if (pot->fund.kind == SPECIAL_LAND || pot->fund.kind == SPECIAL_AUDIT)
        return;
    for (; quarter.start <= today; quarter = period_after(quarter)) {
        Day day = quarter.end - (Day)rng_below(&estate->rng, 12);
        int64_t share = rng_between(&estate->rng, LEAST_PERCENT, 100);
        int64_t balance = balance_at(pot, day);
        int64_t fen = balance * share / 100 / TEN_YUAN * TEN_YUAN;

        if (day > today || balance <= 0)
            continue;
        if (pot->fund.kind == SPECIAL_COLLECTED || balance < SMALL_FEN)
            fen = balance;
        add_move(pot, day, MOVE_OUT, fen, T(""));
    }
}

/* Once a year new ones come in; the first were there before. */
static void
first_pots(Estate *estate, Pots *pots)
{
    Day today = estate->load->settings->today;
    Period quarter = period_of(RHYTHM_QUARTERLY, estate->load->plan.base);

    for (int n = 0; n < SAMPLES; n++) {
        Sample sample = estate_sample(estate, T("F8"), quarter);

        for (size_t i = 0; i < sample.rows; i++) {
            Day day = quarter.start + (Day)rng_between(&estate->rng, 5, 40);
            Pot *pot = pot_of(estate, pots, &sample, i,
                              n == 0 ? quarter.start - (Day)rng_between(&estate->rng, 30, 300)
                                     : quarter.start);

            if (pot == NULL || day > today)
                continue;
            if (n == 0)
                pot->fund.opening_fen = sample_number(&sample, i, "期初结余");
            receive(pot, &sample, i, day);
        }
        for (int i = 0; i < QUARTERS_A_YEAR; i++)
            quarter = period_after(quarter);
    }
}

static int
by_day(const void *a, const void *b)
{
    const Move *x = a;
    const Move *y = b;

    return (x->day > y->day) - (x->day < y->day);
}

Status
estate_funds(Estate *estate)
{
    Pots *pots = NEW(estate->ctx->arena, Pots);

    first_pots(estate, pots);
    for (size_t i = 0; i < estate->event_count; i++) {
        const Planned *event = estate->events[i];
        Sample sample;
        Pot *pot;

        if (!estate_is_item(estate, event, "F8"))
            continue;
        sample = estate_event(estate, event);
        pot = sample.rows != 0 ? pot_of(estate, pots, &sample, 0, event->start) : NULL;
        if (pot != NULL)
            receive(pot, &sample, 0, event->start);
    }
    for (size_t i = 0; i < pots->len; i++) {
        Pot *pot = &pots->at[i];
        int64_t id;

        spend(estate, pot);
        qsort(pot->moves.at, pot->moves.len, sizeof pot->moves.at[0], by_day);
        TRY(property_load_special(estate->ctx, &pot->fund, pot->moves, &id));
    }
    return OK;
}
