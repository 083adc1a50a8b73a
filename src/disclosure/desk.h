/*
 * desk -- the staff's pages about disclosures: what waits, writing, sheets, review, corrections.
 *
 *   /desk                         what waits for me
 *   /desk/d/new                   item → period → a new draft, a nil return or a filed exception
 *   /desk/d/ID                    the editor, or where it stands
 *   /desk/d/ID/sheet              a table from a spreadsheet
 *   /desk/d/ID/preview            as the public, residents or staff will see it; then submit
 *   /desk/d/ID/review             difference to the last revision; approve, confirm, return
 *   /desk/d/ID/correct /withdraw  after publication
 *   /desk/review /missing /village/CODE
 */
#pragma once

#include "web/web.h"

extern const RouteTable disclosure_desk_routes;
