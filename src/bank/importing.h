/*
 * importing -- a statement on its way into the database.
 */
#pragma once

#include "bank/inner.h"

/* How often each line occurred today: two fees of the same amount are two lines. */
typedef struct Occurrences {
    Arena *arena;
    uint64_t *hash;
    uint32_t *count;
    size_t slots, used;
    Day day;
} Occurrences;

typedef struct Import {
    FundAccount account;
    BankStatement statement;
    Occurrences seen;
    int64_t sum_fen;
    int64_t new_fen;
    bool has_days;
    Day least, most;
    /* running balances: the file runs forwards, or backwards; until told apart both are possible */
    bool forwards, backwards;
    bool has_balance;
    int64_t last_balance, last_signed;
    int64_t first_balance, first_signed;
} Import;

/* Takes a line's running balance into account.  INVALID with its row when it does not carry on. */
MUST_CHECK Status import_carry_on(Ctx *ctx, Import *import, const StatementLine *line);
/* With all lines read: opening and closing of import->statement.  INVALID when they do not add up,
 * or when lines are missing between this statement and its neighbours. */
MUST_CHECK Status import_settle(Ctx *ctx, Import *import, const StatementHead *head);
/* INVALID when the statement is that of another account. */
MUST_CHECK Status import_check_account(Ctx *ctx, const Import *import, const StatementHead *head);
