#include "home/parts.h"

#include "base/tr.h"
#include "catalogue/catalogue.h"
#include "project/pages.h"
#include "project/sentence.h"

enum { PROJECTS_SHOWN = 3 };

Text
home_region_link(Arena *arena, RegionCode code, const char *below)
{
    Texts parts = {
        (Text[]){T("/r/"), region_code_format(arena, code), text_c(below)},
        3
    };

    return text_join(arena, parts, T(""));
}

Text
home_disclosure_link(Arena *arena, int64_t id)
{
    return text_printf(arena, "/d/%lld", (long long)id);
}

static const char *const affair_css[] = {
    [AFFAIR_PARTY] = "tag tag-party",
    [AFFAIR_VILLAGE] = "tag tag-affairs",
    [AFFAIR_FINANCE] = "tag tag-money",
};

static Text
line_item(Ctx *ctx, const DisclosureLine *line)
{
    Item item;

    if (catalogue_item(ctx, line->region, line->item, &item) != OK)
        return line->item;
    return item_short_name(&item, ctx->lang);
}

Status
home_lines(Ctx *ctx, const DisclosureLines *lines, bool with_place, HomeLines *out)
{
    *out = (HomeLines){.at = NEW_ARRAY(ctx->arena, HomeLine, lines->len), .len = lines->len};
    for (size_t i = 0; i < lines->len; i++) {
        const DisclosureLine *line = &lines->at[i];
        HomeLine *shown = &out->at[i];

        *shown = (HomeLine){
            .link = home_disclosure_link(ctx->arena, line->id),
            .title = line->title,
            .summary = line->summary,
            .place = with_place ? line->region_name : T(""),
            .item = line_item(ctx, line),
            .css = affair_css[line->affair],
            .affair = tr_text(ctx->lang, affair_title(line->affair)),
            .days_left = -1,
        };
        if (line->published_at.set)
            shown->date = day_format(ctx->arena, day_of(line->published_at.value));
        if (line->notice_until.set && line->notice_until.value >= ctx_today(ctx)) {
            shown->days_left = line->notice_until.value - ctx_today(ctx);
            shown->last_day = shown->days_left == 0;
        }
    }
    return OK;
}

/* ---- history ---- */

static Text
event_sentence(Ctx *ctx, const RegionEvent *event, Text other)
{
    Text day = day_format(ctx->arena, event->day);

    if (text_eq(event->kind, T("renamed")))
        return TR_FORMAT(ctx->arena, ctx->lang, "{day} 以前叫“{name}”", {"day", day},
                         {"name", event->old_name});
    if (text_eq(event->kind, T("moved")))
        return TR_FORMAT(ctx->arena, ctx->lang, "{day} 区划调整，另见 {other}", {"day", day},
                         {"other", other});
    if (event->other != 0)
        return TR_FORMAT(ctx->arena, ctx->lang, "{day} 撤销，并入 {other}", {"day", day},
                         {"other", other});
    return TR_FORMAT(ctx->arena, ctx->lang, "{day} 撤销", {"day", day});
}

Status
home_events(Ctx *ctx, const Region *region, HomeEvent **at_out, size_t *len_out)
{
    RegionEvents events;

    TRY(region_history(ctx, region->code, &events));
    *at_out = NEW_ARRAY(ctx->arena, HomeEvent, events.len);
    *len_out = events.len;
    for (size_t i = 0; i < events.len; i++) {
        const RegionEvent *event = &events.at[i];
        Region other = {0};

        if (event->other != 0) {
            Status status = region_get(ctx, event->other, &other);

            if (status != OK && status != NOT_FOUND)
                return status;
            (*at_out)[i].link = home_region_link(ctx->arena, event->other, "");
        }
        (*at_out)[i].sentence = event_sentence(ctx, event, other.name);
    }
    return OK;
}

/* ---- the head of a page about a place ---- */

Status
home_page(Ctx *ctx, const Request *req, const Region *region, Page *page)
{
    Regions path = {0};

    *page = page_begin(ctx, req, region->name);
    page_place(ctx, page, region->code, region->name);
    page->extra_head_feed = text_printf(ctx->arena, "/feed/%012lld.atom", (long long)region->code);
    if (region->code != 0)
        TRY(region_path(ctx, region->code, &path));
    page->crumbs.at = NEW_ARRAY(ctx->arena, Crumb, path.len);
    for (size_t i = 0; i + 1 < path.len; i++) {
        /* Cities with a single district, and everything above the district, only lengthen the way.
         */
        if (path.at[i].level < LEVEL_DISTRICT)
            continue;
        page->crumbs.at[page->crumbs.len++] = (Crumb){
            .name = path.at[i].name,
            .link = home_region_link(ctx->arena, path.at[i].code, ""),
        };
    }
    return OK;
}

void
home_crumb(Ctx *ctx, const Region *region, Page *page)
{
    Crumb *crumbs = NEW_ARRAY(ctx->arena, Crumb, page->crumbs.len + 1);

    for (size_t i = 0; i < page->crumbs.len; i++)
        crumbs[i] = page->crumbs.at[i];
    crumbs[page->crumbs.len++] = (Crumb){
        .name = region->name,
        .link = home_region_link(ctx->arena, region->code, ""),
    };
    page->crumbs.at = crumbs;
}

Status
home_projects(Ctx *ctx, const Region *region, ProjectCards *out)
{
    ProjectSummaries projects;

    TRY(project_summaries(ctx, region->code, &projects));
    out->at = NEW_ARRAY(ctx->arena, ProjectCard, PROJECTS_SHOWN);
    for (size_t i = 0; i < projects.len && out->len < PROJECTS_SHOWN; i++) {
        const ProjectSummary *project = &projects.at[i];
        ProjectCard *card = &out->at[out->len++];
        Region place;

        *card = (ProjectCard){
            .link = project_link(ctx->arena, project->id, ""),
            .name = project->name,
            .says = project_sentence(ctx, project->kind, project->buildings, project->households,
                                     project->signed_households),
            .kind = tr_text(ctx->lang, project_kind_title(project->kind)),
        };
        if (project->region == region->code)
            continue;
        TRY(region_get(ctx, project->region, &place));
        card->place = place.name;
    }
    return OK;
}
