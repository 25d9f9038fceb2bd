/* Drop-in windows.h for code that copies and transfers files: put include/copyfile2/win32 on the include path. With
 * WIN32_LEAN_AND_MEAN it leaves out what the SDK's leaves out: device control, COM, the shell. */
#ifndef COPYFILE2_WIN32_WINDOWS_H
#define COPYFILE2_WIN32_WINDOWS_H
#include "sdkddkver.h"
#include "winapifamily.h"
#include "windef.h"
#include "winnt.h"
#include "winerror.h"
#include "minwinbase.h"
#include "errhandlingapi.h"
#include "handleapi.h"
#include "heapapi.h"
#include "memoryapi.h"
#include "processenv.h"
#include "processthreadsapi.h"
#include "timezoneapi.h"
#include "sysinfoapi.h"
#include "profileapi.h"
#include "synchapi.h"
#include "interlockedapi.h"
#include "libloaderapi.h"
#include "debugapi.h"
#include "stringapiset.h"
#include "winnls.h"
#include "winbase.h"
#if __has_include("fileapi.h")
#include "fileapi.h"
#endif
#if __has_include("ioapiset.h")
#include "ioapiset.h"
#endif
#if __has_include("namespaceapi.h")
#include "namespaceapi.h"
#endif
#include "wincon.h"
#include "winuser.h"
#include <copyfile2/secure.h>
#if !defined(WIN32_LEAN_AND_MEAN)
#if __has_include("winioctl.h")
#include "winioctl.h"
#endif
#include "shellapi.h"
#if __has_include("ole2.h") && CF2_OWN_WINDOWS_TYPES
#include "ole2.h"
#endif
#endif
#endif
