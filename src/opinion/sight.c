/*
 * Who sees how much of an opinion.
 */
#include "base/crypto.h"
#include "base/tr.h"
#include "opinion/inside.h"
#include "prose/personal.h"

bool
opinion_reads_sealed(const Actor *actor, RegionCode sealed_for)
{
    /* The platform itself and its operator read nothing that is sealed. */
    return actor != NULL && !actor->system && sealed_for != 0 &&
           actor_may(actor, CAN_READ_MISCONDUCT, sealed_for);
}

Status
opinion_is_subject(Ctx *ctx, int64_t opinion, bool *out)
{
    OpinionSubjectIsRow row;
    int64_t account = actor_person(ctx->actor);
    Status status;

    *out = false;
    if (account == 0)
        return OK;
    status = opinion_subject_is(ctx, opinion, account, &row);
    *out = status == OK;
    return status == NOT_FOUND ? OK : status;
}

static bool
has_receipt(Arena *arena, const OpinionRecord *record, Texts receipts)
{
    if (text_is_empty(record->receipt_hash))
        return false;
    for (size_t i = 0; i < receipts.len; i++) {
        Text number, code;

        if (text_cut(receipts.at[i], '.', &number, &code) && text_eq(number, record->number) &&
            secret_eq(sha256_hex(arena, code), record->receipt_hash))
            return true;
    }
    return false;
}

static OpinionSight
public_sight(const OpinionRecord *record)
{
    return record->shown ? SEES_PUBLIC : SEES_NONE;
}

/* By role, for what is not sealed. */
static Status
sight_by_role(Ctx *ctx, const OpinionRecord *record, OpinionSight *out)
{
    const Actor *actor = ctx->actor;
    OpinionSubjectsRows subjects;
    bool subject;

    *out = public_sight(record);
    if (actor == NULL)
        return OK;
    if (actor->system) {
        *out = SEES_HANDLER;
        return OK;
    }
    if (!actor_may(actor, CAN_READ_OPINIONS, record->region) &&
        !(record->visit_wanted && actor_may(actor, CAN_VISIT_SENDERS, record->region)))
        return OK;
    TRY(opinion_is_subject(ctx, record->id, &subject));
    if (subject)
        return OK;
    if (actor_may(actor, CAN_HANDLE_OPINIONS, record->office) ||
        actor_may(actor, CAN_READ_MISCONDUCT, record->region)) {
        *out = SEES_HANDLER;
        return OK;
    }
    /* It went higher: where it is about somebody of the village, that is none of the village's. */
    TRY(opinion_subjects(ctx, record->id, &subjects));
    if (subjects.len != 0)
        return OK;
    *out = record->visit_wanted ? SEES_HANDLER : SEES_STAFF;
    return OK;
}

Status
opinion_sight_of(Ctx *ctx, const OpinionRecord *record, Texts receipts, OpinionSight *out)
{
    int64_t account = actor_person(ctx->actor);

    if (has_receipt(ctx->arena, record, receipts) ||
        (account != 0 && ((record->account.set && record->account.value == account) ||
                          (record->filed_by.set && record->filed_by.value == account)))) {
        *out = SEES_SENDER;
        /* Whoever filed it for somebody may be of the office that handles it, too. */
        if (!opinion_record_is_sealed(record) && account != 0 &&
            actor_may(ctx->actor, CAN_HANDLE_OPINIONS, record->office) && record->filed_by.set)
            return sight_by_role(ctx, record, out);
        return OK;
    }
    if (opinion_record_is_sealed(record)) {
        bool subject;

        TRY(opinion_is_subject(ctx, record->id, &subject));
        *out = opinion_reads_sealed(ctx->actor, record->sealed_for) && !subject ? SEES_HANDLER
                                                                                : SEES_NONE;
        return OK;
    }
    return sight_by_role(ctx, record, out);
}

/* ---- as a reader may see it ---- */

static Text
seen_text(Ctx *ctx, Text text, OpinionSight sight)
{
    return sight >= SEES_SENDER ? text : personal_mask_text(ctx->arena, text);
}

static void
fill_sender(const OpinionRecord *record, Opinion *out)
{
    if (out->sight < SEES_SENDER)
        return;
    out->sender_name = record->sender_name;
    out->sender_phone = record->sender_phone;
    if (record->account.set)
        out->account = record->account.value;
    if (record->filed_by.set)
        out->filed_by = record->filed_by.value;
}

static void
fill_clock(const OpinionRecord *record, Opinion *out)
{
    out->received_at = record->received_at;
    out->reply_due = record->reply_due;
    out->resolve_due = record->resolve_due;
    out->replied_at = record->replied_at;
    out->resolved_at = record->resolved_at;
    out->closed_at = record->closed_at;
    out->late_reply = record->late_reply;
    out->late_resolve = record->late_resolve;
    out->extension_days = record->extension_days;
    out->extension_asked = record->extension_asked;
}

Opinion
opinion_as_seen(Ctx *ctx, const OpinionRecord *record, OpinionSight sight)
{
    Opinion out = {
        .id = record->id,
        .number = record->number,
        .region = record->region,
        .kind = opinion_record_kind(record),
        .state = opinion_record_state(record),
        .source_id = record->source_id,
        .title = seen_text(ctx, record->title, sight),
        .body = seen_text(ctx, record->body, sight),
        .place = seen_text(ctx, record->place, sight),
        .latitude_e6 = record->latitude_e6,
        .longitude_e6 = record->longitude_e6,
        .open = record->open,
        .shown = record->shown,
        .hidden = record->hidden,
        .photos_shown = record->photos_shown,
        .office = record->office,
        .sealed_for = record->sealed_for,
        .answers = record->answers,
        .answer = record->answers != 0 ? seen_text(ctx, record->answer, sight) : (Text){0},
        .visit_wanted = record->visit_wanted,
        .visit_tries = record->visit_tries,
        .rating = (OpinionRating)record->rating,
        .reopened = record->reopened,
        .petition = record->petition && sight >= SEES_STAFF && sight != SEES_SENDER,
        .merged_into = record->merged_into.set ? record->merged_into.value : 0,
        .supporters = record->supporters,
        .lock = record->lock,
        .sight = sight,
    };

    /* A title that was cut may hold half a number, which no longer looks like one. */
    if (out.body.at != record->body.at)
        out.title = opinion_title(ctx, out.body);
    if (out.petition)
        out.petition_settled_day = record->petition_settled_day;
    out.topic = TOPIC_OTHER;
    (void)opinion_topic_parse(record->topic, &out.topic);
    out.source = SOURCE_NONE;
    (void)opinion_source_parse(record->source, &out.source);
    out.sender = SENDER_ANONYMOUS;
    (void)opinion_sender_parse(record->sender, &out.sender);
    fill_sender(record, &out);
    fill_clock(record, &out);
    out.extension_reason = seen_text(ctx, record->extension_reason, sight);
    return out;
}

/* ---- reading ---- */

static Status
seen_or_not_found(Ctx *ctx, const OpinionRecord *record, Texts receipts, Opinion *out)
{
    OpinionSight sight;

    TRY(opinion_sight_of(ctx, record, receipts, &sight));
    if (sight == SEES_NONE)
        return NOT_FOUND;
    *out = opinion_as_seen(ctx, record, sight);
    return OK;
}

Status
opinion_get(Ctx *ctx, int64_t id, Texts receipts, Opinion *out)
{
    OpinionRecord record;

    TRY(opinion_fetch(ctx, id, &record));
    return seen_or_not_found(ctx, &record, receipts, out);
}

Status
opinion_by_number(Ctx *ctx, Text number, Texts receipts, Opinion *out)
{
    OpinionRecord record;

    if (!text_is_clean(number) || number.len > 40)
        return NOT_FOUND;
    TRY(opinion_by_its_number(ctx, number, &record));
    return seen_or_not_found(ctx, &record, receipts, out);
}

Status
opinion_joined(Ctx *ctx, const Opinion *merged, Opinion *out)
{
    OpinionRecord record;

    if (merged->merged_into == 0)
        return NOT_FOUND;
    TRY(opinion_fetch(ctx, merged->merged_into, &record));
    *out = opinion_as_seen(ctx, &record, SEES_PUBLIC);
    if (record.shown)
        return OK;
    out->number = (Text){0};
    out->title = out->body = out->place = (Text){0};
    out->latitude_e6 = out->longitude_e6 = (OptInt){0};
    out->photos_shown = false;
    return OK;
}

Status
opinion_look(Ctx *ctx, int64_t id)
{
    OpinionRecord record;
    OpinionSight sight;

    TRY(opinion_fetch(ctx, id, &record));
    TRY(opinion_sight_of(ctx, &record, (Texts){0}, &sight));
    if (sight != SEES_HANDLER || !opinion_record_is_sealed(&record))
        return NOT_FOUND;
    return opinion_event_add(ctx, &record, EVENT_LOOKED, record.sealed_for, T(""), (Text){0}, NULL);
}

Status
opinion_events(Ctx *ctx, const Opinion *opinion, OpinionEvents *out)
{
    bool staff = opinion->sight == SEES_STAFF || opinion->sight == SEES_HANDLER;
    OpinionEventListRows rows;

    TRY(opinion_event_list(ctx, opinion->id, staff, OPINION_EVENTS_MAX, &rows));
    *out = (OpinionEvents){.at = NEW_ARRAY(ctx->arena, OpinionEvent, rows.len)};
    for (size_t i = rows.len; i-- > 0;) {
        OpinionEventKind kind = EVENT_NOTE;

        if (!opinion_event_parse(rows.at[i].kind, &kind) ||
            (!staff && !opinion_event_is_open(kind)))
            continue;
        out->at[out->len++] = (OpinionEvent){
            .id = rows.at[i].id,
            .at = rows.at[i].at,
            .kind = kind,
            .open = opinion_event_is_open(kind),
            .office = rows.at[i].office,
            .office_name = rows.at[i].office_name,
            .person = staff && rows.at[i].office != 0 ? rows.at[i].person : (Text){0},
            .note = kind == EVENT_PASSED && !staff
                        ? T("")
                        : seen_text(ctx, rows.at[i].note, opinion->sight),
        };
    }
    return OK;
}

/* ---- lists ---- */

Status
opinion_list(Ctx *ctx, const OpinionRecords *rows, int limit, OpinionSight least, Opinions *out)
{
    size_t shown = rows->len > (size_t)limit ? (size_t)limit : rows->len;

    *out = (Opinions){.at = NEW_ARRAY(ctx->arena, Opinion, shown)};
    for (size_t i = 0; i < shown; i++) {
        OpinionSight sight;

        TRY(opinion_sight_of(ctx, &rows->at[i], (Texts){0}, &sight));
        if (sight != SEES_NONE && sight >= least)
            out->at[out->len++] = opinion_as_seen(ctx, &rows->at[i], sight);
    }
    return OK;
}
