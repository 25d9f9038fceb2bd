/* Drop-in wrl.h: ComPtr, and classes that implement interfaces of COM. */
#ifndef COPYFILE2_WIN32_WRL_H
#define COPYFILE2_WIN32_WRL_H
#include "wrl/client.h"
#include "wrl/implements.h"
#endif
