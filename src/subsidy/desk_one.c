/*
 * One payment list on the desk: where it stands, what the checks point out, its lines, what comes
 * next.
 */
#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "subsidy/desk.h"
#include "subsidy/desk_one.html.h"
#include "subsidy/desk_steps.h"
#include "subsidy/inside.h"

enum { ROWS_A_PAGE = 200 };

/* ---- words ---- */

static bool
is_published(const BatchDisclosure *disclosure)
{
    return disclosure->revision > 0 && disclosure->state == STATE_PUBLISHED;
}

static Text
notice_words(Ctx *ctx, const Batch *batch)
{
    Text until = batch->notice.notice_until.set
                     ? day_format(ctx->arena, (Day)batch->notice.notice_until.value)
                     : T("");

    if (!is_published(&batch->notice))
        return batch->notice.state == STATE_RETURNED
                   ? TR(ctx->lang, "退回了，请按退回的原因改好再提交")
                   : TR(ctx->lang, "等上级审核，通过后开始公示");
    if (!subsidy_takes_payments(ctx, batch))
        return TR_FORMAT(ctx->arena, ctx->lang, "公示到 {until}，期满以后登记发放",
                         {"until", until});
    return TR(ctx->lang, "公示期满，发了钱就登记发放");
}

static Text
result_words(Ctx *ctx, const Batch *batch)
{
    if (batch->result.state == STATE_RETURNED)
        return TR(ctx->lang, "退回了，请按退回的原因改好再提交");
    if (!is_published(&batch->result))
        return TR(ctx->lang, "等上级审核，通过后公开发放结果");
    return T("");
}

Text
subsidy_next_words(Ctx *ctx, const Batch *batch)
{
    if (batch->reopened.len != 0)
        return TR(ctx->lang, "正在更正，改好以后重新提交");
    switch (batch->state) {
    case BATCH_DRAFT:
        return batch->lines == 0 ? TR(ctx->lang, "先把名单填进来")
                                 : TR(ctx->lang, "核对好了就提交公示");
    case BATCH_NOTICE:
        return subsidy_is_open(batch) && batch->notice.id == 0
                   ? TR(ctx->lang, "公示撤掉了，改好以后重新提交")
                   : notice_words(ctx, batch);
    case BATCH_PAID:
        return batch->paid_lines < batch->lines
                   ? TR(ctx->lang, "发了的、没到账的都登记完，再公布结果")
                   : TR(ctx->lang, "都登记了，可以公布结果");
    case BATCH_RESULT:
        return result_words(ctx, batch);
    }
    return T("");
}

static const char *
line_css(LineState state)
{
    switch (state) {
    case LINE_PAID:
        return "tag tag-ok";
    case LINE_FAILED:
        return "tag tag-late";
    case LINE_DUE:
        break;
    }
    return "tag";
}

/* ---- the page ---- */

static void
fill_steps(Ctx *ctx, const Batch *batch, SubsidyOneView *view)
{
    static const BatchState states[] = {BATCH_DRAFT, BATCH_NOTICE, BATCH_PAID, BATCH_RESULT};
    enum { STATES = sizeof states / sizeof states[0] };

    view->steps.at = NEW_ARRAY(ctx->arena, SubsidyStep, STATES);
    for (size_t i = 0; i < STATES; i++)
        view->steps.at[view->steps.len++] = (SubsidyStep){
            .words = tr_text(ctx->lang, batch_state_title(states[i])),
            .done = states[i] < batch->state,
            .current = states[i] == batch->state,
        };
}

static void
add_part(Ctx *ctx, const BatchDisclosure *part, BatchState state, SubsidyOneView *view)
{
    SubsidyPart *row = &view->parts.at[view->parts.len];

    if (part->id == 0)
        return;
    *row = (SubsidyPart){
        .words = tr_text(ctx->lang, batch_state_title(state)),
        .link = desk_link(ctx->arena, part->id, ""),
        .state = tr_text(ctx->lang, disclosure_state_title(part->state)),
        .tag_css = is_published(part) ? "tag tag-ok" : "tag tag-doing",
    };
    if (state == BATCH_NOTICE && is_published(part) && part->notice_until.set)
        row->note = TR_FORMAT(ctx->arena, ctx->lang, "公示到 {until}",
                              {"until", day_format(ctx->arena, (Day)part->notice_until.value)});
    view->parts.len++;
}

static void
fill_line(Ctx *ctx, const Batch *batch, const Line *line, SubsidyLineRow *row)
{
    *row = (SubsidyLineRow){
        .position = line->position,
        .link = text_printf(ctx->arena, "/desk/subsidy/%lld/line/%lld", (long long)batch->id,
                            (long long)line->position),
        .number = line->number,
        .name = line->name,
        .group_name = line->group_name,
        .quantity = decimal_format(ctx->arena, line->quantity_milli),
        .standard = fen_format(ctx->arena, line->standard_fen),
        .amount = fen_format(ctx->arena, line->amount_fen),
        .card = line->card_tail,
        .state = tr_text(ctx->lang, line_state_title(line->state)),
        .tag_css = line_css(line->state),
        .note = line->note,
        .known = line->household != 0,
    };
    if (line->paid_day.set)
        row->paid_on = day_format(ctx->arena, (Day)line->paid_day.value);
}

static Status
fill_lines(Ctx *ctx, const Request *req, const Batch *batch, const SubsidyFindings *findings,
           SubsidyOneView *view)
{
    Lines lines;
    int64_t page = 0;
    size_t first;

    TRY(subsidy_lines(ctx, batch->id, &lines));
    if (!text_to_i64(request_query(req, "page"), &page) || page < 0 || page > BATCH_LINES_MAX)
        page = 0;
    first = (size_t)page * ROWS_A_PAGE;
    view->rows.at = NEW_ARRAY(ctx->arena, SubsidyLineRow, ROWS_A_PAGE);
    for (size_t i = first; i < lines.len && view->rows.len < ROWS_A_PAGE; i++) {
        SubsidyLineRow *row = &view->rows.at[view->rows.len++];

        fill_line(ctx, batch, &lines.at[i], row);
        for (size_t j = 0; j < findings->len; j++)
            row->odd = row->odd || findings->at[j].position == row->position;
    }
    for (size_t i = 0; i < lines.len; i++) {
        view->due_lines += lines.at[i].state == LINE_DUE;
        view->has_payments = view->has_payments || lines.at[i].state != LINE_DUE;
    }
    if (page > 0)
        view->previous_link =
            text_printf(ctx->arena, "%.*s?page=%lld", TEXT_ARGS(view->action), (long long)page - 1);
    if (first + ROWS_A_PAGE < lines.len)
        view->next_link =
            text_printf(ctx->arena, "%.*s?page=%lld", TEXT_ARGS(view->action), (long long)page + 1);
    return OK;
}

static void
fill_findings(Ctx *ctx, const SubsidyFindings *findings, SubsidyOneView *view)
{
    view->findings.at = NEW_ARRAY(ctx->arena, Text, findings->len);
    for (size_t i = 0; i < findings->len; i++)
        view->findings.at[view->findings.len++] = findings->at[i].sentence;
    view->more_findings = (int64_t)(findings->count - findings->len);
}

/* Which buttons there are. */
static void
fill_rights(const Ctx *ctx, const Batch *batch, SubsidyOneView *view)
{
    view->may_keep = actor_may(ctx->actor, CAN_KEEP_LEDGER, batch->region);
    view->open = view->may_keep && subsidy_is_open(batch);
    view->pays = view->may_keep && subsidy_takes_payments(ctx, batch);
    view->hands_result = batch->state == BATCH_PAID || batch->state == BATCH_RESULT;
    view->can_hand_in =
        view->may_keep && batch->lines != 0 && (view->open || (view->hands_result && view->pays));
    view->can_reopen = view->may_keep && !view->open &&
                       (is_published(&batch->notice) || batch_has_only_result(batch)) &&
                       (batch->result.id == 0 || is_published(&batch->result));
    view->can_discard = view->may_keep && batch->notice.id == 0 && batch->result.id == 0;
}

static void
fill_errors(const Ctx *ctx, const Request *req, SubsidyOneView *view)
{
    view->explanation_error = ctx_problem_of(ctx, "explanation");
    view->lines_error = ctx_problem_of(ctx, "lines");
    view->day_error = ctx_problem_of(ctx, "day");
    view->reason_error = ctx_problem_of(ctx, "reason");
    view->planned_error = ctx_problem_of(ctx, "planned");
    view->table_error = ctx_problem_of(ctx, "table.columns");
    view->day = request_form(req, "day");
    view->reason = request_form(req, "reason");
    if (request_has_form(req, "explanation"))
        view->explanation = request_form(req, "explanation");
    if (request_has_form(req, "planned"))
        view->planned = request_form(req, "planned");
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Batch *batch)
{
    const Programme *programme = &batch->programme;
    SubsidyOneView view = {
        .title = subsidy_title(ctx, batch),
        .place_link = subsidies_link(ctx->arena, batch->region, ""),
        .action = subsidy_link(ctx->arena, batch->id, ""),
        .lock = desk_number(ctx->arena, batch->lock),
        .source = programme->source,
        .ground = programme->ground,
        .unit = programme->unit,
        .standard = fen_format(ctx->arena, batch->standard_fen),
        .standard_moved = programme->standard_fen != batch->standard_fen,
        .standard_now = fen_format(ctx->arena, programme->standard_fen),
        .lines = batch->lines,
        .paid_lines = batch->paid_lines,
        .total = fen_format(ctx->arena, batch->total_fen),
        .paid_total = fen_format(ctx->arena, batch->paid_fen),
        .next = subsidy_next_words(ctx, batch),
        .reopened = batch->reopened,
        .explanation = batch->explanation,
        .today = day_format(ctx->arena, ctx_today(ctx)),
    };
    SubsidyFindings findings;
    Region place;

    TRY(region_get(ctx, batch->region, &place));
    view.place = place.name;
    if (batch->planned_fen.set) {
        view.planned = fen_plain(ctx->arena, batch->planned_fen.value);
        view.planned_words = fen_format(ctx->arena, batch->planned_fen.value);
    }
    fill_rights(ctx, batch, &view);
    fill_steps(ctx, batch, &view);
    view.parts.at = NEW_ARRAY(ctx->arena, SubsidyPart, 2);
    add_part(ctx, &batch->notice, BATCH_NOTICE, &view);
    add_part(ctx, &batch->result, BATCH_RESULT, &view);
    TRY(subsidy_findings(ctx, batch, &findings));
    fill_findings(ctx, &findings, &view);
    TRY(fill_lines(ctx, req, batch, &findings, &view));
    fill_errors(ctx, req, &view);
    view.page = page_begin(ctx, req, view.title);
    TRY(subsidy_crumbs(ctx, batch, false, &view.page));
    response_page(ctx, req, res, html_subsidy_desk_one, &view);
    return OK;
}

Status
subsidy_one_page(Ctx *ctx, const Request *req, Response *res)
{
    Batch batch;

    TRY(subsidy_desk_open(ctx, req, &batch));
    return show(ctx, req, res, &batch);
}

/* ---- deeds ---- */

/* Back to the list with a notice; with its problems when there are some. */
static Status
answer(Ctx *ctx, const Request *req, Response *res, const Batch *batch, Status status, Text said)
{
    if (status == INVALID) {
        TRY(show(ctx, req, res, batch));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, said);
    return response_redirect(ctx, res, subsidy_link(ctx->arena, batch->id, ""));
}

Status
subsidy_planned(Ctx *ctx, const Request *req, Response *res)
{
    Batch batch;
    OptInt planned;
    Status status;

    TRY(subsidy_desk_open(ctx, req, &batch));
    planned = subsidy_amount(ctx, req, "planned");
    status = ctx_checked(ctx);
    if (status == OK)
        status = subsidy_set_planned(ctx, batch.id, subsidy_lock(req), planned);
    return answer(ctx, req, res, &batch, status, TR(ctx->lang, "已保存"));
}

Status
subsidy_pay(Ctx *ctx, const Request *req, Response *res)
{
    Batch batch, after;
    OptInt day;
    Status status;

    TRY(subsidy_desk_open(ctx, req, &batch));
    day = subsidy_day(ctx, req, "day");
    status = ctx_checked(ctx);
    if (status == OK && !day.set)
        status = ctx_problem(ctx, "day", TR(ctx->lang, "请写哪一天发的"));
    if (status == OK)
        status = subsidy_pay_all(ctx, batch.id, subsidy_lock(req), (Day)day.value, &after);
    return answer(ctx, req, res, &batch, status,
                  TR(ctx->lang, "已登记；没到账的，请在那一行改过来"));
}

Status
subsidy_send(Ctx *ctx, const Request *req, Response *res)
{
    Batch batch, after;
    Status status;

    TRY(subsidy_desk_open(ctx, req, &batch));
    status =
        subsidy_hand_in(ctx, batch.id, subsidy_lock(req), request_form(req, "explanation"), &after);
    return answer(ctx, req, res, &batch, status, TR(ctx->lang, "已提交，等上级审核"));
}

Status
subsidy_open_up(Ctx *ctx, const Request *req, Response *res)
{
    Batch batch, after;
    Status status;

    TRY(subsidy_desk_open(ctx, req, &batch));
    status = subsidy_reopen(ctx, batch.id, subsidy_lock(req), request_form(req, "reason"), &after);
    return answer(ctx, req, res, &batch, status,
                  TR(ctx->lang, "可以改了；重新提交并审核通过以前，群众看到的还是原来的"));
}

Status
subsidy_drop(Ctx *ctx, const Request *req, Response *res)
{
    Batch batch;

    TRY(subsidy_desk_open(ctx, req, &batch));
    TRY(subsidy_discard(ctx, batch.id, subsidy_lock(req)));
    response_notice(ctx, req, res, TR(ctx->lang, "名单已丢弃"));
    return response_redirect(ctx, res, subsidies_link(ctx->arena, batch.region, ""));
}
