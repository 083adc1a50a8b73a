/*
 * 异议: while a notice period runs, anybody may say what is wrong with it.
 */
#include "base/tr.h"
#include "disclosure/object.html.h"
#include "disclosure/pages_shared.h"

static Text
first_problem(const Ctx *ctx, const char *field)
{
    for (size_t i = 0; i < ctx->problems.len; i++)
        if (text_eq(ctx->problems.at[i].field, text_c(field)))
            return ctx->problems.at[i].sentence;
    return T("");
}

static Status
open_notice(Ctx *ctx, const Request *req, Disclosure *disclosure, Revision *revision)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(disclosure_get(ctx, id, disclosure));
    if (disclosure->revision == 0 || disclosure->withdrawn_at.set || !disclosure->notice_until.set)
        return NOT_FOUND;
    return disclosure_revision(ctx, id, disclosure->revision, revision);
}

static Status
show(Ctx *ctx, const Request *req, Response *res)
{
    Disclosure disclosure;
    Revision revision;
    Region place;
    ObjectView view = {0};

    TRY(open_notice(ctx, req, &disclosure, &revision));
    TRY(region_get(ctx, disclosure.region, &place));
    TRY(pages_begin(ctx, req, &place, TR(ctx->lang, "提异议"), &view.page));
    view.page.csrf = request_csrf(req, res);
    view.page.noindex = true;
    view.title = revision.title;
    view.link = text_printf(ctx->arena, "/d/%lld", (long long)disclosure.id);
    view.action = text_printf(ctx->arena, "/d/%lld/object", (long long)disclosure.id);
    view.until = day_format(ctx->arena, (Day)disclosure.notice_until.value);
    view.name = request_form(req, "name");
    view.contact = request_form(req, "contact");
    view.body = request_form(req, "body");
    view.name_error = first_problem(ctx, "name");
    view.contact_error = first_problem(ctx, "contact");
    view.body_error = first_problem(ctx, "body");
    response_page(ctx, req, res, html_disclosure_object, &view);
    return OK;
}

Status
pages_object_form(Ctx *ctx, const Request *req, Response *res)
{
    return show(ctx, req, res);
}

Status
pages_object(Ctx *ctx, const Request *req, Response *res)
{
    int64_t id;
    Status status;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    status = disclosure_object(ctx, id, text_trim(request_form(req, "name")),
                               text_trim(request_form(req, "contact")),
                               text_trim(request_form(req, "body")), req->address);
    if (status == INVALID) {
        TRY(show(ctx, req, res));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "异议已收到，村里和街道（乡镇）都能看到"));
    return response_redirect(ctx, res, text_printf(ctx->arena, "/d/%lld", (long long)id));
}
