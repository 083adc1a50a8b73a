/*
 * Clues: what inspectors do with them.
 */
#include "base/id.h"
#include "base/sealing.h"
#include "base/tr.h"
#include "clue/clue_inside.h"
#include "flag/flag.h"

/* ---- a new one ---- */

static void
words_needed(Ctx *ctx, const char *field, Text words, size_t chars_max, Text missing)
{
    if (text_is_blank(words))
        (void)!ctx_problem(ctx, field, missing);
    else
        (void)ctx_text_ok(ctx, field, words, chars_max);
}

static void
check_due(Ctx *ctx, OptInt due_day)
{
    Day today = ctx_today(ctx);

    if (due_day.set && (due_day.value < today || due_day.value > today + CLUE_DAYS_MAX))
        (void)!ctx_problem(ctx, "due_day", TR(ctx->lang, "期限应在今天以后、两年以内"));
}

/* The flag is taken up; a number that is no flag stays what it is, a note of the inspector. */
static Status
clue_from_flag(Ctx *ctx, int64_t flag)
{
    Status status = flag_take_up(ctx, flag);

    return status == NOT_FOUND ? OK : status;
}

Status
clue_add(Ctx *ctx, const ClueInput *input, int64_t *id_out, bool *seen_out)
{
    Clue clue = {
        .id = id_new(),
        .region = input->region,
        .about = input->about,
        .source = input->source,
        .source_id = input->source_id,
        .kind = input->kind,
        .found_day = input->found_day,
        .due_day = input->due_day,
        .body = text_trim(input->body),
        .subject = text_is_blank(input->subject) ? T("") : text_trim(input->subject),
        .recorded_at = ctx->now,
        .recorded_by = actor_person(ctx->actor),
    };
    Region place;

    if (clue.recorded_by == 0 || !actor_may_somewhere(ctx, CAN_KEEP_CLUES))
        return DENIED;
    if (region_get(ctx, clue.region, &place) != OK || place.level < LEVEL_DISTRICT)
        (void)!ctx_problem(ctx, "region", TR(ctx->lang, "请写是哪里的事"));
    else if (!actor_may(ctx->actor, CAN_KEEP_CLUES, clue.region))
        return DENIED;
    words_needed(ctx, "body", clue.body, CLUE_BODY_CHARS_MAX, TR(ctx->lang, "请写是什么问题"));
    (void)ctx_text_ok(ctx, "subject", clue.subject, CLUE_SUBJECT_CHARS_MAX);
    if (clue.found_day > ctx_today(ctx))
        (void)!ctx_problem(ctx, "found_day", TR(ctx->lang, "发现的日子不能晚于今天"));
    check_due(ctx, clue.due_day);
    TRY(ctx_checked(ctx));
    TRY(clue_sealed_for(ctx, clue.region, clue.about, clue.subject, &clue.sealed_for));
    TRY(clue_store(ctx, &clue));
    TRY(clue_event_add(ctx, clue.id, ctx->now, clue.recorded_by, "received", T("")));
    *id_out = clue.id;
    *seen_out =
        clue_reads(ctx->actor, clue.sealed_for) && !clue_names(clue.subject, ctx->actor->name);
    /* One that goes to those above leaves no trace for the inspectors here. */
    if (clue.source == CLUE_FROM_FLAG && *seen_out)
        TRY(clue_from_flag(ctx, clue.source_id));
    return clue_audit(ctx, clue.region, "clue.work");
}

/* ---- afterwards ---- */

/* The clue as it stands, and its closing words as they are stored. */
static Status
open_for(Ctx *ctx, int64_t id, int64_t lock, Clue *out, Text *sealed_closing_out)
{
    ClueRow row;

    TRY(clue_get(ctx, id, out));
    TRY(clue_by_id(ctx, id, &row));
    *sealed_closing_out = row.closing;
    if (actor_person(ctx->actor) == 0)
        return DENIED;
    return out->lock == lock ? OK : CONFLICT;
}

static Status
done(Ctx *ctx, const Clue *clue, Text sealed_closing, const char *kind, Text note)
{
    TRY(clue_write_back(ctx, clue, sealed_closing));
    TRY(clue_event_add(ctx, clue->id, ctx->now, actor_person(ctx->actor), kind, note));
    return clue_audit(ctx, clue->region, "clue.work");
}

static const ClueStep *
step_of(ClueState from, ClueState to)
{
    for (size_t i = 0; i < CLUE_STEPS; i++)
        if (clue_steps[i].from == from && clue_steps[i].to == to)
            return &clue_steps[i];
    return NULL;
}

Status
clue_step(Ctx *ctx, int64_t id, int64_t lock, ClueState to, Text reason)
{
    const ClueStep *step;
    Clue clue;
    Text closing, words = text_is_blank(reason) ? T("") : text_trim(reason);

    TRY(open_for(ctx, id, lock, &clue, &closing));
    step = step_of(clue.state, to);
    if (step == NULL)
        return ctx_problem(ctx, "state", TR(ctx->lang, "现在不能走这一步"));
    if (step->needs_person && clue.persons == 0)
        (void)!ctx_problem(ctx, "person", TR(ctx->lang, "请先记下对谁作了什么处置"));
    if (step->needs_reason && words.len == 0)
        (void)!ctx_problem(ctx, "reason", TR(ctx->lang, "没有处置就办结，请写原因"));
    (void)ctx_text_ok(ctx, "reason", words, CLUE_REASON_CHARS_MAX);
    TRY(ctx_checked(ctx));
    clue.state = to;
    if (to == CLUE_CLOSED) {
        clue.closed_at = SOME_INT(ctx->now);
        TRY(seal_words(ctx, "clue.closing", id, words, &closing));
    }
    return done(ctx, &clue, closing, clue_state_name(to), words);
}

static void
check_person(Ctx *ctx, const CluePerson *person)
{
    words_needed(ctx, "name", person->name, CLUE_NAME_CHARS_MAX, TR(ctx->lang, "请写姓名"));
    words_needed(ctx, "office", person->office, CLUE_OFFICE_CHARS_MAX,
                 TR(ctx->lang, "请写单位和职务"));
    (void)ctx_text_ok(ctx, "note", person->note, CLUE_NOTE_CHARS_MAX);
    if (person->day > ctx_today(ctx))
        (void)!ctx_problem(ctx, "day", TR(ctx->lang, "处置的日子不能晚于今天"));
    /* Each part is one line of what is sealed. */
    if (text_find(person->name, T("\n")) < person->name.len)
        (void)!ctx_problem(ctx, "name", TR(ctx->lang, "请写在一行里"));
    if (text_find(person->office, T("\n")) < person->office.len)
        (void)!ctx_problem(ctx, "office", TR(ctx->lang, "请写在一行里"));
}

static Status
count_persons(Ctx *ctx, Clue *clue)
{
    CluePersonCountRow row;

    TRY(clue_person_count(ctx, clue->id, &row));
    clue->persons = row.persons;
    return OK;
}

static bool
takes_outcomes(const Clue *clue)
{
    return clue->state != CLUE_RECEIVED && clue->state != CLUE_CLOSED;
}

Status
clue_person_add(Ctx *ctx, int64_t id, int64_t lock, const CluePerson *person)
{
    CluePersonListRows there;
    CluePerson copy = *person;
    Text closing;
    Clue clue;

    TRY(open_for(ctx, id, lock, &clue, &closing));
    if (!takes_outcomes(&clue))
        return CONFLICT;
    copy.name = text_trim(person->name);
    copy.office = text_trim(person->office);
    copy.note = text_is_blank(person->note) ? T("") : text_trim(person->note);
    if (text_find(copy.note, T("\n")) < copy.note.len)
        (void)!ctx_problem(ctx, "note", TR(ctx->lang, "请写在一行里"));
    check_person(ctx, &copy);
    TRY(clue_person_list(ctx, id, CLUE_PERSONS_MAX, &there));
    if (there.len == CLUE_PERSONS_MAX)
        (void)!ctx_problem(ctx, "name", TR(ctx->lang, "一条线索记不下这么多处置"));
    TRY(ctx_checked(ctx));
    TRY(clue_person_store(ctx, &clue, &copy));
    TRY(count_persons(ctx, &clue));
    return done(ctx, &clue, closing, "person", copy.name);
}

Status
clue_person_remove(Ctx *ctx, int64_t id, int64_t lock, int64_t person)
{
    int64_t changed;
    Text closing;
    Clue clue;

    TRY(open_for(ctx, id, lock, &clue, &closing));
    /* What was disposed of stands on its outcomes. */
    if (clue.state != CLUE_VERIFYING && clue.state != CLUE_FILED)
        return CONFLICT;
    TRY(clue_person_delete(ctx, person, id, &changed));
    if (changed == 0)
        return NOT_FOUND;
    TRY(count_persons(ctx, &clue));
    return done(ctx, &clue, closing, "person_removed", T(""));
}

Status
clue_set_due(Ctx *ctx, int64_t id, int64_t lock, OptInt due_day)
{
    Text closing;
    Clue clue;

    TRY(open_for(ctx, id, lock, &clue, &closing));
    if (clue.state == CLUE_CLOSED)
        return CONFLICT;
    check_due(ctx, due_day);
    TRY(ctx_checked(ctx));
    clue.due_day = due_day;
    return done(ctx, &clue, closing, "due",
                due_day.set ? day_format(ctx->arena, (Day)due_day.value) : T(""));
}

Status
clue_note(Ctx *ctx, int64_t id, Text note)
{
    Clue clue;

    TRY(clue_get(ctx, id, &clue));
    words_needed(ctx, "note", note, CLUE_REASON_CHARS_MAX, TR(ctx->lang, "请写备注"));
    TRY(ctx_checked(ctx));
    TRY(clue_event_add(ctx, id, ctx->now, actor_person(ctx->actor), "note", text_trim(note)));
    return clue_audit(ctx, clue.region, "clue.work");
}

/* ---- loading ---- */

Status
clue_load(Ctx *ctx, const Clue *given)
{
    Clue clue = *given;
    Text closing;

    if (ctx->actor == NULL || !ctx->actor->system)
        return DENIED;
    if (clue.id == 0)
        clue.id = id_new();
    clue.lock = 0;
    TRY(clue_sealed_for(ctx, clue.region, clue.about, clue.subject, &clue.sealed_for));
    TRY(clue_store(ctx, &clue));
    TRY(clue_event_add(ctx, clue.id, clue.recorded_at, clue.recorded_by, "received", T("")));
    for (size_t i = 0; i < clue.outcomes.len; i++)
        TRY(clue_person_store(ctx, &clue, &clue.outcomes.at[i]));
    TRY(count_persons(ctx, &clue));
    TRY(seal_words(ctx, "clue.closing", clue.id, clue.closing, &closing));
    TRY(clue_write_back(ctx, &clue, closing));
    if (clue.state != CLUE_RECEIVED)
        TRY(clue_event_add(ctx, clue.id, clue.closed_at.set ? clue.closed_at.value : ctx->now,
                           clue.recorded_by, clue_state_name(clue.state), clue.closing));
    return OK;
}
