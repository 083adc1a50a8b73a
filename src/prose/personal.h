/*
 * personal -- numbers in free text that look as if they belonged to a person.
 *
 * What is looked for (domain: "Life of a disclosure"; 个人信息保护法 art. 28 calls the first two
 * sensitive):
 *
 *   身份证号  18 characters with a province, a date of birth and the check character of GB 11643,
 * or 15 digits of the old kind (born 1900–1999) 银行卡号  13 to 19 digits with Luhn's check digit
 * (ISO/IEC 7812) that begin like a card 手机号    11 digits that begin with 13 … 19, with or
 * without +86
 *
 * Digits may be full-width and stand in groups with spaces or dashes between them; zero-width
 * characters do not hide a number.  A number is only found whole: digits inside a longer number (of
 * a voucher, say), behind letters (a contract HT13812345678) or with decimals (an amount) are
 * nothing personal, nor is a unified social credit code.  Each digit is reported at most once, an
 * identity number before a card before a telephone.
 */
#pragma once

#include <stdbool.h>

#include "base/text.h"

typedef enum PersonalKind {
    PERSONAL_ID_NUMBER,
    PERSONAL_BANK_CARD,
    PERSONAL_PHONE,
    PERSONAL_KIND_COUNT
} PersonalKind;

typedef struct PersonalFind {
    PersonalKind kind;
    const char *name; /* msgid: 身份证号, 银行卡号, 手机号 (tr_text) */
    size_t from;      /* bytes in the text that was searched */
    size_t len;
    Text masked; /* what stands in its place after masking: the same for all, no digit is kept */
} PersonalFind;

typedef struct PersonalFinds {
    PersonalFind *at;
    size_t len;
    bool more; /* there are more than PERSONAL_FINDS_MAX */
} PersonalFinds;

enum { PERSONAL_FINDS_MAX = 1000 };

/* The finds in text, in order, in arena. */
PersonalFinds personal_find(Arena *arena, Text text);

/* The text with every find (also those beyond PERSONAL_FINDS_MAX) replaced by its mask; text itself
 * when there is none. */
Text personal_mask_text(Arena *arena, Text text);
