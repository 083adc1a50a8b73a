/*
 * Registering on a phone: the village, the proof, who one is.  Every step is a page of its own that
 * works without script; what was proved goes along as the slip's code and as a cookie.
 */
#include "resident/pages_join.h"
#include "account/pages.h"
#include "account/phone_code.h"
#include "base/tr.h"
#include "resident/join.h"
#include "resident/join.html.h"
#include "resident/join_places.html.h"
#include "resident/pages.h"
#include "resident/slip.h"
#include "web/target.h"

enum { FOUND_MAX = 20, WORDS_CHARS_MAX = 40 };

Text
join_link(Arena *arena, RegionCode code, const char *below)
{
    return text_printf(arena, "/join/%012lld%s", (long long)code, below);
}

Status
join_place(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, out));
    return out->level == LEVEL_VILLAGE && !out->closed_day.set ? OK : NOT_FOUND;
}

/* ---- which village ---- */

static void
add_place(Ctx *ctx, const Region *place, Text above, JoinPlaces *out)
{
    Text link = place->level == LEVEL_VILLAGE
                    ? join_link(ctx->arena, place->code, "")
                    : text_printf(ctx->arena, "/join?r=%012lld", (long long)place->code);

    if (!place->closed_day.set)
        out->at[out->len++] = (JoinPlace){.link = link, .name = place->name, .above = above};
}

static Status
find_places(Ctx *ctx, RegionCode top, Text words, JoinPlaces *out)
{
    Regions found;

    TRY(region_find(ctx, top, words, FOUND_MAX, &found));
    out->at = NEW_ARRAY(ctx->arena, JoinPlace, found.len);
    for (size_t i = 0; i < found.len; i++) {
        Region above = {0};

        if (found.at[i].level < LEVEL_TOWNSHIP)
            continue;
        TRY(region_get(ctx, found.at[i].parent, &above));
        add_place(ctx, &found.at[i], above.name, out);
    }
    return OK;
}

/* What stands directly below a place: down to the townships in as many steps as there are. */
static Status
list_below(Ctx *ctx, RegionCode code, JoinPlaces *out)
{
    Regions children;

    TRY(region_children(ctx, code, &children));
    out->at = NEW_ARRAY(ctx->arena, JoinPlace, children.len);
    for (size_t i = 0; i < children.len; i++)
        add_place(ctx, &children.at[i], T(""), out);
    return OK;
}

static Status
places_page(Ctx *ctx, const Request *req, Response *res)
{
    JoinPlacesView view = {0};
    RegionCode top = 0, below = 0;
    Text words = text_trim(request_query(req, "q"));

    TRY(region_top(ctx, &top));
    view.words = text_is_clean(words) ? text_first_chars(words, WORDS_CHARS_MAX) : T("");
    if (view.words.len != 0) {
        view.searched = true;
        TRY(find_places(ctx, top, view.words, &view.places));
    } else {
        Region above = {0};

        if (!region_code_parse(request_query(req, "r"), &below) || !region_contains(top, below))
            below = top;
        if (below != top) {
            TRY(region_get(ctx, below, &above));
            /* Who comes from a village's page has found it. */
            if (above.level == LEVEL_VILLAGE && !above.closed_day.set)
                return response_redirect(ctx, res, join_link(ctx->arena, below, ""));
            view.above = above.name;
        }
        TRY(list_below(ctx, below, &view.places));
    }
    view.page = page_begin(ctx, req, TR(ctx->lang, "居民注册"));
    view.page.noindex = true;
    response_shows(res, KEY_PLACES);
    response_page(ctx, req, res, html_resident_join_places, &view);
    return OK;
}

/* ---- the two ways ---- */

static bool
is_proved(Ctx *ctx, const Request *req)
{
    Text phone;

    return phone_proof(ctx, request_cookie(req, "proof"), &phone) == OK;
}

static Status
show_start(Ctx *ctx, const Request *req, Response *res, const Region *place, Text slip)
{
    JoinView view = {
        .place = place->name,
        .link = join_link(ctx->arena, place->code, ""),
        .slip = slip,
        .slip_error = ctx_problem_of(ctx, "slip"),
        .phone = request_form(req, "phone"),
        .phone_error = ctx_problem_of(ctx, "phone"),
    };

    view.proved = is_proved(ctx, req);
    view.page = page_begin(ctx, req, TR(ctx->lang, "居民注册"));
    page_place(ctx, &view.page, place->code, place->name);
    view.page.csrf = request_csrf(req, res);
    view.page.noindex = true;
    response_page(ctx, req, res, html_resident_join, &view);
    return OK;
}

static Text
who_link(Arena *arena, RegionCode code, Text slip)
{
    return slip.len == 0 ? join_link(arena, code, "/who")
                         : text_printf(arena, "/join/%012lld/who?c=%.*s", (long long)code,
                                       TEXT_ARGS(percent_encode(arena, slip)));
}

/* The QR code of a slip leads here with its code. */
static Status
start_page(Ctx *ctx, const Request *req, Response *res)
{
    Text slip = text_trim(request_query(req, "c"));
    Household household;
    Region place;
    Status status;

    TRY(join_place(ctx, req, &place));
    if (slip.len == 0)
        return show_start(ctx, req, res, &place, T(""));
    status = text_is_clean(slip) ? slip_household(ctx, slip, &household) : NOT_FOUND;
    if (status == OK && household.region == place.code)
        return response_redirect(ctx, res, who_link(ctx->arena, place.code, slip));
    if (status != OK && status != NOT_FOUND)
        return status;
    (void)!ctx_problem(ctx, "slip",
                       TR(ctx->lang, "没有这个码，请对照纸条再看一遍；纸条换过新的就用新的"));
    return show_start(ctx, req, res, &place, slip);
}

static Status
enter_slip(Ctx *ctx, const Request *req, Response *res)
{
    Text slip = text_trim(request_form(req, "c"));
    Household household;
    Region place;
    Status status;

    TRY(join_place(ctx, req, &place));
    status = text_is_clean(slip) ? slip_household(ctx, slip, &household) : NOT_FOUND;
    if (status == OK && household.region == place.code)
        return response_redirect(ctx, res, who_link(ctx->arena, place.code, slip));
    if (status != OK && status != NOT_FOUND)
        return status;
    (void)!ctx_problem(ctx, "slip",
                       text_is_blank(slip)
                           ? TR(ctx->lang, "请填纸条上的注册码")
                           : TR(ctx->lang, "没有这个码，请对照纸条再看一遍；纸条换过新的就用新的"));
    TRY(show_start(ctx, req, res, &place, slip));
    return INVALID;
}

/* ---- the phone ---- */

static CodeForm
code_form(Arena *arena, RegionCode code)
{
    return (CodeForm){join_link(arena, code, "/code"), join_link(arena, code, "/phone"),
                      join_link(arena, code, "")};
}

static Status
send_code(Ctx *ctx, const Request *req, Response *res)
{
    Region place;
    CodeForm form;
    Status status;

    TRY(join_place(ctx, req, &place));
    form = code_form(ctx->arena, place.code);
    status = phone_code_send(ctx, request_form(req, "phone"), req->address);
    if (status == INVALID)
        TRY(show_start(ctx, req, res, &place, request_form(req, "c")));
    else if (status == OK)
        TRY(account_code_page(ctx, req, res, &form));
    return status;
}

static Status
enter_code(Ctx *ctx, const Request *req, Response *res)
{
    SignInHow how = account_how(ctx, req);
    Text slip = text_trim(request_form(req, "c"));
    RegionCode code;
    PhoneDoor door;
    CodeForm form;
    Status status;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    form = code_form(ctx->arena, code);
    status = phone_code_enter(req->store, ctx, request_form(req, "phone"),
                              request_form(req, "code"), &how, &door);
    if (status == INVALID) {
        TRY(account_code_page(ctx, req, res, &form));
        return INVALID;
    }
    TRY(status);
    if (door.session.account != 0)
        account_session_cookie(ctx, req, res, &door.session);
    else
        account_proof_cookie(ctx, req, res, door.proof);
    return response_redirect(ctx, res, who_link(ctx->arena, code, slip));
}

static const Route routes[] = {
    {METHOD_GET,  "/join",              places_page,   ROUTE_READ               },
    {METHOD_GET,  "/join/{code}",       start_page,    ROUTE_READ               },
    {METHOD_POST, "/join/{code}/slip",  enter_slip,    ROUTE_WRITE              },
    {METHOD_POST, "/join/{code}/phone", send_code,     ROUTE_WRITE              },
    {METHOD_POST, "/join/{code}/code",  enter_code,    ROUTE_NO_TX | ROUTE_WRITE},
    {METHOD_GET,  "/join/{code}/who",   join_who_page, ROUTE_READ               },
    {METHOD_POST, "/join/{code}/who",   join_who,      ROUTE_NO_TX | ROUTE_WRITE},
};

const RouteTable join_routes = {routes, sizeof routes / sizeof routes[0]};
