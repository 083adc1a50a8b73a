#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

static Status
fault(const char *what, const char *path)
{
    log_error("file.fault", LOG_C("call", what), LOG_C("path", path),
              LOG_C("error", strerror(errno)));
    return FAULT;
}

static Status
read_open(int fd, Arena *arena, const char *path, size_t limit_bytes, Text *bytes_out)
{
    struct stat is;
    char *at;
    size_t len = 0;

    if (fstat(fd, &is) != 0)
        return fault("fstat", path);
    if (!S_ISREG(is.st_mode) || is.st_size < 0 || (uint64_t)is.st_size > limit_bytes)
        return INVALID;
    at = arena_alloc(arena, (size_t)is.st_size + 1);
    while (len < (size_t)is.st_size) {
        ssize_t got = read(fd, at + len, (size_t)is.st_size - len);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fault("read", path);
        if (got == 0)
            break; /* it shrank meanwhile */
        len += (size_t)got;
    }
    *bytes_out = (Text){at, len};
    return OK;
}

Status
file_read(Arena *arena, const char *path, size_t limit_bytes, Text *bytes_out)
{
    /* O_NONBLOCK: a FIFO in this place must not hold us up. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    Status status;

    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR ? NOT_FOUND : fault("open", path);
    status = read_open(fd, arena, path, limit_bytes, bytes_out);
    close(fd);
    return status;
}

static Status
write_open(int fd, const char *path, Text bytes, mode_t mode)
{
    while (bytes.len != 0) {
        ssize_t written = write(fd, bytes.at, bytes.len);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fault("write", path);
        bytes = text_slice(bytes, (size_t)written, bytes.len);
    }
    /* The umask is for users' files; what the caller asked for holds. */
    if (fchmod(fd, mode) != 0)
        return fault("fchmod", path);
    return fsync(fd) == 0 ? OK : fault("fsync", path);
}

static Status
sync_directory_of(const char *path)
{
    char directory[PATH_MAX];
    const char *slash = strrchr(path, '/');
    int fd;
    Status status;

    if (slash == NULL)
        snprintf(directory, sizeof directory, ".");
    else
        snprintf(directory, sizeof directory, "%.*s", slash == path ? 1 : (int)(slash - path),
                 path);
    fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return fault("open", directory);
    /* Some file systems cannot sync a directory and say EINVAL. */
    status = fsync(fd) == 0 || errno == EINVAL ? OK : fault("fsync", directory);
    close(fd);
    return status;
}

Status
file_write(const char *path, Text bytes, mode_t mode)
{
    char temporary[PATH_MAX];
    int len = snprintf(temporary, sizeof temporary, "%s.XXXXXX", path);
    int fd;
    Status status;

    if (len < 0 || (size_t)len >= sizeof temporary) {
        errno = ENAMETOOLONG;
        return fault("mkostemp", path);
    }
    fd = mkostemp(temporary, O_CLOEXEC);
    if (fd < 0)
        return fault("mkostemp", temporary);
    status = write_open(fd, temporary, bytes, mode);
    if (close(fd) != 0 && status == OK)
        status = fault("close", temporary);
    if (status == OK && rename(temporary, path) != 0)
        status = fault("rename", path);
    if (status != OK) {
        unlink(temporary);
        return status;
    }
    return sync_directory_of(path);
}

Status
dir_make(const char *path, mode_t mode)
{
    char part[PATH_MAX];
    size_t len = strlen(path);
    struct stat is;

    if (len == 0 || len >= sizeof part) {
        errno = len == 0 ? ENOENT : ENAMETOOLONG;
        return fault("mkdir", path);
    }
    memcpy(part, path, len + 1);
    for (size_t i = 1; i <= len; i++) {
        if (part[i] != '/' && part[i] != '\0')
            continue;
        part[i] = '\0';
        if (mkdir(part, mode) != 0 && errno != EEXIST)
            return fault("mkdir", part);
        part[i] = path[i];
    }
    if (stat(path, &is) != 0)
        return fault("stat", path);
    if (!S_ISDIR(is.st_mode)) {
        errno = ENOTDIR;
        return fault("mkdir", path);
    }
    return OK;
}

Status
file_in_memory(Text bytes, char *path, size_t room, int *fd_out)
{
    size_t done = 0;
    int fd = memfd_create("held", MFD_CLOEXEC);

    *fd_out = -1;
    if (fd < 0)
        return fault("memfd_create", "");
    while (done < bytes.len) {
        ssize_t wrote = write(fd, bytes.at + done, bytes.len - done);

        if (wrote < 0 && errno != EINTR) {
            close(fd);
            return fault("write", "");
        }
        done += wrote > 0 ? (size_t)wrote : 0;
    }
    snprintf(path, room, "/proc/self/fd/%d", fd);
    *fd_out = fd;
    return OK;
}
