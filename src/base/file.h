/*
 * file -- whole files and directories, written so that a power cut leaves the old or the new one.
 *
 * Paths are made by the program (settings, ids), never taken from a request.  A FAULT has been
 * logged.
 */
#pragma once

#include <sys/types.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"

/* The whole content.  NOT_FOUND, INVALID (larger than limit_bytes, or not a regular file), FAULT.
 */
MUST_CHECK Status file_read(Arena *arena, const char *path, size_t limit_bytes, Text *bytes_out);

/* Writes a file with this mode in place of what stood there: to a temporary name beside it, synced,
 * renamed, directory synced. */
MUST_CHECK Status file_write(const char *path, Text bytes, mode_t mode);

/* Makes a directory and those above it; fine when it stands already. */
MUST_CHECK Status dir_make(const char *path, mode_t mode);

/* Bytes as a file that exists in memory only: `path` (room for 32 bytes at least) opens it as long
 * as *fd_out is open. */
MUST_CHECK Status file_in_memory(Text bytes, char *path, size_t room, int *fd_out);
