/*
 * Resources, assets and contracts from the rows of a sheet.
 */
#include "base/tr.h"
#include "property/sheet.h"

/* ---- resources ---- */

Status
take_resource(Take *take)
{
    Ctx *ctx = take->ctx;
    size_t before = ctx->problems.len;
    Resource row = {.region = take->village,
                    .name = take_text(take, RC_NAME),
                    .area_milli = take_number(take, RC_AREA),
                    .place = take_text(take, RC_PLACE),
                    .use = take_text(take, RC_USE),
                    .note = take_text(take, RC_NOTE)};
    Text old_cells[RC_COUNT] = {{0}}, cells[RC_COUNT] = {{0}};
    ResourceRecord record;
    Status status = resource_by_name(ctx, take->village, row.name, &record);
    bool added = status == NOT_FOUND, same;

    if (status != OK && !added)
        return status;
    if (!resource_kind_parse(take->cells[RC_KIND], &row.kind))
        take_fault(take, RC_KIND, TR(ctx->lang, "没有这个种类；耕地、林地、水面 …"));
    if (!resource_state_parse(take->cells[RC_STATE], &row.state))
        take_fault(take, RC_STATE, TR(ctx->lang, "写“自用”“发包”“闲置”或“已核减”"));
    if (!added) {
        Resource old = resource_from(&record);

        row.id = old.id;
        row.lock = old.lock;
        resource_cells(ctx, &old, old_cells);
    }
    TRY(take_problems(take, before, resource_check(ctx, &row)));
    if (take->row_faults != 0)
        return OK;
    resource_cells(ctx, &row, cells);
    take_count(take, added, old_cells, cells, &same);
    if (take->check_only || same)
        return OK;
    return take_problems(take, before, resource_write(ctx, &row, &row));
}

/* ---- assets ---- */

static void
read_holding(Take *take, Holding *row)
{
    Ctx *ctx = take->ctx;

    *row = (Holding){.region = take->village,
                     .name = take_text(take, HC_NAME),
                     .number = take_text(take, HC_NUMBER),
                     .quantity_milli = take_number(take, HC_QUANTITY),
                     .unit = take_text(take, HC_UNIT),
                     .acquired = (Day)take_day(take, HC_ACQUIRED).value,
                     .original_fen = take_number(take, HC_ORIGINAL),
                     .residual_fen = take_number(take, HC_RESIDUAL),
                     .life_years = take_number(take, HC_LIFE),
                     .yearly_fen = take_number(take, HC_YEARLY),
                     .place = take_text(take, HC_PLACE),
                     .keeper = take_text(take, HC_KEEPER),
                     .since = take_day(take, HC_SINCE),
                     .note = take_text(take, HC_NOTE)};
    if (!holding_class_parse(take->cells[HC_CLASS], &row->class))
        take_fault(take, HC_CLASS, TR(ctx->lang, "没有这个类别；固定资产、库存物资 …"));
    if (!holding_state_parse(take->cells[HC_STATE], &row->state))
        take_fault(take, HC_STATE, TR(ctx->lang, "写“自用”“出租”“闲置”或“报废”"));
    if (take_text(take, HC_METHOD).len == 0)
        row->method = row->life_years != 0   ? DEPRECIATION_LIFE
                      : row->yearly_fen != 0 ? DEPRECIATION_YEARLY
                                             : DEPRECIATION_NONE;
    else if (!depreciation_parse(take->cells[HC_METHOD], &row->method))
        take_fault(take, HC_METHOD, TR(ctx->lang, "写“平均年限”“年折旧额”或“不计提”"));
}

Status
take_holding(Take *take)
{
    Ctx *ctx = take->ctx;
    size_t before = ctx->problems.len;
    Text old_cells[HC_COUNT] = {{0}}, cells[HC_COUNT] = {{0}};
    HoldingRecord record;
    Holding row;
    Status status;
    bool added, same;

    read_holding(take, &row);
    status = holding_by_name(ctx, take->village, row.name, row.number, &record);
    added = status == NOT_FOUND;
    if (status != OK && !added)
        return status;
    if (!added) {
        Holding old = holding_from(&record);

        row.id = old.id;
        row.lock = old.lock;
        holding_cells(ctx, &old, old_cells);
        /* A sheet without the day of the last change does not tell of another one. */
        if (!row.since.set && row.state == old.state && text_eq(row.place, old.place) &&
            text_eq(row.keeper, old.keeper))
            row.since = old.since;
    }
    TRY(take_problems(take, before, holding_check(ctx, &row)));
    if (take->row_faults != 0)
        return OK;
    holding_cells(ctx, &row, cells);
    take_count(take, added, old_cells, cells, &same);
    if (take->check_only || same)
        return OK;
    return take_problems(take, before, holding_write(ctx, &row, &row));
}

/* ---- contracts ---- */

static Status
find_things(Take *take, Contract *row)
{
    Ctx *ctx = take->ctx;
    Text resource = take_text(take, CC_RESOURCE), holding = take_text(take, CC_HOLDING);
    ResourceRecord land;
    HoldingRecord thing;
    Status status = OK;

    if (resource.len != 0) {
        status = resource_by_name(ctx, take->village, resource, &land);
        if (status == OK)
            row->resource = land.id;
        else if (status == NOT_FOUND)
            take_fault(take, CC_RESOURCE, TR(ctx->lang, "本村的资源登记里没有这一项"));
        else
            return status;
    }
    if (holding.len == 0)
        return OK;
    status =
        holding_by_name(ctx, take->village, holding, take_text(take, CC_HOLDING_NUMBER), &thing);
    if (status == OK)
        row->holding = thing.id;
    else if (status == NOT_FOUND)
        take_fault(take, CC_HOLDING, TR(ctx->lang, "本村的资产登记里没有这一项"));
    else
        return status;
    return OK;
}

static void
read_words(Take *take, Contract *row)
{
    Lang lang = take->ctx->lang;

    if (take_text(take, CC_KIND).len != 0 && !contract_kind_parse(take->cells[CC_KIND], &row->kind))
        take_fault(take, CC_KIND, TR(lang, "写“发包租赁”“工程”“采购”或“其他”"));
    if (!letting_way_parse(take->cells[CC_WAY], &row->way))
        take_fault(take, CC_WAY, TR(lang, "没有这种方式；公开招标、公开竞价、公开协商 …"));
    if (!rent_terms_parse(take->cells[CC_TERMS], &row->terms))
        take_fault(take, CC_TERMS, TR(lang, "写“每年”“每半年”“每季度”“每月”“一次付清”或“不收”"));
}

static Status
read_contract(Take *take, Contract *row)
{
    *row = (Contract){.region = take->village,
                      .number = take_text(take, CC_NUMBER),
                      .subject = take_text(take, CC_SUBJECT),
                      .area_milli = take_number(take, CC_AREA),
                      .price_fen = take_number(take, CC_PRICE),
                      .price_unit = take_text(take, CC_PRICE_UNIT),
                      .signed_day = take_day(take, CC_SIGNED),
                      .begins = (Day)take_day(take, CC_BEGINS).value,
                      .ends = (Day)take_day(take, CC_ENDS).value,
                      .ended = take_day(take, CC_ENDED),
                      .rent_fen = take_number(take, CC_RENT),
                      .first_due = take_day(take, CC_FIRST_DUE),
                      .decision_day = take_day(take, CC_DECISION_DAY),
                      .decision = take_text(take, CC_DECISION),
                      .tender = take_text(take, CC_TENDER),
                      .note = take_text(take, CC_NOTE),
                      .resource_name = T(""),
                      .holding_name = T("")};
    take_party(take, CC_PARTY, CC_PERSON, &row->party, &row->person);
    read_words(take, row);
    return find_things(take, row);
}

static Status
take_rent(Take *take, Contract *contract)
{
    Ctx *ctx = take->ctx;
    size_t before = ctx->problems.len;
    Move move;
    bool is_new;
    Status status;

    TRY(take_move(take, contract->id, CC_MOVE_DAY, SHEET_NO_COLUMN, CC_MOVE_AMOUNT, CC_MOVE_NOTE,
                  &move, &is_new));
    if (!is_new || take->row_faults != 0)
        return OK;
    if (take->check_only)
        status = move_check(ctx, take->village, DAY_LEAST, DIRECTION_IN, &move);
    else
        status = rent_write(ctx, contract,
                            &(Rent){.contract = contract->id,
                                    .day = move.day,
                                    .amount_fen = move.amount_fen,
                                    .note = move.note});
    take_move_fields(take, before);
    return take_problems(take, before, status);
}

Status
take_contract(Take *take)
{
    Ctx *ctx = take->ctx;
    size_t before = ctx->problems.len;
    Text old_cells[CC_COUNT] = {{0}}, cells[CC_COUNT] = {{0}};
    ContractByNumberRow found;
    Contract row, old = {0};
    Status status;
    bool added, same;

    TRY(read_contract(take, &row));
    status = contract_by_number(ctx, take->village, row.number, &found);
    added = status == NOT_FOUND;
    if (status != OK && !added)
        return status;
    if (!added) {
        TRY(contract_fetch(ctx, found.id, &old));
        row.id = old.id;
        row.lock = old.lock;
        contract_cells(ctx, &old, take_text(take, CC_HOLDING_NUMBER), old_cells);
    }
    if (take->row_faults != 0)
        return OK;
    TRY(take_problems(take, before, contract_check(ctx, &row)));
    if (take->row_faults != 0)
        return OK;
    contract_cells(ctx, &row, take_text(take, CC_HOLDING_NUMBER), cells);
    take_count(take, added, old_cells, cells, &same);
    if (!take->check_only && !same)
        TRY(take_problems(take, before, contract_write(ctx, &row, &row)));
    else if (!added)
        row = old;
    return take->row_faults != 0 ? OK : take_rent(take, &row);
}
