/*
 * The life of a disclosure, from the first draft to the tombstone.
 *
 * Each step is a row of the table: who may, from which states, and under which name it is
 * remembered. begin() asks all of that before a step, end() writes it down after: the row under its
 * lock, the event, the audit trail, the versions.
 */
#include "base/id.h"
#include "base/tr.h"
#include "disclosure/attachment.sql.h"
#include "disclosure/parts.h"
#include "disclosure/steps.h"
#include "organisation/training.h"
#include "region/changed.h"
#include "store/store.h"

#define IN(state) (1u << (state))

static const StepRow steps[STEP_COUNT] = {
    [STEP_CREATE] = {"created",   "disclosure.create",   CAN_DRAFT,           0                   },
    [STEP_UPDATE] = {"updated",   "disclosure.update",   CAN_DRAFT,
                     IN(STATE_DRAFT) | IN(STATE_RETURNED)                                         },
    [STEP_DISCARD] = {"discarded", "disclosure.discard",  CAN_DRAFT,
                     IN(STATE_DRAFT) | IN(STATE_RETURNED)                                         },
    [STEP_SUBMIT] = {"submitted", "disclosure.submit",   CAN_DRAFT,
                     IN(STATE_DRAFT) | IN(STATE_RETURNED)                                         },
    [STEP_CONFIRM] = {"confirmed", "disclosure.confirm",  CAN_CONFIRM_FINANCE, IN(STATE_CONFIRMING)},
    [STEP_APPROVE] = {"published", "disclosure.approve",  CAN_REVIEW,          IN(STATE_SUBMITTED) },
    [STEP_RETURN] = {"returned",  "disclosure.return",   CAN_REVIEW,          IN(STATE_SUBMITTED) },
    [STEP_REFUSE] = {"returned",  "disclosure.return",   CAN_CONFIRM_FINANCE, IN(STATE_CONFIRMING)},
    [STEP_CORRECT] = {"corrected", "disclosure.correct",  CAN_DRAFT,           IN(STATE_PUBLISHED) },
 /* Whatever is in hand, what is published can be taken back. */
    [STEP_WITHDRAW] = {"withdrawn", "disclosure.withdraw", CAN_WITHDRAW,
                     IN(STATE_PUBLISHED) | IN(STATE_DRAFT) | IN(STATE_CONFIRMING) |
                           IN(STATE_SUBMITTED) | IN(STATE_RETURNED)                               },
};

_Static_assert(STATE_COUNT <= 32, "the states of a step are a 32-bit set");

Status
step_begin(Ctx *ctx, Step step, int64_t id, int64_t lock, Disclosure *out)
{
    TRY(disclosure_fetch(ctx, id, out));
    TRY(actor_require(ctx, steps[step].permission, out->region));
    if (out->lock != lock || (steps[step].from & IN(out->state)) == 0)
        return CONFLICT;
    return OK;
}

Status
step_note(Ctx *ctx, Step step, const Disclosure *disclosure, int64_t revision, Text note)
{
    TRY(disclosure_event_add(ctx, disclosure, revision, steps[step].event, note));
    TRY(audit(ctx, disclosure->region, steps[step].action, disclosure->id, note));
    region_touch(ctx, disclosure->region);
    return changed_note(ctx, CHANGED_DISCLOSURE, disclosure->region, disclosure->id);
}

Status
step_end(Ctx *ctx, Step step, Disclosure *disclosure, int64_t revision, Text note)
{
    TRY(disclosure_write(ctx, disclosure));
    return step_note(ctx, step, disclosure, revision, note);
}

/* Nobody decides on what they wrote or submitted. */
static Status
require_not_writer(Ctx *ctx, const Revision *revision)
{
    int64_t account = acting_account(ctx);
    RevisionWriterRow row;
    Status status;

    if (account == 0)
        return OK;
    if ((revision->submitted_by.set && revision->submitted_by.value == account) ||
        revision->created_by == account)
        return DENIED;
    status = revision_writer(ctx, revision->disclosure, revision->number, account, &row);
    if (status == NOT_FOUND)
        return OK;
    return status == OK ? DENIED : status;
}

static Status
save_steps(Ctx *ctx, const Revision *revision)
{
    int64_t changed;

    TRY(revision_save_steps(ctx,
                            &(RevisionSaveStepsArgs){
                                .disclosure = revision->disclosure,
                                .number = revision->number,
                                .personal_ok = revision->personal_ok,
                                .submitted_at = revision->submitted_at,
                                .submitted_by = revision->submitted_by,
                                .confirmed_at = revision->confirmed_at,
                                .confirmed_by = revision->confirmed_by,
                                .reviewed_at = revision->reviewed_at,
                                .reviewed_by = revision->reviewed_by,
                                .return_reason = revision->return_reason,
                                .published_at = revision->published_at,
                                .digest = revision->digest,
                            },
                            &changed));
    return changed == 1 ? OK : CONFLICT;
}

static Status
require_reason(Ctx *ctx, Text reason, Text sentence)
{
    if (text_is_blank(reason))
        return ctx_problem(ctx, "reason", sentence);
    return ctx_text_ok(ctx, "reason", reason, REASON_CHARS_MAX) ? OK : INVALID;
}

/* ---- village → finance group → township ---- */

static Status
require_content(Ctx *ctx, const Disclosure *disclosure, const Revision *revision)
{
    AttachmentCountsRow count;

    if (revision->kind != DISCLOSURE_REPORT || revision->table.rows != 0 ||
        !text_is_blank(revision->body) || !text_is_blank(revision->summary))
        return OK;
    TRY(attachment_counts(ctx, disclosure->id, revision->number, &count));
    if (count.all_count != 0)
        return OK;
    return ctx_problem(ctx, "body", TR(ctx->lang, "还没有内容：请填写表格、说明，或者添加附件"));
}

Status
disclosure_wants_finance_group(Ctx *ctx, RegionCode region, const Item *item, bool *out)
{
    FinanceGroupOfRow row;
    Status status;

    *out = false;
    if (!item->finance_group)
        return OK;
    status = finance_group_of(ctx, region, acting_account(ctx), &row);
    *out = status == OK;
    return status == NOT_FOUND ? OK : status;
}

static Status
next_after_submitting(Ctx *ctx, const Disclosure *disclosure, DisclosureState *out)
{
    Item item;
    bool wanted;

    TRY(catalogue_version(ctx, disclosure->item_version, &item));
    TRY(disclosure_wants_finance_group(ctx, disclosure->region, &item, &wanted));
    *out = wanted ? STATE_CONFIRMING : STATE_SUBMITTED;
    return OK;
}

Status
disclosure_submit(Ctx *ctx, int64_t id, int64_t lock, Disclosure *out)
{
    Revision revision;

    TRY(step_begin(ctx, STEP_SUBMIT, id, lock, out));
    TRY(training_allows(ctx, out->region));
    TRY(revision_fetch(ctx, out, out->working, &revision));
    TRY(require_content(ctx, out, &revision));
    TRY(attachments_ready(ctx, out, false));
    revision.submitted_at = SOME_INT(ctx->now);
    revision.submitted_by = acting_account_opt(ctx);
    revision.confirmed_at = revision.confirmed_by = (OptInt){0};
    revision.reviewed_at = revision.reviewed_by = (OptInt){0};
    revision.return_reason = T("");
    TRY(save_steps(ctx, &revision));
    TRY(next_after_submitting(ctx, out, &out->state));
    return step_end(ctx, STEP_SUBMIT, out, out->working, T(""));
}

Status
disclosure_confirm(Ctx *ctx, int64_t id, int64_t lock, Disclosure *out)
{
    Revision revision;

    TRY(step_begin(ctx, STEP_CONFIRM, id, lock, out));
    TRY(revision_fetch(ctx, out, out->working, &revision));
    TRY(require_not_writer(ctx, &revision));
    revision.confirmed_at = SOME_INT(ctx->now);
    revision.confirmed_by = acting_account_opt(ctx);
    TRY(save_steps(ctx, &revision));
    out->state = STATE_SUBMITTED;
    return step_end(ctx, STEP_CONFIRM, out, out->working, T(""));
}

Status
disclosure_return(Ctx *ctx, int64_t id, int64_t lock, Text reason, Disclosure *out)
{
    Revision revision;
    Step step = STEP_RETURN;

    TRY(disclosure_fetch(ctx, id, out));
    if (out->state == STATE_CONFIRMING)
        step = STEP_REFUSE;
    TRY(step_begin(ctx, step, id, lock, out));
    TRY(require_reason(ctx, reason, TR(ctx->lang, "请写明退回的原因，让村里知道怎么改")));
    TRY(revision_fetch(ctx, out, out->working, &revision));
    revision.reviewed_at = SOME_INT(ctx->now);
    revision.reviewed_by = acting_account_opt(ctx);
    revision.return_reason = text_trim(reason);
    TRY(save_steps(ctx, &revision));
    out->state = STATE_RETURNED;
    return step_end(ctx, step, out, out->working, revision.return_reason);
}

/* What looks like personal data has to be masked, or confirmed by the one who publishes it. */
static Status
require_no_personal(Ctx *ctx, const Revision *revision, bool personal_ok, bool *found_out)
{
    PersonalSpots spots;

    TRY(disclosure_personal(ctx, revision, &spots));
    *found_out = spots.len != 0;
    if (spots.len == 0 || personal_ok)
        return OK;
    return ctx_problem(
        ctx, "personal",
        TR(ctx->lang, "内容里有像身份证号、银行卡号或手机号的数字，请退回处理，或确认可以公开"));
}

static Status
item_and_place(Ctx *ctx, const Disclosure *disclosure, Item *item_out, bool *community_out)
{
    Region region;

    TRY(catalogue_version(ctx, disclosure->item_version, item_out));
    TRY(region_get(ctx, disclosure->region, &region));
    *community_out = region.community;
    return OK;
}

Status
disclosure_approve(Ctx *ctx, int64_t id, int64_t lock, bool personal_ok, Disclosure *out)
{
    Revision revision;
    Item item;
    Publication publication;
    bool found;

    TRY(step_begin(ctx, STEP_APPROVE, id, lock, out));
    TRY(revision_fetch(ctx, out, out->working, &revision));
    TRY(require_not_writer(ctx, &revision));
    TRY(attachments_ready(ctx, out, true));
    TRY(require_no_personal(ctx, &revision, personal_ok, &found));
    publication =
        (Publication){.disclosure = out, .revision = &revision, .item = &item, .at = ctx->now};
    TRY(item_and_place(ctx, out, &item, &publication.community));
    TRY(attachment_digests(ctx, id, revision.number, &publication.attachments));
    revision.personal_ok = found;
    revision.reviewed_at = SOME_INT(ctx->now);
    revision.reviewed_by = acting_account_opt(ctx);
    publication_prepare(ctx, &publication);
    TRY(save_steps(ctx, &revision));
    TRY(step_end(ctx, STEP_APPROVE, out, revision.number, T("")));
    return publication_count(ctx, &publication);
}

/* ---- after publication ---- */

Status
disclosure_correct(Ctx *ctx, int64_t id, int64_t lock, Text reason, Disclosure *out)
{
    Revision revision;
    int64_t published;

    TRY(step_begin(ctx, STEP_CORRECT, id, lock, out));
    TRY(require_reason(ctx, reason, TR(ctx->lang, "请写明更正的原因，它会和新内容一起公开")));
    published = out->revision;
    TRY(revision_fetch(ctx, out, published, &revision));
    revision.number = published + 1;
    /* The ground of an exception stays; it is itself the reason why something is not there. */
    if (revision.kind != DISCLOSURE_EXCEPTION)
        revision.reason = text_trim(reason);
    TRY(revision_add(ctx, out, &revision));
    TRY(attachment_links_copy(ctx, id, published, revision.number));
    out->working = revision.number;
    out->state = STATE_DRAFT;
    return step_end(ctx, STEP_CORRECT, out, revision.number, text_trim(reason));
}

Status
working_drop(Ctx *ctx, Disclosure *disclosure)
{
    int64_t changed;

    TRY(attachment_unlink_all(ctx, disclosure->id, disclosure->working));
    TRY(revision_drop(ctx, disclosure->id, disclosure->working, &changed));
    /* Files of what is dropped are found and removed by their jobs. */
    TRY(attachment_drop_unlinked(ctx, disclosure->id, &changed));
    disclosure->working = 0;
    return OK;
}

Status
disclosure_withdraw(Ctx *ctx, int64_t id, int64_t lock, Text reason, Disclosure *out)
{
    TRY(step_begin(ctx, STEP_WITHDRAW, id, lock, out));
    if (out->revision == 0)
        return CONFLICT;
    TRY(require_reason(ctx, reason, TR(ctx->lang, "请写明撤回的原因，它会一直公开")));
    if (out->working != 0)
        TRY(working_drop(ctx, out));
    out->state = STATE_WITHDRAWN;
    out->withdrawn_at = SOME_INT(ctx->now);
    out->withdrawn_reason = text_trim(reason);
    TRY(step_end(ctx, STEP_WITHDRAW, out, out->revision, out->withdrawn_reason));
    return publication_undo(ctx, out);
}
