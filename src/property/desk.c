/*
 * Collective property on the desk: which village, what waits there, its registers.
 */
#include "property/desk.h"

#include "base/money.h"
#include "base/tr.h"
#include "disclosure/desk_parts.h"
#include "property/desk_index.html.h"
#include "property/desk_list.html.h"
#include "property/desk_places.html.h"

enum {
    PLACES_MAX = 500,
    WAITING_SHOWN = 8,
    OVERDUE_SHOWN = 10,
    STATEMENTS_SHOWN = 8,
    FEN_PLACES = 3, /* ".00" */
};

/* ---- shared by the files of the desk ---- */

Text
property_link(Arena *arena, RegionCode village, const char *below)
{
    return text_printf(arena, "/desk/property/%012lld%s", (long long)village, below);
}

Text
property_register_link(Arena *arena, RegionCode village, PropertyRegister which, const char *below)
{
    return text_printf(arena, "/desk/property/%012lld/%s%s", (long long)village,
                       register_name(which), below);
}

Text
property_row_link(Arena *arena, RegionCode village, PropertyRegister which, int64_t id,
                  const char *below)
{
    return text_printf(arena, "/desk/property/%012lld/%s/%lld%s", (long long)village,
                       register_name(which), (long long)id, below);
}

Text
property_statement_link(Arena *arena, RegionCode village, Text item, Text period)
{
    return text_printf(arena, "/desk/statements/%012lld/%.*s/%.*s", (long long)village,
                       TEXT_ARGS(item), TEXT_ARGS(period));
}

Status
property_desk_village(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, out));
    if (out->level != LEVEL_VILLAGE || !actor_may(ctx->actor, CAN_READ_STAFF_PARTS, code))
        return NOT_FOUND;
    return OK;
}

Status
property_desk_register(Ctx *ctx, const Request *req, DeskRegister *out)
{
    TRY(property_desk_village(ctx, req, &out->village));
    return register_parse(request_param(req, "register"), &out->which) ? OK : NOT_FOUND;
}

Status
property_desk_row(Ctx *ctx, const Request *req, DeskRegister *place, RegisterRow *out)
{
    int64_t id;

    TRY(property_desk_register(ctx, req, place));
    if (!text_to_i64(request_param(req, "id"), &id))
        return NOT_FOUND;
    TRY(row_get(ctx, place->which, id, out));
    return row_region(place->which, out) == place->village.code ? OK : NOT_FOUND;
}

void
property_crumbs(Ctx *ctx, const DeskRegister *place, const RegisterRow *row, Page *page)
{
    Crumbs *crumbs = &page->crumbs;

    crumbs->at = NEW_ARRAY(ctx->arena, Crumb, 3);
    crumbs->at[crumbs->len++] = (Crumb){
        TR_FORMAT(ctx->arena, ctx->lang, "{place}的集体资产", {"place", place->village.name}),
        property_link(ctx->arena, place->village.code, "")};
    crumbs->at[crumbs->len++] =
        (Crumb){tr_text(ctx->lang, register_title(place->which)),
                property_register_link(ctx->arena, place->village.code, place->which, "")};
    if (row != NULL)
        crumbs->at[crumbs->len++] =
            (Crumb){property_row_title(ctx, place->which, row),
                    property_row_link(ctx->arena, place->village.code, place->which,
                                      row_id(place->which, row), "")};
}

int64_t
property_lock(const Request *req)
{
    int64_t lock;

    return text_to_i64(request_form(req, "lock"), &lock) ? lock : -1;
}

/* ---- which village ---- */

static Status
places_page(Ctx *ctx, const Request *req, Response *res)
{
    PropertyPlacesView view = {0};
    RegionCodes scopes = actor_scopes(ctx, CAN_READ_STAFF_PARTS);
    Regions villages;

    if (scopes.len == 0)
        return DENIED;
    if (scopes.len == 1 && region_code_level(scopes.at[0]) == LEVEL_VILLAGE)
        return response_redirect(ctx, res, property_link(ctx->arena, scopes.at[0], ""));
    TRY(region_villages_all(ctx, scopes, PLACES_MAX, &villages));
    view.places.at = NEW_ARRAY(ctx->arena, PropertyLink, villages.len);
    for (size_t i = 0; i < villages.len; i++)
        view.places.at[view.places.len++] = (PropertyLink){
            property_link(ctx->arena, villages.at[i].code, ""), villages.at[i].name, false};
    view.page = page_begin(ctx, req, TR(ctx->lang, "集体资产"));
    response_page(ctx, req, res, html_property_desk_places, &view);
    return OK;
}

/* ---- one village ---- */

static Status
fill_waits(Ctx *ctx, RegionCode village, PropertyIndexView *view)
{
    view->waits.at = NEW_ARRAY(ctx->arena, PropertyLine, PROPERTY_ITEMS * WAITING_SHOWN);
    for (size_t i = 0; i < PROPERTY_ITEMS; i++) {
        PropertyStatements statements;
        Status status = property_statements(ctx, village, property_items[i], &statements);
        size_t shown = 0;

        if (status == NOT_FOUND)
            continue; /* the district's catalogue has no such item */
        TRY(status);
        for (size_t j = 0; j < statements.len && shown < WAITING_SHOWN; j++)
            if (property_statement_waits(&statements.at[j])) {
                property_statement_line(ctx, &statements.at[j], &view->waits.at[view->waits.len++]);
                shown++;
            }
    }
    return OK;
}

static Status
fill_overdue(Ctx *ctx, RegionCode village, PropertyIndexView *view)
{
    Contracts contracts;

    TRY(contract_overdue(ctx, village, OVERDUE_SHOWN, &contracts));
    view->overdue.at = NEW_ARRAY(ctx->arena, PropertyLine, contracts.len);
    for (size_t i = 0; i < contracts.len; i++)
        property_row_line(ctx, village, REGISTER_CONTRACTS,
                          &(RegisterRow){.contract = contracts.at[i]},
                          &view->overdue.at[view->overdue.len++]);
    return OK;
}

static Text
register_hint(Ctx *ctx, PropertyRegister which)
{
    static const char *const hints[REGISTER_COUNT] = {
        [REGISTER_RESOURCES] = N_("地、塘、林：多大、在哪儿、谁在用"),
        [REGISTER_ASSETS] = N_("房屋、车、机器、设备：原值多少、现在值多少"),
        [REGISTER_CONTRACTS] = N_("租给谁、多少钱、哪天交、交了没有"),
        [REGISTER_DEBTS] = N_("别人欠村里的、村里欠别人的"),
        [REGISTER_FUNDS] = N_("专款、土地补偿费、代收代缴、审计整改"),
        [REGISTER_PLAN] = N_("一年打算收多少、花多少，做得怎么样"),
        [REGISTER_SHARES] = N_("集体挣的钱怎么分，干部领多少"),
    };

    return tr_text(ctx->lang, hints[which]);
}

static void
fill_registers(Ctx *ctx, RegionCode village, PropertyIndexView *view)
{
    view->registers.at = NEW_ARRAY(ctx->arena, PropertyLine, REGISTER_COUNT);
    for (int which = 0; which < REGISTER_COUNT; which++)
        view->registers.at[view->registers.len++] = (PropertyLine){
            .link = property_register_link(ctx->arena, village, (PropertyRegister)which, ""),
            .title = tr_text(ctx->lang, register_title((PropertyRegister)which)),
            .facts = register_hint(ctx, (PropertyRegister)which),
            .tag = register_item((PropertyRegister)which),
            .css = "tag tag-money",
        };
}

static Status
village_page(Ctx *ctx, const Request *req, Response *res)
{
    PropertyIndexView view = {0};
    PropertyTotals totals;
    Region village;

    TRY(property_desk_village(ctx, req, &village));
    TRY(property_totals(ctx, village.code, &totals));
    view.place = village.name;
    view.public_link = text_printf(ctx->arena, "/r/%012lld/property", (long long)village.code);
    view.may_keep = actor_may(ctx->actor, CAN_KEEP_LEDGER, village.code);
    view.area = decimal_format(ctx->arena, totals.area_milli);
    view.assets = desk_number(ctx->arena, totals.assets);
    view.contracts = desk_number(ctx->arena, totals.contracts);
    view.original = fen_format(ctx->arena, totals.original_fen);
    view.original.len -= FEN_PLACES; /* whole yuan will do here */
    TRY(fill_waits(ctx, village.code, &view));
    TRY(fill_overdue(ctx, village.code, &view));
    fill_registers(ctx, village.code, &view);
    view.page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{place}的集体资产", {"place", village.name}));
    response_page(ctx, req, res, html_property_desk_index, &view);
    return OK;
}

/* ---- one register ---- */

static const struct {
    PropertyRegister which;
    const char *name;
    const char *words;
} filters[] = {
    {REGISTER_CONTRACTS, "",         N_("全部")         },
    {REGISTER_CONTRACTS, "in-force", N_("正在履行")   },
    {REGISTER_CONTRACTS, "overdue",  N_("有拖欠")      },
    {REGISTER_CONTRACTS, "ending",   N_("90 天内到期")},
    {REGISTER_CONTRACTS, "ended",    N_("已结束")      },
    {REGISTER_DEBTS,     "",         N_("全部")         },
    {REGISTER_DEBTS,     "open",     N_("没还清")      },
};

static void
add_filter(PropertyListView *view, Text link, Text name, bool current)
{
    view->filters.at[view->filters.len++] = (PropertyLink){link, name, current};
}

static void
fill_filters(Ctx *ctx, const Request *req, const DeskRegister *place, RowFilter *chosen,
             PropertyListView *view)
{
    enum {
        FILTERS = sizeof filters / sizeof filters[0],
        YEARS = 3,
        YEAR_FIRST = 1990,
        YEAR_LAST = 2100
    };
    Text asked = request_query(req, "only");
    Text base = property_register_link(ctx->arena, place->village.code, place->which, "");
    int64_t year = 0;

    view->filters.at = NEW_ARRAY(ctx->arena, PropertyLink, FILTERS + YEARS);
    if (!row_filter(place->which, asked, chosen))
        asked = T("");
    for (size_t i = 0; i < FILTERS; i++) {
        bool current =
            asked.len == 0 ? filters[i].name[0] == '\0' : text_eq(asked, text_c(filters[i].name));

        if (filters[i].which != place->which)
            continue;
        add_filter(view, text_printf(ctx->arena, "%.*s?only=%s", TEXT_ARGS(base), filters[i].name),
                   tr_text(ctx->lang, filters[i].words), current);
    }
    if (place->which != REGISTER_PLAN && place->which != REGISTER_SHARES)
        return;
    if (!text_to_i64(request_query(req, "year"), &year) || year < YEAR_FIRST || year > YEAR_LAST)
        year = day_to_date(ctx_today(ctx)).year;
    chosen->year = year;
    view->year = desk_number(ctx->arena, year);
    for (int64_t other = year - 1; other <= year + 1; other++)
        add_filter(
            view, text_printf(ctx->arena, "%.*s?year=%lld", TEXT_ARGS(base), (long long)other),
            TR_FORMAT(ctx->arena, ctx->lang, "{year} 年", {"year", desk_number(ctx->arena, other)}),
            other == year);
}

static Status
fill_statements(Ctx *ctx, const DeskRegister *place, PropertyListView *view)
{
    Text item = register_item(place->which);
    PropertyStatements statements;
    Status status = property_statements(ctx, place->village.code, item, &statements);

    view->item = desk_item(ctx, place->village.code, item);
    view->period_action = text_printf(ctx->arena, "/desk/statements/%012lld/%.*s",
                                      (long long)place->village.code, TEXT_ARGS(item));
    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    view->statements.at = NEW_ARRAY(ctx->arena, PropertyLine, STATEMENTS_SHOWN);
    for (size_t i = 0; i < statements.len && i < STATEMENTS_SHOWN; i++)
        property_statement_line(ctx, &statements.at[i],
                                &view->statements.at[view->statements.len++]);
    return OK;
}

static Text
next_page(Ctx *ctx, const Request *req, const DeskRegister *place, Text cursor)
{
    Text only = request_query(req, "only");
    Text year = request_query(req, "year");
    int64_t number;

    return text_printf(
        ctx->arena, "%.*s?cursor=%.*s%s%.*s%s%.*s",
        TEXT_ARGS(property_register_link(ctx->arena, place->village.code, place->which, "")),
        TEXT_ARGS(cursor), only.len != 0 ? "&only=" : "", TEXT_ARGS(only),
        text_to_i64(year, &number) ? "&year=" : "",
        TEXT_ARGS(text_to_i64(year, &number) ? year : T("")));
}

static Status
list_page(Ctx *ctx, const Request *req, Response *res)
{
    PropertyListView view = {0};
    DeskRegister place;
    RowFilter filter = {0};
    RegisterRows rows;

    TRY(property_desk_register(ctx, req, &place));
    fill_filters(ctx, req, &place, &filter, &view);
    filter.cursor = request_query(req, "cursor");
    TRY(row_list(ctx, place.which, place.village.code, &filter, &rows));
    view.title = tr_text(ctx->lang, register_title(place.which));
    view.hint = register_hint(ctx, place.which);
    view.place = place.village.name;
    view.place_link = property_link(ctx->arena, place.village.code, "");
    view.new_link = property_register_link(ctx->arena, place.village.code, place.which, "/new");
    view.sheet_link = property_register_link(ctx->arena, place.village.code, place.which, "/sheet");
    view.export_link =
        property_register_link(ctx->arena, place.village.code, place.which, "/export");
    view.may_keep = actor_may(ctx->actor, CAN_KEEP_LEDGER, place.village.code);
    view.rows.at = NEW_ARRAY(ctx->arena, PropertyLine, rows.len);
    for (size_t i = 0; i < rows.len; i++)
        property_row_line(ctx, place.village.code, place.which, &rows.at[i],
                          &view.rows.at[view.rows.len++]);
    if (rows.next.at != NULL)
        view.next_link = next_page(ctx, req, &place, rows.next);
    if (place.which == REGISTER_PLAN && rows.len == 0 && view.may_keep)
        view.begin_action =
            property_register_link(ctx->arena, place.village.code, place.which, "/begin");
    TRY(fill_statements(ctx, &place, &view));
    view.page = page_begin(ctx, req, view.title);
    property_crumbs(ctx, &place, NULL, &view.page);
    view.page.crumbs.len = 1;
    response_page(ctx, req, res, html_property_desk_list, &view);
    return OK;
}

/* A year's plan from what the year before planned for it. */
static Status
begin_year(Ctx *ctx, const Request *req, Response *res)
{
    DeskRegister place;
    PlanLines lines;
    int64_t year = 0;
    Status status;

    TRY(property_desk_register(ctx, req, &place));
    if (place.which != REGISTER_PLAN || !text_to_i64(request_form(req, "year"), &year))
        return NOT_FOUND;
    status = plan_begin_year(ctx, place.village.code, year, &lines);
    if (status != OK && status != NOT_FOUND)
        return status;
    response_notice(ctx, req, res,
                    status == OK ? TR(ctx->lang, "已从去年的计划开始，请逐项核对")
                                 : TR(ctx->lang, "去年没有计划，请一项一项登记"));
    return response_redirect(ctx, res,
                             text_printf(ctx->arena, "%.*s?year=%lld",
                                         TEXT_ARGS(property_register_link(
                                             ctx->arena, place.village.code, place.which, "")),
                                         (long long)year));
}

#define REGISTER "/desk/property/{code}/{register}"

static const Route routes[] = {
    {METHOD_GET,  "/desk/property",        places_page,  ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/property/{code}", village_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  REGISTER "",             list_page,    ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, REGISTER "/begin",       begin_year,   ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable property_desk_routes = {routes, sizeof routes / sizeof routes[0]};
