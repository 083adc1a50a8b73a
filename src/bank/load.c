/* Statements in. */
#include "bank/load.h"

#include <stdint.h>

#include "bank/importing.h"
#include "bank/inner.h"
#include "bank/inside.h"
#include "bank/load_rows.h"
#include "base/id.h"
#include "base/money.h"
#include "base/tr.h"
#include "ledger/load_table.h"

enum { ROW_MEMORY_MAX = 64 * 1024 * 1024, KEY_CHARS_MAX = 80 };

/* ---- in ---- */

typedef struct Loading {
    LoadTable table;
    Arena *keep;
    Import import; /* the statement that is being read; id 0: none */
    StatementHead head;
    Text account_name;
    int64_t lines_said;
    int64_t statements;
} Loading;

static int64_t
fen_of(Text cell)
{
    int64_t fen = 0;

    return cell.len != 0 && fen_parse(cell, &fen, NULL) ? fen : 0;
}

/* Told at the row of the statement's last line. */
static Status
tell(Ctx *ctx, Loading *loading, Status status)
{
    static const LoadField fields[] = {
        {"account",     LC_ACCOUNT    },
        {"file",        SIZE_MAX      },
        {"explanation", LC_EXPLANATION},
        {NULL,          0             }
    };

    if (status == BUSY || status == FAULT || status == OK)
        return status;
    load_problems(ctx, &loading->table, fields, status);
    return OK;
}

/* A statement some of whose lines were known from another one comes without them: then its sum
 * cannot be told. */
static Status
end_statement(Ctx *ctx, Loading *loading)
{
    Import *import = &loading->import;
    BankStatement *own = &import->statement;
    BankMatched matched;

    if (own->id == 0)
        return OK;
    if (own->lines < loading->lines_said)
        import->sum_fen = loading->head.closing_fen.value - loading->head.opening_fen.value;
    TRY(import_settle(ctx, import, &loading->head));
    TRY(bank_statement_finish(ctx, &(BankStatementFinishArgs){
                                       .id = own->id,
                                       .from_day = own->from,
                                       .to_day = own->to,
                                       .opening_fen = own->opening_fen,
                                       .closing_fen = own->closing_fen,
                                       .lines = loading->lines_said,
                                       .added = own->added,
                                   }));
    TRY(bank_match(ctx, own->account, own->from, own->to, &matched));
    TRY(audit(ctx, own->region, "bank.import", own->id, own->name));
    loading->table.result->changed++;
    own->id = 0;
    return OK;
}

static Status
find_account(Ctx *ctx, RegionCode village, Text name, FundAccount *out)
{
    FundAccounts accounts;

    TRY(fund_account_list(ctx, village, &accounts));
    for (size_t i = 0; i < accounts.len; i++) {
        if (accounts.at[i].kind != FUND_BANK || !text_eq(accounts.at[i].name, name))
            continue;
        *out = accounts.at[i];
        return OK;
    }
    return ctx_problem(
        ctx, "account",
        TR_FORMAT(ctx->arena, ctx->lang, "这个村没有叫“{name}”的银行账户", {"name", name}));
}

static Status
begin_statement(Ctx *ctx, Loading *loading, RegionCode village, const Text *cells)
{
    Import *import = &loading->import;
    BankStatement *own = &import->statement;
    Day from = 0;
    Day to = 0;

    *import = (Import){0};
    TRY(find_account(ctx, village, cells[LC_ACCOUNT], &import->account));
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, village));
    (void)day_parse(cells[LC_FROM], &from);
    (void)day_parse(cells[LC_TO], &to);
    loading->account_name = text_copy(loading->keep, cells[LC_ACCOUNT]);
    import->account.name = import->account.bank = import->account.number = T("");
    loading->head = (StatementHead){
        .from = SOME_INT(from),
        .to = SOME_INT(to),
        .opening_fen = SOME_INT(fen_of(cells[LC_OPENING])),
        .closing_fen = SOME_INT(fen_of(cells[LC_CLOSING])),
    };
    (void)text_to_i64(cells[LC_LINES], &loading->lines_said);
    *own = (BankStatement){
        .id = id_new(),
        .region = village,
        .account = import->account.id,
        .format = T("table"),
        .name = text_copy(loading->keep,
                          text_first_chars(text_trim(cells[LC_STATEMENT]), BANK_NAME_CHARS_MAX)),
        .from = from,
        .to = to,
        .imported_at = ctx->now,
    };
    return bank_statement_insert(ctx,
                                 &(BankStatementInsertArgs){
                                     .id = own->id,
                                     .region = own->region,
                                     .account = own->account,
                                     .format = own->format,
                                     .name = own->name,
                                     .from_day = from,
                                     .to_day = to,
                                     .imported_at = own->imported_at,
                                     .imported_by = ctx->actor != NULL && ctx->actor->account != 0
                                                        ? SOME_INT(ctx->actor->account)
                                                        : (OptInt){0},
                                 });
}

static bool
same_statement(const Loading *loading, RegionCode village, const Text *cells)
{
    const BankStatement *own = &loading->import.statement;
    Day from = 0;
    Day to = 0;

    return own->id != 0 && own->region == village && day_parse(cells[LC_FROM], &from) &&
           day_parse(cells[LC_TO], &to) && own->from == from && own->to == to &&
           text_eq(loading->account_name, cells[LC_ACCOUNT]) &&
           text_eq(own->name,
                   text_first_chars(text_trim(cells[LC_STATEMENT]), BANK_NAME_CHARS_MAX));
}

/* True when a line stands in the row. */
static bool
check_line(Ctx *ctx, Loading *loading, const Text *cells, Day *day)
{
    LoadTable *table = &loading->table;
    int64_t in = fen_of(cells[LC_IN]);
    int64_t spent = fen_of(cells[LC_OUT]);
    int64_t before = table->result->faults;

    if (cells[LC_DAY].len == 0 && in == 0 && spent == 0)
        return false;
    if (!day_parse(cells[LC_DAY], day))
        load_fault(table, LC_DAY, TR(ctx->lang, "必填，不能空着"));
    else if (*day < loading->head.from.value || *day > loading->head.to.value)
        load_fault(table, LC_DAY, TR(ctx->lang, "有的明细不在对账单写的起止日期之内"));
    if (in < 0 || spent < 0 || (in == 0) == (spent == 0))
        load_fault(table, LC_IN, TR(ctx->lang, "收入和支出填一个，大于 0"));
    if (cells[LC_KEY].len == 0 || text_chars(cells[LC_KEY]) > KEY_CHARS_MAX)
        load_fault(table, LC_KEY, TR(ctx->lang, "必填，不能空着"));
    return table->result->faults == before;
}

static Status
add_line(Ctx *ctx, Loading *loading, const Text *cells)
{
    Import *import = &loading->import;
    BankStatement *own = &import->statement;
    int64_t signed_fen = fen_of(cells[LC_IN]) - fen_of(cells[LC_OUT]);
    int64_t id = id_new();
    int64_t added;
    Day day = 0;

    if (!check_line(ctx, loading, cells, &day))
        return OK;
    TRY(bank_line_insert(ctx,
                         &(BankLineInsertArgs){
                             .id = id,
                             .statement = own->id,
                             .account = own->account,
                             .position = own->lines,
                             .row_number = loading->table.row,
                             .day = day,
                             .direction = signed_fen > 0 ? DIRECTION_IN : DIRECTION_OUT,
                             .amount_fen = signed_fen > 0 ? signed_fen : -signed_fen,
                             .party = cells[LC_PARTY],
                             .party_number = cells[LC_NUMBER],
                             .reference = cells[LC_REFERENCE],
                             .purpose = cells[LC_PURPOSE],
                             .key = cells[LC_KEY],
                         },
                         &added));
    own->lines++;
    own->added += added;
    loading->table.result->added += added;
    import->sum_fen += signed_fen;
    import->new_fen += added * signed_fen;
    return added == 0 || cells[LC_EXPLANATION].len == 0
               ? OK
               : bank_explain_line(ctx, id, cells[LC_EXPLANATION]);
}

static Status
take_row(Ctx *ctx, Loading *loading, Text *cells)
{
    LoadTable *table = &loading->table;
    RegionCode village;
    bool other;

    if (!load_place(ctx, table, text_trim(cells[LC_REGION]), LC_REGION, &village, &other)) {
        table->result->passed += other;
        return OK;
    }
    if (!load_normalise(ctx, table, cells))
        return OK;
    if (!same_statement(loading, village, cells)) {
        TRY(tell(ctx, loading, end_statement(ctx, loading)));
        loading->import.statement.id = 0;
        TRY(tell(ctx, loading, begin_statement(ctx, loading, village, cells)));
    }
    return loading->import.statement.id == 0 ? OK
                                             : tell(ctx, loading, add_line(ctx, loading, cells));
}

static Status
take_rows(Ctx *ctx, Loading *loading, Arena *row)
{
    Text cells[LC_COUNT];

    TRY(load_header(ctx, &loading->table));
    for (;;) {
        Status status;

        arena_reset(row);
        status = load_next(ctx, &loading->table, cells);
        if (status == NOT_FOUND)
            return tell(ctx, loading, end_statement(ctx, loading));
        TRY(status);
        TRY(take_row(ctx, loading, cells));
    }
}

Status
bank_load(Ctx *ctx, const LoadSource *source, LoadResult *result)
{
    static const size_t needed[] = {LC_ACCOUNT, LC_FROM, LC_TO, LC_OPENING, LC_CLOSING,
                                    LC_LINES,   LC_DAY,  LC_IN, LC_OUT,     LC_KEY};
    Arena *keep = ctx->arena;
    Arena *row = arena_new(ROW_MEMORY_MAX);
    Loading loading = {
        .table = {source,
                  statement_row_columns, LC_COUNT,
                  needed, sizeof needed / sizeof needed[0],
                  {0},
                  result, 0},
        .keep = keep,
    };
    Status status;

    *result = (LoadResult){0};
    ctx->arena = row;
    status = take_rows(ctx, &loading, row);
    load_move_problems(ctx, keep);
    arena_free(row);
    TRY(status);
    return result->faults != 0 ? INVALID : OK;
}

/* ---- whose ---- */

static Status
number_of_file(Ctx *ctx, const char *path, Text filename, Text *out)
{
    StatementReader *reader;
    StatementLine line;
    Status status = statement_reader_open(ctx, path, filename, NULL, &reader);

    *out = T("");
    if (status == INVALID && reader != NULL) { /* a table whose columns are not known by name */
        ctx->problems = (Problems){0};
        statement_reader_close(reader);
        return OK;
    }
    TRY(status);
    do {
        ArenaMark mark = arena_mark(ctx->arena);

        status = statement_reader_next(ctx, reader, &line);
        if (status == OK)
            arena_release(ctx->arena, mark);
    } while (status == OK);
    if (status == NOT_FOUND)
        *out = text_copy(ctx->arena, statement_reader_head(reader)->number);
    statement_reader_close(reader);
    return status == NOT_FOUND ? OK : status;
}

Status
bank_account_of_file(Ctx *ctx, RegionCode village, Text name, const char *path, Text filename,
                     int64_t *out)
{
    FundAccounts accounts;
    FundAccount found;
    Text number;
    size_t count = 0;

    if (name.len != 0) {
        TRY(find_account(ctx, village, name, &found));
        *out = found.id;
        return OK;
    }
    TRY(fund_account_list(ctx, village, &accounts));
    for (size_t i = 0; i < accounts.len; i++) {
        if (accounts.at[i].kind == FUND_BANK && !accounts.at[i].closed_day.set) {
            *out = accounts.at[i].id;
            count++;
        }
    }
    if (count == 1)
        return OK;
    if (count == 0)
        return ctx_problem(ctx, "account", TR(ctx->lang, "还没有银行账户。先在村账里建一个。"));
    TRY(number_of_file(ctx, path, filename, &number));
    for (size_t i = 0; i < accounts.len; i++) {
        if (accounts.at[i].kind != FUND_BANK || number.len == 0 ||
            !text_eq(statement_number(ctx->arena, accounts.at[i].number), number))
            continue;
        *out = accounts.at[i].id;
        return OK;
    }
    return ctx_problem(ctx, "account", TR(ctx->lang, "这个村不止一个银行账户，请写明是哪一个"));
}
