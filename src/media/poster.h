/*
 * poster -- what hangs beside the notice board: the village's poster with its QR code, A3 or A4,
 * and the notice of a month, A4.  Each as a PDF for the printer or a picture for a chat group.
 */
#pragma once

#include "base/status.h"
#include "base/text.h"

enum { POSTER_BYTES_MAX = 8 * 1024 * 1024, POSTER_CARDS = 3, NOTICE_ROWS_MAX = 12 };

typedef enum PosterForm { POSTER_A3_PDF, POSTER_A4_PDF, POSTER_PNG } PosterForm;

/* One of the three things that one can do here. */
typedef struct PosterCard {
    Text title; /* 看账本 */
    Text says;
} PosterCard;

typedef struct Poster {
    Text above; /* 云溪区 清河镇 槐荫村, a small line on top */
    Text line1; /* 村里的事 */
    Text line2; /* 扫码就明白 */
    Text link;  /* in the QR code, and written below it */
    Text scan;  /* 打开微信，扫一扫 */
    PosterCard cards[POSTER_CARDS];
    Text large; /* how to get large letters */
    Text help;  /* whom to ask, which number to call */
} Poster;

/* FAULT (logged) when it cannot be drawn, or when the link is longer than QR_BYTES_MAX. */
MUST_CHECK Status poster_draw(Arena *arena, const Poster *poster, PosterForm form, Text *out);

/* A line of a notice with something behind it. */
typedef struct NoticeRow {
    Text name, value;
} NoticeRow;

typedef struct NoticeRows {
    NoticeRow *at; /* as many are drawn as there is room for, at most NOTICE_ROWS_MAX */
    size_t len;
    Text title;
    Text rest; /* said when not all were drawn */
    Text none; /* said when there are none; empty: the heading goes, too */
} NoticeRows;

typedef struct PaperNotice {
    Text place, title;  /* 槐荫村, 2023年4月账目和公开情况 */
    NoticeRow money[3]; /* 村里收了, 花了, 村账上还有; without value: not published yet */
    Text no_money;      /* what is said then */
    NoticeRows spent, published, missing;
    Text link, scan;
    Text help;
    Text printed; /* 打印于 … */
    Text stamp;   /* （盖章） */
} PaperNotice;

/* A4; form POSTER_A4_PDF or POSTER_PNG. */
MUST_CHECK Status notice_draw(Arena *arena, const PaperNotice *notice, PosterForm form, Text *out);
