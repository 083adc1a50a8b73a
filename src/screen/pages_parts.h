/*
 * pages_parts -- what the two kinds of wall screen have in common: figures in words, bars, news.
 */
#pragma once

#include "screen/figures.h"
#include "screen/views.h"

/* "97.2" or "–" when nothing was due; all or nothing only when it is. */
Text screen_rate(Arena *arena, int64_t part, int64_t whole);

/* An amount as a wall shows it: 万元 with one decimal from 万 on, else yuan; with its unit. */
Text screen_amount(Ctx *ctx, int64_t fen);
/* In whole 万元, for a list whose heading says so; "<1" for less. */
Text screen_wan(Arena *arena, int64_t fen);

/* The money of one direction by everyday word, without words that nothing was booked under. */
void screen_bars(Ctx *ctx, const int64_t *words, Direction direction, ScreenBars *out);

/* "2023 年 6 月 1 日 星期四" */
Text screen_day(Ctx *ctx, Day day);

void screen_head(ScreenHeads *heads, const char *css, Text value, Text unit, Text name, Text link);

void screen_news_views(Ctx *ctx, const ScreenNewsList *news, ScreenNewsViews *out);

/* Months from their figures. */
void screen_line(Ctx *ctx, const ScreenFigures *figures, ScreenLine *out);

/* The map of a district, a township or what is above; how many villages are late. */
MUST_CHECK Status screen_map(Ctx *ctx, const Region *place, const ScreenPlaces *places,
                             ScreenMap *out, int64_t *late_out);

/* What every screen's page has: title, canonical address, nothing to be found by searching
 * machines. */
Page screen_page(Ctx *ctx, const Request *req, const Region *place);

/* "连不上服务器，下面是 HH:MM 的数据": the script puts the time there. */
Text screen_lost(const Ctx *ctx);

/* The two kinds. */
MUST_CHECK Status screen_region(Ctx *ctx, const Request *req, Response *res, const Region *place);
MUST_CHECK Status screen_village(Ctx *ctx, const Request *req, Response *res, const Region *place);
