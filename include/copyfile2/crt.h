/*
 * copyfile2/crt.h: Microsoft's C runtime below stdio: wide names of files, and the underscore names of POSIX calls (K-R1, K-R3).
 *
 * Wholly inline, by hand. Every name of a file goes through CopyFile2UnixPath's rules: drives, backslashes, prefixes.
 */
#ifndef COPYFILE2_CRT_H
#define COPYFILE2_CRT_H

#include "files.h"
#include "secure.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#if CF2_OWN_WINDOWS_TYPES

/* ---- Constants ---- */

#ifndef O_BINARY
#define O_BINARY 0
#endif
#ifndef O_TEXT
#define O_TEXT 0
#endif
#define _O_RDONLY O_RDONLY
#define _O_WRONLY O_WRONLY
#define _O_RDWR O_RDWR
#define _O_APPEND O_APPEND
#define _O_CREAT O_CREAT
#define _O_TRUNC O_TRUNC
#define _O_EXCL O_EXCL
#define _O_TEXT 0
#define _O_BINARY 0
#define _O_WTEXT 0
#define _O_U8TEXT 0
#define _O_U16TEXT 0
#define _O_RAW 0
/* Numbers that open(2) does not know are taken out before it is called. */
#define _O_NOINHERIT 0x10000000
#define _O_TEMPORARY 0x20000000
#define _O_SHORT_LIVED 0
#define _O_SEQUENTIAL 0
#define _O_RANDOM 0
#define O_NOINHERIT _O_NOINHERIT
#define O_TEMPORARY _O_TEMPORARY
#define O_SEQUENTIAL 0
#define O_RANDOM 0
#define _SH_DENYRW 0x10
#define _SH_DENYWR 0x20
#define _SH_DENYRD 0x30
#define _SH_DENYNO 0x40
#define _SH_SECURE 0x80
#define SH_DENYRW 0x10
#define SH_DENYWR 0x20
#define SH_DENYRD 0x30
#define SH_DENYNO 0x40
#define _S_IFMT 0xF000
#define _S_IFDIR 0x4000
#define _S_IFCHR 0x2000
#define _S_IFIFO 0x1000
#define _S_IFREG 0x8000
#define _S_IREAD 0x0100
#define _S_IWRITE 0x0080
#define _S_IEXEC 0x0040
#ifndef S_IREAD
#define S_IREAD 0x0100
#define S_IWRITE 0x0080
#define S_IEXEC 0x0040
#endif
#define _MAX_PATH 260
#define _MAX_DRIVE 3
#define _MAX_DIR 256
#define _MAX_FNAME 256
#define _MAX_EXT 256

/* ---- Names ---- */

/* The Unix path of a name, for free; NULL with errno. */
static inline char *cf2_path_of(const void *name, CF2_DWORD unit)
{
    char *path = CopyFile2UnixPathOf(name, unit);
    if (path == NULL) {
        errno = name == NULL ? EINVAL : ENOENT;
    }
    return path;
}

/* After a call with the path: the path goes, errno stays. */
static inline void cf2_path_done(char *path)
{
    const int kept = errno;
    free(path);
    errno = kept;
}

/* A path for the program: in its width, -1 if it does not fit. */
static inline int cf2_give_path(const char *path, void *buffer, size_t room, size_t unit)
{
    cf2_sink sink = { NULL, 0, 0, 0, 0 };
    sink.buffer = buffer;
    sink.unit = unit;
    sink.room = room;
    cf2_put_text(&sink, path, 1, strlen(path) + 1);
    if (sink.count > room) {
        errno = ERANGE;
        return -1;
    }
    return 0;
}

/* POSIX hides these in strict C: then under names of our own. */
#ifdef __cplusplus
extern "C" {
#endif
extern int cf2_posix_fileno(FILE *stream) CF2_SYMBOL("fileno");
extern FILE *cf2_posix_fdopen(int fd, const char *mode) CF2_SYMBOL("fdopen");
extern char *cf2_posix_realpath(const char *path, char *resolved) CF2_SYMBOL("realpath");
extern int cf2_posix_setenv(const char *name, const char *value, int replace) CF2_SYMBOL("setenv");
extern int cf2_posix_unsetenv(const char *name) CF2_SYMBOL("unsetenv");
extern int cf2_posix_fsync(int fd) CF2_SYMBOL("fsync");
#if defined(__GLIBC__)
extern int cf2_posix_ftruncate(int fd, int64_t size) CF2_SYMBOL("ftruncate64");
extern int64_t cf2_posix_lseek(int fd, int64_t offset, int whence) CF2_SYMBOL("lseek64");
extern int cf2_posix_fseeko(FILE *stream, int64_t offset, int whence) CF2_SYMBOL("fseeko64");
extern int64_t cf2_posix_ftello(FILE *stream) CF2_SYMBOL("ftello64");
#else
extern int cf2_posix_ftruncate(int fd, off_t size) CF2_SYMBOL("ftruncate");
extern off_t cf2_posix_lseek(int fd, off_t offset, int whence) CF2_SYMBOL("lseek");
extern int cf2_posix_fseeko(FILE *stream, off_t offset, int whence) CF2_SYMBOL("fseeko");
extern off_t cf2_posix_ftello(FILE *stream) CF2_SYMBOL("ftello");
#endif
#ifdef __cplusplus
}
#endif

/* ---- Streams: a mode without what only Microsoft has ---- */

/* t, b, N, S, R, D, T and ", ccs=..." are taken and mean nothing; + and x stay. */
static inline void cf2_narrow_mode(const void *mode, size_t unit, char narrow[8])
{
    size_t at = 0, kept = 0;
    for (;; at++) {
        const uint32_t letter = cf2_format_unit(mode, unit, at);
        if (letter == 0 || letter == ',') {
            break;
        }
        if ((letter == 'r' || letter == 'w' || letter == 'a' || letter == '+' || letter == 'x') && kept < 6) {
            narrow[kept++] = (char)letter;
        } else if (letter == 'N' && kept < 6) {
            narrow[kept++] = 'e'; /* not inherited */
        }
    }
    narrow[kept] = 0;
}

static inline FILE *cf2_open_stream(const void *name, const void *mode, size_t unit)
{
    char narrow[8], *path;
    FILE *stream;
    if (name == NULL || mode == NULL) {
        errno = EINVAL;
        return NULL;
    }
    path = cf2_path_of(name, (CF2_DWORD)unit);
    if (path == NULL) {
        return NULL;
    }
    cf2_narrow_mode(mode, unit, narrow);
    stream = fopen(path, narrow);
    cf2_path_done(path);
    return stream;
}

static inline FILE *_wfopen(const CF2_WCHAR *filename, const CF2_WCHAR *mode)
{
    return cf2_open_stream(filename, mode, sizeof(CF2_WCHAR));
}

/* There are no share modes. */
static inline FILE *_wfsopen(const CF2_WCHAR *filename, const CF2_WCHAR *mode, int shflag)
{
    (void)shflag;
    return _wfopen(filename, mode);
}

static inline FILE *_fsopen(const char *filename, const char *mode, int shflag)
{
    (void)shflag;
    return cf2_open_stream(filename, mode, 1);
}

static inline errno_t _wfopen_s(FILE **pFile, const CF2_WCHAR *filename, const CF2_WCHAR *mode)
{
    if (pFile == NULL || filename == NULL || mode == NULL) {
        return EINVAL;
    }
    *pFile = _wfopen(filename, mode);
    return *pFile == NULL ? errno : 0;
}

static inline FILE *_wfreopen(const CF2_WCHAR *path, const CF2_WCHAR *mode, FILE *stream)
{
    char narrow[8], *unix_path;
    if (path == NULL || mode == NULL || (unix_path = cf2_path_of(path, sizeof(CF2_WCHAR))) == NULL) {
        fclose(stream);
        return NULL;
    }
    cf2_narrow_mode(mode, sizeof(CF2_WCHAR), narrow);
    stream = freopen(unix_path, narrow, stream);
    cf2_path_done(unix_path);
    return stream;
}

static inline errno_t _wfreopen_s(FILE **pFile, const CF2_WCHAR *path, const CF2_WCHAR *mode, FILE *stream)
{
    if (pFile == NULL || path == NULL || mode == NULL || stream == NULL) {
        return EINVAL;
    }
    *pFile = _wfreopen(path, mode, stream);
    return *pFile == NULL ? errno : 0;
}

static inline FILE *_fdopen(int fd, const char *mode)
{
    char narrow[8];
    cf2_narrow_mode(mode, 1, narrow);
    return cf2_posix_fdopen(fd, narrow);
}

static inline FILE *_wfdopen(int fd, const CF2_WCHAR *mode)
{
    char narrow[8];
    cf2_narrow_mode(mode, sizeof(CF2_WCHAR), narrow);
    return cf2_posix_fdopen(fd, narrow);
}

static inline int _fileno(FILE *stream)
{
    return cf2_posix_fileno(stream);
}

static inline int _fseeki64(FILE *stream, long long offset, int origin)
{
    return cf2_posix_fseeko(stream, offset, origin);
}

static inline long long _ftelli64(FILE *stream)
{
    return cf2_posix_ftello(stream);
}

static inline int _fcloseall(void)
{
    return 0; /* the end of the process closes them */
}

/* ---- Descriptors ---- */

/* Only the two write bits of `mode` count, as on Windows: none is a read-only file. _O_TEMPORARY goes at once, its data with the
 * last descriptor. */
static inline int cf2_open_file(const void *name, CF2_DWORD unit, int oflag, int pmode)
{
    const int known = oflag & ~(_O_NOINHERIT | _O_TEMPORARY);
    char *path = cf2_path_of(name, unit);
    int fd;
    if (path == NULL) {
        return -1;
    }
    fd = open(path, known, (pmode & _S_IWRITE) != 0 ? 0666 : 0444);
    if (fd >= 0 && (oflag & _O_NOINHERIT) != 0) {
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    }
    if (fd >= 0 && (oflag & _O_TEMPORARY) != 0) {
        unlink(path);
    }
    cf2_path_done(path);
    return fd;
}

static inline int cf2_mode_argument(int oflag, va_list arguments)
{
    return (oflag & O_CREAT) != 0 ? va_arg(arguments, int) : 0;
}

static inline int _open(const char *filename, int oflag, ...)
{
    va_list arguments;
    int mode;
    va_start(arguments, oflag);
    mode = cf2_mode_argument(oflag, arguments);
    va_end(arguments);
    return cf2_open_file(filename, 1, oflag, mode);
}

static inline int _wopen(const CF2_WCHAR *filename, int oflag, ...)
{
    va_list arguments;
    int mode;
    va_start(arguments, oflag);
    mode = cf2_mode_argument(oflag, arguments);
    va_end(arguments);
    return cf2_open_file(filename, sizeof(CF2_WCHAR), oflag, mode);
}

static inline int _sopen(const char *filename, int oflag, int shflag, ...)
{
    va_list arguments;
    int mode;
    va_start(arguments, shflag);
    mode = cf2_mode_argument(oflag, arguments);
    va_end(arguments);
    return cf2_open_file(filename, 1, oflag, mode);
}

static inline int _wsopen(const CF2_WCHAR *filename, int oflag, int shflag, ...)
{
    va_list arguments;
    int mode;
    va_start(arguments, shflag);
    mode = cf2_mode_argument(oflag, arguments);
    va_end(arguments);
    return cf2_open_file(filename, sizeof(CF2_WCHAR), oflag, mode);
}

static inline errno_t _sopen_s(int *pfh, const char *filename, int oflag, int shflag, int pmode)
{
    (void)shflag;
    if (pfh == NULL) {
        return EINVAL;
    }
    *pfh = cf2_open_file(filename, 1, oflag, pmode);
    return *pfh < 0 ? errno : 0;
}

static inline errno_t _wsopen_s(int *pfh, const CF2_WCHAR *filename, int oflag, int shflag, int pmode)
{
    (void)shflag;
    if (pfh == NULL) {
        return EINVAL;
    }
    *pfh = cf2_open_file(filename, sizeof(CF2_WCHAR), oflag, pmode);
    return *pfh < 0 ? errno : 0;
}

static inline int _creat(const char *filename, int pmode)
{
    return cf2_open_file(filename, 1, O_WRONLY | O_CREAT | O_TRUNC, pmode);
}

static inline int _wcreat(const CF2_WCHAR *filename, int pmode)
{
    return cf2_open_file(filename, sizeof(CF2_WCHAR), O_WRONLY | O_CREAT | O_TRUNC, pmode);
}

static inline int _close(int fd)
{
    return close(fd);
}

static inline int _read(int fd, void *buffer, unsigned int buffer_size)
{
    return (int)read(fd, buffer, buffer_size);
}

static inline int _write(int fd, const void *buffer, unsigned int count)
{
    return (int)write(fd, buffer, count);
}

static inline long _lseek(int fd, long offset, int origin)
{
    return (long)cf2_posix_lseek(fd, offset, origin);
}

static inline long long _lseeki64(int fd, long long offset, int origin)
{
    return cf2_posix_lseek(fd, offset, origin);
}

static inline long _tell(int fd)
{
    return (long)cf2_posix_lseek(fd, 0, SEEK_CUR);
}

static inline long long _telli64(int fd)
{
    return cf2_posix_lseek(fd, 0, SEEK_CUR);
}

static inline long long _filelengthi64(int fd)
{
    const long long at = cf2_posix_lseek(fd, 0, SEEK_CUR);
    const long long length = at < 0 ? -1 : cf2_posix_lseek(fd, 0, SEEK_END);
    if (at >= 0) {
        cf2_posix_lseek(fd, at, SEEK_SET);
    }
    return length;
}

static inline long _filelength(int fd)
{
    return (long)_filelengthi64(fd);
}

static inline int _eof(int fd)
{
    const long long at = cf2_posix_lseek(fd, 0, SEEK_CUR), length = _filelengthi64(fd);
    return at < 0 || length < 0 ? -1 : at >= length;
}

static inline int _dup(int fd)
{
    return dup(fd);
}

static inline int _dup2(int fd1, int fd2)
{
    return dup2(fd1, fd2) < 0 ? -1 : 0;
}

static inline int _commit(int fd)
{
    return cf2_posix_fsync(fd);
}

static inline int _chsize(int fd, long size)
{
    return cf2_posix_ftruncate(fd, size);
}

static inline errno_t _chsize_s(int fd, long long size)
{
    return cf2_posix_ftruncate(fd, size) == 0 ? 0 : errno;
}

static inline int _isatty(int fd)
{
    return isatty(fd);
}

/* Text mode translates nothing here. */
static inline int _setmode(int fd, int mode)
{
    (void)fd, (void)mode;
    return _O_BINARY;
}

static inline errno_t _set_fmode(int mode)
{
    (void)mode;
    return 0;
}

static inline errno_t _get_fmode(int *mode)
{
    *mode = _O_BINARY;
    return 0;
}

static inline int _pipe(int *pfds, unsigned int psize, int textmode)
{
    (void)psize, (void)textmode;
    return pipe(pfds);
}

static inline int _umask(int pmode)
{
    return (int)umask((mode_t)(((pmode & _S_IWRITE) != 0 ? 0222 : 0)));
}

static inline int _getpid(void)
{
    return (int)getpid();
}

static inline int _getmaxstdio(void)
{
    return FOPEN_MAX > 8192 ? FOPEN_MAX : 8192;
}

static inline int _setmaxstdio(int new_max)
{
    return new_max <= 8192 ? new_max : -1;
}

/* ---- Files by name, in both widths ---- */

/* The owner's bit of writing, and of others as the umask allows. */
static inline int cf2_change_mode(const char *path, int mode)
{
    struct stat found;
    mode_t mask;
    if (stat(path, &found) != 0) {
        return -1;
    }
    umask(mask = umask(077));
    return chmod(path, (mode & _S_IWRITE) != 0 ? found.st_mode | 0200 | (0022 & ~mask) : found.st_mode & ~(mode_t)0222);
}

#define CF2_BY_NAME(narrow, wide, parameters, arguments, call)                                                       \
    static inline int cf2##narrow(const void *name, CF2_DWORD unit parameters)                                       \
    {                                                                                                                \
        char *path = cf2_path_of(name, unit);                                                                        \
        int result = -1;                                                                                             \
        if (path != NULL) {                                                                                          \
            result = call;                                                                                           \
            cf2_path_done(path);                                                                                     \
        }                                                                                                            \
        return result;                                                                                               \
    }                                                                                                                \
    static inline int narrow(const char *filename parameters)                                                        \
    {                                                                                                                \
        return cf2##narrow(filename, 1 arguments);                                                                   \
    }                                                                                                                \
    static inline int wide(const CF2_WCHAR *filename parameters)                                                     \
    {                                                                                                                \
        return cf2##narrow(filename, sizeof(CF2_WCHAR) arguments);                                                   \
    }
#define CF2_COMMA ,
#define CF2_NONE
CF2_BY_NAME(_unlink, _wunlink, CF2_NONE, CF2_NONE, unlink(path))
CF2_BY_NAME(_mkdir, _wmkdir, CF2_NONE, CF2_NONE, mkdir(path, 0777))
CF2_BY_NAME(_rmdir, _wrmdir, CF2_NONE, CF2_NONE, rmdir(path))
CF2_BY_NAME(_chdir, _wchdir, CF2_NONE, CF2_NONE, chdir(path))
CF2_BY_NAME(_access, _waccess, CF2_COMMA int mode, CF2_COMMA mode, access(path, mode & 6))
CF2_BY_NAME(_chmod, _wchmod, CF2_COMMA int mode, CF2_COMMA mode, cf2_change_mode(path, mode))

static inline int _wremove(const CF2_WCHAR *path)
{
    return _wunlink(path);
}

static inline int cf2_rename(const void *from, const void *to, CF2_DWORD unit)
{
    char *one = cf2_path_of(from, unit), *two = one == NULL ? NULL : cf2_path_of(to, unit);
    int result = -1;
    if (two != NULL) {
        /* The new name must be free: linked first where that can be, so that nobody's file is lost meanwhile. */
        if (link(one, two) == 0) {
            result = unlink(one);
        } else if (errno != EEXIST && access(two, F_OK) != 0) {
            result = rename(one, two);
        } else {
            errno = EEXIST;
        }
    }
    cf2_path_done(one);
    cf2_path_done(two);
    return result;
}

static inline int _wrename(const CF2_WCHAR *oldname, const CF2_WCHAR *newname)
{
    return cf2_rename(oldname, newname, sizeof(CF2_WCHAR));
}

static inline errno_t _access_s(const char *path, int mode)
{
    return _access(path, mode) == 0 ? 0 : errno;
}

static inline errno_t _waccess_s(const CF2_WCHAR *path, int mode)
{
    return _waccess(path, mode) == 0 ? 0 : errno;
}

/* st_mtime and its kin are macros where POSIX is shown: then the members have what these stand for. */
#if defined(st_mtime)
#define CF2_TIME_MEMBER(which) struct { long long tv_sec; } st_##which##tim;
#else
#define CF2_TIME_MEMBER(which) long long st_##which##time;
#endif
struct _stat64 {
    unsigned int st_dev;
    unsigned short st_ino;
    unsigned short st_mode;
    short st_nlink;
    short st_uid;
    short st_gid;
    unsigned int st_rdev;
    long long st_size;
    CF2_TIME_MEMBER(a)
    CF2_TIME_MEMBER(m)
    CF2_TIME_MEMBER(c)
};
#undef CF2_TIME_MEMBER

static inline void cf2_fill_stat(struct _stat64 *buffer, const struct stat *found)
{
    memset(buffer, 0, sizeof(*buffer));
    buffer->st_dev = buffer->st_rdev = (unsigned int)found->st_dev;
    buffer->st_mode = (unsigned short)((S_ISDIR(found->st_mode)    ? _S_IFDIR | _S_IEXEC
                                        : S_ISCHR(found->st_mode)  ? _S_IFCHR
                                        : S_ISFIFO(found->st_mode) ? _S_IFIFO
                                                                   : _S_IFREG) |
                                       (int)(found->st_mode & 0777));
    buffer->st_nlink = (short)(found->st_nlink > 0x7FFF ? 0x7FFF : found->st_nlink);
    buffer->st_size = S_ISDIR(found->st_mode) ? 0 : found->st_size;
    buffer->st_atime = found->st_atime;
    buffer->st_mtime = found->st_mtime;
    buffer->st_ctime = found->st_ctime;
}

static inline int cf2_stat_by_name(const void *name, CF2_DWORD unit, struct _stat64 *buffer)
{
    struct stat found;
    char *path = cf2_path_of(name, unit);
    int result = -1;
    if (path != NULL) {
        result = stat(path, &found);
        cf2_path_done(path);
    }
    if (result == 0) {
        cf2_fill_stat(buffer, &found);
    }
    return result;
}

static inline int _stat64(const char *path, struct _stat64 *buffer)
{
    return cf2_stat_by_name(path, 1, buffer);
}

static inline int _wstat64(const CF2_WCHAR *path, struct _stat64 *buffer)
{
    return cf2_stat_by_name(path, sizeof(CF2_WCHAR), buffer);
}

static inline int _fstat64(int fd, struct _stat64 *buffer)
{
    struct stat found;
    if (fstat(fd, &found) != 0) {
        return -1;
    }
    cf2_fill_stat(buffer, &found);
    return 0;
}
/* All sizes are 64 bits here. */
#define _stat _stat64
#define _wstat _wstat64
#define _fstat _fstat64
#define _stati64 _stat64
#define _wstati64 _wstat64
#define _fstati64 _fstat64
#define _stat64i32 _stat64
#define _wstat64i32 _wstat64
#define _fstat64i32 _fstat64
#define __stat64 _stat64

/* A buffer of the caller's, or one of malloc for NULL. */
static inline void *cf2_working_directory(void *buffer, int maxlen, size_t unit)
{
    char *path = getcwd(NULL, 0);
    void *result = buffer;
    size_t room = maxlen > 0 ? (size_t)maxlen : 0;
    if (path == NULL) {
        return NULL;
    }
    if (buffer == NULL) {
        room = room > strlen(path) ? room : strlen(path) + 1;
        result = malloc(room * unit);
    }
    if (result == NULL || cf2_give_path(path, result, room, unit) != 0) {
        if (buffer == NULL) {
            free(result);
        }
        result = NULL;
    }
    cf2_path_done(path);
    return result;
}

static inline char *_getcwd(char *buffer, int maxlen)
{
    return (char *)cf2_working_directory(buffer, maxlen, 1);
}

static inline CF2_WCHAR *_wgetcwd(CF2_WCHAR *buffer, int maxlen)
{
    return (CF2_WCHAR *)cf2_working_directory(buffer, maxlen, sizeof(CF2_WCHAR));
}

/* No file is looked at: `.` goes, `..` takes the part before it. */
static inline void *cf2_full_path(void *buffer, const void *name, size_t room, size_t unit)
{
    char *path = cf2_path_of(name, (CF2_DWORD)unit), *here = NULL, *whole, *to;
    const char *from;
    void *result = buffer;
    if (path == NULL || (path[0] != '/' && (here = getcwd(NULL, 0)) == NULL) ||
        (whole = (char *)malloc(strlen(path) + (here == NULL ? 0 : strlen(here)) + 3)) == NULL) {
        cf2_path_done(path);
        cf2_path_done(here);
        return NULL;
    }
    strcpy(whole, here == NULL ? "" : here);
    strcat(strcat(whole, "/"), path);
    for (from = to = whole; *from != 0;) {
        const size_t part = strcspn(from + 1, "/");
        if (part == 2 && from[1] == '.' && from[2] == '.') {
            while (to > whole && *--to != '/') {
            }
        } else if (part > 1 || (part == 1 && from[1] != '.')) {
            memmove(to, from, part + 1);
            to += part + 1;
        }
        from += part + 1;
    }
    if (to == whole) {
        *to++ = '/';
    }
    *to = 0;
    if (buffer == NULL) {
        room = strlen(whole) + 1;
        result = malloc(room * unit);
    }
    if (result == NULL || cf2_give_path(whole, result, room, unit) != 0) {
        if (buffer == NULL) {
            free(result);
        }
        result = NULL;
    }
    free(whole);
    cf2_path_done(path);
    cf2_path_done(here);
    return result;
}

static inline char *_fullpath(char *absPath, const char *relPath, size_t maxLength)
{
    return (char *)cf2_full_path(absPath, relPath, maxLength, 1);
}

static inline CF2_WCHAR *_wfullpath(CF2_WCHAR *absPath, const CF2_WCHAR *relPath, size_t maxLength)
{
    return (CF2_WCHAR *)cf2_full_path(absPath, relPath, maxLength, sizeof(CF2_WCHAR));
}

/* ---- Variables ---- */

/* A text for the program to keep, the same pointer for the same text. */
static inline CF2_WCHAR *_wgetenv(const CF2_WCHAR *varname)
{
    char *name = (char *)malloc(cf2_wcslen(varname) * 4 + 1);
    const char *value;
    cf2_sink sink = { NULL, 0, 0, 1, 0 };
    if (name == NULL) {
        return NULL;
    }
    sink.buffer = name;
    sink.room = cf2_wcslen(varname) * 4 + 1;
    cf2_put_text(&sink, varname, sizeof(CF2_WCHAR), cf2_wcslen(varname) + 1);
    value = getenv(name);
    free(name);
    return value == NULL ? NULL : (CF2_WCHAR *)CopyFile2KeepText(value, sizeof(CF2_WCHAR));
}

static inline errno_t _putenv_s(const char *varname, const char *value_string)
{
    if (varname == NULL || value_string == NULL) {
        return EINVAL;
    }
    return (value_string[0] == 0 ? cf2_posix_unsetenv(varname) : cf2_posix_setenv(varname, value_string, 1)) == 0 ? 0 : errno;
}

static inline errno_t _wputenv_s(const CF2_WCHAR *varname, const CF2_WCHAR *value_string)
{
    if (varname == NULL || value_string == NULL) {
        return EINVAL;
    }
    return CopyFile2SetEnvironmentVariable(varname, value_string[0] == 0 ? NULL : value_string, sizeof(CF2_WCHAR)) ? 0 : EINVAL;
}

static inline int _putenv(const char *envstring)
{
    const char *equals = strchr(envstring, '=');
    char *name = equals == NULL ? NULL : _strdup(envstring);
    int result = -1;
    if (name != NULL) {
        name[equals - envstring] = 0;
        result = _putenv_s(name, equals + 1) == 0 ? 0 : -1;
        free(name);
    }
    return result;
}

static inline int _wputenv(const CF2_WCHAR *envstring)
{
    const CF2_WCHAR *equals = cf2_wcschr(envstring, '=');
    CF2_WCHAR *name = equals == NULL ? NULL : cf2_wcsdup(envstring);
    int result = -1;
    if (name != NULL) {
        name[equals - envstring] = 0;
        result = _wputenv_s(name, equals + 1) == 0 ? 0 : -1;
        free(name);
    }
    return result;
}

static inline int _wsystem(const CF2_WCHAR *command)
{
    char *narrow;
    int result;
    cf2_sink sink = { NULL, 0, 0, 1, 0 };
    if (command == NULL) {
        return system(NULL);
    }
    sink.room = cf2_wcslen(command) * 4 + 1;
    sink.buffer = narrow = (char *)malloc(sink.room);
    if (narrow == NULL) {
        return -1;
    }
    cf2_put_text(&sink, command, sizeof(CF2_WCHAR), cf2_wcslen(command) + 1);
    result = system(narrow);
    cf2_path_done(narrow);
    return result;
}

static inline CF2_WCHAR *_wcserror(int errnum)
{
    return (CF2_WCHAR *)CopyFile2KeepText(strerror(errnum), sizeof(CF2_WCHAR));
}

/* ---- Parts of a path: drive with its colon, directory with its separator, name, extension with its dot ---- */

static inline errno_t cf2_split_path(const void *path, size_t unit, void *const parts[4], const size_t rooms[4], int check)
{
    size_t length = 0, ends[4], at, last = 0, dot, part, start = 0;
    if (path == NULL) {
        return EINVAL;
    }
    while (cf2_format_unit(path, unit, length) != 0) {
        length++;
    }
    ends[0] = length > 1 && cf2_format_unit(path, unit, 1) == ':' ? 2 : 0;
    last = ends[0];
    for (at = ends[0]; at < length; at++) {
        const uint32_t letter = cf2_format_unit(path, unit, at);
        last = letter == '/' || letter == '\\' ? at + 1 : last;
    }
    ends[1] = last;
    for (dot = length, at = last; at < length; at++) {
        dot = cf2_format_unit(path, unit, at) == '.' ? at : dot;
    }
    ends[2] = dot;
    ends[3] = length;
    for (part = 0; check && part < 4; start = ends[part++]) {
        if ((parts[part] == NULL) != (rooms[part] == 0)) {
            return EINVAL;
        }
        if (parts[part] != NULL && ends[part] - start >= rooms[part]) {
            for (at = 0; at < 4; at++) {
                if (parts[at] != NULL) {
                    memset(parts[at], 0, unit);
                }
            }
            return ERANGE;
        }
    }
    for (part = 0, start = 0; part < 4; start = ends[part++]) {
        if (parts[part] != NULL) {
            const size_t units = ends[part] - start < rooms[part] ? ends[part] - start : rooms[part] - 1;
            memcpy(parts[part], (const char *)path + start * unit, units * unit);
            memset((char *)parts[part] + units * unit, 0, unit);
        }
    }
    return 0;
}

#define CF2_SPLIT(type, split, split_s, make, make_s, copy, join)                                                    \
    static inline errno_t split_s(const type *path, type *drive, size_t driveNumberOfElements, type *dir,            \
                                  size_t dirNumberOfElements, type *fname, size_t nameNumberOfElements, type *ext,   \
                                  size_t extNumberOfElements)                                                        \
    {                                                                                                                \
        void *parts[4];                                                                                              \
        size_t rooms[4];                                                                                             \
        parts[0] = drive, parts[1] = dir, parts[2] = fname, parts[3] = ext;                                          \
        rooms[0] = driveNumberOfElements, rooms[1] = dirNumberOfElements;                                            \
        rooms[2] = nameNumberOfElements, rooms[3] = extNumberOfElements;                                             \
        return cf2_split_path(path, sizeof(type), parts, rooms, 1);                                                  \
    }                                                                                                                \
    static inline void split(const type *path, type *drive, type *dir, type *fname, type *ext)                       \
    {                                                                                                                \
        static const size_t rooms[4] = { _MAX_DRIVE, _MAX_DIR, _MAX_FNAME, _MAX_EXT };                               \
        void *parts[4];                                                                                              \
        parts[0] = drive, parts[1] = dir, parts[2] = fname, parts[3] = ext;                                          \
        cf2_split_path(path, sizeof(type), parts, rooms, 0);                                                         \
    }                                                                                                                \
    static inline errno_t make_s(type *path, size_t sizeInCharacters, const type *drive, const type *dir,            \
                                 const type *fname, const type *ext)                                                 \
    {                                                                                                                \
        type mark[2] = { 0, 0 };                                                                                     \
        errno_t result = 0;                                                                                          \
        if (path == NULL || sizeInCharacters == 0) {                                                                 \
            return EINVAL;                                                                                           \
        }                                                                                                            \
        path[0] = 0;                                                                                                 \
        if (drive != NULL && drive[0] != 0) {                                                                        \
            type letter[3] = { 0, ':', 0 };                                                                          \
            letter[0] = drive[0];                                                                                    \
            result = join(path, sizeInCharacters, letter);                                                           \
        }                                                                                                            \
        if (result == 0 && dir != NULL && dir[0] != 0) {                                                             \
            size_t end = 0;                                                                                          \
            result = join(path, sizeInCharacters, dir);                                                              \
            while (dir[end] != 0) {                                                                                  \
                end++;                                                                                               \
            }                                                                                                        \
            mark[0] = dir[end - 1] == '/' || dir[end - 1] == '\\' ? 0 : '\\';                                        \
            result = result == 0 ? join(path, sizeInCharacters, mark) : result;                                      \
        }                                                                                                            \
        result = result == 0 && fname != NULL ? join(path, sizeInCharacters, fname) : result;                        \
        if (result == 0 && ext != NULL && ext[0] != 0) {                                                             \
            mark[0] = ext[0] == '.' ? 0 : '.';                                                                       \
            result = join(path, sizeInCharacters, mark);                                                             \
            result = result == 0 ? join(path, sizeInCharacters, ext) : result;                                       \
        }                                                                                                            \
        return result;                                                                                               \
    }                                                                                                                \
    static inline void make(type *path, const type *drive, const type *dir, const type *fname, const type *ext)      \
    {                                                                                                                \
        make_s(path, _MAX_PATH, drive, dir, fname, ext);                                                             \
    }
CF2_SPLIT(char, _splitpath, _splitpath_s, _makepath, _makepath_s, strcpy_s, strcat_s)
CF2_SPLIT(CF2_WCHAR, _wsplitpath, _wsplitpath_s, _wmakepath, _wmakepath_s, wcscpy_s, wcscat_s)
#undef CF2_SPLIT

#undef CF2_BY_NAME
#undef CF2_COMMA
#undef CF2_NONE
#endif /* CF2_OWN_WINDOWS_TYPES */
#endif /* COPYFILE2_CRT_H */
