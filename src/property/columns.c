/*
 * The columns of the registers' sheets, which field of a row each is, and what else people call
 * them.
 */
#include "base/buf.h"
#include "property/sheet.h"

#define TEXT_COLUMN(name, field, others)                                                           \
    {                                                                                              \
        T_INIT(name), KIND_TEXT, false, field, others                                              \
    }
#define WORD_COLUMN(name, field, others)                                                           \
    {                                                                                              \
        T_INIT(name), KIND_CHOICE, false, field, others                                            \
    }
#define DAY_COLUMN(name, field, others)                                                            \
    {                                                                                              \
        T_INIT(name), KIND_DATE, false, field, others                                              \
    }
#define MONEY_COLUMN(name, field, others)                                                          \
    {                                                                                              \
        T_INIT(name), KIND_MONEY, false, field, others                                             \
    }
#define MILLI_COLUMN(name, field, others)                                                          \
    {                                                                                              \
        T_INIT(name), KIND_QUANTITY, false, field, others                                          \
    }
#define WHOLE_COLUMN(name, field, others)                                                          \
    {                                                                                              \
        T_INIT(name), KIND_INTEGER, false, field, others                                           \
    }
#define NEEDED(name, kind, field, others)                                                          \
    {                                                                                              \
        T_INIT(name), kind, true, field, others                                                    \
    }

static const SheetColumn resources[] = {
    [RC_NAME] = NEEDED("资源名称", KIND_TEXT, "name", "名称 地块名称 地块"),
    [RC_KIND] = NEEDED("资源种类", KIND_CHOICE, "kind", "种类 资源类别 类别 地类"),
    [RC_AREA] = NEEDED("面积（亩）", KIND_QUANTITY, "area", "亩数 面积亩"),
    [RC_PLACE] = TEXT_COLUMN("坐落四至", "place", "坐落 四至 位置 地点"),
    [RC_USE] = TEXT_COLUMN("用途", "use", "使用用途 现状用途"),
    [RC_STATE] = NEEDED("使用状态", KIND_CHOICE, "state", "状态 经营方式"),
    [RC_NOTE] = TEXT_COLUMN("备注", "note", "说明"),
};

static const SheetColumn assets[] = {
    [HC_NAME] = NEEDED("资产名称", KIND_TEXT, "name", "名称"),
    [HC_NUMBER] = TEXT_COLUMN("资产编号", "number", "编号 卡片编号"),
    [HC_CLASS] = NEEDED("资产类别", KIND_CHOICE, "class", "类别"),
    [HC_QUANTITY] = NEEDED("数量", KIND_QUANTITY, "quantity", ""),
    [HC_UNIT] = NEEDED("单位", KIND_TEXT, "unit", "计量单位"),
    [HC_ACQUIRED] =
        NEEDED("取得日期", KIND_DATE, "acquired", "购建日期 购置日期 入账日期 购入日期"),
    [HC_ORIGINAL] = NEEDED("原值", KIND_MONEY, "original", "资产原值 账面原值"),
    [HC_RESIDUAL] = MONEY_COLUMN("残值", "residual", "预计残值 净残值"),
    [HC_METHOD] = WORD_COLUMN("折旧方法", "method", "折旧方式"),
    [HC_LIFE] = WHOLE_COLUMN("使用年限", "life", "折旧年限 预计使用年限"),
    [HC_YEARLY] = MONEY_COLUMN("年折旧额", "yearly", "每年折旧"),
    [HC_PLACE] = TEXT_COLUMN("存放地点", "place", "地点 存放位置 坐落"),
    [HC_KEEPER] = TEXT_COLUMN("管理岗位", "keeper", "保管岗位 管理人岗位"),
    [HC_STATE] = NEEDED("使用状态", KIND_CHOICE, "state", "状态 使用情况"),
    [HC_SINCE] = DAY_COLUMN("变动日期", "since", "状态日期"),
    [HC_NOTE] = TEXT_COLUMN("备注", "note", "说明"),
};

static const SheetColumn contracts[] = {
    [CC_NUMBER] = NEEDED("合同编号", KIND_TEXT, "number", "编号 合同号"),
    [CC_KIND] = WORD_COLUMN("合同种类", "kind", "种类 合同类别 类别"),
    [CC_RESOURCE] = TEXT_COLUMN("资源名称", "resource", "地块名称 地块"),
    [CC_HOLDING] = TEXT_COLUMN("资产名称", "holding", ""),
    [CC_HOLDING_NUMBER] = TEXT_COLUMN("资产编号", "holding_number", ""),
    [CC_SUBJECT] = TEXT_COLUMN("合同内容", "subject", "内容 标的 合同名称"),
    [CC_AREA] = MILLI_COLUMN("面积或数量", "area", "面积 数量 发包面积"),
    [CC_PARTY] = TEXT_COLUMN("承包单位", "party", "对方单位 承租单位 乙方单位"),
    [CC_PERSON] = {T_INIT("承包人"), KIND_PERSON, false, "person", "对方个人 承租人 承包户"},
    [CC_WAY] = NEEDED("发包方式", KIND_CHOICE, "way", "承包方式 交易方式"),
    [CC_PRICE] = MONEY_COLUMN("单价", "price", "承包单价"),
    [CC_PRICE_UNIT] = TEXT_COLUMN("计价单位", "price_unit", ""),
    [CC_SIGNED] = DAY_COLUMN("签订日期", "signed_day", "签约日期 签订时间"),
    [CC_BEGINS] = NEEDED("开始日期", KIND_DATE, "begins", "起始日期 承包开始 开始时间"),
    [CC_ENDS] = NEEDED("到期日期", KIND_DATE, "ends", "结束日期 终止日期 终止时间 到期时间"),
    [CC_ENDED] = DAY_COLUMN("提前终止日期", "ended", "解除日期"),
    [CC_TERMS] = NEEDED("交款方式", KIND_CHOICE, "terms", "付款方式 缴费方式 支付方式"),
    [CC_RENT] = MONEY_COLUMN("每次金额", "rent", "租金 承包费 年承包费"),
    [CC_FIRST_DUE] = DAY_COLUMN("首次交款日期", "first_due", "交款日期"),
    [CC_DECISION_DAY] = DAY_COLUMN("决议日期", "decision_day", "会议日期"),
    [CC_DECISION] = TEXT_COLUMN("会议决议", "decision", "决议 民主决策"),
    [CC_TENDER] = TEXT_COLUMN("招标文号", "tender", "交易编号"),
    [CC_NOTE] = TEXT_COLUMN("备注", "note", "说明"),
    [CC_MOVE_DAY] = DAY_COLUMN("收款日期", "move.day", ""),
    [CC_MOVE_AMOUNT] = MONEY_COLUMN("收款金额", "move.amount", "实收金额 已收"),
    [CC_MOVE_NOTE] = TEXT_COLUMN("收款说明", "move.note", ""),
};

static const SheetColumn debts[] = {
    [DC_SIDE] = NEEDED("类别", KIND_CHOICE, "side", "债权债务 往来类别"),
    [DC_PARTY] = TEXT_COLUMN("对方单位", "party", "单位"),
    [DC_PERSON] = {T_INIT("对方个人"), KIND_PERSON, false, "person", "个人 姓名"},
    [DC_CAUSE] = NEEDED("事由", KIND_TEXT, "cause", "摘要"),
    [DC_DAY] = NEEDED("发生日期", KIND_DATE, "day", "日期"),
    [DC_OPENING] = NEEDED("发生金额", KIND_MONEY, "opening", "金额"),
    [DC_NOTE] = TEXT_COLUMN("备注", "note", "说明"),
    [DC_MOVE_DAY] = DAY_COLUMN("变动日期", "move.day", ""),
    [DC_MOVE_KIND] = WORD_COLUMN("变动种类", "move.kind", "增减"),
    [DC_MOVE_AMOUNT] = MONEY_COLUMN("变动金额", "move.amount", ""),
    [DC_MOVE_NOTE] = TEXT_COLUMN("变动说明", "move.note", ""),
};

static const SheetColumn funds[] = {
    [FC_KIND] = NEEDED("类别", KIND_CHOICE, "kind", "资金类别"),
    [FC_NAME] = NEEDED("资金或事项", KIND_TEXT, "name", "资金名称 名称 项目"),
    [FC_DOCUMENT] = TEXT_COLUMN("文号", "document", "下达文号"),
    [FC_DAY] = NEEDED("设立日期", KIND_DATE, "day", "日期 下达日期"),
    [FC_OPENING] = MONEY_COLUMN("设立时结余", "opening", "期初结余"),
    [FC_USE] = NEEDED("用途或整改情况", KIND_TEXT, "use", "用途 整改情况"),
    [FC_NOTE] = TEXT_COLUMN("备注", "note", "说明"),
    [FC_MOVE_DAY] = DAY_COLUMN("变动日期", "move.day", ""),
    [FC_MOVE_KIND] = WORD_COLUMN("变动种类", "move.kind", "收支"),
    [FC_MOVE_AMOUNT] = MONEY_COLUMN("变动金额", "move.amount", ""),
    [FC_MOVE_NOTE] = TEXT_COLUMN("变动说明", "move.note", ""),
};

static const SheetColumn plan[] = {
    [PC_YEAR] = NEEDED("年度", KIND_INTEGER, "year", "年份 年"),
    [PC_DIRECTION] = NEEDED("收支类别", KIND_CHOICE, "direction", "收支 类别"),
    [PC_ITEM] = NEEDED("项目", KIND_TEXT, "item", "收支项目"),
    [PC_CATEGORY] = TEXT_COLUMN("账本类别", "category", "科目 会计科目"),
    [PC_PLANNED] = NEEDED("本年计划", KIND_MONEY, "planned", "计划数 计划金额 预算"),
    [PC_DONE] = MONEY_COLUMN("本年执行", "done", "执行数 完成数"),
    [PC_NEXT] = MONEY_COLUMN("下年计划", "next", "明年计划"),
    [PC_NOTE] = TEXT_COLUMN("说明", "note", "备注"),
};

static const SheetColumn shares[] = {
    [SC_YEAR] = NEEDED("年度", KIND_INTEGER, "year", "年份 年"),
    [SC_KIND] = NEEDED("类别", KIND_CHOICE, "kind", "种类"),
    [SC_POST] = NEEDED("职务或组别", KIND_TEXT, "post", "职务 组别"),
    [SC_PERSON] = TEXT_COLUMN("干部姓名", "person", "姓名"),
    [SC_NUMBER] = TEXT_COLUMN("户号", "number", "户编号"),
    [SC_HOUSEHOLD] = {T_INIT("户主"), KIND_PERSON, false, "household", "户主姓名"},
    [SC_QUANTITY] = NEEDED("数量", KIND_QUANTITY, "quantity", "股数 月数 天数"),
    [SC_UNIT] = NEEDED("单位", KIND_TEXT, "unit", ""),
    [SC_STANDARD] = MONEY_COLUMN("标准（元）", "standard", "每股金额 月标准"),
    [SC_AMOUNT] = MONEY_COLUMN("金额", "amount", "发放金额 应发金额"),
    [SC_PAID] = DAY_COLUMN("发放日期", "paid_day", "发放时间"),
};

#define COLUMNS_OF(which)                                                                          \
    {                                                                                              \
        which, sizeof which / sizeof which[0]                                                      \
    }

static const struct {
    const SheetColumn *at;
    size_t len;
} all[REGISTER_COUNT] = {
    [REGISTER_RESOURCES] = COLUMNS_OF(resources), [REGISTER_ASSETS] = COLUMNS_OF(assets),
    [REGISTER_CONTRACTS] = COLUMNS_OF(contracts), [REGISTER_DEBTS] = COLUMNS_OF(debts),
    [REGISTER_FUNDS] = COLUMNS_OF(funds),         [REGISTER_PLAN] = COLUMNS_OF(plan),
    [REGISTER_SHARES] = COLUMNS_OF(shares),
};

const SheetColumn *
sheet_columns_of(PropertyRegister which, size_t *len_out)
{
    *len_out = all[which].len;
    return all[which].at;
}

Columns
property_columns(Ctx *ctx, PropertyRegister which)
{
    Columns copy = {.at = NEW_ARRAY(ctx->arena, Column, all[which].len), .len = all[which].len};

    for (size_t i = 0; i < copy.len; i++)
        copy.at[i] = (Column){.name = all[which].at[i].name,
                              .kind = all[which].at[i].kind,
                              .required = all[which].at[i].required};
    return copy;
}

/* ---- guessing ---- */

static bool
is_taken(const SheetMatch *match, size_t count, size_t sheet_column)
{
    for (size_t i = 0; i < count; i++)
        if (match->columns[i] == sheet_column)
            return true;
    return false;
}

/* The first free column of the sheet that has one of the names. */
static size_t
find_name(Ctx *ctx, const SheetMatch *match, size_t count, Text others)
{
    Text word, rest = others;

    while (rest.len != 0) {
        (void)text_cut(rest, ' ', &word, &rest);
        for (size_t j = 0; j < match->names.len && word.len != 0; j++)
            if (!is_taken(match, count, j) &&
                text_eq(sheet_name_key(ctx->arena, match->names.at[j]),
                        sheet_name_key(ctx->arena, word)))
                return j;
    }
    return SHEET_NO_COLUMN;
}

void
property_guess_columns(Ctx *ctx, PropertyRegister which, SheetMatch *match)
{
    size_t count = all[which].len;

    for (size_t i = 0; i < count; i++)
        if (match->columns[i] == SHEET_NO_COLUMN)
            match->columns[i] = find_name(ctx, match, count, text_c(all[which].at[i].others));
    sheet_input_count(property_columns(ctx, which), match);
}
