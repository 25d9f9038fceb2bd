/* ole2.h: see objbase.h. */
#ifndef COPYFILE2_WIN32_OLE2_H
#define COPYFILE2_WIN32_OLE2_H
#include "objbase.h"
#endif
