/*
 * What programs do with projects: the same functions of the model as the desk's.
 */
#include "base/tr.h"
#include "project/api.h"
#include "project/api_write.h"

/* A project, what was sent about it, and the number that the path names. */
typedef struct Deed {
    Project project;
    const JsonNode *body;
    int64_t number;
    int64_t lock;
} Deed;

static Status
body_of(Ctx *ctx, const Request *req, const JsonNode **out)
{
    static const JsonShape shape[] = {
        {"lock",        NODE_INT },
        {"budget",      NODE_REAL},
        {"finished_on", NODE_REAL},
        {"place",       NODE_REAL},
        {"agreement",   NODE_TEXT},
        {"signed_on",   NODE_REAL},
        {"paid_on",     NODE_REAL},
        {"reason",      NODE_TEXT},
        {"explanation", NODE_TEXT},
        {"way",         NODE_TEXT},
        {"contractor",  NODE_TEXT},
        {"contract",    NODE_REAL},
        {"contract_on", NODE_REAL},
        {"decided_on",  NODE_REAL},
        {"amount",      NODE_REAL},
        {"day",         NODE_REAL},
        {"note",        NODE_TEXT},
    };

    return json_body(ctx, req->body, shape, sizeof shape / sizeof shape[0], out);
}

/* name: of the second number in the path; NULL: there is none. */
static Status
begin(Ctx *ctx, const Request *req, const char *name, Deed *out)
{
    int64_t id;

    *out = (Deed){0};
    if (!text_to_i64(request_param(req, "id"), &id) ||
        (name != NULL &&
         (!text_to_i64(request_param(req, name), &out->number) || out->number <= 0)))
        return NOT_FOUND;
    TRY(project_get(ctx, id, &out->project));
    TRY(body_of(ctx, req, &out->body));
    out->lock = api_lock(out->body, &out->project);
    return OK;
}

/* The same, for whoever keeps it, so that nobody else is told what is wrong with the input. */
static Status
begin_keeping(Ctx *ctx, const Request *req, const char *name, Deed *out)
{
    TRY(begin(ctx, req, name, out));
    return project_may_manage(ctx->actor, out->project.region) ? OK : DENIED;
}

static Status
answer_made(Ctx *ctx, Response *res, const Project *project)
{
    TRY(api_answer_project(ctx, res, project));
    res->status = 201;
    return OK;
}

/* ---- the project ---- */

static Status
create(Ctx *ctx, const Request *req, Response *res)
{
    const JsonNode *body;
    Project project, made;
    ProjectKind kind = PROJECT_RELOCATION;
    RegionCode code;
    Region place;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, &place));
    if (!project_may_manage(ctx->actor, code))
        return DENIED;
    TRY(body_of(ctx, req, &body));
    project = (Project){.region = code};
    if (!project_kind_parse(json_get_text(body, "kind"), &kind))
        (void)!ctx_problem(ctx, "kind", TR(ctx->lang, "请选是哪一类项目"));
    project.kind = kind;
    TRY(api_take_project(ctx, body, &project));
    TRY(project_create(ctx, &project, &made));
    TRY(answer_made(ctx, res, &made));
    response_header(res, T("Location"),
                    text_printf(ctx->arena, "/api/v1/projects/%lld", (long long)made.id));
    return OK;
}

static Status
update(Ctx *ctx, const Request *req, Response *res)
{
    Deed deed;
    Project project;

    TRY(begin_keeping(ctx, req, NULL, &deed));
    project = deed.project;
    project.lock = deed.lock;
    TRY(api_take_project(ctx, deed.body, &project));
    TRY(project_update(ctx, &project, &deed.project));
    return api_answer_project(ctx, res, &deed.project);
}

static Status
discard(Ctx *ctx, const Request *req, Response *res)
{
    Deed deed;

    TRY(begin_keeping(ctx, req, NULL, &deed));
    TRY(project_discard(ctx, deed.project.id, deed.lock));
    res->status = 204;
    return OK;
}

static Status
reopen(Ctx *ctx, const Request *req, Response *res)
{
    Deed deed;

    TRY(begin_keeping(ctx, req, NULL, &deed));
    TRY(project_reopen(ctx, deed.project.id, deed.lock,
                       text_trim(json_get_text(deed.body, "reason")), &deed.project));
    return api_answer_project(ctx, res, &deed.project);
}

/* ---- stages ---- */

static Status
add_stage(Ctx *ctx, const Request *req, Response *res)
{
    Stage stage = {.phase = PHASE_DURING};
    Deed deed;

    TRY(begin_keeping(ctx, req, NULL, &deed));
    TRY(api_take_stage(ctx, deed.body, &stage));
    TRY(project_put_stage(ctx, deed.project.id, deed.lock, &stage, &deed.project));
    return answer_made(ctx, res, &deed.project);
}

static Status
stage_of(Ctx *ctx, const Deed *deed, Stage *out)
{
    Stages stages;

    TRY(project_stages(ctx, &deed->project, &stages));
    for (size_t i = 0; i < stages.len; i++)
        if (stages.at[i].id == deed->number) {
            *out = stages.at[i];
            return OK;
        }
    return NOT_FOUND;
}

static Status
put_stage(Ctx *ctx, const Request *req, Response *res)
{
    Stage stage;
    Deed deed;

    TRY(begin_keeping(ctx, req, "stage", &deed));
    TRY(stage_of(ctx, &deed, &stage));
    TRY(api_take_stage(ctx, deed.body, &stage));
    TRY(project_put_stage(ctx, deed.project.id, deed.lock, &stage, &deed.project));
    return api_answer_project(ctx, res, &deed.project);
}

static Status
remove_stage(Ctx *ctx, const Request *req, Response *res)
{
    Deed deed;

    TRY(begin_keeping(ctx, req, "stage", &deed));
    TRY(project_remove_stage(ctx, deed.project.id, deed.lock, deed.number, &deed.project));
    return api_answer_project(ctx, res, &deed.project);
}

/* The member "place"; the project's own, where it is one village. */
static Status
place_of(Ctx *ctx, const Deed *deed, RegionCode *out)
{
    Text typed = api_cell(ctx, json_member(deed->body, "place"));

    if (typed.len == 0 && deed->project.places.len == 1) {
        *out = deed->project.places.at[0];
        return OK;
    }
    if (region_code_parse(typed, out))
        for (size_t i = 0; i < deed->project.places.len; i++)
            if (deed->project.places.at[i] == *out)
                return OK;
    return ctx_problem(ctx, "place", TR(ctx->lang, "请写是项目里的哪个村（社区）"));
}

static Status
hand_in(Ctx *ctx, const Request *req, Response *res)
{
    RegionCode place;
    Deed deed;

    TRY(begin(ctx, req, "stage", &deed));
    TRY(place_of(ctx, &deed, &place));
    TRY(project_hand_in(ctx, deed.project.id, deed.lock, deed.number, place,
                        text_trim(json_get_text(deed.body, "explanation")), &deed.project));
    return api_answer_project(ctx, res, &deed.project);
}

/* ---- compensation ---- */

static Status
put_standards(Ctx *ctx, const Request *req, Response *res)
{
    Standards standards;
    Deed deed;

    TRY(begin_keeping(ctx, req, NULL, &deed));
    TRY(api_take_standards(ctx, deed.body, &standards));
    TRY(project_put_standards(ctx, deed.project.id, deed.lock, standards, &deed.project));
    return api_answer_project(ctx, res, &deed.project);
}

static Status
put_households(Ctx *ctx, const Request *req, Response *res)
{
    ProjectRows rows;
    RegionCode place;
    Deed deed;

    TRY(begin_keeping(ctx, req, NULL, &deed));
    TRY(place_of(ctx, &deed, &place));
    TRY(api_take_rows(ctx, &deed.project, place, deed.body, &rows));
    TRY(project_put_rows(ctx, deed.project.id, deed.lock, place, rows, &deed.project));
    return api_answer_project(ctx, res, &deed.project);
}

/* A household of the project that the path names. */
static Status
begin_household(Ctx *ctx, const Request *req, Deed *out)
{
    ProjectHousehold household;
    Project project;

    TRY(begin_keeping(ctx, req, "household", out));
    TRY(project_household(ctx, out->number, &project, &household));
    return project.id == out->project.id ? OK : NOT_FOUND;
}

/* A day that has to be sent: null takes it back. */
static OptInt
day_sent(Ctx *ctx, const Deed *deed, const char *key)
{
    if (json_member(deed->body, key) == NULL)
        (void)!ctx_problem(ctx, key, TR(ctx->lang, "必填，不能空着"));
    return api_day(ctx, deed->body, key);
}

static Status
sign(Ctx *ctx, const Request *req, Response *res)
{
    Deed deed;
    OptInt day;

    TRY(begin_household(ctx, req, &deed));
    day = day_sent(ctx, &deed, "signed_on");
    TRY(ctx_checked(ctx));
    TRY(project_sign(ctx, deed.number, deed.lock, text_trim(json_get_text(deed.body, "agreement")),
                     day, &deed.project));
    return api_answer_project(ctx, res, &deed.project);
}

static Status
pay(Ctx *ctx, const Request *req, Response *res)
{
    Deed deed;
    OptInt day;

    TRY(begin_household(ctx, req, &deed));
    day = day_sent(ctx, &deed, "paid_on");
    TRY(ctx_checked(ctx));
    TRY(project_pay(ctx, deed.number, deed.lock, day, &deed.project));
    return api_answer_project(ctx, res, &deed.project);
}

/* ---- works ---- */

static Status
put_tender(Ctx *ctx, const Request *req, Response *res)
{
    ProjectTender tender;
    Bids bids;
    Deed deed;

    TRY(begin_keeping(ctx, req, NULL, &deed));
    TRY(api_take_tender(ctx, deed.body, &tender, &bids));
    TRY(project_set_tender(ctx, deed.project.id, deed.lock, &tender, bids, &deed.project));
    return api_answer_project(ctx, res, &deed.project);
}

static Status
put_payments(Ctx *ctx, const Request *req, Response *res)
{
    ProjectPayments payments;
    Deed deed;

    TRY(begin_keeping(ctx, req, NULL, &deed));
    TRY(api_take_payments(ctx, deed.body, &payments));
    TRY(project_put_payments(ctx, deed.project.id, deed.lock, payments, &deed.project));
    return api_answer_project(ctx, res, &deed.project);
}

static Status
add_change(Ctx *ctx, const Request *req, Response *res)
{
    ProjectChange change;
    Deed deed;

    TRY(begin_keeping(ctx, req, NULL, &deed));
    TRY(api_take_change(ctx, deed.body, &change));
    TRY(project_put_change(ctx, deed.project.id, deed.lock, &change, &deed.project));
    return answer_made(ctx, res, &deed.project);
}

static Status
remove_change(Ctx *ctx, const Request *req, Response *res)
{
    Deed deed;

    TRY(begin_keeping(ctx, req, "change", &deed));
    TRY(project_remove_change(ctx, deed.project.id, deed.lock, deed.number, &deed.project));
    return api_answer_project(ctx, res, &deed.project);
}

enum { WRITES = ROUTE_WRITE | ROUTE_STAFF };

#define ONE "/api/v1/projects/{id}"

static const Route routes[] = {
    {METHOD_POST,   "/api/v1/regions/{code}/projects",  create,         WRITES},
    {METHOD_PUT,    ONE,                                update,         WRITES},
    {METHOD_DELETE, ONE,                                discard,        WRITES},
    {METHOD_POST,   ONE "/reopen",                      reopen,         WRITES},
    {METHOD_POST,   ONE "/stages",                      add_stage,      WRITES},
    {METHOD_PUT,    ONE "/stages/{stage}",              put_stage,      WRITES},
    {METHOD_DELETE, ONE "/stages/{stage}",              remove_stage,   WRITES},
    {METHOD_POST,   ONE "/stages/{stage}/hand-in",      hand_in,        WRITES},
    {METHOD_PUT,    ONE "/standards",                   put_standards,  WRITES},
    {METHOD_PUT,    ONE "/households",                  put_households, WRITES},
    {METHOD_POST,   ONE "/households/{household}/sign", sign,           WRITES},
    {METHOD_POST,   ONE "/households/{household}/pay",  pay,            WRITES},
    {METHOD_PUT,    ONE "/tender",                      put_tender,     WRITES},
    {METHOD_PUT,    ONE "/payments",                    put_payments,   WRITES},
    {METHOD_POST,   ONE "/changes",                     add_change,     WRITES},
    {METHOD_DELETE, ONE "/changes/{change}",            remove_change,  WRITES},
};

const RouteTable project_write_api_routes = {routes, sizeof routes / sizeof routes[0]};
