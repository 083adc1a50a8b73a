/*
 * mingbai report: the monthly report of a place as a workbook or for printing.
 */
#include "stats/report.h"

#include <stdio.h>

#include "base/file.h"
#include "command/command.h"

enum { FILE_MODE = 0600 };

typedef struct Reporting {
    RegionCode region; /* 0: the installation's top region */
    Month month;       /* 0: the last whole one */
    Report report;
} Reporting;

static Status
read_report(Ctx *ctx, void *arg)
{
    Reporting *reporting = arg;

    if (reporting->region == 0)
        TRY(region_top(ctx, &reporting->region));
    if (reporting->month == 0)
        reporting->month = report_month_of(ctx_today(ctx));
    return report_read(ctx, reporting->region, reporting->month, &reporting->report);
}

/* A transaction for reading; what is drawn needs none.  It is for an office, so it is Chinese
 * whatever the terminal speaks (a clock's jobs have no language). */
static Status
make(Store *store, Ctx *ctx, Reporting *reporting, ReportFile file, const char *path)
{
    Lang lang = ctx->lang;
    Text bytes;
    Status status;

    ctx->lang = LANG_HANS;
    status = store_read(store, ctx, read_report, reporting);
    if (status == OK)
        status = report_make(ctx, &reporting->report, file, &bytes);
    ctx->lang = lang;
    TRY(status);
    return file_write(path, bytes, FILE_MODE);
}

/* By the name's ending. */
static bool
file_of(Text output, ReportFile *out)
{
    for (int file = 0; file < REPORT_FILES; file++)
        if (text_ends(output, text_c(report_file_ending((ReportFile)file)))) {
            *out = (ReportFile)file;
            return true;
        }
    return false;
}

int
command_report(Command *command)
{
    Reporting reporting = {0};
    Text output = command_flag(command, "--output");
    Text month = command_flag(command, "--month");
    ReportFile file;
    Store *store;
    Ctx ctx;
    Status status;

    if (!file_of(output, &file)) {
        fprintf(stderr, "mingbai: --output FILE.xlsx or FILE.pdf is missing\n");
        return EXIT_USAGE;
    }
    if (month.at != NULL && !month_parse(month, &reporting.month)) {
        fprintf(stderr, "mingbai: --month is no month such as 2023-05: %.*s\n", TEXT_ARGS(month));
        return EXIT_USAGE;
    }
    if (!command_region(command, 0, &reporting.region))
        return EXIT_USAGE;
    store = command_store(command);
    if (store == NULL)
        return EXIT_REFUSED;
    ctx = command_ctx(command, store);
    status = make(store, &ctx, &reporting, file, text_cstr(command->arena, output));
    store_close(store);
    return status == OK ? EXIT_DONE : command_refused(&ctx, status);
}
