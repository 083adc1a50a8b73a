/*
 * The return visit: after it was resolved, somebody who did not answer asks the sender.
 */
#include "base/tr.h"
#include "opinion/inside.h"

bool
opinion_may_visit(const Ctx *ctx, const Opinion *opinion)
{
    return opinion->state == OPINION_RESOLVED && opinion->visit_wanted &&
           opinion->sight == SEES_HANDLER &&
           actor_may(ctx->actor, CAN_VISIT_SENDERS, opinion->region);
}

Status
opinion_has_answered(Ctx *ctx, int64_t id, bool *out)
{
    const Actor *actor = ctx->actor;
    OpinionEventOfPersonRow row;
    Status status = actor == NULL || actor->system
                        ? NOT_FOUND
                        : opinion_event_of_person(ctx, id, actor->account, &row);

    *out = status == OK;
    return status == NOT_FOUND ? OK : status;
}

Status
opinion_answered_by(Ctx *ctx, int64_t id, RegionCode *out)
{
    OpinionAnswerEventRow row;

    TRY(opinion_answer_event(ctx, id, &row));
    *out = row.office;
    return OK;
}

static Status
open_for_visit(Ctx *ctx, int64_t id, int64_t lock, OpinionRecord *out)
{
    OpinionSight sight;
    bool answered;

    TRY(opinion_fetch(ctx, id, out));
    TRY(opinion_sight_of(ctx, out, (Texts){0}, &sight));
    if (sight == SEES_NONE)
        return NOT_FOUND;
    if (sight != SEES_HANDLER || !actor_may(ctx->actor, CAN_VISIT_SENDERS, out->region))
        return DENIED;
    TRY(opinion_has_answered(ctx, id, &answered));
    if (answered)
        return DENIED;
    return out->lock == lock && out->visit_wanted && opinion_record_state(out) == OPINION_RESOLVED
               ? OK
               : CONFLICT;
}

/* Three calls within a minute are no three days on which nobody was at home: they would close what
 * its sender has yet to rate. */
static Status
check_not_today(Ctx *ctx, int64_t id)
{
    OpinionEventSinceRow row;
    Status status = opinion_event_since(ctx, id, text_c(opinion_event_name(EVENT_UNREACHED)),
                                        day_start(ctx_today(ctx)), &row);

    if (status == OK)
        return ctx_problem(ctx, "reached",
                           TR(ctx->lang, "今天已经记过一次没有联系上，请换一天再打"));
    return status == NOT_FOUND ? OK : status;
}

/* Not reached so often that it is given up: closed, unrated. */
static Status
not_reached(Ctx *ctx, const OpinionRecord *before, Text words)
{
    OpinionRecord record = *before;

    TRY(check_not_today(ctx, before->id));
    record.visit_tries++;
    if (record.visit_tries >= OPINION_VISIT_TRIES) {
        record.visit_wanted = false;
        record.state = text_c(opinion_state_name(OPINION_CLOSED));
        record.closed_at = SOME_INT(ctx->now);
    }
    TRY(opinion_put(ctx, before, &record));
    TRY(opinion_event_add(ctx, &record, EVENT_UNREACHED, record.office, words, (Text){0}, NULL));
    return opinion_audit(ctx, &record, "opinion.visit_tried");
}

Status
opinion_visit(Ctx *ctx, int64_t id, int64_t lock, bool reached, OpinionRating rating, Text words)
{
    OpinionRecord before, record;

    TRY(open_for_visit(ctx, id, lock, &before));
    (void)opinion_text_ok(
        ctx, "words", words, OPINION_NOTE_CHARS_MAX,
        reached && rating == RATING_UNSATISFIED ? TR(ctx->lang, "请写群众不满意什么") : T(""));
    if (reached && rating == RATING_NONE)
        (void)ctx_problem(ctx, "rating", TR(ctx->lang, "请选群众满意不满意"));
    TRY(ctx_checked(ctx));
    if (!reached)
        return not_reached(ctx, &before, words);
    TRY(opinion_event_add(ctx, &before, EVENT_VISITED, before.office, words, (Text){0}, NULL));
    record = before;
    TRY(opinion_take_rating(ctx, &record, rating, words));
    return opinion_audit(ctx, &record, "opinion.visit");
}
