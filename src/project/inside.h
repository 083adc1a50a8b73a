/*
 * inside -- for project's own files: rows read and written, no permission asked.
 */
#pragma once

#include "project/household.h"
#include "project/project.sql.h"
#include "project/works.h"

/* Adds a problem unless the text is clean and short enough; a needed one is not blank. */
void check_words(Ctx *ctx, const char *field, Text text, size_t chars_max, Text needed);
OptInt acting_person(const Ctx *ctx);
