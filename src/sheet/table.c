#include "sheet/table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "sheet/write.h"

enum { FOLDER_BYTES = 64 };

static Status
write_rows(Ctx *ctx, const char *path, const Text *names, size_t columns, size_t number,
           const Text *cells, size_t rows)
{
    SheetWriter *writer;
    Status status = sheet_writer_open(ctx, path, &writer);

    if (status == OK && number < columns)
        sheet_writer_numbers(writer, number);
    if (status == OK)
        status = sheet_writer_row(ctx, writer, names, columns);
    for (size_t i = 0; i < rows && status == OK; i++)
        status = sheet_writer_row(ctx, writer, &cells[i * columns], columns);
    return sheet_writer_close(writer, status);
}

/* The library writes files only, so it writes one that nobody else sees. */
Status
sheet_table_xlsx(Ctx *ctx, const Text *names, size_t columns, size_t number, const Text *cells,
                 size_t rows, Text *bytes_out)
{
    char folder[FOLDER_BYTES] = "/tmp/mingbai-table.XXXXXX";
    char *path;
    Status status;

    if (mkdtemp(folder) == NULL) {
        log_error("sheet.table", LOG_C("error", strerror(errno)));
        return FAULT;
    }
    path = text_cstr(ctx->arena, text_printf(ctx->arena, "%s/table.xlsx", folder));
    status = write_rows(ctx, path, names, columns, number, cells, rows);
    if (status == OK)
        status = file_read(ctx->arena, path, SHEET_TABLE_BYTES_MAX, bytes_out);
    (void)unlink(path);
    (void)rmdir(folder);
    return status;
}
