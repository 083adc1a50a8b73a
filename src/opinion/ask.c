/*
 * Drafts: an opinion while it is written, step by step.
 */
#include "opinion/ask.h"

#include "base/crypto.h"
#include "base/id.h"
#include "base/tr.h"
#include "ledger/ledger.h"
#include "opinion/ask_inside.h"
#include "outbox/outbox.h"
#include "store/store.h"

enum { TOKEN_BYTES = 24, TOKEN_LEN_MAX = 64, LATITUDE_MAX = 90000000, LONGITUDE_MAX = 180000000 };
enum { SWEEP_SLICE = 100 };

static Text
token_hash(Arena *arena, Text token)
{
    return sha256_hex(arena, text_printf(arena, "opinion draft %.*s", TEXT_ARGS(token)));
}

/* ---- rows ---- */

Status
draft_row(Ctx *ctx, Text token, DraftRow *out)
{
    if (token.len == 0 || token.len > TOKEN_LEN_MAX || !text_is_clean(token))
        return NOT_FOUND;
    TRY(opinion_draft_by_token(ctx, token_hash(ctx->arena, token), ctx->now, out));
    /* Begun signed in, it is nobody else's who finds the phone. */
    if (out->account.set && (ctx->actor == NULL || ctx->actor->account != out->account.value))
        return NOT_FOUND;
    return OK;
}

OpinionDraft
draft_from_row(const DraftRow *row)
{
    OpinionDraft draft = {
        .id = row->id,
        .region = row->region,
        .source_id = row->source_id,
        .body = row->body,
        .place = row->place,
        .latitude_e6 = row->latitude_e6,
        .longitude_e6 = row->longitude_e6,
        .subject = row->subject,
        .name = row->name,
        .phone = row->phone,
        .open = row->open,
        .for_other = row->for_other,
        .step = row->step,
    };

    (void)opinion_source_parse(row->source, &draft.source);
    (void)opinion_kind_parse(row->kind, &draft.kind);
    (void)opinion_topic_parse(row->topic, &draft.topic);
    (void)opinion_about_parse(row->about, &draft.about);
    (void)opinion_sender_parse(row->sender, &draft.sender);
    return draft;
}

static Status
save(Ctx *ctx, Text token, const OpinionDraft *draft)
{
    int64_t changed;

    TRY(opinion_draft_save(ctx,
                           &(OpinionDraftSaveArgs){
                               .token_hash = token_hash(ctx->arena, token),
                               .kind = text_c(opinion_kind_name(draft->kind)),
                               .topic = text_c(opinion_topic_name(draft->topic)),
                               .body = draft->body,
                               .place = draft->place,
                               .latitude_e6 = draft->latitude_e6,
                               .longitude_e6 = draft->longitude_e6,
                               .about = text_c(opinion_about_name(draft->about)),
                               .subject = draft->subject,
                               .sender = text_c(opinion_sender_name(draft->sender)),
                               .name = draft->name,
                               .phone = draft->phone,
                               .open = draft->open,
                               .for_other = draft->for_other,
                               .step = draft->step,
                           },
                           &changed));
    return changed == 0 ? NOT_FOUND : OK;
}

/* ---- checks ---- */

static Status
check_disclosure(Ctx *ctx, RegionCode *region, OpinionSource source, int64_t id)
{
    Disclosure disclosure;

    TRY(disclosure_get(ctx, id, &disclosure));
    if (disclosure.revision == 0)
        return NOT_FOUND;
    *region = disclosure.region;
    if (source == SOURCE_NOTICE && (disclosure.withdrawn_at.set || !disclosure.notice_until.set ||
                                    disclosure.notice_until.value < ctx_today(ctx)))
        return CONFLICT;
    return OK;
}

Status
draft_check_about(Ctx *ctx, RegionCode *region, OpinionSource source, int64_t source_id)
{
    Region place;
    Entry entry;

    if (source == SOURCE_DISCLOSURE || source == SOURCE_NOTICE)
        TRY(check_disclosure(ctx, region, source, source_id));
    if (source == SOURCE_ENTRY) {
        TRY(entry_get(ctx, source_id, &entry));
        *region = entry.region;
    }
    TRY(region_get(ctx, *region, &place));
    return place.level >= LEVEL_DISTRICT && !place.closed_day.set ? OK : NOT_FOUND;
}

void
draft_check_what(Ctx *ctx, const OpinionDraft *draft)
{
    if (opinion_text_ok(ctx, "body", draft->body, OPINION_BODY_CHARS_MAX,
                        TR(ctx->lang, "请用文字写清楚是什么事")) &&
        text_chars(text_trim(draft->body)) < OPINION_BODY_CHARS_MIN)
        (void)ctx_problem(ctx, "body", TR(ctx->lang, "太短了，别人看不明白，请多写几个字"));
}

void
draft_check_where(Ctx *ctx, const OpinionDraft *draft)
{
    bool outside =
        draft->latitude_e6.value > LATITUDE_MAX || draft->latitude_e6.value < -LATITUDE_MAX ||
        draft->longitude_e6.value > LONGITUDE_MAX || draft->longitude_e6.value < -LONGITUDE_MAX;

    (void)opinion_text_ok(ctx, "place", draft->place, OPINION_PLACE_CHARS_MAX, T(""));
    if (draft->latitude_e6.set != draft->longitude_e6.set || outside)
        (void)ctx_problem(ctx, "latitude", TR(ctx->lang, "位置不对，请重新定位，或者只写地名"));
}

Status
draft_check_who(Ctx *ctx, const OpinionDraft *draft)
{
    bool signed_in = actor_person(ctx->actor) != 0;
    bool wants_name = draft->sender == SENDER_NAMED && (draft->for_other || !signed_in);

    if (draft->for_other && !actor_may(ctx->actor, CAN_FILE_FOR_OTHERS, draft->region))
        return DENIED;
    (void)opinion_text_ok(ctx, "name", draft->name, OPINION_NAME_CHARS_MAX,
                          wants_name ? TR(ctx->lang, "请写姓名") : T(""));
    (void)opinion_text_ok(ctx, "subject", draft->subject, OPINION_NAME_CHARS_MAX, T(""));
    /* Somebody without a phone is why others file for them. */
    if ((draft->sender == SENDER_PHONE || (wants_name && !draft->for_other) ||
         !text_is_empty(draft->phone)) &&
        /* A number that no message can go to would make every answer fail. */
        draft->sender != SENDER_ANONYMOUS && !outbox_can_be(OUTBOX_SMS, draft->phone))
        (void)ctx_problem(ctx, "phone", TR(ctx->lang, "请写 11 位手机号"));
    return ctx_checked(ctx);
}

/* ---- the steps ---- */

Status
opinion_draft_begin(Ctx *ctx, RegionCode region, OpinionSource source, int64_t source_id,
                    OpinionKind kind, Text address, Text *token_out, OpinionDraft *out)
{
    int64_t account = actor_person(ctx->actor);
    DraftRow row;

    TRY(draft_check_about(ctx, &region, source, source_id));
    TRY(account_limit_day(ctx, "opinion-draft", address, DRAFTS_A_DAY_ADDRESS));
    *token_out = random_token(ctx->arena, TOKEN_BYTES);
    TRY(opinion_draft_insert(
        ctx,
        &(OpinionDraftInsertArgs){
            .id = id_new(),
            .token_hash = token_hash(ctx->arena, *token_out),
            .account = account != 0 ? SOME_INT(account) : (OptInt){0},
            .region = region,
            .source = text_c(opinion_source_name(source)),
            .source_id = source_id,
            .kind = text_c(opinion_kind_name(kind)),
            .topic = text_c(opinion_topic_name(source == SOURCE_ENTRY ? TOPIC_MONEY : TOPIC_OTHER)),
            .about = text_c(opinion_about_name(ABOUT_VILLAGE)),
            .sender = text_c(opinion_sender_name(account != 0 ? SENDER_NAMED : SENDER_ANONYMOUS)),
            .open = kind != OPINION_MISCONDUCT,
            .for_other = false,
            .expires_at = ctx->now + OPINION_DRAFT_DAYS * SECONDS_PER_DAY,
        }));
    TRY(draft_row(ctx, *token_out, &row));
    *out = draft_from_row(&row);
    return OK;
}

Status
opinion_draft_get(Ctx *ctx, Text token, OpinionDraft *out)
{
    DraftRow row;

    TRY(draft_row(ctx, token, &row));
    *out = draft_from_row(&row);
    return row.sent ? NOT_FOUND : OK;
}

static void
reach(OpinionDraft *draft, int64_t step)
{
    if (draft->step < step)
        draft->step = step;
}

Status
opinion_draft_what(Ctx *ctx, Text token, OpinionKind kind, OpinionTopic topic, Text body)
{
    OpinionDraft draft;

    TRY(opinion_draft_get(ctx, token, &draft));
    if ((unsigned)kind >= OPINION_KINDS || (unsigned)topic >= OPINION_TOPICS)
        return ctx_problem(ctx, "kind", TR(ctx->lang, "没有这一种"));
    draft.kind = kind;
    draft.topic = topic;
    draft.body = text_trim(body);
    draft_check_what(ctx, &draft);
    TRY(ctx_checked(ctx));
    if (kind == OPINION_MISCONDUCT)
        draft.open = false;
    reach(&draft, 2);
    return save(ctx, token, &draft);
}

Status
opinion_draft_where(Ctx *ctx, Text token, Text place, OptInt latitude_e6, OptInt longitude_e6)
{
    OpinionDraft draft;

    TRY(opinion_draft_get(ctx, token, &draft));
    draft.place = text_trim(place);
    draft.latitude_e6 = latitude_e6;
    draft.longitude_e6 = longitude_e6;
    draft_check_where(ctx, &draft);
    TRY(ctx_checked(ctx));
    reach(&draft, 3);
    return save(ctx, token, &draft);
}

Status
opinion_draft_who(Ctx *ctx, Text token, const OpinionDraft *who)
{
    OpinionDraft draft;

    TRY(opinion_draft_get(ctx, token, &draft));
    draft.sender = who->sender;
    draft.name = text_trim(who->name);
    draft.phone = text_trim(who->phone);
    draft.about = who->about;
    draft.subject = text_trim(who->subject);
    draft.open = who->open && draft.kind != OPINION_MISCONDUCT;
    draft.for_other = who->for_other;
    TRY(draft_check_who(ctx, &draft));
    reach(&draft, 4);
    return save(ctx, token, &draft);
}

static Status
drop(Ctx *ctx, int64_t id, bool sent)
{
    /* The photographs of one that was sent are the opinion's. */
    if (!sent)
        TRY(opinion_photos_drop(ctx, id));
    return opinion_draft_delete(ctx, id);
}

Status
opinion_draft_drop(Ctx *ctx, Text token)
{
    DraftRow row;

    TRY(draft_row(ctx, token, &row));
    return drop(ctx, row.id, row.sent);
}

Status
opinion_drafts_forget(Ctx *ctx, int64_t account)
{
    OpinionDraftsOfAccountRows rows;

    do {
        TRY(opinion_drafts_of_account(ctx, account, SWEEP_SLICE, &rows));
        for (size_t i = 0; i < rows.len; i++)
            TRY(drop(ctx, rows.at[i].id, rows.at[i].sent));
    } while (rows.len == SWEEP_SLICE);
    return OK;
}

/* ---- old ones ---- */

static Status
sweep_some(Ctx *ctx, void *arg)
{
    size_t *count = arg;
    OpinionDraftsOldRows old;

    TRY(opinion_drafts_old(ctx, ctx->now, SWEEP_SLICE, &old));
    for (size_t i = 0; i < old.len; i++)
        TRY(drop(ctx, old.at[i].id, old.at[i].sent));
    *count = old.len;
    return OK;
}

Status
opinion_drafts_sweep(Store *store, Ctx *ctx)
{
    size_t count;

    do
        TRY(store_write(store, ctx, sweep_some, &count));
    while (count == SWEEP_SLICE);
    return opinion_photos_sweep(store, ctx);
}
