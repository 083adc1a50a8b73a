/*
 * What a child gives up before the first request.  A list of system calls that no web server, no
 * database driver and no image library needs, and that an intruder wants; they answer EPERM.
 */
#include <errno.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"
#include "web/server.h"

volatile sig_atomic_t child_must_stop;

static void
on_stop(int number)
{
    (void)number;
    child_must_stop = 1;
}

void
child_begin(pid_t supervisor)
{
    struct sigaction stop = {.sa_handler = on_stop};
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigset_t none;

    child_must_stop = 0;
    sigaction(SIGTERM, &stop, NULL);
    /* From the terminal they reach all of us; the supervisor says what they mean. */
    sigaction(SIGINT, &ignore, NULL);
    sigaction(SIGHUP, &ignore, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != supervisor)
        _exit(0); /* it died before we asked */
}

static const int denied[] = {
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
#ifndef __SANITIZE_ADDRESS__
    SCMP_SYS(ptrace), /* the leak checker needs it */
#endif
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(kexec_file_load),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(setns),
    SCMP_SYS(unshare),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(swapoff),
    SCMP_SYS(sethostname),
    SCMP_SYS(setdomainname),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(acct),
    SCMP_SYS(quotactl),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
    SCMP_SYS(setuid),
    SCMP_SYS(setgid),
    SCMP_SYS(syslog),
};

static void
deny_calls(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int failed = filter == NULL;

    for (size_t i = 0; i < sizeof denied / sizeof denied[0] && !failed; i++)
        failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), denied[i], 0) != 0;
    if (failed || seccomp_load(filter) != 0)
        log_warn("web.sandbox", LOG_C("why", "seccomp is not to be had here"));
    if (filter != NULL)
        seccomp_release(filter);
}

void
sandbox_enter(int files_max)
{
    struct rlimit none = {0, 0};
    struct rlimit files;

    setrlimit(RLIMIT_CORE, &none);
    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < (rlim_t)files_max) {
        files.rlim_cur = (rlim_t)files_max < files.rlim_max ? (rlim_t)files_max : files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    deny_calls();
}
