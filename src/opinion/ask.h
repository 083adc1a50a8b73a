/*
 * ask -- writing an opinion in four short steps, each saved: what, where, who, check.
 *
 * A draft is a row that is found by a random token (a cookie of the phone); signed-in or not.  Its
 * id becomes the id of the opinion, so that sending twice sends once.  Drafts that nobody goes on
 * with are thrown away after OPINION_DRAFT_DAYS, with their photographs.
 *
 * Photographs are made anew by the keeper like attachments (no EXIF, no location), and are seen by
 * the sender and the handling office; by everybody only when the office shows them.
 */
#pragma once

#include "disclosure/attachment.h"
#include "opinion/opinion.h"

enum {
    OPINION_DRAFT_DAYS = 2,
    OPINION_PHOTOS_MAX = 6,
    OPINION_PHOTOS_OF_DRAFT_MAX = 24, /* also those that were taken back */
    OPINION_SIMILAR_MAX = 3,
    DRAFTS_A_DAY_ADDRESS = 100
};

typedef struct OpinionDraft {
    int64_t id;
    RegionCode region;
    OpinionSource source;
    int64_t source_id;
    OpinionKind kind;
    OpinionTopic topic;
    Text body;
    Text place;
    OptInt latitude_e6, longitude_e6;
    OpinionAbout about; /* misconduct */
    Text subject;       /* whom a complaint or report is about; may be empty */
    OpinionSender sender;
    Text name, phone;
    bool open;      /* public */
    bool for_other; /* filed by a grid member or the village for somebody without a phone */
    int64_t step;   /* how far it is: 1 … 4 */
} OpinionDraft;

/* Begins a draft about a place (village, township or district), a disclosure or an entry that the
 * acting person may see.  *token_out goes to the cookie.  kind: what it begins with. */
MUST_CHECK Status opinion_draft_begin(Ctx *ctx, RegionCode region, OpinionSource source,
                                      int64_t source_id, OpinionKind kind, Text address,
                                      Text *token_out, OpinionDraft *out);
/* NOT_FOUND when it is gone or was sent. */
MUST_CHECK Status opinion_draft_get(Ctx *ctx, Text token, OpinionDraft *out);
/* The steps; each checks its own fields and saves them.  INVALID by field:
 *   what   kind, topic, body
 *   where  place, latitude (both or none)
 *   who    sender, name, phone, about, subject, open */
MUST_CHECK Status opinion_draft_what(Ctx *ctx, Text token, OpinionKind kind, OpinionTopic topic,
                                     Text body);
MUST_CHECK Status opinion_draft_where(Ctx *ctx, Text token, Text place, OptInt latitude_e6,
                                      OptInt longitude_e6);
MUST_CHECK Status opinion_draft_who(Ctx *ctx, Text token, const OpinionDraft *who);
MUST_CHECK Status opinion_draft_drop(Ctx *ctx, Text token);

/* Other people's shown opinions of the place that are about the same, the most alike first;
 * without what was settled more than 30 days ago, unless it was a question. */
MUST_CHECK Status opinion_similar(Ctx *ctx, RegionCode region, Text body, Opinions *out);

/* What a sender is given once. */
typedef struct OpinionSent {
    int64_t id;
    RegionCode region;
    Text number;
    Text receipt; /* 16 digits; absent for a signed-in sender, who finds it under "my opinions" */
    Time reply_due;
    bool sealed; /* a report of misconduct: no village, no board */
    bool beyond; /* about the inspectors of this installation themselves: nobody here reads it */
} OpinionSent;

/* Sends the draft; all fields are checked again.  Sending it again gives the same opinion (without
 * the receipt, which is known only once).  INVALID, and the limits (OPINIONS_A_DAY_…). */
MUST_CHECK Status opinion_send(Ctx *ctx, Text token, Text address, OpinionSent *out);

/* The same in one call, for API, Open311 and the command line.  key: an idempotency key of the
 * caller (absent: none); a second call with it gives the first one's opinion. */
MUST_CHECK Status opinion_submit(Ctx *ctx, const OpinionDraft *draft, Text key, Text address,
                                 OpinionSent *out);

/* ---- photographs ---- */

typedef struct OpinionPhoto {
    int64_t id;
    AttachmentState state;
    Text refused; /* why, for the sender */
    Text sha256, thumb;
} OpinionPhoto;

typedef struct OpinionPhotos {
    OpinionPhoto *at;
    size_t len;
} OpinionPhotos;

/* Adds an uploaded file (temporary_path) to a draft.  INVALID ("photo"): number, size, kind. */
MUST_CHECK Status opinion_photo_add(Ctx *ctx, Text token, Text temporary_path, OpinionPhoto *out);
MUST_CHECK Status opinion_photo_remove(Ctx *ctx, Text token, int64_t photo);
MUST_CHECK Status opinion_draft_photos(Ctx *ctx, Text token, OpinionPhotos *out);
/* Those of an opinion that this reader may see. */
MUST_CHECK Status opinion_photos(Ctx *ctx, const Opinion *opinion, OpinionPhotos *out);
/* The path of one that is safe, for who may see it: the draft's token, receipts, or by role. */
MUST_CHECK Status opinion_photo_file(Ctx *ctx, int64_t photo, Text token, Texts receipts,
                                     bool thumb, Text *path_out);

/* The keeper's jobs: photographs are made safe; old drafts go, and the files of photographs that
 * were taken back. */
struct Store;
MUST_CHECK Status opinion_photo_make_safe(struct Store *store, Ctx *ctx);
MUST_CHECK Status opinion_drafts_sweep(struct Store *store, Ctx *ctx);
