/*
 * exchange -- projects as tables of one form, for files and the command line: what is written can
 * be read again.
 *
 * Each row begins with the place and the name of its project.  Rows that follow each other with the
 * same project (of households, also the same village) are one part and replace what the project has
 * of it; a stage is known by its name.  Reading goes through the same doors as the desk: what would
 * change something published is refused.
 */
#pragma once

#include "project/household.h"
#include "project/works.h"

typedef enum ProjectTable {
    TABLE_PROJECTS, /* a row a project: begun, or described anew */
    TABLE_STAGES,   /* by name, in their order */
    TABLE_STANDARDS,
    TABLE_HOUSEHOLDS, /* a row for each kind of compensation */
    TABLE_BIDS,       /* with the tender's outcome in each row */
    TABLE_PAYMENTS,
    PROJECT_TABLE_COUNT
} ProjectTable;

/* 地区代码, 项目名称 … */
Columns project_table_columns(Ctx *ctx, ProjectTable table);

/* The rows of a project, cell by cell as the columns say; of households those in a village only, or
 * with 0 all.  Staff only (DENIED). */
typedef Status ProjectPutRow(void *arg, Ctx *ctx, const Text *cells, size_t count);
MUST_CHECK Status project_export(Ctx *ctx, ProjectTable table, const Project *project,
                                 RegionCode village, ProjectPutRow *put, void *arg);

/* The next record with the line where it begins; its texts live until the next call.  NOT_FOUND at
 * the end. */
typedef Status ProjectNextRow(void *arg, Ctx *ctx, Texts *cells_out, int64_t *line_out);

typedef struct ProjectImport {
    int64_t rows, projects, added;
} ProjectImport;

/* Reads a header (columns in any order) and all rows, those of places within scope.  fault: called
 * for each row that cannot be, with its column; then INVALID, and nothing may be kept.  INVALID
 * ("file"): a column is missing, or there is nothing. */
MUST_CHECK Status project_import(Ctx *ctx, ProjectTable table, RegionCode scope,
                                 ProjectNextRow *next, void *arg,
                                 void (*fault)(void *fault_arg, int64_t line, Text why),
                                 void *fault_arg, ProjectImport *out);
