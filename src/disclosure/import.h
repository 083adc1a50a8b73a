/*
 * import -- publishing many disclosures at once, with the dates they had elsewhere: `mingbai import
 * disclosures` and the demonstration.
 *
 * The same checks as for what a person writes; then each is published as of its date: revision 1,
 * digest, duty, search.  Tallies are written at the end, one line of audit for the whole.  Begin,
 * add and finish belong into one transaction (or each slice of rows has its own batch).
 *
 *     DisclosureBatch *batch = disclosure_batch_begin(ctx);
 *     for each: status = disclosure_batch_add(ctx, batch, &input, &how, &id);
 *     TRY(disclosure_batch_finish(ctx, batch));
 */
#pragma once

#include "disclosure/attachment.h"
#include "disclosure/disclosure.h"

typedef struct DisclosureBatch DisclosureBatch;

/* How one got published. */
typedef struct Published {
    Time submitted_at;
    Time published_at;
    OptInt submitted_by, confirmed_by, reviewed_by; /* accounts */
    bool personal_ok;              /* somebody looked at what looks like personal data */
    const Attachment *attachments; /* safe files that stand in files/ already: name, pdf, audience,
                                    * sha256, thumb, bytes, width, height */
    size_t attachment_count;
} Published;

/* One batch at a time in a process. */
DisclosureBatch *disclosure_batch_begin(Ctx *ctx);

/* Needs CAN_DRAFT and CAN_REVIEW at the place (the command line has both).  INVALID with problems
 * as disclosure_create(), "published_at" (before submission, in the future), and "personal" where
 * personal data was found and personal_ok is false; nothing is written then and the batch goes on.
 * What it allocates while working is taken back, so memory does not grow with the number of rows.
 */
MUST_CHECK Status disclosure_batch_add(Ctx *ctx, DisclosureBatch *batch,
                                       const DisclosureInput *input, const Published *how,
                                       int64_t *id_out);

/* How many were added. */
int64_t disclosure_batch_count(const DisclosureBatch *batch);

/* Writes tallies and the audit line, bumps versions. */
MUST_CHECK Status disclosure_batch_finish(Ctx *ctx, DisclosureBatch *batch);
