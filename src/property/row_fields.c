/*
 * The fields of the seven registers.
 */
#include "property/row_fields.h"

#include <stddef.h>

#include "base/tr.h"

/* ---- closed lists ---- */

static const int first_values[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

#define WORDS(Type, prefix, many)                                                                  \
    _Static_assert(sizeof(Type) == sizeof(int), "a word is kept as an int");                       \
    _Static_assert((int)(many) <= (int)(sizeof first_values / sizeof first_values[0]),             \
                   "more words than values");                                                      \
    static const char *prefix##_name_of(int value)                                                 \
    {                                                                                              \
        return prefix##_name((Type)value);                                                         \
    }                                                                                              \
    static const char *prefix##_title_of(int value)                                                \
    {                                                                                              \
        return prefix##_title((Type)value);                                                        \
    }                                                                                              \
    static bool prefix##_from(Text word, int *out)                                                 \
    {                                                                                              \
        Type value;                                                                                \
                                                                                                   \
        if (!prefix##_parse(word, &value))                                                         \
            return false;                                                                          \
        *out = (int)value;                                                                         \
        return true;                                                                               \
    }                                                                                              \
    static const WordList prefix##_words = {first_values, many, prefix##_name_of,                  \
                                            prefix##_title_of, prefix##_from}

WORDS(ResourceKind, resource_kind, RESOURCE_KINDS);
WORDS(ResourceState, resource_state, RESOURCE_STATES);
WORDS(HoldingClass, holding_class, HOLDING_CLASSES);
WORDS(HoldingState, holding_state, HOLDING_STATES);
WORDS(Depreciation, depreciation, DEPRECIATIONS);
WORDS(ContractKind, contract_kind, CONTRACT_KINDS);
WORDS(LettingWay, letting_way, LETTING_WAYS);
WORDS(RentTerms, rent_terms, RENT_TERMS);
WORDS(DebtSide, debt_side, DEBT_SIDES);
WORDS(SpecialKind, special_kind, SPECIAL_KINDS);
WORDS(ShareKind, share_kind, SHARE_KINDS);

static const int directions[] = {DIRECTION_IN, DIRECTION_OUT};

static const char *
direction_name_of(int value)
{
    return direction_name((Direction)value);
}

static const char *
direction_title_of(int value)
{
    return value == DIRECTION_IN ? N_("收入") : N_("支出");
}

static bool
direction_from(Text word, int *out)
{
    Direction direction;

    if (!direction_parse(word, &direction))
        return false;
    *out = (int)direction;
    return true;
}

static const WordList direction_words = {directions, 2, direction_name_of, direction_title_of,
                                         direction_from};

/* ---- fields ---- */

enum {
    NAME_MAX_ = PROPERTY_NAME_CHARS_MAX,
    WORD_MAX_ = PROPERTY_WORD_CHARS_MAX,
    TEXT_MAX_ = PROPERTY_TEXT_CHARS_MAX,
    AMOUNT_MAX_ = 20,
    YEAR_MAX_ = 4,
};

#define FIELD(...)                                                                                 \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    } /* a row; the formatter aligns bare ones to death */
#define AT(Type, member) .offset = offsetof(Type, member)
#define MUST .required = true
#define TOLD .out = true
#define SELDOM .more = true
#define NAME .kind = ROW_TEXT, .chars_max = NAME_MAX_
#define SHORT .kind = ROW_TEXT, .chars_max = WORD_MAX_
#define LONG .kind = ROW_LONG, .chars_max = TEXT_MAX_
#define MONEY .kind = ROW_MONEY, .chars_max = AMOUNT_MAX_
#define QUANTITY .kind = ROW_QUANTITY, .chars_max = AMOUNT_MAX_
#define YEAR .kind = ROW_NUMBER, .chars_max = YEAR_MAX_
#define DAY .kind = ROW_DAY
#define OPT_DAY .kind = ROW_OPT_DAY
#define WORD(list) .kind = ROW_WORD, MUST, .words = &(list##_words)

static const RowField resource_fields[] = {
    FIELD("name", N_("名称"), N_("像“西沟塘”“南坡三号地”，村里不能重名"), NAME, AT(Resource, name),
          MUST),
    FIELD("kind", N_("类别"), NULL, WORD(resource_kind), AT(Resource, kind)),
    FIELD("area", N_("面积（亩）"), NULL, QUANTITY, AT(Resource, area_milli), MUST),
    FIELD("place", N_("坐落、四至"), NULL, NAME, AT(Resource, place)),
    FIELD("use", N_("用途"), NULL, LONG, AT(Resource, use)),
    FIELD("state", N_("现在怎么用"), NULL, WORD(resource_state), AT(Resource, state)),
    FIELD("note", N_("备注"), NULL, LONG, AT(Resource, note), SELDOM),
    FIELD("let", N_("已经租出去（亩）"), NULL, QUANTITY, AT(Resource, let_milli), TOLD),
};

static const RowField holding_fields[] = {
    FIELD("name", N_("名称"), NULL, NAME, AT(Holding, name), MUST),
    FIELD("number", N_("资产编号"), NULL, SHORT, AT(Holding, number), SELDOM),
    FIELD("class", N_("类别"), NULL, WORD(holding_class), AT(Holding, class)),
    FIELD("quantity", N_("数量"), NULL, QUANTITY, AT(Holding, quantity_milli), MUST),
    FIELD("unit", N_("单位"), N_("栋、台、平方米"), SHORT, AT(Holding, unit), MUST),
    FIELD("acquired", N_("哪天买的、建成的"), NULL, DAY, AT(Holding, acquired), MUST),
    FIELD("original", N_("原值（元）"), NULL, MONEY, AT(Holding, original_fen), MUST),
    FIELD("method", N_("怎么计提折旧"), NULL, WORD(depreciation), AT(Holding, method)),
    FIELD("life", N_("用多少年"), N_("按平均年限折旧时填"), .kind = ROW_NUMBER, .chars_max = 3,
          AT(Holding, life_years)),
    FIELD("yearly", N_("一年折旧（元）"), N_("按年折旧额折旧时填"), MONEY, AT(Holding, yearly_fen)),
    FIELD("residual", N_("残值（元）"), NULL, MONEY, AT(Holding, residual_fen), SELDOM),
    FIELD("place", N_("存放地点"), NULL, NAME, AT(Holding, place)),
    FIELD("keeper", N_("哪个岗位管"), N_("写岗位，不写人名，会公开"), NAME, AT(Holding, keeper)),
    FIELD("state", N_("现在怎么用"), NULL, WORD(holding_state), AT(Holding, state)),
    FIELD("since", N_("从哪天起是这样"), N_("地点、岗位、状态变了才填"), OPT_DAY,
          AT(Holding, since), SELDOM),
    FIELD("note", N_("备注"), NULL, LONG, AT(Holding, note), SELDOM),
    FIELD("net", N_("净值（元）"), NULL, MONEY, AT(Holding, net_fen), TOLD),
};

static const RowField contract_fields[] = {
    FIELD("number", N_("合同编号"), N_("村里不能重号"), SHORT, AT(Contract, number), MUST),
    FIELD("kind", N_("是什么合同"), NULL, WORD(contract_kind), AT(Contract, kind)),
    FIELD("resource", N_("租的是哪块地、塘、林"), NULL, .kind = ROW_RESOURCE,
          AT(Contract, resource)),
    FIELD("holding", N_("租的是哪处房屋、设备"), NULL, .kind = ROW_HOLDING, AT(Contract, holding)),
    FIELD("subject", N_("合同说的是什么"), N_("上面选了地或房，可以不填"), NAME,
          AT(Contract, subject)),
    FIELD("area", N_("租出去多少"), N_("亩，或者资产的单位；不填就是全部"), QUANTITY,
          AT(Contract, area_milli)),
    FIELD("party", N_("对方"), N_("单位名称，或者人名"), NAME, AT(Contract, party), MUST),
    FIELD("person", N_("对方是个人，公开时只露姓"), NULL, .kind = ROW_FLAG, AT(Contract, person)),
    FIELD("way", N_("怎么定的"), NULL, WORD(letting_way), AT(Contract, way)),
    FIELD("begins", N_("哪天开始"), NULL, DAY, AT(Contract, begins), MUST),
    FIELD("ends", N_("哪天到期"), N_("合同的最后一天"), DAY, AT(Contract, ends), MUST),
    FIELD("terms", N_("多久交一次钱"), NULL, WORD(rent_terms), AT(Contract, terms)),
    FIELD("rent", N_("每次多少（元）"), NULL, MONEY, AT(Contract, rent_fen)),
    FIELD("first_due", N_("第一次哪天交"), N_("不填就是开始那天"), OPT_DAY, AT(Contract, first_due),
          SELDOM),
    FIELD("price", N_("单价（元）"), NULL, MONEY, AT(Contract, price_fen), SELDOM),
    FIELD("price_unit", N_("单价按什么算"), N_("像“亩·年”"), SHORT, AT(Contract, price_unit),
          SELDOM),
    FIELD("signed_day", N_("哪天签的"), NULL, OPT_DAY, AT(Contract, signed_day), SELDOM),
    FIELD("decision_day", N_("哪天开会定的"), NULL, OPT_DAY, AT(Contract, decision_day), SELDOM),
    FIELD("decision", N_("会议决议"), N_("像“村民代表会议〔2023〕3号”"), NAME,
          AT(Contract, decision), SELDOM),
    FIELD("tender", N_("招标、交易编号"), NULL, NAME, AT(Contract, tender), SELDOM),
    FIELD("ended", N_("提前终止的日期"), N_("没有提前终止就空着"), OPT_DAY, AT(Contract, ended),
          SELDOM),
    FIELD("note", N_("备注"), NULL, LONG, AT(Contract, note), SELDOM),
    FIELD("resource_name", N_("资源"), NULL, NAME, AT(Contract, resource_name), TOLD),
    FIELD("holding_name", N_("资产"), NULL, NAME, AT(Contract, holding_name), TOLD),
    FIELD("due", N_("到今天应收（元）"), NULL, MONEY, AT(Contract, due_fen), TOLD),
    FIELD("received", N_("到今天已收（元）"), NULL, MONEY, AT(Contract, received_fen), TOLD),
    FIELD("overdue", N_("拖欠（元）"), NULL, MONEY, AT(Contract, overdue_fen), TOLD),
    FIELD("next_due", N_("下一次应收的日期"), NULL, OPT_DAY, AT(Contract, next_due), TOLD),
};

static const RowField debt_fields[] = {
    FIELD("side", N_("谁欠谁"), NULL, WORD(debt_side), AT(Debt, side)),
    FIELD("party", N_("对方"), N_("单位名称，或者人名"), NAME, AT(Debt, party), MUST),
    FIELD("person", N_("对方是个人，公开时只露姓"), NULL, .kind = ROW_FLAG, AT(Debt, person)),
    FIELD("cause", N_("为什么欠"), NULL, LONG, AT(Debt, cause), MUST),
    FIELD("day", N_("哪天欠下的"), NULL, DAY, AT(Debt, day), MUST),
    FIELD("opening", N_("那天欠多少（元）"), NULL, MONEY, AT(Debt, opening_fen), MUST),
    FIELD("note", N_("备注"), NULL, LONG, AT(Debt, note), SELDOM),
    FIELD("balance", N_("现在还欠（元）"), NULL, MONEY, AT(Debt, balance_fen), TOLD),
};

static const RowField special_fields[] = {
    FIELD("kind", N_("类别"), NULL, WORD(special_kind), AT(SpecialFund, kind)),
    FIELD("name", N_("资金或事项"), NULL, NAME, AT(SpecialFund, name), MUST),
    FIELD("document", N_("文号"), NULL, SHORT, AT(SpecialFund, document)),
    FIELD("day", N_("从哪天记起"), NULL, DAY, AT(SpecialFund, day), MUST),
    FIELD("opening", N_("那天有多少（元）"), NULL, MONEY, AT(SpecialFund, opening_fen)),
    FIELD("use", N_("用来做什么，或者怎么整改"), N_("会公开，不要写人名、卡号"), LONG,
          AT(SpecialFund, use), MUST),
    FIELD("note", N_("备注"), NULL, LONG, AT(SpecialFund, note), SELDOM),
    FIELD("balance", N_("现在还剩（元）"), NULL, MONEY, AT(SpecialFund, balance_fen), TOLD),
};

static const RowField plan_fields[] = {
    FIELD("year", N_("哪一年"), NULL, YEAR, AT(PlanLine, year), MUST),
    FIELD("direction", N_("收入还是支出"), NULL, WORD(direction), AT(PlanLine, direction)),
    FIELD("item", N_("收支项目"), NULL, NAME, AT(PlanLine, item), MUST),
    FIELD("category", N_("对应账上的哪一类"), N_("选了，实际收支就从村账里来"),
          .kind = ROW_CATEGORY, AT(PlanLine, category)),
    FIELD("planned", N_("计划（元）"), NULL, MONEY, AT(PlanLine, planned_fen), MUST),
    FIELD("done", N_("实际（元）"), N_("对应了账上的类别就不用填"), MONEY, AT(PlanLine, done_fen)),
    FIELD("next", N_("下一年计划（元）"), NULL, MONEY, AT(PlanLine, next_fen)),
    FIELD("note", N_("备注"), NULL, LONG, AT(PlanLine, note), SELDOM),
    FIELD("ledger", N_("账上现在是（元）"), NULL, MONEY, AT(PlanLine, ledger_fen), TOLD),
};

static const RowField share_fields[] = {
    FIELD("year", N_("哪一年"), NULL, YEAR, AT(Share, year), MUST),
    FIELD("kind", N_("类别"), NULL, WORD(share_kind), AT(Share, kind)),
    FIELD("post", N_("职务或组别"), N_("像“村主任”“一组”"), NAME, AT(Share, post), MUST),
    FIELD("person", N_("干部姓名"), N_("干部报酬才填，会公开"), NAME, AT(Share, person)),
    FIELD("household", N_("户主"), N_("分给农户的才填，只给本村居民看"), NAME,
          AT(Share, household)),
    FIELD("number", N_("户号"), NULL, SHORT, AT(Share, number), SELDOM),
    FIELD("quantity", N_("数量"), NULL, QUANTITY, AT(Share, quantity_milli), MUST),
    FIELD("unit", N_("单位"), N_("股、人、月、天"), SHORT, AT(Share, unit), MUST),
    FIELD("standard", N_("标准（元）"), NULL, MONEY, AT(Share, standard_fen)),
    FIELD("amount", N_("金额（元）"), N_("不填就按数量乘标准算"), MONEY, AT(Share, amount_fen)),
    FIELD("paid_day", N_("哪天发的"), NULL, OPT_DAY, AT(Share, paid_day), SELDOM),
};

#define FIELDS(array)                                                                              \
    {                                                                                              \
        (array), sizeof(array) / sizeof((array)[0])                                                \
    }

RowFields
row_fields(PropertyRegister which)
{
    static const RowFields registers[REGISTER_COUNT] = {
        [REGISTER_RESOURCES] = FIELDS(resource_fields), [REGISTER_ASSETS] = FIELDS(holding_fields),
        [REGISTER_CONTRACTS] = FIELDS(contract_fields), [REGISTER_DEBTS] = FIELDS(debt_fields),
        [REGISTER_FUNDS] = FIELDS(special_fields),      [REGISTER_PLAN] = FIELDS(plan_fields),
        [REGISTER_SHARES] = FIELDS(share_fields),
    };

    return registers[which];
}

const RowField *
row_field(PropertyRegister which, const char *name)
{
    RowFields fields = row_fields(which);

    for (size_t i = 0; i < fields.len; i++)
        if (text_eq(text_c(fields.at[i].name), text_c(name)))
            return &fields.at[i];
    return NULL;
}
