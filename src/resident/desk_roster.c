/*
 * The roster on the desk: people are found, entered, changed, and marked as gone.
 */
#include "resident/desk_roster.h"
#include "base/tr.h"
#include "resident/household_places.html.h"
#include "resident/resident_one.html.h"
#include "resident/residents.html.h"
#include "web/target.h"

enum { PLACES_MAX = 500 };

Text
roster_desk_link(Arena *arena, RegionCode code, const char *below)
{
    return text_printf(arena, "/desk/residents/%012lld%s", (long long)code, below);
}

Status
roster_desk_place(Ctx *ctx, const Request *req, Permission permission, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, out));
    TRY(actor_require(ctx, permission, code));
    return out->level == LEVEL_VILLAGE ? OK : NOT_FOUND;
}

void
roster_desk_crumb(Ctx *ctx, Page *page, const Region *place)
{
    page->crumbs.at = NEW_ARRAY(ctx->arena, Crumb, 1);
    page->crumbs.at[page->crumbs.len++] =
        (Crumb){TR_FORMAT(ctx->arena, ctx->lang, "{place}人口名册", {"place", place->name}),
                roster_desk_link(ctx->arena, place->code, "")};
}

static Text
person_link(Arena *arena, int64_t id)
{
    return text_printf(arena, "/desk/resident/%lld", (long long)id);
}

Text
roster_marks_words(Ctx *ctx, int64_t marks)
{
    Texts words = {.at = NEW_ARRAY(ctx->arena, Text, MARK_COUNT)};

    for (size_t bit = 0; bit < MARK_COUNT; bit++)
        if ((marks & ((int64_t)1 << bit)) != 0)
            words.at[words.len++] = tr_text(ctx->lang, resident_mark_title(bit));
    return text_join(ctx->arena, words, T("、"));
}

/* ---- lists ---- */

static Status
places_page(Ctx *ctx, const Request *req, Response *res)
{
    HouseholdPlacesView view = {.title = TR(ctx->lang, "人口名册")};
    RegionCodes scopes = actor_scopes(ctx, CAN_READ_ROSTER);
    Regions villages;

    if (scopes.len == 0)
        return DENIED;
    if (scopes.len == 1 && region_code_level(scopes.at[0]) == LEVEL_VILLAGE)
        return response_redirect(ctx, res, roster_desk_link(ctx->arena, scopes.at[0], ""));
    TRY(region_villages_all(ctx, scopes, PLACES_MAX, &villages));
    view.places.at = NEW_ARRAY(ctx->arena, HouseholdPlace, villages.len);
    for (size_t i = 0; i < villages.len; i++)
        view.places.at[view.places.len++] = (HouseholdPlace){
            roster_desk_link(ctx->arena, villages.at[i].code, ""), villages.at[i].name};
    view.page = page_begin(ctx, req, view.title);
    response_page(ctx, req, res, html_resident_household_places, &view);
    return OK;
}

static void
fill_line(Ctx *ctx, const Resident *person, ResidentLine *out)
{
    *out = (ResidentLine){
        .link = person_link(ctx->arena, person->id),
        .number = person->household_number,
        .name = person->name,
        .relation = person->relation,
        .born = text_printf(ctx->arena, "%lld", (long long)person->birth_year),
        .id_masked = person->id_masked,
        .phone = person->phone,
        .marks = roster_marks_words(ctx, person->marks),
        .registered = person->account != 0,
        .left = person->left_day.set,
        .child = !person->eligible && !person->left_day.set,
    };
}

static RosterShow
show_of(Text typed)
{
    if (text_eq(typed, T("unregistered")))
        return ROSTER_UNREGISTERED;
    return text_eq(typed, T("left")) ? ROSTER_LEFT : ROSTER_HERE;
}

static Status
fill_figures(Ctx *ctx, RegionCode code, ResidentsView *view)
{
    RosterFigures figures;
    JoinRequests waiting = {0};

    TRY(roster_figures(ctx, code, &figures));
    view->eligible = figures.eligible;
    view->registered = figures.registered;
    if (view->may_keep)
        TRY(join_waiting(ctx, code, &waiting));
    view->waiting = (int64_t)waiting.len;
    return OK;
}

static Status
list_page(Ctx *ctx, const Request *req, Response *res)
{
    ResidentsView view = {.words = text_trim(request_query(req, "q"))};
    RosterShow show = show_of(request_query(req, "show"));
    Text cursor = request_query(req, "cursor");
    Region place;
    Residents found;

    TRY(roster_desk_place(ctx, req, CAN_READ_ROSTER, &place));
    TRY(roster_list(ctx, place.code, show, view.words, cursor, &found));
    view.place = place.name;
    view.link = roster_desk_link(ctx->arena, place.code, "");
    view.may_keep = actor_may(ctx->actor, CAN_KEEP_ROSTER, place.code);
    view.here = show == ROSTER_HERE;
    view.unregistered = show == ROSTER_UNREGISTERED;
    view.left = show == ROSTER_LEFT;
    view.show = view.here ? T("") : request_query(req, "show");
    view.later = !text_is_empty(cursor);
    view.people.at = NEW_ARRAY(ctx->arena, ResidentLine, found.len);
    for (size_t i = 0; i < found.len; i++)
        fill_line(ctx, &found.at[i], &view.people.at[view.people.len++]);
    if (found.next.at != NULL)
        view.next_link =
            text_printf(ctx->arena, "%.*s?q=%.*s&show=%.*s&cursor=%.*s", TEXT_ARGS(view.link),
                        TEXT_ARGS(percent_encode(ctx->arena, view.words)), TEXT_ARGS(view.show),
                        TEXT_ARGS(percent_encode(ctx->arena, found.next)));
    TRY(fill_figures(ctx, place.code, &view));
    view.page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{place}人口名册", {"place", place.name}));
    res->uncacheable = true;
    response_page(ctx, req, res, html_resident_residents, &view);
    return OK;
}

/* ---- one ---- */

static void
fill_typed(const Request *req, ResidentView *view)
{
    view->number = request_form(req, "household_number");
    view->name = request_form(req, "name");
    view->relation = request_form(req, "relation");
    view->born = request_form(req, "birth_year");
    view->phone = request_form(req, "phone");
}

static void
fill_stored(Ctx *ctx, const Resident *person, ResidentView *view)
{
    view->number = person->household_number;
    view->name = person->name;
    view->relation = person->relation;
    view->phone = person->phone;
    if (person->birth_year != 0)
        view->born = text_printf(ctx->arena, "%lld", (long long)person->birth_year);
}

static void
fill_choices(Ctx *ctx, Gender gender, int64_t marks, ResidentView *view)
{
    view->male = gender == GENDER_MALE;
    view->female = gender == GENDER_FEMALE;
    view->marks.at = NEW_ARRAY(ctx->arena, MarkChoice, MARK_COUNT);
    for (size_t bit = 0; bit < MARK_COUNT; bit++)
        view->marks.at[view->marks.len++] = (MarkChoice){
            .value = text_printf(ctx->arena, "%zu", bit),
            .title = tr_text(ctx->lang, resident_mark_title(bit)),
            .checked = (marks & ((int64_t)1 << bit)) != 0,
        };
}

static void
fill_errors(const Ctx *ctx, ResidentView *view)
{
    view->number_error = ctx_problem_of(ctx, "household_number");
    view->name_error = ctx_problem_of(ctx, "name");
    view->relation_error = ctx_problem_of(ctx, "relation");
    view->born_error = ctx_problem_of(ctx, "birth_year");
    view->identity_error = ctx_problem_of(ctx, "identity");
    view->phone_error = ctx_problem_of(ctx, "phone");
}

/* person->id 0: the form of a new one; typed: what was sent stands in the form. */
static Status
show(Ctx *ctx, const Request *req, Response *res, const Resident *person, bool typed)
{
    ResidentView view = {.is_new = person->id == 0};
    Region place;

    TRY(region_get(ctx, person->region, &place));
    view.place = place.name;
    view.list_link = roster_desk_link(ctx->arena, place.code, "");
    view.action = view.is_new ? view.list_link : person_link(ctx->arena, person->id);
    view.may_keep = actor_may(ctx->actor, CAN_KEEP_ROSTER, place.code);
    view.id_masked = person->id_masked;
    view.registered = person->account != 0;
    if (person->joined_day.set)
        view.joined_on = day_format(ctx->arena, (Day)person->joined_day.value);
    view.left = person->left_day.set;
    if (view.left)
        view.left_on = day_format(ctx->arena, (Day)person->left_day.value);
    if (typed)
        fill_typed(req, &view);
    else
        fill_stored(ctx, person, &view);
    fill_choices(ctx, person->gender, person->marks, &view);
    fill_errors(ctx, &view);
    view.page = page_begin(ctx, req, view.is_new ? TR(ctx->lang, "登记一个人") : person->name);
    roster_desk_crumb(ctx, &view.page, &place);
    res->uncacheable = true;
    response_page(ctx, req, res, html_resident_resident_one, &view);
    return OK;
}

static Status
new_page(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(roster_desk_place(ctx, req, CAN_KEEP_ROSTER, &place));
    return show(ctx, req, res,
                &(Resident){.region = place.code,
                            .household_number = request_query(req, "household"),
                            .name = request_query(req, "name")},
                false);
}

static Status
open_person(Ctx *ctx, const Request *req, Resident *out)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    return roster_get(ctx, id, out);
}

static Status
person_page(Ctx *ctx, const Request *req, Response *res)
{
    Resident person;

    TRY(open_person(ctx, req, &person));
    return show(ctx, req, res, &person, false);
}

static int64_t
marks_sent(const Request *req)
{
    Texts sent = request_form_all(req, "marks");
    int64_t marks = 0;

    for (size_t i = 0; i < sent.len; i++) {
        int64_t bit;

        if (text_to_i64(sent.at[i], &bit) && bit >= 0 && bit < MARK_COUNT)
            marks |= (int64_t)1 << bit;
    }
    return marks;
}

static Status
save(Ctx *ctx, const Request *req, Response *res, Resident person)
{
    Text gender = request_form(req, "gender");
    Text born = text_trim(request_form(req, "birth_year"));
    int64_t id;
    Status status;

    person.household_number = request_form(req, "household_number");
    person.name = request_form(req, "name");
    person.relation = request_form(req, "relation");
    person.phone = request_form(req, "phone");
    person.gender = text_eq(gender, T("male"))     ? GENDER_MALE
                    : text_eq(gender, T("female")) ? GENDER_FEMALE
                                                   : GENDER_UNSAID;
    person.marks = marks_sent(req);
    person.birth_year = 0;
    if (born.len != 0 && !text_to_i64(born, &person.birth_year))
        person.birth_year = -1; /* told with the other fields */
    status = roster_put(ctx, &person, request_form(req, "identity"), &id);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &person, true));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "已保存"));
    return response_redirect(ctx, res,
                             person.id == 0 ? roster_desk_link(ctx->arena, person.region, "")
                                            : person_link(ctx->arena, id));
}

static Status
add(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(roster_desk_place(ctx, req, CAN_KEEP_ROSTER, &place));
    return save(ctx, req, res, (Resident){.region = place.code});
}

static Status
change(Ctx *ctx, const Request *req, Response *res)
{
    Resident person;

    TRY(open_person(ctx, req, &person));
    return save(ctx, req, res, person);
}

static Status
set_left(Ctx *ctx, const Request *req, Response *res, bool left)
{
    Resident person;
    Status status;

    TRY(open_person(ctx, req, &person));
    status = roster_set_left(ctx, person.id, left);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &person, false));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "已保存"));
    return response_redirect(ctx, res, person_link(ctx->arena, person.id));
}

static Status
mark_left(Ctx *ctx, const Request *req, Response *res)
{
    return set_left(ctx, req, res, true);
}

static Status
mark_back(Ctx *ctx, const Request *req, Response *res)
{
    return set_left(ctx, req, res, false);
}

/* Somebody else has registered as this person. */
static Status
untie(Ctx *ctx, const Request *req, Response *res)
{
    Resident person;

    TRY(open_person(ctx, req, &person));
    TRY(actor_require(ctx, CAN_KEEP_ROSTER, person.region));
    TRY(roster_unlink(ctx, person.id));
    response_notice(ctx, req, res, TR(ctx->lang, "那个账号不再是本村居民了"));
    return response_redirect(ctx, res, person_link(ctx->arena, person.id));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/residents",            places_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/residents/{code}",     list_page,   ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/residents/{code}",     add,         ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/residents/{code}/new", new_page,    ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/resident/{id}",        person_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/resident/{id}",        change,      ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/resident/{id}/left",   mark_left,   ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/resident/{id}/back",   mark_back,   ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/resident/{id}/untie",  untie,       ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable roster_desk_routes = {routes, sizeof routes / sizeof routes[0]};
