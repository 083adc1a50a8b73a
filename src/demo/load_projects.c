/*
 * The demonstration's projects: their stages are disclosures of the plan, made from their rows.
 */
#include "demo/load.h"
#include "demo/staged.h"

Status
prepare_projects(Load *load)
{
    load->projects = NEW_ARRAY(load->keep, ProjectLoad, STAGED_PROJECTS);
    for (size_t i = 0; i < STAGED_PROJECTS; i++)
        staged_make(load->keep, &load->places, load->settings->today, i, &load->projects[i]);
    return OK;
}

Status
load_stage_input(Ctx *ctx, const Load *load, const Planned *planned, DisclosureInput *out)
{
    Text period = out->period;

    TRY(project_load_input(ctx, &load->projects[planned->project - 1], planned->stage - 1U,
                           load->places.at[planned->place].code, planned->start, out));
    out->period = period;
    return OK;
}

static void
tie(Load *load, const Planned *planned)
{
    const Stage *stage = &load->projects[planned->project - 1].stages.at[planned->stage - 1];

    for (size_t i = 0; i < stage->disclosures.len; i++) {
        StageDisclosure *told = &stage->disclosures.at[i];

        if (told->place != load->places.at[planned->place].code)
            continue;
        told->id = planned->id;
        told->as_of = SOME_INT(planned->start);
    }
}

static Status
projects_body(Ctx *ctx, void *arg)
{
    Load *load = arg;

    ctx->actor = &actor_system;
    for (size_t i = 0; i < STAGED_PROJECTS; i++) {
        int64_t id;

        TRY(project_load(ctx, &load->projects[i], &id));
    }
    return OK;
}

Status
load_projects(Load *load)
{
    for (size_t i = 0; i < load->plan.len; i++)
        if (load->plan.at[i].project != 0 && !load->plan.at[i].withdrawn)
            tie(load, &load->plan.at[i]);
    arena_reset(load->ctx->arena);
    return store_write(load->store, load->ctx, projects_body, load);
}
