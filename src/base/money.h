/*
 * money -- amounts in whole fen, and quantities, as people type them and as they are shown.
 *
 * An amount never is a floating-point number.  Reading is generous about form (currency signs,
 * full-width characters, thousands separators, accountants' parentheses) and strict about meaning:
 * what could be understood in two ways is refused with a reason.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/ctx.h"
#include "base/text.h"

/* 10^12 yuan (一万亿元).  A larger amount is a slip of the finger. */
#define FEN_MAX INT64_C(100000000000000)

/* The same for quantities in thousandths. */
#define MILLI_MAX INT64_C(1000000000000000)

typedef enum FenFault {
    FEN_FINE,
    FEN_EMPTY,
    FEN_NOT_A_NUMBER,
    FEN_UNIT,      /* "1.2万": write it out */
    FEN_SEPARATOR, /* "1,23": commas stand before every third digit, or something is missing */
    FEN_EXPONENT,  /* "1.2E+05", from a spreadsheet's narrow column: digits are lost */
    FEN_DECIMALS,  /* more places than there are fen */
    FEN_TOO_LARGE, /* beyond FEN_MAX */
    FEN_FAULT_COUNT
} FenFault;

/* "1234.5", "¥1,234.50", "１，２３４．５０元", "人民币 12 元整", "壹仟贰佰元整", "(30.00)" (minus
 * thirty), "-3", "+3"; "-0" is nothing.  On false *why_out (may be NULL) tells the reason and
 * *fen_out is untouched. */
bool fen_parse(Text text, int64_t *fen_out, FenFault *why_out);

/* An amount in words up to 元, 角 and 分: "壹仟贰佰叁拾元零伍分"; no sign, no currency. */
bool fen_from_words(Text text, int64_t *fen_out);

/* The reason as a sentence for the person who typed it. */
Text fen_fault_sentence(Lang lang, FenFault fault);

Text fen_format(Arena *arena, int64_t fen); /* "-1,234.50" */
Text fen_plain(Arena *arena, int64_t fen);  /* "-1234.50": for CSV, JSON and input fields */

/* A number of things: "1,234,567". */
Text number_format(Arena *arena, int64_t number);

/* Quantities (areas in mu, weights) with up to three decimals, in thousandths. */
bool decimal_parse(Text text, int64_t *milli_out, FenFault *why_out);
Text decimal_format(Arena *arena, int64_t milli); /* "1,234.5": no zeros at the end */
Text decimal_plain(Arena *arena, int64_t milli);  /* "1234.5" */

/* "3.5亩 × 71.50 元 = 250.25 元": what a quantity at a standard for one unit comes to. */
Text product_words(Arena *arena, Lang lang, int64_t quantity_milli, Text unit, int64_t standard_fen,
                   int64_t due_fen);
