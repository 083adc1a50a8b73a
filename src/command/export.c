/*
 * mingbai export KIND: regions, users and duties as tables; what is shared by all kinds.  What came
 * out can go in again.
 */
#include <stdio.h>

#include "account/account.h"
#include "base/tr.h"
#include "command/data_work.h"
#include "duty/duty.h"
#include "region/region.h"
#include "sheet/write.h"

static const struct {
    const char *name;
    Status (*run)(Ctx *ctx, ExportTask *task);
} kinds[] = {
    {"regions",            export_regions           },
    {"users",              export_users             },
    {"disclosures",        export_disclosures       },
    {"duties",             export_duties            },
    {"households",         export_households        },
    {"residents",          export_residents         },
    {"subsidies",          export_subsidies         },
    {"opinions",           export_opinions          },
    {"funds",              export_funds             },
    {"entries",            export_entries           },
    {"statements",         export_statements        },
    {"resources",          export_resources         },
    {"assets",             export_assets            },
    {"contracts",          export_contracts         },
    {"debts",              export_debts             },
    {"special-funds",      export_special_funds     },
    {"plan",               export_plan              },
    {"shares",             export_shares            },
    {"projects",           export_projects          },
    {"project-stages",     export_project_stages    },
    {"project-standards",  export_project_standards },
    {"project-households", export_project_households},
    {"project-bids",       export_project_bids      },
    {"project-payments",   export_project_payments  },
    {"orders",             export_orders            },
    {"petitions",          export_petitions         },
};

typedef struct Export {
    ExportTask task;
    Status (*run)(Ctx *ctx, ExportTask *task);
} Export;

/* A read may be tried again: the file begins anew. */
static Status
export_body(Ctx *ctx, void *arg)
{
    Export *export = arg;
    Status status;

    export->task.rows = 0;
    status = sheet_writer_open(ctx, export->task.path, &export->task.writer);
    if (status == OK)
        status = export->run(ctx, &export->task);
    return sheet_writer_close(export->task.writer, status);
}

int
command_export_with(Command *command, Status (*run)(Ctx *ctx, ExportTask *task))
{
    Export export = {.task = {.command = command}, .run = run};
    Text output = command_flag(command, "--output");
    Store *store;
    Ctx ctx;
    Status status;

    if (!command_region(command, 0, &export.task.scope))
        return EXIT_USAGE;
    if (output.at != NULL && !text_eq(output, T("-")))
        export.task.path = text_cstr(command->arena, output);
    store = command_store(command);
    if (store == NULL)
        return EXIT_REFUSED;
    ctx = command_ctx(command, store);
    store_limit_ms(store, 0);
    status = store_read(store, &ctx, export_body, &export);
    store_close(store);
    if (status != OK)
        return command_refused(&ctx, status);
    if (export.task.path != NULL)
        fprintf(stderr, "%lld rows to %s\n", (long long)export.task.rows, export.task.path);
    return EXIT_DONE;
}

int
command_export(Command *command)
{
    Status (*run)(Ctx * ctx, ExportTask * task) = NULL;

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (text_eq(command->words[0], text_c(kinds[i].name)))
            run = kinds[i].run;
    if (run == NULL) {
        fprintf(stderr,
                "mingbai: no such kind: %.*s; there are regions, users, disclosures, duties, "
                "households, residents, subsidies, opinions, funds, entries, statements, "
                "resources, assets, "
                "contracts, "
                "debts, "
                "special-funds, plan, shares, projects, project-stages, project-standards, "
                "project-households, project-bids, project-payments, orders, petitions\n",
                TEXT_ARGS(command->words[0]));
        return EXIT_USAGE;
    }
    return command_export_with(command, run);
}

static Status
row(Ctx *ctx, ExportTask *task, const Text *cells, size_t count)
{
    task->rows++;
    return sheet_writer_row(ctx, task->writer, cells, count);
}

/* ---- regions ---- */

enum { PLACES_AT_ONCE = 1000 };

static Status
put_region(Ctx *ctx, ExportTask *task, const Region *region)
{
    Arena *arena = ctx->arena;

    return row(
        ctx, task,
        (const Text[]){
            region_code_format(arena, region->code),
            region->parent != 0 ? region_code_format(arena, region->parent) : T(""),
            text_printf(arena, "%d", (int)region->level),
            region->name,
            region->closed_day.set ? day_format(arena, (Day)region->closed_day.value) : T(""),
            region->successor != 0 ? region_code_format(arena, region->successor) : T(""),
        },
        6);
}

Status
export_places(Ctx *ctx, ExportTask *task, ExportPlace *place)
{
    RegionCode after = -1;
    size_t got;

    do {
        ArenaMark mark = arena_mark(ctx->arena);
        Regions regions;
        Status status = region_walk(ctx, task->scope, after, PLACES_AT_ONCE, &regions);

        got = status == OK ? regions.len : 0;
        for (size_t i = 0; i < got && status == OK; i++) {
            ArenaMark inner = arena_mark(ctx->arena);

            status = place(ctx, task, &regions.at[i]);
            arena_release(ctx->arena, inner);
        }
        if (got != 0)
            after = regions.at[got - 1].code;
        arena_release(ctx->arena, mark);
        TRY(status);
    } while (got == PLACES_AT_ONCE);
    return OK;
}

Status
export_regions(Ctx *ctx, ExportTask *task)
{
    Regions path;

    TRY(sheet_writer_row(ctx, task->writer,
                         (const Text[]){T("code"), T("parent"), T("level"), T("name"),
                                        T("closed_day"), T("successor")},
                         6));
    if (task->scope != 0) {
        TRY(region_path(ctx, task->scope, &path));
        for (size_t i = 0; i + 1 < path.len; i++)
            TRY(put_region(ctx, task, &path.at[i]));
    }
    return export_places(ctx, task, put_region);
}

/* ---- users: as the sheet that import takes, one line a role; no passwords ---- */

static Status
put_account(Ctx *ctx, ExportTask *task, const Account *account)
{
    for (size_t i = 0; i < account->grants.len; i++) {
        const RoleGrant *grant = &account->grants.at[i];

        TRY(row(ctx, task,
                (const Text[]){account->login, account->name, account->phone,
                               text_c(role_title(grant->role)),
                               region_code_format(ctx->arena, grant->region),
                               account->disabled ? T("已停用") : T("")},
                ACCOUNT_COLUMNS + 1));
    }
    return OK;
}

Status
export_users(Ctx *ctx, ExportTask *task)
{
    Text head[ACCOUNT_COLUMNS + 1];
    Accounts accounts;
    Text cursor = {0};

    for (size_t i = 0; i < ACCOUNT_COLUMNS; i++)
        head[i] = account_columns[i];
    head[ACCOUNT_COLUMNS] = T("状态");
    TRY(sheet_writer_row(ctx, task->writer, head, ACCOUNT_COLUMNS + 1));
    do {
        TRY(account_list(ctx, task->scope, cursor, &accounts));
        for (size_t i = 0; i < accounts.len; i++)
            TRY(put_account(ctx, task, &accounts.at[i]));
        cursor = accounts.next;
    } while (cursor.at != NULL);
    return OK;
}

/* ---- duties ---- */

enum { DUTIES_FROM_YEAR = 1990, DUTIES_TO_YEAR = 2101 };

static Status
put_duties(Ctx *ctx, ExportTask *task, const Region *village, Day first, Day last)
{
    Duties duties;

    TRY(duty_list(ctx, village->code, first, last, &duties));
    /* More than one answer holds: halve the stretch of time. */
    if (duties.len == DUTY_LIST_MAX && first < last) {
        Day middle = first + (last - first) / 2;

        TRY(put_duties(ctx, task, village, middle + 1, last));
        return put_duties(ctx, task, village, first, middle);
    }
    for (size_t i = 0; i < duties.len; i++) {
        const Duty *duty = &duties.at[i];

        TRY(row(ctx, task,
                (const Text[]){
                    region_code_format(ctx->arena, duty->region), village->name, duty->item,
                    duty->period, day_format(ctx->arena, duty->due_day),
                    text_c(duty_state_name(duty->state)),
                    duty->done_day.set ? day_format(ctx->arena, (Day)duty->done_day.value) : T(""),
                    duty->disclosure != 0
                        ? text_printf(ctx->arena, "%lld", (long long)duty->disclosure)
                        : T("")},
                8));
    }
    return OK;
}

enum { VILLAGES_AT_ONCE = 100 };

Status
export_duties(Ctx *ctx, ExportTask *task)
{
    Day first = day_from_date((Date){DUTIES_FROM_YEAR, 1, 1});
    Day last = day_from_date((Date){DUTIES_TO_YEAR, 1, 1});
    RegionCode after = 0;
    Regions villages;

    TRY(sheet_writer_row(ctx, task->writer,
                         (const Text[]){T("region"), T("name"), T("item"), T("period"), T("due"),
                                        T("state"), T("done"), T("disclosure")},
                         8));
    do {
        TRY(region_villages(ctx, task->scope, after, VILLAGES_AT_ONCE, &villages));
        for (size_t i = 0; i < villages.len; i++) {
            ArenaMark mark = arena_mark(ctx->arena);
            Status status = put_duties(ctx, task, &villages.at[i], first, last);

            arena_release(ctx->arena, mark);
            TRY(status);
            after = villages.at[i].code;
        }
    } while (villages.len == VILLAGES_AT_ONCE);
    return OK;
}
