/*
 * An opinion's row: what follows from its state, what it adds to the tallies, and its events.
 */
#include "base/id.h"
#include "opinion/inside.h"
#include "region/changed.h"
#include "region/tally.h"
#include "store/store.h"

enum { TITLE_CHARS = 30 };

Status
opinion_fetch(Ctx *ctx, int64_t id, OpinionRecord *out)
{
    return opinion_by_id(ctx, id, out);
}

OpinionKind
opinion_record_kind(const OpinionRecord *record)
{
    OpinionKind kind = OPINION_QUESTION;

    (void)opinion_kind_parse(record->kind, &kind);
    return kind;
}

OpinionState
opinion_record_state(const OpinionRecord *record)
{
    OpinionState state = OPINION_RECEIVED;

    (void)opinion_state_parse(record->state, &state);
    return state;
}

bool
opinion_record_is_open(const OpinionRecord *record)
{
    return opinion_state_is_open(opinion_record_state(record));
}

bool
opinion_record_is_sealed(const OpinionRecord *record)
{
    return record->sealed_for != 0;
}

/* When the clock has to look: at the first deadline that it has not judged yet. */
static OptInt
next_look(const OpinionRecord *record)
{
    bool reply = record->busy && !record->reply_judged;
    bool resolve = record->busy && !record->late_resolve;

    /* A moved one may have its reply due after the seven days. */
    if (reply && (!resolve || record->reply_due < record->resolve_due))
        return SOME_INT(record->reply_due);
    return resolve ? SOME_INT(record->resolve_due) : (OptInt){0};
}

/* What a verified resident makes public is seen at once; anything else, once it has an answer.  An
 * account alone verifies nobody: who waits for a village's word has no role yet. */
static Status
is_vouched(Ctx *ctx, const OpinionRecord *record, bool *out)
{
    OpinionAccountHasRoleRow row;
    Status status;

    *out = false;
    if (!text_eq(record->sender, T("named")) || !record->account.set || record->filed_by.set)
        return OK;
    status = opinion_account_has_role(ctx, record->account.value, &row);
    *out = status == OK;
    return status == NOT_FOUND ? OK : status;
}

Status
opinion_settle(Ctx *ctx, OpinionRecord *record)
{
    bool vouched = false;

    record->busy = opinion_record_is_open(record) && !opinion_record_is_sealed(record);
    record->shown = record->open && !record->hidden && !opinion_record_is_sealed(record) &&
                    !text_eq(record->state, T("withdrawn")) && !text_eq(record->state, T("merged"));
    if (record->shown && record->answers == 0) {
        TRY(is_vouched(ctx, record, &vouched));
        record->shown = vouched;
    }
    record->next_at = next_look(record);
    return OK;
}

/* ---- tallies: a function of the row, so that what changed is the difference of two ---- */

static void
add(OpinionTally *at, size_t *len, int64_t measure, Time when)
{
    at[(*len)++] = (OpinionTally){measure, day_of(when)};
}

size_t
opinion_tallies(const OpinionRecord *record, OpinionTally at[OPINION_TALLIES_MAX])
{
    OpinionState state = opinion_record_state(record);
    bool resolved = state == OPINION_RESOLVED || state == OPINION_CLOSED;
    size_t len = 0;

    if (opinion_record_is_sealed(record))
        return 0;
    add(at, &len, TALLY_OPINIONS, record->received_at);
    if (record->busy)
        add(at, &len, TALLY_OPINIONS_OPEN, record->received_at);
    if (resolved)
        add(at, &len, TALLY_OPINIONS_RESOLVED, record->resolved_at.value);
    if (record->reply_judged)
        add(at, &len, TALLY_REPLY_JUDGED, record->received_at);
    if (record->reply_judged && !record->late_reply)
        add(at, &len, TALLY_REPLY_IN_TIME, record->received_at);
    if (record->resolve_judged)
        add(at, &len, TALLY_RESOLVE_JUDGED, record->received_at);
    if (record->resolve_judged && resolved && record->resolved_at.value < record->first_due)
        add(at, &len, TALLY_RESOLVE_IN_TIME, record->received_at);
    if (record->rating == RATING_SATISFIED)
        add(at, &len, TALLY_RATED_SATISFIED, record->closed_at.value);
    if (record->rating == RATING_BASICALLY)
        add(at, &len, TALLY_RATED_BASICALLY, record->closed_at.value);
    if (record->rating == RATING_UNSATISFIED)
        add(at, &len, TALLY_RATED_UNSATISFIED, record->closed_at.value);
    if (record->petition_settled_day.set)
        add(at, &len, TALLY_PETITIONS_SETTLED, day_start((Day)record->petition_settled_day.value));
    return len;
}

static bool
holds(const OpinionTally *at, size_t len, OpinionTally one)
{
    for (size_t i = 0; i < len; i++)
        if (at[i].measure == one.measure && at[i].day == one.day)
            return true;
    return false;
}

static Status
count(Ctx *ctx, TallyBatch *batch, RegionCode region, const OpinionTally *one, int64_t delta)
{
    if (batch == NULL)
        return tally_add(ctx, region, (Measure)one->measure, one->day, delta);
    tally_batch_add(batch, region, (Measure)one->measure, one->day, delta);
    return OK;
}

/* Into the batch, when there is one. */
static Status
count_difference(Ctx *ctx, TallyBatch *batch, const OpinionRecord *before,
                 const OpinionRecord *after)
{
    OpinionTally old[OPINION_TALLIES_MAX], new[OPINION_TALLIES_MAX];
    size_t olds = opinion_tallies(before, old);
    size_t news = opinion_tallies(after, new);
    bool moved = before->region != after->region;

    for (size_t i = 0; i < olds; i++)
        if (moved || !holds(new, news, old[i]))
            TRY(count(ctx, batch, before->region, &old[i], -1));
    for (size_t i = 0; i < news; i++)
        if (moved || !holds(old, olds, new[i]))
            TRY(count(ctx, batch, after->region, &new[i], 1));
    return OK;
}

Status
opinion_count_in(Ctx *ctx, const OpinionRecord *record)
{
    OpinionTally at[OPINION_TALLIES_MAX];
    size_t len = opinion_tallies(record, at);

    for (size_t i = 0; i < len; i++)
        TRY(tally_add(ctx, record->region, (Measure)at[i].measure, at[i].day, 1));
    return OK;
}

/* ---- writing ---- */

Status
opinion_write(Ctx *ctx, const OpinionRecord *before, OpinionRecord *after)
{
    int64_t changed;

    TRY(opinion_settle(ctx, after));
    TRY(opinion_save(ctx,
                     &(OpinionSaveArgs){
                         .id = after->id,
                         .lock = before->lock,
                         .region = after->region,
                         .topic = after->topic,
                         .state = after->state,
                         .body = after->body,
                         .place = after->place,
                         .open = after->open,
                         .shown = after->shown,
                         .hidden = after->hidden,
                         .photos_shown = after->photos_shown,
                         .sender = after->sender,
                         .sender_name = after->sender_name,
                         .sender_phone = after->sender_phone,
                         .account = after->account,
                         .office = after->office,
                         .busy = after->busy,
                         .reply_due = after->reply_due,
                         .resolve_due = after->resolve_due,
                         .next_at = after->next_at,
                         .replied_at = after->replied_at,
                         .resolved_at = after->resolved_at,
                         .closed_at = after->closed_at,
                         .late_reply = after->late_reply,
                         .late_resolve = after->late_resolve,
                         .reply_judged = after->reply_judged,
                         .resolve_judged = after->resolve_judged,
                         .answers = after->answers,
                         .answer = after->answer,
                         .extension_days = after->extension_days,
                         .extension_asked = after->extension_asked,
                         .extension_reason = after->extension_reason,
                         .visit_wanted = after->visit_wanted,
                         .visit_tries = after->visit_tries,
                         .rating = after->rating,
                         .reopened = after->reopened,
                         .petition = after->petition,
                         .petition_settled_day = after->petition_settled_day,
                         .merged_into = after->merged_into,
                     },
                     &changed));
    if (changed == 0)
        return CONFLICT;
    after->lock = before->lock + 1;
    return OK;
}

Status
opinion_put(Ctx *ctx, const OpinionRecord *before, OpinionRecord *after)
{
    return opinion_put_counted(ctx, before, after, NULL);
}

Status
opinion_put_counted(Ctx *ctx, const OpinionRecord *before, OpinionRecord *after, TallyBatch *batch)
{
    TRY(opinion_write(ctx, before, after));
    TRY(count_difference(ctx, batch, before, after));
    /* A page that moves tells that something happened: nothing sealed moves any. */
    if (opinion_record_is_sealed(after))
        return OK;
    region_touch(ctx, after->region);
    TRY(changed_note(ctx, CHANGED_OPINION, after->region, after->id));
    if (before->region == after->region)
        return OK;
    region_touch(ctx, before->region);
    return changed_note(ctx, CHANGED_OPINION, before->region, before->id);
}

Status
opinion_insert_record(Ctx *ctx, const OpinionRecord *record, Text once)
{
    int64_t changed;

    TRY(opinion_insert(ctx,
                       &(OpinionInsertArgs){
                           .id = record->id,
                           .number = record->number,
                           .receipt_hash = record->receipt_hash,
                           .region = record->region,
                           .kind = record->kind,
                           .topic = record->topic,
                           .state = record->state,
                           .source = record->source,
                           .source_id = record->source_id,
                           .title = record->title,
                           .body = record->body,
                           .place = record->place,
                           .latitude_e6 = record->latitude_e6,
                           .longitude_e6 = record->longitude_e6,
                           .open = record->open,
                           .shown = record->shown,
                           .sender = record->sender,
                           .sender_name = record->sender_name,
                           .sender_phone = record->sender_phone,
                           .account = record->account,
                           .filed_by = record->filed_by,
                           .office = record->office,
                           .sealed_for = record->sealed_for,
                           .busy = record->busy,
                           .received_at = record->received_at,
                           .reply_due = record->reply_due,
                           .resolve_due = record->resolve_due,
                           .first_due = record->first_due,
                           .next_at = record->next_at,
                           .once = once,
                       },
                       &changed));
    return changed == 0 ? CONFLICT : OK;
}

Status
opinion_event_add(Ctx *ctx, const OpinionRecord *record, OpinionEventKind kind, RegionCode office,
                  Text note, Text digest, int64_t *id_out)
{
    bool person = ctx->actor != NULL && !ctx->actor->system;
    int64_t id = id_new();

    /* Whoever sent it without a name stays without one. */
    if (office == 0 && !text_eq(record->sender, T("named")))
        person = false;
    if (id_out != NULL)
        *id_out = id;
    return opinion_event_insert(ctx,
                                &(OpinionEventInsertArgs){
                                    .id = id,
                                    .opinion = record->id,
                                    .at = ctx->now,
                                    .kind = text_c(opinion_event_name(kind)),
                                    .account = person ? SOME_INT(ctx->actor->account) : (OptInt){0},
                                    .office = office,
                                    .note = text_trim(note),
                                    .digest = digest,
                                });
}

Status
opinion_audit(Ctx *ctx, const OpinionRecord *record, const char *action)
{
    if (opinion_record_is_sealed(record))
        return OK;
    return audit(ctx, record->region, action, record->id, record->number);
}

/* The first sentence, for lists. */
Text
opinion_title(Ctx *ctx, Text body)
{
    static const char *const ends[] = {"。", "！", "？", "\n", "；"};
    const Text asks = T("？");
    Text title = body;

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t at = text_find(title, text_c(ends[i]));

        /* A question keeps its mark. */
        if (at != 0 && at < title.len)
            title = text_slice(title, 0, text_eq(text_c(ends[i]), asks) ? at + asks.len : at);
    }
    title = text_trim(title);
    if (text_chars(title) > TITLE_CHARS)
        title = text_printf(ctx->arena, "%.*s…", TEXT_ARGS(text_first_chars(title, TITLE_CHARS)));
    return title;
}

/* ---- offices ---- */

void
opinion_hand_over(OpinionRecord *record, RegionCode office)
{
    if (record->office == office)
        return;
    record->office = office;
    record->extension_asked = 0;
}

RegionCode
opinion_district_of(RegionCode region)
{
    return region_code_at(region, LEVEL_DISTRICT);
}

Status
opinion_office_above(Ctx *ctx, RegionCode office, RegionCode *out)
{
    Region place;

    TRY(region_get(ctx, office, &place));
    *out = place.level > LEVEL_DISTRICT ? place.parent : office;
    return OK;
}
