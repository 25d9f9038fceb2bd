/* A program with another Rust library in it and with functions of its own that are named like those of the runtime and of
 * the libraries that the feature `bundled` brings along. */
#include <copyfile2.h>

#include <stdio.h>

int second_answer(void);

const char *rust_panic(void);
const char *rust_panic(void)
{
    return "the program's";
}

#ifdef BUNDLED
const char *sqlite3_libversion(void);
const char *sqlite3_libversion(void)
{
    return "the program's";
}

int sqlite3_open_v2(const char *name, void **database, int flags, const char *vfs);
int sqlite3_open_v2(const char *name, void **database, int flags, const char *vfs)
{
    (void)name, (void)database, (void)flags, (void)vfs;
    return 21;
}

int curl_global_init(long flags);
int curl_global_init(long flags)
{
    return (int)flags;
}

void *SSL_new(void *context);
void *SSL_new(void *context)
{
    return context;
}
#endif

int main(int argc, char **argv)
{
    if (argc != 3 || second_answer() != 42) {
        return 2;
    }
    return FAILED(CopyFile2U8(argv[1], argv[2], NULL));
}
