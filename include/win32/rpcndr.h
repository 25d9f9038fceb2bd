/* rpcndr.h: see objbase.h. */
#ifndef COPYFILE2_WIN32_RPCNDR_H
#define COPYFILE2_WIN32_RPCNDR_H
#include "objbase.h"
#endif
