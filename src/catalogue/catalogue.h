/*
 * catalogue -- the items that a district must publish: data, in versions.
 *
 * A district's catalogue belongs to its region; places without one use that of the place above, and
 * at last the installation's (region 0).  A disclosure keeps the version it was made under.
 */
#pragma once

#include "catalogue/column.h"
#include "catalogue/period.h"
#include "region/region.h"

typedef enum Affair { AFFAIR_PARTY = 1, AFFAIR_VILLAGE = 2, AFFAIR_FINANCE = 3 } Affair;

typedef struct Item {
    int64_t id; /* of this version */
    RegionCode region;
    Text code;
    int64_t version;
    bool retired;
    Affair affair;
    int64_t position;
    Text name, name_hant, name_en;
    Text plain, plain_hant, plain_en;
    Text rhythm_village, rhythm_community; /* letters, the main one first; empty: not owed */
    Text due_rule;                         /* JSON, docs/catalogue.md */
    Audience audience;                     /* of title, summary, text and table */
    Audience after_notice;   /* who reads them once the notice is over; PUBLIC: as before */
    Audience files_audience; /* attachments are for these at most; PUBLIC: as the texts */
    int64_t notice_days;
    bool finance_group;
    Text legal_basis, legal_basis_en;
    Columns columns;
    Day effective_day;
} Item;

typedef struct Items {
    Item *at;
    size_t len;
} Items;

enum { CATALOGUE_ITEMS_MAX = 200, ITEM_CODE_CHARS_MAX = 12, ITEM_NAME_CHARS_MAX = 60 };

/* "party", "village", "finance" (URLs, API) and the Chinese title (msgid). */
const char *affair_name(Affair affair);
bool affair_parse(Text name, Affair *out);
const char *affair_title(Affair affair);

/* The newest versions of the items in force at a place, by affair and position; cached per process,
 * checked by version (KEY_CATALOGUE), so cheap.  The list belongs to all: nobody changes it. */
MUST_CHECK Status catalogue_items(Ctx *ctx, RegionCode place, Items *out);
/* The same with those that are retired: for whoever edits them. */
MUST_CHECK Status catalogue_all(Ctx *ctx, RegionCode place, Items *out);
MUST_CHECK Status catalogue_item(Ctx *ctx, RegionCode place, Text code, Item *out);
/* One version, current or old. */
MUST_CHECK Status catalogue_version(Ctx *ctx, int64_t id, Item *out);
MUST_CHECK Status catalogue_history(Ctx *ctx, RegionCode region, Text code, Items *out);

Text item_name(const Item *item, Lang lang);
Text column_name(const Column *column, Lang lang);
/* The name without a remark in brackets at its end, for lists. */
Text item_short_name(const Item *item, Lang lang);
Text item_plain(const Item *item, Lang lang);
/* The letters owed by a place of this kind. */
Text item_rhythm(const Item *item, bool community);
bool item_has_rhythm(const Item *item, bool community, Rhythm rhythm);

/* Who may read what was published under this item on a day: its audience, and, where the item
 * closes after its notice, after_notice from the day after notice_until on (at once without a
 * notice). */
Audience item_audience_on(const Item *item, OptInt notice_until, Day day);
/* Whether that will be, or is, another audience than during the notice. */
bool item_closes(const Item *item);

/* The day by which a period (or, with rhythm E, an event on period.start) must be published;
 * working days by the installation's calendar. */
MUST_CHECK Status item_due_day(Ctx *ctx, const Item *item, bool community, Period period, Day *out);

/* Publishes a new version of an item (or a new item); needs CAN_MANAGE_CATALOGUE at item->region.
 * base_version: the version the editor saw; CONFLICT when there is a newer one. */
MUST_CHECK Status catalogue_put(Ctx *ctx, const Item *item, int64_t base_version, Item *out);

/* Loads data/catalogue.json's text as the catalogue of region when it has none. */
MUST_CHECK Status catalogue_load(Ctx *ctx, RegionCode region, Text json);

/* ---- the working calendar ---- */

MUST_CHECK Status calendar_is_working(Ctx *ctx, Day day, bool *out);
/* The day that lies `days` working days after day (the day itself does not count). */
MUST_CHECK Status calendar_add_working(Ctx *ctx, Day day, int days, Day *out);
/* CAN_MANAGE_CALENDAR at the installation's top region; name: "国庆节".  Audited; days that are
 * still to come and were reckoned in working days move with it (duty/duty.h). */
enum { CALENDAR_NAME_CHARS_MAX = 40 };
MUST_CHECK Status calendar_put(Ctx *ctx, Day day, bool working, Text name);
/* The day is like any other of its weekday again; NOT_FOUND when it was not special. */
MUST_CHECK Status calendar_remove(Ctx *ctx, Day day);

/* A day that differs from Monday-to-Friday. */
typedef struct SpecialDay {
    Day day;
    bool working;
    Text name;
} SpecialDay;
typedef struct SpecialDays {
    SpecialDay *at;
    size_t len;
} SpecialDays;
/* Those with first ≤ day ≤ last, at most a year of them. */
MUST_CHECK Status calendar_special(Ctx *ctx, Day first, Day last, SpecialDays *out);
MUST_CHECK Status calendar_load(Ctx *ctx, Text csv); /* data/holidays-cn.csv */
/* DENIED for those who do not maintain it. */
MUST_CHECK Status calendar_may_manage(Ctx *ctx);
/* The first year, this one or the coming, of which no day off is known: its deadlines in working
 * days come out too short.  0: there is none.  *pressing_out: the notice for it should be out by
 * now. */
MUST_CHECK Status calendar_gap(Ctx *ctx, int *year_out, bool *pressing_out);
/* A change leaves a job for whoever keeps days that lie some working days away: the jobs that
 * wait, at most CALENDAR_JOBS_MAX; and when all has been counted anew. */
enum { CALENDAR_JOBS_MAX = 500 };
typedef struct CalendarJobs {
    int64_t *at;
    size_t len;
} CalendarJobs;
MUST_CHECK Status calendar_jobs(Ctx *ctx, CalendarJobs *out);
MUST_CHECK Status calendar_jobs_done(Ctx *ctx, const CalendarJobs *jobs);

/* ---- which header of a village's sheets means which column: remembered from the last time ---- */

/* Both need CAN_DRAFT or CAN_KEEP_LEDGER there.  matches is what catalogue_match_put() was given;
 * NOT_FOUND when nothing is remembered. */
MUST_CHECK Status catalogue_match_get(Ctx *ctx, RegionCode region, Text item, Text header,
                                      Text *matches_out);
MUST_CHECK Status catalogue_match_put(Ctx *ctx, RegionCode region, Text item, Text header,
                                      Text matches);
