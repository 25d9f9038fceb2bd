/* Drop-in direct.h: directories, under Microsoft's names. */
#ifndef COPYFILE2_WIN32_DIRECT_H
#define COPYFILE2_WIN32_DIRECT_H
#if defined(__GNUC__)
#pragma GCC system_header /* for include_next */
#endif
#if defined(__has_include_next)
#if __has_include_next(<direct.h>)
#include_next <direct.h>
#endif
#endif
#include "winnt.h"
#include <copyfile2/crt.h>
#endif
