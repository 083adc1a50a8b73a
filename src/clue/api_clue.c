/*
 * Clues and the petition register as JSON.  A list has no words; reading them is a POST, which is
 * recorded.
 */
#include "base/tr.h"
#include "clue/api.h"
#include "clue/clue.h"
#include "clue/petition.h"
#include "web/api_parts.h"

/* ---- clues ---- */

static void
put_members(Ctx *ctx, const Clue *clue, Json *json)
{
    json_put_id(json, "id", clue->id);
    json_put_text(json, "region", region_code_format(ctx->arena, clue->region));
    json_put_text(json, "about", text_c(clue_about_name(clue->about)));
    json_put_text(json, "source", text_c(clue_source_name(clue->source)));
    json_put_id(json, "source_id", clue->source_id);
    json_put_text(json, "kind", text_c(clue_kind_name(clue->kind)));
    json_put_text(json, "state", text_c(clue_state_name(clue->state)));
    json_put_text(json, "found", day_format(ctx->arena, clue->found_day));
    api_put_day(ctx, json, "due", clue->due_day);
    json_put_bool(json, "overdue", clue->overdue);
    api_put_time(ctx, json, "closed_at", clue->closed_at);
    json_put_int(json, "persons", clue->persons);
    json_put_int(json, "lock", clue->lock);
}

static void
put_outcomes(Ctx *ctx, const Clue *clue, Json *json)
{
    json_key(json, "outcomes");
    json_array_begin(json);
    for (size_t i = 0; i < clue->outcomes.len; i++) {
        const CluePerson *person = &clue->outcomes.at[i];

        json_object_begin(json);
        json_put_id(json, "id", person->id);
        json_put_text(json, "name", person->name);
        json_put_text(json, "office", person->office);
        json_put_text(json, "measure", text_c(clue_measure_name(person->measure)));
        json_put_text(json, "day", day_format(ctx->arena, person->day));
        json_put_text(json, "note", person->note);
        json_object_end(json);
    }
    json_array_end(json);
}

/* With its words: a look. */
static Status
answer(Ctx *ctx, Response *res, int64_t id)
{
    Buf buf = buf_new(ctx->arena, API_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    Clue clue;

    TRY(clue_look(ctx, id, &clue));
    json_object_begin(&json);
    put_members(ctx, &clue, &json);
    json_put_text(&json, "body", clue.body);
    json_put_text(&json, "subject", clue.subject);
    json_put_text(&json, "closing", clue.closing);
    json_put_bool(&json, "unreadable", clue.unreadable);
    put_outcomes(ctx, &clue, &json);
    json_object_end(&json);
    return api_send(res, &buf, &json);
}

static Status
get_clues(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, API_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    Clues clues;

    TRY(clue_list(ctx, text_eq(request_query(req, "view"), T("done")), request_query(req, "cursor"),
                  &clues));
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < clues.len; i++) {
        json_object_begin(&json);
        put_members(ctx, &clues.at[i], &json);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_put_text(&json, "next", clues.next);
    json_object_end(&json);
    return api_send(res, &buf, &json);
}

static void
begin_counts(Json *json, const char *key)
{
    json_key(json, key);
    json_object_begin(json);
}

static Status
get_counts(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, API_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    ClueCounts counts;

    (void)req;
    TRY(clue_counts(ctx, &counts));
    json_object_begin(&json);
    json_put_int(&json, "total", counts.all);
    begin_counts(&json, "by_measure");
    for (int i = 0; i < MEASURES; i++)
        json_put_int(&json, clue_measure_name((ClueMeasure)i), counts.measures[i]);
    json_object_end(&json);
    begin_counts(&json, "by_kind");
    for (int i = 0; i < CLUE_KINDS; i++)
        json_put_int(&json, clue_kind_name((ClueKind)i), counts.kinds[i]);
    json_object_end(&json);
    begin_counts(&json, "by_source");
    for (int i = 0; i < CLUE_SOURCES; i++)
        json_put_int(&json, clue_source_name((ClueSource)i), counts.sources[i]);
    json_object_end(&json);
    begin_counts(&json, "by_state");
    for (int i = 0; i < CLUE_STATES; i++)
        json_put_int(&json, clue_state_name((ClueState)i), counts.states[i]);
    json_object_end(&json);
    json_object_end(&json);
    return api_send(res, &buf, &json);
}

static Status
body_of(Ctx *ctx, const Request *req, const JsonNode **out)
{
    static const JsonShape shape[] = {
        {"region",    NODE_TEXT},
        {"about",     NODE_TEXT},
        {"source",    NODE_TEXT},
        {"source_id", NODE_INT },
        {"kind",      NODE_TEXT},
        {"found",     NODE_TEXT},
        {"due",       NODE_TEXT},
        {"body",      NODE_TEXT},
        {"subject",   NODE_TEXT},
        {"state",     NODE_TEXT},
        {"reason",    NODE_TEXT},
        {"name",      NODE_TEXT},
        {"office",    NODE_TEXT},
        {"measure",   NODE_TEXT},
        {"day",       NODE_TEXT},
        {"note",      NODE_TEXT},
        {"lock",      NODE_INT },
    };

    return json_body(ctx, req->body, shape, sizeof shape / sizeof shape[0], out);
}

static void
no_such_word(Ctx *ctx, const char *field)
{
    (void)!ctx_problem(ctx, field, TR(ctx->lang, "没有这样的选项"));
}

static Status
create_clue(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    ClueInput input = {0};
    OptInt found;
    int64_t id;
    bool seen;

    TRY(body_of(ctx, req, &body));
    if (!actor_may_somewhere(ctx, CAN_KEEP_CLUES))
        return DENIED;
    input.region = api_read_place(ctx, body, "region");
    if (!clue_about_parse(json_get_text(body, "about"), &input.about))
        no_such_word(ctx, "about");
    if (!clue_source_parse(json_get_text(body, "source"), &input.source))
        no_such_word(ctx, "source");
    if (!clue_kind_parse(json_get_text(body, "kind"), &input.kind))
        no_such_word(ctx, "kind");
    (void)json_get_int(body, "source_id", &input.source_id);
    found = api_read_day(ctx, body, "found");
    input.found_day = found.set ? (Day)found.value : ctx_today(ctx);
    input.due_day = api_read_day(ctx, body, "due");
    input.body = json_get_text(body, "body");
    input.subject = json_get_text(body, "subject");
    TRY(ctx_checked(ctx));
    TRY(clue_add(ctx, &input, &id, &seen));
    res->status = seen ? 201 : 204; /* it went above: nothing of it is told */
    return seen ? answer(ctx, res, id) : OK;
}

static Status
do_it(Ctx *ctx, const Request *req, const JsonNode *body, const Clue *clue)
{
    CluePerson person = {.name = json_get_text(body, "name"),
                         .office = json_get_text(body, "office"),
                         .note = json_get_text(body, "note")};
    ClueState state;
    OptInt day;
    int64_t lock;

    if (!json_get_int(body, "lock", &lock))
        lock = clue->lock;
    if (text_ends(req->path, T("/step"))) {
        if (!clue_state_parse(json_get_text(body, "state"), &state)) {
            no_such_word(ctx, "state");
            return INVALID;
        }
        return clue_step(ctx, clue->id, lock, state, json_get_text(body, "reason"));
    }
    if (!clue_measure_parse(json_get_text(body, "measure"), &person.measure))
        no_such_word(ctx, "measure");
    day = api_read_day(ctx, body, "day");
    person.day = day.set ? (Day)day.value : ctx_today(ctx);
    TRY(ctx_checked(ctx));
    return clue_person_add(ctx, clue->id, lock, &person);
}

static Status
clue_deed(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    int64_t id;
    Clue clue;

    TRY(api_id(req, &id));
    TRY(clue_get(ctx, id, &clue));
    TRY(body_of(ctx, req, &body));
    TRY(do_it(ctx, req, body, &clue));
    return answer(ctx, res, id);
}

static Status
look(Ctx *ctx, const Request *req, Response *res)
{
    int64_t id;

    TRY(api_id(req, &id));
    return answer(ctx, res, id);
}

/* ---- the petition register ---- */

static Status
place_of(Ctx *ctx, const Request *req, RegionCode *out)
{
    Region place;

    if (!region_code_parse(request_param(req, "code"), out))
        return NOT_FOUND;
    return region_get(ctx, *out, &place);
}

static void
put_row(Ctx *ctx, const Petition *row, Json *json)
{
    json_object_begin(json);
    json_put_text(json, "region", region_code_format(ctx->arena, row->region));
    json_put_text(json, "period", petition_period_format(ctx->arena, row->year, row->month));
    json_put_int(json, "reports", row->counts.reports);
    json_put_int(json, "accusations", row->counts.accusations);
    json_put_int(json, "appeals", row->counts.appeals);
    json_put_int(json, "suggestions", row->counts.suggestions);
    json_put_int(json, "satisfied", row->counts.satisfied);
    json_put_int(json, "asked", row->counts.asked);
    json_object_end(json);
}

static Status
get_petitions(Ctx *ctx, const Request *req, Response *res)
{
    Buf buf = buf_new(ctx->arena, API_ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    RegionCode code;
    Petitions rows;

    TRY(place_of(ctx, req, &code));
    TRY(petition_list(ctx, code, request_query(req, "cursor"), &rows));
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < rows.len; i++)
        put_row(ctx, &rows.at[i], &json);
    json_array_end(&json);
    json_put_text(&json, "next", rows.next);
    json_object_end(&json);
    return api_send(res, &buf, &json);
}

static Status
put_petition(Ctx *ctx, const Request *req, Response *res)
{
    static const JsonShape shape[] = {
        {"period",      NODE_TEXT},
        {"reports",     NODE_INT },
        {"accusations", NODE_INT },
        {"appeals",     NODE_INT },
        {"suggestions", NODE_INT },
        {"satisfied",   NODE_INT },
        {"asked",       NODE_INT },
    };
    const JsonNode *body;
    Petition row = {0};

    TRY(place_of(ctx, req, &row.region));
    TRY(actor_require(ctx, CAN_KEEP_CLUES, row.region));
    TRY(json_body(ctx, req->body, shape, sizeof shape / sizeof shape[0], &body));
    if (!petition_period_parse(json_get_text(body, "period"), &row.year, &row.month))
        return ctx_problem(ctx, "period", TR(ctx->lang, "期间应是年或月，例如 2022、2022-03"));
    (void)json_get_int(body, "reports", &row.counts.reports);
    (void)json_get_int(body, "accusations", &row.counts.accusations);
    (void)json_get_int(body, "appeals", &row.counts.appeals);
    (void)json_get_int(body, "suggestions", &row.counts.suggestions);
    (void)json_get_int(body, "satisfied", &row.counts.satisfied);
    (void)json_get_int(body, "asked", &row.counts.asked);
    TRY(petition_put(ctx, &row));
    TRY(audit(ctx, row.region, "petition.import", 0,
              petition_period_format(ctx->arena, row.year, row.month)));
    res->status = 204;
    return OK;
}

enum { READS = ROUTE_READ | ROUTE_STAFF, WRITES = ROUTE_WRITE | ROUTE_STAFF };

static const Route clue_routes[] = {
    {METHOD_GET,  "/api/v1/clues",              get_clues,   READS },
    {METHOD_POST, "/api/v1/clues",              create_clue, WRITES},
    {METHOD_GET,  "/api/v1/clues/counts",       get_counts,  READS },
    {METHOD_POST, "/api/v1/clues/{id}/look",    look,        WRITES},
    {METHOD_POST, "/api/v1/clues/{id}/step",    clue_deed,   WRITES},
    {METHOD_POST, "/api/v1/clues/{id}/persons", clue_deed,   WRITES},
};

static const Route petition_routes[] = {
    {METHOD_GET, "/api/v1/regions/{code}/petitions", get_petitions, READS },
    {METHOD_PUT, "/api/v1/regions/{code}/petitions", put_petition,  WRITES},
};

const RouteTable clue_api_routes = ROUTES(clue_routes);
const RouteTable petition_api_routes = ROUTES(petition_routes);
