/*
 * The last step of registering: who of the household, or of the village, one is.
 */
#include "account/pages.h"
#include "account/phone_code.h"
#include "base/tr.h"
#include "resident/join.h"
#include "resident/join_done.html.h"
#include "resident/join_who.html.h"
#include "resident/pages_join.h"
#include "resident/slip.h"

enum { PHONE_SHOWN_FIRST = 3, PHONE_SHOWN_LAST = 4 };

static Text
mask_phone(Arena *arena, Text phone)
{
    if (phone.len <= PHONE_SHOWN_FIRST + PHONE_SHOWN_LAST)
        return phone;
    return text_printf(arena, "%.*s****%.*s", PHONE_SHOWN_FIRST, phone.at, PHONE_SHOWN_LAST,
                       phone.at + phone.len - PHONE_SHOWN_LAST);
}

/* Relation and year of birth, so that two of one name are told apart. */
static Text
person_note(Ctx *ctx, const Resident *person)
{
    Text year = TR_FORMAT(ctx->arena, ctx->lang, "{year} 年生",
                          {"year", text_printf(ctx->arena, "%lld", (long long)person->birth_year)});

    return person->relation.len == 0 ? year
                                     : text_printf(ctx->arena, "%.*s · %.*s",
                                                   TEXT_ARGS(person->relation), TEXT_ARGS(year));
}

static Status
fill_people(Ctx *ctx, const Request *req, const Household *household, JoinWhoView *view)
{
    Residents people;
    Text chosen = request_form(req, "resident");

    TRY(roster_of_household(ctx, household->id, &people));
    view->household = household->number;
    view->people.at = NEW_ARRAY(ctx->arena, JoinPerson, people.len);
    for (size_t i = 0; i < people.len; i++) {
        const Resident *person = &people.at[i];
        Text id = text_printf(ctx->arena, "%lld", (long long)person->id);

        if (person->account != 0 || !roster_is_eligible(person, ctx_today(ctx)))
            continue;
        view->people.at[view->people.len++] = (JoinPerson){
            .id = id,
            .name = roster_mask_name(ctx->arena, person->name),
            .note = person_note(ctx, person),
            .chosen = text_eq(id, chosen),
        };
    }
    return OK;
}

/* The phone: of the proof, or of whoever is signed in. */
static Status
fill_phone(Ctx *ctx, const Request *req, JoinWhoView *view)
{
    Text phone;
    Account account;
    Status status = phone_proof(ctx, request_cookie(req, "proof"), &phone);

    if (status == OK)
        view->phone = mask_phone(ctx->arena, phone);
    if (status != OK && status != NOT_FOUND)
        return status;
    view->signed_in = ctx->actor != NULL;
    if (view->phone.len != 0 || ctx->actor == NULL)
        return OK;
    TRY(account_get(ctx, ctx->actor->account, &account));
    if (account.phone_verified)
        view->phone = mask_phone(ctx->arena, account.phone);
    return OK;
}

static void
fill_errors(Ctx *ctx, JoinWhoView *view)
{
    view->resident_error = ctx_problem_of(ctx, "resident");
    view->name_error = ctx_problem_of(ctx, "name");
    view->password_error = ctx_problem_of(ctx, "password");
    view->other_error = ctx_problem_of(ctx, "body");
    if (view->other_error.at == NULL)
        view->other_error = ctx_problem_of(ctx, "slip");
}

static Status
show_who(Ctx *ctx, const Request *req, Response *res, const Region *place, Text slip)
{
    JoinWhoView view = {
        .place = place->name,
        .link = join_link(ctx->arena, place->code, ""),
        .name = request_form(req, "name"),
        .keep = req->method == METHOD_GET || text_eq(request_form(req, "keep"), T("1")),
    };
    Household household;
    Status status = text_is_clean(slip) ? slip_household(ctx, slip, &household) : NOT_FOUND;

    if (status == OK && household.region == place->code) {
        view.slip = slip;
        TRY(fill_people(ctx, req, &household, &view));
    } else if (status != OK && status != NOT_FOUND) {
        return status;
    }
    TRY(fill_phone(ctx, req, &view));
    if (view.slip.len == 0 && view.phone.len == 0)
        return response_redirect(ctx, res, view.link);
    view.password_needed = view.phone.len == 0 && !view.signed_in;
    fill_errors(ctx, &view);
    view.page = page_begin(ctx, req, TR(ctx->lang, "您是哪一位"));
    page_place(ctx, &view.page, place->code, place->name);
    view.page.csrf = request_csrf(req, res);
    view.page.noindex = true;
    response_page(ctx, req, res, html_resident_join_who, &view);
    return OK;
}

Status
join_who_page(Ctx *ctx, const Request *req, Response *res)
{
    Region place;

    TRY(join_place(ctx, req, &place));
    return show_who(ctx, req, res, &place, text_trim(request_query(req, "c")));
}

/* ---- sent ---- */

typedef struct Show {
    const Request *req;
    Response *res;
    const Joined *joined; /* NULL: the form again */
} Show;

static Status
show_done(Ctx *ctx, const Request *req, Response *res, const Region *place, const Joined *joined)
{
    JoinDoneView view = {
        .place = place->name,
        .place_link = text_printf(ctx->arena, "/r/%012lld", (long long)place->code),
        .login = joined->login,
        .confirmed = joined->confirmed,
    };

    view.page = page_begin(
        ctx, req, joined->confirmed ? TR(ctx->lang, "注册好了") : TR(ctx->lang, "等村里确认"));
    page_place(ctx, &view.page, place->code, place->name);
    view.page.noindex = true;
    res->uncacheable = true;
    response_page(ctx, req, res, html_resident_join_done, &view);
    return OK;
}

static Status
show_body(Ctx *ctx, void *arg)
{
    Show *show = arg;
    Region place;

    TRY(join_place(ctx, show->req, &place));
    if (show->joined != NULL)
        return show_done(ctx, show->req, show->res, &place, show->joined);
    return show_who(ctx, show->req, show->res, &place, text_trim(request_form(show->req, "c")));
}

Status
join_who(Ctx *ctx, const Request *req, Response *res)
{
    SignInHow how = account_how(ctx, req);
    JoinAsk ask = {
        .slip = text_trim(request_form(req, "c")),
        .proof = request_cookie(req, "proof"),
        .name = request_form(req, "name"),
        .password = request_form(req, "password"),
    };
    Joined joined;
    Show show = {.req = req, .res = res};
    Status status;

    if (!region_code_parse(request_param(req, "code"), &ask.region))
        return NOT_FOUND;
    if (!text_is_clean(ask.slip))
        ask.slip = T("");
    if (!text_to_i64(request_form(req, "resident"), &ask.resident))
        ask.resident = 0; /* 名单里没有我 */
    status = join_submit(req->store, ctx, &ask, &how, &joined);
    if (status == INVALID) {
        TRY(store_read(req->store, ctx, show_body, &show));
        return res->status == 303 ? OK : INVALID;
    }
    TRY(status);
    show.joined = &joined;
    TRY(store_read(req->store, ctx, show_body, &show));
    if (joined.session.secret.at != NULL)
        account_session_cookie(ctx, req, res, &joined.session);
    account_proof_cookie(ctx, req, res, T(""));
    return OK;
}
