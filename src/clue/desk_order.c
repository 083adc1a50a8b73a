/*
 * Orders on the desk: lists, a new one, the file.
 */
#include "clue/desk_order.h"
#include "base/tr.h"
#include "clue/desk.h"
#include "clue/desk_case.h"
#include "clue/desk_form.html.h"
#include "clue/desk_list.html.h"
#include "clue/order.h"
#include "disclosure/desk_parts.h"
#include "disclosure/desk_sheet.h"

enum { EXPORT_BYTES_MAX = 4 * 1024 * 1024, ROWS_SHOWN_MAX = 8, TITLE_CHARS = 40 };

/* ---- rows ---- */

/* The first words stand for the whole. */
static Text
title_of(Ctx *ctx, const Order *order)
{
    Text first, rest;

    (void)text_cut(order->body, '\n', &first, &rest);
    return text_chars(first) <= TITLE_CHARS
               ? first
               : text_printf(ctx->arena, "%.*s…", TEXT_ARGS(text_first_chars(first, TITLE_CHARS)));
}

static bool
waits(const Order *order)
{
    return order->state == ORDER_OPEN || order->state == ORDER_RETURNED;
}

static Text
why_of(Ctx *ctx, const Order *order)
{
    return text_printf(ctx->arena, "%.*s · %.*s",
                       TEXT_ARGS(TR_FORMAT(ctx->arena, ctx->lang, "{issuer}交办",
                                           {"issuer", order_issuer_words(ctx, order)})),
                       TEXT_ARGS(TR_FORMAT(ctx->arena, ctx->lang, "{day}前报告",
                                           {"day", desk_day(ctx, order->due_day)})));
}

Text
order_issuer_words(Ctx *ctx, const Order *order)
{
    return text_printf(ctx->arena, "%.*s%s%.*s", TEXT_ARGS(order->issuer_name),
                       order->issuer_name.len != 0 ? " " : "",
                       TEXT_ARGS(tr_text(ctx->lang, role_title(order->issuer_role))));
}

void
order_tag(Ctx *ctx, const Order *order, Text *words_out, const char **css_out,
          const char **icon_out)
{
    if (waits(order)) {
        case_due(ctx, order->due_day, true, words_out, css_out, icon_out);
        return;
    }
    *words_out = tr_text(ctx->lang, order_state_title(order->state));
    *css_out = order->state == ORDER_REPORTED   ? "tag tag-doing"
               : order->state == ORDER_ACCEPTED ? "tag tag-ok"
                                                : "tag tag-ghost";
    *icon_out = order->state == ORDER_REPORTED   ? "hourglass"
                : order->state == ORDER_ACCEPTED ? "circle-check"
                                                 : "ban";
}

static void
fill_rows(Ctx *ctx, const Orders *orders, CaseRows *rows)
{
    rows->at = NEW_ARRAY(ctx->arena, CaseRow, orders->len);
    for (size_t i = 0; i < orders->len; i++) {
        const Order *order = &orders->at[i];
        CaseRow *row = &rows->at[rows->len++];

        *row = (CaseRow){.link = order_link(ctx->arena, order->id, ""),
                         .title = title_of(ctx, order),
                         .why = why_of(ctx, order),
                         .place = order->office_name};
        order_tag(ctx, order, &row->tag, &row->tag_css, &row->icon);
    }
}

/* ---- lists ---- */

static OrderView
view_of(Ctx *ctx, const Request *req, const OrderCounts *counts)
{
    OrderView view;

    if (order_view_parse(request_query(req, "view"), &view))
        return view;
    if (counts->waiting != 0)
        return ORDERS_OURS;
    return counts->reported != 0 ? ORDERS_ISSUED
           : actor_may_somewhere(ctx, CAN_ANSWER_ORDERS) &&
                   !actor_may_somewhere(ctx, CAN_ISSUE_ORDERS)
               ? ORDERS_OURS
               : ORDERS_OPEN;
}

static void
add_tab(Ctx *ctx, CaseListView *view, OrderView which, OrderView now, Text name, int64_t count,
        bool late)
{
    view->tabs.at[view->tabs.len++] = (CaseTab){
        .name = name,
        .link = text_printf(ctx->arena, "/desk/orders?view=%s", order_view_name(which)),
        .count = count,
        .late = late,
        .current = which == now,
    };
}

static void
fill_tabs(Ctx *ctx, CaseListView *view, OrderView now, const OrderCounts *counts)
{
    view->tabs.at = NEW_ARRAY(ctx->arena, CaseTab, ORDER_VIEWS);
    if (actor_may_somewhere(ctx, CAN_ANSWER_ORDERS))
        add_tab(ctx, view, ORDERS_OURS, now, TR(ctx->lang, "要我们办的"), counts->waiting,
                counts->overdue != 0);
    if (actor_may_somewhere(ctx, CAN_ISSUE_ORDERS))
        add_tab(ctx, view, ORDERS_ISSUED, now, TR(ctx->lang, "我们交办的"), counts->reported,
                false);
    add_tab(ctx, view, ORDERS_OPEN, now, TR(ctx->lang, "没办完的"), 0, false);
    add_tab(ctx, view, ORDERS_DONE, now, TR(ctx->lang, "办完的"), 0, false);
}

static void
fill_sentence(Ctx *ctx, const OrderCounts *counts, CaseListView *view)
{
    int64_t overdue = counts->overdue != 0 ? counts->overdue : counts->overdue_below;

    view->late = overdue != 0;
    view->sentence = overdue != 0 ? TR_FORMAT(ctx->arena, ctx->lang, "有 {count} 件到期没有报告",
                                              {"count", desk_number(ctx->arena, overdue)})
                                  : TR(ctx->lang, "交办给村和街道的事，到期要报告办理情况");
}

static Status
list_page(Ctx *ctx, const Request *req, Response *res)
{
    CaseListView view = {.empty = TR(ctx->lang, "这里没有督办"), .title = TR(ctx->lang, "督办")};
    OrderCounts counts;
    OrderView which;
    Orders orders;

    TRY(order_counts(ctx, &counts));
    which = view_of(ctx, req, &counts);
    TRY(order_list(ctx, which, request_query(req, "cursor"), &orders));
    fill_tabs(ctx, &view, which, &counts);
    fill_rows(ctx, &orders, &view.rows);
    fill_sentence(ctx, &counts, &view);
    case_links_begin(ctx, &view.links);
    if (actor_may_somewhere(ctx, CAN_ISSUE_ORDERS)) {
        case_link(&view.links, TR(ctx->lang, "发一件督办"), T("/desk/orders/new"), "send");
        view.links.at[0].main = true;
    }
    case_link(&view.links, TR(ctx->lang, "下载表格"),
              text_printf(ctx->arena, "/desk/orders/export?view=%s", order_view_name(which)),
              "download");
    if (orders.more)
        view.more = TR_FORMAT(ctx->arena, ctx->lang, "只列出了最早的 {count} 件",
                              {"count", desk_number(ctx->arena, ORDERS_OPEN_MAX)});
    if (orders.next.at != NULL)
        view.next_link =
            text_printf(ctx->arena, "/desk/orders?view=done&cursor=%.*s", TEXT_ARGS(orders.next));
    view.page = page_begin(ctx, req, view.title);
    response_page(ctx, req, res, html_clue_desk_list, &view);
    return OK;
}

static Status
export_page(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = sheet_out_begin(ctx->arena, EXPORT_BYTES_MAX);
    OrderView which = ORDERS_OPEN;
    Text cells[ORDER_COLUMNS];
    Text cursor = {0};

    (void)order_view_parse(request_query(req, "view"), &which);
    sheet_out_row(ctx, &buf, order_columns, ORDER_COLUMNS);
    do {
        Orders orders;

        TRY(order_list(ctx, which, cursor, &orders));
        for (size_t i = 0; i < orders.len; i++) {
            order_export_row(ctx, &orders.at[i], cells);
            sheet_out_row(ctx, &buf, cells, ORDER_COLUMNS);
        }
        cursor = orders.next;
    } while (cursor.at != NULL && !buf.overflow);
    sheet_out_send(ctx, res, &buf, T("orders"));
    return OK;
}

/* ---- a new one ---- */

static Status
show_new(Ctx *ctx, const Request *req, Response *res, const Regions *choices)
{
    CaseFormView view = {.title = TR(ctx->lang, "发一件督办"), .back = T("/desk/orders")};
    DeedForms forms = {0};
    DeedForm *form;
    DeedField *field;
    Text office = request_query(req, "office");
    Day due = ctx_today(ctx) + 7;

    form = case_form(ctx, &forms, &view.page, T("/desk/orders/new"), view.title,
                     TR(ctx->lang, "发出"), "send");
    case_place_field(ctx, req, form, "office", TR(ctx->lang, "交给哪里办"), office, choices);
    field =
        case_field(ctx, req, form, "body", TR(ctx->lang, "要办什么"), request_query(req, "body"));
    field->rows = 5;
    field->chars_max = ORDER_BODY_CHARS_MAX;
    field->hint = TR(ctx->lang, "说清什么事、办到什么程度；不要写个人隐私");
    field = case_field(ctx, req, form, "due_day", TR(ctx->lang, "哪天前报告"),
                       day_format(ctx->arena, due));
    field->day = true;
    for (int i = 0; i < 2; i++) {
        const char *id = i == 0 ? "source" : "source_id";

        field = case_field(ctx, req, form, id, T(""), request_query(req, id));
        field->hidden = true;
    }
    view.form = *form;
    view.page = page_begin(ctx, req, view.title);
    case_crumb(ctx, &view.page, TR(ctx->lang, "督办"), T("/desk/orders"));
    response_page(ctx, req, res, html_clue_desk_form, &view);
    return OK;
}

static Status
new_page(Ctx *ctx, const Request *req, Response *res)
{
    if (!actor_may_somewhere(ctx, CAN_ISSUE_ORDERS))
        return DENIED;
    return show_new(ctx, req, res, NULL);
}

static Status
create(Ctx *ctx, const Request *req, Response *res)
{
    OrderInput input = {.body = request_form(req, "body")};
    Regions choices = {0};
    Status status;
    OptInt due;
    int64_t id;

    if (!actor_may_somewhere(ctx, CAN_ISSUE_ORDERS))
        return DENIED;
    (void)order_source_parse(request_form(req, "source"), &input.source);
    (void)text_to_i64(request_form(req, "source_id"), &input.source_id);
    status = case_place(ctx, req, "office", actor_scopes(ctx, CAN_ISSUE_ORDERS), &input.office,
                        &choices);
    due = case_day(ctx, req, "due_day");
    if (status == OK && ctx->problems.len == 0) {
        input.due_day = due.set ? (Day)due.value : ctx_today(ctx) + 7;
        status = order_issue(ctx, &input, &id);
    } else if (status == OK) {
        status = INVALID;
    }
    if (status == INVALID && text_is_blank(input.body) && ctx_problem_of(ctx, "body").len == 0)
        (void)!ctx_problem(ctx, "body", TR(ctx->lang, "请写要办什么"));
    if (status == INVALID) {
        TRY(show_new(ctx, req, res, &choices));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "发出了，对方会收到提醒"));
    return response_redirect(ctx, res, order_link(ctx->arena, id, ""));
}

/* ---- of the page 待办 ---- */

Status
clue_desk_waiting(Ctx *ctx, DeskWaitings *out)
{
    DeskWaiting part = {.title = TR(ctx->lang, "督办"), .link = T("/desk/orders")};
    OrderCounts counts;
    Orders orders;

    TRY(order_counts(ctx, &counts));
    if (out->len == DESK_WAITINGS_MAX || counts.waiting + counts.reported == 0)
        return OK;
    TRY(order_list(ctx, counts.waiting != 0 ? ORDERS_OURS : ORDERS_ISSUED, (Text){0}, &orders));
    part.count = counts.waiting + counts.reported;
    part.late = counts.overdue != 0;
    if (part.late)
        part.note = TR_FORMAT(ctx->arena, ctx->lang, "有 {count} 件到期没有报告",
                              {"count", desk_number(ctx->arena, counts.overdue)});
    part.link_words = TR_FORMAT(ctx->arena, ctx->lang, "全部 {count} 件",
                                {"count", desk_number(ctx->arena, part.count)});
    part.rows.at = NEW_ARRAY(ctx->arena, DeskRow, ROWS_SHOWN_MAX);
    for (size_t i = 0; i < orders.len && part.rows.len < ROWS_SHOWN_MAX; i++) {
        const Order *order = &orders.at[i];
        DeskRow *row = &part.rows.at[part.rows.len];
        const char *icon;

        if (counts.waiting == 0 && order->state != ORDER_REPORTED)
            continue;
        *row = (DeskRow){.link = order_link(ctx->arena, order->id, ""),
                         .title = title_of(ctx, order),
                         .why = why_of(ctx, order),
                         .place = order->office_name};
        order_tag(ctx, order, &row->tag, &row->tag_css, &icon);
        part.rows.len++;
    }
    out->at[out->len++] = part;
    return OK;
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/orders",              list_page,      ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/orders/export",       export_page,    ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/orders/new",          new_page,       ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/orders/new",          create,         ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/order/{id}",          order_one_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/order/{id}/report",   order_deed,     ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/order/{id}/accept",   order_deed,     ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/order/{id}/return",   order_deed,     ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/order/{id}/withdraw", order_deed,     ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable order_desk_routes = ROUTES(routes);
