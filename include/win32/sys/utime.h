/* Drop-in sys/utime.h: times of files. */
#ifndef COPYFILE2_WIN32_SYS_UTIME_H
#define COPYFILE2_WIN32_SYS_UTIME_H
#if defined(__GNUC__)
#pragma GCC system_header /* for include_next */
#endif
#if defined(__has_include_next)
#if __has_include_next(<sys/utime.h>)
#include_next <sys/utime.h>
#endif
#endif
#include "../winnt.h"
#include <copyfile2/crt.h>

#if CF2_OWN_WINDOWS_TYPES
struct _utimbuf {
    time_t actime;
    time_t modtime;
};
#ifdef __cplusplus
extern "C" {
#endif
extern int cf2_posix_utime(const char *path, const void *times) CF2_SYMBOL("utime");
#ifdef __cplusplus
}
#endif

static inline int cf2_utime(const void *name, CF2_DWORD unit, const struct _utimbuf *times)
{
    char *path = cf2_path_of(name, unit);
    int result = -1;
    if (path != NULL) {
        result = cf2_posix_utime(path, times); /* the members are those of struct utimbuf */
        cf2_path_done(path);
    }
    return result;
}

static inline int _utime(const char *filename, struct _utimbuf *times)
{
    return cf2_utime(filename, 1, times);
}

static inline int _wutime(const WCHAR *filename, struct _utimbuf *times)
{
    return cf2_utime(filename, sizeof(WCHAR), times);
}
#endif
#endif
