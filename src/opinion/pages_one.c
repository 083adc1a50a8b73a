/*
 * One opinion: what was said, what became of it, what its sender may still do.
 */
#include "base/tr.h"
#include "disclosure/pages_shared.h"
#include "media/qr.h"
#include "notify/notify.h"
#include "opinion/ask.h"
#include "opinion/one.html.h"
#include "opinion/one_print.html.h"
#include "opinion/pages_ask.h"

/* ---- its way ---- */

static Status
fill_events(Ctx *ctx, const Opinion *opinion, OneView *view)
{
    OpinionEvents events;

    TRY(opinion_events(ctx, opinion, &events));
    view->events.at = NEW_ARRAY(ctx->arena, OneEvent, events.len);
    for (size_t i = 0; i < events.len; i++) {
        const OpinionEvent *event = &events.at[i];

        if (!event->open)
            continue; /* the office's own; the desk shows them */
        view->events.at[view->events.len++] = (OneEvent){
            .when = time_format_minute(ctx->arena, event->at),
            .title = tr_text(ctx->lang, opinion_event_title(event->kind)),
            .office = event->office_name,
            .note = event->note,
        };
    }
    if (view->events.len != 0)
        view->events.at[view->events.len - 1].current = true;
    return OK;
}

static Status
fill_photos(Ctx *ctx, const Opinion *opinion, OneView *view)
{
    OpinionPhotos photos;

    TRY(opinion_photos(ctx, opinion, &photos));
    view->photos.at = NEW_ARRAY(ctx->arena, OnePhoto, photos.len);
    for (size_t i = 0; i < photos.len; i++) {
        Text link;

        if (photos.at[i].state == ATTACHMENT_PENDING)
            view->photos_wait = true;
        if (photos.at[i].state != ATTACHMENT_SAFE)
            continue;
        link = text_printf(ctx->arena, "%.*s/photo/%lld",
                           TEXT_ARGS(voice_link(ctx->arena, opinion->number, "")),
                           (long long)photos.at[i].id);
        view->photos.at[view->photos.len++] = (OnePhoto){
            .link = link, .thumb = text_printf(ctx->arena, "%.*s/thumb", TEXT_ARGS(link))};
    }
    return OK;
}

/* What became of the one that it was joined to. */
static Status
fill_merged(Ctx *ctx, const Opinion *opinion, OneView *view)
{
    Opinion other;
    Status status = opinion_joined(ctx, opinion, &other);

    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    view->merged = true;
    view->merged_number = other.number;
    if (!text_is_empty(other.number))
        view->merged_link = voice_link(ctx->arena, other.number, "");
    view->merged_answer = other.answer;
    view->merged_state = tr_text(ctx->lang, opinion_state_title(other.state));
    return OK;
}

/* ---- what may be done ---- */

static void
fill_ratings(Ctx *ctx, const Request *req, OneView *view)
{
    static const OpinionRating order[] = {RATING_SATISFIED, RATING_BASICALLY, RATING_UNSATISFIED};
    size_t count = sizeof order / sizeof order[0];

    view->ratings.at = NEW_ARRAY(ctx->arena, AskChoice, count);
    for (size_t i = 0; i < count; i++) {
        Text value = text_c(opinion_rating_name(order[i]));

        view->ratings.at[view->ratings.len++] = (AskChoice){
            .value = value,
            .name = tr_text(ctx->lang, opinion_rating_title(order[i])),
            .hint = order[i] == RATING_UNSATISFIED ? TR(ctx->lang, "说说哪里没办好，换上一级重新办")
                                                   : T(""),
            .chosen = text_eq(value, request_form(req, "rating")),
            .first = i == 0,
        };
    }
}

static Status
fill_deeds(Ctx *ctx, const Request *req, const Opinion *opinion, OneView *view)
{
    bool mine = opinion->sight == SEES_SENDER;
    bool busy = opinion_state_is_open(opinion->state);
    Subscription followed = {.kind = SUBSCRIBE_OPINION, .subject = opinion->id};

    view->may_rate = mine && opinion->state == OPINION_RESOLVED && opinion->rating == RATING_NONE;
    view->may_add = mine && busy;
    view->may_withdraw = mine && busy;
    view->may_support = !mine && opinion->shown && opinion->sealed_for == 0 &&
                        opinion->state != OPINION_WITHDRAWN && opinion->state != OPINION_MERGED;
    view->may_follow = ctx->actor != NULL && !mine && opinion->sealed_for == 0;
    if (view->may_follow)
        TRY(notify_is_subscribed(ctx, &followed, &view->follows));
    fill_ratings(ctx, req, view);
    view->reason = request_form(req, "reason");
    view->words = request_form(req, "words");
    view->rating_error = ctx_problem_of(ctx, "rating");
    view->reason_error = ctx_problem_of(ctx, "reason");
    view->words_error = ctx_problem_of(ctx, "words");
    view->rate_action = voice_link(ctx->arena, opinion->number, "/rate");
    view->words_action = voice_link(ctx->arena, opinion->number, "/words");
    view->withdraw_action = voice_link(ctx->arena, opinion->number, "/withdraw");
    view->support_action = voice_link(ctx->arena, opinion->number, "/support");
    view->follow_action = voice_link(ctx->arena, opinion->number, "/follow");
    if (opinion->sight == SEES_STAFF || opinion->sight == SEES_HANDLER)
        view->desk_link = text_printf(ctx->arena, "/desk/opinion/%lld", (long long)opinion->id);
    return OK;
}

/* ---- all of it ---- */

static Status
fill_source(Ctx *ctx, const Region *place, const Opinion *opinion, OneView *view)
{
    AskHead head = {0};
    Status status = ask_source(ctx, place, opinion->source, opinion->source_id, &head);

    if (status != NOT_FOUND) /* taken back meanwhile, or not for this reader */
        TRY(status);
    view->source = head.source;
    view->source_link = head.source_link;
    return OK;
}

static void
fill_extension(Ctx *ctx, const Opinion *opinion, OneView *view)
{
    if (opinion->extension_days != 0)
        view->extension =
            TR_FORMAT(ctx->arena, ctx->lang, "上级同意延期 {days} 天：{reason}",
                      {"days", text_printf(ctx->arena, "%lld", (long long)opinion->extension_days)},
                      {"reason", opinion->extension_reason});
    else if (opinion->extension_asked != 0)
        view->extension = TR_FORMAT(
            ctx->arena, ctx->lang, "办事的人申请延期 {days} 天，等上级同意：{reason}",
            {"days", text_printf(ctx->arena, "%lld", (long long)opinion->extension_asked)},
            {"reason", opinion->extension_reason});
}

static Status
fill(Ctx *ctx, const Request *req, const Opinion *opinion, OneView *view)
{
    Region place;

    TRY(region_get(ctx, opinion->region, &place));
    TRY(pages_begin(ctx, req, &place, opinion->title, &view->page));
    TRY(voice_card(ctx, opinion, true, &view->card));
    view->place = place.name;
    view->place_link = voice_place_link(ctx->arena, place.code, "");
    view->board_link = voice_place_link(ctx->arena, place.code, "/opinions");
    view->kind = tr_text(ctx->lang, opinion_kind_title(opinion->kind));
    view->topic = tr_text(ctx->lang, opinion_topic_title(opinion->topic));
    /* One sentence stands in the heading already. */
    if (text_chars(opinion->body) > text_chars(opinion->title) + 1)
        view->body = opinion->body;
    view->answer = opinion->answer;
    if (!text_is_empty(opinion->answer))
        view->answer_office = view->card.office;
    view->where = opinion->place;
    view->received = time_format_minute(ctx->arena, opinion->received_at);
    view->due = voice_due(ctx, opinion, &view->due_late);
    view->sealed = opinion->sealed_for != 0;
    view->mine = opinion->sight == SEES_SENDER;
    view->shown = opinion->shown;
    view->hidden = opinion->hidden;
    view->private_ = !opinion->open;
    view->sender = tr_text(ctx->lang, opinion_sender_title(opinion->sender));
    /* What becomes of a report is told by the inspectors, in their own time. */
    if (view->sealed)
        view->due = view->card.took = T("");
    fill_extension(ctx, opinion, view);
    TRY(fill_source(ctx, &place, opinion, view));
    TRY(fill_events(ctx, opinion, view));
    TRY(fill_photos(ctx, opinion, view));
    TRY(fill_merged(ctx, opinion, view));
    TRY(fill_deeds(ctx, req, opinion, view));
    view->print_link = voice_link(ctx->arena, opinion->number, "/print");
    view->page.noindex = !opinion->shown;
    view->page.description = opinion->answer;
    return OK;
}

Status
one_show(Ctx *ctx, const Request *req, Response *res, const Opinion *opinion)
{
    OneView view = {0};

    TRY(fill(ctx, req, opinion, &view));
    view.page.csrf = request_csrf(req, res);
    if (!opinion->shown)
        response_header(res, T("Referrer-Policy"), T("same-origin"));
    res->uncacheable = true;
    response_page(ctx, req, res, html_opinion_one, &view);
    return OK;
}

/* The link of a receipt: the code goes into the cookie and out of the address. */
static Status
with_code(Ctx *ctx, const Request *req, Response *res, Text number, Text code)
{
    Text pair = text_printf(ctx->arena, "%.*s.%.*s", TEXT_ARGS(number), TEXT_ARGS(code));
    Opinion opinion;
    Status status = opinion_by_number(ctx, number, (Texts){&pair, 1}, &opinion);

    response_header(res, T("Referrer-Policy"), T("no-referrer"));
    response_header(res, T("X-Robots-Tag"), T("noindex"));
    if (status != NOT_FOUND)
        TRY(status);
    if (status == NOT_FOUND || opinion.sight != SEES_SENDER)
        return response_redirect(ctx, res, voice_link(ctx->arena, number, "/receipt"));
    voice_keep_receipt(ctx, req, res, number, code, opinion.sealed_for != 0);
    return response_redirect(ctx, res, voice_link(ctx->arena, number, ""));
}

Status
one_page(Ctx *ctx, const Request *req, Response *res)
{
    Text number = request_param(req, "number");
    Text code = request_query(req, "k");
    Opinion opinion;
    Status status;

    if (code.at != NULL)
        return with_code(ctx, req, res, number, code);
    status = voice_open(ctx, number, voice_receipts(req), &opinion);
    if (status == NOT_FOUND)
        return voice_missing(ctx, req, res, number);
    TRY(status);
    return one_show(ctx, req, res, &opinion);
}

Status
one_print(Ctx *ctx, const Request *req, Response *res)
{
    OneView view = {0};
    Opinion opinion;
    Status status = voice_open(ctx, request_param(req, "number"), voice_receipts(req), &opinion);

    if (status == NOT_FOUND)
        return voice_missing(ctx, req, res, request_param(req, "number"));
    TRY(status);
    TRY(fill(ctx, req, &opinion, &view));
    view.short_url = request_url(req, view.card.link);
    view.qr = (Markup){qr_svg(ctx->arena, view.short_url)};
    view.printed_on = day_format(ctx->arena, ctx_today(ctx));
    view.page.noindex = true;
    res->uncacheable = true;
    response_page(ctx, req, res, html_opinion_one_print, &view);
    return OK;
}

/* ---- photographs ---- */

static Status
send_photo(Ctx *ctx, const Request *req, Response *res, bool thumb)
{
    Opinion opinion;
    OpinionPhotos photos;
    int64_t id;
    Text path;

    if (!text_to_i64(request_param(req, "photo"), &id))
        return NOT_FOUND;
    TRY(voice_open(ctx, request_param(req, "number"), voice_receipts(req), &opinion));
    TRY(opinion_photos(ctx, &opinion, &photos));
    for (size_t i = 0; i < photos.len; i++)
        if (photos.at[i].id == id) {
            TRY(opinion_photo_file(ctx, id, (Text){0}, voice_receipts(req), thumb, &path));
            response_file(ctx, res, path, T("image/jpeg"), T("photo.jpg"), false);
            response_header(res, T("X-Robots-Tag"), T("noindex"));
            res->uncacheable = true;
            return OK;
        }
    return NOT_FOUND;
}

Status
one_photo(Ctx *ctx, const Request *req, Response *res)
{
    return send_photo(ctx, req, res, false);
}

Status
one_photo_thumb(Ctx *ctx, const Request *req, Response *res)
{
    return send_photo(ctx, req, res, true);
}
