/* Drop-in sys/locking.h: names of the modes of _locking, which is left out. */
#ifndef COPYFILE2_WIN32_SYS_LOCKING_H
#define COPYFILE2_WIN32_SYS_LOCKING_H
#if defined(__GNUC__)
#pragma GCC system_header /* for include_next */
#endif
#if defined(__has_include_next)
#if __has_include_next(<sys/locking.h>)
#include_next <sys/locking.h>
#endif
#endif
#define _LK_UNLCK 0
#define _LK_LOCK 1
#define _LK_NBLCK 2
#define _LK_RLCK 3
#define _LK_NBRLCK 4
#endif
