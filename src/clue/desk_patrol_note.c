/*
 * Patrols on the desk: beginning one, putting pages and findings on its list, and what a finding
 * becomes.
 */
#include "base/tr.h"
#include "clue/desk_about.h"
#include "clue/desk_clue.h"
#include "clue/desk_form.html.h"
#include "clue/desk_one.html.h"
#include "clue/desk_patrol.h"
#include "disclosure/desk_parts.h"
#include "opinion/opinion.h"

#include "clue/patrol.sql.h"

/* ---- beginning ---- */

static Status
show_new(Ctx *ctx, const Request *req, Response *res, const Regions *choices)
{
    CaseFormView view = {.title = TR(ctx->lang, "开始今天的巡查"), .back = T("/desk/patrols")};
    DeedForms forms = {0};
    DeedForm *form = case_form(ctx, &forms, &view.page, T("/desk/patrols/new"), view.title,
                               TR(ctx->lang, "开始"), "clipboard-list");
    Text own = T("");
    RegionCode scope;

    if (actor_scope(ctx, CAN_KEEP_CLUES, &scope) == OK)
        own = region_code_format(ctx->arena, scope);
    case_place_field(ctx, req, form, "region", TR(ctx->lang, "巡查哪里"), own, choices);
    view.form = *form;
    view.page = page_begin(ctx, req, view.title);
    case_crumb(ctx, &view.page, TR(ctx->lang, "巡查"), T("/desk/patrols"));
    response_page(ctx, req, res, html_clue_desk_form, &view);
    return OK;
}

Status
patrol_new_page(Ctx *ctx, const Request *req, Response *res)
{
    if (!actor_may_somewhere(ctx, CAN_KEEP_CLUES))
        return DENIED;
    return show_new(ctx, req, res, NULL);
}

Status
patrol_new_deed(Ctx *ctx, const Request *req, Response *res)
{
    Regions choices = {0};
    RegionCode region;
    Status status;
    int64_t id;

    if (!actor_may_somewhere(ctx, CAN_KEEP_CLUES))
        return DENIED;
    status = case_place(ctx, req, "region", actor_scopes(ctx, CAN_KEEP_CLUES), &region, &choices);
    if (status == OK)
        status = patrol_begin(ctx, region, &id);
    if (status == INVALID) {
        TRY(show_new(ctx, req, res, &choices));
        return INVALID;
    }
    TRY(status);
    return response_redirect(ctx, res, patrol_link(ctx->arena, id, ""));
}

/* ---- what is looked at ---- */

void
patrol_note_form(Ctx *ctx, const Request *req, const Patrol *patrol, const Regions *choices,
                 DeedForms *forms, const Page *page)
{
    Text path = request_query(req, "path");
    RegionCode place = page_about(ctx, path).place;
    DeedForm *form = case_form(ctx, forms, page, patrol_link(ctx->arena, patrol->id, "/note"),
                               TR(ctx->lang, "记一笔"), TR(ctx->lang, "记下"), "plus");
    DeedField *field =
        case_field(ctx, req, form, "title", TR(ctx->lang, "看了什么"),
                   text_first_chars(request_query(req, "title"), PATROL_TITLE_CHARS_MAX));

    field->chars_max = PATROL_TITLE_CHARS_MAX;
    case_place_field(ctx, req, form, "place", TR(ctx->lang, "哪里的"),
                     place != 0 ? region_code_format(ctx->arena, place) : patrol->region_name,
                     choices);
    field = case_field(ctx, req, form, "path", TR(ctx->lang, "本平台的网址"), path);
    field->optional = true;
    field->chars_max = PATROL_PATH_CHARS_MAX;
    field->hint = TR(ctx->lang, "以 / 开头，像 /d/123；在页面上点“记入巡查”会自己填好");
    field = case_field(ctx, req, form, "words", TR(ctx->lang, "发现了什么问题"), T(""));
    field->rows = 3;
    field->optional = true;
    field->chars_max = PATROL_WORDS_CHARS_MAX;
    field->hint = TR(ctx->lang, "没有问题就空着；加密保存");
}

/* From a page's button: today's list with the page filled in. */
Status
patrol_jot_page(Ctx *ctx, const Request *req, Response *res)
{
    Patrol patrol;
    Status status;

    if (!actor_may_somewhere(ctx, CAN_KEEP_CLUES))
        return DENIED;
    status = patrol_today(ctx, &patrol);
    if (status == NOT_FOUND)
        return response_redirect(ctx, res, T("/desk/patrols/new"));
    TRY(status);
    return patrol_show(ctx, req, res, &patrol, NULL);
}

Status
patrol_note_deed(Ctx *ctx, const Request *req, Response *res)
{
    PatrolNote note = {.title = request_form(req, "title"),
                       .path = text_trim(request_form(req, "path")),
                       .words = request_form(req, "words")};
    Regions choices = {0};
    Patrol patrol;
    Status status;
    int64_t id;

    TRY(case_id(req, &id));
    TRY(patrol_get(ctx, id, &patrol));
    note.finding = !text_is_blank(note.words);
    status =
        case_place(ctx, req, "place", actor_scopes(ctx, CAN_KEEP_CLUES), &note.place, &choices);
    if (status == OK)
        status = patrol_note(ctx, id, &note);
    if (status == INVALID) {
        TRY(patrol_show(ctx, req, res, &patrol, &choices));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "记下了"));
    return response_redirect(ctx, res, patrol_link(ctx->arena, id, ""));
}

/* ---- what a finding becomes ---- */

static Status
finding_of(Ctx *ctx, int64_t id, Patrol *patrol, PatrolItem *out)
{
    PatrolItemRow row;
    PatrolItems items;

    TRY(patrol_item_by_id(ctx, id, &row));
    TRY(patrol_get(ctx, row.patrol, patrol));
    TRY(patrol_items_get(ctx, patrol, &items));
    for (size_t i = 0; i < items.len; i++) {
        if (items.at[i].id == id && items.at[i].finding && !items.at[i].settled) {
            *out = items.at[i];
            return OK;
        }
    }
    return NOT_FOUND;
}

static Text
finding_link(Ctx *ctx, const PatrolItem *item, const char *below)
{
    return text_printf(ctx->arena, "/desk/patrol/finding/%lld%s", (long long)item->id, below);
}

static void
fill_choices(Ctx *ctx, const Request *req, const PatrolItem *item, const Regions *choices,
             CaseView *view)
{
    DeedForm *form = case_form(ctx, &view->forms, &view->page, finding_link(ctx, item, "/order"),
                               TR(ctx->lang, "转成督办"), TR(ctx->lang, "发出督办"), "send");
    DeedField *field;

    case_place_field(ctx, req, form, "office", TR(ctx->lang, "交给哪里办"),
                     region_code_format(ctx->arena, item->place), choices);
    field = case_field(ctx, req, form, "due_day", TR(ctx->lang, "哪天前报告"),
                       day_format(ctx->arena, ctx_today(ctx) + PATROL_DUE_DAYS));
    field->day = true;
    form->explain = TR(ctx->lang, "对方会看到上面写的问题。");
    form = case_form(ctx, &view->other, &view->page, finding_link(ctx, item, "/clue"),
                     TR(ctx->lang, "转成问题线索"), TR(ctx->lang, "登记问题线索"), "lock");
    field = case_field(ctx, req, form, "kind", TR(ctx->lang, "类型"), T("inaction"));
    field->radio = true;
    for (int i = 0; i < CLUE_KINDS; i++)
        case_choice(ctx, field, text_c(clue_kind_name((ClueKind)i)),
                    tr_text(ctx->lang, clue_kind_title((ClueKind)i)));
    field = case_field(ctx, req, form, "about", TR(ctx->lang, "反映的是哪里的人"), T("village"));
    field->radio = true;
    for (int i = 0; i < CLUE_ABOUTS; i++)
        case_choice(ctx, field, text_c(clue_about_name((ClueAbout)i)),
                    tr_text(ctx->lang, clue_about_title((ClueAbout)i)));
    form = case_form(ctx, &view->other, &view->page, finding_link(ctx, item, "/settle"),
                     TR(ctx->lang, "当场解决了"), TR(ctx->lang, "记为已处理"), "check");
    form->button_css = "btn btn-2";
}

static Status
show_finding(Ctx *ctx, const Request *req, Response *res, const Patrol *patrol,
             const PatrolItem *item, const Regions *choices)
{
    CaseView view = {
        .title = TR(ctx->lang, "处理发现的问题"),
        .sub = item->place_name,
        .body_title = TR(ctx->lang, "发现了什么问题"),
        .body = item->words,
        .state = TR(ctx->lang, "待处理"),
        .state_css = "tag tag-warn",
    };

    case_fact(ctx, &view, TR(ctx->lang, "看了什么"), item->title,
              item->path.len != 0 ? item->path : (Text){0});
    fill_choices(ctx, req, item, choices, &view);
    view.page = page_begin(ctx, req, view.title);
    case_crumb(ctx, &view.page, TR(ctx->lang, "巡查"), patrol_link(ctx->arena, patrol->id, ""));
    res->uncacheable = true;
    response_page(ctx, req, res, html_clue_desk_one, &view);
    return OK;
}

Status
patrol_finding_page(Ctx *ctx, const Request *req, Response *res)
{
    PatrolItem item;
    Patrol patrol;
    int64_t id;

    TRY(case_id(req, &id));
    TRY(finding_of(ctx, id, &patrol, &item));
    return show_finding(ctx, req, res, &patrol, &item, NULL);
}

static Status
become(Ctx *ctx, const Request *req, const PatrolItem *item, Regions *choices)
{
    ClueKind kind = CLUE_OTHER;
    ClueAbout about = CLUE_ABOUT_VILLAGE;
    RegionCode office;
    int64_t made;
    OptInt due;
    bool seen;

    if (text_ends(req->path, T("/settle")))
        return patrol_settle(ctx, item->id);
    if (text_ends(req->path, T("/clue"))) {
        (void)clue_kind_parse(request_form(req, "kind"), &kind);
        (void)clue_about_parse(request_form(req, "about"), &about);
        return patrol_to_clue(ctx, item->id, kind, about, &made, &seen);
    }
    TRY(case_place(ctx, req, "office", actor_scopes(ctx, CAN_ISSUE_ORDERS), &office, choices));
    due = case_day(ctx, req, "due_day");
    TRY(ctx_checked(ctx));
    return patrol_to_order(ctx, item->id, office,
                           due.set ? (Day)due.value : ctx_today(ctx) + PATROL_DUE_DAYS, &made);
}

Status
patrol_finding_deed(Ctx *ctx, const Request *req, Response *res)
{
    Regions choices = {0};
    PatrolItem item;
    Patrol patrol;
    Status status;
    int64_t id;

    TRY(case_id(req, &id));
    TRY(finding_of(ctx, id, &patrol, &item));
    status = become(ctx, req, &item, &choices);
    if (status == INVALID) {
        TRY(show_finding(ctx, req, res, &patrol, &item, &choices));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res, TR(ctx->lang, "记下了"));
    return response_redirect(ctx, res, patrol_link(ctx->arena, patrol.id, ""));
}
