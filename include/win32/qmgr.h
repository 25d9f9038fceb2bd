/* qmgr.h: the Windows name of what the library declares. */
#ifndef COPYFILE2_WIN32_QMGR_H
#define COPYFILE2_WIN32_QMGR_H
#include "objbase.h"
#include <copyfile2/qmgr.h>
#endif
