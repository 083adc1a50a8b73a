/*
 * Works: one payment, and one change of the contract.
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "project/desk.h"
#include "project/desk_spent.html.h"
#include "project/works.h"

/* Of either: what is shown in the one form. */
typedef struct Spent {
    ProjectDesk desk;
    bool change;
    int64_t id; /* 0: a new one */
    int64_t entry;
    Text day, amount, what, note; /* as typed, or as it is */
} Spent;

static Text
spent_link(Ctx *ctx, const Spent *spent)
{
    Text id = spent->id == 0 ? T("new") : desk_number(ctx->arena, spent->id);

    return text_printf(ctx->arena, "/desk/project/%lld/%s/%.*s", (long long)spent->desk.project.id,
                       spent->change ? "change" : "payment", TEXT_ARGS(id));
}

static Status
find_payment(Ctx *ctx, Spent *spent)
{
    ProjectPayments payments;

    TRY(project_payments(ctx, &spent->desk.project, &payments));
    for (size_t i = 0; i < payments.len; i++) {
        const ProjectPayment *payment = &payments.at[i];

        if (payment->id != spent->id)
            continue;
        spent->day = day_format(ctx->arena, payment->day);
        spent->amount = fen_plain(ctx->arena, payment->amount_fen);
        spent->what = payment->voucher;
        spent->note = payment->note;
        spent->entry = payment->entry;
        return OK;
    }
    return NOT_FOUND;
}

static Status
find_change(Ctx *ctx, Spent *spent)
{
    ProjectChanges changes;

    TRY(project_changes(ctx, &spent->desk.project, &changes));
    for (size_t i = 0; i < changes.len; i++) {
        const ProjectChange *change = &changes.at[i];

        if (change->id != spent->id)
            continue;
        spent->day = day_format(ctx->arena, change->day);
        spent->amount = fen_plain(ctx->arena, change->amount_fen);
        spent->what = change->reason;
        spent->note = change->decision;
        return OK;
    }
    return NOT_FOUND;
}

static Status
open_spent(Ctx *ctx, const Request *req, bool change, Spent *out)
{
    *out = (Spent){.change = change};
    TRY(project_desk_keep(ctx, req, &out->desk));
    if (out->desk.project.kind != PROJECT_WORKS)
        return NOT_FOUND;
    TRY(project_desk_number(req, change ? "change" : "payment", &out->id));
    if (out->id == 0)
        return OK;
    return change ? find_change(ctx, out) : find_payment(ctx, out);
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Spent *spent)
{
    SpentFormView view = {
        .is_new = spent->id == 0,
        .change = spent->change,
        .day = spent->day,
        .amount = spent->amount,
        .what = spent->what,
        .note = spent->note,
        .today = day_format(ctx->arena, ctx_today(ctx)),
        .day_error = ctx_problem_of(ctx, "day"),
        .amount_error = ctx_problem_of(ctx, "amount"),
        .what_error = ctx_problem_of(ctx, spent->change ? "reason" : "voucher"),
        .note_error = ctx_problem_of(ctx, spent->change ? "decision" : "note"),
        .payments_error = ctx_problem_of(ctx, spent->change ? "changes" : "payments"),
    };

    project_form_head(ctx, &spent->desk, spent_link(ctx, spent), &view.head);
    view.remove_action = text_printf(ctx->arena, "%.*s/remove", TEXT_ARGS(view.head.action));
    TRY(project_desk_begin(ctx, req, &spent->desk,
                           spent->change ? TR(ctx->lang, "合同变更") : TR(ctx->lang, "一笔付款"),
                           true, &view.page));
    response_page(ctx, req, res, html_project_desk_spent, &view);
    return OK;
}

/* The typed day and amount; both are needed. */
static Status
read_spent(Ctx *ctx, const Request *req, Spent *spent, Day *day, int64_t *fen)
{
    OptInt typed_day, typed_fen;

    spent->day = request_form(req, "day");
    spent->amount = request_form(req, "amount");
    spent->what = text_trim(request_form(req, spent->change ? "reason" : "voucher"));
    spent->note = text_trim(request_form(req, spent->change ? "decision" : "note"));
    typed_day = project_typed_day(ctx, "day", spent->day);
    typed_fen = project_typed_fen(ctx, "amount", spent->amount);
    if (text_is_blank(spent->day))
        (void)!ctx_problem(ctx, "day", TR(ctx->lang, "请写是哪一天"));
    if (text_is_blank(spent->amount))
        (void)!ctx_problem(ctx, "amount", TR(ctx->lang, "请写金额"));
    *day = (Day)typed_day.value;
    *fen = typed_fen.value;
    return ctx_checked(ctx);
}

static Status
answer(Ctx *ctx, const Request *req, Response *res, const Spent *spent, Status status, Text said)
{
    if (status == INVALID) {
        TRY(show(ctx, req, res, spent));
        return INVALID;
    }
    TRY(status);
    return project_desk_done(ctx, req, res, &spent->desk, "", said);
}

/* ---- payments ---- */

Status
project_payment_page(Ctx *ctx, const Request *req, Response *res)
{
    Spent spent;

    TRY(open_spent(ctx, req, false, &spent));
    return show(ctx, req, res, &spent);
}

Status
project_payment_save(Ctx *ctx, const Request *req, Response *res)
{
    Spent spent;
    ProjectPayment payment = {0};
    Project after;
    Status status;

    TRY(open_spent(ctx, req, false, &spent));
    status = read_spent(ctx, req, &spent, &payment.day, &payment.amount_fen);
    payment.id = spent.id;
    payment.entry = spent.entry;
    payment.voucher = spent.what;
    payment.note = spent.note;
    if (status == OK)
        status =
            project_put_payment(ctx, spent.desk.project.id, project_lock(req), &payment, &after);
    return answer(ctx, req, res, &spent, status, TR(ctx->lang, "已保存"));
}

Status
project_payment_remove(Ctx *ctx, const Request *req, Response *res)
{
    Spent spent;
    Project after;
    Status status;

    TRY(open_spent(ctx, req, false, &spent));
    if (spent.id == 0)
        return NOT_FOUND;
    status =
        project_remove_payment(ctx, spent.desk.project.id, project_lock(req), spent.id, &after);
    return answer(ctx, req, res, &spent, status, TR(ctx->lang, "删掉了"));
}

/* ---- changes of the contract ---- */

Status
project_change_page(Ctx *ctx, const Request *req, Response *res)
{
    Spent spent;

    TRY(open_spent(ctx, req, true, &spent));
    return show(ctx, req, res, &spent);
}

Status
project_change_save(Ctx *ctx, const Request *req, Response *res)
{
    Spent spent;
    ProjectChange change = {0};
    Project after;
    Status status;

    TRY(open_spent(ctx, req, true, &spent));
    status = read_spent(ctx, req, &spent, &change.day, &change.amount_fen);
    change.id = spent.id;
    change.reason = spent.what;
    change.decision = spent.note;
    if (status == OK)
        status = project_put_change(ctx, spent.desk.project.id, project_lock(req), &change, &after);
    return answer(ctx, req, res, &spent, status, TR(ctx->lang, "已保存"));
}

Status
project_change_remove(Ctx *ctx, const Request *req, Response *res)
{
    Spent spent;
    Project after;
    Status status;

    TRY(open_spent(ctx, req, true, &spent));
    if (spent.id == 0)
        return NOT_FOUND;
    status = project_remove_change(ctx, spent.desk.project.id, project_lock(req), spent.id, &after);
    return answer(ctx, req, res, &spent, status, TR(ctx->lang, "删掉了"));
}
