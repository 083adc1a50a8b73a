/*
 * inside -- for subsidy's own files: rows read and written, no permission asked.
 */
#pragma once

#include "subsidy/subsidy.h"
#include "subsidy/subsidy.sql.h"

/* A batch with its programme and where its disclosures stand. */
MUST_CHECK Status batch_fetch(Ctx *ctx, int64_t id, Batch *out);
MUST_CHECK Status batch_from(Ctx *ctx, const BatchRecord *record, Batch *out);
/* Writes what may change of it under its lock, which then grows; CONFLICT when that has moved on.
 * Sums the lines anew, touches the place, and audits. */
MUST_CHECK Status batch_save(Ctx *ctx, Batch *batch, const char *action, Text detail);
/* The batch for the acting person who keeps the ledger there, with this lock: DENIED, CONFLICT. */
MUST_CHECK Status batch_begin(Ctx *ctx, int64_t id, int64_t lock, Batch *out);

/* What a new batch must be; INVALID: region, programme, period, name. */
MUST_CHECK Status batch_check_new(Ctx *ctx, RegionCode village, const Programme *programme,
                                  Text period, Text name, Period *period_out);
/* A list that goes on from a published result was never noticed as a list. */
static inline bool
batch_has_only_result(const Batch *batch)
{
    return batch->notice.id == 0 && batch->result.id != 0;
}

MUST_CHECK Status lines_fetch(Ctx *ctx, int64_t batch, Lines *out);
MUST_CHECK Status line_write(Ctx *ctx, int64_t batch, const Line *line);
Line line_from(const LineRecord *record);

/* The household of the register that a line means, by its number, else by name and group where
 * nobody can be taken for it: 0 when there is none. */
MUST_CHECK Status line_find_household(Ctx *ctx, RegionCode region, Line *line);

/* The programme's name with period and batch: 2023年耕地地力保护补贴 第一批. */
Text batch_words(Arena *arena, Lang lang, const Batch *batch);
/* quantity × standard, in fen, rounded. */
int64_t line_due_fen(const Line *line);
/* How a line's amount comes about: 3.5亩 × 71.50 元 = 250.25 元; where the list has another amount,
 * both. */
Text line_sum(Ctx *ctx, const Line *line, Text unit);
/* A label for what identifies a line in a list: its number, else name and group. */
Text line_key(Arena *arena, const Line *line);

/* Adds a problem unless the text is clean and short enough; a needed one is not blank. */
void check_text(Ctx *ctx, const char *field, Text text, size_t chars_max, Text needed);

OptInt acting(const Ctx *ctx);
