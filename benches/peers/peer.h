/* What every peer has in common: copies one file, or each file of a directory and of the directories right below, and
 * prints what that took.
 *
 * usage: PEER METHOD SOURCE TARGET [THREADS]
 * prints: wall seconds, CPU seconds, KiB that the process grew by, threads and descriptors left over */
#ifndef PEER_H
#define PEER_H

#include <dirent.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* Copies one file; 0 for success. */
typedef int (*peer_copy)(const char *source, const char *target);

struct peer_method {
    const char *name;
    peer_copy copy;
};

struct peer_list {
    char (*sources)[256];
    char (*targets)[256];
    size_t count, room;
};

/* A thread's share of the files: those in a row from `first` up to `end`, so that threads keep to their directories. */
struct peer_share {
    peer_copy copy;
    const struct peer_list *list;
    size_t first, end;
    int failures;
};

static double peer_seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The most memory in KiB that the program had so far. getrusage would count what its parent had before the exec. */
static long peer_peak(void)
{
    char line[256];
    long peak = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        if (sscanf(line, "VmHWM: %ld", &peak) == 1)
            break;
    if (status != NULL)
        fclose(status);
    return peak;
}

static long peer_entries(const char *path)
{
    long count = 0;
    DIR *directory = opendir(path);
    if (directory == NULL)
        return -1;
    while (readdir(directory) != NULL)
        count++;
    closedir(directory);
    return count;
}

static void *peer_work(void *argument)
{
    struct peer_share *share = (struct peer_share *)argument;
    for (size_t index = share->first; index < share->end; index++)
        share->failures += share->copy(share->list->sources[index], share->list->targets[index]) != 0;
    return NULL;
}

/* Adds the files below `source`, or `source` itself. */
static void peer_add(struct peer_list *list, const char *source, const char *target)
{
    struct stat stat;
    if (lstat(source, &stat) != 0)
        exit(2);
    if (!S_ISDIR(stat.st_mode)) {
        if (list->count == list->room) {
            list->room = 2 * list->room + 1;
            list->sources = (char (*)[256])realloc(list->sources, list->room * 256);
            list->targets = (char (*)[256])realloc(list->targets, list->room * 256);
        }
        snprintf(list->sources[list->count], 256, "%s", source);
        snprintf(list->targets[list->count++], 256, "%s", target);
        return;
    }
    DIR *directory = opendir(source);
    mkdir(target, 0777);
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;) {
        char from[256], to[256];
        if (entry->d_name[0] == '.')
            continue;
        if (snprintf(from, 256, "%s/%s", source, entry->d_name) >= 256
            || snprintf(to, 256, "%s/%s", target, entry->d_name) >= 256)
            exit(2);
        peer_add(list, from, to);
    }
    if (directory != NULL)
        closedir(directory);
}

static int peer_main(int argc, char **argv, const struct peer_method *methods)
{
    peer_copy copy = NULL;
    if (argc < 4)
        return 2;
    for (; methods->name != NULL; methods++)
        if (strcmp(methods->name, argv[1]) == 0)
            copy = methods->copy;
    if (copy == NULL)
        return 2;
    struct peer_list list = {NULL, NULL, 0, 0};
    peer_add(&list, argv[2], argv[3]);
    size_t threads = argc > 4 ? (size_t)atoi(argv[4]) : 1;
    struct peer_share shares[64];
    pthread_t others[64];
    if (list.count == 0 || threads == 0 || threads > 64)
        return 2;
    long peak = peer_peak(), tasks = peer_entries("/proc/self/task"), files = peer_entries("/proc/self/fd");
    double wall = peer_seconds(CLOCK_MONOTONIC), cpu = peer_seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (size_t thread = 0; thread < threads; thread++) {
        struct peer_share share = {copy, &list, thread * list.count / threads, (thread + 1) * list.count / threads, 0};
        shares[thread] = share;
        if (thread > 0 && pthread_create(&others[thread], NULL, peer_work, &shares[thread]) != 0)
            return 2;
    }
    peer_work(&shares[0]);
    int failures = shares[0].failures;
    for (size_t thread = 1; thread < threads; thread++) {
        pthread_join(others[thread], NULL);
        failures += shares[thread].failures;
    }
    wall = peer_seconds(CLOCK_MONOTONIC) - wall;
    cpu = peer_seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    /* The kernel may list a thread for a moment after it was joined. */
    for (int look = 0; look < 10000 && peer_entries("/proc/self/task") != tasks; look++)
        sched_yield();
    printf("%.9f %.9f %ld %ld %ld\n", wall, cpu, peer_peak() - peak, peer_entries("/proc/self/task") - tasks,
           peer_entries("/proc/self/fd") - files);
    return failures != 0;
}

#endif
