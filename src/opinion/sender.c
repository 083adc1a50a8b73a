/*
 * What the sender and other readers do: add words, withdraw, rate, "me too", follow.
 */
#include "base/crypto.h"
#include "base/tr.h"
#include "notify/notify.h"
#include "opinion/inside.h"

enum { SUPPORTS_A_DAY_ADDRESS = 60 };

/* ---- own ---- */

static Status
open_own(Ctx *ctx, int64_t id, Texts receipts, OpinionRecord *out)
{
    OpinionSight sight;

    TRY(opinion_fetch(ctx, id, out));
    TRY(opinion_sight_of(ctx, out, receipts, &sight));
    if (sight == SEES_NONE)
        return NOT_FOUND;
    if (sight == SEES_SENDER)
        return OK;
    /* Whoever filed it for somebody, and handles it as well, is the sender's hand. */
    return ctx->actor != NULL && out->filed_by.set && out->filed_by.value == ctx->actor->account
               ? OK
               : DENIED;
}

/* Whoever sent it without a name does not stand in the trail. */
static Status
sender_audit(Ctx *ctx, const OpinionRecord *record, const char *action)
{
    const Actor *person = ctx->actor;
    Status status;

    if (!text_eq(record->sender, T("named")))
        ctx->actor = NULL;
    status = opinion_audit(ctx, record, action);
    ctx->actor = person;
    return status;
}

Status
opinion_add_words(Ctx *ctx, int64_t id, Texts receipts, Text words)
{
    OpinionRecord record;
    OpinionEventCountRow added;

    TRY(open_own(ctx, id, receipts, &record));
    if (!opinion_record_is_open(&record))
        return CONFLICT;
    if (!opinion_text_ok(ctx, "words", words, OPINION_BODY_CHARS_MAX,
                         TR(ctx->lang, "请写要补充什么")))
        return INVALID;
    TRY(opinion_event_count(ctx, id, text_c(opinion_event_name(EVENT_ADDED)), &added));
    if (added.count >= OPINION_ADDED_MAX)
        return ctx_problem(ctx, "words", TR(ctx->lang, "最多补充 10 次"));
    TRY(opinion_event_add(ctx, &record, EVENT_ADDED, 0, words, (Text){0}, NULL));
    if (!opinion_record_is_sealed(&record))
        region_touch(ctx, record.region);
    TRY(opinion_tell_office(
        ctx, &record, "opinion.added",
        TR_FORMAT(ctx->arena, LANG_HANS, "群众又补充了几句：{number}", {"number", record.number})));
    return sender_audit(ctx, &record, "opinion.add");
}

Status
opinion_withdraw(Ctx *ctx, int64_t id, Texts receipts)
{
    OpinionRecord before, record;

    TRY(open_own(ctx, id, receipts, &before));
    if (!opinion_record_is_open(&before))
        return CONFLICT;
    record = before;
    record.state = text_c(opinion_state_name(OPINION_WITHDRAWN));
    record.closed_at = SOME_INT(ctx->now);
    record.extension_asked = 0;
    TRY(opinion_put(ctx, &before, &record));
    TRY(opinion_event_add(ctx, &record, EVENT_WITHDRAWN, 0, T(""), (Text){0}, NULL));
    return sender_audit(ctx, &record, "opinion.withdraw");
}

/* ---- the rating ---- */

static Status
reopen(Ctx *ctx, const OpinionRecord *before, OpinionRecord *record)
{
    RegionCode above;

    TRY(opinion_office_above(ctx, record->office, &above));
    record->state = text_c(opinion_state_name(OPINION_IN_HAND));
    record->resolved_at = (OptInt){0};
    record->visit_wanted = false;
    record->reopened++;
    opinion_hand_over(record, above);
    TRY(opinion_keep_from_subjects(ctx, record));
    record->resolve_due = opinion_resolve_due(ctx->now);
    /* The clock runs anew; that the first time was late stays told by its events. */
    record->late_resolve = false;
    TRY(opinion_put(ctx, before, record));
    TRY(opinion_event_add(ctx, record, EVENT_REOPENED, 0, T(""), (Text){0}, NULL));
    return opinion_tell_office(ctx, record, "opinion.reopened",
                               TR_FORMAT(ctx->arena, LANG_HANS,
                                         "群众说没办好，转您重新办：{number}",
                                         {"number", record->number}));
}

Status
opinion_take_rating(Ctx *ctx, OpinionRecord *record, OpinionRating rating, Text reason)
{
    OpinionRecord before = *record;
    Text words = rating == RATING_UNSATISFIED && !text_is_blank(reason)
                     ? text_printf(ctx->arena, "%s：%.*s", opinion_rating_title(rating),
                                   TEXT_ARGS(text_trim(reason)))
                     : text_c(opinion_rating_title(rating));

    TRY(opinion_event_add(ctx, record, EVENT_RATED, 0, words, (Text){0}, NULL));
    if (rating == RATING_UNSATISFIED && record->reopened == 0 && !opinion_record_is_sealed(record))
        return reopen(ctx, &before, record);
    record->state = text_c(opinion_state_name(OPINION_CLOSED));
    record->closed_at = SOME_INT(ctx->now);
    record->visit_wanted = false;
    record->rating = rating;
    TRY(opinion_put(ctx, &before, record));
    return opinion_tell_office(ctx, record, "opinion.rated",
                               TR_FORMAT(ctx->arena, LANG_HANS, "群众评价了一条意见：{number}",
                                         {"number", record->number}));
}

Status
opinion_rate(Ctx *ctx, int64_t id, Texts receipts, OpinionRating rating, Text reason)
{
    OpinionRecord record;
    bool answered;

    TRY(open_own(ctx, id, receipts, &record));
    /* Whoever filed it for somebody and answered it as well does not praise the own answer. */
    TRY(opinion_has_answered(ctx, id, &answered));
    if (answered)
        return DENIED;
    if (opinion_record_state(&record) != OPINION_RESOLVED)
        return CONFLICT;
    if (rating < RATING_UNSATISFIED || rating > RATING_SATISFIED)
        return ctx_problem(ctx, "rating", TR(ctx->lang, "请选满意不满意"));
    if (!opinion_text_ok(
            ctx, "reason", reason, OPINION_NOTE_CHARS_MAX,
            rating == RATING_UNSATISFIED ? TR(ctx->lang, "请写哪里没办好，上一级会重新办") : T("")))
        return INVALID;
    TRY(opinion_take_rating(ctx, &record, rating, reason));
    return sender_audit(ctx, &record, "opinion.rate");
}

/* ---- other readers ---- */

Status
opinion_follow(Ctx *ctx, int64_t id, bool on)
{
    OpinionRecord record;
    OpinionSight sight;
    Subscription followed = {.kind = SUBSCRIBE_OPINION, .subject = id, .item = T("")};

    TRY(opinion_fetch(ctx, id, &record));
    followed.region = record.region;
    if (!on)
        return notify_unsubscribe(ctx, &followed);
    TRY(opinion_sight_of(ctx, &record, (Texts){0}, &sight));
    if (sight == SEES_NONE)
        return NOT_FOUND;
    return notify_subscribe(ctx, &followed);
}

/* Whoever follows as much as anybody can supports it all the same. */
static Status
follow_if_room(Ctx *ctx, int64_t id)
{
    Problems before = ctx->problems;
    Status status = opinion_follow(ctx, id, true);

    if (status != INVALID)
        return status;
    ctx->problems = before;
    return OK;
}

Status
opinion_support(Ctx *ctx, int64_t id, Text visitor, Text address, int64_t *count_out)
{
    int64_t person = actor_person(ctx->actor);
    Text supporter = person != 0 ? text_printf(ctx->arena, "account %lld", (long long)person)
                                 : text_printf(ctx->arena, "visitor %.*s", TEXT_ARGS(visitor));
    OpinionRecord record;
    int64_t added, changed;

    TRY(opinion_fetch(ctx, id, &record));
    if (!record.shown)
        return NOT_FOUND;
    if (person == 0 && text_is_empty(visitor))
        return DENIED;
    *count_out = record.supporters;
    if (person != 0 && record.account.set && record.account.value == person)
        return OK; /* the sender is counted already */
    TRY(account_limit_day(ctx, "opinion-support", address, SUPPORTS_A_DAY_ADDRESS));
    TRY(opinion_supporter_insert(ctx, id, sha256_hex(ctx->arena, supporter), ctx->now, &added));
    if (added == 0)
        return OK;
    TRY(opinion_support_count(ctx, id, &changed));
    *count_out = record.supporters + 1;
    region_touch(ctx, record.region);
    return person != 0 ? follow_if_room(ctx, id) : OK;
}

/* ---- leaving ---- */

Status
opinion_erase_sender(Ctx *ctx, int64_t account)
{
    OpinionRecords rows;
    int64_t before = INT64_MAX;

    do {
        TRY(opinion_of_account(ctx, account, before, OPINIONS_PAGE, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            TRY(opinion_forget_events(ctx, account, rows.at[i].id));
            before = rows.at[i].id;
            if (!opinion_record_is_sealed(&rows.at[i]))
                region_touch(ctx, rows.at[i].region);
        }
    } while (rows.len == OPINIONS_PAGE);
    TRY(opinion_drafts_forget(ctx, account));
    TRY(opinion_forget_sender(ctx, account));
    return opinion_forget_filer(ctx, account);
}
