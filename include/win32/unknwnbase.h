/* unknwnbase.h: the Windows name of what the library declares. */
#ifndef COPYFILE2_WIN32_UNKNWNBASE_H
#define COPYFILE2_WIN32_UNKNWNBASE_H
#include <copyfile2/unknwn.h>
#endif
