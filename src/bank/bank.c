/*
 * Importing statements: every line once, every balance carried on.
 */
#include "bank/bank.h"

#include "bank/importing.h"
#include "bank/inside.h"
#include "base/buf.h"
#include "base/crypto.h"
#include "base/id.h"
#include "base/tr.h"

enum {
    TAIL_DIGITS = 4,
    DAY_SLOTS = 1024,
    DAY_MEMORY_MAX = 256 * 1024 * 1024,
    KEY_BYTES_MAX = 4096
};

Status
bank_account(Ctx *ctx, int64_t account, Permission permission, FundAccount *out)
{
    TRY(fund_account_get(ctx, account, out));
    return actor_require(ctx, permission, out->region);
}

BankStatement
bank_statement_from_stored(const BankStatementRow *row)
{
    return (BankStatement){
        .id = row->id,
        .region = row->region,
        .account = row->account,
        .format = row->format,
        .name = row->name,
        .from = (Day)row->from_day,
        .to = (Day)row->to_day,
        .opening_fen = row->opening_fen,
        .closing_fen = row->closing_fen,
        .lines = row->lines,
        .added = row->added,
        .imported_at = row->imported_at,
    };
}

/* ---- the key of a line ---- */

static uint32_t
occurrence(Occurrences *seen, Day day, uint64_t hash)
{
    size_t slot;

    if (seen->hash == NULL || day != seen->day || seen->used * 2 >= seen->slots) {
        Occurrences old = *seen;
        Arena *arena = arena_new(DAY_MEMORY_MAX);

        seen->slots = seen->hash != NULL && day == seen->day ? old.slots * 2 : DAY_SLOTS;
        seen->arena = arena;
        seen->hash = NEW_ARRAY(arena, uint64_t, seen->slots);
        seen->count = NEW_ARRAY(arena, uint32_t, seen->slots);
        seen->used = 0;
        for (size_t i = 0; old.hash != NULL && day == old.day && i < old.slots; i++) {
            if (old.count[i] == 0)
                continue;
            for (slot = old.hash[i] % seen->slots; seen->count[slot] != 0;)
                slot = (slot + 1) % seen->slots;
            seen->hash[slot] = old.hash[i];
            seen->count[slot] = old.count[i];
            seen->used++;
        }
        seen->day = day;
        arena_free(old.arena);
    }
    for (slot = hash % seen->slots; seen->count[slot] != 0 && seen->hash[slot] != hash;)
        slot = (slot + 1) % seen->slots;
    seen->used += seen->count[slot] == 0 ? 1 : 0;
    seen->hash[slot] = hash;
    return seen->count[slot]++;
}

/* The bank's own serial with day and amount (some banks give the parts of a batch one serial);
 * without one all that the line says. */
static Text
line_key(Arena *arena, Import *import, const StatementLine *line)
{
    Buf buf = buf_new(arena, KEY_BYTES_MAX);
    Text body;
    Text hash;

    buf_printf(&buf, "%d %lld ", line->day, (long long)line->amount_fen * line->direction);
    if (line->serial.len != 0) {
        buf_text(&buf, line->serial);
    } else {
        buf_text(&buf, line->party);
        buf_char(&buf, '\x1f');
        buf_text(&buf, line->party_number);
        buf_char(&buf, '\x1f');
        buf_text(&buf, line->reference);
        buf_char(&buf, '\x1f');
        buf_text(&buf, line->purpose);
        if (line->balance_fen.set)
            buf_printf(&buf, "\x1f%lld", (long long)line->balance_fen.value);
    }
    body = buf_done(&buf);
    hash = text_slice(sha256_hex(arena, body), 0, SHA256_BYTES);
    return text_printf(arena, "%.*s-%u", TEXT_ARGS(hash),
                       occurrence(&import->seen, line->day, text_hash(body)));
}

/* ---- lines ---- */

static Status
add_line(Ctx *ctx, Import *import, const StatementLine *line)
{
    int64_t added;

    TRY(import_carry_on(ctx, import, line));
    if (line->day > ctx_today(ctx))
        return statement_refuse(ctx, line->row, TR(ctx->lang, "日期在今天以后"));
    TRY(bank_line_insert(ctx,
                         &(BankLineInsertArgs){
                             .id = id_new(),
                             .statement = import->statement.id,
                             .account = import->account.id,
                             .position = import->statement.lines,
                             .row_number = line->row,
                             .day = line->day,
                             .direction = line->direction,
                             .amount_fen = line->amount_fen,
                             .party = line->party,
                             .party_number = line->party_number,
                             .reference = line->reference,
                             .purpose = line->purpose,
                             .key = line_key(ctx->arena, import, line),
                         },
                         &added));
    import->statement.lines++;
    import->statement.added += added;
    import->sum_fen += line->amount_fen * line->direction;
    import->new_fen += added * line->amount_fen * line->direction;
    if (!import->has_days || line->day < import->least)
        import->least = line->day;
    if (!import->has_days || line->day > import->most)
        import->most = line->day;
    import->has_days = true;
    return OK;
}

static Status
add_lines(Ctx *ctx, Import *import, StatementReader *reader)
{
    StatementLine line;

    for (;;) {
        ArenaMark mark = arena_mark(ctx->arena);
        Status status = statement_reader_next(ctx, reader, &line);

        if (status == NOT_FOUND)
            return OK;
        TRY(status);
        TRY(add_line(ctx, import, &line));
        arena_release(ctx->arena, mark);
    }
}

/* ---- the whole ---- */

static Status
insert_statement(Ctx *ctx, Import *import, const StatementHead *head, Text filename)
{
    BankStatement *own = &import->statement;

    *own = (BankStatement){
        .id = id_new(),
        .region = import->account.region,
        .account = import->account.id,
        .format = head->format,
        .name = text_first_chars(statement_text(ctx->arena, filename), BANK_NAME_CHARS_MAX),
        .imported_at = ctx->now,
    };
    return bank_statement_insert(ctx,
                                 &(BankStatementInsertArgs){
                                     .id = own->id,
                                     .region = own->region,
                                     .account = own->account,
                                     .format = own->format,
                                     .name = own->name,
                                     .imported_at = own->imported_at,
                                     .imported_by = ctx->actor != NULL && ctx->actor->account != 0
                                                        ? SOME_INT(ctx->actor->account)
                                                        : (OptInt){0},
                                 });
}

static Status
finish_statement(Ctx *ctx, Import *import, const StatementHead *head)
{
    BankStatement *own = &import->statement;

    if (!import->has_days && !(head->from.set && head->to.set && head->opening_fen.set))
        return statement_refuse(ctx, 0, TR(ctx->lang, "文件里没有一笔明细"));
    own->from = head->from.set ? (Day)head->from.value : import->least;
    own->to = head->to.set ? (Day)head->to.value : import->most;
    if (import->has_days && (import->least < own->from || import->most > own->to))
        return statement_refuse(ctx, 0, TR(ctx->lang, "有的明细不在对账单写的起止日期之内"));
    TRY(import_check_account(ctx, import, head));
    TRY(import_settle(ctx, import, head));
    return bank_statement_finish(ctx, &(BankStatementFinishArgs){
                                          .id = own->id,
                                          .from_day = own->from,
                                          .to_day = own->to,
                                          .opening_fen = own->opening_fen,
                                          .closing_fen = own->closing_fen,
                                          .lines = own->lines,
                                          .added = own->added,
                                      });
}

static Status
import_from(Ctx *ctx, Import *import, StatementReader *reader, Text filename)
{
    const StatementHead *head = statement_reader_head(reader);
    Status status;

    TRY(insert_statement(ctx, import, head, filename));
    status = add_lines(ctx, import, reader);
    arena_free(import->seen.arena);
    TRY(status);
    return finish_statement(ctx, import, head);
}

/* The texts of a reader live as long as it. */
static Texts
keep_header(Ctx *ctx, const StatementReader *reader)
{
    Texts header = statement_reader_header(reader);
    Texts copy = {NEW_ARRAY(ctx->arena, Text, header.len), header.len};

    for (size_t i = 0; i < header.len; i++)
        copy.at[i] = text_copy(ctx->arena, header.at[i]);
    return copy;
}

/* Opens the file with the columns that were remembered for its header, when there are such. */
static Status
open_remembered(Ctx *ctx, RegionCode village, const char *path, Text filename,
                const StatementColumns *columns, StatementReader **out)
{
    size_t before = ctx->problems.len;
    Status status = statement_reader_open(ctx, path, filename, columns, out);
    StatementColumns remembered;

    if (*out == NULL || columns != NULL || statement_reader_header(*out).len == 0)
        return status;
    if (bank_columns_get(ctx, village, statement_reader_header(*out), &remembered) != OK)
        return status;
    statement_reader_close(*out);
    ctx->problems.len = before;
    return statement_reader_open(ctx, path, filename, &remembered, out);
}

Status
bank_import(Ctx *ctx, int64_t account, const char *path, Text filename,
            const StatementColumns *columns, BankStatement *out)
{
    Import import = {0};
    StatementReader *reader = NULL;
    BankMatched matched;
    Texts header = {0};
    Status status;

    TRY(bank_account(ctx, account, CAN_KEEP_LEDGER, &import.account));
    if (import.account.kind != FUND_BANK)
        return ctx_problem(ctx, "account", TR(ctx->lang, "现金没有对账单，请选银行账户"));
    status = open_remembered(ctx, import.account.region, path, filename, columns, &reader);
    if (status == OK)
        status = import_from(ctx, &import, reader, filename);
    if (status == OK && columns != NULL)
        header = keep_header(ctx, reader);
    if (reader != NULL)
        statement_reader_close(reader);
    TRY(status);
    if (header.len != 0)
        TRY(bank_columns_remember(ctx, import.account.region, header, columns));
    *out = import.statement;
    TRY(bank_match(ctx, account, out->from, out->to, &matched));
    TRY(audit(ctx, out->region, "bank.import", out->id, out->name));
    region_touch(ctx, out->region);
    return OK;
}

Status
bank_statements(Ctx *ctx, int64_t account, BankStatements *out)
{
    FundAccount fund;
    BankStatementRows rows;

    TRY(bank_account(ctx, account, CAN_READ_STAFF_PARTS, &fund));
    TRY(bank_statement_list(ctx, account, BANK_PAGE_MAX, &rows));
    *out = (BankStatements){NEW_ARRAY(ctx->arena, BankStatement, rows.len), rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = bank_statement_from_stored(&rows.at[i]);
    return OK;
}
