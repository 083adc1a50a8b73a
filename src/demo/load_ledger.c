/*
 * The ledgers: every row of a published F2 or F3 is an entry, so that the accounts add up to what
 * was published. A month is closed when both of its period's disclosures are there; the others stay
 * open.
 */
#include <stdlib.h>
#include <unistd.h>

#include "bank/bank.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/money.h"
#include "demo/load.h"
#include "demo/plant.h"
#include "ledger/ledger.h"
#include "sheet/write.h"

enum {
    ENTRIES_MAX = 60000, /* of one place */
    PERIODS_MAX = 400,
    SALT_FUNDS = 91,
    YUAN = 100,
    CUSHION_LOW = 20000,
    CUSHION_HIGH = 260000,
    CASH_OPENING = 3000,
    YEAR_DAYS = 365,
    DIFFERS_FROM_FEN = 100000,
    DIFFERS_BY_FEN = 50000,
};

typedef struct Booking {
    Entry entry;
    bool cash;
    size_t at; /* in the order of the tables */
} Booking;

/* A period and what was published about it. */
typedef struct Stretch {
    Period period;
    OptInt in, out;
} Stretch;

typedef struct Ledger {
    const Place *place;
    Booking *bookings;
    size_t len;
    Stretch stretches[PERIODS_MAX];
    size_t stretch_count;
    FundAccount bank, cash;
} Ledger;

/* ---- from a published table to entries ---- */

static Text
cell_of(const Table *table, size_t row, Text name)
{
    for (size_t i = 0; i < table->columns.len; i++)
        if (text_eq(table->columns.at[i].name, name))
            return table->cells[row * table->columns.len + i];
    return T("");
}

static bool
booking_of(const Ledger *ledger, const Table *table, size_t row, Direction direction, Booking *out)
{
    bool in = direction == DIRECTION_IN;
    Text unit = cell_of(table, row, in ? T("付款单位") : T("收款单位"));
    Text person = cell_of(table, row, in ? T("付款个人") : T("收款个人"));
    Text purpose = cell_of(table, row, in ? T("收入事由") : T("用途"));
    const Category *category =
        category_parse(cell_of(table, row, in ? T("收入类别") : T("支出类别")), purpose, direction);

    if (category == NULL)
        category = category_guess(purpose, direction);
    *out = (Booking){
        .entry = {.region = ledger->place->code,
                  .direction = direction,
                  .category = category->number,
                  .counterparty = unit.len != 0 ? unit : person,
                  .person = unit.len == 0 && person.len != 0,
                  .purpose = purpose,
                  .voucher = cell_of(table, row, T("凭证号")),
                  .means = cell_of(table, row, in ? T("收款方式") : T("支付方式")),
                  .handler = cell_of(table, row, T("经手人")),
                  .approver =
                      ledger->place->post_count != 0 ? ledger->place->posts[0].name : T("")},
        .at = ledger->len,
    };
    out->cash = text_eq(out->entry.means, T("现金"));
    return day_parse(cell_of(table, row, T("日期")), &out->entry.day) &&
           fen_parse(cell_of(table, row, T("金额")), &out->entry.amount_fen, NULL) &&
           out->entry.amount_fen > 0;
}

static Stretch *
stretch_of(Ledger *ledger, Period period)
{
    for (size_t i = 0; i < ledger->stretch_count; i++)
        if (ledger->stretches[i].period.start == period.start)
            return &ledger->stretches[i];
    if (ledger->stretch_count == PERIODS_MAX)
        return NULL;
    ledger->stretches[ledger->stretch_count] = (Stretch){.period = period};
    return &ledger->stretches[ledger->stretch_count++];
}

static Status
gather_one(Ctx *ctx, Ledger *ledger, const DisclosureLine *line, Direction direction)
{
    Revision revision;
    Period period;
    Stretch *stretch;
    OptInt *told;

    if (line->withdrawn || !period_parse(line->period, &period))
        return OK;
    stretch = stretch_of(ledger, period);
    if (stretch == NULL)
        return OK;
    told = direction == DIRECTION_IN ? &stretch->in : &stretch->out;
    if (told->set) /* with --scale there are several of a period; one of them is the ledger's */
        return OK;
    *told = SOME_INT(line->id);
    TRY(disclosure_revision(ctx, line->id, line->revision, &revision));
    for (size_t row = 0; row < revision.table.rows && ledger->len < ENTRIES_MAX; row++)
        if (booking_of(ledger, &revision.table, row, direction, &ledger->bookings[ledger->len]))
            ledger->len++;
    return OK;
}

static Status
gather(Ctx *ctx, Ledger *ledger, Text item, Direction direction)
{
    DisclosureFilter filter = {
        .region = ledger->place->code, .item = item, .limit = DISCLOSURE_PAGE_MAX};
    DisclosureLines lines;

    do {
        TRY(disclosure_list(ctx, &filter, &lines));
        for (size_t i = 0; i < lines.len; i++)
            TRY(gather_one(ctx, ledger, &lines.at[i], direction));
        filter.cursor = lines.next;
    } while (lines.next.len != 0);
    return OK;
}

static int
by_day(const void *a, const void *b)
{
    const Booking *x = a;
    const Booking *y = b;

    if (x->entry.day != y->entry.day)
        return x->entry.day < y->entry.day ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* ---- accounts ---- */

/* The least that must have been there at first, so that the account never runs dry. */
static int64_t
needed(const Ledger *ledger, bool cash)
{
    int64_t balance = 0;
    int64_t least = 0;

    for (size_t i = 0; i < ledger->len; i++) {
        const Booking *booking = &ledger->bookings[i];

        if (booking->cash != cash)
            continue;
        balance += booking->entry.amount_fen * booking->entry.direction;
        least = balance < least ? balance : least;
    }
    return -least;
}

static Status
open_funds(Ctx *ctx, const Load *load, Ledger *ledger)
{
    Rng rng = rng_of(ledger->place->seed, SALT_FUNDS, 0);
    int64_t cushion = rng_between(&rng, CUSHION_LOW, CUSHION_HIGH) * YUAN;

    /* An invented number that no bank gives: it begins with 0000. */
    TRY(fund_account_create(
        ctx,
        &(FundAccount){
            .region = ledger->place->code,
            .kind = FUND_BANK,
            .name = T("基本户"),
            .bank = T("建设银行（演示）"),
            .number = text_printf(ctx->arena, "0000%012lld", (long long)ledger->place->code),
            .opening_day = load->plan.base,
            .opening_fen = needed(ledger, false) + cushion,
        },
        &ledger->bank));
    return fund_account_create(
        ctx,
        &(FundAccount){
            .region = ledger->place->code,
            .kind = FUND_CASH,
            .name = T("库存现金"),
            .opening_day = load->plan.base,
            .opening_fen = needed(ledger, true) + (int64_t)CASH_OPENING * YUAN,
        },
        &ledger->cash);
}

/* ---- writing ---- */

static Status
book(Ctx *ctx, Ledger *ledger)
{
    EntryBatch *batch = entry_batch_begin(ctx, true);

    for (size_t i = 0; i < ledger->len; i++) {
        Booking *booking = &ledger->bookings[i];
        int64_t id;

        booking->entry.account = booking->cash ? ledger->cash.id : ledger->bank.id;
        TRY(entry_batch_add(ctx, batch, &booking->entry, &id));
    }
    return entry_batch_finish(ctx, batch);
}

/* The months of a period that was told whole. */
static Status
close_months(Ctx *ctx, const Ledger *ledger)
{
    for (size_t i = 0; i < ledger->stretch_count; i++) {
        const Stretch *stretch = &ledger->stretches[i];
        Month last = month_of_period(stretch->period);

        if (!stretch->in.set || !stretch->out.set)
            continue;
        for (Month month = month_of(stretch->period.start); month <= last; month++)
            TRY(ledger_close_loaded(ctx, ledger->place->code, month, stretch->in, stretch->out));
    }
    return OK;
}

/* ---- the bank ---- */

/* Of the last year, one line an entry of the bank account, with the running balance that a bank
 * writes.  In one village one line says another amount than the book: for whoever looks for what
 * does not tie. */
static Text
statement_csv(Ctx *ctx, const Ledger *ledger, Day first)
{
    Buf buf = buf_new(ctx->arena, STATEMENT_BYTES_MAX);
    bool planted = !plant_at(PLANT_STATEMENT, ledger->place->code);
    int64_t balance = ledger->bank.opening_fen;

    BUF_LIT(&buf, "账号,账户名称,记账日期,借方发生额,贷方发生额,余额,币种,对方户名,摘要,"
                  "账户明细编号-交易流水号\r\n");
    for (size_t i = 0; i < ledger->len; i++) {
        const Booking *booking = &ledger->bookings[i];
        int64_t fen = booking->entry.amount_fen;
        Text amount;
        Text cells[10];

        if (booking->cash)
            continue;
        if (booking->entry.day < first) {
            balance += fen * booking->entry.direction;
            continue;
        }
        if (!planted && booking->entry.direction == DIRECTION_OUT && fen > DIFFERS_FROM_FEN) {
            fen += DIFFERS_BY_FEN;
            planted = true;
        }
        balance += fen * booking->entry.direction;
        amount = fen_plain(ctx->arena, fen);
        cells[0] = ledger->bank.number;
        cells[1] = ledger->place->name;
        cells[2] = day_format(ctx->arena, booking->entry.day);
        cells[3] = booking->entry.direction == DIRECTION_OUT ? amount : T("");
        cells[4] = booking->entry.direction == DIRECTION_IN ? amount : T("");
        cells[5] = fen_plain(ctx->arena, balance);
        cells[6] = T("人民币");
        cells[7] = booking->entry.counterparty;
        cells[8] = booking->entry.purpose;
        cells[9] = text_printf(ctx->arena, "%zu-%lld", i + 1, (long long)ledger->place->code);
        csv_record(&buf, cells, sizeof cells / sizeof cells[0]);
    }
    return buf_done(&buf);
}

/* Through the same door as a village's upload. */
static Status
import_statement(Ctx *ctx, const Load *load, const Ledger *ledger)
{
    char path[] = "/tmp/mingbai-demo.XXXXXX";
    Text csv = statement_csv(ctx, ledger, load->settings->today - YEAR_DAYS);
    BankStatement statement;
    Status status;
    int fd = mkstemp(path);

    if (fd < 0)
        return FAULT;
    close(fd);
    status = file_write(path, csv, 0600);
    if (status == OK)
        status =
            bank_import(ctx, ledger->bank.id, path, T("网银明细（演示）.csv"), NULL, &statement);
    (void)unlink(path);
    return status;
}

static bool
has_lines(const Ledger *ledger, Day first)
{
    for (size_t i = 0; i < ledger->len; i++)
        if (!ledger->bookings[i].cash && ledger->bookings[i].entry.day >= first)
            return true;
    return false;
}

static Status
ledger_body(Ctx *ctx, void *arg)
{
    Load *load = arg;
    Ledger *ledger = NEW(ctx->arena, Ledger);

    ctx->actor = &actor_system;
    ledger->place = &load->places.at[load->next];
    ledger->bookings = NEW_ARRAY(ctx->arena, Booking, ENTRIES_MAX);
    TRY(gather(ctx, ledger, T("F2"), DIRECTION_IN));
    TRY(gather(ctx, ledger, T("F3"), DIRECTION_OUT));
    qsort(ledger->bookings, ledger->len, sizeof ledger->bookings[0], by_day);
    TRY(open_funds(ctx, load, ledger));
    TRY(book(ctx, ledger));
    TRY(close_months(ctx, ledger));
    return has_lines(ledger, load->settings->today - YEAR_DAYS)
               ? import_statement(ctx, load, ledger)
               : OK;
}

Status
load_ledgers(Load *load)
{
    load->ctx->now = day_start(load->settings->today);
    for (load->next = 0; load->next < load->places.len; load->next++) {
        arena_reset(load->ctx->arena);
        TRY(store_write(load->store, load->ctx, ledger_body, load));
        if (load->settings->progress != NULL)
            load->settings->progress("ledgers", (int64_t)load->next, (int64_t)load->places.len);
    }
    return OK;
}
