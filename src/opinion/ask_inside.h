/*
 * ask_inside -- what drafts, sending and photographs share.
 */
#pragma once

#include "opinion/ask.h"
#include "opinion/ask.sql.h"
#include "opinion/inside.h"

typedef OpinionDraftByTokenRow DraftRow;

/* The draft of a token, sent ones included; NOT_FOUND for a wrong or old one, or another account's.
 */
MUST_CHECK Status draft_row(Ctx *ctx, Text token, DraftRow *out);
OpinionDraft draft_from_row(const DraftRow *row);

/* What each step checks; problems are added. */
void draft_check_what(Ctx *ctx, const OpinionDraft *draft);
void draft_check_where(Ctx *ctx, const OpinionDraft *draft);
MUST_CHECK Status draft_check_who(Ctx *ctx, const OpinionDraft *draft);
/* The place and the source exist, and this person may see them; brings region and source_id
 * together. */
MUST_CHECK Status draft_check_about(Ctx *ctx, RegionCode *region, OpinionSource source,
                                    int64_t source_id);

/* Takes photographs that belong to nothing any more off the disk, then their rows; what another
 * upload has the same content as stays. */
struct Store;
MUST_CHECK Status opinion_photos_sweep(struct Store *store, Ctx *ctx);
