/* bitsmsg.h: the Windows name of what the library declares. */
#ifndef COPYFILE2_WIN32_BITSMSG_H
#define COPYFILE2_WIN32_BITSMSG_H
#include "objbase.h"
#include <copyfile2/bits.h>
#endif
