/*
 * The keeper's work on the day after a notice: what was open to everybody while it ran is for a
 * few from now on, so its words leave the search index.  Pages and files ask for the day
 * themselves.
 */
#include "actor/slices.h"
#include "base/id.h"
#include "disclosure/parts.h"
#include "disclosure/search.h"

enum { DISCLOSURES_A_TURN = 100 };

Status
notice_job_add(Ctx *ctx, const Disclosure *disclosure, const Item *item)
{
    OptInt until = disclosure->notice_until;

    /* A correction finds the job of the first publication, or the notice over. */
    if (!item_closes(item) || !until.set || until.value < ctx_today(ctx) ||
        disclosure->revision != 1)
        return OK;
    TRY(notice_job_insert(ctx, id_new(), disclosure->id, day_start((Day)until.value + 1)));
    store_touch(ctx, KEY_JOBS);
    return OK;
}

static Status
close_one(Ctx *ctx, int64_t id)
{
    Disclosure disclosure;
    Revision revision;
    Status status = disclosure_fetch(ctx, id, &disclosure);

    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    if (disclosure.revision == 0 || disclosure.withdrawn_at.set)
        return OK;
    TRY(revision_fetch(ctx, &disclosure, disclosure.revision, &revision));
    TRY(search_remove(ctx, id));
    TRY(search_put(ctx, &disclosure, &revision));
    region_touch(ctx, disclosure.region);
    return OK;
}

/* Those that are due, at most so many. */
static Status
close_some(Ctx *ctx, void *arg)
{
    bool *more = arg;
    NoticeJobsDueRows jobs;

    TRY(notice_jobs_due(ctx, ctx->now, DISCLOSURES_A_TURN, &jobs));
    for (size_t i = 0; i < jobs.len; i++) {
        TRY(close_one(ctx, jobs.at[i].subject));
        TRY(notice_job_done(ctx, jobs.at[i].id));
    }
    *more = jobs.len == DISCLOSURES_A_TURN;
    return OK;
}

Status
disclosure_notices_end(Store *store, Ctx *ctx)
{
    return slices_run(store, ctx, close_some);
}
