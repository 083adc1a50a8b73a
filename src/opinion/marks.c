/*
 * What an office notes about an opinion without answering it: notes, persons whom it is about,
 * petition risks, abuse, photographs for everybody.
 */
#include "base/tr.h"
#include "opinion/inside.h"

Status
opinion_note(Ctx *ctx, int64_t id, Text note)
{
    OpinionRecord record;
    OpinionSight sight;

    TRY(opinion_fetch(ctx, id, &record));
    TRY(opinion_sight_of(ctx, &record, (Texts){0}, &sight));
    if (sight == SEES_NONE || sight == SEES_PUBLIC)
        return sight == SEES_NONE ? NOT_FOUND : DENIED;
    if (sight != SEES_HANDLER && sight != SEES_STAFF)
        return DENIED;
    if (!opinion_text_ok(ctx, "note", note, OPINION_NOTE_CHARS_MAX, TR(ctx->lang, "请写备注")))
        return INVALID;
    TRY(opinion_event_add(ctx, &record, EVENT_NOTE,
                          opinion_record_is_sealed(&record) ? record.sealed_for : record.office,
                          note, (Text){0}, NULL));
    return opinion_audit(ctx, &record, "opinion.note");
}

/* ---- persons whom it is about ---- */

/* All accounts of that name at the place and above it, as far as the district. */
static Status
add_people(Ctx *ctx, const OpinionRecord *record, Text name)
{
    bool found = false;
    int64_t changed;
    RegionCode last = 0;

    for (int level = LEVEL_VILLAGE; level >= LEVEL_DISTRICT; level--) {
        RegionCode place = region_code_at(record->region, (RegionLevel)level);
        OpinionPeopleNamedRows people;

        if (place == last)
            continue;
        last = place;
        TRY(opinion_people_named(ctx, place, name, &people));
        for (size_t i = 0; i < people.len; i++) {
            TRY(opinion_subject_insert(ctx, record->id, name, people.at[i].id, &changed));
            found = true;
        }
    }
    return found ? OK : opinion_subject_insert(ctx, record->id, name, 0, &changed);
}

Status
opinion_subject_note(Ctx *ctx, OpinionRecord *record, Text name)
{
    name = text_trim(name);
    if (text_is_empty(name))
        return OK;
    TRY(add_people(ctx, record, name));
    return opinion_record_is_sealed(record) ? OK : opinion_keep_from_subjects(ctx, record);
}

Status
opinion_subject_add(Ctx *ctx, int64_t id, int64_t lock, Text login_or_name)
{
    OpinionRecord before, record;
    OpinionSubjectsRows subjects;
    RegionCode office;
    OpinionSight sight;
    Status status = opinion_open_for(ctx, id, lock, &before, &office);

    /* An inspector of the place may say so, too, without handling it. */
    if (status == DENIED && actor_may(ctx->actor, CAN_READ_MISCONDUCT, before.region)) {
        TRY(opinion_sight_of(ctx, &before, (Texts){0}, &sight));
        if (sight != SEES_HANDLER)
            return DENIED;
        office = opinion_district_of(before.region);
        status = before.lock == lock && opinion_record_is_open(&before) ? OK : CONFLICT;
    }
    TRY(status);
    if (!opinion_text_ok(ctx, "subject", login_or_name, OPINION_NAME_CHARS_MAX,
                         TR(ctx->lang, "请写被反映人的姓名")))
        return INVALID;
    TRY(opinion_subjects(ctx, id, &subjects));
    if (subjects.len >= OPINION_SUBJECTS_MAX)
        return ctx_problem(ctx, "subject", TR(ctx->lang, "最多写 5 个人"));
    record = before;
    TRY(opinion_subject_note(ctx, &record, login_or_name));
    TRY(opinion_put(ctx, &before, &record));
    TRY(opinion_event_add(ctx, &record, EVENT_SUBJECT, office, login_or_name, (Text){0}, NULL));
    if (record.office != before.office)
        TRY(opinion_tell_office(ctx, &record, "opinion.passed",
                                TR_FORMAT(ctx->arena, LANG_HANS,
                                          "有一条群众意见转给您处理：{number}",
                                          {"number", record.number})));
    return opinion_audit(ctx, &record, "opinion.subject");
}

Status
opinion_subject_names(Ctx *ctx, const Opinion *opinion, Texts *out)
{
    OpinionSubjectsRows rows = {0};

    if (opinion->sight == SEES_HANDLER)
        TRY(opinion_subjects(ctx, opinion->id, &rows));
    *out = (Texts){NEW_ARRAY(ctx->arena, Text, rows.len), 0};
    /* In the order of names: one name stands for all accounts that have it. */
    for (size_t i = 0; i < rows.len; i++)
        if (i == 0 || !text_eq(rows.at[i].name, rows.at[i - 1].name))
            out->at[out->len++] = rows.at[i].name;
    return OK;
}

/* Whoever was kept out, or a colleague, does not let them in again. */
static Status
may_let_in(Ctx *ctx, const OpinionRecord *record)
{
    RegionCode district = opinion_district_of(record->region);
    OpinionSubjectWorksRow row;
    Status status;

    if (opinion_record_is_sealed(record))
        return DENIED;
    if (actor_may(ctx->actor, CAN_READ_MISCONDUCT, record->region))
        return OK;
    if (!actor_may(ctx->actor, CAN_HANDLE_OPINIONS, district))
        return DENIED;
    status = opinion_subject_works(ctx, record->id, district, &row);
    if (status == OK)
        return DENIED;
    return status == NOT_FOUND ? OK : status;
}

Status
opinion_subject_remove(Ctx *ctx, int64_t id, int64_t lock, Text name)
{
    OpinionRecord before, record;
    OpinionSight sight;
    int64_t changed;

    TRY(opinion_fetch(ctx, id, &before));
    TRY(opinion_sight_of(ctx, &before, (Texts){0}, &sight));
    if (sight == SEES_NONE)
        return NOT_FOUND;
    if (sight != SEES_HANDLER)
        return DENIED;
    TRY(may_let_in(ctx, &before));
    if (before.lock != lock || !opinion_record_is_open(&before))
        return CONFLICT;
    TRY(opinion_subject_delete(ctx, id, name, &changed));
    if (changed == 0)
        return ctx_problem(ctx, "subject", TR(ctx->lang, "没有记过这个人"));
    record = before;
    TRY(opinion_put(ctx, &before, &record));
    TRY(opinion_event_add(ctx, &record, EVENT_SUBJECT_GONE, opinion_district_of(record.region),
                          name, (Text){0}, NULL));
    return opinion_audit(ctx, &record, "opinion.subject_gone");
}

/* ---- petition risks ---- */

/* Whoever reads it as staff and handles it or stands above; also after it was resolved. */
static Status
open_for_marks(Ctx *ctx, int64_t id, int64_t lock, OpinionRecord *out)
{
    OpinionSight sight;

    TRY(opinion_fetch(ctx, id, out));
    TRY(opinion_sight_of(ctx, out, (Texts){0}, &sight));
    if (sight == SEES_NONE)
        return NOT_FOUND;
    if (sight != SEES_HANDLER || opinion_record_is_sealed(out) ||
        !actor_may(ctx->actor, CAN_HANDLE_OPINIONS, out->office))
        return DENIED;
    return out->lock == lock ? OK : CONFLICT;
}

Status
opinion_petition(Ctx *ctx, int64_t id, int64_t lock, bool settled)
{
    OpinionRecord before, record;

    TRY(open_for_marks(ctx, id, lock, &before));
    if (settled && !before.petition)
        return CONFLICT;
    if (before.petition_settled_day.set || (!settled && before.petition))
        return CONFLICT;
    record = before;
    record.petition = true;
    if (settled)
        record.petition_settled_day = SOME_INT(ctx_today(ctx));
    TRY(opinion_put(ctx, &before, &record));
    TRY(opinion_event_add(ctx, &record, settled ? EVENT_PETITION_SETTLED : EVENT_PETITION,
                          record.office, T(""), (Text){0}, NULL));
    return opinion_audit(ctx, &record, settled ? "opinion.petition_settled" : "opinion.petition");
}

/* ---- on the board ---- */

/* Never the village itself: it is the one that is spoken of. */
static Status
open_from_above(Ctx *ctx, int64_t id, int64_t lock, OpinionRecord *out)
{
    RegionCode above;

    TRY(open_for_marks(ctx, id, lock, out));
    TRY(opinion_office_above(ctx, out->region, &above));
    return actor_may(ctx->actor, CAN_HANDLE_OPINIONS, above) ? OK : DENIED;
}

Status
opinion_hide(Ctx *ctx, int64_t id, int64_t lock, Text reason)
{
    OpinionRecord before, record;
    RegionCode above;
    int64_t event;

    TRY(open_from_above(ctx, id, lock, &before));
    if (!opinion_text_ok(ctx, "reason", reason, OPINION_NOTE_CHARS_MAX,
                         TR(ctx->lang, "请写为什么不再显示，提的人看得到")))
        return INVALID;
    if (before.hidden)
        return CONFLICT;
    record = before;
    record.hidden = true;
    TRY(opinion_put(ctx, &before, &record));
    TRY(opinion_office_above(ctx, before.region, &above));
    TRY(opinion_event_add(ctx, &record, EVENT_HIDDEN, above, reason, (Text){0}, &event));
    TRY(opinion_tell_sender(ctx, &record, "opinion.hidden", event,
                            TR_FORMAT(ctx->arena, LANG_HANS,
                                      "您说的事不再对外显示，照样办理，原因请看：{number}",
                                      {"number", record.number})));
    return opinion_audit(ctx, &record, "opinion.hide");
}

Status
opinion_show_again(Ctx *ctx, int64_t id, int64_t lock)
{
    OpinionRecord before, record;
    RegionCode above;
    int64_t event;

    TRY(open_from_above(ctx, id, lock, &before));
    if (!before.hidden)
        return CONFLICT;
    record = before;
    record.hidden = false;
    TRY(opinion_put(ctx, &before, &record));
    TRY(opinion_office_above(ctx, before.region, &above));
    TRY(opinion_event_add(ctx, &record, EVENT_SHOWN, above, T(""), (Text){0}, &event));
    TRY(opinion_tell_sender(ctx, &record, "opinion.shown", event,
                            TR_FORMAT(ctx->arena, LANG_HANS, "您说的事又对外显示了：{number}",
                                      {"number", record.number})));
    return opinion_audit(ctx, &record, "opinion.show_again");
}

Status
opinion_show_photos(Ctx *ctx, int64_t id, int64_t lock)
{
    OpinionRecord before, record;

    TRY(open_for_marks(ctx, id, lock, &before));
    if (before.photos_shown || !before.open)
        return CONFLICT;
    record = before;
    record.photos_shown = true;
    TRY(opinion_put(ctx, &before, &record));
    TRY(opinion_event_add(ctx, &record, EVENT_PHOTOS_SHOWN, record.office, T(""), (Text){0}, NULL));
    return opinion_audit(ctx, &record, "opinion.show_photos");
}
