/* bits10_2.h: the Windows name of what the library declares. */
#ifndef COPYFILE2_WIN32_BITS10_2_H
#define COPYFILE2_WIN32_BITS10_2_H
#if !defined(COM_NO_WINDOWS_H)
#include "windows.h"
#include "ole2.h"
#endif
#include "objbase.h"
#include <copyfile2/bits.h>
#endif
