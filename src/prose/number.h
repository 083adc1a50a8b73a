/*
 * number -- numbers that carry their own proof.
 *
 * All take digits as they are counted: '0' … '9' and, where the standard has one, a closing 'X'; no
 * spaces.  Anything else is simply not such a number.
 */
#pragma once

#include <stdbool.h>

#include "base/text.h"

/* An identity number: 18 characters (GB 11643-1999: a place, the date of birth, a check character),
 * or 15 digits of the old kind without a check digit (born 1900–1999). */
bool number_is_id(Text digits);

/* The number of a bank card: 13 to 19 digits, Luhn's check digit (ISO/IEC 7812-1), a beginning and
 * a length that cards in China have, and not a unified social credit code. */
bool number_is_card(Text digits);

/* A unified social credit code of digits only (GB 32100-2015); with letters it is not a number. */
bool number_is_credit_code(Text digits);
