/*
 * Opinions that have a life behind them already; and all of them, counted again.
 */
#include "opinion/load.h"

#include "base/crypto.h"
#include "base/id.h"
#include "base/tr.h"
#include "opinion/inside.h"

enum { WALKED_AT_ONCE = 500 };

static OptInt
some_account(int64_t account)
{
    return account != 0 ? SOME_INT(account) : (OptInt){0};
}

static OpinionRecord
record_of(Ctx *ctx, const Opinion *opinion)
{
    OpinionRecord record = {
        .id = opinion->id,
        .number = opinion->number,
        .receipt_hash = T(""),
        .region = opinion->region,
        .kind = text_c(opinion_kind_name(opinion->kind)),
        .topic = text_c(opinion_topic_name(opinion->topic)),
        .state = text_c(opinion_state_name(opinion->state)),
        .source = text_c(opinion_source_name(opinion->source)),
        .source_id = opinion->source_id,
        .title = opinion_title(ctx, opinion->body),
        .body = opinion->body,
        .place = opinion->place.at != NULL ? opinion->place : T(""),
        .latitude_e6 = opinion->latitude_e6,
        .longitude_e6 = opinion->longitude_e6,
        .open = opinion->open,
        .sender = text_c(opinion_sender_name(opinion->sender)),
        .sender_name = opinion->sender_name.at != NULL ? opinion->sender_name : T(""),
        .sender_phone = opinion->sender_phone.at != NULL ? opinion->sender_phone : T(""),
        .account = some_account(opinion->account),
        .filed_by = some_account(opinion->filed_by),
        .office = opinion->office,
        .sealed_for = opinion->sealed_for,
        .received_at = opinion->received_at,
        .reply_due = opinion_reply_due(opinion->received_at, false),
        .resolve_due = opinion_resolve_due(opinion->received_at),
        .replied_at = opinion->replied_at,
        .resolved_at = opinion->resolved_at,
        .closed_at = opinion->closed_at,
        .answers = opinion->answers,
        .answer = opinion->answer.at != NULL ? opinion->answer : T(""),
        .extension_reason = T(""),
        .visit_wanted = opinion->visit_wanted,
        .rating = (int64_t)opinion->rating,
        .petition = opinion->petition,
        .petition_settled_day = opinion->petition_settled_day,
        .lock = 1,
    };

    record.first_due = record.resolve_due;
    record.reply_judged = record.replied_at.set || ctx->now >= record.reply_due;
    record.late_reply = record.reply_judged &&
                        (!record.replied_at.set || record.replied_at.value >= record.reply_due);
    record.resolve_judged = record.resolved_at.set || ctx->now >= record.resolve_due;
    record.late_resolve = record.resolve_judged && (!record.resolved_at.set ||
                                                    record.resolved_at.value >= record.resolve_due);
    return record;
}

static void
count(const OpinionRecord *record, TallyBatch *tallies)
{
    OpinionTally at[OPINION_TALLIES_MAX];
    size_t len = opinion_tallies(record, at);

    for (size_t i = 0; i < len; i++)
        tally_batch_add(tallies, record->region, (Measure)at[i].measure, at[i].day, 1);
}

static Status
load_event(Ctx *ctx, int64_t opinion, const OpinionLoadEvent *event)
{
    Text digest =
        event->kind == EVENT_REPLIED ? opinion_answer_digest(ctx->arena, event->note) : (Text){0};

    return opinion_event_insert(ctx, &(OpinionEventInsertArgs){
                                         .id = id_new(),
                                         .opinion = opinion,
                                         .at = event->at,
                                         .kind = text_c(opinion_event_name(event->kind)),
                                         .account = some_account(event->account),
                                         .office = event->office,
                                         .note = event->note.at != NULL ? event->note : T(""),
                                         .digest = digest,
                                     });
}

Status
opinion_load(Ctx *ctx, const Opinion *opinion, const OpinionLoadEvent *events, size_t event_count,
             TallyBatch *tallies)
{
    OpinionRecord record = record_of(ctx, opinion);
    OpinionRecord stored;

    if (ctx->actor == NULL || !ctx->actor->system)
        return DENIED;
    TRY(opinion_settle(ctx, &record));
    TRY(opinion_insert_record(ctx, &record, (Text){0}));
    TRY(opinion_fetch(ctx, record.id, &stored));
    record.lock = stored.lock;
    TRY(opinion_write(ctx, &stored, &record));
    for (size_t i = 0; i < event_count; i++)
        TRY(load_event(ctx, record.id, &events[i]));
    count(&record, tallies);
    return OK;
}

Status
opinion_recount(Ctx *ctx, TallyBatch *tallies)
{
    OpinionRecords rows;
    int64_t after = 0;

    do {
        TRY(opinion_walk(ctx, after, WALKED_AT_ONCE, &rows));
        for (size_t i = 0; i < rows.len; i++) {
            count(&rows.at[i], tallies);
            after = rows.at[i].id;
        }
    } while (rows.len == WALKED_AT_ONCE);
    return OK;
}
