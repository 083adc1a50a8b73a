/*
 * Where an opinion goes that is not resolved here: joined to another, moved to the right village,
 * told where to go.
 */
#include "base/tr.h"
#include "opinion/inside.h"

/* ---- the same matter ---- */

static Status
find_other(Ctx *ctx, const OpinionRecord *record, Text number, OpinionRecord *out)
{
    Text sentence = TR(ctx->lang, "没有这个编号的意见，或者不是这个地方的");
    OpinionSight sight;
    Status status;

    number = text_trim(number);
    if (text_is_empty(number) || !text_is_clean(number) || number.len > 40)
        return ctx_problem(ctx, "number", sentence);
    status = opinion_by_its_number(ctx, number, out);
    if (status == NOT_FOUND)
        return ctx_problem(ctx, "number", sentence);
    TRY(status);
    TRY(opinion_sight_of(ctx, out, (Texts){0}, &sight));
    if ((sight != SEES_HANDLER && sight != SEES_STAFF) || opinion_record_is_sealed(out) ||
        out->region != record->region)
        return ctx_problem(ctx, "number", sentence);
    if (out->id == record->id)
        return ctx_problem(ctx, "number", TR(ctx->lang, "不能并到它自己"));
    if (!opinion_record_is_open(out) && opinion_record_state(out) != OPINION_RESOLVED)
        return ctx_problem(ctx, "number", TR(ctx->lang, "那一条已经了结，请填还在办的那一条"));
    return OK;
}

Status
opinion_merge(Ctx *ctx, int64_t id, int64_t lock, Text other_number)
{
    OpinionRecord before, record, other;
    RegionCode office;
    int64_t event, changed;

    TRY(opinion_open_for(ctx, id, lock, &before, &office));
    if (opinion_record_is_sealed(&before))
        return DENIED;
    TRY(find_other(ctx, &before, other_number, &other));
    record = before;
    record.state = text_c(opinion_state_name(OPINION_MERGED));
    record.merged_into = SOME_INT(other.id);
    record.closed_at = SOME_INT(ctx->now);
    record.extension_asked = 0;
    TRY(opinion_put(ctx, &before, &record));
    /* What was joined to this one before goes along, so that its sender hears on. */
    TRY(opinion_join_anew(ctx, record.id, other.id));
    TRY(opinion_supporters_add(ctx, other.id, record.supporters + 1, &changed));
    TRY(opinion_event_add(ctx, &record, EVENT_MERGED, office, T(""), (Text){0}, &event));
    TRY(opinion_event_add(ctx, &other, EVENT_JOINED, office, record.number, (Text){0}, NULL));
    TRY(opinion_tell_sender(ctx, &record, "opinion.merged", event,
                            TR_FORMAT(ctx->arena, LANG_HANS,
                                      "您说的事和别人说的是同一件，一起办：{number}",
                                      {"number", record.number})));
    return opinion_audit(ctx, &record, "opinion.merge");
}

/* ---- the wrong village ---- */

static Status
check_region(Ctx *ctx, const OpinionRecord *record, RegionCode region)
{
    Region place;
    Status status = region_get(ctx, region, &place);

    if (status != OK && status != NOT_FOUND)
        return status;
    if (status == NOT_FOUND || place.level != LEVEL_VILLAGE || place.closed_day.set ||
        region == record->region)
        return ctx_problem(ctx, "region", TR(ctx->lang, "请选另一个村（社区）"));
    /* Who moves it answers for both places. */
    return actor_may(ctx->actor, CAN_HANDLE_OPINIONS, region) ? OK : DENIED;
}

Status
opinion_move(Ctx *ctx, int64_t id, int64_t lock, RegionCode region, Text note)
{
    OpinionRecord before, record;
    RegionCode office;
    Time today_ends = day_start(ctx_today(ctx) + 1);
    int64_t event;

    TRY(opinion_open_for(ctx, id, lock, &before, &office));
    if (opinion_record_is_sealed(&before))
        return DENIED;
    TRY(check_region(ctx, &before, region));
    if (!opinion_text_ok(ctx, "note", note, OPINION_NOTE_CHARS_MAX, T("")))
        return INVALID;
    record = before;
    record.region = region;
    opinion_hand_over(&record, region);
    /* The clock looks at the new deadline, too; what was late already stays late. */
    if (!record.replied_at.set && record.reply_due < today_ends) {
        record.reply_due = today_ends;
        record.reply_judged = false;
    }
    TRY(opinion_keep_from_subjects(ctx, &record));
    TRY(opinion_put(ctx, &before, &record));
    TRY(opinion_event_add(ctx, &record, EVENT_MOVED, region, note, (Text){0}, &event));
    TRY(opinion_tell_office(ctx, &record, "opinion.moved",
                            TR_FORMAT(ctx->arena, LANG_HANS, "有一条群众意见转到您这里：{number}",
                                      {"number", record.number})));
    TRY(opinion_tell_sender(ctx, &record, "opinion.moved", event,
                            TR_FORMAT(ctx->arena, LANG_HANS, "您说的事转到了该管的村：{number}",
                                      {"number", record.number})));
    return opinion_audit(ctx, &record, "opinion.move");
}

/* ---- not ours ---- */

Status
opinion_refer(Ctx *ctx, int64_t id, int64_t lock, Text where)
{
    OpinionRecord before, record;
    RegionCode office;
    int64_t event;

    TRY(opinion_open_for(ctx, id, lock, &before, &office));
    if (!opinion_text_ok(ctx, "where", where, OPINION_ANSWER_CHARS_MAX,
                         TR(ctx->lang, "请写该找哪里、怎么找")))
        return INVALID;
    record = before;
    TRY(opinion_take_over(ctx, &record, office));
    record.state = text_c(opinion_state_name(OPINION_REFERRED));
    record.closed_at = SOME_INT(ctx->now);
    record.extension_asked = 0;
    opinion_note_reply(ctx, &record);
    record.answers++;
    record.answer = text_trim(where);
    TRY(opinion_put(ctx, &before, &record));
    TRY(opinion_event_add(ctx, &record, EVENT_REFERRED, office, where, (Text){0}, &event));
    TRY(opinion_tell_sender(ctx, &record, "opinion.referred", event,
                            TR_FORMAT(ctx->arena, LANG_HANS, "您说的事该找哪里，请看答复：{number}",
                                      {"number", record.number})));
    return opinion_audit(ctx, &record, "opinion.refer");
}
