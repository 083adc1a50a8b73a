/*
 * ledger -- a village's money, entry by entry, month by month.
 *
 * Entries belong to a fund account (bank or cash) and a month; at any time
 *
 *     balance = opening + in − out
 *
 * for each account and for the village.  A month is handed in (which makes the disclosures F2 and
 * F3 of the period that ends with it, with its entries as their table), confirmed by the finance
 * group, and closed.  A closed month changes only by a correcting entry, which makes a correction
 * of its disclosures; the published table always equals the entries.  Nothing may be booked before
 * an account's opening day.
 *
 * Every function decides permission (CAN_KEEP_LEDGER to write; the public may read what is closed
 * and published, see ledger_reader()), writes the audit trail, keeps sums and tallies and bumps the
 * versions of the place and all above it.  Money is fen, a month is year × 12 + (month − 1).
 */
#pragma once

#include "disclosure/disclosure.h"
#include "ledger/category.h"

typedef int64_t Month;

#define LEDGER_MONTH_MIN (INT64_C(1990) * 12)
#define LEDGER_MONTH_MAX (INT64_C(2100) * 12 + 11)

enum {
    ENTRY_PURPOSE_CHARS_MAX = 80,
    ENTRY_PARTY_CHARS_MAX = 60,
    ENTRY_NAME_CHARS_MAX = 20, /* handler, approver */
    ENTRY_VOUCHER_CHARS_MAX = 30,
    ENTRY_MEANS_CHARS_MAX = 20,
    ENTRY_PHOTOS_MAX = 5,
    ENTRIES_MONTH_MAX = 5000, /* TABLE_ROWS_MAX: a month is a table */
    FUND_ACCOUNTS_MAX = 20,   /* open ones of a village */
    FUND_NAME_CHARS_MAX = 40,
    ENTRY_PAGE_MAX = 200,
};

Month month_of(Day day);
Month month_of_period(Period period); /* its last month */
Day month_first(Month month);
Day month_last(Month month);
/* "2023-05" both ways. */
Text month_format(Arena *arena, Month month);
bool month_parse(Text text, Month *out);

/* ---- fund accounts (资金账户) ---- */

typedef enum FundKind { FUND_BANK, FUND_CASH } FundKind;

typedef struct FundAccount {
    int64_t id;
    RegionCode region;
    FundKind kind;
    Text name;
    Text bank;
    Text number;
    Day opening_day;
    int64_t opening_fen;
    OptInt closed_day;
    int64_t balance_fen; /* now */
} FundAccount;

typedef struct FundAccounts {
    FundAccount *at;
    size_t len;
} FundAccounts;

/* INVALID: name, bank, number, opening_day, opening_fen. */
MUST_CHECK Status fund_account_create(Ctx *ctx, const FundAccount *input, FundAccount *out);
/* Name, bank and number; the opening while it has no entries. */
MUST_CHECK Status fund_account_update(Ctx *ctx, const FundAccount *input, FundAccount *out);
/* CONFLICT while there is money in it. */
MUST_CHECK Status fund_account_close(Ctx *ctx, int64_t id, Day day);
/* For staff of the village: balances hold what is not published. */
MUST_CHECK Status fund_account_get(Ctx *ctx, int64_t id, FundAccount *out);
MUST_CHECK Status fund_account_list(Ctx *ctx, RegionCode village, FundAccounts *out);

/* ---- entries ---- */

typedef struct Entry {
    int64_t id;
    RegionCode region;
    int64_t account;
    Day day;
    Direction direction;
    int64_t amount_fen; /* > 0; less than 0 in a red entry (红字) only */
    int64_t category;
    Text counterparty;
    bool person; /* the counterparty is a person: masked for the public */
    Text purpose;
    Text voucher;
    Text means;
    Text handler, approver;
    OptInt corrects;
    Text reason;
    int64_t lock;
    int64_t photos; /* safe ones */
} Entry;

typedef struct Entries {
    Entry *at;
    size_t len;
    Text next; /* cursor of the next page; absent: the end */
} Entries;

/* Books an entry in an open month.  input->region, account, day, direction, amount_fen, category
 * and purpose are required; category 0: guessed from the purpose.  INVALID with problems by field:
 * account (of another village, closed), day (before the opening, in the future, a month that is
 * handed in or closed), amount, category (of the other direction), counterparty, purpose, voucher,
 * means, handler, approver; personal numbers in free text are refused ("purpose", "counterparty").
 */
MUST_CHECK Status entry_add(Ctx *ctx, const Entry *input, Entry *out);
/* Rewrites or removes one in an open month; CONFLICT when the lock moved on or its month is not
 * open. */
MUST_CHECK Status entry_update(Ctx *ctx, const Entry *input, Entry *out);
MUST_CHECK Status entry_remove(Ctx *ctx, int64_t id, int64_t lock);

/* Corrects one in a closed month: a red entry of the same day that takes it back and, unless
 * replacement is NULL, a new one in the same month; then the month's disclosures get a correction
 * with reason, which goes to the finance group and the township like any.  CONFLICT while a
 * disclosure of the month is in review. */
MUST_CHECK Status entry_correct(Ctx *ctx, int64_t id, int64_t lock, const Entry *replacement,
                                Text reason);

/* As the acting person may see it: of an open month staff only (NOT_FOUND); a person's name masked,
 * voucher photographs for residents, as the columns of F2 and F3 have it. */
MUST_CHECK Status entry_get(Ctx *ctx, int64_t id, Entry *out);

typedef struct EntryFilter {
    RegionCode region; /* a village, or (staff) a subtree */
    Month from, to;    /* 0: all */
    int64_t account;
    int direction; /* 0: both */
    int word;      /* Word + 1; 0: all */
    Text cursor;
    int limit;
} EntryFilter;
/* By day and id, oldest first within a month; the newest month first. */
MUST_CHECK Status entry_list(Ctx *ctx, const EntryFilter *filter, Entries *out);

/* Bulk loading in the caller's transaction, the same checks; sums, tallies and one audit line at
 * the end.  The batch lives in the arena that ctx has at its beginning; what add() takes from
 * ctx->arena may be taken back after each call.  The system may load what corrects an entry
 * (ledger/load.h). `closed`: into months that are taken as closed elsewhere (migration of old
 * accounts, the demonstration); needs the system's actor. */
typedef struct EntryBatch EntryBatch;
EntryBatch *entry_batch_begin(Ctx *ctx, bool closed);
MUST_CHECK Status entry_batch_add(Ctx *ctx, EntryBatch *batch, const Entry *input, int64_t *id_out);
MUST_CHECK Status entry_batch_finish(Ctx *ctx, EntryBatch *batch);

/* ---- months ---- */

typedef enum MonthState { MONTH_OPEN, MONTH_CONFIRMING, MONTH_RETURNED, MONTH_CLOSED } MonthState;

typedef struct LedgerMonth {
    RegionCode region;
    Month month;
    MonthState state;
    int64_t opening_fen, income_fen, expense_fen, closing_fen; /* all accounts */
    int64_t entries;
    OptInt disclosure_in, disclosure_out; /* F2, F3 of the period that ends with this month */
    OptInt handed_in_at, confirmed_at;
    Text return_reason;
    int64_t lock; /* 0: no row yet */
} LedgerMonth;

typedef struct LedgerMonths {
    LedgerMonth *at;
    size_t len;
} LedgerMonths;

/* NOT_FOUND for visitors unless closed. */
MUST_CHECK Status ledger_month(Ctx *ctx, RegionCode village, Month month, LedgerMonth *out);
/* first ≤ month ≤ last, oldest first, at most 120; visitors see closed ones only. */
MUST_CHECK Status ledger_months(Ctx *ctx, RegionCode village, Month first, Month last,
                                LedgerMonths *out);

/* The newest month that everybody may read; NOT_FOUND when there is none. */
MUST_CHECK Status ledger_latest(Ctx *ctx, RegionCode village, LedgerMonth *out);

/* Hands a month in: checks that the month before is closed (or the month is the first), that
 * balances carry over and no account is below zero, makes F2 and F3 of the period that ends with it
 * (a community's quarter with its third month) from the entries, submits them; without a finance
 * group in the place the month is closed at once.  CONFLICT when it is not open or returned;
 * INVALID ("month") with the reason. */
MUST_CHECK Status ledger_hand_in(Ctx *ctx, RegionCode village, Month month, LedgerMonth *out);
/* The finance group (CAN_CONFIRM_FINANCE): confirms both disclosures and closes the month. */
MUST_CHECK Status ledger_confirm(Ctx *ctx, RegionCode village, Month month, int64_t lock,
                                 LedgerMonth *out);
/* The finance group: back to the village with a reason; entries may be changed again. */
MUST_CHECK Status ledger_return(Ctx *ctx, RegionCode village, Month month, int64_t lock,
                                Text reason);
/* For bulk loading: marks a month closed with disclosures that exist. */
MUST_CHECK Status ledger_close_loaded(Ctx *ctx, RegionCode village, Month month,
                                      OptInt disclosure_in, OptInt disclosure_out);

/* ---- sums ---- */

typedef struct WordSum {
    Word word;
    int64_t amount_fen;
    int64_t entries;
} WordSum;

typedef struct MonthSums {
    int64_t opening_fen, income_fen, expense_fen, closing_fen;
    int64_t entries;
    WordSum words[WORD_COUNT];
} MonthSums;

/* Of first ≤ month ≤ last; from entry_sum, so its cost does not grow with the number of entries.
 * Open months are left out for those who may not see them. */
MUST_CHECK Status ledger_sums(Ctx *ctx, RegionCode village, Month first, Month last,
                              MonthSums *out);
/* Of one month that the reader may see, and of the same one a year before: no entries when that may
 * not be seen. */
MUST_CHECK Status ledger_sums_of_month(Ctx *ctx, const LedgerMonth *month, MonthSums *out,
                                       MonthSums *year_before_out);
/* The middle value of what the villages of its township spent and took in that month; 0 of 0
 * villages. */
typedef struct TownshipMedian {
    int64_t villages;
    int64_t income_fen, expense_fen;
} TownshipMedian;
MUST_CHECK Status ledger_township_median(Ctx *ctx, RegionCode village, Month month,
                                         TownshipMedian *out);

/* ---- for others ---- */

/* Called with an entry that was changed or corrected, or is about to be removed: who keeps
 * something about it (the bank's match) puts that right.  One of them; main() sets it before
 * anything else. */
typedef Status LedgerEntryHook(Ctx *ctx, int64_t entry);
void ledger_on_entry_change(LedgerEntryHook *changed);

/* For `mingbai check`: adds what the ledgers' rows say to a recount of tallies (region/tally.h) …
 */
struct TallyBatch;
MUST_CHECK Status ledger_tallies(Ctx *ctx, struct TallyBatch *batch);
/* … and calls back with each fault: sums that are not those of the entries, disclosures that do not
 * show them. */
typedef void LedgerFault(void *arg, Text sentence);
MUST_CHECK Status ledger_check(Ctx *ctx, LedgerFault *fault, void *arg);

/* The table of F2 (DIRECTION_IN) or F3 for the months of a period: what is published, and what
 * `mingbai check` compares with it. */
MUST_CHECK Status ledger_table(Ctx *ctx, RegionCode village, const Item *item, Direction direction,
                               Month first, Month last, DisclosureInput *out);
