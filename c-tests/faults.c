/* Lets every system call of the shared library fail from outside (c-tests/faulty.c), and looks at what the caller gets:
 * HRESULT and last error, the ERROR message, the destination, descriptors, threads, memory.
 *
 *   faults HERE THERE NAME
 *
 * HERE and THERE are empty directories on two file systems, NAME is what the lines are to call them. Prints
 * "fault calls: SCENARIO CALL=COUNT..." for each scenario, what is wrong, and how many cases there were; exits with 1 if
 * anything is wrong. */
#define _GNU_SOURCE
#include "faulty.h"
#include <copyfile2.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/xattr.h>
#include <unistd.h>

static char here[256], there[256], from[300], to[300], backup[300];
static int failures, cases;

/* ---- Files ---- */

#define MOST (((size_t)1 << 21) + 5)

/* What sources hold, what targets held before, and room to read one. */
static char new_bytes[MOST], old_bytes[100], found_bytes[MOST + 1];

static void make_bytes(void)
{
    for (size_t i = 0; i < sizeof new_bytes; i++)
        new_bytes[i] = (char)("source"[i % 6] ^ (i / 4096 & 0x7f));
    memset(old_bytes, 'o', sizeof old_bytes);
}

static void put(const char *path, const char *bytes, size_t size)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (fd < 0 || write(fd, bytes, size) != (ssize_t)size || close(fd) != 0)
        abort();
}

/* From this size on several threads copy. */
#define HUGE_PARTS 33

static void put_huge(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    for (int part = 0; part < HUGE_PARTS; part++)
        if (fd < 0 || write(fd, new_bytes, sizeof new_bytes) != (ssize_t)sizeof new_bytes)
            abort();
    close(fd);
}

static int holds_huge(const char *path)
{
    int fd = open(path, O_RDONLY), same = fd >= 0;
    for (int part = 0; same && part < HUGE_PARTS; part++)
        same = read(fd, found_bytes, sizeof new_bytes) == (ssize_t)sizeof new_bytes &&
               memcmp(found_bytes, new_bytes, sizeof new_bytes) == 0;
    same = same && read(fd, found_bytes, 1) == 0;
    if (fd >= 0)
        close(fd);
    return same;
}

static int holds(const char *path, const char *bytes, size_t size)
{
    int fd = open(path, O_RDONLY);
    ssize_t found = fd < 0 ? -1 : read(fd, found_bytes, sizeof found_bytes);
    if (fd >= 0)
        close(fd);
    return found == (ssize_t)size && memcmp(found_bytes, bytes, size) == 0;
}

static int is_old(const char *path)
{
    return holds(path, old_bytes, sizeof old_bytes);
}

static int is_there(const char *path)
{
    struct stat found;
    return lstat(path, &found) == 0;
}

static int count(const char *directory)
{
    DIR *entries = opendir(directory);
    int found = 0;
    while (entries != NULL && readdir(entries) != NULL)
        found++;
    closedir(entries);
    return found;
}

static void sweep(const char *directory)
{
    DIR *entries = opendir(directory);
    struct dirent *entry;
    while ((entry = readdir(entries)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            (void)unlinkat(dirfd(entries), entry->d_name, entry->d_type == DT_DIR ? AT_REMOVEDIR : 0);
    closedir(entries);
}

/* ---- What is called ---- */

enum work { COPY, MOVE, REPLACE };
enum source { SMALL, LARGE, RICH, LINK, DIRECTORY, HUGE_FILE };

static const struct scenario {
    const char *name;
    enum work work;
    enum source source;
    DWORD flags;
    int overwrites, elsewhere;
} scenarios[] = {
    {"small", COPY, SMALL, 0, 0, 0},
    {"overwrite", COPY, SMALL, 0, 1, 0},
    {"large", COPY, LARGE, 0, 0, 0},
    {"pump", COPY, LARGE, COPY_FILE_NO_OFFLOAD, 1, 1},
    {"streams", COPY, RICH, 0, 1, 0},
    {"direct", COPY, LARGE, COPY_FILE_NO_BUFFERING, 0, 0},
    {"restartable", COPY, LARGE, COPY_FILE_RESTARTABLE, 0, 1},
    {"threads", COPY, HUGE_FILE, COPY_FILE_NO_OFFLOAD, 1, 0},
    {"link", COPY, LINK, COPY_FILE_COPY_SYMLINK, 0, 0},
    {"directory", COPY, DIRECTORY, COPY_FILE_DIRECTORY, 0, 0},
    {"move", MOVE, SMALL, 0, 0, 0},
    {"move over a file", MOVE, SMALL, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH, 1, 0},
    {"move to another volume", MOVE, LARGE, MOVEFILE_COPY_ALLOWED, 0, 1},
    {"replace", REPLACE, SMALL, 0, 1, 0},
};

static const struct scenario *now;
static HRESULT told;
static int errors, after_error, phase;

static COPYFILE2_MESSAGE_ACTION routine(const COPYFILE2_MESSAGE *message, PVOID context)
{
    (void)context;
    after_error |= errors > 0;
    if (message->Type == COPYFILE2_CALLBACK_ERROR) {
        errors++;
        told = message->Info.Error.hrFailure;
        phase = message->Info.Error.CopyPhase;
    }
    return COPYFILE2_PROGRESS_CONTINUE;
}

static DWORD old_routine(LARGE_INTEGER total, LARGE_INTEGER done, LARGE_INTEGER size, LARGE_INTEGER stream_done,
                         DWORD stream, DWORD reason, HANDLE source, HANDLE destination, LPVOID context)
{
    (void)total, (void)done, (void)size, (void)stream_done, (void)stream, (void)reason;
    (void)source, (void)destination, (void)context;
    return PROGRESS_CONTINUE;
}

static size_t size_of(enum source source)
{
    return source == LARGE ? MOST : 3000;
}

static const char *target(void)
{
    return now->elsewhere ? there : here;
}

static void set_up(void)
{
    snprintf(from, sizeof from, "%s/source", here);
    snprintf(to, sizeof to, "%s/target", target());
    snprintf(backup, sizeof backup, "%s/backup", target());
    (void)!rmdir(to);
    unlink(to);
    unlink(backup);
    sweep(there);
    if (!is_there(from)) {
        if (now->source == LINK) {
            if (symlink("nowhere", from) != 0)
                abort();
        } else if (now->source == HUGE_FILE) {
            put_huge(from);
        } else if (now->source == DIRECTORY) {
            if (mkdir(from, 0755) != 0)
                abort();
        } else {
            put(from, new_bytes, size_of(now->source));
        }
        if (now->source == RICH && (setxattr(from, "user.DosStream.s:$DATA", "stream", 6, 0) != 0 ||
                                    setxattr(from, "user.note", "note", 4, 0) != 0))
            abort();
    }
    if (now->overwrites)
        put(to, old_bytes, sizeof old_bytes);
    if (now->overwrites && now->source == RICH)
        setxattr(to, "user.old", "old", 3, 0);
}

/* TRUE or FALSE; the last error is the code. */
static BOOL make_call(void)
{
    COPYFILE2_EXTENDED_PARAMETERS parameters = {0};
    switch (now->work) {
    case COPY:
        parameters.dwSize = sizeof parameters;
        parameters.dwCopyFlags = now->flags;
        parameters.pProgressRoutine = routine;
        HRESULT result = CopyFile2U8(from, to, &parameters);
        if (result != HRESULT_FROM_WIN32(CopyFile2GetLastError())) {
            printf("%s: HRESULT %08x beside last error %u\n", now->name, (unsigned)result,
                   (unsigned)CopyFile2GetLastError());
            failures++;
        }
        return result == S_OK;
    case MOVE:
        return MoveFileWithProgressU8(from, to, old_routine, NULL, now->flags);
    case REPLACE:
        return ReplaceFileU8(to, from, backup, now->flags, NULL, NULL);
    }
    abort();
}

/* ---- What must come of it ---- */

static DWORD code_of(int error)
{
    switch (error) {
    case EIO:
        return ERROR_IO_DEVICE;
    case ENOMEM:
        return ERROR_NOT_ENOUGH_MEMORY;
    case ENOSPC:
        return ERROR_DISK_FULL;
    case EDQUOT:
        return ERROR_DISK_QUOTA_EXCEEDED;
    case EACCES:
        return ERROR_ACCESS_DENIED;
    case EROFS:
        return ERROR_WRITE_PROTECT;
    case EMFILE:
        return ERROR_TOO_MANY_OPEN_FILES;
    case ESTALE:
        return ERROR_FILE_INVALID;
    case EOPNOTSUPP:
        return ERROR_NOT_SUPPORTED;
    case ENOSYS:
        return ERROR_CALL_NOT_IMPLEMENTED;
    default:
        return ERROR_IO_DEVICE; /* a write of nothing */
    }
}

static int is_good_code(int call, int fault, DWORD code)
{
    if (code == code_of(fault))
        return 1;
    if (call == FAULTY_fsetxattr && fault == ENOSPC && code == ERROR_EAS_DIDNT_FIT)
        return 1;
    /* A directory that cannot be looked at counts as missing. */
    if (call == FAULTY_statx && now->work == MOVE && code == ERROR_PATH_NOT_FOUND)
        return 1;
    return now->work == REPLACE && (code == ERROR_UNABLE_TO_REMOVE_REPLACED || code == ERROR_ACCESS_DENIED ||
                                    code == ERROR_UNABLE_TO_MOVE_REPLACEMENT);
}

static const char *wrong_after_success(void)
{
    char text[16] = {0};
    switch (now->source) {
    case LINK:
        return readlink(to, text, sizeof text) == 7 ? NULL : "no link";
    case DIRECTORY:
        return is_there(to) ? NULL : "no directory";
    case HUGE_FILE:
        return holds_huge(to) ? NULL : "not the whole file";
    default:
        if (!holds(to, new_bytes, size_of(now->source)))
            return "not the whole file";
    }
    if (now->work == REPLACE && !is_old(backup))
        return "no backup";
    if (now->work != COPY && !now->elsewhere && is_there(from))
        return "the source is still there";
    return NULL;
}

static const char *wrong_after_failure(int call)
{
    int is_flush = now->work == MOVE && (now->flags & MOVEFILE_WRITE_THROUGH) != 0;
    if (now->source <= RICH && !holds(from, new_bytes, size_of(now->source)) &&
        !(is_flush && (call == FAULTY_fsync || call == FAULTY_openat) && wrong_after_success() == NULL))
        return "the source is harmed";
    if (now->work == REPLACE)
        return is_old(to) && !is_there(backup) ? NULL : "not both names as they were";
    if ((now->flags & COPY_FILE_RESTARTABLE) != 0 && now->work == COPY) {
        if (!make_call())
            return "cannot be restarted";
        return wrong_after_success();
    }
    if (now->overwrites && is_there(to) && !is_old(to) && !is_flush)
        return "neither the old nor no file";
    if (!now->overwrites && is_there(to))
        return "a part is left";
    return NULL;
}

static void complain(int call, int index, int fault, DWORD code, const char *what)
{
    printf("%s: %s #%d %s: code %u: %s\n", now->name, faulty_name(call), index,
           fault == FAULTY_SHORT  ? "short"
           : fault == FAULTY_ZERO ? "zero"
                                  : strerrorname_np(fault),
           (unsigned)code, what);
    failures++;
}

static void settle(int threads)
{
    while (count("/proc/self/task") > threads)
        sched_yield();
}

/* Whether no memory is left behind. */
static int try_fault(int call, int index, int fault, int to_the_end)
{
    set_up();
    int threads = count("/proc/self/task"), descriptors = count("/proc/self/fd"), entries = count(target());
    long live = faulty_live();
    struct stat before, after;
    lstat(from, &before);
    errors = after_error = phase = 0;
    told = S_OK;
    CopyFile2SetLastError(4711);
    faulty_arm(call, index, fault, to_the_end);
    BOOL succeeded = make_call();
    faulty_disarm();
    DWORD code = CopyFile2GetLastError();
    settle(threads);
    int is_clean = faulty_live() == live;
    if (count("/proc/self/fd") != descriptors)
        complain(call, index, fault, code, "a descriptor is left");
    if (now->work == COPY && (lstat(from, &after) != 0 || before.st_ctim.tv_sec != after.st_ctim.tv_sec ||
                              before.st_ctim.tv_nsec != after.st_ctim.tv_nsec))
        complain(call, index, fault, code, "the source was changed");
    const char *wrong;
    if (succeeded) {
        wrong = code != ERROR_SUCCESS ? "success with a last error" : wrong_after_success();
        if (wrong == NULL && errors > 0)
            wrong = "an ERROR message of a success";
        if (wrong == NULL && fault == EIO && (call == FAULTY_pwrite || call == FAULTY_fsync) && now->work == COPY)
            wrong = "lost data is no success";
    } else if (fault == EINTR || fault == FAULTY_SHORT) {
        wrong = "an interruption is no failure";
    } else if (!is_good_code(call, fault, code)) {
        wrong = "not the code of the table";
    } else if (now->work == COPY && (errors != 1 || after_error || told != HRESULT_FROM_WIN32(code) || phase < 1)) {
        wrong = "not one ERROR message with the code at the end";
    } else {
        /* A temporary name, a sidecar. */
        wrong = count(target()) > entries + (now->flags & COPY_FILE_RESTARTABLE ? 1 : 0) && now->work != MOVE
                    ? "another name is left"
                    : wrong_after_failure(call);
    }
    if (wrong != NULL)
        complain(call, index, fault, code, wrong);
    return is_clean;
}

/* What is kept for ever is kept once: only what is left time and again is a leak. */
static void try_case(int call, int index, int fault, int to_the_end)
{
    int tries = 0;
    while (!try_fault(call, index, fault, to_the_end))
        if (++tries == 4) {
            complain(call, index, fault, 0, "memory is left");
            break;
        }
    cases++;
}

static const int common[] = {EINTR, EIO, ENOSPC, EACCES, ENOMEM, EROFS, EMFILE, EDQUOT, ESTALE, EOPNOTSUPP, ENOSYS, 0};

static void run(void)
{
    int made[FAULTY_CALLS];
    for (int warm = 0; warm < 2; warm++) {
        set_up();
        faulty_arm(-1, 0, 0, 0);
        if (!make_call()) {
            printf("%s: fails with %u by itself\n", now->name, (unsigned)CopyFile2GetLastError());
            failures++;
        }
        faulty_disarm();
    }
    printf("fault calls: %s", now->name);
    for (int call = 0; call < FAULTY_CALLS; call++) {
        made[call] = faulty_made(call);
        if (made[call] > 0)
            printf(" %s=%d", faulty_name(call), made[call]);
    }
    printf("\n");
    for (int call = 0; call < FAULTY_CALLS; call++) {
        int counts = call == FAULTY_pread || call == FAULTY_pwrite || call == FAULTY_sendfile ||
                     call == FAULTY_copy_file_range || call == FAULTY_splice;
        if (now->source == HUGE_FILE && call != FAULTY_pread && call != FAULTY_pwrite && call != FAULTY_pthread_create)
            continue; /* the others are the same for smaller files */
        int step = now->source == HUGE_FILE ? 1 + made[call] / 2 : 1;
        for (int index = 0; index < made[call]; index += step) {
            for (const int *fault = common; *fault != 0; fault++) {
                try_case(call, index, *fault, 0);
                if (index == 0 && (*fault == ENOSPC || *fault == EIO || *fault == ENOSYS))
                    try_case(call, index, *fault, 1);
            }
            if (counts) {
                try_case(call, index, FAULTY_SHORT, 0);
                try_case(call, index, FAULTY_ZERO, 0);
            }
        }
    }
    sweep(here);
    sweep(there);
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    snprintf(here, sizeof here, "%s", argv[1]);
    snprintf(there, sizeof there, "%s", argv[2]);
    make_bytes();
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++) {
        now = &scenarios[i];
        struct statfs found;
        /* Elsewhere such a file is cloned, or takes too long. */
        if (now->source == HUGE_FILE && (statfs(here, &found) != 0 || found.f_type != TMPFS_MAGIC))
            continue;
        run();
    }
    printf("fault cases: %d in all on %s, %d wrong\n", cases, argv[3], failures);
    return failures != 0;
}
