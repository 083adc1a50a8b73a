/*
 * disclosure -- what a village publishes about one item for one period, and its life.
 *
 *   draft → (confirming: the finance group, finance items only) → submitted → returned with a
 * reason | approved = published → corrected (a new revision; the old one stays) | withdrawn (a
 * tombstone)
 *
 * One row `disclosure` is the thing; rows `revision` are its texts and tables.  `revision` (the
 * newest published one) and `working` (the one being worked on) say where it stands.  A published
 * revision never changes.  Publication is automatic on approval.  Nobody approves what they
 * submitted.
 *
 * Every function decides permission, writes the audit trail and an event, bumps versions
 * (store_touch: the region and all above it), keeps tallies, duties and search right; page, API and
 * command line call the same ones.  `lock` is the version that the caller saw; CONFLICT when the
 * state has moved on.
 */
#pragma once

#include "catalogue/catalogue.h"
#include "duty/duty.h"

typedef enum DisclosureState {
    STATE_DRAFT,
    STATE_CONFIRMING, /* waits for the finance group */
    STATE_SUBMITTED,  /* waits for the township */
    STATE_RETURNED,   /* with a reason, waits for the village */
    STATE_PUBLISHED,
    STATE_WITHDRAWN,
    STATE_COUNT
} DisclosureState;

typedef enum DisclosureKind {
    DISCLOSURE_REPORT,
    DISCLOSURE_NIL,       /* 本期无事项 */
    DISCLOSURE_EXCEPTION, /* 不公开备案 */
} DisclosureKind;

typedef struct Disclosure {
    int64_t id;
    RegionCode region;
    Text item;
    int64_t item_version;
    Affair affair;
    Text period;
    DisclosureKind kind;   /* of the newest published revision, or of the draft */
    DisclosureState state; /* of the work in hand; a published one under correction is DRAFT … with
                            * revision > 0, but PUBLISHED for those who may not see work in hand */
    int64_t revision;      /* 0: nothing published yet */
    int64_t working;       /* 0: nothing in hand */
    int64_t lock;
    Time created_at;
    int64_t created_by;
    OptInt first_published_at, published_at;
    OptInt notice_until; /* a Day */
    OptInt withdrawn_at;
    Text withdrawn_reason;
} Disclosure;

typedef struct Revision {
    int64_t disclosure;
    int64_t number;
    DisclosureKind kind;
    Text title;
    Text summary;
    Text body; /* Markdown subset */
    Table table;
    Text reason;      /* why corrected; the ground of an exception */
    OptInt review_on; /* exception: looked at again on this Day */
    bool personal_ok;
    Time created_at;
    int64_t created_by;
    OptInt submitted_at, submitted_by, confirmed_at, confirmed_by, reviewed_at, reviewed_by,
        published_at;
    Text return_reason;
    Text digest;
} Revision;

/* What a person writes.  Rows are typed cells as texts (not yet normalised); columns empty: the
 * item's template. */
typedef struct DisclosureInput {
    Text item;
    RegionCode region;
    Text period;
    DisclosureKind kind;
    Text title; /* empty: made from period and item */
    Text summary;
    Text body;
    Columns columns;
    Text *cells; /* row-major, columns.len a row */
    size_t rows;
    Text reason;
    OptInt review_on;
} DisclosureInput;

/* A row of a list, with what the reader may see. */
typedef struct DisclosureLine {
    int64_t id;
    RegionCode region;
    Text region_name;
    Text item;
    Affair affair;
    Text period;
    DisclosureKind kind;
    DisclosureState state;
    Text title;
    Text summary;
    int64_t revision;
    OptInt published_at;
    OptInt notice_until;
    bool withdrawn; /* summary is the reason then */
    int64_t count;  /* disclosure_village_items: how many of the item there are */
} DisclosureLine;

typedef struct DisclosureLines {
    DisclosureLine *at;
    size_t len;
    Text next; /* cursor of the next page; absent: the end */
} DisclosureLines;

enum {
    TITLE_CHARS_MAX = 80,
    SUMMARY_CHARS_MAX = 200,
    BODY_CHARS_MAX = 20000,
    REASON_CHARS_MAX = 500,
    ATTACHMENTS_MAX = 20,
    DISCLOSURE_PAGE_MAX = 100,
    REVISIONS_MAX = 100,
};

const char *disclosure_state_name(DisclosureState state);  /* "submitted" */
const char *disclosure_state_title(DisclosureState state); /* msgid "待审核" */
bool disclosure_state_parse(Text name, DisclosureState *out);
const char *disclosure_kind_name(DisclosureKind kind);  /* "nil" */
const char *disclosure_kind_title(DisclosureKind kind); /* msgid "本期无事项" */
bool disclosure_kind_parse(Text name, DisclosureKind *out);

/* ---- writing ---- */

/* A new draft (CAN_DRAFT).  INVALID with problems on wrong fields: item, region, period, title,
 * summary, body, reason, review_on, table (one problem a bad cell: field "table.ROW.COLUMN",
 * 1-based).  A column that the item's template knows keeps at least the template's audience and its
 * personal kind: an author can close more than the catalogue, never open more. */
MUST_CHECK Status disclosure_create(Ctx *ctx, const DisclosureInput *input, Disclosure *out);

/* Replaces the working revision's content; only in draft or returned.  Item and period can change
 * until the first publication, the place never; absent ones stay. */
MUST_CHECK Status disclosure_update(Ctx *ctx, int64_t id, int64_t lock,
                                    const DisclosureInput *input, Disclosure *out);

/* A draft with the texts and table of the last published disclosure of the same item. */
MUST_CHECK Status disclosure_copy_last(Ctx *ctx, RegionCode region, Text item, Text period,
                                       Disclosure *out);

/* Throws away a draft that was never published (CAN_DRAFT), or the correction in hand. */
MUST_CHECK Status disclosure_discard(Ctx *ctx, int64_t id, int64_t lock);

/* Draft or returned → confirming (finance items where the place has a finance group) or submitted.
 * INVALID ("body") when there is nothing in it, or when the district wants whoever submits to be
 * trained first (organisation/training.h). */
MUST_CHECK Status disclosure_submit(Ctx *ctx, int64_t id, int64_t lock, Disclosure *out);
/* Whether an item of this place, handed in by the acting person, goes to the finance group first:
 * the item asks for it and the place has one besides that person. */
MUST_CHECK Status disclosure_wants_finance_group(Ctx *ctx, RegionCode region, const Item *item,
                                                 bool *out);
/* The finance group: confirming → submitted. */
MUST_CHECK Status disclosure_confirm(Ctx *ctx, int64_t id, int64_t lock, Disclosure *out);
/* The township: submitted → published.  INVALID ("personal") while personal data was found and
 * personal_ok is false; DENIED for those who wrote or submitted it.  CONFLICT while an attachment
 * is pending. */
MUST_CHECK Status disclosure_approve(Ctx *ctx, int64_t id, int64_t lock, bool personal_ok,
                                     Disclosure *out);
/* The township or the finance group: → returned; the reason is required. */
MUST_CHECK Status disclosure_return(Ctx *ctx, int64_t id, int64_t lock, Text reason,
                                    Disclosure *out);
/* Begins a correction: a new working revision, copied from the published one; a reason is required.
 */
MUST_CHECK Status disclosure_correct(Ctx *ctx, int64_t id, int64_t lock, Text reason,
                                     Disclosure *out);
/* A tombstone with its reason stays (CAN_WITHDRAW); a correction in hand is thrown away. */
MUST_CHECK Status disclosure_withdraw(Ctx *ctx, int64_t id, int64_t lock, Text reason,
                                      Disclosure *out);

/* ---- reading ---- */

/* NOT_FOUND for visitors while nothing is published. */
MUST_CHECK Status disclosure_get(Ctx *ctx, int64_t id, Disclosure *out);
/* The table is unmasked, so nothing to show: pages and API show what revision_shown() or
 * catalogue/column.h make of it.  Texts are closed already: of an item that is not for the acting
 * person there is no summary and no body, and the plain title (period and item); of a withdrawn one
 * only that title.  Drafts need CAN_READ_STAFF_PARTS (NOT_FOUND). */
MUST_CHECK Status disclosure_revision(Ctx *ctx, int64_t id, int64_t number, Revision *out);
/* What a reader sees of a revision: closed columns left out, cells masked; of an item that is not
 * for this reader no summary and body, and the plain title (period and item). */
MUST_CHECK Status revision_shown(Ctx *ctx, const Disclosure *disclosure, const Revision *revision,
                                 Reader reader, Revision *out);

typedef struct Revisions {
    Revision *at; /* without tables; oldest first */
    size_t len;
} Revisions;
MUST_CHECK Status disclosure_revisions(Ctx *ctx, int64_t id, Revisions *out); /* published ones */

typedef struct DisclosureEvent {
    Time at;
    int64_t revision;
    Text kind; /* created, submitted, confirmed, returned, published, corrected, withdrawn */
    Text account_name; /* shown to staff only */
    Text note;
} DisclosureEvent;
typedef struct DisclosureEvents {
    DisclosureEvent *at;
    size_t len;
} DisclosureEvents;
MUST_CHECK Status disclosure_events(Ctx *ctx, int64_t id, DisclosureEvents *out);

/* Who may read texts, table and files of a revision of this kind today: the item's audience, or,
 * where an item closes after its notice, those who are left.  What is not published yet is shown
 * as it will be during the notice; that there was nothing to report stays open. */
Audience disclosure_audience(const Ctx *ctx, const Disclosure *disclosure, const Item *item,
                             DisclosureKind kind);
/* Whether a reader is among them. */
bool disclosure_texts_open(const Ctx *ctx, const Disclosure *disclosure, const Item *item,
                           DisclosureKind kind, Reader reader);

/* Which audiences the acting person belongs to at a place … */
Reader disclosure_reader(const Ctx *ctx, RegionCode region);
/* … and to one disclosure: the affected are those of its circle (disclosure/affected.h). */
MUST_CHECK Status disclosure_reader_of(Ctx *ctx, const Disclosure *disclosure, Reader *out);

/* Published ones, newest first. All filters optional (0 / absent). */
typedef struct DisclosureFilter {
    RegionCode region; /* the subtree */
    int affair;
    Text item;
    Text period;
    Text cursor;
    int limit;
} DisclosureFilter;
MUST_CHECK Status disclosure_list(Ctx *ctx, const DisclosureFilter *filter, DisclosureLines *out);

/* What a village has published for one affair: the newest of each item and how many; for tiles. */
MUST_CHECK Status disclosure_village_items(Ctx *ctx, RegionCode village, int affair,
                                           DisclosureLines *out);

/* In their notice period today, soonest end first. */
MUST_CHECK Status disclosure_notices(Ctx *ctx, RegionCode scope, int limit, DisclosureLines *out);

/* The desk: work in hand in a state within scope, oldest first. */
MUST_CHECK Status disclosure_work(Ctx *ctx, RegionCode scope, DisclosureState state, int limit,
                                  DisclosureLines *out);

/* The last published disclosure of the item before a period; NOT_FOUND when none. */
MUST_CHECK Status disclosure_previous(Ctx *ctx, RegionCode region, Text item, Text period,
                                      Disclosure *out);

/* ---- personal data: what looks like it, and where ---- */

typedef struct PersonalSpot {
    Text where; /* "title", "summary", "body", "reason", "table.3.2", "attachment.NAME" */
    Text what;  /* msgid: 身份证号, 银行卡号, 手机号 */
    Text masked;
} PersonalSpot;
typedef struct PersonalSpots {
    PersonalSpot *at;
    size_t len;
} PersonalSpots;
/* Finds in what the public would see: free text, table cells in columns not made for it, file
 * names. */
MUST_CHECK Status disclosure_personal(Ctx *ctx, const Revision *revision, PersonalSpots *out);
/* Masks all finds of the working revision. */
MUST_CHECK Status disclosure_mask_personal(Ctx *ctx, int64_t id, int64_t lock, Disclosure *out);

/* The keeper's job (web/web.h KeeperJob): takes the words of what is no longer everybody's out of
 * search, on the day after the notice ended. */
struct Store;
MUST_CHECK Status disclosure_notices_end(struct Store *store, Ctx *ctx);

/* ---- canonical bytes: what a published revision is, for digests and later proofs ---- */

/* Deterministic JSON (RFC 8785) of a revision with its place, item and period. */
Text revision_canonical(Arena *arena, const Disclosure *disclosure, const Revision *revision,
                        Texts attachments); /* sha256 of each, in the order shown */
/* The same of a stored one, attachments loaded: for checks of the digest. */
MUST_CHECK Status disclosure_canonical(Ctx *ctx, int64_t id, int64_t number, Text *out);
