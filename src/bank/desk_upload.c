/*
 * A statement comes in.  When its header says nothing to the program, whoever uploads it points at
 * the columns; meanwhile the file waits in the form (base64), unless it is too large for that.
 */
#include <fcntl.h>
#include <unistd.h>

#include "bank/desk_columns.html.h"
#include "bank/desk_inside.h"
#include "base/crypto.h"
#include "base/file.h"
#include "base/tr.h"
#include "sheet/sheet.h"

enum {
    HELD_BYTES_MAX = 2 * 1024 * 1024, /* in a form, a third larger: below FORM_BYTES_MAX */
    SAMPLES = 3,
    PATH_ROOM = 64,
};

/* The file that was sent, or the one that waited in the form. */
typedef struct Incoming {
    const char *path;
    Text filename;
    Text held;
    int fd; /* of the one that waited; -1 */
} Incoming;

static Status
take_held(Ctx *ctx, const Request *req, Incoming *out)
{
    char *path = arena_alloc(ctx->arena, PATH_ROOM);
    Text bytes;

    out->held = request_form(req, "held");
    if (out->held.len == 0 || !base64url_decode(ctx->arena, out->held, &bytes) || bytes.len == 0)
        return ctx_problem(ctx, "file", TR(ctx->lang, "请选一个文件"));
    out->filename = request_form(req, "filename");
    out->path = path;
    return file_in_memory(bytes, path, PATH_ROOM, &out->fd);
}

static Status
take_file(Ctx *ctx, const Request *req, Incoming *out)
{
    Text bytes;

    *out = (Incoming){.held = T(""), .filename = T(""), .fd = -1};
    if (req->uploads.len == 0 || req->uploads.at[0].bytes == 0)
        return take_held(ctx, req, out);
    out->path = text_cstr(ctx->arena, req->uploads.at[0].path);
    out->filename = req->uploads.at[0].filename;
    if (req->uploads.at[0].bytes > HELD_BYTES_MAX)
        return OK;
    TRY(file_read(ctx->arena, out->path, HELD_BYTES_MAX, &bytes));
    out->held = base64url_encode(ctx->arena, bytes);
    return OK;
}

/* "c0=day", "c3=in": the field that each column was said to be. */
static bool
read_columns(const Request *req, StatementColumns *out)
{
    bool any = false;

    for (int field = 0; field < FIELD_COUNT; field++)
        out->at[field] = STATEMENT_NONE;
    for (int column = 0; column < STATEMENT_COLUMNS_MAX; column++) {
        char name[8] = {'c', (char)('0' + column / 10), (char)('0' + column % 10)};
        StatementField field;

        if (!statement_field_parse(request_form(req, name), &field) ||
            out->at[field] != STATEMENT_NONE)
            continue;
        out->at[field] = column;
        any = true;
    }
    return any;
}

/* ---- pointing at columns ---- */

static void
fill_choices(Ctx *ctx, const StatementColumns *columns, int column, BankColumnView *view)
{
    view->choices.at = NEW_ARRAY(ctx->arena, BankFieldChoice, FIELD_COUNT);
    for (int field = 0; field < FIELD_COUNT; field++)
        view->choices.at[view->choices.len++] = (BankFieldChoice){
            .value = text_c(statement_field_name((StatementField)field)),
            .words = tr_text(ctx->lang, statement_field_title((StatementField)field)),
            .chosen = columns->at[field] == column,
        };
}

static void
fill_columns(Ctx *ctx, const StatementReader *reader, const StatementColumns *columns,
             BankColumnsView *view)
{
    Texts header = statement_reader_header(reader);
    Texts samples[SAMPLES];
    size_t count = statement_reader_samples(reader, samples, SAMPLES);

    view->columns.at = NEW_ARRAY(ctx->arena, BankColumnView, header.len);
    for (size_t i = 0; i < header.len && i < STATEMENT_COLUMNS_MAX; i++) {
        BankColumnView *column = &view->columns.at[view->columns.len++];

        *column = (BankColumnView){
            .name = text_printf(ctx->arena, "c%02zu", i),
            .letters = sheet_column_letters(ctx->arena, i),
            .heading = text_copy(ctx->arena, header.at[i]),
            .sample = T(""),
        };
        for (size_t row = 0; row < count && column->sample.len == 0; row++)
            if (i < samples[row].len)
                column->sample =
                    text_copy(ctx->arena, text_first_chars(text_trim(samples[row].at[i]), 40));
        fill_choices(ctx, columns, (int)i, column);
    }
}

/* NOT_FOUND when the file is no table with a header, or one whose columns are known for certain. */
static Status
show_columns(Ctx *ctx, const Request *req, Response *res, const Region *village,
             const FundAccount *account, const Incoming *incoming, const StatementColumns *chosen)
{
    Problems told = ctx->problems;
    StatementReader *reader = NULL;
    BankColumnsView view = {
        .place = village->name,
        .account = account->id,
        .account_name = account->name,
        .action = bank_desk_link(ctx->arena, village->code),
        .filename = incoming->filename,
        .held = incoming->held,
        .file_error = ctx_problem_of(ctx, "file"),
        .columns_error = ctx_problem_of(ctx, "columns"),
    };
    Status status = statement_reader_open(ctx, incoming->path, incoming->filename, chosen, &reader);

    ctx->problems = told;
    if (status == FAULT || status == BUSY)
        return status;
    if (reader == NULL || statement_reader_header(reader).len == 0 ||
        (chosen == NULL && text_starts(statement_reader_head(reader)->format, T("ccb")))) {
        statement_reader_close(reader);
        return NOT_FOUND;
    }
    fill_columns(ctx, reader, chosen != NULL ? chosen : statement_reader_columns(reader), &view);
    statement_reader_close(reader);
    view.page = page_begin(ctx, req, TR(ctx->lang, "哪一列是哪一项"));
    response_page(ctx, req, res, html_bank_desk_columns, &view);
    return OK;
}

/* What was wrong may be the columns: they can be pointed at. */
static Status
refuse(Ctx *ctx, const Request *req, Response *res, const Region *village,
       const FundAccount *account, const Incoming *incoming, const StatementColumns *chosen)
{
    Status status = incoming->path == NULL
                        ? NOT_FOUND
                        : show_columns(ctx, req, res, village, account, incoming, chosen);

    if (status == NOT_FOUND)
        status = bank_desk_show(ctx, req, res, village);
    TRY(status);
    return INVALID;
}

/* ---- the file ---- */

static Status
done(Ctx *ctx, const Request *req, Response *res, const Region *village,
     const BankStatement *statement)
{
    response_notice(
        ctx, req, res,
        TR_FORMAT(ctx->arena, ctx->lang, "读入 {lines} 笔，其中新的 {added} 笔",
                  {"lines", text_printf(ctx->arena, "%lld", (long long)statement->lines)},
                  {"added", text_printf(ctx->arena, "%lld", (long long)statement->added)}));
    return response_redirect(ctx, res,
                             text_printf(ctx->arena, "%.*s?account=%lld",
                                         TEXT_ARGS(bank_desk_link(ctx->arena, village->code)),
                                         (long long)statement->account));
}

static Status
import(Ctx *ctx, const Request *req, Response *res, const Region *village,
       const FundAccount *account)
{
    StatementColumns columns;
    bool chosen = read_columns(req, &columns);
    BankStatement statement;
    Incoming incoming;
    Status status = take_file(ctx, req, &incoming);

    if (status == OK)
        status = bank_import(ctx, account->id, incoming.path, incoming.filename,
                             chosen ? &columns : NULL, &statement);
    if (status == INVALID)
        status = refuse(ctx, req, res, village, account, &incoming, chosen ? &columns : NULL);
    else if (status == OK)
        status = done(ctx, req, res, village, &statement);
    if (incoming.fd >= 0)
        close(incoming.fd);
    return status;
}

Status
bank_desk_upload(Ctx *ctx, const Request *req, Response *res)
{
    Region village;
    FundAccount account;
    int64_t id;

    TRY(bank_desk_village(ctx, req, &village));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, village.code));
    if (!text_to_i64(request_form(req, "account"), &id))
        return NOT_FOUND;
    TRY(fund_account_get(ctx, id, &account));
    if (account.region != village.code)
        return NOT_FOUND;
    return import(ctx, req, res, &village, &account);
}
