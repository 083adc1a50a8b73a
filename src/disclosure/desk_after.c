/*
 * After publication: a correction begins, or all of it is taken back; both say why.
 */
#include "base/tr.h"
#include "disclosure/desk_correct.html.h"
#include "disclosure/desk_edit_views.h"
#include "disclosure/desk_parts.h"

static Status
show(Ctx *ctx, const Request *req, Response *res, const Disclosure *disclosure, bool withdraw)
{
    ReasonView view = {
        .withdraw = withdraw,
        .reason = request_form(req, "reason"),
        .reason_error = desk_problem(ctx, "reason"),
        .action = desk_link(ctx->arena, disclosure->id, withdraw ? "/withdraw" : "/correct"),
    };
    Revision revision;

    TRY(disclosure_revision(ctx, disclosure->id, disclosure->revision, &revision));
    TRY(desk_head(ctx, disclosure, &revision, &view.head));
    view.page = page_begin(ctx, req, withdraw ? TR(ctx->lang, "撤回") : TR(ctx->lang, "更正"));
    desk_crumbs(ctx, &view.page, view.head.title, view.head.link);
    response_page(ctx, req, res, html_disclosure_desk_correct, &view);
    return OK;
}

static Status
show_form(Ctx *ctx, const Request *req, Response *res, bool withdraw)
{
    Disclosure disclosure;

    TRY(desk_open(ctx, req, &disclosure));
    TRY(actor_require(ctx, withdraw ? CAN_WITHDRAW : CAN_DRAFT, disclosure.region));
    if (disclosure.revision == 0 || disclosure.state == STATE_WITHDRAWN ||
        (!withdraw && disclosure.state != STATE_PUBLISHED))
        return response_redirect(ctx, res, desk_link(ctx->arena, disclosure.id, ""));
    return show(ctx, req, res, &disclosure, withdraw);
}

Status
desk_correct_form(Ctx *ctx, const Request *req, Response *res)
{
    return show_form(ctx, req, res, false);
}

Status
desk_withdraw_form(Ctx *ctx, const Request *req, Response *res)
{
    return show_form(ctx, req, res, true);
}

static Status
act(Ctx *ctx, const Request *req, Response *res, bool withdraw)
{
    Disclosure before;
    Disclosure disclosure;
    Text reason = request_form(req, "reason");
    Status status;

    TRY(desk_open(ctx, req, &before));
    status = withdraw ? disclosure_withdraw(ctx, before.id, desk_lock(req), reason, &disclosure)
                      : disclosure_correct(ctx, before.id, desk_lock(req), reason, &disclosure);
    if (status == CONFLICT)
        return desk_conflict(ctx, req, res, before.id);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &before, withdraw));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res,
                    withdraw ? TR(ctx->lang, "已撤回，撤回的原因会一直公开")
                             : TR(ctx->lang, "可以改了；审核通过以前，群众看到的还是原来的"));
    return response_redirect(ctx, res, desk_link(ctx->arena, before.id, ""));
}

Status
desk_correct(Ctx *ctx, const Request *req, Response *res)
{
    return act(ctx, req, res, false);
}

Status
desk_withdraw(Ctx *ctx, const Request *req, Response *res)
{
    return act(ctx, req, res, true);
}
