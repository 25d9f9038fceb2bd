/*
 * copyfile2/ms_abi.h: the functions with Microsoft's x86-64 calling convention, for layers whose guests are Windows code.
 *
 * Each is the function without _ms. Names are UTF-16 or bytes. Progress routines are called with the same convention,
 * those inside COPYFILE2_EXTENDED_PARAMETERS too, where the structure's own member type does not say so.
 *
 * DllGetClassObject_ms gives the class factories of BITS for such guests: every object that comes from one is called with
 * this convention, and so are the callback objects that a guest registers. Windows code runs on threads that its layer
 * made, so the layer has to set pfnStartThread (CopyFile2SetPlatformHooks) before. Headers of this library declare the
 * interfaces for C's convention; a layer needs Wine's or MinGW's bits.h to call such an object itself.
 *
 * Wine's winbase.h declares the functions without _ms in this convention, as its own. Include this header after it.
 */
#ifndef COPYFILE2_MS_ABI_H
#define COPYFILE2_MS_ABI_H

#include "../copyfile2.h"

#if !defined(__x86_64__)
#error "copyfile2/ms_abi.h: this convention exists on x86-64 alone"
#endif

#define CF2_MS_ABI __attribute__((ms_abi))

#if defined(__WINE_WINBASE_H) /* its routines have this convention */
typedef WCHAR CF2_WCHAR_MS;
typedef LPPROGRESS_ROUTINE CF2_LPPROGRESS_ROUTINE_MS;
typedef PCOPYFILE2_PROGRESS_ROUTINE CF2_PCOPYFILE2_PROGRESS_ROUTINE_MS;
#else
typedef CF2_WCHAR16 CF2_WCHAR_MS;
typedef CF2_DWORD(CF2_MS_ABI *CF2_LPPROGRESS_ROUTINE_MS)(
    CF2_LARGE_INTEGER TotalFileSize, CF2_LARGE_INTEGER TotalBytesTransferred, CF2_LARGE_INTEGER StreamSize,
    CF2_LARGE_INTEGER StreamBytesTransferred, CF2_DWORD dwStreamNumber, CF2_DWORD dwCallbackReason,
    CF2_HANDLE hSourceFile, CF2_HANDLE hDestinationFile, void *lpData);
typedef COPYFILE2_MESSAGE_ACTION(CF2_MS_ABI *CF2_PCOPYFILE2_PROGRESS_ROUTINE_MS)(const COPYFILE2_MESSAGE *pMessage,
                                                                                  void *pvCallbackContext);
#endif

#ifdef __cplusplus
extern "C" {
#endif

CF2_MS_ABI CF2_HRESULT CopyFile2_ms(const CF2_WCHAR_MS *from, const CF2_WCHAR_MS *to, COPYFILE2_EXTENDED_PARAMETERS *parameters);
CF2_MS_ABI CF2_BOOL CopyFileW_ms(const CF2_WCHAR_MS *from, const CF2_WCHAR_MS *to, CF2_BOOL fail);
CF2_MS_ABI CF2_BOOL CopyFileA_ms(const char *from, const char *to, CF2_BOOL fail);
CF2_MS_ABI CF2_BOOL CopyFileExW_ms(const CF2_WCHAR_MS *from, const CF2_WCHAR_MS *to, CF2_LPPROGRESS_ROUTINE_MS routine, void *data, CF2_BOOL *cancel, CF2_DWORD flags);
CF2_MS_ABI CF2_BOOL CopyFileExA_ms(const char *from, const char *to, CF2_LPPROGRESS_ROUTINE_MS routine, void *data, CF2_BOOL *cancel, CF2_DWORD flags);
CF2_MS_ABI CF2_BOOL MoveFileW_ms(const CF2_WCHAR_MS *from, const CF2_WCHAR_MS *to);
CF2_MS_ABI CF2_BOOL MoveFileA_ms(const char *from, const char *to);
CF2_MS_ABI CF2_BOOL MoveFileExW_ms(const CF2_WCHAR_MS *from, const CF2_WCHAR_MS *to, CF2_DWORD flags);
CF2_MS_ABI CF2_BOOL MoveFileExA_ms(const char *from, const char *to, CF2_DWORD flags);
CF2_MS_ABI CF2_BOOL MoveFileWithProgressW_ms(const CF2_WCHAR_MS *from, const CF2_WCHAR_MS *to, CF2_LPPROGRESS_ROUTINE_MS routine, void *data, CF2_DWORD flags);
CF2_MS_ABI CF2_BOOL MoveFileWithProgressA_ms(const char *from, const char *to, CF2_LPPROGRESS_ROUTINE_MS routine, void *data, CF2_DWORD flags);
CF2_MS_ABI CF2_BOOL ReplaceFileW_ms(const CF2_WCHAR_MS *replaced, const CF2_WCHAR_MS *replacement, const CF2_WCHAR_MS *backup, CF2_DWORD flags, void *exclude, void *reserved);
CF2_MS_ABI CF2_BOOL ReplaceFileA_ms(const char *replaced, const char *replacement, const char *backup, CF2_DWORD flags, void *exclude, void *reserved);
CF2_MS_ABI CF2_HRESULT DllGetClassObject_ms(const CF2_GUID *rclsid, const CF2_GUID *riid, void **ppv);

#ifdef __cplusplus
}
#endif

#endif /* COPYFILE2_MS_ABI_H */
