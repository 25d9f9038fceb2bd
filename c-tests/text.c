/* Reads lines of bytes, prints each one's WCHAR units in hexadecimal, and fails if one does not come back as it was. */
#include "../include/win32/stringapiset.h"
#include <stdio.h>

int main(void)
{
    static char line[4096], back[4096];
    static WCHAR wide[4096];
    while (fgets(line, sizeof line, stdin) != NULL) {
        int count, size, i;
        line[strcspn(line, "\n")] = '\0';
        size = (int)strlen(line) + 1;
        count = MultiByteToWideChar(CP_UTF8, 0, line, -1, NULL, 0);
        if (count < 1 || MultiByteToWideChar(CP_ACP, 0, line, size, wide, count) != count || wide[count - 1] != 0) {
            return 1;
        }
        for (i = 0; i < count - 1; i++) {
            printf("%X ", (unsigned)wide[i]);
        }
        printf("\n");
        if (WideCharToMultiByte(CP_UTF8, 0, wide, -1, NULL, 0, NULL, NULL) != size ||
            WideCharToMultiByte(CP_UTF8, 0, wide, count, back, size, NULL, NULL) != size || strcmp(back, line) != 0) {
            return 1;
        }
        /* too small a buffer, and what is no character */
        if (MultiByteToWideChar(CP_UTF8, 0, line, -1, wide, count - 1) != 0 && count > 1) {
            return 1;
        }
        if (size > 1 && (WideCharToMultiByte(CP_UTF8, 0, wide, -1, back, size - 1, NULL, NULL) != 0 ||
                         CopyFile2GetLastError() != ERROR_INSUFFICIENT_BUFFER)) {
            return 1;
        }
    }
    wide[0] = (WCHAR)0xD800;
    wide[1] = 'x';
    if (WideCharToMultiByte(CP_UTF8, 0, wide, 2, back, 10, NULL, NULL) != 4 || memcmp(back, "\xEF\xBF\xBDx", 4) != 0) {
        return 1;
    }
    if (WideCharToMultiByte(CP_UTF8, WC_ERR_INVALID_CHARS, wide, 2, back, 10, NULL, NULL) != 0 ||
        CopyFile2GetLastError() != ERROR_NO_UNICODE_TRANSLATION) {
        return 1;
    }
    return MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, "\xFF", 1, wide, 10) != 0 ||
           MultiByteToWideChar(1252, 0, "x", 1, wide, 10) != 0 || CopyFile2GetLastError() != ERROR_INVALID_PARAMETER;
}
