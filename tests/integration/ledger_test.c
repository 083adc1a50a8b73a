/*
 * The ledger, on both databases: any sequence of entries, closings and corrections keeps balance =
 * opening + in − out, and what is published is what stands in the books.
 */
#include "harness.h"

#include "db.h"

#include "base/money.h"
#include "ledger/input.h"
#include "ledger/ledger.h"
#include "life.h"
#include "region/tally.h"

enum { STEPS = 160, KINDS = 8, OPENING = 5000000 };

static uint64_t dice_state;

static uint64_t
dice(uint64_t below)
{
    dice_state += 0x9e3779b97f4a7c15u;
    uint64_t z = dice_state;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (z ^ (z >> 31)) % below;
}

static FundAccount
open_fund(Ctx *ctx, RegionCode village)
{
    FundAccount account = {0};

    CHECK_STATUS(
        fund_account_create(ctx,
                            &(FundAccount){.region = village,
                                           .name = T("基本户"),
                                           .bank = T("建设银行"),
                                           .number = T("0000210111010203"),
                                           .opening_day = day_from_date((Date){2023, 1, 1}),
                                           .opening_fen = OPENING},
                            &account),
        OK);
    return account;
}

static Entry
entry_on(const FundAccount *account, int month, int day, Direction direction, int64_t fen)
{
    return (Entry){
        .region = account->region,
        .account = account->id,
        .day = day_from_date((Date){2023, month, day}),
        .direction = direction,
        .amount_fen = fen,
        .purpose = direction == DIRECTION_IN ? T("村部门市房租金") : T("垃圾清运费"),
        .counterparty = T("演示清运队"),
        .voucher = T("记-1"),
    };
}

/* The month's books against its entries, one by one. */
static void
check_month(Ctx *ctx, RegionCode village, Month month, int64_t *balance)
{
    LedgerMonth found;
    Entries entries;
    int64_t in = 0;
    int64_t spent = 0;

    CHECK_STATUS(ledger_month(ctx, village, month, &found), OK);
    CHECK_STATUS(
        entry_list(ctx, &(EntryFilter){.region = village, .from = month, .to = month}, &entries),
        OK);
    CHECK(entries.next.len == 0);
    for (size_t i = 0; i < entries.len; i++) {
        if (entries.at[i].direction == DIRECTION_IN)
            in += entries.at[i].amount_fen;
        else
            spent += entries.at[i].amount_fen;
    }
    CHECK_INT(found.income_fen, in);
    CHECK_INT(found.expense_fen, spent);
    CHECK_INT(found.opening_fen, *balance);
    CHECK_INT(found.closing_fen, *balance + in - spent);
    CHECK_INT(found.entries, (int64_t)entries.len);
    *balance = found.closing_fen;
}

static void
no_fault(void *arg, Text sentence)
{
    int *faults = arg;

    printf("# %.*s\n", TEXT_ARGS(sentence));
    ++*faults;
}

static void
approve(Ctx *ctx, OptInt id)
{
    Disclosure disclosure;

    if (!id.set)
        return;
    act_as(ctx, &reviewer);
    if (disclosure_get(ctx, id.value, &disclosure) == OK && disclosure.state == STATE_SUBMITTED)
        CHECK_STATUS(disclosure_approve(ctx, id.value, disclosure.lock, false, &disclosure), OK);
}

/* The village's clerk books or corrects something in one of the months. */
static void
book_something(Ctx *ctx, const FundAccount *account)
{
    int month = 1 + (int)dice(4);
    Entries entries;
    Entry entry = entry_on(account, month, 1 + (int)dice(28),
                           dice(3) == 0 ? DIRECTION_IN : DIRECTION_OUT, 1 + (int64_t)dice(90000));
    Entry done;
    Status status;

    act_as(ctx, &clerk);
    switch (dice(KINDS)) {
    case 0:
    case 1:
    case 2:
    case 3:
        status = entry_add(ctx, &entry, &done);
        break;
    case 4:
        CHECK_STATUS(entry_list(ctx, &(EntryFilter){.region = VILLAGE}, &entries), OK);
        if (entries.len == 0)
            return;
        done = entries.at[dice(entries.len)];
        status = entry_remove(ctx, done.id, done.lock);
        break;
    case 5:
        CHECK_STATUS(entry_list(ctx, &(EntryFilter){.region = VILLAGE}, &entries), OK);
        if (entries.len == 0)
            return;
        done = entries.at[dice(entries.len)];
        entry.id = done.id;
        entry.lock = done.lock;
        status = entry_update(ctx, &entry, &done);
        break;
    default:
        CHECK_STATUS(entry_list(ctx, &(EntryFilter){.region = VILLAGE}, &entries), OK);
        if (entries.len == 0)
            return;
        done = entries.at[dice(entries.len)];
        entry.day = done.day;
        status =
            entry_correct(ctx, done.id, done.lock, dice(4) == 0 ? NULL : &entry, T("金额录错"));
        break;
    }
    CHECK(status == OK || status == CONFLICT || status == INVALID);
}

/* Somebody closes what can be closed, the finance group and the township decide. */
static void
go_on(Ctx *ctx)
{
    Month month = (Month)2023 * 12 + (Month)dice(4);
    LedgerMonth found;
    Status status;

    act_as(ctx, &clerk);
    status = ledger_hand_in(ctx, VILLAGE, month, &found);
    CHECK(status == OK || status == CONFLICT || status == INVALID);
    act_as(ctx, &finance);
    CHECK_STATUS(ledger_month(ctx, VILLAGE, month, &found), OK);
    if (found.state == MONTH_CONFIRMING) {
        if (dice(4) == 0)
            CHECK_STATUS(ledger_return(ctx, VILLAGE, month, found.lock, T("少一张票")), OK);
        else
            CHECK_STATUS(ledger_confirm(ctx, VILLAGE, month, found.lock, &found), OK);
    }
    if (dice(2) == 0) {
        approve(ctx, found.disclosure_in);
        approve(ctx, found.disclosure_out);
    }
}

LIFE_TEST(any_sequence_of_deeds_keeps_the_books_in_balance)
{
    FundAccount account;
    int faults = 0;

    dice_state = 20230601;
    act_as(ctx, &clerk);
    account = open_fund(ctx, VILLAGE);
    for (int step = 0; step < STEPS; step++) {
        int64_t balance = OPENING;

        ctx->problems = (Problems){0};
        if (dice(5) == 0)
            go_on(ctx);
        else
            book_something(ctx, &account);
        ctx->problems = (Problems){0};
        if (step % 8 != 7)
            continue;
        act_as(ctx, &clerk);
        for (Month month = (Month)2023 * 12; month < (Month)2023 * 12 + 4; month++)
            check_month(ctx, VILLAGE, month, &balance);
        CHECK_STATUS(fund_account_get(ctx, account.id, &account), OK);
        CHECK_INT(account.balance_fen, balance);
        act_as(ctx, &actor_system);
        CHECK_STATUS(ledger_check(ctx, no_fault, &faults), OK);
        CHECK_INT(faults, 0);
    }
}

LIFE_TEST(a_closed_month_is_published_as_it_stands_and_changes_only_by_correction)
{
    FundAccount account;
    Entry rent;
    Entry rubbish;
    LedgerMonth month;
    Disclosure disclosure;
    Revision revision;
    Entries seen;

    act_as(ctx, &clerk);
    account = open_fund(ctx, VILLAGE);
    rent = entry_on(&account, 4, 3, DIRECTION_IN, 200000);
    rent.counterparty = T("王建国");
    rent.person = true;
    CHECK_STATUS(entry_add(ctx, &rent, &rent), OK);
    rubbish = entry_on(&account, 4, 10, DIRECTION_OUT, 50050);
    CHECK_STATUS(entry_add(ctx, &rubbish, &rubbish), OK);
    CHECK_STATUS(ledger_hand_in(ctx, VILLAGE, rent.day == 0 ? 0 : month_of(rent.day), &month), OK);
    act_as(ctx, &finance);
    if (month.state == MONTH_CONFIRMING)
        CHECK_STATUS(ledger_confirm(ctx, VILLAGE, month.month, month.lock, &month), OK);
    CHECK(month.state == MONTH_CLOSED);
    act_as(ctx, NULL);
    CHECK_STATUS(ledger_month(ctx, VILLAGE, month.month, &month),
                 NOT_FOUND); /* not before the township approves */
    act_as(ctx, &clerk);
    CHECK_STATUS(ledger_month(ctx, VILLAGE, month_of(rent.day), &month), OK);
    CHECK_STATUS(entry_update(ctx, &rubbish, &rubbish), CONFLICT);
    CHECK_STATUS(entry_remove(ctx, rubbish.id, rubbish.lock), CONFLICT);
    CHECK_STATUS(entry_add(ctx, &rent, &rent), INVALID);
    ctx->problems = (Problems){0};
    approve(ctx, month.disclosure_in);
    approve(ctx, month.disclosure_out);

    act_as(ctx, NULL);
    CHECK_STATUS(ledger_month(ctx, VILLAGE, month_of(rent.day), &month), OK);
    CHECK_INT(month.closing_fen, OPENING + 200000 - 50050);
    CHECK_STATUS(entry_list(ctx, &(EntryFilter){.region = VILLAGE}, &seen), OK);
    REQUIRE(seen.len == 2);
    CHECK_TEXT(seen.at[0].counterparty, "王**");

    act_as(ctx, &clerk);
    rubbish.amount_fen = 40050;
    CHECK_STATUS(entry_correct(ctx, rubbish.id, rubbish.lock, &rubbish, T("多记了一百元")), OK);
    CHECK_STATUS(disclosure_get(ctx, month.disclosure_out.value, &disclosure), OK);
    CHECK(disclosure.working == 2);
    CHECK_STATUS(disclosure_revision(ctx, disclosure.id, 2, &revision), OK);
    REQUIRE(revision.table.rows == 1);
    CHECK_TEXT(revision.table.cells[6], "400.50");
    CHECK_TEXT(revision.reason, "多记了一百元");
    CHECK_STATUS(ledger_month(ctx, VILLAGE, month.month, &month), OK);
    CHECK_INT(month.expense_fen, 40050);
}

LIFE_TEST(what_cannot_be_booked_is_refused_with_its_field)
{
    static const struct {
        const char *row;
        const char *field;
        int month, day;
        int64_t fen;
        Text purpose;
        int64_t category;
    } rows[] = {
        {"nothing",          "amount",   4, 3, 0,           T_INIT("路灯"),                    0    },
        {"less than that",   "amount",   4, 3, -5,          T_INIT("路灯"),                    0    },
        {"too much",         "amount",   4, 3, FEN_MAX + 1, T_INIT("路灯"),                    0    },
        {"no purpose",       "purpose",  4, 3, 5,           T_INIT("　 "),                      0    },
        {"an identity card", "purpose",  4, 3, 5,           T_INIT("补助 11010119900307803X"), 0    },
        {"tomorrow",         "day",      6, 2, 5,           T_INIT("路灯"),                    0    },
        {"other side",       "category", 4, 3, 5,           T_INIT("路灯"),                    50101},
        {"no category",      "category", 4, 3, 5,           T_INIT("路灯"),                    99999},
    };
    FundAccount account;
    Entries entries;

    act_as(ctx, &clerk);
    account = open_fund(ctx, VILLAGE);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Entry entry = entry_on(&account, rows[i].month, rows[i].day, DIRECTION_OUT, rows[i].fen);
        Entry done;

        ROW(rows[i].row);
        ctx->problems = (Problems){0};
        entry.purpose = rows[i].purpose;
        entry.category = rows[i].category;
        CHECK_STATUS(entry_add(ctx, &entry, &done), INVALID);
        CHECK(ctx_problem_of(ctx, rows[i].field).len != 0);
    }
    ROW(NULL);
    ctx->problems = (Problems){0};
    CHECK_STATUS(entry_list(ctx, &(EntryFilter){.region = VILLAGE}, &entries), OK);
    CHECK_INT(entries.len, 0);
    act_as(ctx, &other_clerk);
    {
        Entry entry = entry_on(&account, 4, 3, DIRECTION_OUT, 5);

        CHECK_STATUS(entry_add(ctx, &entry, &entry), DENIED);
    }
}

LIFE_TEST(an_account_is_known_by_its_name_and_its_number)
{
    FundAccount first;
    FundAccount second;
    FundAccount out;

    act_as(ctx, &clerk);
    first = second = open_fund(ctx, VILLAGE);
    second.id = 0;
    CHECK_STATUS(fund_account_create(ctx, &second, &out), INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "name"), "已经有一个叫这个名字的账户了");
    CHECK_TEXT(ctx_problem_of(ctx, "number"), "这个账号已经登记过了");
    act_as(ctx, &clerk);
    second.name = T("专户");
    second.number = T("2");
    second.opening_fen = INT64_MAX;
    CHECK_STATUS(fund_account_create(ctx, &second, &out), INVALID);
    CHECK(ctx_problem_of(ctx, "opening_fen").len != 0);
    act_as(ctx, &clerk);
    second.opening_fen = 0;
    CHECK_STATUS(fund_account_create(ctx, &second, &out), OK);
    out.number = first.number;
    CHECK_STATUS(fund_account_update(ctx, &out, &out), INVALID);
    act_as(ctx, &clerk);
    CHECK_STATUS(fund_account_update(ctx, &first, &out), OK); /* itself is no other */
}

LIFE_TEST(months_before_the_book_begins_are_not_closed)
{
    LedgerMonth month;

    act_as(ctx, &clerk);
    (void)open_fund(ctx, VILLAGE);
    CHECK_STATUS(ledger_hand_in(ctx, VILLAGE, month_of(day_from_date((Date){2022, 12, 1})), &month),
                 INVALID);
    CHECK_TEXT(ctx_problem_of(ctx, "month"), "账是从 2023-01-01 开始记的，更早的月份不用结");
}
