/*
 * When rent falls due, from a contract's terms; and what of it was received.
 */
#include "property/inside.h"

enum { MONTHS_A_YEAR = 12 };

static int
step_months(RentTerms terms)
{
    switch (terms) {
    case RENT_YEARLY:
        return 12;
    case RENT_HALF_YEARLY:
        return 6;
    case RENT_QUARTERLY:
        return 3;
    case RENT_MONTHLY:
        return 1;
    case RENT_NONE:
    case RENT_ONCE:
    case RENT_TERMS:
        break;
    }
    return 0;
}

/* The same day of the month so many months later, or that month's last day. */
static Day
months_later(Day day, int64_t months)
{
    Date date = day_to_date(day);
    int64_t month = (int64_t)date.year * MONTHS_A_YEAR + (date.month - 1) + months;
    Date later = {.year = (int)(month / MONTHS_A_YEAR),
                  .month = (int)(month % MONTHS_A_YEAR) + 1,
                  .day = date.day};
    int last = days_in_month(later.year, later.month);

    if (later.day > last)
        later.day = last;
    return day_from_date(later);
}

Day
contract_last_day(const Contract *contract, Day as_of)
{
    return contract->ended.set && contract->ended.value <= as_of ? (Day)contract->ended.value
                                                                 : contract->ends;
}

static Day
first_due(const Contract *contract)
{
    return contract->first_due.set ? (Day)contract->first_due.value : contract->begins;
}

/* The n-th day (from 0) on which rent falls due; false behind the last. */
static bool
due_day(const Contract *contract, int64_t n, Day last, Day *out)
{
    int step = step_months(contract->terms);

    if (contract->terms == RENT_NONE || (step == 0 && n > 0) || n >= PROPERTY_INSTALMENTS_MAX)
        return false;
    *out = months_later(first_due(contract), n * step);
    return *out <= last;
}

int64_t
contract_due_fen(const Contract *contract, Day first, Day last, Day as_of)
{
    Day end = contract_last_day(contract, as_of);
    int64_t fen = 0;
    Day due;

    for (int64_t n = 0; due_day(contract, n, end, &due) && due <= last; n++)
        if (due >= first)
            fen += contract->rent_fen;
    return fen;
}

OptInt
contract_next_due(const Contract *contract)
{
    Day end = contract_last_day(contract, DAY_MOST);
    int64_t covered = contract->received_fen;
    Day due;

    for (int64_t n = 0; contract->rent_fen > 0 && due_day(contract, n, end, &due); n++) {
        if (covered < contract->rent_fen)
            return SOME_INT(due);
        covered -= contract->rent_fen;
    }
    return (OptInt){0};
}

Status
contract_schedule(Ctx *ctx, const Contract *contract, Instalments *out)
{
    Day end = contract_last_day(contract, DAY_MOST);
    Day today = ctx_today(ctx);
    int64_t covered = contract->received_fen;
    Day due;

    TRY(property_read(ctx, contract->region));
    *out = (Instalments){.at = NEW_ARRAY(ctx->arena, Instalment, PROPERTY_INSTALMENTS_MAX)};
    for (int64_t n = 0; due_day(contract, n, end, &due); n++) {
        int64_t got = covered < contract->rent_fen ? covered : contract->rent_fen;

        covered -= got;
        out->at[out->len++] = (Instalment){.due = due,
                                           .amount_fen = contract->rent_fen,
                                           .received_fen = got,
                                           .overdue = due < today && got < contract->rent_fen};
    }
    return OK;
}
