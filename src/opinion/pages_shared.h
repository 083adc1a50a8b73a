/*
 * pages_shared -- what the public pages of this room have in common.
 */
#pragma once

#include "opinion/opinion.h"
#include "opinion/pages.h"
#include "opinion/queue.h"

enum { RECEIPTS_KEPT = 5, RECEIPT_COOKIE_DAYS = 180 };

/* /o/NUMBER and /r/CODE with what stands behind. */
Text voice_link(Arena *arena, Text number, const char *below);
Text voice_place_link(Arena *arena, RegionCode code, const char *below);

/* The receipts that a visitor's phone holds, for the model. */
Texts voice_receipts(const Request *req);
/* Adds one to them (the oldest goes); of a report only until the browser is closed, since others
 * may take up the phone. */
void voice_keep_receipt(Ctx *ctx, const Request *req, Response *res, Text number, Text code,
                        bool sealed);

/* The opinion with this number as everybody's pages and programs show it: a sealed one to its
 * sender alone, since inspectors read it on the desk, where the look is recorded.  NOT_FOUND. */
MUST_CHECK Status voice_open(Ctx *ctx, Text number, Texts receipts, Opinion *out);

/* The page of what is not there for this reader: with the way in for who has a receipt. */
MUST_CHECK Status voice_missing(Ctx *ctx, const Request *req, Response *res, Text number);

MUST_CHECK Status voice_cards(Ctx *ctx, const Opinions *opinions, bool with_place,
                              OpinionCards *out);
MUST_CHECK Status voice_card(Ctx *ctx, const Opinion *opinion, bool with_place, OpinionCard *out);

/* ---- words ---- */

/* "今天", "明天", "6月1日", "2022年6月1日". */
Text voice_day(Ctx *ctx, Day day);
/* Of a deadline, which is half-open: "今天 24:00", "6月2日 12:00". */
Text voice_until(Ctx *ctx, Time until);
/* "当天答复 · 3 天办结"; absent while there is no reply. */
Text voice_took(Ctx *ctx, const Opinion *opinion);
/* What is promised next, as a sentence; *late_out: it is too late for that.  Absent: nothing. */
Text voice_due(Ctx *ctx, const Opinion *opinion, bool *late_out);
/* "98.2 %"; absent when whole is 0. */
Text voice_rate(Arena *arena, int64_t part, int64_t whole);

/* "41.658300" as millionths of a degree; absent for the empty text.  False for what is none up to
 * limit degrees. */
bool voice_coordinate(Text typed, int64_t limit, OptInt *out);

/* ---- handlers, by file ---- */

Handler one_page, one_print, one_photo, one_photo_thumb;            /* pages_one.c */
Handler one_rate, one_words, one_withdraw, one_support, one_follow; /* pages_deeds.c */
Handler board_page, mine_page;                                      /* pages_board.c */

/* One opinion's page, also with the errors of a deed. */
MUST_CHECK Status one_show(Ctx *ctx, const Request *req, Response *res, const Opinion *opinion);
