/*
 * desk_nav -- the side bar of the desk: what the acting person may do, and how much waits there.
 */
#pragma once

#include "web/web.h"

/* For paths below /desk: fills page->nav and the name of the place on top. */
void desk_dress(Ctx *ctx, const Request *req, Page *page);
