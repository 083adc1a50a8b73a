/*
 * A new order: by hand, as a leader's instruction, or passed on; filled in by whatever page led
 * here.
 */
#include "base/tr.h"
#include "clue/desk.h"
#include "clue/desk_about.h"
#include "clue/desk_case.h"
#include "clue/desk_form.html.h"
#include "clue/desk_order.h"
#include "disclosure/desk_parts.h"

enum { DAYS_GIVEN = 7, FACTS_MAX = 2 };

Text
order_new_link(Ctx *ctx, const PageAbout *about)
{
    Text link = T("/desk/orders/new?source=instruction");

    if (about->source_id != 0)
        link = text_printf(ctx->arena, "/desk/orders/new?source=%s&source_id=%lld",
                           order_source_name(about->source), (long long)about->source_id);
    if (region_code_level(about->place) < LEVEL_TOWNSHIP)
        return link;
    return text_printf(ctx->arena, "%.*s&office=%012lld", TEXT_ARGS(link), (long long)about->place);
}

/* Sent by the form, else by the address. */
static Text
sent_of(const Request *req, const char *key)
{
    Text sent = request_form(req, key);

    return sent.at != NULL ? sent : request_query(req, key);
}

static OrderInput
input_of(const Request *req)
{
    OrderInput input = {.body = request_form(req, "body")};

    (void)order_source_parse(sent_of(req, "source"), &input.source);
    if (!text_to_i64(sent_of(req, "source_id"), &input.source_id))
        input.source_id = 0;
    if (!region_code_parse(sent_of(req, "office"), &input.office))
        input.office = 0;
    return input;
}

static void
add_fact(CaseFormView *view, Text name, Text value, Text link)
{
    view->facts.at[view->facts.len++] = (CaseFact){name, value, link};
}

/* The place stands fixed when the page before named one that may be sent to. */
static void
fill_office(Ctx *ctx, const Request *req, const OrderInput *input, const Regions *choices,
            DeedForm *form, CaseFormView *view)
{
    Text township;
    DeedField *field;
    Region place;
    bool fixed = input->office != 0 && ctx_problem_of(ctx, "office").len == 0 &&
                 order_may_issue_to(ctx, input->office) &&
                 desk_where(ctx, input->office, &place, &township) == OK;

    if (!fixed) {
        case_place_field(ctx, req, form, "office", TR(ctx->lang, "交给哪里办"),
                         request_query(req, "office"), choices);
        return;
    }
    field = case_field(ctx, req, form, "office", T(""), request_query(req, "office"));
    field->hidden = true;
    add_fact(view, TR(ctx->lang, "交给哪里办"),
             place.level == LEVEL_VILLAGE
                 ? text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(township), TEXT_ARGS(place.name))
                 : place.name,
             (Text){0});
}

/* What is passed on keeps its words and its day. */
static void
fill_passed_on(Ctx *ctx, const OrderInput *input, Text *body, Day *due)
{
    Order order;

    if (input->source != ORDER_FROM_INSTRUCTION || input->source_id == 0 ||
        order_get(ctx, input->source_id, &order) != OK)
        return;
    *body = order.body;
    if (order.due_day > ctx_today(ctx))
        *due = order.due_day;
}

static void
fill_fields(Ctx *ctx, const Request *req, const OrderInput *input, DeedForm *form)
{
    Day due = ctx_today(ctx) + DAYS_GIVEN;
    Text body = request_query(req, "body");
    DeedField *field;

    fill_passed_on(ctx, input, &body, &due);
    field = case_field(ctx, req, form, "body", TR(ctx->lang, "要办什么"), body);
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
}

static Status
show_new(Ctx *ctx, const Request *req, Response *res, const Regions *choices)
{
    OrderInput input = input_of(req);
    bool instructs = order_instructs(ctx, input.office);
    CaseFormView view = {
        .title = instructs ? TR(ctx->lang, "批示督办") : TR(ctx->lang, "发一件督办"),
        .back = T("/desk/orders"),
        .facts = {.at = NEW_ARRAY(ctx->arena, CaseFact, FACTS_MAX)},
    };
    DeedForms forms = {0};
    Text words, link;
    DeedForm *form;

    if (instructs)
        view.note = TR(ctx->lang, "对方会收到提醒，到期要报告办理情况，由您确认或者退回。");
    form = case_form(ctx, &forms, &view.page, T("/desk/orders/new"), view.title,
                     instructs ? TR(ctx->lang, "发出批示") : TR(ctx->lang, "发出"), "send");
    fill_office(ctx, req, &input, choices, form, &view);
    if (input.source_id != 0) {
        order_source_words(ctx, input.source, input.source_id, &words, &link);
        add_fact(&view, TR(ctx->lang, "来源"), words, link);
    }
    fill_fields(ctx, req, &input, form);
    view.form = *form;
    view.page = page_begin(ctx, req, view.title);
    case_crumb(ctx, &view.page, TR(ctx->lang, "督办"), T("/desk/orders"));
    response_page(ctx, req, res, html_clue_desk_form, &view);
    return OK;
}

Status
order_new_page(Ctx *ctx, const Request *req, Response *res)
{
    if (!actor_may_somewhere(ctx, CAN_ISSUE_ORDERS))
        return DENIED;
    return show_new(ctx, req, res, NULL);
}

Status
order_create(Ctx *ctx, const Request *req, Response *res)
{
    OrderInput input = input_of(req);
    Regions choices = {0};
    Status status;
    OptInt due;
    int64_t id;

    if (!actor_may_somewhere(ctx, CAN_ISSUE_ORDERS))
        return DENIED;
    status = case_place(ctx, req, "office", actor_scopes(ctx, CAN_ISSUE_ORDERS), &input.office,
                        &choices);
    due = case_day(ctx, req, "due_day");
    if (status == OK && ctx->problems.len == 0) {
        input.due_day = due.set ? (Day)due.value : ctx_today(ctx) + DAYS_GIVEN;
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
