/*
 * Accounts from a sheet: upload or paste, look it over, then all of them or none.
 */
#include "account/account_import.html.h"
#include "account/desk.h"
#include "base/tr.h"
#include "sheet/form.h"
#include "sheet/write.h"

enum { FILE_BYTES_MAX = 1024 * 1024 };

static Status
show(Ctx *ctx, const Request *req, Response *res, AccountImportView *view)
{
    view->page = page_begin(ctx, req, TR(ctx->lang, "从表格导入账号"));
    view->upload = (SheetUpload){
        .page = &view->page,
        .action = T("/desk/accounts/import"),
        .hint = TR(ctx->lang, "表格要有这几列：登录名、姓名、电话、角色、地区代码。角色写“村(社区)"
                              "管理员”“街道(乡镇)管理员”等；一个人有几个角色，就写几行。"),
        .file_error = ctx_problem_of(ctx, "file"),
        .again = view->previewed,
        .back_link = T("/desk/accounts"),
    };
    view->password_error = ctx_problem_of(ctx, "password");
    res->uncacheable = true;
    response_page(ctx, req, res, html_account_account_import, view);
    return OK;
}

static Status
import_page(Ctx *ctx, const Request *req, Response *res)
{
    if (!actor_may_somewhere(ctx, CAN_MANAGE_ACCOUNTS))
        return DENIED;
    return show(ctx, req, res, &(AccountImportView){0});
}

/* The rows as they are, for the next step: the platform keeps nothing in between. */
static Text
as_paste(Ctx *ctx, const AccountImport *import)
{
    Buf buf = buf_new(ctx->arena, FILE_BYTES_MAX);

    sheet_form_row(&buf, account_columns, ACCOUNT_COLUMNS);
    for (size_t i = 0; i < import->len; i++) {
        const AccountImportRow *row = &import->at[i];
        const Text cells[ACCOUNT_COLUMNS] = {row->login, row->name, row->phone, row->role,
                                             row->place};

        sheet_form_row(&buf, cells, ACCOUNT_COLUMNS);
    }
    return buf_done(&buf);
}

static void
fill_lines(Ctx *ctx, const AccountImport *import, AccountImportView *view)
{
    view->lines.at = NEW_ARRAY(ctx->arena, ImportLine, import->len);
    for (size_t i = 0; i < import->len; i++) {
        const AccountImportRow *row = &import->at[i];
        view->lines.at[view->lines.len++] = (ImportLine){
            .line = row->line,
            .login = row->login,
            .name = row->name,
            .phone = row->phone,
            .role = row->role,
            .region = row->place_name.len != 0 ? row->place_name : row->place,
            .password = row->password,
            .bad = row->bad,
        };
    }
    view->bad = (int64_t)import->bad;
    view->good = (int64_t)(import->len - import->bad);
    view->hidden = (int64_t)import->hidden;
}

static Status
show_preview(Ctx *ctx, const Request *req, Response *res, const AccountImport *import)
{
    AccountImportView view = {.previewed = true,
                              .password = request_form(req, "password"),
                              .paste = as_paste(ctx, import)};

    fill_lines(ctx, import, &view);
    return show(ctx, req, res, &view);
}

static Status
preview(Ctx *ctx, const Request *req, Response *res)
{
    Sheet sheet;
    AccountImport import;
    Status status = sheet_form_read(ctx, req, &sheet);

    if (status == OK)
        status = account_import_read(ctx, &sheet, &import);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &(AccountImportView){0}));
        return INVALID;
    }
    TRY(status);
    return show_preview(ctx, req, res, &import);
}

/* Names and first passwords as a table for a spreadsheet. */
static Text
passwords_file(Ctx *ctx, const AccountImport *import)
{
    static const Text head[] = {T_INIT("登录名"), T_INIT("姓名"), T_INIT("首次密码")};
    Buf buf = buf_new(ctx->arena, FILE_BYTES_MAX);

    csv_record(&buf, head, 3);
    for (size_t i = 0; i < import->len; i++) {
        const AccountImportRow *row = &import->at[i];
        if (row->first == i)
            csv_record(&buf,
                       (const Text[]){row->login, csv_plain(ctx->arena, row->name), row->password},
                       3);
    }
    return buf_done(&buf);
}

static Status
confirm(Ctx *ctx, const Request *req, Response *res)
{
    Sheet sheet;
    AccountImport import;
    Text common = request_form(req, "password");
    AccountImportView view = {.done = true, .common = !text_is_empty(common)};
    Status status = sheet_read_paste(ctx, request_form(req, "paste"), &sheet);

    if (status == OK)
        status = account_import_read(ctx, &sheet, &import);
    TRY(status);
    status = account_import(ctx, &import, common);
    if (status == INVALID) {
        TRY(show_preview(ctx, req, res, &import));
        return INVALID;
    }
    TRY(status);
    fill_lines(ctx, &import, &view);
    view.good = (int64_t)import.accounts;
    if (!view.common)
        view.file = passwords_file(ctx, &import);
    return show(ctx, req, res, &view);
}

/* Gives back what the page held, as a file: first passwords are kept nowhere. */
static Status
save_file(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, FORM_BYTES_MAX);

    BUF_LIT(&buf, "\xEF\xBB\xBF"); /* for spreadsheet programs that would take it for GBK */
    buf_text(&buf, request_form(req, "file"));
    res->type = T("text/csv; charset=utf-8");
    res->body = buf_done(&buf);
    res->uncacheable = true;
    response_header(res, T("Content-Disposition"), T("attachment; filename=\"accounts.csv\""));
    return OK;
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/accounts/import",         import_page, ROUTE_READ | ROUTE_STAFF                },
    {METHOD_POST, "/desk/accounts/import",         preview,     ROUTE_WRITE | ROUTE_STAFF | ROUTE_UPLOAD},
    {METHOD_POST, "/desk/accounts/import/confirm", confirm,     ROUTE_WRITE | ROUTE_STAFF               },
    {METHOD_POST, "/desk/accounts/import/file",    save_file,   ROUTE_WRITE | ROUTE_STAFF               },
};

const RouteTable account_import_routes = {routes, sizeof routes / sizeof routes[0]};
