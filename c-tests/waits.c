/* Dates, Sleep, events and waitable timers of the drop-in headers. Built as two units, of which the second, with OTHER_UNIT
 * defined, signals what the first waits for. Times are lower limits alone: a busy machine is late. Local time is 5:30 hours
 * ahead of UTC. */
#include "check.h"

#ifdef __cplusplus
extern "C" {
#endif
void *signal_from_other_unit(void *events);
#ifdef __cplusplus
}
#endif

#ifdef OTHER_UNIT
/* Sets the first of two events, then waits for the second and closes it. */
void *signal_from_other_unit(void *events)
{
    HANDLE *pair = (HANDLE *)events;
    Sleep(5);
    SetEvent(pair[0]);
    if (WaitForSingleObject(pair[1], INFINITE) == WAIT_OBJECT_0) {
        CloseHandle(pair[1]);
    }
    return NULL;
}
#else
static FILETIME of(unsigned long long number)
{
    FILETIME filetime;
    filetime.dwLowDateTime = (DWORD)(number & 0xFFFFFFFFU);
    filetime.dwHighDateTime = (DWORD)(number >> 32);
    return filetime;
}

struct known {
    unsigned long long ticks; /* whole milliseconds */
    WORD fields[8];           /* in the order of SYSTEMTIME */
};

/* As Windows and every calendar have them. */
static const struct known KNOWN[] = {
    { 0ULL, { 1601, 1, 1, 1, 0, 0, 0, 0 } },
    { 116444736000000000ULL, { 1970, 1, 4, 1, 0, 0, 0, 0 } },
    { 94353984000000000ULL, { 1899, 12, 0, 31, 0, 0, 0, 0 } },
    { 94354847999990000ULL, { 1899, 12, 0, 31, 23, 59, 59, 999 } },
    { 125963423990010000ULL, { 2000, 2, 2, 29, 23, 59, 59, 1 } },
    { 125963424000000000ULL, { 2000, 3, 3, 1, 0, 0, 0, 0 } },
    { 133537247999990000ULL, { 2024, 2, 4, 29, 23, 59, 59, 999 } },
    { 2650467743999990000ULL, { 9999, 12, 5, 31, 23, 59, 59, 999 } },
    { 9223149887999990000ULL, { 30827, 12, 5, 31, 23, 59, 59, 999 } },
};

static void dates(void)
{
    SYSTEMTIME date, bad;
    FILETIME back, local, utc;
    size_t at;
    unsigned long long day, before = 0;
    for (at = 0; at < ARRAYSIZE(KNOWN); at++) {
        const FILETIME filetime = of(KNOWN[at].ticks + 9999); /* less than a millisecond is dropped */
        CHECK(FileTimeToSystemTime(&filetime, &date));
        if (memcmp(&date, KNOWN[at].fields, sizeof date) != 0) {
            printf("%llu: %u-%u-%u (%u) %u:%u:%u.%u\n", KNOWN[at].ticks, date.wYear, date.wMonth, date.wDay,
                   date.wDayOfWeek, date.wHour, date.wMinute, date.wSecond, date.wMilliseconds);
            failed++;
        }
        date.wDayOfWeek = 9; /* not looked at */
        CHECK(SystemTimeToFileTime(&date, &back) && ticks(&back) == KNOWN[at].ticks);
    }
    /* Every day until 4000 has a date of its own, the next one each time, and comes back. */
    for (day = 0; day < 876000; day++) {
        const FILETIME midnight = of(day * 864000000000ULL);
        unsigned long long number;
        if (!FileTimeToSystemTime(&midnight, &date) || !SystemTimeToFileTime(&date, &back) ||
            ticks(&back) != ticks(&midnight) || date.wDayOfWeek != (day + 1) % 7) {
            CHECK(!"the day comes back");
            break;
        }
        number = ((unsigned long long)date.wYear * 12 + date.wMonth) * 31 + date.wDay;
        CHECK(number > before && date.wMonth >= 1 && date.wMonth <= 12 && date.wDay >= 1 && date.wDay <= 31);
        before = number;
    }
    utc = of(0x8000000000000000ULL);
    CHECK(refuses(FileTimeToSystemTime(&utc, &date), ERROR_INVALID_PARAMETER));
    CHECK(refuses(FileTimeToLocalFileTime(&utc, &local), ERROR_INVALID_PARAMETER));
    CHECK(_countof(KNOWN) == 9);

    CHECK(FileTimeToSystemTime(&back, &date));
    for (at = 0; at < 10; at++) {
        bad = date;
        switch (at) {
        case 0: bad.wYear = 1600; break;
        case 1: bad.wYear = 30828; break;
        case 2: bad.wMonth = 0; break;
        case 3: bad.wMonth = 13; break;
        case 4: bad.wDay = 0; break;
        case 5: bad.wMonth = 2, bad.wDay = 30; break;
        case 6: bad.wHour = 24; break;
        case 7: bad.wMinute = 60; break;
        case 8: bad.wSecond = 60; break;
        default: bad.wMilliseconds = 1000; break;
        }
        CHECK(refuses(SystemTimeToFileTime(&bad, &back), ERROR_INVALID_PARAMETER));
    }

    GetSystemTimeAsFileTime(&utc);
    CHECK(FileTimeToLocalFileTime(&utc, &local) && LocalFileTimeToFileTime(&local, &back) && ticks(&back) == ticks(&utc));
    CHECK(ticks(&local) - ticks(&utc) == 198000000000ULL);
    CHECK(CompareFileTime(&utc, &local) == -1 && CompareFileTime(&local, &utc) == 1 && CompareFileTime(&utc, &back) == 0);
    GetSystemTime(&date);
    CHECK(SystemTimeToFileTime(&date, &back) && ticks(&back) + 10000 > ticks(&utc));
    GetLocalTime(&date);
    CHECK(SystemTimeToFileTime(&date, &back) && ticks(&back) + 10000 > ticks(&local));
}

static void sleeps(void)
{
    const unsigned long long begun = GetTickCount64();
    const DWORD low = GetTickCount();
    Sleep(0);
    Sleep(20);
    CHECK(GetTickCount64() - begun >= 19 && GetTickCount() - low >= 19);
}

static void events(void)
{
    HANDLE automatic = CreateEvent(NULL, FALSE, TRUE, TEXT("a name"));
    HANDLE manual = CreateEventW(NULL, TRUE, FALSE, NULL);
    HANDLE both[2], garbage = (HANDLE)&both;
    unsigned long long begun;
    both[0] = automatic;
    both[1] = manual;
    CHECK(automatic != NULL && manual != NULL && automatic != manual && GetLastError() == ERROR_SUCCESS);
    {
        /* K-T5: one name, one object */
        HANDLE same = CreateEvent(NULL, TRUE, FALSE, TEXT("a name"));
        CHECK(same != NULL && same != automatic && GetLastError() == ERROR_ALREADY_EXISTS);
        CHECK(CreateMutex(NULL, FALSE, TEXT("a name")) == NULL && GetLastError() == ERROR_INVALID_HANDLE);
        CHECK(WaitForSingleObject(same, 0) == WAIT_OBJECT_0 && SetEvent(automatic) && CloseHandle(same));
        CHECK((same = OpenEventA(EVENT_ALL_ACCESS, FALSE, "a name")) != NULL && CloseHandle(same));
        CHECK(OpenEvent(EVENT_ALL_ACCESS, FALSE, TEXT("no name")) == NULL && GetLastError() == ERROR_FILE_NOT_FOUND);
        CHECK(OpenEvent(EVENT_ALL_ACCESS, FALSE, NULL) == NULL && GetLastError() == ERROR_INVALID_PARAMETER);
    }
    CHECK(WaitForSingleObject(automatic, 0) == WAIT_OBJECT_0); /* takes the signal with it */
    begun = GetTickCount64();
    CHECK(WaitForSingleObject(automatic, 20) == WAIT_TIMEOUT && GetTickCount64() - begun >= 19);
    CHECK(WaitForMultipleObjects(2, both, FALSE, 0) == WAIT_TIMEOUT);
    CHECK(SetEvent(manual) && WaitForSingleObject(manual, 0) == WAIT_OBJECT_0 && WaitForSingleObject(manual, 0) == WAIT_OBJECT_0);
    CHECK(WaitForMultipleObjects(2, both, FALSE, INFINITE) == WAIT_OBJECT_0 + 1);
    CHECK(WaitForMultipleObjects(2, both, TRUE, 1) == WAIT_TIMEOUT); /* and takes nothing */
    CHECK(SetEvent(automatic) && WaitForMultipleObjects(2, both, FALSE, 0) == WAIT_OBJECT_0);
    CHECK(SetEvent(automatic) && WaitForMultipleObjects(2, both, TRUE, INFINITE) == WAIT_OBJECT_0);
    CHECK(WaitForSingleObject(automatic, 0) == WAIT_TIMEOUT && WaitForSingleObject(manual, 0) == WAIT_OBJECT_0);
    CHECK(ResetEvent(manual) && WaitForSingleObject(manual, 0) == WAIT_TIMEOUT);

    CHECK(WaitForMultipleObjects(0, both, FALSE, 0) == WAIT_FAILED && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(WaitForMultipleObjects(65, both, FALSE, 0) == WAIT_FAILED && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(WaitForSingleObject(garbage, 0) == WAIT_FAILED && GetLastError() == ERROR_INVALID_HANDLE);
    CHECK(refuses(SetEvent(garbage), ERROR_INVALID_HANDLE) && refuses(ResetEvent(NULL), ERROR_INVALID_HANDLE));
    CHECK(refuses(CloseHandle(garbage), ERROR_INVALID_HANDLE) && refuses(CloseHandle(NULL), ERROR_INVALID_HANDLE));
    CHECK(CloseHandle(GetCurrentProcess()) && CloseHandle(GetCurrentThread())); /* K-H2: pseudo handles close */
    CHECK(CloseHandle(automatic) && refuses(CloseHandle(automatic), ERROR_INVALID_HANDLE));
    CHECK(WaitForMultipleObjects(2, both, FALSE, 0) == WAIT_FAILED);
    CHECK(CloseHandle(manual));
}

static void threads(void)
{
    HANDLE pair[2];
    pthread_t other;
    pair[0] = CreateEventA(NULL, FALSE, FALSE, NULL);
    pair[1] = CreateEventA(NULL, TRUE, FALSE, NULL);
    CHECK(pthread_create(&other, NULL, signal_from_other_unit, pair) == 0);
    CHECK(WaitForSingleObject(pair[0], INFINITE) == WAIT_OBJECT_0);
    CHECK(SetEvent(pair[1]));
    pthread_join(other, NULL);
    CHECK(refuses(SetEvent(pair[1]), ERROR_INVALID_HANDLE)); /* the other unit has closed it */
    CHECK(CloseHandle(pair[0]));
}

static void CALLBACK completion(LPVOID lpArgToCompletionRoutine, DWORD dwTimerLowValue, DWORD dwTimerHighValue)
{
    (void)lpArgToCompletionRoutine, (void)dwTimerLowValue, (void)dwTimerHighValue;
}

static const LONGLONG NEVER[] = { 0x7FFFFFFFFFFFFFFFLL, -0x7FFFFFFFFFFFFFFFLL, -0x7FFFFFFFFFFFFFFFLL - 1 };

static void timers(void)
{
    size_t at;
    HANDLE timer = CreateWaitableTimer(NULL, FALSE, TEXT("MyTimer")), once = CreateWaitableTimerA(NULL, TRUE, NULL);
    const unsigned long long begun = GetTickCount64();
    LARGE_INTEGER due;
    FILETIME now;
    CHECK(WaitForSingleObject(timer, 0) == WAIT_TIMEOUT);
    due.QuadPart = -100000; /* 10 ms from now, then every 15 */
    CHECK(SetWaitableTimer(timer, &due, 15, NULL, NULL, FALSE));
    CHECK(WaitForSingleObject(timer, INFINITE) == WAIT_OBJECT_0 && GetTickCount64() - begun >= 9);
    CHECK(WaitForSingleObject(timer, INFINITE) == WAIT_OBJECT_0 && WaitForSingleObject(timer, INFINITE) == WAIT_OBJECT_0);
    CHECK(GetTickCount64() - begun >= 39);
    CHECK(CancelWaitableTimer(timer) && CloseHandle(timer));

    GetSystemTimeAsFileTime(&now);
    due.QuadPart = (LONGLONG)ticks(&now) + 100000;
    CHECK(SetWaitableTimer(once, &due, 0, NULL, NULL, FALSE) && WaitForSingleObject(once, INFINITE) == WAIT_OBJECT_0);
    CHECK(WaitForSingleObject(once, 0) == WAIT_OBJECT_0);                              /* it stays */
    CHECK(CancelWaitableTimer(once) && WaitForSingleObject(once, 0) == WAIT_OBJECT_0); /* which Cancel does not change */
    due.QuadPart = -3600LL * 10000000;
    CHECK(SetWaitableTimer(once, &due, 0, NULL, NULL, FALSE) && WaitForSingleObject(once, 0) == WAIT_TIMEOUT);
    due.QuadPart = 1; /* long ago */
    CHECK(SetWaitableTimer(once, &due, 0, NULL, NULL, FALSE) && WaitForSingleObject(once, 0) == WAIT_OBJECT_0);

    CHECK(CancelWaitableTimer(once) && WaitForSingleObject(once, 0) == WAIT_OBJECT_0);
    due.QuadPart = -10000; /* 1 ms: it is due before it is cancelled */
    CHECK(SetWaitableTimer(once, &due, 0, NULL, NULL, FALSE));
    Sleep(2);
    CHECK(CancelWaitableTimer(once) && WaitForSingleObject(once, 0) == WAIT_OBJECT_0);
    for (at = 0; at < ARRAYSIZE(NEVER); at++) {
        due.QuadPart = NEVER[at];
        CHECK(SetWaitableTimer(once, &due, 0, NULL, NULL, FALSE) && WaitForSingleObject(once, 1) == WAIT_TIMEOUT);
    }

    CHECK(refuses(SetWaitableTimer(once, &due, 0, completion, NULL, FALSE), ERROR_NOT_SUPPORTED));
    CHECK(refuses(SetWaitableTimer(once, NULL, 0, NULL, NULL, FALSE), ERROR_INVALID_PARAMETER));
    CHECK(refuses(SetWaitableTimer(once, &due, -1, NULL, NULL, FALSE), ERROR_INVALID_PARAMETER));
    CHECK(refuses(SetEvent(once), ERROR_INVALID_HANDLE)); /* no event */
    CHECK(CloseHandle(once) && refuses(SetWaitableTimer(once, &due, 0, NULL, NULL, FALSE), ERROR_INVALID_HANDLE));
}

int main(void)
{
    dates();
    sleeps();
    events();
    threads();
    timers();
    return failed != 0;
}
#endif
