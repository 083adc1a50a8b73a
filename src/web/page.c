/* What every page shows, whoever makes it. */
#include "base/tr.h"
#include "web/asset.h"
#include "web/choice.h"
#include "web/site.h"
#include "web/target.h"

enum { LINK_BYTES_MAX = 4 * TARGET_BYTES_MAX };

static DressHook *dress_hook;

void
page_use(DressHook *dress)
{
    dress_hook = dress;
}

/* This page's path and query without one or both of the choices; extra ("lang=en") is added. */
static Text
link_here(const Request *req, bool with_lang, bool with_mode, Text extra)
{
    Buf buf = buf_new(req->arena, LINK_BYTES_MAX);
    Text path;
    Text query;
    char separator = '?';

    text_cut(req->raw_path, '?', &path, &query);
    buf_text(&buf, path);
    for (size_t i = 0; i < req->query.len; i++) {
        const Pair *field = &req->query.at[i];

        if (!with_lang && text_eq(field->name, T("lang")))
            continue;
        if (!with_mode && text_eq(field->name, T("mode")))
            continue;
        buf_char(&buf, separator);
        separator = '&';
        buf_text(&buf, percent_encode(req->arena, field->name));
        buf_char(&buf, '=');
        buf_text(&buf, percent_encode(req->arena, field->value));
    }
    if (extra.len != 0) {
        buf_char(&buf, separator);
        buf_text(&buf, extra);
    }
    return buf.overflow ? path : buf_done(&buf);
}

static LangLinks
lang_links(const Ctx *ctx, const Request *req)
{
    static const Text names[LANG_COUNT] = {
        [LANG_HANS] = T_INIT("简体"),
        [LANG_HANT] = T_INIT("繁體"),
        [LANG_EN] = T_INIT("English"),
    };
    LangLinks links = {.at = NEW_ARRAY(req->arena, LangLink, LANG_COUNT), .len = LANG_COUNT};

    for (int lang = 0; lang < LANG_COUNT; lang++) {
        Text code = lang_code((Lang)lang);
        Text asked = text_printf(req->arena, "lang=%.*s", TEXT_ARGS(code));

        links.at[lang] = (LangLink){
            .name = names[lang],
            .code = code,
            .link = link_here(req, false, false, asked),
            .current = ctx->lang == (Lang)lang,
        };
    }
    return links;
}

static Text
notice_of(const Request *req)
{
    Text cookie = request_cookie(req, "notice");
    Text notice;

    if (cookie.len == 0 || !percent_decode(req->arena, cookie, false, &notice) ||
        !text_is_clean(notice) || notice.len > NOTICE_BYTES_MAX)
        return (Text){0};
    return notice;
}

Page
page_begin(Ctx *ctx, const Request *req, Text title)
{
    Page page = {
        .title = title,
        .lang = lang_code(ctx->lang),
        .canonical = request_url(req, link_here(req, false, false, (Text){0})),
        .share_image = request_url(req, asset_url("share.png")),
        .elder = req->elder,
        .signed_in = ctx->actor != NULL,
        .account_name = req->account_name,
        .langs = lang_links(ctx, req),
        .elder_link =
            link_here(req, true, false, req->elder ? T("mode=standard") : T("mode=elder")),
        .notice = notice_of(req),
        .has_problems = ctx->problems.len != 0,
    };

    /* A visitor's token is in no page that does not ask for it: such pages are cached. */
    if (ctx->actor != NULL)
        page.csrf = req->csrf;
    page.problems.at = ctx->problems.at;
    page.problems.len = ctx->problems.len;
    if (page.has_problems)
        page.title = text_printf(ctx->arena, "%.*s%.*s", TEXT_ARGS(TR(ctx->lang, "有错：")),
                                 TEXT_ARGS(title));
    if (dress_hook != NULL && ctx->tx != NULL)
        dress_hook(ctx, req, &page);
    return page;
}

void
page_place(Ctx *ctx, Page *page, RegionCode code, Text name)
{
    page->search_region = region_code_format(ctx->arena, code);
    page->region_name = name;
    page->region_link = text_printf(ctx->arena, "/r/%.*s", TEXT_ARGS(page->search_region));
}
