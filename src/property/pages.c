/*
 * The public page: a sentence, then each thing that is published with its figures and table.
 */
#include "property/pages.h"

#include "base/money.h"
#include "base/tr.h"
#include "disclosure/pages_shared.h"
#include "property/property.html.h"
#include "prose/markdown.h"

/* In the order in which people ask. */
static const struct {
    Text item;
    const char *id;
    const char *heading;
} parts[] = {
    {T_INIT("F4"), "h-assets",    N_("房屋、设备和别的家底")      },
    {T_INIT("F5"), "h-contracts", N_("土地、水面和租出去的合同")},
    {T_INIT("F6"), "h-debts",     N_("谁欠谁的钱")                     },
    {T_INIT("F1"), "h-plan",      N_("计划和结果")                     },
    {T_INIT("F7"), "h-shares",    N_("分了多少，干部领多少")      },
    {T_INIT("F8"), "h-funds",     N_("专款和代收的钱")               },
};

enum { PARTS = sizeof parts / sizeof parts[0] };

static Text
words_of_period(Ctx *ctx, Text text)
{
    Period period;

    return period_parse(text, &period) ? period_words(ctx->arena, ctx->lang, period) : text;
}

/* ---- sections ---- */

static Status
fill_section(Ctx *ctx, const PropertySummary *summary, const PropertyShown *shown, size_t part,
             bool reads_rows, PropertySection *out)
{
    const Disclosure *disclosure = &shown->disclosure;

    *out = (PropertySection){
        .id = parts[part].id,
        .heading = tr_text(ctx->lang, parts[part].heading),
        .disclosure_link = text_printf(ctx->arena, "/d/%lld", (long long)disclosure->id),
        .nil = shown->revision.kind != DISCLOSURE_REPORT,
        .note = T(""),
    };
    out->as_of =
        TR_FORMAT(ctx->arena, ctx->lang, "{period}，{day} 公开",
                  {"period", words_of_period(ctx, disclosure->period)},
                  {"day", disclosure->published_at.set
                              ? day_format(ctx->arena, day_of(disclosure->published_at.value))
                              : T("")});
    if (shown->revision.kind != DISCLOSURE_REPORT) {
        out->say = shown->revision.kind == DISCLOSURE_NIL
                       ? TR(ctx->lang, "这一期没有。")
                       : TR(ctx->lang, "这一期不公开，已经备案。");
        return OK;
    }
    out->say = property_section_words(ctx, summary, shown);
    out->has_body = !text_is_blank(shown->revision.body);
    if (out->has_body)
        TRY(markdown_html(ctx->arena, shown->revision.body, &out->body.html));
    property_section_bars(ctx, summary, shown, out);
    TRY(property_section_table(ctx, shown, reads_rows, out));
    if (text_eq(disclosure->item, T("F7")) && !reads_rows && summary->shared_fen != 0)
        out->note = TR(ctx->lang, "每一户分了多少，只给本村居民看，登录以后点“看全部”。");
    return OK;
}

/* ---- the sentence ---- */

static void
fill_sentence(Ctx *ctx, const PropertySummary *summary, const PropertyShown *contracts,
              PropertyView *view)
{
    int64_t late, lacking;

    if (summary->assets_period.len != 0)
        view->say = TR_FORMAT(
            ctx->arena, ctx->lang, "村里有 {count} 处（件）房屋设备等资产，现在值 {net} 元。",
            {"count", text_printf(ctx->arena, "%lld", (long long)summary->assets)},
            {"net", fen_format(ctx->arena, summary->net_fen)});
    if (summary->contracts_period.len == 0)
        return;
    view->let =
        TR_FORMAT(ctx->arena, ctx->lang,
                  "租出去 {area} 亩地、{count} 份合同，{year}应收 {due} 元，已收 {received} 元。",
                  {"area", decimal_format(ctx->arena, summary->let_area_milli)},
                  {"count", text_printf(ctx->arena, "%lld", (long long)summary->contracts)},
                  {"year", words_of_period(ctx, text_slice(summary->contracts_period, 0, 4))},
                  {"due", fen_format(ctx->arena, summary->due_fen)},
                  {"received", fen_format(ctx->arena, summary->received_fen)});
    lacking = contracts == NULL ? 0 : property_lacking(ctx, contracts, &late);
    view->owes = lacking > 0;
    if (view->owes)
        view->lacking = TR_FORMAT(ctx->arena, ctx->lang, "还差 {lacking} 元没收上来。",
                                  {"lacking", fen_format(ctx->arena, lacking)});
}

/* ---- the page ---- */

static Status
fill_sections(Ctx *ctx, const Region *village, PropertyView *view)
{
    PropertySummary summary;
    PropertyShown shown[PARTS];
    const PropertyShown *contracts = NULL;

    TRY(property_summary(ctx, village->code, &summary));
    view->sections.at = NEW_ARRAY(ctx->arena, PropertySection, PARTS);
    view->missing.at = NEW_ARRAY(ctx->arena, Text, PARTS);
    for (size_t i = 0; i < PARTS; i++) {
        Item item;
        Status status = property_shown(ctx, village->code, parts[i].item, T(""), &shown[i]);

        if (status == OK) {
            TRY(fill_section(ctx, &summary, &shown[i], i, view->reads_rows,
                             &view->sections.at[view->sections.len++]));
            if (text_eq(parts[i].item, T("F5")))
                contracts = &shown[i];
            continue;
        }
        if (status != NOT_FOUND)
            return status;
        status = catalogue_item(ctx, village->code, parts[i].item, &item);
        if (status == OK && item_rhythm(&item, village->community).len != 0)
            view->missing.at[view->missing.len++] = item_short_name(&item, ctx->lang);
        else if (status != OK && status != NOT_FOUND)
            return status;
    }
    fill_sentence(ctx, &summary, contracts, view);
    return OK;
}

static Status
property_page(Ctx *ctx, const Request *req, Response *res)
{
    PropertyView view = {0};
    Region village;

    TRY(pages_place(ctx, req, &village));
    if (village.level != LEVEL_VILLAGE)
        return NOT_FOUND;
    view.place = village.name;
    view.signed_in = ctx->actor != NULL;
    view.reads_rows = (disclosure_reader(ctx, village.code) & (1u << AUDIENCE_RESIDENTS)) != 0;
    view.money_link = text_printf(ctx->arena, "/r/%012lld/money", (long long)village.code);
    TRY(fill_sections(ctx, &village, &view));
    TRY(pages_begin(ctx, req, &village,
                    TR_FORMAT(ctx->arena, ctx->lang, "{place}的集体资产", {"place", village.name}),
                    &view.page));
    view.page.description = view.say.len != 0 ? view.say : view.let;
    if (ctx->actor != NULL)
        res->uncacheable = true;
    response_shows(res, village.code);
    response_shows(res, KEY_CATALOGUE);
    response_page(ctx, req, res, html_property_property, &view);
    return OK;
}

static const Route routes[] = {
    {METHOD_GET, "/r/{code}/property", property_page, ROUTE_READ},
};

const RouteTable property_routes = {routes, sizeof routes / sizeof routes[0]};
