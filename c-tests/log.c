/* The log: lines through a routine and in a file.
 *
 *   log DIRECTORY */
#define _POSIX_C_SOURCE 200809L
#include <copyfile2.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int failures, lines, worst, inside = -1;
static char all[65536];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define CHECK(condition) check((condition), __LINE__, #condition)
static void check(int holds, int line, const char *text)
{
    if (!holds) {
        printf("line %d: %s\n", line, text);
        failures++;
    }
}

static void keep(void *context, DWORD level, const char *room, const char *text)
{
    CHECK(context == &lines);
    CHECK(level >= COPYFILE2_LOG_ERROR && level <= COPYFILE2_LOG_TRACE);
    pthread_mutex_lock(&lock);
    lines++;
    if ((int)level > worst) {
        worst = (int)level;
    }
    if (strlen(all) + strlen(room) + strlen(text) + 3 < sizeof(all)) {
        strcat(strcat(strcat(strcat(all, room), ": "), text), "\n");
    }
    pthread_mutex_unlock(&lock);
}

/* Calls back into the library: a copy is allowed and not logged again, another routine is refused. */
static void calls_back(void *context, DWORD level, const char *room, const char *text)
{
    (void)context, (void)level, (void)room, (void)text;
    inside = (int)CopyFile2SetLogCallback(COPYFILE2_LOG_INFO, keep, &lines);
    CopyFileU8("/nonexistent/a", "/nonexistent/b", TRUE);
}

static void *copies(void *directory)
{
    char from[4200], to[4300];
    int round;

    for (round = 0; round < 50; round++) {
        snprintf(from, sizeof(from), "%s/a", (char *)directory);
        snprintf(to, sizeof(to), "%s/b%lx", (char *)directory, (unsigned long)pthread_self());
        if (!CopyFileU8(from, to, FALSE)) {
            return "a copy failed";
        }
    }
    return NULL;
}

int main(int argc, char **argv)
{
    char path[4200], log[4200], line[4200];
    struct stat status;
    pthread_t threads[4];
    void *answer;
    FILE *file;
    int i, found = 0;

    if (argc != 2) {
        return 2;
    }
    snprintf(log, sizeof(log), "%s/log", argv[1]);
    setenv("COPYFILE2_LOG", "info", 1);
    setenv("COPYFILE2_LOG_FILE", log, 1);
    snprintf(path, sizeof(path), "%s/a", argv[1]);
    file = fopen(path, "w");
    fputs("content", file);
    fclose(file);

    CHECK((unsigned)CopyFile2SetLogCallback(6, keep, &lines) == 0x80070057u);
    CHECK((unsigned)CopyFile2SetLogCallback(0xFFFFFFFFu, keep, &lines) == 0x80070057u);
    CHECK(CopyFile2SetLogCallback(COPYFILE2_LOG_TRACE, keep, &lines) == 0);

    /* A name without a mapping is told of by what is missing, and the errno survives beside the code. */
    CHECK(!CopyFileA("q:\\file", "/tmp/never", TRUE));
    CHECK(strstr(all, "win32: no mapping for Q:; set COPYFILE2_DRIVES") != NULL);
    CHECK(!CopyFileU8("/nonexistent/a", "/nonexistent/b", TRUE));
    CHECK(strstr(all, "ffi: no copy of /nonexistent/a") != NULL);
    CHECK(copies(argv[1]) == NULL);
    CHECK(strstr(all, "first try: Small") != NULL);
    CHECK(worst >= COPYFILE2_LOG_DEBUG);

    /* A level lets through what is as grave or graver. */
    CHECK(CopyFile2SetLogCallback(COPYFILE2_LOG_WARN, keep, &lines) == 0);
    lines = worst = 0;
    CHECK(copies(argv[1]) == NULL);
    CHECK(lines == 0);
    CHECK(!CopyFileA("q:\\file", "/tmp/never", TRUE));
    CHECK(lines == 1 && worst == COPYFILE2_LOG_WARN);

    CHECK(CopyFile2SetLogCallback(COPYFILE2_LOG_INFO, calls_back, NULL) == 0);
    CHECK(!CopyFileU8("/nonexistent/a", "/nonexistent/b", TRUE));
    CHECK((unsigned)inside == 0x800700AAu);

    /* Threads that copy while the routine comes and goes. */
    for (i = 0; i < 4; i++) {
        CHECK(pthread_create(&threads[i], NULL, copies, argv[1]) == 0);
    }
    for (i = 0; i < 200; i++) {
        CHECK(CopyFile2SetLogCallback(i % 2 == 0 ? COPYFILE2_LOG_TRACE : COPYFILE2_LOG_OFF, keep, &lines) == 0);
    }
    for (i = 0; i < 4; i++) {
        pthread_join(threads[i], &answer);
        CHECK(answer == NULL);
    }
    CHECK(CopyFile2SetLogCallback(COPYFILE2_LOG_TRACE, NULL, NULL) == 0);
    lines = 0;
    CHECK(!CopyFileU8("/nonexistent/a", "/nonexistent/b", TRUE));
    CHECK(lines == 0);

    /* The file has its own level, one line each, and is nobody else's to read. */
    CHECK(stat(log, &status) == 0 && (status.st_mode & 07777) == 0600);
    file = fopen(log, "r");
    while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
        CHECK(strstr(line, "] debug ") == NULL && strstr(line, "] trace ") == NULL);
        found |= strstr(line, "] warn win32: no mapping for Q:") != NULL;
    }
    CHECK(found);
    if (file != NULL) {
        fclose(file);
    }
    return failures != 0;
}
