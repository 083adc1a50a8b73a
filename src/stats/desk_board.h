/*
 * desk_board -- the board of inspectors (监督台) and leaders (全区一览).
 *
 *   /desk/board                          that of the widest place that the person looks after
 *   /desk/board/CODE?period=…&flag=ID    of a place above villages; with this flag's evidence
 *   /desk/board/CODE/tables?period=…     its pictures as tables
 */
#pragma once

#include "web/web.h"

extern const RouteTable board_desk_routes;

/* For the menu: what the board is called for the acting person; false: there is none for them. */
bool board_desk_title(Ctx *ctx, Text *out);
