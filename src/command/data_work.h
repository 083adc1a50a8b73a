/*
 * data_work -- what import, export and check share.
 */
#pragma once

#include "command/command.h"
#include "sheet/sheet.h"

/* ---- import: one function a kind; path is the file or folder ---- */

int import_regions(Command *command, const char *path);
int import_users(Command *command, const char *path);
int import_disclosures(Command *command, const char *path);
int import_sheets(Command *command, const char *path);
int import_households(Command *command, const char *path);
int import_residents(Command *command, const char *path);
int import_subsidies(Command *command, const char *path);

int import_funds(Command *command, const char *path);
int import_entries(Command *command, const char *path);
int import_statements(Command *command, const char *path);

int import_resources(Command *command, const char *path);
int import_assets(Command *command, const char *path);
int import_contracts(Command *command, const char *path);
int import_debts(Command *command, const char *path);
int import_special_funds(Command *command, const char *path);
int import_plan(Command *command, const char *path);
int import_shares(Command *command, const char *path);

int import_projects(Command *command, const char *path);
int import_project_stages(Command *command, const char *path);
int import_project_standards(Command *command, const char *path);
int import_project_households(Command *command, const char *path);
int import_project_bids(Command *command, const char *path);
int import_project_payments(Command *command, const char *path);

int import_petitions(Command *command, const char *path);

int import_outside(Command *command, const char *path); /* of all outside-… kinds */

/* The rows of a file: CSV as a stream, or the first sheet of an .xlsx without its totals. */
typedef struct Records {
    struct CsvStream *csv; /* NULL: a sheet */
    Sheet sheet;
    size_t next;
} Records;

MUST_CHECK Status records_open(Ctx *ctx, const char *path, Records *out);
/* The next one with the row of the file where it begins; NOT_FOUND at the end.  arg: a Records. */
MUST_CHECK Status records_next(void *arg, Ctx *ctx, Texts *cells_out, int64_t *row_out);
void records_close(Records *records);

/* True when --dry-run was given: everything is done and taken back. */
bool import_is_dry(const Command *command);

/* Lines or files with what is wrong in them, told at the end; the first hundred. */
typedef struct Faults {
    Texts lines;
    int64_t count; /* all of them */
} Faults;

enum { FAULTS_MAX = 100 };

/* Notes the problems in ctx under a place ("line 12", "a.xlsx") and clears them; without problems,
 * the status.  arena outlives the operation's. */
void faults_add(Faults *faults, Arena *arena, Ctx *ctx, Text place, Status status);
/* Notes one sentence under a place. */
void faults_note(Faults *faults, Arena *arena, Text place, Text why);
/* Prints them on stderr. */
void faults_print(const Faults *faults);

/* Runs an import's body with task in one write transaction, however long it takes, and says on
 * stderr what was wrong: the faults that the body noted ("12 lines are wrong"), or why it was
 * refused.  A body that only tries (import_is_dry) ends with INVALID and no problems.  EXIT_DONE,
 * or the exit code. */
int import_run(Command *command, StoreBody *body, void *task, const Faults *faults,
               const char *are_wrong);

/* ---- export ---- */

struct SheetWriter;

typedef struct ExportTask {
    Command *command;
    RegionCode scope;
    struct SheetWriter *writer;
    const char *path; /* NULL: standard output */
    int64_t rows;
} ExportTask;

/* Calls back with every place within task->scope, by code. */
struct Region;
typedef Status ExportPlace(Ctx *ctx, ExportTask *task, const struct Region *region);
MUST_CHECK Status export_places(Ctx *ctx, ExportTask *task, ExportPlace *place);

MUST_CHECK Status export_regions(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_users(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_disclosures(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_duties(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_households(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_residents(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_subsidies(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_opinions(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_funds(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_entries(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_statements(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_resources(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_assets(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_contracts(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_debts(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_special_funds(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_plan(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_shares(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_projects(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_project_stages(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_project_standards(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_project_households(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_project_bids(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_project_payments(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_orders(Ctx *ctx, ExportTask *task);
MUST_CHECK Status export_petitions(Ctx *ctx, ExportTask *task);

MUST_CHECK Status export_flags(Ctx *ctx, ExportTask *task);

/* Writes what run() puts out for --region to --output; the program's exit code. */
int command_export_with(Command *command, Status (*run)(Ctx *ctx, ExportTask *task));

/* The columns of disclosures as CSV, in their order: the same for import and export. */
typedef enum DisclosureColumn {
    DC_REGION,
    DC_ITEM,
    DC_PERIOD,
    DC_KIND,
    DC_TITLE,
    DC_SUMMARY,
    DC_BODY,
    DC_TABLE,
    DC_REASON,
    DC_REVIEW_ON,
    DC_SUBMITTED_AT,
    DC_PUBLISHED_AT,
    DC_PERSONAL_OK,
    DC_COUNT
} DisclosureColumn;

extern const Text disclosure_csv_columns[DC_COUNT];

/* ---- check ---- */

/* One finding on standard output. */
typedef struct Findings {
    int64_t count;
    Ctx *ctx;
} Findings;

void finding(Findings *findings, const char *format, ...) __attribute__((format(printf, 2, 3)));

MUST_CHECK Status check_tallies(Ctx *ctx, Findings *findings, bool repair);
MUST_CHECK Status check_revisions(Ctx *ctx, Findings *findings);
MUST_CHECK Status check_search(Ctx *ctx, Findings *findings);
MUST_CHECK Status check_files(Ctx *ctx, Findings *findings);
MUST_CHECK Status check_duties(Ctx *ctx, Findings *findings);
/* check_rooms.c: one a room that makes disclosures from its rows. */
MUST_CHECK Status check_subsidies(Ctx *ctx, Findings *findings);
MUST_CHECK Status check_ledgers(Ctx *ctx, Findings *findings);
MUST_CHECK Status check_banks(Ctx *ctx, Findings *findings);
MUST_CHECK Status check_projects(Ctx *ctx, Findings *findings);
MUST_CHECK Status check_property(Ctx *ctx, Findings *findings);
MUST_CHECK Status check_flags(Ctx *ctx, Findings *findings, bool repair);
