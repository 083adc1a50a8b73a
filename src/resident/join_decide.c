/*
 * What waits for the village: confirmed against a person of the roster, or refused with a reason.
 */
#include "base/tr.h"
#include "notify/notify.h"
#include "resident/join_row.h"
#include "resident/roster_row.h"

static JoinRequest
from_row(const JoinRow *row)
{
    return (JoinRequest){
        .id = row->id,
        .region = row->region,
        .region_name = row->region_name,
        .account = row->account,
        .name = row->name,
        .phone = row->phone,
        .household = row->household.set ? row->household.value : 0,
        .made_at = row->made_at,
        .refused = text_eq(row->state, T("refused")),
        .reason = row->reason,
    };
}

Status
join_waiting(Ctx *ctx, RegionCode region, JoinRequests *out)
{
    JoinRows rows;

    TRY(actor_require(ctx, CAN_KEEP_ROSTER, region));
    TRY(join_queue(ctx, region, JOINS_SHOWN, &rows));
    *out = (JoinRequests){.at = NEW_ARRAY(ctx->arena, JoinRequest, rows.len)};
    for (size_t i = 0; i < rows.len; i++)
        out->at[out->len++] = from_row(&rows.at[i]);
    return OK;
}

static bool
has_region(const JoinRows *rows, size_t before, RegionCode region)
{
    for (size_t i = 0; i < before; i++)
        if (rows->at[i].region == region)
            return true;
    return false;
}

Status
join_of(Ctx *ctx, int64_t account, JoinRequests *out)
{
    JoinRows rows;

    TRY(join_of_account(ctx, account, &rows));
    *out = (JoinRequests){.at = NEW_ARRAY(ctx->arena, JoinRequest, rows.len)};
    for (size_t i = 0; i < rows.len; i++)
        if (!text_eq(rows.at[i].state, T("confirmed")) && !has_region(&rows, i, rows.at[i].region))
            out->at[out->len++] = from_row(&rows.at[i]);
    return OK;
}

Status
join_own(Ctx *ctx, JoinRequests *out)
{
    *out = (JoinRequests){0};
    if (ctx->actor == NULL || ctx->actor->system)
        return OK;
    return join_of(ctx, ctx->actor->account, out);
}

Status
join_get(Ctx *ctx, int64_t id, JoinRequest *out)
{
    JoinRow row;

    TRY(join_by_id(ctx, id, &row));
    *out = from_row(&row);
    return actor_may(ctx->actor, CAN_KEEP_ROSTER, row.region) ? OK : NOT_FOUND;
}

static void
add_candidate(Ctx *ctx, const Resident *person, Residents *out)
{
    if (person->account != 0 || !roster_is_eligible(person, ctx_today(ctx)))
        return;
    for (size_t i = 0; i < out->len; i++)
        if (out->at[i].id == person->id)
            return;
    out->at[out->len++] = *person;
}

Status
join_candidates(Ctx *ctx, const JoinRequest *request, Residents *out)
{
    Residents named, home = {0};

    TRY(roster_named(ctx, request->region, request->name, &named));
    if (request->household != 0)
        TRY(roster_of_household(ctx, request->household, &home));
    *out = (Residents){.at = NEW_ARRAY(ctx->arena, Resident, named.len + home.len)};
    for (size_t i = 0; i < named.len; i++)
        add_candidate(ctx, &named.at[i], out);
    for (size_t i = 0; i < home.len; i++)
        add_candidate(ctx, &home.at[i], out);
    return OK;
}

static Status
decide(Ctx *ctx, const JoinRequest *request, const char *state, Text reason, int64_t resident)
{
    bool person = ctx->actor != NULL && !ctx->actor->system;
    int64_t changed;

    TRY(join_decide(ctx,
                    &(JoinDecideArgs){
                        .id = request->id,
                        .state = text_c(state),
                        .reason = reason,
                        .resident = resident != 0 ? SOME_INT(resident) : (OptInt){0},
                        .now = ctx->now,
                        .decided_by = person ? SOME_INT(ctx->actor->account) : (OptInt){0},
                    },
                    &changed));
    return changed != 0 ? OK : CONFLICT;
}

static Status
tell(Ctx *ctx, const JoinRequest *request, const char *kind, Text sentence)
{
    return notify_account(ctx, request->account,
                          &(Notice){.kind = kind,
                                    .subject = request->id,
                                    .region = request->region,
                                    .sentence = sentence,
                                    .link = T("/my")});
}

Status
join_confirm(Ctx *ctx, int64_t id, int64_t resident)
{
    JoinRequest request;
    Resident person;
    Status status;

    TRY(join_get(ctx, id, &request));
    status = roster_resident(ctx, resident, &person);
    if (status == NOT_FOUND || (status == OK && person.region != request.region))
        return ctx_problem(ctx, "resident", TR(ctx->lang, "请选名册上的人"));
    TRY(status);
    TRY(decide(ctx, &request, "confirmed", T(""), resident));
    TRY(roster_link(ctx, resident, request.account));
    TRY(audit(ctx, request.region, "join.confirm", request.account, T("")));
    return tell(ctx, &request, "join.confirmed",
                TR_FORMAT(ctx->arena, ctx->lang,
                          "{place}已经确认您是本村的人，可以看村民才能看的了",
                          {"place", request.region_name}));
}

Status
join_refuse(Ctx *ctx, int64_t id, Text reason)
{
    JoinRequest request;

    TRY(join_get(ctx, id, &request));
    reason = text_trim(reason);
    if (text_is_blank(reason) || !text_is_clean(reason) ||
        text_chars(reason) > JOIN_REASON_CHARS_MAX)
        return ctx_problem(
            ctx, "reason",
            TR_FORMAT(ctx->arena, ctx->lang, "请写原因，最多 {max} 个字",
                      {"max", text_printf(ctx->arena, "%d", JOIN_REASON_CHARS_MAX)}));
    TRY(decide(ctx, &request, "refused", reason, 0));
    TRY(audit(ctx, request.region, "join.refuse", request.account, T("")));
    return tell(ctx, &request, "join.refused",
                TR_FORMAT(ctx->arena, ctx->lang, "{place}没有确认您的注册，原因写在“我的”里",
                          {"place", request.region_name}));
}

Status
resident_forget_account(Ctx *ctx, int64_t account)
{
    TRY(join_delete_undone(ctx, account));
    TRY(join_clear_account(ctx, account));
    TRY(roster_forget_account(ctx, account));
    return notify_forget(ctx, account);
}
