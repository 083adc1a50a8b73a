/*
 * mingbai check, room by room: every published table is what the rows behind it say.
 */
#include "bank/bank.h"
#include "command/data_work.h"
#include "flag/flag.h"
#include "ledger/ledger.h"
#include "project/project.h"
#include "property/property.h"
#include "subsidy/subsidy.h"

static void
found(void *arg, Text sentence)
{
    finding(arg, "%.*s", TEXT_ARGS(sentence));
}

Status
check_subsidies(Ctx *ctx, Findings *findings)
{
    return subsidy_check(ctx, found, findings);
}

Status
check_ledgers(Ctx *ctx, Findings *findings)
{
    return ledger_check(ctx, found, findings);
}

Status
check_banks(Ctx *ctx, Findings *findings)
{
    return bank_check(ctx, found, findings);
}

Status
check_projects(Ctx *ctx, Findings *findings)
{
    return project_check(ctx, found, findings);
}

Status
check_property(Ctx *ctx, Findings *findings)
{
    return property_check(ctx, found, findings);
}

Status
check_flags(Ctx *ctx, Findings *findings, bool repair)
{
    return flag_check(ctx, repair, found, findings);
}
