/*
 * photo -- photographs of an entry's voucher: taken with a phone, made safe by the keeper, read by
 * residents.
 */
#pragma once

#include "disclosure/attachment.h"
#include "ledger/ledger.h"

typedef struct EntryPhoto {
    int64_t id, entry;
    AttachmentState state;
    Text refused; /* why, for the village */
    Text sha256, thumb;
} EntryPhoto;

typedef struct EntryPhotos {
    EntryPhoto *at;
    size_t len;
} EntryPhotos;

/* Adds an uploaded photograph (a temporary file that is linked into files/incoming/) to an entry of
 * the village; CAN_KEEP_LEDGER; also while the month is closed: a picture changes no account.
 * INVALID ("photo") by number, size or obviously wrong content. */
MUST_CHECK Status entry_photo_add(Ctx *ctx, int64_t entry, Text temporary_path, EntryPhoto *out);
MUST_CHECK Status entry_photo_remove(Ctx *ctx, int64_t photo);
/* For residents and staff; others get none. */
MUST_CHECK Status entry_photo_list(Ctx *ctx, int64_t entry, EntryPhotos *out);
/* The path of a safe one when this reader may see it; NOT_FOUND otherwise. */
MUST_CHECK Status entry_photo_file(Ctx *ctx, int64_t photo, bool thumb, Text *path_out);

/* For bulk loading: a photograph that stands in files/ already. */
MUST_CHECK Status entry_photo_add_safe(Ctx *ctx, int64_t entry, const Attachment *file);

/* The keeper's job (web/web.h KeeperJob). */
struct Store;
MUST_CHECK Status entry_photo_make_safe(struct Store *store, Ctx *ctx);
