/*
 * Lists with filters: what waits for review, what is missing.
 */
#include "base/tr.h"
#include "disclosure/desk_missing.html.h"
#include "disclosure/desk_parts.h"
#include "disclosure/desk_review_list.html.h"

enum { MISSING_SHOWN = 200, OPTIONS_MAX = 200 };

/* ---- filters: a place within the scope, an affair ---- */

typedef struct Filter {
    RegionCodes scopes; /* what the person may see */
    RegionCodes asked;  /* what is asked for: all of them, or a place within */
    RegionCode place;   /* this place; 0: all of them */
    int affair;         /* 0: all */
    Text item;          /* this item; empty: all */
} Filter;

static void
read_filter(const Request *req, RegionCodes scopes, Filter *out)
{
    RegionCode place;
    Affair affair;

    *out = (Filter){.scopes = scopes, .asked = scopes, .item = request_query(req, "item")};
    if (region_code_parse(request_query(req, "place"), &place) && place != 0 &&
        region_codes_contain(scopes, place) && !(scopes.len == 1 && scopes.at[0] == place)) {
        out->asked = (RegionCodes){.at = &out->place, .len = 1};
        out->place = place;
    }
    if (affair_parse(request_query(req, "affair"), &affair))
        out->affair = (int)affair;
}

static void
add_place(Ctx *ctx, const Region *place, int depth, RegionCode chosen, DeskChoices *out)
{
    if (out->len == OPTIONS_MAX)
        return;
    out->at[out->len++] = (DeskChoice){
        .value = desk_code(ctx->arena, place->code),
        .words = text_printf(ctx->arena, "%s%s%.*s", depth > 0 ? "　" : "", depth > 1 ? "　" : "",
                             TEXT_ARGS(place->name)),
        .chosen = place->code == chosen,
    };
}

/* A place's children; of the one on the way to the chosen place, its children, too. */
static Status
offer_children(Ctx *ctx, const Filter *filter, RegionCode above, int depth, DeskChoices *out)
{
    Regions children;
    Regions below;

    if (region_code_level(above) == LEVEL_VILLAGE)
        return OK;
    TRY(region_children(ctx, above, &children));
    for (size_t i = 0; i < children.len; i++) {
        const Region *child = &children.at[i];

        add_place(ctx, child, depth, filter->place, out);
        if (child->level == LEVEL_VILLAGE || filter->place == 0 ||
            !region_contains(child->code, filter->place))
            continue;
        TRY(region_children(ctx, child->code, &below));
        for (size_t j = 0; j < below.len; j++)
            add_place(ctx, &below.at[j], depth + 1, filter->place, out);
    }
    return OK;
}

/* With one place to look after, what stands below it; with several, each with what stands below. */
static Status
offer_places(Ctx *ctx, const Filter *filter, DeskChoices *out)
{
    *out = (DeskChoices){.at = NEW_ARRAY(ctx->arena, DeskChoice, OPTIONS_MAX)};
    if (filter->scopes.len == 1)
        return offer_children(ctx, filter, filter->scopes.at[0], 0, out);
    for (size_t i = 0; i < filter->scopes.len; i++) {
        Region place;

        TRY(region_get(ctx, filter->scopes.at[i], &place));
        add_place(ctx, &place, 0, filter->place, out);
        TRY(offer_children(ctx, filter, place.code, 1, out));
    }
    return OK;
}

static void
offer_affairs(Ctx *ctx, const Filter *filter, DeskChoices *out)
{
    *out = (DeskChoices){.at = NEW_ARRAY(ctx->arena, DeskChoice, AFFAIR_FINANCE)};
    for (int affair = AFFAIR_PARTY; affair <= AFFAIR_FINANCE; affair++)
        out->at[out->len++] = (DeskChoice){
            .value = text_c(affair_name((Affair)affair)),
            .words = tr_text(ctx->lang, affair_title((Affair)affair)),
            .chosen = affair == filter->affair,
        };
}

static Status
fill_filter(Ctx *ctx, const Filter *filter, Text action, DeskFilter *out)
{
    out->action = action;
    offer_affairs(ctx, filter, &out->affairs);
    return offer_places(ctx, filter, &out->places);
}

static bool
is_filtered(const Filter *filter)
{
    return filter->place != 0 || filter->affair != 0 || !text_is_empty(filter->item);
}

/* ---- the review queue ---- */

static RegionCodes
queue_scopes(const Ctx *ctx, DisclosureState *state_out)
{
    RegionCodes scopes = actor_scopes(ctx, CAN_REVIEW);

    *state_out = STATE_SUBMITTED;
    if (scopes.len != 0)
        return scopes;
    scopes = actor_scopes(ctx, CAN_CONFIRM_FINANCE);
    if (scopes.len != 0) {
        *state_out = STATE_CONFIRMING;
        return scopes;
    }
    /* Others who look after places may see what waits there. */
    return actor_scopes(ctx, CAN_READ_STAFF_PARTS);
}

Status
desk_review_list(Ctx *ctx, const Request *req, Response *res)
{
    DeskReviewListView view = {0};
    DisclosureState state;
    RegionCodes scopes = queue_scopes(ctx, &state);
    Filter filter;
    WorkLines lines;
    WorkCounts counts;

    if (scopes.len == 0)
        return DENIED;
    read_filter(req, scopes, &filter);
    TRY(desk_work_all(ctx, filter.asked,
                      &(WorkFilter){.state = state,
                                    .affair = filter.affair,
                                    .cursor = request_query(req, "cursor"),
                                    .limit = WORK_PAGE},
                      &lines));
    TRY(desk_work_counts_all(ctx, filter.asked, &counts));
    view.confirming = state == STATE_CONFIRMING;
    view.count = view.confirming ? counts.confirming : counts.submitted;
    view.page =
        page_begin(ctx, req, view.confirming ? TR(ctx->lang, "核对财务") : TR(ctx->lang, "审核"));
    TRY(fill_filter(ctx, &filter, T("/desk/review"), &view.filter));
    view.filtered = is_filtered(&filter);
    desk_rows(ctx, &lines, "/review", desk_has_several_villages(scopes), &view.rows);
    view.later = !text_is_empty(request_query(req, "cursor"));
    if (!text_is_empty(lines.next))
        view.next_link = text_printf(
            ctx->arena, "/desk/review?place=%.*s&affair=%s&cursor=%.*s",
            TEXT_ARGS(filter.place != 0 ? desk_code(ctx->arena, filter.place) : T("")),
            filter.affair != 0 ? affair_name((Affair)filter.affair) : "", TEXT_ARGS(lines.next));
    res->uncacheable = true;
    response_page(ctx, req, res, html_disclosure_desk_review_list, &view);
    return OK;
}

/* ---- what is missing ---- */

static Text
work_words(Ctx *ctx, const Duty *duty)
{
    SamePeriod same;
    Disclosure disclosure;
    Region place;
    Text township;
    DeskState state;

    if (desk_same_period(ctx, duty->region, duty->item, duty->period, &same) != OK ||
        !same.in_hand || disclosure_get(ctx, same.id, &disclosure) != OK ||
        desk_where(ctx, duty->region, &place, &township) != OK)
        return T("");
    desk_state(ctx, &disclosure, township, &state);
    return state.words;
}

static Status
missing_row(Ctx *ctx, const Duty *duty, const Item *item, bool staff, MissingRow *out)
{
    Region place;

    TRY(region_get(ctx, duty->region, &place));
    *out = (MissingRow){
        .place = place.name,
        .place_link = text_printf(ctx->arena, staff ? "/desk/village/%012lld" : "/r/%012lld/duties",
                                  (long long)duty->region),
        .item = text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(duty->item),
                            TEXT_ARGS(item_name(item, ctx->lang))),
        .period = desk_period(ctx, duty->period),
        .due = desk_day(ctx, duty->due_day),
        .late = TR_FORMAT(ctx->arena, ctx->lang, "逾期 {days} 天",
                          {"days", desk_number(ctx->arena, ctx_today(ctx) - duty->due_day)}),
        .work = staff ? work_words(ctx, duty) : T(""),
        .affair_css = desk_affair_css(item->affair),
        .affair = tr_text(ctx->lang, affair_title(item->affair)),
    };
    return OK;
}

static Status
fill_missing(Ctx *ctx, const Filter *filter, MissingView *view)
{
    Duties duties;
    DutyCounts counts;

    TRY(duty_missing_all(ctx, filter->asked, DUTY_LIST_MAX, &duties));
    TRY(duty_counts_all(ctx, filter->asked, &counts));
    view->total = counts.missing > (int64_t)duties.len ? counts.missing : (int64_t)duties.len;
    view->rows.at = NEW_ARRAY(ctx->arena, MissingRow, MISSING_SHOWN);
    view->cut = duties.len == DUTY_LIST_MAX;
    for (size_t i = 0; i < duties.len; i++) {
        Item item;

        if (catalogue_item(ctx, duties.at[i].region, duties.at[i].item, &item) != OK ||
            (filter->affair != 0 && (int)item.affair != filter->affair) ||
            (!text_is_empty(filter->item) && !text_eq(item.code, filter->item)))
            continue;
        if (view->rows.len == MISSING_SHOWN) {
            view->cut = true;
            return OK;
        }
        TRY(missing_row(ctx, &duties.at[i], &item, view->staff, &view->rows.at[view->rows.len++]));
    }
    return OK;
}

Status
desk_missing_list(Ctx *ctx, const Request *req, Response *res)
{
    MissingView view = {.page = page_begin(ctx, req, TR(ctx->lang, "逾期没公开的"))};
    RegionCodes scopes = actor_scopes(ctx, CAN_READ_STAFF_PARTS);
    Filter filter;

    /* What is missing is no secret; what is in hand is the staff's. */
    view.staff = scopes.len != 0;
    if (!view.staff)
        scopes = actor_scopes(ctx, CAN_READ_SUPERVISION);
    if (scopes.len == 0)
        return DENIED;
    read_filter(req, scopes, &filter);
    if (!text_is_empty(filter.item))
        view.only = desk_item(ctx, filter.asked.at[0], filter.item);
    TRY(fill_filter(ctx, &filter, T("/desk/missing"), &view.filter));
    view.filtered = is_filtered(&filter);
    TRY(fill_missing(ctx, &filter, &view));
    res->uncacheable = true;
    response_page(ctx, req, res, html_disclosure_desk_missing, &view);
    return OK;
}
