/*
 * Sending: a draft, or all at once, becomes an opinion with its number, receipt and deadlines.
 */
#include "base/crypto.h"
#include "base/id.h"
#include "base/number_hash.h"
#include "base/tr.h"
#include "catalogue/catalogue.h"
#include "opinion/ask_inside.h"
#include "region/changed.h"

enum {
    NUMBER_TRIES = 8,
    NUMBER_BELOW = 1000000,
    RECEIPT_GROUP = 100000000,     /* eight digits at a time */
    ACKNOWLEDGE_WORKING_DAYS = 15, /* named reports: rules of the discipline office */
    FILED_A_DAY = 50,
};

/* ---- what it becomes ---- */

/* Whose inspectors read it: those above the person reported. */
static RegionCode
sealed_for(const OpinionDraft *draft)
{
    switch (draft->about) {
    case ABOUT_TOWNSHIP:
    case ABOUT_DISTRICT:
        return region_code_at(draft->region, LEVEL_DISTRICT);
    case ABOUT_INSPECTORS:
        return region_code_at(draft->region, LEVEL_CITY);
    case ABOUT_VILLAGE:
    case ABOUTS:
        break;
    }
    return region_code_at(draft->region, LEVEL_TOWNSHIP);
}

/* One about an inspector goes to those above, too. */
static Status
sealed_above(Ctx *ctx, const OpinionDraft *draft, RegionCode *out)
{
    Text subject = draft->subject.at != NULL ? text_trim(draft->subject) : T("");
    OpinionInspectorNamedRow row;
    Status status = OK;

    *out = sealed_for(draft);
    while (!text_is_empty(subject) && region_code_level(*out) >= LEVEL_DISTRICT) {
        status = opinion_inspector_named(ctx, *out, subject, &row);
        if (status != OK)
            break;
        *out = region_code_at(*out, (RegionLevel)(region_code_level(*out) - 1));
    }
    return status == NOT_FOUND ? OK : status;
}

/* Of the day and six digits at random, so that no number tells how many there are. */
static Text
number_of(Ctx *ctx)
{
    Date date = day_to_date(ctx_today(ctx));

    return text_printf(ctx->arena, "%02d%02d%02d-%06u", date.year % 100, date.month, date.day,
                       random_below(NUMBER_BELOW));
}

static Text
receipt_of(Ctx *ctx)
{
    return text_printf(ctx->arena, "%08u%08u", random_below(RECEIPT_GROUP),
                       random_below(RECEIPT_GROUP));
}

static Status
set_deadlines(Ctx *ctx, OpinionRecord *record)
{
    bool evening;
    Day acknowledge;

    if (opinion_record_is_sealed(record)) {
        TRY(calendar_add_working(ctx, ctx_today(ctx), ACKNOWLEDGE_WORKING_DAYS, &acknowledge));
        record->reply_due = record->resolve_due = day_start(acknowledge + 1);
    } else {
        TRY(opinion_evening_setting(ctx, &evening));
        record->reply_due = opinion_reply_due(ctx->now, evening);
        record->resolve_due = opinion_resolve_due(ctx->now);
    }
    record->first_due = record->resolve_due;
    return OK;
}

static void
set_sender(const Ctx *ctx, const OpinionDraft *draft, OpinionRecord *record)
{
    int64_t person = actor_person(ctx->actor);

    record->sender = text_c(opinion_sender_name(draft->sender));
    record->sender_name = record->sender_phone = T("");
    if (draft->sender != SENDER_ANONYMOUS)
        record->sender_phone = draft->phone.at != NULL ? text_trim(draft->phone) : T("");
    if (draft->sender == SENDER_NAMED)
        record->sender_name =
            person != 0 && !draft->for_other ? ctx->actor->name : text_trim(draft->name);
    if (person != 0 && draft->for_other)
        record->filed_by = SOME_INT(person);
    else if (person != 0 && draft->sender == SENDER_NAMED)
        record->account = SOME_INT(person);
}

/* A number that somebody else has is drawn again. */
static Status
insert(Ctx *ctx, OpinionRecord *record, Text once)
{
    Status status = CONFLICT;

    for (int i = 0; i < NUMBER_TRIES && status == CONFLICT; i++) {
        record->number = number_of(ctx);
        status = opinion_insert_record(ctx, record, once);
    }
    return status;
}

/* ---- limits ---- */

static Status
check_limits(Ctx *ctx, const OpinionDraft *draft, Text address)
{
    const Actor *actor = ctx->actor;

    if (draft->for_other)
        return account_limit_day(ctx, "opinion-filed",
                                 text_printf(ctx->arena, "%lld", (long long)actor->account),
                                 FILED_A_DAY);
    /* Who has a role is counted by name: a script behind the same address silences no resident. */
    if (actor_person(actor) == 0 || actor->grants.len == 0 || draft->sender != SENDER_NAMED)
        TRY(account_limit_day(ctx, "opinion", address, OPINIONS_A_DAY_ADDRESS));
    /* A count for an account would say whose the one without a name is. */
    if (actor != NULL && !actor->system && draft->sender == SENDER_NAMED)
        TRY(account_limit_day(ctx, "opinion-account",
                              text_printf(ctx->arena, "%lld", (long long)actor->account),
                              OPINIONS_A_DAY_ACCOUNT));
    if (draft->sender != SENDER_ANONYMOUS && !text_is_empty(draft->phone))
        TRY(account_limit_day(ctx, "opinion-phone", draft->phone, OPINIONS_A_DAY_PHONE));
    return OK;
}

/* ---- sending ---- */

static OpinionSent
sent_from(const OpinionRecord *record, Text receipt)
{
    return (OpinionSent){
        .id = record->id,
        .region = record->region,
        .number = record->number,
        .receipt = receipt,
        .reply_due = record->reply_due,
        .sealed = opinion_record_is_sealed(record),
        .beyond = opinion_record_is_sealed(record) &&
                  region_code_level(record->sealed_for) < LEVEL_DISTRICT,
    };
}

static Status
make(Ctx *ctx, const OpinionDraft *draft, Text once, OpinionSent *out)
{
    OpinionRecord record = {
        .id = draft->id,
        .region = draft->region,
        .kind = text_c(opinion_kind_name(draft->kind)),
        .topic = text_c(opinion_topic_name(draft->topic)),
        .state = text_c(opinion_state_name(OPINION_RECEIVED)),
        .source = text_c(opinion_source_name(draft->source)),
        .source_id = draft->source_id,
        .title = opinion_title(ctx, text_trim(draft->body)),
        .body = text_trim(draft->body),
        .place = draft->place.at != NULL ? text_trim(draft->place) : T(""),
        .latitude_e6 = draft->latitude_e6,
        .longitude_e6 = draft->longitude_e6,
        .open = draft->open && draft->kind != OPINION_MISCONDUCT,
        .office = draft->region,
        .receipt_hash = T(""),
        .received_at = ctx->now,
        .answer = T(""),
        .extension_reason = T(""),
        .lock = 1,
    };
    Text receipt = {0};
    const Actor *person = ctx->actor;
    OpinionRecord written;

    if (draft->kind == OPINION_MISCONDUCT) {
        TRY(sealed_above(ctx, draft, &record.sealed_for));
        record.office = record.sealed_for;
    }
    set_sender(ctx, draft, &record);
    if (!record.account.set) {
        receipt = receipt_of(ctx);
        record.receipt_hash = sha256_hex(ctx->arena, receipt);
    }
    TRY(set_deadlines(ctx, &record));
    TRY(opinion_settle(ctx, &record));
    TRY(insert(ctx, &record, once));
    written = record;
    TRY(opinion_subject_note(ctx, &record, draft->subject.at != NULL ? draft->subject : T("")));
    if (record.office != written.office) {
        OpinionRecord before = record;

        TRY(opinion_put(ctx, &before, &record));
    }
    TRY(opinion_count_in(ctx, &record));
    TRY(opinion_event_add(ctx, &record, EVENT_SUBMITTED, 0, T(""), (Text){0}, NULL));
    TRY(opinion_tell_office(ctx, &record, "opinion.received",
                            opinion_record_is_sealed(&record)
                                ? T("收到一条举报，请登录查看")
                                : TR_FORMAT(ctx->arena, LANG_HANS,
                                            "群众有话说，请今天答复：{number}",
                                            {"number", record.number})));
    if (!opinion_record_is_sealed(&record)) {
        region_touch(ctx, record.region);
        TRY(changed_note(ctx, CHANGED_OPINION, record.region, record.id));
    }
    if (!text_eq(record.sender, T("named")))
        ctx->actor = NULL;
    *out = sent_from(&record, receipt);
    Status status = opinion_audit(ctx, &record, "opinion.submit");

    ctx->actor = person;
    return status;
}

static Status
check_all(Ctx *ctx, OpinionDraft *draft)
{
    Status status = draft_check_about(ctx, &draft->region, draft->source, draft->source_id);

    if (status == CONFLICT)
        return ctx_problem(ctx, "body", TR(ctx->lang, "公示期已经过了，请改为提问或反映问题"));
    TRY(status);
    draft_check_what(ctx, draft);
    draft_check_where(ctx, draft);
    TRY(draft_check_who(ctx, draft));
    return ctx_checked(ctx);
}

Status
opinion_send(Ctx *ctx, Text token, Text address, OpinionSent *out)
{
    DraftRow row;
    OpinionDraft draft;
    OpinionRecord record;

    TRY(draft_row(ctx, token, &row));
    if (row.sent) {
        TRY(opinion_fetch(ctx, row.id, &record));
        *out = sent_from(&record, (Text){0});
        return OK;
    }
    draft = draft_from_row(&row);
    TRY(check_all(ctx, &draft));
    TRY(check_limits(ctx, &draft, address));
    /* First, so that whoever sends at the same time waits here.  Without a name, the draft must not
     * tell whose the opinion is that has its id. */
    TRY(opinion_draft_set_sent(ctx, draft.id,
                               draft.sender == SENDER_NAMED || draft.for_other ? row.account
                                                                               : (OptInt){0}));
    return make(ctx, &draft, (Text){0}, out);
}

/* A key belongs to who sent it: an account, or an address.  The hash is keyed, since addresses and
 * the keys that programs make can be guessed: the database alone is not to tell who sent what. */
static Status
once_of(Ctx *ctx, Text key, Text address, Text *out)
{
    const Actor *actor = ctx->actor;

    *out = (Text){0};
    if (text_is_empty(key))
        return OK;
    return number_hash(ctx, "opinion.once",
                       text_printf(ctx->arena, "%lld %.*s\n%.*s",
                                   actor != NULL ? (long long)actor->account : -1,
                                   TEXT_ARGS(actor != NULL ? T("") : address), TEXT_ARGS(key)),
                       out);
}

Status
opinion_submit(Ctx *ctx, const OpinionDraft *given, Text key, Text address, OpinionSent *out)
{
    OpinionDraft draft = *given;
    OpinionByOnceRow known;
    OpinionRecord record;
    Status status;
    Text once;

    TRY(once_of(ctx, key, address, &once));
    status = once.at != NULL ? opinion_by_once(ctx, once, &known) : NOT_FOUND;
    if (status == OK) {
        TRY(opinion_fetch(ctx, known.id, &record));
        *out = sent_from(&record, (Text){0});
        return OK;
    }
    if (status != NOT_FOUND)
        return status;
    draft.id = id_new();
    TRY(check_all(ctx, &draft));
    TRY(check_limits(ctx, &draft, address));
    return make(ctx, &draft, once, out);
}
