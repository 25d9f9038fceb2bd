/* bits.h: the Windows name of what the library declares. */
#ifndef COPYFILE2_WIN32_BITS_H
#define COPYFILE2_WIN32_BITS_H
#include "objbase.h"
#include <copyfile2/bits.h>
#endif
