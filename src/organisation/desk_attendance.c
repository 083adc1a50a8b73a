/*
 * One session on the desk: who was there, and the list that they sign.
 */
#include "base/tr.h"
#include "media/sign_list.h"
#include "organisation/desk.h"
#include "organisation/training_one.html.h"
#include "web/target.h"

enum { BLANK_ROWS = 5 /* for who comes unasked */ };

Status
training_desk_open(Ctx *ctx, const Request *req, Training *out)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(training_get(ctx, id, out));
    return actor_require(ctx, CAN_TRAIN, out->region);
}

Status
training_desk_crumb(Ctx *ctx, Page *page, const Training *training, Text *place_out)
{
    TRY(place_name_of(ctx, training->region, place_out));
    page->crumbs.at = NEW_ARRAY(ctx->arena, Crumb, 1);
    page->crumbs.at[page->crumbs.len++] =
        (Crumb){TR_FORMAT(ctx->arena, ctx->lang, "{place}的培训", {"place", *place_out}),
                trainings_link(ctx->arena, training->region, "")};
    return OK;
}

/* ---- the page ---- */

/* Whose people are shown: a place at or below the one that holds it. */
static RegionCode
chosen_place(const Training *training, Text typed)
{
    RegionCode code;

    return region_code_parse(typed, &code) && region_contains(training->region, code)
               ? code
               : training->region;
}

static Text
people_link(Ctx *ctx, const Training *training, RegionCode place, Text cursor)
{
    return text_printf(ctx->arena, "/desk/training/%lld?place=%012lld%s%.*s",
                       (long long)training->id, (long long)place, cursor.len != 0 ? "&cursor=" : "",
                       TEXT_ARGS(percent_encode(ctx->arena, cursor)));
}

/* A district has many people: one township after another. */
static Status
fill_tabs(Ctx *ctx, const Training *training, RegionCode chosen, TrainingView *view)
{
    Regions below = {0};

    if (region_code_level(training->region) < LEVEL_TOWNSHIP)
        TRY(region_children(ctx, training->region, &below));
    if (below.len == 0)
        return OK;
    view->tabs.at = NEW_ARRAY(ctx->arena, PlaceTab, below.len + 1);
    view->tabs.at[view->tabs.len++] =
        (PlaceTab){people_link(ctx, training, training->region, T("")), TR(ctx->lang, "全部"),
                   chosen == training->region};
    for (size_t i = 0; i < below.len; i++)
        if (!below.at[i].closed_day.set)
            view->tabs.at[view->tabs.len++] =
                (PlaceTab){people_link(ctx, training, below.at[i].code, T("")), below.at[i].name,
                           chosen == below.at[i].code};
    return OK;
}

static Status
fill_people(Ctx *ctx, const Training *training, Text place, Text cursor, TrainingView *view)
{
    RegionCode chosen = chosen_place(training, place);
    Trainees people;

    TRY(training_people(ctx, training->id, chosen, cursor, TRAINING_PEOPLE_PAGE, &people));
    view->chosen = region_code_format(ctx->arena, chosen);
    view->cursor = cursor.at != NULL ? cursor : T("");
    view->later = view->cursor.len != 0;
    view->first_link = people_link(ctx, training, chosen, T(""));
    if (people.next.at != NULL)
        view->next_link = people_link(ctx, training, chosen, people.next);
    view->people.at = NEW_ARRAY(ctx->arena, PersonLine, people.len);
    for (size_t i = 0; i < people.len; i++)
        view->people.at[view->people.len++] = training_person(ctx, &people.at[i]);
    return fill_tabs(ctx, training, chosen, view);
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Training *training, Text place, Text cursor)
{
    TrainingView view = {
        .training = training_line(ctx, training),
        .list_link = trainings_link(ctx->arena, training->region, ""),
        .link = training_link(ctx->arena, training->id, ""),
        .may_hold = actor_may(ctx->actor, CAN_TRAIN, training->region),
    };

    view.may_remove = view.may_hold && training->attended == 0;
    if (view.may_hold && !view.training.to_come)
        TRY(fill_people(ctx, training, place, cursor, &view));
    view.people_error = ctx_problem_of(ctx, "people");
    view.page = page_begin(ctx, req, training->title);
    TRY(training_desk_crumb(ctx, &view.page, training, &view.place));
    response_page(ctx, req, res, html_organisation_training_one, &view);
    return OK;
}

static Status
one_page(Ctx *ctx, const Request *req, Response *res)
{
    Training training;
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(training_get(ctx, id, &training));
    return show(ctx, req, res, &training, request_query(req, "place"),
                request_query(req, "cursor"));
}

/* ---- who was there ---- */

static bool
is_among(const Texts *list, Text wanted)
{
    for (size_t i = 0; i < list->len; i++)
        if (text_eq(list->at[i], wanted))
            return true;
    return false;
}

/* Everybody who stood on the page: ticked, or not. */
static Status
marks_sent(Ctx *ctx, const Request *req, Attendance **marks_out, size_t *len_out)
{
    Texts shown = request_form_all(req, "shown");
    Texts present = request_form_all(req, "present");
    bool all = text_eq(request_form(req, "all"), T("1"));

    if (shown.len > TRAINING_PEOPLE_PAGE)
        return ctx_problem(ctx, "people", TR(ctx->lang, "名单里有不归这里的人，请刷新后再勾"));
    *marks_out = NEW_ARRAY(ctx->arena, Attendance, shown.len);
    *len_out = 0;
    for (size_t i = 0; i < shown.len; i++) {
        Attendance *mark = &(*marks_out)[(*len_out)++];

        if (!text_to_i64(shown.at[i], &mark->account))
            return ctx_problem(ctx, "people", TR(ctx->lang, "名单里有不归这里的人，请刷新后再勾"));
        mark->attended = all || is_among(&present, shown.at[i]);
    }
    return OK;
}

static Status
attend(Ctx *ctx, const Request *req, Response *res)
{
    Training training;
    Attendance *marks = NULL;
    size_t len = 0;
    int64_t changed;
    Status status;

    TRY(training_desk_open(ctx, req, &training));
    status = marks_sent(ctx, req, &marks, &len);
    if (status == OK)
        status = training_attend(ctx, training.id, marks, len, &changed);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &training, request_form(req, "place"), T("")));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res,
                    TR_FORMAT(ctx->arena, ctx->lang, "已保存，改了 {count} 人",
                              {"count", text_printf(ctx->arena, "%lld", (long long)changed)}));
    return response_redirect(ctx, res,
                             people_link(ctx, &training,
                                         chosen_place(&training, request_form(req, "place")),
                                         request_form(req, "cursor")));
}

static Status
remove_session(Ctx *ctx, const Request *req, Response *res)
{
    Training training;
    Status status;

    TRY(training_desk_open(ctx, req, &training));
    status = training_remove(ctx, training.id);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &training, (Text){0}, (Text){0}));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "已删去"));
    return response_redirect(ctx, res, trainings_link(ctx->arena, training.region, ""));
}

/* ---- on paper: Chinese, whatever language the clerk reads in ---- */

static Text
fact(Arena *arena, const char *what, Text value)
{
    return value.len != 0 ? text_printf(arena, "%s%.*s", what, TEXT_ARGS(value)) : T("");
}

static Status
fill_list(Ctx *ctx, const Training *training, const Trainees *people, bool to_sign, SignList *list)
{
    TrainingLine line = training_line(ctx, training);
    Text place;

    TRY(place_name_of(ctx, training->region, &place));
    *list = (SignList){
        .title = text_printf(ctx->arena, "%.*s%s", TEXT_ARGS(training->title),
                             to_sign ? "签到表" : "参加人员名单"),
        .facts = {fact(ctx->arena, "主办：", place), fact(ctx->arena, "时间：", line.day),
                  fact(ctx->arena, "地点：", training->place),
                  fact(ctx->arena, "主讲：", training->trainer),
                  fact(ctx->arena, "参加对象：", training->audience),
                  text_printf(ctx->arena, "时长：%.*s 小时", TEXT_ARGS(line.hours))},
        .number_is = T("序号"),
        .head = {T("姓名"),    T("职责"),      T("单位")                     },
        .sign_is = T("签名"),
        .page_is = T("第 {page} 页，共 {pages} 页"),
        .rows = NEW_ARRAY(ctx->arena, SignRow, people->len),
        .blanks = to_sign ? BLANK_ROWS : 0,
    };
    for (size_t i = 0; i < people->len; i++)
        list->rows[list->len++] = (SignRow){
            {people->at[i].name,
             people->at[i].role < ROLE_COUNT ? text_c(role_title(people->at[i].role)) : T(""),
             people->at[i].place}
        };
    return OK;
}

static Status
list_pdf(Ctx *ctx, const Request *req, Response *res)
{
    bool to_sign = !text_eq(request_query(req, "who"), T("attended"));
    Training training;
    Trainees people;
    SignList list;
    Text pdf;

    TRY(training_desk_open(ctx, req, &training));
    if (to_sign)
        TRY(training_people(ctx, training.id, training.region, T(""),
                            TRAINING_PEOPLE_MAX - BLANK_ROWS, &people));
    else
        TRY(training_attended(ctx, &training, TRAINING_PEOPLE_MAX, &people));
    TRY(fill_list(ctx, &training, &people, to_sign, &list));
    TRY(sign_list_pdf(ctx->arena, &list, &pdf));
    res->type = T("application/pdf");
    res->body = pdf;
    res->uncacheable = true;
    response_header(res, T("Content-Disposition"),
                    text_printf(ctx->arena, "attachment; filename=\"training-%lld.pdf\"",
                                (long long)training.id));
    return OK;
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/training/{id}",            one_page,       ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/training/{id}/attendance", attend,         ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/training/{id}/remove",     remove_session, ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/training/{id}/list.pdf",   list_pdf,       ROUTE_READ | ROUTE_STAFF },
};

const RouteTable attendance_desk_routes = {routes, sizeof routes / sizeof routes[0]};
