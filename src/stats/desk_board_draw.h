/*
 * desk_board_draw -- the parts of a board as its pages show them.
 */
#pragma once

#include "stats/board.h"
#include "stats/desk_board_views.h"

/* What the parts of one board have in common. */
typedef struct BoardAsk {
    Region place;
    BoardSpan kind;
    BoardReader reader;
} BoardAsk;

/* "/desk/board/CODE?period=month" and what follows. */
Text board_link(Arena *arena, RegionCode place, BoardSpan kind, const char *more);
/* The tables that stand behind the pictures, at one of them ("#items"). */
Text board_tables_link(Arena *arena, const BoardAsk *ask, const char *at);

/* Lists behind the figures, for who reads. */
Text board_missing_link(Arena *arena, RegionCode place, Text item);
Text board_voices_link(Arena *arena, const BoardAsk *ask, const char *view);
/* A place below: its own board, or the village's page. */
Text board_place_link(Arena *arena, const BoardAsk *ask, RegionCode code);

Text board_month(Ctx *ctx, Day day); /* "11月" */
/* A share in whole per cent, "100" only when it is all; "–" of nothing. */
Text board_percent(Arena *arena, int64_t part, int64_t whole);
Text board_state_words(Ctx *ctx, const BoardCell *cell);

void board_kpis(Ctx *ctx, const BoardAsk *ask, const BoardFigures *figures, int64_t missing_places,
                BoardKpis *out);
void board_draw_strips(Ctx *ctx, const BoardAsk *ask, const BoardStrips *strips, BoardPicture *out);
void board_draw_heat(Ctx *ctx, const BoardAsk *ask, const BoardHeat *heat, BoardPicture *out);
void board_draw_voices(Ctx *ctx, const BoardAsk *ask, const BoardFigures *figures,
                       BoardVoices *out);
void board_tables(Ctx *ctx, const BoardAsk *ask, const BoardFigures *figures,
                  const BoardStrips *strips, const BoardHeat *heat, BoardTablesView *out);
