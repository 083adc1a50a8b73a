#include "catalogue/desk_form.h"

#include "base/buf.h"
#include "base/json.h"
#include "base/tr.h"
#include "catalogue/due.h"

enum { BLANK_COLUMNS = 2, MORE_COLUMNS = 5, RULES_BYTES_MAX = 1024, LETTERS = 5 };

static const char *const due_names[DUE_FIELDS] = {
    [DUE_M_AFTER] = "m_after",     [DUE_M_DAY] = "m_day",     [DUE_Q_AFTER] = "q_after",
    [DUE_Q_DAY] = "q_day",         [DUE_H_AFTER] = "h_after", [DUE_H_DAY] = "h_day",
    [DUE_Y_MONTH] = "y_month",     [DUE_Y_DAY] = "y_day",     [DUE_E_DAYS] = "e_days",
    [DUE_E_WORKING] = "e_working",
};

/* ---- from an item to fields ---- */

static Text
number(Arena *arena, int64_t value)
{
    return text_printf(arena, "%lld", (long long)value);
}

static Text
number_or_nothing(Arena *arena, int value)
{
    return value != 0 ? number(arena, value) : T("");
}

static void
begin_rule(Ctx *ctx, ItemForm *form, char letter, DueField first, DueField second)
{
    Arena *arena = ctx->arena;
    DueRule rule;

    form->due[first] = form->due[second] = T("");
    if (due_rule_read(ctx, form->item.due_rule, (Rhythm)letter, &rule) != OK)
        return;
    switch (letter) {
    case RHYTHM_YEARLY:
        form->due[first] = number_or_nothing(arena, rule.month);
        form->due[second] = number_or_nothing(arena, rule.day);
        break;
    case RHYTHM_EVENT:
        form->due[first] = number_or_nothing(arena, rule.days);
        form->due[second] = number_or_nothing(arena, rule.working_days);
        break;
    default:
        form->due[first] = number(arena, rule.months_after);
        form->due[second] = number_or_nothing(arena, rule.day);
    }
}

void
item_form_begin(Ctx *ctx, ItemForm *form)
{
    begin_rule(ctx, form, 'M', DUE_M_AFTER, DUE_M_DAY);
    begin_rule(ctx, form, 'Q', DUE_Q_AFTER, DUE_Q_DAY);
    begin_rule(ctx, form, 'H', DUE_H_AFTER, DUE_H_DAY);
    begin_rule(ctx, form, 'Y', DUE_Y_MONTH, DUE_Y_DAY);
    begin_rule(ctx, form, 'E', DUE_E_DAYS, DUE_E_WORKING);
    form->version = form->item.version;
    form->position = number(ctx->arena, form->item.position);
    form->notice_days = number(ctx->arena, form->item.notice_days);
    form->effective = T(""); /* a new version begins today */
    form->blank_columns = BLANK_COLUMNS;
}

/* ---- choices ---- */

static void
option(Options *options, Text value, Text words, bool chosen)
{
    options->at[options->len++] = (Option){value, words, chosen};
}

static Options
audience_options(Ctx *ctx, Audience chosen)
{
    Options out = {.at = NEW_ARRAY(ctx->arena, Option, AUDIENCE_COUNT)};

    for (int i = 0; i < AUDIENCE_COUNT; i++)
        option(&out, text_c(audience_name((Audience)i)),
               tr_text(ctx->lang, audience_title((Audience)i)), i == (int)chosen);
    return out;
}

/* "as before" first, then those who may be left. */
static Options
after_options(Ctx *ctx, Audience chosen)
{
    Options out = {.at = NEW_ARRAY(ctx->arena, Option, AUDIENCE_COUNT)};

    option(&out, text_c(audience_name(AUDIENCE_PUBLIC)), TR(ctx->lang, "不变，还是原来那些人"),
           chosen == AUDIENCE_PUBLIC);
    for (int i = AUDIENCE_RESIDENTS; i < AUDIENCE_COUNT; i++)
        if (i != AUDIENCE_AFFECTED)
            option(&out, text_c(audience_name((Audience)i)),
                   tr_text(ctx->lang, audience_title((Audience)i)), i == (int)chosen);
    return out;
}

static Options
files_options(Ctx *ctx, Audience chosen)
{
    Options out = after_options(ctx, chosen);

    out.at[0].words = TR(ctx->lang, "能看正文的人都能看");
    return out;
}

static Options
type_options(Ctx *ctx, ColumnKind chosen)
{
    Options out = {.at = NEW_ARRAY(ctx->arena, Option, KIND_COUNT)};

    for (int i = 0; i < KIND_COUNT; i++)
        option(&out, text_c(column_kind_name((ColumnKind)i)),
               tr_text(ctx->lang, column_kind_title((ColumnKind)i)), i == (int)chosen);
    return out;
}

static Options
affair_options(Ctx *ctx, Affair chosen)
{
    Options out = {.at = NEW_ARRAY(ctx->arena, Option, AFFAIR_FINANCE)};

    for (int i = AFFAIR_PARTY; i <= AFFAIR_FINANCE; i++)
        option(&out, text_c(affair_name((Affair)i)), tr_text(ctx->lang, affair_title((Affair)i)),
               i == (int)chosen);
    return out;
}

static RhythmPick
rhythm_pick(Ctx *ctx, Text chosen)
{
    RhythmPick out = {.main = {.at = NEW_ARRAY(ctx->arena, Option, LETTERS + 1)},
                      .also = {.at = NEW_ARRAY(ctx->arena, Option, LETTERS + 1)}};

    option(&out.main, T(""), TR(ctx->lang, "不用公开"), chosen.len == 0);
    for (size_t i = 0; i < LETTERS; i++) {
        Text letter = text_slice(T("MQHYE"), i, 1);
        Text words = desk_rhythm_words(ctx, letter);
        size_t at = text_find(chosen, letter);

        option(&out.main, letter, words, chosen.len != 0 && at == 0);
        option(&out.also, letter, words, at != 0 && at < chosen.len);
    }
    return out;
}

static void
fill_columns(Ctx *ctx, const ItemForm *form, ItemView *view)
{
    size_t count = form->item.columns.len + form->blank_columns;

    view->columns.at = NEW_ARRAY(ctx->arena, ColumnRow, count);
    for (size_t i = 0; i < count; i++) {
        Column blank = {.name = T(""), .name_hant = T(""), .name_en = T("")};
        const Column *column = i < form->item.columns.len ? &form->item.columns.at[i] : &blank;

        view->columns.at[view->columns.len++] = (ColumnRow){
            .index = (int64_t)i,
            .name = column->name,
            .name_hant = column->name_hant,
            .name_en = column->name_en,
            .types = type_options(ctx, column->kind),
            .audiences = audience_options(ctx, column->audience),
            .required = column->required,
            .sum = column->sum,
            .nonnegative = column->nonnegative,
            .choices = column_choices_words(ctx->arena, column),
        };
    }
}

void
item_form_fill(Ctx *ctx, const ItemForm *form, ItemView *view)
{
    const Item *item = &form->item;

    *view = (ItemView){
        .code = item->code,
        .position = form->position,
        .affairs = affair_options(ctx, item->affair),
        .audiences = audience_options(ctx, item->audience),
        .afters = after_options(ctx, item->after_notice),
        .files = files_options(ctx, item->files_audience),
        .name = item->name,
        .name_hant = item->name_hant,
        .name_en = item->name_en,
        .plain = item->plain,
        .plain_hant = item->plain_hant,
        .plain_en = item->plain_en,
        .village = rhythm_pick(ctx, item->rhythm_village),
        .community = rhythm_pick(ctx, item->rhythm_community),
        .m_after = form->due[DUE_M_AFTER],
        .m_day = form->due[DUE_M_DAY],
        .q_after = form->due[DUE_Q_AFTER],
        .q_day = form->due[DUE_Q_DAY],
        .h_after = form->due[DUE_H_AFTER],
        .h_day = form->due[DUE_H_DAY],
        .y_month = form->due[DUE_Y_MONTH],
        .y_day = form->due[DUE_Y_DAY],
        .e_days = form->due[DUE_E_DAYS],
        .e_working = form->due[DUE_E_WORKING],
        .notice_days = form->notice_days,
        .finance_group = item->finance_group,
        .legal_basis = item->legal_basis,
        .legal_basis_en = item->legal_basis_en,
        .effective = form->effective,
    };
    fill_columns(ctx, form, view);
}

/* ---- from fields to an item ---- */

static Text
field(const Request *req, const char *name)
{
    return text_trim(request_form(req, name));
}

/* The letters of one kind of place: the main one, then what was ticked. */
static Text
read_rhythm(Ctx *ctx, const Request *req, const char *main_name, const char *also_name)
{
    Buf buf = buf_new(ctx->arena, 64);
    Text main = field(req, main_name);
    Texts also = request_form_all(req, also_name);

    buf_text(&buf, text_slice(main, 0, 1));
    for (size_t i = 0; i < also.len && buf.len != 0; i++)
        if (text_find(buf_done(&buf), text_slice(also.at[i], 0, 1)) == buf.len)
            buf_text(&buf, text_slice(also.at[i], 0, 1));
    return buf_done(&buf);
}

static int64_t
read_small(Ctx *ctx, Text typed, const char *problem_field, int64_t max)
{
    int64_t value = 0;

    if (typed.len != 0 && (!text_to_i64(typed, &value) || value < 0 || value > max))
        (void)!ctx_problem(ctx, problem_field, TR(ctx->lang, "这里要写合适的整数"));
    return value;
}

static void
put_rule(Ctx *ctx, const ItemForm *form, Json *json, const char *letter, DueField first,
         const char *first_name, int64_t first_max, DueField second, const char *second_name,
         int64_t second_max)
{
    int64_t a = read_small(ctx, form->due[first], "due_rule", first_max);
    int64_t b = read_small(ctx, form->due[second], "due_rule", second_max);

    if (form->due[first].len == 0 && form->due[second].len == 0)
        return;
    json_key(json, letter);
    json_object_begin(json);
    if (form->due[first].len != 0)
        json_put_int(json, first_name, a);
    if (form->due[second].len != 0)
        json_put_int(json, second_name, b);
    json_object_end(json);
}

static Text
rules_text(Ctx *ctx, const ItemForm *form)
{
    Buf buf = buf_new(ctx->arena, RULES_BYTES_MAX);
    Json json = json_new(&buf);

    json_object_begin(&json);
    put_rule(ctx, form, &json, "M", DUE_M_DAY, "day", 31, DUE_M_AFTER, "months_after", 12);
    put_rule(ctx, form, &json, "Q", DUE_Q_DAY, "day", 31, DUE_Q_AFTER, "months_after", 12);
    put_rule(ctx, form, &json, "H", DUE_H_DAY, "day", 31, DUE_H_AFTER, "months_after", 12);
    put_rule(ctx, form, &json, "Y", DUE_Y_MONTH, "month", 12, DUE_Y_DAY, "day", 31);
    put_rule(ctx, form, &json, "E", DUE_E_DAYS, "days", 366, DUE_E_WORKING, "working_days", 250);
    json_object_end(&json);
    json_end(&json);
    return buf_done(&buf);
}

/* "name[3]" */
static Text
cell(Ctx *ctx, const Request *req, const char *name, size_t row)
{
    return field(req, text_cstr(ctx->arena, text_printf(ctx->arena, "%s[%zu]", name, row)));
}

/* "党员大会、支委会、党课", by whatever people put between. */
static Texts
split_choices(Arena *arena, Text typed)
{
    Texts out = {.at = NEW_ARRAY(arena, Text, COLUMN_CHOICES_MAX + 1)};
    Text rest = typed;
    const char *start = rest.at;

    while (out.len <= COLUMN_CHOICES_MAX && start < typed.at + typed.len) {
        const char *at = rest.at;
        uint32_t c = rest.len != 0 ? text_next_char(&rest) : '\n';
        Text value;

        if (c != 0x3001 && c != ',' && c != 0xFF0C && c != ';' && c != 0xFF1B && c != '\n')
            continue;
        value = text_trim((Text){start, (size_t)(at - start)});
        if (value.len != 0)
            out.at[out.len++] = value;
        start = at == typed.at + typed.len ? at : rest.at;
    }
    return out;
}

/* A column whose name was cleared is gone.  Rows that a script added may leave gaps in the count.
 */
static void
read_columns(Ctx *ctx, const Request *req, Columns *out)
{
    enum { ROWS_LOOKED_AT = 2 * TABLE_COLUMNS_MAX + MORE_COLUMNS };

    *out = (Columns){.at = NEW_ARRAY(ctx->arena, Column, ROWS_LOOKED_AT)};
    for (size_t row = 0; row < ROWS_LOOKED_AT; row++) {
        Column column = {
            .name = cell(ctx, req, "name", row),
            .name_hant = cell(ctx, req, "hant", row),
            .name_en = cell(ctx, req, "en", row),
            .required = cell(ctx, req, "required", row).len != 0,
            .sum = cell(ctx, req, "sum", row).len != 0,
            .nonnegative = cell(ctx, req, "nonnegative", row).len != 0,
            .choices = split_choices(ctx->arena, cell(ctx, req, "choices", row)),
        };

        if (text_is_blank(column.name))
            continue;
        if (!column_kind_parse(cell(ctx, req, "type", row), &column.kind) ||
            !audience_parse(cell(ctx, req, "audience", row), &column.audience))
            (void)!ctx_problem(ctx, "table.columns", TR(ctx->lang, "列的写法不对"));
        out->at[out->len++] = column;
    }
}

/* The same checks as for columns from elsewhere. */
static void
check_columns(Ctx *ctx, Columns columns)
{
    Columns checked;

    if (columns.len != 0)
        (void)!columns_from_json(ctx, columns_to_json(ctx->arena, columns), &checked);
}

static void
read_texts(Ctx *ctx, const Request *req, Item *item)
{
    item->name = field(req, "name");
    item->name_hant = field(req, "name_hant");
    item->name_en = field(req, "name_en");
    item->plain = field(req, "plain");
    item->plain_hant = field(req, "plain_hant");
    item->plain_en = field(req, "plain_en");
    item->legal_basis = field(req, "legal_basis");
    item->legal_basis_en = field(req, "legal_basis_en");
    item->rhythm_village = read_rhythm(ctx, req, "village_main", "village_also");
    item->rhythm_community = read_rhythm(ctx, req, "community_main", "community_also");
    item->finance_group = request_has_form(req, "finance_group");
    /* An item that only this district has needs no translation to be shown. */
    if (item->name_hant.len == 0)
        item->name_hant = item->name;
    if (item->name_en.len == 0)
        item->name_en = item->name;
}

Status
item_form_read(Ctx *ctx, const Request *req, ItemForm *form)
{
    Item *item = &form->item;
    Day day = 0;

    for (int i = 0; i < DUE_FIELDS; i++)
        form->due[i] = field(req, due_names[i]);
    form->position = field(req, "position");
    form->notice_days = field(req, "notice_days");
    form->effective = field(req, "effective");
    form->blank_columns = request_has_form(req, "more") ? MORE_COLUMNS : BLANK_COLUMNS;
    form->version = 0;
    (void)text_to_i64(field(req, "version"), &form->version);
    read_texts(ctx, req, item);
    if (!affair_parse(field(req, "affair"), &item->affair))
        (void)!ctx_problem(ctx, "affair", TR(ctx->lang, "请选择党务、村务或财务"));
    if (!audience_parse(field(req, "audience"), &item->audience))
        (void)!ctx_problem(ctx, "audience", TR(ctx->lang, "请选择给谁看"));
    if (!audience_parse(field(req, "after_notice"), &item->after_notice))
        (void)!ctx_problem(ctx, "after_notice", TR(ctx->lang, "请选择给谁看"));
    if (!audience_parse(field(req, "files_audience"), &item->files_audience))
        (void)!ctx_problem(ctx, "files_audience", TR(ctx->lang, "请选择给谁看"));
    item->position = read_small(ctx, form->position, "position", 999);
    item->notice_days = read_small(ctx, form->notice_days, "notice_days", 90);
    item->due_rule = rules_text(ctx, form);
    if (form->effective.len != 0 && !day_parse_loose(form->effective, &day))
        (void)!ctx_problem(ctx, "effective", TR(ctx->lang, "请写日期，例如 2023-05-18"));
    item->effective_day = day;
    read_columns(ctx, req, &item->columns);
    check_columns(ctx, item->columns);
    return ctx_checked(ctx);
}
