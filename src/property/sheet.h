/*
 * sheet -- for property's own files: registers as rows of cells, in and out.
 */
#pragma once

#include "property/inside.h"

typedef struct SheetColumn {
    Text name;
    ColumnKind kind;
    bool required;
    const char *field;  /* of the problems that the register's check finds */
    const char *others; /* what else people call it, blanks between */
} SheetColumn;

const SheetColumn *sheet_columns_of(PropertyRegister which, size_t *len_out);

enum { RC_NAME, RC_KIND, RC_AREA, RC_PLACE, RC_USE, RC_STATE, RC_NOTE, RC_COUNT };
/* clang-format off */
enum { HC_NAME, HC_NUMBER, HC_CLASS, HC_QUANTITY, HC_UNIT, HC_ACQUIRED, HC_ORIGINAL, HC_RESIDUAL, HC_METHOD,
       HC_LIFE, HC_YEARLY, HC_PLACE, HC_KEEPER, HC_STATE, HC_SINCE, HC_NOTE, HC_COUNT };
enum { CC_NUMBER, CC_KIND, CC_RESOURCE, CC_HOLDING, CC_HOLDING_NUMBER, CC_SUBJECT, CC_AREA, CC_PARTY, CC_PERSON,
       CC_WAY, CC_PRICE, CC_PRICE_UNIT, CC_SIGNED, CC_BEGINS, CC_ENDS, CC_ENDED, CC_TERMS, CC_RENT, CC_FIRST_DUE,
       CC_DECISION_DAY, CC_DECISION, CC_TENDER, CC_NOTE, CC_MOVE_DAY, CC_MOVE_AMOUNT, CC_MOVE_NOTE, CC_COUNT };
enum { DC_SIDE, DC_PARTY, DC_PERSON, DC_CAUSE, DC_DAY, DC_OPENING, DC_NOTE, DC_MOVE_DAY, DC_MOVE_KIND,
       DC_MOVE_AMOUNT, DC_MOVE_NOTE, DC_COUNT };
enum { FC_KIND, FC_NAME, FC_DOCUMENT, FC_DAY, FC_OPENING, FC_USE, FC_NOTE, FC_MOVE_DAY, FC_MOVE_KIND,
       FC_MOVE_AMOUNT, FC_MOVE_NOTE, FC_COUNT };
enum { PC_YEAR, PC_DIRECTION, PC_ITEM, PC_CATEGORY, PC_PLANNED, PC_DONE, PC_NEXT, PC_NOTE, PC_COUNT };
enum { SC_YEAR, SC_KIND, SC_POST, SC_PERSON, SC_NUMBER, SC_HOUSEHOLD, SC_QUANTITY, SC_UNIT, SC_STANDARD, SC_AMOUNT,
       SC_PAID, SC_COUNT };
/* clang-format on */

_Static_assert((int)CC_COUNT == (int)PROPERTY_COLUMNS_MAX, "the widest sheet");

/* ---- out: give.c; movements are left empty ---- */

void resource_cells(Ctx *ctx, const Resource *row, Text *cells);
void holding_cells(Ctx *ctx, const Holding *row, Text *cells);
void contract_cells(Ctx *ctx, const Contract *row, Text holding_number, Text *cells);
void debt_cells(Ctx *ctx, const Debt *row, Text *cells);
void special_cells(Ctx *ctx, const SpecialFund *row, Text *cells);
void plan_cells(Ctx *ctx, const PlanLine *row, Text *cells);
void share_cells(Ctx *ctx, const Share *row, Text *cells);

/* ---- in ---- */

typedef struct TakenMove {
    int64_t owner;
    Move move;
} TakenMove;

/* The shares of a year as they were, each to be met once. */
typedef struct TakenYear {
    int64_t year;
    Shares shares;
    bool *met;
} TakenYear;

enum { TAKEN_YEARS_MAX = 120 };

typedef struct Take {
    Ctx *ctx;
    PropertyRegister which;
    RegionCode village;
    bool check_only;
    PropertyFault *fault;
    void *arg;
    const SheetColumn *columns;
    size_t width;
    size_t row;        /* in hand */
    const Text *cells; /* of it */
    size_t row_faults, faults;
    TakenMove *moves; /* of the rows before */
    size_t moves_len;
    TakenYear years[TAKEN_YEARS_MAX];
    size_t years_len;
    PropertyTaken *out;
} Take;

/* One fault of the row in hand. */
void take_fault(Take *take, size_t column, Text why);
/* Problems found since `before` become faults of the row, each in its field's column; *status turns
 * OK when it was INVALID. */
MUST_CHECK Status take_problems(Take *take, size_t before, Status status);

/* Problems found since `before` are of the row's movement. */
void take_move_fields(Take *take, size_t before);

/* Cells of the row in hand; 0 or unset when empty. */
Text take_text(const Take *take, size_t column);
int64_t take_number(const Take *take, size_t column);
OptInt take_day(const Take *take, size_t column);
/* A party in one of two columns: an organisation or a person; a fault when both or none. */
void take_party(Take *take, size_t party, size_t person, Text *name_out, bool *person_out);

/* Counts a row that was added, changed or the same. */
void take_count(Take *take, bool added, const Text *before, const Text *after, bool *same_out);

/* True when the row in hand has a movement that is not there yet; it is in *out then. */
MUST_CHECK Status take_move(Take *take, int64_t owner, size_t day, size_t kind, size_t amount,
                            size_t note, Move *out, bool *new_out);

MUST_CHECK Status take_resource(Take *take);
MUST_CHECK Status take_holding(Take *take);
MUST_CHECK Status take_contract(Take *take);
MUST_CHECK Status take_debt(Take *take);
MUST_CHECK Status take_special(Take *take);
MUST_CHECK Status take_plan(Take *take);
MUST_CHECK Status take_share(Take *take);
/* What has to be read before rows are taken: the shares of the row's year. */
MUST_CHECK Status take_prepare_share(Take *take);
