/*
 * money -- the village's accounts as villagers read them: one sentence, bars, a waffle, everyday
 * words, every entry; and the same as files.
 */
#pragma once

#include "home/money_views.h"
#include "ledger/ledger.h"
#include "region/region.h"

/* /r/CODE/money, /r/CODE/money/2023-05 and below. */
extern const RouteTable money_routes;

/* The card of the newest published month, for the village's home; view->month_link is absent when
 * there is none yet.  households: of the village; 0: nobody knows. */
MUST_CHECK Status money_book(Ctx *ctx, RegionCode village, int64_t households, MoneyBook *out);

/* The same for one month. */
MUST_CHECK Status money_book_of(Ctx *ctx, const LedgerMonth *month, int64_t households,
                                MoneyBook *out);

/* A sentence about the township's middle; absent where few villages have closed the month. */
MUST_CHECK Status money_median(Ctx *ctx, const Region *village, const LedgerMonth *month,
                               Text *out);

/* The everyday words of sums, without a comparison. */
void money_words_of(Ctx *ctx, const MonthSums *sums, MoneyWords *spent_out, MoneyWords *got_out);

/* The village of a request's {code}; NOT_FOUND for other places. */
MUST_CHECK Status money_village(Ctx *ctx, const Request *req, Region *out);

/* money_files.c: the same for programs. */
Handler money_csv, money_xlsx, money_package;
/* money_entry.c: about one entry. */
Handler money_ask, money_photo, money_photo_file;

/* 问这一笔: the steps of asking, about this entry. */
Text money_ask_link(Arena *arena, const Entry *entry);

/* An entry as pages show it. */
MoneyEntry money_entry(Ctx *ctx, const Entry *entry, bool tied);

/* /r/CODE/money/2023-05 and what may stand behind it (".csv"). */
Text money_link(Arena *arena, RegionCode village, Month month, const char *behind);
