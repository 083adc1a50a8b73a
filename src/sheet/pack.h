/*
 * pack -- many files in one .zip, written as they are made.
 */
#pragma once

#include "base/clock.h"
#include "base/ctx.h"

typedef struct Pack Pack;

/* Begins an archive in a new file at path.  INVALID ("file") when it cannot be written. */
MUST_CHECK Status pack_begin(Ctx *ctx, const char *path, Pack **out);

/* Adds a file; the name is UTF-8 with '/' between folders.  FAULT (logged) when the disk is full.
 */
MUST_CHECK Status pack_add(Pack *pack, Text name, Time at, Text bytes);

/* Ends it: with OK the file stays, else it is removed.  Gives status, or FAULT when the end cannot
 * be written. */
MUST_CHECK Status pack_end(Pack *pack, Status status);
