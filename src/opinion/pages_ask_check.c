/*
 * Asking, last step: all of it read once more, and sent.
 */
#include "base/tr.h"
#include "media/qr.h"
#include "opinion/ask_check.html.h"
#include "opinion/ask_done.html.h"
#include "opinion/pages_ask.h"

enum { RECEIPT_GROUP = 4 };

/* ---- check ---- */

static Status
show(Ctx *ctx, const Request *req, Response *res, const Asking *asking)
{
    const OpinionDraft *draft = &asking->draft;
    bool sealed = draft->kind == OPINION_MISCONDUCT;
    AskCheckView view = {
        .kind = tr_text(ctx->lang, opinion_kind_title(draft->kind)),
        .topic = tr_text(ctx->lang, opinion_topic_title(draft->topic)),
        .body = draft->body,
        .where = draft->place,
        .located = draft->latitude_e6.set,
        .sealed = sealed,
        .beyond = sealed && draft->about == ABOUT_INSPECTORS,
        .about = sealed ? ask_about_title(ctx->lang, draft->about) : (Text){0},
        .subject = draft->subject,
        .sender = tr_text(ctx->lang, opinion_sender_title(draft->sender)),
        .name = draft->name,
        .phone = draft->phone,
        .for_other = draft->for_other,
        .open = ask_open_title(ctx->lang, draft->open, sealed),
    };

    TRY(ask_begin(ctx, req, res, &asking->place, AT_CHECK, &view.page, &view.head));
    TRY(ask_source(ctx, &asking->place, draft->source, draft->source_id, &view.head));
    TRY(ask_photos(ctx, asking->token, &view.photos));
    response_page(ctx, req, res, html_opinion_ask_check, &view);
    return OK;
}

Status
ask_check_page(Ctx *ctx, const Request *req, Response *res)
{
    Asking asking;
    Status status = ask_open(ctx, req, &asking);

    if (status == NOT_FOUND)
        return ask_gone(ctx, req, res);
    TRY(status);
    return show(ctx, req, res, &asking);
}

/* ---- done ---- */

static Text
grouped(Arena *arena, Text digits)
{
    Text groups[OPINION_RECEIPT_DIGITS / RECEIPT_GROUP];
    Texts parts = {groups, 0};

    for (size_t at = 0; at < digits.len && parts.len < OPINION_RECEIPT_DIGITS / RECEIPT_GROUP;
         at += RECEIPT_GROUP)
        groups[parts.len++] = text_slice(digits, at, RECEIPT_GROUP);
    return text_join(arena, parts, T(" "));
}

static Status
show_done(Ctx *ctx, const Request *req, Response *res, const OpinionSent *sent)
{
    AskDoneView view = {
        .page = page_begin(ctx, req, TR(ctx->lang, "收到了")),
        .number = sent->number,
        .link = voice_link(ctx->arena, sent->number, ""),
        .promise = voice_until(ctx, sent->reply_due),
        .sealed = sent->sealed,
        .beyond = sent->beyond,
        .signed_in = ctx->actor != NULL,
    };
    Region place;

    TRY(region_get(ctx, sent->region, &place));
    page_place(ctx, &view.page, place.code, place.name);
    if (!text_is_empty(sent->receipt)) {
        view.receipt = grouped(ctx->arena, sent->receipt);
        view.address = request_url(req, text_printf(ctx->arena, "%.*s?k=%.*s", TEXT_ARGS(view.link),
                                                    TEXT_ARGS(sent->receipt)));
        view.qr = (Markup){qr_svg(ctx->arena, view.address)};
        /* A report leaves no trace on a phone that others may take up. */
        if (!sent->sealed)
            voice_keep_receipt(ctx, req, res, sent->number, sent->receipt, false);
    }
    view.page.noindex = true;
    response_header(res, T("Referrer-Policy"), T("no-referrer"));
    res->uncacheable = true;
    response_page(ctx, req, res, html_opinion_ask_done, &view);
    return OK;
}

Status
ask_send(Ctx *ctx, const Request *req, Response *res)
{
    Text token = request_cookie(req, "ask");
    OpinionSent sent;
    Asking asking;
    Status status;

    if (text_is_empty(token))
        return ask_gone(ctx, req, res);
    status = opinion_send(ctx, token, req->address, &sent);
    if (status == NOT_FOUND)
        return ask_gone(ctx, req, res);
    if (status == INVALID) {
        TRY(ask_open(ctx, req, &asking));
        TRY(show(ctx, req, res, &asking));
        return INVALID;
    }
    TRY(status);
    return show_done(ctx, req, res, &sent);
}
