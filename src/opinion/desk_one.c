/*
 * One opinion on the desk: what was said, how the clock stands, what was done, what may be done.
 */
#include "base/tr.h"
#include "notify/notify.h"
#include "opinion/ask.h"
#include "opinion/desk_look.html.h"
#include "opinion/desk_one.html.h"
#include "opinion/desk_parts.h"

enum { FACTS_MAX = 12, STANDARDS_SHOWN_MAX = 40 };

Status
opinion_desk_open(Ctx *ctx, const Request *req, Opinion *out)
{
    int64_t id;

    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(opinion_get(ctx, id, (Texts){0}, out));
    if (out->sight == SEES_STAFF || out->sight == SEES_HANDLER)
        return OK;
    /* Staff who asked something themselves see it as anybody who asks, but in its place. */
    if (out->sight == SEES_SENDER && out->kind != OPINION_MISCONDUCT &&
        actor_may(ctx->actor, CAN_READ_OPINIONS, out->region))
        return OK;
    return NOT_FOUND;
}

/* ---- what was said ---- */

static void
add_fact(OpinionOneView *view, Text name, Text value, Text link)
{
    if (!text_is_empty(value) && view->facts.len < FACTS_MAX)
        view->facts.at[view->facts.len++] = (OpinionFact){name, value, link};
}

static void
fill_source(Ctx *ctx, const Opinion *opinion, OpinionOneView *view)
{
    if (opinion->source == SOURCE_DISCLOSURE || opinion->source == SOURCE_NOTICE)
        add_fact(view, TR(ctx->lang, "说的是"),
                 opinion->source == SOURCE_NOTICE ? TR(ctx->lang, "公示里的这一条")
                                                  : TR(ctx->lang, "公开的这一条"),
                 desk_link(ctx->arena, opinion->source_id, ""));
    if (opinion->source == SOURCE_ENTRY)
        add_fact(view, TR(ctx->lang, "说的是"), TR(ctx->lang, "村账里的这一笔"),
                 text_printf(ctx->arena, "/desk/e/%lld", (long long)opinion->source_id));
}

/* The last day and the hour at which it ends: 2023年6月8日 24:00 前. */
static Text
until_words(Ctx *ctx, Time due)
{
    Day day = day_of(due - 1);
    int64_t hour = due == day_start(day + 1) ? 24 : (due - day_start(day)) / 3600;

    return TR_FORMAT(ctx->arena, ctx->lang, "{day} {hour}:00 前", {"day", desk_day(ctx, day)},
                     {"hour", desk_number(ctx->arena, hour)});
}

static void
fill_clock(Ctx *ctx, const Opinion *opinion, OpinionOneView *view)
{
    add_fact(view, TR(ctx->lang, "收到"), time_format_minute(ctx->arena, opinion->received_at),
             (Text){0});
    if (opinion->replied_at.set)
        add_fact(view, TR(ctx->lang, "第一次答复"),
                 time_format_minute(ctx->arena, opinion->replied_at.value), (Text){0});
    else
        add_fact(view, TR(ctx->lang, "应答复"), until_words(ctx, opinion->reply_due), (Text){0});
    if (opinion->resolved_at.set)
        add_fact(view, TR(ctx->lang, "办结"),
                 time_format_minute(ctx->arena, opinion->resolved_at.value), (Text){0});
    else
        add_fact(view, TR(ctx->lang, "应办结"), until_words(ctx, opinion->resolve_due), (Text){0});
    if (opinion->extension_days != 0)
        add_fact(view, TR(ctx->lang, "延期"),
                 TR_FORMAT(ctx->arena, ctx->lang, "已同意延 {days} 天",
                           {"days", desk_number(ctx->arena, opinion->extension_days)}),
                 (Text){0});
}

/* Whoever calls back sees how often nobody answered. */
static void
fill_facts(Ctx *ctx, const Opinion *opinion, OpinionOneView *view)
{
    view->facts.at = NEW_ARRAY(ctx->arena, OpinionFact, FACTS_MAX);
    fill_clock(ctx, opinion, view);
    fill_source(ctx, opinion, view);
    add_fact(view, TR(ctx->lang, "在哪里"), opinion->place, (Text){0});
    if (opinion->latitude_e6.set && opinion->longitude_e6.set)
        add_fact(view, TR(ctx->lang, "位置"),
                 text_printf(ctx->arena, "%.5f, %.5f", (double)opinion->latitude_e6.value / 1e6,
                             (double)opinion->longitude_e6.value / 1e6),
                 (Text){0});
    if (opinion->kind != OPINION_MISCONDUCT)
        add_fact(view, TR(ctx->lang, "群众选的"),
                 opinion->open ? (opinion->shown ? TR(ctx->lang, "公开，大家看得到")
                                                 : TR(ctx->lang, "公开，答复后大家看得到"))
                               : TR(ctx->lang, "不公开"),
                 (Text){0});
    if (opinion->supporters != 0)
        add_fact(view, TR(ctx->lang, "也遇到的"),
                 TR_FORMAT(ctx->arena, ctx->lang, "{count} 人",
                           {"count", desk_number(ctx->arena, opinion->supporters)}),
                 (Text){0});
    if (opinion->visit_tries != 0)
        add_fact(view, TR(ctx->lang, "回访"),
                 TR_FORMAT(ctx->arena, ctx->lang, "打了 {count} 次没有联系上",
                           {"count", desk_number(ctx->arena, opinion->visit_tries)}),
                 (Text){0});
}

static void
fill_sender(Ctx *ctx, const Opinion *opinion, OpinionOneView *view)
{
    if (opinion->sight != SEES_HANDLER) {
        view->sender = TR(ctx->lang, "姓名和电话只有办理的单位看得到");
        return;
    }
    view->sender = opinion->sender_name;
    view->phone = opinion->sender_phone;
    if (!text_is_empty(view->phone))
        view->phone_link = text_printf(ctx->arena, "tel:%.*s", TEXT_ARGS(view->phone));
    if (text_is_empty(view->sender))
        view->sender = tr_text(ctx->lang, opinion_sender_title(opinion->sender));
    if (opinion->filed_by != 0)
        view->sender =
            TR_FORMAT(ctx->arena, ctx->lang, "{name}（工作人员代为反映）", {"name", view->sender});
}

static Status
fill_photos(Ctx *ctx, const Opinion *opinion, OpinionOneView *view)
{
    OpinionPhotos photos;

    TRY(opinion_photos(ctx, opinion, &photos));
    view->photos.at = NEW_ARRAY(ctx->arena, OpinionPhotoLine, photos.len);
    for (size_t i = 0; i < photos.len; i++) {
        const OpinionPhoto *photo = &photos.at[i];
        OpinionPhotoLine *line = &view->photos.at[view->photos.len++];

        line->number = (int)i + 1;
        if (photo->state != ATTACHMENT_SAFE) {
            line->words = photo->state == ATTACHMENT_REFUSED ? TR(ctx->lang, "这张照片不能用")
                                                             : TR(ctx->lang, "照片正在处理");
            continue;
        }
        line->link =
            text_printf(ctx->arena, "%.*s/photo/%lld", TEXT_ARGS(view->link), (long long)photo->id);
        line->thumb = text_printf(ctx->arena, "%.*s/thumb", TEXT_ARGS(line->link));
    }
    if (photos.len != 0)
        view->photos_note =
            opinion->photos_shown ? TR(ctx->lang, "照片大家看得到") : TR(ctx->lang, "照片没有公开");
    return OK;
}

/* ---- what was done ---- */

static Status
fill_steps(Ctx *ctx, const Opinion *opinion, OpinionOneView *view)
{
    OpinionEvents events;

    TRY(opinion_events(ctx, opinion, &events));
    view->steps.at = NEW_ARRAY(ctx->arena, OpinionStep, events.len);
    for (size_t i = 0; i < events.len; i++) {
        const OpinionEvent *event = &events.at[events.len - 1 - i]; /* newest first */
        OpinionStep *step = &view->steps.at[view->steps.len++];

        *step = (OpinionStep){
            .when = time_format_minute(ctx->arena, event->at),
            .what = tr_text(ctx->lang, opinion_event_title(event->kind)),
            .who = event->office_name,
            .note = event->note,
            .internal = !event->open,
        };
        if (!text_is_empty(event->person))
            step->who = text_is_empty(step->who)
                            ? event->person
                            : text_printf(ctx->arena, "%.*s · %.*s", TEXT_ARGS(step->who),
                                          TEXT_ARGS(event->person));
    }
    return OK;
}

/* Why it lies here: it came up, or it was not settled the first time. */
static void
fill_state(Ctx *ctx, const Opinion *opinion, OpinionOneView *view)
{
    bool open = opinion_state_is_open(opinion->state);

    opinion_due(ctx, opinion, &view->due);
    opinion_tags(ctx, opinion, &view->tags);
    if (open && opinion->kind != OPINION_MISCONDUCT)
        view->office = TR_FORMAT(ctx->arena, ctx->lang, "现在由{office}办理",
                                 {"office", opinion_place_name(ctx, opinion->office)});
    if (open && opinion->late_resolve)
        view->urgent = TR(ctx->lang, "七天没有办结，转到区里督办，纪检监察也看得到。");
    else if (open && opinion->reopened != 0)
        view->urgent = TR(ctx->lang, "群众说没办好，由上级重新办。请先看上次的答复和群众的话。");
    else if (open && opinion->late_reply)
        view->urgent = TR(ctx->lang, "收到的当天没有答复，转到了上级。");
    if (open && opinion->extension_asked != 0)
        view->extension = TR_FORMAT(ctx->arena, ctx->lang, "申请延期 {days} 天：{reason}",
                                    {"days", desk_number(ctx->arena, opinion->extension_asked)},
                                    {"reason", opinion->extension_reason});
}

/* Others of the place about the same, to be joined: not those that nothing may be joined to. */
static Status
fill_similar(Ctx *ctx, const Opinion *opinion, OpinionOneView *view)
{
    Opinions found;
    Opinions others;

    if (text_is_empty(view->merge_link))
        return OK;
    TRY(opinion_similar(ctx, opinion->region, opinion->body, &found));
    others = (Opinions){.at = NEW_ARRAY(ctx->arena, Opinion, found.len)};
    for (size_t i = 0; i < found.len; i++)
        if (found.at[i].id != opinion->id &&
            (opinion_state_is_open(found.at[i].state) || found.at[i].state == OPINION_RESOLVED))
            others.at[others.len++] = found.at[i];
    opinion_rows(ctx, &view->page, opinion->region, &others, &view->similar);
    for (size_t i = 0; i < view->similar.len; i++)
        view->similar.at[i].join =
            text_printf(ctx->arena, "%.*s%.*s#merge_number", TEXT_ARGS(view->merge_link),
                        TEXT_ARGS(others.at[i].number));
    return OK;
}

/* ---- answering ---- */

static Status
fill_standards(Ctx *ctx, const Request *req, const Opinion *opinion, OpinionOneView *view)
{
    StandardAnswers answers;
    int64_t chosen = 0;

    if (opinion->kind == OPINION_MISCONDUCT)
        return OK;
    TRY(opinion_standard_list(ctx, opinion->office, &answers));
    (void)!text_to_i64(request_query(req, "standard"), &chosen);
    view->standards.at = NEW_ARRAY(ctx->arena, StandardChoice, STANDARDS_SHOWN_MAX);
    for (size_t i = 0; i < answers.len && view->standards.len < STANDARDS_SHOWN_MAX; i++) {
        const StandardAnswer *answer = &answers.at[i];

        view->standards.at[view->standards.len++] =
            (StandardChoice){answer->title,
                             text_printf(ctx->arena, "%.*s?standard=%lld#reply_answer",
                                         TEXT_ARGS(view->link), (long long)answer->id),
                             answer->body};
        if (answer->id == chosen && text_is_empty(view->answer_field.value))
            view->answer_field.value = answer->body;
    }
    view->answers_link = opinions_desk_link(ctx->arena, opinion->office, "/answers");
    return OK;
}

static Status
fill_answer(Ctx *ctx, const Request *req, const Opinion *opinion, const char *deed,
            OpinionOneView *view)
{
    if (!view->may_answer)
        return OK;
    view->answer_field = (DeedField){
        .id = T("reply_answer"),
        .error = ctx_problem_of(ctx, "reply_answer"),
        .rows = 5,
        .chars_max = OPINION_ANSWER_CHARS_MAX,
    };
    if (deed != NULL && text_eq(text_c(deed), T("reply"))) {
        view->answer_field.value = request_form(req, "reply_answer");
        view->answer_settles = text_eq(request_form(req, "reply_settles"), T("1"));
    }
    return fill_standards(ctx, req, opinion, view);
}

/* ---- the page ---- */

/* Whether the form that came too late stands on the page again, with what was typed in it. */
static bool
has_form(const char *deed, const OpinionOneView *view)
{
    const DeedForms *lists[] = {&view->first, &view->main, &view->other};

    if (text_eq(text_c(deed), T("reply")))
        return view->may_answer;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        for (size_t j = 0; j < lists[i]->len; j++)
            if (lists[i]->at[j].open)
                return true;
    return false;
}

/* What somebody wrote whose form came too late: nobody types it twice. */
static void
fill_conflict(Ctx *ctx, const Request *req, const char *deed, OpinionOneView *view)
{
    static const char *const words[] = {"reply_answer",     "resolve_outcome", "pass_note",
                                        "extension_reason", "decide_reason",   "move_note",
                                        "refer_where",      "hide_reason",     "visit_words"};

    view->conflict =
        TR_FORMAT(ctx->arena, ctx->lang,
                  "您打开这一页以后，有人办过这一条，刚才的操作没有生效。现在：{state}",
                  {"state", view->due.words});
    for (size_t i = 0; i < sizeof words / sizeof words[0] && !has_form(deed, view); i++)
        if (text_starts(text_c(words[i]), text_c(deed)))
            view->kept = text_trim(request_form(req, words[i]));
}

static Status
fill_follow(Ctx *ctx, const Opinion *opinion, OpinionOneView *view)
{
    Subscription subscription = {
        .kind = SUBSCRIBE_OPINION, .region = opinion->region, .subject = opinion->id};

    if (opinion->kind == OPINION_MISCONDUCT)
        return OK;
    TRY(notify_is_subscribed(ctx, &subscription, &view->follows));
    view->follow_action = text_printf(ctx->arena, "%.*s/follow", TEXT_ARGS(view->link));
    return OK;
}

Status
opinion_show(Ctx *ctx, const Request *req, Response *res, const Opinion *opinion, const char *deed,
             bool conflict)
{
    OpinionOneView view = {
        .sealed = opinion->kind == OPINION_MISCONDUCT,
        .number = opinion->number,
        .title = opinion->kind == OPINION_MISCONDUCT ? TR(ctx->lang, "举报") : opinion->title,
        .body = opinion->body,
        .lock = desk_number(ctx->arena, opinion->lock),
        .link = opinion_desk_link(ctx->arena, opinion->id, ""),
        .place = opinion_place_name(ctx, opinion->region),
        .answer = opinion->answer,
    };

    fill_facts(ctx, opinion, &view);
    fill_sender(ctx, opinion, &view);
    fill_state(ctx, opinion, &view);
    TRY(fill_photos(ctx, opinion, &view));
    TRY(fill_steps(ctx, opinion, &view));
    TRY(fill_follow(ctx, opinion, &view));
    view.page = page_begin(
        ctx, req,
        TR_FORMAT(ctx->arena, ctx->lang, "群众意见 {number}", {"number", opinion->number}));
    TRY(opinion_forms(ctx, req, opinion, deed, &view));
    TRY(fill_answer(ctx, req, opinion, deed, &view));
    TRY(fill_similar(ctx, opinion, &view));
    if (conflict)
        fill_conflict(ctx, req, deed, &view);
    opinion_crumbs(ctx, &view.page, view.place,
                   opinions_desk_link(ctx->arena, opinion->region, ""));
    res->uncacheable = true;
    response_page(ctx, req, res, html_opinion_desk_one, &view);
    return OK;
}

/* Opening a report of misconduct is a deed of its own, which is recorded. */
static Status
ask_to_look(Ctx *ctx, const Request *req, Response *res, const Opinion *opinion)
{
    OpinionLookView view = {
        .action = opinion_desk_link(ctx->arena, opinion->id, "/look"),
        .back = T("/desk/opinions"),
    };

    view.page = page_begin(ctx, req, TR(ctx->lang, "打开举报"));
    res->uncacheable = true;
    response_page(ctx, req, res, html_opinion_desk_look, &view);
    return OK;
}

Status
opinion_one_page(Ctx *ctx, const Request *req, Response *res)
{
    Opinion opinion;

    TRY(opinion_desk_open(ctx, req, &opinion));
    if (opinion.kind == OPINION_MISCONDUCT)
        return ask_to_look(ctx, req, res, &opinion);
    return opinion_show(ctx, req, res, &opinion, NULL, false);
}

Status
opinion_look_deed(Ctx *ctx, const Request *req, Response *res)
{
    Opinion opinion;

    TRY(opinion_desk_open(ctx, req, &opinion));
    if (opinion.kind != OPINION_MISCONDUCT)
        return NOT_FOUND;
    TRY(opinion_look(ctx, opinion.id));
    return opinion_show(ctx, req, res, &opinion, NULL, false);
}

enum { READ = ROUTE_READ | ROUTE_STAFF, WRITE = ROUTE_WRITE | ROUTE_STAFF };

static const Route routes[] = {
    {METHOD_GET,  "/desk/opinion/{id}",                     opinion_one_page,   READ },
    {METHOD_GET,  "/desk/opinion/{id}/photo/{photo}",       opinion_photo_page, READ },
    {METHOD_GET,  "/desk/opinion/{id}/photo/{photo}/thumb", opinion_thumb_page, READ },
    {METHOD_POST, "/desk/opinion/{id}/look",                opinion_look_deed,  WRITE},
    {METHOD_POST, "/desk/opinion/{id}/reply",               opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/resolve",             opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/pass",                opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/take",                opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/extension",           opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/decide",              opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/merge",               opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/move",                opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/refer",               opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/note",                opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/subject",             opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/subject-gone",        opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/petition",            opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/petition-settled",    opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/hide",                opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/show",                opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/photos",              opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/visit",               opinion_deed,       WRITE},
    {METHOD_POST, "/desk/opinion/{id}/follow",              opinion_deed,       WRITE},
};

const RouteTable opinion_one_desk_routes = ROUTES(routes);
