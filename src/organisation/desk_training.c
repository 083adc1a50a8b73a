/*
 * Training on the desk: a place's sessions, their form, and the district's rule.
 */
#include "base/tr.h"
#include "organisation/desk.h"
#include "organisation/training_form.html.h"
#include "organisation/trainings.html.h"
#include "resident/desk_views.h"
#include "resident/household_places.html.h"
#include "web/target.h"

enum { MINUTES = 60, CENTS = 100 };

/* ---- in words ---- */

Text
trainings_link(Arena *arena, RegionCode code, const char *below)
{
    return text_printf(arena, "/desk/trainings/%012lld%s", (long long)code, below);
}

Text
training_link(Arena *arena, int64_t id, const char *below)
{
    return text_printf(arena, "/desk/training/%lld%s", (long long)id, below);
}

Status
place_name_of(Ctx *ctx, RegionCode code, Text *out)
{
    Region place;

    *out = TR(ctx->lang, "整个平台");
    if (code == 0)
        return OK;
    TRY(region_get(ctx, code, &place));
    *out = place.name;
    return OK;
}

/* 90 as "1.5", 120 as "2". */
static Text
hours_words(Arena *arena, int64_t minutes)
{
    int64_t cents = minutes * CENTS / MINUTES;

    if (cents % CENTS == 0)
        return text_printf(arena, "%lld", (long long)(cents / CENTS));
    if (cents % 10 == 0)
        return text_printf(arena, "%lld.%lld", (long long)(cents / CENTS),
                           (long long)(cents % CENTS / 10));
    return text_printf(arena, "%lld.%02lld", (long long)(cents / CENTS),
                       (long long)(cents % CENTS));
}

/* The other way round; 0 for anything else. */
static int64_t
hours_minutes(Text typed)
{
    Text whole, part;
    int64_t hours, cents = 0;
    bool fraction = text_cut(typed, '.', &whole, &part);

    if (!text_to_i64(whole, &hours) || hours < 0 || hours > TRAINING_MINUTES_MAX)
        return 0;
    if (fraction && (part.len == 0 || part.len > 2 || !text_to_i64(part, &cents) || cents < 0))
        return 0;
    if (part.len == 1)
        cents *= 10;
    return hours * MINUTES + cents * MINUTES / CENTS;
}

TrainingLine
training_line(Ctx *ctx, const Training *training)
{
    return (TrainingLine){
        .link = T(""),
        .day = day_format(ctx->arena, training->day),
        .title = training->title,
        .trainer = training->trainer,
        .where = training->place,
        .hours = hours_words(ctx->arena, training->minutes),
        .audience = training->audience,
        .attended = training->attended,
        .counts = training->counts,
        .to_come = training->day > ctx_today(ctx),
    };
}

PersonLine
training_person(Ctx *ctx, const Trainee *who)
{
    return (PersonLine){
        .account = text_printf(ctx->arena, "%lld", (long long)who->account),
        .login = who->login,
        .name = who->name,
        .role = who->role < ROLE_COUNT ? tr_text(ctx->lang, role_title(who->role)) : T(""),
        .place = who->place,
        .trained_on =
            who->trained_day.set ? day_format(ctx->arena, (Day)who->trained_day.value) : T(""),
        .attended = who->attended,
    };
}

/* ---- a place ---- */

static Status
open_place(Ctx *ctx, const Request *req, Permission permission, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, out));
    return actor_require(ctx, permission, code);
}

/* Who works in one place goes there at once. */
static Status
own_place(Ctx *ctx, const Request *req, Response *res)
{
    HouseholdPlacesView view = {.title = TR(ctx->lang, "培训")};
    RegionCodes scopes = actor_scopes(ctx, CAN_READ_STAFF_PARTS);
    RegionCode code;

    if (scopes.len == 0)
        return DENIED;
    view.places.at = NEW_ARRAY(ctx->arena, HouseholdPlace, scopes.len);
    for (size_t i = 0; i < scopes.len; i++) {
        Text name;

        code = scopes.at[i];
        if (code == 0)
            TRY(region_top(ctx, &code));
        if (scopes.len == 1)
            return response_redirect(ctx, res, trainings_link(ctx->arena, code, ""));
        TRY(place_name_of(ctx, code, &name));
        view.places.at[view.places.len++] =
            (HouseholdPlace){trainings_link(ctx->arena, code, ""), name};
    }
    view.page = page_begin(ctx, req, view.title);
    response_page(ctx, req, res, html_resident_household_places, &view);
    return OK;
}

static TrainingLines
lines_of(Ctx *ctx, const Trainings *sessions, bool linked)
{
    TrainingLines lines = {.at = NEW_ARRAY(ctx->arena, TrainingLine, sessions->len)};

    for (size_t i = 0; i < sessions->len; i++) {
        lines.at[i] = training_line(ctx, &sessions->at[i]);
        if (linked)
            lines.at[i].link = training_link(ctx->arena, sessions->at[i].id, "");
    }
    lines.len = sessions->len;
    return lines;
}

/* A village holds none: what comes from above, and its own people. */
static Status
fill_village(Ctx *ctx, RegionCode code, TrainingsView *view)
{
    Trainings coming;
    Trainees people;

    TRY(training_coming(ctx, code, &coming));
    view->coming = lines_of(ctx, &coming, false);
    TRY(training_people(ctx, 0, code, T(""), TRAINING_PEOPLE_PAGE, &people));
    view->people.at = NEW_ARRAY(ctx->arena, PersonLine, people.len);
    for (size_t i = 0; i < people.len; i++)
        view->people.at[view->people.len++] = training_person(ctx, &people.at[i]);
    return OK;
}

static Status
fill_sessions(Ctx *ctx, const Request *req, RegionCode code, TrainingsView *view)
{
    Text cursor = request_query(req, "cursor");
    Trainings sessions;

    TRY(training_list(ctx, code, cursor, &sessions));
    view->sessions = lines_of(ctx, &sessions, true);
    view->later = !text_is_empty(cursor);
    if (sessions.next.at != NULL)
        view->next_link = text_printf(ctx->arena, "%.*s?cursor=%.*s", TEXT_ARGS(view->link),
                                      TEXT_ARGS(percent_encode(ctx->arena, sessions.next)));
    return OK;
}

static Status
fill_below(Ctx *ctx, RegionCode code, TrainingsView *view)
{
    PlaceFiguresList below;

    TRY(admin_figures_below(ctx, code, &below));
    view->below.at = NEW_ARRAY(ctx->arena, TrainedPlace, below.len);
    for (size_t i = 0; i < below.len; i++) {
        const AdminFigures *figures = &below.at[i].figures;

        view->below.at[view->below.len++] = (TrainedPlace){
            .link = trainings_link(ctx->arena, below.at[i].region, ""),
            .name = below.at[i].name,
            .total = figures->total,
            .trained = figures->trained,
            .untrained = figures->total - figures->trained,
            .sessions = figures->sessions,
        };
    }
    return OK;
}

static Status
place_page(Ctx *ctx, const Request *req, Response *res)
{
    TrainingsView view = {0};
    AdminFigures figures;
    Region place;

    TRY(open_place(ctx, req, CAN_READ_STAFF_PARTS, &place));
    TRY(admin_figures(ctx, place.code, &figures));
    view.place = place.name;
    view.link = trainings_link(ctx->arena, place.code, "");
    view.new_link = trainings_link(ctx->arena, place.code, "/new");
    view.is_village = place.level == LEVEL_VILLAGE;
    view.may_hold = !view.is_village && actor_may(ctx->actor, CAN_TRAIN, place.code);
    view.total = figures.total;
    view.trained = figures.trained;
    view.untrained = figures.total - figures.trained;
    view.held = figures.sessions;
    view.has_rule = place.level <= LEVEL_DISTRICT;
    view.may_rule = view.has_rule && view.may_hold;
    TRY(training_required(ctx, place.code, &view.required));
    if (view.is_village)
        TRY(fill_village(ctx, place.code, &view));
    else
        TRY(fill_sessions(ctx, req, place.code, &view));
    TRY(fill_below(ctx, place.code, &view));
    view.page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{place}的培训", {"place", place.name}));
    response_page(ctx, req, res, html_organisation_trainings, &view);
    return OK;
}

/* ---- the form ---- */

static Status
show_form(Ctx *ctx, const Request *req, Response *res, const Training *training, bool typed)
{
    TrainingLine line = training_line(ctx, training);
    TrainingFormView view = {
        .is_new = training->id == 0,
        .title = typed ? request_form(req, "title") : line.title,
        .day = typed                ? request_form(req, "day")
               : training->day == 0 ? T("")
                                    : line.day,
        .hours = typed                    ? request_form(req, "hours")
                 : training->minutes == 0 ? T("")
                                          : line.hours,
        .trainer = typed ? request_form(req, "trainer") : line.trainer,
        .where = typed ? request_form(req, "place") : line.where,
        .audience = typed ? request_form(req, "audience") : line.audience,
        .counts = training->counts,
        .title_error = ctx_problem_of(ctx, "title"),
        .day_error = ctx_problem_of(ctx, "day"),
        .hours_error = ctx_problem_of(ctx, "hours"),
        .trainer_error = ctx_problem_of(ctx, "trainer"),
        .where_error = ctx_problem_of(ctx, "place"),
        .audience_error = ctx_problem_of(ctx, "audience"),
    };

    TRY(place_name_of(ctx, training->region, &view.place));
    view.back_link = view.is_new ? trainings_link(ctx->arena, training->region, "")
                                 : training_link(ctx->arena, training->id, "");
    view.action = view.back_link;
    view.page = page_begin(ctx, req,
                           view.is_new ? TR(ctx->lang, "排一场培训") : TR(ctx->lang, "改这场培训"));
    TRY(training_desk_crumb(ctx, &view.page, training, &view.place));
    response_page(ctx, req, res, html_organisation_training_form, &view);
    return OK;
}

static Status
open_holder(Ctx *ctx, const Request *req, Region *out)
{
    TRY(open_place(ctx, req, CAN_TRAIN, out));
    return out->level == LEVEL_VILLAGE ? NOT_FOUND : OK;
}

static Status
new_page(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(open_holder(ctx, req, &place));
    return show_form(ctx, req, res, &(Training){.region = place.code, .counts = true}, false);
}

static Status
save(Ctx *ctx, const Request *req, Response *res, Training training)
{
    int64_t id;
    Status status;

    training.title = request_form(req, "title");
    training.trainer = request_form(req, "trainer");
    training.place = request_form(req, "place");
    training.audience = request_form(req, "audience");
    training.counts = text_eq(request_form(req, "counts"), T("1"));
    training.minutes = hours_minutes(text_trim(request_form(req, "hours")));
    if (!day_parse_loose(text_trim(request_form(req, "day")), &training.day))
        training.day = 0; /* told with the other fields */
    status = training_put(ctx, &training, &id);
    if (status == INVALID) {
        TRY(show_form(ctx, req, res, &training, true));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "已保存"));
    return response_redirect(ctx, res, training_link(ctx->arena, id, ""));
}

static Status
add(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(open_holder(ctx, req, &place));
    return save(ctx, req, res, (Training){.region = place.code});
}

static Status
edit_page(Ctx *ctx, const Request *req, Response *res)
{
    Training training;

    TRY(training_desk_open(ctx, req, &training));
    return show_form(ctx, req, res, &training, false);
}

static Status
change(Ctx *ctx, const Request *req, Response *res)
{
    Training training;

    TRY(training_desk_open(ctx, req, &training));
    return save(ctx, req, res, training);
}

/* ---- the rule ---- */

static Status
set_rule(Ctx *ctx, const Request *req, Response *res)
{
    bool required = text_eq(request_form(req, "required"), T("1"));
    Region place;

    TRY(open_place(ctx, req, CAN_TRAIN, &place));
    TRY(training_require(ctx, place.code, required));
    response_notice(ctx, req, res,
                    required ? TR(ctx->lang, "从现在起，没参加过培训的村（社区）管理员不能提交公开")
                             : TR(ctx->lang, "已取消：没参加过培训的人也能提交公开"));
    return response_redirect(ctx, res, trainings_link(ctx->arena, place.code, ""));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/trainings",             own_place,  ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/trainings/{code}",      place_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/trainings/{code}",      add,        ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/trainings/{code}/new",  new_page,   ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/trainings/{code}/rule", set_rule,   ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/training/{id}/edit",    edit_page,  ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/training/{id}",         change,     ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable training_desk_routes = {routes, sizeof routes / sizeof routes[0]};
