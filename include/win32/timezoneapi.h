/* Drop-in timezoneapi.h, and what fileapi.h has of the kind: FILETIMEs as dates, in UTC and in local time. Inline. */
#ifndef COPYFILE2_WIN32_TIMEZONEAPI_H
#define COPYFILE2_WIN32_TIMEZONEAPI_H
#include "minwinbase.h"
#include <time.h>

#if CF2_OWN_WINDOWS_TYPES
#define CF2_TICKS_OF_DAY 864000000000ULL /* of 100 ns */

/* Years are counted from 1 March of the year 0, days too: so leap days come last. */
#define CF2_DAYS_UNTIL_1601 584694ULL
#define CF2_DAYS_OF_400_YEARS 146097ULL

/* Days since 1601. The year is above 1600, the month from 1 to 12. */
static inline unsigned long long cf2_days_until(unsigned year, unsigned month, unsigned day)
{
    const unsigned years = month <= 2 ? year - 1 : year;
    const unsigned months = month <= 2 ? month + 9 : month - 3;
    const unsigned of_era = years % 400;
    const unsigned of_year = (153 * months + 2) / 5 + day - 1;
    return (unsigned long long)(years / 400) * CF2_DAYS_OF_400_YEARS + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
           CF2_DAYS_UNTIL_1601;
}

static inline BOOL cf2_no_such_time(void)
{
    CopyFile2SetLastError(ERROR_INVALID_PARAMETER);
    return FALSE;
}

static inline BOOL FileTimeToSystemTime(const FILETIME *lpFileTime, LPSYSTEMTIME lpSystemTime)
{
    const unsigned long long ticks = cf2_ticks(lpFileTime);
    const unsigned long long days = ticks / CF2_TICKS_OF_DAY;
    const unsigned long long since_march = days + CF2_DAYS_UNTIL_1601;
    const unsigned of_era = (unsigned)(since_march % CF2_DAYS_OF_400_YEARS);
    const unsigned years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const unsigned of_year = of_era - (365 * years + years / 4 - years / 100);
    const unsigned months = (5 * of_year + 2) / 153;
    const unsigned milliseconds = (unsigned)(ticks % CF2_TICKS_OF_DAY / 10000);
    if (ticks > 0x7FFFFFFFFFFFFFFFULL) {
        return cf2_no_such_time();
    }
    lpSystemTime->wYear = (WORD)(since_march / CF2_DAYS_OF_400_YEARS * 400 + years + (months >= 10 ? 1 : 0));
    lpSystemTime->wMonth = (WORD)(months < 10 ? months + 3 : months - 9);
    lpSystemTime->wDayOfWeek = (WORD)((days + 1) % 7); /* 1 January 1601 was a Monday */
    lpSystemTime->wDay = (WORD)(of_year - (153 * months + 2) / 5 + 1);
    lpSystemTime->wHour = (WORD)(milliseconds / 3600000);
    lpSystemTime->wMinute = (WORD)(milliseconds / 60000 % 60);
    lpSystemTime->wSecond = (WORD)(milliseconds / 1000 % 60);
    lpSystemTime->wMilliseconds = (WORD)(milliseconds % 1000);
    return TRUE;
}

/* The day of the week is not looked at. */
static inline BOOL SystemTimeToFileTime(const SYSTEMTIME *lpSystemTime, LPFILETIME lpFileTime)
{
    const SYSTEMTIME *time = lpSystemTime;
    SYSTEMTIME back;
    FILETIME filetime;
    if (time->wYear < 1601 || time->wYear > 30827 || time->wMonth < 1 || time->wMonth > 12 || time->wDay < 1 ||
        time->wHour > 23 || time->wMinute > 59 || time->wSecond > 59 || time->wMilliseconds > 999) {
        return cf2_no_such_time();
    }
    filetime = cf2_of_ticks(cf2_days_until(time->wYear, time->wMonth, time->wDay) * CF2_TICKS_OF_DAY +
                            (((time->wHour * 60ULL + time->wMinute) * 60 + time->wSecond) * 1000 + time->wMilliseconds) * 10000);
    /* 30 February is some other day. */
    if (!FileTimeToSystemTime(&filetime, &back) || back.wDay != time->wDay) {
        return cf2_no_such_time();
    }
    *lpFileTime = filetime;
    return TRUE;
}

static inline LONG CompareFileTime(const FILETIME *lpFileTime1, const FILETIME *lpFileTime2)
{
    const unsigned long long first = cf2_ticks(lpFileTime1), second = cf2_ticks(lpFileTime2);
    return first < second ? -1 : first > second ? 1 : 0;
}

/* POSIX hides localtime_r in strict C: then under a name of our own. */
#if defined(CLOCK_REALTIME)
#define cf2_localtime_r localtime_r
#else
#ifdef __cplusplus
extern "C" {
#endif
extern struct tm *cf2_localtime_r(const time_t *timer, struct tm *result)
    CF2_TIME_SYMBOL("localtime_r", "__localtime64_r");
#ifdef __cplusplus
}
#endif
#endif

/* How far local time is ahead of UTC today, in 100 ns. */
static inline long long cf2_local_bias(void)
{
    const time_t now = time(NULL);
    struct tm local;
    unsigned long long days;
    if (cf2_localtime_r(&now, &local) == NULL) {
        return 0;
    }
    days = cf2_days_until((unsigned)local.tm_year + 1900, (unsigned)local.tm_mon + 1, (unsigned)local.tm_mday);
    return ((long long)days * 86400 + local.tm_hour * 3600LL + local.tm_min * 60 + local.tm_sec - 11644473600LL -
            (long long)now) *
           10000000LL;
}

static inline BOOL cf2_shift(const FILETIME *from, LPFILETIME to, long long bias)
{
    const unsigned long long ticks = cf2_ticks(from), shifted = ticks + (unsigned long long)bias;
    if (ticks > 0x7FFFFFFFFFFFFFFFULL || shifted > 0x7FFFFFFFFFFFFFFFULL) {
        return cf2_no_such_time();
    }
    *to = cf2_of_ticks(shifted);
    return TRUE;
}

/* By the daylight saving of now, not of then, as on Windows. */
static inline BOOL FileTimeToLocalFileTime(const FILETIME *lpFileTime, LPFILETIME lpLocalFileTime)
{
    return cf2_shift(lpFileTime, lpLocalFileTime, cf2_local_bias());
}

static inline BOOL LocalFileTimeToFileTime(const FILETIME *lpLocalFileTime, LPFILETIME lpFileTime)
{
    return cf2_shift(lpLocalFileTime, lpFileTime, -cf2_local_bias());
}

/* ---- The zone of the C library ---- */

#define TIME_ZONE_ID_UNKNOWN 0
#define TIME_ZONE_ID_STANDARD 1
#define TIME_ZONE_ID_DAYLIGHT 2
#define TIME_ZONE_ID_INVALID 0xFFFFFFFFU
typedef struct _TIME_ZONE_INFORMATION {
    LONG Bias;
    WCHAR StandardName[32];
    SYSTEMTIME StandardDate;
    LONG StandardBias;
    WCHAR DaylightName[32];
    SYSTEMTIME DaylightDate;
    LONG DaylightBias;
} TIME_ZONE_INFORMATION, *PTIME_ZONE_INFORMATION, *LPTIME_ZONE_INFORMATION;

/* How far local time is ahead of UTC at a time since 1970, in seconds; and whether it is summer time. */
static inline long long cf2_bias_at(time_t when, int *is_summer)
{
    struct tm local;
    if (cf2_localtime_r(&when, &local) == NULL) {
        *is_summer = 0;
        return 0;
    }
    *is_summer = local.tm_isdst > 0;
    return (long long)cf2_days_until((unsigned)local.tm_year + 1900, (unsigned)local.tm_mon + 1, (unsigned)local.tm_mday) * 86400 +
           local.tm_hour * 3600LL + local.tm_min * 60 + local.tm_sec - 11644473600LL - (long long)when;
}

/* Minutes that UTC is ahead, in winter; 0 for a zone without summer time, 1 in winter, 2 in summer. Dates and names are left empty. */
static inline DWORD GetTimeZoneInformation(LPTIME_ZONE_INFORMATION lpTimeZoneInformation)
{
    const time_t now = time(NULL);
    long long winter = 0, summer = 0;
    int is_summer, now_summer, month, has_summer = 0, has_winter = 0;
    memset(lpTimeZoneInformation, 0, sizeof(*lpTimeZoneInformation));
    for (month = 0; month < 12; month++) {
        const long long bias = cf2_bias_at(now + (time_t)month * 2629800, &is_summer);
        if (is_summer) {
            summer = bias, has_summer = 1;
        } else {
            winter = bias, has_winter = 1;
        }
    }
    cf2_bias_at(now, &now_summer);
    if (!has_winter) {
        winter = summer - 3600;
    }
    lpTimeZoneInformation->Bias = (LONG)(-winter / 60);
    lpTimeZoneInformation->DaylightBias = has_summer ? (LONG)((winter - summer) / 60) : 0;
    return !has_summer ? TIME_ZONE_ID_UNKNOWN : now_summer ? TIME_ZONE_ID_DAYLIGHT : TIME_ZONE_ID_STANDARD;
}

/* By the rules of the C library's zone for that time, whatever zone is given. */
static inline BOOL SystemTimeToTzSpecificLocalTime(const TIME_ZONE_INFORMATION *lpTimeZoneInformation,
                                                   const SYSTEMTIME *lpUniversalTime, LPSYSTEMTIME lpLocalTime)
{
    FILETIME time;
    int is_summer;
    (void)lpTimeZoneInformation;
    if (!SystemTimeToFileTime(lpUniversalTime, &time)) {
        return FALSE;
    }
    return cf2_shift(&time, &time, cf2_bias_at((time_t)((long long)(cf2_ticks(&time) / 10000000ULL) - 11644473600LL), &is_summer) * 10000000LL) &&
           FileTimeToSystemTime(&time, lpLocalTime);
}

static inline BOOL TzSpecificLocalTimeToSystemTime(const TIME_ZONE_INFORMATION *lpTimeZoneInformation,
                                                   const SYSTEMTIME *lpLocalTime, LPSYSTEMTIME lpUniversalTime)
{
    FILETIME time;
    long long seconds, bias;
    int is_summer;
    (void)lpTimeZoneInformation;
    if (!SystemTimeToFileTime(lpLocalTime, &time)) {
        return FALSE;
    }
    seconds = (long long)(cf2_ticks(&time) / 10000000ULL) - 11644473600LL;
    bias = cf2_bias_at((time_t)seconds, &is_summer);
    bias = cf2_bias_at((time_t)(seconds - bias), &is_summer); /* that of the time itself */
    return cf2_shift(&time, &time, -bias * 10000000LL) && FileTimeToSystemTime(&time, lpUniversalTime);
}
#endif
#endif
