/*
 * mingbai demo --db URL [--scale N] [--today YYYY-MM-DD]
 */
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "command/data.h"
#include "demo/demo.h"
#include "demo/plan.h"
#include "disclosure/attachment.h"

static void
show(const char *step, int64_t done, int64_t total)
{
    static const char *shown;

    if (shown == NULL || strcmp(shown, step) != 0) {
        if (shown != NULL)
            progress_end();
        progress_begin(step, total);
        shown = step;
    }
    progress_to(done < total ? done : total);
}

static bool
read_flags(const Command *command, DemoSettings *settings)
{
    Text scale = command_flag(command, "--scale");
    Text today = command_flag(command, "--today");
    int64_t number = 1;

    if (scale.at != NULL &&
        (!text_to_i64(scale, &number) || number < 1 || number > DEMO_SCALE_MAX)) {
        command_fail("--scale takes a number from 1 to %d", DEMO_SCALE_MAX);
        return false;
    }
    settings->scale = (int)number;
    settings->today = day_from_date((Date){2023, 6, 1});
    if (today.at != NULL && !day_parse(today, &settings->today)) {
        command_fail("--today takes a day like 2023-06-01");
        return false;
    }
    return true;
}

static Store *
open_migrated(Command *command, Ctx *ctx)
{
    Store *store;
    int applied;

    if (store_open(command->arena, command->config.db, &store) != OK) {
        command_fail("the database %.*s cannot be opened", TEXT_ARGS(command->config.db));
        return NULL;
    }
    if (store_migrate(store, ctx, &applied) != OK) {
        command_fail("the schema cannot be made; is the database newer than this program?");
        store_close(store);
        return NULL;
    }
    return store;
}

int
command_demo(Command *command)
{
    DemoSettings settings = {
        .regions = data_text(data_regions),
        .aliases = data_text(data_aliases),
        .holidays = data_text(data_holidays),
        .catalogue = data_text(data_catalogue),
        .progress = show,
    };
    Ctx ctx = {.arena = command->arena, .actor = &actor_system, .now = clock_system()};
    DemoCounts counts;
    Store *store;
    Status status;

    if (!read_flags(command, &settings))
        return EXIT_USAGE;
    store = open_migrated(command, &ctx);
    if (store == NULL)
        return EXIT_REFUSED;
    attachment_set_dir(command->config.state_dir);
    status = demo_load(store, &ctx, &settings, &counts);
    progress_end();
    store_close(store);
    if (status == CONFLICT)
        return command_fail(
            "the database %.*s has places already; the demonstration wants an empty one",
            TEXT_ARGS(command->config.db));
    if (status != OK)
        return command_refused(&ctx, status);
    printf("%lld places, %lld accounts, %lld disclosures published (%lld corrected, %lld more "
           "withdrawn), %lld in hand\n"
           "sign in as resident, resident2, grid, village, village2, finance, township, township2, "
           "district, "
           "inspector, leader or operator; "
           "password mingbai-demo\n",
           (long long)counts.places, (long long)counts.accounts, (long long)counts.published,
           (long long)counts.corrected, (long long)counts.withdrawn, (long long)counts.waiting);
    return EXIT_DONE;
}
