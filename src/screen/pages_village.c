/*
 * A village's own screen: what is published turns over in the middle, beside it the month's money
 * and how to read on.
 */
#include "base/money.h"
#include "base/tr.h"
#include "catalogue/catalogue.h"
#include "duty/duty.h"
#include "ledger/ledger.h"
#include "media/qr.h"
#include "screen/pages_parts.h"
#include "screen/village.html.h"

enum { SLIDES_MAX = 12, NOTICES_MAX = 6, CONTACTS_MAX = 4, OVERDUE_SHOWN = 4, HEADS_MAX = 4 };

static const char *const affair_css[] = {
    [AFFAIR_PARTY] = "s-p", [AFFAIR_VILLAGE] = "s-a", [AFFAIR_FINANCE] = "s-m"};

static Text
number(Ctx *ctx, int64_t value)
{
    return text_printf(ctx->arena, "%lld", (long long)value);
}

static Text
place_link(Arena *arena, RegionCode code, const char *below)
{
    return text_printf(arena, "/r/%012lld%s", (long long)code, below);
}

/* ---- what turns over ---- */

static bool
is_shown(const int64_t *ids, size_t len, int64_t id)
{
    for (size_t i = 0; i < len; i++)
        if (ids[i] == id)
            return true;
    return false;
}

static Status
add_slides(Ctx *ctx, const DisclosureLines *lines, int64_t *ids, ScreenVillageView *view)
{
    for (size_t i = 0; i < lines->len && view->slides.len < SLIDES_MAX; i++) {
        const DisclosureLine *line = &lines->at[i];
        ScreenSlide *slide = &view->slides.at[view->slides.len];
        Item item;

        if (line->withdrawn || is_shown(ids, view->slides.len, line->id))
            continue;
        TRY(catalogue_item(ctx, line->region, line->item, &item));
        ids[view->slides.len++] = line->id;
        *slide = (ScreenSlide){
            .css = affair_css[line->affair],
            .affair = tr_text(ctx->lang, affair_title(line->affair)),
            .item = item_name(&item, ctx->lang),
            .title = line->title,
            .summary = line->summary,
        };
        if (line->published_at.set)
            slide->date = screen_day(ctx, day_of(line->published_at.value));
        if (line->notice_until.set && line->notice_until.value >= ctx_today(ctx)) {
            slide->in_notice = true;
            slide->days_left = line->notice_until.value - ctx_today(ctx);
            slide->last_day = slide->days_left == 0;
        }
    }
    return OK;
}

static Status
fill_slides(Ctx *ctx, const Region *place, ScreenVillageView *view)
{
    int64_t ids[SLIDES_MAX];
    DisclosureLines lines;

    view->slides.at = NEW_ARRAY(ctx->arena, ScreenSlide, SLIDES_MAX);
    TRY(disclosure_notices(ctx, place->code, NOTICES_MAX, &lines));
    TRY(add_slides(ctx, &lines, ids, view));
    TRY(disclosure_list(ctx, &(DisclosureFilter){.region = place->code, .limit = SLIDES_MAX},
                        &lines));
    return add_slides(ctx, &lines, ids, view);
}

/* ---- beside it ---- */

/* The newest month that everybody may read. */
static Status
fill_money(Ctx *ctx, RegionCode village, ScreenVillageView *view)
{
    LedgerMonth month;
    MonthSums sums, before;
    int64_t words[WORD_COUNT];
    Status status = ledger_latest(ctx, village, &month);

    if (status == NOT_FOUND)
        return OK;
    if (status != OK)
        return status;
    TRY(ledger_sums_of_month(ctx, &month, &sums, &before));
    for (int word = 0; word < WORD_COUNT; word++)
        words[word] = sums.words[word].amount_fen;
    view->has_money = true;
    view->month =
        period_words(ctx->arena, ctx->lang, period_of(RHYTHM_MONTHLY, month_first(month.month)));
    view->income = screen_amount(ctx, sums.income_fen);
    view->expense = screen_amount(ctx, sums.expense_fen);
    view->closing = screen_amount(ctx, sums.closing_fen);
    screen_bars(ctx, words, DIRECTION_OUT, &view->spent);
    for (int word = 0, bar = 0; word < WORD_COUNT; word++)
        if (word_direction((Word)word) == DIRECTION_OUT && words[word] != 0)
            view->spent.at[bar++].amount = screen_amount(ctx, words[word]);
    return OK;
}

static Status
fill_heads(Ctx *ctx, const Region *place, ScreenVillageView *view)
{
    ScreenFigures figures;

    TRY(screen_figures(ctx, place, &figures));
    view->heads.at = NEW_ARRAY(ctx->arena, ScreenHead, HEADS_MAX);
    screen_head(&view->heads, "", screen_rate(ctx->arena, figures.on_time, figures.due),
                figures.due > 0 ? T("%") : T(""), TR(ctx->lang, "按时公开"),
                place_link(ctx->arena, place->code, "/duties"));
    screen_head(&view->heads, figures.open != 0 ? "warn" : "", number(ctx, figures.open),
                TR(ctx->lang, "件"), TR(ctx->lang, "正在办理"),
                place_link(ctx->arena, place->code, "/opinions"));
    screen_head(&view->heads, figures.missing != 0 ? "late" : "", number(ctx, figures.missing),
                TR(ctx->lang, "项"), TR(ctx->lang, "逾期未公开"),
                place_link(ctx->arena, place->code, "/duties"));
    return OK;
}

static Status
fill_profile(Ctx *ctx, const Region *place, ScreenVillageView *view)
{
    RegionProfile profile;

    TRY(region_profile_get(ctx, place->code, &profile));
    view->phone = profile.phone;
    view->contacts.at = NEW_ARRAY(ctx->arena, ScreenContact, CONTACTS_MAX);
    for (size_t i = 0; i < profile.contacts.len && view->contacts.len < CONTACTS_MAX; i++)
        view->contacts.at[view->contacts.len++] = (ScreenContact){
            .name = profile.contacts.at[i].name,
            .post = profile.contacts.at[i].post,
            .phone = profile.contacts.at[i].phone,
        };
    return OK;
}

static Status
fill_above(Ctx *ctx, const Region *place, ScreenVillageView *view)
{
    Region above;
    Status status = region_get(ctx, place->parent, &above);

    if (status == OK)
        view->above = above.name;
    return status == NOT_FOUND ? OK : status;
}

/* Everything here is about this place: its name need not stand in each line. */
static void
without_place(ScreenNewsViews *views)
{
    for (size_t i = 0; i < views->len; i++)
        views->at[i].place = (Text){0};
}

static Status
fill_news(Ctx *ctx, const Region *place, ScreenVillageView *view)
{
    ScreenNewsList news;

    TRY(screen_overdue(ctx, place, OVERDUE_SHOWN, &news));
    screen_news_views(ctx, &news, &view->overdue);
    without_place(&view->overdue);
    TRY(screen_news(ctx, place, &news));
    screen_news_views(ctx, &news, &view->news);
    without_place(&view->news);
    return OK;
}

Status
screen_village(Ctx *ctx, const Request *req, Response *res, const Region *place)
{
    ScreenVillageView view = {
        .page = screen_page(ctx, req, place),
        .lost = screen_lost(ctx),
        .name = place->name,
        .today = screen_day(ctx, ctx_today(ctx)),
        .link = place_link(ctx->arena, place->code, ""),
    };

    view.address = request_url(req, view.link);
    view.qr = (Markup){qr_svg(ctx->arena, view.address)};
    TRY(fill_above(ctx, place, &view));
    TRY(fill_slides(ctx, place, &view));
    TRY(fill_money(ctx, place->code, &view));
    TRY(fill_heads(ctx, place, &view));
    TRY(fill_profile(ctx, place, &view));
    TRY(fill_news(ctx, place, &view));
    response_shows(res, place->code);
    response_shows(res, KEY_CATALOGUE);
    response_page(ctx, req, res, html_screen_village, &view);
    return OK;
}
