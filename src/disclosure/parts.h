/*
 * parts -- what the files of this room share: stored rows, checked content, and the steps of a
 * life.
 */
#pragma once

#include "disclosure/attachment.h"
#include "disclosure/disclosure.h"
#include "disclosure/disclosure.sql.h"

/* ---- stored.c: between rows and structs ---- */

Disclosure disclosure_from_stored(const StoredDisclosure *row);
/* Loads without asking who reads. */
MUST_CHECK Status disclosure_fetch(Ctx *ctx, int64_t id, Disclosure *out);
MUST_CHECK Status revision_fetch(Ctx *ctx, const Disclosure *disclosure, int64_t number,
                                 Revision *out);
/* Writes what can change; CONFLICT when the lock has moved on, else disclosure->lock is the new
 * one. */
MUST_CHECK Status disclosure_write(Ctx *ctx, Disclosure *disclosure);
MUST_CHECK Status disclosure_event_add(Ctx *ctx, const Disclosure *disclosure, int64_t revision,
                                       const char *kind, Text note);

/* The acting person's account; 0 for visitors and the system. */
int64_t acting_account(const Ctx *ctx);
OptInt acting_account_opt(const Ctx *ctx);

/* "2023年5月 各项支出": the title of those without one. */
Text default_title(Arena *arena, Lang lang, const Item *item, Text period);

/* ---- content.c: from what a person wrote to what is stored ---- */

typedef struct Content {
    Item item;
    Period period;
    Text period_text;
    DisclosureKind kind;
    Text title, summary, body;
    Table table;
    Text columns; /* as stored: '' for the template of the item's version, else JSON */
    Text rows;    /* packed */
    Text reason;
    OptInt review_on;
} Content;

/* The place and the item of an input, when something may be published there. */
MUST_CHECK Status content_place(Ctx *ctx, RegionCode code, Region *out);
MUST_CHECK Status content_item(Ctx *ctx, RegionCode region, Text code, Item *out);
/* Everything else.  published: the columns of the revision that is corrected, which stay at least
 * as closed; none otherwise.  INVALID with all problems found. */
MUST_CHECK Status content_check(Ctx *ctx, const Item *item, bool community, Columns published,
                                const DisclosureInput *input, Content *out);
/* content_table.c: the table of it, into table and columns; and whether that is of a size to be
 * stored. */
void content_check_table(Ctx *ctx, const DisclosureInput *input, Columns published, Content *out);
bool content_table_fits(const Table *table);

/* ---- publish.c: what happens when a revision becomes public, one by one or in bulk ---- */

struct DutyBatch;
struct TallyBatch;

typedef struct Publication {
    Disclosure *disclosure;
    Revision *revision; /* digest and published_at are filled in */
    const Item *item;
    bool community;
    Time at;
    Texts attachments;          /* their sha256 */
    struct TallyBatch *tallies; /* NULL: written at once */
    struct DutyBatch *duties;   /* with tallies */
    Time now; /* of the import, of what was published at another time; 0: ctx->now */
} Publication;

/* Sets revision, dates, notice and digest in both structs (the caller writes them) … */
void publication_prepare(Ctx *ctx, Publication *publication);
/* … and then, with the rows written: tallies, duty, search. */
MUST_CHECK Status publication_count(Ctx *ctx, const Publication *publication);
/* Takes a withdrawn one out of tallies and search; its duty is open again. */
MUST_CHECK Status publication_undo(Ctx *ctx, const Disclosure *disclosure);

/* notice_jobs.c: the keeper closes a disclosure on the day after its notice, when its item says so.
 */
MUST_CHECK Status notice_job_add(Ctx *ctx, const Disclosure *disclosure, const Item *item);

/* ---- read.c, list.c ---- */

bool audience_reads(Audience audience, Reader reader);
/* A line as the acting person sees it. */
MUST_CHECK Status line_from_stored(Ctx *ctx, const StoredLine *row, DisclosureLine *out);

/* ---- attachments ---- */

/* canonical.c: the sha256 of each attachment of a revision, in the order shown. */
MUST_CHECK Status attachment_digests(Ctx *ctx, int64_t disclosure, int64_t number, Texts *out);

/* INVALID ("attachments") when one was refused; CONFLICT while one is pending and pending_is_bad.
 */
MUST_CHECK Status attachments_ready(Ctx *ctx, const Disclosure *disclosure, bool pending_is_bad);

/* ---- personal.c ---- */

/* disclosure_personal() without the names of attachments. */
MUST_CHECK Status personal_in_texts(Ctx *ctx, const Revision *revision, PersonalSpots *out);

/* Replaces all finds in title, summary, body, table and attachments' names by their masked forms;
 * the names at once in the database, the rest in *revision. */
MUST_CHECK Status personal_mask(Ctx *ctx, Revision *revision);
