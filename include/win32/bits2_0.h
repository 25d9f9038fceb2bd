/* bits2_0.h: the Windows name of what the library declares. */
#ifndef COPYFILE2_WIN32_BITS2_0_H
#define COPYFILE2_WIN32_BITS2_0_H
#if !defined(COM_NO_WINDOWS_H)
#include "windows.h"
#include "ole2.h"
#endif
#include "objbase.h"
#include <copyfile2/bits.h>
#endif
