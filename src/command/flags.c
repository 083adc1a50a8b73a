/*
 * mingbai flags run|list|rules|try: the red-flag rules from the command line.
 */
#include <stdio.h>

#include "base/clock.h"
#include "base/money.h"
#include "base/tr.h"
#include "command/data_work.h"
#include "flag/flag.h"
#include "flag/run.h"
#include "region/region.h"
#include "sheet/write.h"

/* The rule of --rule, if one was named; false with a message when there is no such rule. */
static bool
rule_flag(const Command *command, const FlagRule **out)
{
    Text name = command_flag(command, "--rule");

    *out = name.at != NULL ? flag_rule(name) : NULL;
    if (name.at == NULL || *out != NULL)
        return true;
    command_fail("no rule is called \"%.*s\"; see mingbai flags rules", TEXT_ARGS(name));
    return false;
}

/* ---- run ---- */

static Status
run_rule(Store *store, Ctx *ctx, const FlagRule *rule, RegionCode region, FlagRun *sum)
{
    int64_t began = clock_monotonic_ms();
    FlagRun run = {0};

    TRY(flag_run_rule(store, ctx, rule, region, &run));
    printf("%s %-20s %5lld found, %5lld new, %5lld closed, %5lld ms\n", rule->code, rule->name,
           (long long)run.found, (long long)run.raised, (long long)run.closed,
           (long long)(clock_monotonic_ms() - began));
    fflush(stdout);
    sum->found += run.found;
    sum->raised += run.raised;
    sum->closed += run.closed;
    return OK;
}

static Status
run_rules(Store *store, Ctx *ctx, const FlagRule *only, RegionCode region)
{
    int64_t began = clock_monotonic_ms();
    FlagRun sum = {0};

    for (size_t i = 0; i < flag_rule_count; i++) {
        ArenaMark mark = arena_mark(ctx->arena);
        Status status = only == NULL || only == flag_rules[i]
                            ? run_rule(store, ctx, flag_rules[i], region, &sum)
                            : OK;

        arena_release(ctx->arena, mark);
        TRY(status);
    }
    printf("all %-20s %5lld found, %5lld new, %5lld closed, %5lld ms\n", "", (long long)sum.found,
           (long long)sum.raised, (long long)sum.closed, (long long)(clock_monotonic_ms() - began));
    return OK;
}

/* What the keeper would do next. */
static Status
run_changed(Store *store, Ctx *ctx)
{
    int64_t began = clock_monotonic_ms();

    TRY(flag_run_changed(store, ctx));
    printf("what changed was looked at in %lld ms\n", (long long)(clock_monotonic_ms() - began));
    return OK;
}

static int
flags_run(Command *command)
{
    const FlagRule *rule;
    RegionCode region;
    Store *store;
    Status status;
    Ctx ctx;

    if (!rule_flag(command, &rule) || !command_region(command, 0, &region))
        return EXIT_USAGE;
    store = command_store(command);
    if (store == NULL)
        return EXIT_REFUSED;
    ctx = command_ctx(command, store);
    store_limit_ms(store, 0);
    status = command_flag(command, "--changed").at != NULL ? run_changed(store, &ctx)
                                                           : run_rules(store, &ctx, rule, region);
    store_close(store);
    return status == OK ? EXIT_DONE : command_refused(&ctx, status);
}

/* ---- list ---- */

static const Text columns[] = {
    T_INIT("编号"),     T_INIT("规则"),     T_INIT("规则名称"), T_INIT("级别"), T_INIT("状态"),
    T_INIT("地区代码"), T_INIT("地区"),     T_INIT("发现时间"), T_INIT("内容"), T_INIT("依据条数"),
    T_INIT("金额"),     T_INIT("说明期限"), T_INIT("村里说明"),
};

enum { COLUMNS = sizeof columns / sizeof columns[0], COLUMN_SUM = 10 };

static Status
put_flag(Ctx *ctx, ExportTask *task, const Flag *flag)
{
    Arena *arena = ctx->arena;
    Region place;

    TRY(region_get(ctx, flag->region, &place));
    task->rows++;
    return sheet_writer_row(
        ctx, task->writer,
        (const Text[]){
            text_printf(arena, "%lld", (long long)flag->id),
            flag->rule_name,
            flag->rule != NULL ? text_c(flag->rule->title) : T(""),
            text_c(flag_level_title(flag->level)),
            flag_state_words(ctx, flag),
            region_code_format(arena, flag->region),
            place.name,
            time_format_minute(arena, flag->raised_at),
            csv_plain(arena, flag->sentence),
            text_printf(arena, "%lld", (long long)flag->rows),
            flag->sum_fen.set ? fen_plain(arena, flag->sum_fen.value) : T(""),
            flag->due_day.set ? day_format(arena, (Day)flag->due_day.value) : T(""),
            csv_plain(arena, flag->explanation),
        },
        COLUMNS);
}

Status
export_flags(Ctx *ctx, ExportTask *task)
{
    int64_t after = 0;
    size_t got;

    ctx->lang = LANG_HANS; /* as all exports */
    sheet_writer_numbers(task->writer, COLUMN_SUM);
    TRY(sheet_writer_row(ctx, task->writer, columns, COLUMNS));
    do {
        ArenaMark mark = arena_mark(ctx->arena);
        Flags some;
        Status status = flag_all(ctx, task->scope, after, &some);

        got = status == OK ? some.len : 0;
        for (size_t i = 0; status == OK && i < got; i++)
            status = put_flag(ctx, task, &some.at[i]);
        if (got != 0)
            after = some.at[got - 1].id;
        arena_release(ctx->arena, mark);
        TRY(status);
    } while (got == FLAGS_PAGE);
    return OK;
}

/* ---- try ---- */

typedef struct TrialTask {
    const FlagRule *rule;
    RegionCode region;
    OptInt values[FLAG_SETTINGS_MAX];
    Day first, last;
} TrialTask;

/* One "NAME=VALUE"; money in yuan. */
static bool
read_value(TrialTask *task, Text given)
{
    Text name, value;

    if (!text_cut(given, '=', &name, &value))
        return false;
    for (size_t i = 0; i < FLAG_SETTINGS_MAX && task->rule->settings[i].name != NULL; i++) {
        const FlagSetting *setting = &task->rule->settings[i];
        FenFault why;

        if (!text_eq(name, text_c(setting->name)))
            continue;
        task->values[i].set = setting->unit == FLAG_FEN
                                  ? fen_parse(value, &task->values[i].value, &why)
                                  : text_to_i64(value, &task->values[i].value);
        return task->values[i].set;
    }
    return false;
}

static bool
read_day(const Command *command, const char *flag, Day otherwise, Day *out)
{
    Text value = command_flag(command, flag);

    *out = otherwise;
    if (value.at == NULL || day_parse(value, out))
        return true;
    command_fail("%s takes a day like 2023-06-01", flag);
    return false;
}

static bool
read_trial(const Command *command, TrialTask *task)
{
    if (!rule_flag(command, &task->rule) || !command_region(command, 0, &task->region) ||
        !read_day(command, "--from", 0, &task->first) ||
        !read_day(command, "--to", INT32_MAX, &task->last))
        return false;
    if (task->rule == NULL) {
        command_fail("which rule? --rule NAME");
        return false;
    }
    for (size_t i = 0; i < command->flag_count; i++)
        if (text_eq(command->flags[i].name, T("--set")) &&
            !read_value(task, command->flags[i].value)) {
            command_fail("the rule has no such setting or value: \"%.*s\"",
                         TEXT_ARGS(command->flags[i].value));
            return false;
        }
    return true;
}

static Status
try_body(Ctx *ctx, void *arg)
{
    TrialTask *task = arg;
    FlagTrial trial;

    TRY(flag_try(ctx, task->rule, task->region, task->values, task->first, task->last, &trial));
    for (size_t i = 0; i < trial.len; i++)
        printf("%012lld %.*s\n", (long long)trial.at[i].region, TEXT_ARGS(trial.at[i].sentence));
    printf("%lld would have been found; nothing was kept\n", (long long)trial.findings);
    return OK;
}

static int
flags_try(Command *command)
{
    TrialTask task = {0};
    Store *store;
    Status status;
    Ctx ctx;

    if (!read_trial(command, &task))
        return EXIT_USAGE;
    store = command_store(command);
    if (store == NULL)
        return EXIT_REFUSED;
    ctx = command_ctx(command, store);
    store_limit_ms(store, 0);
    status = store_read(store, &ctx, try_body, &task);
    store_close(store);
    return status == OK ? EXIT_DONE : command_refused(&ctx, status);
}

/* ---- rules ---- */

static int
flags_rules(Command *command)
{
    Text manual = flag_rules_manual(command->arena, LANG_EN);

    fwrite(manual.at, 1, manual.len, stdout);
    return EXIT_DONE;
}

/* ---- the command ---- */

static int
flags_list(Command *command)
{
    return command_export_with(command, export_flags);
}

int
command_flags(Command *command)
{
    static const struct {
        const char *name;
        int (*run)(Command *command);
    } deeds[] = {
        {"run",   flags_run  },
        {"list",  flags_list },
        {"rules", flags_rules},
        {"try",   flags_try  },
    };

    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++)
        if (text_eq(command->words[0], text_c(deeds[i].name)))
            return deeds[i].run(command);
    fprintf(stderr, "mingbai: flags takes run, list, rules or try, not \"%.*s\"\n",
            TEXT_ARGS(command->words[0]));
    return EXIT_USAGE;
}
