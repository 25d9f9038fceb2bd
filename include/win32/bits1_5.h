/* bits1_5.h: the Windows name of what the library declares. */
#ifndef COPYFILE2_WIN32_BITS1_5_H
#define COPYFILE2_WIN32_BITS1_5_H
#include "objbase.h"
#include <copyfile2/bits.h>
#endif
