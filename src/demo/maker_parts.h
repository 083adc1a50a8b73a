/*
 * maker_parts -- what the files of the maker share.
 */
#pragma once

#include "demo/maker.h"

/* What stands for a placeholder; the part that is about the table. */
Text maker_fact(Maker *maker, Fact fact);
Text maker_table_fact(Maker *maker, Fact fact);

/* An amount as it stands in a sentence: thousands separators, two decimals or none. */
Text maker_money(Arena *arena, int64_t milli);

/* What has been drawn in this table and must not be drawn again. */
bool maker_was_used(const Maker *maker, Text text);
Text maker_use_once(Maker *maker, Text text);
