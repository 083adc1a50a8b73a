/*
 * For `mingbai check`: the sums of each village recounted, movements against their owners, and each
 * statement against its rows.
 */
#include <string.h>

#include "property/inside.h"

enum { CHECK_MANY = 100 };

typedef struct Check {
    Ctx *ctx;
    void (*found)(void *arg, Text sentence);
    void *arg;
} Check;

static void
tell(const Check *check, Text sentence)
{
    check->found(check->arg, sentence);
}

/* ---- sums ---- */

/* Balances and what was received, as their rows have them and as their movements say. */
static Status
check_balances(const Check *check, RegionCode village)
{
    int64_t after = 0;

    for (;;) {
        PropertyBalancesWrongRows rows;

        TRY(property_balances_wrong(check->ctx, village, after, CHECK_MANY, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            after = rows.at[i].id;
            tell(check, text_printf(check->ctx->arena,
                                    "property %lld of %lld: %lld fen kept, %lld in its movements",
                                    (long long)rows.at[i].id, (long long)village,
                                    (long long)rows.at[i].kept, (long long)rows.at[i].counted));
        }
        if (rows.len < CHECK_MANY)
            return OK;
    }
}

static Status
check_village(const Check *check, RegionCode village)
{
    PropertySumOfRow kept, counted;

    TRY(property_sum_of(check->ctx, village, &kept));
    TRY(property_sum_count(check->ctx, village, &counted));
    if (memcmp(&kept, &counted, sizeof kept) != 0)
        tell(check, text_printf(check->ctx->arena,
                                "property of %lld: the sums kept are not those of its rows",
                                (long long)village));
    return check_balances(check, village);
}

static Status
check_villages(const Check *check)
{
    int64_t after = 0;

    for (;;) {
        PropertySumsWalkRows rows;

        TRY(property_sums_walk(check->ctx, after, CHECK_MANY, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            after = rows.at[i].region;
            TRY(check_village(check, after));
        }
        if (rows.len < CHECK_MANY)
            return OK;
    }
}

/* ---- statements ---- */

static Status
check_statement(const Check *check, const StatementRecord *record)
{
    Ctx *ctx = check->ctx;
    Disclosure disclosure;
    Period period;
    bool same;
    Status status = disclosure_get(ctx, record->disclosure, &disclosure);

    /* A draft that was thrown away, a tombstone, or rows that are known to say something else. */
    if (status == NOT_FOUND || (status == OK && disclosure.state == STATE_WITHDRAWN) ||
        record->changed)
        return OK;
    TRY(status);
    if (!period_parse(record->period, &period))
        return FAULT;
    TRY(statement_is_same(ctx, record->region, record->item, period, &disclosure, &same));
    if (!same)
        tell(check, text_printf(ctx->arena,
                                "property %.*s %.*s of %lld: the table of disclosure %lld is not "
                                "its rows",
                                TEXT_ARGS(record->item), TEXT_ARGS(record->period),
                                (long long)record->region, (long long)record->disclosure));
    return OK;
}

static Status
check_statements(const Check *check)
{
    StatementsWalkArgs args = {0, T(""), T(""), CHECK_MANY};
    char item[32], period[64];

    for (;;) {
        ArenaMark mark = arena_mark(check->ctx->arena);
        StatementRecords rows;
        size_t count;

        TRY(statements_walk(check->ctx, &args, &rows));
        count = rows.len;
        for (size_t i = 0; i < rows.len; i++)
            TRY(check_statement(check, &rows.at[i]));
        if (count != 0) {
            const StatementRecord *last = &rows.at[count - 1];

            /* The arena goes back, so the place is kept outside it. */
            if (last->item.len > sizeof item || last->period.len > sizeof period)
                return FAULT;
            memcpy(item, last->item.at, last->item.len);
            memcpy(period, last->period.at, last->period.len);
            args.region = last->region;
            args.item = (Text){item, last->item.len};
            args.period = (Text){period, last->period.len};
        }
        arena_release(check->ctx->arena, mark);
        if (count < CHECK_MANY)
            return OK;
    }
}

Status
property_check(Ctx *ctx, void (*found)(void *arg, Text sentence), void *arg)
{
    Check check = {ctx, found, arg};

    if (ctx->actor == NULL || !ctx->actor->system)
        return DENIED;
    TRY(check_villages(&check));
    return check_statements(&check);
}
