/*
 * server -- the processes: a supervisor that forks web workers and a keeper, and brings back what
 * dies.
 */
#pragma once

#include <signal.h>

#include "web/shared.h"
#include "web/web.h"

typedef struct Server {
    const App *app;
    ServerSettings settings; /* with the defaults filled in */
    Text db_url;
    const Reload *reload; /* NULL: SIGHUP only replaces the children */
    Arena *arena;
    Shared *shared;
    int listen_fd;
    const char *tmp_dir;
} Server;

enum { WORKERS_MAX = 64 };

/* serve.c: puts a default where a setting is 0 or absent. */
void settings_complete(ServerSettings *settings);

/* supervisor.c: forks, and brings back what dies, until SIGTERM or SIGINT. */
void supervise(Server *server);

/* listen.c: opens the listening socket; -1, with a sentence on stderr. */
int listen_open(Text address);
bool listen_is_unix(Text address);
/* Removes the socket's file, if it is one. */
void listen_close(Text address, int fd);

/* The children's lives, until their end; what they return is the exit code. */
int worker_run(Server *server, SharedSlot *slot);
int keeper_run(Server *server, SharedSlot *slot);

/* sandbox.c: what every child gives up: privileges by execve, dangerous system calls, core dumps.
 */
void sandbox_enter(int files_max);

/* Set by SIGTERM: finish and go. */
extern volatile sig_atomic_t child_must_stop;

/* The first things in a child: dies with the supervisor, SIGTERM asks it to stop. */
void child_begin(pid_t supervisor);
