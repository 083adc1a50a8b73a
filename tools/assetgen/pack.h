/*
 * pack -- what is done to each file of assets/ (src/web/asset.h), without the reading and writing.
 */
#pragma once

#include "base/arena.h"
#include "base/buf.h"
#include "base/status.h"
#include "base/text.h"

enum {
    ASSETS_MAX = 200,
    ASSET_BYTES_MAX = 4 * 1024 * 1024,
    HASH_CHARS = 10, /* 40 bits tell the versions of one file apart */
};

typedef struct File {
    Text name;
    Text type;
    Text bytes;
    Text path; /* "/static/…", known once the bytes are final */
    Text hash;
    Text gzip;
} File;

typedef struct Files {
    Arena *arena;
    File at[ASSETS_MAX];
    size_t len;
} Files;

/* The media type for a file's name; absent: not an asset. */
Text media_type(Text name);

/* Sorts, rewrites style sheets, hashes and compresses all files.  ->INVALID with a sentence. */
MUST_CHECK Status files_pack(Files *files, Text *error_out);

/* The C file with asset_list, and the table that htmlgen reads ("name TAB url" lines). */
void files_write_c(const Files *files, Buf *out);
void files_write_table(const Files *files, Buf *out);
