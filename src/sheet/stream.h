/*
 * stream -- a CSV file of any size, record after record, in constant memory.
 *
 * UTF-8 (with or without a byte order mark) or GB18030, whichever its beginning is; separated by
 * commas.  Records are numbered by the line where they begin, as an editor shows them.
 */
#pragma once

#include "base/ctx.h"

enum {
    STREAM_RECORD_BYTES_MAX = 16 * 1024 * 1024,
    STREAM_FIELDS_MAX = 256,
};

typedef struct CsvStream CsvStream;

/* Opens; NOT_FOUND when there is no such file, FAULT (logged) when it cannot be read. */
MUST_CHECK Status csv_stream_open(Ctx *ctx, const char *path, CsvStream **out);
void csv_stream_close(CsvStream *stream);

/* The next record; its texts live until the next call.  NOT_FOUND at the end.  INVALID ("file")
 * with the line for bytes that are no text, quotes that do not close, or a record beyond the
 * limits. */
MUST_CHECK Status csv_stream_next(Ctx *ctx, CsvStream *stream, Texts *record_out,
                                  int64_t *line_out);

/* How far it has read, and the size of the file, in bytes: for progress. */
int64_t csv_stream_done(const CsvStream *stream);
int64_t csv_stream_size(const CsvStream *stream);
