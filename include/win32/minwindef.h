/* Drop-in minwindef.h: scalar types. */
#ifndef COPYFILE2_WIN32_MINWINDEF_H
#define COPYFILE2_WIN32_MINWINDEF_H
#include "windef.h"
#endif
