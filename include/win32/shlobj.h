/* Drop-in shlobj.h: directories with all that lead to them. Nothing else of the shell. */
#ifndef COPYFILE2_WIN32_SHLOBJ_H
#define COPYFILE2_WIN32_SHLOBJ_H
#include "shlobj_core.h"
#endif
