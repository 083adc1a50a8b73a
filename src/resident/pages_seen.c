/*
 * A resident has read something: at most one write a day.
 */
#include "account/account.h"
#include "account/identify.h"
#include "base/log.h"
#include "resident/pages.h"
#include "resident/roster.h"

typedef struct Seen {
    RegionCode village; /* 0: none that counts */
    Text secret;        /* of a session that goes on; absent: none */
    Time expires_at;
} Seen;

/* A page below /r/CODE is that village's; others say by their keys what they show. */
static bool
is_of(const Request *req, const Response *res, RegionCode village)
{
    RegionCode code;

    if (text_starts(req->path, T("/r/")) && region_code_parse(request_param(req, "code"), &code) &&
        code == village)
        return true;
    for (size_t i = 0; i < res->key_count; i++)
        if (res->keys[i] == village)
            return true;
    return false;
}

static RegionCode
village_shown(const Actor *actor, const Request *req, const Response *res)
{
    for (size_t i = 0; i < actor->unseen.len; i++)
        if (is_of(req, res, actor->unseen.at[i]))
            return actor->unseen.at[i];
    return 0;
}

static Status
note(Ctx *ctx, void *arg)
{
    Seen *seen = arg;
    Status status = OK;

    if (seen->village != 0)
        TRY(roster_active(ctx, ctx->actor->account, seen->village));
    if (seen->secret.at != NULL)
        status = account_session_renew(ctx, seen->secret, &seen->expires_at);
    return status == NOT_FOUND ? OK : status; /* it has ended meanwhile */
}

void
resident_seen(Store *store, Ctx *ctx, const Request *req, Response *res)
{
    Seen seen = {.village = village_shown(ctx->actor, req, res)};

    if (ctx->actor->renew && !req->by_token)
        seen.secret = account_secret(req);
    if (seen.village == 0 && seen.secret.at == NULL)
        return;
    /* What cannot be noted now is noted with the next page. */
    if (store_write(store, ctx, note, &seen) != OK)
        log_warn("resident.seen", LOG_C("why", "could not be noted"));
    else if (seen.expires_at != 0)
        response_cookie(ctx, req, res, T("sid"), seen.secret, seen.expires_at - ctx->now);
}
