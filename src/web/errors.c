#include "web/errors.h"

#include "base/json.h"
#include "base/tr.h"
#include "web/error.html.h"
#include "web/site.h"

enum { PROBLEM_BYTES_MAX = 256 * 1024 };

typedef struct Saying {
    int status;
    const char *phrase; /* RFC 9110; for programs */
    const char *heading;
    const char *sentence;
} Saying;

static const Saying sayings[] = {
    {400, "Bad Request",            N_("这个请求有问题"),
     N_("网址或提交的内容不完整，或者含有不能识别的字符。请返回上一页再试一次。")                        },
    {401, "Unauthorized",           N_("请先登录"),                   N_("登录以后才能看这一页。")                           },
    {403, "Forbidden",              N_("没有权限"),                   N_("您的账号不能看这一页，或不能做这件事。")   },
    {404, "Not Found",              N_("找不到这个页面"),          N_("网址可能打错了，或者这条内容已经不在了。")},
    {405, "Method Not Allowed",     N_("这里不能这样操作"),       N_("请返回上一页，用页面上的按钮操作。")         },
    {409, "Conflict",               N_("现在不能这样做"),
     N_("可能别人已经处理过了，也可能现在这一步还不能做、已经不能做了。请返回刷新，看看最新的情况"
        "。")                                                                                                                              },
    {413, "Content Too Large",      N_("内容太大"),
     N_("上传的文件或填写的内容超过了上限。请缩小以后再试。")                                                      },
    {414, "URI Too Long",           N_("网址太长"),                   N_("请回到首页重新查找。")                              },
    {415, "Unsupported Media Type", N_("不认识这种格式"),          N_("请按说明的格式提交。")                              },
    {422, "Unprocessable Content",  N_("有些内容需要改一改"),    N_("请看下面的说明。")                                    },
    {500, "Internal Server Error",  N_("系统出了点问题"),
     N_("已经记录下来，我们会尽快处理。您可以过一会儿再试。")                                                      },
    {503, "Service Unavailable",    N_("系统正忙，请稍后再试"),
     N_("您刚才的操作没有保存。过几秒钟再试一次就好。")                                                               },
};

static const Saying *
saying_of(int status)
{
    const Saying *fallback = NULL;

    for (size_t i = 0; i < sizeof sayings / sizeof sayings[0]; i++) {
        if (sayings[i].status == status)
            return &sayings[i];
        if (sayings[i].status == 500)
            fallback = &sayings[i];
    }
    return fallback;
}

int
status_of(Status status)
{
    switch (status) {
    case OK:
        return 200;
    case NOT_FOUND:
        return 404;
    case INVALID:
        return 400;
    case DENIED:
        return 403;
    case CONFLICT:
        return 409;
    case BUSY:
        return 503;
    case FAULT:
    case STATUS_COUNT:
        break;
    }
    return 500;
}

bool
is_for_programs(const Visit *visit)
{
    static const Text roots[] = {T_INIT("/api/"), T_INIT("/open311/")};

    /* The target as it was sent: of one that makes no sense there is no path. */
    for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++)
        if (text_starts(visit->req.path, roots[i]) || text_starts(visit->http->target, roots[i]))
            return true;
    return false;
}

/* RFC 9457. */
static void
problem_json(Visit *visit, const Saying *saying, int status, Text sentence)
{
    const Problems *problems = &visit->ctx.problems;
    Buf buf = buf_new(visit->ctx.arena, PROBLEM_BYTES_MAX);
    Json json = json_new(&buf);

    json_object_begin(&json);
    json_put_text(&json, "type", T("about:blank"));
    json_put_text(&json, "title", text_c(saying->phrase));
    json_put_int(&json, "status", status);
    json_put_text(&json, "detail", sentence);
    if (problems->len != 0) {
        json_key(&json, "errors");
        json_array_begin(&json);
        for (size_t i = 0; i < problems->len; i++) {
            json_object_begin(&json);
            json_put_text(&json, "field", problems->at[i].field);
            json_put_text(&json, "message", problems->at[i].sentence);
            json_object_end(&json);
        }
        json_array_end(&json);
    }
    json_object_end(&json);
    json_end(&json);
    visit->res.body = buf_done(&buf);
    visit->res.type = T("application/problem+json");
}

static void
error_page(Visit *visit, const Saying *saying, Text sentence)
{
    Ctx *ctx = &visit->ctx;
    int status = visit->res.status;
    ErrorView view = {
        .page = page_begin(ctx, &visit->req, tr_text(ctx->lang, saying->heading)),
        .heading = tr_text(ctx->lang, saying->heading),
        .sentence = sentence,
        .sign_in = status == 403 && ctx->actor == NULL,
    };

    view.page.noindex = true;
    if (status == 503 && visit->req.method == METHOD_GET)
        view.back = visit->req.raw_path;
    response_page(ctx, &visit->req, &visit->res, html_web_error, &view);
}

void
error_response(Visit *visit, int status, Text sentence)
{
    const Saying *saying = saying_of(status);
    Response *res = &visit->res;

    *res = (Response){.status = status, .uncacheable = true};
    visit->ctx.tx = NULL; /* whatever there was is over */
    if (sentence.at == NULL)
        sentence = tr_text(visit->ctx.lang, saying->sentence);
    if (status == 503)
        response_header(res, T("Retry-After"),
                        text_printf(visit->ctx.arena, "%d", RETRY_AFTER_SECONDS));
    if (status == 401)
        response_header(res, T("WWW-Authenticate"), T("Bearer"));
    if (visit->site->app->error != NULL &&
        visit->site->app->error(&visit->ctx, &visit->req, res, sentence))
        return;
    if (is_for_programs(visit))
        problem_json(visit, saying, status, sentence);
    else
        error_page(visit, saying, sentence);
}
