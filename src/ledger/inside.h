/*
 * inside -- what the files of this room's model share.
 */
#pragma once

#include "ledger/ledger.h"
#include "ledger/ledger.sql.h"

/* Who acts, for `created_by`. */
OptInt ledger_acting(const Ctx *ctx);

/* ---- fund.c ---- */
FundAccount fund_from_row(const FundRow *row);
/* Without asking who reads. */
MUST_CHECK Status fund_fetch(Ctx *ctx, int64_t id, FundAccount *out);

/* ---- entry_check.c ---- */

/* Brings what a person wrote to what is stored: texts trimmed, category found.  INVALID with all
 * problems. */
MUST_CHECK Status entry_check(Ctx *ctx, const FundAccount *account, Entry *entry);

/* ---- entry.c ---- */
Entry entry_from_row(const EntryRow *row);
MUST_CHECK Status entry_write(Ctx *ctx, Entry *entry);
/* Adds to the sums of a month and to the total of its village. */
MUST_CHECK Status ledger_sums_add(Ctx *ctx, const SumAddArgs *sum);
/* Adds an entry (sign 1) to the sums, or takes it off (-1). */
MUST_CHECK Status entry_sum_change(Ctx *ctx, const Entry *entry, int sign);

/* ---- month.c ---- */

/* State and the rest of a stored month; published: both disclosures can be read by everybody. */
LedgerMonth month_from_row(const MonthRow *row, bool *published_out);
/* The month as it is, without asking who reads; an open one has no row. */
MUST_CHECK Status month_fetch(Ctx *ctx, RegionCode village, Month month, LedgerMonth *out,
                              bool *published_out);
/* True when entries of the month may be changed. */
bool month_is_open(const LedgerMonth *month);

/* Tallies of a closed month in which an entry was taken back and perhaps another put in its place.
 */
MUST_CHECK Status ledger_month_changed(Ctx *ctx, const Entry *taken, const Entry *added);

/* ---- sums.c ---- */

/* The everyday word of a category; one that is not known any more is 其他 of its direction. */
Word ledger_word_of(int64_t category, int64_t direction);
/* What a month came to by word, whoever reads: fen_out has WORD_COUNT places. */
MUST_CHECK Status ledger_fen_by_word(Ctx *ctx, RegionCode village, Month month, int64_t *fen_out);

/* ---- photo_count.c ---- */
MUST_CHECK Status entry_photo_count(Ctx *ctx, Entry *entry);
MUST_CHECK Status entry_photo_counts(Ctx *ctx, Entries *entries);

/* ---- publish.c ---- */

/* The disclosures of the period that ends with this month (or to which it belongs): made, or
 * rewritten when they came back, and submitted.  reason: of a correction; absent otherwise. */
MUST_CHECK Status ledger_disclose(Ctx *ctx, const Region *village, LedgerMonth *month, Text reason);
/* INVALID ("month") while the finance group or the township has the disclosures of the month's
 * period in hand. */
MUST_CHECK Status ledger_not_in_review(Ctx *ctx, const Region *village, const LedgerMonth *month);
/* The period of F2 and F3 at this kind of place to which a month belongs. */
MUST_CHECK Status ledger_period(Ctx *ctx, const Region *village, Month month, Period *out);
