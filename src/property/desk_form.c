/*
 * Forms of the registers' rows, from the table of fields.
 */
#include "base/money.h"
#include "base/tr.h"
#include "property/desk.h"

static Text
number_text(Ctx *ctx, int64_t number)
{
    return text_printf(ctx->arena, "%lld", (long long)number);
}

/* ---- choices ---- */

static void
add_choice(DeskChoices *choices, Text value, Text words, Text chosen)
{
    choices->at[choices->len++] =
        (DeskChoice){.value = value, .words = words, .chosen = text_eq(value, chosen)};
}

static void
fill_words(Ctx *ctx, const RowField *field, Text chosen, DeskChoices *out)
{
    const WordList *words = field->words;

    out->at = NEW_ARRAY(ctx->arena, DeskChoice, words->count);
    for (size_t i = 0; i < words->count; i++)
        add_choice(out, text_c(words->name(words->values[i])),
                   tr_text(ctx->lang, words->title(words->values[i])), chosen);
}

/* What can be let: all of a register, page after page. */
static Status
fill_lettable(Ctx *ctx, RegionCode village, PropertyRegister which, Text chosen, DeskChoices *out)
{
    RowFilter filter = {0};
    RegisterRows rows;

    out->at = NEW_ARRAY(ctx->arena, DeskChoice, PROPERTY_ROWS_MAX + 1);
    add_choice(out, T(""), TR(ctx->lang, "（不选）"), chosen);
    do {
        TRY(row_list(ctx, which, village, &filter, &rows));
        for (size_t i = 0; i < rows.len && out->len <= PROPERTY_ROWS_MAX; i++) {
            const RegisterRow *row = &rows.at[i];
            int64_t milli = which == REGISTER_RESOURCES ? row->resource.area_milli
                                                        : row->holding.quantity_milli;
            Text unit = which == REGISTER_RESOURCES ? TR(ctx->lang, "亩") : row->holding.unit;

            add_choice(out, number_text(ctx, row_id(which, row)),
                       TR_FORMAT(ctx->arena, ctx->lang, "{name}（{quantity} {unit}）",
                                 {"name", row_name(which, row)},
                                 {"quantity", decimal_format(ctx->arena, milli)}, {"unit", unit}),
                       chosen);
        }
        filter.cursor = rows.next;
    } while (rows.next.at != NULL && out->len <= PROPERTY_ROWS_MAX);
    return OK;
}

static void
fill_categories(Ctx *ctx, Text chosen, DeskChoices *out)
{
    size_t count = 0;

    while (category_at(count) != NULL)
        count++;
    out->at = NEW_ARRAY(ctx->arena, DeskChoice, count + 1);
    add_choice(out, T(""), TR(ctx->lang, "（不对应，自己填）"), chosen);
    for (size_t i = 0; i < count; i++) {
        const Category *category = category_at(i);

        add_choice(
            out, number_text(ctx, category->number),
            text_printf(ctx->arena, "%.*s · %.*s",
                        TEXT_ARGS(category->direction == DIRECTION_IN ? TR(ctx->lang, "收入")
                                                                      : TR(ctx->lang, "支出")),
                        TEXT_ARGS(tr_text(ctx->lang, category->name))),
            chosen);
    }
}

/* ---- controls ---- */

PropertyControl
property_control(Ctx *ctx, const char *name, Text label, Text hint, Text value)
{
    Text error = ctx_problem_of(ctx, name);

    return (PropertyControl){
        .name = text_c(name),
        .label = label,
        .hint = hint,
        .hint_id = text_printf(ctx->arena, "%s-hint", name),
        .error = error,
        .error_id = text_printf(ctx->arena, "%s-error", name),
        .value = value,
        .css = "",
        .inputmode = "text",
        .chars_max = PROPERTY_TEXT_CHARS_MAX,
    };
}

static Status
dress(Ctx *ctx, const DeskRegister *place, const RowField *field, PropertyControl *out)
{
    switch (field->kind) {
    case ROW_WORD:
        out->is_select = true;
        fill_words(ctx, field, out->value, &out->choices);
        return OK;
    case ROW_RESOURCE:
        out->is_select = true;
        return fill_lettable(ctx, place->village.code, REGISTER_RESOURCES, out->value,
                             &out->choices);
    case ROW_HOLDING:
        out->is_select = true;
        return fill_lettable(ctx, place->village.code, REGISTER_ASSETS, out->value, &out->choices);
    case ROW_CATEGORY:
        out->is_select = true;
        fill_categories(ctx, out->value, &out->choices);
        return OK;
    case ROW_FLAG:
        out->is_flag = true;
        out->checked = out->value.len != 0;
        return OK;
    case ROW_DAY:
    case ROW_OPT_DAY:
        out->is_day = true;
        out->css = "field-s";
        return OK;
    case ROW_MONEY:
    case ROW_QUANTITY:
        out->inputmode = "decimal";
        out->css = "field-s";
        return OK;
    case ROW_NUMBER:
        out->inputmode = "numeric";
        out->css = "field-s";
        return OK;
    case ROW_LONG:
        out->is_long = true;
        return OK;
    case ROW_TEXT:
        return OK;
    }
    return OK;
}

Status
property_controls(Ctx *ctx, const Request *req, const DeskRegister *place, const RegisterRow *row,
                  PropertyRowView *view)
{
    RowFields fields = row_fields(place->which);
    bool typed = request_has_form(req, "lock") && !request_has_form(req, "last_day");

    view->controls.at = NEW_ARRAY(ctx->arena, PropertyControl, fields.len);
    view->more.at = NEW_ARRAY(ctx->arena, PropertyControl, fields.len);
    for (size_t i = 0; i < fields.len; i++) {
        const RowField *field = &fields.at[i];
        PropertyControls *list = field->more ? &view->more : &view->controls;
        PropertyControl *control = &list->at[list->len];

        if (field->out)
            continue;
        *control =
            property_control(ctx, field->name, tr_text(ctx->lang, field->label),
                             field->hint == NULL ? T("") : tr_text(ctx->lang, field->hint),
                             typed ? request_form(req, field->name) : row_value(ctx, field, row));
        control->required = field->required;
        control->chars_max = field->chars_max;
        TRY(dress(ctx, place, field, control));
        view->more_open = view->more_open || (field->more && control->error.len != 0);
        list->len++;
    }
    return OK;
}

Status
property_take_form(Ctx *ctx, const Request *req, const DeskRegister *place, RegisterRow *row)
{
    RowFields fields = row_fields(place->which);

    for (size_t i = 0; i < fields.len; i++)
        if (!fields.at[i].out)
            TRY(row_set(ctx, &fields.at[i], place->village.code,
                        request_form(req, fields.at[i].name), row));
    return ctx_checked(ctx);
}

void
property_facts(Ctx *ctx, PropertyRegister which, const RegisterRow *row, bool all,
               PropertyFacts *out)
{
    RowFields fields = row_fields(which);

    out->at = NEW_ARRAY(ctx->arena, PropertyFact, fields.len);
    for (size_t i = 0; i < fields.len; i++) {
        const RowField *field = &fields.at[i];
        Text value = row_shown(ctx, field, row);

        if (value.len == 0 || (!field->out && !all) || field->kind == ROW_RESOURCE ||
            field->kind == ROW_HOLDING) /* the names are told */
            continue;
        if (field->kind == ROW_FLAG)
            value = TR(ctx->lang, "是");
        out->at[out->len++] = (PropertyFact){
            .name = tr_text(ctx->lang, field->label),
            .value = value,
            .css = field->kind == ROW_TEXT ? "" : "num",
        };
    }
}
