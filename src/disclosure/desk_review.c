/*
 * The reviewer's page, and the finance group's: what is new, what looks like personal data, then
 * approve (confirm) or return with a reason.
 */
#include "base/tr.h"
#include "disclosure/attachment.h"
#include "disclosure/desk_files.h"
#include "disclosure/desk_parts.h"
#include "disclosure/desk_personal.h"
#include "disclosure/desk_review.html.h"
#include "disclosure/desk_review_diff.h"
#include "disclosure/detail.h"

static const char *const common_reasons[] = {
    N_("金额和票据对不上"), N_("表格填得不全"),     N_("说得不清楚，群众看不明白"),
    N_("有个人信息没打码"), N_("期间或事项选错了"), N_("缺票据或附件"),
};

enum { REASONS = sizeof common_reasons / sizeof common_reasons[0] };

/* ---- showing ---- */

static void
fill_reasons(Ctx *ctx, const Request *req, ReviewView *view)
{
    Texts picked = request_form_all(req, "pick");

    view->reasons.at = NEW_ARRAY(ctx->arena, DeskChoice, REASONS);
    view->reasons.len = REASONS;
    for (size_t i = 0; i < REASONS; i++) {
        DeskChoice *choice = &view->reasons.at[i];

        choice->words = tr_text(ctx->lang, common_reasons[i]);
        choice->value = desk_number(ctx->arena, (int64_t)i);
        for (size_t j = 0; j < picked.len; j++)
            choice->chosen = choice->chosen || text_eq(picked.at[j], choice->value);
    }
    view->reason = request_form(req, "reason");
    view->reason_error = desk_problem(ctx, "reason");
}

static bool
may_decide(const Ctx *ctx, const Disclosure *disclosure)
{
    if (disclosure->state == STATE_CONFIRMING)
        return actor_may(ctx->actor, CAN_CONFIRM_FINANCE, disclosure->region);
    return disclosure->state == STATE_SUBMITTED &&
           actor_may(ctx->actor, CAN_REVIEW, disclosure->region);
}

static bool
is_own(const Ctx *ctx, const Revision *revision)
{
    int64_t account = ctx->actor->account;

    return revision->created_by == account ||
           (revision->submitted_by.set && revision->submitted_by.value == account);
}

static Status
fill_content(Ctx *ctx, const Disclosure *disclosure, const Revision *revision, ReviewView *view)
{
    Attachments files;
    Reader staff = disclosure_reader(ctx, disclosure->region);

    TRY(disclosure_detail_view(ctx, disclosure, revision, staff, 0, &view->detail));
    TRY(desk_diff(ctx, disclosure, revision, &view->diff));
    TRY(desk_totals(ctx, disclosure, &revision->table, &view->totals, &view->totals_before));
    TRY(desk_personal_list(ctx, revision, &view->personal));
    TRY(desk_files_list(ctx, disclosure, false, &view->files));
    TRY(attachment_list(ctx, disclosure->id, disclosure->working, &files));
    for (size_t i = 0; i < files.len; i++)
        view->pending_files = view->pending_files || files.at[i].state == ATTACHMENT_PENDING;
    /* The table's further pages are on the preview, which knows drafts. */
    view->detail.previous_rows = T("");
    if (!text_is_empty(view->detail.more_rows))
        view->detail.more_rows = desk_link(ctx->arena, disclosure->id, "/preview?as=staff&rows=1");
    return OK;
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Disclosure *disclosure, bool own)
{
    ReviewView view = {
        .confirming = disclosure->state == STATE_CONFIRMING,
        .personal_ok = request_has_form(req, "personal_ok"),
        .personal_error = desk_problem(ctx, "personal"),
    };
    Revision revision;

    TRY(desk_revision(ctx, disclosure, &revision));
    TRY(desk_head(ctx, disclosure, &revision, &view.head));
    view.page = page_begin(ctx, req, view.head.title);
    desk_crumbs(ctx, &view.page, TR(ctx->lang, "审核"), T("/desk/review"));
    view.own = own || is_own(ctx, &revision);
    view.may_decide = !view.own && may_decide(ctx, disclosure);
    if (disclosure->revision != 0 && revision.kind != DISCLOSURE_EXCEPTION)
        view.correction = revision.reason;
    if (revision.submitted_at.set)
        view.since = time_format_minute(ctx->arena, revision.submitted_at.value);
    TRY(fill_content(ctx, disclosure, &revision, &view));
    TRY(desk_steps(ctx, disclosure, &view.steps));
    fill_reasons(ctx, req, &view);
    res->uncacheable = true;
    response_page(ctx, req, res, html_disclosure_desk_review, &view);
    return OK;
}

Status
desk_review(Ctx *ctx, const Request *req, Response *res)
{
    Disclosure disclosure;

    TRY(desk_open(ctx, req, &disclosure));
    if (disclosure.state != STATE_SUBMITTED && disclosure.state != STATE_CONFIRMING)
        return response_redirect(ctx, res, desk_link(ctx->arena, disclosure.id, ""));
    return show(ctx, req, res, &disclosure, false);
}

/* ---- deciding ---- */

typedef enum Decision { APPROVE, CONFIRM, SEND_BACK } Decision;

/* The picked reasons and what was written, as one text. */
static Text
whole_reason(Ctx *ctx, const Request *req)
{
    Texts picked = request_form_all(req, "pick");
    Text *parts = NEW_ARRAY(ctx->arena, Text, picked.len + 1);
    Texts joined = {parts, 0};
    Text written = text_trim(request_form(req, "reason"));
    int64_t number;

    for (size_t i = 0; i < picked.len; i++)
        if (text_to_i64(picked.at[i], &number) && number >= 0 && number < REASONS)
            parts[joined.len++] = tr_text(LANG_HANS, common_reasons[number]);
    if (!text_is_blank(written))
        parts[joined.len++] = written;
    return text_join(ctx->arena, joined, T("；"));
}

static Status
require_files_ready(Ctx *ctx, const Disclosure *disclosure)
{
    Attachments files;

    TRY(attachment_list(ctx, disclosure->id, disclosure->working, &files));
    for (size_t i = 0; i < files.len; i++)
        if (files.at[i].state == ATTACHMENT_PENDING)
            return ctx_problem(ctx, "files",
                               TR(ctx->lang, "附件还在处理，过一会儿再通过；不用重新上传"));
    return OK;
}

static Status
decide(Ctx *ctx, const Request *req, const Disclosure *before, Decision decision, Disclosure *after)
{
    int64_t lock = desk_lock(req);

    switch (decision) {
    case APPROVE:
        if (lock == before->lock)
            TRY(require_files_ready(ctx, before));
        return disclosure_approve(ctx, before->id, lock, request_has_form(req, "personal_ok"),
                                  after);
    case CONFIRM:
        return disclosure_confirm(ctx, before->id, lock, after);
    case SEND_BACK:
        break;
    }
    return disclosure_return(ctx, before->id, lock, whole_reason(ctx, req), after);
}

static Text
said(Ctx *ctx, Decision decision)
{
    switch (decision) {
    case APPROVE:
        return TR(ctx->lang, "已通过，现在公开了");
    case CONFIRM:
        return TR(ctx->lang, "核对通过，已送街道（乡镇）审核");
    case SEND_BACK:
        break;
    }
    return TR(ctx->lang, "已退回，村里会看到原因");
}

static Status
act(Ctx *ctx, const Request *req, Response *res, Decision decision)
{
    Disclosure before;
    Disclosure after;
    int64_t id;
    Status status = desk_open(ctx, req, &before);

    if (status == NOT_FOUND && text_to_i64(request_param(req, "id"), &id))
        return desk_conflict(ctx, req, res, id);
    TRY(status);
    status = decide(ctx, req, &before, decision, &after);
    if (status == CONFLICT)
        return desk_conflict(ctx, req, res, before.id);
    if (status == DENIED && may_decide(ctx, &before)) { /* but not on the own work */
        res->status = 403;
        TRY(show(ctx, req, res, &before, true));
        return INVALID;
    }
    if (status == INVALID) {
        TRY(show(ctx, req, res, &before, false));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, said(ctx, decision));
    return response_redirect(ctx, res, T("/desk/review"));
}

Status
desk_approve(Ctx *ctx, const Request *req, Response *res)
{
    return act(ctx, req, res, APPROVE);
}

Status
desk_confirm(Ctx *ctx, const Request *req, Response *res)
{
    return act(ctx, req, res, CONFIRM);
}

Status
desk_return(Ctx *ctx, const Request *req, Response *res)
{
    return act(ctx, req, res, SEND_BACK);
}
