/*
 * calendar_sheet -- days of the working calendar from a sheet with the columns 日期, 到哪天 (for a
 * stretch of days; may be missing), 类型 (放假 or 上班) and 名称.
 */
#pragma once

#include "catalogue/catalogue.h"

enum { CALENDAR_IMPORT_MAX = 400 };

typedef enum CalendarColumn {
    CALENDAR_CELL_FIRST,
    CALENDAR_CELL_LAST,
    CALENDAR_CELL_KIND,
    CALENDAR_CELL_NAME,
    CALENDAR_CELL_COUNT
} CalendarColumn;
extern const Text calendar_columns[CALENDAR_CELL_COUNT];

typedef struct CalendarRow {
    int line; /* in the file */
    Text cells[CALENDAR_CELL_COUNT];
    Day first, last;
    bool working;
    Text bad; /* why it cannot be; absent: fine */
} CalendarRow;

typedef struct CalendarImport {
    CalendarRow *at;
    size_t len;
    size_t bad, days;
} CalendarImport;

struct Sheet;
/* Checks every row, as calendar_put() has it permitted.  INVALID ("file") when it is no such sheet.
 */
MUST_CHECK Status calendar_import_read(Ctx *ctx, const struct Sheet *sheet, CalendarImport *out);
/* All or nothing: INVALID ("file") while a row is bad.  Days that the sheet does not have stay. */
MUST_CHECK Status calendar_import(Ctx *ctx, const CalendarImport *import);
