/* What every peer has in common: copies one file, or each file of a directory, and prints what that took.
 *
 * usage: PEER METHOD SOURCE TARGET [THREADS]
 * prints: wall seconds, CPU seconds, KiB that the process grew by, threads and descriptors left over */
#ifndef PEER_H
#define PEER_H

#include <dirent.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

/* Copies one file; 0 for success. */
typedef int (*peer_copy)(const char *source, const char *target);

struct peer_method {
    const char *name;
    peer_copy copy;
};

/* A thread's share of the files: every `step`-th, from `first` on. */
struct peer_share {
    peer_copy copy;
    char (*sources)[256];
    char (*targets)[256];
    size_t first, step, count;
    int failures;
};

static double peer_seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static long peer_peak(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
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
    for (size_t index = share->first; index < share->count; index += share->step)
        share->failures += share->copy(share->sources[index], share->targets[index]) != 0;
    return NULL;
}

/* The files below `source`, or `source` itself. */
static size_t peer_list(const char *source, const char *target, char (**sources)[256], char (**targets)[256])
{
    struct stat stat;
    size_t count = 0, room = 1;
    *sources = (char (*)[256])malloc(256);
    *targets = (char (*)[256])malloc(256);
    if (lstat(source, &stat) != 0)
        return 0;
    if (!S_ISDIR(stat.st_mode)) {
        snprintf((*sources)[0], 256, "%s", source);
        snprintf((*targets)[0], 256, "%s", target);
        return 1;
    }
    DIR *directory = opendir(source);
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        if (count == room) {
            room *= 2;
            *sources = (char (*)[256])realloc(*sources, room * 256);
            *targets = (char (*)[256])realloc(*targets, room * 256);
        }
        if (snprintf((*sources)[count], 256, "%s/%s", source, entry->d_name) >= 256
            || snprintf((*targets)[count], 256, "%s/%s", target, entry->d_name) >= 256)
            exit(2);
        count++;
    }
    if (directory != NULL)
        closedir(directory);
    return count;
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
    char (*sources)[256], (*targets)[256];
    size_t count = peer_list(argv[2], argv[3], &sources, &targets);
    size_t threads = argc > 4 ? (size_t)atoi(argv[4]) : 1;
    struct peer_share shares[64];
    pthread_t others[64];
    if (count == 0 || threads == 0 || threads > 64)
        return 2;
    long peak = peer_peak(), tasks = peer_entries("/proc/self/task"), files = peer_entries("/proc/self/fd");
    double wall = peer_seconds(CLOCK_MONOTONIC), cpu = peer_seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (size_t thread = 0; thread < threads; thread++) {
        struct peer_share share = {copy, sources, targets, thread, threads, count, 0};
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
    printf("%.9f %.9f %ld %ld %ld\n", wall, cpu, peer_peak() - peak, peer_entries("/proc/self/task") - tasks,
           peer_entries("/proc/self/fd") - files);
    return failures != 0;
}

#endif
