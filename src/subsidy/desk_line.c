/*
 * One line by hand: entered, changed, taken out; its payment recorded.
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "subsidy/desk.h"
#include "subsidy/desk_line.html.h"
#include "subsidy/desk_rows.h"
#include "subsidy/inside.h"

/* A line of a batch, and all of them. */
typedef struct Editing {
    Batch batch;
    Lines lines;
    size_t at; /* lines.len: a new one */
} Editing;

static Status
open_line(Ctx *ctx, const Request *req, Editing *out)
{
    Text position = request_param(req, "position");
    int64_t number;

    TRY(subsidy_desk_open(ctx, req, &out->batch));
    TRY(subsidy_lines(ctx, out->batch.id, &out->lines));
    out->at = out->lines.len;
    if (text_eq(position, T("new")))
        return OK;
    if (!text_to_i64(position, &number) || number < 1 || (size_t)number > out->lines.len)
        return NOT_FOUND;
    out->at = (size_t)number - 1;
    return OK;
}

/* ---- showing ---- */

static void
fill_stored(Ctx *ctx, const Line *line, SubsidyLineView *view)
{
    view->number = line->number;
    view->name = line->name;
    view->group_name = line->group_name;
    view->quantity = decimal_plain(ctx->arena, line->quantity_milli);
    view->standard = fen_plain(ctx->arena, line->standard_fen);
    view->amount = fen_plain(ctx->arena, line->amount_fen);
    view->note = line->note;
    if (line->card_tail.len != 0)
        view->card_now = TR_FORMAT(ctx->arena, ctx->lang, "尾号 {tail}", {"tail", line->card_tail});
    if (line->paid_day.set)
        view->day = day_format(ctx->arena, (Day)line->paid_day.value);
    view->sum = line_sum(ctx, line, view->unit);
}

static void
fill_typed(const Request *req, SubsidyLineView *view)
{
    if (request_has_form(req, "name")) {
        view->number = request_form(req, "number");
        view->name = request_form(req, "name");
        view->group_name = request_form(req, "group_name");
        view->quantity = request_form(req, "quantity");
        view->standard = request_form(req, "standard");
        view->amount = request_form(req, "amount");
        view->card = request_form(req, "card");
    }
    if (request_has_form(req, "note"))
        view->note = request_form(req, "note");
    if (request_has_form(req, "day"))
        view->day = request_form(req, "day");
}

static void
fill_errors(const Ctx *ctx, SubsidyLineView *view)
{
    view->number_error = ctx_problem_of(ctx, "number");
    view->name_error = ctx_problem_of(ctx, "name");
    view->group_error = ctx_problem_of(ctx, "group_name");
    view->quantity_error = ctx_problem_of(ctx, "quantity");
    view->standard_error = ctx_problem_of(ctx, "standard");
    view->amount_error = ctx_problem_of(ctx, "amount");
    view->card_error = ctx_problem_of(ctx, "card");
    view->note_error = ctx_problem_of(ctx, "note");
    view->day_error = ctx_problem_of(ctx, "day");
}

static void
fill_states(Ctx *ctx, LineState now, SubsidyLineView *view)
{
    static const LineState states[] = {LINE_DUE, LINE_PAID, LINE_FAILED};
    enum { STATES = sizeof states / sizeof states[0] };

    view->states.at = NEW_ARRAY(ctx->arena, DeskChoice, STATES);
    for (size_t i = 0; i < STATES; i++)
        view->states.at[view->states.len++] = (DeskChoice){
            .value = text_c(line_state_name(states[i])),
            .words = tr_text(ctx->lang, line_state_title(states[i])),
            .chosen = states[i] == now,
        };
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Editing *editing)
{
    const Batch *batch = &editing->batch;
    bool is_new = editing->at == editing->lines.len;
    bool may_keep = actor_may(ctx->actor, CAN_KEEP_LEDGER, batch->region);
    Text below = is_new ? T("new") : desk_number(ctx->arena, (int64_t)editing->at + 1);
    SubsidyLineView view = {
        .title = subsidy_title(ctx, batch),
        .title_link = subsidy_link(ctx->arena, batch->id, ""),
        .is_new = is_new,
        .open = may_keep && subsidy_is_open(batch),
        .pays = may_keep && !is_new && subsidy_takes_payments(ctx, batch),
        .lock = desk_number(ctx->arena, batch->lock),
        .unit = batch->programme.unit,
        .today = day_format(ctx->arena, ctx_today(ctx)),
    };

    if (is_new && !view.open)
        return NOT_FOUND;
    view.action =
        text_printf(ctx->arena, "%.*s/line/%.*s", TEXT_ARGS(view.title_link), TEXT_ARGS(below));
    view.remove_action = text_printf(ctx->arena, "%.*s/remove", TEXT_ARGS(view.action));
    view.pay_action = text_printf(ctx->arena, "%.*s/pay", TEXT_ARGS(view.action));
    if (!is_new)
        fill_stored(ctx, &editing->lines.at[editing->at], &view);
    fill_states(ctx, is_new ? LINE_DUE : editing->lines.at[editing->at].state, &view);
    fill_typed(req, &view);
    fill_errors(ctx, &view);
    view.page =
        page_begin(ctx, req,
                   is_new ? TR(ctx->lang, "手工加一行")
                          : TR_FORMAT(ctx->arena, ctx->lang, "第 {row} 行", {"row", below}));
    TRY(subsidy_crumbs(ctx, batch, true, &view.page));
    response_page(ctx, req, res, html_subsidy_desk_line, &view);
    return OK;
}

Status
subsidy_line_page(Ctx *ctx, const Request *req, Response *res)
{
    Editing editing;

    TRY(open_line(ctx, req, &editing));
    return show(ctx, req, res, &editing);
}

/* ---- what is typed ---- */

static const char *const fields[LC_COUNT] = {
    [LC_NUMBER] = "number",     [LC_NAME] = "name",         [LC_GROUP] = "group_name",
    [LC_QUANTITY] = "quantity", [LC_STANDARD] = "standard", [LC_AMOUNT] = "amount",
    [LC_CARD] = "card",         [LC_PAID_DAY] = "day",      [LC_STATE] = "state",
    [LC_NOTE] = "note",
};

static void
field_problem(void *arg, LineColumn column, Text why)
{
    (void)!ctx_problem(arg, fields[column], why);
}

/* The typed cells in their normal form; the payment stays as it is. */
static Status
read_line(Ctx *ctx, const Request *req, const Batch *batch, Line *line)
{
    Columns columns = subsidy_line_columns(ctx);
    Text cells[LC_COUNT];
    Line before = *line;
    Text why;

    for (size_t i = 0; i < LC_COUNT; i++) {
        cells[i] = T("");
        if (i != LC_PAID_DAY && i != LC_STATE &&
            cell_normalise(ctx, &columns.at[i], request_form(req, fields[i]), &cells[i], &why) !=
                OK)
            (void)!ctx_problem(ctx, fields[i], why);
    }
    TRY(ctx_checked(ctx));
    TRY(subsidy_line_from_cells(ctx, batch, cells, line, field_problem, ctx));
    TRY(ctx_checked(ctx));
    if (line->card_tail.len == 0) {
        line->card_tail = before.card_tail;
        line->card_hash = before.card_hash;
    }
    line->state = before.state;
    line->paid_day = before.paid_day;
    return OK;
}

static Status
put(Ctx *ctx, const Request *req, Response *res, const Editing *editing, Lines lines)
{
    Batch after;

    TRY(subsidy_put_lines(ctx, editing->batch.id, subsidy_lock(req), lines, &after));
    response_notice(ctx, req, res, TR(ctx->lang, "已保存"));
    return response_redirect(ctx, res, subsidy_link(ctx->arena, editing->batch.id, ""));
}

Status
subsidy_line_save(Ctx *ctx, const Request *req, Response *res)
{
    Editing editing;
    Lines lines;
    Status status;

    TRY(open_line(ctx, req, &editing));
    lines.len = editing.lines.len + (editing.at == editing.lines.len ? 1 : 0);
    lines.at = NEW_ARRAY(ctx->arena, Line, lines.len);
    for (size_t i = 0; i < editing.lines.len; i++)
        lines.at[i] = editing.lines.at[i];
    status = read_line(ctx, req, &editing.batch, &lines.at[editing.at]);
    if (status == OK)
        status = put(ctx, req, res, &editing, lines);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &editing));
        return INVALID;
    }
    return status;
}

Status
subsidy_line_remove(Ctx *ctx, const Request *req, Response *res)
{
    Editing editing;
    Lines lines = {0};

    TRY(open_line(ctx, req, &editing));
    if (editing.at == editing.lines.len)
        return NOT_FOUND;
    lines.at = NEW_ARRAY(ctx->arena, Line, editing.lines.len);
    for (size_t i = 0; i < editing.lines.len; i++)
        if (i != editing.at)
            lines.at[lines.len++] = editing.lines.at[i];
    return put(ctx, req, res, &editing, lines);
}

Status
subsidy_line_pay(Ctx *ctx, const Request *req, Response *res)
{
    Editing editing;
    Batch after;
    LineState state;
    OptInt day;
    Status status;

    TRY(open_line(ctx, req, &editing));
    if (editing.at == editing.lines.len || !line_state_parse(request_form(req, "state"), &state))
        return NOT_FOUND;
    day = subsidy_day(ctx, req, "day");
    status = ctx_checked(ctx);
    if (status == OK)
        status = subsidy_pay_line(ctx, editing.lines.at[editing.at].id, subsidy_lock(req), state,
                                  day, request_form(req, "note"), &after);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &editing));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "已登记"));
    return response_redirect(ctx, res, subsidy_link(ctx->arena, after.id, ""));
}
