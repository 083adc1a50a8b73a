#include "ledger/input.h"

#include "base/money.h"
#include "base/tr.h"

/* Columns are found by these names; what stands in brackets or after them does not matter
 * (sheet_name_key). */
static Column columns[EC_COUNT] = {
    [EC_DATE] = {.name = T_INIT("日期"), .kind = KIND_DATE, .required = true},
    [EC_IN] = {.name = T_INIT("收入"),                        .kind = KIND_MONEY                 },
    [EC_OUT] = {.name = T_INIT("支出"),                        .kind = KIND_MONEY},
    [EC_AMOUNT] = {.name = T_INIT("金额"),                        .kind = KIND_MONEY                 },
    [EC_SIDE] = {.name = T_INIT("收支"),                        .kind = KIND_TEXT},
    [EC_PURPOSE] = {.name = T_INIT("摘要"),                        .kind = KIND_TEXT,                  .required = true},
    [EC_PERSON] = {.name = T_INIT("对方是个人"),        .kind = KIND_YESNO       },
    [EC_PARTY] = {.name = T_INIT("对方"),.kind = KIND_TEXT        },
    [EC_VOUCHER] = {.name = T_INIT("凭证号"),         .kind = KIND_TEXT                 },
    [EC_CATEGORY] = {.name = T_INIT("类别"),.kind = KIND_TEXT},
    [EC_MEANS] = {.name = T_INIT("方式"),         .kind = KIND_TEXT                           },
    [EC_HANDLER] = {.name = T_INIT("经手人"),.kind = KIND_TEXT},
    [EC_APPROVER] = {.name = T_INIT("审批人"),         .kind = KIND_TEXT                                     },
};

Columns
entry_columns(Ctx *ctx)
{
    Columns out = {NEW_ARRAY(ctx->arena, Column, EC_COUNT), EC_COUNT};

    for (size_t i = 0; i < EC_COUNT; i++)
        out.at[i] = columns[i];
    return out;
}

bool
entry_is_carry(Text purpose)
{
    static const char *const words[] = {"期初余额", "上月结转", "上年结转", "承前页",   "过次页",
                                        "结转下页", "本月合计", "本年累计", "期末余额", "合计"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_starts(purpose, text_c(words[i])))
            return true;
    return false;
}

static int64_t
fen_of(Text cell)
{
    int64_t fen = 0;

    return cell.len != 0 && fen_parse(cell, &fen, NULL) ? fen : 0;
}

/* Two columns, or one with the side beside it. */
static void
read_amount(Ctx *ctx, const Text *cells, Entry *out, EntryCellFault *fault, void *arg)
{
    int64_t in = fen_of(cells[EC_IN]);
    int64_t spent = fen_of(cells[EC_OUT]);
    int64_t amount = fen_of(cells[EC_AMOUNT]);

    out->direction = DIRECTION_OUT;
    if (in != 0 && spent != 0) {
        fault(arg, EC_OUT, TR(ctx->lang, "同一行既有收入又有支出，请分成两行"));
    } else if (in != 0 || spent != 0) {
        out->direction = in != 0 ? DIRECTION_IN : DIRECTION_OUT;
        out->amount_fen = in != 0 ? in : spent;
    } else if (amount == 0) {
        fault(arg,
              cells[EC_IN].len != 0    ? EC_IN
              : cells[EC_OUT].len != 0 ? EC_OUT
                                       : EC_AMOUNT,
              TR(ctx->lang, "没有金额，或者金额是 0"));
    } else if (!direction_parse(cells[EC_SIDE], &out->direction)) {
        fault(arg, EC_SIDE, TR(ctx->lang, "请写“收入”或“支出”"));
    } else {
        out->amount_fen = amount;
    }
    if (out->amount_fen < 0)
        fault(arg,
              in != 0      ? EC_IN
              : spent != 0 ? EC_OUT
                           : EC_AMOUNT,
              TR(ctx->lang, "金额不能是负数；冲账请在系统里更正原来那一笔"));
}

static void
read_category(Ctx *ctx, const Text *cells, Entry *out, EntryCellFault *fault, void *arg)
{
    const Category *category = NULL;

    if (cells[EC_CATEGORY].len != 0) {
        category = category_parse(cells[EC_CATEGORY], out->purpose, out->direction);
        if (category == NULL)
            fault(arg, EC_CATEGORY, TR(ctx->lang, "没有这个类别，空着就按摘要来认"));
    }
    if (category == NULL)
        category = category_guess(out->purpose, out->direction);
    out->category = category->number;
}

void
entry_from_cells(Ctx *ctx, const FundAccount *account, const Text *cells, Entry *out,
                 bool *skip_out, EntryCellFault *fault, void *arg)
{
    *out = (Entry){
        .region = account->region,
        .account = account->id,
        .purpose = cells[EC_PURPOSE],
        .counterparty = cells[EC_PARTY],
        .person = text_eq(cells[EC_PERSON], T("是")),
        .voucher = cells[EC_VOUCHER],
        .means = cells[EC_MEANS],
        .handler = cells[EC_HANDLER],
        .approver = cells[EC_APPROVER],
    };
    if (skip_out != NULL) {
        *skip_out = entry_is_carry(out->purpose);
        if (*skip_out)
            return;
    }
    if (!day_parse(cells[EC_DATE], &out->day))
        fault(arg, EC_DATE, TR(ctx->lang, "日期应写成 2023-05-18 这样"));
    read_amount(ctx, cells, out, fault, arg);
    read_category(ctx, cells, out, fault, arg);
}
