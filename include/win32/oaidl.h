/* Drop-in oaidl.h: VARIANT and what goes with it. */
#ifndef COPYFILE2_WIN32_OAIDL_H
#define COPYFILE2_WIN32_OAIDL_H
#include "oleauto.h"
#endif
