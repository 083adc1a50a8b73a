/*
 * outreach -- the village's month for those who do not open a phone: a poster with its QR code, a
 * notice for the board, and what the loudspeaker says (大喇叭广播稿).
 *
 * All of it is made from what a visitor may read, whoever makes it; it is Chinese, since it hangs
 * in the village.  The notice of a month has its money and what was published in the month after
 * it, when its accounts are due.
 */
#pragma once

#include "duty/duty.h"
#include "ledger/ledger.h"
#include "media/poster.h"
#include "region/region.h"

enum {
    OUTREACH_LINES_MAX = 100, /* of what was published in the month, looked at */
    OUTREACH_MISSING_MAX = 20,
    OUTREACH_NOTICES_MAX = 5,
    OUTREACH_READY_DAY = 11, /* accounts are due on the 10th: from then on the last month's */
};

typedef struct OutreachMonth {
    Region place;
    bool community; /* is called so: of villages that became one the code still says 村 */
    Text above;     /* 苏家屯区 沙河街道 鲍家洼子社区 */
    Text phone;     /* of the village's office; may be empty */
    Text link;      /* absolute, of the village's page */
    Month month;
    Day first, last; /* when what is listed was published; last is today at most */
    bool has_money;  /* its accounts can be read by everybody */
    MonthSums sums;
    DisclosureLines published; /* newest first */
    DisclosureLines notices;   /* in their notice period now */
    Duties missing;            /* overdue now, the longest first */
    Texts missing_names;       /* of these, the items' names */
} OutreachMonth;

/* The newest month whose accounts should be public. */
Month outreach_month_of(Day today);

/* A village's month.  site: "https://host", what links begin with.  NOT_FOUND for what is no
 * village; INVALID ("month") for one that has not begun to be published. */
MUST_CHECK Status outreach_month(Ctx *ctx, RegionCode village, Month month, Text site,
                                 OutreachMonth *out);

/* ---- what is made of it ---- */

typedef enum OutreachFile {
    OUTREACH_POSTER_A3,
    OUTREACH_POSTER_A4,
    OUTREACH_POSTER_PNG,
    OUTREACH_NOTICE_PDF,
    OUTREACH_NOTICE_PNG,
    OUTREACH_SPEECH,
    OUTREACH_FILES
} OutreachFile;

const char *outreach_file_name(OutreachFile file); /* "poster-a3.pdf": in links */
const char *
outreach_file_title(OutreachFile file); /* msgid: "海报 A3.pdf" in an archive and a page */
const char *outreach_file_type(OutreachFile file);
bool outreach_file_parse(Text name, OutreachFile *out);

/* Its bytes in ctx->arena. */
MUST_CHECK Status outreach_make(Ctx *ctx, const OutreachMonth *month, OutreachFile file, Text *out);

/* What the loudspeaker says: a minute to a minute and a half, no tables, numbers as they are
 * spoken. */
Text outreach_speech(Ctx *ctx, const OutreachMonth *month);

/* A whole number as it is spoken: 一万二千零五. */
Text spoken_number(Arena *arena, int64_t number);
