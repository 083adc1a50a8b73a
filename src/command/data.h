/*
 * data -- files of data/ that the program carries with it.
 */
#pragma once

#include <stddef.h>

#include "base/text.h"

#define DATA_FILE(name)                                                                            \
    extern const unsigned char name[];                                                             \
    extern const size_t name##_len

DATA_FILE(data_catalogue); /* catalogue.json: the 26 items */
DATA_FILE(data_holidays);  /* holidays-cn.csv */
DATA_FILE(data_regions);   /* regions-210111.csv: the demonstration district */
DATA_FILE(data_aliases);   /* aliases-210111.csv */

/* data_text(data_catalogue): the file as a view. */
#define data_text(name) ((Text){(const char *)(name), name##_len})
