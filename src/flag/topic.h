/*
 * topic -- for rules about opinions: words for people in the rows that a query gave.
 */
#pragma once

#include "flag/rule.h"

/* Notes that are a topic's name in the database become its title. */
void flag_rows_topics(FlagRows *rows);
