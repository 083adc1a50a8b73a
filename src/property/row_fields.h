/*
 * row_fields -- the rows of the seven registers as named texts.
 *
 * One table of fields a register (row_fields.c): from it the desk's forms and lists are made, and
 * what the API takes and gives.  A field's name is the form's, the API's member, and the field of
 * the model's problems.
 */
#pragma once

#include "property/property.h"

typedef enum RowKind {
    ROW_TEXT,
    ROW_LONG,     /* a text of more than a line */
    ROW_MONEY,    /* yuan */
    ROW_QUANTITY, /* up to three decimals */
    ROW_NUMBER,
    ROW_DAY,
    ROW_OPT_DAY,
    ROW_WORD, /* one of a closed list */
    ROW_FLAG,
    ROW_RESOURCE, /* a row of that register: its id, or coming in its name */
    ROW_HOLDING,
    ROW_CATEGORY, /* of the ledger, by number */
} RowKind;

/* A closed list: the values, and each one's name (API), title (msgid) and parser. */
typedef struct WordList {
    const int *values;
    size_t count;
    const char *(*name)(int value);
    const char *(*title)(int value);
    bool (*parse)(Text word, int *out);
} WordList;

typedef struct RowField {
    const char *name;
    const char *label; /* msgid */
    const char *hint;  /* msgid; NULL: none */
    RowKind kind;
    size_t offset; /* in the register's struct */
    int chars_max;
    bool required;
    bool out;  /* told, never taken */
    bool more; /* seldom filled in: the form folds it away */
    const WordList *words;
} RowField;

typedef struct RowFields {
    const RowField *at;
    size_t len;
} RowFields;

RowFields row_fields(PropertyRegister which);
/* NULL: no such field. */
const RowField *row_field(PropertyRegister which, const char *name);

/* A row of whichever register. */
typedef union RegisterRow {
    Resource resource;
    Holding holding;
    Contract contract;
    Debt debt;
    SpecialFund special;
    PlanLine plan;
    Share share;
} RegisterRow;

typedef struct RegisterRows {
    RegisterRow *at;
    size_t len;
    Text next; /* cursor; absent: the end */
} RegisterRows;

typedef struct RowFilter {
    ContractFilter contracts;
    bool open;    /* debts with a balance */
    int64_t year; /* plan (0: this year), shares (0: all) */
    Text cursor;
} RowFilter;

/* What "only" names: in-force, overdue, ending, ended (contracts), open (debts); empty: all.
 * False for others. */
bool row_filter(PropertyRegister which, Text only, RowFilter *out);

int64_t row_id(PropertyRegister which, const RegisterRow *row);
int64_t row_lock(PropertyRegister which, const RegisterRow *row);
RegionCode row_region(PropertyRegister which, const RegisterRow *row);
/* An empty one of a village: what is usual is filled in. */
RegisterRow row_new(Ctx *ctx, PropertyRegister which, RegionCode village);

/* The model's functions of the register, with what they promise (property.h). */
MUST_CHECK Status row_get(Ctx *ctx, PropertyRegister which, int64_t id, RegisterRow *out);
MUST_CHECK Status row_put(Ctx *ctx, PropertyRegister which, const RegisterRow *input, int64_t lock,
                          RegisterRow *out);
MUST_CHECK Status row_remove(Ctx *ctx, PropertyRegister which, int64_t id, int64_t lock);
MUST_CHECK Status row_list(Ctx *ctx, PropertyRegister which, RegionCode village,
                           const RowFilter *filter, RegisterRows *out);

/* Movements of a debt or fund, rent of a contract; NOT_FOUND for other registers. */
bool row_has_moves(PropertyRegister which);
MUST_CHECK Status row_moves(Ctx *ctx, PropertyRegister which, int64_t owner, Moves *out);
MUST_CHECK Status row_move(Ctx *ctx, PropertyRegister which, int64_t lock, const Move *input,
                           RegisterRow *out);
MUST_CHECK Status row_move_remove(Ctx *ctx, PropertyRegister which, int64_t move, int64_t lock,
                                  RegisterRow *out);

/* A field's value as plain text: "1234.50" yuan, "3.5", 2023-05-18, a word's name, an id; empty
 * when there is none (a number that may be left out and is 0). */
Text row_value(Ctx *ctx, const RowField *field, const RegisterRow *row);
/* The same for people to read: thousands separators, a word's title in their language. */
Text row_shown(Ctx *ctx, const RowField *field, const RegisterRow *row);
/* Takes what was typed; what cannot be understood becomes a problem of the field (and OK). */
MUST_CHECK Status row_set(Ctx *ctx, const RowField *field, RegionCode village, Text typed,
                          RegisterRow *row);
/* What the row is called: its name, number, party, item or post. */
Text row_name(PropertyRegister which, const RegisterRow *row);
