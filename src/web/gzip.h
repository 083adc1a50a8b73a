/*
 * gzip -- compressing what is sent.
 */
#pragma once

#include "base/arena.h"
#include "base/text.h"

enum { GZIP_BYTES_MIN = 1024 }; /* smaller ones fit into a packet or two anyway */

/* Whether a client takes gzip (RFC 9110 12.5.3). */
bool gzip_accepted(Text accept_encoding);

/* Whether a media type gains by it: text, JSON, XML, SVG, scripts. */
bool gzip_suits(Text type);

/* Compressed at a level from 1 to 9; absent when it does not become smaller. */
Text gzip(Arena *arena, Text bytes, int level);
