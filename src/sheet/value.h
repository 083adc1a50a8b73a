/*
 * value -- what the number in a cell of a workbook is for people: its number format, its text.
 *
 * A workbook stores binary numbers; whether 45064 is a date, only the cell's number format tells
 * (ECMA-376 part 1, 18.8.30 and 18.8.31).
 */
#pragma once

#include "sheet/sheet.h"

typedef enum FormatKind {
    FORMAT_NUMBER,
    FORMAT_PERCENT,
    FORMAT_DATE,
    FORMAT_TIME,    /* of a day */
    FORMAT_ELAPSED, /* [h]:mm: may be more than a day */
} FormatKind;

typedef struct NumberFormat {
    FormatKind kind;
    int zeros; /* "0000": whole numbers have at least so many digits */
} NumberFormat;

/* The format of a built-in id; of a code such as yyyy"年"m"月"d"日". */
NumberFormat format_builtin(int64_t id);
NumberFormat format_parse(Text code);

/* The text of a stored number (raw: "0.30000000000000004", "1.2E3") and what it is: SHEET_NUMBER
 * ("0.3", "1200", "12.5%", "0007"), SHEET_DATE ("2023-05-18", "2023-05-18 09:30") or SHEET_TEXT (a
 * time, "09:30"; or raw itself when it is no number).  Fifteen digits count, as in the spreadsheet.
 */
SheetKind value_text(Arena *arena, Text raw, NumberFormat format, bool since_1904, Text *out);

/* Without the _x000D_ by which workbooks write characters that XML cannot hold; text itself when
 * there are none. */
Text value_unescape(Arena *arena, Text text);
