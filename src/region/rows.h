/*
 * rows -- what the files of this room's model share about the table of places.
 */
#pragma once

#include "region/region.h"
#include "region/region.sql.h"

Region region_from_row(RegionRow row);
Regions region_from_rows(Ctx *ctx, RegionRows rows);
