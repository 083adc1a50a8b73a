/*
 * Signing in with a code by SMS: the number, then the six digits.
 */
#include "account/pages.h"
#include "account/phone_code.h"
#include "account/sign_in_code.html.h"
#include "base/tr.h"

enum { PROOF_SECONDS = PHONE_PROOF_MINUTES * 60 };

/* ---- what a session is opened with ---- */

typedef struct DeviceWord {
    const char *in; /* the User-Agent */
    const char *word;
} DeviceWord;

static const DeviceWord devices[] = {
    {"iPhone",    N_("苹果手机")  },
    {"iPad",      N_("苹果平板")  },
    {"HarmonyOS", N_("鸿蒙手机")  },
    {"Android",   N_("安卓手机")  },
    {"Windows",   N_("Windows 电脑")},
    {"Macintosh", N_("苹果电脑")  },
    {"Linux",     N_("Linux 电脑")  },
};

static const DeviceWord programs[] = {
    {"MicroMessenger", N_("微信")           },
    {"QQ/",            N_("QQ")               },
    {"Edg",            N_("Edge 浏览器")   },
    {"Firefox",        N_("Firefox 浏览器")},
    {"Chrome",         N_("Chrome 浏览器") },
    {"Safari",         N_("Safari 浏览器") },
};

static Text
word_of(Lang lang, Text agent, const DeviceWord *words, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text_find(agent, text_c(words[i].in)) < agent.len)
            return tr_text(lang, words[i].word);
    return T("");
}

static Text
device_of(Ctx *ctx, const Request *req)
{
    Text device = word_of(ctx->lang, req->agent, devices, sizeof devices / sizeof devices[0]);
    Text program = word_of(ctx->lang, req->agent, programs, sizeof programs / sizeof programs[0]);

    if (device.len == 0)
        return TR(ctx->lang, "一台设备");
    return program.len == 0
               ? device
               : text_printf(ctx->arena, "%.*s · %.*s", TEXT_ARGS(device), TEXT_ARGS(program));
}

SignInHow
account_how(Ctx *ctx, const Request *req)
{
    return (SignInHow){
        .session_days = account_session_days(),
        .keep = text_eq(request_form(req, "keep"), T("1")),
        .device = device_of(ctx, req),
        .address = req->address,
    };
}

void
account_session_cookie(Ctx *ctx, const Request *req, Response *res, const SignIn *session)
{
    response_cookie(ctx, req, res, T("sid"), session->secret, session->expires_at - ctx->now);
}

/* ---- pages ---- */

Status
account_code_page(Ctx *ctx, const Request *req, Response *res, const CodeForm *form)
{
    SignInCodeView view = {
        .page = page_begin(ctx, req, TR(ctx->lang, "填验证码")),
        .phone = text_trim(request_form(req, "phone")),
        .back = request_form(req, "back"),
        .slip = request_form(req, "c"),
        .action = form->action,
        .again = form->again,
        .other = form->other,
        .keep = !request_has_form(req, "code") || text_eq(request_form(req, "keep"), T("1")),
        .error = problem_of(ctx, "code"),
        .again_error = problem_of(ctx, "phone"),
    };

    view.page.csrf = request_csrf(req, res);
    view.page.noindex = true;
    response_page(ctx, req, res, html_account_sign_in_code, &view);
    return OK;
}

void
account_proof_cookie(Ctx *ctx, const Request *req, Response *res, Text proof)
{
    response_cookie(ctx, req, res, T("proof"), proof, proof.len != 0 ? PROOF_SECONDS : 0);
}

static const CodeForm sign_in_form = {T_INIT("/sign-in/code"), T_INIT("/sign-in/phone"),
                                      T_INIT("/sign-in")};

static Status
send_code(Ctx *ctx, const Request *req, Response *res)
{
    Status status = phone_code_send(ctx, request_form(req, "phone"), req->address);

    if (status == INVALID)
        TRY(account_sign_in_form(ctx, req, res, T(""), request_form(req, "back")));
    else if (status == OK)
        TRY(account_code_page(ctx, req, res, &sign_in_form));
    return status;
}

static Status
enter_code(Ctx *ctx, const Request *req, Response *res)
{
    SignInHow how = account_how(ctx, req);
    Text back = request_form(req, "back");
    PhoneDoor door;
    Status status = phone_code_enter(req->store, ctx, request_form(req, "phone"),
                                     request_form(req, "code"), &how, &door);

    if (status == INVALID) {
        TRY(account_code_page(ctx, req, res, &sign_in_form));
        return INVALID;
    }
    TRY(status);
    if (door.session.account == 0) {
        account_proof_cookie(ctx, req, res, door.proof);
        response_notice(ctx, req, res,
                        TR(ctx->lang, "手机验证好了。这个号码还没有注册，请选自己的村"));
        return response_redirect(ctx, res, T("/join"));
    }
    account_session_cookie(ctx, req, res, &door.session);
    return response_redirect(ctx, res, account_where_to(&door.session, back));
}

static const Route routes[] = {
    {METHOD_POST, "/sign-in/phone", send_code,  ROUTE_WRITE              },
    {METHOD_POST, "/sign-in/code",  enter_code, ROUTE_NO_TX | ROUTE_WRITE},
};

const RouteTable account_phone_routes = {routes, sizeof routes / sizeof routes[0]};
