/*
 * fields -- names, and the lists of "takes" and "gives".
 */
#pragma once

#include "parse.h"

/* Sets *error and returns false, so that a check reads: return sql_fail(…). */
bool sql_fail(Arena *arena, SqlError *error, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

bool sql_name_is_fine(Text name);     /* snake_case */
bool sql_row_name_is_fine(Text name); /* CamelCase */

/* A keyword of C or, for a parameter, a name that generated functions use themselves. */
bool sql_name_is_reserved(Text name, bool parameter);

/* Appends what "name type, name type?, …" lists; parameters: it is "takes". */
bool sql_fields_read(Arena *arena, int line, Text list, bool parameters, SqlFields *fields,
                     SqlError *error);
