/* Drop-in wtypes.h: the types of COM that stand in signatures. */
#ifndef COPYFILE2_WIN32_WTYPES_H
#define COPYFILE2_WIN32_WTYPES_H
#include "oleauto.h"
#endif
