/* Drop-in wrl/def.h: nothing but what it brings. */
#ifndef COPYFILE2_WIN32_WRL_DEF_H
#define COPYFILE2_WIN32_WRL_DEF_H
#include "../windows.h"
#ifndef __WRL_NO_DEFAULT_LIB__
#define __WRL_NO_DEFAULT_LIB__
#endif
#endif
