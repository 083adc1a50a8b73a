/*
 * The three affairs of a place: for a village its items, for all places the disclosures of an item
 * or of an affair, newest first.
 */
#include "base/tr.h"
#include "disclosure/list.html.h"
#include "disclosure/pages_shared.h"
#include "notify/notify.h"

enum { LINES_A_PAGE = 30 };

static const char *const names[] = {"all", "party", "village", "finance"};

static Text
list_link(Ctx *ctx, RegionCode code, int affair)
{
    return text_printf(ctx->arena, "/r/%012lld/%s", (long long)code, names[affair]);
}

static void
fill_tabs(Ctx *ctx, const Region *place, int affair, ListView *view)
{
    view->tabs.at = NEW_ARRAY(ctx->arena, ListTab, 4);
    for (int i = 0; i <= AFFAIR_FINANCE; i++)
        view->tabs.at[view->tabs.len++] = (ListTab){
            .name = i == 0 ? TR(ctx->lang, "全部") : tr_text(ctx->lang, affair_title((Affair)i)),
            .link = list_link(ctx, place->code, i),
            .current = i == affair,
        };
}

/* ---- a village's items ---- */

static void
missing_note(Ctx *ctx, const Duties *waiting, ItemRow *row)
{
    Day today = ctx_today(ctx);

    for (size_t i = 0; i < waiting->len; i++) {
        const Duty *duty = &waiting->at[i];
        Period period;
        Text words = duty->period;

        if (!text_eq(duty->item, row->code))
            continue;
        if (period_parse(duty->period, &period))
            words = period_words(ctx->arena, ctx->lang, period);
        if (duty->due_day < today && !row->missing) {
            row->missing = true;
            row->missing_note =
                TR_FORMAT(ctx->arena, ctx->lang, "{period} 逾期 {days} 天", {"period", words},
                          {"days", text_printf(ctx->arena, "%d", today - duty->due_day)});
        } else if (duty->due_day >= today && row->next_due.len == 0) {
            row->next_due =
                TR_FORMAT(ctx->arena, ctx->lang, "{period} 要在 {day} 前公开", {"period", words},
                          {"day", day_format(ctx->arena, duty->due_day)});
        }
    }
}

static Status
fill_items(Ctx *ctx, const Region *place, int affair, ListView *view)
{
    Items items;
    DisclosureLines newest;
    Duties waiting;

    TRY(catalogue_items(ctx, place->code, &items));
    TRY(disclosure_village_items(ctx, place->code, affair, &newest));
    TRY(duty_waiting(ctx, place->code, ctx_today(ctx) + 31, &waiting));
    view->items.at = NEW_ARRAY(ctx->arena, ItemRow, items.len);
    for (size_t i = 0; i < items.len; i++) {
        const Item *item = &items.at[i];
        ItemRow *row;

        if ((affair != 0 && (int)item->affair != affair) ||
            item_rhythm(item, place->community).len == 0)
            continue;
        row = &view->items.at[view->items.len++];
        *row = (ItemRow){
            .code = item->code,
            .name = item_name(item, ctx->lang),
            .plain = item_plain(item, ctx->lang),
            .link = text_printf(ctx->arena, "%.*s?item=%.*s",
                                TEXT_ARGS(list_link(ctx, place->code, (int)item->affair)),
                                TEXT_ARGS(item->code)),
        };
        for (size_t j = 0; j < newest.len; j++) {
            if (!text_eq(newest.at[j].item, item->code))
                continue;
            row->newest = newest.at[j].title;
            row->newest_link = text_printf(ctx->arena, "/d/%lld", (long long)newest.at[j].id);
            if (newest.at[j].published_at.set)
                row->newest_date = day_format(ctx->arena, day_of(newest.at[j].published_at.value));
            row->count = newest.at[j].count;
        }
        missing_note(ctx, &waiting, row);
    }
    return OK;
}

/* ---- lines ---- */

static Status
fill_lines(Ctx *ctx, const Request *req, const Region *place, int affair, ListView *view)
{
    Text item = request_query(req, "item");
    Text period = request_query(req, "period");
    DisclosureLines lines;
    DisclosureFilter filter = {
        .region = place->code,
        .affair = affair,
        .item = item,
        .period = period,
        .cursor = request_query(req, "cursor"),
        .limit = LINES_A_PAGE,
    };

    view->lists = true;
    TRY(disclosure_list(ctx, &filter, &lines));
    TRY(pages_lines(ctx, &lines, place->level != LEVEL_VILLAGE, &view->lines));
    if (!text_is_empty(lines.next))
        view->more_link =
            text_printf(ctx->arena, "%.*s?cursor=%.*s%s%.*s%s%.*s",
                        TEXT_ARGS(list_link(ctx, place->code, affair)), TEXT_ARGS(lines.next),
                        text_is_empty(item) ? "" : "&item=", TEXT_ARGS(item),
                        text_is_empty(period) ? "" : "&period=", TEXT_ARGS(period));
    return OK;
}

/* For those who are signed in, on the page of one item of a village. */
static Status
fill_follow(Ctx *ctx, const Region *place, Text item, ListView *view)
{
    if (!view->page.signed_in || text_is_empty(item) || place->level != LEVEL_VILLAGE ||
        place->closed_day.set)
        return OK;
    view->follow_code = region_code_format(ctx->arena, place->code);
    view->follow_item = item;
    return notify_is_subscribed(
        ctx, &(Subscription){.kind = SUBSCRIBE_ITEM, .region = place->code, .item = item},
        &view->follows);
}

static Status
show(Ctx *ctx, const Request *req, Response *res, int affair)
{
    Region place;
    ListView view = {0};
    Item item;
    Text item_code = request_query(req, "item");
    Text title;

    TRY(pages_place(ctx, req, &place));
    title = affair == 0 ? TR(ctx->lang, "全部公开")
                        : TR_FORMAT(ctx->arena, ctx->lang, "{affair}公开",
                                    {"affair", tr_text(ctx->lang, affair_title((Affair)affair))});
    if (!text_is_empty(item_code)) {
        TRY(catalogue_item(ctx, place.code, item_code, &item));
        title = item_name(&item, ctx->lang);
        view.intro = item_plain(&item, ctx->lang);
        view.back_link = list_link(ctx, place.code, affair);
    }
    TRY(pages_begin(ctx, req, &place,
                    text_printf(ctx->arena, "%.*s · %.*s", TEXT_ARGS(title), TEXT_ARGS(place.name)),
                    &view.page));
    view.heading = title;
    TRY(fill_follow(ctx, &place, item_code, &view));
    fill_tabs(ctx, &place, affair, &view);
    if (place.level == LEVEL_VILLAGE && text_is_empty(item_code) && affair != 0 &&
        text_is_empty(request_query(req, "cursor")))
        TRY(fill_items(ctx, &place, affair, &view));
    else
        TRY(fill_lines(ctx, req, &place, affair, &view));
    response_shows(res, place.code);
    response_shows(res, KEY_CATALOGUE);
    response_page(ctx, req, res, html_disclosure_list, &view);
    return OK;
}

Status
pages_party(Ctx *ctx, const Request *req, Response *res)
{
    return show(ctx, req, res, AFFAIR_PARTY);
}

Status
pages_village(Ctx *ctx, const Request *req, Response *res)
{
    return show(ctx, req, res, AFFAIR_VILLAGE);
}

Status
pages_finance(Ctx *ctx, const Request *req, Response *res)
{
    return show(ctx, req, res, AFFAIR_FINANCE);
}

Status
pages_all(Ctx *ctx, const Request *req, Response *res)
{
    return show(ctx, req, res, 0);
}
