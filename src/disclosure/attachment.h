/*
 * attachment -- scanned vouchers, photos and PDFs of a disclosure.
 *
 * An upload is stored aside (files/incoming/), pending.  The keeper identifies it by content,
 * re-encodes photos without metadata, strips PDFs, and only then it is safe and may be shown, under
 * the hash of its new content (files/AA/REST).  Spreadsheets are refused: their table is read, the
 * file never published.
 */
#pragma once

#include "disclosure/disclosure.h"

typedef enum AttachmentState {
    ATTACHMENT_PENDING,
    ATTACHMENT_SAFE,
    ATTACHMENT_REFUSED
} AttachmentState;

typedef struct Attachment {
    int64_t id;
    int64_t disclosure;
    Text name;
    bool pdf; /* else an image */
    AttachmentState state;
    Text refused;       /* why (translated at the time of writing) */
    Audience audience;  /* as chosen for it */
    Audience within[2]; /* and it is for these at most: the texts' readers, the item's for files */
    Text sha256;
    Text thumb;
    int64_t bytes, width, height;
} Attachment;

typedef struct Attachments {
    Attachment *at;
    size_t len;
    size_t closed; /* published ones that are not for this reader */
} Attachments;

enum { ATTACHMENT_BYTES_MAX = 20 * 1024 * 1024, ATTACHMENT_NAME_CHARS_MAX = 80 };

/* Where files live; set once by main before anything else. */
void attachment_set_dir(Text state_dir);
/* The same, absolute: for other rooms' files beside them. */
Text attachment_dir(void);

/* Adds an uploaded file (a temporary file that is linked into files/incoming/) to the working
 * revision; CAN_DRAFT; queues the keeper's job.  INVALID by size, name or obviously wrong content.
 */
MUST_CHECK Status attachment_add(Ctx *ctx, int64_t disclosure, int64_t lock, Text temporary_path,
                                 Text name, Audience audience, Attachment *out);
/* Takes it out of the working revision (older revisions keep it). */
MUST_CHECK Status attachment_remove(Ctx *ctx, int64_t disclosure, int64_t lock, int64_t attachment);

/* Never more open than the texts beside it, nor than the item lets files be. */
bool attachment_reads(const Attachment *attachment, Reader reader);
/* The narrowest of the three, to be named. */
Audience attachment_audience(const Attachment *attachment);

/* Of one revision, those that the acting person may see. */
MUST_CHECK Status attachment_list(Ctx *ctx, int64_t disclosure, int64_t number, Attachments *out);
/* The path of a safe file when this reader may see it; NOT_FOUND otherwise. thumb: the thumbnail's.
 */
MUST_CHECK Status attachment_file(Ctx *ctx, int64_t id, bool thumb, Attachment *out,
                                  Text *path_out);

/* The keeper's job (web/web.h KeeperJob). */
struct Store;
MUST_CHECK Status attachment_make_safe(struct Store *store, Ctx *ctx);

/* The absolute path under which a safe file with this hash is kept. */
Text attachment_stored_path(Arena *arena, Text sha256);
