/*
 * Debts, funds, plan and shares from the rows of a sheet.
 */
#include "base/tr.h"
#include "property/sheet.h"

/* ---- debts ---- */

static Status
take_debt_move(Take *take, Debt *debt)
{
    Ctx *ctx = take->ctx;
    size_t before = ctx->problems.len;
    Move move;
    bool is_new;
    Status status;

    TRY(take_move(take, debt->id, DC_MOVE_DAY, DC_MOVE_KIND, DC_MOVE_AMOUNT, DC_MOVE_NOTE, &move,
                  &is_new));
    if (!is_new || take->row_faults != 0)
        return OK;
    status = take->check_only ? move_check(ctx, take->village, debt->day, DIRECTION_IN, &move)
                              : debt_move_write(ctx, debt, &move);
    take_move_fields(take, before);
    return take_problems(take, before, status);
}

Status
take_debt(Take *take)
{
    Ctx *ctx = take->ctx;
    size_t before = ctx->problems.len;
    Debt row = {.region = take->village,
                .cause = take_text(take, DC_CAUSE),
                .day = (Day)take_day(take, DC_DAY).value,
                .opening_fen = take_number(take, DC_OPENING),
                .note = take_text(take, DC_NOTE)};
    Text old_cells[DC_COUNT] = {{0}}, cells[DC_COUNT] = {{0}};
    Debt old = {0};
    DebtByKeyRow found;
    Status status;
    bool added, same;

    take_party(take, DC_PARTY, DC_PERSON, &row.party, &row.person);
    if (!debt_side_parse(take->cells[DC_SIDE], &row.side))
        take_fault(take, DC_SIDE, TR(ctx->lang, "写“应收”（别人欠村里）或“应付”（村里欠别人）"));
    status = debt_by_key(ctx,
                         &(DebtByKeyArgs){take->village, text_c(debt_side_name(row.side)),
                                          row.party, row.cause, row.day},
                         &found);
    added = status == NOT_FOUND;
    if (status != OK && !added)
        return status;
    if (!added) {
        TRY(debt_fetch(ctx, found.id, &old));
        row.id = old.id;
        row.lock = old.lock;
        debt_cells(ctx, &old, old_cells);
    }
    TRY(take_problems(take, before, debt_check(ctx, &row)));
    if (take->row_faults != 0)
        return OK;
    debt_cells(ctx, &row, cells);
    take_count(take, added, old_cells, cells, &same);
    if (!take->check_only && !same)
        TRY(take_problems(take, before, debt_write(ctx, &row, &row)));
    else if (!added)
        row = old;
    return take->row_faults != 0 ? OK : take_debt_move(take, &row);
}

/* ---- special funds ---- */

static Status
take_special_move(Take *take, SpecialFund *fund)
{
    Ctx *ctx = take->ctx;
    size_t before = ctx->problems.len;
    Move move;
    bool is_new;
    Status status;

    TRY(take_move(take, fund->id, FC_MOVE_DAY, FC_MOVE_KIND, FC_MOVE_AMOUNT, FC_MOVE_NOTE, &move,
                  &is_new));
    if (!is_new || take->row_faults != 0)
        return OK;
    status = take->check_only ? move_check(ctx, take->village, fund->day, DIRECTION_IN, &move)
                              : special_move_write(ctx, fund, &move);
    take_move_fields(take, before);
    return take_problems(take, before, status);
}

Status
take_special(Take *take)
{
    Ctx *ctx = take->ctx;
    size_t before = ctx->problems.len;
    SpecialFund row = {.region = take->village,
                       .name = take_text(take, FC_NAME),
                       .document = take_text(take, FC_DOCUMENT),
                       .day = (Day)take_day(take, FC_DAY).value,
                       .opening_fen = take_number(take, FC_OPENING),
                       .use = take_text(take, FC_USE),
                       .note = take_text(take, FC_NOTE)};
    Text old_cells[FC_COUNT] = {{0}}, cells[FC_COUNT] = {{0}};
    SpecialFund old = {0};
    SpecialByKeyRow found;
    Status status;
    bool added, same;

    if (!special_kind_parse(take->cells[FC_KIND], &row.kind))
        take_fault(take, FC_KIND,
                   TR(ctx->lang, "没有这一类；专项资金、土地补偿费、一事一议、代收代缴、审计整改"));
    status = special_by_key(ctx,
                            &(SpecialByKeyArgs){take->village, text_c(special_kind_name(row.kind)),
                                                row.name, row.document},
                            &found);
    added = status == NOT_FOUND;
    if (status != OK && !added)
        return status;
    if (!added) {
        TRY(special_fetch(ctx, found.id, &old));
        row.id = old.id;
        row.lock = old.lock;
        special_cells(ctx, &old, old_cells);
    }
    TRY(take_problems(take, before, special_check(ctx, &row)));
    if (take->row_faults != 0)
        return OK;
    special_cells(ctx, &row, cells);
    take_count(take, added, old_cells, cells, &same);
    if (!take->check_only && !same)
        TRY(take_problems(take, before, special_write(ctx, &row, &row)));
    else if (!added)
        row = old;
    return take->row_faults != 0 ? OK : take_special_move(take, &row);
}

/* ---- plan ---- */

static void
read_category(Take *take, PlanLine *row)
{
    Text typed = take_text(take, PC_CATEGORY);
    const Category *category;

    if (typed.len == 0 || text_to_i64(typed, &row->category))
        return;
    category = category_parse(typed, row->item, row->direction);
    if (category == NULL)
        take_fault(take, PC_CATEGORY,
                   TR(take->ctx->lang, "账本里没有这个类别；写编号，例如 51402 或 514"));
    else
        row->category = category->number;
}

Status
take_plan(Take *take)
{
    Ctx *ctx = take->ctx;
    size_t before = ctx->problems.len;
    PlanLine row = {.region = take->village,
                    .year = take_number(take, PC_YEAR),
                    .direction = DIRECTION_OUT,
                    .item = take_text(take, PC_ITEM),
                    .planned_fen = take_number(take, PC_PLANNED),
                    .done_fen = take_number(take, PC_DONE),
                    .next_fen = take_number(take, PC_NEXT),
                    .note = take_text(take, PC_NOTE)};
    Text old_cells[PC_COUNT] = {{0}}, cells[PC_COUNT] = {{0}};
    PlanByItemRow found;
    Status status;
    bool added, same;

    if (!direction_parse(take_text(take, PC_DIRECTION), &row.direction))
        take_fault(take, PC_DIRECTION, TR(ctx->lang, "写“收入”或“支出”"));
    read_category(take, &row);
    status = plan_by_item(ctx, &(PlanByItemArgs){take->village, row.year, row.direction, row.item},
                          &found);
    added = status == NOT_FOUND;
    if (status != OK && !added)
        return status;
    if (!added) {
        PlanLine old;

        TRY(plan_get(ctx, found.id, &old));
        row.id = old.id;
        row.lock = old.lock;
        plan_cells(ctx, &old, old_cells);
        if (row.category != 0)
            row.done_fen = old.done_fen; /* the ledger's */
    }
    TRY(take_problems(take, before, plan_check(ctx, &row)));
    if (take->row_faults != 0)
        return OK;
    plan_cells(ctx, &row, cells);
    take_count(take, added, old_cells, cells, &same);
    if (take->check_only || same)
        return OK;
    return take_problems(take, before, plan_write(ctx, &row, &row));
}

/* ---- shares ---- */

static TakenYear *
year_of(Take *take, int64_t year)
{
    for (size_t i = 0; i < take->years_len; i++)
        if (take->years[i].year == year)
            return &take->years[i];
    return NULL;
}

Status
take_prepare_share(Take *take)
{
    int64_t year = take_number(take, SC_YEAR);
    ShareRecords rows;
    TakenYear *taken;

    if (year_of(take, year) != NULL || take->years_len == TAKEN_YEARS_MAX)
        return OK;
    TRY(shares_of_year(take->ctx, &(SharesOfYearArgs){take->village, year, 0, PROPERTY_SHARES_MAX},
                       &rows));
    taken = &take->years[take->years_len++];
    *taken = (TakenYear){
        .year = year,
        .shares = {.at = NEW_ARRAY(take->ctx->arena, Share, rows.len + 1), .len = rows.len},
        .met = NEW_ARRAY(take->ctx->arena, bool, rows.len + 1)
    };
    for (size_t i = 0; i < rows.len; i++) {
        taken->shares.at[i] = share_from(&rows.at[i]);
        taken->met[i] = false;
    }
    return OK;
}

static bool
same_receiver(const Share *a, const Share *b)
{
    return a->kind == b->kind && text_eq(a->post, b->post) && text_eq(a->person, b->person) &&
           text_eq(a->household, b->household) && text_eq(a->unit, b->unit);
}

static bool
same_day(const Share *a, const Share *b)
{
    return a->paid_day.set == b->paid_day.set && a->paid_day.value == b->paid_day.value;
}

static bool
same_share(const Share *a, const Share *b)
{
    return same_receiver(a, b) && same_day(a, b) && text_eq(a->number, b->number) &&
           a->quantity_milli == b->quantity_milli && a->standard_fen == b->standard_fen &&
           a->amount_fen == b->amount_fen;
}

/* The stored one that the row means: the very same, else the same receiver's of that day, or one
 * that was, or is, not paid yet. */
static Share *
find_share(TakenYear *taken, const Share *row)
{
    for (int attempt = 0; taken != NULL && attempt < 3; attempt++)
        for (size_t i = 0; i < taken->shares.len; i++) {
            Share *share = &taken->shares.at[i];
            bool fits = attempt == 0   ? same_share(share, row)
                        : attempt == 1 ? same_receiver(share, row) && same_day(share, row)
                                       : same_receiver(share, row) &&
                                             !(share->paid_day.set && row->paid_day.set);

            if (fits && !taken->met[i]) {
                taken->met[i] = true;
                return share;
            }
        }
    return NULL;
}

Status
take_share(Take *take)
{
    Ctx *ctx = take->ctx;
    size_t before = ctx->problems.len;
    Share row = {.region = take->village,
                 .year = take_number(take, SC_YEAR),
                 .post = take_text(take, SC_POST),
                 .person = take_text(take, SC_PERSON),
                 .number = take_text(take, SC_NUMBER),
                 .household = take_text(take, SC_HOUSEHOLD),
                 .quantity_milli = take_number(take, SC_QUANTITY),
                 .unit = take_text(take, SC_UNIT),
                 .standard_fen = take_number(take, SC_STANDARD),
                 .amount_fen = take_number(take, SC_AMOUNT),
                 .paid_day = take_day(take, SC_PAID)};
    Text old_cells[SC_COUNT] = {{0}}, cells[SC_COUNT] = {{0}};
    Share *old;
    bool same;

    if (!share_kind_parse(take->cells[SC_KIND], &row.kind))
        take_fault(take, SC_KIND, TR(ctx->lang, "写“收益分配”“干部报酬”或“误工补贴”"));
    TRY(take_problems(take, before, share_check(ctx, &row)));
    if (take->row_faults != 0)
        return OK;
    old = find_share(year_of(take, row.year), &row);
    if (old != NULL) {
        row.id = old->id;
        row.lock = old->lock;
        share_cells(ctx, old, old_cells);
    }
    share_cells(ctx, &row, cells);
    take_count(take, old == NULL, old_cells, cells, &same);
    if (take->check_only || same)
        return OK;
    return take_problems(take, before, share_write(ctx, &row, &row));
}
