/*
 * mingbai import KIND FILE: regions and users; what is shared by all kinds.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "account/account.h"
#include "base/tr.h"
#include "command/data_work.h"
#include "region/region.h"
#include "sheet/sheet.h"
#include "sheet/write.h"

static const struct {
    const char *name;
    int (*run)(Command *command, const char *path);
} kinds[] = {
    {"regions",            import_regions           },
    {"users",              import_users             },
    {"disclosures",        import_disclosures       },
    {"sheets",             import_sheets            },
    {"households",         import_households        },
    {"residents",          import_residents         },
    {"subsidies",          import_subsidies         },
    {"funds",              import_funds             },
    {"entries",            import_entries           },
    {"statements",         import_statements        },
    {"resources",          import_resources         },
    {"assets",             import_assets            },
    {"contracts",          import_contracts         },
    {"debts",              import_debts             },
    {"special-funds",      import_special_funds     },
    {"plan",               import_plan              },
    {"shares",             import_shares            },
    {"projects",           import_projects          },
    {"project-stages",     import_project_stages    },
    {"project-standards",  import_project_standards },
    {"project-households", import_project_households},
    {"project-bids",       import_project_bids      },
    {"project-payments",   import_project_payments  },
    {"petitions",          import_petitions         },
    {"outside-deaths",     import_outside           },
    {"outside-payroll",    import_outside           },
    {"outside-means",      import_outside           },
    {"outside-companies",  import_outside           },
    {"outside-land",       import_outside           },
    {"outside-eligible",   import_outside           },
};

int
command_import(Command *command)
{
    const char *path = text_cstr(command->arena, command->words[1]);
    struct stat info;

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!text_eq(command->words[0], text_c(kinds[i].name)))
            continue;
        if (stat(path, &info) != 0)
            return command_fail("%s: %s", path, strerror(errno));
        return kinds[i].run(command, path);
    }
    fprintf(stderr,
            "mingbai: no such kind: %.*s; there are regions, users, disclosures, sheets, "
            "households, residents, subsidies, funds, entries, statements, resources, assets, "
            "contracts, debts, "
            "special-funds, plan, shares, projects, project-stages, project-standards, "
            "project-households, project-bids, project-payments, petitions, outside-deaths, "
            "outside-payroll, outside-means, outside-companies, outside-land, outside-eligible\n",
            TEXT_ARGS(command->words[0]));
    return EXIT_USAGE;
}

bool
import_is_dry(const Command *command)
{
    return command_flag(command, "--dry-run").at != NULL;
}

/* ---- what went wrong ---- */

static void
fault(Faults *faults, Arena *arena, Text place, Text field, Text sentence)
{
    faults->count++;
    if (faults->lines.at == NULL)
        faults->lines.at = NEW_ARRAY(arena, Text, FAULTS_MAX);
    if (faults->lines.len < FAULTS_MAX)
        faults->lines.at[faults->lines.len++] =
            text_printf(arena, "%.*s: %.*s%s%.*s", TEXT_ARGS(place), TEXT_ARGS(field),
                        field.len != 0 ? ": " : "", TEXT_ARGS(sentence));
}

void
faults_add(Faults *faults, Arena *arena, Ctx *ctx, Text place, Status status)
{
    for (size_t i = 0; i < ctx->problems.len; i++)
        fault(faults, arena, place, ctx->problems.at[i].field, ctx->problems.at[i].sentence);
    if (ctx->problems.len == 0)
        fault(faults, arena, place, T(""), text_c(status_name(status)));
    ctx->problems = (Problems){0};
}

void
faults_note(Faults *faults, Arena *arena, Text place, Text why)
{
    fault(faults, arena, place, T(""), why);
}

void
faults_print(const Faults *faults)
{
    for (size_t i = 0; i < faults->lines.len; i++)
        fprintf(stderr, "mingbai: %.*s\n", TEXT_ARGS(faults->lines.at[i]));
    if (faults->count > (int64_t)faults->lines.len)
        fprintf(stderr, "mingbai: … and %lld more\n",
                (long long)(faults->count - (int64_t)faults->lines.len));
}

int
import_run(Command *command, StoreBody *body, void *task, const Faults *faults,
           const char *are_wrong)
{
    Store *store = command_store(command);
    Status status;
    Ctx ctx;

    if (store == NULL)
        return EXIT_REFUSED;
    ctx = command_ctx(command, store);
    store_limit_ms(store, 0);
    status = store_write(store, &ctx, body, task);
    store_close(store);
    faults_print(faults);
    if (faults->count != 0)
        return command_fail("%lld %s; nothing was written", (long long)faults->count, are_wrong);
    if (status == INVALID && import_is_dry(command) && ctx.problems.len == 0)
        status = OK;
    return status == OK ? EXIT_DONE : command_refused(&ctx, status);
}

/* ---- regions: line by line, however large the file ---- */

enum { LINE_BYTES_MAX = 4096 };

typedef struct RegionTask {
    FILE *file;
    char line[LINE_BYTES_MAX];
    RegionCode scope; /* only this subtree and what stands above it */
    bool dry;
    RegionImport result;
} RegionTask;

static bool
within(RegionCode scope, Text line)
{
    Text code;
    RegionCode region;

    text_cut(line, ',', &code, &line);
    if (scope == 0 || !region_code_parse(text_trim(code), &region))
        return true;
    return region_contains(scope, region) || region_contains(region, scope);
}

/* A line that is too long comes in pieces; none of them is a region, so each is reported. */
static bool
next_line(void *arg, Text *line_out)
{
    RegionTask *task = arg;

    do {
        if (fgets(task->line, sizeof task->line, task->file) == NULL)
            return false;
        *line_out = text_c(task->line);
    } while (!within(task->scope, *line_out));
    return true;
}

static Status
regions_body(Ctx *ctx, void *arg)
{
    RegionTask *task = arg;

    rewind(task->file);
    TRY(region_import(ctx, next_line, task, progress_to, &task->result));
    return task->dry ? INVALID : OK; /* takes it back */
}

static void
print_regions(const RegionTask *task)
{
    const RegionImport *result = &task->result;

    for (size_t i = 0; i < result->findings.len; i++)
        printf("%.*s\n", TEXT_ARGS(result->findings.at[i]));
    printf("%lld read: %lld added, %lld renamed, %lld unchanged, %lld duplicates, "
           "%lld without parent, %lld malformed%s\n",
           (long long)result->read, (long long)result->added, (long long)result->renamed,
           (long long)result->unchanged, (long long)result->duplicates, (long long)result->orphans,
           (long long)result->malformed, task->dry ? " (nothing written)" : "");
}

int
import_regions(Command *command, const char *path)
{
    RegionTask task = {.dry = import_is_dry(command)};
    Store *store;
    Ctx ctx;
    Status status;

    if (!command_region(command, 0, &task.scope))
        return EXIT_USAGE;
    task.file = fopen(path, "re");
    if (task.file == NULL)
        return command_fail("%s: %s", path, strerror(errno));
    store = command_store(command);
    if (store == NULL) {
        fclose(task.file);
        return EXIT_REFUSED;
    }
    ctx = command_ctx(command, store);
    store_limit_ms(store, 0);
    progress_begin("regions", 0);
    status = store_bulk(store, true);
    if (status == OK)
        status = store_write(store, &ctx, regions_body, &task);
    if (status == INVALID && task.dry)
        status = OK;
    if (store_bulk(store, false) != OK && status == OK)
        status = FAULT;
    if (status == OK && !task.dry)
        status = store_analyze(store);
    progress_to(task.result.read);
    progress_end();
    store_close(store);
    fclose(task.file);
    if (status != OK)
        return command_refused(&ctx, status);
    print_regions(&task);
    return EXIT_DONE;
}

/* ---- users: a sheet; first passwords go to standard output ---- */

typedef struct UserTask {
    const char *path;
    RegionCode scope;
    bool dry;
    AccountImport import;
    Faults faults;
    Arena *arena;
} UserTask;

static Status
users_body(Ctx *ctx, void *arg)
{
    UserTask *task = arg;
    Sheet sheet;

    task->faults = (Faults){0};
    TRY(sheet_read(ctx, text_c(task->path), text_c(task->path), &sheet));
    TRY(account_import_read(ctx, &sheet, &task->import));
    for (size_t i = 0; i < task->import.len; i++) {
        AccountImportRow *row = &task->import.at[i];

        if (row->bad.len == 0 && !region_contains(task->scope, row->grant.region)) {
            row->bad = TR(ctx->lang, "不在 --region 的范围里");
            task->import.bad++;
        }
        if (row->bad.len != 0)
            fault(&task->faults, task->arena, text_printf(ctx->arena, "line %d", row->line), T(""),
                  row->bad);
    }
    if (task->dry || task->faults.count != 0)
        return INVALID;
    return account_import(ctx, &task->import, T(""));
}

static void
print_passwords(Arena *arena, const AccountImport *import)
{
    Buf buf = buf_new(arena, 1024 * 1024);

    csv_record(&buf, (const Text[]){T("login"), T("name"), T("first password")}, 3);
    for (size_t i = 0; i < import->len; i++) {
        const AccountImportRow *row = &import->at[i];

        if (row->first == i)
            csv_record(&buf, (const Text[]){row->login, csv_plain(arena, row->name), row->password},
                       3);
    }
    fwrite(buf.at, 1, buf.len, stdout);
}

int
import_users(Command *command, const char *path)
{
    UserTask task = {.path = path, .dry = import_is_dry(command), .arena = command->arena};
    Store *store;
    Ctx ctx;
    Status status;

    if (!command_region(command, 0, &task.scope))
        return EXIT_USAGE;
    store = command_store(command);
    if (store == NULL)
        return EXIT_REFUSED;
    ctx = command_ctx(command, store);
    status = store_write(store, &ctx, users_body, &task);
    store_close(store);
    faults_print(&task.faults);
    if (task.faults.count != 0)
        return command_fail("%lld lines are wrong; nothing was written",
                            (long long)task.faults.count);
    if (task.import.hidden != 0)
        fprintf(stderr, "%zu hidden lines were left out\n", task.import.hidden);
    if (status == INVALID && task.dry && ctx.problems.len == 0) {
        printf("%zu lines, %zu accounts (nothing written)\n", task.import.len,
               task.import.accounts);
        return EXIT_DONE;
    }
    if (status != OK)
        return command_refused(&ctx, status);
    print_passwords(command->arena, &task.import);
    fprintf(stderr, "%zu accounts made; the first passwords stand nowhere else\n",
            task.import.accounts);
    return EXIT_DONE;
}
