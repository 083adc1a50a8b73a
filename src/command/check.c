/*
 * mingbai check: recounts what is kept as figures from the records, and makes sure that published
 * revisions, files, search and duties are what they should be.  Reads one snapshot; prints what
 * differs.
 */
#include <stdarg.h>
#include <stdio.h>

#include "base/crypto.h"
#include "catalogue/catalogue.h"
#include "clue/order.h"
#include "command/check.sql.h"
#include "command/data_work.h"
#include "disclosure/attachment.h"
#include "disclosure/disclosure.h"
#include "duty/month.h"
#include "flag/flag.h"
#include "ledger/ledger.h"
#include "opinion/load.h"
#include "organisation/organisation.h"
#include "region/tally.h"
#include "resident/roster.h"

enum { PAGE = 2000, SCRATCH_BYTES = 256 * 1024 * 1024 };

void
finding(Findings *findings, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
    findings->count++;
}

/* Walks a table page after page: step reads one page into scratch memory, tells how many rows there
 * were, and remembers where to go on. */
typedef Status PageStep(Ctx *ctx, Findings *findings, void *arg, size_t *rows_out);

static Status
walk(Ctx *ctx, Findings *findings, PageStep *step, void *arg)
{
    Arena *scratch = arena_new(SCRATCH_BYTES);
    Arena *keep = ctx->arena;
    size_t rows;
    Status status;

    do {
        arena_reset(scratch);
        ctx->arena = scratch;
        status = step(ctx, findings, arg, &rows);
        ctx->arena = keep;
    } while (status == OK && rows == PAGE);
    arena_free(scratch);
    return status;
}

/* ---- tallies ---- */

typedef struct Recount {
    TallyBatch *batch; /* lives in the command's arena */
    DutyMonths *months;
    int64_t after;
    CheckDutiesSettledArgs duty;
    Text item, period; /* copies that outlive a page */
    char item_bytes[256], period_bytes[256];
} Recount;

static Status
count_disclosures(Ctx *ctx, Findings *findings, void *arg, size_t *rows_out)
{
    static const Measure measures[] = {
        [AFFAIR_PARTY] = TALLY_DISCLOSURES_PARTY,
        [AFFAIR_VILLAGE] = TALLY_DISCLOSURES_VILLAGE,
        [AFFAIR_FINANCE] = TALLY_DISCLOSURES_FINANCE,
    };
    Recount *recount = arg;
    CheckPublishedRows rows;

    (void)findings;
    TRY(check_published(ctx, recount->after, PAGE, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        const CheckPublishedRow *row = &rows.at[i];

        tally_batch_add(recount->batch, row->region, measures[row->affair],
                        day_of(row->first_published_at), +1);
        recount->after = row->id;
    }
    *rows_out = rows.len;
    return OK;
}

/* Keeps a text of the last row beyond its page. */
static Text
keep_text(Text text, char *bytes, size_t room)
{
    size_t len = text.len < room ? text.len : room;

    for (size_t i = 0; i < len; i++)
        bytes[i] = text.at[i];
    return (Text){bytes, len};
}

static Status
count_duties(Ctx *ctx, Findings *findings, void *arg, size_t *rows_out)
{
    Recount *recount = arg;
    CheckDutiesSettledRows rows;

    (void)findings;
    recount->duty.item = recount->item;
    recount->duty.period = recount->period;
    recount->duty.limit = PAGE;
    TRY(check_duties_settled(ctx, &recount->duty, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        const CheckDutiesSettledRow *row = &rows.at[i];
        DutyState state = text_eq(row->state, T("on_time")) ? DUTY_ON_TIME
                          : text_eq(row->state, T("late"))  ? DUTY_LATE
                                                            : DUTY_MISSING;
        Measure measure = state == DUTY_ON_TIME ? TALLY_DUTIES_ON_TIME
                          : state == DUTY_LATE  ? TALLY_DUTIES_LATE
                                                : TALLY_DUTIES_MISSING;

        tally_batch_add(recount->batch, row->region, TALLY_DUTIES_DUE, (Day)row->due_day, +1);
        tally_batch_add(recount->batch, row->region, measure, (Day)row->due_day, +1);
        duty_months_add(recount->months, row->region, row->item, (Day)row->due_day, state, +1);
    }
    *rows_out = rows.len;
    if (rows.len != 0) {
        const CheckDutiesSettledRow *last = &rows.at[rows.len - 1];

        recount->duty.region = last->region;
        recount->item = keep_text(last->item, recount->item_bytes, sizeof recount->item_bytes);
        recount->period =
            keep_text(last->period, recount->period_bytes, sizeof recount->period_bytes);
    }
    return OK;
}

static Status
count_places(Ctx *ctx, Findings *findings, void *arg, size_t *rows_out)
{
    Recount *recount = arg;
    CheckPlacesRows rows;

    (void)findings;
    TRY(check_places(ctx, recount->after, PAGE, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        tally_batch_add(recount->batch, rows.at[i].code,
                        rows.at[i].level == LEVEL_VILLAGE ? TALLY_VILLAGES : TALLY_TOWNSHIPS, 0,
                        +1);
        recount->after = rows.at[i].code;
    }
    *rows_out = rows.len;
    return OK;
}

static const char *
measure_words(int64_t measure)
{
    switch (measure) {
    case TALLY_DISCLOSURES_PARTY:
        return "disclosures, party";
    case TALLY_DISCLOSURES_VILLAGE:
        return "disclosures, village";
    case TALLY_DISCLOSURES_FINANCE:
        return "disclosures, finance";
    case TALLY_DUTIES_DUE:
        return "duties due";
    case TALLY_DUTIES_ON_TIME:
        return "duties on time";
    case TALLY_DUTIES_LATE:
        return "duties late";
    case TALLY_DUTIES_MISSING:
        return "duties missing";
    case TALLY_VILLAGES:
        return "villages";
    case TALLY_TOWNSHIPS:
        return "townships";
    case TALLY_INCOME_FEN:
        return "income";
    case TALLY_EXPENSE_FEN:
        return "expense";
    case TALLY_ENTRIES:
        return "entries";
    case TALLY_OPENING_FEN:
        return "opening balances";
    case TALLY_OPINIONS:
        return "opinions received";
    case TALLY_OPINIONS_OPEN:
        return "opinions open";
    case TALLY_OPINIONS_RESOLVED:
        return "opinions resolved";
    case TALLY_REPLY_JUDGED:
        return "replies judged";
    case TALLY_REPLY_IN_TIME:
        return "replies in time";
    case TALLY_RESOLVE_JUDGED:
        return "resolutions judged";
    case TALLY_RESOLVE_IN_TIME:
        return "resolutions in time";
    case TALLY_RATED_SATISFIED:
    case TALLY_RATED_BASICALLY:
    case TALLY_RATED_UNSATISFIED:
        return "ratings";
    case TALLY_PETITIONS_SETTLED:
        return "petitions settled";
    case TALLY_RESIDENTS_ROSTER:
        return "residents on the roster";
    case TALLY_RESIDENTS_REGISTERED:
        return "residents registered";
    case TALLY_RESIDENTS_ACTIVE:
        return "residents active";
    case TALLY_FLAGS_RAISED:
        return "flags raised";
    case TALLY_ORDERS:
        return "orders issued";
    case TALLY_ORDERS_JUDGED:
    case TALLY_ORDERS_IN_TIME:
        return "orders reported back";
    case TALLY_ADMINS:
        return "admins";
    case TALLY_ADMINS_TRAINED:
        return "admins trained";
    case TALLY_TRAININGS:
        return "training sessions";
    default:
        return measure >= TALLY_WORD_FEN && measure <= TALLY_WORD_FEN_LAST
                   ? "money by everyday word"
                   : "unknown measure";
    }
}

/* What the sums by item and month lack. */
static Status
compare_months(Ctx *ctx, Findings *findings, DutyMonths *months, bool repair)
{
    DutyItemSum sum;
    int64_t month;
    size_t at = 0;

    TRY(duty_months_take_stored(ctx, months));
    while (duty_months_next(months, &at, &sum, &month))
        finding(findings,
                "duty_month: %012lld, %.*s, %lld: off by %lld due, %lld on time, %lld late, %lld "
                "missing%s",
                (long long)sum.region, TEXT_ARGS(sum.item), (long long)month,
                (long long)-sum.counts.due, (long long)-sum.counts.on_time,
                (long long)-sum.counts.late, (long long)-sum.counts.missing,
                repair ? " (repaired)" : "");
    return OK;
}

Status
check_tallies(Ctx *ctx, Findings *findings, bool repair)
{
    Recount recount = {.batch = tally_batch_new(ctx),
                       .months = duty_months_new(ctx->arena),
                       .item = T(""),
                       .period = T("")};
    RegionCode region;
    int64_t measure;
    int64_t value;
    Day day;
    size_t at = 0;
    int64_t before = findings->count;

    TRY(walk(ctx, findings, count_disclosures, &recount));
    TRY(walk(ctx, findings, count_duties, &recount));
    recount.after = 0;
    TRY(walk(ctx, findings, count_places, &recount));
    TRY(ledger_tallies(ctx, recount.batch));
    TRY(opinion_recount(ctx, recount.batch));
    TRY(roster_recount(ctx, recount.batch));
    if (repair)
        TRY(organisation_count_all(ctx));
    TRY(organisation_recount(ctx, recount.batch));
    TRY(flag_tallies(ctx, recount.batch));
    TRY(order_tallies(ctx, recount.batch));
    TRY(tally_batch_take_stored(ctx, recount.batch));
    while (tally_batch_next(recount.batch, &at, &region, &measure, &day, &value)) {
        Text when = day == 0 ? T("all days") : day_format(ctx->arena, day);

        finding(findings, "tally: %012lld, %s, %.*s: off by %lld%s", (long long)region,
                measure_words(measure), TEXT_ARGS(when), (long long)-value,
                repair ? " (repaired)" : "");
    }
    TRY(compare_months(ctx, findings, recount.months, repair));
    if (!repair || findings->count == before)
        return OK;
    TRY(duty_months_write(ctx, recount.months));
    TRY(tally_batch_write(ctx, recount.batch));
    /* Whatever page shows a figure is made anew. */
    for (int64_t key = 1; key <= STORE_TOUCHES_MAX + 1; key++)
        store_touch(ctx, key);
    return audit(ctx, 0, "tally.repair", 0,
                 text_printf(ctx->arena, "%lld", (long long)(findings->count - before)));
}

/* ---- published revisions ---- */

typedef struct RevisionWalk {
    int64_t disclosure, number;
} RevisionWalk;

static Status
compare_digests(Ctx *ctx, Findings *findings, void *arg, size_t *rows_out)
{
    RevisionWalk *at = arg;
    CheckRevisionsPublishedRows rows;

    TRY(check_revisions_published(ctx, at->disclosure, at->number, PAGE, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        const CheckRevisionsPublishedRow *row = &rows.at[i];
        ArenaMark mark = arena_mark(ctx->arena);
        Text canonical;
        Status status = disclosure_canonical(ctx, row->disclosure, row->number, &canonical);

        if (status == BUSY)
            return status;
        if (status != OK)
            finding(findings, "revision: %lld/%lld cannot be read (%s)", (long long)row->disclosure,
                    (long long)row->number, status_name(status));
        else if (!text_eq(sha256_hex(ctx->arena, canonical), row->digest))
            finding(findings, "revision: %lld/%lld is not what was published: its digest differs",
                    (long long)row->disclosure, (long long)row->number);
        arena_release(ctx->arena, mark);
        at->disclosure = row->disclosure;
        at->number = row->number;
    }
    *rows_out = rows.len;
    return OK;
}

static Status
find_torn(Ctx *ctx, Findings *findings, void *arg, size_t *rows_out)
{
    int64_t *after = arg;
    CheckDisclosuresTornRows rows;

    TRY(check_disclosures_torn(ctx, *after, PAGE, &rows));
    for (size_t i = 0; i < rows.len; i++) {
        finding(findings, "disclosure: %lld has no published revision %lld",
                (long long)rows.at[i].id, (long long)rows.at[i].revision);
        *after = rows.at[i].id;
    }
    *rows_out = rows.len;
    return OK;
}

Status
check_revisions(Ctx *ctx, Findings *findings)
{
    RevisionWalk at = {0};
    int64_t after = 0;

    TRY(walk(ctx, findings, compare_digests, &at));
    return walk(ctx, findings, find_torn, &after);
}

/* ---- the command ---- */

typedef struct CheckTask {
    bool repair;
    Findings findings;
} CheckTask;

enum { PARTS = 11 };

static Status
check_body(Ctx *ctx, void *arg)
{
    static Status (*const parts[])(Ctx *, Findings *) = {
        check_revisions, check_search, check_files,    check_duties,  check_subsidies,
        check_ledgers,   check_banks,  check_projects, check_property};
    CheckTask *task = arg;

    task->findings = (Findings){0};
    progress_to(0);
    TRY(check_tallies(ctx, &task->findings, false));
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        progress_to((int64_t)i + 1);
        TRY(parts[i](ctx, &task->findings));
    }
    progress_to(PARTS - 1);
    return check_flags(ctx, &task->findings, false);
}

static Status
repair_body(Ctx *ctx, void *arg)
{
    CheckTask *task = arg;

    task->findings = (Findings){0};
    TRY(check_tallies(ctx, &task->findings, true));
    return check_flags(ctx, &task->findings, true);
}

int
command_check(Command *command)
{
    CheckTask task = {.repair = command_flag(command, "--repair").at != NULL};
    Store *store = command_store(command);
    Ctx ctx;
    Status status = OK;
    int64_t repaired = 0;

    if (store == NULL)
        return EXIT_REFUSED;
    ctx = command_ctx(command, store);
    attachment_set_dir(command->config.state_dir);
    store_limit_ms(store, 0);
    progress_begin("checking", PARTS);
    if (task.repair) {
        status = store_write(store, &ctx, repair_body, &task);
        repaired = task.findings.count;
    }
    if (status == OK)
        status = store_read(store, &ctx, check_body, &task);
    progress_to(PARTS);
    progress_end();
    store_close(store);
    if (status != OK)
        return command_refused(&ctx, status);
    if (repaired != 0)
        printf("%lld figures put right\n", (long long)repaired);
    if (task.findings.count != 0) {
        printf("%lld findings\n", (long long)task.findings.count);
        return EXIT_REFUSED;
    }
    printf("all is as it should be\n");
    return EXIT_DONE;
}
