/* Drop-in atlcom.h: what atlbase.h has. COM servers (CComObject and its kin) are left out. */
#ifndef COPYFILE2_WIN32_ATLCOM_H
#define COPYFILE2_WIN32_ATLCOM_H
#include "atlbase.h"
#endif
