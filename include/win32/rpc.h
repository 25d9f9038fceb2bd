/* rpc.h: see objbase.h. */
#ifndef COPYFILE2_WIN32_RPC_H
#define COPYFILE2_WIN32_RPC_H
#include "objbase.h"
#endif
