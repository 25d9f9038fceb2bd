/* Gives a program with wmain a main: cc -include wmain.h ... It may be given to all units of the program.
 *
 * The arguments' bytes become WCHAR as MultiByteToWideChar makes them, so every file name comes through. */
#ifndef COPYFILE2_WIN32_WMAIN_H
#define COPYFILE2_WIN32_WMAIN_H
#include "stringapiset.h"
#include <stdlib.h>

int wmain(int argc, WCHAR **argv);

/* Weak: every unit brings the same one. */
__attribute__((weak)) int main(int argc, char **argv)
{
    WCHAR **wide = (WCHAR **)calloc((size_t)argc + 1, sizeof(WCHAR *));
    int i, result = wide == NULL;
    for (i = 0; result == 0 && i < argc; i++) {
        const int size = MultiByteToWideChar(CP_UTF8, 0, argv[i], -1, NULL, 0);
        wide[i] = (WCHAR *)malloc((size_t)size * sizeof(WCHAR));
        result = wide[i] == NULL || MultiByteToWideChar(CP_UTF8, 0, argv[i], -1, wide[i], size) != size;
    }
    if (result == 0) {
        result = wmain(argc, wide);
    }
    while (i > 0) {
        free(wide[--i]);
    }
    free(wide);
    return result;
}
#endif
