/*
 * Who has registered and waits: confirmed against a person of the roster, or refused.
 */
#include "base/tr.h"
#include "resident/desk_roster.h"
#include "resident/residents_waiting.html.h"
#include "web/target.h"

static Status
fill_candidates(Ctx *ctx, const JoinRequest *request, WaitingLine *out)
{
    Residents found;

    TRY(join_candidates(ctx, request, &found));
    out->candidates.at = NEW_ARRAY(ctx->arena, Candidate, found.len);
    for (size_t i = 0; i < found.len; i++) {
        const Resident *person = &found.at[i];

        out->candidates.at[out->candidates.len++] = (Candidate){
            .id = text_printf(ctx->arena, "%lld", (long long)person->id),
            .name = person->name,
            .note =
                TR_FORMAT(ctx->arena, ctx->lang, "户号 {number} · {year} 年生 {phone}",
                          {"number", person->household_number},
                          {"year", text_printf(ctx->arena, "%lld", (long long)person->birth_year)},
                          {"phone", person->phone}),
        };
    }
    return OK;
}

static Status
fill_line(Ctx *ctx, const JoinRequest *request, int64_t sent, WaitingLine *out)
{
    Household household = {.number = T("")};

    if (request->household != 0)
        TRY(resident_household(ctx, request->household, &household));
    *out = (WaitingLine){
        .id = text_printf(ctx->arena, "%lld", (long long)request->id),
        .name = request->name,
        .phone = request->phone,
        .household = household.number,
        .asked_on = time_format_minute(ctx->arena, request->made_at),
        .new_link = text_printf(ctx->arena, "%.*s?name=%.*s&household=%.*s",
                                TEXT_ARGS(roster_desk_link(ctx->arena, request->region, "/new")),
                                TEXT_ARGS(percent_encode(ctx->arena, request->name)),
                                TEXT_ARGS(percent_encode(ctx->arena, household.number))),
    };
    if (request->id == sent && ctx->problems.len != 0)
        out->error = ctx->problems.at[0].sentence;
    return fill_candidates(ctx, request, out);
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Region *place, int64_t sent)
{
    WaitingView view = {.place = place->name};
    JoinRequests waiting;

    TRY(join_waiting(ctx, place->code, &waiting));
    view.lines.at = NEW_ARRAY(ctx->arena, WaitingLine, waiting.len);
    for (size_t i = 0; i < waiting.len; i++)
        TRY(fill_line(ctx, &waiting.at[i], sent, &view.lines.at[view.lines.len++]));
    view.page = page_begin(ctx, req, TR(ctx->lang, "等待确认"));
    view.page.has_problems = false; /* they stand at the person they are about */
    view.page.problems.len = 0;
    roster_desk_crumb(ctx, &view.page, place);
    res->uncacheable = true;
    response_page(ctx, req, res, html_resident_residents_waiting, &view);
    return OK;
}

static Status
waiting_page(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(roster_desk_place(ctx, req, CAN_KEEP_ROSTER, &place));
    return show(ctx, req, res, &place, 0);
}

/* After a deed: back to the list, or the list with what was wrong. */
static Status
answer(Ctx *ctx, const Request *req, Response *res, const JoinRequest *request, Status status,
       Text done)
{
    if (status == INVALID) {
        Region place;

        TRY(region_get(ctx, request->region, &place));
        TRY(show(ctx, req, res, &place, request->id));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, done);
    return response_redirect(ctx, res, roster_desk_link(ctx->arena, request->region, "/waiting"));
}

static Status
open_request(Ctx *ctx, const Request *req, JoinRequest *out)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    return join_get(ctx, id, out);
}

static Status
confirm(Ctx *ctx, const Request *req, Response *res)
{
    JoinRequest request;
    int64_t resident;

    TRY(open_request(ctx, req, &request));
    if (!text_to_i64(request_form(req, "resident"), &resident))
        resident = 0;
    return answer(ctx, req, res, &request, join_confirm(ctx, request.id, resident),
                  TR(ctx->lang, "已确认，本人会收到消息"));
}

static Status
refuse(Ctx *ctx, const Request *req, Response *res)
{
    JoinRequest request;

    TRY(open_request(ctx, req, &request));
    return answer(ctx, req, res, &request,
                  join_refuse(ctx, request.id, request_form(req, "reason")),
                  TR(ctx->lang, "没有确认，本人会看到原因"));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/residents/{code}/waiting", waiting_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/join/{id}/confirm",        confirm,      ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/join/{id}/refuse",         refuse,       ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable join_desk_routes = {routes, sizeof routes / sizeof routes[0]};
