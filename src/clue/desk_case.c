#include "clue/desk_case.h"

#include "base/tr.h"
#include "disclosure/desk_parts.h"

enum { CHOICES_MAX = 24, STEPS_MAX = 200, SOON_DAYS = 3 };

DeedForm *
case_form(Ctx *ctx, DeedForms *forms, const Page *page, Text action, Text title, Text button,
          const char *icon)
{
    DeedForm *form;

    if (forms->at == NULL)
        forms->at = NEW_ARRAY(ctx->arena, DeedForm, CASE_FORMS_MAX);
    form = &forms->at[forms->len++];
    *form = (DeedForm){.page = page,
                       .action = action,
                       .title = title,
                       .button = button,
                       .icon = icon,
                       .button_css = "btn",
                       .fields = {.at = NEW_ARRAY(ctx->arena, DeedField, CASE_FIELDS_MAX)}};
    return form;
}

DeedField *
case_field(Ctx *ctx, const Request *req, DeedForm *form, const char *id, Text label, Text value)
{
    DeedField *field = &form->fields.at[form->fields.len++];
    Text sent = request_form(req, id);

    *field = (DeedField){.id = text_c(id),
                         .label = label,
                         .value = sent.at != NULL ? sent : value,
                         .error = desk_problem(ctx, id),
                         .chars_max = 60};
    form->open |= field->error.len != 0;
    return field;
}

void
case_choice(Ctx *ctx, DeedField *field, Text value, Text words)
{
    if (field->choices.at == NULL)
        field->choices.at = NEW_ARRAY(ctx->arena, DeskChoice, CHOICES_MAX);
    if (field->choices.len == CHOICES_MAX)
        return;
    field->choices.at[field->choices.len++] =
        (DeskChoice){.value = value, .words = words, .chosen = text_eq(value, field->value)};
}

static const char *
code_name(Arena *arena, const char *id)
{
    return text_cstr(arena, text_printf(arena, "%s_code", id));
}

void
case_place_field(Ctx *ctx, const Request *req, DeedForm *form, const char *id, Text label,
                 Text value, const Regions *choices)
{
    DeedField *field = case_field(ctx, req, form, id, label, value);

    field->hint = TR(ctx->lang, "写名称，例如“沙河街道”，或者 12 位代码");
    if (choices == NULL || choices->len == 0)
        return;
    field = case_field(ctx, req, form, code_name(ctx->arena, id), TR(ctx->lang, "是哪一个"), T(""));
    field->radio = true;
    for (size_t i = 0; i < choices->len; i++)
        case_choice(ctx, field, region_code_format(ctx->arena, choices->at[i].code),
                    choices->at[i].name);
}

Status
case_place(Ctx *ctx, const Request *req, const char *id, RegionCodes scopes, RegionCode *code_out,
           Regions *choices_out)
{
    Text chosen = request_form(req, code_name(ctx->arena, id));

    return region_resolve(ctx, id, scopes,
                          text_is_empty(chosen) ? text_trim(request_form(req, id)) : chosen,
                          code_out, choices_out);
}

OptInt
case_day(Ctx *ctx, const Request *req, const char *id)
{
    Text typed = text_trim(request_form(req, id));
    Day day;

    if (typed.len == 0)
        return (OptInt){0};
    if (day_parse_loose(typed, &day))
        return SOME_INT(day);
    (void)!ctx_problem(ctx, id, TR(ctx->lang, "应是日期，例如 2023-05-18"));
    return (OptInt){0};
}

void
case_fact(Ctx *ctx, CaseView *view, Text name, Text value, Text link)
{
    if (view->facts.at == NULL)
        view->facts.at = NEW_ARRAY(ctx->arena, CaseFact, CASE_FACTS_MAX);
    if (view->facts.len < CASE_FACTS_MAX && value.len != 0)
        view->facts.at[view->facts.len++] = (CaseFact){name, value, link};
}

void
case_step(Ctx *ctx, CaseView *view, Time at, Text what, Text who, Text note)
{
    if (view->steps.at == NULL)
        view->steps.at = NEW_ARRAY(ctx->arena, CaseStep, STEPS_MAX);
    if (view->steps.len < STEPS_MAX)
        view->steps.at[view->steps.len++] =
            (CaseStep){time_format_minute(ctx->arena, at), what, who, note};
}

void
case_links_begin(Ctx *ctx, CaseLinks *links)
{
    links->at = NEW_ARRAY(ctx->arena, CaseLink, CASE_LINKS_MAX);
}

void
case_link(CaseLinks *links, Text words, Text link, const char *icon)
{
    if (links->len < CASE_LINKS_MAX)
        links->at[links->len++] = (CaseLink){.words = words, .link = link, .icon = icon};
}

int64_t
case_lock(const Request *req)
{
    int64_t lock;

    return text_to_i64(request_form(req, "lock"), &lock) ? lock : -1;
}

Status
case_id(const Request *req, int64_t *out)
{
    return text_to_i64(request_param(req, "id"), out) && *out > 0 ? OK : NOT_FOUND;
}

void
case_crumb(Ctx *ctx, Page *page, Text name, Text link)
{
    page->crumbs.at = NEW_ARRAY(ctx->arena, Crumb, 1);
    page->crumbs.at[page->crumbs.len++] = (Crumb){name, link};
}

void
case_due(Ctx *ctx, Day due, bool waits, Text *words_out, const char **css_out,
         const char **icon_out)
{
    int64_t left = due - ctx_today(ctx);

    if (waits && left < 0) {
        *words_out = TR_FORMAT(ctx->arena, ctx->lang, "逾期 {days} 天",
                               {"days", desk_number(ctx->arena, -left)});
        *css_out = "tag tag-late";
        *icon_out = "alert-triangle";
        return;
    }
    *css_out = left <= SOON_DAYS ? "tag tag-warn" : "tag tag-doing";
    *icon_out = "calendar-due";
    *words_out = left == 0 ? TR(ctx->lang, "今天到期")
                           : TR_FORMAT(ctx->arena, ctx->lang, "还剩 {days} 天",
                                       {"days", desk_number(ctx->arena, left)});
}
