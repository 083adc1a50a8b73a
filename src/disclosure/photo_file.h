/*
 * photo_file -- the files of a photograph that somebody uploads for something else than a
 * disclosure: taken in beside attachments, made safe by the keeper, stored under its content.
 */
#pragma once

#include "disclosure/attachment.h"
#include "media/media.h"

/* A first look at an upload; the keeper looks closely.  INVALID ("photo"): too large, no photo. */
MUST_CHECK Status photo_file_check(Ctx *ctx, Text temporary_path);
/* Links it into files/incoming/ under `name`. */
MUST_CHECK Status photo_file_take_in(Ctx *ctx, Text temporary_path, Text name);
/* Takes away what was taken in. */
void photo_file_forget(Arena *arena, Text name);

/* Takes a stored file off the disk, when nothing else has its content. */
void photo_file_remove(Arena *arena, Text sha256);

typedef struct PhotoFile {
    Media media;
    Text sha256, thumb;
    Text refused; /* why, for people; absent: it is safe */
} PhotoFile;

/* Makes what was taken in anew without metadata and stores it and its thumbnail.  OK; INVALID with
 * out->refused; anything else may be tried again. */
MUST_CHECK Status photo_file_make_safe(Ctx *ctx, Text name, PhotoFile *out);
