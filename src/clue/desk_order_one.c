/*
 * One order on the desk, with what the reader may do about it now.
 */
#include "base/tr.h"
#include "clue/desk_case.h"
#include "clue/desk_one.html.h"
#include "clue/desk_order.h"
#include "disclosure/desk_parts.h"

/* ---- what it says ---- */

static void
fill_facts(Ctx *ctx, const Order *order, CaseView *view)
{
    Text words, link;

    order_source_words(ctx, order->source, order->source_id, &words, &link);
    case_fact(ctx, view, TR(ctx->lang, "办理单位"), order->office_name, (Text){0});
    case_fact(ctx, view, TR(ctx->lang, "交办单位"), order_issuer_words(ctx, order), (Text){0});
    case_fact(ctx, view, TR(ctx->lang, "交办人"), order->issued_by_name, (Text){0});
    case_fact(ctx, view, TR(ctx->lang, "来源"), words, link);
    case_fact(ctx, view, TR(ctx->lang, "报告期限"), desk_day(ctx, order->due_day), (Text){0});
    case_fact(ctx, view, TR(ctx->lang, "办理情况"), order->report, (Text){0});
    if (order->reason.len != 0)
        case_fact(ctx, view,
                  order->state == ORDER_WITHDRAWN ? TR(ctx->lang, "撤回的原因")
                                                  : TR(ctx->lang, "退回的原因"),
                  order->reason, (Text){0});
    if (!order->overdue && order->days_late != 0)
        case_fact(ctx, view, TR(ctx->lang, "报告晚了"),
                  TR_FORMAT(ctx->arena, ctx->lang, "{days} 天",
                            {"days", desk_number(ctx->arena, order->days_late)}),
                  (Text){0});
}

static Status
fill_steps(Ctx *ctx, const Order *order, CaseView *view)
{
    OrderEvents events;

    TRY(order_events(ctx, order->id, &events));
    for (size_t i = 0; i < events.len; i++)
        case_step(ctx, view, events.at[i].at, events.at[i].title, events.at[i].person,
                  events.at[i].note);
    return OK;
}

/* What an office has passed on of it, and what came back from there. */
static Status
fill_passed_on(Ctx *ctx, const Order *order, CaseView *view)
{
    Orders below;

    TRY(order_passed_on(ctx, order->id, &below));
    view->lines_title = TR(ctx->lang, "转给下面办的");
    view->lines.at = NEW_ARRAY(ctx->arena, CaseLine, below.len);
    for (size_t i = 0; i < below.len; i++) {
        const Order *one = &below.at[i];
        CaseLine *line = &view->lines.at[view->lines.len++];
        const char *icon;

        *line = (CaseLine){.title = one->office_name,
                           .note = one->report,
                           .when = TR_FORMAT(ctx->arena, ctx->lang, "{day}前报告",
                                             {"day", desk_day(ctx, one->due_day)}),
                           .link = order_link(ctx->arena, one->id, "")};
        order_tag(ctx, one, &line->tag, &line->tag_css, &icon);
    }
    if (!order_may_pass_on(ctx, order))
        return OK;
    case_links_begin(ctx, &view->links);
    case_link(&view->links, TR(ctx->lang, "转给村里办"),
              text_printf(ctx->arena, "/desk/orders/new?source=instruction&source_id=%lld",
                          (long long)order->id),
              "send");
    return OK;
}

/* ---- what can be done ---- */

static DeedForm *
deed_form(Ctx *ctx, const Order *order, CaseView *view, bool main, const char *deed, Text title,
          const char *icon)
{
    DeedForm *form = case_form(ctx, main ? &view->forms : &view->other, &view->page,
                               order_link(ctx->arena, order->id, deed), title, title, icon);

    form->lock = text_printf(ctx->arena, "%lld", (long long)order->lock);
    return form;
}

/* The model calls both reasons "reason"; on the page they are two fields. */
static void
add_reason(Ctx *ctx, const Request *req, DeedForm *form, const char *id, bool sent, Text label)
{
    DeedField *field = case_field(ctx, req, form, id, label, T(""));

    field->error = sent ? desk_problem(ctx, "reason") : T("");
    form->open = field->error.len != 0;

    field->rows = 2;
    field->chars_max = ORDER_REASON_CHARS_MAX;
    form->button_css = "btn btn-2";
}

static void
fill_decisions(Ctx *ctx, const Request *req, const Order *order, CaseView *view)
{
    DeedForm *form;
    DeedField *field;

    if (order->state == ORDER_REPORTED) {
        (void)deed_form(ctx, order, view, true, "/accept", TR(ctx->lang, "确认办好，销号"),
                        "circle-check");
        form = deed_form(ctx, order, view, false, "/return", TR(ctx->lang, "退回重办"),
                         "arrow-back-up");
        add_reason(ctx, req, form, "reason", text_ends(req->path, T("/return")),
                   TR(ctx->lang, "为什么退回"));
        field = case_field(ctx, req, form, "due_day", TR(ctx->lang, "新的期限"), T(""));
        field->day = true;
        field->optional = true;
    }
    form = deed_form(ctx, order, view, false, "/withdraw", TR(ctx->lang, "撤回，不用办了"), "ban");
    add_reason(ctx, req, form, "withdraw_reason", text_ends(req->path, T("/withdraw")),
               TR(ctx->lang, "为什么撤回"));
}

static void
fill_forms(Ctx *ctx, const Request *req, const Order *order, CaseView *view)
{
    if (order_may_report(ctx, order)) {
        DeedForm *form =
            deed_form(ctx, order, view, true, "/report", TR(ctx->lang, "报告办理情况"), "send");
        DeedField *field =
            case_field(ctx, req, form, "report", TR(ctx->lang, "怎么办的，结果怎样"), T(""));

        field->rows = 5;
        field->chars_max = ORDER_REPORT_CHARS_MAX;
    }
    if (order_may_decide(ctx, order))
        fill_decisions(ctx, req, order, view);
    if (view->forms.len != 0)
        return;
    if (order->state == ORDER_REPORTED)
        view->nothing = TR(ctx->lang, "报告已经交了，等交办单位确认。");
    else if (order->state == ORDER_OPEN || order->state == ORDER_RETURNED)
        view->nothing = TR(ctx->lang, "等办理单位报告。");
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Order *order)
{
    CaseView view = {
        .title =
            order->issuer_role == ROLE_LEADER ? TR(ctx->lang, "领导批示") : TR(ctx->lang, "督办"),
        .sub = text_printf(ctx->arena, "%.*s · %.*s", TEXT_ARGS(order->office_name),
                           TEXT_ARGS(time_format_minute(ctx->arena, order->issued_at))),
        .body_title = TR(ctx->lang, "要办什么"),
        .body = order->body,
        .state = tr_text(ctx->lang, order_state_title(order->state)),
    };
    const char *icon;
    Text words;

    order_tag(ctx, order, &words, &view.state_css, &icon);
    if (order->overdue)
        view.urgent = TR_FORMAT(ctx->arena, ctx->lang, "{day}到期，还没有报告，逾期 {days} 天",
                                {"day", desk_day(ctx, order->due_day)},
                                {"days", desk_number(ctx->arena, order->days_late)});
    fill_facts(ctx, order, &view);
    TRY(fill_passed_on(ctx, order, &view));
    fill_forms(ctx, req, order, &view);
    TRY(fill_steps(ctx, order, &view));
    view.page = page_begin(ctx, req, view.title);
    case_crumb(ctx, &view.page, TR(ctx->lang, "督办"), T("/desk/orders"));
    response_page(ctx, req, res, html_clue_desk_one, &view);
    return OK;
}

Status
order_one_page(Ctx *ctx, const Request *req, Response *res)
{
    Order order;
    int64_t id;

    TRY(case_id(req, &id));
    TRY(order_get(ctx, id, &order));
    return show(ctx, req, res, &order);
}

static Status
do_it(Ctx *ctx, const Request *req, int64_t id)
{
    int64_t lock = case_lock(req);
    Text reason = request_form(req, "reason");
    OptInt due;

    if (text_ends(req->path, T("/report")))
        return order_report(ctx, id, lock, request_form(req, "report"));
    if (text_ends(req->path, T("/accept")))
        return order_accept(ctx, id, lock);
    if (text_ends(req->path, T("/withdraw")))
        return order_withdraw(ctx, id, lock, request_form(req, "withdraw_reason"));
    due = case_day(ctx, req, "due_day");
    TRY(ctx_checked(ctx));
    return order_return(ctx, id, lock, reason, due);
}

Status
order_deed(Ctx *ctx, const Request *req, Response *res)
{
    Status status;
    Order order;
    int64_t id;

    TRY(case_id(req, &id));
    TRY(order_get(ctx, id, &order));
    status = do_it(ctx, req, id);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &order));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "记下了"));
    return response_redirect(ctx, res, order_link(ctx->arena, id, ""));
}
