/*
 * mingbai outreach: posters, notices and loudspeaker texts of all villages of a place in one
 * archive, a folder a village.
 */
#include "outreach/outreach.h"

#include <stdio.h>

#include "base/tr.h"
#include "command/command.h"
#include "sheet/pack.h"

enum { VILLAGES_MAX = 20000 };

static const char *const file_titles[OUTREACH_FILES] = {
    [OUTREACH_POSTER_A3] = "海报-A3.pdf",   [OUTREACH_POSTER_A4] = "海报-A4.pdf",
    [OUTREACH_POSTER_PNG] = "海报.png",     [OUTREACH_NOTICE_PDF] = "月度公示.pdf",
    [OUTREACH_NOTICE_PNG] = "月度公示.png", [OUTREACH_SPEECH] = "广播稿.txt",
};

typedef struct Outreach {
    RegionCode scope;
    Month month; /* 0: the newest whose accounts should be public */
    Text site;
    Regions villages;
    const Region *village; /* whose turn it is */
    OutreachMonth found;
} Outreach;

static Status
list_villages(Ctx *ctx, void *arg)
{
    Outreach *outreach = arg;

    if (outreach->month == 0)
        outreach->month = outreach_month_of(ctx_today(ctx));
    return region_villages_all(ctx, (RegionCodes){&outreach->scope, 1}, VILLAGES_MAX,
                               &outreach->villages);
}

static Status
read_month(Ctx *ctx, void *arg)
{
    Outreach *outreach = arg;

    return outreach_month(ctx, outreach->village->code, outreach->month, outreach->site,
                          &outreach->found);
}

/* A transaction a village, for reading only; what is drawn needs none. */
static Status
pack_village(Store *store, Ctx *ctx, Outreach *outreach, Pack *pack, int64_t *files)
{
    TRY(store_read(store, ctx, read_month, outreach));
    for (int i = 0; i < OUTREACH_FILES; i++) {
        Text name = text_printf(ctx->arena, "%012lld %.*s/%s", (long long)outreach->village->code,
                                TEXT_ARGS(outreach->village->name), file_titles[i]);
        Text bytes;

        TRY(outreach_make(ctx, &outreach->found, (OutreachFile)i, &bytes));
        TRY(pack_add(pack, name, ctx->now, bytes));
        ++*files;
    }
    return OK;
}

static Status
pack_all(Command *command, Store *store, Ctx *ctx, Outreach *outreach, const char *path,
         int64_t *files)
{
    Pack *pack;
    Status status;

    TRY(store_read(store, ctx, list_villages, outreach));
    TRY(pack_begin(ctx, path, &pack));
    progress_begin("outreach", (int64_t)outreach->villages.len);
    for (size_t i = 0; i < outreach->villages.len; i++) {
        ArenaMark mark = arena_mark(command->arena);

        outreach->village = &outreach->villages.at[i];
        status = pack_village(store, ctx, outreach, pack, files);
        if (status != OK)
            return pack_end(pack, status);
        arena_release(command->arena, mark);
        progress_to((int64_t)i + 1);
    }
    progress_end();
    return pack_end(pack, OK);
}

int
command_outreach(Command *command)
{
    Outreach outreach = {.site = command->config.public_url};
    Text output = command_flag(command, "--output");
    Text month = command_flag(command, "--month");
    const char *path = text_cstr(command->arena, output);
    int64_t files = 0;
    Store *store;
    Ctx ctx;
    Status status;

    if (text_is_empty(output)) {
        fprintf(stderr, "mingbai: --output FILE.zip is missing\n");
        return EXIT_USAGE;
    }
    if (month.at != NULL && !month_parse(month, &outreach.month)) {
        fprintf(stderr, "mingbai: --month is no month such as 2023-05: %.*s\n", TEXT_ARGS(month));
        return EXIT_USAGE;
    }
    if (!command_region(command, 0, &outreach.scope))
        return EXIT_USAGE;
    if (text_is_empty(outreach.site))
        return command_fail("the setting public_url is missing: the codes have to lead somewhere");
    store = command_store(command);
    if (store == NULL)
        return EXIT_REFUSED;
    ctx = command_ctx(command, store);
    status = pack_all(command, store, &ctx, &outreach, path, &files);
    store_close(store);
    if (status != OK)
        return command_refused(&ctx, status);
    fprintf(stderr, "%lld files of %zu places to %s\n", (long long)files, outreach.villages.len,
            path);
    return EXIT_DONE;
}
