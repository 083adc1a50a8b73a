/*
 * Other offices' lists: which there are, of which day, which rules compare with them; a new one
 * comes in, an old one goes.  What stands in them is shown to nobody.
 */
#include "actor/actor.h"
#include "base/tr.h"
#include "disclosure/desk_deed_views.h"
#include "flag/desk.h"
#include "flag/desk_outside.html.h"
#include "flag/desk_outside_one.html.h"
#include "flag/desk_parts.h"
#include "sheet/form.h"

enum {
    FIELDS = 4,
    CELLS_SHOWN_MAX = OUTSIDE_BAD_MAX,
    PASTED_LINES = 4,
    PASTED_CHARS_MAX = 1000 * 1000,
};

static Text
lists_link(Arena *arena, RegionCode district)
{
    return text_printf(arena, "/desk/outside/%012lld", (long long)district);
}

static Text
list_link(Arena *arena, RegionCode district, OutsideKind kind, const char *below)
{
    return text_printf(arena, "/desk/outside/%012lld/%s%s", (long long)district,
                       outside_kind_name(kind), below);
}

/* "1,203 行，截至 2023-05-31，区民政局" */
static Text
state_words(Ctx *ctx, const OutsideList *list)
{
    return TR_FORMAT(ctx->arena, ctx->lang, "{rows} 行，截至 {day}，{source}",
                     {"rows", desk_number(ctx->arena, list->rows)},
                     {"day", desk_day(ctx, list->day)}, {"source", list->source});
}

static Text
brought_words(Ctx *ctx, const OutsideList *list)
{
    Text who = list->brought_by.len != 0 ? list->brought_by : TR(ctx->lang, "命令行");

    return TR_FORMAT(ctx->arena, ctx->lang, "{who} {day} 导入", {"who", who},
                     {"day", desk_day(ctx, day_of(list->brought_at))});
}

/* ---- all of a district ---- */

static void
fill_kinds(Ctx *ctx, RegionCode district, const OutsideLists *lists, OutsideView *view)
{
    view->kinds.at = NEW_ARRAY(ctx->arena, OutsideLine, OUTSIDE_KINDS);
    for (int kind = OUTSIDE_NONE + 1; kind < OUTSIDE_KINDS; kind++) {
        OutsideLine *line = &view->kinds.at[view->kinds.len++];

        *line = (OutsideLine){
            .title = tr_text(ctx->lang, outside_kind_title((OutsideKind)kind)),
            .link = list_link(ctx->arena, district, (OutsideKind)kind, ""),
        };
        for (size_t i = 0; i < lists->len; i++)
            if (lists->at[i].kind == (OutsideKind)kind) {
                line->there = true;
                line->state = state_words(ctx, &lists->at[i]);
                line->brought = brought_words(ctx, &lists->at[i]);
            }
    }
}

static Status
fill_below(Ctx *ctx, RegionCode code, OutsideView *view)
{
    Regions below;

    TRY(region_children(ctx, code, &below));
    view->places.at = NEW_ARRAY(ctx->arena, DeskChoice, below.len);
    for (size_t i = 0; i < below.len; i++)
        if (!below.at[i].closed_day.set && below.at[i].level <= LEVEL_DISTRICT)
            view->places.at[view->places.len++] = (DeskChoice){
                .value = lists_link(ctx->arena, below.at[i].code), .words = below.at[i].name};
    return OK;
}

static Status
place_of(Ctx *ctx, const Request *req, Region *out)
{
    RegionCode code;

    if (!region_code_parse(request_param(req, "code"), &code))
        return NOT_FOUND;
    TRY(actor_require(ctx, CAN_WORK_FLAGS, code));
    return region_get(ctx, code, out);
}

static Status
lists_page(Ctx *ctx, const Request *req, Response *res)
{
    OutsideView view = {0};
    OutsideLists lists;
    Region place;

    TRY(place_of(ctx, req, &place));
    if (place.level > LEVEL_DISTRICT)
        return NOT_FOUND;
    view.place = place.name;
    if (place.level == LEVEL_DISTRICT) {
        TRY(outside_lists(ctx, place.code, &lists));
        fill_kinds(ctx, place.code, &lists, &view);
    } else {
        TRY(fill_below(ctx, place.code, &view));
    }
    view.page = page_begin(ctx, req, TR(ctx->lang, "其他单位的名单"));
    desk_crumbs(ctx, &view.page, TR(ctx->lang, "红旗的规则"), T("/desk/rules"));
    res->uncacheable = true;
    response_page(ctx, req, res, html_flag_desk_outside, &view);
    return OK;
}

/* An inspector of less than a district has none: whole districts bring them in. */
static Status
own_page(Ctx *ctx, const Request *req, Response *res)
{
    RegionCode own;

    (void)req;
    if (actor_scope(ctx, CAN_WORK_FLAGS, &own) != OK || region_code_level(own) > LEVEL_DISTRICT)
        return DENIED;
    if (own == 0)
        TRY(region_top(ctx, &own));
    return response_redirect(ctx, res, lists_link(ctx->arena, own));
}

/* ---- one of them ---- */

/* Of which place and kind the page is; the list that there is, with id 0: none. */
static Status
list_of(Ctx *ctx, const Request *req, Region *place_out, OutsideKind *kind_out,
        OutsideList *list_out)
{
    Status status;

    TRY(place_of(ctx, req, place_out));
    if (place_out->level != LEVEL_DISTRICT ||
        !outside_kind_parse(request_param(req, "kind"), kind_out))
        return NOT_FOUND;
    *list_out = (OutsideList){0};
    status = outside_list(ctx, place_out->code, *kind_out, list_out);
    return status == NOT_FOUND ? OK : status;
}

static void
fill_rules(Ctx *ctx, OutsideKind kind, OutsideOneView *view)
{
    view->rules.at = NEW_ARRAY(ctx->arena, FlagFact, flag_rule_count);
    for (size_t i = 0; i < flag_rule_count; i++)
        if ((flag_rules[i]->lists & OUTSIDE_BIT(kind)) != 0)
            view->rules.at[view->rules.len++] = (FlagFact){
                .name = tr_text(ctx->lang, flag_rules[i]->title),
                .value = text_printf(ctx->arena, "/desk/rules/%s", flag_rules[i]->name),
            };
}

static DeedField *
field(Ctx *ctx, const Request *req, DeedForm *form, const char *id, Text label)
{
    DeedField *out = &form->fields.at[form->fields.len++];

    *out = (DeedField){.id = text_c(id),
                       .label = label,
                       .value = request_form(req, id),
                       .error = ctx_problem_of(ctx, id)};
    return out;
}

static void
fill_form(Ctx *ctx, const Request *req, Text link, const char *hint, OutsideOneView *view)
{
    DeedForm *form = &view->form;
    DeedField *one;

    *form = (DeedForm){
        .page = &view->page,
        .action = link,
        .button = view->there ? TR(ctx->lang, "导入，换掉旧的") : TR(ctx->lang, "导入"),
        .explain = tr_text(ctx->lang, hint),
        .icon = "upload",
        .button_css = "btn",
        .upload = true,
    };
    form->fields.at = NEW_ARRAY(ctx->arena, DeedField, FIELDS);
    one = field(ctx, req, form, "source", TR(ctx->lang, "哪个单位的名单"));
    one->chars_max = OUTSIDE_SOURCE_CHARS_MAX;
    one = field(ctx, req, form, "day", TR(ctx->lang, "截至哪一天"));
    one->day = true;
    if (text_is_empty(one->value))
        one->value = day_format(ctx->arena, ctx_today(ctx));
    one = field(ctx, req, form, "file", TR(ctx->lang, "表格文件（.xlsx 或 .csv）"));
    one->hint = TR(ctx->lang, "一次最多 5,000 行；更长的请运行维护的人用命令导入。");
    one->file = true;
    one->optional = true;
    one->value = T("");
    one =
        field(ctx, req, form, "pasted", TR(ctx->lang, "或者从表格里复制，粘贴到这里（连同表头）"));
    one->rows = PASTED_LINES;
    one->chars_max = PASTED_CHARS_MAX;
    one->optional = true;
    one->value = T(""); /* numbers of people do not come back in a page */
}

static Status
show(Ctx *ctx, const Request *req, Response *res, const Region *place, OutsideKind kind,
     const OutsideList *list, const OutsideImport *import)
{
    OutsideOneView view = {.place = place->name};
    Text link = list_link(ctx->arena, place->code, kind, "");

    view.there = list->id != 0;
    if (view.there) {
        view.state = state_words(ctx, list);
        view.brought = brought_words(ctx, list);
        view.remove_link = list_link(ctx->arena, place->code, kind, "/remove");
    }
    fill_rules(ctx, kind, &view);
    fill_form(ctx, req, link, outside_kind_hint(kind), &view);
    if (import != NULL && import->bad.len != 0) {
        view.bad.at = NEW_ARRAY(ctx->arena, FlagFact, CELLS_SHOWN_MAX);
        for (size_t i = 0; i < import->bad.len; i++)
            view.bad.at[view.bad.len++] =
                (FlagFact){.name = import->bad.at[i].place, .value = import->bad.at[i].why};
        view.more = import->faults - (int64_t)import->bad.len;
    }
    view.title = tr_text(ctx->lang, outside_kind_title(kind));
    view.page = page_begin(ctx, req, view.title);
    desk_crumbs(ctx, &view.page, TR(ctx->lang, "其他单位的名单"),
                lists_link(ctx->arena, place->code));
    res->uncacheable = true;
    response_page(ctx, req, res, html_flag_desk_outside_one, &view);
    return OK;
}

static Status
list_page(Ctx *ctx, const Request *req, Response *res)
{
    OutsideKind kind;
    OutsideList list;
    Region place;

    TRY(list_of(ctx, req, &place, &kind, &list));
    return show(ctx, req, res, &place, kind, &list, NULL);
}

/* ---- coming in and going ---- */

typedef struct Rows {
    Sheet sheet;
    size_t next;
} Rows;

/* What is hidden was not meant to be read. */
static Status
next_row(void *arg, Ctx *ctx, Texts *cells_out, int64_t *line_out)
{
    Rows *rows = arg;
    const SheetRow *row;

    while (rows->next < rows->sheet.len &&
           (rows->sheet.at[rows->next].hidden || rows->sheet.at[rows->next].total))
        rows->next++;
    if (rows->next == rows->sheet.len)
        return NOT_FOUND;
    row = &rows->sheet.at[rows->next++];
    *cells_out = (Texts){.at = NEW_ARRAY(ctx->arena, Text, row->len), .len = row->len};
    for (size_t i = 0; i < row->len; i++)
        cells_out->at[i] = row->at[i].text;
    *line_out = row->number;
    return OK;
}

static Status
bring_in(Ctx *ctx, const Request *req, RegionCode district, OutsideKind kind, OutsideImport *out)
{
    OutsideOffer offer = {.kind = kind, .region = district, .source = request_form(req, "source")};
    Rows rows = {0};

    *out = (OutsideImport){0};
    if (!day_parse(request_form(req, "day"), &offer.day))
        return ctx_problem(ctx, "day", TR(ctx->lang, "请填截至哪一天"));
    TRY(sheet_form_read(ctx, req, &rows.sheet));
    return outside_import(ctx, &offer, next_row, &rows, out);
}

static Status
import_deed(Ctx *ctx, const Request *req, Response *res)
{
    OutsideImport import;
    OutsideKind kind;
    OutsideList before;
    Region place;
    Status status;

    TRY(list_of(ctx, req, &place, &kind, &before));
    status = bring_in(ctx, req, place.code, kind, &import);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &place, kind, &before, &import));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res,
                    TR_FORMAT(ctx->arena, ctx->lang, "导入了 {rows} 行，电脑马上照它查",
                              {"rows", desk_number(ctx->arena, import.rows)}));
    return response_redirect(ctx, res, lists_link(ctx->arena, place.code));
}

static Status
remove_deed(Ctx *ctx, const Request *req, Response *res)
{
    OutsideKind kind;
    OutsideList list;
    Region place;

    TRY(list_of(ctx, req, &place, &kind, &list));
    TRY(outside_remove(ctx, place.code, kind));
    response_notice(ctx, req, res, TR(ctx->lang, "名单已删去，靠它查到的红旗会自己消失"));
    return response_redirect(ctx, res, lists_link(ctx->arena, place.code));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/outside",                      own_page,    ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/outside/{code}",               lists_page,  ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/outside/{code}/{kind}",        list_page,   ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/outside/{code}/{kind}",        import_deed,
     ROUTE_WRITE | ROUTE_STAFF | ROUTE_UPLOAD                                                 },
    {METHOD_POST, "/desk/outside/{code}/{kind}/remove", remove_deed, ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable flag_outside_desk_routes = ROUTES(routes);
