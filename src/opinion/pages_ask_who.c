/*
 * Asking, third step: who says it, who may read it, and of a report of misconduct, whom it is
 * about.
 */
#include "account/account.h"
#include "base/tr.h"
#include "opinion/ask_who.html.h"
#include "opinion/pages_ask.h"

enum { MOBILE_DIGITS = 11 };

static Text
sender_hint(Lang lang, OpinionSender sender, bool sealed)
{
    switch (sender) {
    case SENDER_NAMED:
        return sealed ? TR(lang, "实名举报优先办理，结果当面或电话告诉您")
                      : TR(lang, "姓名和电话只有办事的人看得到，不会公开");
    case SENDER_PHONE:
        return TR(lang, "不写姓名，有了答复发短信告诉您");
    case SENDER_ANONYMOUS:
    case SENDERS:
        break;
    }
    return TR(lang, "什么都不留，提交后给您一个回执码，凭它看进展");
}

static void
fill_senders(Ctx *ctx, Text chosen, bool sealed, AskChoices *out)
{
    out->at = NEW_ARRAY(ctx->arena, AskChoice, SENDERS);
    for (int sender = 0; sender < SENDERS; sender++) {
        Text value = text_c(opinion_sender_name((OpinionSender)sender));

        out->at[out->len++] = (AskChoice){
            .value = value,
            .name = tr_text(ctx->lang, opinion_sender_title((OpinionSender)sender)),
            .hint = sender_hint(ctx->lang, (OpinionSender)sender, sealed),
            .chosen = text_eq(value, chosen),
            .first = sender == 0,
        };
    }
}

static Text
about_hint(Lang lang, OpinionAbout about)
{
    switch (about) {
    case ABOUT_VILLAGE:
        return TR(lang, "乡镇（街道）和区（县）的纪检监察看得到");
    case ABOUT_TOWNSHIP:
    case ABOUT_DISTRICT:
        return TR(lang, "只有区（县）的纪检监察看得到");
    case ABOUT_INSPECTORS:
    case ABOUTS:
        break;
    }
    return TR(lang, "这里没有人看得到。请直接打 12388，或者找上一级纪委");
}

static void
fill_abouts(Ctx *ctx, Text chosen, AskChoices *out)
{
    out->at = NEW_ARRAY(ctx->arena, AskChoice, ABOUTS);
    for (int about = 0; about < ABOUTS; about++) {
        Text value = text_c(opinion_about_name((OpinionAbout)about));

        out->at[out->len++] = (AskChoice){
            .value = value,
            .name = ask_about_title(ctx->lang, (OpinionAbout)about),
            .hint = about_hint(ctx->lang, (OpinionAbout)about),
            .chosen = text_eq(value, chosen),
            .first = about == 0,
        };
    }
}

static void
fill_opens(Ctx *ctx, Text chosen, AskChoices *out)
{
    out->at = NEW_ARRAY(ctx->arena, AskChoice, 2);
    out->len = 2;
    out->at[0] = (AskChoice){
        .value = T("1"),
        .name = ask_open_title(ctx->lang, true, false),
        .hint = TR(ctx->lang, "您说的话和答复都公开，姓名、电话不公开；里面的证件号、电话会遮住"),
        .chosen = text_eq(chosen, T("1")),
        .first = true,
    };
    out->at[1] = (AskChoice){
        .value = T("0"),
        .name = ask_open_title(ctx->lang, false, false),
        .hint = TR(ctx->lang, "家里的私事、怕得罪人的事，选这个"),
        .chosen = text_eq(chosen, T("0")),
    };
}

/* Who is signed in is the one who says it, unless it is filed for somebody else: whoever may do so
 * finds the fields empty, so that the own name does not go out as the neighbour's. */
static Status
own_words(Ctx *ctx, const OpinionDraft *draft, AskWhoView *view)
{
    Account account;

    view->name = draft->name;
    view->phone = draft->phone;
    if (ctx->actor == NULL || draft->for_other || draft->sender == SENDER_ANONYMOUS ||
        actor_may(ctx->actor, CAN_FILE_FOR_OTHERS, draft->region))
        return OK;
    if (text_is_empty(view->name))
        view->name = ctx->actor->name;
    if (!text_is_empty(view->phone))
        return OK;
    TRY(account_get(ctx, ctx->actor->account, &account));
    if (account.phone.len == MOBILE_DIGITS && text_starts(account.phone, T("1")))
        view->phone = account.phone; /* an office's line is nobody's own */
    return OK;
}

static Status
fill(Ctx *ctx, const Request *req, const OpinionDraft *draft, AskWhoView *view)
{
    Text sender = text_c(opinion_sender_name(draft->sender));
    Text about = text_c(opinion_about_name(draft->about));
    Text open = draft->open ? T("1") : T("0");

    view->subject = draft->subject;
    /* Whose work it is to speak for others mostly does, and comes from a button that says so. */
    view->for_other =
        draft->for_other ||
        (draft->step < ASK_STEPS && actor_may(ctx->actor, CAN_FILE_FOR_OTHERS, draft->region));
    TRY(own_words(ctx, draft, view));
    if (req->method == METHOD_POST) {
        sender = request_form(req, "sender");
        about = request_form(req, "about");
        open = request_form(req, "open");
        view->name = request_form(req, "name");
        view->phone = request_form(req, "phone");
        view->subject = request_form(req, "subject");
        view->for_other = request_has_form(req, "for_other");
    }
    fill_senders(ctx, sender, view->sealed, &view->senders);
    fill_abouts(ctx, about, &view->abouts);
    fill_opens(ctx, open, &view->opens);
    return OK;
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Asking *asking)
{
    const OpinionDraft *draft = &asking->draft;
    AskWhoView view = {
        .sealed = draft->kind == OPINION_MISCONDUCT,
        .signed_in = ctx->actor != NULL,
        .may_file = actor_may(ctx->actor, CAN_FILE_FOR_OTHERS, asking->place.code),
        .sender_error = ctx_problem_of(ctx, "sender"),
        .name_error = ctx_problem_of(ctx, "name"),
        .phone_error = ctx_problem_of(ctx, "phone"),
        .about_error = ctx_problem_of(ctx, "about"),
        .subject_error = ctx_problem_of(ctx, "subject"),
        .open_error = ctx_problem_of(ctx, "open"),
    };

    TRY(ask_begin(ctx, req, res, &asking->place, AT_WHO, &view.page, &view.head));
    TRY(ask_source(ctx, &asking->place, draft->source, draft->source_id, &view.head));
    TRY(fill(ctx, req, draft, &view));
    response_page(ctx, req, res, html_opinion_ask_who, &view);
    return OK;
}

Status
ask_who_page(Ctx *ctx, const Request *req, Response *res)
{
    Asking asking;
    Status status = ask_open(ctx, req, &asking);

    if (status == NOT_FOUND)
        return ask_gone(ctx, req, res);
    TRY(status);
    return show(ctx, req, res, &asking);
}

static Status
read(Ctx *ctx, const Request *req, const OpinionDraft *draft, OpinionDraft *out)
{
    bool sealed = draft->kind == OPINION_MISCONDUCT;

    *out = *draft;
    if (!opinion_sender_parse(request_form(req, "sender"), &out->sender))
        (void)!ctx_problem(ctx, "sender", TR(ctx->lang, "请选一种"));
    if (sealed && !opinion_about_parse(request_form(req, "about"), &out->about))
        (void)!ctx_problem(ctx, "about", TR(ctx->lang, "请选一种"));
    if (!sealed && !request_has_form(req, "open"))
        (void)!ctx_problem(ctx, "open", TR(ctx->lang, "请选一种"));
    out->open = !sealed && text_eq(request_form(req, "open"), T("1"));
    out->name = text_trim(request_form(req, "name"));
    out->phone = text_trim(request_form(req, "phone"));
    out->subject = text_trim(request_form(req, "subject"));
    out->for_other = request_has_form(req, "for_other");
    /* What the chosen way does not ask for is not kept. */
    if (out->sender != SENDER_NAMED)
        out->name = T("");
    if (out->sender == SENDER_ANONYMOUS)
        out->phone = T("");
    return ctx_checked(ctx);
}

Status
ask_who(Ctx *ctx, const Request *req, Response *res)
{
    OpinionDraft who;
    Asking asking;
    Status status = ask_open(ctx, req, &asking);

    if (status == NOT_FOUND)
        return ask_gone(ctx, req, res);
    TRY(status);
    status = read(ctx, req, &asking.draft, &who);
    if (status == OK)
        status = opinion_draft_who(ctx, asking.token, &who);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &asking));
        return INVALID;
    }
    TRY(status);
    return response_redirect(ctx, res, T("/ask/check"));
}
