/* Drop-in windows.h for code that copies and transfers files: put include/copyfile2/win32 on the include path. */
#ifndef COPYFILE2_WIN32_WINDOWS_H
#define COPYFILE2_WIN32_WINDOWS_H
#include "windef.h"
#include "winnt.h"
#include "winerror.h"
#include "minwinbase.h"
#include "winbase.h"
#include "timezoneapi.h"
#include "sysinfoapi.h"
#include "handleapi.h"
#include "processthreadsapi.h"
#include "synchapi.h"
#include "stringapiset.h"
#endif
