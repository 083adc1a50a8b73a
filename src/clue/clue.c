/*
 * Clues: who reads them, reading, the totals.
 */
#include "clue/clue.h"

#include "base/id.h"
#include "base/sealing.h"
#include "base/tr.h"
#include "clue/clue_inside.h"

enum { PERSON_PARTS = 5 };

/* ---- who ---- */

bool
clue_reads(const Actor *actor, RegionCode sealed_for)
{
    return actor != NULL && !actor->system && actor_may(actor, CAN_KEEP_CLUES, sealed_for);
}

static RegionCode
reader_of(RegionCode region, ClueAbout about)
{
    switch (about) {
    case CLUE_ABOUT_TOWNSHIP:
    case CLUE_ABOUT_TOWNSHIP_INSPECTORS:
    case CLUE_ABOUT_DISTRICT:
        return region_code_at(region, LEVEL_DISTRICT);
    case CLUE_ABOUT_DISTRICT_INSPECTORS:
        return region_code_at(region, LEVEL_CITY);
    case CLUE_ABOUT_VILLAGE:
    case CLUE_ABOUTS:
        break;
    }
    return region_code_level(region) >= LEVEL_TOWNSHIP ? region_code_at(region, LEVEL_TOWNSHIP)
                                                       : region_code_at(region, LEVEL_DISTRICT);
}

/* The names stand apart by commas, pauses or blanks. */
static Text
next_name(Text *rest)
{
    static const Text separators[] = {T_INIT("、"), T_INIT("，"), T_INIT("；"), T_INIT(","),
                                      T_INIT(";"),  T_INIT(" "),  T_INIT("\n")};
    size_t end = rest->len, skip = 0;
    Text name;

    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
        size_t at = text_find(*rest, separators[i]);

        if (at < end) {
            end = at;
            skip = separators[i].len;
        }
    }
    name = text_trim(text_slice(*rest, 0, end));
    *rest = text_slice(*rest, end + skip, rest->len);
    return name;
}

bool
clue_names(Text subject, Text name)
{
    Text rest = subject;

    while (rest.len != 0 && name.len != 0)
        if (text_eq(next_name(&rest), name))
            return true;
    return false;
}

Status
clue_sealed_for(Ctx *ctx, RegionCode region, ClueAbout about, Text subject, RegionCode *out)
{
    *out = reader_of(region, about);
    while (region_code_level(*out) >= LEVEL_DISTRICT) {
        Text rest = subject;
        bool named = false;

        while (rest.len != 0 && !named) {
            ClueInspectorNamedRow row;
            Text name = next_name(&rest);
            Status status = name.len == 0 ? NOT_FOUND : clue_inspector_named(ctx, *out, name, &row);

            if (status != OK && status != NOT_FOUND)
                return status;
            named = status == OK;
        }
        if (!named)
            break;
        *out = region_code_at(*out, (RegionLevel)(region_code_level(*out) - 1));
    }
    return OK;
}

/* ---- rows ---- */

void
clue_of_row(Ctx *ctx, const ClueRow *row, Clue *out)
{
    *out = (Clue){
        .id = row->id,
        .region = row->region,
        .region_name = row->region_name,
        .sealed_for = row->sealed_for,
        .source_id = row->source_id,
        .found_day = (Day)row->found_day,
        .due_day = row->due_day,
        .overdue = row->busy && row->due_day.set && row->due_day.value < ctx_today(ctx),
        .recorded_at = row->recorded_at,
        .recorded_by = row->recorded_by,
        .closed_at = row->closed_at,
        .persons = row->persons,
        .lock = row->lock,
    };
    (void)clue_about_parse(row->about, &out->about);
    (void)clue_source_parse(row->source, &out->source);
    (void)clue_kind_parse(row->kind, &out->kind);
    (void)clue_state_parse(row->state, &out->state);
}

/* Of whom it is about, and of whose names no one else may learn: both find nothing. */
static Status
fetch(Ctx *ctx, int64_t id, ClueRow *row, Clue *out)
{
    Text subject;

    TRY(clue_by_id(ctx, id, row));
    if (!clue_reads(ctx->actor, row->sealed_for))
        return NOT_FOUND;
    if (unseal_words(ctx, "clue.subject", id, row->subject, &subject) == OK &&
        clue_names(subject, ctx->actor->name))
        return NOT_FOUND;
    clue_of_row(ctx, row, out);
    return OK;
}

Status
clue_get(Ctx *ctx, int64_t id, Clue *out)
{
    ClueRow row;

    return fetch(ctx, id, &row, out);
}

/* ---- with its words ---- */

static Status
unseal(Ctx *ctx, const char *purpose, int64_t owner, Text sealed, Clue *clue, Text *out)
{
    Status status = unseal_words(ctx, purpose, owner, sealed, out);

    if (status != NOT_FOUND)
        return status;
    clue->unreadable = true;
    return OK;
}

static void
person_of(Text words, CluePerson *out)
{
    Text parts[PERSON_PARTS] = {0}, rest = words;

    for (size_t i = 0; i < PERSON_PARTS && rest.at != NULL; i++)
        (void)text_cut(rest, '\n', &parts[i], &rest);
    out->name = parts[0];
    out->office = parts[1];
    (void)clue_measure_parse(parts[2], &out->measure);
    (void)day_parse(parts[3], &out->day);
    out->note = parts[4];
}

Status
clue_persons_of(Ctx *ctx, Clue *clue)
{
    CluePersonListRows rows;

    TRY(clue_person_list(ctx, clue->id, CLUE_PERSONS_MAX, &rows));
    clue->outcomes.at = NEW_ARRAY(ctx->arena, CluePerson, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        CluePerson *person = &clue->outcomes.at[clue->outcomes.len++];
        Text words;

        *person = (CluePerson){.id = rows.at[i].id};
        TRY(unseal(ctx, "clue.person", rows.at[i].id, rows.at[i].words, clue, &words));
        person_of(words, person);
    }
    return OK;
}

static Text
event_title(Ctx *ctx, Text kind)
{
    static const struct {
        const char *kind, *title;
    } titles[] = {
        {"looked",         N_("打开看了")         },
        {"person",         N_("记下一人的处置")},
        {"person_removed", N_("删去一人的处置")},
        {"due",            N_("定了期限")         },
        {"note",           N_("备注")               },
    };
    ClueState state;

    if (clue_state_parse(kind, &state))
        return tr_text(ctx->lang, clue_state_title(state));
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
        if (text_eq(kind, text_c(titles[i].kind)))
            return tr_text(ctx->lang, titles[i].title);
    return kind;
}

static Status
fill_events(Ctx *ctx, Clue *clue)
{
    ClueEventListRows rows;

    TRY(clue_event_list(ctx, clue->id, CLUE_EVENTS_MAX, &rows));
    clue->events.at = NEW_ARRAY(ctx->arena, ClueEvent, rows.len);
    for (size_t i = 0; i < rows.len; i++) {
        ClueEvent *event = &clue->events.at[clue->events.len++];

        *event = (ClueEvent){.at = rows.at[i].at,
                             .kind = rows.at[i].kind,
                             .title = event_title(ctx, rows.at[i].kind),
                             .person = rows.at[i].person};
        TRY(unseal(ctx, "clue.event", rows.at[i].id, rows.at[i].note, clue, &event->note));
    }
    return OK;
}

Status
clue_look(Ctx *ctx, int64_t id, Clue *out)
{
    ClueRow row;

    TRY(fetch(ctx, id, &row, out));
    TRY(clue_event_add(ctx, id, ctx->now, actor_person(ctx->actor), "looked", T("")));
    TRY(clue_audit(ctx, out->region, "clue.look"));
    TRY(unseal(ctx, "clue.body", id, row.body, out, &out->body));
    TRY(unseal(ctx, "clue.subject", id, row.subject, out, &out->subject));
    TRY(unseal(ctx, "clue.closing", id, row.closing, out, &out->closing));
    TRY(clue_persons_of(ctx, out));
    return fill_events(ctx, out);
}

/* ---- lists ---- */

static Status
rows_within(Ctx *ctx, bool closed, RegionRange range, int64_t before_for, int64_t before_id,
            int64_t limit, ClueRows *rows)
{
    if (closed)
        return clue_done_within(
            ctx, &(ClueDoneWithinArgs){range.first, range.last, before_for, before_id, limit},
            rows);
    return clue_busy_within(
        ctx, &(ClueBusyWithinArgs){range.first, range.last, before_for, before_id, limit}, rows);
}

Status
clue_list(Ctx *ctx, bool closed, Text cursor, Clues *out)
{
    RegionCodes scopes = actor_scopes(ctx, CAN_KEEP_CLUES);
    int64_t before_for = INT64_MAX, before_id = INT64_MAX;
    Text key, rest;

    *out = (Clues){.at = NEW_ARRAY(ctx->arena, Clue, CLUES_PAGE)};
    if (scopes.len == 0 || ctx->actor->system)
        return DENIED;
    if (!text_is_empty(cursor) &&
        (!text_cut(cursor, '.', &key, &rest) || !text_to_i64(key, &before_for) ||
         !text_to_i64(rest, &before_id)))
        return ctx_problem(ctx, "cursor", TR(ctx->lang, "翻页的参数不对"));
    for (size_t i = scopes.len; i-- > 0;) {
        ClueRows rows;

        TRY(rows_within(ctx, closed, region_range(scopes.at[i]), before_for, before_id,
                        CLUES_PAGE + 1, &rows));
        for (size_t j = 0; j < rows.len; j++) {
            Text subject;

            if (out->len == CLUES_PAGE) {
                out->next = text_printf(ctx->arena, "%lld.%lld",
                                        (long long)out->at[CLUES_PAGE - 1].sealed_for,
                                        (long long)out->at[CLUES_PAGE - 1].id);
                return OK;
            }
            if (unseal_words(ctx, "clue.subject", rows.at[j].id, rows.at[j].subject, &subject) ==
                    OK &&
                clue_names(subject, ctx->actor->name))
                continue;
            clue_of_row(ctx, &rows.at[j], &out->at[out->len++]);
        }
    }
    return OK;
}

static bool
may_count(const Ctx *ctx, RegionCode region)
{
    return region_code_level(region) <= LEVEL_DISTRICT && ctx->actor != NULL &&
           !ctx->actor->system && actor_may(ctx->actor, CAN_READ_SUPERVISION, region);
}

Status
clue_totals(Ctx *ctx, RegionCode region, ClueTotals *out)
{
    RegionRange range = region_range(region);
    ClueTotalsWithinRow row;

    *out = (ClueTotals){0};
    if (!may_count(ctx, region))
        return NOT_FOUND;
    TRY(clue_totals_within(ctx, range.first, range.last, &row));
    *out = (ClueTotals){row.found, row.persons};
    return OK;
}

Status
clue_totals_between(Ctx *ctx, RegionCode region, Day first, Day last, ClueTotals *out)
{
    RegionRange range = region_range(region);
    ClueTotalsWithinRow row;

    *out = (ClueTotals){0};
    if (!may_count(ctx, region))
        return NOT_FOUND;
    TRY(clue_totals_of_days(
        ctx,
        &(ClueTotalsOfDaysArgs){
            .first = range.first, .last = range.last, .from = first, .to = last},
        &row));
    *out = (ClueTotals){row.found, row.persons};
    return OK;
}

/* ---- storing ---- */

Status
clue_audit(Ctx *ctx, RegionCode region, const char *action)
{
    return audit(ctx, region_code_at(region, LEVEL_DISTRICT), action, 0, T(""));
}

Status
clue_event_add(Ctx *ctx, int64_t clue, Time at, int64_t account, const char *kind, Text note)
{
    int64_t id = id_new();
    Text sealed;

    TRY(seal_words(ctx, "clue.event", id, note, &sealed));
    return clue_event_insert(ctx, &(ClueEventInsertArgs){.id = id,
                                                         .clue = clue,
                                                         .at = at,
                                                         .account = account,
                                                         .kind = text_c(kind),
                                                         .note = sealed});
}

Status
clue_store(Ctx *ctx, const Clue *clue)
{
    Text body, subject;

    TRY(seal_words(ctx, "clue.body", clue->id, clue->body, &body));
    TRY(seal_words(ctx, "clue.subject", clue->id, clue->subject, &subject));
    return clue_insert(ctx, &(ClueInsertArgs){.id = clue->id,
                                              .region = clue->region,
                                              .sealed_for = clue->sealed_for,
                                              .about = text_c(clue_about_name(clue->about)),
                                              .source = text_c(clue_source_name(clue->source)),
                                              .source_id = clue->source_id,
                                              .kind = text_c(clue_kind_name(clue->kind)),
                                              .found_day = clue->found_day,
                                              .due_day = clue->due_day,
                                              .body = body,
                                              .subject = subject,
                                              .recorded_by = clue->recorded_by,
                                              .recorded_at = clue->recorded_at});
}

Status
clue_person_store(Ctx *ctx, const Clue *clue, const CluePerson *person)
{
    int64_t id = id_new();
    Text who =
        text_printf(ctx->arena, "%.*s\n%.*s", TEXT_ARGS(person->name), TEXT_ARGS(person->office));
    Text parts[PERSON_PARTS] = {person->name, person->office,
                                text_c(clue_measure_name(person->measure)),
                                day_format(ctx->arena, person->day), person->note};
    Text mark, words;

    TRY(seal_hash(ctx, "clue.mark", who, &mark));
    TRY(seal_words(ctx, "clue.person", id,
                   text_join(ctx->arena, (Texts){parts, PERSON_PARTS}, T("\n")), &words));
    return clue_person_insert(
        ctx, &(CluePersonInsertArgs){
                 .id = id, .clue = clue->id, .region = clue->region, .mark = mark, .words = words});
}

Status
clue_write_back(Ctx *ctx, const Clue *clue, Text sealed_closing)
{
    int64_t changed;

    TRY(clue_put(ctx,
                 &(CluePutArgs){.id = clue->id,
                                .lock = clue->lock,
                                .state = text_c(clue_state_name(clue->state)),
                                .busy = clue->state != CLUE_CLOSED,
                                .due_day = clue->due_day,
                                .closing = sealed_closing,
                                .closed_at = clue->closed_at,
                                .persons = clue->persons},
                 &changed));
    return changed == 1 ? OK : CONFLICT;
}
