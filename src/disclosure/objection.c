/*
 * Objections to notices: anybody may raise one while the notice period runs; the desk sees them.
 */
#include <stdlib.h>

#include "account/account.h"
#include "base/id.h"
#include "base/tr.h"
#include "disclosure/parts.h"

static Status
check_objection(Ctx *ctx, Text name, Text contact, Text body)
{
    (void)content_text_ok(ctx, "name", name, CONTACT_CHARS_MAX);
    (void)content_text_ok(ctx, "contact", contact, CONTACT_CHARS_MAX);
    if (content_text_ok(ctx, "body", body, OBJECTION_CHARS_MAX) && text_is_blank(body))
        (void)ctx_problem(ctx, "body", TR(ctx->lang, "请写明有什么异议"));
    return ctx_checked(ctx);
}

Status
disclosure_object(Ctx *ctx, int64_t id, Text name, Text contact, Text body, Text address)
{
    Disclosure disclosure;
    ObjectionCountRow count;
    int64_t objection = id_new();

    TRY(disclosure_get(ctx, id, &disclosure));
    TRY(check_objection(ctx, name, contact, body));
    if (disclosure.revision == 0 || disclosure.withdrawn_at.set || !disclosure.notice_until.set ||
        disclosure.notice_until.value < ctx_today(ctx))
        return CONFLICT;
    TRY(objection_count(ctx, id, &count));
    if (count.count >= OBJECTIONS_MAX)
        return ctx_problem(ctx, "body",
                           TR(ctx->lang, "这条公示收到的异议已经很多，请直接联系乡镇（街道）"));
    TRY(account_limit_day(ctx, "objection", address, OBJECTIONS_A_DAY));
    TRY(objection_insert(ctx, &(ObjectionInsertArgs){.id = objection,
                                                     .disclosure = id,
                                                     .region = disclosure.region,
                                                     .at = ctx->now,
                                                     .name = text_trim(name),
                                                     .contact = text_trim(contact),
                                                     .body = text_trim(body)}));
    region_touch(ctx, disclosure.region);
    return audit(ctx, disclosure.region, "disclosure.object", id, T(""));
}

Status
disclosure_objections(Ctx *ctx, RegionCode scope, bool unseen_only, Objections *out)
{
    RegionRange range = region_range(scope);
    ObjectionListRows rows;

    TRY(actor_require(ctx, CAN_READ_OPINIONS, scope));
    TRY(objection_list(ctx,
                       &(ObjectionListArgs){.first = range.first,
                                            .last = range.last,
                                            .unseen_only = unseen_only,
                                            .limit = OBJECTIONS_SHOWN_MAX},
                       &rows));
    *out = (Objections){.at = NEW_ARRAY(ctx->arena, Objection, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = (Objection){
            .id = rows.at[i].id,
            .disclosure = rows.at[i].disclosure,
            .at = rows.at[i].at,
            .title = rows.at[i].title,
            .name = rows.at[i].name,
            .contact = rows.at[i].contact,
            .body = rows.at[i].body,
            .seen = rows.at[i].seen_at.set,
        };
    return OK;
}

static int
unseen_and_newest_first(const void *left, const void *right)
{
    const Objection *one = left;
    const Objection *other = right;

    if (one->seen != other->seen)
        return one->seen ? 1 : -1;
    return one->id > other->id ? -1 : one->id < other->id;
}

Status
disclosure_objections_all(Ctx *ctx, RegionCodes scopes, bool unseen_only, Objections *out)
{
    *out = (Objections){.at = NEW_ARRAY(ctx->arena, Objection, OBJECTIONS_SHOWN_MAX * scopes.len)};
    for (size_t i = 0; i < scopes.len; i++) {
        Objections found;

        TRY(disclosure_objections(ctx, scopes.at[i], unseen_only, &found));
        for (size_t j = 0; j < found.len; j++)
            out->at[out->len++] = found.at[j];
    }
    if (scopes.len > 1)
        qsort(out->at, out->len, sizeof out->at[0], unseen_and_newest_first);
    if (out->len > OBJECTIONS_SHOWN_MAX)
        out->len = OBJECTIONS_SHOWN_MAX;
    return OK;
}

Status
disclosure_objection_seen(Ctx *ctx, int64_t objection)
{
    ObjectionPlaceRow place;
    int64_t changed;

    TRY(objection_place(ctx, objection, &place));
    TRY(actor_require(ctx, CAN_READ_OPINIONS, place.region));
    TRY(objection_set_seen(ctx, objection, ctx->now, acting_account_opt(ctx), &changed));
    if (changed == 0)
        return OK; /* somebody has seen it already */
    region_touch(ctx, place.region);
    return audit(ctx, place.region, "objection.seen", objection, T(""));
}
