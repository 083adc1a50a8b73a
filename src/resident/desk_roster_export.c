/*
 * The roster as a file: what was downloaded can be read in again.
 */
#include "base/buf.h"
#include "base/tr.h"
#include "resident/desk_roster.h"
#include "sheet/table.h"
#include "sheet/write.h"

enum { CSV_BYTES_MAX = 32 * 1024 * 1024 };

static Status
put_csv(Ctx *ctx, const RosterTable *table, Text *out)
{
    Buf buf = buf_new(ctx->arena, CSV_BYTES_MAX);

    BUF_LIT(&buf, "\xEF\xBB\xBF");
    csv_record(&buf, roster_columns, ROSTER_CELL_COUNT);
    for (size_t row = 0; row < table->len; row++) {
        Text cells[ROSTER_CELL_COUNT];

        /* Somebody may have registered as "=…": a spreadsheet is not to calculate it. */
        for (size_t i = 0; i < ROSTER_CELL_COUNT; i++)
            cells[i] = csv_plain(ctx->arena, table->cells[row * ROSTER_CELL_COUNT + i]);
        csv_record(&buf, cells, ROSTER_CELL_COUNT);
    }
    *out = buf_done(&buf);
    return buf.overflow ? FAULT : OK;
}

/* A POST, since it is recorded. */
static Status
download(Ctx *ctx, const Request *req, Response *res)
{
    bool csv = text_eq(request_form(req, "as"), T("csv"));
    RosterTable table;
    Region place;

    TRY(roster_desk_place(ctx, req, CAN_KEEP_ROSTER, &place));
    TRY(roster_export(ctx, place.code, &table));
    if (csv)
        TRY(put_csv(ctx, &table, &res->body));
    else
        TRY(sheet_table_xlsx(ctx, roster_columns, ROSTER_CELL_COUNT, SHEET_WRITE_COLUMNS_MAX,
                             table.cells, table.len, &res->body));
    res->type = csv ? T("text/csv; charset=utf-8")
                    : T("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    res->uncacheable = true;
    response_header(res, T("Content-Disposition"),
                    text_printf(ctx->arena, "attachment; filename=\"roster-%012lld.%s\"",
                                (long long)place.code, csv ? "csv" : "xlsx"));
    return OK;
}

static const Route routes[] = {
    {METHOD_POST, "/desk/residents/{code}/export", download, ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable roster_export_routes = {routes, sizeof routes / sizeof routes[0]};
