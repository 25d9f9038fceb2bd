/* Drop-in share.h: share modes, which mean nothing here. */
#ifndef COPYFILE2_WIN32_SHARE_H
#define COPYFILE2_WIN32_SHARE_H
#if defined(__GNUC__)
#pragma GCC system_header /* for include_next */
#endif
#if defined(__has_include_next)
#if __has_include_next(<share.h>)
#include_next <share.h>
#endif
#endif
#include "winnt.h"
#include <copyfile2/crt.h>
#endif
