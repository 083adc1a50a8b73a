/*
 * The registers' rows as cells: what is exported, and what tells whether a row of a sheet changes
 * anything.
 */
#include "base/money.h"
#include "property/sheet.h"

static Text
day_cell(Ctx *ctx, OptInt day)
{
    return day.set ? day_format(ctx->arena, (Day)day.value) : T("");
}

static Text
money_cell(Ctx *ctx, int64_t fen)
{
    return fen != 0 ? fen_plain(ctx->arena, fen) : T("");
}

void
resource_cells(Ctx *ctx, const Resource *row, Text *cells)
{
    cells[RC_NAME] = row->name;
    cells[RC_KIND] = text_c(resource_kind_title(row->kind));
    cells[RC_AREA] = decimal_plain(ctx->arena, row->area_milli);
    cells[RC_PLACE] = row->place;
    cells[RC_USE] = row->use;
    cells[RC_STATE] = text_c(resource_state_title(row->state));
    cells[RC_NOTE] = row->note;
}

void
holding_cells(Ctx *ctx, const Holding *row, Text *cells)
{
    cells[HC_NAME] = row->name;
    cells[HC_NUMBER] = row->number;
    cells[HC_CLASS] = text_c(holding_class_title(row->class));
    cells[HC_QUANTITY] = decimal_plain(ctx->arena, row->quantity_milli);
    cells[HC_UNIT] = row->unit;
    cells[HC_ACQUIRED] = day_format(ctx->arena, row->acquired);
    cells[HC_ORIGINAL] = fen_plain(ctx->arena, row->original_fen);
    cells[HC_RESIDUAL] = money_cell(ctx, row->residual_fen);
    cells[HC_METHOD] = text_c(depreciation_title(row->method));
    cells[HC_LIFE] = row->life_years != 0 ? property_number(ctx->arena, row->life_years) : T("");
    cells[HC_YEARLY] = money_cell(ctx, row->yearly_fen);
    cells[HC_PLACE] = row->place;
    cells[HC_KEEPER] = row->keeper;
    cells[HC_STATE] = text_c(holding_state_title(row->state));
    cells[HC_SINCE] = day_cell(ctx, row->since);
    cells[HC_NOTE] = row->note;
}

void
contract_cells(Ctx *ctx, const Contract *row, Text holding_number, Text *cells)
{
    cells[CC_NUMBER] = row->number;
    cells[CC_KIND] = text_c(contract_kind_title(row->kind));
    cells[CC_RESOURCE] = row->resource_name;
    cells[CC_HOLDING] = row->holding_name;
    cells[CC_HOLDING_NUMBER] = holding_number;
    cells[CC_SUBJECT] = row->subject;
    cells[CC_AREA] = row->area_milli != 0 ? decimal_plain(ctx->arena, row->area_milli) : T("");
    cells[CC_PARTY] = row->person ? T("") : row->party;
    cells[CC_PERSON] = row->person ? row->party : T("");
    cells[CC_WAY] = text_c(letting_way_title(row->way));
    cells[CC_PRICE] = money_cell(ctx, row->price_fen);
    cells[CC_PRICE_UNIT] = row->price_unit;
    cells[CC_SIGNED] = day_cell(ctx, row->signed_day);
    cells[CC_BEGINS] = day_format(ctx->arena, row->begins);
    cells[CC_ENDS] = day_format(ctx->arena, row->ends);
    cells[CC_ENDED] = day_cell(ctx, row->ended);
    cells[CC_TERMS] = text_c(rent_terms_title(row->terms));
    cells[CC_RENT] = money_cell(ctx, row->rent_fen);
    cells[CC_FIRST_DUE] = day_cell(ctx, row->first_due);
    cells[CC_DECISION_DAY] = day_cell(ctx, row->decision_day);
    cells[CC_DECISION] = row->decision;
    cells[CC_TENDER] = row->tender;
    cells[CC_NOTE] = row->note;
}

void
debt_cells(Ctx *ctx, const Debt *row, Text *cells)
{
    cells[DC_SIDE] = text_c(debt_side_title(row->side));
    cells[DC_PARTY] = row->person ? T("") : row->party;
    cells[DC_PERSON] = row->person ? row->party : T("");
    cells[DC_CAUSE] = row->cause;
    cells[DC_DAY] = day_format(ctx->arena, row->day);
    cells[DC_OPENING] = fen_plain(ctx->arena, row->opening_fen);
    cells[DC_NOTE] = row->note;
}

void
special_cells(Ctx *ctx, const SpecialFund *row, Text *cells)
{
    cells[FC_KIND] = text_c(special_kind_title(row->kind));
    cells[FC_NAME] = row->name;
    cells[FC_DOCUMENT] = row->document;
    cells[FC_DAY] = day_format(ctx->arena, row->day);
    cells[FC_OPENING] = money_cell(ctx, row->opening_fen);
    cells[FC_USE] = row->use;
    cells[FC_NOTE] = row->note;
}

void
plan_cells(Ctx *ctx, const PlanLine *row, Text *cells)
{
    cells[PC_YEAR] = property_number(ctx->arena, row->year);
    cells[PC_DIRECTION] = row->direction == DIRECTION_IN ? T("收入") : T("支出");
    cells[PC_ITEM] = row->item;
    cells[PC_CATEGORY] = row->category != 0 ? property_number(ctx->arena, row->category) : T("");
    cells[PC_PLANNED] = fen_plain(ctx->arena, row->planned_fen);
    cells[PC_DONE] = money_cell(ctx, row->done_fen);
    cells[PC_NEXT] = money_cell(ctx, row->next_fen);
    cells[PC_NOTE] = row->note;
}

void
share_cells(Ctx *ctx, const Share *row, Text *cells)
{
    cells[SC_YEAR] = property_number(ctx->arena, row->year);
    cells[SC_KIND] = text_c(share_kind_title(row->kind));
    cells[SC_POST] = row->post;
    cells[SC_PERSON] = row->person;
    cells[SC_NUMBER] = row->number;
    cells[SC_HOUSEHOLD] = row->household;
    cells[SC_QUANTITY] = decimal_plain(ctx->arena, row->quantity_milli);
    cells[SC_UNIT] = row->unit;
    cells[SC_STANDARD] = money_cell(ctx, row->standard_fen);
    cells[SC_AMOUNT] = fen_plain(ctx->arena, row->amount_fen);
    cells[SC_PAID] = day_cell(ctx, row->paid_day);
}

/* ---- all rows of a register ---- */

typedef struct Give {
    Ctx *ctx;
    RegionCode village;
    PropertyRow *row;
    void *arg;
    size_t width;
    Text cells[PROPERTY_COLUMNS_MAX];
} Give;

static Status
put(Give *give)
{
    return give->row(give->ctx, give->arg, give->cells, give->width);
}

/* The row itself, then one more for each movement. */
static Status
put_with_moves(Give *give, int64_t owner, int day, int kind, int amount, int note)
{
    Moves moves;

    give->cells[day] = give->cells[amount] = give->cells[note] = T("");
    if (kind >= 0)
        give->cells[kind] = T("");
    TRY(put(give));
    TRY(moves_fetch(give->ctx, owner, &moves));
    for (size_t i = 0; i < moves.len; i++) {
        const Move *move = &moves.at[i];

        give->cells[day] = day_format(give->ctx->arena, move->day);
        if (kind >= 0)
            give->cells[kind] = text_c(move_kind_title(move->kind));
        give->cells[amount] = money_cell(give->ctx, move->amount_fen);
        give->cells[note] = move->note;
        TRY(put(give));
    }
    return OK;
}

static Status
give_resources(Give *give)
{
    ResourceRecords rows;

    TRY(resources_after(give->ctx, give->village, 0, PROPERTY_ROWS_MAX, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        Resource row = resource_from(&rows.at[i]);

        resource_cells(give->ctx, &row, give->cells);
        TRY(put(give));
    }
    return OK;
}

static Status
give_assets(Give *give)
{
    HoldingRecords rows;

    TRY(holdings_after(give->ctx, give->village, 0, PROPERTY_ROWS_MAX, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        Holding row = holding_from(&rows.at[i]);

        holding_cells(give->ctx, &row, give->cells);
        TRY(put(give));
    }
    return OK;
}

static Status
give_contracts(Give *give)
{
    Ctx *ctx = give->ctx;
    ContractRecords rows;

    TRY(contracts_after(
        ctx, &(ContractsAfterArgs){give->village, 0, DAY_LEAST, DAY_MOST, PROPERTY_ROWS_MAX},
        &rows));
    for (size_t i = 0; i < rows.len; i++) {
        Contract row = contract_from(ctx, &rows.at[i]);
        HoldingRecord holding = {.number = T("")};

        if (row.holding != 0)
            TRY(holding_by_id(ctx, row.holding, &holding));
        contract_cells(ctx, &row, holding.number, give->cells);
        TRY(put_with_moves(give, row.id, CC_MOVE_DAY, -1, CC_MOVE_AMOUNT, CC_MOVE_NOTE));
    }
    return OK;
}

static Status
give_debts(Give *give)
{
    DebtRecords rows;

    TRY(debts_after(give->ctx, &(DebtsAfterArgs){give->village, 0, 0, PROPERTY_ROWS_MAX}, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        Debt row = debt_from(&rows.at[i]);

        debt_cells(give->ctx, &row, give->cells);
        TRY(put_with_moves(give, row.id, DC_MOVE_DAY, DC_MOVE_KIND, DC_MOVE_AMOUNT, DC_MOVE_NOTE));
    }
    return OK;
}

static Status
give_funds(Give *give)
{
    SpecialRecords rows;

    TRY(specials_after(give->ctx, give->village, 0, PROPERTY_ROWS_MAX, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        SpecialFund row = special_from(&rows.at[i]);

        special_cells(give->ctx, &row, give->cells);
        TRY(put_with_moves(give, row.id, FC_MOVE_DAY, FC_MOVE_KIND, FC_MOVE_AMOUNT, FC_MOVE_NOTE));
    }
    return OK;
}

static Status
give_plan(Give *give)
{
    PlanYearsRows years;

    TRY(plan_years(give->ctx, give->village, TAKEN_YEARS_MAX, &years));
    for (size_t i = 0; i < years.len; i++) {
        PlanLines lines;

        TRY(plan_lines(give->ctx, give->village, years.at[i].year, &lines));
        for (size_t j = 0; j < lines.len; j++) {
            plan_cells(give->ctx, &lines.at[j], give->cells);
            TRY(put(give));
        }
    }
    return OK;
}

static Status
give_shares(Give *give)
{
    SharesAfterArgs args = {give->village, 0, 0, PROPERTY_PAGE};
    ShareRecords rows;

    do {
        TRY(shares_after(give->ctx, &args, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            Share row = share_from(&rows.at[i]);

            args.year = row.year;
            args.id = row.id;
            share_cells(give->ctx, &row, give->cells);
            TRY(put(give));
        }
    } while (rows.len == PROPERTY_PAGE);
    return OK;
}

Status
property_give_rows(Ctx *ctx, PropertyRegister which, RegionCode village, PropertyRow *row,
                   void *arg)
{
    static Status (*const givers[REGISTER_COUNT])(Give *) = {
        [REGISTER_RESOURCES] = give_resources, [REGISTER_ASSETS] = give_assets,
        [REGISTER_CONTRACTS] = give_contracts, [REGISTER_DEBTS] = give_debts,
        [REGISTER_FUNDS] = give_funds,         [REGISTER_PLAN] = give_plan,
        [REGISTER_SHARES] = give_shares,
    };
    Give give = {.ctx = ctx, .village = village, .row = row, .arg = arg};

    TRY(property_read(ctx, village));
    (void)sheet_columns_of(which, &give.width);
    return givers[which](&give);
}
