/*
 * Whose account is whose: what is tied when somebody registers, and undone when they leave.
 */
#include "base/tr.h"
#include "resident/roster_row.h"

Status
roster_tie_household(Ctx *ctx, const Resident *resident)
{
    bool person = ctx->actor != NULL && !ctx->actor->system;

    return roster_link_replace(
        ctx, &(RosterLinkReplaceArgs){
                 .account = resident->account,
                 .region = resident->region,
                 .household = resident->household,
                 .now = ctx->now,
                 .linked_by = person ? SOME_INT(ctx->actor->account) : (OptInt){0},
             });
}

static Status
may_link(Ctx *ctx, const Resident *resident, int64_t account)
{
    Resident other;
    Status status;

    if (resident->account != 0)
        return ctx_problem(ctx, "resident", TR(ctx->lang, "这个人已经有账号了"));
    if (!roster_is_eligible(resident, ctx_today(ctx)))
        return ctx_problem(ctx, "resident",
                           resident->left_day.set ? TR(ctx->lang, "名册上这个人已经不在本村")
                                                  : TR(ctx->lang, "满 16 岁才能注册"));
    status = roster_of_account(ctx, account, resident->region, &other);
    if (status == OK)
        return ctx_problem(ctx, "resident", TR(ctx->lang, "这个账号已经是本村的另一个人了"));
    return status == NOT_FOUND ? OK : status;
}

Status
roster_link(Ctx *ctx, int64_t id, int64_t account)
{
    Resident old, row;
    int64_t changed;

    TRY(roster_resident(ctx, id, &old));
    if (old.account == account)
        return OK;
    TRY(may_link(ctx, &old, account));
    row = old;
    row.account = account;
    row.joined_day = SOME_INT(ctx_today(ctx));
    TRY(roster_save(ctx, &old, &row));
    TRY(account_make_resident(ctx, account, row.region, &changed));
    TRY(roster_tie_household(ctx, &row));
    return audit(ctx, row.region, "resident.link", id,
                 text_printf(ctx->arena, "%lld", (long long)account));
}

Status
roster_unlink(Ctx *ctx, int64_t id)
{
    Resident old, row;

    TRY(roster_resident(ctx, id, &old));
    if (old.account == 0)
        return OK;
    row = old;
    row.account = 0;
    row.joined_day = (OptInt){0};
    row.active_day = (OptInt){0};
    TRY(roster_save(ctx, &old, &row));
    TRY(account_end_resident(ctx, old.account, old.region));
    TRY(roster_link_delete(ctx, old.account, old.region));
    return audit(ctx, row.region, "resident.unlink", id,
                 text_printf(ctx->arena, "%lld", (long long)old.account));
}

Status
roster_forget_account(Ctx *ctx, int64_t account)
{
    RosterRecords rows;

    TRY(roster_by_account(ctx, account, &rows));
    for (size_t i = 0; i < rows.len; i++)
        TRY(roster_unlink(ctx, rows.at[i].id));
    return roster_links_delete(ctx, account);
}

Status
roster_active(Ctx *ctx, int64_t account, RegionCode region)
{
    Resident old, row;
    Day today = ctx_today(ctx);
    Status status = roster_of_account(ctx, account, region, &old);

    if (status == NOT_FOUND ||
        (status == OK && old.active_day.set && old.active_day.value >= today))
        return OK;
    TRY(status);
    row = old;
    row.active_day = SOME_INT(today);
    return roster_save(ctx, &old, &row);
}
