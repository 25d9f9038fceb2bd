/* Copies one file several times over, for strace to look at.
 *
 *   traced FLAGS ROUTINE CPUS FROM TO...
 *
 * FLAGS     of CopyFile2
 * ROUTINE   1 for a progress routine that answers CONTINUE
 * CPUS      how many CPUs the copies may use, 0 for all that there are
 *
 * The call access("/begin") stands before each copy, access("/end") behind the last. */
#define _GNU_SOURCE
#include <copyfile2.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

static COPYFILE2_MESSAGE_ACTION go_on(const COPYFILE2_MESSAGE *message, PVOID context)
{
    (void)message;
    (void)context;
    return COPYFILE2_PROGRESS_CONTINUE;
}

static int use_cpus(int wanted)
{
    cpu_set_t all, some;
    CPU_ZERO(&some);
    if (sched_getaffinity(0, sizeof all, &all) != 0)
        return -1;
    for (int cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&some) < wanted; cpu++)
        if (CPU_ISSET(cpu, &all))
            CPU_SET(cpu, &some);
    return sched_setaffinity(0, sizeof some, &some);
}

int main(int argc, char **argv)
{
    if (argc < 6)
        return 2;
    COPYFILE2_EXTENDED_PARAMETERS parameters = {0};
    parameters.dwSize = sizeof parameters;
    parameters.dwCopyFlags = (DWORD)strtoul(argv[1], NULL, 0);
    parameters.pProgressRoutine = atoi(argv[2]) ? go_on : NULL;
    int cpus = atoi(argv[3]), failures = 0;
    if (cpus > 0 && use_cpus(cpus) != 0)
        return 2;
    for (int target = 5; target < argc; target++) {
        failures += access("/begin", F_OK) == 0;
        failures += CopyFile2U8(argv[4], argv[target], &parameters) != S_OK;
    }
    failures += access("/end", F_OK) == 0;
    return failures != 0;
}
