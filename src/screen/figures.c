#include "screen/figures.h"

#include <stdlib.h>

#include "base/tr.h"
#include "catalogue/catalogue.h"
#include "region/tally.h"
#include "screen/figures.sql.h"

enum { YEAR_MONTHS = 12, PUBLISHED_ROWS_MAX = 3 * 400, BOARD_LOOKED_AT = 20 };

/* ---- figures ---- */

/* The first day of the month that lies `back` months before the one of `day`. */
static Day
month_begin(Day day, int back)
{
    Date date = day_to_date(day);
    int months = date.year * YEAR_MONTHS + date.month - 1 - back;

    return day_from_date((Date){months / YEAR_MONTHS, months % YEAR_MONTHS + 1, 1});
}

static Status
read_rates(Ctx *ctx, RegionCode code, ScreenFigures *out)
{
    Day last = ctx_today(ctx);
    Day first = last - SCREEN_DAYS + 1;

    TRY(tally_between(ctx, code, TALLY_DUTIES_DUE, first, last, &out->due));
    TRY(tally_between(ctx, code, TALLY_DUTIES_ON_TIME, first, last, &out->on_time));
    TRY(tally_between(ctx, code, TALLY_REPLY_JUDGED, first, last, &out->judged));
    return tally_between(ctx, code, TALLY_REPLY_IN_TIME, first, last, &out->in_time);
}

/* Months are counted by their last day, so those of this year lie within it. */
static Status
read_money(Ctx *ctx, RegionCode code, ScreenFigures *out)
{
    int year = day_to_date(ctx_today(ctx)).year;
    ScreenWordsRows rows;

    TRY(screen_words(ctx,
                     &(ScreenWordsArgs){.region = code,
                                        .first = day_from_date((Date){year, 1, 1}),
                                        .last = day_from_date((Date){year, 12, 31}),
                                        .limit = WORD_COUNT},
                     &rows));
    for (size_t i = 0; i < rows.len; i++) {
        Word word = (Word)(rows.at[i].measure - TALLY_WORD_FEN);

        out->words[word] = rows.at[i].value;
        if (word_direction(word) == DIRECTION_IN)
            out->income_fen += rows.at[i].value;
        else
            out->expense_fen += rows.at[i].value;
    }
    return OK;
}

static Status
read_published(Ctx *ctx, RegionCode code, ScreenFigures *out)
{
    Day today = ctx_today(ctx);
    Date first;
    ScreenPublishedRows rows;

    out->first_month = month_begin(today, SCREEN_MONTHS - 1);
    first = day_to_date(out->first_month);
    TRY(screen_published(
        ctx,
        &(ScreenPublishedArgs){
            .region = code, .first = out->first_month, .last = today, .limit = PUBLISHED_ROWS_MAX},
        &rows));
    for (size_t i = 0; i < rows.len; i++) {
        Date date = day_to_date((Day)rows.at[i].day);
        int month = (date.year - first.year) * YEAR_MONTHS + date.month - first.month;

        if (month >= 0 && month < SCREEN_MONTHS)
            out->published[month] += rows.at[i].value;
        if (rows.at[i].day == today)
            out->published_today += rows.at[i].value;
    }
    return OK;
}

Status
screen_figures(Ctx *ctx, const Region *place, ScreenFigures *out)
{
    Tallies all;

    *out = (ScreenFigures){0};
    TRY(tally_totals(ctx, place->code, &all));
    out->open = all.of[TALLY_OPINIONS_OPEN];
    out->missing = all.of[TALLY_DUTIES_MISSING];
    TRY(read_rates(ctx, place->code, out));
    TRY(read_money(ctx, place->code, out));
    return read_published(ctx, place->code, out);
}

Status
screen_places(Ctx *ctx, const Region *place, ScreenPlaces *out)
{
    Day today = ctx_today(ctx);
    ScreenBelowRows rows;

    TRY(screen_below(ctx,
                     &(ScreenBelowArgs){.parent = place->code,
                                        .first = today - SCREEN_DAYS + 1,
                                        .last = today,
                                        .limit = SCREEN_PLACES_MAX},
                     &rows));
    out->at = NEW_ARRAY(ctx->arena, ScreenPlace, rows.len);
    out->len = rows.len;
    for (size_t i = 0; i < rows.len; i++) {
        const ScreenBelowRow *row = &rows.at[i];

        out->at[i] = (ScreenPlace){row->code, row->name,    row->map_x,  row->map_y,
                                   row->due,  row->on_time, row->missing};
    }
    return OK;
}

/* ---- what happened last ---- */

static void
news_add(ScreenNewsList *list, ScreenNews news)
{
    list->at[list->len++] = news;
}

static int
newest_first(const void *a, const void *b)
{
    const ScreenNews *x = a;
    const ScreenNews *y = b;

    if (x->at != y->at)
        return x->at > y->at ? -1 : 1;
    return (x->kind > y->kind) - (x->kind < y->kind);
}

static Status
add_published(Ctx *ctx, RegionCode code, ScreenNewsList *list)
{
    DisclosureLines lines;

    TRY(disclosure_list(ctx, &(DisclosureFilter){.region = code, .limit = SCREEN_NEWS}, &lines));
    for (size_t i = 0; i < lines.len; i++) {
        const DisclosureLine *line = &lines.at[i];

        if (line->withdrawn || !line->published_at.set)
            continue;
        news_add(list,
                 (ScreenNews){.kind = NEWS_PUBLISHED,
                              .at = line->published_at.value,
                              .region = line->region,
                              .place = line->region_name,
                              .title = line->title,
                              .link = text_printf(ctx->arena, "/d/%lld", (long long)line->id)});
    }
    return OK;
}

/* What stands on the board, by the last thing that happened to it. */
static Status
add_opinions(Ctx *ctx, const Region *place, ScreenNewsList *list)
{
    Opinions opinions;

    TRY(opinion_board(ctx, place->code, (Text){0}, BOARD_LOOKED_AT, &opinions));
    for (size_t i = 0; i < opinions.len; i++) {
        const Opinion *opinion = &opinions.at[i];
        ScreenNews news = {
            .kind = NEWS_ASKED,
            .at = opinion->received_at,
            .region = opinion->region,
            .title = opinion->title,
            .link = text_printf(ctx->arena, "/o/%.*s", TEXT_ARGS(opinion->number)),
        };

        if (opinion->resolved_at.set) {
            news.kind = NEWS_SETTLED;
            news.at = opinion->resolved_at.value;
        } else if (opinion->replied_at.set) {
            news.kind = NEWS_ANSWERED;
            news.at = opinion->replied_at.value;
        }
        news_add(list, news);
    }
    return OK;
}

static Status
add_late(Ctx *ctx, const Region *place, int limit, ScreenNewsList *list)
{
    RegionRange range = region_range(place->code);
    ScreenLateRows rows;

    TRY(screen_late(
        ctx,
        &(ScreenLateArgs){
            .first = range.first, .last = range.last, .today = ctx_today(ctx), .limit = limit},
        &rows));
    for (size_t i = 0; i < rows.len; i++) {
        const ScreenLateRow *row = &rows.at[i];
        Item item;
        Status status = catalogue_item(ctx, row->region, row->item, &item);

        if (status != OK && status != NOT_FOUND)
            return status;
        news_add(list,
                 (ScreenNews){
                     .kind = NEWS_LATE,
                     .at = day_start((Day)row->due_day + 1),
                     .region = row->region,
                     .place = row->place,
                     .title = status == OK ? item.name : row->item,
                     .link = text_printf(ctx->arena, "/r/%012lld/duties", (long long)row->region),
                     .due = (Day)row->due_day,
                 });
    }
    return OK;
}

static Status
name_places(Ctx *ctx, ScreenNewsList *list)
{
    for (size_t i = 0; i < list->len; i++) {
        Region region;

        if (list->at[i].place.len != 0)
            continue;
        TRY(region_get(ctx, list->at[i].region, &region));
        list->at[i].place = region.name;
    }
    return OK;
}

Status
screen_news(Ctx *ctx, const Region *place, ScreenNewsList *out)
{
    *out = (ScreenNewsList){
        NEW_ARRAY(ctx->arena, ScreenNews, SCREEN_NEWS + BOARD_LOOKED_AT + SCREEN_LATE_NEWS), 0};
    TRY(add_published(ctx, place->code, out));
    if (place->level >= LEVEL_DISTRICT)
        TRY(add_opinions(ctx, place, out));
    TRY(add_late(ctx, place, SCREEN_LATE_NEWS, out));
    qsort(out->at, out->len, sizeof out->at[0], newest_first);
    if (out->len > SCREEN_NEWS)
        out->len = SCREEN_NEWS;
    return name_places(ctx, out);
}

Status
screen_overdue(Ctx *ctx, const Region *place, int limit, ScreenNewsList *out)
{
    *out = (ScreenNewsList){NEW_ARRAY(ctx->arena, ScreenNews, (size_t)limit), 0};
    return add_late(ctx, place, limit, out);
}
