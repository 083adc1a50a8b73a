/*
 * registers -- the seven registers of a village's property: their rows, and how they are kept.
 * What they are for, and what all of them have in common, is told in property/property.h, which
 * includes this and property/money.h.
 */
#pragma once

#include "base/ctx.h"
#include "base/opt.h"
#include "base/region_code.h"
#include "ledger/category.h"

enum {
    PROPERTY_NAME_CHARS_MAX = 60,  /* names, subjects, parties, places */
    PROPERTY_WORD_CHARS_MAX = 30,  /* numbers, units, posts */
    PROPERTY_TEXT_CHARS_MAX = 200, /* uses, causes, notes */
    PROPERTY_PAGE = 100,
    PROPERTY_ROWS_MAX = 2000,   /* of one register and village: resources, assets, contracts … */
    PROPERTY_SHARES_MAX = 5000, /* TABLE_ROWS_MAX: of a year */
    PROPERTY_PLAN_LINES_MAX = 200,   /* of a year */
    PROPERTY_MOVES_MAX = 1000,       /* of one debt, fund or contract */
    PROPERTY_INSTALMENTS_MAX = 1000, /* of one contract */
    PROPERTY_YEARS_MAX = 70,         /* of a contract: forest land, the longest that law knows */
};

/* ---- the registers ---- */

typedef enum PropertyRegister {
    REGISTER_RESOURCES,
    REGISTER_ASSETS,
    REGISTER_CONTRACTS,
    REGISTER_DEBTS,
    REGISTER_FUNDS,
    REGISTER_PLAN,
    REGISTER_SHARES,
    REGISTER_COUNT
} PropertyRegister;

const char *register_name(PropertyRegister which);  /* "resources" */
const char *register_title(PropertyRegister which); /* msgid 资源 */
bool register_parse(Text name, PropertyRegister *out);
/* The item that its rows make: "F5". */
Text register_item(PropertyRegister which);
bool property_has_item(Text item);

/* One word of a closed list: its name in the database, API and files of ours; its title (msgid)
 * in sheets and tables.  *_parse takes either, and what else people write; false for others. */
#define PROPERTY_WORD(Type, prefix)                                                                \
    const char *prefix##_name(Type value);                                                         \
    const char *prefix##_title(Type value);                                                        \
    bool prefix##_parse(Text word, Type *out)

/* ---- resources ---- */

typedef enum ResourceKind {
    RESOURCE_FIELD,    /* 耕地 */
    RESOURCE_GARDEN,   /* 园地 */
    RESOURCE_FOREST,   /* 林地 */
    RESOURCE_GRASS,    /* 草地 */
    RESOURCE_WATER,    /* 水面 */
    RESOURCE_BUILDING, /* 建设用地 */
    RESOURCE_WASTE,    /* 四荒地 */
    RESOURCE_OTHER,
    RESOURCE_KINDS
} ResourceKind;
PROPERTY_WORD(ResourceKind, resource_kind);

typedef enum ResourceState {
    RESOURCE_OWN,  /* 自用 */
    RESOURCE_LET,  /* 发包 */
    RESOURCE_IDLE, /* 闲置 */
    RESOURCE_GONE, /* 已核减: requisitioned, exchanged; it is let no more */
    RESOURCE_STATES
} ResourceState;
PROPERTY_WORD(ResourceState, resource_state);

typedef struct Resource {
    int64_t id;
    RegionCode region;
    Text name; /* unique in its village */
    ResourceKind kind;
    int64_t area_milli; /* > 0 */
    Text place;         /* 四至、坐落 */
    Text use;
    ResourceState state;
    Text note;
    int64_t let_milli; /* out: let today by contracts */
    int64_t lock;
} Resource;

typedef struct Resources {
    Resource *at;
    size_t len;
    Text next; /* cursor; absent: the end */
} Resources;

/* INVALID: name (taken), kind, area (not above 0; less than what contracts let), state (gone while
 * contracts go on), place, use, note. */
MUST_CHECK Status resource_put(Ctx *ctx, const Resource *input, Resource *out);
MUST_CHECK Status resource_remove(Ctx *ctx, int64_t id, int64_t lock);
MUST_CHECK Status resource_get(Ctx *ctx, int64_t id, Resource *out);
MUST_CHECK Status resource_find(Ctx *ctx, RegionCode village, Text name, Resource *out);
MUST_CHECK Status resource_list(Ctx *ctx, RegionCode village, Text cursor, Resources *out);

/* ---- assets ("holding" in names: an Asset is a file of the web's) ---- */

typedef enum HoldingClass {
    HOLDING_FIXED,      /* 固定资产 */
    HOLDING_STOCK,      /* 库存物资 */
    HOLDING_BIOLOGICAL, /* 生物资产 */
    HOLDING_INTANGIBLE, /* 无形资产 */
    HOLDING_INVESTMENT, /* 长期投资 */
    HOLDING_BUILDING,   /* 在建工程 */
    HOLDING_OTHER,
    HOLDING_CLASSES
} HoldingClass;
PROPERTY_WORD(HoldingClass, holding_class);

typedef enum HoldingState {
    HOLDING_IN_USE,   /* 自用 */
    HOLDING_LET,      /* 出租 */
    HOLDING_IDLE,     /* 闲置 */
    HOLDING_SCRAPPED, /* 报废: gone from the day `since` */
    HOLDING_STATES
} HoldingState;
PROPERTY_WORD(HoldingState, holding_state);

typedef enum Depreciation {
    DEPRECIATION_NONE, /* 不计提 */
    DEPRECIATION_LIFE, /* 平均年限: original − residual over life_years, month by month */
    DEPRECIATION_YEARLY, /* 年折旧额: yearly_fen a year, a twelfth a month, down to the residual */
    DEPRECIATIONS
} Depreciation;
PROPERTY_WORD(Depreciation, depreciation);

typedef struct Holding {
    int64_t id;
    RegionCode region;
    Text name;   /* two may have the same one; name and number together are unique */
    Text number; /* 资产编号; may be empty */
    HoldingClass class;
    int64_t quantity_milli; /* > 0 */
    Text unit;
    Day acquired;
    int64_t original_fen; /* ≥ 0 */
    int64_t residual_fen; /* 0 … original */
    Depreciation method;
    int64_t life_years; /* DEPRECIATION_LIFE: 1 … 100 */
    int64_t yearly_fen; /* DEPRECIATION_YEARLY: > 0 */
    Text place;
    Text keeper; /* 管理岗位: a post, not a person */
    HoldingState state;
    OptInt since; /* a Day: place, keeper and state hold from then; unset: from acquired, or, when
                   * one of them changes, from today.  What held before stays on record: an older
                   * period is told as it was. */
    Text note;
    int64_t net_fen; /* out: today */
    int64_t lock;
} Holding;

typedef struct Holdings {
    Holding *at;
    size_t len;
    Text next;
} Holdings;

/* INVALID: name (with number: taken), number, class, quantity, unit, acquired (in the future),
 * original, residual, method, life, yearly, place, keeper, state, since (before acquired, before
 * the last change, in the future), note. */
MUST_CHECK Status holding_put(Ctx *ctx, const Holding *input, Holding *out);
MUST_CHECK Status holding_remove(Ctx *ctx, int64_t id, int64_t lock);
MUST_CHECK Status holding_get(Ctx *ctx, int64_t id, Holding *out);
MUST_CHECK Status holding_find(Ctx *ctx, RegionCode village, Text name, Text number, Holding *out);
MUST_CHECK Status holding_list(Ctx *ctx, RegionCode village, Text cursor, Holdings *out);
/* What it is still worth at the end of a day: depreciation begins with the month after it was
 * acquired and is booked on the last day of each month, rounded to the fen over all months so far;
 * it never falls below the residual; a scrapped one is worth 0 from its day. */
int64_t holding_net_fen(const Holding *holding, Day day);

/* ---- contracts ---- */

typedef enum ContractKind {
    CONTRACT_LEASE, /* 发包租赁: of a resource, an asset, or what `subject` names; money comes in */
    CONTRACT_WORKS,    /* 工程: money goes out */
    CONTRACT_PURCHASE, /* 采购 */
    CONTRACT_OTHER,    /* 其他: money goes out */
    CONTRACT_KINDS
} ContractKind;
PROPERTY_WORD(ContractKind, contract_kind);

typedef enum LettingWay {
    LETTING_TENDER,      /* 公开招标 */
    LETTING_BIDDING,     /* 公开竞价 */
    LETTING_NEGOTIATION, /* 公开协商 */
    LETTING_HOUSEHOLD,   /* 家庭承包 */
    LETTING_INQUIRY,     /* 询价 */
    LETTING_DIRECT,      /* 直接委托 */
    LETTING_OTHER,
    LETTING_WAYS
} LettingWay;
PROPERTY_WORD(LettingWay, letting_way);

/* How often rent (or another sum) falls due. */
typedef enum RentTerms {
    RENT_NONE,        /* 不收 */
    RENT_ONCE,        /* 一次付清 */
    RENT_YEARLY,      /* 每年 */
    RENT_HALF_YEARLY, /* 每半年 */
    RENT_QUARTERLY,   /* 每季度 */
    RENT_MONTHLY,     /* 每月 */
    RENT_TERMS
} RentTerms;
PROPERTY_WORD(RentTerms, rent_terms);

typedef struct Contract {
    int64_t id;
    RegionCode region;
    Text number; /* unique in its village */
    ContractKind kind;
    int64_t resource;   /* 0: none */
    int64_t holding;    /* 0: none; not both */
    Text subject;       /* what it is about; empty: the name of the resource or asset */
    int64_t area_milli; /* how much of it is let: mu, or units of the asset; 0: all */
    Text party;
    bool person; /* the party is a person: masked for the public */
    LettingWay way;
    int64_t price_fen; /* for one unit … */
    Text price_unit;   /* … 亩·年; may be empty */
    OptInt signed_day;
    Day begins;
    Day ends;     /* its last day */
    OptInt ended; /* the last day of one that ended early */
    RentTerms terms;
    int64_t rent_fen; /* each time; 0 with RENT_NONE */
    OptInt first_due; /* unset: the day it begins.  Later ones follow every 12, 6, 3 or 1 months on
                       * that day of the month, or its last day in shorter months, until it ends. */
    OptInt decision_day; /* the villagers' meeting that decided */
    Text decision;       /* its resolution: 村民代表会议〔2023〕3号 */
    Text tender;         /* reference of the tender or the trading centre */
    Text note;
    /* out: */
    Text resource_name, holding_name;
    int64_t due_fen;      /* fallen due until today */
    int64_t received_fen; /* (for other kinds than leases: paid) until today */
    int64_t overdue_fen;  /* what is lacking of it */
    OptInt next_due; /* the earliest day whose sum was not received in full; may be in the past */
    int64_t lock;
} Contract;

typedef struct Contracts {
    Contract *at;
    size_t len;
    Text next;
} Contracts;

typedef enum ContractFilter {
    CONTRACTS_ALL,
    CONTRACTS_IN_FORCE, /* today */
    CONTRACTS_ENDED,
    CONTRACTS_ENDING, /* within 90 days */
    CONTRACTS_OVERDUE,
} ContractFilter;

/* The same land is not let twice: contracts of one resource (or asset) may at no day let more than
 * its area (quantity); the problem ("area", or "resource" when nothing is left at all) names the
 * other contract.  INVALID: number (taken), kind, resource, holding (unknown, of another village,
 * gone), subject, area, party, way, price, price_unit, signed_day, begins, ends (before it begins,
 * too long), ended, terms, rent, first_due, decision_day, decision, tender, note. */
MUST_CHECK Status contract_put(Ctx *ctx, const Contract *input, Contract *out);
/* CONFLICT while rent was received. */
MUST_CHECK Status contract_remove(Ctx *ctx, int64_t id, int64_t lock);
MUST_CHECK Status contract_get(Ctx *ctx, int64_t id, Contract *out);
MUST_CHECK Status contract_find(Ctx *ctx, RegionCode village, Text number, Contract *out);
MUST_CHECK Status contract_list(Ctx *ctx, RegionCode village, ContractFilter filter, Text cursor,
                                Contracts *out);
/* Overdue ones within a scope, the oldest due day first; CAN_READ_STAFF_PARTS there. */
MUST_CHECK Status contract_overdue(Ctx *ctx, RegionCode scope, int limit, Contracts *out);

/* The rent that falls due, from the terms alone. */
typedef struct Instalment {
    Day due;
    int64_t amount_fen;
    int64_t received_fen; /* by contract_schedule(): received sums fill the oldest first */
    bool overdue;
} Instalment;
typedef struct Instalments {
    Instalment *at;
    size_t len;
} Instalments;
/* What falls due on first ≤ day ≤ last, as it was known at the end of day `as_of`: an early end
 * counts from its own day on. */
int64_t contract_due_fen(const Contract *contract, Day first, Day last, Day as_of);
/* All instalments, oldest first. */
MUST_CHECK Status contract_schedule(Ctx *ctx, const Contract *contract, Instalments *out);

/* Rent received (or, of other kinds, paid). */
typedef struct Rent {
    int64_t id;
    int64_t contract;
    Day day;
    int64_t amount_fen; /* > 0 */
    int64_t entry;      /* of the village's ledger; 0: none */
    Text note;
} Rent;
typedef struct Rents {
    Rent *at;
    size_t len;
} Rents;
/* lock is the contract's, which moves on.  INVALID: day (in the future), amount, entry (unknown,
 * of another village, the other direction, used up by other rent), note. */
MUST_CHECK Status rent_add(Ctx *ctx, int64_t lock, const Rent *input, Contract *out);
MUST_CHECK Status rent_remove(Ctx *ctx, int64_t id, int64_t lock, Contract *out);
MUST_CHECK Status rent_list(Ctx *ctx, int64_t contract, Rents *out); /* by day, oldest first */
