/* What the COM tests share: text in the units of the interfaces, checks that count, waiting by state. */
#ifndef COM_CHECK_H
#define COM_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined(COPYFILE2_WCHAR32)
#define W(text) L##text
#define WCHAR_BYTES 4
#elif defined(__SIZEOF_WCHAR_T__) && __SIZEOF_WCHAR_T__ == 2
#define W(text) L##text
#define WCHAR_BYTES 2
#else
#define W(text) u##text
#define WCHAR_BYTES 2
#endif

static int failures;

/* First in whatever the library calls: a guest of a layer (com_guest.h) looks at the thread. */
#ifndef CALLED
#define CALLED() ((void)0)
#define THREAD_OF_PROGRAM() ((void)0) /* first in a thread that the program itself starts */
#endif

#define CHECK(condition)                                                                                             \
    do {                                                                                                             \
        if (!(condition)) {                                                                                          \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                          \
            ++failures;                                                                                              \
        }                                                                                                            \
    } while (0)
#define CHECK_HR(expression, expected)                                                                               \
    do {                                                                                                             \
        HRESULT found_ = (expression);                                                                               \
        if (found_ != (expected)) {                                                                                  \
            fprintf(stderr, "%s:%d: %s is 0x%08x\n", __FILE__, __LINE__, #expression, (unsigned)found_);             \
            ++failures;                                                                                              \
        }                                                                                                            \
    } while (0)

/* Plain text in the units of the interfaces, in memory of the task allocator. */
static inline WCHAR *wide(const char *text) {
    size_t length = strlen(text), i;
    WCHAR *units = (WCHAR *)CoTaskMemAlloc((length + 1) * sizeof(WCHAR));
    for (i = 0; i <= length; ++i) {
        units[i] = (WCHAR)(unsigned char)text[i];
    }
    return units;
}

static inline int same(const WCHAR *a, const WCHAR *b) {
    for (; *a == *b; ++a, ++b) {
        if (!*a) {
            return 1;
        }
    }
    return 0;
}

/* directory/name; free with CoTaskMemFree. */
static inline WCHAR *path(const char *directory, const char *name) {
    char buffer[4096];
    snprintf(buffer, sizeof buffer, "%s/%s", directory, name);
    return wide(buffer);
}

static inline void pause_a_moment(void) {
    struct timespec moment = {0, 10 * 1000 * 1000};
    nanosleep(&moment, NULL);
}

/* How often a state is looked at before a test gives up: a minute. */
#define PATIENCE 6000

#endif
