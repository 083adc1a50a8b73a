/*
 * Handing in: the disclosures of a batch are made, corrected and compared from its rows.
 */
#include "base/tr.h"
#include "store/store.h"
#include "subsidy/inside.h"
#include "subsidy/table.h"

enum { CHECK_MANY = 100 };

/* ---- comparing ---- */

/* Whether a revision's table is what the rows say. */
static Status
equals_rows(Ctx *ctx, const Batch *batch, BatchPart part, int64_t disclosure, int64_t revision,
            bool *out)
{
    Revision stored;
    Text *cells;
    size_t rows;

    TRY(disclosure_revision(ctx, disclosure, revision, &stored));
    TRY(subsidy_cells(ctx, batch, part, stored.table.columns, &cells, &rows));
    *out = subsidy_same_cells(ctx->arena, &stored.table, cells, rows);
    return OK;
}

/* ---- making and correcting ---- */

static Status
create(Ctx *ctx, const Batch *batch, BatchPart part, Disclosure *out)
{
    DisclosureInput input;

    TRY(subsidy_input(ctx, batch, part, (Columns){0}, &input));
    TRY(disclosure_create(ctx, &input, out));
    return disclosure_submit(ctx, out->id, out->lock, out);
}

static Status
rewrite(Ctx *ctx, const Batch *batch, BatchPart part, Disclosure *disclosure)
{
    DisclosureInput input;
    Item item = {0};

    if (disclosure->revision != 0)
        TRY(catalogue_version(ctx, disclosure->item_version, &item));
    TRY(subsidy_input(ctx, batch, part, item.columns, &input));
    input.item = input.period = (Text){0}; /* stay as they are */
    TRY(disclosure_update(ctx, disclosure->id, disclosure->lock, &input, disclosure));
    return disclosure_submit(ctx, disclosure->id, disclosure->lock, disclosure);
}

/* The disclosure of a part as the rows are now; *id_io: 0 when there is none yet. */
static Status
bring_up_to_date(Ctx *ctx, const Batch *batch, BatchPart part, int64_t *id_io)
{
    Disclosure disclosure;
    Text reason = batch->reopened.len != 0 ? batch->reopened : T("名单有变化");
    bool same;

    if (*id_io != 0)
        TRY(disclosure_get(ctx, *id_io, &disclosure));
    if (*id_io == 0 || disclosure.state == STATE_WITHDRAWN) {
        TRY(create(ctx, batch, part, &disclosure));
        *id_io = disclosure.id;
        return OK;
    }
    if (disclosure.state == STATE_DRAFT || disclosure.state == STATE_RETURNED)
        return rewrite(ctx, batch, part, &disclosure);
    TRY(equals_rows(ctx, batch, part, disclosure.id,
                    disclosure.working != 0 ? disclosure.working : disclosure.revision, &same));
    if (same)
        return OK;
    if (disclosure.state != STATE_PUBLISHED)
        return CONFLICT; /* somebody is reviewing it */
    TRY(disclosure_correct(ctx, disclosure.id, disclosure.lock, reason, &disclosure));
    return rewrite(ctx, batch, part, &disclosure);
}

/* ---- handing in ---- */

static Status
check_explanation(Ctx *ctx, const Batch *batch, Text explanation)
{
    SubsidyFindings findings;

    TRY(subsidy_findings(ctx, batch, &findings));
    check_text(ctx, "explanation", explanation, EXPLANATION_CHARS_MAX,
               findings.count != 0 ? TR(ctx->lang, "核对出来的地方请写明原因，会一起公开")
                                   : (Text){0});
    return ctx_checked(ctx);
}

static Status
check_complete(Ctx *ctx, const Batch *batch)
{
    LinesUnpaidRow unpaid;

    if (batch->lines == 0)
        return ctx_problem(ctx, "lines", TR(ctx->lang, "名单还是空的"));
    if (batch->state != BATCH_PAID && batch->state != BATCH_RESULT)
        return OK;
    TRY(lines_unpaid(ctx, batch->id, &unpaid));
    if (unpaid.count == 0)
        return OK;
    return ctx_problem(
        ctx, "lines",
        TR_FORMAT(ctx->arena, ctx->lang, "还有 {count} 行没登记发了没有",
                  {"count", text_printf(ctx->arena, "%lld", (long long)unpaid.count)}));
}

/* Nothing to hand in: what is handed in waits, or is published and was not reopened. */
static bool
has_nothing_new(const Ctx *ctx, const Batch *batch)
{
    switch (batch->state) {
    case BATCH_DRAFT:
    case BATCH_PAID:
        return false;
    case BATCH_NOTICE:
        return !subsidy_is_open(batch);
    case BATCH_RESULT:
        return !subsidy_is_open(batch) && !subsidy_takes_payments(ctx, batch);
    }
    return true;
}

Status
subsidy_hand_in(Ctx *ctx, int64_t id, int64_t lock, Text explanation, Batch *out)
{
    bool result;

    TRY(batch_begin(ctx, id, lock, out));
    if (has_nothing_new(ctx, out))
        return CONFLICT;
    explanation = text_trim(explanation);
    TRY(check_complete(ctx, out));
    TRY(check_explanation(ctx, out, explanation));
    result = out->state == BATCH_PAID || out->state == BATCH_RESULT;
    out->explanation = explanation;
    if (!batch_has_only_result(out))
        TRY(bring_up_to_date(ctx, out, PART_NOTICE, &out->notice.id));
    if (result)
        TRY(bring_up_to_date(ctx, out, PART_RESULT, &out->result.id));
    out->state = result ? BATCH_RESULT : BATCH_NOTICE;
    out->reopened = T("");
    return batch_save(ctx, out, "subsidy.hand_in", text_c(batch_state_name(out->state)));
}

Status
subsidy_reopen(Ctx *ctx, int64_t id, int64_t lock, Text reason, Batch *out)
{
    TRY(batch_begin(ctx, id, lock, out));
    /* What somebody is reviewing comes back with a reason, or is published first. */
    if (out->state == BATCH_DRAFT || out->reopened.len != 0 ||
        (!batch_has_only_result(out) && out->notice.state != STATE_PUBLISHED) ||
        (out->result.id != 0 && out->result.state != STATE_PUBLISHED))
        return CONFLICT;
    reason = text_trim(reason);
    check_text(ctx, "reason", reason, REASON_CHARS_MAX,
               TR(ctx->lang, "请写明更正的原因，它会和新内容一起公开"));
    TRY(ctx_checked(ctx));
    out->reopened = reason;
    return batch_save(ctx, out, "subsidy.reopen", reason);
}

/* ---- what is published ---- */

static bool
is_published(const BatchDisclosure *disclosure)
{
    return disclosure->revision > 0 && disclosure->state != STATE_WITHDRAWN;
}

static Status
published(Ctx *ctx, const Batch *batch, Disclosure *disclosure, Revision *out)
{
    const BatchDisclosure *newest = is_published(&batch->result) ? &batch->result : &batch->notice;

    if (!is_published(newest))
        return NOT_FOUND;
    TRY(disclosure_get(ctx, newest->id, disclosure));
    return disclosure_revision(ctx, newest->id, newest->revision, out);
}

Status
subsidy_shown(Ctx *ctx, const Batch *batch, Disclosure *disclosure_out, Revision *out)
{
    Revision revision;

    TRY(published(ctx, batch, disclosure_out, &revision));
    return revision_shown(ctx, disclosure_out, &revision, disclosure_reader(ctx, batch->region),
                          out);
}

Status
subsidy_published_totals(Ctx *ctx, const Batch *batch, BatchTotals *out)
{
    Disclosure disclosure;
    Revision revision;

    TRY(published(ctx, batch, &disclosure, &revision));
    subsidy_table_totals(ctx->arena, &revision.table, out);
    return OK;
}

Status
subsidy_own_lines(Ctx *ctx, const Household *household, OwnLines *out)
{
    Household own;
    LineRecords rows;
    Batch batch = {0};

    *out = (OwnLines){0};
    TRY(resident_household_of(ctx, ctx->actor, household->region, &own));
    if (own.id != household->id)
        return NOT_FOUND;
    TRY(lines_of_household(ctx, own.id, OWN_LINES_MAX, &rows));
    out->at = NEW_ARRAY(ctx->arena, OwnLine, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        if (rows.at[i].batch != batch.id)
            TRY(batch_fetch(ctx, rows.at[i].batch, &batch));
        if (is_published(&batch.notice) || is_published(&batch.result))
            out->at[out->len++] = (OwnLine){line_from(&rows.at[i]), batch};
    }
    return OK;
}

/* ---- mingbai check ---- */

typedef struct Check {
    Ctx *ctx;
    void (*found)(void *arg, Text sentence);
    void *arg;
} Check;

static Status
check_part(const Check *check, const Batch *batch, BatchPart part)
{
    Ctx *ctx = check->ctx;
    int64_t id = part == PART_NOTICE ? batch->notice.id : batch->result.id;
    Disclosure disclosure;
    bool same;

    if (id == 0 || subsidy_is_open(batch) ||
        (part == PART_RESULT && subsidy_takes_payments(ctx, batch)))
        return OK; /* none, or just being changed */
    TRY(disclosure_get(ctx, id, &disclosure));
    if (disclosure.state == STATE_WITHDRAWN)
        return OK;
    TRY(equals_rows(ctx, batch, part, id,
                    disclosure.working != 0 ? disclosure.working : disclosure.revision, &same));
    if (!same)
        check->found(check->arg,
                     text_printf(ctx->arena,
                                 "subsidy batch %lld: the table of disclosure %lld is not its rows",
                                 (long long)batch->id, (long long)id));
    return OK;
}

static Status
check_batch(const Check *check, const Batch *batch)
{
    Ctx *ctx = check->ctx;
    BatchSumsRow sums;

    TRY(batch_sums(ctx, batch->id, &sums));
    if (sums.lines != batch->lines || sums.total_fen != batch->total_fen ||
        sums.paid_lines != batch->paid_lines || sums.paid_fen != batch->paid_fen)
        check->found(check->arg,
                     text_printf(ctx->arena,
                                 "subsidy batch %lld: %lld lines of %lld fen counted, %lld of %lld "
                                 "in the rows",
                                 (long long)batch->id, (long long)batch->lines,
                                 (long long)batch->total_fen, (long long)sums.lines,
                                 (long long)sums.total_fen));
    TRY(check_part(check, batch, PART_NOTICE));
    return check_part(check, batch, PART_RESULT);
}

Status
subsidy_check(Ctx *ctx, void (*found)(void *arg, Text sentence), void *arg)
{
    Check check = {ctx, found, arg};
    int64_t after = 0;

    if (ctx->actor == NULL || !ctx->actor->system)
        return DENIED;
    for (;;) {
        BatchRecords rows;

        TRY(batches_walk(ctx, after, CHECK_MANY, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            ArenaMark mark = arena_mark(ctx->arena);
            Batch batch;

            after = rows.at[i].id;
            TRY(batch_from(ctx, &rows.at[i], &batch));
            TRY(check_batch(&check, &batch));
            arena_release(ctx->arena, mark);
        }
        if (rows.len < CHECK_MANY)
            return OK;
    }
}
