/*
 * money -- the registers of debts, special funds, the plan, and what is shared out: continues
 * property/registers.h.
 */
#pragma once

#include "property/registers.h"

struct Household; /* resident/resident.h */

/* ---- movements of debts and funds ---- */

typedef enum MoveKind {
    MOVE_IN,   /* 增加, 收入 */
    MOVE_OUT,  /* 减少, 支出 */
    MOVE_NOTE, /* what became of it, no money: progress of what an audit found */
    MOVE_KINDS
} MoveKind;
PROPERTY_WORD(MoveKind, move_kind);

typedef struct Move {
    int64_t id;
    int64_t owner; /* the debt or fund */
    Day day;
    MoveKind kind;
    int64_t amount_fen; /* > 0; 0 with MOVE_NOTE */
    int64_t entry;      /* of the village's ledger; 0: none */
    Text note;
} Move;
typedef struct Moves {
    Move *at;
    size_t len;
} Moves;

/* ---- debts ---- */

typedef enum DebtSide {
    DEBT_RECEIVABLE, /* 应收: owed to the village */
    DEBT_PAYABLE,    /* 应付: owed by it */
    DEBT_SIDES
} DebtSide;
PROPERTY_WORD(DebtSide, debt_side);

typedef struct Debt {
    int64_t id;
    RegionCode region;
    DebtSide side;
    Text party;
    bool person; /* masked for the public */
    Text cause;
    Day day;             /* since when */
    int64_t opening_fen; /* the sum on that day, ≥ 0 */
    Text note;
    int64_t balance_fen; /* out: opening + movements, today */
    int64_t lock;
} Debt;
typedef struct Debts {
    Debt *at;
    size_t len;
    Text next;
} Debts;

/* Side, party, cause and day together are unique.  INVALID: side, party, cause, day, opening (would
 * leave less than nothing on some day), note. */
MUST_CHECK Status debt_put(Ctx *ctx, const Debt *input, Debt *out);
MUST_CHECK Status debt_remove(Ctx *ctx, int64_t id, int64_t lock); /* CONFLICT: has movements */
MUST_CHECK Status debt_get(Ctx *ctx, int64_t id, Debt *out);
/* open: only those with a balance. */
MUST_CHECK Status debt_list(Ctx *ctx, RegionCode village, bool open, Text cursor, Debts *out);
/* lock is the debt's.  INVALID: day (before the debt's, in the future), kind (no MOVE_NOTE),
 * amount (leaves less than nothing on some day), entry, note. */
MUST_CHECK Status debt_move(Ctx *ctx, int64_t lock, const Move *input, Debt *out);
MUST_CHECK Status debt_move_remove(Ctx *ctx, int64_t id, int64_t lock, Debt *out);
MUST_CHECK Status debt_moves(Ctx *ctx, int64_t debt, Moves *out); /* oldest first */

/* ---- special funds ---- */

typedef enum SpecialKind {
    SPECIAL_EARMARKED, /* 专项资金 */
    SPECIAL_LAND,      /* 土地补偿费 */
    SPECIAL_LEVY,      /* 一事一议 */
    SPECIAL_COLLECTED, /* 代收代缴 */
    SPECIAL_AUDIT,     /* 审计整改 */
    SPECIAL_KINDS
} SpecialKind;
PROPERTY_WORD(SpecialKind, special_kind);

typedef struct SpecialFund {
    int64_t id;
    RegionCode region;
    SpecialKind kind;
    Text name;
    Text document; /* 文号; may be empty */
    Day day;       /* kept since */
    int64_t opening_fen;
    Text use; /* what for, or how it is being mended */
    Text note;
    int64_t balance_fen; /* out: today */
    int64_t lock;
} SpecialFund;
typedef struct SpecialFunds {
    SpecialFund *at;
    size_t len;
    Text next;
} SpecialFunds;

/* Kind, name and document together are unique.  INVALID: kind, name, document, day, opening, use,
 * note. */
MUST_CHECK Status special_put(Ctx *ctx, const SpecialFund *input, SpecialFund *out);
MUST_CHECK Status special_remove(Ctx *ctx, int64_t id, int64_t lock); /* CONFLICT: has movements */
MUST_CHECK Status special_get(Ctx *ctx, int64_t id, SpecialFund *out);
MUST_CHECK Status special_list(Ctx *ctx, RegionCode village, Text cursor, SpecialFunds *out);
/* As debt_move(); a note is required with MOVE_NOTE.  What a period's table says of the use are the
 * notes of its movements, else the fund's. */
MUST_CHECK Status special_move(Ctx *ctx, int64_t lock, const Move *input, SpecialFund *out);
MUST_CHECK Status special_move_remove(Ctx *ctx, int64_t id, int64_t lock, SpecialFund *out);
MUST_CHECK Status special_moves(Ctx *ctx, int64_t fund, Moves *out);

/* ---- the plan ---- */

typedef struct PlanLine {
    int64_t id;
    RegionCode region;
    int64_t year; /* 1990 … 2100 */
    Direction direction;
    int64_t category; /* of the ledger: 51401, or 514 for all of that account; 0: by hand */
    Text item;
    int64_t planned_fen;
    int64_t done_fen; /* category 0: as entered.  Else what the closed months of the ledger gave
                       * when it was last handed in. */
    int64_t next_fen; /* planned for the year after */
    Text note;
    int64_t ledger_fen; /* out: what they give now; without a category, done_fen */
    int64_t lock;
} PlanLine;
typedef struct PlanLines {
    PlanLine *at; /* income first, in the order of entering; all of a year */
    size_t len;
} PlanLines;

/* INVALID: year, direction, category (unknown, of the other direction, in another line of the
 * year already), item (taken), planned, done, next, note. */
MUST_CHECK Status plan_put(Ctx *ctx, const PlanLine *input, PlanLine *out);
MUST_CHECK Status plan_remove(Ctx *ctx, int64_t id, int64_t lock);
MUST_CHECK Status plan_get(Ctx *ctx, int64_t id, PlanLine *out);
MUST_CHECK Status plan_list(Ctx *ctx, RegionCode village, int64_t year, PlanLines *out);
/* Begins a year from the one before: its lines, planned what was planned for the year after.
 * CONFLICT when the year has lines already; NOT_FOUND when the year before has none. */
MUST_CHECK Status plan_begin_year(Ctx *ctx, RegionCode village, int64_t year, PlanLines *out);

/* ---- shares, pay, allowances ---- */

typedef enum ShareKind {
    SHARE_INCOME,    /* 收益分配 */
    SHARE_PAY,       /* 干部报酬 */
    SHARE_ALLOWANCE, /* 误工补贴 */
    SHARE_KINDS
} ShareKind;
PROPERTY_WORD(ShareKind, share_kind);

typedef struct Share {
    int64_t id;
    RegionCode region;
    int64_t year;
    ShareKind kind;
    Text post;              /* 职务或组别 */
    Text person;            /* who holds the office: public; SHARE_PAY only */
    Text household;         /* 户主: for residents; not with SHARE_PAY */
    Text number;            /* 户号 of the register; may be empty */
    int64_t household_id;   /* out: of the register; 0: not in it */
    int64_t quantity_milli; /* > 0 */
    Text unit;
    int64_t standard_fen; /* 0: there is none */
    int64_t amount_fen;   /* 0 coming in: quantity × standard */
    OptInt paid_day;
    int64_t lock;
} Share;
typedef struct Shares {
    Share *at;
    size_t len;
    Text next;
} Shares;

/* INVALID: year, kind, post, person, household, number, quantity, unit, standard, amount (is not
 * quantity × standard), paid_day (in the future). */
MUST_CHECK Status share_put(Ctx *ctx, const Share *input, Share *out);
MUST_CHECK Status share_remove(Ctx *ctx, int64_t id, int64_t lock);
MUST_CHECK Status share_get(Ctx *ctx, int64_t id, Share *out);
/* year 0: all. */
MUST_CHECK Status share_list(Ctx *ctx, RegionCode village, int64_t year, Text cursor, Shares *out);
/* The acting person's own household: its shares that are published, newest year first.  NOT_FOUND
 * unless it is a household of the acting account. */
MUST_CHECK Status share_own(Ctx *ctx, const struct Household *household, Shares *out);
