/*
 * property -- what the collective owns, lets, owes, plans and shares out: seven registers of a
 * village, and the disclosures F1 and F4–F8 that are made from them.
 *
 *   resources (资源)   land, water, woods, by kind and area        ┐ F5
 *   contracts (合同)   what is let or ordered; rent due, received  ┘
 *   assets (资产)      houses, machines; what they are still worth   F4
 *   debts (债权债务)   owed to the village and by it; movements      F6
 *   funds (专项资金)   earmarked money, audits; movements            F8
 *   plan (财务计划)    a year's lines, and what came of them         F1
 *   shares (分配报酬)  shared income, pay of cadres, allowances      F7
 *
 * Staff of the place read the registers (CAN_READ_STAFF_PARTS, DENIED else).  Others read what was
 * published of them, masked for each (property_shown).  Writing needs CAN_KEEP_LEDGER at the
 * village (DENIED), goes into the audit trail and moves the versions of the place.
 *
 * A disclosure made from the rows is a "statement".  As rows change, each statement whose period
 * they touch is compared anew: what then differs is marked `changed` and waits for the village to
 * hand it in again, which corrects what is published, with a reason.  So each published table
 * equals its rows, or is known to wait.
 *
 * Every _put takes id 0 for a new row, else the id and the `lock` that the caller saw (CONFLICT
 * when that has moved on); *out is the row as stored.  INVALID names fields by the struct's members
 * (without their unit: "amount", not "amount_fen").  A _remove takes away what was entered by
 * mistake; it is CONFLICT while something hangs on it.  Lists are in the order of entering, at most
 * PROPERTY_PAGE at once, INVALID ("cursor").
 *
 * Money is fen, a Day a calendar day, areas are thousandths of a mu (milli), quantities thousandths
 * of their unit.
 */
#pragma once

#include "disclosure/disclosure.h"
#include "disclosure/sheet_input.h"
#include "property/money.h"
#include "property/registers.h"

/* ---- statements: the disclosures made from the rows ---- */

typedef struct PropertyStatement {
    RegionCode region;
    Text item;
    Text period;        /* "2023Q2" */
    int64_t disclosure; /* 0: there is none yet */
    DisclosureState state;
    int64_t revision; /* 0: nothing published */
    OptInt published_at;
    bool by_hand; /* there is one that was not made from these rows; handing in rewrites it */
    bool waiting; /* the finance group or the township has it: handing in has to wait */
    bool changed; /* the rows now say something else than it does */
} PropertyStatement;
typedef struct PropertyStatements {
    PropertyStatement *at; /* the newest period first */
    size_t len;
} PropertyStatements;

enum { PROPERTY_STATEMENTS_MAX = 400 };

/* The period in the item's rhythm in which a day falls; at a community that does not owe the item,
 * the rhythm of villages.  NOT_FOUND: the catalogue has no such item. */
MUST_CHECK Status property_period(Ctx *ctx, RegionCode village, Text item, Day day, Period *out);
/* One period: any of the item's rhythm, also a single day ("2023-05-18") where the item has events:
 * then of what happened on that day only.  Staff only.  INVALID ("item", "period"). */
MUST_CHECK Status property_statement(Ctx *ctx, RegionCode village, Text item, Text period,
                                     PropertyStatement *out);
/* Those that were made, and the last ended period when it was not.  Staff only. */
MUST_CHECK Status property_statements(Ctx *ctx, RegionCode village, Text item,
                                      PropertyStatements *out);
/* Makes the disclosure of the period from the rows of now and submits it; a draft, or one that came
 * back, is rewritten; a published one that differs is corrected with the reason; nothing to do when
 * it does not differ.  Without rows it is a nil return.  INVALID: item, period (not begun, not
 * ended), reason (needed), "statement" (the finance group or the township has it), and what the
 * disclosure refuses. */
MUST_CHECK Status property_hand_in(Ctx *ctx, RegionCode village, Text item, Text period,
                                   Text reason, PropertyStatement *out);
/* What would be handed in, to look at (cells normalised, unmasked); columns empty: the item's of
 * today.  Asks no permission: for previews of staff, loaders and checks. */
MUST_CHECK Status property_input(Ctx *ctx, RegionCode village, Text item, Text period,
                                 Columns columns, DisclosureInput *out);

/* ---- what everybody reads ---- */

/* The newest published disclosure of an item (period empty), or that of a period, as the acting
 * reader may see it: closed columns left out, cells masked.  Also of ones made by hand.  NOT_FOUND
 * when there is none. */
typedef struct PropertyShown {
    Disclosure disclosure;
    Revision revision;
} PropertyShown;
MUST_CHECK Status property_shown(Ctx *ctx, RegionCode village, Text item, Text period,
                                 PropertyShown *out);

/* Figures of the newest published disclosures, whoever reads. */
typedef struct PropertySummary {
    Text plan_period;
    int64_t planned_in_fen, done_in_fen, planned_out_fen, done_out_fen;
    Text assets_period; /* empty: nothing is published of it, likewise below */
    int64_t assets, original_fen, net_fen;
    Text contracts_period;
    int64_t contracts, let_area_milli, due_fen, received_fen; /* of that year */
    Text debts_period;
    int64_t receivable_fen, payable_fen; /* at its end */
    Text shares_period;
    int64_t shared_fen, pay_fen, allowance_fen;
    Text funds_period;
    int64_t funds, funds_in_fen, funds_out_fen, funds_left_fen;
} PropertySummary;
MUST_CHECK Status property_summary(Ctx *ctx, RegionCode village, PropertySummary *out);

/* What the registers hold within a place and all below it: sums kept with each village.
 * CAN_READ_STAFF_PARTS at the place. */
typedef struct PropertyTotals {
    int64_t resources, area_milli;
    int64_t assets, original_fen; /* without scrapped ones */
    int64_t contracts;
    int64_t receivable_fen, payable_fen, funds_fen; /* balances */
    int64_t overdue;                                /* contracts with overdue rent today */
} PropertyTotals;
MUST_CHECK Status property_totals(Ctx *ctx, RegionCode place, PropertyTotals *out);

/* ---- sheets: the same columns on the desk, on the command line, and written again ---- */

enum { PROPERTY_COLUMNS_MAX = 26 };

/* The columns of a register's sheet; contracts, debts and funds have columns for a movement (rent
 * received) at the end: each movement is a row with the owner's columns repeated. */
Columns property_columns(Ctx *ctx, PropertyRegister which);
/* What else people call them, for those that a header does not name. */
void property_guess_columns(Ctx *ctx, PropertyRegister which, SheetMatch *match);

/* row: from 0; column: of property_columns(). */
typedef void PropertyFault(void *arg, size_t row, size_t column, Text why);

typedef struct PropertyTaken {
    int64_t added, changed, same; /* rows of the register */
    int64_t moves;                /* movements that were new */
} PropertyTaken;

/* Takes rows of normalised cells (catalogue/column.h), row-major, property_columns().len a row.  A
 * row whose key is there already (resources: name; assets: name and number; contracts: number;
 * debts: side, party, cause, day; funds: kind, name, document; plan: year, direction, item; shares:
 * year, kind, post, person, household, unit and the day paid, or not paid yet) is changed to what
 * the row says, others are added; none is removed; a movement that is there is not added again, so
 * the same sheet twice does no harm.  Every fault goes through `fault`; then INVALID, and the
 * transaction must be taken back. check_only: each row by itself, nothing is written. */
MUST_CHECK Status property_take_rows(Ctx *ctx, PropertyRegister which, RegionCode village,
                                     const Text *cells, size_t rows, bool check_only,
                                     PropertyFault *fault, void *arg, PropertyTaken *out);

/* All rows of a register as cells, as property_take_rows() takes them; calls back row by row.
 * Staff only. */
typedef Status PropertyRow(Ctx *ctx, void *arg, const Text *cells, size_t count);
MUST_CHECK Status property_give_rows(Ctx *ctx, PropertyRegister which, RegionCode village,
                                     PropertyRow *row, void *arg);

/* ---- for others ---- */

/* For ledger_on_entry_change(): rent and movements lose an entry that was changed, corrected or is
 * about to be removed. */
MUST_CHECK Status property_entry_changed(Ctx *ctx, int64_t entry);

/* Recounts sums and compares every statement with its rows; each fault becomes a sentence through
 * `found`.  System only. */
MUST_CHECK Status property_check(Ctx *ctx, void (*found)(void *arg, Text sentence), void *arg);

/* For bulk loading (system only): rows as they are, without comparing statements; the caller sees
 * to it that they are right and ends each village with property_load_done(), which sums them and
 * ties a period's existing disclosure to the rows. */
MUST_CHECK Status property_load_resource(Ctx *ctx, const Resource *row, int64_t *id_out);
MUST_CHECK Status property_load_holding(Ctx *ctx, const Holding *row, int64_t *id_out);
MUST_CHECK Status property_load_contract(Ctx *ctx, const Contract *row, Rents rents,
                                         int64_t *id_out);
MUST_CHECK Status property_load_debt(Ctx *ctx, const Debt *row, Moves moves, int64_t *id_out);
MUST_CHECK Status property_load_special(Ctx *ctx, const SpecialFund *row, Moves moves,
                                        int64_t *id_out);
MUST_CHECK Status property_load_plan(Ctx *ctx, const PlanLine *row, int64_t *id_out);
MUST_CHECK Status property_load_share(Ctx *ctx, const Share *row, int64_t *id_out);
MUST_CHECK Status property_load_statement(Ctx *ctx, RegionCode village, Text item, Text period,
                                          int64_t disclosure);
MUST_CHECK Status property_load_done(Ctx *ctx, RegionCode village);
