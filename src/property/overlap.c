/*
 * Nothing is let twice: contracts of one resource or asset may at no day let more of it than there
 * is.
 */
#include "base/money.h"
#include "base/tr.h"
#include "property/inside.h"

enum { LETS_MAX = 1000 }; /* contracts of one thing that overlap */

static Status
lets_of(Ctx *ctx, int64_t resource, int64_t holding, int64_t except, Day first, Day last,
        LetRecords *out)
{
    *out = (LetRecords){0};
    if (resource != 0)
        return contracts_of_resource(
            ctx, &(ContractsOfResourceArgs){resource, except, first, last, LETS_MAX}, out);
    return holding == 0
               ? OK
               : contracts_of_holding(
                     ctx, &(ContractsOfHoldingArgs){holding, except, first, last, LETS_MAX}, out);
}

/* What is let on one day. */
static int64_t
let_on(const LetRecords *lets, Day day)
{
    int64_t milli = 0;

    for (size_t i = 0; i < lets->len; i++)
        if (lets->at[i].begins <= day && lets->at[i].last_day >= day)
            milli += lets->at[i].area_milli;
    return milli;
}

/* The most that is let on any day of first … last.  It only grows on days when a contract begins.
 */
static int64_t
most_let(const LetRecords *lets, Day first, Day *day_out)
{
    int64_t most = let_on(lets, first);

    *day_out = first;
    for (size_t i = 0; i < lets->len; i++) {
        Day day = (Day)lets->at[i].begins;
        int64_t milli = day > first ? let_on(lets, day) : 0;

        if (milli > most) {
            most = milli;
            *day_out = day;
        }
    }
    return most;
}

Status
contract_peak(Ctx *ctx, int64_t resource, int64_t holding, int64_t *milli_out)
{
    LetRecords lets;
    Day day;

    TRY(lets_of(ctx, resource, holding, 0, DAY_LEAST, DAY_MOST, &lets));
    *milli_out = most_let(&lets, DAY_LEAST, &day);
    return OK;
}

Status
contract_let(Ctx *ctx, int64_t resource, Day day, int64_t *milli_out)
{
    LetRecords lets;

    TRY(lets_of(ctx, resource, 0, 0, day, day, &lets));
    *milli_out = let_on(&lets, day);
    return OK;
}

/* The first of those that let something on a day. */
static const LetRecord *
let_there(const LetRecords *lets, Day day)
{
    for (size_t i = 0; i < lets->len; i++)
        if (lets->at[i].begins <= day && lets->at[i].last_day >= day)
            return &lets->at[i];
    return NULL;
}

static Text
overlap_sentence(Ctx *ctx, const LetRecord *other, Text name, Text left, bool land)
{
    TrArg args[] = {
        {"name",                 name                 },
        {"number",               other->number        },
        {"party",                other->party         },
        {"begins",               day_format(ctx->arena, (Day)other->begins)},
        {"ends",                      day_format(ctx->arena,                                      (Day)other->last_day)},
        {"left", left},
    };
    Text sentence =
        left.len == 0 ? TR(ctx->lang, "“{name}”已经发包给{party}：合同 {number}，{begins} 到 "
                                      "{ends}。同一块地不能包两次")
        : land
            ? TR(ctx->lang, "“{name}”这段时间只剩 {left} 亩：合同 {number}（{party}，{begins} 到 "
                            "{ends}）已经占用。同一块地不能包两次")
            : TR(ctx->lang, "“{name}”这段时间只剩 {left}：合同 {number}（{party}，{begins} 到 "
                            "{ends}）已经占用");

    return tr_format(ctx->arena, sentence, args, sizeof args / sizeof args[0]);
}

/* all_milli: what there is of the thing. */
static Status
check_overlap(Ctx *ctx, const Contract *contract, Text name, int64_t all_milli)
{
    LetRecords lets;
    Day last = contract->ended.set ? (Day)contract->ended.value : contract->ends;
    Day day;
    int64_t most, left;
    const LetRecord *other;

    if (contract->area_milli > all_milli)
        return ctx_problem(ctx, "area",
                           TR_FORMAT(ctx->arena, ctx->lang, "“{name}”一共只有 {all}",
                                     {"name", name},
                                     {"all", decimal_format(ctx->arena, all_milli)}));
    TRY(lets_of(ctx, contract->resource, contract->holding, contract->id, contract->begins, last,
                &lets));
    most = most_let(&lets, contract->begins, &day);
    left = all_milli - most;
    other = let_there(&lets, day);
    if (contract->area_milli <= left || other == NULL)
        return OK;
    return ctx_problem(ctx,
                       left <= 0 && contract->resource != 0 ? "resource"
                       : left <= 0                          ? "holding"
                                                            : "area",
                       overlap_sentence(ctx, other, name,
                                        left > 0 ? decimal_format(ctx->arena, left) : (Text){0},
                                        contract->resource != 0));
}

static Status
check_resource(Ctx *ctx, Contract *contract)
{
    ResourceRecord record;
    Status status = resource_by_id(ctx, contract->resource, &record);

    if (status == NOT_FOUND || (status == OK && record.region != contract->region))
        return ctx_problem(ctx, "resource", TR(ctx->lang, "本村的资源登记里没有这一项"));
    TRY(status);
    if (text_eq(record.state, text_c(resource_state_name(RESOURCE_GONE))) && contract->id == 0)
        return ctx_problem(ctx, "resource", TR(ctx->lang, "这项资源已经核减，不能再发包"));
    contract->resource_name = record.name;
    if (contract->area_milli == 0)
        contract->area_milli = record.area_milli;
    return check_overlap(ctx, contract, record.name, record.area_milli);
}

static Status
check_holding(Ctx *ctx, Contract *contract)
{
    HoldingRecord record;
    Status status = holding_by_id(ctx, contract->holding, &record);

    if (status == NOT_FOUND || (status == OK && record.region != contract->region))
        return ctx_problem(ctx, "holding", TR(ctx->lang, "本村的资产登记里没有这一项"));
    TRY(status);
    if (text_eq(record.state, text_c(holding_state_name(HOLDING_SCRAPPED))) && contract->id == 0)
        return ctx_problem(ctx, "holding", TR(ctx->lang, "这项资产已经报废，不能再出租"));
    contract->holding_name = record.name;
    if (contract->area_milli == 0)
        contract->area_milli = record.quantity_milli;
    return check_overlap(ctx, contract, record.name, record.quantity_milli);
}

Status
contract_check_thing(Ctx *ctx, Contract *contract)
{
    if (contract->resource != 0)
        return check_resource(ctx, contract);
    return contract->holding != 0 ? check_holding(ctx, contract) : OK;
}
