/*
 * Contracts: what is let or ordered, to whom, for how long; and that nothing is let twice.
 */
#include "base/id.h"
#include "base/money.h"
#include "base/tr.h"
#include "property/inside.h"

enum {
    ENDING_DAYS = 90,      /* "ending soon" */
    FIRST_DUE_EARLY = 366, /* rent may fall due so many days before the contract begins */
};

Contract
contract_from(const Ctx *ctx, const ContractRecord *record)
{
    Day today = ctx_today(ctx);
    Contract contract = {
        .id = record->id,
        .region = record->region,
        .number = record->number,
        .resource = record->resource.value,
        .holding = record->holding.value,
        .subject = record->subject,
        .area_milli = record->area_milli,
        .party = record->party,
        .person = record->person,
        .price_fen = record->price_fen,
        .price_unit = record->price_unit,
        .signed_day = record->signed_day,
        .begins = (Day)record->begins,
        .ends = (Day)record->ends,
        .ended = record->ended,
        .rent_fen = record->rent_fen,
        .first_due = SOME_INT(record->first_due),
        .decision_day = record->decision_day,
        .decision = record->decision,
        .tender = record->tender,
        .note = record->note,
        .resource_name = record->resource_name,
        .holding_name = record->holding_name,
        .received_fen = record->received_fen,
        .next_due = record->next_due,
        .lock = record->lock,
    };

    (void)contract_kind_parse(record->kind, &contract.kind);
    (void)letting_way_parse(record->way, &contract.way);
    (void)rent_terms_parse(record->terms, &contract.terms);
    contract.due_fen = contract_due_fen(&contract, DAY_LEAST, today, today);
    contract.overdue_fen =
        contract_due_fen(&contract, DAY_LEAST, today - 1, today) - contract.received_fen;
    if (contract.overdue_fen < 0)
        contract.overdue_fen = 0;
    return contract;
}

/* ---- reading ---- */

Status
contract_fetch(Ctx *ctx, int64_t id, Contract *out)
{
    ContractRecord record;

    TRY(contract_by_id(ctx, id, &record));
    *out = contract_from(ctx, &record);
    return OK;
}

Status
contract_get(Ctx *ctx, int64_t id, Contract *out)
{
    TRY(contract_fetch(ctx, id, out));
    return property_read(ctx, out->region);
}

Status
contract_find(Ctx *ctx, RegionCode village, Text number, Contract *out)
{
    ContractByNumberRow row;

    TRY(property_read(ctx, village));
    TRY(contract_by_number(ctx, village, number, &row));
    return contract_fetch(ctx, row.id, out);
}

static Status
fetch_page(Ctx *ctx, RegionCode village, ContractFilter filter, int64_t after, ContractRecords *out)
{
    Day today = ctx_today(ctx);
    int64_t limit = PROPERTY_PAGE + 1;

    switch (filter) {
    case CONTRACTS_IN_FORCE:
        return contracts_after(ctx, &(ContractsAfterArgs){village, after, today, today, limit},
                               out);
    case CONTRACTS_ENDED:
        return contracts_ended_after(
            ctx, &(ContractsEndedAfterArgs){village, after, DAY_LEAST, today - 1, limit}, out);
    case CONTRACTS_ENDING:
        return contracts_ended_after(
            ctx, &(ContractsEndedAfterArgs){village, after, today, today + ENDING_DAYS, limit},
            out);
    case CONTRACTS_OVERDUE:
        return contracts_overdue_after(
            ctx, &(ContractsOverdueAfterArgs){village, after, today, limit}, out);
    case CONTRACTS_ALL:
        break;
    }
    return contracts_after(ctx, &(ContractsAfterArgs){village, after, DAY_LEAST, DAY_MOST, limit},
                           out);
}

Status
contract_list(Ctx *ctx, RegionCode village, ContractFilter filter, Text cursor, Contracts *out)
{
    ContractRecords rows;
    int64_t after;

    *out = (Contracts){0};
    TRY(property_read(ctx, village));
    TRY(property_cursor(ctx, cursor, &after));
    TRY(fetch_page(ctx, village, filter, after, &rows));
    out->at = NEW_ARRAY(ctx->arena, Contract, rows.len);
    for (size_t i = 0; i < rows.len && i < PROPERTY_PAGE; i++)
        out->at[out->len++] = contract_from(ctx, &rows.at[i]);
    if (out->len != 0)
        out->next = property_next(ctx, rows.len, out->at[out->len - 1].id);
    return OK;
}

Status
contract_overdue(Ctx *ctx, RegionCode scope, int limit, Contracts *out)
{
    RegionRange range = region_range(scope);
    ContractRecords rows;

    *out = (Contracts){0};
    TRY(property_read(ctx, scope));
    if (limit <= 0 || limit > PROPERTY_ROWS_MAX)
        limit = PROPERTY_PAGE;
    TRY(contracts_overdue_within(
        ctx, &(ContractsOverdueWithinArgs){range.first, range.last, ctx_today(ctx), limit}, &rows));
    out->at = NEW_ARRAY(ctx->arena, Contract, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        out->at[out->len++] = contract_from(ctx, &rows.at[i]);
    return OK;
}

/* ---- checks ---- */

static void
check_texts(Ctx *ctx, Contract *contract)
{
    contract->number = property_text(ctx, "number", contract->number, PROPERTY_WORD_CHARS_MAX,
                                     TR(ctx->lang, "请写合同编号"));
    contract->party = property_text(ctx, "party", contract->party, PROPERTY_NAME_CHARS_MAX,
                                    TR(ctx->lang, "请写对方是谁"));
    contract->subject =
        property_text(ctx, "subject", contract->subject, PROPERTY_NAME_CHARS_MAX,
                      contract->resource == 0 && contract->holding == 0
                          ? TR(ctx->lang, "请选发包的资源或资产，或者写明合同是做什么的")
                          : (Text){0});
    contract->price_unit =
        property_text(ctx, "price_unit", contract->price_unit, PROPERTY_WORD_CHARS_MAX, (Text){0});
    contract->decision =
        property_text(ctx, "decision", contract->decision, PROPERTY_NAME_CHARS_MAX, (Text){0});
    contract->tender =
        property_text(ctx, "tender", contract->tender, PROPERTY_NAME_CHARS_MAX, (Text){0});
    contract->note = property_text(ctx, "note", contract->note, PROPERTY_TEXT_CHARS_MAX, (Text){0});
}

static void
check_days(Ctx *ctx, const Contract *contract)
{
    property_day(ctx, "begins", contract->begins, false);
    property_day(ctx, "ends", contract->ends, false);
    if (contract->ends < contract->begins)
        (void)!ctx_problem(ctx, "ends", TR(ctx->lang, "到期日期早于开始日期"));
    else if (day_to_date(contract->ends).year - day_to_date(contract->begins).year >
             PROPERTY_YEARS_MAX)
        (void)!ctx_problem(ctx, "ends",
                           TR_FORMAT(ctx->arena, ctx->lang, "合同最长 {max} 年",
                                     {"max", property_number(ctx->arena, PROPERTY_YEARS_MAX)}));
    if (contract->ended.set &&
        (contract->ended.value < contract->begins || contract->ended.value > contract->ends))
        (void)!ctx_problem(ctx, "ended", TR(ctx->lang, "提前终止的日期应在合同期内"));
    if (contract->signed_day.set)
        property_day(ctx, "signed_day", contract->signed_day.value, true);
    if (contract->decision_day.set)
        property_day(ctx, "decision_day", contract->decision_day.value, true);
    if (contract->first_due.set &&
        (contract->first_due.value < contract->begins - FIRST_DUE_EARLY ||
         contract->first_due.value > contract->ends))
        (void)!ctx_problem(ctx, "first_due",
                           TR(ctx->lang, "第一次交款的日期应在合同期内，或者开始前一年以内"));
}

static void
check_terms(Ctx *ctx, Contract *contract)
{
    if ((unsigned)contract->kind >= CONTRACT_KINDS)
        (void)!ctx_problem(ctx, "kind", TR(ctx->lang, "请选合同的种类"));
    if ((unsigned)contract->way >= LETTING_WAYS)
        (void)!ctx_problem(ctx, "way", TR(ctx->lang, "请选发包的方式"));
    if ((unsigned)contract->terms >= RENT_TERMS)
        (void)!ctx_problem(ctx, "terms", TR(ctx->lang, "请选多久交一次"));
    property_money(ctx, "price", contract->price_fen, false);
    property_money(ctx, "rent", contract->rent_fen, contract->terms != RENT_NONE);
    if (contract->terms == RENT_NONE && contract->rent_fen != 0)
        (void)!ctx_problem(ctx, "rent", TR(ctx->lang, "写了金额，请选多久交一次"));
    if (contract->area_milli < 0 || contract->area_milli > MILLI_MAX)
        (void)!ctx_problem(ctx, "area", TR(ctx->lang, "要大于 0"));
    if (contract->resource != 0 && contract->holding != 0)
        (void)!ctx_problem(ctx, "holding", TR(ctx->lang, "资源和资产只能选一个"));
    if (contract->resource == 0 && contract->holding == 0)
        contract->area_milli = 0;
    if (!contract->first_due.set)
        contract->first_due = SOME_INT(contract->begins);
}

static Status
check_number(Ctx *ctx, const Contract *contract)
{
    ContractByNumberRow twin;
    ContractsCountRow count;
    Status status = contract_by_number(ctx, contract->region, contract->number, &twin);

    if (status == OK && twin.id != contract->id)
        (void)!ctx_problem(ctx, "number", TR(ctx->lang, "这个编号的合同已经有了"));
    else if (status != OK && status != NOT_FOUND)
        return status;
    TRY(contracts_count(ctx, contract->region, &count));
    if (contract->id == 0)
        property_room(ctx, "number", count.count, PROPERTY_ROWS_MAX);
    return ctx_checked(ctx);
}

Status
contract_check(Ctx *ctx, Contract *contract)
{
    Status status;

    check_texts(ctx, contract);
    check_terms(ctx, contract);
    check_days(ctx, contract);
    TRY(ctx_checked(ctx));
    status = contract_check_thing(ctx, contract);
    return status == OK || status == INVALID ? check_number(ctx, contract) : status;
}

/* ---- writing ---- */

Status
contract_write(Ctx *ctx, const Contract *input, Contract *out)
{
    Contract before = {0};

    *out = *input;
    out->resource_name = out->holding_name = T("");
    TRY(contract_check(ctx, out));
    if (out->id != 0) {
        TRY(contract_fetch(ctx, out->id, &before));
        if (before.lock != out->lock)
            return CONFLICT;
    }
    out->received_fen = before.received_fen;
    if (out->id == 0) {
        out->id = id_new();
        TRY(contract_store(ctx, out, true));
    } else {
        TRY(contract_store(ctx, out, false));
    }
    return contract_fetch(ctx, out->id, out);
}

Status
contract_put(Ctx *ctx, const Contract *input, Contract *out)
{
    Contract row = *input, before;
    Day from = row.begins;

    if (row.id != 0) {
        TRY(contract_fetch(ctx, row.id, &before));
        row.region = before.region;
        if (before.begins < from)
            from = before.begins;
    }
    TRY(property_begin(ctx, row.region));
    TRY(contract_write(ctx, &row, out));
    return property_finish(ctx, row.region, REGISTER_CONTRACTS, from,
                           row.id != 0 ? PROPERTY_CHANGE : PROPERTY_ADD, out->id, out->number);
}

Status
contract_remove(Ctx *ctx, int64_t id, int64_t lock)
{
    Contract contract;
    MoveRecords moves;
    int64_t changed;

    TRY(contract_fetch(ctx, id, &contract));
    TRY(property_begin(ctx, contract.region));
    TRY(moves_of(ctx, id, 1, &moves));
    if (moves.len != 0)
        return CONFLICT;
    TRY(contract_delete(ctx, id, lock, &changed));
    TRY(property_one(changed));
    return property_finish(ctx, contract.region, REGISTER_CONTRACTS, contract.begins,
                           PROPERTY_REMOVE, id, contract.number);
}
