/*
 * asset -- style sheets, scripts, icons and images, compiled into the program.
 *
 * tools/assetgen turns the files of assets/ into a table.  A file is served under a name that holds
 * a hash of its bytes (/static/app-1a2b3c4d5e.css), so that a browser may keep it for ever; url()
 * in a style sheet is rewritten to such names.  Templates write {{asset "app.css"}} and {{icon
 * "flag"}} (docs/templates.md).
 */
#pragma once

#include "base/text.h"

typedef struct Asset {
    Text name; /* "app.css" */
    Text path; /* "/static/app-1a2b3c4d5e.css" */
    Text type; /* media type, with charset=utf-8 for text */
    Text bytes;
    Text gzip;      /* the same compressed; absent when that gains nothing */
    Text etag;      /* with its quotes */
    Text gzip_etag; /* of the compressed form: a strong ETag is for bytes (RFC 9110 8.8.3) */
} Asset;

/* The asset served at a path: under its hashed name, or under its plain one ("/static/app.css", for
 * what cannot know hashes: manifest, robots.txt).  Only the former never changes:
 * res->immutable = text_eq(asset->path, path).  NULL when there is none. */
const Asset *asset_find(Text path);

/* The asset of a file in assets/ ("favicon.ico"); NULL when there is none. */
const Asset *asset_named(Text name);

/* The hashed URL of a file in assets/; absent when there is none. */
Text asset_url(const char *name);
