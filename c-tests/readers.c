/* A program saves a document again and again while others read it: each finds a whole version, and never none.
 *
 *   readers replace|backup|move HERE ROUNDS */
#include <copyfile2.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIZE 20000

static char document[4096], fresh[4096], backup[4096];
static atomic_int is_over, wrong, reads;

static void save(const char *path, int version)
{
    char content[SIZE];
    FILE *file = fopen(path, "w");
    memset(content, 'a' + version % 26, sizeof content);
    if (file == NULL || fwrite(content, 1, sizeof content, file) != sizeof content || fclose(file) != 0) {
        perror(path);
        exit(2);
    }
}

static void *reader(void *unused)
{
    (void)unused;
    do {
        char content[SIZE + 1];
        FILE *file = fopen(document, "r");
        if (file == NULL) {
            printf("no document: %s\n", strerror(errno));
            atomic_fetch_add(&wrong, 1);
            continue;
        }
        if (fread(content, 1, sizeof content, file) != SIZE || memcmp(content, content + 1, SIZE - 1) != 0) {
            printf("half a document\n");
            atomic_fetch_add(&wrong, 1);
        }
        fclose(file);
        atomic_fetch_add(&reads, 1);
    } while (!atomic_load(&is_over));
    return NULL;
}

int main(int argc, char **argv)
{
    pthread_t readers[2];
    int i, rounds;
    if (argc != 4) {
        return 2;
    }
    rounds = atoi(argv[3]);
    snprintf(document, sizeof document, "%s/document", argv[2]);
    snprintf(fresh, sizeof fresh, "%s/fresh", argv[2]);
    snprintf(backup, sizeof backup, "%s/backup", argv[2]);
    save(document, 0);
    for (i = 0; i < 2; i++) {
        pthread_create(&readers[i], NULL, reader, NULL);
    }
    for (i = 1; i <= rounds && atomic_load(&wrong) == 0; i++) {
        BOOL saved;
        save(fresh, i);
        if (strcmp(argv[1], "move") == 0) {
            saved = MoveFileExA(fresh, document, MOVEFILE_REPLACE_EXISTING);
        } else {
            saved = ReplaceFileA(document, fresh, strcmp(argv[1], "backup") == 0 ? backup : NULL, 0, NULL, NULL);
        }
        if (!saved) {
            printf("round %d: %u\n", i, (unsigned)CopyFile2GetLastError());
            atomic_fetch_add(&wrong, 1);
        }
    }
    atomic_store(&is_over, 1);
    for (i = 0; i < 2; i++) {
        pthread_join(readers[i], NULL);
    }
    printf("%d reads of %d versions\n", atomic_load(&reads), rounds);
    return atomic_load(&wrong) != 0;
}
