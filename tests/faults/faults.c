/* A disk that fails on demand: loaded before the C library, it counts the file operations below one folder and
   makes the nth of them kill the process, or fail.  Knows nothing of Python or SQLite, and so reaches both. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { NONE, KILL, KILL_HALF, DISK_FULL, IO_ERROR };

static char root[PATH_MAX];
static size_t root_length;
static long nth, seen;
static int mode;
static char last[PATH_MAX + 64];

/* Begin to count below `folder`; at operation number `n` do what `what` says (0: only count). */
void faults_arm(const char *folder, long n, int what) {
  snprintf(root, sizeof root, "%s", folder);
  root_length = strlen(root);
  nth = n;
  mode = what;
  seen = 0;
}

void faults_disarm(void) { root_length = 0; }
long faults_seen(void) { return seen; }
const char *faults_last(void) { return last; }

static int inside(const char *path) { return root_length && path && strncmp(path, root, root_length) == 0; }

static int inside_fd(int fd, char *path) {
  char link[64];
  if (!root_length) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return inside(path);
}

/* What an operation does: look, change something, change something and need room for it, write bytes. */
enum { LOOKS, CHANGES, GROWS, WRITES };

/* Whether the present fault can strike an operation: a kill at one that only looks leaves what a kill before left. */
static int counts(int does) {
  return mode == KILL_HALF ? does == WRITES : mode == DISK_FULL ? does >= GROWS : mode == KILL ? does >= CHANGES : 1;
}

/* Count an operation; return the error that it has to end with, or 0.  A full disk stays full. */
static int struck(const char *name, const char *path, int does) {
  if (!counts(does)) return 0;
  seen++;
  if (mode == DISK_FULL ? seen < nth : seen != nth) return 0;
  snprintf(last, sizeof last, "%s %s", name, path);
  return mode == DISK_FULL ? ENOSPC : mode == IO_ERROR ? EIO : 0;
}

static void done(int does) {
  if (counts(does) && seen == nth && (mode == KILL || mode == KILL_HALF)) kill(getpid(), SIGKILL);
}

#define REAL(type, name, ...)                                                  \
  static type (*real)(__VA_ARGS__);                                            \
  if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

#define WITH(kind, name, path, does, call)                                    \
  do {                                                                         \
    if (!inside(path)) return call;                                            \
    int fault = struck(name, path, does);                                     \
    if (fault) { errno = fault; return -1; }                                   \
    kind result = call;                                                        \
    done(does);                                                                    \
    return result;                                                             \
  } while (0)

#define WITH_FD(kind, name, fd, does, call)                                   \
  do {                                                                         \
    char path[PATH_MAX];                                                       \
    if (!inside_fd(fd, path)) return call;                                     \
    int fault = struck(name, path, does);                                     \
    if (fault) { errno = fault; return -1; }                                   \
    kind result = call;                                                        \
    done(does);                                                                    \
    return result;                                                             \
  } while (0)

#define OPENS(path, flags)                                                      \
  ((flags & O_CREAT) && access(path, F_OK) != 0 ? GROWS : (flags & O_TRUNC) ? CHANGES : LOOKS)

#define OPEN(symbol)                                                           \
  int symbol(const char *path, int flags, ...) {                               \
    va_list rest;                                                              \
    va_start(rest, flags);                                                     \
    mode_t bits = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0;  \
    va_end(rest);                                                              \
    REAL(int, #symbol, const char *, int, mode_t);                             \
    WITH(int, "open", path, OPENS(path, flags), real(path, flags, bits)); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(symbol)                                                         \
  int symbol(int at, const char *path, int flags, ...) {                       \
    va_list rest;                                                              \
    va_start(rest, flags);                                                     \
    mode_t bits = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0;  \
    va_end(rest);                                                              \
    REAL(int, #symbol, int, const char *, int, mode_t);                        \
    WITH(int, "openat", path, OPENS(path, flags), real(at, path, flags, bits)); \
  }
OPENAT(openat)
OPENAT(openat64)

/* How much of `size` bytes is written: half of them where the process is to die half way. */
static size_t half(int fd, size_t size) {
  char path[PATH_MAX];
  return mode == KILL_HALF && seen + 1 == nth && inside_fd(fd, path) ? size / 2 : size;
}

ssize_t write(int fd, const void *data, size_t size) {
  REAL(ssize_t, "write", int, const void *, size_t);
  size_t part = half(fd, size);
  WITH_FD(ssize_t, "write", fd, WRITES, real(fd, data, part));
}

#define PWRITE(symbol, offset_type)                                            \
  ssize_t symbol(int fd, const void *data, size_t size, offset_type offset) {  \
    REAL(ssize_t, #symbol, int, const void *, size_t, offset_type);            \
    size_t part = half(fd, size);                                              \
    WITH_FD(ssize_t, "pwrite", fd, WRITES, real(fd, data, part, offset));           \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define PREAD(symbol, offset_type)                                             \
  ssize_t symbol(int fd, void *data, size_t size, offset_type offset) {        \
    REAL(ssize_t, #symbol, int, void *, size_t, offset_type);                  \
    if (mode != IO_ERROR) return real(fd, data, size, offset);                 \
    WITH_FD(ssize_t, "pread", fd, LOOKS, real(fd, data, size, offset));            \
  }
PREAD(pread, off_t)
PREAD(pread64, off64_t)

ssize_t read(int fd, void *data, size_t size) {
  REAL(ssize_t, "read", int, void *, size_t);
  if (mode != IO_ERROR) return real(fd, data, size);
  WITH_FD(ssize_t, "read", fd, LOOKS, real(fd, data, size));
}

int fsync(int fd) {
  REAL(int, "fsync", int);
  WITH_FD(int, "fsync", fd, GROWS, real(fd));
}

int fdatasync(int fd) {
  REAL(int, "fdatasync", int);
  WITH_FD(int, "fdatasync", fd, GROWS, real(fd));
}

#define TRUNCATE(symbol, offset_type)                                          \
  int symbol(int fd, offset_type size) {                                       \
    REAL(int, #symbol, int, offset_type);                                      \
    WITH_FD(int, "ftruncate", fd, CHANGES, real(fd, size));                          \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  WITH(int, "rename", to, GROWS, real(from, to));
}

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  WITH(int, "unlink", path, CHANGES, real(path));
}

int unlinkat(int at, const char *path, int flags) {
  REAL(int, "unlinkat", int, const char *, int);
  WITH(int, "unlinkat", path, CHANGES, real(at, path, flags));
}

int rmdir(const char *path) {
  REAL(int, "rmdir", const char *);
  WITH(int, "rmdir", path, CHANGES, real(path));
}

int mkdir(const char *path, mode_t bits) {
  REAL(int, "mkdir", const char *, mode_t);
  WITH(int, "mkdir", path, GROWS, real(path, bits));
}

int chmod(const char *path, mode_t bits) {
  REAL(int, "chmod", const char *, mode_t);
  WITH(int, "chmod", path, CHANGES, real(path, bits));
}

int fchmod(int fd, mode_t bits) {
  REAL(int, "fchmod", int, mode_t);
  WITH_FD(int, "fchmod", fd, CHANGES, real(fd, bits));
}
