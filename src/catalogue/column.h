/*
 * column -- the typed columns of a disclosure's table, their cells, and who may see them.
 *
 * Cells are kept as normalised texts: integers as digits, money as yuan with two decimals
 * ("1234.50"), quantities with up to three decimals, dates as 2023-05-18, yes/no as "是"/"否".
 * Personal data is closed unless opened, by the one policy in mask.c, applied to every output
 * (page, file, feed, API, search): names are surname and stars for the public, ID and card numbers
 * are never shown to public or residents, phones never to the public unless of an office.
 */
#pragma once

#include "base/ctx.h"

typedef enum ColumnKind {
    KIND_TEXT,
    KIND_INTEGER,
    KIND_MONEY,
    KIND_QUANTITY,
    KIND_DATE,
    KIND_PERSON,
    KIND_ID,           /* identity number */
    KIND_CARD,         /* bank card */
    KIND_PHONE,        /* somebody's own */
    KIND_OFFICE_PHONE, /* an office's: public */
    KIND_CHOICE,
    KIND_YESNO,
    KIND_COUNT
} ColumnKind;

typedef enum Audience {
    AUDIENCE_PUBLIC,
    AUDIENCE_RESIDENTS,
    AUDIENCE_AFFECTED,
    AUDIENCE_PARTY,
    AUDIENCE_STAFF,
    AUDIENCE_COUNT
} Audience;

/* Who is reading, seen from one place: a set of audiences (bit 1 << Audience).  PUBLIC always. */
typedef unsigned Reader;

typedef struct Column {
    Text name;
    Text name_hant; /* may be empty */
    Text name_en;   /* may be empty */
    ColumnKind kind;
    Audience audience;
    bool required;
    bool sum;         /* its total is shown and compared with the last period */
    bool nonnegative; /* a number below zero is refused */
    Texts choices;    /* KIND_CHOICE: the values that a cell may have; none: any (older versions) */
} Column;

typedef struct Columns {
    Column *at;
    size_t len;
} Columns;

/* A table: rows × columns of normalised texts; every row has columns.len cells. */
typedef struct Table {
    Columns columns;
    Text *cells; /* row-major */
    size_t rows;
} Table;

enum {
    TABLE_ROWS_MAX = 5000,
    TABLE_COLUMNS_MAX = 32,
    COLUMN_NAME_CHARS_MAX = 40,
    CELL_CHARS_MAX = 500,
    COLUMN_CHOICES_MAX = 40, /* of one column */
    CHOICE_CHARS_MAX = 20,
    TABLE_BYTES_MAX = 4 * 1024 * 1024,
};

const char *column_kind_name(ColumnKind kind); /* "money" */
bool column_kind_parse(Text name, ColumnKind *out);
const char *column_kind_title(ColumnKind kind); /* msgid: "金额" */
const char *audience_name(Audience audience);   /* "residents" */
bool audience_parse(Text name, Audience *out);
/* The narrower of two: everybody contains all, residents contain those affected and the Party's
 * members among them do not count as such, staff is within each.  Where neither contains the other
 * (residents, party) the first stays. */
Audience audience_narrower(Audience must, Audience wanted);
const char *audience_title(Audience audience); /* msgid: "本村居民可见" */

/* Brings what a person typed to the normal form of its kind.  INVALID with *why_out (a translated
 * sentence) for a bad one; an empty cell is fine unless the column is required. */
MUST_CHECK Status cell_normalise(Ctx *ctx, const Column *column, Text typed, Text *out,
                                 Text *why_out);

/* The value of a column of choices that says what a program means by `value`: itself when it may
 * stand there, else the longest choice that holds it or that it holds, else 其他 when there is
 * that; else `value`, which cell_normalise() then refuses. */
Text column_choice(const Column *column, Text value);
/* "公益支出、管理费用": for hints and sentences. */
Text column_choices_words(Arena *arena, const Column *column);

/* The number in a normalised cell of a counting kind: units for integers, fen for money,
 * thousandths for quantities; false for other kinds and empty cells.  And back. */
bool cell_number(const Column *column, Text value, int64_t *number_out);
Text cell_from_number(Arena *arena, const Column *column, int64_t number);

/* What this reader sees of a normalised cell: the value, a masked form, or a dash when closed. */
Text cell_shown(Arena *arena, const Column *column, Text value, Reader reader);

/* True when the reader may see the column at all (else it is left out, and the page says for whom
 * it is). */
bool column_visible(const Column *column, Reader reader);

/* Surname and stars: 王** ; compound surnames kept whole; never the length of the given name. */
Text mask_person(Arena *arena, Text name);

/* Totals of the columns with `sum`, as normalised texts; empty for the others. */
MUST_CHECK Status table_totals(Ctx *ctx, const Table *table, Texts *out);

/* JSON as in the API: [{"name":…,"type":…,"audience":…,"required":…,"sum":…,"nonnegative":…,
 * "choices":[…]}].  From
 * outside: unknown types and audiences, double names, too many columns are problems of the field
 * "table.columns". */
struct JsonNode;
MUST_CHECK Status columns_from_node(Ctx *ctx, const struct JsonNode *list, Columns *out);
MUST_CHECK Status columns_from_json(Ctx *ctx, Text json, Columns *out);
Text columns_to_json(Arena *arena, Columns columns);

/* How rows are stored: normalised cells separated by U+001F, rows by U+001E (neither occurs in
 * clean text), so that reading is only cutting; the cells of an unpacked table point into `packed`.
 * FAULT when a row has another number of cells than there are columns. */
Text rows_pack(Arena *arena, const Table *table);
MUST_CHECK Status rows_unpack(Ctx *ctx, Columns columns, Text packed, Table *out);
