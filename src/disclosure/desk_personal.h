/*
 * desk_personal -- what looks like personal data, in words, for preview and review.
 */
#pragma once

#include "disclosure/desk_edit_views.h"
#include "disclosure/disclosure.h"

MUST_CHECK Status desk_personal_list(Ctx *ctx, const Revision *revision, PersonalRows *out);
