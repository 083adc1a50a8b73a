/*
 * works -- tenders, contracts and payments of a project.  Everybody reads them in full once
 * anything of the project is published.
 */
#pragma once

#include "project/project.h"

typedef struct Bid {
    int64_t id;
    Text bidder;
    int64_t amount_fen;
    bool valid;
    Text note; /* why not */
} Bid;

typedef struct Bids {
    Bid *at;
    size_t len;
} Bids;

typedef struct ProjectPayment {
    int64_t id;
    Day day;
    int64_t amount_fen;
    Text voucher;
    int64_t entry; /* of the ledger; 0: none */
    Text note;
} ProjectPayment;

typedef struct ProjectPayments {
    ProjectPayment *at; /* by day */
    size_t len;
} ProjectPayments;

typedef struct ProjectChange {
    int64_t id;
    Day day;
    int64_t amount_fen; /* more (or less) than the contract */
    Text reason;
    Text decision; /* who agreed to it, where it is written */
} ProjectChange;

typedef struct ProjectChanges {
    ProjectChange *at; /* by day */
    size_t len;
} ProjectChanges;

MUST_CHECK Status project_bids(Ctx *ctx, const Project *project, Bids *out);
MUST_CHECK Status project_payments(Ctx *ctx, const Project *project, ProjectPayments *out);
MUST_CHECK Status project_changes(Ctx *ctx, const Project *project, ProjectChanges *out);

/* ---- writing: project_may_manage() at its region ---- */

/* Way, bids and contract at once; bids are replaced.  INVALID: way, day, "bid.ROW.COLUMN" (1
 * bidder, 2 amount, 3 valid, 4 note), bids, contractor (not among the valid bids, where there are
 * bids or the way asks for them), contract, contract_day, reopen. */
MUST_CHECK Status project_set_tender(Ctx *ctx, int64_t id, int64_t lock,
                                     const ProjectTender *tender, Bids bids, Project *out);

typedef enum PaymentColumn { PC_DAY, PC_AMOUNT, PC_VOUCHER, PC_NOTE, PC_COUNT } PaymentColumn;

Columns project_payment_columns(Ctx *ctx);
MUST_CHECK Status project_payment_from_cells(Ctx *ctx, const Text *cells, ProjectPayment *out,
                                             ProjectFault *fault, void *arg);
/* payment->id 0: a new one.  Over budget or contract is pointed out, not refused.  INVALID: day (in
 * the future), amount, voucher, entry (not spending of this village), note, payments (too many; sum
 * too large), reopen. */
MUST_CHECK Status project_put_payment(Ctx *ctx, int64_t id, int64_t lock,
                                      const ProjectPayment *payment, Project *out);
/* Replaces all; "row.ROW.COLUMN" by PaymentColumn. */
MUST_CHECK Status project_put_payments(Ctx *ctx, int64_t id, int64_t lock, ProjectPayments payments,
                                       Project *out);
MUST_CHECK Status project_remove_payment(Ctx *ctx, int64_t id, int64_t lock, int64_t payment,
                                         Project *out);
/* id 0: a new one.  INVALID: day, amount, reason, decision, changes (too many), reopen. */
MUST_CHECK Status project_put_change(Ctx *ctx, int64_t id, int64_t lock,
                                     const ProjectChange *change, Project *out);
MUST_CHECK Status project_remove_change(Ctx *ctx, int64_t id, int64_t lock, int64_t change,
                                        Project *out);
