/*
 * What the acting person may do with an opinion now, as forms: a row each.
 *
 * The model decides again when a form comes; here it is only decided what is offered.  The id of a
 * field is the deed's name, "_" and what the model calls the field, so that a page can hold them
 * all.
 */
#include "base/tr.h"
#include "opinion/ask.h"
#include "opinion/desk_parts.h"

enum { DEED_FIELDS_MAX = 3 };

typedef struct FieldRow {
    const char *name;
    const char *label, *hint;
    int rows; /* 0: one line */
    int chars_max;
    bool optional, number;
} FieldRow;

typedef struct FormRow {
    const char *deed;
    bool first; /* stands open above the answer */
    bool main;  /* … below it */
    bool (*offered)(const Opinion *opinion, const OpinionRights *rights);
    const char *title, *explain, *button;
    const char *icon, *css;
    FieldRow fields[DEED_FIELDS_MAX];
} FormRow;

/* ---- when each is offered ---- */

static bool
at_visit(const Opinion *opinion, const OpinionRights *rights)
{
    return opinion->visit_wanted && rights->visits;
}

static bool
at_decide(const Opinion *opinion, const OpinionRights *rights)
{
    return rights->open && opinion->extension_asked != 0 && rights->consents;
}

static bool
at_resolve(const Opinion *opinion, const OpinionRights *rights)
{
    return rights->handles && opinion->state == OPINION_IN_HAND && opinion->answers != 0;
}

static bool
at_take(const Opinion *opinion, const OpinionRights *rights)
{
    (void)opinion;
    return rights->handles && rights->open && rights->above && !rights->sealed;
}

static bool
at_handling(const Opinion *opinion, const OpinionRights *rights)
{
    (void)opinion;
    return rights->handles && rights->open && !rights->sealed;
}

static bool
at_referring(const Opinion *opinion, const OpinionRights *rights)
{
    (void)opinion;
    return rights->handles && rights->open;
}

static bool
at_extension(const Opinion *opinion, const OpinionRights *rights)
{
    return at_handling(opinion, rights) && opinion->extension_asked == 0 &&
           opinion->extension_days < OPINION_EXTENSION_DAYS_MAX &&
           region_code_level(opinion->office) > LEVEL_DISTRICT;
}

static bool
at_township(const Opinion *opinion, const OpinionRights *rights)
{
    return at_handling(opinion, rights) && rights->township;
}

static bool
at_note(const Opinion *opinion, const OpinionRights *rights)
{
    return rights->acts || opinion->sight == SEES_STAFF || opinion->sight == SEES_HANDLER;
}

/* Inspectors, too, without handling it. */
static bool
at_subject(const Opinion *opinion, const OpinionRights *rights)
{
    (void)opinion;
    return rights->open && !rights->sealed && (rights->handles || rights->inspects);
}

/* The model asks for the last: that nobody lets a colleague in again. */
static bool
at_subject_gone(const Opinion *opinion, const OpinionRights *rights)
{
    return rights->open && !rights->sealed && rights->named != 0 &&
           opinion->sight == SEES_HANDLER &&
           (rights->inspects ||
            (rights->handles && region_code_level(rights->acting) == LEVEL_DISTRICT));
}

static bool
at_petition(const Opinion *opinion, const OpinionRights *rights)
{
    return rights->acts && !rights->sealed && !opinion->petition;
}

static bool
at_settled(const Opinion *opinion, const OpinionRights *rights)
{
    return rights->acts && opinion->petition && !opinion->petition_settled_day.set;
}

static bool
at_hide(const Opinion *opinion, const OpinionRights *rights)
{
    return rights->acts && rights->township && opinion->open && !opinion->hidden && !rights->sealed;
}

static bool
at_show(const Opinion *opinion, const OpinionRights *rights)
{
    return rights->acts && rights->township && opinion->hidden && !rights->sealed;
}

static bool
at_photos(const Opinion *opinion, const OpinionRights *rights)
{
    return rights->acts && rights->has_photos && opinion->open && !opinion->photos_shown &&
           !rights->sealed;
}

static const FormRow forms[] = {
    {.deed = "visit",
     .first = true,
     .offered = at_visit,
     .title = N_("回访"),
     .explain = N_("打电话问一问：事情办好了吗，满意不满意。答复过的人不做回访。"),
     .button = N_("记下回访"),
     .icon = "phone",
     .css = "btn",
     .fields = {{.name = "reached", .label = N_("联系上了吗")},
                {.name = "rating", .label = N_("群众怎么评价"), .optional = true},
                {.name = "words",
                 .label = N_("群众说了什么"),
                 .hint = N_("不满意的，写清哪里没办好，会转上级重新办"),
                 .rows = 3,
                 .chars_max = OPINION_NOTE_CHARS_MAX,
                 .optional = true}}},
    {.deed = "decide",
     .first = true,
     .offered = at_decide,
     .title = N_("批不批延期"),
     .button = N_("决定"),
     .icon = "calendar-due",
     .css = "btn",
     .fields = {{.name = "grant", .label = N_("决定")},
                {.name = "reason",
                 .label = N_("理由"),
                 .hint = N_("群众看得到；不同意的必须写"),
                 .rows = 2,
                 .chars_max = OPINION_NOTE_CHARS_MAX,
                 .optional = true}}},
    {.deed = "resolve",
     .main = true,
     .offered = at_resolve,
     .title = N_("办结"),
     .explain = N_("已经答复过了，事情办好了就在这里办结，接着由别人回访。"),
     .button = N_("办结"),
     .icon = "circle-check",
     .css = "btn btn-2",
     .fields = {{.name = "outcome",
                 .label = N_("办了什么，结果怎样"),
                 .hint = N_("群众看得到"),
                 .rows = 3,
                 .chars_max = OPINION_ANSWER_CHARS_MAX}}},
    {.deed = "take",
     .main = true,
     .offered = at_take,
     .title = N_("接过来办"),
     .explain = N_("由本单位接着办，下级不再办。先不用答复；直接答复也就接过来了。"),
     .button = N_("接办"),
     .icon = "upload",
     .css = "btn btn-2"},
    {.deed = "pass",
     .offered = at_handling,
     .title = N_("转给别的单位办"),
     .button = N_("转办"),
     .icon = "share",
     .css = "btn",
     .fields = {{.name = "office", .label = N_("转到哪里")},
                {.name = "note",
                 .label = N_("给接办单位的话"),
                 .hint = N_("只有工作人员看得到"),
                 .rows = 2,
                 .chars_max = OPINION_NOTE_CHARS_MAX}}                                                            },
    {.deed = "extension",
     .offered = at_extension,
     .title = N_("申请延期"),
     .explain = N_("七天办不完的，请上级同意再延几天。"),
     .button = N_("申请"),
     .icon = "calendar-due",
     .css = "btn",
     .fields = {{.name = "days", .label = N_("延几天"), .chars_max = 2, .number = true},
                {.name = "reason",
                 .label = N_("为什么"),
                 .hint = N_("群众看得到"),
                 .rows = 2,
                 .chars_max = OPINION_NOTE_CHARS_MAX}}},
    {.deed = "merge",
     .offered = at_handling,
     .title = N_("和以前的一条并案"),
     .explain = N_("同一件事以前有人反映过，并到那一条一起办，结果会告诉所有反映的人。"),
     .button = N_("并案"),
     .icon = "copy",
     .css = "btn",
     .fields = {{.name = "number",
                 .label = N_("那一条的编号"),
                 .hint = N_("例如 230601-482193"),
                 .chars_max = 20}}},
    {.deed = "move",
     .offered = at_township,
     .title = N_("转到别的村"),
     .explain = N_("不是这个村的事，转给该办的村。期限不变。"),
     .button = N_("转过去"),
     .icon = "map-pin",
     .css = "btn",
     .fields = {{.name = "region", .label = N_("哪个村（社区）")},
                {.name = "note",
                 .label = N_("说明"),
                 .rows = 2,
                 .chars_max = OPINION_NOTE_CHARS_MAX,
                 .optional = true}}},
    {.deed = "refer",
     .offered = at_referring,
     .title = N_("不归这里管，告诉去处"),
     .explain = N_("法院、公安、急救这些事，这里办不了，要告诉群众去哪里。"),
     .button = N_("告诉群众"),
     .icon = "external-link",
     .css = "btn",
     .fields = {{.name = "to", .label = N_("该找谁")},
                {.name = "where",
                 .label = N_("再写清楚些：地址、电话、带什么"),
                 .rows = 2,
                 .chars_max = OPINION_NOTE_CHARS_MAX,
                 .optional = true}}},
    {.deed = "note",
     .offered = at_note,
     .title = N_("内部备注"),
     .button = N_("记下来"),
     .icon = "pencil",
     .css = "btn",
     .fields = {{.name = "note",
                 .label = N_("备注"),
                 .hint = N_("只有工作人员看得到，记下就不能改"),
                 .rows = 2,
                 .chars_max = OPINION_NOTE_CHARS_MAX}}                                                                        },
    {.deed = "subject",
     .offered = at_subject,
     .title = N_("说的就是办的人，要回避"),
     .explain = N_("写下被反映的人，他就不能再办这一条；他在本单位的，转到上一级。"),
     .button = N_("记下，请他回避"),
     .icon = "user-check",
     .css = "btn",
     .fields = {{.name = "subject",
                 .label = N_("登录名或姓名"),
                 .chars_max = ACCOUNT_NAME_CHARS_MAX}}},
    {.deed = "subject-gone",
     .offered = at_subject_gone,
     .title = N_("记错了人，不用回避"),
     .explain = N_("同名的人、写错的人，可以取消；这一条留在现在的单位。"),
     .button = N_("不用回避"),
     .icon = "user",
     .css = "btn btn-2",
     .fields = {{.name = "subject", .label = N_("记错的是谁")}}},
    {.deed = "petition",
     .offered = at_petition,
     .title = N_("列为信访矛盾"),
     .explain = N_("可能越级上访、群体上访的，单独列出来盯着办。只有工作人员看得到。"),
     .button = N_("列为信访矛盾"),
     .icon = "flag",
     .css = "btn btn-2"},
    {.deed = "petition-settled",
     .offered = at_settled,
     .title = N_("信访矛盾化解了"),
     .explain = N_("矛盾当面化解了，记下今天的日子，计入化解的件数。"),
     .button = N_("已经化解"),
     .icon = "check",
     .css = "btn btn-2"                                                              },
    {.deed = "hide",
     .offered = at_hide,
     .title = N_("不再对外显示"),
     .explain = N_("只用于辱骂、造谣、泄露隐私；批评意见再难听也不能撤下。照样要办。"),
     .button = N_("撤下"),
     .icon = "eye-off",
     .css = "btn btn-danger",
     .fields = {{.name = "reason",
                 .label = N_("原因"),
                 .hint = N_("群众看得到"),
                 .rows = 2,
                 .chars_max = OPINION_NOTE_CHARS_MAX}}},
    {.deed = "show",
     .offered = at_show,
     .title = N_("恢复对外显示"),
     .explain = N_("撤错了，或者不该给人看的内容已经没有了，群众又能看到。"),
     .button = N_("恢复显示"),
     .icon = "eye",
     .css = "btn btn-2"                                                              },
    {.deed = "photos",
     .offered = at_photos,
     .title = N_("照片对外显示"),
     .explain = N_("先看清楚：照片里没有人脸、门牌、证件、车牌，才能让大家看。"),
     .button = N_("照片可以公开"),
     .icon = "photo",
     .css = "btn btn-2"                                                                             },
};

/* ---- forms ---- */

static Status
fill_fields(Ctx *ctx, const Request *req, const Opinion *opinion, const OpinionRights *rights,
            const FormRow *row, DeedForm *form)
{
    form->fields.at = NEW_ARRAY(ctx->arena, DeedField, DEED_FIELDS_MAX);
    for (size_t i = 0; i < DEED_FIELDS_MAX && row->fields[i].name != NULL; i++) {
        const FieldRow *from = &row->fields[i];
        DeedField *field = &form->fields.at[form->fields.len++];

        *field = (DeedField){
            .id = text_printf(ctx->arena, "%s_%s", row->deed, from->name),
            .label = tr_text(ctx->lang, from->label),
            .hint = from->hint != NULL ? tr_text(ctx->lang, from->hint) : T(""),
            .rows = from->rows,
            .chars_max = from->chars_max,
            .optional = from->optional,
            .number = from->number,
        };
        field->value = form->open ? request_form(req, text_cstr(ctx->arena, field->id)) : T("");
        if (text_eq(field->id, T("merge_number")) && !form->open)
            field->value = request_query(req, "join");
        field->error = ctx_problem_of(ctx, text_cstr(ctx->arena, field->id));
        TRY(opinion_field_choices(ctx, opinion, rights, field));
    }
    return OK;
}

static Status
add_form(Ctx *ctx, const Request *req, const Opinion *opinion, const OpinionRights *rights,
         const FormRow *row, const char *deed, OpinionOneView *view)
{
    /* What the office below has in hand is not ours to settle first. */
    DeedForms *below =
        row->main && (!rights->above || row->fields[0].name == NULL) ? &view->main : &view->other;
    DeedForms *list = row->first ? &view->first : below;
    DeedForm *form = &list->at[list->len++];
    bool sent = deed != NULL && text_eq(text_c(deed), text_c(row->deed));

    *form = (DeedForm){
        .page = &view->page,
        .lock = view->lock,
        .action = text_printf(ctx->arena, "%.*s/%s", TEXT_ARGS(view->link), row->deed),
        .title = tr_text(ctx->lang, row->title),
        .explain = row->explain != NULL ? tr_text(ctx->lang, row->explain) : T(""),
        .button = tr_text(ctx->lang, row->button),
        .icon = row->icon,
        .button_css = row->css,
        .open = sent,
    };
    TRY(fill_fields(ctx, req, opinion, rights, row, form));
    if (text_eq(text_c(row->deed), T("merge")) && !text_is_empty(form->fields.at[0].value))
        form->open = true;
    return OK;
}

static RegionCode
scope_over(const Ctx *ctx, Permission permission, RegionCode place)
{
    RegionCodes scopes = actor_scopes(ctx, permission);

    for (size_t i = 0; i < scopes.len; i++)
        if (region_contains(scopes.at[i], place))
            return scopes.at[i];
    return -1;
}

static Status
find_rights(Ctx *ctx, const Opinion *opinion, bool has_photos, OpinionRights *out)
{
    RegionCode handling = scope_over(ctx, CAN_HANDLE_OPINIONS, opinion->office);
    RegionCode consenting = scope_over(ctx, CAN_GRANT_EXTENSION, opinion->office);
    bool sealed = opinion->kind == OPINION_MISCONDUCT;
    bool answered;
    Texts named;

    TRY(opinion_has_answered(ctx, opinion->id, &answered));
    TRY(opinion_subject_names(ctx, opinion, &named));
    *out = (OpinionRights){
        .handles = opinion_may_handle(ctx, opinion),
        .acts = sealed || (opinion->sight == SEES_HANDLER && handling >= 0),
        .acting = handling >= 0 ? handling : opinion->office,
        .above = handling >= 0 && handling != opinion->office,
        .township = handling >= 0 && region_code_level(handling) < LEVEL_VILLAGE,
        .consents = consenting >= 0 && consenting != opinion->office,
        .inspects = actor_may(ctx->actor, CAN_READ_MISCONDUCT, opinion->region),
        .visits = opinion_may_visit(ctx, opinion) && !answered,
        .open = opinion_state_is_open(opinion->state),
        .sealed = sealed,
        .has_photos = has_photos,
        .named = named.len,
    };
    return OK;
}

Status
opinion_forms(Ctx *ctx, const Request *req, const Opinion *opinion, const char *deed,
              OpinionOneView *view)
{
    size_t count = sizeof forms / sizeof forms[0];
    OpinionRights rights;

    TRY(find_rights(ctx, opinion, view->photos.len != 0, &rights));
    view->first.at = NEW_ARRAY(ctx->arena, DeedForm, count);
    view->main.at = NEW_ARRAY(ctx->arena, DeedForm, count);
    view->other.at = NEW_ARRAY(ctx->arena, DeedForm, count);
    for (size_t i = 0; i < count; i++)
        if (forms[i].offered(opinion, &rights))
            TRY(add_form(ctx, req, opinion, &rights, &forms[i], deed, view));
    view->may_answer = rights.handles && rights.open;
    if (at_handling(opinion, &rights))
        view->merge_link = text_printf(ctx->arena, "%.*s?join=", TEXT_ARGS(view->link));
    if (!view->may_answer && view->first.len + view->main.len + view->other.len == 0)
        view->nothing = rights.open
                            ? TR_FORMAT(ctx->arena, ctx->lang, "由{office}办理，您可以看，不用办",
                                        {"office", opinion_place_name(ctx, opinion->office)})
                            : TR(ctx->lang, "这一条已经办完，没有要做的");
    return OK;
}
