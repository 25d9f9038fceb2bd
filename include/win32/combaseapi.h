/* Drop-in combaseapi.h: COM. */
#ifndef COPYFILE2_WIN32_COMBASEAPI_H
#define COPYFILE2_WIN32_COMBASEAPI_H
#include "objbase.h"
#endif
