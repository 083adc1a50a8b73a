/*
 * inner -- what the files of this room's model share.
 */
#pragma once

#include "bank/bank.h"
#include "bank/bank.sql.h"

/* The fund account when the acting person keeps its village's ledger. */
MUST_CHECK Status bank_account(Ctx *ctx, int64_t account, Permission permission, FundAccount *out);

BankLine bank_line_from_stored(const BankLineRow *row);
BankStatement bank_statement_from_stored(const BankStatementRow *row);
