/*
 * The keeper's work on the day after a notice: what was open to everybody while it ran is for a
 * few from now on, so its words leave the search index.  Pages and files ask for the day
 * themselves.
 */
#include "base/id.h"
#include "disclosure/parts.h"
#include "disclosure/search.h"
#include "store/store.h"

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

/* Body: those that are due, at most so many; the number into *arg. */
static Status
close_some(Ctx *ctx, void *arg)
{
    size_t *count = arg;
    NoticeJobsDueRows jobs;

    TRY(notice_jobs_due(ctx, ctx->now, DISCLOSURES_A_TURN, &jobs));
    for (size_t i = 0; i < jobs.len; i++) {
        TRY(close_one(ctx, jobs.at[i].subject));
        TRY(notice_job_done(ctx, jobs.at[i].id));
    }
    *count = jobs.len;
    return OK;
}

Status
disclosure_notices_end(Store *store, Ctx *ctx)
{
    size_t count;

    do {
        ArenaMark mark = arena_mark(ctx->arena);

        TRY(store_write(store, ctx, close_some, &count));
        arena_release(ctx->arena, mark);
    } while (count == DISCLOSURES_A_TURN);
    return OK;
}
