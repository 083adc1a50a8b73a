/* The rows of a file that is imported. */
#include "command/data_work.h"
#include "sheet/stream.h"

Status
records_open(Ctx *ctx, const char *path, Records *out)
{
    *out = (Records){0};
    return text_ends(text_c(path), T(".xlsx"))
               ? sheet_read(ctx, text_c(path), text_c(path), &out->sheet)
               : csv_stream_open(ctx, path, &out->csv);
}

void
records_close(Records *records)
{
    csv_stream_close(records->csv);
}

Status
records_next(void *arg, Ctx *ctx, Texts *cells_out, int64_t *row_out)
{
    Records *records = arg;
    const Sheet *sheet = &records->sheet;
    const SheetRow *row;

    if (records->csv != NULL)
        return csv_stream_next(ctx, records->csv, cells_out, row_out);
    while (records->next < sheet->len &&
           (sheet->at[records->next].hidden || sheet->at[records->next].total))
        records->next++;
    if (records->next == sheet->len)
        return NOT_FOUND;
    row = &sheet->at[records->next++];
    *cells_out = (Texts){.at = NEW_ARRAY(ctx->arena, Text, row->len), .len = row->len};
    for (size_t i = 0; i < row->len; i++)
        cells_out->at[i] = row->at[i].text;
    *row_out = row->number;
    return OK;
}
