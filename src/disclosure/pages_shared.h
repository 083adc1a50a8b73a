/*
 * pages_shared -- what the public pages of this room have in common.
 */
#pragma once

#include "disclosure/disclosure.h"
#include "disclosure/views.h"

/* The {code} of the path as a place; code 000000000000 is the whole installation. */
MUST_CHECK Status pages_place(Ctx *ctx, const Request *req, Region *out);

/* Head of a page about a place: crumbs, search scope, feed. */
MUST_CHECK Status pages_begin(Ctx *ctx, const Request *req, const Region *place, Text title,
                              Page *page);

/* Lines as lists show them. */
MUST_CHECK Status pages_lines(Ctx *ctx, const DisclosureLines *lines, bool with_place,
                              ListLines *out);
void pages_line(Ctx *ctx, const DisclosureLine *line, bool with_place, ListLine *out);

/* The handlers, one file each. */
Handler pages_party, pages_village, pages_finance, pages_all;
Handler pages_detail, pages_revision, pages_print, pages_csv, pages_file, pages_thumb;
Handler pages_object;
Handler pages_search;
Handler pages_feed;
