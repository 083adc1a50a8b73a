#include "command/command.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"

enum { BAR_WIDTH = 40, REDRAW_MS = 100, LINE_MS = 2000 };

static struct {
    const char *what;
    int64_t total;
    int64_t done;
    int64_t began_ms;
    int64_t drawn_ms;
    bool terminal;
} progress;

static void
draw(void)
{
    double seconds = (double)(clock_monotonic_ms() - progress.began_ms) / 1000;

    if (progress.terminal && progress.total > 0) {
        int filled = (int)(progress.done * BAR_WIDTH / progress.total);

        fprintf(stderr, "\r%s [", progress.what);
        for (int i = 0; i < BAR_WIDTH; i++)
            fputc(i < filled ? '#' : '.', stderr);
        fprintf(stderr, "] %3lld%% %.1f s", (long long)(progress.done * 100 / progress.total),
                seconds);
    } else {
        fprintf(stderr, "%s%s: %lld", progress.terminal ? "\r" : "", progress.what,
                (long long)progress.done);
        if (progress.total > 0)
            fprintf(stderr, " of %lld", (long long)progress.total);
        fprintf(stderr, ", %.1f s%s", seconds, progress.terminal ? "" : "\n");
    }
    fflush(stderr);
    progress.drawn_ms = clock_monotonic_ms();
}

void
progress_begin(const char *what, int64_t total)
{
    progress.what = what;
    progress.total = total;
    progress.done = 0;
    progress.began_ms = progress.drawn_ms = clock_monotonic_ms();
    progress.terminal = isatty(STDERR_FILENO) != 0;
}

void
progress_to(int64_t done)
{
    progress.done = done;
    if (clock_monotonic_ms() - progress.drawn_ms >= (progress.terminal ? REDRAW_MS : LINE_MS))
        draw();
}

void
progress_end(void)
{
    draw();
    if (progress.terminal)
        fputc('\n', stderr);
}
