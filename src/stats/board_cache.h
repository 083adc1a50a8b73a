/*
 * board_cache -- the finished parts of boards, kept in this process while what they show stays.
 *
 * A board is the same for all of a class of readers (board.h) who ask for the same place, period,
 * language and day, but for the menu, the name and the tokens of forms, which are no part of this.
 * What is kept stands under the versions of all that it shows, and the class is part of the key: so
 * nobody sees what is older than the last commit, nor what is for another class.
 *
 * A handler runs inside its transaction, and a commit may become visible between its beginning and
 * a look at the versions.  So the first making only notes the versions; when the next making finds
 * them where they were, its transaction began after they were read, and what it made is kept.
 */
#pragma once

#include "stats/board.h"

enum { BOARD_CACHE_ENTRIES = 32, BOARD_PART_BYTES_MAX = 512 * 1024 };

typedef struct BoardKey {
    RegionCode place;
    BoardSpan period;
    BoardReader reader;
    Lang lang;
    Day day;
    int64_t flag; /* whose evidence is shown; 0: the first */
} BoardKey;

/* What is kept; texts are markup. */
typedef struct BoardParts {
    Text headline, kpis, flags, why, below;
    int64_t flag; /* that is shown; 0: none */
    int64_t flag_lock;
    RegionCode flag_region;
} BoardParts;

/* False: it has to be made.  What is found stays until the next call of board_cache_keep(). */
bool board_cache_find(const Ctx *ctx, const BoardKey *key, BoardParts *out);
/* After board_cache_find() said no, in the same transaction: copies. */
void board_cache_keep(const Ctx *ctx, const BoardKey *key, const BoardParts *parts);
/* Forgets all: for tests and measurements. */
void board_cache_clear(void);
