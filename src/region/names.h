/*
 * names -- for region's own files: how places are added, found by name, and made known as changed.
 */
#pragma once

#include "region/region.h"

/* Adds the two-character words of a name, so that region_find() finds the place. */
MUST_CHECK Status region_names_index(Ctx *ctx, RegionCode code, Text name);

/* Inserts a place and its words; no permission asked, nothing audited or counted. */
MUST_CHECK Status region_add(Ctx *ctx, const Region *region);
