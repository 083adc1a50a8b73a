/*
 * 待办: what waits for the person who signed in, most urgent first.
 */
#include "base/rate.h"
#include "base/tr.h"
#include "disclosure/desk_home.html.h"
#include "disclosure/desk_parts.h"
#include "disclosure/desk_waiting.h"
#include "region/tally.h"

enum {
    TASK_DAYS_AHEAD = 10, /* the list reaches to the end of the month, and so far at least */
    SOON_DAYS = 3,        /* 3 天内到期 */
    QUEUE_SHOWN = 10,
    MISSING_LOOKED_AT = 400,
    PLACES_SHOWN = 10,
};

static DeskWaitingHook *waiting[DESK_WAITINGS_MAX];
static size_t waiting_count;

void
desk_on_waiting(DeskWaitingHook *hook)
{
    if (waiting_count < DESK_WAITINGS_MAX)
        waiting[waiting_count++] = hook;
}

/* ---- a village's tasks ---- */

static Day
month_end(Day today)
{
    Date date = day_to_date(today);

    date.day = days_in_month(date.year, date.month);
    return day_from_date(date);
}

static bool
has_text(const Texts *list, Text wanted)
{
    for (size_t i = 0; i < list->len; i++)
        if (text_eq(list->at[i], wanted))
            return true;
    return false;
}

static const WorkLine *
work_on(const WorkLines *lines, const Duty *duty)
{
    for (size_t i = 0; i < lines->len; i++)
        if (text_eq(lines->at[i].item, duty->item) && text_eq(lines->at[i].period, duty->period))
            return &lines->at[i];
    return NULL;
}

static void
task_tag(Ctx *ctx, const Duty *duty, DeskTask *task)
{
    int64_t left = duty->due_day - ctx_today(ctx);

    if (left < 0) {
        task->tag = TR_FORMAT(ctx->arena, ctx->lang, "逾期 {days} 天",
                              {"days", desk_number(ctx->arena, -left)});
        task->tag_css = "tag tag-late";
    } else if (left == 0) {
        task->tag = TR(ctx->lang, "今天到期");
        task->tag_css = "tag tag-warn";
    } else {
        task->tag = TR_FORMAT(ctx->arena, ctx->lang, "还剩 {days} 天",
                              {"days", desk_number(ctx->arena, left)});
        task->tag_css = left <= SOON_DAYS ? "tag tag-warn" : "tag";
    }
}

static void
add_task(Ctx *ctx, const Duty *duty, const WorkLine *draft, bool can_copy, DeskVillagePart *part)
{
    DeskTask *task = &part->tasks.at[part->tasks.len++];
    Text region = desk_code(ctx->arena, duty->region);

    *task = (DeskTask){
        .item_code = duty->item,
        .period_value = duty->period,
        .region = region,
        .item = desk_item(ctx, duty->region, duty->item),
        .period = desk_period(ctx, duty->period),
        .due = TR_FORMAT(ctx->arena, ctx->lang, "应在 {day} 前公开",
                         {"day", desk_day(ctx, duty->due_day)}),
        .can_copy = can_copy,
        .exception_link =
            text_printf(ctx->arena, "/desk/d/new?region=%.*s&item=%.*s&period=%.*s&how=exception",
                        TEXT_ARGS(region), TEXT_ARGS(duty->item), TEXT_ARGS(duty->period)),
    };
    if (draft != NULL)
        task->work_link = desk_link(ctx->arena, draft->id, "");
    part->late += duty->due_day < ctx_today(ctx);
    task_tag(ctx, duty, task);
}

typedef struct VillageWork {
    WorkLines draft, confirming, submitted, returned;
} VillageWork;

static Status
load_work(Ctx *ctx, RegionCode village, VillageWork *out)
{
    WorkFilter filter = {.scope = village};

    filter.state = STATE_DRAFT;
    TRY(desk_work(ctx, &filter, &out->draft));
    filter.state = STATE_CONFIRMING;
    TRY(desk_work(ctx, &filter, &out->confirming));
    filter.state = STATE_SUBMITTED;
    TRY(desk_work(ctx, &filter, &out->submitted));
    filter.state = STATE_RETURNED;
    return desk_work(ctx, &filter, &out->returned);
}

static Status
fill_tasks(Ctx *ctx, RegionCode village, const VillageWork *work, DeskVillagePart *part)
{
    Day today = ctx_today(ctx);
    Day until = month_end(today);
    Duties duties;
    Texts published;

    if (until < today + TASK_DAYS_AHEAD)
        until = today + TASK_DAYS_AHEAD;
    TRY(duty_waiting(ctx, village, until, &duties));
    TRY(desk_items_published(ctx, village, &published));
    part->tasks.at = NEW_ARRAY(ctx->arena, DeskTask, duties.len);
    for (size_t i = 0; i < duties.len; i++) {
        const Duty *duty = &duties.at[i];
        const WorkLine *draft = work_on(&work->draft, duty);

        if (work_on(&work->submitted, duty) != NULL || work_on(&work->confirming, duty) != NULL ||
            work_on(&work->returned, duty) != NULL)
            continue; /* stands in another list */
        add_task(ctx, duty, draft, has_text(&published, duty->item), part);
    }
    return OK;
}

static void
join_rows(Ctx *ctx, const DeskRows *more, DeskRows *rows)
{
    DeskRow *at = NEW_ARRAY(ctx->arena, DeskRow, rows->len + more->len);

    for (size_t i = 0; i < rows->len; i++)
        at[i] = rows->at[i];
    for (size_t i = 0; i < more->len; i++)
        at[rows->len + i] = more->at[i];
    rows->at = at;
    rows->len += more->len;
}

/* In a list of what was handed in, who has it now is what one wants to know. */
static void
name_next(DeskRows *rows, Text words)
{
    for (size_t i = 0; i < rows->len; i++)
        rows->at[i].reason = words;
}

static Status
fill_village(Ctx *ctx, RegionCode village, DeskVillagePart *part)
{
    Region place;
    Text township;
    VillageWork work;
    DeskRows confirming;

    TRY(desk_where(ctx, village, &place, &township));
    *part = (DeskVillagePart){
        .name = place.name,
        .link = text_printf(ctx->arena, "/desk/village/%012lld", (long long)village),
        .new_link = text_printf(ctx->arena, "/desk/d/new?region=%012lld", (long long)village),
    };
    TRY(load_work(ctx, village, &work));
    TRY(fill_tasks(ctx, village, &work, part));
    desk_rows(ctx, &work.returned, "", false, &part->returned);
    desk_rows(ctx, &work.draft, "", false, &part->drafts);
    desk_rows(ctx, &work.submitted, "", false, &part->waiting);
    name_next(&part->waiting,
              TR_FORMAT(ctx->arena, ctx->lang, "已经到{township}，等审核", {"township", township}));
    desk_rows(ctx, &work.confirming, "", false, &confirming);
    name_next(&confirming, TR(ctx->lang, "已经到理财小组，等核对"));
    join_rows(ctx, &confirming, &part->waiting);
    return OK;
}

static Status
fill_villages(Ctx *ctx, DeskHomeView *view)
{
    const RoleGrants *grants = &ctx->actor->grants;

    view->villages.at = NEW_ARRAY(ctx->arena, DeskVillagePart, grants->len);
    for (size_t i = 0; i < grants->len; i++) {
        if (grants->at[i].role != ROLE_VILLAGE_ADMIN ||
            region_code_level(grants->at[i].region) != LEVEL_VILLAGE)
            continue;
        TRY(fill_village(ctx, grants->at[i].region, &view->villages.at[view->villages.len++]));
    }
    for (size_t i = 0; i < view->villages.len; i++)
        view->villages.at[i].several = view->villages.len > 1;
    return OK;
}

/* ---- the finance group, the township ---- */

static Status
fill_queue(Ctx *ctx, Permission permission, DisclosureState state, bool *has_out, DeskRows *rows)
{
    RegionCodes scopes = actor_scopes(ctx, permission);
    WorkLines lines;

    if (scopes.len == 0)
        return OK;
    *has_out = true;
    TRY(desk_work_all(ctx, scopes, &(WorkFilter){.state = state, .limit = QUEUE_SHOWN}, &lines));
    desk_rows(ctx, &lines, "/review", desk_has_several_villages(scopes), rows);
    return OK;
}

/* Villages of a township that miss something, the longest missing first. */
static Status
fill_missing_villages(Ctx *ctx, RegionCode scope, DeskPlaceRows *out)
{
    Duties missing;
    RegionCode *codes;

    TRY(duty_missing_within(ctx, scope, MISSING_LOOKED_AT, &missing));
    codes = NEW_ARRAY(ctx->arena, RegionCode, missing.len);
    out->at = NEW_ARRAY(ctx->arena, DeskPlaceRow, missing.len);
    for (size_t i = 0; i < missing.len; i++) {
        const Duty *duty = &missing.at[i];
        size_t at = 0;
        Region place;

        while (at < out->len && codes[at] != duty->region)
            at++;
        if (at < out->len) {
            out->at[at].missing++;
            continue;
        }
        TRY(region_get(ctx, duty->region, &place));
        codes[at] = duty->region;
        out->at[out->len++] = (DeskPlaceRow){
            .name = place.name,
            .link = text_printf(ctx->arena, "/desk/village/%012lld", (long long)duty->region),
            .missing = 1,
            .longest = TR_FORMAT(ctx->arena, ctx->lang, "最久的逾期 {days} 天",
                                 {"days", desk_number(ctx->arena, ctx_today(ctx) - duty->due_day)}),
        };
    }
    if (out->len > PLACES_SHOWN)
        out->len = PLACES_SHOWN;
    return OK;
}

/* Townships of a district, in their order. */
static Status
fill_townships(Ctx *ctx, RegionCode scope, DeskPlaceRows *out)
{
    Regions children;

    TRY(region_children(ctx, scope, &children));
    out->at = NEW_ARRAY(ctx->arena, DeskPlaceRow, children.len);
    for (size_t i = 0; i < children.len; i++) {
        const Region *child = &children.at[i];
        DutyCounts duties;
        WorkCounts work;

        if (child->closed_day.set)
            continue;
        TRY(duty_counts(ctx, child->code, &duties));
        TRY(desk_work_counts(ctx, child->code, &work));
        out->at[out->len++] = (DeskPlaceRow){
            .name = child->name,
            .link = text_printf(ctx->arena, "/desk/missing?place=%012lld", (long long)child->code),
            .waiting = work.submitted,
            .missing = duties.missing,
            .rate = rate_format(ctx->arena, duties.on_time, duties.due),
        };
    }
    return OK;
}

static Status
count_published(Ctx *ctx, RegionCode scope, int64_t *out)
{
    static const Measure measures[] = {TALLY_DISCLOSURES_PARTY, TALLY_DISCLOSURES_VILLAGE,
                                       TALLY_DISCLOSURES_FINANCE};
    Day today = ctx_today(ctx);
    Day first = today - day_to_date(today).day + 1;

    *out = 0;
    for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++) {
        int64_t value;

        TRY(tally_between(ctx, scope, measures[i], first, today, &value));
        *out += value;
    }
    return OK;
}

static Status
fill_area(Ctx *ctx, const Region *place, DeskArea *area)
{
    DutyCounts duties;
    WorkCounts work;

    TRY(duty_counts(ctx, place->code, &duties));
    TRY(desk_work_counts(ctx, place->code, &work));
    *area = (DeskArea){
        .code = desk_code(ctx->arena, place->code),
        .name = place->name,
        .rate = rate_format(ctx->arena, duties.on_time, duties.due),
        .missing = duties.missing,
        .waiting = work.submitted,
        .missing_link =
            text_printf(ctx->arena, "/desk/missing?place=%012lld", (long long)place->code),
        .by_village = place->level == LEVEL_TOWNSHIP,
    };
    TRY(count_published(ctx, place->code, &area->published));
    if (area->by_village)
        return fill_missing_villages(ctx, place->code, &area->places);
    return fill_townships(ctx, place->code, &area->places);
}

/* The townships and districts that the person looks after; a village has its list of tasks. */
static Status
fill_areas(Ctx *ctx, DeskHomeView *view)
{
    RegionCodes scopes = actor_scopes(ctx, CAN_READ_STAFF_PARTS);

    view->areas.at = NEW_ARRAY(ctx->arena, DeskArea, scopes.len);
    for (size_t i = 0; i < scopes.len; i++) {
        Region place;

        if (region_code_level(scopes.at[i]) == LEVEL_VILLAGE ||
            region_get(ctx, scopes.at[i], &place) != OK)
            continue;
        TRY(fill_area(ctx, &place, &view->areas.at[view->areas.len++]));
    }
    return OK;
}

static Status
fill_rest(Ctx *ctx, DeskHomeView *view)
{
    WorkCounts work;

    view->waiting.at = NEW_ARRAY(ctx->arena, DeskWaiting, DESK_WAITINGS_MAX);
    for (size_t i = 0; i < waiting_count; i++)
        TRY(waiting[i](ctx, &view->waiting));
    TRY(desk_work_counts_all(ctx, actor_scopes(ctx, CAN_REVIEW), &work));
    view->review_count = work.submitted;
    view->manages = actor_may_somewhere(ctx, CAN_MANAGE_ACCOUNTS);
    view->catalogue = actor_may_somewhere(ctx, CAN_MANAGE_CATALOGUE);
    return OK;
}

static void
say_hello(Ctx *ctx, DeskHomeView *view)
{
    int64_t waits = (int64_t)view->to_confirm.len;

    if (view->reviews)
        waits += view->review_count;
    for (size_t i = 0; i < view->villages.len; i++)
        waits += (int64_t)(view->villages.at[i].tasks.len + view->villages.at[i].returned.len);
    for (size_t i = 0; i < view->waiting.len; i++)
        waits += view->waiting.at[i].count;
    if (waits == 0)
        view->hello = TR(ctx->lang, "眼下没有等您办的事");
    else
        view->hello = TR_FORMAT(ctx->arena, ctx->lang, "有 {count} 件事等您办",
                                {"count", desk_number(ctx->arena, waits)});
}

Status
desk_home(Ctx *ctx, const Request *req, Response *res)
{
    DeskHomeView view = {.page = page_begin(ctx, req, TR(ctx->lang, "待办"))};

    TRY(fill_villages(ctx, &view));
    TRY(fill_queue(ctx, CAN_CONFIRM_FINANCE, STATE_CONFIRMING, &view.confirms, &view.to_confirm));
    TRY(fill_queue(ctx, CAN_REVIEW, STATE_SUBMITTED, &view.reviews, &view.to_review));
    TRY(fill_areas(ctx, &view));
    TRY(fill_rest(ctx, &view));
    say_hello(ctx, &view);
    res->uncacheable = true;
    response_page(ctx, req, res, html_disclosure_desk_home, &view);
    return OK;
}
