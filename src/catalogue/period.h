/*
 * period -- the stretch of time that a disclosure is about, as its item's rhythm asks.
 *
 *   Y  2023         H  2023H1         Q  2023Q2         M  2023-05         E  2023-05-18
 */
#pragma once

#include "base/ctx.h"

typedef enum Rhythm {
    RHYTHM_MONTHLY = 'M',
    RHYTHM_QUARTERLY = 'Q',
    RHYTHM_HALF_YEARLY = 'H',
    RHYTHM_YEARLY = 'Y',
    RHYTHM_EVENT = 'E',
} Rhythm;

typedef struct Period {
    Rhythm rhythm;
    Day start;
    Day end; /* the last day, included */
} Period;

/* Parses one of the five forms, years 1990–2100; false for anything else. */
bool period_parse(Text text, Period *out);
Text period_format(Arena *arena, Period period);

/* The period of this rhythm in which day falls; the one before; the one after; the same a year ago.
 */
Period period_of(Rhythm rhythm, Day day);
Period period_before(Period period);
Period period_after(Period period);
Period period_year_ago(Period period);

/* "2023年5月", "2023年第二季度", "2023年上半年", "2023年", "2023年5月18日" in the reader's
 * language. */
Text period_words(Arena *arena, Lang lang, Period period);
