/*
 * What was found is kept: new findings are raised, known ones compared, those that are gone closed.
 */
#include "actor/actor.h"
#include "base/id.h"
#include "base/log.h"
#include "flag/inside.h"
#include "flag/run.h"
#include "region/tally.h"
#include "store/store.h"

enum { STORED_MAX = 5000 };

/* ---- sums ---- */

FlagCount
flag_count_of(bool live, FlagLevel level, FlagState state)
{
    return (FlagCount){.live = live,
                       .red = live && level == FLAG_RED,
                       .raised = 1,
                       .clues = state == FLAG_CLUE,
                       .dismissed = state == FLAG_DISMISSED,
                       .gone = state == FLAG_GONE};
}

void
flag_touch(Ctx *ctx, RegionCode region)
{
    RegionCode last = -1;

    for (int level = LEVEL_TOWNSHIP; level >= LEVEL_TOP; level--) {
        RegionCode code = region_code_at(region, (RegionLevel)level);

        if (code != last)
            store_touch(ctx, flag_key(code));
        last = code;
    }
}

Status
flag_recount(Ctx *ctx, RegionCode region, Text rule, const FlagCount *before,
             const FlagCount *after)
{
    static const FlagCount nothing;
    RegionCode last = -1;

    if (before == NULL)
        before = &nothing;
    flag_touch(ctx, region);
    for (int level = LEVEL_VILLAGE; level >= LEVEL_TOP; level--) {
        RegionCode code = region_code_at(region, (RegionLevel)level);

        if (code != last)
            TRY(flag_sum_change(ctx, &(FlagSumChangeArgs){
                                         .region = code,
                                         .rule = rule,
                                         .live = after->live - before->live,
                                         .red = after->red - before->red,
                                         .raised = after->raised - before->raised,
                                         .clues = after->clues - before->clues,
                                         .dismissed = after->dismissed - before->dismissed,
                                         .gone = after->gone - before->gone,
                                     }));
        last = code;
    }
    return OK;
}

Status
flag_event_add(Ctx *ctx, int64_t flag, const char *kind, Text note)
{
    int64_t account = actor_person(ctx->actor);

    return flag_event_insert(ctx, &(FlagEventInsertArgs){
                                      .id = id_new(),
                                      .flag = flag,
                                      .now = ctx->now,
                                      .kind = text_c(kind),
                                      .account = account != 0 ? SOME_INT(account) : (OptInt){0},
                                      .note = note,
                                  });
}

/* ---- one look ---- */

typedef struct Look {
    const FlagRule *rule;
    const FlagScope *scope;
    bool off; /* the rule was switched off */
    FlagRun *run;
} Look;

/* Whether something would be written now that is not to be written. */
static bool
only_told(const Look *look)
{
    look->run->differs = true;
    return look->run->only_looks;
}

static Status
raise_new(Ctx *ctx, const Look *look, const Finding *finding)
{
    FlagCount count = flag_count_of(true, finding->level, FLAG_OPEN);
    Text rule = text_c(look->rule->name);
    int64_t id;

    if (only_told(look))
        return OK;
    id = id_new();
    TRY(flag_insert(ctx, &(FlagInsertArgs){
                             .id = id,
                             .rule = rule,
                             .version = look->rule->version,
                             .region = look->scope->region,
                             .anchor = finding->anchor,
                             .key = finding->key,
                             .level = finding->level,
                             .audience = look->rule->audience,
                             .digest = finding_digest(ctx->arena, finding),
                             .evidence = finding_pack(ctx->arena, look->rule, look->scope, finding),
                             .rows = (int64_t)finding->len,
                             .sum = finding->sum_fen,
                             .now = ctx->now,
                         }));
    look->run->raised++;
    TRY(flag_event_add(ctx, id, "raised", T("")));
    TRY(tally_add(ctx, look->scope->region, TALLY_FLAGS_RAISED, ctx_today(ctx), +1));
    return flag_recount(ctx, look->scope->region, rule, NULL, &count);
}

/* What a flag becomes when the rule finds other facts under its key: what was decided about the old
 * ones does not hold for these, but whoever is at work on it goes on. */
static FlagState
with_new_facts(FlagState state)
{
    return state == FLAG_DISMISSED || state == FLAG_GONE ? FLAG_OPEN : state;
}

static Status
find_again(Ctx *ctx, const Look *look, const FlagStoredRow *stored, const Finding *finding)
{
    FlagState state = FLAG_OPEN, next;
    FlagCount before, after;
    Text digest = finding_digest(ctx->arena, finding);
    bool same = text_eq(digest, stored->digest);
    Text rule = text_c(look->rule->name);

    (void)flag_state_parse(stored->state, &state);
    if (same && stored->standing && state != FLAG_GONE) {
        if (stored->level == finding->level || !stored->live || only_told(look))
            return OK;
        before = flag_count_of(true, (FlagLevel)stored->level, state);
        after = flag_count_of(true, finding->level, state);
        TRY(flag_worse(ctx, stored->id, finding->level, ctx->now));
        TRY(flag_event_add(ctx, stored->id,
                           finding->level > (FlagLevel)stored->level ? "worse" : "milder", T("")));
        return flag_recount(ctx, look->scope->region, rule, &before, &after);
    }
    if (only_told(look))
        return OK;
    /* Dismissed, the cause went and came back as it was: the reason still holds. */
    if (same && state != FLAG_GONE)
        return flag_stands(ctx, stored->id, true, ctx->now);
    next = with_new_facts(state);
    before = flag_count_of(stored->live, (FlagLevel)stored->level, state);
    after = flag_count_of(next != FLAG_CLUE, finding->level, next);
    TRY(flag_found_again(ctx,
                         &(FlagFoundAgainArgs){
                             .id = stored->id,
                             .version = look->rule->version,
                             .level = finding->level,
                             .state = text_c(flag_state_name(next)),
                             .live = after.live != 0,
                             .digest = digest,
                             .evidence = finding_pack(ctx->arena, look->rule, look->scope, finding),
                             .rows = (int64_t)finding->len,
                             .sum = finding->sum_fen,
                             .now = ctx->now,
                         }));
    look->run->raised += state == FLAG_GONE;
    TRY(flag_event_add(ctx, stored->id, same ? "again" : "more", T("")));
    return flag_recount(ctx, look->scope->region, rule, &before, &after);
}

static Status
lose(Ctx *ctx, const Look *look, const FlagStoredRow *stored)
{
    FlagState state = FLAG_OPEN;
    FlagCount before, after;

    if (!stored->standing || only_told(look))
        return OK;
    look->run->closed++;
    (void)flag_state_parse(stored->state, &state);
    /* Decided already: that stays; only that the cause is gone is noted. */
    if (!stored->live) {
        TRY(flag_stands(ctx, stored->id, false, ctx->now));
        return flag_event_add(ctx, stored->id, "gone", T(""));
    }
    before = flag_count_of(true, (FlagLevel)stored->level, state);
    after = flag_count_of(false, (FlagLevel)stored->level, FLAG_GONE);
    TRY(flag_end(ctx, &(FlagEndArgs){.id = stored->id,
                                     .state = text_c(flag_state_name(FLAG_GONE)),
                                     .standing = false,
                                     .now = ctx->now}));
    TRY(flag_event_add(ctx, stored->id, look->off ? "off" : "gone", T("")));
    return flag_recount(ctx, look->scope->region, text_c(look->rule->name), &before, &after);
}

static Status
merge(Ctx *ctx, const Look *look, const Findings *found, const FlagStoredRows *stored)
{
    size_t i = 0, j = 0;

    while (i < found->len || j < stored->len) {
        const Finding *finding = i < found->len ? &found->at[i] : NULL;
        const FlagStoredRow *row = j < stored->len ? &stored->at[j] : NULL;
        int order = finding == NULL ? 1
                    : row == NULL
                        ? -1
                        : flag_compare(finding->anchor, finding->key, row->anchor, row->key);

        if (order < 0)
            TRY(raise_new(ctx, look, finding));
        else if (order > 0)
            TRY(lose(ctx, look, row));
        else
            TRY(find_again(ctx, look, row, finding));
        i += order <= 0;
        j += order >= 0;
    }
    return OK;
}

Status
flag_keep(Ctx *ctx, const FlagRule *rule, const FlagScope *scope, bool on, FlagRun *run)
{
    Look look = {.rule = rule, .scope = scope, .off = !on, .run = run};
    FlagStoredRows stored;
    FlagRows rows = {0};
    Findings found;

    if (on)
        TRY(rule->find(ctx, scope, &rows));
    TRY(flag_stored(ctx,
                    &(FlagStoredArgs){.rule = text_c(rule->name),
                                      .region = scope->region,
                                      .from = scope->from,
                                      .to = scope->to,
                                      .limit = STORED_MAX},
                    &stored));
    if (rows.len == 0 && stored.len == 0)
        return OK;
    /* Cut off, an absence would say nothing: then nothing is closed. */
    if (rows.len >= FLAG_ROWS_MAX || stored.len >= STORED_MAX) {
        log_warn("flag.look", LOG_C("rule", rule->name), LOG_C("why", "more than can be kept"));
        return OK;
    }
    found = findings_of(ctx, rule, &rows);
    run->found += (int64_t)found.len;
    return merge(ctx, &look, &found, &stored);
}
