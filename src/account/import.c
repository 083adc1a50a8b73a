/*
 * Accounts from a sheet: every row is checked before any is written, and all are written or none.
 */
#include "account/account.h"
#include "account/load.h"
#include "base/crypto.h"
#include "base/tr.h"
#include "sheet/sheet.h"

enum { COLUMN_LOGIN, COLUMN_NAME, COLUMN_PHONE, COLUMN_ROLE, COLUMN_REGION };

const Text account_columns[ACCOUNT_COLUMNS] = {T_INIT("登录名"), T_INIT("姓名"), T_INIT("电话"),
                                               T_INIT("角色"), T_INIT("地区代码")};

/* ---- reading ---- */

static Text
cell(const SheetRow *row, const SheetHeader *header, int column)
{
    size_t at = header->columns[column];

    return at == SHEET_NO_COLUMN || at >= row->len ? T("") : row->at[at].text;
}

static size_t
first_with(const AccountImport *import, Text login)
{
    for (size_t i = 0; i < import->len; i++)
        if (text_eq(import->at[i].login, login))
            return i;
    return import->len;
}

/* The place of a row: a code, or a name within the acting person's scope. */
static Status
find_place(Ctx *ctx, RegionCodes scopes, AccountImportRow *row)
{
    Region place;
    Regions choices;

    if (row->grant.role == ROLE_OPERATOR && text_is_empty(row->place)) {
        row->grant.region = scopes.at[0];
        return OK;
    }
    if (text_eq(row->place, T("000000000000"))) {
        row->grant.region = 0;
        return OK;
    }
    TRY(region_resolve(ctx, "region", scopes, row->place, &row->grant.region, &choices));
    TRY(region_get(ctx, row->grant.region, &place));
    row->place_name = place.name;
    return OK;
}

static Status
check_row(Ctx *ctx, const AccountImport *import, RegionCodes scopes, AccountImportRow *row)
{
    const AccountImportRow *first = &import->at[row->first];

    if (!role_parse(row->role, &row->grant.role))
        return ctx_problem(ctx, "role",
                           TR_FORMAT(ctx->arena, ctx->lang, "没有“{role}”这个角色",
                                     {"role", text_first_chars(row->role, 20)}));
    TRY(find_place(ctx, scopes, row));
    if (first != row && !text_eq(first->name, row->name))
        return ctx_problem(ctx, "name", TR(ctx->lang, "同一个登录名出现两次，姓名却不一样"));
    return account_check_new(ctx, row->login, row->name, row->phone, (RoleGrants){&row->grant, 1});
}

/* Checks a row by itself: its first problem becomes the row's. */
static Status
judge(Ctx *ctx, AccountImport *import, RegionCodes scopes, AccountImportRow *row)
{
    size_t before = ctx->problems.len;
    Status status = check_row(ctx, import, scopes, row);

    if (status == DENIED)
        row->bad = TR(ctx->lang, "这个角色或地方不归您管");
    else if (status == INVALID && ctx->problems.len > before)
        row->bad = ctx->problems.at[before].sentence;
    else if (status != OK)
        return status;
    ctx->problems.len = before;
    import->bad += row->bad.len != 0;
    return OK;
}

static Status
read_header(Ctx *ctx, const Sheet *sheet, SheetHeader *out)
{
    Texts wanted = {.at = NEW_ARRAY(ctx->arena, Text, ACCOUNT_COLUMNS), .len = ACCOUNT_COLUMNS};

    for (size_t i = 0; i < ACCOUNT_COLUMNS; i++)
        wanted.at[i] = account_columns[i];
    TRY(sheet_header(ctx, sheet, wanted, out));
    for (size_t i = 0; i < ACCOUNT_COLUMNS; i++)
        if (i != COLUMN_PHONE && out->columns[i] == SHEET_NO_COLUMN)
            return ctx_problem(ctx, "file",
                               TR_FORMAT(ctx->arena, ctx->lang, "表格里没有“{name}”这一列",
                                         {"name", account_columns[i]}));
    return OK;
}

Status
account_import_read(Ctx *ctx, const Sheet *sheet, AccountImport *out)
{
    SheetHeader header;
    RegionCodes scopes = actor_scopes(ctx, CAN_MANAGE_ACCOUNTS);

    *out = (AccountImport){0};
    if (scopes.len == 0)
        return DENIED;
    TRY(read_header(ctx, sheet, &header));
    if (sheet->len > ACCOUNT_IMPORT_MAX)
        return ctx_problem(ctx, "file",
                           TR_FORMAT(ctx->arena, ctx->lang, "一次最多导入 {max} 行",
                                     {"max", text_printf(ctx->arena, "%d", ACCOUNT_IMPORT_MAX)}));
    out->at = NEW_ARRAY(ctx->arena, AccountImportRow, sheet->len);
    for (size_t i = header.row + 1; i < sheet->len; i++) {
        const SheetRow *line = &sheet->at[i];
        AccountImportRow *row = &out->at[out->len];

        /* What is hidden was not meant to be read: nobody who looks the sheet over sees it. */
        out->hidden += line->hidden;
        if (line->total || line->hidden)
            continue;
        *row = (AccountImportRow){
            .line = line->number,
            .login = cell(line, &header, COLUMN_LOGIN),
            .name = cell(line, &header, COLUMN_NAME),
            .phone = cell(line, &header, COLUMN_PHONE),
            .role = cell(line, &header, COLUMN_ROLE),
            .place = cell(line, &header, COLUMN_REGION),
        };
        row->first = first_with(out, row->login);
        out->accounts += row->first == out->len;
        out->len++;
        TRY(judge(ctx, out, scopes, row));
    }
    return out->len != 0 ? OK : ctx_problem(ctx, "file", TR(ctx->lang, "表格里没有要导入的行"));
}

/* ---- writing ---- */

/* The roles of one login, from all rows that have it. */
static RoleGrants
grants_of(Ctx *ctx, const AccountImport *import, size_t first)
{
    RoleGrants grants = {.at = NEW_ARRAY(ctx->arena, RoleGrant, import->len - first)};

    for (size_t i = first; i < import->len; i++)
        if (import->at[i].first == first)
            grants.at[grants.len++] = import->at[i].grant;
    return grants;
}

Status
account_import(Ctx *ctx, AccountImport *import, Text common)
{
    bool own = text_is_empty(common);
    Text hash = {0};
    RegionCode scope;

    if (actor_scope(ctx, CAN_MANAGE_ACCOUNTS, &scope) != OK)
        return DENIED;
    if (import->bad != 0)
        return ctx_problem(ctx, "file", TR(ctx->lang, "还有不对的行，改好再导入"));
    if (!own) {
        TRY(account_check_password(ctx, "password", common));
        hash = password_hash_cached(ctx->arena, common);
    }
    for (size_t i = 0; i < import->len; i++) {
        AccountImportRow *row = &import->at[i];
        int64_t id;

        if (row->first != i)
            continue;
        if (own) {
            row->password = account_first_password(ctx->arena);
            hash = password_hash_random(ctx->arena, row->password);
        }
        TRY(account_insert_new(ctx, row->login, row->name, row->phone, hash,
                               grants_of(ctx, import, i), &id));
    }
    return audit(ctx, scope, "account.import", 0, text_printf(ctx->arena, "%zu", import->accounts));
}
