/*
 * More time: asked for with a reason that the sender sees, decided by an office above.
 */
#include "base/tr.h"
#include "opinion/inside.h"

Status
opinion_extension_ask(Ctx *ctx, int64_t id, int64_t lock, int64_t days, Text reason)
{
    OpinionRecord before, record;
    RegionCode office, above;
    int64_t left;

    TRY(opinion_open_for(ctx, id, lock, &before, &office));
    if (opinion_record_is_sealed(&before))
        return DENIED;
    TRY(opinion_office_above(ctx, office, &above));
    if (above == office)
        return ctx_problem(ctx, "days", TR(ctx->lang, "区里办理的不能再延期"));
    left = OPINION_EXTENSION_DAYS_MAX - before.extension_days;
    if (days < 1 || days > left)
        (void)ctx_problem(
            ctx, "days",
            left < 1 ? TR(ctx->lang, "延期加起来最多 30 天，不能再延")
                     : TR_FORMAT(ctx->arena, ctx->lang, "天数写 1 到 {max}",
                                 {"max", text_printf(ctx->arena, "%lld", (long long)left)}));
    (void)opinion_text_ok(ctx, "reason", reason, OPINION_NOTE_CHARS_MAX,
                          TR(ctx->lang, "请写为什么要延期，群众看得到"));
    TRY(ctx_checked(ctx));
    if (before.extension_asked != 0)
        return CONFLICT;
    record = before;
    TRY(opinion_take_over(ctx, &record, office));
    record.extension_asked = days;
    record.extension_reason = text_trim(reason);
    TRY(opinion_put(ctx, &before, &record));
    TRY(opinion_event_add(ctx, &record, EVENT_EXTENSION_ASKED, office,
                          TR_FORMAT(ctx->arena, LANG_HANS, "申请延期 {days} 天：{reason}",
                                    {"days", text_printf(ctx->arena, "%lld", (long long)days)},
                                    {"reason", text_trim(reason)}),
                          (Text){0}, NULL));
    record.office = above; /* whom to tell; the row stays where it is */
    TRY(opinion_tell_office(ctx, &record, "opinion.extension_asked",
                            TR_FORMAT(ctx->arena, LANG_HANS,
                                      "有一条意见申请延期，请您决定：{number}",
                                      {"number", record.number})));
    return opinion_audit(ctx, &record, "opinion.extension_ask");
}

/* Consent belongs to an office above the one that asks. */
static Status
open_for_consent(Ctx *ctx, int64_t id, int64_t lock, OpinionRecord *out, RegionCode *above_out)
{
    OpinionSight sight;
    bool subject;

    TRY(opinion_fetch(ctx, id, out));
    TRY(opinion_sight_of(ctx, out, (Texts){0}, &sight));
    if (sight == SEES_NONE)
        return NOT_FOUND;
    TRY(opinion_office_above(ctx, out->office, above_out));
    TRY(opinion_is_subject(ctx, id, &subject));
    if (subject || *above_out == out->office || opinion_record_is_sealed(out) ||
        !actor_may(ctx->actor, CAN_GRANT_EXTENSION, *above_out))
        return DENIED;
    return out->lock == lock && opinion_record_is_open(out) && out->extension_asked != 0 ? OK
                                                                                         : CONFLICT;
}

Status
opinion_extension_decide(Ctx *ctx, int64_t id, int64_t lock, bool grant, Text reason)
{
    OpinionRecord before, record;
    RegionCode above;
    Time base;
    int64_t event;

    TRY(open_for_consent(ctx, id, lock, &before, &above));
    if (!opinion_text_ok(ctx, "reason", reason, OPINION_NOTE_CHARS_MAX,
                         grant ? T("") : TR(ctx->lang, "请写为什么不同意")))
        return INVALID;
    record = before;
    record.extension_asked = 0;
    if (grant) {
        base = day_start(ctx_today(ctx) + 1);
        base = base > before.resolve_due ? base : before.resolve_due;
        record.resolve_due = base + before.extension_asked * SECONDS_PER_DAY;
        record.extension_days += before.extension_asked;
        record.late_resolve =
            false; /* of the new deadline; that the old one passed its event tells */
    }
    TRY(opinion_put(ctx, &before, &record));
    TRY(opinion_event_add(ctx, &record, grant ? EVENT_EXTENSION_GRANTED : EVENT_EXTENSION_REFUSED,
                          above, reason, (Text){0}, &event));
    TRY(opinion_tell_office(
        ctx, &record, "opinion.extension",
        grant ? TR_FORMAT(ctx->arena, LANG_HANS, "延期同意了：{number}", {"number", record.number})
              : TR_FORMAT(ctx->arena, LANG_HANS, "延期没有同意，请按期办结：{number}",
                          {"number", record.number})));
    if (grant)
        TRY(opinion_tell_sender(ctx, &record, "opinion.extension", event,
                                TR_FORMAT(ctx->arena, LANG_HANS,
                                          "您说的事需要多几天，原因请看：{number}",
                                          {"number", record.number})));
    return opinion_audit(ctx, &record,
                         grant ? "opinion.extension_grant" : "opinion.extension_refuse");
}
