/* Drop-in basetsd.h: scalar types. */
#ifndef COPYFILE2_WIN32_BASETSD_H
#define COPYFILE2_WIN32_BASETSD_H
#include "windef.h"
#endif
