/* What the queue does to the program that it lives in. Usage: bits_host DIRECTORY BASE-URL WHAT; BASE-URL/slow takes a while.
 * descriptors, signals: a program that it starts inherits nothing, and handlers run on its own threads only.
 * children: it ignores SIGCHLD, and its notification program runs once.
 * fork-complete, fork-cancel, fork-next, fork-kill: it forks without exec while a job is under way (PER-13). */
#define _GNU_SOURCE
#include "com_jobs.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static IBackgroundCopyManager *queue;
static pthread_t own_thread;
static volatile sig_atomic_t elsewhere;

static void on_signal(int number) {
    (void)number;
    if (!pthread_equal(pthread_self(), own_thread)) {
        elsewhere = 1;
    }
}

static IBackgroundCopyJob *started(const char *name, const char *remote, BG_JOB_PRIORITY priority) {
    WCHAR *from = path(server, remote), *to = path(directory, name);
    GUID id;
    IBackgroundCopyJob *job = new_job(queue, &id);
    CHECK_HR(IBackgroundCopyJob_AddFile(job, from, to), S_OK);
    CHECK_HR(IBackgroundCopyJob_SetPriority(job, priority), S_OK);
    CHECK_HR(IBackgroundCopyJob_Resume(job), S_OK);
    CoTaskMemFree(from);
    CoTaskMemFree(to);
    return job;
}

/* Every descriptor above 2 that this program has and its children would get. */
static int inheritable(void) {
    int count = 0;
    DIR *open_files = opendir("/proc/self/fd");
    struct dirent *entry;
    while (open_files && (entry = readdir(open_files))) {
        int fd = atoi(entry->d_name);
        if (fd > 2 && fd != dirfd(open_files) && fcntl(fd, F_GETFD) == 0) {
            char link[64], target[256] = "";
            snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
            if (readlink(link, target, sizeof target - 1) >= 0) {
                fprintf(stderr, "descriptor %d survives exec: %s\n", fd, target);
            }
            ++count;
        }
    }
    closedir(open_files);
    return count;
}

/* The same as a program sees it that was started. */
static int inherited(void) {
    FILE *listed = popen("ls /proc/self/fd | wc -l", "r");
    int count = -1;
    CHECK(listed && fscanf(listed, "%d", &count) == 1);
    pclose(listed);
    return count;
}

static void descriptors(void) {
    int before = inheritable(), before_exec = inherited();
    IBackgroundCopyJob *job = started("descriptors", "slow", BG_JOB_PRIORITY_FOREGROUND);
    wait_for(job, BG_JOB_STATE_TRANSFERRING);
    CHECK(inheritable() == before);
    CHECK(inherited() == before_exec);
    CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    IBackgroundCopyJob_Release(job);
}

static void signals(void) {
    static const int numbers[] = {SIGUSR1, SIGUSR2, SIGALRM, SIGTERM, SIGINT, SIGPROF, SIGCHLD};
    struct sigaction action;
    IBackgroundCopyJob *job;
    sigset_t all;
    size_t i;
    int round;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    own_thread = pthread_self();
    for (i = 0; i < sizeof numbers / sizeof *numbers; ++i) {
        sigaction(numbers[i], &action, NULL);
    }
    job = started("signals", "slow", BG_JOB_PRIORITY_FOREGROUND);
    wait_for(job, BG_JOB_STATE_TRANSFERRING);
    /* With its own thread closed to them, signals of the process go to any other that is open. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, NULL);
    for (round = 0; round < 50; ++round) {
        for (i = 0; i < sizeof numbers / sizeof *numbers; ++i) {
            kill(getpid(), numbers[i]);
        }
        pause_a_moment();
    }
    CHECK(!elsewhere);
    CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    IBackgroundCopyJob_Release(job);
}

static void children(void) {
    IBackgroundCopyJob2 *second = NULL;
    IBackgroundCopyJob *job;
    char command[4200], log[4096];
    WCHAR *words;
    FILE *lines;
    int count = 0, letter, round;
    signal(SIGCHLD, SIG_IGN);
    job = started("children", "quick", BG_JOB_PRIORITY_FOREGROUND);
    snprintf(log, sizeof log, "%s/log", directory);
    snprintf(command, sizeof command, "sh -c \"echo ran >> '%s'\"", log);
    words = wide(command);
    CHECK_HR(IBackgroundCopyJob_QueryInterface(job, &IID_IBackgroundCopyJob2, (void **)&second), S_OK);
    CHECK_HR(IBackgroundCopyJob_SetMinimumRetryDelay(job, 5), S_OK);
    wait_for(job, BG_JOB_STATE_TRANSFERRED);
    CHECK_HR(IBackgroundCopyJob2_SetNotifyCmdLine(second, W("/bin/sh"), words), S_OK);
    /* The second run would come after the delay of 5 seconds. */
    for (round = 0; round < 7; ++round) {
        sleep(1);
    }
    lines = fopen(log, "r");
    CHECK(lines != NULL);
    while (lines && (letter = fgetc(lines)) != EOF) {
        count += letter == '\n';
    }
    CHECK(count == 1);
    CoTaskMemFree(words);
    IBackgroundCopyJob2_Release(second);
    CHECK_HR(IBackgroundCopyJob_Complete(job), S_OK);
    IBackgroundCopyJob_Release(job);
}

static void forks(const char *what) {
    BG_JOB_PRIORITY priority = strcmp(what, "fork-next") ? BG_JOB_PRIORITY_FOREGROUND : BG_JOB_PRIORITY_NORMAL;
    IBackgroundCopyJob *job = started("first", "slow", priority), *next;
    int to_child[2], from_child[2];
    char byte = 0;
    pid_t child;
    wait_for(job, BG_JOB_STATE_TRANSFERRING);
    CHECK(pipe(to_child) == 0 && pipe(from_child) == 0);
    child = fork();
    if (child == 0) {
        /* The library refuses, it does not hang; then a worker that never touches it again. */
        BG_JOB_STATE state;
        IBackgroundCopyManager *another = NULL;
        HRESULT hr;
        close(to_child[1]);
        hr = IBackgroundCopyJob_GetState(job, &state);
        byte = hr == HRESULT_FROM_WIN32(288) ? 'y' : 'n';
        hr = CoCreateInstance(&CLSID_BackgroundCopyManager, NULL, CLSCTX_LOCAL_SERVER, &IID_IBackgroundCopyManager,
                              (void **)&another);
        byte = hr == HRESULT_FROM_WIN32(288) ? byte : 'n';
        if (write(from_child[1], &byte, 1) == 1 && read(to_child[0], &byte, 1) >= 0) {
            _exit(0);
        }
        _exit(1);
    }
    close(to_child[0]);
    CHECK(read(from_child[0], &byte, 1) == 1 && byte == 'y');
    if (!strcmp(what, "fork-complete")) {
        wait_for(job, BG_JOB_STATE_TRANSFERRED);
        CHECK_HR(IBackgroundCopyJob_Complete(job), S_OK);
    } else if (!strcmp(what, "fork-cancel")) {
        CHECK_HR(IBackgroundCopyJob_Cancel(job), S_OK);
    } else if (!strcmp(what, "fork-next")) {
        wait_for(job, BG_JOB_STATE_TRANSFERRED);
        next = started("second", "quick", BG_JOB_PRIORITY_NORMAL);
        wait_for(next, BG_JOB_STATE_TRANSFERRED);
        CHECK_HR(IBackgroundCopyJob_Complete(next), S_OK);
        CHECK_HR(IBackgroundCopyJob_Complete(job), S_OK);
    } else {
        /* The parent vanishes, the child lives on: nothing is held for it. */
        printf("%d\n", (int)child);
        fflush(stdout);
        kill(getpid(), SIGKILL);
    }
    close(to_child[1]);
    CHECK(waitpid(child, NULL, 0) == child);
}

int main(int count, char **arguments) {
    if (count != 4) {
        return 2;
    }
    directory = arguments[1];
    server = arguments[2];
    CHECK_HR(CoInitializeEx(NULL, COINIT_MULTITHREADED), S_OK);
    queue = manager();
    if (!strcmp(arguments[3], "descriptors")) {
        descriptors();
    } else if (!strcmp(arguments[3], "signals")) {
        signals();
    } else if (!strcmp(arguments[3], "children")) {
        children();
    } else {
        forks(arguments[3]);
    }
    IBackgroundCopyManager_Release(queue);
    return failures != 0;
}
