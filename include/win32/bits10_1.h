/* bits10_1.h: the Windows name of what the library declares. */
#ifndef COPYFILE2_WIN32_BITS10_1_H
#define COPYFILE2_WIN32_BITS10_1_H
#include "objbase.h"
#include <copyfile2/bits.h>
#endif
