/*
 * scan -- goes through the text of one SQL statement: strings, quoted names, comments, parameters.
 */
#pragma once

#include "parse.h"

typedef struct SqlScan {
    Text text; /* for the dialect; line breaks as in the source */
    bool used[SQL_FIELDS_MAX];
    bool returns;    /* has RETURNING */
    bool limits_top; /* has LIMIT outside every parenthesis */
    bool limits;     /* has LIMIT anywhere */
} SqlScan;

/* Translates body (up to and with its semicolon) for dialect.  common: the text serves both
 * databases.  *len_out: bytes of body that were taken.  false with *error_out set on a mistake. */
bool sql_scan(Arena *arena, Text body, int line, Dialect dialect, bool common, SqlFields takes,
              SqlScan *scan_out, size_t *len_out, SqlError *error_out);

/* Letters, digits and _, not beginning with a digit. */
bool sql_is_word_start(char c);
bool sql_is_word(char c);
