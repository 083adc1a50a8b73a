/*
 * Households as rows of a sheet: completed, checked one by one and against each other.
 */
#include "base/money.h"
#include "base/tr.h"
#include "project/inside.h"

enum { ONE_MILLI = 1000 };

static const Column columns[RC_COUNT] = {
    [RC_BUILDING] = {.name = T_INIT("楼栋或地块"),       .kind = KIND_TEXT,  .required = true},
    [RC_NUMBER] = {.name = T_INIT("户号"),                                       .kind = KIND_TEXT,                                  .required = true},
    [RC_HEAD] = {.name = T_INIT("户主"),                       .kind = KIND_PERSON       },
    [RC_GROUP] = {.name = T_INIT("组别"),.kind = KIND_TEXT        },
    [RC_AGREEMENT] = {.name = T_INIT("协议编号"),                         .kind = KIND_TEXT                                  },
    [RC_ITEM] = {.name = T_INIT("补偿项目"),.kind = KIND_TEXT},
    [RC_QUANTITY] = {.name = T_INIT("面积或数量"),                         .kind = KIND_QUANTITY,                                                              .sum = true},
    [RC_STANDARD] = {.name = T_INIT("补偿标准（元）"),.kind = KIND_MONEY},
    [RC_AMOUNT] = {.name = T_INIT("补偿金额"), .kind = KIND_MONEY,        .sum = true},
    [RC_SIGNED] = {.name = T_INIT("签约日期"),          .kind = KIND_DATE         },
    [RC_PAID] = {.name = T_INIT("付款日期"),                                       .kind = KIND_DATE                           },
    [RC_NOTE] = {.name = T_INIT("备注"),                                       .kind = KIND_TEXT                  },
};

/* What offices call them. */
static const struct {
    RowColumn column;
    Text name;
} other_names[] = {
    {RC_BUILDING,  T_INIT("楼栋")         },
    {RC_BUILDING,  T_INIT("楼号")         },
    {RC_BUILDING,  T_INIT("栋号")         },
    {RC_BUILDING,  T_INIT("地块")         },
    {RC_BUILDING,  T_INIT("地块或房屋")},
    {RC_NUMBER,    T_INIT("户编号")      },
    {RC_NUMBER,    T_INIT("门牌号")      },
    {RC_HEAD,      T_INIT("户主姓名")   },
    {RC_HEAD,      T_INIT("姓名")         },
    {RC_HEAD,      T_INIT("被征收人")   },
    {RC_GROUP,     T_INIT("村民小组")   },
    {RC_AGREEMENT, T_INIT("协议号")      },
    {RC_AGREEMENT, T_INIT("合同编号")   },
    {RC_ITEM,      T_INIT("补偿类别")   },
    {RC_ITEM,      T_INIT("项目")         },
    {RC_QUANTITY,  T_INIT("面积")         },
    {RC_QUANTITY,  T_INIT("数量")         },
    {RC_STANDARD,  T_INIT("补偿标准")   },
    {RC_STANDARD,  T_INIT("单价")         },
    {RC_AMOUNT,    T_INIT("金额")         },
    {RC_AMOUNT,    T_INIT("补偿款")      },
    {RC_SIGNED,    T_INIT("签约时间")   },
    {RC_SIGNED,    T_INIT("签订日期")   },
    {RC_PAID,      T_INIT("支付日期")   },
    {RC_PAID,      T_INIT("付款时间")   },
    {RC_PAID,      T_INIT("发放日期")   },
};

Columns
project_row_columns(Ctx *ctx)
{
    Columns copy = {.at = NEW_ARRAY(ctx->arena, Column, RC_COUNT), .len = RC_COUNT};

    for (size_t i = 0; i < RC_COUNT; i++)
        copy.at[i] = columns[i];
    return copy;
}

static bool
is_taken(const SheetMatch *match, size_t sheet_column)
{
    for (size_t i = 0; i < RC_COUNT; i++)
        if (match->columns[i] == sheet_column)
            return true;
    return false;
}

void
project_guess_row_columns(Ctx *ctx, SheetMatch *match)
{
    for (size_t i = 0; i < sizeof other_names / sizeof other_names[0]; i++) {
        Text wanted = sheet_name_key(ctx->arena, other_names[i].name);

        if (match->columns[other_names[i].column] != SHEET_NO_COLUMN)
            continue;
        for (size_t j = 0; j < match->names.len; j++) {
            if (is_taken(match, j) ||
                !text_eq(sheet_name_key(ctx->arena, match->names.at[j]), wanted))
                continue;
            match->columns[other_names[i].column] = j;
            break;
        }
    }
    sheet_input_count(project_row_columns(ctx), match);
}

/* ---- one row ---- */

bool
compensation_fen(int64_t quantity_milli, int64_t standard_fen, int64_t *out)
{
    int64_t product;

    if (__builtin_mul_overflow(quantity_milli, standard_fen, &product) ||
        __builtin_add_overflow(product, (int64_t)ONE_MILLI / 2, &product))
        return false;
    *out = product / ONE_MILLI;
    return *out <= FEN_MAX;
}

typedef struct Faults {
    Ctx *ctx;
    ProjectFault *fault;
    void *arg;
} Faults;

static void
check_cell(const Faults *faults, RowColumn column, Text text, size_t chars_max, Text needed)
{
    Ctx *ctx = faults->ctx;

    if (needed.at != NULL && text_is_blank(text))
        faults->fault(faults->arg, (int)column, needed);
    else if (!text_is_clean(text))
        faults->fault(faults->arg, (int)column, TR(ctx->lang, "里面有不能用的字符"));
    else if (text_chars(text) > chars_max)
        faults->fault(faults->arg, (int)column,
                      TR_FORMAT(ctx->arena, ctx->lang, "最多 {max} 个字",
                                {"max", count_text(ctx, (int64_t)chars_max)}));
}

static void
check_past(const Faults *faults, RowColumn column, OptInt day)
{
    if (day.set && day.value > ctx_today(faults->ctx))
        faults->fault(faults->arg, (int)column, TR(faults->ctx->lang, "日期不能晚于今天"));
}

/* A household may stand there before it is measured: without any line. */
bool
row_has_line(const ProjectRow *row)
{
    return row->item.len != 0 || row->quantity_milli != 0 || row->amount_fen != 0;
}

static void
check_money(const Faults *faults, const Standards *standards, ProjectRow *row)
{
    Ctx *ctx = faults->ctx;
    const Standard *standard = standard_of(standards, row->item);

    if (standard == NULL) {
        faults->fault(
            faults->arg, RC_ITEM,
            row->item.len == 0
                ? TR(ctx->lang, "请写补偿的是什么")
                : TR_FORMAT(ctx->arena, ctx->lang, "补偿标准里没有“{item}”", {"item", row->item}));
        return;
    }
    if (row->quantity_milli <= 0 || row->quantity_milli > MILLI_MAX)
        faults->fault(faults->arg, RC_QUANTITY, TR(ctx->lang, "面积或数量要大于 0"));
    if (row->standard_fen == 0)
        row->standard_fen = standard->standard_fen;
    if (row->standard_fen < 0 || row->standard_fen > FEN_MAX)
        faults->fault(faults->arg, RC_STANDARD, TR(ctx->lang, "补偿标准不能小于 0"));
    else if (row->amount_fen == 0 &&
             !compensation_fen(row->quantity_milli, row->standard_fen, &row->amount_fen))
        faults->fault(faults->arg, RC_QUANTITY,
                      TR(ctx->lang, "算出来的金额太大，请核对数量和标准"));
    if (row->amount_fen < 0 || row->amount_fen > FEN_MAX)
        faults->fault(faults->arg, RC_AMOUNT, TR(ctx->lang, "补偿金额不能小于 0"));
}

static Status
complete(Ctx *ctx, RegionCode place, ProjectRow *row)
{
    Household household;
    Status status;

    if (row->number.len == 0 || (row->head.len != 0 && row->group_name.len != 0))
        return OK;
    status = resident_household_by_number(ctx, place, row->number, &household);
    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    if (row->head.len == 0)
        row->head = household.head;
    if (row->group_name.len == 0 && text_eq(row->head, household.head))
        row->group_name = household.group_name;
    return OK;
}

Status
row_check(Ctx *ctx, const Standards *standards, RegionCode place, ProjectRow *row,
          ProjectFault *fault, void *arg)
{
    const Faults faults = {ctx, fault, arg};
    Text *const texts[] = {&row->building,  &row->number, &row->head, &row->group_name,
                           &row->agreement, &row->item,   &row->note};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        *texts[i] = text_trim(*texts[i]);
    TRY(complete(ctx, place, row));
    check_cell(&faults, RC_BUILDING, row->building, PROJECT_SHORT_CHARS_MAX,
               TR(ctx->lang, "请写在哪一栋楼或哪一块地"));
    check_cell(&faults, RC_NUMBER, row->number, HOUSEHOLD_NUMBER_CHARS_MAX,
               TR(ctx->lang, "请写户号"));
    check_cell(&faults, RC_HEAD, row->head, HOUSEHOLD_NAME_CHARS_MAX,
               TR(ctx->lang, "请写户主；户籍表里没有这个户号"));
    check_cell(&faults, RC_GROUP, row->group_name, HOUSEHOLD_NAME_CHARS_MAX, (Text){0});
    check_cell(&faults, RC_AGREEMENT, row->agreement, PROJECT_SHORT_CHARS_MAX, (Text){0});
    check_cell(&faults, RC_NOTE, row->note, PROJECT_SHORT_CHARS_MAX, (Text){0});
    check_past(&faults, RC_SIGNED, row->signed_day);
    check_past(&faults, RC_PAID, row->paid_day);
    if (row_has_line(row))
        check_money(&faults, standards, row);
    return OK;
}

static OptInt
day_of_cell(Text cell)
{
    Day day;

    return day_parse(cell, &day) ? SOME_INT(day) : (OptInt){0};
}

Status
project_row_from_cells(Ctx *ctx, const Project *project, const Standards *standards,
                       RegionCode place, const Text *cells, ProjectRow *out, ProjectFault *fault,
                       void *arg)
{
    (void)project;
    *out = (ProjectRow){
        .building = cells[RC_BUILDING],
        .number = cells[RC_NUMBER],
        .head = cells[RC_HEAD],
        .group_name = cells[RC_GROUP],
        .agreement = cells[RC_AGREEMENT],
        .item = cells[RC_ITEM],
        .signed_day = day_of_cell(cells[RC_SIGNED]),
        .paid_day = day_of_cell(cells[RC_PAID]),
        .note = cells[RC_NOTE],
    };
    (void)cell_number(&columns[RC_QUANTITY], cells[RC_QUANTITY], &out->quantity_milli);
    (void)cell_number(&columns[RC_STANDARD], cells[RC_STANDARD], &out->standard_fen);
    (void)cell_number(&columns[RC_AMOUNT], cells[RC_AMOUNT], &out->amount_fen);
    return row_check(ctx, standards, place, out, fault, arg);
}
