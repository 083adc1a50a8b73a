/*
 * household -- relocation and requisition: what is paid for what, the buildings or plots, and the
 * households with their agreements.  Who sees what: project.h.
 */
#pragma once

#include "disclosure/sheet_input.h"
#include "project/project.h"
#include "resident/resident.h"

/* ---- reading ---- */

typedef struct Standard {
    int64_t id;
    Text item; /* 补偿项目: 住宅 */
    Text unit; /* 平方米 */
    int64_t standard_fen;
    Text note;
} Standard;

typedef struct Standards {
    Standard *at;
    size_t len;
} Standards;

/* DENIED for those who do not see totals. */
MUST_CHECK Status project_standards(Ctx *ctx, const Project *project, Standards *out);

/* A building, or a plot of land: how far it is.  Sums are 0 for those who do not see totals. */
typedef struct Building {
    int64_t id;
    RegionCode place;
    Text name;
    int64_t households, signed_households, paid_households;
    int64_t total_fen, signed_fen, paid_fen;
} Building;

typedef struct Buildings {
    Building *at; /* by place and name */
    size_t len;
} Buildings;

MUST_CHECK Status project_buildings(Ctx *ctx, const Project *project, Buildings *out);

/* Sums of one kind of compensation over all households; DENIED as project_standards(). */
typedef struct ItemTotal {
    Text item;
    Text unit;
    int64_t households, quantity_milli, amount_fen;
} ItemTotal;

typedef struct ItemTotals {
    ItemTotal *at;
    size_t len;
} ItemTotals;

MUST_CHECK Status project_item_totals(Ctx *ctx, const Project *project, ItemTotals *out);

typedef struct Compensation {
    Text item;
    Text unit; /* of the standard */
    int64_t quantity_milli;
    int64_t standard_fen;
    int64_t amount_fen;
} Compensation;

typedef struct ProjectHousehold {
    int64_t id;
    int64_t project;
    RegionCode place;
    int64_t position;  /* in its village's list, from 1 */
    int64_t household; /* of the register; 0: it has none with this number */
    Text building;
    int64_t building_id;
    Text number; /* 户号 */
    Text head;
    Text group_name;
    Text agreement; /* number of the agreement; empty for others than staff and itself */
    OptInt signed_day, paid_day;
    Text note; /* as agreement */
    Compensation *lines;
    size_t line_count;
    int64_t total_fen;
    bool own; /* the acting person's */
} ProjectHousehold;

typedef struct ProjectHouseholds {
    ProjectHousehold *at;
    size_t len;
} ProjectHouseholds;

/* With their lines, by place and position; place 0, building 0: all that the acting person sees.
 * DENIED for those who see no lines. */
MUST_CHECK Status project_households(Ctx *ctx, const Project *project, RegionCode place,
                                     int64_t building, ProjectHouseholds *out);
/* One of them, under the same rule (NOT_FOUND), with its project. */
MUST_CHECK Status project_household(Ctx *ctx, int64_t id, Project *project_out,
                                    ProjectHousehold *out);

/* The acting person's own household in published projects that tell their households, newest first,
 * in full.  NOT_FOUND unless it is a household of the acting account. */
typedef struct ProjectOwn {
    Project project;
    ProjectHousehold household;
} ProjectOwn;

typedef struct ProjectOwns {
    ProjectOwn *at;
    size_t len;
} ProjectOwns;

MUST_CHECK Status project_own(Ctx *ctx, const Household *household, ProjectOwns *out);

/* ---- writing: project_may_manage() at its region ---- */

/* Replaces them.  INVALID: "standard.ROW.COLUMN" (1 item, 2 unit, 3 standard, 4 note), standards
 * (too many; one that lines use is gone). */
MUST_CHECK Status project_put_standards(Ctx *ctx, int64_t id, int64_t lock, Standards standards,
                                        Project *out);

/* A building or plot without households yet; those of households' lists come by themselves.
 * building 0: a new one; else its new name.  INVALID: place, name. */
MUST_CHECK Status project_put_building(Ctx *ctx, int64_t id, int64_t lock, int64_t building,
                                       RegionCode place, Text name, Project *out);
/* CONFLICT while it has households. */
MUST_CHECK Status project_remove_building(Ctx *ctx, int64_t id, int64_t lock, int64_t building,
                                          Project *out);

/* ---- households as rows: one for each kind of compensation ---- */

typedef enum RowColumn {
    RC_BUILDING,
    RC_NUMBER,
    RC_HEAD,
    RC_GROUP,
    RC_AGREEMENT,
    RC_ITEM,
    RC_QUANTITY,
    RC_STANDARD,
    RC_AMOUNT,
    RC_SIGNED,
    RC_PAID,
    RC_NOTE,
    RC_COUNT
} RowColumn;

typedef struct ProjectRow {
    Text building, number, head, group_name, agreement;
    Text item;
    int64_t quantity_milli;
    int64_t standard_fen; /* 0: the project's */
    int64_t amount_fen;   /* 0: quantity × standard */
    OptInt signed_day, paid_day;
    Text note;
} ProjectRow;

typedef struct ProjectRows {
    ProjectRow *at;
    size_t len;
} ProjectRows;

/* The columns of such a sheet, by RowColumn; and what else people call them, for those that a
 * header does not name. */
Columns project_row_columns(Ctx *ctx);
void project_guess_row_columns(Ctx *ctx, SheetMatch *match);
/* A row of cells in their normal form (catalogue/column.h) by RowColumn, completed from the
 * project's standards and the register of the place, and checked by itself: each problem becomes
 * (RowColumn, sentence) through `fault`. */
MUST_CHECK Status project_row_from_cells(Ctx *ctx, const Project *project,
                                         const Standards *standards, RegionCode place,
                                         const Text *cells, ProjectRow *out, ProjectFault *fault,
                                         void *arg);
/* What rows say against each other: a household in two buildings or plots, under two names, with
 * two days of signing.  numbers: by which the sentences call the rows; NULL: 1, 2 …  (row from 0,
 * RowColumn, sentence.) */
typedef void ProjectRowFault(void *arg, size_t row, int column, Text why);
MUST_CHECK Status project_rows_check(Ctx *ctx, const ProjectRows *rows, const int64_t *numbers,
                                     ProjectRowFault *fault, void *arg);

/* Replaces all households of one place.  INVALID: "row.ROW.COLUMN" (from 1); rows (too many);
 * reopen: it would change what a stage has told, so project_reopen() first. */
MUST_CHECK Status project_put_rows(Ctx *ctx, int64_t id, int64_t lock, RegionCode place,
                                   ProjectRows rows, Project *out);

/* One household with its lines; id 0: a new one.  household, total and own are not read.  INVALID:
 * place, building (it is in another one), number, head, group_name, agreement, signed_day,
 * paid_day, note, "line.ROW.COLUMN" (1 item, 2 quantity, 3 standard, 4 amount), reopen. */
MUST_CHECK Status project_put_household(Ctx *ctx, int64_t id, int64_t lock,
                                        const ProjectHousehold *household, Project *out);
MUST_CHECK Status project_remove_household(Ctx *ctx, int64_t id, int64_t lock, int64_t household,
                                           Project *out);
/* The day on which it signed with the agreement's number, or was paid; absent: takes it back.  An
 * absent number stays as it is.
 * INVALID: day (in the future), agreement, reopen. */
MUST_CHECK Status project_sign(Ctx *ctx, int64_t household, int64_t lock, Text agreement,
                               OptInt day, Project *out);
MUST_CHECK Status project_pay(Ctx *ctx, int64_t household, int64_t lock, OptInt day, Project *out);
/* All that signed and were not paid. */
MUST_CHECK Status project_pay_all(Ctx *ctx, int64_t id, int64_t lock, RegionCode place, Day day,
                                  Project *out);
