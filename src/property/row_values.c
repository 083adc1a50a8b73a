/*
 * Fields of rows, out and in.
 */
#include <string.h>

#include "base/money.h"
#include "base/tr.h"
#include "property/row_fields.h"

static const void *
at_of(const RowField *field, const RegisterRow *row)
{
    return (const char *)row + field->offset;
}

static int64_t
number_of(const RowField *field, const RegisterRow *row)
{
    return *(const int64_t *)at_of(field, row);
}

static Day
day_at(const RowField *field, const RegisterRow *row)
{
    return *(const Day *)at_of(field, row);
}

static int
word_at(const RowField *field, const RegisterRow *row)
{
    int value;

    memcpy(&value, at_of(field, row), sizeof value);
    return value;
}

/* ---- out ---- */

static Text
opt_day(Ctx *ctx, const RowField *field, const RegisterRow *row)
{
    const OptInt *day = at_of(field, row);

    return day->set ? day_format(ctx->arena, (Day)day->value) : T("");
}

Text
row_value(Ctx *ctx, const RowField *field, const RegisterRow *row)
{
    bool may_be_none = !field->required && !field->out;

    switch (field->kind) {
    case ROW_TEXT:
    case ROW_LONG: {
        Text text = *(const Text *)at_of(field, row);

        return text.at == NULL ? T("") : text;
    }
    case ROW_MONEY:
        return may_be_none && number_of(field, row) == 0
                   ? T("")
                   : fen_plain(ctx->arena, number_of(field, row));
    case ROW_QUANTITY:
        return may_be_none && number_of(field, row) == 0
                   ? T("")
                   : decimal_plain(ctx->arena, number_of(field, row));
    case ROW_NUMBER:
    case ROW_RESOURCE:
    case ROW_HOLDING:
    case ROW_CATEGORY:
        return number_of(field, row) == 0
                   ? T("")
                   : text_printf(ctx->arena, "%lld", (long long)number_of(field, row));
    case ROW_DAY:
        return day_at(field, row) == 0 ? T("") : day_format(ctx->arena, day_at(field, row));
    case ROW_OPT_DAY:
        return opt_day(ctx, field, row);
    case ROW_WORD:
        return text_c(field->words->name(word_at(field, row)));
    case ROW_FLAG:
        return *(const bool *)at_of(field, row) ? T("1") : T("");
    }
    return T("");
}

Text
row_shown(Ctx *ctx, const RowField *field, const RegisterRow *row)
{
    Text plain = row_value(ctx, field, row);

    if (plain.len == 0)
        return plain;
    if (field->kind == ROW_MONEY)
        return fen_format(ctx->arena, number_of(field, row));
    if (field->kind == ROW_QUANTITY)
        return decimal_format(ctx->arena, number_of(field, row));
    if (field->kind == ROW_WORD)
        return tr_text(ctx->lang, field->words->title(word_at(field, row)));
    return plain;
}

/* ---- in ---- */

static void
wrong(Ctx *ctx, const RowField *field, Text why)
{
    (void)!ctx_problem(ctx, field->name, why);
}

static void
set_count(Ctx *ctx, const RowField *field, Text typed, int64_t *out)
{
    FenFault fault = FEN_FINE;
    bool fine = field->kind == ROW_MONEY ? fen_parse(typed, out, &fault)
                                         : decimal_parse(typed, out, &fault);

    if (!fine)
        wrong(ctx, field, fen_fault_sentence(ctx->lang, fault));
}

static void
set_day(Ctx *ctx, const RowField *field, Text typed, OptInt *out)
{
    Day day;

    *out = (OptInt){0};
    if (typed.len == 0)
        return;
    if (day_parse_loose(typed, &day))
        *out = SOME_INT(day);
    else
        wrong(ctx, field, TR(ctx->lang, "应是日期，例如 2023-05-18"));
}

static void
set_word(Ctx *ctx, const RowField *field, Text typed, RegisterRow *row)
{
    int value;

    if (field->words->parse(typed, &value))
        memcpy((char *)row + field->offset, &value, sizeof value);
    else
        wrong(ctx, field,
              TR_FORMAT(ctx->arena, ctx->lang, "“{word}”不在可选的里面", {"word", typed}));
}

static void
set_flag(Ctx *ctx, const RowField *field, Text typed, bool *out)
{
    static const Text yes[] = {T_INIT("1"), T_INIT("true"), T_INIT("是")};
    static const Text no[] = {T_INIT(""), T_INIT("0"), T_INIT("false"), T_INIT("否")};

    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        if (text_eq(typed, yes[i])) {
            *out = true;
            return;
        }
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        if (text_eq(typed, no[i])) {
            *out = false;
            return;
        }
    wrong(ctx, field, TR(ctx->lang, "应是“是”或“否”"));
}

/* A row of another register: by its id, else by its name. */
static Status
set_row(Ctx *ctx, const RowField *field, RegionCode village, Text typed, int64_t *out)
{
    RegisterRow found;
    Status status;

    *out = 0;
    if (typed.len == 0 || text_to_i64(typed, out))
        return OK;
    if (field->kind == ROW_RESOURCE) {
        status = resource_find(ctx, village, typed, &found.resource);
        if (status == OK)
            *out = found.resource.id;
    } else {
        status = holding_find(ctx, village, typed, T(""), &found.holding);
        if (status == OK)
            *out = found.holding.id;
    }
    if (status != NOT_FOUND)
        return status;
    wrong(ctx, field, TR_FORMAT(ctx->arena, ctx->lang, "没有叫“{name}”的", {"name", typed}));
    return OK;
}

static void
set_number(Ctx *ctx, const RowField *field, Text typed, int64_t *out)
{
    *out = 0;
    if (typed.len != 0 && !text_to_i64(typed, out))
        wrong(ctx, field, TR(ctx->lang, "应是整数"));
}

/* What may be left out and was, is none of it. */
static void
set_none(const RowField *field, RegisterRow *row)
{
    char *at = (char *)row + field->offset;

    if (field->kind == ROW_MONEY || field->kind == ROW_QUANTITY)
        *(int64_t *)(void *)at = 0;
    else if (field->kind == ROW_DAY)
        *(Day *)(void *)at = 0;
}

Status
row_set(Ctx *ctx, const RowField *field, RegionCode village, Text given, RegisterRow *row)
{
    void *at = (char *)row + field->offset;
    Text typed = text_trim(given);
    OptInt day;

    if (typed.at == NULL)
        typed = T("");
    if (typed.len == 0 && field->required) {
        wrong(ctx, field,
              TR_FORMAT(ctx->arena, ctx->lang, "请写“{label}”",
                        {"label", tr_text(ctx->lang, field->label)}));
        return OK;
    }
    switch (field->kind) {
    case ROW_TEXT:
    case ROW_LONG:
        *(Text *)at = typed;
        return OK;
    case ROW_MONEY:
    case ROW_QUANTITY:
        if (typed.len == 0)
            set_none(field, row);
        else
            set_count(ctx, field, typed, at);
        return OK;
    case ROW_NUMBER:
    case ROW_CATEGORY:
        set_number(ctx, field, typed, at);
        return OK;
    case ROW_RESOURCE:
    case ROW_HOLDING:
        return set_row(ctx, field, village, typed, at);
    case ROW_DAY:
        set_day(ctx, field, typed, &day);
        *(Day *)at = (Day)day.value;
        return OK;
    case ROW_OPT_DAY:
        set_day(ctx, field, typed, at);
        return OK;
    case ROW_WORD:
        set_word(ctx, field, typed, row);
        return OK;
    case ROW_FLAG:
        set_flag(ctx, field, typed, at);
        return OK;
    }
    return OK;
}
