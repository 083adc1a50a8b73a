/*
 * Words: registers, and the closed lists of the sheets by name, by title, and by what else people
 * write.
 */
#include "base/tr.h"
#include "property/property.h"

enum { SYNONYMS_MAX = 6 };

typedef struct WordRow {
    const char *name;
    const char *title;                    /* msgid */
    const char *others[SYNONYMS_MAX + 1]; /* what else people write */
} WordRow;

static bool
parse(const WordRow *words, int count, Text typed, int *out)
{
    typed = text_trim(typed);
    for (int i = 0; i < count; i++) {
        bool same = text_eq(typed, text_c(words[i].name)) || text_eq(typed, text_c(words[i].title));

        for (int j = 0; !same && words[i].others[j] != NULL; j++)
            same = text_eq(typed, text_c(words[i].others[j]));
        if (same) {
            *out = i;
            return true;
        }
    }
    return false;
}

#define WORDS(Type, prefix, count)                                                                 \
    _Static_assert(sizeof prefix##_words / sizeof prefix##_words[0] == (count), "one row a word"); \
    const char *prefix##_name(Type value)                                                          \
    {                                                                                              \
        return prefix##_words[value].name;                                                         \
    }                                                                                              \
    const char *prefix##_title(Type value)                                                         \
    {                                                                                              \
        return prefix##_words[value].title;                                                        \
    }                                                                                              \
    bool prefix##_parse(Text word, Type *out)                                                      \
    {                                                                                              \
        int found;                                                                                 \
                                                                                                   \
        if (!parse(prefix##_words, (count), word, &found))                                         \
            return false;                                                                          \
        *out = (Type)found;                                                                        \
        return true;                                                                               \
    }                                                                                              \
    _Static_assert((count) > 0, "")

/* ---- registers ---- */

static const struct {
    const char *name;
    const char *title;
    const char *item;
} registers[REGISTER_COUNT] = {
    [REGISTER_RESOURCES] = {"resources", N_("资源"),          "F5"},
    [REGISTER_ASSETS] = {"assets",    N_("资产"),          "F4"},
    [REGISTER_CONTRACTS] = {"contracts", N_("合同"),          "F5"},
    [REGISTER_DEBTS] = {"debts",     N_("债权债务"),    "F6"},
    [REGISTER_FUNDS] = {"funds",     N_("专项资金"),    "F8"},
    [REGISTER_PLAN] = {"plan",      N_("财务计划"),    "F1"},
    [REGISTER_SHARES] = {"shares",    N_("分配和报酬"), "F7"},
};

const char *
register_name(PropertyRegister which)
{
    return registers[which].name;
}

const char *
register_title(PropertyRegister which)
{
    return registers[which].title;
}

bool
register_parse(Text name, PropertyRegister *out)
{
    for (int i = 0; i < REGISTER_COUNT; i++)
        if (text_eq(name, text_c(registers[i].name))) {
            *out = (PropertyRegister)i;
            return true;
        }
    return false;
}

Text
register_item(PropertyRegister which)
{
    return text_c(registers[which].item);
}

bool
property_has_item(Text item)
{
    for (int i = 0; i < REGISTER_COUNT; i++)
        if (text_eq(item, text_c(registers[i].item)))
            return true;
    return false;
}

/* ---- resources and assets ---- */

static const WordRow resource_kind_words[] = {
    [RESOURCE_FIELD] = {"field",    N_("耕地"),       {"旱地", "水田", "机动地", "水浇地"}                },
    [RESOURCE_GARDEN] = {"garden",   N_("园地"),       {"果园", "茶园"}                                          },
    [RESOURCE_FOREST] = {"forest",   N_("林地"),       {"山林", "树林"}                                          },
    [RESOURCE_GRASS] = {"grass",    N_("草地"),       {"草原", "草场"}                                          },
    [RESOURCE_WATER] = {"water",    N_("水面"),       {"鱼塘", "坑塘", "水库", "坑塘水面", "养殖水面"}},
    [RESOURCE_BUILDING] = {"building", N_("建设用地"), {"集体建设用地", "经营性建设用地"}               },
    [RESOURCE_WASTE] = {"waste",    N_("四荒地"),    {"四荒", "荒山", "荒地", "荒滩"}                      },
    [RESOURCE_OTHER] = {"other",    N_("其他"),       {NULL}                                                        },
};
WORDS(ResourceKind, resource_kind, RESOURCE_KINDS);

static const WordRow resource_state_words[] = {
    [RESOURCE_OWN] = {"own",  N_("自用"),    {"自营", "自种"}                             },
    [RESOURCE_LET] = {"let",  N_("发包"),    {"已发包", "出租", "出租发包", "承包"}},
    [RESOURCE_IDLE] = {"idle", N_("闲置"),    {"未发包", "空闲"}                          },
    [RESOURCE_GONE] = {"gone", N_("已核减"), {"核减", "征收", "已征收", "注销"}      },
};
WORDS(ResourceState, resource_state, RESOURCE_STATES);

static const WordRow holding_class_words[] = {
    [HOLDING_FIXED] = {"fixed",      N_("固定资产"), {"固定"}                               },
    [HOLDING_STOCK] = {"stock",      N_("库存物资"), {"库存"}                               },
    [HOLDING_BIOLOGICAL] = {"biological",
                       N_("生物资产"),
                       {"生产性生物资产", "公益性生物资产", "消耗性生物资产"}},
    [HOLDING_INTANGIBLE] = {"intangible", N_("无形资产"), {NULL}                                   },
    [HOLDING_INVESTMENT] = {"investment", N_("长期投资"), {"对外投资", "投资"}               },
    [HOLDING_BUILDING] = {"building",   N_("在建工程"), {"在建"}                               },
    [HOLDING_OTHER] = {"other",      N_("其他"),       {"其他资产"}                         },
};
WORDS(HoldingClass, holding_class, HOLDING_CLASSES);

static const WordRow holding_state_words[] = {
    [HOLDING_IN_USE] = {"in_use",   N_("自用"), {"在用", "使用中", "使用"}             },
    [HOLDING_LET] = {"let",      N_("出租"), {"出借", "发包", "租出"}                },
    [HOLDING_IDLE] = {"idle",     N_("闲置"), {"未用", "空闲"}                          },
    [HOLDING_SCRAPPED] = {"scrapped", N_("报废"), {"已报废", "处置", "已处置", "盘亏"}},
};
WORDS(HoldingState, holding_state, HOLDING_STATES);

static const WordRow depreciation_words[] = {
    [DEPRECIATION_NONE] = {"none",   N_("不计提"),    {"不折旧", "不提折旧", "无", ""}           },
    [DEPRECIATION_LIFE] = {"life",   N_("平均年限"), {"平均年限法", "年限平均法", "直线法"}},
    [DEPRECIATION_YEARLY] = {"yearly", N_("年折旧额"), {"按年折旧额", "固定年折旧额"}          },
};
WORDS(Depreciation, depreciation, DEPRECIATIONS);

/* ---- contracts ---- */

static const WordRow contract_kind_words[] = {
    [CONTRACT_LEASE] = {"lease",
                        N_("发包租赁"),
                        {"租赁", "发包", "承包", "出租", "承包合同", "租赁合同"}},
    [CONTRACT_WORKS] = {"works",    N_("工程"), {"工程合同", "施工"}                    },
    [CONTRACT_PURCHASE] = {"purchase", N_("采购"), {"采购合同", "购买"}                    },
    [CONTRACT_OTHER] = {"other",    N_("其他"), {"其他合同"}                              },
};
WORDS(ContractKind, contract_kind, CONTRACT_KINDS);

static const WordRow letting_way_words[] = {
    [LETTING_TENDER] = {"tender",      N_("公开招标"), {"招标", "招投标"}                       },
    [LETTING_BIDDING] = {"bidding",     N_("公开竞价"), {"竞价", "拍卖", "公开拍卖", "竞标"}},
    [LETTING_NEGOTIATION] = {"negotiation", N_("公开协商"), {"协商", "议标", "协议"}                },
    [LETTING_HOUSEHOLD] = {"household",   N_("家庭承包"), {"家庭"}                                    },
    [LETTING_INQUIRY] = {"inquiry",     N_("询价"),       {"比价", "询比价"}                       },
    [LETTING_DIRECT] = {"direct",      N_("直接委托"), {"直接发包", "委托", "指定"}          },
    [LETTING_OTHER] = {"other",       N_("其他"),       {NULL}                                        },
};
WORDS(LettingWay, letting_way, LETTING_WAYS);

static const WordRow rent_terms_words[] = {
    [RENT_NONE] = {"none",        N_("不收"),       {"无", "免收", ""}                     },
    [RENT_ONCE] = {"once",        N_("一次付清"), {"一次", "一次性", "一次性付清"}},
    [RENT_YEARLY] = {"yearly",      N_("每年"),       {"年付", "按年", "一年一付"}      },
    [RENT_HALF_YEARLY] = {"half_yearly", N_("每半年"),    {"半年付", "按半年", "半年一付"}},
    [RENT_QUARTERLY] = {"quarterly",   N_("每季度"),    {"季付", "按季", "每季", "季度"}  },
    [RENT_MONTHLY] = {"monthly",     N_("每月"),       {"月付", "按月"}                      },
};
WORDS(RentTerms, rent_terms, RENT_TERMS);

/* ---- debts, funds, shares ---- */

static const WordRow move_kind_words[] = {
    [MOVE_IN] = {"in",   N_("增加"), {"收入", "收", "增"}                    },
    [MOVE_OUT] = {"out",  N_("减少"), {"支出", "支", "减", "归还", "收回"}},
    [MOVE_NOTE] = {"note", N_("记事"), {"说明", "整改"}                        },
};
WORDS(MoveKind, move_kind, MOVE_KINDS);

static const WordRow debt_side_words[] = {
    [DEBT_RECEIVABLE] = {"receivable", N_("应收"), {"债权", "应收款", "别人欠村里"}},
    [DEBT_PAYABLE] = {"payable",    N_("应付"), {"债务", "应付款", "村里欠别人"}},
};
WORDS(DebtSide, debt_side, DEBT_SIDES);

static const WordRow special_kind_words[] = {
    [SPECIAL_EARMARKED] = {"earmarked", N_("专项资金"),    {"专项", "专款"}                               },
    [SPECIAL_LAND] = {"land",      N_("土地补偿费"), {"征地补偿", "征地补偿费", "土地补偿"}},
    [SPECIAL_LEVY] = {"levy",      N_("一事一议"),    {"一事一议资金"}                             },
    [SPECIAL_COLLECTED] = {"collected", N_("代收代缴"),    {"代收", "代缴"}                               },
    [SPECIAL_AUDIT] = {"audit",     N_("审计整改"),    {"审计", "整改"}                               },
};
WORDS(SpecialKind, special_kind, SPECIAL_KINDS);

static const WordRow share_kind_words[] = {
    [SHARE_INCOME] = {"income",    N_("收益分配"), {"分红", "分配"}          },
    [SHARE_PAY] = {"pay",       N_("干部报酬"), {"报酬", "工资", "绩效"}},
    [SHARE_ALLOWANCE] = {"allowance", N_("误工补贴"), {"误工", "补贴"}          },
};
WORDS(ShareKind, share_kind, SHARE_KINDS);
