/*
 * pages -- signing in and out, and the own account.
 */
#pragma once

#include "account/account.h"
#include "web/web.h"

extern const RouteTable account_routes;
extern const RouteTable account_phone_routes; /* pages_phone.c */
extern const RouteTable account_api_routes;   /* api.c */

/* How long a session lasts; from the settings, before serving. */
void account_pages_session_days(int64_t days);
int64_t account_session_days(void);

/* The sentence of the first problem of a field, absent when there is none; for forms. */
Text problem_of(const Ctx *ctx, const char *field);

/* ---- for the pages of those who register ---- */

/* How this request's sign-in is made: its device, whether "this is my own phone" was ticked. */
SignInHow account_how(Ctx *ctx, const Request *req);
void account_session_cookie(Ctx *ctx, const Request *req, Response *res, const SignIn *session);
/* The cookie by which a verified phone is known for a while; an empty proof removes it. */
void account_proof_cookie(Ctx *ctx, const Request *req, Response *res, Text proof);

/* Where the forms of the page with the six digits go. */
typedef struct CodeForm {
    Text action, again, other;
} CodeForm;
MUST_CHECK Status account_code_page(Ctx *ctx, const Request *req, Response *res,
                                    const CodeForm *form);
MUST_CHECK Status account_sign_in_form(Ctx *ctx, const Request *req, Response *res, Text login,
                                       Text back);
/* Where somebody goes who has signed in: back, if that is said, to the desk or to 我的. */
Text account_where_to(const SignIn *session, Text back);
