/*
 * template -- the compiler of page templates (docs/templates.md), without any file handling, so
 * that the command (tools/htmlgen.c), the golden tests and the fuzzer share it.
 */
#pragma once

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"

/* A template larger than this is refused: it is a page, not a data file. */
enum { TEMPLATE_BYTES_MAX = 512 * 1024 };

/* What assetgen found: lines of "name TAB url"; an icon of the sprite is "icons.svg#flag". */
typedef struct AssetTable {
    Text lines; /* absent: names are not checked (extraction of messages, fuzzing) */
} AssetTable;

/* The URL of a name in the table; absent when it is not there. */
Text asset_table_find(AssetTable table, Text name);

typedef struct TemplateSource {
    Text path;   /* as the compiler shall name the file in messages and #line */
    Text text;   /* the template */
    Text name;   /* of the C function: html_duty_calendar; html_layout_NAME makes a layout */
    Text header; /* the header's file name, which the C file includes */
    AssetTable assets;
} TemplateSource;

/* A msgid found in a template. */
typedef struct TemplateMessage {
    Text id;
    int line;
} TemplateMessage;

typedef struct TemplateCode {
    Text header;
    Text code;
    TemplateMessage *messages;
    size_t message_count;
    Text error; /* "path:line:column: error: sentence\n" when the answer is INVALID */
} TemplateCode;

/* Compiles one template.  ->INVALID with out->error when it is wrong; only the first fault is told.
 */
MUST_CHECK Status template_compile(Arena *arena, const TemplateSource *source, TemplateCode *out);
