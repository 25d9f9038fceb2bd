/* Names of files in every form: the path of a name and the way back, and that the copy family follows the same rules. Built for each
 * width of WCHAR; runs in an empty directory, whose path is the first argument. */
#include "check.h"
#include <limits.h>

static int is_path(const WCHAR *name, const char *expected)
{
    char path[PATH_MAX];
    const DWORD length = CopyFile2UnixPath(name, path, sizeof(path));
    if (length != strlen(expected) || strcmp(path, expected) != 0) {
        printf("%s is wanted, not %s\n", expected, length == 0 ? "a failure" : path);
        return 0;
    }
    return 1;
}

static int is_refused(const WCHAR *name, DWORD code)
{
    char path[PATH_MAX];
    SetLastError(0);
    return CopyFile2UnixPath(name, path, sizeof(path)) == 0 && GetLastError() == code;
}

/* The name of a path is as expected, and its path is the same again. */
static int is_name(const char *path, const WCHAR *expected)
{
    WCHAR name[PATH_MAX];
    const DWORD length = CopyFile2WindowsName(path, name, PATH_MAX);
    return length == (DWORD)lstrlenW(expected) && memcmp(name, expected, (length + 1) * sizeof(WCHAR)) == 0 &&
           is_path(name, path);
}

/* K-P1: backslash separates everywhere. K-P2, K-P4, K-P6. */
static void paths(void)
{
    char path[16];
    WCHAR name[16];
    CHECK(is_path(TEXT("/data/dst\\file"), "/data/dst/file"));
    CHECK(is_path(TEXT("/data/src\\*"), "/data/src/*"));
    CHECK(is_path(TEXT("a\\b"), "a/b") && is_path(TEXT("\\a\\b"), "/a/b"));
    CHECK(is_path(TEXT("\\\\?\\unix/data/odd\\name"), "/data/odd\\name"));
    CHECK(is_path(TEXT("\\\\?\\unix\\data/odd\\name"), "/data/odd\\name"));
    CHECK(is_path(TEXT("\\\\?\\unix\\data\\a"), "/data/a"));
    CHECK(is_path(TEXT("12:30.txt"), "12:30.txt") && is_path(TEXT("/a:b"), "/a:b")); /* K-P4: a colon is a character */
    CHECK(is_refused(NULL, ERROR_PATH_NOT_FOUND) && is_refused(TEXT(""), ERROR_PATH_NOT_FOUND));
    CHECK(is_refused(TEXT("Y:\\a"), ERROR_PATH_NOT_FOUND) && is_refused(TEXT("\\\\server\\share"), ERROR_BAD_NETPATH));

    CHECK(is_path(TEXT("c:\\a"), "/srv/c/a") && is_path(TEXT("D:/a"), "/srv/c/deep/a"));
    CHECK(is_name("/srv/c/a/b", TEXT("C:\\a\\b")) && is_name("/srv/c/deep/a", TEXT("D:\\a")));
    CHECK(is_name("/other/a", TEXT("/other/a")) && is_name("/srv/c/a:b", TEXT("/srv/c/a:b")));
    CHECK(is_name("/srv/c/odd\\name", TEXT("\\\\?\\unix/srv/c/odd\\name")) && is_name("a/b", TEXT("a/b")));

    SetLastError(77);
    CHECK(CopyFile2UnixPath(TEXT("/abc"), NULL, 0) == 5 && CopyFile2UnixPath(TEXT("/abc"), path, 4) == 5);
    CHECK(CopyFile2UnixPath(TEXT("/abc"), path, 5) == 4 && strcmp(path, "/abc") == 0);
    CHECK(CopyFile2WindowsName("/abc", NULL, 0) == 5 && CopyFile2WindowsName("/abc", name, 5) == 4 && name[4] == 0);
    CHECK(GetLastError() == 77); /* K-P5: a success leaves it */
    CHECK(CopyFile2UnixPath(TEXT("/abc"), NULL, 9) == 0 && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(CopyFile2WindowsName(NULL, name, 16) == 0 && GetLastError() == ERROR_PATH_NOT_FOUND);
    CHECK(CopyFile2UnixPathA("c:\\a", path, sizeof(path)) == 8 && strcmp(path, "/srv/c/a") == 0);
    CHECK(CopyFile2WindowsNameA("/srv/c/a", path, sizeof(path)) == 4 && strcmp(path, "C:\\a") == 0);
    name[0] = '/', name[1] = (WCHAR)0xDCFF, name[2] = 0;
    CHECK(CopyFile2UnixPath(name, path, sizeof(path)) == 2 && path[1] == (char)0xFF);
    CHECK(CopyFile2WindowsName(path, name, 16) == 2 && name[1] == (WCHAR)0xDCFF);
}

static int holds(const char *path, const char *text)
{
    char found[64] = "";
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return 0;
    }
    if (fgets(found, sizeof(found), file) == NULL) {
        found[0] = 0;
    }
    fclose(file);
    return strcmp(found, text) == 0;
}

/* K-P1: the copy family follows the same rules, and U8 takes bytes verbatim. */
static void copies(const char *here)
{
    char from[PATH_MAX], to[PATH_MAX];
    WCHAR wide[PATH_MAX];
    FILE *file = fopen("from", "w");
    fputs("content", file);
    fclose(file);
    mkdir("d", 0777);
    snprintf(from, sizeof(from), "%s\\from", here);
    snprintf(to, sizeof(to), "%s\\d\\joined", here);
    CHECK(CopyFileA(from, to, TRUE) && holds("d/joined", "content"));
    MultiByteToWideChar(CP_UTF8, 0, to, -1, wide, PATH_MAX);
    CHECK(unlink("d/joined") == 0 && CopyFile(TEXT("from"), wide, TRUE) && holds("d/joined", "content"));
    snprintf(to, sizeof(to), "\\\\?\\unix%s/d/odd\\name", here);
    CHECK(CopyFileA(from, to, TRUE) && holds("d/odd\\name", "content"));
    CHECK(CopyFileU8("from", "d\\verbatim:x", TRUE) && holds("d\\verbatim:x", "content"));
    snprintf(to, sizeof(to), "%s\\d\\", here);
    CHECK(refuses(CopyFileA(from, to, TRUE), ERROR_INVALID_NAME)); /* V12: a trailing separator */
    setenv("COPYFILE2_BACKSLASH", "literal", 1);
    snprintf(from, sizeof(from), "%s/from", here);
    snprintf(to, sizeof(to), "%s/d\\literal", here);
    CHECK(CopyFileA(from, to, TRUE) && holds("d\\literal", "content"));
    CHECK(CopyFileA("d\\joined", "d\\relative", TRUE) && holds("d/relative", "content"));
    unsetenv("COPYFILE2_BACKSLASH");
}

int main(int argc, char **argv)
{
    if (argc < 2 || chdir(argv[1]) != 0) {
        return 2;
    }
    setenv("COPYFILE2_DRIVES", "C=/srv/c;D=/srv/c/deep", 1);
    paths();
    copies(argv[1]);
    return failed != 0;
}
