/*
 * qr -- a link as a picture that phones read, for paper.
 */
#pragma once

#include "base/text.h"

enum { QR_BYTES_MAX = 500, QR_QUIET_ZONE = 4 };

/* A QR code (ISO/IEC 18004) of text as inline SVG markup in arena: level Q, so that a quarter of it
 * may be creased or dirty, the quiet zone of four modules that the standard asks for, black on
 * white in any colour scheme.  The SVG scales: its viewBox counts modules.  The empty text when
 * text is empty or longer than QR_BYTES_MAX. */
Text qr_svg(Arena *arena, Text text);
