/*
 * The lines of a batch: as a sheet or a form has them, completed, checked, replaced.
 */
#include "base/id.h"
#include "base/money.h"
#include "base/number_hash.h"
#include "base/tr.h"
#include "disclosure/sheet_input.h"
#include "store/store.h"
#include "subsidy/index.h"
#include "subsidy/inside.h"

enum { CARD_TAIL = 4, ONE_MILLI = 1000 };

/* ---- columns ---- */

static const Column columns[LC_COUNT] = {
    [LC_NUMBER] = {.name = T_INIT("户号"),       .kind = KIND_TEXT                  },
    [LC_NAME] = {.name = T_INIT("户主"),       .kind = KIND_PERSON,                 .required = true},
    [LC_GROUP] = {.name = T_INIT("组别"),                              .kind = KIND_TEXT                                         },
    [LC_QUANTITY] = {.name = T_INIT("面积或数量"),                              .kind = KIND_QUANTITY,.sum = true},
    [LC_STANDARD] = {.name = T_INIT("标准（元）"),                   .kind = KIND_MONEY                                                              },
    [LC_AMOUNT] = {.name = T_INIT("金额"),.kind = KIND_MONEY,.sum = true},
    [LC_CARD] = {.name = T_INIT("银行卡号"),                   .kind = KIND_CARD                                                                            },
    [LC_PAID_DAY] = {.name = T_INIT("发放日期"), .kind = KIND_DATE},
    [LC_STATE] = {.name = T_INIT("发放状态"), .kind = KIND_CHOICE                  },
    [LC_NOTE] = {.name = T_INIT("备注"), .kind = KIND_TEXT                },
};

/* What offices and banks call them. */
static const struct {
    LineColumn column;
    Text name;
} other_names[] = {
    {LC_NUMBER,   T_INIT("户编号")      },
    {LC_NUMBER,   T_INIT("农户编号")   },
    {LC_NAME,     T_INIT("户主姓名")   },
    {LC_NAME,     T_INIT("姓名")         },
    {LC_NAME,     T_INIT("农户姓名")   },
    {LC_NAME,     T_INIT("补贴对象")   },
    {LC_NAME,     T_INIT("领取人")      },
    {LC_NAME,     T_INIT("领款人")      },
    {LC_GROUP,    T_INIT("村民小组")   },
    {LC_GROUP,    T_INIT("小组")         },
    {LC_GROUP,    T_INIT("组")            },
    {LC_GROUP,    T_INIT("网格")         },
    {LC_QUANTITY, T_INIT("补贴面积")   },
    {LC_QUANTITY, T_INIT("面积")         },
    {LC_QUANTITY, T_INIT("亩数")         },
    {LC_QUANTITY, T_INIT("数量")         },
    {LC_QUANTITY, T_INIT("人数")         },
    {LC_STANDARD, T_INIT("补贴标准")   },
    {LC_AMOUNT,   T_INIT("补贴金额")   },
    {LC_AMOUNT,   T_INIT("应发金额")   },
    {LC_AMOUNT,   T_INIT("发放金额")   },
    {LC_AMOUNT,   T_INIT("实发金额")   },
    {LC_CARD,     T_INIT("一卡通号")   },
    {LC_CARD,     T_INIT("一卡通账号")},
    {LC_CARD,     T_INIT("卡号")         },
    {LC_CARD,     T_INIT("银行账号")   },
    {LC_CARD,     T_INIT("账号")         },
    {LC_PAID_DAY, T_INIT("发放时间")   },
    {LC_PAID_DAY, T_INIT("到账日期")   },
    {LC_STATE,    T_INIT("到账情况")   },
    {LC_STATE,    T_INIT("状态")         },
};

Columns
subsidy_line_columns(Ctx *ctx)
{
    Columns copy = {.at = NEW_ARRAY(ctx->arena, Column, LC_COUNT), .len = LC_COUNT};

    for (size_t i = 0; i < LC_COUNT; i++)
        copy.at[i] = columns[i];
    return copy;
}

static bool
is_taken(const SheetMatch *match, size_t sheet_column)
{
    for (size_t i = 0; i < LC_COUNT; i++)
        if (match->columns[i] == sheet_column)
            return true;
    return false;
}

void
subsidy_guess_columns(Ctx *ctx, SheetMatch *match)
{
    for (size_t i = 0; i < sizeof other_names / sizeof other_names[0]; i++) {
        Text wanted = sheet_name_key(ctx->arena, other_names[i].name);

        if (match->columns[other_names[i].column] != SHEET_NO_COLUMN)
            continue;
        for (size_t j = 0; j < match->names.len; j++)
            if (!is_taken(match, j) &&
                text_eq(sheet_name_key(ctx->arena, match->names.at[j]), wanted)) {
                match->columns[other_names[i].column] = j;
                break;
            }
    }
    sheet_input_count(subsidy_line_columns(ctx), match);
}

/* ---- one line ---- */

int64_t
line_due_fen(const Line *line)
{
    __int128 milli = (__int128)line->quantity_milli * line->standard_fen;

    return (int64_t)((milli + ONE_MILLI / 2) / ONE_MILLI);
}

Text
line_sum(Ctx *ctx, const Line *line, Text unit)
{
    int64_t due = line_due_fen(line);
    Text sum =
        product_words(ctx->arena, ctx->lang, line->quantity_milli, unit, line->standard_fen, due);

    if (line->amount_fen == due)
        return sum;
    return TR_FORMAT(ctx->arena, ctx->lang, "{sum}，名单上是 {amount} 元", {"sum", sum},
                     {"amount", fen_format(ctx->arena, line->amount_fen)});
}

Text
line_key(Arena *arena, const Line *line)
{
    if (line->number.len != 0)
        return line->number;
    return text_printf(arena, "%.*s\t%.*s", TEXT_ARGS(line->name), TEXT_ARGS(line->group_name));
}

static void
check_cell_text(Ctx *ctx, Text text, size_t chars_max, LineColumn column, LineFault *fault,
                void *arg)
{
    if (!text_is_clean(text))
        fault(arg, column, TR(ctx->lang, "里面有不能用的字符"));
    else if (text_chars(text) > chars_max)
        fault(arg, column,
              TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 个字",
                        {"max", text_printf(ctx->arena, "%zu", chars_max)}));
}

/* The last four of a card's digits, and its hash unless some of them are stars. */
static Status
take_card(Ctx *ctx, Line *line)
{
    bool whole = true;

    if (text_is_empty(line->card))
        return OK;
    for (size_t i = 0; i < line->card.len; i++)
        whole = whole && line->card.at[i] >= '0' && line->card.at[i] <= '9';
    line->card_tail = line->card.len > CARD_TAIL
                          ? text_slice(line->card, line->card.len - CARD_TAIL, CARD_TAIL)
                          : line->card;
    if (text_find(line->card_tail, T("*")) < line->card_tail.len)
        line->card_tail = T("");
    if (whole)
        TRY(number_hash(ctx, "card", line->card, &line->card_hash));
    line->card = (Text){0};
    return OK;
}

Status
line_find_household(Ctx *ctx, RegionCode region, Line *line)
{
    Household household;
    HouseholdByNameRows rows;
    Status status;

    line->household = 0;
    if (line->number.len != 0) {
        status = resident_household_by_number(ctx, region, line->number, &household);
        if (status == OK)
            line->household = household.id;
        return status == NOT_FOUND ? OK : status;
    }
    if (line->group_name.len == 0)
        return OK;
    TRY(household_by_name(ctx, region, line->name, line->group_name, &rows));
    if (rows.len == 1) {
        line->household = rows.at[0].id;
        line->number = rows.at[0].number;
    }
    return OK;
}

static bool
counts_heads(Text unit)
{
    return text_eq(unit, T("户")) || text_eq(unit, T("人")) || text_eq(unit, T("口"));
}

static void
complete_amounts(Ctx *ctx, const Batch *batch, Line *line, LineFault *fault, void *arg)
{
    if (line->standard_fen == 0)
        line->standard_fen = batch->standard_fen;
    if (line->quantity_milli == 0 && counts_heads(batch->programme.unit))
        line->quantity_milli = ONE_MILLI;
    if (line->quantity_milli <= 0 || line->quantity_milli > MILLI_MAX)
        fault(
            arg, LC_QUANTITY,
            TR_FORMAT(ctx->arena, ctx->lang, "请填有多少{unit}", {"unit", batch->programme.unit}));
    if (line->standard_fen < 0 || line->standard_fen > FEN_MAX)
        fault(arg, LC_STANDARD, TR(ctx->lang, "标准要大于 0"));
    else if (line->amount_fen == 0 && line->quantity_milli > 0)
        line->amount_fen = line_due_fen(line);
    if (line->amount_fen < 0 || line->amount_fen > FEN_MAX)
        fault(arg, LC_AMOUNT, TR(ctx->lang, "金额要大于 0"));
}

static void
check_payment(Ctx *ctx, Line *line, LineFault *fault, void *arg)
{
    if (line->state == LINE_DUE && line->paid_day.set)
        line->state = LINE_PAID;
    if (line->state == LINE_PAID && !line->paid_day.set)
        fault(arg, LC_PAID_DAY, TR(ctx->lang, "已发的要写发放日期"));
    if (line->state != LINE_PAID)
        line->paid_day = (OptInt){0};
    if (line->paid_day.set && line->paid_day.value > ctx_today(ctx))
        fault(arg, LC_PAID_DAY, TR(ctx->lang, "发放日期在今天以后"));
}

Status
subsidy_check_line(Ctx *ctx, const Batch *batch, Line *line, LineFault *fault, void *arg)
{
    line->number = text_trim(line->number);
    line->name = text_trim(line->name);
    line->group_name = text_trim(line->group_name);
    line->note = text_trim(line->note);
    if (text_is_blank(line->name))
        fault(arg, LC_NAME, TR(ctx->lang, "请写发给谁"));
    check_cell_text(ctx, line->name, LINE_NAME_CHARS_MAX, LC_NAME, fault, arg);
    check_cell_text(ctx, line->number, HOUSEHOLD_NUMBER_CHARS_MAX, LC_NUMBER, fault, arg);
    check_cell_text(ctx, line->group_name, HOUSEHOLD_NAME_CHARS_MAX, LC_GROUP, fault, arg);
    check_cell_text(ctx, line->note, LINE_NOTE_CHARS_MAX, LC_NOTE, fault, arg);
    complete_amounts(ctx, batch, line, fault, arg);
    check_payment(ctx, line, fault, arg);
    if (line->state != LINE_DUE && !subsidy_takes_payments(ctx, batch) &&
        !(ctx->actor != NULL && ctx->actor->system))
        fault(arg, LC_STATE, TR(ctx->lang, "公示期满以后再登记发放，这一列先不要选"));
    TRY(take_card(ctx, line));
    return line_find_household(ctx, batch->region, line);
}

static OptInt
number_of(LineColumn column, Text cell)
{
    int64_t number;

    return cell_number(&columns[column], cell, &number) ? SOME_INT(number) : (OptInt){0};
}

Status
subsidy_line_from_cells(Ctx *ctx, const Batch *batch, const Text *cells, Line *out,
                        LineFault *fault, void *arg)
{
    Day day;

    *out = (Line){
        .number = cells[LC_NUMBER],
        .name = cells[LC_NAME],
        .group_name = cells[LC_GROUP],
        .quantity_milli = number_of(LC_QUANTITY, cells[LC_QUANTITY]).value,
        .standard_fen = number_of(LC_STANDARD, cells[LC_STANDARD]).value,
        .amount_fen = number_of(LC_AMOUNT, cells[LC_AMOUNT]).value,
        .card = cells[LC_CARD],
        .note = cells[LC_NOTE],
    };
    if (!line_state_parse(text_trim(cells[LC_STATE]), &out->state))
        fault(arg, LC_STATE, TR(ctx->lang, "写“待发”“已发”或“未到账”"));
    if (day_parse(cells[LC_PAID_DAY], &day))
        out->paid_day = SOME_INT(day);
    return subsidy_check_line(ctx, batch, out, fault, arg);
}

/* ---- reading ---- */

Line
line_from(const LineRecord *record)
{
    Line line = {
        .id = record->id,
        .batch = record->batch,
        .position = record->position,
        .household = record->household.value,
        .number = record->number,
        .name = record->name,
        .group_name = record->group_name,
        .quantity_milli = record->quantity_milli,
        .standard_fen = record->standard_fen,
        .amount_fen = record->amount_fen,
        .card_hash = record->card_hash,
        .card_tail = record->card_tail,
        .paid_day = record->paid_day,
        .note = record->note,
    };

    (void)line_state_parse(record->state, &line.state);
    return line;
}

Status
lines_fetch(Ctx *ctx, int64_t batch, Lines *out)
{
    LineRecords rows;

    TRY(subsidy_lines_of(ctx, batch, &rows));
    *out = (Lines){.at = NEW_ARRAY(ctx->arena, Line, rows.len), .len = rows.len};
    for (size_t i = 0; i < rows.len; i++)
        out->at[i] = line_from(&rows.at[i]);
    return OK;
}

Status
subsidy_lines(Ctx *ctx, int64_t batch, Lines *out)
{
    BatchRecord record;

    TRY(batch_by_id(ctx, batch, &record));
    TRY(actor_require(ctx, CAN_READ_STAFF_PARTS, record.region));
    return lines_fetch(ctx, batch, out);
}

/* ---- replacing ---- */

Status
line_write(Ctx *ctx, int64_t batch, const Line *line)
{
    return subsidy_line_insert(
        ctx, &(SubsidyLineInsertArgs){
                 .id = id_new(),
                 .batch = batch,
                 .position = line->position,
                 .household = line->household != 0 ? SOME_INT(line->household) : (OptInt){0},
                 .number = line->number,
                 .name = line->name,
                 .group_name = line->group_name,
                 .quantity_milli = line->quantity_milli,
                 .standard_fen = line->standard_fen,
                 .amount_fen = line->amount_fen,
                 .card_hash = line->card_hash,
                 .card_tail = line->card_tail,
                 .state = text_c(line_state_name(line->state)),
                 .paid_day = line->paid_day,
                 .note = line->note,
             });
}

void
line_problem(void *arg, LineColumn column, Text why)
{
    LineProblems *problems = arg;
    const char *field =
        text_cstr(problems->ctx->arena,
                  text_printf(problems->ctx->arena, "line.%zu.%d", problems->row, (int)column + 1));

    (void)!ctx_problem(problems->ctx, field,
                       TR_FORMAT(problems->ctx->arena, problems->ctx->lang,
                                 "第 {row} 行“{column}”：{why}",
                                 {"row", text_printf(problems->ctx->arena, "%zu", problems->row)},
                                 {"column", columns[column].name}, {"why", why}));
}

Status
lines_check(Ctx *ctx, const Batch *batch, Lines lines)
{
    LineProblems problems = {.ctx = ctx};

    if (lines.len > BATCH_LINES_MAX)
        return ctx_problem(ctx, "lines",
                           TR_FORMAT(ctx->arena, ctx->lang, "一份名单最多 {max} 行，请分批",
                                     {"max", text_printf(ctx->arena, "%d", BATCH_LINES_MAX)}));
    for (size_t i = 0; i < lines.len; i++) {
        problems.row = i + 1;
        TRY(subsidy_check_line(ctx, batch, &lines.at[i], line_problem, &problems));
    }
    return ctx_checked(ctx);
}

/* What a new list does not tell stays with its lines: payments that were recorded, and cards, also
 * those that come back as stars. */
static void
keep_payments(Ctx *ctx, const Lines *before, Lines *lines)
{
    LineIndex index = line_index(ctx->arena, before);

    for (size_t i = 0; i < lines->len; i++) {
        Line *line = &lines->at[i];
        const Line *old = line_index_take(&index, line);

        if (old == NULL)
            continue;
        if (line->state == LINE_DUE) {
            line->state = old->state;
            line->paid_day = old->paid_day;
        }
        if (line->note.len == 0 && old->state == LINE_FAILED)
            line->note = old->note; /* why it was not received */
        if (line->card_tail.len == 0 ||
            (line->card_hash.len == 0 && text_eq(line->card_tail, old->card_tail))) {
            line->card_tail = old->card_tail;
            line->card_hash = old->card_hash;
        }
    }
}

Status
subsidy_put_lines(Ctx *ctx, int64_t id, int64_t lock, Lines lines, Batch *out)
{
    Lines before;

    TRY(batch_begin(ctx, id, lock, out));
    if (!subsidy_is_open(out))
        return CONFLICT;
    TRY(lines_check(ctx, out, lines));
    TRY(lines_fetch(ctx, id, &before));
    keep_payments(ctx, &before, &lines);
    TRY(lines_delete(ctx, id));
    for (size_t i = 0; i < lines.len; i++) {
        lines.at[i].position = (int64_t)i + 1;
        TRY(line_write(ctx, id, &lines.at[i]));
    }
    return batch_save(ctx, out, "subsidy.lines", text_printf(ctx->arena, "%zu", lines.len));
}
