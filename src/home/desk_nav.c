#include "home/desk_nav.h"

#include "base/tr.h"
#include "catalogue/catalogue.h"
#include "clue/order.h"
#include "disclosure/desk_work.h"
#include "duty/duty.h"
#include "flag/desk.h"
#include "notify/desk.h"
#include "notify/notify.h"
#include "opinion/queue.h"
#include "resident/resident.h"
#include "stats/desk_board.h"
#include "stats/desk_report.h"

enum { NAV_MAX = 32, OWN_VILLAGES_MAX = 3 };

/* Pages that do not stand below the line of the menu that they belong to. */
static const struct {
    const char *below;
    const char *line;
} belongs[] = {
    {"/desk/subsidy/",    "/desk/subsidies" },
    {"/desk/programme/",  "/desk/subsidies" },
    {"/desk/programmes/", "/desk/subsidies" },
    {"/desk/project/",    "/desk/projects"  },
    {"/desk/household/",  "/desk/households"},
    {"/desk/opinion/",    "/desk/opinions"  },
    {"/desk/flag/",       "/desk/flags"     },
    {"/desk/rules",       "/desk/flags"     },
    {"/desk/outside",     "/desk/flags"     },
    {"/desk/order/",      "/desk/orders"    },
    {"/desk/clue/",       "/desk/clues"     },
    {"/desk/patrol/",     "/desk/patrols"   },
    {"/desk/training/",   "/desk/trainings" },
    {"/desk/bank/",       "/desk/ledger"    },
    {"/desk/fund/",       "/desk/ledger"    },
    {"/desk/e/",          "/desk/ledger"    },
    {"/desk/statements/", "/desk/property"  },
};

static bool
is_below(Arena *arena, Text path, Text top)
{
    return text_eq(path, top) || text_starts(path, text_printf(arena, "%.*s/", TEXT_ARGS(top)));
}

static bool
is_current(const Request *req, Text link)
{
    if (text_eq(link, T("/desk")))
        return text_eq(req->path, link);
    /* Who has one village has a link to its own book, others one to all books. */
    for (size_t i = 0; i < sizeof belongs / sizeof belongs[0]; i++)
        if (text_starts(req->path, text_c(belongs[i].below)))
            return is_below(req->arena, link, text_c(belongs[i].line));
    return is_below(req->arena, req->path, link);
}

static void
add(Page *page, const Request *req, Text name, Text link, const char *icon, int64_t count)
{
    if (page->nav.len == NAV_MAX)
        return;
    page->nav.at[page->nav.len++] = (NavItem){
        .name = name,
        .link = link,
        .icon = icon,
        .count = count,
        .current = is_current(req, link),
    };
}

/* 本村公开: for those who write for a village. */
static void
add_villages(Ctx *ctx, const Request *req, Page *page)
{
    const RoleGrants *grants = &ctx->actor->grants;
    int villages = 0;
    Region place;

    for (size_t i = 0; i < grants->len && villages < OWN_VILLAGES_MAX; i++) {
        RegionCode code = grants->at[i].region;

        if (grants->at[i].role != ROLE_VILLAGE_ADMIN || region_get(ctx, code, &place) != OK ||
            place.level != LEVEL_VILLAGE)
            continue;
        add(page, req, villages == 0 ? TR(ctx->lang, "本村公开") : place.name,
            text_printf(ctx->arena, "/desk/village/%012lld", (long long)code), "building-community",
            0);
        villages++;
    }
}

static void
add_work(Ctx *ctx, const Request *req, Page *page)
{
    RegionCodes reviews = actor_scopes(ctx, CAN_REVIEW);
    RegionCodes confirms = actor_scopes(ctx, CAN_CONFIRM_FINANCE);
    RegionCodes reads = actor_scopes(ctx, CAN_READ_STAFF_PARTS);
    WorkCounts counts = {0};
    DutyCounts duties = {0};

    if (reviews.len != 0 && desk_work_counts_all(ctx, reviews, &counts) == OK)
        add(page, req, TR(ctx->lang, "审核"), T("/desk/review"), "clipboard-check",
            counts.submitted);
    else if (confirms.len != 0 && desk_work_counts_all(ctx, confirms, &counts) == OK)
        add(page, req, TR(ctx->lang, "核对财务"), T("/desk/review"), "clipboard-check",
            counts.confirming);
    if (reads.len != 0 && duty_counts_all(ctx, reads, &duties) == OK)
        add(page, req, TR(ctx->lang, "逾期"), T("/desk/missing"), "calendar-due", duties.missing);
}

/* 领导小组 read figures, not what people write. */
static bool
leads(const Ctx *ctx, RegionCode *place_out)
{
    const RoleGrants *grants = &ctx->actor->grants;

    for (size_t i = 0; i < grants->len; i++) {
        *place_out = grants->at[i].region;
        if (grants->at[i].role == ROLE_LEADER && *place_out != 0)
            return true;
    }
    return false;
}

static void
add_flags(Ctx *ctx, const Request *req, Page *page)
{
    int64_t live;
    bool red;

    if (!flag_desk_counts(ctx, &live, &red))
        return;
    add(page, req, TR(ctx->lang, "红旗"), T("/desk/flags"), "flag", live);
    page->nav.at[page->nav.len - 1].late = red;
}

static void
add_opinions(Ctx *ctx, const Request *req, Page *page)
{
    RegionCodes reads = actor_scopes(ctx, CAN_READ_OPINIONS);
    RegionCodes visits = actor_scopes(ctx, CAN_VISIT_SENDERS);
    OpinionCounts counts = {0};
    RegionCode place;

    if (reads.len != 0 &&
        opinion_counts(ctx, actor_scopes(ctx, CAN_HANDLE_OPINIONS), &counts) == OK) {
        add(page, req, TR(ctx->lang, "群众意见"), T("/desk/opinions"), "message-question",
            counts.ours);
        page->nav.at[page->nav.len - 1].late = counts.overdue != 0;
    } else if (leads(ctx, &place)) {
        add(page, req, TR(ctx->lang, "群众意见"),
            text_printf(ctx->arena, "/desk/opinions/%012lld/figures", (long long)place),
            "message-question", 0);
    }
    if (visits.len != 0 && opinion_counts(ctx, visits, &counts) == OK)
        add(page, req, TR(ctx->lang, "回访"), T("/desk/visits"), "phone", counts.visits);
}

/* 报表: the month in figures. */
static void
add_report(Ctx *ctx, const Request *req, Page *page)
{
    if (report_desk_may(ctx))
        add(page, req, TR(ctx->lang, "报表"), T("/desk/report"), "file-spreadsheet", 0);
}

/* 督办, 问题线索, 信访, 巡查: each for those who have to do with it. */
static void
add_supervision(Ctx *ctx, const Request *req, Page *page)
{
    OrderCounts counts;

    if ((actor_may_somewhere(ctx, CAN_ISSUE_ORDERS) ||
         actor_may_somewhere(ctx, CAN_ANSWER_ORDERS)) &&
        order_counts(ctx, &counts) == OK) {
        add(page, req, TR(ctx->lang, "督办"), T("/desk/orders"), "hourglass",
            counts.waiting + counts.reported);
        page->nav.at[page->nav.len - 1].late = counts.overdue != 0;
    }
    if (actor_may_somewhere(ctx, CAN_KEEP_CLUES))
        add(page, req, TR(ctx->lang, "问题线索"), T("/desk/clues"), "lock", 0);
    if (actor_may_somewhere(ctx, CAN_KEEP_CLUES))
        add(page, req, TR(ctx->lang, "巡查"), T("/desk/patrols"), "search", 0);
    if (actor_may_somewhere(ctx, CAN_READ_SUPERVISION))
        add(page, req, TR(ctx->lang, "信访举报"), T("/desk/petitions"), "table", 0);
}

static void
add_stats(Ctx *ctx, const Request *req, Page *page)
{
    if (actor_may_somewhere(ctx, CAN_READ_STAFF_PARTS) ||
        actor_may_somewhere(ctx, CAN_READ_SUPERVISION))
        add(page, req, TR(ctx->lang, "统计"), T("/desk/stats"), "chart-bar", 0);
}

/* The village's money, a line for each room. */
static void
add_money(Ctx *ctx, const Request *req, Page *page)
{
    Household own;
    RegionCodes reads = actor_scopes(ctx, CAN_READ_STAFF_PARTS);

    /* Who has one village goes there at once. */
    if (reads.len == 1 && region_code_level(reads.at[0]) == LEVEL_VILLAGE)
        add(page, req, TR(ctx->lang, "村账"),
            text_printf(ctx->arena, "/desk/ledger/%012lld", (long long)reads.at[0]), "receipt", 0);
    else if (reads.len != 0)
        add(page, req, TR(ctx->lang, "村账"), T("/desk/ledger"), "receipt", 0);
    if (reads.len == 1 && region_code_level(reads.at[0]) == LEVEL_VILLAGE)
        add(page, req, TR(ctx->lang, "集体资产"),
            text_printf(ctx->arena, "/desk/property/%012lld", (long long)reads.at[0]), "archive",
            0);
    else if (reads.len != 0)
        add(page, req, TR(ctx->lang, "集体资产"), T("/desk/property"), "archive", 0);
    if (actor_may_somewhere(ctx, CAN_READ_STAFF_PARTS))
        add(page, req, TR(ctx->lang, "补贴"), T("/desk/subsidies"), "coin-yuan", 0);
    if (actor_may_somewhere(ctx, CAN_READ_STAFF_PARTS))
        add(page, req, TR(ctx->lang, "项目"), T("/desk/projects"), "clipboard-list", 0);
    if (resident_household_of(ctx, ctx->actor, 0, &own) == OK)
        add(page, req, TR(ctx->lang, "我家"), T("/my/household"), "user", 0);
}

/* A year of which no holiday is known yet, once it should be. */
static bool
calendar_is_pressing(Ctx *ctx)
{
    int year;
    bool pressing;

    return calendar_gap(ctx, &year, &pressing) == OK && pressing;
}

static void
add_settings(Ctx *ctx, const Request *req, Page *page)
{
    if (actor_may_somewhere(ctx, CAN_MANAGE_CATALOGUE))
        add(page, req, TR(ctx->lang, "事项清单"), T("/desk/catalogue"), "clipboard-list", 0);
    if (actor_may_somewhere(ctx, CAN_MANAGE_ACCOUNTS))
        add(page, req, TR(ctx->lang, "账号"), T("/desk/accounts"), "users", 0);
    if (notify_desk_may(ctx))
        add(page, req, TR(ctx->lang, "发出的消息"), T("/desk/messages"), "send", 0);
    if (actor_may_somewhere(ctx, CAN_MANAGE_REGIONS))
        add(page, req, TR(ctx->lang, "地区"), T("/desk/regions"), "map", 0);
    else if (actor_may_somewhere(ctx, CAN_EDIT_PROFILE))
        add(page, req, TR(ctx->lang, "村情"), T("/desk/regions"), "map-pin", 0);
    if (actor_may_somewhere(ctx, CAN_EDIT_PROFILE))
        add(page, req, TR(ctx->lang, "谁负责"), T("/desk/group"), "user-check", 0);
    if (actor_may_somewhere(ctx, CAN_EDIT_PROFILE))
        add(page, req, TR(ctx->lang, "户籍表"), T("/desk/households"), "home", 0);
    if (actor_may_somewhere(ctx, CAN_READ_ROSTER))
        add(page, req, TR(ctx->lang, "人口名册"), T("/desk/residents"), "users", 0);
    if (actor_may_somewhere(ctx, CAN_READ_STAFF_PARTS))
        add(page, req, TR(ctx->lang, "培训"), T("/desk/trainings"), "book", 0);
    if (actor_may_somewhere(ctx, CAN_READ_STAFF_PARTS))
        add(page, req, TR(ctx->lang, "宣传材料"), T("/desk/outreach"), "speakerphone", 0);
    if (actor_may_somewhere(ctx, CAN_MANAGE_CALENDAR))
        add(page, req, TR(ctx->lang, "工作日历"), T("/desk/calendar"), "calendar",
            calendar_is_pressing(ctx));
    if (actor_may_somewhere(ctx, CAN_READ_AUDIT))
        add(page, req, TR(ctx->lang, "操作留痕"), T("/desk/audit"), "history", 0);
    add(page, req, TR(ctx->lang, "我的账号"), T("/desk/me"), "user", 0);
}

/* The different places of the person's roles, in their order. */
static RegionCodes
own_places(const Ctx *ctx)
{
    const RoleGrants *grants = &ctx->actor->grants;
    RegionCodes own = {.at = NEW_ARRAY(ctx->arena, RegionCode, grants->len)};

    for (size_t i = 0; i < grants->len; i++) {
        bool known = false;

        for (size_t j = 0; j < own.len; j++)
            known |= own.at[j] == grants->at[i].region;
        if (!known)
            own.at[own.len++] = grants->at[i].region;
    }
    return own;
}

void
desk_dress(Ctx *ctx, const Request *req, Page *page)
{
    RegionCodes own;
    Text board = {0};
    Region place;
    int64_t unread;

    if (ctx->actor == NULL)
        return;
    page->noindex = true;
    page->nav.at = NEW_ARRAY(ctx->arena, NavItem, NAV_MAX);
    own = own_places(ctx);
    if (own.len != 0 && region_get(ctx, own.at[0], &place) == OK)
        page->region_name =
            own.len == 1
                ? place.name
                : TR_FORMAT(ctx->arena, ctx->lang, "{name}等 {count} 处", {"name", place.name},
                            {"count", text_printf(ctx->arena, "%zu", own.len)});
    if (board_desk_title(ctx, &board))
        add(page, req, board, T("/desk/board"), "layout-dashboard", 0);
    add(page, req, TR(ctx->lang, "待办"), T("/desk"),
        text_is_empty(board) ? "layout-dashboard" : "clipboard-list", 0);
    if (notify_unread(ctx, &unread) == OK)
        add(page, req, TR(ctx->lang, "消息"), T("/my/notices"), "bell", unread);
    add_villages(ctx, req, page);
    add_work(ctx, req, page);
    add_flags(ctx, req, page);
    add_opinions(ctx, req, page);
    add_supervision(ctx, req, page);
    add_stats(ctx, req, page);
    add_report(ctx, req, page);
    add_money(ctx, req, page);
    add_settings(ctx, req, page);
}
