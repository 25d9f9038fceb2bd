/* guiddef.h: the Windows name of what the library declares. */
#ifndef COPYFILE2_WIN32_GUIDDEF_H
#define COPYFILE2_WIN32_GUIDDEF_H
#include <copyfile2/com.h>
#endif
