/*
 * mingbai user add LOGIN NAME | grant LOGIN ROLE REGION | passwd LOGIN | list
 * A password is read from standard input (without echo on a terminal), never from the command line.
 */
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "account/account.h"
#include "base/tr.h"
#include "command/command.h"

enum { PASSWORD_LINE_MAX = 600 };

typedef struct UserTask {
    Command *command;
    Text login;
    Text password;
    Role role;
    RegionCode region;
    Text cursor;
} UserTask;

static bool
read_password(Arena *arena, Text *out)
{
    char line[PASSWORD_LINE_MAX];
    struct termios saved;
    bool terminal = tcgetattr(STDIN_FILENO, &saved) == 0;
    bool got;

    if (terminal) {
        struct termios quiet = saved;

        quiet.c_lflag &= ~(tcflag_t)ECHO;
        fputs("password: ", stderr);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    got = fgets(line, sizeof line, stdin) != NULL;
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved);
        fputc('\n', stderr);
    }
    if (!got)
        return false;
    line[strcspn(line, "\r\n")] = '\0';
    *out = text_copy(arena, text_c(line));
    return true;
}

static Status
add_body(Ctx *ctx, void *arg)
{
    const UserTask *task = arg;
    RoleGrant grant = {.role = task->role, .region = task->region};
    int64_t id;

    return account_add(ctx, task->login, task->command->words[2], T(""), task->password,
                       (RoleGrants){&grant, 1}, &id);
}

static Status
grant_body(Ctx *ctx, void *arg)
{
    const UserTask *task = arg;
    Account account;

    TRY(account_by_login(ctx, task->login, &account));
    return account_grant(ctx, account.id, task->role, task->region);
}

static Status
passwd_body(Ctx *ctx, void *arg)
{
    const UserTask *task = arg;
    Account account;

    TRY(account_by_login(ctx, task->login, &account));
    return account_reset_password(ctx, account.id, task->password);
}

static Status
list_body(Ctx *ctx, void *arg)
{
    UserTask *task = arg;
    Accounts accounts;
    Text cursor = {0};

    do {
        TRY(account_list(ctx, task->region, cursor, &accounts));
        for (size_t i = 0; i < accounts.len; i++) {
            const Account *account = &accounts.at[i];

            printf("%.*s\t%.*s\t", TEXT_ARGS(account->login), TEXT_ARGS(account->name));
            for (size_t j = 0; j < account->grants.len; j++)
                printf("%s%s:%012lld", j != 0 ? "," : "", role_name(account->grants.at[j].role),
                       (long long)account->grants.at[j].region);
            printf("%s\n", account->disabled ? "\tdisabled" : "");
        }
        cursor = accounts.next;
    } while (cursor.at != NULL);
    return OK;
}

static bool
parse_role(UserTask *task, Text role, Text region)
{
    if (!role_parse(role, &task->role)) {
        command_fail("no such role: %.*s", TEXT_ARGS(role));
        return false;
    }
    if (!text_eq(region, T("0")) && !region_code_parse(region, &task->region)) {
        command_fail("a region is a code of twelve digits, or 0 for the installation");
        return false;
    }
    return true;
}

/* Which of the four, with its words checked; NULL after a message. */
static StoreBody *
choose(Command *command, UserTask *task, bool *reads_out)
{
    Text verb = command->words[0];

    *reads_out = false;
    if (text_eq(verb, T("list")) && command->word_count == 1) {
        *reads_out = true;
        return command_region(command, 0, &task->region) ? list_body : NULL;
    }
    if (command->word_count < 2)
        return NULL;
    task->login = command->words[1];
    if (text_eq(verb, T("add")) && command->word_count == 5)
        return parse_role(task, command->words[3], command->words[4]) &&
                       read_password(command->arena, &task->password)
                   ? add_body
                   : NULL;
    if (text_eq(verb, T("grant")) && command->word_count == 4)
        return parse_role(task, command->words[2], command->words[3]) ? grant_body : NULL;
    if (text_eq(verb, T("passwd")) && command->word_count == 2)
        return read_password(command->arena, &task->password) ? passwd_body : NULL;
    return NULL;
}

int
command_user(Command *command)
{
    UserTask task = {.command = command};
    bool reads;
    Store *store;
    Ctx ctx;
    Status status;
    StoreBody *body = choose(command, &task, &reads);

    if (body == NULL) {
        fprintf(stderr,
                "usage: mingbai user add LOGIN NAME ROLE REGION | grant LOGIN ROLE REGION | "
                "passwd LOGIN | list [--region CODE]\n");
        return EXIT_USAGE;
    }
    store = command_store(command);
    if (store == NULL)
        return EXIT_REFUSED;
    ctx = command_ctx(command, store);
    status = reads ? store_read(store, &ctx, body, &task) : store_write(store, &ctx, body, &task);
    store_close(store);
    if (status == NOT_FOUND)
        return command_fail("no such account: %.*s", TEXT_ARGS(task.login));
    return status == OK ? EXIT_DONE : command_refused(&ctx, status);
}
