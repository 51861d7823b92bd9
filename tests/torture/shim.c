/* A shim between a program and its disk, for LD_PRELOAD on Linux.

   It writes a record of every call that changes what is below the folder SHIM_ROOT to the file
   SHIM_LOG, in order, with data, and of every write to standard output by the first process, which
   is how an acknowledgement is told. tests/torture/disk.py reads the records.

   SHIM_SYNC=off    every fsync is a lie: it says that it flushed and did nothing.
   SHIM_FAIL=N:E    the Nth such call of the first process, and all after it, fail with errno E;
   SHIM_FAIL=N:E:1  that call alone.
   SHIM_KILL=N      the first process is killed before the Nth.
*/
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

struct head {
    char mark[4];
    uint32_t op, pid, one, two, data;
    uint64_t inode, offset, size;
};

static char root[PATH_MAX];
static size_t root_length;
static int journal = -1, lying;
static pid_t first;
static long fail_at, kill_at, calls;
static int fail_with, fail_once;

#define REAL(result, name, ...)                                                                    \
    static result (*real_##name)(__VA_ARGS__);                                                     \
    if (!real_##name) real_##name = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static int is_below(const char *path) {
    return root_length && !strncmp(path, root, root_length) &&
           (path[root_length] == '/' || !path[root_length]);
}

/* Return whether a descriptor is of something below the root, with its path. */
static int place(int fd, char *path) {
    char name[40];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    int kept = errno;
    ssize_t length = readlink(name, path, PATH_MAX - 1);
    errno = kept;
    if (length <= 0) return 0;
    path[length] = 0;
    return is_below(path);
}

/* Return whether a name is below the root, with its path; the name itself is not followed. */
static int named(int folder, const char *name, char *path) {
    char whole[2 * PATH_MAX], parent[PATH_MAX];
    int kept = errno;
    if (name[0] == '/' || folder == AT_FDCWD)
        snprintf(whole, sizeof whole, "%s", name);
    else
        snprintf(whole, sizeof whole, "/proc/self/fd/%d/%s", folder, name);
    size_t length = strlen(whole);
    while (length > 1 && whole[length - 1] == '/') whole[--length] = 0;
    char *slash = strrchr(whole, '/');
    const char *leaf = slash ? slash + 1 : whole;
    const char *above = ".";
    if (slash) {
        *slash = 0;
        above = slash == whole ? "/" : whole;
    }
    int found = realpath(above, parent) != NULL;
    errno = kept;
    if (!found) return 0;
    if (snprintf(path, PATH_MAX, "%s/%s", strcmp(parent, "/") ? parent : "", leaf) >= PATH_MAX)
        return 0;
    return is_below(path);
}

static void tell(char op, uint64_t inode, uint64_t offset, uint64_t size, const char *one,
                 const char *two, const void *data, size_t length) {
    if (journal < 0) return;
    struct head head = {"SHIM", (uint32_t)op, (uint32_t)getpid(), (uint32_t)strlen(one),
                        (uint32_t)strlen(two), (uint32_t)length, inode, offset, size};
    struct iovec parts[] = {{&head, sizeof head},
                            {(void *)one, head.one},
                            {(void *)two, head.two},
                            {(void *)data, length}};
    REAL(ssize_t, writev, int, const struct iovec *, int);
    int kept = errno;
    ssize_t written = real_writev(journal, parts, 4);
    if (written != (ssize_t)(sizeof head + head.one + head.two + length)) abort();
    errno = kept;
}

static uint64_t inode_of(int fd) {
    struct stat facts;
    int kept = errno;
    uint64_t inode = fstat(fd, &facts) ? 0 : facts.st_ino;
    errno = kept;
    return inode;
}

static uint64_t inode_at(const char *path) {
    struct stat facts;
    int kept = errno;
    uint64_t inode = lstat(path, &facts) ? 0 : facts.st_ino;
    errno = kept;
    return inode;
}

/* Return whether this call is to fail; errno is set. */
static int failing(void) {
    if (getpid() != first) return 0;
    calls++;
    if (calls == kill_at) raise(SIGKILL);
    if (!fail_at || calls < fail_at || (fail_once && calls > fail_at)) return 0;
    errno = fail_with;
    return 1;
}

__attribute__((constructor)) static void begin(void) {
    const char *given = getenv("SHIM_ROOT"), *log = getenv("SHIM_LOG"), *text;
    if (!given || !log || !realpath(given, root)) return;
    text = getenv("SHIM_SYNC");
    lying = text && !strcmp(text, "off");
    text = getenv("SHIM_FIRST");
    first = text ? (pid_t)atol(text) : getpid();
    if (!text) {
        char number[24];
        snprintf(number, sizeof number, "%d", (int)first);
        setenv("SHIM_FIRST", number, 1);
    }
    text = getenv("SHIM_FAIL");
    if (text) sscanf(text, "%ld:%d:%d", &fail_at, &fail_with, &fail_once);
    text = getenv("SHIM_KILL");
    if (text) kill_at = atol(text);
    REAL(int, open, const char *, int, ...);
    int low = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (low < 0) abort();
    journal = fcntl(low, F_DUPFD_CLOEXEC, 700);
    close(low);
    root_length = strlen(root);
}

/* files */

typedef int (*opener)(int, const char *, int, mode_t);

static int opened(opener real, int folder, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX];
    int known = flags & (O_CREAT | O_TRUNC) ? named(folder, name, path) : 0;
    uint64_t before = known ? inode_at(path) : 0;
    if (known && (!before || flags & O_TRUNC) && failing()) return -1;
    int fd = real(folder, name, flags, mode);
    if (fd < 0 || !known || !place(fd, path)) return fd;
    if (!before) {
        struct stat facts;
        fstat(fd, &facts);
        tell('c', inode_of(fd), facts.st_mode & 07777, 0, path, "", "", 0);
    } else if (flags & O_TRUNC) {
        tell('t', inode_of(fd), 0, 0, path, "", "", 0);
    }
    return fd;
}

static int plain(int folder, const char *name, int flags, mode_t mode) {
    REAL(int, openat, int, const char *, int, ...);
    return real_openat(folder, name, flags, mode);
}

#define MODE(flags, mode)                                                                          \
    mode_t mode = 0;                                                                               \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                         \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        mode = (mode_t)va_arg(rest, int);                                                          \
        va_end(rest);                                                                              \
    }

int open(const char *name, int flags, ...) {
    MODE(flags, mode)
    return opened(plain, AT_FDCWD, name, flags, mode);
}

int open64(const char *name, int flags, ...) {
    MODE(flags, mode)
    return opened(plain, AT_FDCWD, name, flags, mode);
}

int openat(int folder, const char *name, int flags, ...) {
    MODE(flags, mode)
    return opened(plain, folder, name, flags, mode);
}

int openat64(int folder, const char *name, int flags, ...) {
    MODE(flags, mode)
    return opened(plain, folder, name, flags, mode);
}

int creat(const char *name, mode_t mode) {
    return opened(plain, AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

static void wrote(int fd, const char *path, off_t offset, const void *data, ssize_t length) {
    if (length > 0) tell('w', inode_of(fd), (uint64_t)offset, 0, path, "", data, (size_t)length);
}

ssize_t write(int fd, const void *data, size_t length) {
    REAL(ssize_t, write, int, const void *, size_t);
    char path[PATH_MAX];
    if (fd == 1 && getpid() == first) tell('a', 0, 0, 0, "", "", data, length);
    if (fd == journal || !place(fd, path)) return real_write(fd, data, length);
    if (failing()) return -1;
    ssize_t done = real_write(fd, data, length);
    if (done > 0) wrote(fd, path, lseek(fd, 0, SEEK_CUR) - done, data, done);
    return done;
}

static ssize_t placed(int fd, const void *data, size_t length, off_t offset) {
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
    char path[PATH_MAX];
    if (!place(fd, path)) return real_pwrite(fd, data, length, offset);
    if (failing()) return -1;
    ssize_t done = real_pwrite(fd, data, length, offset);
    wrote(fd, path, offset, data, done);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
    return placed(fd, data, length, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) {
    return placed(fd, data, length, offset);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(ssize_t, writev, int, const struct iovec *, int);
    char path[PATH_MAX];
    if (!place(fd, path)) return real_writev(fd, parts, count);
    ssize_t done = 0;
    for (int n = 0; n < count; n++) {
        ssize_t one = write(fd, parts[n].iov_base, parts[n].iov_len);
        if (one < 0) return done ? done : -1;
        done += one;
        if (one < (ssize_t)parts[n].iov_len) break;
    }
    return done;
}

static int cut(int fd, off_t size) {
    REAL(int, ftruncate, int, off_t);
    char path[PATH_MAX];
    if (!place(fd, path)) return real_ftruncate(fd, size);
    if (failing()) return -1;
    int code = real_ftruncate(fd, size);
    if (!code) tell('t', inode_of(fd), 0, (uint64_t)size, path, "", "", 0);
    return code;
}

int ftruncate(int fd, off_t size) { return cut(fd, size); }
int ftruncate64(int fd, off_t size) { return cut(fd, size); }

static int grown(int fd, off_t offset, off_t length) {
    REAL(int, posix_fallocate, int, off_t, off_t);
    char path[PATH_MAX];
    int code = real_posix_fallocate(fd, offset, length);
    if (!code && place(fd, path))
        tell('g', inode_of(fd), 0, (uint64_t)(offset + length), path, "", "", 0);
    return code;
}

int posix_fallocate(int fd, off_t offset, off_t length) { return grown(fd, offset, length); }
int posix_fallocate64(int fd, off_t offset, off_t length) { return grown(fd, offset, length); }

static int flushed(int fd, int (*real)(int)) {
    char path[PATH_MAX];
    if (!place(fd, path)) return real(fd);
    if (failing()) return -1;
    if (lying) return 0;
    int code = real(fd);
    if (!code) tell('s', inode_of(fd), 0, 0, path, "", "", 0);
    return code;
}

int fsync(int fd) {
    REAL(int, fsync, int);
    return flushed(fd, real_fsync);
}

int fdatasync(int fd) {
    REAL(int, fdatasync, int);
    return flushed(fd, real_fdatasync);
}

/* What the records cannot say: a program that does this below the root is not simulated. */

static void unknown(int fd, const char *what) {
    char path[PATH_MAX];
    if (place(fd, path)) tell('?', 0, 0, 0, path, what, "", 0);
}

void *mmap(void *address, size_t length, int access, int flags, int fd, off_t offset) {
    REAL(void *, mmap, void *, size_t, int, int, int, off_t);
    if (fd >= 0 && flags & MAP_SHARED && access & PROT_WRITE) unknown(fd, "mmap");
    return real_mmap(address, length, access, flags, fd, offset);
}

void *mmap64(void *address, size_t length, int access, int flags, int fd, off_t offset) {
    return mmap(address, length, access, flags, fd, offset);
}

ssize_t sendfile(int to, int from, off_t *offset, size_t count) {
    REAL(ssize_t, sendfile, int, int, off_t *, size_t);
    unknown(to, "sendfile");
    return real_sendfile(to, from, offset, count);
}

ssize_t copy_file_range(int from, off_t *here, int to, off_t *there, size_t count, unsigned flags) {
    REAL(ssize_t, copy_file_range, int, off_t *, int, off_t *, size_t, unsigned);
    unknown(to, "copy_file_range");
    return real_copy_file_range(from, here, to, there, count, flags);
}

int sync_file_range(int fd, off_t offset, off_t length, unsigned flags) {
    REAL(int, sync_file_range, int, off_t, off_t, unsigned);
    return real_sync_file_range(fd, offset, length, flags); /* promises nothing */
}

/* entries of folders */

static int moved(int from, const char *old, int to, const char *new, unsigned flags) {
    REAL(int, renameat2, int, const char *, int, const char *, unsigned);
    char one[PATH_MAX], two[PATH_MAX];
    int known = named(from, old, one) & named(to, new, two);
    if (known && failing()) return -1;
    uint64_t inode = known ? inode_at(one) : 0;
    int code = real_renameat2(from, old, to, new, flags);
    if (!code && known) tell('r', inode, 0, 0, one, two, "", 0);
    return code;
}

int rename(const char *old, const char *new) { return moved(AT_FDCWD, old, AT_FDCWD, new, 0); }
int renameat(int a, const char *old, int b, const char *new) { return moved(a, old, b, new, 0); }
int renameat2(int a, const char *old, int b, const char *new, unsigned flags) {
    return moved(a, old, b, new, flags);
}

static int linked(int from, const char *old, int to, const char *new, int flags) {
    REAL(int, linkat, int, const char *, int, const char *, int);
    char two[PATH_MAX];
    int known = named(to, new, two);
    if (known && failing()) return -1;
    int code = real_linkat(from, old, to, new, flags);
    if (!code && known) tell('l', inode_at(two), 0, 0, two, "", "", 0);
    return code;
}

int link(const char *old, const char *new) { return linked(AT_FDCWD, old, AT_FDCWD, new, 0); }
int linkat(int a, const char *old, int b, const char *new, int flags) {
    return linked(a, old, b, new, flags);
}

static int removed(int folder, const char *name, int flags) {
    REAL(int, unlinkat, int, const char *, int);
    char path[PATH_MAX];
    int known = named(folder, name, path);
    if (known && failing()) return -1;
    uint64_t inode = known ? inode_at(path) : 0;
    int code = real_unlinkat(folder, name, flags);
    if (!code && known) tell('u', inode, 0, 0, path, "", "", 0);
    return code;
}

int unlink(const char *name) { return removed(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return removed(AT_FDCWD, name, AT_REMOVEDIR); }
int unlinkat(int folder, const char *name, int flags) { return removed(folder, name, flags); }

int mkdirat(int folder, const char *name, mode_t mode) {
    REAL(int, mkdirat, int, const char *, mode_t);
    char path[PATH_MAX];
    int known = named(folder, name, path);
    if (known && failing()) return -1;
    int code = real_mkdirat(folder, name, mode);
    if (!code && known) tell('d', inode_at(path), mode, 0, path, "", "", 0);
    return code;
}

int mkdir(const char *name, mode_t mode) { return mkdirat(AT_FDCWD, name, mode); }

int fchmod(int fd, mode_t mode) {
    REAL(int, fchmod, int, mode_t);
    char path[PATH_MAX];
    int code = real_fchmod(fd, mode);
    if (!code && place(fd, path)) tell('m', inode_of(fd), mode, 0, path, "", "", 0);
    return code;
}

int fchmodat(int folder, const char *name, mode_t mode, int flags) {
    REAL(int, fchmodat, int, const char *, mode_t, int);
    char path[PATH_MAX];
    int code = real_fchmodat(folder, name, mode, flags);
    if (!code && named(folder, name, path)) tell('m', inode_at(path), mode, 0, path, "", "", 0);
    return code;
}

int chmod(const char *name, mode_t mode) { return fchmodat(AT_FDCWD, name, mode, 0); }
