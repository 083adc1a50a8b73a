/*
 * statement -- reading what a bank gives out, line after line, in memory that does not grow with
 * its length.
 *
 *   camt.053   ISO 20022 bank-to-customer statement, versions .001.02 to .001.13, by libxml2's
 * reader: no network, no document type, no entities of its own, booked entries only CSV, .xlsx the
 * exports of China Construction Bank's corporate and personal net bank, and those of other banks
 * whose columns have usual names (table.c) or were matched by hand
 *
 * What a file is, its content decides.  Refusals are INVALID in the field "file", with the row (of
 * the file, as an editor or spreadsheet shows it) and the column where there is one.
 */
#pragma once

#include "base/ctx.h"
#include "base/opt.h"
#include "ledger/category.h"

enum {
    STATEMENT_BYTES_MAX = 64 * 1024 * 1024,
    STATEMENT_LINES_MAX = 200000,
    STATEMENT_TEXT_CHARS_MAX = 200, /* longer texts of a bank are cut */
    STATEMENT_XML_DEPTH_MAX = 32,
    STATEMENT_COLUMNS_MAX = 64,
};

/* What stands above the lines; complete once the reader has come to the end. */
typedef struct StatementHead {
    Text format;     /* "camt.053", "ccb", "ccb-personal", "table" */
    Text number;     /* of the account; may be absent in a table */
    Text name;       /* of its owner */
    Text currency;   /* ISO 4217; absent: not said */
    bool personal;   /* an export of somebody's own account, not of an organisation's */
    OptInt from, to; /* Days, as the statement says */
    OptInt opening_fen, closing_fen;
} StatementHead;

typedef struct StatementLine {
    int64_t row; /* in the file: a CSV record's line, a sheet's row, an XML element's line */
    Day day;     /* booked */
    Direction direction;
    int64_t amount_fen; /* > 0 */
    OptInt balance_fen; /* of the account, afterwards */
    Text party;         /* the other side: its name … */
    Text party_number;  /* … and account */
    Text reference;     /* voucher, order or end-to-end number; may be empty */
    Text purpose;       /* 摘要, 附言 */
    Text serial;        /* the bank's own key of the line; may be empty */
} StatementLine;

typedef struct StatementReader StatementReader;

/* Which column of a table holds what; STATEMENT_NONE: none. */
typedef enum StatementField {
    FIELD_NUMBER,  /* 账号 */
    FIELD_NAME,    /* 账户名称 */
    FIELD_DAY,     /* 交易时间, 记账日期 */
    FIELD_OUT,     /* 借方发生额 (支取) */
    FIELD_IN,      /* 贷方发生额 (收入) */
    FIELD_AMOUNT,  /* one signed amount … */
    FIELD_SIDE,    /* … or with 借/贷, 收/支 in another column */
    FIELD_BALANCE, /* 余额 */
    FIELD_CURRENCY,
    FIELD_PARTY,
    FIELD_PARTY_NUMBER,
    FIELD_PARTY_BOTH, /* 对方账号与户名: "账号/户名" */
    FIELD_PURPOSE,
    FIELD_REMARK,
    FIELD_SERIAL,
    FIELD_REFERENCE,
    FIELD_COUNT
} StatementField;

#define STATEMENT_NONE (-1)

typedef struct StatementColumns {
    int at[FIELD_COUNT];
} StatementColumns;

const char *statement_field_name(StatementField field);  /* "party_number" */
const char *statement_field_title(StatementField field); /* msgid "对方账号" */
bool statement_field_parse(Text name, StatementField *out);

/* Opens path; `columns` (may be NULL) says what the header of a table means, found by another look
 * before. INVALID: no statement at all; a table whose columns are not understood has problems in
 * the field "columns", and statement_reader_header() tells what the header says.  The reader lives
 * in ctx->arena and must be closed. */
MUST_CHECK Status statement_reader_open(Ctx *ctx, const char *path, Text filename,
                                        const StatementColumns *columns, StatementReader **out);
void statement_reader_close(StatementReader *reader); /* NULL is fine */

/* The next line; its texts live until the next call.  NOT_FOUND at the end.  INVALID ("file") with
 * row and column. */
MUST_CHECK Status statement_reader_next(Ctx *ctx, StatementReader *reader, StatementLine *out);

const StatementHead *statement_reader_head(const StatementReader *reader);
/* The texts of the header row of a table, and what each column is taken for. */
Texts statement_reader_header(const StatementReader *reader);
const StatementColumns *statement_reader_columns(const StatementReader *reader);
/* The first rows below the header, as many as there are but at most max. */
size_t statement_reader_samples(const StatementReader *reader, Texts *out, size_t max);
