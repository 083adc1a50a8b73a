/*
 * subsidy -- programmes, and for each village and period the list of who is paid what.
 *
 *   draft → notice: the list is handed in as a disclosure of V6 and stands for objections
 *         → paid: payments are recorded, line by line or all at once
 *         → result: who was paid and who was not yet, as a second disclosure of V6
 *
 * Both disclosures are made from the rows, and their tables always equal them: after publication a
 * batch is changed by subsidy_reopen() with a reason, and handing it in again corrects what is
 * published.  What the public sees is read from the published revisions.  A list is checked against
 * its programme's standard; what the checks point out may be right, so it does not hinder handing
 * in, but wants an explanation, which is published.
 *
 * What was published by hand before goes on as a list: subsidy_adopt().
 *
 * Bank cards are kept as a keyed hash and their last four digits (base/number_hash.h).
 */
#pragma once

#include "disclosure/disclosure.h"
#include "disclosure/sheet_input.h"
#include "resident/resident.h"

#define SUBSIDY_ITEM T("V6")

enum {
    PROGRAMME_NAME_CHARS_MAX = 40,
    PROGRAMME_TEXT_CHARS_MAX = 100,
    PROGRAMME_UNIT_CHARS_MAX = 10,
    PROGRAMMES_MAX = 200, /* that are open to one place */
    BATCH_NAME_CHARS_MAX = 20,
    BATCH_LINES_MAX = 5000, /* TABLE_ROWS_MAX: a list is a table */
    BATCHES_PAGE = 50,
    LINE_NAME_CHARS_MAX = 40,
    LINE_NOTE_CHARS_MAX = 100,
    EXPLANATION_CHARS_MAX = 300,
    FINDINGS_MAX = 100, /* that are listed */
    OWN_LINES_MAX = 500,
};

/* ---- programmes: kept with CAN_EDIT_PROFILE or CAN_KEEP_LEDGER at their region ---- */

typedef struct Programme {
    int64_t id;
    RegionCode region; /* a district's and a township's are used by the villages below */
    Text name;
    Text source;          /* 资金来源 */
    Text unit;            /* 亩 */
    int64_t standard_fen; /* for one unit */
    Text ground;          /* the rule behind it */
    OptInt retired_day;
} Programme;

typedef struct Programmes {
    Programme *at;
    size_t len;
} Programmes;

bool programme_may_manage(const Actor *actor, RegionCode region);
/* Open to everybody.  Those of the place and of all above it, retired ones last. */
MUST_CHECK Status programme_list(Ctx *ctx, RegionCode place, Programmes *out);
MUST_CHECK Status programme_get(Ctx *ctx, int64_t id, Programme *out);
/* By name, the nearest above a place; NOT_FOUND. */
MUST_CHECK Status programme_find(Ctx *ctx, RegionCode place, Text name, Programme *out);
/* id 0: a new one.  INVALID: region, name (taken, too long), source, unit, standard, ground.  A
 * batch keeps the standard of the day it was begun. */
MUST_CHECK Status programme_put(Ctx *ctx, const Programme *programme, int64_t *id_out);
MUST_CHECK Status programme_set_retired(Ctx *ctx, int64_t id, bool retired);

/* ---- batches ---- */

typedef enum BatchState { BATCH_DRAFT, BATCH_NOTICE, BATCH_PAID, BATCH_RESULT } BatchState;

const char *batch_state_name(BatchState state);  /* "notice" */
const char *batch_state_title(BatchState state); /* msgid */
bool batch_state_parse(Text name, BatchState *out);

/* Where one of the two disclosures stands. */
typedef struct BatchDisclosure {
    int64_t id; /* 0: there is none */
    DisclosureState state;
    int64_t revision; /* 0: nothing published */
    OptInt published_at;
    OptInt notice_until; /* a Day */
} BatchDisclosure;

typedef struct Batch {
    int64_t id;
    RegionCode region;
    Programme programme;
    Text name; /* 第一批; may be empty */
    Text period;
    int64_t standard_fen;
    OptInt planned_fen; /* what was given for it */
    BatchState state;
    BatchDisclosure notice, result;
    int64_t lines, total_fen;
    int64_t paid_lines, paid_fen;
    Text explanation;
    Text reopened; /* why it is being changed after publication; empty: it is not */
    Text label;    /* what 批次 says in its tables; empty: period and name */
    int64_t lock;
} Batch;

typedef struct Batches {
    Batch *at;
    size_t len;
    Text next; /* cursor; absent: the end */
} Batches;

typedef enum LineState { LINE_DUE, LINE_PAID, LINE_FAILED } LineState;

const char *line_state_name(LineState state);     /* "paid" */
const char *line_state_title(LineState state);    /* msgid 已到账; also the word in tables */
bool line_state_parse(Text name, LineState *out); /* of either, empty: due */

typedef struct Line {
    int64_t id;
    int64_t batch;
    int64_t position;  /* from 1 */
    int64_t household; /* 0: not in the register */
    Text number;
    Text name;
    Text group_name;
    int64_t quantity_milli;
    int64_t standard_fen;
    int64_t amount_fen;
    Text card;      /* coming in: the number; never read back */
    Text card_hash; /* empty: none */
    Text card_tail; /* last four digits */
    LineState state;
    OptInt paid_day;
    Text note;
} Line;

typedef struct Lines {
    Line *at;
    size_t len;
} Lines;

/* ---- reading: staff of the place (CAN_READ_STAFF_PARTS); NOT_FOUND for others while nothing of
 * it is published ---- */

MUST_CHECK Status subsidy_batch(Ctx *ctx, int64_t id, Batch *out);
/* Of a village, the newest period first; others than staff get the published ones only.  year 0:
 * all. INVALID ("cursor"). */
MUST_CHECK Status subsidy_batches(Ctx *ctx, RegionCode village, int year, Text cursor,
                                  Batches *out);
/* Staff only (DENIED). */
MUST_CHECK Status subsidy_lines(Ctx *ctx, int64_t batch, Lines *out);

/* What a reader sees of a batch: the newest published revision (of the result, else the notice),
 * masked; NOT_FOUND when nothing is published. */
MUST_CHECK Status subsidy_shown(Ctx *ctx, const Batch *batch, Disclosure *disclosure_out,
                                Revision *out);
/* The number and sum of what is published of a batch, whoever reads. */
typedef struct BatchTotals {
    int64_t lines, total_fen;
    int64_t paid_fen; /* as far as the result tells */
} BatchTotals;
MUST_CHECK Status subsidy_published_totals(Ctx *ctx, const Batch *batch, BatchTotals *out);

/* The acting person's own household: its lines in published batches of all years, newest first, in
 * full. */
typedef struct OwnLine {
    Line line;
    Batch batch;
} OwnLine;
typedef struct OwnLines {
    OwnLine *at;
    size_t len;
} OwnLines;
/* NOT_FOUND unless it is a household of the acting account. */
MUST_CHECK Status subsidy_own_lines(Ctx *ctx, const Household *household, OwnLines *out);

/* ---- writing: CAN_KEEP_LEDGER at the village; lock as in disclosure.h ---- */

/* A new, empty batch.  INVALID: programme, period, name (the same batch exists), planned. */
MUST_CHECK Status subsidy_create(Ctx *ctx, RegionCode village, int64_t programme, Text period,
                                 Text name, OptInt planned_fen, Batch *out);
/* What was given for it, while it may be changed. */
MUST_CHECK Status subsidy_set_planned(Ctx *ctx, int64_t id, int64_t lock, OptInt planned_fen);
/* Throws away a draft that was never handed in. */
MUST_CHECK Status subsidy_discard(Ctx *ctx, int64_t id, int64_t lock);

/* ---- a list that was published by hand, as a table, goes on as a batch ---- */

/* What such a table says; its disclosure becomes the notice, or, once it tells of payments, the
 * result of the batch. */
typedef struct Adoption {
    int64_t disclosure;
    RegionCode region;
    Text title;
    Text programme;       /* its name in the table; empty: the table does not say */
    Text label;           /* what 批次 says */
    Text period, name;    /* from the label, else from the disclosure; may be chosen otherwise */
    bool paid;            /* it tells of payments */
    int64_t standard_fen; /* when all lines have the same; else 0 */
    int64_t total_fen;
    Lines lines; /* their households are not looked up yet */
} Adoption;

/* CAN_KEEP_LEDGER at the place.  NOT_FOUND unless it is a published V6; CONFLICT while it is being
 * corrected; INVALID ("disclosure"): it belongs to a list already, or (with row and column) its
 * table says what a list cannot keep. */
MUST_CHECK Status subsidy_adoption(Ctx *ctx, int64_t disclosure, Adoption *out);
/* Begins a batch whose notice or result is this disclosure and whose lines are its rows, so that
 * both are equal.  period, name empty: as the adoption says.  INVALID: as above, programme (another
 * one than the table's), period, name. */
MUST_CHECK Status subsidy_adopt(Ctx *ctx, int64_t disclosure, int64_t programme, Text period,
                                Text name, Batch *out);
/* What the village published by hand and no list stands behind, newest first; CAN_KEEP_LEDGER. */
enum { ADOPTABLE_MAX = 50 };
typedef struct Adoptable {
    int64_t disclosure;
    Text title, period;
    int64_t published_at;
} Adoptable;
typedef struct Adoptables {
    Adoptable *at;
    size_t len;
} Adoptables;
MUST_CHECK Status subsidy_adoptable(Ctx *ctx, RegionCode village, Adoptables *out);

/* True while the lines may be replaced; while payments may be recorded. */
bool subsidy_is_open(const Batch *batch);
bool subsidy_takes_payments(const Ctx *ctx, const Batch *batch);

/* Completes one line as far as the rest of it tells (standard, amount, the household of the
 * register) and checks it: each problem becomes (column, sentence) through `bad`.  For sheets,
 * before subsidy_put_lines(). */
typedef enum LineColumn {
    LC_NUMBER,
    LC_NAME,
    LC_GROUP,
    LC_QUANTITY,
    LC_STANDARD,
    LC_AMOUNT,
    LC_CARD,
    LC_PAID_DAY,
    LC_STATE,
    LC_NOTE,
    LC_COUNT
} LineColumn;

/* The columns of a sheet of lines, by LineColumn; and what else people call them, for those that a
 * header does not name. */
Columns subsidy_line_columns(Ctx *ctx);
void subsidy_guess_columns(Ctx *ctx, SheetMatch *match);
typedef void LineFault(void *arg, LineColumn column, Text why);
MUST_CHECK Status subsidy_check_line(Ctx *ctx, const Batch *batch, Line *line, LineFault *fault,
                                     void *arg);
/* A row of cells in their normal form (catalogue/column.h), by LineColumn, as a line; then as
 * subsidy_check_line(). */
MUST_CHECK Status subsidy_line_from_cells(Ctx *ctx, const Batch *batch, const Text *cells,
                                          Line *out, LineFault *fault, void *arg);

/* Replaces all lines.  INVALID with problems "line.ROW.COLUMN" (rows from 1); CONFLICT when the
 * batch is not open. */
MUST_CHECK Status subsidy_put_lines(Ctx *ctx, int64_t id, int64_t lock, Lines lines, Batch *out);

/* Records payments: all lines that are due; one line; those of a list that says which
 * were paid (each must be in the batch by number or name and group, with its amount).  From the day
 * on which the notice period has ended (CONFLICT before).  INVALID: day (in the future), state,
 * note, "line.ROW.COLUMN". */
MUST_CHECK Status subsidy_pay_all(Ctx *ctx, int64_t id, int64_t lock, Day day, Batch *out);
MUST_CHECK Status subsidy_pay_line(Ctx *ctx, int64_t line, int64_t lock, LineState state,
                                   OptInt day, Text note, Batch *out);
MUST_CHECK Status subsidy_pay_lines(Ctx *ctx, int64_t id, int64_t lock, Lines lines, Batch *out);

/* Hands the list in for the notice before payment, or (when payments are recorded) the result: the
 * disclosures are made or corrected from the rows and submitted.  INVALID: lines (none, or some
 * whose payment is not recorded), explanation (the checks point something out), and whatever the
 * disclosure refuses. */
MUST_CHECK Status subsidy_hand_in(Ctx *ctx, int64_t id, int64_t lock, Text explanation, Batch *out);
/* Opens a published batch for changes; the reason is published with the correction. */
MUST_CHECK Status subsidy_reopen(Ctx *ctx, int64_t id, int64_t lock, Text reason, Batch *out);

/* ---- what the checks point out ---- */

typedef enum FindingKind {
    FINDING_AMOUNT,   /* is not quantity × standard */
    FINDING_STANDARD, /* is not the programme's */
    FINDING_TOTAL,    /* is not what was given */
    FINDING_TWICE,    /* one household twice */
    FINDING_CARD,     /* one card under two names */
    FINDING_UNKNOWN,  /* a number that the register does not have */
    FINDING_EARLY,    /* paid before the notice period had ended */
    FINDING_COUNT
} FindingKind;

const char *finding_name(FindingKind kind); /* "amount" */

typedef struct Finding {
    FindingKind kind;
    int64_t position; /* of the line; 0: the whole list */
    Text sentence;    /* "第 3 行：…" */
} Finding;

typedef struct SubsidyFindings {
    Finding *at;
    size_t len;
    size_t count; /* all, also those not listed */
} SubsidyFindings;

/* Staff only. */
MUST_CHECK Status subsidy_findings(Ctx *ctx, const Batch *batch, SubsidyFindings *out);

/* ---- tables from rows ---- */

typedef enum BatchPart { PART_NOTICE, PART_RESULT } BatchPart;

/* What is handed in, from the rows of now: no permission asked, for whoever loads, checks or
 * previews.  columns empty: the item's of today. */
MUST_CHECK Status subsidy_input(Ctx *ctx, const Batch *batch, BatchPart part, Columns columns,
                                DisclosureInput *out);

/* Recounts every batch and compares what is published with its rows; each difference becomes a
 * sentence through `found`.  System only. */
MUST_CHECK Status subsidy_check(Ctx *ctx, void (*found)(void *arg, Text sentence), void *arg);

/* For bulk loading (system only): a batch with lines and disclosures that exist, as it is. */
MUST_CHECK Status subsidy_load(Ctx *ctx, const Batch *batch, Lines lines, int64_t *id_out);
