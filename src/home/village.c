/*
 * A village's own page: what it published, what is missing, who is in charge.
 */
#include "base/tr.h"
#include "catalogue/catalogue.h"
#include "duty/duty.h"
#include "home/money.h"
#include "home/parts.h"
#include "home/village.html.h"
#include "notify/notify.h"
#include "opinion/pages.h"

enum { NOTICES_SHOWN = 5, LATEST_SHOWN = 6 };

static const struct {
    const char *css;
    const char *icon;
    const char *link;
} looks[] = {
    [AFFAIR_PARTY] = {"tile t-p", "flag",               "/party"  },
    [AFFAIR_VILLAGE] = {"tile t-a", "building-community", "/village"},
    [AFFAIR_FINANCE] = {"tile t-m", "coin-yuan",          "/finance"},
};

static bool
is_late(const Texts *late, Text item)
{
    for (size_t i = 0; i < late->len; i++)
        if (text_eq(late->at[i], item))
            return true;
    return false;
}

static Status
fill_tiles(Ctx *ctx, const Region *region, VillageView *view)
{
    Items items;
    Texts late;

    TRY(catalogue_items(ctx, region->code, &items));
    TRY(duty_late_items(ctx, region->code, &late));
    view->tiles.at = NEW_ARRAY(ctx->arena, AffairTile, AFFAIR_FINANCE);
    for (int affair = AFFAIR_PARTY; affair <= AFFAIR_FINANCE; affair++) {
        AffairTile *tile = &view->tiles.at[view->tiles.len++];

        *tile = (AffairTile){
            .link = home_region_link(ctx->arena, region->code, looks[affair].link),
            .css = looks[affair].css,
            .icon = looks[affair].icon,
            .name = tr_text(ctx->lang, affair_title((Affair)affair)),
        };
        tile->pips.at = NEW_ARRAY(ctx->arena, AffairPip, items.len);
        for (size_t i = 0; i < items.len; i++) {
            bool missing;

            if ((int)items.at[i].affair != affair ||
                item_rhythm(&items.at[i], region->community).len == 0)
                continue;
            missing = is_late(&late, items.at[i].code);
            tile->pips.at[tile->pips.len++].missing = missing;
            tile->items++;
            tile->missing += missing;
        }
        view->items += tile->items;
        view->missing += tile->missing;
    }
    return OK;
}

static Text
number(Ctx *ctx, int64_t value)
{
    return text_printf(ctx->arena, "%lld", (long long)value);
}

static Status
fill_profile(Ctx *ctx, const Region *region, VillageView *view, int64_t *households_out)
{
    RegionProfile profile;

    TRY(region_profile_get(ctx, region->code, &profile));
    *households_out = profile.households;
    if (profile.households != 0 || profile.people != 0)
        view->page.hero_facts = TR_FORMAT(ctx->arena, ctx->lang, "{households} 户 · {people} 人",
                                          {"households", number(ctx, profile.households)},
                                          {"people", number(ctx, profile.people)});
    view->intro = profile.intro;
    view->phone = profile.phone;
    view->call = text_printf(ctx->arena, "tel:%.*s", TEXT_ARGS(profile.phone));
    view->address = profile.address;
    if (!text_is_empty(profile.picture))
        view->picture = home_region_link(ctx->arena, region->code, "/picture");
    view->contacts.at = NEW_ARRAY(ctx->arena, HomeContact, profile.contacts.len);
    for (size_t i = 0; i < profile.contacts.len; i++) {
        const RegionContact *contact = &profile.contacts.at[i];

        view->contacts.at[view->contacts.len++] = (HomeContact){
            .face = text_first_chars(contact->name, 1),
            .name = contact->name,
            .post = contact->post,
            .duty = contact->duty,
            .phone = contact->phone,
            .call = text_printf(ctx->arena, "tel:%.*s", TEXT_ARGS(contact->phone)),
        };
    }
    return OK;
}

static Status
fill_lists(Ctx *ctx, const Region *region, VillageView *view)
{
    DisclosureLines lines;

    TRY(disclosure_notices(ctx, region->code, NOTICES_SHOWN, &lines));
    TRY(home_lines(ctx, &lines, false, &view->notices));
    TRY(disclosure_list(ctx, &(DisclosureFilter){.region = region->code, .limit = LATEST_SHOWN},
                        &lines));
    return home_lines(ctx, &lines, false, &view->latest);
}

static Status
fill_township(Ctx *ctx, const Region *region, VillageView *view)
{
    Region township;
    Status status = region_get(ctx, region->parent, &township);

    if (status == NOT_FOUND)
        return OK;
    if (status != OK)
        return status;
    view->township_name = township.name;
    view->township_link = home_region_link(ctx->arena, township.code, "");
    return home_map(ctx, township.code, region->code, &view->map);
}

static Status
fill_closed(Ctx *ctx, const Region *region, VillageView *view)
{
    view->closed = region->closed_day.set;
    if (!view->closed)
        return OK;
    view->closed_sentence = TR_FORMAT(
        ctx->arena, ctx->lang, "{name}已于 {day} 撤销，这里保留以前的公开内容。",
        {"name", region->name}, {"day", day_format(ctx->arena, (Day)region->closed_day.value)});
    if (region->successor != 0)
        view->successor_link = home_region_link(ctx->arena, region->successor, "");
    return OK;
}

/* For those who are signed in; the page that everybody else shares has no such form. */
static Status
fill_follow(Ctx *ctx, const Region *region, VillageView *view)
{
    if (!view->page.signed_in || view->closed)
        return OK;
    view->follow_code = region_code_format(ctx->arena, region->code);
    view->follow_back = home_region_link(ctx->arena, region->code, "");
    return notify_is_subscribed(
        ctx, &(Subscription){.kind = SUBSCRIBE_VILLAGE, .region = region->code}, &view->follows);
}

Status
home_village(Ctx *ctx, const Request *req, Response *res, const Region *region)
{
    VillageView view = {.name = region->name, .community = region->community};
    Tallies tallies;
    int64_t households;

    TRY(home_page(ctx, req, region, &view.page));
    view.page.description =
        TR_FORMAT(ctx->arena, ctx->lang, "{name}的党务、村务、财务公开", {"name", region->name});
    TRY(fill_tiles(ctx, region, &view));
    TRY(fill_profile(ctx, region, &view, &households));
    TRY(money_book(ctx, region->code, households, &view.book));
    TRY(tally_totals(ctx, region->code, &tallies));
    TRY(voice_home(ctx, region->code, &tallies, &view.voice));
    TRY(fill_lists(ctx, region, &view));
    TRY(fill_township(ctx, region, &view));
    TRY(fill_closed(ctx, region, &view));
    TRY(fill_follow(ctx, region, &view));
    TRY(home_projects(ctx, region, &view.projects));
    TRY(group_part_view(ctx, region->code, &view.group));
    TRY(home_events(ctx, region, &view.events.at, &view.events.len));
    view.duties_link = home_region_link(ctx->arena, region->code, "/duties");
    view.property_link = home_region_link(ctx->arena, region->code, "/property");
    view.subsidies_link = home_region_link(ctx->arena, region->code, "/subsidies");
    view.projects_link = home_region_link(ctx->arena, region->code, "/projects");
    view.all_link = home_region_link(ctx->arena, region->code, "/all");
    /* The map shows the neighbours' duties: what changes in the township changes this page. */
    response_shows(res, region->parent);
    response_shows(res, KEY_CATALOGUE);
    response_page(ctx, req, res, html_home_village, &view);
    return OK;
}
