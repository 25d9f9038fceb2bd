/* Drop-in minwinbase.h: memory macros. */
#ifndef COPYFILE2_WIN32_MINWINBASE_H
#define COPYFILE2_WIN32_MINWINBASE_H
#include "winnt.h"
#include <string.h>
#ifndef ZeroMemory
#define ZeroMemory(destination, length) ((void)memset((destination), 0, (length)))
#endif
#ifndef FillMemory
#define FillMemory(destination, length, fill) ((void)memset((destination), (fill), (length)))
#endif
#ifndef CopyMemory
#define CopyMemory(destination, source, length) ((void)memcpy((destination), (source), (length)))
#endif
#ifndef MoveMemory
#define MoveMemory(destination, source, length) ((void)memmove((destination), (source), (length)))
#endif
#endif
