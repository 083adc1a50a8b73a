#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "media/media.h"

enum { RESULT_BYTES_MAX = 4096, PIPE_FD = 3 };

const MediaLimits media_limits = {
    .cpu_seconds = 20,
    .wall_seconds = 60,
    .memory_bytes = (int64_t)1024 * 1024 * 1024,
    .file_bytes = (int64_t)64 * 1024 * 1024,
};

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* ---- the child ---- */

/* What is mapped already (the program, the databases' files) does not count. */
static int64_t
mapped_bytes(void)
{
    char line[64];
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t len = fd < 0 ? -1 : read(fd, line, sizeof line);
    int64_t pages = 0;

    if (fd >= 0)
        close(fd);
    for (ssize_t i = 0; i < len && line[i] >= '0' && line[i] <= '9'; i++)
        pages = pages * 10 + line[i] - '0';
    return pages * sysconf(_SC_PAGESIZE);
}

static void
limit(int resource, int64_t value)
{
    struct rlimit both = {(rlim_t)value, (rlim_t)value};

    setrlimit((__rlimit_resource_t)resource, &both);
}

/* Signals mean again what they mean to a fresh process; files of the parent are not the child's. */
static void
forget_parent(pid_t parent, int pipe_fd)
{
    sigset_t none;

    for (int number = 1; number < 32; number++)
        signal(number, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0);
    if (pipe_fd != PIPE_FD && dup2(pipe_fd, PIPE_FD) < 0)
        _exit(1);
    (void)close_range(PIPE_FD + 1, ~0u,
                      0); /* an old kernel cannot; the limits stand all the same */
    fcntl(PIPE_FD, F_SETFD, FD_CLOEXEC);
}

static void
enter_limits(const MediaLimits *limits)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, limits->cpu_seconds);
    limit(RLIMIT_FSIZE, limits->file_bytes);
    if (!SANITIZED)
        limit(RLIMIT_AS, mapped_bytes() + limits->memory_bytes);
}

/* Decoders open files and start threads; they need no network, no other program and no other
 * process. */
static void
enter_sandbox(void)
{
    static const int denied[] = {
        SCMP_SYS(execve), SCMP_SYS(execveat),         SCMP_SYS(socket),
        SCMP_SYS(bind),   SCMP_SYS(connect),          SCMP_SYS(kill),
        SCMP_SYS(tkill),  SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
        SCMP_SYS(bpf),    SCMP_SYS(userfaultfd),      SCMP_SYS(io_uring_setup),
    };
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    bool failed = filter == NULL;

    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_DUMPABLE, SANITIZED, 0, 0, 0); /* the leak checker must look */
    for (size_t i = 0; i < sizeof denied / sizeof denied[0] && !failed; i++)
        failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), denied[i], 0) != 0;
    if (failed || seccomp_load(filter) != 0)
        log_debug("media.sandbox", LOG_C("why", "seccomp is not to be had here"));
    if (filter != NULL)
        seccomp_release(filter);
}

typedef struct Message {
    Status status;
    char result[RESULT_BYTES_MAX] __attribute__((aligned(16)));
} Message;

static size_t
message_bytes(size_t result_bytes)
{
    return offsetof(Message, result) + result_bytes;
}

static _Noreturn void
child_runs(MediaWork *work, const void *job, size_t result_bytes)
{
    Message message = {0};
    size_t len = message_bytes(result_bytes);

    message.status = work(job, message.result);
    /* At most PIPE_BUF and the pipe is empty: whole or not at all. */
    _exit(write(PIPE_FD, &message, len) == (ssize_t)len ? 0 : 1);
}

/* ---- the parent ---- */

/* Reads the whole message before the time is over. */
static bool
read_message(int fd, Message *message, size_t len, int wall_seconds)
{
    int64_t until_ms = clock_monotonic_ms() + (int64_t)wall_seconds * 1000;
    size_t have = 0;

    while (have < len) {
        int64_t left_ms = until_ms - clock_monotonic_ms();
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        ssize_t got;

        if (left_ms <= 0)
            return false;
        if (poll(&wait, 1, (int)left_ms) < 0 && errno != EINTR)
            return false;
        if (wait.revents == 0)
            continue;
        got = read(fd, (char *)message + have, len - have);
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        have += got > 0 ? (size_t)got : 0;
    }
    return message->status >= OK && message->status < STATUS_COUNT;
}

static void
reap(pid_t child, bool told)
{
    int how = 0;

    if (!told)
        kill(child, SIGKILL);
    while (waitpid(child, &how, 0) < 0 && errno == EINTR)
        ;
    if (!told)
        log_warn("media.child", LOG_C("why", "ended without an answer"),
                 LOG_INT("signal", WIFSIGNALED(how) ? WTERMSIG(how) : 0),
                 LOG_INT("exit", WIFEXITED(how) ? WEXITSTATUS(how) : 0));
}

Status
media_in_child(MediaWork *work, const void *job, void *result, size_t result_bytes,
               const MediaLimits *limits)
{
    Message message = {0};
    pid_t parent = getpid();
    pid_t child;
    int ends[2];
    bool told;

    memset(result, 0, result_bytes);
    if (result_bytes > PIPE_BUF - offsetof(Message, result) || pipe2(ends, O_CLOEXEC) != 0) {
        log_error("media.child", LOG_C("what", "pipe"), LOG_C("error", strerror(errno)));
        return FAULT;
    }
    child = fork();
    if (child == 0) {
        forget_parent(parent, ends[1]);
        enter_limits(limits);
        enter_sandbox();
        child_runs(work, job, result_bytes);
    }
    close(ends[1]);
    if (child < 0) {
        log_error("media.child", LOG_C("what", "fork"), LOG_C("error", strerror(errno)));
        close(ends[0]);
        return FAULT;
    }
    told = read_message(ends[0], &message, message_bytes(result_bytes), limits->wall_seconds);
    close(ends[0]);
    reap(child, told);
    if (!told)
        return INVALID;
    memcpy(result, message.result, result_bytes);
    return message.status;
}
