/*
 * Whatever anybody does to opinions in whatever order: each answer, each row and each figure is
 * what the rules of opinion_model.h say.
 */
#include "harness.h"

#include "db.h"

#include "opinion_steps.h"

enum { BATCHES = 80, STEPS = 40, OPEN_MOST = 14 };

typedef Status StepOf(Step *step);

static StepOf *const steps[] = {
    step_reply, step_reply,  step_reply,  step_resolve, step_pass,   step_take,    step_ask,
    step_ask,   step_decide, step_decide, step_merge,   step_move,   step_refer,   step_mark,
    step_visit, step_visit,  step_sender, step_sender,  step_sender, step_support,
};
enum { WAYS = sizeof steps / sizeof steps[0] };

/* ---- the room against the model ---- */

static void
compare_row(Run *run, const Model *m)
{
    OpinionRecord row = row_of(run->ctx, m->id);

    CHECK_INT(opinion_record_state(&row), m->state);
    CHECK_INT(row.region, m->region);
    CHECK_INT(row.office, m->office);
    CHECK_INT(row.shown, is_shown(m));
    CHECK_INT(row.busy, is_open(m) && m->who != WHO_SEALED);
    if (m->who != WHO_SEALED) { /* the discipline office's own clock */
        CHECK_INT(row.reply_due, m->reply_due);
        CHECK_INT(row.resolve_due, m->resolve_due);
        CHECK_INT(row.late_reply, m->late_reply);
        CHECK_INT(row.late_resolve, m->late_resolve);
        CHECK_INT(row.reply_judged, m->reply_judged);
        CHECK_INT(row.resolve_judged, m->resolve_judged);
    }
    CHECK_INT(row.replied_at.set, m->replied);
    CHECK_INT(row.resolved_at.value, m->resolved_at);
    CHECK_INT(row.closed_at.value, m->closed_at);
    CHECK_INT(row.answers, m->answers);
    CHECK_INT(row.extension_days, m->extended);
    CHECK_INT(row.extension_asked, m->asked);
    CHECK_INT(row.visit_wanted, m->visit);
    CHECK_INT(row.visit_tries, m->tries);
    CHECK_INT(row.rating, m->rating);
    CHECK_INT(row.reopened, m->reopened);
    CHECK_INT(row.petition, m->petition);
    CHECK_INT(row.petition_settled_day.set, m->settled);
    CHECK_INT(row.supporters, m->supporters);
    CHECK_INT(row.merged_into.value, m->merged_into < 0 ? 0 : run->all[m->merged_into].id);
    CHECK_INT(row.lock, m->lock);
}

static void
compare_figures(Run *run)
{
    static const RegionCode places[] = {VILLAGE,       VILLAGE2,     COMMUNITY,
                                        TOWNSHIP_CODE, 210111011000, DISTRICT_CODE};

    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        OpinionFigures wanted = figures_of(run->all, run->len, places[i]), got;

        CHECK_STATUS(opinion_figures(run->ctx, places[i], &got), OK);
        if (memcmp(&got, &wanted, sizeof got) != 0) {
            printf("# place %lld\n", (long long)places[i]);
            CHECK_INT(got.received, wanted.received);
            CHECK_INT(got.resolved, wanted.resolved);
            CHECK_INT(got.pending, wanted.pending);
            CHECK_INT(got.reply_judged, wanted.reply_judged);
            CHECK_INT(got.replied_same_day, wanted.replied_same_day);
            CHECK_INT(got.resolve_judged, wanted.resolve_judged);
            CHECK_INT(got.resolved_in_time, wanted.resolved_in_time);
            CHECK_INT(got.satisfied, wanted.satisfied);
            CHECK_INT(got.basically, wanted.basically);
            CHECK_INT(got.unsatisfied, wanted.unsatisfied);
            CHECK_INT(got.petitions_settled, wanted.petitions_settled);
        }
    }
}

/* ---- steps ---- */

static void
take_step(Run *run)
{
    int open = 0, at = (int)roll(run, run->len), way = (int)roll(run, WAYS);
    Step step = {.run = run, .m = &run->all[at], .now = run->ctx->now};
    ArenaMark mark;
    Status got;

    for (int i = 0; i < run->len; i++)
        open += is_open(&run->all[i]);
    if (open < OPEN_MOST && run->len < MODEL_MAX && roll(run, 6) == 0) {
        run->answers[send_one(run)]++;
        return;
    }
    /* What is long over is asked less often. */
    for (int i = 0; i < 3 && !is_open(step.m) && step.m->state != OPINION_RESOLVED; i++)
        step.m = &run->all[roll(run, run->len)];
    step.a = (int)roll(run, CAST);
    /* Mostly somebody who may. */
    for (int i = (int)roll(run, 12);
         i < 8 && step.m->who != WHO_SEALED && !handles(step.a, step.m->office); i++)
        step.a = (int)roll(run, CAST);
    step.lock = step.m->lock - (roll(run, 10) == 0);
    step.receipt = step.m->who != WHO_NAMED && steps[way] == step_sender && roll(run, 4) != 0;
    if (step.receipt)
        step.receipts = step.m->receipts;
    if (steps[way] == step_sender && step.m->who == WHO_NAMED && roll(run, 2) == 0)
        step.a = CAST_SENDER;
    act_as(run->ctx, cast[step.a].actor);
    got = steps[way](&step);
    if (!CHECK_STATUS(got, step.wanted))
        printf("# way %d by %d of %d\n", way, step.a, (int)(step.m - run->all));
    run->answers[got]++;
    mark = arena_mark(run->ctx->arena);
    compare_row(run, step.m);
    compare_figures(run);
    arena_release(run->ctx->arena, mark);
}

static Status
batch(Ctx *ctx, void *arg)
{
    Run *run = arg;

    for (int i = 0; i < STEPS && harness.failures == 0; i++) {
        if (roll(run, 4) == 0)
            ctx->now += roll(run, 4 * 3600);
        take_step(run);
    }
    return OK;
}

static Status
begin(Ctx *ctx, void *arg)
{
    Run *run = arg;

    TRY(life_fill(ctx));
    people_fill(ctx);
    for (int i = 0; i < 3; i++)
        CHECK_STATUS(send_one(run), OK);
    return OK;
}

static Status
compare_all(Ctx *ctx, void *arg)
{
    Run *run = arg;
    ArenaMark mark = arena_mark(ctx->arena);

    for (int i = 0; i < run->len && harness.failures == 0; i++)
        compare_row(run, &run->all[i]);
    compare_figures(run);
    tallies_agree(ctx);
    arena_release(ctx->arena, mark);
    return OK;
}

static void
run_batches(Run *run)
{
    for (int i = 0; i < BATCHES && harness.failures == 0; i++) {
        CHECK_STATUS(store_write(run->store, run->ctx, batch, run), OK);
        if (roll(run, 3) != 0)
            run->ctx->now += roll(run, 2 * SECONDS_PER_DAY);
        CHECK_STATUS(opinion_deadlines(run->store, run->ctx), OK);
        for (int at = 0; at < run->len; at++)
            falls_due(&run->all[at], run->ctx->now);
        CHECK_STATUS(store_write(run->store, run->ctx, compare_all, run), OK);
    }
}

TEST_DB(whatever_happens_the_rules_hold)
{
    Run *run = NEW(arena, Run);

    *run = (Run){.store = store, .ctx = ctx, .dice = 20230601, .last_of = -1};
    ctx->now = TEST_NOW;
    CHECK_STATUS(store_write(store, ctx, begin, run), OK);
    run_batches(run);
    printf("# %d opinions; ok %d, not found %d, invalid %d, denied %d, conflict %d\n", run->len,
           run->answers[OK], run->answers[NOT_FOUND], run->answers[INVALID], run->answers[DENIED],
           run->answers[CONFLICT]);
    /* All of it was reached. */
    CHECK(run->answers[OK] > BATCHES * STEPS / 10);
    for (Status status = NOT_FOUND; status <= CONFLICT; status++)
        CHECK(run->answers[status] > BATCHES / 4);
}
