/*
 * Who is told what.  Sentences say no more than a number: an SMS is read by whoever holds the
 * phone.
 */
#include "notify/notify.h"
#include "opinion/inside.h"

enum { JOINED_MAX = 50 };

static Notice
notice_of(Ctx *ctx, const OpinionRecord *record, const char *kind, Text sentence)
{
    return (Notice){
        .kind = kind,
        .subject = record->id,
        .region = record->region,
        .sentence = sentence,
        .link = text_printf(ctx->arena, "/o/%.*s", TEXT_ARGS(record->number)),
        .sealed = opinion_record_is_sealed(record),
    };
}

static Notice
office_notice(Ctx *ctx, const OpinionRecord *record, const char *kind, Text sentence)
{
    Notice notice = notice_of(ctx, record, kind, sentence);

    notice.link = text_printf(ctx->arena, "/desk/opinion/%lld", (long long)record->id);
    return notice;
}

/* The same sentence about the number that its reader knows. */
static Text
with_number(Ctx *ctx, Text sentence, Text number, Text own)
{
    size_t at = text_find(sentence, number);

    if (at >= sentence.len)
        return sentence;
    return text_printf(ctx->arena, "%.*s%.*s%.*s", TEXT_ARGS(text_slice(sentence, 0, at)),
                       TEXT_ARGS(own),
                       TEXT_ARGS(text_slice(sentence, at + number.len, sentence.len)));
}

static Status
tell_one_sender(Ctx *ctx, const OpinionRecord *record, const char *kind, int64_t event,
                Text sentence)
{
    Notice notice = notice_of(ctx, record, kind, sentence);

    if (record->account.set)
        return notify_account(ctx, record->account.value, &notice);
    /* A number on its way out stands beside the opinion's: who reported comes back by receipt. */
    if (text_is_empty(record->sender_phone) || opinion_record_is_sealed(record))
        return OK;
    return notify_phone(
        ctx, record->sender_phone,
        text_printf(ctx->arena, "opinion:%lld:%lld", (long long)record->id, (long long)event),
        &notice);
}

Status
opinion_tell_sender(Ctx *ctx, const OpinionRecord *record, const char *kind, int64_t event,
                    Text sentence)
{
    OpinionRecords joined;
    Notice notice = notice_of(ctx, record, kind, sentence);
    Subscription followed = {
        .kind = SUBSCRIBE_OPINION, .region = record->region, .subject = record->id, .item = T("")};

    TRY(tell_one_sender(ctx, record, kind, event, sentence));
    if (opinion_record_is_sealed(record))
        return OK;
    TRY(opinion_joined_to(ctx, record->id, JOINED_MAX, &joined));
    for (size_t i = 0; i < joined.len; i++)
        TRY(tell_one_sender(ctx, &joined.at[i], kind, event,
                            with_number(ctx, sentence, record->number, joined.at[i].number)));
    if (!record->shown)
        return OK;
    return notify_subscribers(ctx, &followed, record->account.set ? record->account.value : 0,
                              &notice);
}

/* Whom it is about, and whoever does what is told. */
static Status
find_except(Ctx *ctx, const OpinionRecord *record, int64_t actor, NotifyExcept *out)
{
    OpinionSubjectsRows subjects;
    int64_t *at;

    TRY(opinion_subjects(ctx, record->id, &subjects));
    at = NEW_ARRAY(ctx->arena, int64_t, subjects.len + 1);
    for (size_t i = 0; i < subjects.len; i++)
        at[i] = subjects.at[i].account;
    at[subjects.len] = actor;
    *out = (NotifyExcept){at, subjects.len + 1};
    return OK;
}

Status
opinion_tell_office(Ctx *ctx, const OpinionRecord *record, const char *kind, Text sentence)
{
    Notice notice = office_notice(ctx, record, kind, sentence);
    bool sealed = opinion_record_is_sealed(record);
    NotifyExcept except;

    TRY(find_except(ctx, record, ctx->actor != NULL && !sealed ? ctx->actor->account : 0, &except));
    if (sealed)
        return notify_office(ctx, CAN_READ_MISCONDUCT, record->sealed_for, except, &notice);
    return notify_office(ctx, CAN_HANDLE_OPINIONS, record->office, except, &notice);
}

Status
opinion_tell_inspectors(Ctx *ctx, const OpinionRecord *record, const char *kind, Text sentence)
{
    Notice notice = office_notice(ctx, record, kind, sentence);
    NotifyExcept except;

    TRY(find_except(ctx, record, 0, &except));
    return notify_office(ctx, CAN_READ_MISCONDUCT, opinion_district_of(record->region), except,
                         &notice);
}
