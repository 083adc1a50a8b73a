/*
 * picture -- the photo of a place: uploaded, put aside, made safe by the keeper, and only then part
 * of the profile.
 */
#pragma once

#include "region/region.h"

/* Where files live; set once before anything else. */
void region_picture_set_dir(Text state_dir);

/* Takes in an uploaded file (CAN_EDIT_PROFILE) and queues the keeper's job; replaces one that still
 * waits. INVALID ("picture") by size, or when it is obviously no photo. */
MUST_CHECK Status region_picture_put(Ctx *ctx, RegionCode code, Text temporary_path);

typedef struct PictureState {
    bool waiting; /* for the keeper */
    Text refused; /* why the last one was not taken; absent: it was, or there is none */
} PictureState;

MUST_CHECK Status region_picture_state(Ctx *ctx, RegionCode code, PictureState *out);

/* The keeper's job (web/web.h KeeperJob). */
struct Store;
MUST_CHECK Status region_picture_make_safe(struct Store *store, Ctx *ctx);
