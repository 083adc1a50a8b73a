/*
 * steps -- the steps of a disclosure's life, for the files of this room that take them.
 */
#pragma once

#include "disclosure/parts.h"

typedef enum Step {
    STEP_CREATE,
    STEP_UPDATE,
    STEP_DISCARD,
    STEP_SUBMIT,
    STEP_CONFIRM,
    STEP_APPROVE,
    STEP_RETURN,
    STEP_REFUSE, /* the finance group does not confirm */
    STEP_CORRECT,
    STEP_WITHDRAW,
    STEP_COUNT
} Step;

typedef struct StepRow {
    const char *event;  /* in the disclosure's history */
    const char *action; /* in the audit trail */
    Permission permission;
    unsigned from; /* bit 1 << DisclosureState */
} StepRow;

/* Loads the disclosure when the acting person may take this step with it now: NOT_FOUND, DENIED,
 * CONFLICT (another state, or somebody was faster). */
MUST_CHECK Status step_begin(Ctx *ctx, Step step, int64_t id, int64_t lock, Disclosure *out);
/* Writes the disclosure under its lock, and the step into history and audit trail; bumps versions.
 */
MUST_CHECK Status step_end(Ctx *ctx, Step step, Disclosure *disclosure, int64_t revision,
                           Text note);
/* The same without the disclosure itself. */
MUST_CHECK Status step_note(Ctx *ctx, Step step, const Disclosure *disclosure, int64_t revision,
                            Text note);

/* Notes that the acting person has rewritten the working revision: in the audit trail each time, in
 * the history once, so that nobody decides on own words. */
MUST_CHECK Status step_note_writer(Ctx *ctx, const Disclosure *disclosure, Text note);

/* Adds a revision as a working one: content, kind and reason of `revision`, under its number. */
MUST_CHECK Status revision_add(Ctx *ctx, const Disclosure *disclosure, const Revision *revision);
/* Throws the working revision away, with attachments that nothing else shows. */
MUST_CHECK Status working_drop(Ctx *ctx, Disclosure *disclosure);
