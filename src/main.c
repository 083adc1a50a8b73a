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
#include "clue/api.h"
#include "clue/desk.h"
#include "clue/order.h"
#include "command/command.h"
#include "disclosure/api.h"
#include "disclosure/attachment.h"
#include "disclosure/desk.h"
#include "disclosure/pages.h"
#include "duty/duty.h"
#include "flag/api.h"
#include "flag/desk.h"
#include "flag/run.h"
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
#include "organisation/desk.h"
#include "organisation/views.h"
#include "outbox/outbox.h"
#include "outreach/desk.h"
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
#include "screen/screen.h"
#include "stats/api.h"
#include "stats/desk.h"
#include "stats/desk_board.h"
#include "stats/desk_report.h"
#include "subsidy/api.h"
#include "subsidy/desk.h"
#include "subsidy/pages.h"
#include "web/web.h"

/* What every room answers to. */
static const RouteTable *const rooms[] = {
    &home_routes,
    &money_routes,
    &own_routes,
    &screen_routes,
    &disclosure_routes,
    &property_routes,
    &subsidy_routes,
    &project_routes,
    &opinion_routes,
    &opinion_ask_routes,
    &disclosure_desk_routes,
    &bank_desk_routes,
    &ledger_desk_routes,
    &ledger_month_desk_routes,
    &ledger_entry_desk_routes,
    &property_desk_routes,
    &property_row_desk_routes,
    &property_statement_desk_routes,
    &roster_desk_routes,
    &roster_import_routes,
    &join_desk_routes,
    &slip_desk_routes,
    &training_desk_routes,
    &attendance_desk_routes,
    &attendance_import_desk_routes,
    &group_desk_routes,
    &join_routes,
    &my_routes,
    &account_phone_routes,
    &account_routes,
    &account_desk_routes,
    &account_import_routes,
    &audit_desk_routes,
    &notify_routes,
    &notify_desk_routes,
    &follow_routes,
    &resident_desk_routes,
    &resident_import_routes,
    &subsidy_desk_routes,
    &subsidy_adopt_desk_routes,
    &subsidy_rows_desk_routes,
    &programme_desk_routes,
    &project_desk_routes,
    &project_stage_desk_routes,
    &project_households_desk_routes,
    &project_works_desk_routes,
    &opinion_desk_routes,
    &opinion_one_desk_routes,
    &opinion_answer_desk_routes,
    &opinion_visit_desk_routes,
    &opinion_figure_desk_routes,
    &stats_desk_routes,
    &stats_api_routes,
    &outreach_desk_routes,
    &report_desk_routes,
    &region_desk_routes,
    &region_change_routes,
    &catalogue_desk_routes,
    &catalogue_edit_routes,
    &calendar_desk_routes,
    &calendar_import_desk_routes,
    &home_api_routes,
    &organisation_api_routes,
    &disclosure_api_routes,
    &property_api_routes,
    &subsidy_api_routes,
    &project_api_routes,
    &project_write_api_routes,
    &opinion_api_routes,
    &opinion_write_api_routes,
    &ledger_api_routes,
    &ledger_months_api_routes,
    &bank_api_routes,
    &account_api_routes,
    &open311_routes,
    &open311_request_routes,
    &opinion_marks_api_routes,
    &opinion_photo_api_routes,
    &roster_export_routes,
    &flag_desk_routes,
    &flag_one_desk_routes,
    &flag_rule_desk_routes,
    &board_desk_routes,
    &flag_outside_desk_routes,
    &flag_api_routes,
    &flag_rule_api_routes,
    &order_desk_routes,
    &clue_desk_routes,
    &petition_desk_routes,
    &patrol_desk_routes,
    &order_api_routes,
    &clue_api_routes,
    &petition_api_routes,
};
enum { ROOM_TABLES = sizeof rooms / sizeof rooms[0] };
static RouteTable tables[ROOM_TABLES]; /* as the server wants them: filled by main() */

static const KeeperJob jobs[] = {
    {.name = "duty.roll",       .run = duty_roll,                .every_seconds = 60  },
    {.name = "duty.calendar",   .run = duty_follow_calendar,     .every_seconds = 0   },
    {.name = "notice.end",      .run = disclosure_notices_end,   .every_seconds = 60  },
    {.name = "account.forget",  .run = account_forget,           .every_seconds = 3600},
    {.name = "roster.grow",     .run = roster_grow,              .every_seconds = 3600},
    {.name = "join.forget",     .run = join_forget_refused,      .every_seconds = 3600},
    {.name = "attachment.safe", .run = attachment_make_safe,     .every_seconds = 0   },
    {.name = "entry.photo",     .run = entry_photo_make_safe,    .every_seconds = 0   },
    {.name = "opinion.clock",   .run = opinion_deadlines,        .every_seconds = 10  },
    {.name = "opinion.photo",   .run = opinion_photo_make_safe,  .every_seconds = 0   },
    {.name = "opinion.drafts",  .run = opinion_drafts_sweep,     .every_seconds = 3600},
    {.name = "order.clock",     .run = order_deadlines,          .every_seconds = 60  },
    {.name = "region.picture",  .run = region_picture_make_safe, .every_seconds = 0   },
    {.name = "notice.spread",   .run = notify_spread,            .every_seconds = 0   },
    {.name = "notice.forget",   .run = notify_forget_old,        .every_seconds = 3600},
    {.name = "flag.changed",    .run = flag_run_changed,         .every_seconds = 10  },
    {.name = "flag.daily",      .run = flag_run_daily,           .every_seconds = 60  },
    {.name = "outbox.send",     .run = outbox_send,              .every_seconds = 1   },
    {.name = "outbox.forget",   .run = outbox_forget_older,      .every_seconds = 3600},
};

extern const App app;
const App app = {
    .tables = tables,
    .table_count = ROOM_TABLES,
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
     "(project-stages …), petitions, other offices' lists (outside-deaths …), or a folder of "
     "sheets", (const CommandFlag[]){{"--region", "CODE", "only what belongs there or below"},
                           {"--dry-run", NULL, "check all, write nothing"},
                           {"--account", "NAME", "statements: the account that the file is of"},
                           {"--publish", NULL, "sheets: publish at once instead of making drafts"},
                           {"--day", "DAY", "outside-…: as things stood on this day; today"},
                           {"--source", "OFFICE", "outside-…: whose list it is"},
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
    {"outreach",                     "",
     "make posters, notices and loudspeaker texts of all villages of a place, as one .zip", (const CommandFlag[]){{"--region", "CODE", "only villages there or below"},
                           {"--output", "FILE.zip", "where to"},
                           {"--month", "YYYY-MM", "the month of the accounts; else the newest"},
                           {0}},
     command_outreach, 0, 0},
    {"report",                                   "", "make the monthly report of a place, as a workbook or for printing",
     (const CommandFlag[]){{"--region", "CODE", "the place; else the installation's top region"},
                           {"--month", "YYYY-MM", "the month; else the last whole one"},
                           {"--output", "FILE", "where to; .xlsx or .pdf by its name"},
                           {0}},
     command_report, 0, 0},
    {"check",                               "", "recount figures, verify revisions, files, search and duties",
     (const CommandFlag[]){{"--repair", NULL, "put wrong figures right"}, {0}}, command_check, 0,
     0},
    {"flags",          "run|list|rules|try",
     "the red-flag rules: let them look, list what they found, tell what "
     "they are, try one out", (const CommandFlag[]){
         {"--region", "CODE", "only what belongs there or below"},
         {"--rule", "NAME", "only this one"},
         {"--changed", NULL, "run: only at what changed since the last look, as the keeper does"},
         {"--output", "FILE", "list: a file instead of standard output; .xlsx by its name"},
         {"--set", "NAME=VALUE", "try: another value of a setting; money in yuan"},
         {"--from", "DAY", "try: only evidence of this day or later"},
         {"--to", "DAY", "try: only evidence of this day or earlier"},
         {0}},
     command_flags, 1, 1},
    {"config",                         "", "print a sample settings file", NULL, command_config, 0, 0},
    {0                                  },
};

/* Who keeps something about an entry: the bank's match, and movements of property. */
static Status
entry_changed(Ctx *ctx, int64_t entry)
{
    TRY(bank_entry_changed(ctx, entry));
    return property_entry_changed(ctx, entry);
}

int
main(int argc, char **argv)
{
    for (size_t i = 0; i < ROOM_TABLES; i++)
        tables[i] = *rooms[i];
    ledger_on_entry_change(entry_changed);
    disclosure_on_related(project_related);
    account_on_roles(admin_changed);
    account_on_erase(opinion_erase_sender);
    desk_on_waiting(opinion_desk_waiting);
    desk_on_waiting(flag_desk_waiting);
    desk_on_waiting(clue_desk_waiting);
    account_on_erase(resident_forget_account);
    account_on_erase(notify_forget);
    return command_main(argc, argv);
}
