/*
 * The board's pages.  What is the same for all who may see it is made once and kept
 * (board_cache.h); the forms and a leader's orders are made for each.
 */
#include "stats/desk_board.h"

#include "base/tr.h"
#include "clue/desk_order.h"
#include "flag/desk_parts.h"
#include "stats/board_below.html.h"
#include "stats/board_cache.h"
#include "stats/board_flags.html.h"
#include "stats/board_headline.html.h"
#include "stats/board_kpis.html.h"
#include "stats/board_rules.html.h"
#include "stats/board_why.html.h"
#include "stats/desk_board.html.h"
#include "stats/desk_board_draw.h"
#include "stats/desk_tables.html.h"

enum { FLAGS_SHOWN = 8, ORDERS_SHOWN = 8, TITLE_CHARS = 30, WEEK_DAYS = 7 };

/* ---- whose board ---- */

static Text
title_for(Ctx *ctx, const Region *place, BoardReader reader)
{
    if (reader == BOARD_INSPECTOR)
        return TR(ctx->lang, "监督台");
    return place->level == LEVEL_DISTRICT   ? TR(ctx->lang, "全区一览")
           : place->level == LEVEL_TOWNSHIP ? TR(ctx->lang, "全乡镇一览")
                                            : TR(ctx->lang, "全域一览");
}

bool
board_desk_title(Ctx *ctx, Text *out)
{
    Region place;
    RegionCode code;

    if (board_place(ctx, &code) != OK || region_get(ctx, code, &place) != OK)
        return false;
    *out = title_for(ctx, &place, board_reader(ctx, code));
    return true;
}

static Status
home_page(Ctx *ctx, const Request *req, Response *res)
{
    RegionCode place;

    (void)req;
    if (board_place(ctx, &place) != OK)
        return DENIED;
    return response_redirect(ctx, res,
                             text_printf(ctx->arena, "/desk/board/%012lld", (long long)place));
}

static Status
ask_of(Ctx *ctx, const Request *req, BoardAsk *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, &out->place));
    out->reader = board_reader(ctx, code);
    if (out->reader == BOARD_NOBODY)
        return DENIED;
    out->kind = board_span_of(ctx_today(ctx));
    (void)board_span_parse(request_query(req, "period"), &out->kind);
    return OK;
}

/* Up to the board above; the widest one has none, and needs no name. */
static void
crumbs(Ctx *ctx, const BoardAsk *ask, BoardView *view)
{
    RegionCode above = region_code_at(ask->place.code, (RegionLevel)(ask->place.level - 1));
    Region place;

    if (board_reader(ctx, above) == BOARD_NOBODY || region_get(ctx, above, &place) != OK)
        return;
    view->title =
        text_printf(ctx->arena, "%.*s · %.*s", TEXT_ARGS(ask->place.name), TEXT_ARGS(view->title));
    desk_crumbs(ctx, &view->page, place.name, board_link(ctx->arena, above, ask->kind, ""));
}

/* ---- flags ---- */

typedef struct Made {
    const BoardAsk *ask;
    int64_t wanted; /* whose evidence is asked for */
    BoardParts parts;
} Made;

static Text
markup_of(Ctx *ctx, Buf *buf)
{
    (void)ctx;
    return buf_done(buf);
}

#define MARKUP(ctx, template, view, out)                                                           \
    do {                                                                                           \
        Buf buf_ = buf_new((ctx)->arena, BOARD_PART_BYTES_MAX);                                    \
        Html html_ = {.buf = &buf_, .lang = (ctx)->lang};                                          \
        template(&html_, (view));                                                                  \
        if (buf_.overflow)                                                                         \
            return FAULT;                                                                          \
        *(out) = markup_of((ctx), &buf_);                                                          \
    } while (0)

/* Which of those shown: the one that was asked for, else the first; so that it is the same for all
 * who see these. */
static const Flag *
chosen_of(const BoardUrgents *urgent, int64_t wanted)
{
    for (size_t i = 0; i < urgent->len; i++)
        if (urgent->at[i].flag.id == wanted)
            return &urgent->at[i].flag;
    return urgent->len != 0 ? &urgent->at[0].flag : NULL;
}

static Status
make_why(Ctx *ctx, const Flag *chosen, Made *made)
{
    BoardWhy view = {.link = flag_link(ctx->arena, chosen->id, ""), .rows = chosen->rows};
    FlagEvidence evidence;
    Flag flag;

    TRY(flag_get(ctx, chosen->id, &flag, &evidence));
    TRY(flag_why(ctx, &flag, &evidence, &view.why));
    MARKUP(ctx, html_stats_board_why, &view, &made->parts.why);
    made->parts.flag = flag.id;
    made->parts.flag_lock = flag.lock;
    made->parts.flag_region = flag.region;
    return OK;
}

static void
fill_flags(Ctx *ctx, const BoardAsk *ask, const BoardUrgents *urgent, const Flag *chosen,
           BoardFlags *view)
{
    Flags shown = {.at = NEW_ARRAY(ctx->arena, Flag, urgent->len)};
    FlagLines lines = {0};

    for (size_t i = 0; i < urgent->len; i++)
        shown.at[shown.len++] = urgent->at[i].flag;
    flag_lines(ctx, &shown, true, &lines);
    view->rows.at = NEW_ARRAY(ctx->arena, BoardFlagLine, lines.len);
    for (size_t i = 0; i < lines.len; i++) {
        const Flag *flag = &shown.at[i];
        Text more = text_printf(ctx->arena, "&flag=%lld#why", (long long)flag->id);
        Text rule = text_printf(ctx->arena, "?rule=%.*s", TEXT_ARGS(flag->rule_name));

        view->rows.at[view->rows.len++] = (BoardFlagLine){
            .line = lines.at[i],
            .choose =
                board_link(ctx->arena, ask->place.code, ask->kind, text_cstr(ctx->arena, more)),
            .chosen = &urgent->at[i].flag == chosen,
            .alike = urgent->at[i].alike - 1,
            .alike_link = flags_link(ctx->arena, ask->place.code, text_cstr(ctx->arena, rule)),
        };
    }
}

static Status
make_flags(Ctx *ctx, Made *made, int64_t *red_out)
{
    RegionCode place = made->ask->place.code;
    BoardFlags view = {.all_link = flags_link(ctx->arena, place, "")};
    BoardUrgents urgent;
    const Flag *chosen;
    FlagSums sums;

    TRY(flag_figures(ctx, place, &sums));
    TRY(board_urgent(ctx, place, &sums, &urgent));
    if (urgent.len > FLAGS_SHOWN)
        urgent.len = FLAGS_SHOWN;
    chosen = chosen_of(&urgent, made->wanted);
    view.live = sums.all.live;
    *red_out = sums.all.red;
    fill_flags(ctx, made->ask, &urgent, chosen, &view);
    MARKUP(ctx, html_stats_board_flags, &view, &made->parts.flags);
    return chosen == NULL ? OK : make_why(ctx, chosen, made);
}

/* For leaders: counts, no flag. */
static Status
make_rules(Ctx *ctx, Made *made, int64_t *red_out)
{
    BoardRules view = {0};
    FlagSums sums;

    TRY(flag_totals(ctx, made->ask->place.code, &sums));
    view.live = sums.all.live;
    *red_out = sums.all.red;
    view.rules.at = NEW_ARRAY(ctx->arena, BoardRule, sums.len);
    for (size_t i = 0; i < sums.len; i++)
        if (sums.at[i].raised != 0)
            view.rules.at[view.rules.len++] =
                (BoardRule){.title = tr_text(ctx->lang, sums.at[i].rule->title),
                            .live = sums.at[i].live,
                            .red = sums.at[i].red,
                            .gone = sums.at[i].gone,
                            .dismissed = sums.at[i].dismissed};
    MARKUP(ctx, html_stats_board_rules, &view, &made->parts.flags);
    return OK;
}

/* ---- the parts that are kept ---- */

static Text
day_words(Ctx *ctx)
{
    static const char *const names[WEEK_DAYS] = {N_("周一"), N_("周二"), N_("周三"), N_("周四"),
                                                 N_("周五"), N_("周六"), N_("周日")};
    Day today = ctx_today(ctx);
    Date date = day_to_date(today);

    return TR_FORMAT(ctx->arena, ctx->lang, "{month} 月 {day} 日 {weekday}",
                     {"month", desk_number(ctx->arena, date.month)},
                     {"day", desk_number(ctx->arena, date.day)},
                     {"weekday", tr_text(ctx->lang, names[day_weekday(today) - 1])});
}

static Status
make_headline(Ctx *ctx, Made *made, int64_t red, int64_t slow)
{
    BoardHeadline view = {.day = day_words(ctx)};

    if (red > 0)
        view.flags = TR_FORMAT(ctx->arena, ctx->lang, "{count} 面高风险红旗",
                               {"count", desk_number(ctx->arena, red)});
    if (slow > 0)
        view.voices = TR_FORMAT(ctx->arena, ctx->lang, "{count} 件超期诉求",
                                {"count", desk_number(ctx->arena, slow)});
    if (red <= 0 && slow <= 0)
        view.nothing = TR(ctx->lang, "没有高风险红旗，也没有超期诉求");
    MARKUP(ctx, html_stats_board_headline, &view, &made->parts.headline);
    return OK;
}

static Status
make_parts(Ctx *ctx, Made *made)
{
    const BoardAsk *ask = made->ask;
    BoardFigures figures;
    BoardStrips strips;
    BoardBelow below;
    BoardHeat heat;
    BoardKpis kpis;
    int64_t red;

    TRY(board_figures(ctx, &ask->place, ask->kind, &figures));
    TRY(board_strips(ctx, &ask->place, &strips));
    TRY(board_heat(ctx, &ask->place, figures.period, &heat));
    TRY(ask->reader == BOARD_LEADER ? make_rules(ctx, made, &red) : make_flags(ctx, made, &red));
    TRY(make_headline(ctx, made, red, figures.slow_now));
    board_kpis(ctx, ask, &figures, strips.late, &kpis);
    MARKUP(ctx, html_stats_board_kpis, &kpis, &made->parts.kpis);
    board_draw_strips(ctx, ask, &strips, &below.strips);
    board_draw_heat(ctx, ask, &heat, &below.heat);
    board_draw_voices(ctx, ask, &figures, &below.voices);
    MARKUP(ctx, html_stats_board_below, &below, &made->parts.below);
    return OK;
}

static Status
parts_of(Ctx *ctx, const Request *req, const BoardAsk *ask, BoardParts *out)
{
    Made made = {.ask = ask};
    BoardKey key = {.place = ask->place.code,
                    .period = ask->kind,
                    .reader = ask->reader,
                    .lang = ctx->lang,
                    .day = ctx_today(ctx)};

    if (ask->reader != BOARD_LEADER && text_to_i64(request_query(req, "flag"), &made.wanted))
        key.flag = made.wanted;
    if (board_cache_find(ctx, &key, out))
        return OK;
    TRY(make_parts(ctx, &made));
    board_cache_keep(ctx, &key, &made.parts);
    *out = made.parts;
    return OK;
}

/* ---- what is made for each ---- */

static Status
fill_orders(Ctx *ctx, const BoardAsk *ask, BoardOrders *out)
{
    Orders orders;

    TRY(order_list(ctx, ORDERS_OPEN, T(""), &orders));
    out->rows.at = NEW_ARRAY(ctx->arena, BoardOrder, ORDERS_SHOWN);
    for (size_t i = 0; i < orders.len; i++) {
        const Order *order = &orders.at[i];
        const char *icon;
        BoardOrder *row;

        if (!region_contains(ask->place.code, order->office))
            continue;
        out->open++;
        out->overdue += order->overdue;
        if (out->rows.len == ORDERS_SHOWN)
            continue;
        row = &out->rows.at[out->rows.len++];
        *row = (BoardOrder){.title = text_first_chars(order->body, TITLE_CHARS),
                            .office = order->office_name,
                            .link = order_link(ctx->arena, order->id, "")};
        order_tag(ctx, order, &row->tag, &row->tag_css, &icon);
    }
    out->new_link = T("/desk/orders/new?source=instruction");
    return OK;
}

static void
fill_tabs(Ctx *ctx, const BoardAsk *ask, const char *below, BoardTab **at, size_t *len)
{
    *at = NEW_ARRAY(ctx->arena, BoardTab, BOARD_SPANS);
    *len = 0;
    for (int kind = 0; kind < BOARD_SPANS; kind++)
        (*at)[(*len)++] = (BoardTab){
            .name = tr_text(ctx->lang, board_span_title((BoardSpan)kind)),
            .link =
                text_printf(ctx->arena, "/desk/board/%012lld%s?period=%s",
                            (long long)ask->place.code, below, board_span_name((BoardSpan)kind)),
            .current = kind == (int)ask->kind,
        };
}

static Status
board_page(Ctx *ctx, const Request *req, Response *res)
{
    BoardView view = {0};
    BoardParts parts;
    BoardAsk ask;
    Flag flag;

    TRY(ask_of(ctx, req, &ask));
    TRY(parts_of(ctx, req, &ask, &parts));
    view.leads = ask.reader == BOARD_LEADER;
    view.title = title_for(ctx, &ask.place, ask.reader);
    view.region = desk_code(ctx->arena, ask.place.code);
    view.headline = (Markup){parts.headline};
    view.kpis = (Markup){parts.kpis};
    view.flags = (Markup){parts.flags};
    view.why = (Markup){parts.why};
    view.below = (Markup){parts.below};
    view.has_why = parts.flag != 0;
    fill_tabs(ctx, &ask, "", &view.tabs.at, &view.tabs.len);
    view.page = page_begin(ctx, req,
                           TR_FORMAT(ctx->arena, ctx->lang, "{place} {title}",
                                     {"place", ask.place.name}, {"title", view.title}));
    flag = (Flag){.id = parts.flag,
                  .lock = parts.flag_lock,
                  .region = parts.flag_region,
                  .live = parts.flag != 0};
    flag_deeds(ctx, req, &flag, &view.page, &view.deeds);
    if (view.leads)
        TRY(fill_orders(ctx, &ask, &view.orders));
    crumbs(ctx, &ask, &view);
    res->uncacheable = true;
    response_page(ctx, req, res, html_stats_desk_board, &view);
    return OK;
}

/* ---- tables ---- */

static Status
tables_page(Ctx *ctx, const Request *req, Response *res)
{
    BoardTablesView view = {0};
    BoardFigures figures;
    BoardStrips strips;
    BoardHeat heat;
    BoardAsk ask;

    TRY(ask_of(ctx, req, &ask));
    TRY(board_figures(ctx, &ask.place, ask.kind, &figures));
    TRY(board_strips(ctx, &ask.place, &strips));
    TRY(board_heat(ctx, &ask.place, figures.period, &heat));
    board_tables(ctx, &ask, &figures, &strips, &heat, &view);
    fill_tabs(ctx, &ask, "/tables", &view.tabs.at, &view.tabs.len);
    view.place = ask.place.name;
    view.title = TR(ctx->lang, "图里的数字");
    view.page = page_begin(ctx, req,
                           TR_FORMAT(ctx->arena, ctx->lang, "{place} {title}",
                                     {"place", ask.place.name}, {"title", view.title}));
    desk_crumbs(ctx, &view.page, title_for(ctx, &ask.place, ask.reader),
                board_link(ctx->arena, ask.place.code, ask.kind, ""));
    res->uncacheable = true;
    response_page(ctx, req, res, html_stats_desk_tables, &view);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/desk/board",               home_page,   ROUTE_READ | ROUTE_STAFF},
    {METHOD_GET, "/desk/board/{code}",        board_page,  ROUTE_READ | ROUTE_STAFF},
    {METHOD_GET, "/desk/board/{code}/tables", tables_page, ROUTE_READ | ROUTE_STAFF},
};

const RouteTable board_desk_routes = ROUTES(routes);
