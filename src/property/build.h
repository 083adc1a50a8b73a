/*
 * build -- for property's own files: a period's table while it is made.
 */
#pragma once

#include "property/inside.h"

enum { FIELDS_MAX = 9 };

/* What the rows of each item have, in the order of the names in table.c. */
typedef enum PlanField {
    PLAN_DIRECTION,
    PLAN_ITEM,
    PLAN_PLANNED,
    PLAN_DONE,
    PLAN_NEXT,
    PLAN_NOTE
} PlanField;
typedef enum AssetField {
    ASSET_NAME,
    ASSET_CLASS,
    ASSET_QUANTITY,
    ASSET_UNIT,
    ASSET_ORIGINAL,
    ASSET_NET,
    ASSET_PLACE,
    ASSET_KEEPER,
    ASSET_STATE
} AssetField;
typedef enum ContractField {
    CONTRACT_NUMBER,
    CONTRACT_SUBJECT,
    CONTRACT_AREA,
    CONTRACT_UNIT_PARTY,
    CONTRACT_PERSON,
    CONTRACT_WAY,
    CONTRACT_ENDS,
    CONTRACT_DUE,
    CONTRACT_RECEIVED
} ContractField;
typedef enum DebtField {
    DEBT_SIDE,
    DEBT_UNIT_PARTY,
    DEBT_PERSON,
    DEBT_CAUSE,
    DEBT_DAY,
    DEBT_OPENING,
    DEBT_MORE,
    DEBT_LESS,
    DEBT_CLOSING
} DebtField;
typedef enum ShareField {
    SHARE_KIND,
    SHARE_POST,
    SHARE_PERSON,
    SHARE_HOUSEHOLD,
    SHARE_QUANTITY,
    SHARE_UNIT,
    SHARE_STANDARD,
    SHARE_AMOUNT,
    SHARE_PAID
} ShareField;
typedef enum FundField {
    FUND_KIND,
    FUND_NAME,
    FUND_DOCUMENT,
    FUND_OPENING,
    FUND_INCOME,
    FUND_SPENT,
    FUND_CLOSING,
    FUND_USE
} FundField;

typedef struct Build {
    Ctx *ctx;
    RegionCode village;
    Period period;
    bool event; /* only what happened on that day */
    Columns columns;
    size_t *field; /* for each column; FIELDS_MAX: none of ours */
    Text *cells;
    size_t rows, room;
    PropertyFigures figures;
} Build;

/* One more row; INVALID ("table") when there are too many. */
MUST_CHECK Status build_row(Build *build, const Text *fields);

/* table_money.c */
MUST_CHECK Status build_contracts(Build *build);
MUST_CHECK Status build_debts(Build *build);
MUST_CHECK Status build_funds(Build *build);
