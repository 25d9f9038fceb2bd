/* bitscfg.h: the Windows name of what the library declares. */
#ifndef COPYFILE2_WIN32_BITSCFG_H
#define COPYFILE2_WIN32_BITSCFG_H
#include "objbase.h"
#include <copyfile2/bitscfg.h>
#endif
