/*
 * inside -- for project's own files: rows read and written, no permission asked.
 */
#pragma once

#include "project/household.h"
#include "project/project.sql.h"
#include "project/works.h"

/* ---- words.c ---- */

/* Adds a problem unless the text is clean and short enough; a needed one is not blank. */
void check_words(Ctx *ctx, const char *field, Text text, size_t chars_max, Text needed);
/* "line.3.2" as a field's name. */
const char *cell_field(Ctx *ctx, const char *name, size_t row, int column);
Text count_text(Ctx *ctx, int64_t number);
OptInt acting_person(const Ctx *ctx);
OptInt opt_id(int64_t id);

/* ---- fetch.c ---- */

/* All that the tables of a project are made of. */
typedef struct Facts {
    Project project;
    Stages stages;
    Standards standards;
    ProjectHouseholds households;
    Bids bids;
    ProjectPayments payments;
    ProjectChanges changes;
} Facts;

MUST_CHECK Status project_fetch(Ctx *ctx, int64_t id, Project *out);
MUST_CHECK Status project_from(Ctx *ctx, const ProjectRecord *record, Project *out);
MUST_CHECK Status stages_fetch(Ctx *ctx, const Project *project, Stages *out);
MUST_CHECK Status standards_fetch(Ctx *ctx, int64_t project, Standards *out);
MUST_CHECK Status buildings_fetch(Ctx *ctx, int64_t project, Buildings *out);
MUST_CHECK Status households_fetch(Ctx *ctx, int64_t project, ProjectHouseholds *out);
MUST_CHECK Status bids_fetch(Ctx *ctx, int64_t project, Bids *out);
MUST_CHECK Status payments_fetch(Ctx *ctx, int64_t project, ProjectPayments *out);
MUST_CHECK Status changes_fetch(Ctx *ctx, int64_t project, ProjectChanges *out);
MUST_CHECK Status facts_fetch(Ctx *ctx, int64_t id, Facts *out);
/* Of what was fetched; NULL: it is not there. */
Stage *stage_of(const Stages *stages, int64_t id);
const Standard *standard_of(const Standards *standards, Text item);
StageDisclosure *told_at(const Stage *stage, RegionCode place);
bool touches(const Project *project, RegionCode place);
bool told_is_published(const StageDisclosure *told);
/* Whether any of these was handed in; is published. */
bool stages_told(const Stages *stages);
bool stages_published(const Stages *stages);

/* ---- save.c ---- */

/* The facts for the acting person who keeps the project, with this lock: DENIED, CONFLICT. */
MUST_CHECK Status facts_begin(Ctx *ctx, int64_t id, int64_t lock, Facts *out);
/* Writes what may change of the project itself under its lock, which then grows; CONFLICT when that
 * has moved on.  Sums the rows anew, touches the places, audits, and gives it as it is now. */
MUST_CHECK Status project_save(Ctx *ctx, Project *project, const char *action, Text detail);
/* Writes stages, standards, bids, payments or changes of new facts (ids are made for new ones). */
MUST_CHECK Status standards_write(Ctx *ctx, int64_t project, const Standards *standards);
MUST_CHECK Status bids_write(Ctx *ctx, int64_t project, const Bids *bids);
MUST_CHECK Status payments_write(Ctx *ctx, int64_t project, ProjectPayments *payments);
MUST_CHECK Status changes_write(Ctx *ctx, int64_t project, ProjectChanges *changes);
MUST_CHECK Status places_write(Ctx *ctx, int64_t project, RegionCodes places);
MUST_CHECK Status stage_write(Ctx *ctx, const Stage *stage);
/* Replaces the households of a place by those of the list that are there, in its order; positions,
 * ids, buildings, register and circle follow. */
MUST_CHECK Status households_write(Ctx *ctx, int64_t project, RegionCode place,
                                   ProjectHouseholds *households);
/* Sums of buildings, then of the project. */
MUST_CHECK Status sums_write(Ctx *ctx, int64_t project);

/* ---- write.c, rows.c ---- */

/* The row of a project with its id. */
MUST_CHECK Status project_insert_loaded(Ctx *ctx, const Project *project);

/* quantity × standard in fen, rounded; false when it does not fit. */
bool compensation_fen(int64_t quantity_milli, int64_t standard_fen, int64_t *out);
void check_day_past(Ctx *ctx, const char *field, OptInt day);
/* A household may stand in a list before it is measured: its row has no compensation. */
bool row_has_line(const ProjectRow *row);
/* One row, completed and checked. */
MUST_CHECK Status row_check(Ctx *ctx, const Standards *standards, RegionCode place, ProjectRow *row,
                            ProjectFault *fault, void *arg);
/* Checked rows as households with their lines. */
void rows_gather(Ctx *ctx, const Standards *standards, RegionCode place, const ProjectRows *rows,
                 ProjectHouseholds *out);

/* ---- table.c, text.c ---- */

/* The cells of a stage's table at a place as of a day, for columns in whatever order.  INVALID
 * ("table.columns"): a required column that no row can fill. */
MUST_CHECK Status stage_cells(Ctx *ctx, const Facts *facts, const Stage *stage, RegionCode place,
                              Day as_of, Columns columns, Text **cells_out, size_t *rows_out);
/* Columns that the catalogue does not have: those of the standards.  Empty: the catalogue's. */
Columns stage_columns(Ctx *ctx, const Facts *facts, const Stage *stage);
/* All that is handed in.  columns empty: the item's of today. */
MUST_CHECK Status stage_input(Ctx *ctx, const Facts *facts, const Stage *stage, RegionCode place,
                              Day as_of, Columns columns, DisclosureInput *out);

/* ---- findings.c ---- */

/* What the checks point out about the part at a place (0: all), whoever asks. */
MUST_CHECK Status facts_findings(Ctx *ctx, const Facts *facts, RegionCode place,
                                 ProjectFindings *out);

/* ---- guard.c ---- */

/* Whether what was handed in is what the facts say. */
MUST_CHECK Status told_equals(Ctx *ctx, const Facts *facts, const Stage *stage,
                              const StageDisclosure *told, bool *out);
/* Not handed in, or in the village's hands: made from the rows again when it is handed in. */
bool told_is_in_hand(const StageDisclosure *told);
/* INVALID ("reopen") when new facts would change what is with the township or published and the
 * project was not reopened. */
MUST_CHECK Status facts_guard(Ctx *ctx, const Facts *facts);
