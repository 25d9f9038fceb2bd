/* rpcnsi.h: see objbase.h. */
#ifndef COPYFILE2_WIN32_RPCNSI_H
#define COPYFILE2_WIN32_RPCNSI_H
#include "objbase.h"
#endif
