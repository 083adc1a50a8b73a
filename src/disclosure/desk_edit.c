/*
 * The editor of a draft, and the page that says where something stands that is not being written.
 *
 * One form holds everything, so that no button loses what was typed.  Files that came along are
 * kept even when a text has to be mended: on a phone they took long to send.
 */
#include "base/tr.h"
#include "disclosure/attachment.h"
#include "disclosure/desk_edit.html.h"
#include "disclosure/desk_files.h"
#include "disclosure/desk_form.h"
#include "disclosure/desk_parts.h"
#include "disclosure/desk_stand.html.h"

enum { PERIODS_OFFERED = 4 };

static bool
is_editable(const Ctx *ctx, const Disclosure *disclosure)
{
    return (disclosure->state == STATE_DRAFT || disclosure->state == STATE_RETURNED) &&
           actor_may(ctx->actor, CAN_DRAFT, disclosure->region);
}

/* ---- showing the editor ---- */

static void
offer_period(Ctx *ctx, Period period, Text now, EditView *view)
{
    Text value = period_format(ctx->arena, period);

    for (size_t i = 0; i < view->periods.len; i++)
        if (text_eq(view->periods.at[i].value, value))
            return;
    view->periods.at[view->periods.len++] = (DeskChoice){
        .value = value,
        .words = period_words(ctx->arena, ctx->lang, period),
        .chosen = text_eq(value, now),
    };
}

/* The period can be changed until the first publication, within its rhythm. */
static void
fill_periods(Ctx *ctx, const Disclosure *disclosure, const DeskForm *form, EditView *view)
{
    Text now = text_is_empty(form->period) ? disclosure->period : form->period;
    Period period;
    Period own;

    if (disclosure->revision != 0 || !period_parse(disclosure->period, &own))
        return;
    if (own.rhythm == RHYTHM_EVENT) {
        view->event_day = now;
        return;
    }
    view->periods.at = NEW_ARRAY(ctx->arena, DeskChoice, PERIODS_OFFERED + 1);
    period = period_of(own.rhythm, ctx_today(ctx));
    for (int i = 0; i < PERIODS_OFFERED; i++, period = period_before(period))
        if (own.rhythm == RHYTHM_YEARLY || period.end <= ctx_today(ctx))
            offer_period(ctx, period, now, view);
    offer_period(ctx, own, now, view);
}

static void
fill_errors(const Ctx *ctx, EditView *view)
{
    view->title_error = desk_problem(ctx, "title");
    view->summary_error = desk_problem(ctx, "summary");
    view->body_error = desk_problem(ctx, "body");
    view->reason_error = desk_problem(ctx, "reason");
    view->review_error = desk_problem(ctx, "review_on");
    view->period_error = desk_problem(ctx, "period");
    view->table_error = desk_problem(ctx, "table");
    view->file_error = desk_problem(ctx, "file");
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Disclosure *disclosure,
     const Revision *revision, const DeskForm *form, bool overtaken)
{
    EditView view = {
        .overtaken = overtaken,
        .report = revision->kind == DISCLOSURE_REPORT,
        .nil = revision->kind == DISCLOSURE_NIL,
        .exception = revision->kind == DISCLOSURE_EXCEPTION,
        .correcting = disclosure->revision != 0,
        .title = form->title,
        .summary = form->summary,
        .body = form->body,
        .reason = form->reason,
        .review_on = form->review_on,
        .can_copy = form->rows == 0 && text_is_blank(form->body) && disclosure->revision == 0,
    };
    Item item;

    TRY(desk_head(ctx, disclosure, revision, &view.head));
    view.page = page_begin(ctx, req, view.head.title);
    view.draft_key = text_printf(ctx->arena, "d-%lld-%lld", (long long)disclosure->id,
                                 (long long)disclosure->lock);
    desk_crumbs(ctx, &view.page, view.head.title, T(""));
    fill_errors(ctx, &view);
    fill_periods(ctx, disclosure, form, &view);
    desk_form_show_table(ctx, revision, form, &view);
    TRY(catalogue_version(ctx, disclosure->item_version, &item));
    desk_files_audiences(ctx, &item, request_form(req, "file_audience"), &view.audiences);
    TRY(desk_files_list(ctx, disclosure, true, &view.files));
    TRY(desk_steps(ctx, disclosure, &view.steps));
    res->uncacheable = true;
    response_page(ctx, req, res, html_disclosure_desk_edit, &view);
    return OK;
}

/* ---- where it stands ---- */

static void
offer_steps(Ctx *ctx, const Disclosure *disclosure, StandView *view)
{
    Arena *arena = ctx->arena;

    view->preview_link = desk_link(arena, disclosure->id, "/preview");
    if ((disclosure->state == STATE_SUBMITTED &&
         actor_may(ctx->actor, CAN_REVIEW, disclosure->region)) ||
        (disclosure->state == STATE_CONFIRMING &&
         actor_may(ctx->actor, CAN_CONFIRM_FINANCE, disclosure->region)))
        view->review_link = desk_link(arena, disclosure->id, "/review");
    if (disclosure->state == STATE_PUBLISHED &&
        actor_may(ctx->actor, CAN_DRAFT, disclosure->region))
        view->correct_link = desk_link(arena, disclosure->id, "/correct");
    if (disclosure->revision != 0 && disclosure->state != STATE_WITHDRAWN &&
        actor_may(ctx->actor, CAN_WITHDRAW, disclosure->region))
        view->withdraw_link = desk_link(arena, disclosure->id, "/withdraw");
}

static Status
show_stand(Ctx *ctx, const Request *req, Response *res, const Disclosure *disclosure,
           const Revision *revision)
{
    StandView view = {0};

    TRY(desk_head(ctx, disclosure, revision, &view.head));
    view.page = page_begin(ctx, req, view.head.title);
    desk_crumbs(ctx, &view.page, view.head.title, T(""));
    offer_steps(ctx, disclosure, &view);
    TRY(desk_files_list(ctx, disclosure, false, &view.files));
    TRY(desk_steps(ctx, disclosure, &view.steps));
    res->uncacheable = true;
    response_page(ctx, req, res, html_disclosure_desk_stand, &view);
    return OK;
}

Status
desk_editor(Ctx *ctx, const Request *req, Response *res)
{
    Disclosure disclosure;
    Revision revision;
    DeskForm form;

    TRY(desk_open(ctx, req, &disclosure));
    TRY(desk_revision(ctx, &disclosure, &revision));
    if (!is_editable(ctx, &disclosure))
        return show_stand(ctx, req, res, &disclosure, &revision);
    desk_form_load(ctx, &disclosure, &revision, &form);
    return show(ctx, req, res, &disclosure, &revision, &form, false);
}

/* ---- saving ---- */

/* A save on its way. */
typedef struct Save {
    Disclosure disclosure;
    Revision revision;
    DeskForm form;
    Text wish;       /* the button */
    bool kept_files; /* something is stored that must not be rolled back */
} Save;

static Status
show_again(Ctx *ctx, const Request *req, Response *res, const Save *save, Status status)
{
    res->status = 422;
    TRY(show(ctx, req, res, &save->disclosure, &save->revision, &save->form, false));
    return save->kept_files ? OK : status;
}

/* The last published table and texts as if they had been typed; the title names its period. */
static Status
copy_last(Ctx *ctx, Save *save)
{
    Disclosure last;
    Revision revision;

    TRY(disclosure_previous(ctx, save->disclosure.region, save->disclosure.item,
                            save->disclosure.period, &last));
    TRY(disclosure_revision(ctx, last.id, last.revision, &revision));
    save->form.summary = revision.summary;
    save->form.body = revision.body;
    if (revision.table.columns.len != save->revision.table.columns.len ||
        revision.table.rows > EDIT_ROWS_MAX)
        return OK;
    save->form.cells = revision.table.cells;
    save->form.rows = revision.table.rows;
    return OK;
}

/* Buttons that change only what is on the page. */
static bool
change_form(Ctx *ctx, Save *save)
{
    int64_t row;

    if (text_eq(save->wish, T("add-row"))) {
        desk_form_add_row(ctx, &save->revision, &save->form);
    } else if (text_starts(save->wish, T("remove-row-"))) {
        if (text_to_i64(text_slice(save->wish, 11, save->wish.len), &row) && row >= 0)
            desk_form_remove_row(&save->revision, &save->form, (size_t)row);
    } else if (text_eq(save->wish, T("copy"))) {
        (void)copy_last(ctx, save);
    } else {
        return false;
    }
    return true;
}

static Status
remove_file(Ctx *ctx, Save *save)
{
    int64_t id;

    if (!text_to_i64(text_slice(save->wish, 12, save->wish.len), &id))
        return NOT_FOUND;
    return attachment_remove(ctx, save->disclosure.id, save->disclosure.lock, id);
}

static Status
go_on(Ctx *ctx, const Request *req, Response *res, Save *save)
{
    int64_t id = save->disclosure.id;

    if (text_eq(save->wish, T("preview")))
        return response_redirect(ctx, res, desk_link(ctx->arena, id, "/preview"));
    if (text_eq(save->wish, T("sheet")))
        return response_redirect(ctx, res, desk_link(ctx->arena, id, "/sheet"));
    if (text_starts(save->wish, T("remove-file-"))) {
        TRY(remove_file(ctx, save));
        response_notice(ctx, req, res, TR(ctx->lang, "附件已去掉"));
    } else {
        response_notice(ctx, req, res, TR(ctx->lang, "已保存，还没提交"));
    }
    return response_redirect(ctx, res, desk_link(ctx->arena, id, ""));
}

/* Somebody saved in between: what was typed here is shown again, and what to do about it. */
static Status
overtaken(Ctx *ctx, const Request *req, Response *res, const Save *save)
{
    TRY(show(ctx, req, res, &save->disclosure, &save->revision, &save->form, true));
    res->status = 409;
    return INVALID;
}

static Status
save_and_go(Ctx *ctx, const Request *req, Response *res, Save *save)
{
    DisclosureInput input;
    Status status = desk_files_add(ctx, req, &save->disclosure, &save->kept_files);

    if (status == INVALID)
        return show_again(ctx, req, res, save, status);
    TRY(status);
    if (change_form(ctx, save)) {
        TRY(show(ctx, req, res, &save->disclosure, &save->revision, &save->form, false));
        return OK;
    }
    desk_form_input(&save->disclosure, &save->revision, &save->form, &input);
    status = disclosure_update(ctx, save->disclosure.id, save->disclosure.lock, &input,
                               &save->disclosure);
    if (status == INVALID) {
        /* The model has read the row anew; what it holds now is as before. */
        return show_again(ctx, req, res, save, status);
    }
    TRY(status);
    return go_on(ctx, req, res, save);
}

Status
desk_save(Ctx *ctx, const Request *req, Response *res)
{
    Save save = {.wish = request_form(req, "do")};
    Status status;

    status = desk_open(ctx, req, &save.disclosure);
    if (status == NOT_FOUND && text_to_i64(request_param(req, "id"), &save.disclosure.id))
        return desk_conflict(ctx, req, res, save.disclosure.id);
    TRY(status);
    TRY(actor_require(ctx, CAN_DRAFT, save.disclosure.region));
    if (!is_editable(ctx, &save.disclosure))
        return desk_conflict(ctx, req, res, save.disclosure.id);
    TRY(desk_revision(ctx, &save.disclosure, &save.revision));
    desk_form_read(ctx, req, &save.revision, &save.form);
    if (desk_lock(req) != save.disclosure.lock)
        return overtaken(ctx, req, res, &save);
    status = save_and_go(ctx, req, res, &save);
    return status == CONFLICT ? desk_conflict(ctx, req, res, save.disclosure.id) : status;
}

Status
desk_discard(Ctx *ctx, const Request *req, Response *res)
{
    Disclosure disclosure;
    Status status;
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    status = desk_open(ctx, req, &disclosure);
    if (status == OK)
        status = disclosure_discard(ctx, id, desk_lock(req));
    if (status == CONFLICT || status == NOT_FOUND)
        return desk_conflict(ctx, req, res, id);
    TRY(status);
    response_notice(ctx, req, res,
                    disclosure.revision != 0 ? TR(ctx->lang, "更正已放弃，公开的内容没有变")
                                             : TR(ctx->lang, "草稿已删掉"));
    return response_redirect(ctx, res, T("/desk"));
}
