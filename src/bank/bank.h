/*
 * bank -- statements of the bank beside the village's own ledger: does every line have its entry,
 * and every entry its line?
 *
 *     import   a statement of one fund account; the same lines twice do no harm
 *     match    by amount, day, the other side and reference; what is certain is put together, the
 * rest shown explain  what is left on either side: matched by hand, explained in words, or the
 * entry is corrected
 *
 * Writing needs CAN_KEEP_LEDGER, reading lines CAN_READ_STAFF_PARTS at the village; the public sees
 * of all this only the ✓ of an entry (bank_tied()).  Money is fen.
 */
#pragma once

#include "bank/statement.h"
#include "ledger/ledger.h"

enum {
    BANK_WINDOW_DAYS = 5, /* an entry may be booked so many days before or after the bank */
    BANK_EXPLANATION_CHARS_MAX = 200,
    BANK_PAGE_MAX = 100,
    BANK_MATCH_ENTRIES_MAX = 500, /* of one line, by hand */
    BANK_NAME_CHARS_MAX = 80,
};

typedef struct BankStatement {
    int64_t id;
    RegionCode region;
    int64_t account;
    Text format, name;
    Day from, to;
    int64_t opening_fen, closing_fen;
    int64_t lines, added;
    Time imported_at;
} BankStatement;

typedef struct BankStatements {
    BankStatement *at;
    size_t len;
} BankStatements;

/* Reads the file at path as a statement of a fund account, in one transaction and with memory that
 * does not grow, then matches.  columns: as in statement.h, remembered for the next file with this
 * header; NULL: those remembered, else by name. INVALID ("file") when it is another account's (its
 * number must be the fund account's, where both are known), when a running balance does not carry
 * on (with the row), opening + lines ≠ closing, or its opening is not where the last statement
 * before it ended (a gap); ("columns") when the header is not understood.  A statement that says no
 * opening has it from its balances; one without balances from the statement before. */
MUST_CHECK Status bank_import(Ctx *ctx, int64_t account, const char *path, Text filename,
                              const StatementColumns *columns, BankStatement *out);

/* Keeps what the columns of a header mean at this village, for bank_import(). */
MUST_CHECK Status bank_columns_remember(Ctx *ctx, RegionCode village, Texts header,
                                        const StatementColumns *columns);
/* NOT_FOUND when there is nothing. */
MUST_CHECK Status bank_columns_get(Ctx *ctx, RegionCode village, Texts header,
                                   StatementColumns *out);

/* Newest first, at most BANK_PAGE_MAX. */
MUST_CHECK Status bank_statements(Ctx *ctx, int64_t account, BankStatements *out);

typedef enum BankState { BANK_OPEN, BANK_MATCHED, BANK_EXPLAINED } BankState;

typedef struct BankLine {
    int64_t id;
    int64_t statement, account;
    int64_t row;
    Day day;
    Direction direction;
    int64_t amount_fen;
    Text party, party_number, reference, purpose;
    BankState state;
    Text explanation;
} BankLine;

typedef struct BankLines {
    BankLine *at;
    size_t len;
    Text next; /* cursor; absent: the end */
} BankLines;

/* CAN_READ_STAFF_PARTS at the village. */
MUST_CHECK Status bank_line_get(Ctx *ctx, int64_t id, BankLine *out);
/* Lines without an entry and without an explanation (open_only), or all; by day. */
MUST_CHECK Status bank_lines(Ctx *ctx, int64_t account, bool open_only, Day from, Day to,
                             Text cursor, BankLines *out);
/* Entries of the account on days that statements cover which have neither line nor note; by day. */
MUST_CHECK Status bank_entries_open(Ctx *ctx, int64_t account, Text cursor, Entries *out);
/* The entries that a line is matched to. */
MUST_CHECK Status bank_line_entries(Ctx *ctx, int64_t line, Entries *out);
/* For one line: open entries that could be it, the likeliest first, at most 20. */
MUST_CHECK Status bank_candidates(Ctx *ctx, int64_t line, Entries *out);

/* Matches what can be matched without doubt among open lines and entries of these days. */
typedef struct BankMatched {
    int64_t lines;   /* matched now */
    int64_t open;    /* lines left without an entry */
    int64_t entries; /* entries left without a line */
} BankMatched;
MUST_CHECK Status bank_match(Ctx *ctx, int64_t account, Day from, Day to, BankMatched *out);
/* By hand: the entries must be of the line's account and direction and add up to it.  CONFLICT when
 * one is taken already. */
MUST_CHECK Status bank_match_by_hand(Ctx *ctx, int64_t line, const int64_t *entries, size_t count);
MUST_CHECK Status bank_unmatch(Ctx *ctx, int64_t line);
/* An empty explanation takes it back. */
MUST_CHECK Status bank_explain_line(Ctx *ctx, int64_t line, Text explanation);
MUST_CHECK Status bank_explain_entry(Ctx *ctx, int64_t entry, Text explanation);

/* The ledger's hook (ledger/ledger.h): an entry was changed, corrected or is about to be removed,
 * so that what was matched to it is open again. */
MUST_CHECK Status bank_entry_changed(Ctx *ctx, int64_t entry);

/* What the public may know: for each of these entries, whether the bank has it.  One query for each
 * stretch of them that is of one village and month. */
MUST_CHECK Status bank_tied(Ctx *ctx, const Entries *entries, bool *tied_out);

/* For `mingbai check`: matches add up, statements have their lines, lead from opening to closing
 * and carry on, lines belong to their account; calls back with each fault. */
typedef void BankFault(void *arg, Text sentence);
MUST_CHECK Status bank_check(Ctx *ctx, BankFault *fault, void *arg);
