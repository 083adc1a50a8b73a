/*
 * main -- puts the rooms together: the one place that knows every feature.
 */
#include "account/desk.h"
#include "account/identify.h"
#include "account/pages.h"
#include "bank/api.h"
#include "bank/bank.h"
#include "bank/desk.h"
#include "catalogue/desk.h"
#include "clue/desk.h"
#include "clue/order.h"
#include "command/command.h"
#include "disclosure/api.h"
#include "disclosure/attachment.h"
#include "disclosure/desk.h"
#include "disclosure/pages.h"
#include "duty/duty.h"
#include "home/follow.h"
#include "home/home.h"
#include "home/money.h"
#include "home/own.h"
#include "ledger/api.h"
#include "ledger/desk.h"
#include "ledger/photo.h"
#include "notify/desk.h"
#include "notify/notify.h"
#include "notify/pages.h"
#include "open311/api.h"
#include "opinion/api.h"
#include "opinion/ask.h"
#include "opinion/desk.h"
#include "opinion/pages.h"
#include "outbox/outbox.h"
#include "project/api.h"
#include "project/desk.h"
#include "project/pages.h"
#include "property/api.h"
#include "property/desk.h"
#include "property/pages.h"
#include "property/property.h"
#include "region/desk.h"
#include "region/picture.h"
#include "resident/desk.h"
#include "resident/desk_roster.h"
#include "resident/join.h"
#include "resident/pages.h"
#include "resident/roster.h"
#include "subsidy/api.h"
#include "subsidy/desk.h"
#include "subsidy/pages.h"
#include "web/web.h"

static RouteTable tables[96];

static const KeeperJob jobs[] = {
    {.name = "duty.roll",       .run = duty_roll,                .every_seconds = 60  },
    {.name = "notice.end",      .run = disclosure_notices_end,   .every_seconds = 60  },
    {.name = "account.forget",  .run = account_forget,           .every_seconds = 3600},
    {.name = "roster.grow",     .run = roster_grow,              .every_seconds = 3600},
    {.name = "attachment.safe", .run = attachment_make_safe,     .every_seconds = 0   },
    {.name = "entry.photo",     .run = entry_photo_make_safe,    .every_seconds = 0   },
    {.name = "opinion.clock",   .run = opinion_deadlines,        .every_seconds = 10  },
    {.name = "opinion.photo",   .run = opinion_photo_make_safe,  .every_seconds = 0   },
    {.name = "opinion.drafts",  .run = opinion_drafts_sweep,     .every_seconds = 3600},
    {.name = "order.clock",     .run = order_deadlines,          .every_seconds = 60  },
    {.name = "region.picture",  .run = region_picture_make_safe, .every_seconds = 0   },
    {.name = "notice.spread",   .run = notify_spread,            .every_seconds = 0   },
    {.name = "notice.forget",   .run = notify_forget_old,        .every_seconds = 3600},
    {.name = "outbox.send",     .run = outbox_send,              .every_seconds = 1   },
    {.name = "outbox.forget",   .run = outbox_forget_older,      .every_seconds = 3600},
};

extern const App app;
const App app = {
    .tables = tables,
    .table_count = sizeof tables / sizeof tables[0],
    .dress = home_dress,
    .identify = account_identify,
    .seen = resident_seen,
    .clock = command_clock,
    .error = open311_error,
    .jobs = jobs,
    .job_count = sizeof jobs / sizeof jobs[0],
};

const CommandRow commands_all[] = {
    {"serve",                              "", "serve pages and API until stopped", NULL, command_serve, 0, 0},
    {"migrate", "", "create or upgrade the schema", NULL, command_migrate, 0, 0},
    {"user",                       "add|grant|passwd|list …", "accounts and their roles",
     (const CommandFlag[]){{"--region", "CODE", "list: only those with a role there or below"},
                           {0}},
     command_user, 1, 5},
    {"demo",                                   "", "fill an empty database with the demonstration district",
     (const CommandFlag[]){{"--scale", "N", "N times as much content, for load tests"},
                           {"--today", "DAY", "the day on which its clock stands; 2023-06-01"},
                           {0}},
     command_demo, 0, 0},
    {"import",                            "KIND FILE",
     "read regions, users, disclosures, households, residents, subsidies, funds, entries, "
     "statements, "
     "resources, assets, contracts, debts, special-funds, plan, shares, projects and their tables "
     "(project-stages …), petitions, or a folder of sheets", (const CommandFlag[]){{"--region", "CODE", "only what belongs there or below"},
                           {"--dry-run", NULL, "check all, write nothing"},
                           {"--account", "NAME", "statements: the account that the file is of"},
                           {"--publish", NULL, "sheets: publish at once instead of making drafts"},
                           {0}},
     command_import, 2, 2},
    {"export",      "KIND",
     "write regions, users, disclosures, duties, households, residents, subsidies, opinions, "
     "funds, entries, "
     "statements, resources, assets, contracts, debts, special-funds, plan, shares, orders, "
     "petitions, "
     "projects or their tables as CSV or .xlsx", (const CommandFlag[]){
         {"--region", "CODE", "only what belongs there or below"},
         {"--output", "FILE", "a file instead of standard output; .xlsx by its name"},
         {0}},
     command_export, 1, 1},
    {"check",                     "", "recount figures, verify revisions, files, search and duties",
     (const CommandFlag[]){{"--repair", NULL, "put wrong figures right"}, {0}}, command_check, 0,
     0},
    {"config",                                   "", "print a sample settings file", NULL, command_config, 0, 0},
    {0                              },
};

/* Who keeps something about an entry: the bank's match, and movements of property. */
static Status
entry_changed(Ctx *ctx, int64_t entry)
{
    TRY(bank_entry_changed(ctx, entry));
    return property_entry_changed(ctx, entry);
}

/* What rooms below ask of those above. */
static void
set_hooks(void)
{
    ledger_on_entry_change(entry_changed);
    disclosure_on_related(project_related);
    account_on_erase(opinion_erase_sender);
    desk_on_waiting(opinion_desk_waiting);
    desk_on_waiting(clue_desk_waiting);
    account_on_erase(resident_forget_account);
    account_on_erase(notify_forget);
}

int
main(int argc, char **argv)
{
    size_t count = 0;

    set_hooks();
    tables[count++] = home_routes;
    tables[count++] = money_routes;
    tables[count++] = own_routes;
    tables[count++] = disclosure_routes;
    tables[count++] = property_routes;
    tables[count++] = subsidy_routes;
    tables[count++] = project_routes;
    tables[count++] = opinion_routes;
    tables[count++] = opinion_ask_routes;
    tables[count++] = disclosure_desk_routes;
    tables[count++] = bank_desk_routes;
    tables[count++] = ledger_desk_routes;
    tables[count++] = ledger_month_desk_routes;
    tables[count++] = ledger_entry_desk_routes;
    tables[count++] = property_desk_routes;
    tables[count++] = property_row_desk_routes;
    tables[count++] = property_statement_desk_routes;
    tables[count++] = roster_desk_routes;
    tables[count++] = roster_import_routes;
    tables[count++] = join_desk_routes;
    tables[count++] = slip_desk_routes;
    tables[count++] = join_routes;
    tables[count++] = my_routes;
    tables[count++] = account_phone_routes;
    tables[count++] = account_routes;
    tables[count++] = account_desk_routes;
    tables[count++] = account_import_routes;
    tables[count++] = audit_desk_routes;
    tables[count++] = notify_routes;
    tables[count++] = notify_desk_routes;
    tables[count++] = follow_routes;
    tables[count++] = resident_desk_routes;
    tables[count++] = resident_import_routes;
    tables[count++] = subsidy_desk_routes;
    tables[count++] = subsidy_adopt_desk_routes;
    tables[count++] = subsidy_rows_desk_routes;
    tables[count++] = programme_desk_routes;
    tables[count++] = project_desk_routes;
    tables[count++] = project_stage_desk_routes;
    tables[count++] = project_households_desk_routes;
    tables[count++] = project_works_desk_routes;
    tables[count++] = opinion_desk_routes;
    tables[count++] = opinion_one_desk_routes;
    tables[count++] = opinion_answer_desk_routes;
    tables[count++] = opinion_visit_desk_routes;
    tables[count++] = opinion_figure_desk_routes;
    tables[count++] = order_desk_routes;
    tables[count++] = clue_desk_routes;
    tables[count++] = petition_desk_routes;
    tables[count++] = region_desk_routes;
    tables[count++] = region_change_routes;
    tables[count++] = catalogue_desk_routes;
    tables[count++] = catalogue_edit_routes;
    tables[count++] = calendar_desk_routes;
    tables[count++] = home_api_routes;
    tables[count++] = disclosure_api_routes;
    tables[count++] = property_api_routes;
    tables[count++] = subsidy_api_routes;
    tables[count++] = project_api_routes;
    tables[count++] = project_write_api_routes;
    tables[count++] = opinion_api_routes;
    tables[count++] = opinion_write_api_routes;
    tables[count++] = ledger_api_routes;
    tables[count++] = ledger_months_api_routes;
    tables[count++] = bank_api_routes;
    tables[count++] = account_api_routes;
    tables[count++] = open311_routes;
    tables[count++] = open311_request_routes;
    return command_main(argc, argv);
}
