/* What the Windows programs of the Wine tests share. */
#ifndef WINE_CHECK_H
#define WINE_CHECK_H

#include <windows.h>
#include <stdio.h>

static int failures;

#define CHECK(condition)                                                                                             \
    do {                                                                                                             \
        if (!(condition)) {                                                                                          \
            printf("%s:%d: %s (last error %lu)\n", __FILE__, __LINE__, #condition, GetLastError());                  \
            ++failures;                                                                                              \
        }                                                                                                            \
    } while (0)
#define CHECK_HR(expression, expected)                                                                               \
    do {                                                                                                             \
        HRESULT found_ = (expression);                                                                               \
        if (found_ != (HRESULT)(expected)) {                                                                         \
            printf("%s:%d: %s is 0x%08lx\n", __FILE__, __LINE__, #expression, (unsigned long)found_);                \
            ++failures;                                                                                              \
        }                                                                                                            \
    } while (0)

#endif
