/*
 * photo_file -- the files of a photograph that somebody uploads for something else than a
 * disclosure: taken in beside attachments, made safe by the keeper, stored under its content.
 */
#pragma once

#include "disclosure/attachment.h"
#include "media/media.h"
#include "store/store.h"

/* A first look at an upload; the keeper looks closely.  INVALID ("photo"): too large, no photo. */
MUST_CHECK Status photo_file_check(Ctx *ctx, Text temporary_path);
/* Links it into files/incoming/ under `name`. */
MUST_CHECK Status photo_file_take_in(Ctx *ctx, Text temporary_path, Text name);

/* Takes a stored file off the disk, when nothing else has its content. */
void photo_file_remove(Arena *arena, Text sha256);

typedef struct PhotoFile {
    Media media;
    Text sha256, thumb;
    Text refused; /* why, for people; absent: it is safe */
} PhotoFile;

/* ---- the keeper's job about photographs of one room ---- */

/* One that is due.  A room's own struct begins with it and goes on with its row. */
typedef struct PhotoTask {
    int64_t job, attempts;
    Text name;      /* of what was taken in; goes when the task is done */
    bool removed;   /* its row is no longer there */
    PhotoFile file; /* what became of it, for `done` */
} PhotoTask;

/* Bodies of transactions; each takes the room's task. */
typedef struct PhotoKeeper {
    StoreBody *next;  /* fills the task; NOT_FOUND: none is due */
    StoreBody *done;  /* writes what became of it and takes the job away */
    StoreBody *again; /* puts the job off until photo_task_again_at() */
} PhotoKeeper;

Time photo_task_again_at(const Ctx *ctx, const PhotoTask *task);
/* Works until none is due.  What the machine fails at is tried again, and refused at last. */
MUST_CHECK Status photo_keeper_run(Store *store, Ctx *ctx, const PhotoKeeper *keeper,
                                   PhotoTask *task);
