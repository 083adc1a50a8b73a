/*
 * Many entries at once: each checked like a single one, sums gathered in memory, one line of audit.
 */
#include "base/id.h"
#include "base/tr.h"
#include "ledger/inside.h"
#include "region/changed.h"
#include "store/store.h"

enum { FIRST_SLOTS = 1024, FUNDS = 64 };

typedef struct Sum {
    RegionCode region;
    Month month;
    int64_t account, category;
    Direction direction;
    int64_t fen, entries; /* entries 0: an empty slot */
} Sum;

/* A month that was looked at and is open. */
typedef struct MonthSlot {
    RegionCode region; /* 0: an empty slot */
    Month month;
    int64_t entries;
} MonthSlot;

struct EntryBatch {
    Arena *arena;
    bool closed;
    Sum *slots;
    size_t room, used;        /* room: a power of two */
    FundAccount funds[FUNDS]; /* those seen last, by id */
    MonthSlot *months;        /* those that entries go into */
    size_t months_room, months_used;
    RegionCode touched;
    int64_t month; /* of the entry before */
    int64_t count;
};

EntryBatch *
entry_batch_begin(Ctx *ctx, bool closed)
{
    EntryBatch *batch = NEW(ctx->arena, EntryBatch);

    batch->arena = ctx->arena;
    batch->closed = closed;
    batch->room = FIRST_SLOTS;
    batch->slots = NEW_ARRAY(ctx->arena, Sum, FIRST_SLOTS);
    batch->months_room = FIRST_SLOTS;
    batch->months = NEW_ARRAY(ctx->arena, MonthSlot, FIRST_SLOTS);
    return batch;
}

static bool
same_sum(const Sum *a, const Sum *b)
{
    return a->region == b->region && a->month == b->month && a->account == b->account &&
           a->category == b->category && a->direction == b->direction;
}

static void
put_sum(EntryBatch *batch, Sum sum)
{
    uint64_t hash = (uint64_t)sum.account * 0x9E3779B97F4A7C15u;
    size_t i;

    hash = (hash ^ (uint64_t)sum.month) * 0xC2B2AE3D27D4EB4Fu;
    hash = (hash ^ (uint64_t)(sum.category * sum.direction)) * 0x9E3779B97F4A7C15u;
    for (i = (size_t)(hash >> 20) & (batch->room - 1); batch->slots[i].entries != 0;
         i = (i + 1) & (batch->room - 1)) {
        if (!same_sum(&batch->slots[i], &sum))
            continue;
        batch->slots[i].fen += sum.fen;
        batch->slots[i].entries += sum.entries;
        return;
    }
    batch->slots[i] = sum;
    batch->used++;
}

static void
grow(EntryBatch *batch)
{
    Sum *old = batch->slots;
    size_t old_room = batch->room;

    batch->room *= 2;
    batch->used = 0;
    batch->slots = NEW_ARRAY(batch->arena, Sum, batch->room);
    for (size_t i = 0; i < old_room; i++)
        if (old[i].entries != 0)
            put_sum(batch, old[i]);
}

static void
count_sum(EntryBatch *batch, const Entry *entry)
{
    if (batch->used * 2 >= batch->room)
        grow(batch);
    put_sum(batch, (Sum){entry->region, month_of(entry->day), entry->account, entry->category,
                         entry->direction, entry->amount_fen, 1});
}

static Status
find_fund(Ctx *ctx, EntryBatch *batch, int64_t id, const FundAccount **out)
{
    FundAccount *slot = &batch->funds[(uint64_t)id * 0x9E3779B97F4A7C15u >> 58];
    Status status;

    *out = slot;
    if (slot->id == id)
        return OK;
    status = fund_fetch(ctx, id, slot);
    if (status == NOT_FOUND)
        return ctx_problem(ctx, "account", TR(ctx->lang, "请选本村的账户"));
    TRY(status);
    slot->name = slot->bank = slot->number = T("");
    return OK;
}

/* ---- months ---- */

static MonthSlot *
month_slot(const EntryBatch *batch, RegionCode region, Month month)
{
    uint64_t hash = ((uint64_t)region ^ (uint64_t)month << 40) * 0x9E3779B97F4A7C15u;
    size_t i = (size_t)(hash >> 20) & (batch->months_room - 1);

    while (batch->months[i].region != 0 &&
           (batch->months[i].region != region || batch->months[i].month != month))
        i = (i + 1) & (batch->months_room - 1);
    return &batch->months[i];
}

static void
grow_months(EntryBatch *batch)
{
    MonthSlot *old = batch->months;
    size_t old_room = batch->months_room;

    batch->months_room *= 2;
    batch->months = NEW_ARRAY(batch->arena, MonthSlot, batch->months_room);
    for (size_t i = 0; i < old_room; i++)
        if (old[i].region != 0)
            *month_slot(batch, old[i].region, old[i].month) = old[i];
}

/* What there is of a month that was not met before.  INVALID when it is not open. */
static Status
look_at_month(Ctx *ctx, const EntryBatch *batch, RegionCode region, Month month, MonthSlot *out)
{
    SumsOfMonthRow sums;
    LedgerMonth found;
    bool published;

    if (!batch->closed) {
        TRY(month_fetch(ctx, region, month, &found, &published));
        if (!month_is_open(&found))
            return ctx_problem(ctx, "day",
                               TR_FORMAT(ctx->arena, ctx->lang,
                                         "{month} 已经结账，只能用更正分录来改",
                                         {"month", month_format(ctx->arena, month)}));
    }
    TRY(sums_of_month(ctx, region, month, &sums));
    *out = (MonthSlot){region, month, sums.entries};
    return OK;
}

static Status
check_month(Ctx *ctx, EntryBatch *batch, const Entry *entry)
{
    Month month = month_of(entry->day);
    MonthSlot *slot = month_slot(batch, entry->region, month);

    if (slot->region == 0) {
        TRY(look_at_month(ctx, batch, entry->region, month, slot));
        if (++batch->months_used * 2 >= batch->months_room) {
            grow_months(batch);
            slot = month_slot(batch, entry->region, month);
        }
    }
    if (slot->entries >= ENTRIES_MONTH_MAX)
        return ctx_problem(ctx, "day", TR(ctx->lang, "一个月最多记 5,000 笔"));
    slot->entries++;
    return OK;
}

Status
entry_batch_add(Ctx *ctx, EntryBatch *batch, const Entry *input, int64_t *id_out)
{
    const FundAccount *account;
    Entry entry = *input;

    if (batch->closed && !(ctx->actor != NULL && ctx->actor->system))
        return DENIED;
    TRY(actor_require(ctx, CAN_KEEP_LEDGER, input->region));
    TRY(find_fund(ctx, batch, input->account, &account));
    if (!(ctx->actor != NULL && ctx->actor->system) || !entry.corrects.set) {
        entry.corrects = (OptInt){0};
        entry.reason = T("");
    }
    TRY(entry_check(ctx, account, &entry));
    TRY(check_month(ctx, batch, &entry));
    TRY(entry_write(ctx, &entry));
    count_sum(batch, &entry);
    *id_out = entry.id;
    if (batch->touched != entry.region)
        region_touch(ctx, entry.region);
    if (batch->touched != entry.region || batch->month != month_of(entry.day))
        TRY(changed_note(ctx, CHANGED_MONTH, entry.region, month_of(entry.day)));
    batch->touched = entry.region;
    batch->month = month_of(entry.day);
    batch->count++;
    return OK;
}

Status
entry_batch_finish(Ctx *ctx, EntryBatch *batch)
{
    for (size_t i = 0; i < batch->room; i++) {
        const Sum *sum = &batch->slots[i];

        if (sum->entries == 0)
            continue;
        TRY(ledger_sums_add(ctx, &(SumAddArgs){
                                     .region = sum->region,
                                     .month = sum->month,
                                     .account = sum->account,
                                     .direction = sum->direction,
                                     .category = sum->category,
                                     .fen = sum->fen,
                                     .entries = sum->entries,
                                 }));
    }
    if (batch->count == 0)
        return OK;
    return audit(ctx, batch->touched, "entry.import", 0,
                 text_printf(ctx->arena, "%lld", (long long)batch->count));
}
