/* Gives a program with wmain(int, WCHAR **) a main: cc -include wmain.h ... It may be given to all units of the program.
 *
 * Linking with -lcopyfile2main (which pkg-config names) does the same for every form of wmain and _tmain.
 *
 * The arguments' bytes become WCHAR as MultiByteToWideChar makes them, so every file name comes through. */
#ifndef COPYFILE2_WIN32_WMAIN_H
#define COPYFILE2_WIN32_WMAIN_H
#include "windef.h"
#include <copyfile2/kit.h>
#include <stdlib.h>

int wmain(int argc, WCHAR **argv);

/* Weak: every unit brings the same one. */
__attribute__((weak)) int main(int argc, char **argv)
{
    WCHAR **wide = (WCHAR **)calloc((size_t)argc + 1, sizeof(WCHAR *));
    int i, result;
    for (i = 0; wide != NULL && i < argc; i++) {
        wide[i] = (WCHAR *)CopyFile2KeepText(argv[i], sizeof(WCHAR));
    }
    result = wide == NULL ? 1 : wmain(argc, wide);
    free(wide);
    return result;
}
#endif
