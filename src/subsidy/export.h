/*
 * export -- lists as rows of one form, for files, the API and the command line; the import reads
 * the same.
 */
#pragma once

#include "base/buf.h"
#include "subsidy/subsidy.h"

enum { EXPORT_BYTES_MAX = 8 * 1024 * 1024 };

typedef enum ExportColumn {
    EC_REGION,
    EC_PROGRAMME,
    EC_SOURCE,
    EC_UNIT,
    EC_PERIOD,
    EC_BATCH,
    EC_NUMBER,
    EC_NAME,
    EC_GROUP,
    EC_QUANTITY,
    EC_STANDARD,
    EC_AMOUNT,
    EC_CARD,
    EC_PAID_DAY,
    EC_STATE,
    EC_NOTE,
    EC_COUNT
} ExportColumn;

/* 地区代码, 补贴项目, 资金来源, 单位, 期间, 批次, 户号 … */
extern const Text subsidy_export_columns[EC_COUNT];

/* One line as cells; a card is stars and its last four digits. */
void subsidy_export_row(Ctx *ctx, const Batch *batch, const Line *line, Text cells[EC_COUNT]);

/* The header and all lines as CSV; formulas are disarmed. */
void subsidy_csv(Ctx *ctx, const Batch *batch, const Lines *lines, Buf *buf);
