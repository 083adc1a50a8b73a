/*
 * category -- what an entry of the ledger is booked under, and the everyday word for it.
 *
 * The rows are in category.tbl.  Accountants see the account of 《农村集体经济组织会计制度》,
 * villagers one of at most five words a direction.
 */
#pragma once

#include "base/ctx.h"

typedef enum Direction { DIRECTION_OUT = -1, DIRECTION_IN = 1 } Direction;

/* The everyday words, in the order in which they are shown. */
typedef enum Word {
    WORD_ROADS,     /* 修路修渠 */
    WORD_CLEAN,     /* 环境卫生 */
    WORD_WELFARE,   /* 慰问福利 */
    WORD_OFFICE,    /* 办公开支 */
    WORD_OTHER_OUT, /* 其他 */
    WORD_RENT,      /* 出租发包 */
    WORD_SUBSIDY,   /* 上级补助 */
    WORD_EARNED,    /* 经营和分红 */
    WORD_GIFT,      /* 捐赠 */
    WORD_OTHER_IN,  /* 其他 */
    WORD_COUNT
} Word;

typedef struct Category {
    int64_t number; /* 51402 */
    int account;    /* 514: first level */
    Direction direction;
    Word word;
    const char *name; /* msgid */
    const char *marks;
} Category;

/* NULL when there is none of that number. */
const Category *category_of(int64_t number);
/* The i-th in the order of the table; NULL behind the last. */
const Category *category_at(size_t i);

/* By number ("51402"), by its name in any language, or by the name of its account ("公益支出") with
 * the help of the purpose; NULL when that is not a category of this direction. */
const Category *category_parse(Text typed, Text purpose, Direction direction);
/* By the purpose alone; the direction's 其他 when no mark fits. */
const Category *category_guess(Text purpose, Direction direction);

/* The name of a first-level account: "公益支出" (msgid); NULL when not used here.  What the class
 * columns of F2 and F3 show. */
const char *account_title(int account);
const char *word_title(Word word); /* msgid */
Direction word_direction(Word word);

const char *direction_name(Direction direction); /* "in", "out" */
/* "in", "out", 收入, 支出, 收, 支. */
bool direction_parse(Text text, Direction *out);
