/* Reading the audit trail. */
#include "actor/actor.h"
#include "actor/audit.sql.h"
#include "base/tr.h"

static Status
read_rows(Ctx *ctx, RegionCode scope, int64_t account, int64_t before, AuditRows *out)
{
    RegionRange range = region_range(scope);
    int64_t limit = AUDIT_PAGE + 1;

    if (account != 0)
        return audit_of_account(ctx,
                                &(AuditOfAccountArgs){.account = account,
                                                      .first = range.first,
                                                      .last = range.last,
                                                      .before = before,
                                                      .limit = limit},
                                out);
    if (region_code_level(scope) <= LEVEL_DISTRICT)
        return audit_within_wide(
            ctx,
            &(AuditWithinWideArgs){
                .first = range.first, .last = range.last, .before = before, .limit = limit},
            out);
    return audit_within(
        ctx,
        &(AuditWithinArgs){
            .first = range.first, .last = range.last, .before = before, .limit = limit},
        out);
}

Status
audit_read(Ctx *ctx, RegionCode scope, int64_t account, Text cursor, AuditLines *out)
{
    AuditRows rows;
    int64_t before = INT64_MAX;

    TRY(actor_require(ctx, CAN_READ_AUDIT, scope));
    if (!text_is_empty(cursor) && !text_to_i64(cursor, &before))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的位置不对"));
    TRY(read_rows(ctx, scope, account, before, &rows));
    *out = (AuditLines){.at = NEW_ARRAY(ctx->arena, AuditLine, rows.len)};
    for (; out->len < rows.len && out->len < AUDIT_PAGE; out->len++) {
        const AuditRow *row = &rows.at[out->len];

        out->at[out->len] = (AuditLine){
            .id = row->id,
            .at = row->at,
            .account = row->account.set ? row->account.value : 0,
            .login = row->login,
            .name = row->name,
            .region = row->region,
            .region_name = row->region_name,
            .action = row->action,
            .object = row->object,
            .detail = row->detail,
        };
    }
    if (rows.len > AUDIT_PAGE)
        out->next = text_printf(ctx->arena, "%lld", (long long)out->at[out->len - 1].id);
    return OK;
}

/* Two lists, newest first, as one of at most a page.  Ids grow with time. */
static void
merge(Ctx *ctx, const AuditLines *more, AuditLines *out)
{
    AuditLines both = {.at = NEW_ARRAY(ctx->arena, AuditLine, AUDIT_PAGE)};
    size_t i = 0;
    size_t j = 0;
    bool cut = out->next.at != NULL || more->next.at != NULL;

    while (both.len < AUDIT_PAGE && (i < out->len || j < more->len)) {
        bool first = j == more->len || (i < out->len && out->at[i].id > more->at[j].id);

        both.at[both.len++] = first ? out->at[i++] : more->at[j++];
    }
    if (cut || i < out->len || j < more->len)
        both.next = text_printf(ctx->arena, "%lld", (long long)both.at[both.len - 1].id);
    *out = both;
}

Status
audit_read_all(Ctx *ctx, RegionCodes scopes, int64_t account, Text cursor, AuditLines *out)
{
    *out = (AuditLines){0};
    if (scopes.len == 0)
        return DENIED;
    TRY(audit_read(ctx, scopes.at[0], account, cursor, out));
    for (size_t i = 1; i < scopes.len; i++) {
        AuditLines more;

        TRY(audit_read(ctx, scopes.at[i], account, cursor, &more));
        merge(ctx, &more, out);
    }
    return OK;
}
