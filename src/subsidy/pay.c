/*
 * Payments: recorded for all, for one, or from the list that the bank gave back.
 */
#include "base/tr.h"
#include "subsidy/index.h"
#include "subsidy/inside.h"

static Status
begin(Ctx *ctx, int64_t id, int64_t lock, Batch *out)
{
    TRY(batch_begin(ctx, id, lock, out));
    return subsidy_takes_payments(ctx, out) ? OK : CONFLICT;
}

static Status
save(Ctx *ctx, Batch *batch, Text detail)
{
    if (batch->state == BATCH_NOTICE)
        batch->state = BATCH_PAID;
    return batch_save(ctx, batch, "subsidy.pay", detail);
}

Status
subsidy_pay_all(Ctx *ctx, int64_t id, int64_t lock, Day day, Batch *out)
{
    int64_t changed;

    TRY(begin(ctx, id, lock, out));
    if (day > ctx_today(ctx))
        return ctx_problem(ctx, "day", TR(ctx->lang, "发放日期在今天以后"));
    TRY(lines_pay_due(ctx, id, day, &changed));
    return save(ctx, out, text_printf(ctx->arena, "%lld", (long long)changed));
}

static Status
set_payment(Ctx *ctx, int64_t id, const Line *line)
{
    return line_set_payment(ctx, &(LineSetPaymentArgs){
                                     .id = id,
                                     .state = text_c(line_state_name(line->state)),
                                     .paid_day = line->paid_day,
                                     .note = line->note,
                                 });
}

Status
subsidy_pay_line(Ctx *ctx, int64_t id, int64_t lock, LineState state, OptInt day, Text note,
                 Batch *out)
{
    LineRecord record;
    Line line;

    TRY(subsidy_line_by_id(ctx, id, &record));
    TRY(begin(ctx, record.batch, lock, out));
    line = line_from(&record);
    line.state = state;
    line.paid_day = state == LINE_PAID ? day : (OptInt){0};
    line.note = text_trim(note);
    check_text(ctx, "note", line.note, LINE_NOTE_CHARS_MAX, (Text){0});
    if (state == LINE_PAID && !day.set)
        (void)!ctx_problem(ctx, "day", TR(ctx->lang, "已发的要写发放日期"));
    else if (state == LINE_PAID && day.value > ctx_today(ctx))
        (void)!ctx_problem(ctx, "day", TR(ctx->lang, "发放日期在今天以后"));
    TRY(ctx_checked(ctx));
    TRY(set_payment(ctx, id, &line));
    return save(ctx, out, text_printf(ctx->arena, "%lld", (long long)record.position));
}

/* Each line of the list gives its state to the one of the batch that it means. */
static Status
match_lines(Ctx *ctx, const Lines *ours, const Lines *theirs, const Line **matched)
{
    LineIndex index = line_index(ctx->arena, ours);
    LineProblems problems = {.ctx = ctx};

    for (size_t i = 0; i < theirs->len; i++) {
        problems.row = i + 1;
        matched[i] = line_index_take(&index, &theirs->at[i]);
        if (matched[i] == NULL)
            line_problem(&problems, LC_NAME, TR(ctx->lang, "公示的名单里没有这一户，或者金额不同"));
    }
    return ctx_checked(ctx);
}

Status
subsidy_pay_lines(Ctx *ctx, int64_t id, int64_t lock, Lines lines, Batch *out)
{
    Lines ours;
    const Line **matched = NEW_ARRAY(ctx->arena, const Line *, lines.len);

    TRY(begin(ctx, id, lock, out));
    TRY(lines_check(ctx, out, lines));
    TRY(lines_fetch(ctx, id, &ours));
    TRY(match_lines(ctx, &ours, &lines, matched));
    for (size_t i = 0; i < lines.len; i++) {
        Line *line = &lines.at[i];

        if (line->note.len == 0)
            line->note = matched[i]->note;
        if (line->state != LINE_DUE)
            TRY(set_payment(ctx, matched[i]->id, line));
    }
    return save(ctx, out, text_printf(ctx->arena, "%zu", lines.len));
}
