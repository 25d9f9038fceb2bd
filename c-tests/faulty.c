/* A library to be loaded before all others (LD_PRELOAD): it makes the system calls of a program fail.
 *
 * faulty_arm() says which call of which kind goes wrong and how; until faulty_disarm() all calls of that kind are counted,
 * on every thread. Live memory is counted always. */
#define _GNU_SOURCE
#define _LARGEFILE64_SOURCE
#include "faulty.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

static struct {
    atomic_int armed, call, index, fault, to_the_end;
    atomic_int made[FAULTY_CALLS];
    atomic_long live;
} state;

static const char *const names[FAULTY_CALLS] = {
#define NAME(name) #name,
    FAULTY_EACH(NAME)
#undef NAME
};

const char *faulty_name(int call)
{
    return names[call];
}

void faulty_arm(int call, int index, int fault, int to_the_end)
{
    for (int i = 0; i < FAULTY_CALLS; i++)
        state.made[i] = 0;
    state.call = call;
    state.index = index;
    state.fault = fault;
    state.to_the_end = to_the_end;
    state.armed = 1;
}

void faulty_disarm(void)
{
    state.armed = 0;
}

int faulty_made(int call)
{
    return state.made[call];
}

long faulty_live(void)
{
    return state.live;
}

/* What happens to this call: 0, an errno, or one of the counts. */
static int passes(int call)
{
    if (!state.armed)
        return 0;
    int at = atomic_fetch_add(&state.made[call], 1);
    int is_hit = call == state.call && (at == state.index || (state.to_the_end && at > state.index));
    return is_hit ? state.fault : 0;
}

/* The function behind this one. */
static void *behind(_Atomic(void *) *known, const char *symbol)
{
    void *found = *known;
    if (found == NULL)
        *known = found = dlsym(RTLD_NEXT, symbol);
    return found;
}

#define REAL(result, symbol, parameters)                                                                               \
    static _Atomic(void *) known;                                                                                      \
    result(*real) parameters;                                                                                          \
    *(void **)&real = behind(&known, #symbol)

#define WRAP(result, symbol, name, parameters, arguments)                                                              \
    result symbol parameters                                                                                           \
    {                                                                                                                  \
        REAL(result, symbol, parameters);                                                                              \
        int fault = passes(FAULTY_##name);                                                                             \
        if (fault > 0) {                                                                                               \
            errno = fault;                                                                                             \
            return (result)-1;                                                                                         \
        }                                                                                                              \
        return real arguments;                                                                                         \
    }

/* `length` is the parameter that a short count halves. */
#define COUNTED(symbol, name, length, parameters, arguments)                                                           \
    ssize_t symbol parameters                                                                                          \
    {                                                                                                                  \
        REAL(ssize_t, symbol, parameters);                                                                             \
        int fault = passes(FAULTY_##name);                                                                             \
        if (fault == FAULTY_ZERO)                                                                                      \
            return 0;                                                                                                  \
        if (fault == FAULTY_SHORT)                                                                                     \
            length = (length + 1) / 2;                                                                                 \
        if (fault > 0) {                                                                                               \
            errno = fault;                                                                                             \
            return -1;                                                                                                 \
        }                                                                                                              \
        return real arguments;                                                                                         \
    }

COUNTED(pread64, pread, size, (int fd, void *buffer, size_t size, off64_t at), (fd, buffer, size, at))
COUNTED(pwrite64, pwrite, size, (int fd, const void *buffer, size_t size, off64_t at), (fd, buffer, size, at))
COUNTED(sendfile64, sendfile, size, (int to, int from, off64_t *at, size_t size), (to, from, at, size))
COUNTED(copy_file_range, copy_file_range, size,
        (int from, off64_t *from_at, int to, off64_t *to_at, size_t size, unsigned flags),
        (from, from_at, to, to_at, size, flags))
COUNTED(splice, splice, size, (int from, off64_t *from_at, int to, off64_t *to_at, size_t size, unsigned flags),
        (from, from_at, to, to_at, size, flags))
WRAP(int, pipe2, pipe2, (int ends[2], int flags), (ends, flags))
WRAP(int, statx, statx, (int fd, const char *path, int flags, unsigned mask, struct statx *found),
     (fd, path, flags, mask, found))
WRAP(int, fstatfs64, fstatfs, (int fd, struct statfs64 *found), (fd, found))
WRAP(int, fallocate64, fallocate, (int fd, int mode, off64_t at, off64_t size), (fd, mode, at, size))
WRAP(int, ftruncate64, ftruncate, (int fd, off64_t size), (fd, size))
WRAP(off64_t, lseek64, lseek, (int fd, off64_t at, int from), (fd, at, from))
WRAP(int, fdatasync, fdatasync, (int fd), (fd))
WRAP(int, fsync, fsync, (int fd), (fd))
WRAP(int, flock, flock, (int fd, int how), (fd, how))
WRAP(ssize_t, flistxattr, flistxattr, (int fd, char *list, size_t size), (fd, list, size))
WRAP(ssize_t, fgetxattr, fgetxattr, (int fd, const char *name, void *value, size_t size), (fd, name, value, size))
WRAP(int, fsetxattr, fsetxattr, (int fd, const char *name, const void *value, size_t size, int flags),
     (fd, name, value, size, flags))
WRAP(int, fremovexattr, fremovexattr, (int fd, const char *name), (fd, name))
WRAP(int, fchmod, fchmod, (int fd, mode_t mode), (fd, mode))
WRAP(int, fchown, fchown, (int fd, uid_t user, gid_t group), (fd, user, group))
WRAP(int, futimens, futimens, (int fd, const struct timespec times[2]), (fd, times))
WRAP(int, symlinkat, symlinkat, (const char *target, int fd, const char *path), (target, fd, path))
WRAP(ssize_t, readlinkat, readlinkat, (int fd, const char *path, char *target, size_t size), (fd, path, target, size))
WRAP(int, unlinkat, unlinkat, (int fd, const char *path, int flags), (fd, path, flags))
WRAP(int, renameat, renameat, (int from, const char *old, int to, const char *new), (from, old, to, new))
WRAP(int, renameat2, renameat2, (int from, const char *old, int to, const char *new, unsigned flags),
     (from, old, to, new, flags))
WRAP(int, linkat, linkat, (int from, const char *old, int to, const char *new, int flags), (from, old, to, new, flags))
WRAP(int, mkdirat, mkdirat, (int fd, const char *path, mode_t mode), (fd, path, mode))
WRAP(int, sched_getaffinity, sched_getaffinity, (pid_t pid, size_t size, cpu_set_t *set), (pid, size, set))

int openat64(int fd, const char *path, int flags, ...)
{
    REAL(int, openat64, (int, const char *, int, ...));
    va_list arguments;
    va_start(arguments, flags);
    unsigned mode = (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(arguments, unsigned) : 0;
    va_end(arguments);
    int fault = passes(FAULTY_openat);
    if (fault > 0) {
        errno = fault;
        return -1;
    }
    return real(fd, path, flags, mode);
}

int ioctl(int fd, unsigned long request, ...)
{
    REAL(int, ioctl, (int, unsigned long, ...));
    va_list arguments;
    va_start(arguments, request);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    int fault = passes(FAULTY_ioctl);
    if (fault > 0) {
        errno = fault;
        return -1;
    }
    return real(fd, request, argument);
}

/* Debug builds of the library look with F_GETFD whether a descriptor is open before they close it, and end the program if
 * it is not: that is none of the copy's calls. */
int fcntl(int fd, int command, ...)
{
    REAL(int, fcntl, (int, int, ...));
    va_list arguments;
    va_start(arguments, command);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    int fault = command == F_GETFD ? 0 : passes(FAULTY_fcntl);
    if (fault > 0) {
        errno = fault;
        return -1;
    }
    return real(fd, command, argument);
}

/* The descriptor is gone whatever close answers. */
int close(int fd)
{
    REAL(int, close, (int));
    int fault = passes(FAULTY_close);
    int closed = real(fd);
    if (fault > 0) {
        errno = fault;
        return -1;
    }
    return closed;
}

/* These two answer the errno. */
int posix_fadvise64(int fd, off64_t at, off64_t size, int advice)
{
    REAL(int, posix_fadvise64, (int, off64_t, off64_t, int));
    int fault = passes(FAULTY_fadvise);
    return fault > 0 ? fault : real(fd, at, size, advice);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument)
{
    REAL(int, pthread_create, (pthread_t *, const pthread_attr_t *, void *(*)(void *), void *));
    int fault = passes(FAULTY_pthread_create);
    return fault > 0 ? fault : real(thread, attributes, run, argument);
}

/* ---- Memory: glibc's own functions have other names besides. ---- */

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t),
    *__libc_memalign(size_t, size_t), __libc_free(void *);

static void *counted(void *memory)
{
    if (memory != NULL)
        state.live += (long)malloc_usable_size(memory);
    return memory;
}

void *malloc(size_t size)
{
    return counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
    return counted(__libc_calloc(count, size));
}

void *realloc(void *memory, size_t size)
{
    long before = memory != NULL ? (long)malloc_usable_size(memory) : 0;
    void *grown = __libc_realloc(memory, size);
    if (grown == NULL && size != 0)
        return NULL;
    state.live -= before;
    return counted(grown);
}

void free(void *memory)
{
    if (memory != NULL)
        state.live -= (long)malloc_usable_size(memory);
    __libc_free(memory);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    *memory = counted(__libc_memalign(alignment, size));
    return *memory != NULL ? 0 : ENOMEM;
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return counted(__libc_memalign(alignment, size));
}
