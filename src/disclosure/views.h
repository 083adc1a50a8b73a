/*
 * views -- what the public pages of disclosures show: lists, search, the feed.
 */
#pragma once

#include "web/web.h"

typedef struct ListLine {
    Text link;
    Text title;
    Text title_hit, title_after; /* search: the word that was looked for, and what follows it */
    Text summary;
    Text place;
    Text item;
    const char *css;
    Text affair;
    Text period;
    Text date;
    Text excerpt; /* search: around the hit, up to it */
    Text excerpt_hit, excerpt_after;
    bool nil, exception, withdrawn, corrected;
} ListLine;

typedef struct ListLines {
    ListLine *at;
    size_t len;
} ListLines;

typedef struct ListTab {
    Text name;
    Text link;
    bool current;
} ListTab;

/* An item of a village: the newest, how many, whether it is missing. */
typedef struct ItemRow {
    Text code;
    Text name;
    Text plain;
    Text link;   /* all of this item */
    Text newest; /* title; empty: nothing yet */
    Text newest_link;
    Text newest_date;
    int64_t count;
    bool missing;
    Text missing_note; /* "2023年4月 逾期 12 天" */
    Text next_due;     /* "5月10日前" */
} ItemRow;

typedef struct ListView {
    Page page;
    Text heading;
    Text intro;
    struct {
        ListTab *at;
        size_t len;
    } tabs;
    struct {
        ItemRow *at;
        size_t len;
    } items;
    bool lists; /* lines are shown, not items */
    ListLines lines;
    Text more_link;
    Text back_link;
    Text follow_code, follow_item; /* of the form that follows the item; absent: no form */
    bool follows;
} ListView;

typedef struct PlaceHit {
    Text link;
    Text name;
    Text above;
} PlaceHit;

typedef struct SearchView {
    Page page;
    Text query;
    Text region; /* the code searched within */
    Text scope_name;
    Text wider_link, wider_name; /* the same search in the whole installation; may be empty */
    bool searched;
    struct {
        PlaceHit *at;
        size_t len;
    } places;
    ListLines lines;
    Text next_link, previous_link;
} SearchView;

typedef struct FeedEntry {
    Text id;
    Text link;
    Text title;
    Text summary;
    Text place;
    Text updated;
} FeedEntry;

typedef struct FeedView {
    Text id;
    Text title;
    Text updated;
    Text self;
    Text site;
    Text author;
    struct {
        FeedEntry *at;
        size_t len;
    } entries;
} FeedView;
