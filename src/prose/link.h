/*
 * link -- where a link that somebody typed may lead.
 */
#pragma once

#include <stdbool.h>

#include "base/text.h"

enum { LINK_BYTES_MAX = 2048 };

/* True for http:, https:, mailto:, tel: and for places on this site (/path, path, #part, ?query;
 * not
 * //host); false for anything else, for spaces, control bytes and backslashes, and beyond
 * LINK_BYTES_MAX. url is decoded text, not yet escaped for HTML. */
bool link_is_fine(Text url);
