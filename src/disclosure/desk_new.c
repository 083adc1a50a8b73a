/*
 * A new disclosure: which item, which period, and how: written, copied from the last period, a nil
 * return (one press) or a filed exception.
 */
#include "base/tr.h"
#include "disclosure/desk_new.html.h"
#include "disclosure/desk_parts.h"

enum { PERIODS_OFFERED = 3, CHOICES_MAX = 16 };

typedef struct Wish {
    RegionCode region; /* 0: not chosen yet */
    Region place;
    Text item_code;
    Item item;
    Text period; /* as in the form: a period, "event", or empty */
    Text event_day;
    Text how; /* fill, copy, nil, exception */
    Text reason, review_on;
} Wish;

/* ---- what is asked for ---- */

/* The only village of a person with one. */
static RegionCode
own_village(const Ctx *ctx)
{
    const RoleGrants *grants = &ctx->actor->grants;
    RegionCode found = 0;

    for (size_t i = 0; i < grants->len; i++) {
        if (grants->at[i].role != ROLE_VILLAGE_ADMIN || grants->at[i].region == found)
            continue;
        if (found != 0)
            return 0;
        found = grants->at[i].region;
    }
    return found;
}

static Status
load_wish(Ctx *ctx, Wish *wish, Text region)
{
    if (!region_code_parse(region, &wish->region))
        wish->region = own_village(ctx);
    if (wish->region == 0)
        return OK;
    TRY(actor_require(ctx, CAN_DRAFT, wish->region));
    TRY(region_get(ctx, wish->region, &wish->place));
    if (text_is_empty(wish->item_code))
        return OK;
    return text_is_clean(wish->item_code)
               ? catalogue_item(ctx, wish->region, wish->item_code, &wish->item)
               : NOT_FOUND;
}

/* A kind of place that does not owe an item may publish it in the other kind's rhythm. */
static Text
letters_of(const Wish *wish)
{
    Text letters = item_rhythm(&wish->item, wish->place.community);

    return letters.len != 0 ? letters : item_rhythm(&wish->item, !wish->place.community);
}

static const char *
rhythm_words(char letter)
{
    switch (letter) {
    case RHYTHM_MONTHLY:
        return N_("每月公开");
    case RHYTHM_QUARTERLY:
        return N_("每季度公开");
    case RHYTHM_HALF_YEARLY:
        return N_("每半年公开");
    case RHYTHM_YEARLY:
        return N_("每年公开");
    default:
        return N_("有事就公开");
    }
}

static Text
rhythm_sentence(Ctx *ctx, Text letters)
{
    Text words[8];
    Texts parts = {words, 0};

    for (size_t i = 0; i < letters.len && i < sizeof words / sizeof words[0]; i++)
        words[parts.len++] = tr_text(ctx->lang, rhythm_words(letters.at[i]));
    return text_join(ctx->arena, parts, T("，"));
}

/* ---- the first step: which item ---- */

static void
fill_places(Ctx *ctx, NewView *view)
{
    const RoleGrants *grants = &ctx->actor->grants;

    view->places.at = NEW_ARRAY(ctx->arena, DeskChoice, grants->len);
    for (size_t i = 0; i < grants->len; i++) {
        Region place;

        if (grants->at[i].role != ROLE_VILLAGE_ADMIN ||
            region_get(ctx, grants->at[i].region, &place) != OK)
            continue;
        view->places.at[view->places.len++] = (DeskChoice){
            .value = text_printf(ctx->arena, "/desk/d/new?region=%012lld", (long long)place.code),
            .words = place.name,
        };
    }
}

static bool
is_missing(const Duties *waiting, Text item, Day today)
{
    for (size_t i = 0; i < waiting->len; i++)
        if (waiting->at[i].due_day < today && text_eq(waiting->at[i].item, item))
            return true;
    return false;
}

static Status
fill_items(Ctx *ctx, const Wish *wish, NewView *view)
{
    Items items;
    Duties waiting;

    TRY(catalogue_items(ctx, wish->region, &items));
    TRY(duty_waiting(ctx, wish->region, ctx_today(ctx), &waiting));
    view->affairs.at = NEW_ARRAY(ctx->arena, NewAffair, AFFAIR_FINANCE);
    for (int affair = AFFAIR_PARTY; affair <= AFFAIR_FINANCE; affair++) {
        NewAffair *group = &view->affairs.at[view->affairs.len++];

        group->name = tr_text(ctx->lang, affair_title((Affair)affair));
        group->css = desk_affair_css((Affair)affair);
        group->items.at = NEW_ARRAY(ctx->arena, NewItem, items.len);
        for (size_t i = 0; i < items.len; i++) {
            const Item *item = &items.at[i];
            Text letters = item_rhythm(item, wish->place.community);

            if ((int)item->affair != affair || item->retired)
                continue;
            group->items.at[group->items.len++] = (NewItem){
                .link = text_printf(ctx->arena, "/desk/d/new?region=%012lld&item=%.*s",
                                    (long long)wish->region, TEXT_ARGS(item->code)),
                .code = item->code,
                .name = item_name(item, ctx->lang),
                .plain = item_plain(item, ctx->lang),
                .rhythm = letters.len != 0 ? rhythm_sentence(ctx, letters)
                                           : TR(ctx->lang, "不要求公开，可以自愿公开"),
                .missing = is_missing(&waiting, item->code, ctx_today(ctx)),
            };
        }
    }
    return OK;
}

/* ---- the second step: which period ---- */

static Status
offer(Ctx *ctx, const Wish *wish, Period period, NewView *view)
{
    Text value = period_format(ctx->arena, period);
    DeskChoice *choice = &view->periods.at[view->periods.len];
    SamePeriod same;
    Status status;

    if (view->periods.len == CHOICES_MAX)
        return OK;
    view->periods.len++;
    *choice = (DeskChoice){
        .value = value,
        .words = period_words(ctx->arena, ctx->lang, period),
        .note = T(""),
        .chosen = text_eq(value, wish->period),
    };
    status = desk_same_period(ctx, wish->region, wish->item.code, value, &same);
    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    choice->note =
        same.in_hand ? TR(ctx->lang, "手上已有，选它就接着写") : TR(ctx->lang, "已经公开过");
    return OK;
}

/* Months, quarters and half-years that are over; this year and the last. */
static Status
offer_rhythm(Ctx *ctx, const Wish *wish, Rhythm rhythm, NewView *view)
{
    Period period = period_of(rhythm, ctx_today(ctx));
    int count = rhythm == RHYTHM_MONTHLY ? PERIODS_OFFERED : PERIODS_OFFERED - 1;

    if (rhythm != RHYTHM_YEARLY && period.end > ctx_today(ctx))
        period = period_before(period);
    for (int i = 0; i < count; i++, period = period_before(period))
        TRY(offer(ctx, wish, period, view));
    return OK;
}

static Status
fill_periods(Ctx *ctx, const Wish *wish, NewView *view)
{
    Text letters = letters_of(wish);
    bool known = false;
    Period given;

    view->periods.at = NEW_ARRAY(ctx->arena, DeskChoice, CHOICES_MAX + 1);
    for (size_t i = 0; i < letters.len; i++) {
        if (letters.at[i] == RHYTHM_EVENT)
            view->by_event = true;
        else
            TRY(offer_rhythm(ctx, wish, (Rhythm)letters.at[i], view));
    }
    for (size_t i = 0; i < view->periods.len; i++)
        known = known || view->periods.at[i].chosen;
    /* One that is owed since longer than what is offered comes from the task list. */
    if (!known && period_parse(wish->period, &given)) {
        if (given.rhythm == RHYTHM_EVENT && view->by_event)
            view->event_day = wish->period;
        else
            TRY(offer(ctx, wish, given, view));
        known = true;
    }
    if (!known && view->periods.len != 0 && !text_eq(wish->period, T("event")))
        view->periods.at[0].chosen = true;
    return OK;
}

static Status
fill_item(Ctx *ctx, const Wish *wish, NewView *view)
{
    Texts published;

    view->item = wish->item.code;
    view->item_name = text_printf(ctx->arena, "%.*s %.*s", TEXT_ARGS(wish->item.code),
                                  TEXT_ARGS(item_name(&wish->item, ctx->lang)));
    view->item_plain = item_plain(&wish->item, ctx->lang);
    view->item_rhythm = rhythm_sentence(ctx, letters_of(wish));
    view->event_day = wish->event_day;
    view->today = day_format(ctx->arena, ctx_today(ctx));
    view->exception = text_eq(wish->how, T("exception"));
    view->reason = wish->reason;
    view->review_on = wish->review_on;
    view->period_error = desk_problem(ctx, "period");
    view->event_error = desk_problem(ctx, "event_day");
    view->reason_error = desk_problem(ctx, "reason");
    view->review_error = desk_problem(ctx, "review_on");
    view->back_link =
        text_printf(ctx->arena, "/desk/d/new?region=%012lld", (long long)wish->region);
    view->exception_link =
        text_printf(ctx->arena, "/desk/d/new?region=%012lld&item=%.*s&how=exception",
                    (long long)wish->region, TEXT_ARGS(wish->item.code));
    TRY(fill_periods(ctx, wish, view));
    TRY(desk_items_published(ctx, wish->region, &published));
    for (size_t i = 0; i < published.len; i++)
        view->can_copy = view->can_copy || text_eq(published.at[i], wish->item.code);
    return OK;
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Wish *wish)
{
    NewView view = {0};

    view.page = page_begin(ctx, req, TR(ctx->lang, "公开新事项"));
    desk_crumbs(ctx, &view.page, TR(ctx->lang, "公开新事项"), T(""));
    if (wish->region == 0) {
        fill_places(ctx, &view);
    } else {
        view.region = desk_code(ctx->arena, wish->region);
        view.place = wish->place.name;
        if (text_is_empty(wish->item_code))
            TRY(fill_items(ctx, wish, &view));
        else
            TRY(fill_item(ctx, wish, &view));
    }
    response_page(ctx, req, res, html_disclosure_desk_new, &view);
    return OK;
}

Status
desk_new_form(Ctx *ctx, const Request *req, Response *res)
{
    Wish wish = {
        .item_code = request_query(req, "item"),
        .period = request_query(req, "period"),
        .how = request_query(req, "how"),
    };

    TRY(load_wish(ctx, &wish, request_query(req, "region")));
    return show(ctx, req, res, &wish);
}

/* ---- making it ---- */

static Status
submit_at_once(Ctx *ctx, const Request *req, Response *res, Disclosure *made)
{
    Region place;
    Text township;
    DeskState state;

    TRY(disclosure_submit(ctx, made->id, made->lock, made));
    TRY(desk_where(ctx, made->region, &place, &township));
    desk_state(ctx, made, township, &state);
    response_notice(ctx, req, res,
                    TR_FORMAT(ctx->arena, ctx->lang, "{item} {period}：已提交，{state}",
                              {"item", desk_item(ctx, made->region, made->item)},
                              {"period", desk_period(ctx, made->period)}, {"state", state.words}));
    return response_redirect(ctx, res, T("/desk"));
}

static Status
go_to(Ctx *ctx, const Request *req, Response *res, int64_t id, Text notice)
{
    if (notice.at != NULL)
        response_notice(ctx, req, res, notice);
    return response_redirect(ctx, res, desk_link(ctx->arena, id, ""));
}

/* What is there already is opened, not made twice; of events several may fall on a day. */
static Status
make(Ctx *ctx, const Request *req, Response *res, const Wish *wish, Text period)
{
    DisclosureInput input = {
        .item = wish->item.code,
        .region = wish->region,
        .period = period,
        .reason = wish->reason,
        .title = T(""),
        .summary = T(""),
        .body = T(""),
    };
    Disclosure made;
    Status status;
    Day day;

    if (text_eq(wish->how, T("copy"))) {
        status = disclosure_copy_last(ctx, wish->region, wish->item.code, period, &made);
        if (status == OK)
            return go_to(ctx, req, res, made.id,
                         TR(ctx->lang, "上期的内容已复制过来，请改成这一期的"));
        if (status != NOT_FOUND)
            return status;
    }
    if (text_eq(wish->how, T("nil")))
        input.kind = DISCLOSURE_NIL;
    if (text_eq(wish->how, T("exception"))) {
        input.kind = DISCLOSURE_EXCEPTION;
        if (day_parse_loose(wish->review_on, &day))
            input.review_on = SOME_INT(day);
    }
    TRY(disclosure_create(ctx, &input, &made));
    if (input.kind != DISCLOSURE_REPORT)
        return submit_at_once(ctx, req, res, &made);
    return go_to(ctx, req, res, made.id, (Text){0});
}

static Status
make_or_open(Ctx *ctx, const Request *req, Response *res, const Wish *wish)
{
    bool event = text_eq(wish->period, T("event")) || text_is_empty(wish->period);
    Text period = event ? wish->event_day : wish->period;
    SamePeriod same;
    Day day;

    if (event) {
        if (!day_parse_loose(period, &day))
            return ctx_problem(ctx, "event_day",
                               TR(ctx->lang, "请填写事情发生的日期，例如 2023-05-18"));
        period = day_format(ctx->arena, day);
    }
    if (!text_is_clean(period))
        return INVALID;
    if (desk_same_period(ctx, wish->region, wish->item.code, period, &same) == OK) {
        if (same.in_hand)
            return go_to(ctx, req, res, same.id,
                         TR(ctx->lang, "这一期已经有在办的了，就在这里接着办"));
        if (!event)
            return go_to(ctx, req, res, same.id,
                         TR(ctx->lang, "这一期已经公开过；内容有错，请用“更正”"));
    }
    return make(ctx, req, res, wish, period);
}

Status
desk_new(Ctx *ctx, const Request *req, Response *res)
{
    Wish wish = {
        .item_code = request_form(req, "item"),
        .period = text_trim(request_form(req, "period")),
        .event_day = text_trim(request_form(req, "event_day")),
        .how = request_form(req, "how"),
        .reason = request_form(req, "reason"),
        .review_on = text_trim(request_form(req, "review_on")),
    };
    Status status;

    TRY(load_wish(ctx, &wish, request_form(req, "region")));
    if (wish.region == 0 || text_is_empty(wish.item_code))
        return response_redirect(ctx, res, T("/desk/d/new"));
    status = make_or_open(ctx, req, res, &wish);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &wish));
        return INVALID;
    }
    return status;
}
