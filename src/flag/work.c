/*
 * What people do about a flag: ask, explain, dismiss, take it up as a clue.
 */
#include "actor/actor.h"
#include "base/tr.h"
#include "flag/inside.h"
#include "notify/notify.h"
#include "region/region.h"

enum { REASON_LEAST = 5 };

/* A flag that inspectors are at work on, in the version that was read. */
static Status
fetch(Ctx *ctx, int64_t id, int64_t lock, Flag *out)
{
    TRY(flag_get(ctx, id, out, NULL));
    TRY(actor_require(ctx, CAN_WORK_FLAGS, out->region));
    return out->lock == lock && out->live ? OK : CONFLICT;
}

static Status
check_words(Ctx *ctx, const char *field, Text words, int64_t least, Text needed)
{
    if (!ctx_text_ok(ctx, field, words, FLAG_WORDS_MAX))
        return INVALID;
    if ((int64_t)text_chars(text_trim(words)) < least)
        return ctx_problem(ctx, field, needed);
    return OK;
}

static Status
note(Ctx *ctx, const Flag *flag, const char *kind, const char *action, Text words)
{
    flag_touch(ctx, flag->region);
    TRY(flag_event_add(ctx, flag->id, kind, words));
    return audit(ctx, flag->region, action, flag->id, T(""));
}

static Status
changed_once(int64_t changed)
{
    return changed == 1 ? OK : CONFLICT;
}

static Status
tell_place(Ctx *ctx, const Flag *flag, Day due)
{
    Region place;
    Notice notice;

    TRY(region_get(ctx, flag->region, &place));
    notice = (Notice){
        .kind = "flag.ask",
        .region = flag->region,
        .subject = flag->id,
        .link = text_printf(ctx->arena, "/desk/flag/%lld", (long long)flag->id),
        .sentence = TR_FORMAT(ctx->arena, LANG_HANS, "纪检监察请{place}说明一件事，{day} 前回复",
                              {"place", place.name}, {"day", day_format(ctx->arena, due)}),
    };

    return notify_office(ctx, flag_explaining(flag->region), flag->region, (NotifyExcept){0},
                         &notice);
}

Status
flag_ask(Ctx *ctx, int64_t id, int64_t lock, Text words, Day due)
{
    int64_t changed;
    Flag flag;

    TRY(fetch(ctx, id, lock, &flag));
    TRY(check_words(ctx, "words", words, REASON_LEAST, TR(ctx->lang, "请写明要说明什么")));
    if (due <= ctx_today(ctx) || due > ctx_today(ctx) + FLAG_ASK_DAYS_MAX)
        return ctx_problem(ctx, "due", TR(ctx->lang, "期限要在明天到六十天之内"));
    TRY(flag_asked(ctx, &(FlagAskedArgs){.id = id, .lock = lock, .due = due, .now = ctx->now},
                   &changed));
    TRY(changed_once(changed));
    TRY(tell_place(ctx, &flag, due));
    return note(ctx, &flag, "ask", "flag.ask", words);
}

Status
flag_explain(Ctx *ctx, int64_t id, int64_t lock, Text explanation)
{
    int64_t changed;
    Flag flag;

    TRY(flag_get(ctx, id, &flag, NULL));
    TRY(actor_require(ctx, flag_explaining(flag.region), flag.region));
    if (flag.lock != lock || !flag.live || !flag_may_explain(ctx, &flag))
        return CONFLICT;
    TRY(check_words(ctx, "explanation", explanation, REASON_LEAST,
                    TR(ctx->lang, "请写明事情的经过")));
    TRY(flag_explained(
        ctx, &(FlagExplainedArgs){.id = id, .lock = lock, .words = explanation, .now = ctx->now},
        &changed));
    TRY(changed_once(changed));
    return note(ctx, &flag, "explain", "flag.explain", explanation);
}

static Status
decide(Ctx *ctx, const Flag *flag, FlagState state)
{
    FlagCount before = flag_count_of(true, flag->level, flag->state);
    FlagCount after = flag_count_of(false, flag->level, state);
    int64_t changed;

    TRY(flag_decided(ctx,
                     &(FlagDecidedArgs){.id = flag->id,
                                        .lock = flag->lock,
                                        .state = text_c(flag_state_name(state)),
                                        .now = ctx->now},
                     &changed));
    TRY(changed_once(changed));
    return flag_recount(ctx, flag->region, flag->rule_name, &before, &after);
}

Status
flag_dismiss(Ctx *ctx, int64_t id, int64_t lock, Text reason)
{
    Flag flag;

    TRY(fetch(ctx, id, lock, &flag));
    TRY(check_words(ctx, "reason", reason, REASON_LEAST,
                    TR(ctx->lang, "请写明排除的理由：核实了什么，结果怎样")));
    TRY(decide(ctx, &flag, FLAG_DISMISSED));
    return note(ctx, &flag, "dismiss", "flag.dismiss", reason);
}

Status
flag_take_up(Ctx *ctx, int64_t id)
{
    Flag flag;

    TRY(flag_get(ctx, id, &flag, NULL));
    TRY(actor_require(ctx, CAN_WORK_FLAGS, flag.region));
    if (!flag.live)
        return OK;
    TRY(decide(ctx, &flag, FLAG_CLUE));
    /* That a clue exists is no audit line: only the flag's own steps say it, to inspectors. */
    return flag_event_add(ctx, id, "clue", T(""));
}
