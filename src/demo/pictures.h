/*
 * pictures -- the few invented vouchers, notices and views that the program carries with it
 * (data/demo/pictures/), stored once and shown with many disclosures.
 */
#pragma once

#include "demo/corpus.h"
#include "disclosure/attachment.h"

enum { VOUCHERS = 8, NOTICES = 4, VIEWS = 3 };

typedef struct Pictures {
    Attachment vouchers[VOUCHERS]; /* without id, name and audience */
    Attachment notices[NOTICES];
    Text views[2][VIEWS]; /* sha256, for villages and communities */
} Pictures;

/* Writes all of them into the state directory (attachment_set_dir()).  Texts in arena. */
MUST_CHECK Status pictures_store(Arena *arena, Pictures *out);

/* The files of one disclosure, drawn with rng; none for most items.  Names in arena. */
Attachments pictures_for(Arena *arena, const Pictures *pictures, const FilesRule *rule, Rng *rng);
