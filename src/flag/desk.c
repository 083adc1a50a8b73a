/*
 * The list of red flags of a place.
 */
#include "flag/desk.h"

#include "actor/actor.h"
#include "base/money.h"
#include "base/rate.h"
#include "base/tr.h"
#include "flag/desk_list.html.h"
#include "flag/desk_parts.h"

/* ---- what the pages share ---- */

Text
flag_link(Arena *arena, int64_t id, const char *below)
{
    return text_printf(arena, "/desk/flag/%lld%s", (long long)id, below);
}

Text
flags_link(Arena *arena, RegionCode place, const char *query)
{
    return text_printf(arena, "/desk/flags/%012lld%s", (long long)place, query);
}

const char *
flag_level_css(FlagLevel level)
{
    static const char *const css[] = {
        [FLAG_NOTICE] = "sev sev-l", [FLAG_YELLOW] = "sev sev-m", [FLAG_RED] = "sev sev-h"};

    return css[level];
}

const char *
flag_state_css(FlagState state)
{
    static const char *const css[FLAG_STATES] = {
        [FLAG_OPEN] = "tag tag-warn",      [FLAG_ASKED] = "tag tag-doing",
        [FLAG_ANSWERED] = "tag tag-ghost", [FLAG_CLUE] = "tag tag-late",
        [FLAG_DISMISSED] = "tag",          [FLAG_GONE] = "tag tag-ok",
    };

    return css[state];
}

Text
flag_confirmed(Arena *arena, const FlagSum *sum)
{
    return rate_format(arena, sum->clues, sum->clues + sum->dismissed);
}

static Text
name_of(Ctx *ctx, RegionCode code)
{
    Region region;

    return region_get(ctx, code, &region) == OK ? region.name : desk_code(ctx->arena, code);
}

Text
flag_overdue_words(Ctx *ctx, const Flag *flag)
{
    if (!flag->overdue)
        return T("");
    return TR_FORMAT(ctx->arena, ctx->lang, "逾期 {days} 天没有说明",
                     {"days", desk_number(ctx->arena, ctx_today(ctx) - flag->due_day.value)});
}

static Text
due_words(Ctx *ctx, const Flag *flag)
{
    if (flag->state != FLAG_ASKED || !flag->due_day.set)
        return T("");
    if (flag->overdue)
        return flag_overdue_words(ctx, flag);
    return TR_FORMAT(ctx->arena, ctx->lang, "{day} 前说明",
                     {"day", desk_day(ctx, (Day)flag->due_day.value)});
}

void
flag_lines(Ctx *ctx, const Flags *flags, bool several, FlagLines *out)
{
    out->at = NEW_ARRAY(ctx->arena, FlagLine, flags->len);
    for (size_t i = 0; i < flags->len; i++) {
        const Flag *flag = &flags->at[i];
        FlagLine *line = &out->at[out->len++];

        *line = (FlagLine){
            .link = flag_link(ctx->arena, flag->id, ""),
            .level_css = flag_level_css(flag->level),
            .level = tr_text(ctx->lang, flag_level_title(flag->level)),
            .title = flag->rule != NULL ? tr_text(ctx->lang, flag->rule->title) : flag->rule_name,
            .sentence = flag->sentence,
            .amount = flag->sum_fen.set ? fen_format(ctx->arena, flag->sum_fen.value) : T(""),
            .waited = flag->live ? desk_waited(ctx, flag->raised_at)
                                 : desk_day(ctx, day_of(flag->changed_at)),
            .state_css = flag_state_css(flag->state),
            .state = flag_state_words(ctx, flag),
        };
        line->due = due_words(ctx, flag);
        line->late = flag->overdue;
        if (!several)
            continue;
        line->place = name_of(ctx, flag->region);
        line->above = name_of(ctx, region_code_at(flag->region, LEVEL_TOWNSHIP));
    }
}

bool
flag_desk_counts(Ctx *ctx, int64_t *live_out, bool *red_out)
{
    RegionCode place;
    FlagSums sums;

    if (flag_widest_place(ctx, &place) != OK || flag_figures(ctx, place, &sums) != OK)
        return false;
    *live_out = sums.all.live;
    *red_out = sums.all.red != 0;
    return true;
}

/* ---- of the page 待办 ---- */

enum { ROWS_SHOWN_MAX = 5, PLACES_LOOKED_AT = 3 };

static void
waiting_rows(Ctx *ctx, const Flags *flags, bool asked, bool several, DeskWaiting *part)
{
    FlagLines lines = {0};

    flag_lines(ctx, flags, several, &lines);
    for (size_t i = 0; i < lines.len; i++) {
        const FlagLine *line = &lines.at[i];

        part->late |= asked && line->late;
        if (part->rows.len == ROWS_SHOWN_MAX)
            continue;
        part->rows.at[part->rows.len++] = (DeskRow){
            .link = line->link,
            .title = line->title,
            .why = line->sentence,
            .place = line->place,
            .tag = text_is_empty(line->due) ? line->state : line->due,
            .tag_css = line->late ? "tag tag-late" : line->state_css,
        };
    }
}

static Status
waiting_for_inspectors(Ctx *ctx, RegionCode place, DeskWaiting *part)
{
    FlagSums sums;
    Flags flags;

    TRY(flag_figures(ctx, place, &sums));
    TRY(flag_list(ctx, place, true, NULL, T(""), &flags));
    part->count = sums.all.live;
    part->link_words = TR_FORMAT(ctx->arena, ctx->lang, "全部 {count} 面",
                                 {"count", desk_number(ctx->arena, sums.all.live)});
    waiting_rows(ctx, &flags, false, region_code_level(place) != LEVEL_VILLAGE, part);
    return OK;
}

/* What the inspectors want to know from the person's villages or office. */
static Status
waiting_to_explain(Ctx *ctx, DeskWaiting *part)
{
    const RoleGrants *grants = &ctx->actor->grants;

    part->note = TR(ctx->lang, "纪检监察请您说明");
    part->link_words = TR(ctx->lang, "看红旗");
    for (size_t i = 0, looked_at = 0; i < grants->len && looked_at < PLACES_LOOKED_AT; i++) {
        Flags flags;
        Status status = flag_to_explain(ctx, grants->at[i].region, &flags);

        if (status == DENIED)
            continue;
        TRY(status);
        looked_at++;
        part->count += (int64_t)flags.len;
        waiting_rows(ctx, &flags, true, grants->len > 1, part);
    }
    return OK;
}

Status
flag_desk_waiting(Ctx *ctx, DeskWaitings *out)
{
    DeskWaiting part = {.title = TR(ctx->lang, "红旗"),
                        .link = T("/desk/flags"),
                        .rows = {.at = NEW_ARRAY(ctx->arena, DeskRow, ROWS_SHOWN_MAX)}};
    RegionCode place;
    Status status = actor_scope(ctx, CAN_WORK_FLAGS, &place);

    if (status == OK)
        TRY(waiting_for_inspectors(ctx, place, &part));
    else if (status == NOT_FOUND)
        TRY(waiting_to_explain(ctx, &part));
    else
        return status;
    if (part.rows.len != 0 && out->len < DESK_WAITINGS_MAX)
        out->at[out->len++] = part;
    return OK;
}

/* ---- the list ---- */

static Status
home_page(Ctx *ctx, const Request *req, Response *res)
{
    RegionCode place;

    (void)req;
    if (flag_widest_place(ctx, &place) != OK)
        return DENIED;
    return response_redirect(ctx, res, flags_link(ctx->arena, place, ""));
}

static Text
sentence_of(Ctx *ctx, const FlagSums *sums)
{
    if (sums->all.live == 0)
        return TR(ctx->lang, "现在没有要看的");
    if (sums->all.red == 0)
        return TR_FORMAT(ctx->arena, ctx->lang, "{count} 面等您先看",
                         {"count", desk_number(ctx->arena, sums->all.live)});
    return TR_FORMAT(ctx->arena, ctx->lang, "{count} 面等您先看，其中 {red} 面是红的",
                     {"count", desk_number(ctx->arena, sums->all.live)},
                     {"red", desk_number(ctx->arena, sums->all.red)});
}

static Text
list_link(Ctx *ctx, RegionCode place, bool live, const FlagRule *rule)
{
    Text base = flags_link(ctx->arena, place, live ? "?view=live" : "?view=done");

    if (rule == NULL)
        return base;
    return text_printf(ctx->arena, "%.*s&rule=%s", TEXT_ARGS(base), rule->name);
}

static void
fill_tabs(Ctx *ctx, RegionCode place, bool live, const FlagRule *rule, const FlagSums *sums,
          FlagListView *view)
{
    view->tabs.at = NEW_ARRAY(ctx->arena, FlagTab, 2);
    view->tabs.at[view->tabs.len++] = (FlagTab){.name = TR(ctx->lang, "待处理"),
                                                .link = list_link(ctx, place, true, rule),
                                                .count = sums->all.live,
                                                .current = live};
    view->tabs.at[view->tabs.len++] = (FlagTab){.name = TR(ctx->lang, "已了结"),
                                                .link = list_link(ctx, place, false, rule),
                                                .current = !live};
}

/* Only rules that have found something. */
static void
fill_rules(Ctx *ctx, RegionCode place, const FlagRule *only, const FlagSums *sums,
           FlagListView *view)
{
    view->rules.at = NEW_ARRAY(ctx->arena, FlagRuleSum, sums->len);
    for (size_t i = 0; i < sums->len; i++) {
        const FlagSum *sum = &sums->at[i];

        if (sum->raised == 0)
            continue;
        view->rules.at[view->rules.len++] =
            (FlagRuleSum){.title = tr_text(ctx->lang, sum->rule->title),
                          .link = list_link(ctx, place, true, sum->rule),
                          .live = sum->live,
                          .red = sum->red,
                          .gone = sum->gone,
                          .clues = sum->clues,
                          .dismissed = sum->dismissed,
                          .confirmed = flag_confirmed(ctx->arena, sum),
                          .current = sum->rule == only};
    }
}

static Status
list_page(Ctx *ctx, const Request *req, Response *res)
{
    FlagListView view = {0};
    const FlagRule *rule = flag_rule(request_query(req, "rule"));
    Text cursor = request_query(req, "cursor");
    bool live = !text_eq(request_query(req, "view"), T("done"));
    RegionCode code;
    Region place;
    FlagSums sums;
    Flags flags;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(region_get(ctx, code, &place));
    TRY(flag_figures(ctx, code, &sums));
    TRY(flag_list(ctx, code, live, rule, cursor, &flags));
    view.place = place.name;
    view.sentence = sentence_of(ctx, &sums);
    view.several = place.level != LEVEL_VILLAGE;
    flag_lines(ctx, &flags, view.several, &view.rows);
    fill_tabs(ctx, code, live, rule, &sums, &view);
    fill_rules(ctx, code, rule, &sums, &view);
    if (rule != NULL) {
        view.only = tr_text(ctx->lang, rule->title);
        view.all_link = list_link(ctx, code, live, NULL);
    }
    if (!text_is_empty(cursor))
        view.first_link = list_link(ctx, code, live, rule);
    if (flags.next.at != NULL)
        view.next_link =
            text_printf(ctx->arena, "%.*s&cursor=%.*s", TEXT_ARGS(list_link(ctx, code, live, rule)),
                        TEXT_ARGS(flags.next));
    view.empty = live ? TR(ctx->lang, "没有要处理的红旗") : TR(ctx->lang, "还没有了结的");
    if (actor_may_somewhere(ctx, CAN_WORK_FLAGS) || actor_may_somewhere(ctx, CAN_SET_RULES))
        view.rules_link = T("/desk/rules");
    view.page = page_begin(
        ctx, req, TR_FORMAT(ctx->arena, ctx->lang, "{place}的红旗", {"place", place.name}));
    desk_crumbs(ctx, &view.page, T(""), T(""));
    res->uncacheable = true;
    response_page(ctx, req, res, html_flag_desk_list, &view);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/desk/flags",        home_page, ROUTE_READ | ROUTE_STAFF},
    {METHOD_GET, "/desk/flags/{code}", list_page, ROUTE_READ | ROUTE_STAFF},
};

const RouteTable flag_desk_routes = ROUTES(routes);
