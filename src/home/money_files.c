/*
 * The village's accounts for programs: a month or a year as CSV and .xlsx, and a Frictionless Data
 * Package (https://specs.frictionlessdata.io/data-package/) that describes the CSV files of all
 * years.
 */
#include "bank/bank.h"
#include "base/json.h"
#include "base/money.h"
#include "base/tr.h"
#include "home/money.h"
#include "home/parts.h"
#include "sheet/table.h"
#include "sheet/write.h"

enum {
    YEAR_CHARS = 4,
    YEAR_MONTHS = 12,
    COLUMNS = 10,
    AMOUNT = 2,
    FILE_ENTRIES_MAX = 60000,
    PACKAGE_BYTES_MAX = 256 * 1024
};

/* The columns of the files; their names are stable, programs rely on them. */
static const struct {
    const char *name;
    const char *title; /* msgid: the head of the .xlsx */
    const char *type;  /* of the Table Schema */
} columns[COLUMNS] = {
    {"date",         N_("日期"),       "date"   },
    {"direction",    N_("收支"),       "string" },
    {"amount",       N_("金额"),       "number" },
    {"account",      N_("会计科目"), "string" },
    {"category",     N_("类别"),       "string" },
    {"purpose",      N_("用途"),       "string" },
    {"counterparty", N_("对方"),       "string" },
    {"voucher",      N_("凭证号"),    "string" },
    {"corrects",     N_("更正"),       "string" },
    {"bank",         N_("银行对上"), "boolean"},
};

typedef struct Rows {
    Text *cells;
    size_t len;
} Rows;

static void
fill_row(Ctx *ctx, const Entry *entry, bool tied, Text *cells)
{
    const Category *category = category_of(entry->category);

    cells[0] = day_format(ctx->arena, entry->day);
    cells[1] = text_c(direction_name(entry->direction));
    cells[2] = fen_plain(ctx->arena, entry->amount_fen);
    cells[3] = category != NULL ? text_printf(ctx->arena, "%d", category->account) : T("");
    cells[4] = category != NULL ? tr_text(ctx->lang, category->name) : T("");
    cells[5] = csv_plain(ctx->arena, entry->purpose);
    cells[6] = csv_plain(ctx->arena, entry->counterparty);
    cells[7] = csv_plain(ctx->arena, entry->voucher);
    cells[8] = entry->corrects.set ? csv_plain(ctx->arena, entry->reason) : T("");
    cells[9] = tied ? T("true") : T("false");
}

static Status
read_rows(Ctx *ctx, RegionCode village, Month first, Month last, Rows *out)
{
    EntryFilter filter = {.region = village, .from = first, .to = last, .limit = ENTRY_PAGE_MAX};
    size_t room = ENTRY_PAGE_MAX;

    *out = (Rows){NEW_ARRAY(ctx->arena, Text, room * COLUMNS), 0};
    do {
        Entries entries;
        bool tied[ENTRY_PAGE_MAX];

        TRY(entry_list(ctx, &filter, &entries));
        TRY(bank_tied(ctx, &entries, tied));
        if (out->len + entries.len > room) {
            out->cells = arena_grow(ctx->arena, out->cells, room * COLUMNS * sizeof(Text),
                                    room * 2 * COLUMNS * sizeof(Text));
            room *= 2;
        }
        for (size_t i = 0; i < entries.len; i++)
            fill_row(ctx, &entries.at[i], tied[i], &out->cells[out->len++ * COLUMNS]);
        filter.cursor = entries.next;
    } while (filter.cursor.len != 0 && out->len < FILE_ENTRIES_MAX);
    return OK;
}

/* "2023-05" or "2023"; NOT_FOUND unless something of it is published. */
static Status
months_of(Ctx *ctx, RegionCode village, Text period, Month *first_out, Month *last_out)
{
    LedgerMonths months;
    int64_t year;

    if (period.len == YEAR_CHARS && text_to_i64(period, &year)) {
        *first_out = year * YEAR_MONTHS;
        *last_out = *first_out + YEAR_MONTHS - 1;
    } else {
        if (!month_parse(period, first_out))
            return NOT_FOUND;
        *last_out = *first_out;
    }
    TRY(ledger_months(ctx, village, *first_out, *last_out, &months));
    return months.len != 0 ? OK : NOT_FOUND;
}

static Status
open_file(Ctx *ctx, const Request *req, Response *res, const char *ending, Rows *out)
{
    Text period = request_param(req, "period");
    Region village;
    Month first;
    Month last;

    TRY(money_village(ctx, req, &village));
    TRY(months_of(ctx, village.code, period, &first, &last));
    TRY(read_rows(ctx, village.code, first, last, out));
    response_header(res, T("Content-Disposition"),
                    text_printf(ctx->arena, "attachment; filename=\"%012lld-%.*s%s\"",
                                (long long)village.code, TEXT_ARGS(period), ending));
    response_header(res, T("X-Robots-Tag"), T("noindex"));
    response_shows(res, village.code);
    return OK;
}

Status
money_csv(Ctx *ctx, const Request *req, Response *res)
{
    Text names[COLUMNS];
    Rows rows;
    Buf buf;

    TRY(open_file(ctx, req, res, ".csv", &rows));
    buf = buf_new(ctx->arena, (size_t)FILE_ENTRIES_MAX * 1024);
    BUF_LIT(&buf, "\xEF\xBB\xBF");
    for (int i = 0; i < COLUMNS; i++)
        names[i] = text_c(columns[i].name);
    csv_record(&buf, names, COLUMNS);
    for (size_t i = 0; i < rows.len; i++)
        csv_record(&buf, &rows.cells[i * COLUMNS], COLUMNS);
    res->type = T("text/csv; charset=utf-8");
    res->body = buf_done(&buf);
    return OK;
}

Status
money_xlsx(Ctx *ctx, const Request *req, Response *res)
{
    Text names[COLUMNS];
    Rows rows;

    TRY(open_file(ctx, req, res, ".xlsx", &rows));
    for (int i = 0; i < COLUMNS; i++)
        names[i] = tr_text(ctx->lang, columns[i].title);
    TRY(sheet_table_xlsx(ctx, names, COLUMNS, AMOUNT, rows.cells, rows.len, &res->body));
    res->type = T("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    return OK;
}

/* ---- the package ---- */

static void
put_schema(Json *json)
{
    json_key(json, "schema");
    json_object_begin(json);
    json_key(json, "fields");
    json_array_begin(json);
    for (int i = 0; i < COLUMNS; i++) {
        json_object_begin(json);
        json_put_text(json, "name", text_c(columns[i].name));
        json_put_text(json, "type", text_c(columns[i].type));
        json_put_text(json, "title", text_c(columns[i].title));
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}

static void
put_resource(Ctx *ctx, const Request *req, RegionCode village, int64_t year, Json *json)
{
    json_object_begin(json);
    json_put_text(json, "name", text_printf(ctx->arena, "entries-%lld", (long long)year));
    json_put_text(json, "path",
                  request_url(req, text_printf(ctx->arena, "/r/%012lld/money/%lld.csv",
                                               (long long)village, (long long)year)));
    json_put_text(json, "format", T("csv"));
    json_put_text(json, "mediatype", T("text/csv"));
    json_put_text(json, "encoding", T("utf-8"));
    json_put_text(json, "profile", T("tabular-data-resource"));
    put_schema(json);
    json_object_end(json);
}

Status
money_package(Ctx *ctx, const Request *req, Response *res)
{
    enum { YEARS_MAX = 10 };
    Region village;
    LedgerMonths months;
    Month now = month_of(ctx_today(ctx));
    Buf buf = buf_new(ctx->arena, PACKAGE_BYTES_MAX);
    Json json = json_new(&buf);
    int64_t last = 0;

    TRY(money_village(ctx, req, &village));
    TRY(ledger_months(ctx, village.code, now - YEARS_MAX * YEAR_MONTHS + 1, now, &months));
    if (months.len == 0)
        return NOT_FOUND;
    json_object_begin(&json);
    json_put_text(&json, "profile", T("tabular-data-package"));
    json_put_text(&json, "name",
                  text_printf(ctx->arena, "accounts-%012lld", (long long)village.code));
    json_put_text(&json, "title",
                  TR_FORMAT(ctx->arena, ctx->lang, "{name}的账目", {"name", village.name}));
    json_put_text(&json, "homepage",
                  request_url(req, home_region_link(ctx->arena, village.code, "/money")));
    json_key(&json, "resources");
    json_array_begin(&json);
    for (size_t i = 0; i < months.len; i++) {
        int64_t year = months.at[i].month / YEAR_MONTHS;

        if (year != last)
            put_resource(ctx, req, village.code, year, &json);
        last = year;
    }
    json_array_end(&json);
    json_object_end(&json);
    response_json(res, buf_done(&buf));
    response_shows(res, village.code);
    return OK;
}
