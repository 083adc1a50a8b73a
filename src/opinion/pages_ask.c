/*
 * Asking: where it begins, and the first step, what it is about.
 */
#include "opinion/pages_ask.h"
#include "base/tr.h"
#include "disclosure/pages_shared.h"
#include "opinion/ask_gone.html.h"
#include "opinion/ask_similar.html.h"
#include "opinion/ask_start.html.h"
#include "opinion/ask_what.html.h"

enum { ASK_COOKIE_SECONDS = OPINION_DRAFT_DAYS * SECONDS_PER_DAY, GO_ON_CHARS = 20 };

static const char *const kind_icons[OPINION_KINDS] = {
    [OPINION_QUESTION] = "message-question",
    [OPINION_SUGGESTION] = "message-2",
    [OPINION_COMPLAINT] = "camera",
    [OPINION_MISCONDUCT] = "shield-check",
};

static const struct {
    const char *field;
    OpinionSource source;
} source_fields[] = {
    {"d",      SOURCE_DISCLOSURE},
    {"notice", SOURCE_NOTICE    },
    {"e",      SOURCE_ENTRY     },
};

/* From the address of a link, or from the form that went on from there. */
static AskSource
source_of(const Request *req)
{
    for (size_t i = 0; i < sizeof source_fields / sizeof source_fields[0]; i++) {
        const char *field = source_fields[i].field;
        Text value =
            req->method == METHOD_POST ? request_form(req, field) : request_query(req, field);
        int64_t id;

        if (text_to_i64(value, &id) && id > 0)
            return (AskSource){source_fields[i].source, id, text_c(field), value};
    }
    return (AskSource){0};
}

/* ---- where it begins ---- */

static void
fill_kinds(Ctx *ctx, const Region *place, OpinionKind chosen, AskChoices *out)
{
    out->at = NEW_ARRAY(ctx->arena, AskChoice, OPINION_KINDS);
    for (int kind = 0; kind < OPINION_KINDS; kind++) {
        const char *name = opinion_kind_name((OpinionKind)kind);

        out->at[out->len++] = (AskChoice){
            .value = text_c(name),
            .name = tr_text(ctx->lang, opinion_kind_title((OpinionKind)kind)),
            .hint = tr_text(ctx->lang, opinion_kind_hint((OpinionKind)kind)),
            .icon = kind_icons[kind],
            .link = text_printf(ctx->arena, "%.*s?kind=%s",
                                TEXT_ARGS(voice_place_link(ctx->arena, place->code, "/ask")), name),
            .chosen = kind == (int)chosen,
            .first = kind == 0,
        };
    }
}

/* A draft that waits on this phone: where it goes on. */
static Status
fill_go_on(Ctx *ctx, const Request *req, const Region *place, AskStartView *view)
{
    static const char *const links[] = {"/ask/what", "/ask/where", "/ask/who", "/ask/check"};
    Asking asking;
    int64_t step;
    Status status = ask_open(ctx, req, &asking);

    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    step = asking.draft.step < 1           ? 1
           : asking.draft.step > ASK_STEPS ? ASK_STEPS
                                           : asking.draft.step;
    view->go_on = text_c(links[step - 1]);
    /* Who takes up the phone next need not read what somebody is about to report. */
    if (asking.draft.kind != OPINION_MISCONDUCT)
        view->go_on_title = text_first_chars(asking.draft.body, GO_ON_CHARS);
    view->elsewhere = asking.place.code != place->code;
    view->go_on_place = asking.place.name;
    return OK;
}

static Status
show_start(Ctx *ctx, const Request *req, Response *res, const Region *place)
{
    AskStartView view = {
        .place = place->name,
        .place_link = voice_place_link(ctx->arena, place->code, ""),
        .board_link = voice_place_link(ctx->arena, place->code, "/opinions"),
    };

    TRY(pages_begin(ctx, req, place, TR(ctx->lang, "有话直说"), &view.page));
    fill_kinds(ctx, place, OPINION_KINDS, &view.kinds);
    TRY(fill_go_on(ctx, req, place, &view));
    if (view.go_on.at != NULL)
        res->uncacheable = true;
    response_page(ctx, req, res, html_opinion_ask_start, &view);
    return OK;
}

/* ---- what ---- */

static void
fill_topics(Ctx *ctx, Text chosen, AskChoices *out)
{
    out->at = NEW_ARRAY(ctx->arena, AskChoice, OPINION_TOPICS);
    for (int topic = 0; topic < OPINION_TOPICS; topic++) {
        Text value = text_c(opinion_topic_name((OpinionTopic)topic));

        out->at[out->len++] = (AskChoice){
            .value = value,
            .name = tr_text(ctx->lang, opinion_topic_title((OpinionTopic)topic)),
            .chosen = text_eq(value, chosen),
        };
    }
}

static OpinionTopic
likely_topic(OpinionKind kind, OpinionSource source)
{
    if (source == SOURCE_ENTRY)
        return TOPIC_MONEY;
    return kind == OPINION_MISCONDUCT ? TOPIC_CONDUCT : TOPIC_OTHER;
}

static Status
show_what(Ctx *ctx, const Request *req, Response *res, const Region *place,
          const OpinionDraft *draft, AskSource source)
{
    bool posted = req->method == METHOD_POST;
    OpinionKind kind = draft->kind;
    Text topic = text_c(opinion_topic_name(draft->topic));
    AskWhatView view = {
        .source_field = source.field,
        .source_value = source.value,
        .fresh = draft->id == 0,
        .body = posted ? request_form(req, "body") : draft->body,
        .body_max = OPINION_BODY_CHARS_MAX,
        .kind_error = ctx_problem_of(ctx, "kind"),
        .topic_error = ctx_problem_of(ctx, "topic"),
        .body_error = ctx_problem_of(ctx, "body"),
    };

    if (posted) {
        (void)opinion_kind_parse(request_form(req, "kind"), &kind);
        topic = request_form(req, "topic");
    }
    TRY(ask_begin(ctx, req, res, place, AT_WHAT, &view.page, &view.head));
    TRY(ask_source(ctx, place, draft->source, draft->source_id, &view.head));
    view.action = view.fresh ? voice_place_link(ctx->arena, place->code, "/ask") : T("/ask/what");
    view.sealed = kind == OPINION_MISCONDUCT;
    /* What is typed about a cadre does not stay in a browser that others use, too. */
    if (!view.sealed)
        view.keep = text_printf(ctx->arena, "ask-%012lld", (long long)place->code);
    view.kind_name = tr_text(ctx->lang, opinion_kind_title(kind));
    fill_kinds(ctx, place, kind, &view.kinds);
    fill_topics(ctx, topic, &view.topics);
    response_page(ctx, req, res, html_opinion_ask_what, &view);
    return OK;
}

static OpinionKind
kind_asked(const Request *req, AskSource source)
{
    OpinionKind kind = source.source == SOURCE_NOTICE ? OPINION_COMPLAINT : OPINION_QUESTION;

    (void)opinion_kind_parse(request_query(req, "kind"), &kind);
    return kind;
}

static Status
start_page(Ctx *ctx, const Request *req, Response *res)
{
    AskSource source = source_of(req);
    OpinionDraft draft = {.source = source.source, .source_id = source.id};
    Region place;

    TRY(pages_place(ctx, req, &place));
    if (place.level < LEVEL_DISTRICT || place.closed_day.set)
        return NOT_FOUND;
    if (source.source == SOURCE_NONE && text_is_empty(request_query(req, "kind")))
        return show_start(ctx, req, res, &place);
    draft.kind = kind_asked(req, source);
    draft.topic = likely_topic(draft.kind, source.source);
    return show_what(ctx, req, res, &place, &draft, source);
}

static Status
read_what(Ctx *ctx, const Request *req, OpinionKind *kind, OpinionTopic *topic)
{
    if (!opinion_kind_parse(request_form(req, "kind"), kind))
        (void)!ctx_problem(ctx, "kind", TR(ctx->lang, "请选一种"));
    if (!opinion_topic_parse(request_form(req, "topic"), topic))
        (void)!ctx_problem(ctx, "topic", TR(ctx->lang, "请选一种"));
    return ctx_checked(ctx);
}

/* On to what others said about the same, if there is any, else to the next step. */
static Status
after_what(Ctx *ctx, Response *res, RegionCode place, OpinionKind kind, Text body)
{
    Opinions similar = {0};

    if (kind != OPINION_MISCONDUCT)
        TRY(opinion_similar(ctx, place, body, &similar));
    return response_redirect(ctx, res, similar.len != 0 ? T("/ask/similar") : T("/ask/where"));
}

static Status
begin(Ctx *ctx, const Request *req, Response *res)
{
    AskSource source = source_of(req);
    Text body = text_trim(request_form(req, "body"));
    OpinionDraft draft = {.source = source.source, .source_id = source.id};
    OpinionTopic topic;
    Region place;
    Text token;
    Status status;

    TRY(pages_place(ctx, req, &place));
    status = read_what(ctx, req, &draft.kind, &topic);
    if (status == OK)
        status = opinion_draft_begin(ctx, place.code, source.source, source.id, draft.kind,
                                     req->address, &token, &draft);
    if (status == OK)
        status = opinion_draft_what(ctx, token, draft.kind, topic, body);
    if (status == INVALID) {
        draft = (OpinionDraft){.source = source.source, .source_id = source.id};
        TRY(show_what(ctx, req, res, &place, &draft, source));
        return INVALID;
    }
    TRY(status);
    /* A report does not wait on a phone once the browser is closed. */
    response_cookie(ctx, req, res, T("ask"), token,
                    draft.kind == OPINION_MISCONDUCT ? -1 : ASK_COOKIE_SECONDS);
    return after_what(ctx, res, place.code, draft.kind, body);
}

static Status
what_page(Ctx *ctx, const Request *req, Response *res)
{
    Asking asking;
    Status status = ask_open(ctx, req, &asking);

    if (status == NOT_FOUND)
        return ask_gone(ctx, req, res);
    TRY(status);
    return show_what(ctx, req, res, &asking.place, &asking.draft, (AskSource){0});
}

static Status
what(Ctx *ctx, const Request *req, Response *res)
{
    Text body = text_trim(request_form(req, "body"));
    OpinionKind kind;
    OpinionTopic topic;
    Asking asking;
    Status status = ask_open(ctx, req, &asking);

    if (status == NOT_FOUND)
        return ask_gone(ctx, req, res);
    TRY(status);
    status = read_what(ctx, req, &kind, &topic);
    if (status == OK)
        status = opinion_draft_what(ctx, asking.token, kind, topic, body);
    if (status == INVALID) {
        TRY(show_what(ctx, req, res, &asking.place, &asking.draft, (AskSource){0}));
        return INVALID;
    }
    TRY(status);
    return after_what(ctx, res, asking.place.code, kind, body);
}

/* ---- what others said ---- */

static Status
similar_page(Ctx *ctx, const Request *req, Response *res)
{
    AskSimilarView view = {0};
    Opinions similar;
    Asking asking;
    Status status = ask_open(ctx, req, &asking);

    if (status == NOT_FOUND)
        return ask_gone(ctx, req, res);
    TRY(status);
    TRY(opinion_similar(ctx, asking.place.code, asking.draft.body, &similar));
    if (similar.len == 0)
        return response_redirect(ctx, res, T("/ask/where"));
    TRY(ask_begin(ctx, req, res, &asking.place, AT_WHAT, &view.page, &view.head));
    TRY(voice_cards(ctx, &similar, false, &view.cards));
    response_page(ctx, req, res, html_opinion_ask_similar, &view);
    return OK;
}

static Status
drop(Ctx *ctx, const Request *req, Response *res)
{
    Asking asking;
    Status status = ask_open(ctx, req, &asking);

    if (status != NOT_FOUND) {
        TRY(status);
        TRY(opinion_draft_drop(ctx, asking.token));
        response_notice(ctx, req, res, TR(ctx->lang, "没写完的已经删掉"));
    }
    response_cookie(ctx, req, res, T("ask"), T(""), 0);
    return response_redirect(
        ctx, res, status == OK ? voice_place_link(ctx->arena, asking.place.code, "/ask") : T("/"));
}

/* ---- shared ---- */

Status
ask_open(Ctx *ctx, const Request *req, Asking *out)
{
    out->token = request_cookie(req, "ask");
    if (text_is_empty(out->token))
        return NOT_FOUND;
    TRY(opinion_draft_get(ctx, out->token, &out->draft));
    return region_get(ctx, out->draft.region, &out->place);
}

Status
ask_gone(Ctx *ctx, const Request *req, Response *res)
{
    AskGoneView view = {.page = page_begin(ctx, req, TR(ctx->lang, "这一份找不到了"))};

    view.page.noindex = true;
    res->status = 404;
    response_page(ctx, req, res, html_opinion_ask_gone, &view);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET,  "/r/{code}/ask",      start_page,     ROUTE_READ                },
    {METHOD_POST, "/r/{code}/ask",      begin,          ROUTE_WRITE               },
    {METHOD_GET,  "/ask/what",          what_page,      ROUTE_READ                },
    {METHOD_POST, "/ask/what",          what,           ROUTE_WRITE               },
    {METHOD_GET,  "/ask/similar",       similar_page,   ROUTE_READ                },
    {METHOD_GET,  "/ask/where",         ask_where_page, ROUTE_READ                },
    {METHOD_POST, "/ask/where",         ask_where,      ROUTE_WRITE | ROUTE_UPLOAD},
    {METHOD_GET,  "/ask/photo/{photo}", ask_photo,      ROUTE_READ                },
    {METHOD_GET,  "/ask/who",           ask_who_page,   ROUTE_READ                },
    {METHOD_POST, "/ask/who",           ask_who,        ROUTE_WRITE               },
    {METHOD_GET,  "/ask/check",         ask_check_page, ROUTE_READ                },
    {METHOD_POST, "/ask/check",         ask_send,       ROUTE_WRITE               },
    {METHOD_POST, "/ask/drop",          drop,           ROUTE_WRITE               },
};

const RouteTable opinion_ask_routes = {routes, sizeof routes / sizeof routes[0]};
