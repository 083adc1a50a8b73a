/*
 * What an office does with an opinion: answers, resolves, passes on, takes over.
 */
#include "base/buf.h"
#include "base/crypto.h"
#include "base/tr.h"
#include "opinion/inside.h"

/* ---- checks ---- */

/* Letters and Chinese characters: emoji, spaces and signs are no words. */
static size_t
letters_of(Text text)
{
    size_t count = 0;
    uint32_t c;

    while ((c = text_next_char(&text)) != 0)
        count += (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                 (c >= 0xC0 && c < 0x2000) || (c >= 0x3400 && c <= 0x9FFF) ||
                 (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x20000 && c <= 0x3FFFF);
    return count;
}

bool
opinion_text_ok(Ctx *ctx, const char *field, Text text, size_t chars_max, Text needed)
{
    if (!ctx_text_ok(ctx, field, text, chars_max))
        return false;
    if (needed.len != 0 && letters_of(text) < 2) {
        (void)ctx_problem(ctx, field, needed);
        return false;
    }
    return true;
}

bool
opinion_may_handle(const Ctx *ctx, const Opinion *opinion)
{
    if (!opinion_state_is_open(opinion->state))
        return false;
    if (opinion->sealed_for != 0)
        return opinion_reads_sealed(ctx->actor, opinion->sealed_for);
    return opinion->sight == SEES_HANDLER &&
           actor_may(ctx->actor, CAN_HANDLE_OPINIONS, opinion->office);
}

/* The office for which the person acts: the handling one, or one above it. */
static RegionCode
acting_office(const Ctx *ctx, const OpinionRecord *record)
{
    RegionCodes scopes = actor_scopes(ctx, CAN_HANDLE_OPINIONS);

    if (opinion_record_is_sealed(record))
        return record->sealed_for;
    for (size_t i = 0; i < scopes.len; i++)
        if (scopes.at[i] != 0 && region_contains(scopes.at[i], record->office))
            return scopes.at[i];
    return record->office;
}

/* Handling as such: who may, and as which office; not yet which state it is in. */
static Status
open_version(Ctx *ctx, int64_t id, int64_t lock, OpinionRecord *out, RegionCode *office_out)
{
    OpinionSight sight;

    TRY(opinion_fetch(ctx, id, out));
    TRY(opinion_sight_of(ctx, out, (Texts){0}, &sight));
    if (sight == SEES_NONE)
        return NOT_FOUND;
    /* Neither whom it is about nor who sent it. */
    if (sight != SEES_HANDLER)
        return DENIED;
    if (!opinion_record_is_sealed(out) && !actor_may(ctx->actor, CAN_HANDLE_OPINIONS, out->office))
        return DENIED;
    *office_out = acting_office(ctx, out);
    return out->lock == lock ? OK : CONFLICT;
}

Status
opinion_open_for(Ctx *ctx, int64_t id, int64_t lock, OpinionRecord *out, RegionCode *office_out)
{
    TRY(open_version(ctx, id, lock, out, office_out));
    return opinion_record_is_open(out) ? OK : CONFLICT;
}

Status
opinion_take_over(Ctx *ctx, OpinionRecord *record, RegionCode office)
{
    if (opinion_record_is_sealed(record) || record->office == office)
        return OK;
    opinion_hand_over(record, office);
    return opinion_event_add(ctx, record, EVENT_TAKEN, office, T(""), (Text){0}, NULL);
}

/* ---- answers ---- */

/* Of the words alone: other spaces and line ends make no other answer. */
Text
opinion_answer_digest(Arena *arena, Text answer)
{
    Buf buf = buf_new(arena, OPINION_ANSWER_CHARS_MAX * 4 + 1);
    Text rest = answer;
    uint32_t c;

    while ((c = text_next_char(&rest)) != 0)
        if (c != ' ' && c != '\n' && c != '\r' && c != '\t' && c != 0x3000)
            buf_utf8(&buf, c);
    return sha256_hex(arena, buf_done(&buf));
}

static Status
check_answer(Ctx *ctx, const OpinionRecord *record, Text answer, Text *digest_out)
{
    OpinionEventByDigestRow other;
    Status status;

    if (!opinion_text_ok(ctx, "answer", answer, OPINION_ANSWER_CHARS_MAX,
                         TR(ctx->lang, "请写答复")))
        return INVALID;
    /* That words went out before would tell that there was a report. */
    *digest_out = (Text){0};
    if (opinion_record_is_sealed(record))
        return OK;
    *digest_out = opinion_answer_digest(ctx->arena, answer);
    status = opinion_event_by_digest(ctx, *digest_out, record->id, &other);
    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    return ctx_problem(ctx, "answer",
                       TR(ctx->lang, "这段话一字不差地答复过别人，请针对这位群众说的事改一改再发"));
}

void
opinion_note_reply(const Ctx *ctx, OpinionRecord *record)
{
    if (!record->replied_at.set)
        record->replied_at = SOME_INT(ctx->now);
    if (!record->reply_judged) {
        record->reply_judged = true;
        record->late_reply = record->late_reply || ctx->now >= record->reply_due;
    }
}

static void
note_resolved(const Ctx *ctx, OpinionRecord *record)
{
    record->state = text_c(opinion_state_name(OPINION_RESOLVED));
    record->resolved_at = SOME_INT(ctx->now);
    record->resolve_judged = true;
    record->late_resolve = record->late_resolve || ctx->now >= record->resolve_due;
    record->extension_asked = 0;
    record->visit_tries = 0;
    record->visit_wanted = !opinion_record_is_sealed(record) &&
                           (record->account.set || !text_is_empty(record->sender_phone));
}

Status
opinion_reply(Ctx *ctx, int64_t id, int64_t lock, Text answer, bool resolve)
{
    OpinionRecord before, record;
    RegionCode office;
    Text digest;
    int64_t event;

    TRY(opinion_open_for(ctx, id, lock, &before, &office));
    TRY(check_answer(ctx, &before, answer, &digest));
    record = before;
    TRY(opinion_take_over(ctx, &record, office));
    opinion_note_reply(ctx, &record);
    record.state = text_c(opinion_state_name(OPINION_IN_HAND));
    record.answers++;
    record.answer = text_trim(answer);
    if (resolve)
        note_resolved(ctx, &record);
    TRY(opinion_put(ctx, &before, &record));
    TRY(opinion_event_add(ctx, &record, EVENT_REPLIED, office, answer, digest, &event));
    if (resolve)
        TRY(opinion_event_add(ctx, &record, EVENT_RESOLVED, office, T(""), (Text){0}, NULL));
    TRY(opinion_tell_sender(ctx, &record, resolve ? "opinion.resolved" : "opinion.reply", event,
                            resolve ? TR_FORMAT(ctx->arena, LANG_HANS,
                                                "您说的事办完了，请看答复并评价：{number}",
                                                {"number", record.number})
                                    : TR_FORMAT(ctx->arena, LANG_HANS, "您说的事有了答复：{number}",
                                                {"number", record.number})));
    return opinion_audit(ctx, &record, resolve ? "opinion.answer" : "opinion.reply");
}

Status
opinion_resolve(Ctx *ctx, int64_t id, int64_t lock, Text outcome)
{
    OpinionRecord before, record;
    RegionCode office;
    int64_t event;

    TRY(opinion_open_for(ctx, id, lock, &before, &office));
    if (before.answers == 0)
        return ctx_problem(ctx, "outcome", TR(ctx->lang, "还没有答复过，请先答复再办结"));
    if (!opinion_text_ok(ctx, "outcome", outcome, OPINION_ANSWER_CHARS_MAX,
                         TR(ctx->lang, "请写办得怎么样")))
        return INVALID;
    record = before;
    TRY(opinion_take_over(ctx, &record, office));
    note_resolved(ctx, &record);
    TRY(opinion_put(ctx, &before, &record));
    TRY(opinion_event_add(ctx, &record, EVENT_RESOLVED, office, outcome, (Text){0}, &event));
    TRY(opinion_tell_sender(ctx, &record, "opinion.resolved", event,
                            TR_FORMAT(ctx->arena, LANG_HANS,
                                      "您说的事办完了，请看结果并评价：{number}",
                                      {"number", record.number})));
    return opinion_audit(ctx, &record, "opinion.resolve");
}

/* ---- from office to office ---- */

static Status
works_there(Ctx *ctx, int64_t opinion, RegionCode office, bool *out)
{
    OpinionSubjectWorksRow row;
    Status status = opinion_subject_works(ctx, opinion, office, &row);

    *out = status == OK;
    return status == NOT_FOUND ? OK : status;
}

Status
opinion_keep_from_subjects(Ctx *ctx, OpinionRecord *record)
{
    for (int level = LEVEL_VILLAGE; level > LEVEL_DISTRICT; level--) {
        RegionCode above;
        bool works;

        TRY(works_there(ctx, record->id, record->office, &works));
        if (!works)
            return OK;
        TRY(opinion_office_above(ctx, record->office, &above));
        opinion_hand_over(record, above);
    }
    return OK;
}

/* Up one step for the office itself, down to the opinion's own place for one above. */
static Status
check_office(Ctx *ctx, const OpinionRecord *record, RegionCode acting, RegionCode office)
{
    Text sentence = TR(ctx->lang, "请选要转到哪里");
    RegionCode above;
    bool works;

    if (office == 0 || office == record->office || !region_contains(office, record->region) ||
        region_code_level(office) < LEVEL_DISTRICT)
        return ctx_problem(ctx, "office", sentence);
    TRY(opinion_office_above(ctx, acting, &above));
    if (office != above && !region_contains(acting, office))
        return ctx_problem(ctx, "office", sentence);
    TRY(works_there(ctx, record->id, office, &works));
    if (works)
        return ctx_problem(ctx, "office", TR(ctx->lang, "那里有被反映的人，不能转过去"));
    return OK;
}

Status
opinion_pass(Ctx *ctx, int64_t id, int64_t lock, RegionCode office, Text note)
{
    OpinionRecord before, record;
    RegionCode acting;

    TRY(opinion_open_for(ctx, id, lock, &before, &acting));
    if (opinion_record_is_sealed(&before))
        return DENIED;
    (void)opinion_text_ok(ctx, "note", note, OPINION_NOTE_CHARS_MAX, TR(ctx->lang, "请写为什么转"));
    TRY(ctx_checked(ctx));
    TRY(check_office(ctx, &before, acting, office));
    record = before;
    opinion_hand_over(&record, office);
    TRY(opinion_put(ctx, &before, &record));
    /* The event names who has it now; who passed it on is in the person. */
    TRY(opinion_event_add(ctx, &record, EVENT_PASSED, office, note, (Text){0}, NULL));
    TRY(opinion_tell_office(ctx, &record, "opinion.passed",
                            TR_FORMAT(ctx->arena, LANG_HANS, "有一条群众意见转给您处理：{number}",
                                      {"number", record.number})));
    return opinion_audit(ctx, &record, "opinion.pass");
}

Status
opinion_take(Ctx *ctx, int64_t id, int64_t lock)
{
    OpinionRecord before, record;
    RegionCode office;

    TRY(opinion_open_for(ctx, id, lock, &before, &office));
    if (office == before.office)
        return CONFLICT;
    record = before;
    TRY(opinion_take_over(ctx, &record, office));
    TRY(opinion_put(ctx, &before, &record));
    return opinion_audit(ctx, &record, "opinion.take");
}
