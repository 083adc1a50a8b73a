/*
 * The slips of a village as a PDF, and the sheet with its code for the wall.
 */
#include "base/tr.h"
#include "media/slips.h"
#include "resident/desk_roster.h"
#include "resident/residents_slips.html.h"
#include "resident/slip.h"

enum { COUNT_AT_ONCE = 5000 };

static Status
slips_page(Ctx *ctx, const Request *req, Response *res)
{
    SlipsView view = {0};
    Region place;
    Households all;

    TRY(roster_desk_place(ctx, req, CAN_KEEP_ROSTER, &place));
    TRY(resident_households_after(ctx, place.code, T(""), COUNT_AT_ONCE, &all));
    for (size_t i = 0; i < all.len; i++)
        view.households += !all.at[i].closed_day.set;
    view.place = place.name;
    view.link = roster_desk_link(ctx->arena, place.code, "/slips");
    view.page = page_begin(ctx, req, TR(ctx->lang, "打印注册纸条"));
    roster_desk_crumb(ctx, &view.page, &place);
    response_page(ctx, req, res, html_resident_residents_slips, &view);
    return OK;
}

/* On paper the Chinese of the village, whatever language the clerk reads in. */
static PaperSlip
on_paper(Ctx *ctx, const Request *req, const Region *place, const Slip *slip)
{
    return (PaperSlip){
        .title = place->name,
        .number = slip->household.number,
        .number_is = T("户号"),
        .owner = roster_mask_name(ctx->arena, slip->household.head),
        .owner_is = T("户主"),
        .code = slip->code,
        .code_is = T("注册码（全家人都能用，不要给外人）"),
        .link = request_url(req, text_printf(ctx->arena, "/join/%012lld?c=%.*s",
                                             (long long)place->code, TEXT_ARGS(slip->code))),
        .how = {T("1. 用微信扫右上角的码，选自己的名字，设个密码，就注册好了。"),
                T("2. 没有智能手机，请家里人或网格员帮忙。看村里的账、补贴，提意见，都在里面。")},
    };
}

static Status
make(Ctx *ctx, const Request *req, Response *res)
{
    Region place;
    Slips slips;
    PaperSlip *paper;
    Text pdf;

    TRY(roster_desk_place(ctx, req, CAN_KEEP_ROSTER, &place));
    TRY(slips_make(ctx, place.code, text_eq(request_form(req, "anew"), T("1")), &slips));
    paper = NEW_ARRAY(ctx->arena, PaperSlip, slips.len);
    for (size_t i = 0; i < slips.len; i++)
        paper[i] = on_paper(ctx, req, &place, &slips.at[i]);
    TRY(slips_pdf(ctx->arena, paper, slips.len, &pdf));
    res->type = T("application/pdf");
    res->body = pdf;
    res->uncacheable = true;
    response_header(res, T("Content-Disposition"),
                    text_printf(ctx->arena, "attachment; filename=\"slips-%012lld.pdf\"",
                                (long long)place.code));
    return OK;
}

/* What everybody may scan: it holds no code of a household, only the village. */
static Status
wall(Ctx *ctx, const Request *req, Response *res)
{
    PaperWall paper;
    Region place;
    Text pdf;

    TRY(roster_desk_place(ctx, req, CAN_KEEP_ROSTER, &place));
    paper = (PaperWall){
        .place = place.name,
        .title = T("扫码注册，看账目、提意见"),
        .link = request_url(req, text_printf(ctx->arena, "/join/%012lld", (long long)place.code)),
        .bring = T("带上家里的注册纸条，或者能收短信的手机"),
        .help = T("没有智能手机，请家里人、网格员或村里帮忙。"),
    };
    TRY(wall_pdf(ctx->arena, &paper, &pdf));
    res->type = T("application/pdf");
    res->body = pdf;
    res->uncacheable = true;
    response_header(res, T("Content-Disposition"),
                    text_printf(ctx->arena, "attachment; filename=\"join-%012lld.pdf\"",
                                (long long)place.code));
    return OK;
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/residents/{code}/slips",      slips_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/residents/{code}/slips/wall", wall,       ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/residents/{code}/slips",      make,       ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable slip_desk_routes = {routes, sizeof routes / sizeof routes[0]};
