/*
 * inside -- for property's own files: rows read and written, no permission asked.
 *
 * What a register's _put does in three steps: property_begin (who, where), NAME_write (checks and
 * rows; what imports call for each row), property_finish (trail, versions, sums, statements; what
 * imports call once).
 */
#pragma once

#include "ledger/ledger.h"
#include "property/contract.sql.h"
#include "property/move.sql.h"
#include "property/property.h"
#include "property/property.sql.h"
#include "property/share.sql.h"

/* ---- common.c ---- */

/* CAN_KEEP_LEDGER at a village that there is: DENIED, INVALID ("region"). */
MUST_CHECK Status property_begin(Ctx *ctx, RegionCode village);
/* Staff of the place: DENIED. */
MUST_CHECK Status property_read(Ctx *ctx, RegionCode place);

/* What is done once rows of a register were written: the sums of the village, the statements of its
 * item that end on `from` or later, versions, and a line of the trail. */
MUST_CHECK Status property_finish(Ctx *ctx, RegionCode village, PropertyRegister which, Day from,
                                  const char *action, int64_t object, Text detail);
#define PROPERTY_ADD "property.add"
#define PROPERTY_CHANGE "property.change"
#define PROPERTY_REMOVE "property.remove"

/* Trimmed, never absent; a problem of the field when it is blank though `needed` (else absent),
 * too long, not clean, of several lines, or looks like somebody's number. */
Text property_text(Ctx *ctx, const char *field, Text text, size_t chars_max, Text needed);
/* A problem unless least ≤ number ≤ most. */
void property_range(Ctx *ctx, const char *field, int64_t number, int64_t least, int64_t most,
                    Text why);
/* 0 … FEN_MAX, or 1 … FEN_MAX. */
void property_money(Ctx *ctx, const char *field, int64_t fen, bool positive);
void property_quantity(Ctx *ctx, const char *field, int64_t milli);
/* A problem when a day lies outside 1900 … 2199 or (past) after today. */
void property_day(Ctx *ctx, const char *field, int64_t day, bool past);
/* A problem when a register is full. */
void property_room(Ctx *ctx, const char *field, int64_t count, int64_t most);
/* "" or the id of the last row → after; INVALID ("cursor"). */
MUST_CHECK Status property_cursor(Ctx *ctx, Text cursor, int64_t *after_out);
/* The cursor of the next page: count rows were fetched with a limit of PROPERTY_PAGE + 1. */
Text property_next(Ctx *ctx, size_t count, int64_t last_shown);
OptInt property_id(int64_t id); /* 0: unset */
/* CONFLICT unless one row was changed. */
Status property_one(int64_t changed);
Text property_number(Arena *arena, int64_t number);

enum { DAY_LEAST = -25567, DAY_MOST = 84005 }; /* 1900-01-01 … 2199-12-31 */

/* ---- one file a register; _check completes a row and finds its faults ---- */

MUST_CHECK Status resource_check(Ctx *ctx, Resource *row);
MUST_CHECK Status resource_write(Ctx *ctx, const Resource *input, Resource *out);
Resource resource_from(const ResourceRecord *record);

MUST_CHECK Status holding_check(Ctx *ctx, Holding *row);
MUST_CHECK Status holding_write(Ctx *ctx, const Holding *input, Holding *out);
Holding holding_from(const HoldingRecord *record);
/* Place, keeper and state as they were at the end of a day; net_fen of that day. */
MUST_CHECK Status holding_as_of(Ctx *ctx, const Holding *holding, Day day, Holding *out);

MUST_CHECK Status contract_check(Ctx *ctx, Contract *row);
MUST_CHECK Status contract_write(Ctx *ctx, const Contract *input, Contract *out);
MUST_CHECK Status contract_fetch(Ctx *ctx, int64_t id, Contract *out);
/* With the figures of today. */
Contract contract_from(const Ctx *ctx, const ContractRecord *record);
/* Writes a contract's row as it is, with what was received and is due next. */
MUST_CHECK Status contract_store(Ctx *ctx, const Contract *contract, bool insert);
/* The earliest day whose sum is not covered by what was received. */
OptInt contract_next_due(const Contract *contract);
/* Adds one and sums up; the contract as stored then. */
MUST_CHECK Status rent_write(Ctx *ctx, Contract *contract, const Rent *input);
/* The last day it is in force, as it was known at the end of a day. */
Day contract_last_day(const Contract *contract, Day as_of);

/* ---- overlap.c ---- */

/* That the resource or asset is there and has room; takes its name, and all of it for area 0. */
MUST_CHECK Status contract_check_thing(Ctx *ctx, Contract *contract);
/* What contracts let at most of a thing on any day. */
MUST_CHECK Status contract_peak(Ctx *ctx, int64_t resource, int64_t holding, int64_t *milli_out);
/* What they let of a resource on one day. */
MUST_CHECK Status contract_let(Ctx *ctx, int64_t resource, Day day, int64_t *milli_out);

MUST_CHECK Status debt_check(Ctx *ctx, Debt *row);
MUST_CHECK Status debt_write(Ctx *ctx, const Debt *input, Debt *out);
MUST_CHECK Status debt_fetch(Ctx *ctx, int64_t id, Debt *out);
Debt debt_from(const DebtRecord *record);
MUST_CHECK Status debt_move_write(Ctx *ctx, Debt *debt, const Move *input);

MUST_CHECK Status special_check(Ctx *ctx, SpecialFund *row);
MUST_CHECK Status special_write(Ctx *ctx, const SpecialFund *input, SpecialFund *out);
MUST_CHECK Status special_fetch(Ctx *ctx, int64_t id, SpecialFund *out);
SpecialFund special_from(const SpecialRecord *record);
MUST_CHECK Status special_move_write(Ctx *ctx, SpecialFund *fund, const Move *input);

MUST_CHECK Status plan_check(Ctx *ctx, PlanLine *row);
MUST_CHECK Status plan_write(Ctx *ctx, const PlanLine *input, PlanLine *out);
MUST_CHECK Status plan_lines(Ctx *ctx, RegionCode village, int64_t year, PlanLines *out);
/* Takes what the ledger gives now as done. */
MUST_CHECK Status plan_count(Ctx *ctx, RegionCode village, int64_t year);

MUST_CHECK Status share_check(Ctx *ctx, Share *row);
MUST_CHECK Status share_write(Ctx *ctx, const Share *input, Share *out);
Share share_from(const ShareRecord *record);

/* ---- move.c ---- */

Move move_from(const MoveRecord *record);
MUST_CHECK Status moves_fetch(Ctx *ctx, int64_t owner, Moves *out);
/* Checks day, amount, entry (of `direction` of the village's ledger) and note. */
MUST_CHECK Status move_check(Ctx *ctx, RegionCode village, Day first, Direction direction,
                             Move *move);
MUST_CHECK Status move_store(Ctx *ctx, const Move *move);
/* One more (once), or one less, of fetched ones: to see what would be before it is written. */
void moves_add(Moves *moves, const Move *move);
void moves_take_off(Moves *moves, int64_t id);
/* opening + in − out of all of them; false when it is less than 0 at the end of some day. */
bool moves_balance(int64_t opening_fen, const Moves *moves, int64_t *balance_out);

/* ---- table.c ---- */

/* What a period's rows come to, for summaries. */
typedef struct PropertyFigures {
    int64_t rows;
    int64_t a, b, c, d; /* money (or area), as the item has it */
} PropertyFigures;

/* The cells in the order of columns.  INVALID ("table.columns") when a required column is unknown.
 * Plan: as it was counted last. */
MUST_CHECK Status property_cells(Ctx *ctx, RegionCode village, Text item, Period period,
                                 Columns columns, Text **cells_out, size_t *rows_out,
                                 PropertyFigures *figures_out);

/* ---- input.c ---- */

/* The item and a period in its rhythm: INVALID ("item", "period"). */
MUST_CHECK Status property_period_of(Ctx *ctx, RegionCode village, Text code, Text typed,
                                     Item *item_out, Period *out);

/* ---- statement.c ---- */

/* Compares the statements of an item that end on `from` or later with the rows, and marks them. */
MUST_CHECK Status statements_compare(Ctx *ctx, RegionCode village, Text item, Day from);
/* Whether a disclosure's newest revision (or the one in hand) is what the rows say. */
MUST_CHECK Status statement_is_same(Ctx *ctx, RegionCode village, Text item, Period period,
                                    const Disclosure *disclosure, bool *out);
