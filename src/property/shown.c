/*
 * What everybody reads: published tables, masked for each reader, and what they come to; and the
 * sums of the registers for the offices above.
 */
#include "property/inside.h"
#include "sheet/sheet.h"

/* ---- one disclosure ---- */

static Status
published(Ctx *ctx, RegionCode village, Text item, Text period, Disclosure *disclosure,
          Revision *out)
{
    PropertyPublishedRow newest;
    PropertyDisclosureOfRow row;
    int64_t id;

    if (!property_has_item(item))
        return NOT_FOUND;
    if (period.len == 0) {
        TRY(property_published(ctx, village, item, &newest));
        id = newest.id;
    } else {
        TRY(property_disclosure_of(ctx, village, item, period, &row));
        id = row.id;
    }
    TRY(disclosure_get(ctx, id, disclosure));
    if (disclosure->revision == 0 || disclosure->state == STATE_WITHDRAWN)
        return NOT_FOUND;
    return disclosure_revision(ctx, id, disclosure->revision, out);
}

Status
property_shown(Ctx *ctx, RegionCode village, Text item, Text period, PropertyShown *out)
{
    Revision revision;

    TRY(published(ctx, village, item, period, &out->disclosure, &revision));
    return revision_shown(ctx, &out->disclosure, &revision, disclosure_reader(ctx, village),
                          &out->revision);
}

/* ---- figures ---- */

static size_t
column_of(Arena *arena, const Table *table, const char *name)
{
    Text key = sheet_name_key(arena, text_c(name));

    for (size_t i = 0; i < table->columns.len; i++)
        if (text_eq(sheet_name_key(arena, table->columns.at[i].name), key))
            return i;
    return table->columns.len;
}

/* The sum of a column over the rows where another has a word (NULL: over all). */
static int64_t
sum_of(Arena *arena, const Table *table, const char *name, const char *where, const char *word)
{
    size_t width = table->columns.len;
    size_t column = column_of(arena, table, name);
    size_t kind = where == NULL ? width : column_of(arena, table, where);
    int64_t sum = 0;

    for (size_t row = 0; row < table->rows && column < width; row++) {
        int64_t number = 0;

        if (where != NULL &&
            (kind == width || !text_eq(table->cells[row * width + kind], text_c(word))))
            continue;
        (void)cell_number(&table->columns.at[column], table->cells[row * width + column], &number);
        sum += number;
    }
    return sum;
}

static void
take_plan(Arena *arena, Text period, const Table *table, PropertySummary *out)
{
    out->plan_period = period;
    out->planned_in_fen = sum_of(arena, table, "本年计划", "收支类别", "收入");
    out->done_in_fen = sum_of(arena, table, "本年执行", "收支类别", "收入");
    out->planned_out_fen = sum_of(arena, table, "本年计划", "收支类别", "支出");
    out->done_out_fen = sum_of(arena, table, "本年执行", "收支类别", "支出");
}

static void
take_assets(Arena *arena, Text period, const Table *table, PropertySummary *out)
{
    out->assets_period = period;
    out->assets = (int64_t)table->rows;
    out->original_fen = sum_of(arena, table, "原值", NULL, NULL);
    out->net_fen = sum_of(arena, table, "净值", NULL, NULL);
}

static void
take_contracts(Arena *arena, Text period, const Table *table, PropertySummary *out)
{
    out->contracts_period = period;
    out->contracts = (int64_t)table->rows;
    out->let_area_milli = sum_of(arena, table, "面积（亩）", NULL, NULL);
    out->due_fen = sum_of(arena, table, "本年应收", NULL, NULL);
    out->received_fen = sum_of(arena, table, "本年已收", NULL, NULL);
}

static void
take_debts(Arena *arena, Text period, const Table *table, PropertySummary *out)
{
    out->debts_period = period;
    out->receivable_fen = sum_of(arena, table, "期末余额", "类别", "应收");
    out->payable_fen = sum_of(arena, table, "期末余额", "类别", "应付");
}

static void
take_shares(Arena *arena, Text period, const Table *table, PropertySummary *out)
{
    out->shares_period = period;
    out->shared_fen = sum_of(arena, table, "金额", "类别", "收益分配");
    out->pay_fen = sum_of(arena, table, "金额", "类别", "干部报酬");
    out->allowance_fen = sum_of(arena, table, "金额", "类别", "误工补贴");
}

static void
take_funds(Arena *arena, Text period, const Table *table, PropertySummary *out)
{
    out->funds_period = period;
    out->funds = (int64_t)table->rows;
    out->funds_in_fen = sum_of(arena, table, "本期收入", NULL, NULL);
    out->funds_out_fen = sum_of(arena, table, "本期支出", NULL, NULL);
    out->funds_left_fen = sum_of(arena, table, "期末结余", NULL, NULL);
}

Status
property_summary(Ctx *ctx, RegionCode village, PropertySummary *out)
{
    static const struct {
        PropertyRegister which;
        void (*take)(Arena *arena, Text period, const Table *table, PropertySummary *out);
    } parts[] = {
        {REGISTER_PLAN,      take_plan     },
        {REGISTER_ASSETS,    take_assets   },
        {REGISTER_CONTRACTS, take_contracts},
        {REGISTER_DEBTS,     take_debts    },
        {REGISTER_SHARES,    take_shares   },
        {REGISTER_FUNDS,     take_funds    },
    };

    *out = (PropertySummary){0};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        Disclosure disclosure;
        Revision revision;
        Status status = published(ctx, village, register_item(parts[i].which), (Text){0},
                                  &disclosure, &revision);

        if (status == NOT_FOUND)
            continue;
        TRY(status);
        parts[i].take(ctx->arena, disclosure.period, &revision.table, out);
    }
    return OK;
}

/* ---- sums of the registers ---- */

Status
property_totals(Ctx *ctx, RegionCode place, PropertyTotals *out)
{
    RegionRange range = region_range(place);
    PropertySumWithinRow sums;
    ContractsOverdueCountRow overdue;

    TRY(property_read(ctx, place));
    TRY(property_sum_within(ctx, range.first, range.last, &sums));
    TRY(contracts_overdue_count(ctx, range.first, range.last, ctx_today(ctx), &overdue));
    *out = (PropertyTotals){
        .resources = sums.resources,
        .area_milli = sums.area_milli,
        .assets = sums.assets,
        .original_fen = sums.original_fen,
        .contracts = sums.contracts,
        .receivable_fen = sums.receivable_fen,
        .payable_fen = sums.payable_fen,
        .funds_fen = sums.funds_fen,
        .overdue = overdue.count,
    };
    return OK;
}
