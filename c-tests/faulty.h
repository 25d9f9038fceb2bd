/* What c-tests/faulty.c offers to the program whose calls it makes fail. */
#ifndef FAULTY_H
#define FAULTY_H

#define FAULTY_EACH(call)                                                                                              \
    call(openat) call(close) call(statx) call(fstatfs) call(pread) call(pwrite) call(sendfile) call(copy_file_range)   \
        call(ioctl) call(fallocate) call(ftruncate) call(lseek) call(fdatasync) call(fsync) call(fadvise) call(fcntl)  \
            call(flock) call(flistxattr) call(fgetxattr) call(fsetxattr) call(fremovexattr) call(fchmod) call(fchown)  \
                call(futimens) call(symlinkat) call(readlinkat) call(unlinkat) call(renameat) call(renameat2)          \
                    call(linkat) call(mkdirat) call(pthread_create) call(sched_getaffinity) call(pipe2) call(splice)

enum {
#define NUMBER(name) FAULTY_##name,
    FAULTY_EACH(NUMBER)
#undef NUMBER
    FAULTY_CALLS
};

/* Instead of an errno: half of the bytes are moved, or none. */
#define FAULTY_SHORT (-1)
#define FAULTY_ZERO (-2)

/* The call with this number, counted from 0, goes wrong; `to_the_end` each later one too. A call of -1 only counts. */
void faulty_arm(int call, int index, int fault, int to_the_end);
void faulty_disarm(void);
/* How many calls were made since. */
int faulty_made(int call);
const char *faulty_name(int call);
/* Bytes allocated and not freed. */
long faulty_live(void);

#endif
