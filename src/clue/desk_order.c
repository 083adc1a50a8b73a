/*
 * Orders on the desk: lists, a new one, the file.
 */
#include "clue/desk_order.h"
#include "base/tr.h"
#include "clue/desk.h"
#include "clue/desk_case.h"
#include "clue/desk_list.html.h"
#include "clue/order.h"
#include "disclosure/desk_parts.h"
#include "disclosure/desk_sheet.h"

enum { EXPORT_BYTES_MAX = 4 * 1024 * 1024, ROWS_SHOWN_MAX = 8, TITLE_CHARS = 40 };

/* ---- rows ---- */

Text
order_title(Ctx *ctx, const Order *order)
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

/* Who wanted it: 交办, 批示, or 转办 of what was instructed above. */
static Text
who_wants(Ctx *ctx, const Order *order)
{
    Text issuer = order_issuer_words(ctx, order);

    if (order->issuer_role == ROLE_LEADER)
        return TR_FORMAT(ctx->arena, ctx->lang, "{issuer}批示", {"issuer", issuer});
    if (order->source == ORDER_FROM_INSTRUCTION)
        return TR_FORMAT(ctx->arena, ctx->lang, "{issuer}转办领导批示", {"issuer", issuer});
    return TR_FORMAT(ctx->arena, ctx->lang, "{issuer}交办", {"issuer", issuer});
}

Text
order_why(Ctx *ctx, const Order *order)
{
    Text words = who_wants(ctx, order);

    if (order->source != ORDER_FROM_NOTHING && order->source != ORDER_FROM_INSTRUCTION)
        words =
            text_printf(ctx->arena, "%.*s · %.*s", TEXT_ARGS(words),
                        TEXT_ARGS(TR_FORMAT(
                            ctx->arena, ctx->lang, "来自{source}",
                            {"source", tr_text(ctx->lang, order_source_title(order->source))})));
    return text_printf(ctx->arena, "%.*s · %.*s", TEXT_ARGS(words),
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
                         .title = order_title(ctx, order),
                         .why = order_why(ctx, order),
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
        case_link(&view.links,
                  order_instructs(ctx, 0) ? TR(ctx->lang, "批示督办") : TR(ctx->lang, "发一件督办"),
                  T("/desk/orders/new"), "send");
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

/* ---- of the page 待办 ---- */

static void
waiting_rows(Ctx *ctx, const Orders *orders, bool only_reported, DeskWaiting *part)
{
    for (size_t i = 0; i < orders->len && part->rows.len < ROWS_SHOWN_MAX; i++) {
        const Order *order = &orders->at[i];
        DeskRow *row = &part->rows.at[part->rows.len];
        const char *icon;

        if ((order->state == ORDER_REPORTED) != only_reported)
            continue;
        *row = (DeskRow){.link = order_link(ctx->arena, order->id, ""),
                         .title = order_title(ctx, order),
                         .why = order_why(ctx, order),
                         .place = order->office_name};
        order_tag(ctx, order, &row->tag, &row->tag_css, &icon);
        part->rows.len++;
    }
}

/* A leader's page has what was instructed, what came back first, and the way to a new one. */
static void
for_leaders(Ctx *ctx, const OrderCounts *counts, DeskWaiting *part)
{
    part->title = TR(ctx->lang, "批示和督办");
    part->deed_link = T("/desk/orders/new?source=instruction");
    part->deed_words = TR(ctx->lang, "批示督办");
    part->nothing = TR(ctx->lang, "没有等您看的报告");
    part->link_words = TR(ctx->lang, "看全部");
    if (counts->reported != 0)
        part->note = TR_FORMAT(ctx->arena, ctx->lang, "{count} 件报告了，等您确认",
                               {"count", desk_number(ctx->arena, counts->reported)});
}

Status
clue_desk_waiting(Ctx *ctx, DeskWaitings *out)
{
    DeskWaiting part = {.title = TR(ctx->lang, "督办"), .link = T("/desk/orders")};
    bool leads = order_instructs(ctx, 0);
    OrderCounts counts;
    Orders orders;

    TRY(order_counts(ctx, &counts));
    if (out->len == DESK_WAITINGS_MAX || (counts.waiting + counts.reported == 0 && !leads))
        return OK;
    TRY(order_list(ctx, counts.waiting != 0 ? ORDERS_OURS : ORDERS_ISSUED, (Text){0}, &orders));
    part.count = counts.waiting + counts.reported;
    part.late = counts.overdue != 0;
    if (part.late)
        part.note = TR_FORMAT(ctx->arena, ctx->lang, "有 {count} 件到期没有报告",
                              {"count", desk_number(ctx->arena, counts.overdue)});
    part.link_words = part.count == 0 ? TR(ctx->lang, "看全部")
                                      : TR_FORMAT(ctx->arena, ctx->lang, "全部 {count} 件",
                                                  {"count", desk_number(ctx->arena, part.count)});
    part.rows.at = NEW_ARRAY(ctx->arena, DeskRow, ROWS_SHOWN_MAX);
    waiting_rows(ctx, &orders, counts.waiting == 0, &part);
    if (leads)
        for_leaders(ctx, &counts, &part);
    if (leads && counts.waiting == 0)
        waiting_rows(ctx, &orders, false, &part);
    out->at[out->len++] = part;
    return OK;
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/orders",              list_page,      ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/orders/export",       export_page,    ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/orders/new",          order_new_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/orders/new",          order_create,   ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/order/{id}",          order_one_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/order/{id}/report",   order_deed,     ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/order/{id}/accept",   order_deed,     ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/order/{id}/return",   order_deed,     ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/order/{id}/withdraw", order_deed,     ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable order_desk_routes = ROUTES(routes);
