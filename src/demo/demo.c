#include "demo/demo.h"

#include "base/log.h"
#include "demo/load.h"
#include "flag/run.h"
#include "region/setting.h"

enum {
    KEEP_BYTES_MAX = 2000 * 1024 * 1024LL,
    SCRATCH_BYTES_MAX = 64 * 1024 * 1024,
    MISSING_A_SLICE = 4000
};

static Status
plan_body(Ctx *ctx, void *arg)
{
    Load *load = arg;

    return plan_make(ctx, load->corpus, &load->places, load->settings->today, load->settings->scale,
                     &load->plan);
}

/* The plan lives as long as the loading. */
static Status
make_plan(Load *load)
{
    Ctx *ctx = load->ctx;
    Arena *operation = ctx->arena;
    Status status;

    ctx->arena = load->keep;
    status = store_read(load->store, ctx, plan_body, load);
    ctx->arena = operation;
    return status;
}

static Status
missing_body(Ctx *ctx, void *arg)
{
    return duty_mark_missing(ctx, MISSING_A_SLICE, arg);
}

/* The keeper goes on from here. */
static Status
rolled_body(Ctx *ctx, void *arg)
{
    const Load *load = arg;

    return setting_set(ctx, T("duties_rolled"), day_format(ctx->arena, load->settings->today));
}

/* Everything was looked at: nothing waits for the keeper's first look. */
static Status
looked_body(Ctx *ctx, void *arg)
{
    (void)arg;
    for (int kind = CHANGED_DUTY; kind < CHANGED_KINDS; kind++)
        TRY(changed_done_all(ctx, (ChangedKind)kind));
    return OK;
}

static Status
look_for_flags(Load *load)
{
    if (load->settings->progress != NULL)
        load->settings->progress("red flags", 0, 1);
    arena_reset(load->ctx->arena);
    TRY(flag_run_all(load->store, load->ctx, NULL, 0));
    return store_write(load->store, load->ctx, looked_body, NULL);
}

static Status
finish(Load *load)
{
    bool more = true;

    while (more) {
        arena_reset(load->ctx->arena);
        TRY(store_write(load->store, load->ctx, missing_body, &more));
    }
    TRY(store_write(load->store, load->ctx, rolled_body, load));
    TRY(store_analyze(load->store));
    TRY(look_for_flags(load));
    return store_bulk(load->store, false);
}

static Status
steps(Load *load)
{
    TRY(store_bulk(load->store, true));
    TRY(load_places(load));
    TRY(load_homes(load));
    TRY(load_people(load));
    TRY(load_organisation(load));
    TRY(make_plan(load));
    TRY(prepare_projects(load));
    TRY(load_property(load));
    TRY(load_disclosures(load));
    TRY(load_mended(load));
    TRY(load_ledgers(load));
    TRY(load_subsidies(load));
    TRY(load_projects(load));
    TRY(load_statements(load));
    TRY(load_work(load));
    TRY(load_opinions(load));
    TRY(load_clues(load));
    TRY(disclosure_notices_end(load->store, load->ctx));
    return finish(load);
}

Status
demo_load(Store *store, Ctx *ctx, const DemoSettings *settings, DemoCounts *out)
{
    Arena *outer = ctx->arena;
    Load load = {
        .store = store,
        .ctx = ctx,
        .settings = settings,
        .keep = arena_new(KEEP_BYTES_MAX),
        .scratch = arena_new(SCRATCH_BYTES_MAX),
        .counts = out,
    };
    Status status;

    *out = (DemoCounts){0};
    ctx->arena = arena_new(KEEP_BYTES_MAX);
    ctx->now = day_start(settings->today);
    status = steps(&load);
    /* The corpus and the catalogue fit together, so a problem is a defect. */
    for (size_t i = 0; i < ctx->problems.len; i++) {
        log_error("demo.problem", LOG_TEXT("field", ctx->problems.at[i].field),
                  LOG_TEXT("sentence", ctx->problems.at[i].sentence));
    }
    ctx->problems = (Problems){0};
    arena_free(ctx->arena);
    ctx->arena = outer;
    arena_free(load.scratch);
    arena_free(load.keep);
    return status;
}
