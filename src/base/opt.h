/*
 * opt -- a whole number that may be absent.  (An absent text is a Text with at == NULL.)
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct OptInt {
    bool set;
    int64_t value;
} OptInt;

#define SOME_INT(number) ((OptInt){.set = true, .value = (number)})
