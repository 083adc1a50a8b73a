/*
 * One clue on the desk.  Its words are shown as the answer to a deed only, which is recorded as a
 * look; a refused form, whose transaction is taken back, shows none.
 */
#include "base/tr.h"
#include "clue/desk_case.h"
#include "clue/desk_clue.h"
#include "clue/desk_look.html.h"
#include "clue/desk_one.html.h"
#include "disclosure/desk_parts.h"

/* ---- what it says ---- */

static void
fill_facts(Ctx *ctx, const Clue *clue, CaseView *view)
{
    Text link = {0};

    case_fact(ctx, view, TR(ctx->lang, "反映的是谁"), clue->subject, (Text){0});
    case_fact(ctx, view, TR(ctx->lang, "反映的是哪里的人"),
              tr_text(ctx->lang, clue_about_title(clue->about)), (Text){0});
    if (clue->source_id != 0 && clue->source == CLUE_FROM_OPINION)
        link = text_printf(ctx->arena, "/desk/opinion/%lld", (long long)clue->source_id);
    if (clue->source_id != 0 && clue->source == CLUE_FROM_PATROL)
        link = text_printf(ctx->arena, "/desk/patrol/%lld", (long long)clue->source_id);
    case_fact(ctx, view, TR(ctx->lang, "从哪里来"),
              tr_text(ctx->lang, clue_source_title(clue->source)), link);
    case_fact(ctx, view, TR(ctx->lang, "发现日期"), desk_day(ctx, clue->found_day), (Text){0});
    if (clue->due_day.set)
        case_fact(ctx, view, TR(ctx->lang, "核查期限"), desk_day(ctx, (Day)clue->due_day.value),
                  (Text){0});
    case_fact(ctx, view, TR(ctx->lang, "办结说明"), clue->closing, (Text){0});
}

static void
fill_persons(Ctx *ctx, const Clue *clue, CaseView *view)
{
    view->lines_title = TR(ctx->lang, "对人的处置");
    view->lines.at = NEW_ARRAY(ctx->arena, CaseLine, clue->outcomes.len);
    for (size_t i = 0; i < clue->outcomes.len; i++) {
        const CluePerson *person = &clue->outcomes.at[i];

        view->lines.at[view->lines.len++] = (CaseLine){
            .title = person->name,
            .note = person->note.len == 0
                        ? person->office
                        : text_printf(ctx->arena, "%.*s\n%.*s", TEXT_ARGS(person->office),
                                      TEXT_ARGS(person->note)),
            .when = desk_day(ctx, person->day),
            .tag = tr_text(ctx->lang, clue_measure_title(person->measure)),
            .tag_css = "tag tag-ghost",
        };
    }
}

static void
fill_words(Ctx *ctx, const Clue *clue, CaseView *view)
{
    view->body = clue->body;
    if (clue->unreadable)
        view->closed_words =
            TR(ctx->lang, "有的内容打不开：密钥不是原来的那一把，或者数据被改过。");
    fill_persons(ctx, clue, view);
    for (size_t i = 0; i < clue->events.len; i++)
        case_step(ctx, view, clue->events.at[i].at, clue->events.at[i].title,
                  clue->events.at[i].person, clue->events.at[i].note);
}

/* ---- what can be done ---- */

static DeedForm *
deed_form(Ctx *ctx, const Clue *clue, DeedForms *forms, CaseView *view, const char *deed,
          Text title, const char *icon)
{
    DeedForm *form = case_form(ctx, forms, &view->page, clue_link(ctx->arena, clue->id, deed),
                               title, title, icon);

    form->lock = text_printf(ctx->arena, "%lld", (long long)clue->lock);
    return form;
}

static void
add_steps(Ctx *ctx, const Request *req, const Clue *clue, CaseView *view)
{
    DeedForm *form;
    DeedField *field;
    bool reason = false, any = false;

    for (size_t i = 0; i < CLUE_STEPS; i++)
        any |= clue_steps[i].from == clue->state;
    if (!any)
        return;
    form =
        deed_form(ctx, clue, &view->forms, view, "/step", TR(ctx->lang, "下一步"), "chevron-right");
    field = case_field(ctx, req, form, "state", TR(ctx->lang, "做什么"), T(""));
    field->radio = true;
    if (desk_problem(ctx, "person").len != 0)
        field->error = desk_problem(ctx, "person");
    for (size_t i = 0; i < CLUE_STEPS; i++) {
        if (clue_steps[i].from != clue->state)
            continue;
        reason |= clue_steps[i].needs_reason;
        case_choice(ctx, field, text_c(clue_state_name(clue_steps[i].to)),
                    tr_text(ctx->lang, clue_steps[i].title));
    }
    field = case_field(ctx, req, form, "reason", TR(ctx->lang, "说明"), T(""));
    field->rows = 3;
    field->chars_max = CLUE_REASON_CHARS_MAX;
    if (reason)
        field->hint = TR(ctx->lang, "没有处置就办结，必须写原因");
    else
        field->optional = true;
}

static void
add_person(Ctx *ctx, const Request *req, const Clue *clue, CaseView *view)
{
    DeedForm *form = deed_form(ctx, clue, &view->other, view, "/person",
                               TR(ctx->lang, "记下对一人的处置"), "user");
    DeedField *field = case_field(ctx, req, form, "name", TR(ctx->lang, "姓名"), T(""));

    field->chars_max = CLUE_NAME_CHARS_MAX;
    field = case_field(ctx, req, form, "office", TR(ctx->lang, "单位和职务"), T(""));
    field->chars_max = CLUE_OFFICE_CHARS_MAX;
    field = case_field(ctx, req, form, "measure", TR(ctx->lang, "怎么处置的"), T("talk"));
    for (int i = 0; i < MEASURES; i++)
        case_choice(ctx, field, text_c(clue_measure_name((ClueMeasure)i)),
                    tr_text(ctx->lang, clue_measure_title((ClueMeasure)i)));
    field = case_field(ctx, req, form, "day", TR(ctx->lang, "哪天"),
                       day_format(ctx->arena, ctx_today(ctx)));
    field->day = true;
    field = case_field(ctx, req, form, "person_note", TR(ctx->lang, "备注"), T(""));
    field->optional = true;
    field->chars_max = CLUE_NOTE_CHARS_MAX;
}

static void
add_removal(Ctx *ctx, const Request *req, const Clue *clue, CaseView *view)
{
    DeedForm *form;
    DeedField *field;

    if (clue->outcomes.len == 0 || (clue->state != CLUE_VERIFYING && clue->state != CLUE_FILED))
        return;
    form = deed_form(ctx, clue, &view->other, view, "/person/remove",
                     TR(ctx->lang, "记错了，删去一人的处置"), "trash");
    form->button_css = "btn btn-2";
    field = case_field(ctx, req, form, "person", TR(ctx->lang, "删去哪一条"), T(""));
    field->radio = true;
    for (size_t i = 0; i < clue->outcomes.len; i++)
        case_choice(ctx, field, text_printf(ctx->arena, "%lld", (long long)clue->outcomes.at[i].id),
                    clue->outcomes.at[i].name);
}

static void
add_others(Ctx *ctx, const Request *req, const Clue *clue, CaseView *view)
{
    DeedForm *form;
    DeedField *field;

    if (clue->state != CLUE_CLOSED) {
        form = deed_form(ctx, clue, &view->other, view, "/due", TR(ctx->lang, "定核查期限"),
                         "calendar-due");
        field = case_field(ctx, req, form, "due_day", TR(ctx->lang, "哪天以前"), T(""));
        field->day = true;
        form->button_css = "btn btn-2";
    }
    form = deed_form(ctx, clue, &view->other, view, "/note", TR(ctx->lang, "写备注"), "pencil");
    field = case_field(ctx, req, form, "note", TR(ctx->lang, "备注"), T(""));
    field->rows = 3;
    field->chars_max = CLUE_REASON_CHARS_MAX;
    form->button_css = "btn btn-2";
}

/* ---- the page ---- */

/* words: the clue was looked at in this transaction. */
static Status
show(Ctx *ctx, const Request *req, Response *res, const Clue *clue, bool words)
{
    CaseView view = {
        .title = clue_title(ctx, clue),
        .sub = tr_text(ctx->lang, clue_state_title(clue->state)),
        .sealed_note = clue_sealed_note(ctx->lang),
        .body_title = TR(ctx->lang, "什么问题"),
        .state = tr_text(ctx->lang, clue_state_title(clue->state)),
        .state_css = clue->state == CLUE_CLOSED ? "tag tag-ok" : "tag tag-doing",
    };

    if (words)
        fill_words(ctx, clue, &view);
    else
        view.closed_words = TR(ctx->lang, "内容没有再打开。");
    if (clue->overdue)
        view.urgent = TR_FORMAT(ctx->arena, ctx->lang, "核查期限 {day} 已过",
                                {"day", desk_day(ctx, (Day)clue->due_day.value)});
    fill_facts(ctx, clue, &view);
    add_steps(ctx, req, clue, &view);
    if (clue->state != CLUE_RECEIVED && clue->state != CLUE_CLOSED)
        add_person(ctx, req, clue, &view);
    add_removal(ctx, req, clue, &view);
    add_others(ctx, req, clue, &view);
    view.page = page_begin(ctx, req, view.title);
    case_crumb(ctx, &view.page, TR(ctx->lang, "问题线索"), T("/desk/clues"));
    res->uncacheable = true;
    response_page(ctx, req, res, html_clue_desk_one, &view);
    return OK;
}

/* Opening is a deed of its own, which is recorded. */
Status
clue_one_page(Ctx *ctx, const Request *req, Response *res)
{
    ClueLookView view = {.back = T("/desk/clues")};
    int64_t id;
    Clue clue;

    TRY(case_id(req, &id));
    TRY(clue_get(ctx, id, &clue));
    view.action = clue_link(ctx->arena, id, "/look");
    view.title = clue_title(ctx, &clue);
    view.page = page_begin(ctx, req, TR(ctx->lang, "打开问题线索"));
    res->uncacheable = true;
    response_page(ctx, req, res, html_clue_desk_look, &view);
    return OK;
}

Status
clue_look_deed(Ctx *ctx, const Request *req, Response *res)
{
    int64_t id;
    Clue clue;

    TRY(case_id(req, &id));
    TRY(clue_look(ctx, id, &clue));
    return show(ctx, req, res, &clue, true);
}

static Status
add_one(Ctx *ctx, const Request *req, int64_t id, int64_t lock)
{
    CluePerson person = {.name = request_form(req, "name"),
                         .office = request_form(req, "office"),
                         .note = request_form(req, "person_note")};
    OptInt day = case_day(ctx, req, "day");

    TRY(ctx_checked(ctx));
    person.day = day.set ? (Day)day.value : ctx_today(ctx);
    (void)clue_measure_parse(request_form(req, "measure"), &person.measure);
    return clue_person_add(ctx, id, lock, &person);
}

static Status
do_it(Ctx *ctx, const Request *req, int64_t id)
{
    int64_t lock = case_lock(req), person = 0;
    ClueState state;
    OptInt due;

    if (text_ends(req->path, T("/note")))
        return clue_note(ctx, id, request_form(req, "note"));
    if (text_ends(req->path, T("/person")))
        return add_one(ctx, req, id, lock);
    if (text_ends(req->path, T("/remove"))) {
        (void)text_to_i64(request_form(req, "person"), &person);
        return clue_person_remove(ctx, id, lock, person);
    }
    if (text_ends(req->path, T("/due"))) {
        due = case_day(ctx, req, "due_day");
        TRY(ctx_checked(ctx));
        return clue_set_due(ctx, id, lock, due);
    }
    if (!clue_state_parse(request_form(req, "state"), &state))
        return ctx_problem(ctx, "state", TR(ctx->lang, "请选做什么"));
    return clue_step(ctx, id, lock, state, request_form(req, "reason"));
}

Status
clue_deed(Ctx *ctx, const Request *req, Response *res)
{
    Status status;
    int64_t id;
    Clue clue;

    TRY(case_id(req, &id));
    TRY(clue_get(ctx, id, &clue));
    status = do_it(ctx, req, id);
    if (status == INVALID) {
        TRY(show(ctx, req, res, &clue, false));
        return INVALID;
    }
    TRY(status);
    /* Who writes on has it open. */
    TRY(clue_look(ctx, id, &clue));
    return show(ctx, req, res, &clue, true);
}
