/*
 * Patrols on the desk: days, one of them, what a finding becomes.
 */
#include "clue/desk_patrol.h"
#include "base/tr.h"
#include "clue/desk.h"
#include "clue/desk_case.h"
#include "clue/desk_clue.h"
#include "clue/desk_list.html.h"
#include "clue/desk_one.html.h"
#include "disclosure/desk_parts.h"
#include "disclosure/desk_sheet.h"

enum { EXPORT_BYTES_MAX = 4 * 1024 * 1024, COLUMNS = 9 };

static Text
sealed_note(Lang lang)
{
    return TR(lang, "巡查记录只有管这里的纪检监察看得到。");
}

/* ---- days ---- */

static void
fill_row(Ctx *ctx, const Patrol *patrol, CaseRow *row)
{
    *row = (CaseRow){
        .link = patrol_link(ctx->arena, patrol->id, ""),
        .title = text_printf(ctx->arena, "%.*s · %.*s", TEXT_ARGS(patrol->region_name),
                             TEXT_ARGS(desk_day(ctx, patrol->day))),
        .why =
            TR_FORMAT(ctx->arena, ctx->lang, "{person}看了 {seen} 处，发现 {findings} 个问题",
                      {"person", patrol->person}, {"seen", desk_number(ctx->arena, patrol->seen)},
                      {"findings", desk_number(ctx->arena, patrol->findings)}),
        .tag = patrol->finished_at.set ? TR(ctx->lang, "已结束") : TR(ctx->lang, "进行中"),
        .tag_css = patrol->finished_at.set ? "tag tag-ok" : "tag tag-doing",
        .icon = patrol->finished_at.set ? "circle-check" : "hourglass",
    };
}

static Status
list_page(Ctx *ctx, const Request *req, Response *res)
{
    CaseListView view = {.title = TR(ctx->lang, "巡查"),
                         .sentence = TR(ctx->lang, "看了什么、发现什么，一天一张"),
                         .sealed_note = sealed_note(ctx->lang),
                         .empty = TR(ctx->lang, "还没有巡查记录")};
    Patrols patrols;
    Patrol today;

    TRY(patrol_list(ctx, request_query(req, "cursor"), &patrols));
    view.rows.at = NEW_ARRAY(ctx->arena, CaseRow, patrols.len);
    for (size_t i = 0; i < patrols.len; i++)
        fill_row(ctx, &patrols.at[i], &view.rows.at[view.rows.len++]);
    case_links_begin(ctx, &view.links);
    if (patrol_today(ctx, &today) == OK)
        case_link(&view.links, TR(ctx->lang, "接着今天的巡查"),
                  patrol_link(ctx->arena, today.id, ""), "clipboard-list");
    else
        case_link(&view.links, TR(ctx->lang, "开始今天的巡查"), T("/desk/patrols/new"), "plus");
    view.links.at[0].main = true;
    case_link(&view.links, TR(ctx->lang, "下载表格"), T("/desk/patrols/export"), "download");
    if (patrols.next.at != NULL)
        view.next_link =
            text_printf(ctx->arena, "/desk/patrols?cursor=%.*s", TEXT_ARGS(patrols.next));
    view.page = page_begin(ctx, req, view.title);
    res->uncacheable = true;
    response_page(ctx, req, res, html_clue_desk_list, &view);
    return OK;
}

static Text
became(Ctx *ctx, const PatrolItem *item)
{
    if (!item->finding)
        return TR(ctx->lang, "看过");
    if (item->order != 0)
        return TR(ctx->lang, "转了督办");
    if (item->clue != 0)
        return TR(ctx->lang, "转了问题线索");
    return item->settled ? TR(ctx->lang, "已处理") : TR(ctx->lang, "待处理");
}

static Status
export_page(Ctx *ctx, const Request *req, Response *res)
{
    static const Text columns[COLUMNS] = {
        T_INIT("巡查日期"), T_INIT("巡查地区"), T_INIT("巡查人"),
        T_INIT("时间"),     T_INIT("地点"),     T_INIT("看了什么"),
        T_INIT("网址"),     T_INIT("发现问题"), T_INIT("处理情况"),
    };
    Buf buf = sheet_out_begin(ctx->arena, EXPORT_BYTES_MAX);
    Text cursor = {0};
    (void)req;

    sheet_out_row(ctx, &buf, columns, COLUMNS);
    do {
        Patrols patrols;

        TRY(patrol_list(ctx, cursor, &patrols));
        for (size_t i = 0; i < patrols.len; i++) {
            const Patrol *patrol = &patrols.at[i];
            PatrolItems items;

            TRY(patrol_items_get(ctx, patrol, &items));
            for (size_t k = 0; k < items.len; k++) {
                const PatrolItem *item = &items.at[k];
                Text cells[COLUMNS] = {
                    day_format(ctx->arena, patrol->day),
                    patrol->region_name,
                    patrol->person,
                    time_format_minute(ctx->arena, item->at),
                    item->place_name,
                    item->title,
                    item->path,
                    item->words,
                    became(ctx, item),
                };

                sheet_out_row(ctx, &buf, cells, COLUMNS);
            }
        }
        cursor = patrols.next;
    } while (cursor.at != NULL && !buf.overflow);
    sheet_out_send(ctx, res, &buf, T("patrols"));
    return OK;
}

/* ---- one of them ---- */

static void
fill_line(Ctx *ctx, const PatrolItem *item, CaseLine *line)
{
    *line = (CaseLine){
        .title = item->title,
        .link = item->path.len != 0 ? item->path : (Text){0},
        .note = item->unreadable ? TR(ctx->lang, "打不开：密钥不是原来的那一把。") : item->words,
        .when = text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(item->place_name),
                            TEXT_ARGS(time_format_minute(ctx->arena, item->at))),
        .tag = became(ctx, item),
        .tag_css = !item->finding  ? "tag tag-ghost"
                   : item->settled ? "tag tag-ok"
                                   : "tag tag-warn",
    };
    case_links_begin(ctx, &line->deeds);
    if (item->finding && !item->settled)
        case_link(&line->deeds, TR(ctx->lang, "处理"),
                  text_printf(ctx->arena, "/desk/patrol/finding/%lld", (long long)item->id),
                  "pencil");
    if (item->order != 0)
        case_link(&line->deeds, TR(ctx->lang, "看督办"),
                  text_printf(ctx->arena, "/desk/order/%lld", (long long)item->order), "send");
    if (item->clue != 0)
        case_link(&line->deeds, TR(ctx->lang, "看线索"), clue_link(ctx->arena, item->clue, ""),
                  "lock");
}

static Status
fill_items(Ctx *ctx, const Patrol *patrol, CaseView *view)
{
    PatrolItems items;

    TRY(patrol_items_get(ctx, patrol, &items));
    view->lines_title = TR(ctx->lang, "看了什么");
    view->lines.at = NEW_ARRAY(ctx->arena, CaseLine, items.len);
    for (size_t i = 0; i < items.len; i++)
        fill_line(ctx, &items.at[i], &view->lines.at[view->lines.len++]);
    if (items.open != 0 && patrol->due_day.set && patrol->due_day.value < ctx_today(ctx))
        view->urgent = TR_FORMAT(ctx->arena, ctx->lang, "还有 {count} 个问题到 {day} 没有处理",
                                 {"count", desk_number(ctx->arena, items.open)},
                                 {"day", desk_day(ctx, (Day)patrol->due_day.value)});
    return OK;
}

Status
patrol_show(Ctx *ctx, const Request *req, Response *res, const Patrol *patrol,
            const Regions *choices)
{
    CaseView view = {
        .title = TR_FORMAT(ctx->arena, ctx->lang, "{place}的巡查", {"place", patrol->region_name}),
        .sub = text_printf(ctx->arena, "%.*s · %.*s", TEXT_ARGS(desk_day(ctx, patrol->day)),
                           TEXT_ARGS(patrol->person)),
        .sealed_note = sealed_note(ctx->lang),
        .body_title = TR(ctx->lang, "巡查"),
        .state = patrol->finished_at.set ? TR(ctx->lang, "已结束") : TR(ctx->lang, "进行中"),
        .state_css = patrol->finished_at.set ? "tag tag-ok" : "tag tag-doing",
    };

    case_fact(ctx, &view, TR(ctx->lang, "看了几处"), desk_number(ctx->arena, patrol->seen),
              (Text){0});
    case_fact(ctx, &view, TR(ctx->lang, "发现的问题"), desk_number(ctx->arena, patrol->findings),
              (Text){0});
    if (patrol->due_day.set)
        case_fact(ctx, &view, TR(ctx->lang, "处理期限"), desk_day(ctx, (Day)patrol->due_day.value),
                  (Text){0});
    TRY(fill_items(ctx, patrol, &view));
    if (!patrol->finished_at.set && patrol->account == actor_person(ctx->actor)) {
        patrol_note_form(ctx, req, patrol, choices, &view.forms, &view.page);
        case_links_begin(ctx, &view.links);
        case_link(&view.links, TR(ctx->lang, "结束巡查"),
                  patrol_link(ctx->arena, patrol->id, "/finish"), "check");
        view.links.at[0].post = true;
    }
    view.page = page_begin(ctx, req, view.title);
    case_crumb(ctx, &view.page, TR(ctx->lang, "巡查"), T("/desk/patrols"));
    res->uncacheable = true;
    response_page(ctx, req, res, html_clue_desk_one, &view);
    return OK;
}

static Status
one_page(Ctx *ctx, const Request *req, Response *res)
{
    Patrol patrol;
    int64_t id;

    TRY(case_id(req, &id));
    TRY(patrol_get(ctx, id, &patrol));
    return patrol_show(ctx, req, res, &patrol, NULL);
}

static Status
finish_deed(Ctx *ctx, const Request *req, Response *res)
{
    int64_t id;

    TRY(case_id(req, &id));
    TRY(patrol_finish(ctx, id));
    response_notice(ctx, req, res, TR(ctx->lang, "这次巡查结束了"));
    return response_redirect(ctx, res, patrol_link(ctx->arena, id, ""));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/patrols",                    list_page,           ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/patrols/export",             export_page,         ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/patrols/new",                patrol_new_page,     ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/patrols/new",                patrol_new_deed,     ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/patrol/note",                patrol_jot_page,     ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/patrol/finding/{id}",        patrol_finding_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/patrol/finding/{id}/order",  patrol_finding_deed,
     ROUTE_WRITE | ROUTE_STAFF                                                                      },
    {METHOD_POST, "/desk/patrol/finding/{id}/clue",   patrol_finding_deed, ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/patrol/finding/{id}/settle", patrol_finding_deed,
     ROUTE_WRITE | ROUTE_STAFF                                                                      },
    {METHOD_GET,  "/desk/patrol/{id}",                one_page,            ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/patrol/{id}/note",           patrol_note_deed,    ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/patrol/{id}/finish",         finish_deed,         ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable patrol_desk_routes = ROUTES(routes);
