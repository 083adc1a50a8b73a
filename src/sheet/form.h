/*
 * form -- a table on its way through a form: uploaded or pasted, looked over, sent again.
 */
#pragma once

#include "base/buf.h"
#include "sheet/sheet.h"
#include "web/web.h"

/* The table that came with a form: the file in the field "file", else what was put into "pasted".
 * INVALID ("file") with one sentence when there is neither, or when it cannot be read. */
MUST_CHECK Status sheet_form_read(Ctx *ctx, const Request *req, Sheet *out);

/* Appends a row as the clipboard has it, for sheet_read_paste() to read again: what would end a
 * cell becomes a space. */
void sheet_form_row(Buf *buf, const Text *cells, size_t count);
