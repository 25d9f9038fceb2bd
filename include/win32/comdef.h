/* Drop-in comdef.h: _com_error, _com_ptr_t and _bstr_t, and the Ptr types of the interfaces of BITS (K-O8 to K-O10). C++ only. */
#ifndef COPYFILE2_WIN32_COMDEF_H
#define COPYFILE2_WIN32_COMDEF_H
#include "comutil.h"
#include "comip.h"

#if defined(__cplusplus) && CF2_OWN_WINDOWS_TYPES
_COM_SMARTPTR_TYPEDEF(IUnknown, IID_IUnknown);
_COM_SMARTPTR_TYPEDEF(IClassFactory, IID_IClassFactory);
_COM_SMARTPTR_TYPEDEF(IStream, IID_IStream);
_COM_SMARTPTR_TYPEDEF(ISequentialStream, IID_ISequentialStream);
_COM_SMARTPTR_TYPEDEF(IMalloc, IID_IMalloc);
#endif
#endif

/* Outside the guard: those of BITS come when bits.h is there, whichever of both comes first. */
#if defined(__cplusplus) && defined(COPYFILE2_BITS_H) && !defined(COPYFILE2_WIN32_COMDEF_BITS)
#define COPYFILE2_WIN32_COMDEF_BITS
#define CF2_COM_POINTER(name) typedef _com_ptr_t<_com_IIID<struct name, &IID_##name> > name##Ptr;
CF2_COM_POINTER(IBackgroundCopyManager)
CF2_COM_POINTER(IBackgroundCopyJob)
CF2_COM_POINTER(IBackgroundCopyJob2)
CF2_COM_POINTER(IBackgroundCopyJob3)
CF2_COM_POINTER(IBackgroundCopyJob4)
CF2_COM_POINTER(IBackgroundCopyJob5)
CF2_COM_POINTER(IBackgroundCopyFile)
CF2_COM_POINTER(IBackgroundCopyFile2)
CF2_COM_POINTER(IBackgroundCopyFile3)
CF2_COM_POINTER(IBackgroundCopyFile4)
CF2_COM_POINTER(IBackgroundCopyFile5)
CF2_COM_POINTER(IBackgroundCopyFile6)
CF2_COM_POINTER(IBackgroundCopyError)
CF2_COM_POINTER(IBackgroundCopyCallback)
CF2_COM_POINTER(IBackgroundCopyCallback2)
CF2_COM_POINTER(IBackgroundCopyCallback3)
CF2_COM_POINTER(IBackgroundCopyJobHttpOptions)
CF2_COM_POINTER(IBackgroundCopyJobHttpOptions2)
CF2_COM_POINTER(IEnumBackgroundCopyJobs)
CF2_COM_POINTER(IEnumBackgroundCopyFiles)
#undef CF2_COM_POINTER
#endif
