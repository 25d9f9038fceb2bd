/* A program that is killed: it saves a document, or moves a file to and fro between volumes, for ever.
 *
 *   save_forever replace|backup|move HERE ELSEWHERE
 *   save_forever check MODE HERE ELSEWHERE     looks at what is left: 0 if whole
 *
 * A whole file is SIZE bytes that repeat one 8-byte number. Prints a line a round. */
#include <copyfile2.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COUNT (96 * 1024) /* of numbers: large enough for several chunks and threads */

static char document[4096], fresh[4096], backup[4096], far[4096];
static uint64_t numbers[COUNT];

/* 0 if there is no such file, -1 if it is not whole */
static int64_t version(const char *path)
{
    int64_t found;
    size_t i;
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return 0;
    }
    found = fread(numbers, sizeof numbers[0], COUNT, file) == COUNT && fgetc(file) == EOF ? (int64_t)numbers[0] : -1;
    for (i = 1; i < COUNT && found > 0; i++) {
        found = (int64_t)numbers[i] == found ? found : -1;
    }
    fclose(file);
    return found;
}

static void save(const char *path, int64_t number)
{
    size_t i;
    FILE *file = fopen(path, "w");
    for (i = 0; i < COUNT; i++) {
        numbers[i] = (uint64_t)number;
    }
    if (file == NULL || fwrite(numbers, sizeof numbers[0], COUNT, file) != COUNT || fclose(file) != 0) {
        perror(path);
        exit(2);
    }
}

static void check_call(BOOL succeeded, const char *what)
{
    if (!succeeded) {
        printf("%s: %u\n", what, (unsigned)CopyFile2GetLastError());
        exit(3);
    }
}

static int check(const char *mode)
{
    const int64_t saved = version(document), moved = version(far), kept = version(backup);
    printf("document %" PRId64 ", far %" PRId64 ", backup %" PRId64 "\n", saved, moved, kept);
    if (strcmp(mode, "move") == 0) {
        return !(saved > 0 || moved > 0);
    }
    return !(saved > 0 && kept >= 0);
}

int main(int argc, char **argv)
{
    int64_t number;
    const int is_check = argc == 5 && strcmp(argv[1], "check") == 0;
    if (argc != 4 && !is_check) {
        return 2;
    }
    snprintf(document, sizeof document, "%s/document", argv[argc - 2]);
    snprintf(fresh, sizeof fresh, "%s/fresh", argv[argc - 2]);
    snprintf(backup, sizeof backup, "%s/document.bak", argv[argc - 2]);
    snprintf(far, sizeof far, "%s/document", argv[argc - 1]);
    if (is_check) {
        return check(argv[2]);
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    unlink(far);
    if (version(document) <= 0) {
        save(document, 1);
    }
    for (number = version(document) + 1;; number++) {
        if (strcmp(argv[1], "move") == 0) {
            const DWORD how = MOVEFILE_COPY_ALLOWED | MOVEFILE_REPLACE_EXISTING;
            check_call(MoveFileExA(document, far, how), "there");
            printf("%" PRId64 "\n", number);
            check_call(MoveFileExA(far, document, how | MOVEFILE_WRITE_THROUGH), "back");
        } else {
            save(fresh, number);
            printf("%" PRId64 "\n", number);
            check_call(ReplaceFileA(document, fresh, strcmp(argv[1], "backup") == 0 ? backup : NULL, 0, NULL, NULL),
                       "replace");
        }
    }
}
