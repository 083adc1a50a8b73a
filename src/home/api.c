/*
 * Places and their figures as JSON, the catalogue, and the description of the API itself.
 */
#include "base/json.h"
#include "base/tr.h"
#include "catalogue/catalogue.h"
#include "duty/duty.h"
#include "home/home.h"
#include "home/parts.h"
#include "opinion/queue.h"
#include "organisation/organisation.h"
#include "project/project.h"
#include "region/tally.h"
#include "resident/roster.h"
#include "web/asset.h"

enum { ANSWER_BYTES_MAX = 1024 * 1024 };

static Status
place_of(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    return region_get(ctx, code, out);
}

static void
put_place(Ctx *ctx, const Region *place, Json *json)
{
    static const char *const levels[] = {"top",      "province", "city",
                                         "district", "township", "village"};

    json_put_text(json, "code", region_code_format(ctx->arena, place->code));
    json_put_text(json, "name", place->name);
    json_put_text(json, "level", text_c(levels[place->level]));
    if (place->level == LEVEL_VILLAGE)
        json_put_bool(json, "community", place->community);
    json_put_bool(json, "closed", place->closed_day.set);
    if (place->successor != 0)
        json_put_text(json, "successor", region_code_format(ctx->arena, place->successor));
}

static Status
put_profile(Ctx *ctx, const Region *place, Json *json)
{
    RegionProfile profile;

    TRY(region_profile_get(ctx, place->code, &profile));
    json_key(json, "profile");
    json_object_begin(json);
    json_put_int(json, "households", profile.households);
    json_put_int(json, "people", profile.people);
    json_put_text(json, "intro", profile.intro);
    json_put_text(json, "phone", profile.phone);
    json_put_text(json, "address", profile.address);
    json_key(json, "contacts");
    json_array_begin(json);
    for (size_t i = 0; i < profile.contacts.len; i++) {
        json_object_begin(json);
        json_put_text(json, "name", profile.contacts.at[i].name);
        json_put_text(json, "post", profile.contacts.at[i].post);
        json_put_text(json, "duty", profile.contacts.at[i].duty);
        json_put_text(json, "phone", profile.contacts.at[i].phone);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
    return OK;
}

static void
put_places(Ctx *ctx, const char *key, const Regions *places, size_t count, Json *json)
{
    json_key(json, key);
    json_array_begin(json);
    for (size_t i = 0; i < count; i++) {
        json_object_begin(json);
        put_place(ctx, &places->at[i], json);
        json_object_end(json);
    }
    json_array_end(json);
}

/* GET /api/v1/regions/CODE */
static Status
get_region(Ctx *ctx, const Request *req, Response *res)
{
    Region place;
    Regions path;
    Regions children;
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    TRY(place_of(ctx, req, &place));
    TRY(region_path(ctx, place.code, &path));
    TRY(region_children(ctx, place.code, &children));
    json_object_begin(&json);
    put_place(ctx, &place, &json);
    put_places(ctx, "path", &path, path.len - 1, &json);
    put_places(ctx, "children", &children, children.len, &json);
    TRY(put_profile(ctx, &place, &json));
    json_object_end(&json);
    json_end(&json);
    response_json(res, buf_done(&buf));
    response_shows(res, place.code);
    return OK;
}

/* ---- the summary ---- */

static void
put_disclosures(const Tallies *tallies, Json *json)
{
    int64_t party = tallies->of[TALLY_DISCLOSURES_PARTY];
    int64_t village = tallies->of[TALLY_DISCLOSURES_VILLAGE];
    int64_t finance = tallies->of[TALLY_DISCLOSURES_FINANCE];

    json_key(json, "disclosures");
    json_object_begin(json);
    json_put_int(json, "party", party);
    json_put_int(json, "village", village);
    json_put_int(json, "finance", finance);
    json_put_int(json, "total", party + village + finance);
    json_object_end(json);
}

static Status
put_catalogue_counts(Ctx *ctx, RegionCode code, Json *json)
{
    Items items;
    int64_t counts[AFFAIR_FINANCE + 1] = {0};

    TRY(catalogue_items(ctx, code, &items));
    for (size_t i = 0; i < items.len; i++)
        counts[items.at[i].affair]++;
    json_key(json, "catalogue");
    json_object_begin(json);
    for (int affair = AFFAIR_PARTY; affair <= AFFAIR_FINANCE; affair++)
        json_put_int(json, affair_name((Affair)affair), counts[affair]);
    json_put_int(json, "total", (int64_t)items.len);
    json_object_end(json);
    return OK;
}

/* A rate with four decimals; null when nothing was due. */
static void
put_rate(Json *json, const char *key, int64_t part, int64_t whole)
{
    json_key(json, key);
    if (whole <= 0)
        json_none(json);
    else
        json_decimal(json, (part * 10000 + whole / 2) / whole, 4);
}

static void
put_duties(const Tallies *tallies, Json *json)
{
    DutyCounts counts = duty_counts_of(tallies);

    json_key(json, "duties");
    json_object_begin(json);
    json_put_int(json, "due", counts.due);
    json_put_int(json, "on_time", counts.on_time);
    json_put_int(json, "late", counts.late);
    json_put_int(json, "missing", counts.missing);
    put_rate(json, "on_time_rate", counts.on_time, counts.due);
    json_object_end(json);
}

/* What closed months of the places' books add up to. */
static void
put_finance(const Tallies *tallies, Json *json)
{
    int64_t opening = tallies->of[TALLY_OPENING_FEN];
    int64_t income = tallies->of[TALLY_INCOME_FEN];
    int64_t expense = tallies->of[TALLY_EXPENSE_FEN];

    json_key(json, "finance");
    json_object_begin(json);
    json_put_int(json, "income_fen", income);
    json_put_int(json, "expense_fen", expense);
    json_put_int(json, "balance_fen", opening + income - expense);
    json_object_end(json);
}

/* What people asked and complained about, and how it went. */
static void
put_opinions(const Tallies *tallies, Json *json)
{
    OpinionFigures figures = opinion_figures_of(tallies);
    int64_t content = figures.satisfied + figures.basically;
    int64_t rated = content + figures.unsatisfied;

    json_key(json, "opinions");
    json_object_begin(json);
    json_put_int(json, "received", figures.received);
    json_put_int(json, "resolved", figures.resolved);
    json_put_int(json, "pending", figures.pending);
    json_put_int(json, "petitions_settled", figures.petitions_settled);
    put_rate(json, "same_day_rate", figures.replied_same_day, figures.reply_judged);
    put_rate(json, "seven_day_rate", figures.resolved_in_time, figures.resolve_judged);
    put_rate(json, "satisfaction", content, rated);
    json_object_end(json);
}

/* Relocations and requisitions there, as far as they are published. */
static Status
put_projects(Ctx *ctx, RegionCode code, Json *json)
{
    ProjectSummaries projects;

    TRY(project_summaries(ctx, code, &projects));
    json_key(json, "projects");
    json_array_begin(json);
    for (size_t i = 0; i < projects.len; i++) {
        const ProjectSummary *project = &projects.at[i];

        json_object_begin(json);
        json_put_id(json, "id", project->id);
        json_put_text(json, "region", region_code_format(ctx->arena, project->region));
        json_put_text(json, "kind", text_c(project_kind_name(project->kind)));
        json_put_text(json, "name", project->name);
        json_put_int(json, "households", project->households);
        json_put_int(json, "signed", project->signed_households);
        json_put_int(json, "paid", project->paid_households);
        json_put_int(json, "buildings", project->buildings);
        put_rate(json, "signed_rate", project->signed_households, project->households);
        json_object_end(json);
    }
    json_array_end(json);
    return OK;
}

/* How far the platform reaches: a description, no target. */
static Status
put_residents(Ctx *ctx, RegionCode code, Json *json)
{
    RosterFigures figures;

    TRY(roster_figures(ctx, code, &figures));
    json_key(json, "residents");
    json_object_begin(json);
    json_put_int(json, "roster", figures.eligible);
    json_put_int(json, "registered", figures.registered);
    put_rate(json, "registration_rate", figures.registered, figures.eligible);
    put_rate(json, "active_rate", figures.active, figures.registered);
    json_object_end(json);
    return OK;
}

/* Who works on it at the three levels, and who of them was trained. */
static Status
put_admins(Ctx *ctx, RegionCode code, Json *json)
{
    AdminFigures figures;

    TRY(admin_figures(ctx, code, &figures));
    json_key(json, "admins");
    json_object_begin(json);
    json_put_int(json, "total", figures.total);
    json_put_int(json, "trained", figures.trained);
    json_object_end(json);
    json_put_int(json, "training_sessions", figures.sessions);
    return OK;
}

/* GET /api/v1/regions/CODE/summary */
static Status
get_summary(Ctx *ctx, const Request *req, Response *res)
{
    Region place;
    Tallies tallies;
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);
    bool own;

    TRY(place_of(ctx, req, &place));
    TRY(tally_totals(ctx, place.code, &tallies));
    json_object_begin(&json);
    json_put_text(&json, "region", region_code_format(ctx->arena, place.code));
    json_put_text(&json, "name", place.name);
    json_put_int(&json, "townships", tallies.of[TALLY_TOWNSHIPS]);
    json_put_int(&json, "villages", tallies.of[TALLY_VILLAGES]);
    TRY(put_catalogue_counts(ctx, place.code, &json));
    put_disclosures(&tallies, &json);
    put_duties(&tallies, &json);
    put_finance(&tallies, &json);
    TRY(put_admins(ctx, place.code, &json));
    TRY(put_residents(ctx, place.code, &json));
    put_opinions(&tallies, &json);
    TRY(put_projects(ctx, place.code, &json));
    TRY(parts_put_supervision(ctx, place.code, &json, &own));
    json_object_end(&json);
    json_end(&json);
    response_json(res, buf_done(&buf));
    res->uncacheable |= own;
    response_shows(res, place.code);
    response_shows(res, KEY_CATALOGUE);
    return OK;
}

/* ---- the catalogue of a place ---- */

static void
put_item(Ctx *ctx, const Item *item, Json *json)
{
    json_object_begin(json);
    json_put_text(json, "code", item->code);
    json_put_int(json, "version", item->version);
    json_put_text(json, "affair", text_c(affair_name(item->affair)));
    json_put_text(json, "name", item->name);
    json_put_text(json, "name_en", item->name_en);
    json_put_text(json, "plain", item->plain);
    json_put_text(json, "rhythm_village", item->rhythm_village);
    json_put_text(json, "rhythm_community", item->rhythm_community);
    json_put_text(json, "audience", text_c(audience_name(item->audience)));
    json_put_text(json, "after_notice",
                  text_c(audience_name(item_closes(item) ? item->after_notice : item->audience)));
    json_put_text(json, "files_audience",
                  text_c(audience_name(audience_narrower(item->audience, item->files_audience))));
    json_put_int(json, "notice_days", item->notice_days);
    json_put_bool(json, "finance_group", item->finance_group);
    json_put_text(json, "legal_basis", item->legal_basis);
    json_key(json, "columns");
    json_raw(json, columns_to_json(ctx->arena, item->columns));
    json_object_end(json);
}

/* GET /api/v1/regions/CODE/catalogue */
static Status
get_catalogue(Ctx *ctx, const Request *req, Response *res)
{
    Region place;
    Items items;
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    TRY(place_of(ctx, req, &place));
    TRY(catalogue_items(ctx, place.code, &items));
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < items.len; i++)
        put_item(ctx, &items.at[i], &json);
    json_array_end(&json);
    json_object_end(&json);
    json_end(&json);
    response_json(res, buf_done(&buf));
    response_shows(res, place.code);
    response_shows(res, KEY_CATALOGUE);
    return OK;
}

/* ---- what a village owes ---- */

/* GET /api/v1/regions/CODE/duties?from=&to= */
static Status
get_duties(Ctx *ctx, const Request *req, Response *res)
{
    Region place;
    Duties duties;
    Day today = ctx_today(ctx);
    Day first = today - 365;
    Day last = today + 62;
    Buf buf = buf_new(ctx->arena, ANSWER_BYTES_MAX);
    Json json = json_new(&buf);

    TRY(place_of(ctx, req, &place));
    if (!text_is_empty(request_query(req, "from")) &&
        !day_parse(request_query(req, "from"), &first))
        (void)!ctx_problem(ctx, "from", TR(ctx->lang, "应是日期，例如 2023-05-18"));
    if (!text_is_empty(request_query(req, "to")) && !day_parse(request_query(req, "to"), &last))
        (void)!ctx_problem(ctx, "to", TR(ctx->lang, "应是日期，例如 2023-05-18"));
    TRY(ctx_checked(ctx));
    TRY(duty_list(ctx, place.code, first, last, &duties));
    json_object_begin(&json);
    json_key(&json, "items");
    json_array_begin(&json);
    for (size_t i = 0; i < duties.len; i++) {
        const Duty *duty = &duties.at[i];

        json_object_begin(&json);
        json_put_text(&json, "item", duty->item);
        json_put_text(&json, "period", duty->period);
        json_put_text(&json, "due", day_format(ctx->arena, duty->due_day));
        json_put_text(&json, "state", text_c(duty_state_name(duty->state)));
        if (duty->done_day.set)
            json_put_text(&json, "done", day_format(ctx->arena, (Day)duty->done_day.value));
        if (duty->disclosure != 0)
            json_put_id(&json, "disclosure", duty->disclosure);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    json_end(&json);
    response_json(res, buf_done(&buf));
    response_shows(res, place.code);
    return OK;
}

/* GET /api/v1/openapi.json */
static Status
get_openapi(Ctx *ctx, const Request *req, Response *res)
{
    const Asset *asset = asset_named(T("openapi.json"));
    (void)ctx;
    (void)req;

    if (asset == NULL)
        return NOT_FOUND;
    response_json(res, asset->bytes);
    response_header(res, T("Access-Control-Allow-Origin"), T("*"));
    response_shows(res, KEY_SETTINGS);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/api/v1/regions/{code}",           get_region,    ROUTE_READ},
    {METHOD_GET, "/api/v1/regions/{code}/summary",   get_summary,   ROUTE_READ},
    {METHOD_GET, "/api/v1/regions/{code}/catalogue", get_catalogue, ROUTE_READ},
    {METHOD_GET, "/api/v1/regions/{code}/duties",    get_duties,    ROUTE_READ},
    {METHOD_GET, "/api/v1/openapi.json",             get_openapi,   ROUTE_READ},
};

const RouteTable home_api_routes = {routes, sizeof routes / sizeof routes[0]};
