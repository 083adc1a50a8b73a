/*
 * Figures of a place: from tallies for everybody, from rows for the desk's head.
 */
#include "opinion/inside.h"
#include "opinion/queue.h"

enum { COUNT_MAX = 999, DAYS_RECENT = 3, DAYS_WEEK = 7 };

OpinionFigures
opinion_figures_of(const Tallies *tallies)
{
    const int64_t *of = tallies->of;

    return (OpinionFigures){
        .received = of[TALLY_OPINIONS],
        .resolved = of[TALLY_OPINIONS_RESOLVED],
        .pending = of[TALLY_OPINIONS_OPEN],
        .replied_same_day = of[TALLY_REPLY_IN_TIME],
        .reply_judged = of[TALLY_REPLY_JUDGED],
        .resolved_in_time = of[TALLY_RESOLVE_IN_TIME],
        .resolve_judged = of[TALLY_RESOLVE_JUDGED],
        .satisfied = of[TALLY_RATED_SATISFIED],
        .basically = of[TALLY_RATED_BASICALLY],
        .unsatisfied = of[TALLY_RATED_UNSATISFIED],
        .petitions_settled = of[TALLY_PETITIONS_SETTLED],
    };
}

Status
opinion_figures(Ctx *ctx, RegionCode region, OpinionFigures *out)
{
    Tallies tallies;

    TRY(tally_totals(ctx, region, &tallies));
    *out = opinion_figures_of(&tallies);
    return OK;
}

Status
opinion_figures_between(Ctx *ctx, RegionCode region, Day first, Day last, OpinionFigures *out)
{
    static const Measure measures[] = {
        TALLY_OPINIONS,          TALLY_OPINIONS_RESOLVED, TALLY_OPINIONS_OPEN,
        TALLY_REPLY_IN_TIME,     TALLY_REPLY_JUDGED,      TALLY_RESOLVE_IN_TIME,
        TALLY_RESOLVE_JUDGED,    TALLY_RATED_SATISFIED,   TALLY_RATED_BASICALLY,
        TALLY_RATED_UNSATISFIED, TALLY_PETITIONS_SETTLED,
    };
    Tallies tallies = {0};

    for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++)
        TRY(tally_between(ctx, region, measures[i], first, last, &tallies.of[measures[i]]));
    *out = opinion_figures_of(&tallies);
    return OK;
}

Status
opinion_ages(Ctx *ctx, RegionCode region, OpinionAges *out)
{
    Day today = ctx_today(ctx);
    int64_t all;

    TRY(tally_total(ctx, region, TALLY_OPINIONS_OPEN, &all));
    TRY(tally_between(ctx, region, TALLY_OPINIONS_OPEN, today, today, &out->today));
    TRY(tally_between(ctx, region, TALLY_OPINIONS_OPEN, today - DAYS_RECENT, today - 1,
                      &out->days_3));
    TRY(tally_between(ctx, region, TALLY_OPINIONS_OPEN, today - DAYS_WEEK, today - DAYS_RECENT - 1,
                      &out->days_7));
    out->older = all - out->today - out->days_3 - out->days_7;
    return OK;
}

/* ---- the desk's head ---- */

static Status
count_place(Ctx *ctx, RegionCode place, OpinionCounts *out)
{
    RegionRange range = region_range(place);
    Time today_ends = day_start(ctx_today(ctx) + 1);
    OpinionOfficeCountsRow ours;
    OpinionScopeCountsRow scope;
    OpinionSealedCountRow sealed = {0};

    TRY(opinion_office_counts(ctx, place, today_ends, ctx->now, &ours));
    TRY(opinion_scope_counts(ctx, range.first, range.last, &scope));
    if (opinion_reads_sealed(ctx->actor, place))
        TRY(opinion_sealed_count(ctx, range.first, range.last, &sealed));
    out->ours += ours.ours;
    out->today += ours.today;
    out->overdue += ours.overdue;
    out->visits += scope.visits;
    out->petitions += scope.petitions;
    out->extensions += scope.extensions;
    out->sealed += sealed.open;
    return OK;
}

static int64_t
at_most(int64_t count)
{
    return count < COUNT_MAX ? count : COUNT_MAX;
}

Status
opinion_counts(Ctx *ctx, RegionCodes places, OpinionCounts *out)
{
    *out = (OpinionCounts){0};
    for (size_t i = 0; i < places.len; i++)
        if (places.at[i] != 0)
            TRY(count_place(ctx, places.at[i], out));
    *out = (OpinionCounts){
        .ours = at_most(out->ours),
        .today = at_most(out->today),
        .overdue = at_most(out->overdue),
        .visits = at_most(out->visits),
        .petitions = at_most(out->petitions),
        .extensions = at_most(out->extensions),
        .sealed = at_most(out->sealed),
    };
    return OK;
}
