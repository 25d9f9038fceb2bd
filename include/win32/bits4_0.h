/* bits4_0.h: the Windows name of what the library declares. */
#ifndef COPYFILE2_WIN32_BITS4_0_H
#define COPYFILE2_WIN32_BITS4_0_H
#include "objbase.h"
#include <copyfile2/bits.h>
#endif
