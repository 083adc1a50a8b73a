/* Entries in. */
#include "ledger/load.h"

#include <stdint.h>
#include <string.h>

#include "base/money.h"
#include "base/tr.h"
#include "ledger/input.h"
#include "ledger/inside.h"
#include "ledger/load_rows.h"
#include "ledger/load_table.h"

enum {
    ROW_MEMORY_MAX = 64 * 1024 * 1024,
    FUND_SLOTS = 256,
    SEEN_MAX = ENTRIES_MONTH_MAX * 2,
    NAME_BYTES_MAX = FUND_NAME_CHARS_MAX * 4,
};

/* An entry of the month that is being read, for what corrects it. */
typedef struct Seen {
    int64_t number, id;
    Entry entry; /* its texts are gone */
    bool taken_back;
} Seen;

/* Accounts by place and name, those met last. */
typedef struct FundSlot {
    RegionCode region;
    size_t name_len; /* 0: the only one */
    char name[NAME_BYTES_MAX];
    FundAccount account;
} FundSlot;

typedef struct Loading {
    LoadTable table;
    EntryBatch *batch;
    FundSlot *funds;
    Seen *seen;
    size_t seen_len;
    RegionCode seen_region;
    Month seen_month;
} Loading;

static const LoadField fields[] = {
    {"account",      ER_ACCOUNT            },
    {"day",          ER_ENTRY + EC_DATE    },
    {"amount",       ER_ENTRY + EC_IN      },
    {"direction",    ER_ENTRY + EC_SIDE    },
    {"category",     ER_ENTRY + EC_CATEGORY},
    {"purpose",      ER_ENTRY + EC_PURPOSE },
    {"counterparty", ER_ENTRY + EC_PARTY   },
    {"voucher",      ER_ENTRY + EC_VOUCHER },
    {"means",        ER_ENTRY + EC_MEANS   },
    {"handler",      ER_ENTRY + EC_HANDLER },
    {"approver",     ER_ENTRY + EC_APPROVER},
    {NULL,           0                     },
};

/* ---- accounts ---- */

/* The account of that name; without a name the only one that is open. */
static Status
look_up(Ctx *ctx, Loading *loading, RegionCode village, Text name, FundAccount *out)
{
    FundRows rows;
    size_t open = 0;
    size_t found = SIZE_MAX;

    TRY(fund_of_village(ctx, village, FUND_ACCOUNTS_MAX * 4, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        if (name.len != 0 ? text_eq(rows.at[i].name, name) : !rows.at[i].closed_day.set) {
            found = i;
            open++;
        }
    }
    if (found != SIZE_MAX && (name.len != 0 || open == 1)) {
        *out = fund_from_row(&rows.at[found]);
        return OK;
    }
    load_fault(&loading->table, ER_ACCOUNT,
               rows.len == 0   ? TR(ctx->lang, "这个村还没有账户，先导入账户")
               : name.len == 0 ? TR(ctx->lang, "这个村不止一个账户，请写明是哪一个")
                               : TR_FORMAT(ctx->arena, ctx->lang, "这个村没有叫“{name}”的账户",
                                           {"name", name}));
    return NOT_FOUND;
}

static Status
find_fund(Ctx *ctx, Loading *loading, RegionCode village, Text name, const FundAccount **out)
{
    uint64_t hash = (text_hash(name) ^ (uint64_t)village) * 0x9E3779B97F4A7C15u;
    FundSlot *slot = &loading->funds[hash >> 56];

    *out = &slot->account;
    if (slot->region == village && text_eq((Text){slot->name, slot->name_len}, name))
        return OK;
    slot->region = 0;
    TRY(look_up(ctx, loading, village, name, &slot->account));
    slot->account.name = slot->account.bank = slot->account.number = T("");
    if (name.len > sizeof slot->name)
        return OK; /* not kept */
    memcpy(slot->name, name.at, name.len);
    slot->name_len = name.len;
    slot->region = village;
    return OK;
}

/* ---- corrections ---- */

static void
remember(Loading *loading, const Entry *entry, int64_t number, int64_t id)
{
    Month month = month_of(entry->day);

    if (entry->region != loading->seen_region || month != loading->seen_month)
        loading->seen_len = 0;
    loading->seen_region = entry->region;
    loading->seen_month = month;
    if (number > 0 && loading->seen_len < SEEN_MAX)
        loading->seen[loading->seen_len++] = (Seen){.number = number, .id = id, .entry = *entry};
}

/* The row that another one corrects; numbers rise. */
static Seen *
find_seen(Loading *loading, const Entry *entry, int64_t number)
{
    if (entry->region != loading->seen_region || month_of(entry->day) != loading->seen_month)
        return NULL;
    for (size_t i = loading->seen_len; i-- > 0;)
        if (loading->seen[i].number == number)
            return &loading->seen[i];
    return NULL;
}

/* Whether a row may take back (amount < 0) or stand in for the one that it names. */
static bool
fits(const Seen *seen, const Entry *entry)
{
    const Entry *before = &seen->entry;

    if (before->amount_fen < 0)
        return false;
    if (entry->amount_fen > 0)
        return seen->taken_back;
    return !seen->taken_back && before->account == entry->account && before->day == entry->day &&
           before->direction == entry->direction && before->amount_fen == -entry->amount_fen;
}

static bool
correct(Ctx *ctx, Loading *loading, const Text *cells, Entry *entry)
{
    int64_t number;
    Seen *seen = NULL;

    if (!(ctx->actor != NULL && ctx->actor->system)) {
        load_fault(&loading->table, ER_CORRECTS, TR(ctx->lang, "更正要在系统里做，不能导入"));
        return false;
    }
    if (text_to_i64(cells[ER_CORRECTS], &number))
        seen = find_seen(loading, entry, number);
    if (seen == NULL || !fits(seen, entry)) {
        load_fault(&loading->table, ER_CORRECTS,
                   TR(ctx->lang, "更正的那一笔应在前面、同一个月里，红字要和它一样多"));
        return false;
    }
    seen->taken_back = true;
    entry->corrects = SOME_INT(seen->id);
    entry->reason = cells[ER_REASON];
    return true;
}

/* ---- one row ---- */

static void
bad_cell(void *arg, EntryColumn column, Text why)
{
    Loading *loading = arg;

    load_fault(&loading->table, ER_ENTRY + (size_t)column, why);
}

/* Takes the sign off a red row's amount, which only a correction may have. */
static bool
take_red(Text *cells)
{
    static const size_t amounts[] = {ER_ENTRY + EC_IN, ER_ENTRY + EC_OUT, ER_ENTRY + EC_AMOUNT};
    bool red = false;

    for (size_t i = 0; cells[ER_CORRECTS].len != 0 && i < sizeof amounts / sizeof amounts[0]; i++) {
        Text *cell = &cells[amounts[i]];

        if (!text_starts(*cell, T("-")))
            continue;
        *cell = text_slice(*cell, 1, cell->len);
        red = true;
    }
    return red;
}

static Status
book(Ctx *ctx, Loading *loading, const Entry *entry, Text number)
{
    int64_t before = loading->table.result->faults;
    int64_t id;
    int64_t typed = 0;
    Status status = entry_batch_add(ctx, loading->batch, entry, &id);

    if (status == BUSY || status == FAULT)
        return status;
    if (status != OK)
        load_problems(ctx, &loading->table, fields, status);
    if (loading->table.result->faults != before)
        return OK;
    loading->table.result->added++;
    (void)text_to_i64(number, &typed);
    remember(loading, entry, typed, id);
    return OK;
}

static bool
is_blank(const Text *cells)
{
    for (size_t i = 0; i < ER_COUNT; i++)
        if (!text_is_blank(cells[i]))
            return false;
    return true;
}

static Status
take_row(Ctx *ctx, Loading *loading, Text *cells)
{
    LoadTable *table = &loading->table;
    const FundAccount *account;
    int64_t before = table->result->faults;
    RegionCode village;
    Entry entry;
    Status status;
    bool other;
    bool red;

    if (is_blank(cells) || (text_is_blank(cells[ER_NUMBER]) &&
                            (entry_is_carry(text_trim(cells[ER_ENTRY + EC_PURPOSE])) ||
                             entry_is_carry(text_trim(cells[ER_ENTRY + EC_DATE]))))) {
        table->result->passed++;
        return OK;
    }
    if (!load_place(ctx, table, text_trim(cells[ER_REGION]), ER_REGION, &village, &other)) {
        table->result->passed += other;
        return OK;
    }
    if (!load_normalise(ctx, table, cells))
        return OK;
    status = find_fund(ctx, loading, village, cells[ER_ACCOUNT], &account);
    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    red = take_red(cells);
    entry_from_cells(ctx, account, &cells[ER_ENTRY], &entry, NULL, bad_cell, loading);
    if (table->result->faults != before)
        return OK;
    entry.amount_fen = red ? -entry.amount_fen : entry.amount_fen;
    if (cells[ER_CORRECTS].len != 0 && !correct(ctx, loading, cells, &entry))
        return OK;
    return book(ctx, loading, &entry, cells[ER_NUMBER]);
}

/* ---- all of them ---- */

static Status
take_rows(Ctx *ctx, Loading *loading, Arena *row)
{
    Text cells[ER_COUNT];

    TRY(load_header(ctx, &loading->table));
    for (;;) {
        Status status;

        arena_reset(row);
        status = load_next(ctx, &loading->table, cells);
        if (status == NOT_FOUND)
            return OK;
        TRY(status);
        TRY(take_row(ctx, loading, cells));
    }
}

Status
ledger_load_entries(Ctx *ctx, const LoadSource *source, LoadResult *result)
{
    static const size_t needed[] = {ER_ENTRY + EC_DATE, ER_ENTRY + EC_PURPOSE};
    Arena *keep = ctx->arena;
    Arena *row = arena_new(ROW_MEMORY_MAX);
    Loading loading = {
        .table = {source, ledger_row_columns(ctx), ER_COUNT, needed, 2, {0}, result, 0},
        .batch = entry_batch_begin(ctx, false),
        .funds = NEW_ARRAY(ctx->arena, FundSlot, FUND_SLOTS),
        .seen = NEW_ARRAY(ctx->arena, Seen, SEEN_MAX),
    };
    Status status;

    *result = (LoadResult){0};
    ctx->arena = row;
    status = take_rows(ctx, &loading, row);
    load_move_problems(ctx, keep);
    arena_free(row);
    TRY(status);
    return result->faults != 0 ? INVALID : entry_batch_finish(ctx, loading.batch);
}
