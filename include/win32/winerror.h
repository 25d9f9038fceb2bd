/* Drop-in winerror.h: the codes stand in copyfile2/types.h. */
#ifndef COPYFILE2_WIN32_WINERROR_H
#define COPYFILE2_WIN32_WINERROR_H
#include <copyfile2/types.h>
#ifndef NO_ERROR
#define NO_ERROR 0
#endif
#ifndef NOERROR
#define NOERROR 0
#endif
#endif
