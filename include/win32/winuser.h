/* Drop-in winuser.h: messages of a thread, without windows (K-Q1, K-Q2), and letters. Inline over copyfile2/kit.h. */
#ifndef COPYFILE2_WIN32_WINUSER_H
#define COPYFILE2_WIN32_WINUSER_H
#include "winnls.h"
#include "synchapi.h"
#include "processthreadsapi.h"
#include <copyfile2/secure.h>

#if CF2_OWN_WINDOWS_TYPES
#define GetMessage CF2_GENERIC(GetMessage)
#define PeekMessage CF2_GENERIC(PeekMessage)
#define DispatchMessage CF2_GENERIC(DispatchMessage)
#define PostThreadMessage CF2_GENERIC(PostThreadMessage)
#define PostMessage CF2_GENERIC(PostMessage)
#define wsprintf CF2_GENERIC(wsprintf)
#define wvsprintf CF2_GENERIC(wvsprintf)

#define WM_NULL 0x0000
#define WM_CLOSE 0x0010
#define WM_QUIT 0x0012
#define WM_TIMER 0x0113
#define WM_USER 0x0400
#define WM_APP 0x8000
#define PM_NOREMOVE 0x0000
#define PM_REMOVE 0x0001
#define PM_NOYIELD 0x0002
#define QS_KEY 0x0001
#define QS_POSTMESSAGE 0x0008
#define QS_TIMER 0x0010
#define QS_PAINT 0x0020
#define QS_SENDMESSAGE 0x0040
#define QS_INPUT 0x1C07
#define QS_ALLEVENTS 0x1CBF
#define QS_ALLINPUT 0x1CFF
#define MWMO_WAITALL 0x0001
#define MWMO_ALERTABLE 0x0002
#define MWMO_INPUTAVAILABLE 0x0004

typedef struct tagMSG {
    HWND hwnd;
    UINT message;
    WPARAM wParam;
    LPARAM lParam;
    DWORD time;
    POINT pt;
} MSG, *PMSG, *LPMSG;

static inline void cf2_fill_message(LPMSG message, const cf2_message *from)
{
    memset(message, 0, sizeof(*message));
    message->message = from->kind;
    message->wParam = from->parameters[0];
    message->lParam = (LPARAM)from->parameters[1];
    message->time = from->time;
}

/* There are no windows: only NULL, and -1 for messages of no window, name a queue. */
static inline BOOL cf2_is_own_queue(HWND window)
{
    const BOOL own = window == NULL || (intptr_t)window == -1;
    if (!own) {
        CopyFile2SetLastError(ERROR_INVALID_WINDOW_HANDLE);
    }
    return own;
}

static inline BOOL TranslateMessage(const MSG *lpMsg)
{
    (void)lpMsg;
    return FALSE;
}

static inline void PostQuitMessage(int nExitCode)
{
    CopyFile2PostQuitMessage(nExitCode);
}

/* FALSE for WM_QUIT, -1 for a window. */
static inline BOOL GetMessageW(LPMSG lpMsg, HWND hWnd, UINT wMsgFilterMin, UINT wMsgFilterMax)
{
    cf2_message message;
    BOOL more;
    if (!cf2_is_own_queue(hWnd)) {
        return -1;
    }
    more = CopyFile2GetMessage(&message, wMsgFilterMin, wMsgFilterMax);
    cf2_fill_message(lpMsg, &message);
    return more;
}

static inline BOOL PeekMessageW(LPMSG lpMsg, HWND hWnd, UINT wMsgFilterMin, UINT wMsgFilterMax, UINT wRemoveMsg)
{
    cf2_message message;
    if (!cf2_is_own_queue(hWnd) ||
        !CopyFile2PeekMessage(&message, wMsgFilterMin, wMsgFilterMax, (wRemoveMsg & PM_REMOVE) != 0)) {
        return FALSE;
    }
    cf2_fill_message(lpMsg, &message);
    return TRUE;
}

/* To no window: nothing happens. */
static inline LRESULT DispatchMessageW(const MSG *lpMsg)
{
    (void)lpMsg;
    return 0;
}

static inline BOOL PostThreadMessageW(DWORD idThread, UINT Msg, WPARAM wParam, LPARAM lParam)
{
    if (idThread == 0) {
        CopyFile2SetLastError(ERROR_INVALID_THREAD_ID);
        return FALSE;
    }
    return CopyFile2PostThreadMessage(idThread, Msg, GetTickCount(), wParam, (uintptr_t)lParam);
}

static inline BOOL PostMessageW(HWND hWnd, UINT Msg, WPARAM wParam, LPARAM lParam)
{
    return cf2_is_own_queue(hWnd) && CopyFile2PostThreadMessage(0, Msg, GetTickCount(), wParam, (uintptr_t)lParam);
}

/* FALSE for WM_QUIT, -1 for a window. */
static inline BOOL GetMessageA(LPMSG lpMsg, HWND hWnd, UINT wMsgFilterMin, UINT wMsgFilterMax)
{
    cf2_message message;
    BOOL more;
    if (!cf2_is_own_queue(hWnd)) {
        return -1;
    }
    more = CopyFile2GetMessage(&message, wMsgFilterMin, wMsgFilterMax);
    cf2_fill_message(lpMsg, &message);
    return more;
}

static inline BOOL PeekMessageA(LPMSG lpMsg, HWND hWnd, UINT wMsgFilterMin, UINT wMsgFilterMax, UINT wRemoveMsg)
{
    cf2_message message;
    if (!cf2_is_own_queue(hWnd) ||
        !CopyFile2PeekMessage(&message, wMsgFilterMin, wMsgFilterMax, (wRemoveMsg & PM_REMOVE) != 0)) {
        return FALSE;
    }
    cf2_fill_message(lpMsg, &message);
    return TRUE;
}

/* To no window: nothing happens. */
static inline LRESULT DispatchMessageA(const MSG *lpMsg)
{
    (void)lpMsg;
    return 0;
}

static inline BOOL PostThreadMessageA(DWORD idThread, UINT Msg, WPARAM wParam, LPARAM lParam)
{
    if (idThread == 0) {
        CopyFile2SetLastError(ERROR_INVALID_THREAD_ID);
        return FALSE;
    }
    return CopyFile2PostThreadMessage(idThread, Msg, GetTickCount(), wParam, (uintptr_t)lParam);
}

static inline BOOL PostMessageA(HWND hWnd, UINT Msg, WPARAM wParam, LPARAM lParam)
{
    return cf2_is_own_queue(hWnd) && CopyFile2PostThreadMessage(0, Msg, GetTickCount(), wParam, (uintptr_t)lParam);
}

static inline DWORD MsgWaitForMultipleObjectsEx(DWORD nCount, const HANDLE *pHandles, DWORD dwMilliseconds, DWORD dwWakeMask,
                                                DWORD dwFlags)
{
    return CopyFile2WaitForMultipleObjects(nCount, pHandles, (dwFlags & MWMO_WAITALL) != 0, dwMilliseconds, dwWakeMask != 0);
}

static inline DWORD MsgWaitForMultipleObjects(DWORD nCount, const HANDLE *pHandles, BOOL fWaitAll, DWORD dwMilliseconds,
                                              DWORD dwWakeMask)
{
    return MsgWaitForMultipleObjectsEx(nCount, pHandles, dwMilliseconds, dwWakeMask, fWaitAll ? MWMO_WAITALL : 0);
}
#endif
#endif
