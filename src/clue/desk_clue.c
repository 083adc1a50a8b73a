/*
 * Clues on the desk: the list without their words, a new one, the file.
 */
#include "clue/desk_clue.h"

#include "base/tr.h"
#include "clue/desk.h"
#include "clue/desk_case.h"
#include "clue/desk_form.html.h"
#include "clue/desk_list.html.h"
#include "disclosure/desk_parts.h"
#include "disclosure/desk_sheet.h"

enum { EXPORT_BYTES_MAX = 4 * 1024 * 1024, COLUMNS = 12 };

Text
clue_sealed_note(Lang lang)
{
    return TR(lang, "问题线索只有有权的纪检监察看得到。每次打开都会记下是谁、什么时候。");
}

Text
clue_title(Ctx *ctx, const Clue *clue)
{
    return text_printf(ctx->arena, "%.*s · %.*s",
                       TEXT_ARGS(tr_text(ctx->lang, clue_kind_title(clue->kind))),
                       TEXT_ARGS(clue->region_name));
}

/* ---- the list ---- */

static void
fill_row(Ctx *ctx, const Clue *clue, CaseRow *row)
{
    *row = (CaseRow){
        .link = clue_link(ctx->arena, clue->id, ""),
        .title = clue_title(ctx, clue),
        .why = text_printf(ctx->arena, "%.*s · %.*s",
                           TEXT_ARGS(tr_text(ctx->lang, clue_source_title(clue->source))),
                           TEXT_ARGS(TR_FORMAT(ctx->arena, ctx->lang, "{day}发现",
                                               {"day", desk_day(ctx, clue->found_day)}))),
        .place = tr_text(ctx->lang, clue_state_title(clue->state)),
        .tag = tr_text(ctx->lang, clue_state_title(clue->state)),
        .tag_css = clue->state == CLUE_CLOSED ? "tag tag-ok" : "tag tag-doing",
        .icon = clue->state == CLUE_CLOSED ? "circle-check" : "hourglass",
    };
    if (clue->state != CLUE_CLOSED && clue->due_day.set)
        case_due(ctx, (Day)clue->due_day.value, true, &row->tag, &row->tag_css, &row->icon);
    else
        row->place = T("");
}

static void
fill_totals(Ctx *ctx, CaseListView *view)
{
    RegionCodes scopes = actor_scopes(ctx, CAN_READ_SUPERVISION);
    ClueTotals totals;

    if (scopes.len == 1 && clue_totals(ctx, scopes.at[0], &totals) == OK)
        view->sentence = TR_FORMAT(ctx->arena, ctx->lang, "发现 {found} 条，处理 {persons} 人",
                                   {"found", desk_number(ctx->arena, totals.found)},
                                   {"persons", desk_number(ctx->arena, totals.persons)});
    else
        view->sentence = TR(ctx->lang, "只列出您有权看的");
}

static Status
list_page(Ctx *ctx, const Request *req, Response *res)
{
    CaseListView view = {.title = TR(ctx->lang, "问题线索"),
                         .empty = TR(ctx->lang, "这里没有问题线索"),
                         .sealed_note = clue_sealed_note(ctx->lang)};
    bool closed = text_eq(request_query(req, "view"), T("done"));
    Clues clues;

    TRY(clue_list(ctx, closed, request_query(req, "cursor"), &clues));
    view.tabs.at = NEW_ARRAY(ctx->arena, CaseTab, 2);
    view.tabs.at[view.tabs.len++] =
        (CaseTab){.name = TR(ctx->lang, "没办结的"), .link = T("/desk/clues"), .current = !closed};
    view.tabs.at[view.tabs.len++] = (CaseTab){
        .name = TR(ctx->lang, "办结的"), .link = T("/desk/clues?view=done"), .current = closed};
    view.rows.at = NEW_ARRAY(ctx->arena, CaseRow, clues.len);
    for (size_t i = 0; i < clues.len; i++)
        fill_row(ctx, &clues.at[i], &view.rows.at[view.rows.len++]);
    fill_totals(ctx, &view);
    case_links_begin(ctx, &view.links);
    case_link(&view.links, TR(ctx->lang, "登记一条"), T("/desk/clues/new"), "plus");
    view.links.at[0].main = true;
    case_link(&view.links, TR(ctx->lang, "下载表格（会记下）"),
              closed ? T("/desk/clues/export-done") : T("/desk/clues/export"), "download");
    view.links.at[1].post = true;
    case_link(&view.links, TR(ctx->lang, "分类统计"), T("/desk/clues/counts"), "chart-bar");
    if (clues.next.at != NULL)
        view.next_link = text_printf(ctx->arena, "/desk/clues?view=%s&cursor=%.*s",
                                     closed ? "done" : "open", TEXT_ARGS(clues.next));
    view.page = page_begin(ctx, req, view.title);
    res->uncacheable = true;
    response_page(ctx, req, res, html_clue_desk_list, &view);
    return OK;
}

/* ---- the file: each clue in it is looked at ---- */

static Text
outcomes_of(Ctx *ctx, const Clue *clue)
{
    Text *parts = NEW_ARRAY(ctx->arena, Text, clue->outcomes.len + 1);

    for (size_t i = 0; i < clue->outcomes.len; i++) {
        const CluePerson *person = &clue->outcomes.at[i];

        parts[i] = text_printf(ctx->arena, "%.*s（%.*s）%s %.*s", TEXT_ARGS(person->name),
                               TEXT_ARGS(person->office), clue_measure_title(person->measure),
                               TEXT_ARGS(day_format(ctx->arena, person->day)));
    }
    return text_join(ctx->arena, (Texts){parts, clue->outcomes.len}, T("；"));
}

static void
export_row(Ctx *ctx, const Clue *clue, Buf *buf)
{
    Arena *arena = ctx->arena;
    Text cells[COLUMNS] = {
        region_code_format(arena, clue->region),
        clue->region_name,
        text_c(clue_source_title(clue->source)),
        text_c(clue_kind_title(clue->kind)),
        text_c(clue_state_title(clue->state)),
        day_format(arena, clue->found_day),
        clue->due_day.set ? day_format(arena, (Day)clue->due_day.value) : T(""),
        clue->body,
        clue->subject,
        outcomes_of(ctx, clue),
        clue->closing,
        clue->closed_at.set ? day_format(arena, day_of(clue->closed_at.value)) : T(""),
    };

    sheet_out_row(ctx, buf, cells, COLUMNS);
}

static Status
export_deed(Ctx *ctx, const Request *req, Response *res)
{
    static const Text columns[COLUMNS] = {
        T_INIT("地区代码"), T_INIT("地区"),     T_INIT("来源"),     T_INIT("类型"),
        T_INIT("状态"),     T_INIT("发现日期"), T_INIT("核查期限"), T_INIT("问题"),
        T_INIT("反映的人"), T_INIT("处置"),     T_INIT("办结说明"), T_INIT("办结日期"),
    };
    bool closed = text_ends(req->path, T("-done"));
    Buf buf = sheet_out_begin(ctx->arena, EXPORT_BYTES_MAX);
    Text cursor = {0};

    sheet_out_row(ctx, &buf, columns, COLUMNS);
    do {
        Clues clues;

        TRY(clue_list(ctx, closed, cursor, &clues));
        for (size_t i = 0; i < clues.len; i++) {
            Clue clue;

            TRY(clue_look(ctx, clues.at[i].id, &clue));
            export_row(ctx, &clue, &buf);
        }
        cursor = clues.next;
    } while (cursor.at != NULL && !buf.overflow);
    sheet_out_send(ctx, res, &buf, T("clues"));
    return OK;
}

/* ---- a new one ---- */

static void
add_words(Ctx *ctx, const Request *req, DeedForm *form)
{
    DeedField *field =
        case_field(ctx, req, form, "body", TR(ctx->lang, "什么问题"), request_query(req, "body"));

    field->rows = 6;
    field->chars_max = CLUE_BODY_CHARS_MAX;
    field->hint = TR(ctx->lang, "时间、地点、什么事；加密保存");
    field = case_field(ctx, req, form, "subject", TR(ctx->lang, "反映的是谁"), T(""));
    field->chars_max = CLUE_SUBJECT_CHARS_MAX;
    field->optional = true;
    field->hint = TR(ctx->lang, "姓名，几个人用顿号隔开；是纪检监察的人，就转给上一级");
}

static void
add_choices(Ctx *ctx, const Request *req, DeedForm *form)
{
    DeedField *field =
        case_field(ctx, req, form, "about", TR(ctx->lang, "反映的是哪里的人"), T("village"));

    field->radio = true;
    for (int i = 0; i < CLUE_ABOUTS; i++)
        case_choice(ctx, field, text_c(clue_about_name((ClueAbout)i)),
                    tr_text(ctx->lang, clue_about_title((ClueAbout)i)));
    field = case_field(ctx, req, form, "kind", TR(ctx->lang, "类型"), T("inaction"));
    field->radio = true;
    for (int i = 0; i < CLUE_KINDS; i++)
        case_choice(ctx, field, text_c(clue_kind_name((ClueKind)i)),
                    tr_text(ctx->lang, clue_kind_title((ClueKind)i)));
    field = case_field(ctx, req, form, "source", TR(ctx->lang, "从哪里来"),
                       request_query(req, "source").len != 0 ? request_query(req, "source")
                                                             : T("other"));
    for (int i = 0; i < CLUE_SOURCES; i++)
        case_choice(ctx, field, text_c(clue_source_name((ClueSource)i)),
                    tr_text(ctx->lang, clue_source_title((ClueSource)i)));
    field = case_field(ctx, req, form, "source_id", T(""), request_query(req, "source_id"));
    field->hidden = true;
}

static Status
show_new(Ctx *ctx, const Request *req, Response *res, const Regions *choices)
{
    CaseFormView view = {.title = TR(ctx->lang, "登记一条问题线索"),
                         .note = clue_sealed_note(ctx->lang),
                         .back = T("/desk/clues")};
    DeedForms forms = {0};
    DeedForm *form = case_form(ctx, &forms, &view.page, T("/desk/clues/new"), view.title,
                               TR(ctx->lang, "登记"), "lock");
    DeedField *field;

    case_place_field(ctx, req, form, "region", TR(ctx->lang, "哪里的事"),
                     request_query(req, "region"), choices);
    add_words(ctx, req, form);
    add_choices(ctx, req, form);
    field = case_field(ctx, req, form, "found_day", TR(ctx->lang, "哪天发现的"),
                       day_format(ctx->arena, ctx_today(ctx)));
    field->day = true;
    field = case_field(ctx, req, form, "due_day", TR(ctx->lang, "核查期限"), T(""));
    field->day = true;
    field->optional = true;
    view.form = *form;
    view.page = page_begin(ctx, req, view.title);
    case_crumb(ctx, &view.page, TR(ctx->lang, "问题线索"), T("/desk/clues"));
    res->uncacheable = true;
    response_page(ctx, req, res, html_clue_desk_form, &view);
    return OK;
}

static Status
new_page(Ctx *ctx, const Request *req, Response *res)
{
    if (!actor_may_somewhere(ctx, CAN_KEEP_CLUES))
        return DENIED;
    return show_new(ctx, req, res, NULL);
}

static Status
read_new(Ctx *ctx, const Request *req, ClueInput *input, Regions *choices)
{
    OptInt found;
    Status status =
        case_place(ctx, req, "region", actor_scopes(ctx, CAN_KEEP_CLUES), &input->region, choices);

    if (status != OK && status != INVALID)
        return status;
    input->body = request_form(req, "body");
    input->subject = request_form(req, "subject");
    (void)clue_about_parse(request_form(req, "about"), &input->about);
    (void)clue_kind_parse(request_form(req, "kind"), &input->kind);
    input->source = CLUE_FROM_OTHER;
    (void)clue_source_parse(request_form(req, "source"), &input->source);
    (void)text_to_i64(request_form(req, "source_id"), &input->source_id);
    found = case_day(ctx, req, "found_day");
    input->found_day = found.set ? (Day)found.value : ctx_today(ctx);
    input->due_day = case_day(ctx, req, "due_day");
    return ctx_checked(ctx);
}

static Status
create(Ctx *ctx, const Request *req, Response *res)
{
    ClueInput input = {0};
    Regions choices = {0};
    Status status;
    int64_t id;
    bool seen;

    if (!actor_may_somewhere(ctx, CAN_KEEP_CLUES))
        return DENIED;
    status = read_new(ctx, req, &input, &choices);
    if (status == OK)
        status = clue_add(ctx, &input, &id, &seen);
    if (status == INVALID) {
        TRY(show_new(ctx, req, res, &choices));
        return INVALID;
    }
    TRY(status);
    response_notice(ctx, req, res,
                    seen ? TR(ctx->lang, "登记了") : TR(ctx->lang, "登记了，已转给上一级纪检监察"));
    return response_redirect(ctx, res, seen ? clue_link(ctx->arena, id, "") : T("/desk/clues"));
}

static const Route routes[] = {
    {METHOD_GET,  "/desk/clues",                   list_page,        ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/clues/counts",            clue_counts_page, ROUTE_READ | ROUTE_STAFF },
    {METHOD_GET,  "/desk/clues/new",               new_page,         ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/clues/new",               create,           ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/clues/export",            export_deed,      ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/clues/export-done",       export_deed,      ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_GET,  "/desk/clue/{id}",               clue_one_page,    ROUTE_READ | ROUTE_STAFF },
    {METHOD_POST, "/desk/clue/{id}/look",          clue_look_deed,   ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/clue/{id}/step",          clue_deed,        ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/clue/{id}/person",        clue_deed,        ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/clue/{id}/person/remove", clue_deed,        ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/clue/{id}/due",           clue_deed,        ROUTE_WRITE | ROUTE_STAFF},
    {METHOD_POST, "/desk/clue/{id}/note",          clue_deed,        ROUTE_WRITE | ROUTE_STAFF},
};

const RouteTable clue_desk_routes = ROUTES(routes);
