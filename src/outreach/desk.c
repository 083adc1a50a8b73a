#include "outreach/desk.h"

#include "base/tr.h"
#include "outreach/desk_one.html.h"
#include "outreach/desk_places.html.h"
#include "outreach/outreach.h"

enum { PLACES_MAX = 1000, CHARS_A_SECOND = 4 };

static Text
desk_outreach_link(Arena *arena, RegionCode code, Text below, Month month)
{
    return text_printf(arena, "/desk/outreach/%012lld%.*s?month=%.*s", (long long)code,
                       TEXT_ARGS(below), TEXT_ARGS(month_format(arena, month)));
}

static Status
places_page(Ctx *ctx, const Request *req, Response *res)
{
    OutreachPlacesView view = {.page = page_begin(ctx, req, TR(ctx->lang, "宣传材料"))};
    RegionCodes scopes = actor_scopes(ctx, CAN_READ_STAFF_PARTS);
    Regions villages;

    if (scopes.len == 0)
        return DENIED;
    TRY(region_villages_all(ctx, scopes, PLACES_MAX, &villages));
    view.places.at = NEW_ARRAY(ctx->arena, OutreachPlace, villages.len);
    for (size_t i = 0; i < villages.len; i++)
        view.places.at[view.places.len++] = (OutreachPlace){
            .name = villages.at[i].name,
            .link =
                text_printf(ctx->arena, "/desk/outreach/%012lld", (long long)villages.at[i].code),
        };
    res->uncacheable = true;
    response_page(ctx, req, res, html_outreach_desk_places, &view);
    return OK;
}

/* The village of the path and the month of the query, for who works there. */
static Status
asked_for(Ctx *ctx, const Request *req, OutreachMonth *out)
{
    RegionCode code;
    Month month = outreach_month_of(ctx_today(ctx));

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, code));
    if (!text_is_empty(request_query(req, "month")) &&
        !month_parse(request_query(req, "month"), &month))
        return ctx_problem(ctx, "month", TR(ctx->lang, "月份写成 2023-05 这样"));
    return outreach_month(ctx, code, month, req->site, out);
}

static void
fill_files(Ctx *ctx, const OutreachMonth *month, OutreachView *view)
{
    static const char *const icons[OUTREACH_FILES] = {
        [OUTREACH_POSTER_A3] = "printer", [OUTREACH_POSTER_A4] = "printer",
        [OUTREACH_POSTER_PNG] = "photo",  [OUTREACH_NOTICE_PDF] = "printer",
        [OUTREACH_NOTICE_PNG] = "photo",  [OUTREACH_SPEECH] = "speakerphone",
    };

    view->files.at = NEW_ARRAY(ctx->arena, OutreachFileView, OUTREACH_FILES);
    for (int i = 0; i < OUTREACH_FILES; i++)
        view->files.at[view->files.len++] = (OutreachFileView){
            .icon = icons[i],
            .title = tr_text(ctx->lang, outreach_file_title((OutreachFile)i)),
            .link = desk_outreach_link(
                ctx->arena, month->place.code,
                text_printf(ctx->arena, "/%s", outreach_file_name((OutreachFile)i)), month->month),
        };
}

static Status
one_page(Ctx *ctx, const Request *req, Response *res)
{
    OutreachMonth month;
    OutreachView view = {0};
    RegionCode code;

    TRY(asked_for(ctx, req, &month));
    code = month.place.code;
    view.page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{name}的宣传材料", {"name", month.place.name}));
    view.name = month.place.name;
    view.month =
        period_words(ctx->arena, ctx->lang, period_of(RHYTHM_MONTHLY, month_first(month.month)));
    view.previous_link = desk_outreach_link(ctx->arena, code, T(""), month.month - 1);
    if (month_first(month.month + 2) <= ctx_today(ctx))
        view.next_link = desk_outreach_link(ctx->arena, code, T(""), month.month + 1);
    view.screen_link = text_printf(ctx->arena, "/screen/%012lld", (long long)code);
    view.has_money = month.has_money;
    view.speech = outreach_speech(ctx, &month);
    view.seconds = (int64_t)text_chars(view.speech) / CHARS_A_SECOND;
    fill_files(ctx, &month, &view);
    res->uncacheable = true;
    response_page(ctx, req, res, html_outreach_desk_one, &view);
    return OK;
}

static Status
one_file(Ctx *ctx, const Request *req, Response *res)
{
    OutreachMonth month;
    OutreachFile file;

    if (!outreach_file_parse(request_param(req, "file"), &file))
        return NOT_FOUND;
    TRY(asked_for(ctx, req, &month));
    TRY(outreach_make(ctx, &month, file, &res->body));
    res->type = text_c(outreach_file_type(file));
    res->uncacheable = true;
    response_header(res, T("Content-Disposition"),
                    text_printf(ctx->arena, "inline; filename=\"%012lld-%s\"",
                                (long long)month.place.code, outreach_file_name(file)));
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/desk/outreach",               places_page, ROUTE_READ | ROUTE_STAFF},
    {METHOD_GET, "/desk/outreach/{code}",        one_page,    ROUTE_READ | ROUTE_STAFF},
    {METHOD_GET, "/desk/outreach/{code}/{file}", one_file,    ROUTE_READ | ROUTE_STAFF},
};

const RouteTable outreach_desk_routes = ROUTES(routes);
