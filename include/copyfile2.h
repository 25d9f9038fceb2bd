/*
 * copyfile2.h: the Windows file copy API for C and C++ programs on Unix.
 *
 * Generated from the library's source: change that, then run `COPYFILE2_UPDATE_HEADERS=1 cargo test --test header`.
 *
 * Unless a function says otherwise: any thread may call it at any time; it keeps none of the pointers it is given after
 * it returned; progress routines run on the calling thread, inside the call; a routine must not throw or longjmp out.
 * Scalar types, enumerations, flags, error codes and HRESULT macros stand in copyfile2/types.h.
 */

#ifndef COPYFILE2_H
#define COPYFILE2_H

#include "copyfile2/types.h"

#if CF2_OWN_WINDOWS_API
// A chunk of a stream is about to be copied (rule M10).
typedef struct COPYFILE2_MESSAGE_CHUNK_STARTED {
    // Stream number, 1 for the file's main data.
    CF2_DWORD dwStreamNumber;
    // 0.
    CF2_DWORD dwReserved;
    // Source, borrowed for the time of the callback.
    CF2_HANDLE hSourceFile;
    // Destination, borrowed for the time of the callback.
    CF2_HANDLE hDestinationFile;
    // Number of this chunk within its stream, from 0.
    CF2_ULARGE_INTEGER uliChunkNumber;
    // Planned size of this chunk in bytes.
    CF2_ULARGE_INTEGER uliChunkSize;
    // Size of the stream in bytes.
    CF2_ULARGE_INTEGER uliStreamSize;
    // Sum of the sizes of all streams that are copied, in bytes.
    CF2_ULARGE_INTEGER uliTotalFileSize;
} COPYFILE2_MESSAGE_CHUNK_STARTED;

// A chunk of a stream has been copied (rules M10 to M13).
typedef struct COPYFILE2_MESSAGE_CHUNK_FINISHED {
    // Stream number, 1 for the file's main data.
    CF2_DWORD dwStreamNumber;
    // `COPYFILE2_MESSAGE_COPY_OFFLOAD` if the data did not pass through user memory, else 0.
    CF2_DWORD dwFlags;
    // Source, borrowed for the time of the callback.
    CF2_HANDLE hSourceFile;
    // Destination, borrowed for the time of the callback.
    CF2_HANDLE hDestinationFile;
    // Number of this chunk within its stream, from 0.
    CF2_ULARGE_INTEGER uliChunkNumber;
    // Size of this chunk in bytes.
    CF2_ULARGE_INTEGER uliChunkSize;
    // Size of the stream in bytes.
    CF2_ULARGE_INTEGER uliStreamSize;
    // Bytes of this stream copied so far, this chunk included.
    CF2_ULARGE_INTEGER uliStreamBytesTransferred;
    // Sum of the sizes of all streams that are copied, in bytes.
    CF2_ULARGE_INTEGER uliTotalFileSize;
    // Bytes of all streams copied so far, this chunk included.
    CF2_ULARGE_INTEGER uliTotalBytesTransferred;
} COPYFILE2_MESSAGE_CHUNK_FINISHED;

// Both sides of a stream are open and its copy is about to begin (rule M5).
typedef struct COPYFILE2_MESSAGE_STREAM_STARTED {
    // Stream number, 1 for the file's main data.
    CF2_DWORD dwStreamNumber;
    // 0.
    CF2_DWORD dwReserved;
    // Source, borrowed for the time of the callback.
    CF2_HANDLE hSourceFile;
    // Destination, borrowed for the time of the callback.
    CF2_HANDLE hDestinationFile;
    // Size of the stream in bytes.
    CF2_ULARGE_INTEGER uliStreamSize;
    // Sum of the sizes of all streams that are copied, in bytes.
    CF2_ULARGE_INTEGER uliTotalFileSize;
} COPYFILE2_MESSAGE_STREAM_STARTED;

// The copy of a stream is complete, or was stopped or paused (rule M6).
typedef struct COPYFILE2_MESSAGE_STREAM_FINISHED {
    // Stream number, 1 for the file's main data.
    CF2_DWORD dwStreamNumber;
    // 0.
    CF2_DWORD dwReserved;
    // Source, borrowed for the time of the callback.
    CF2_HANDLE hSourceFile;
    // Destination, borrowed for the time of the callback.
    CF2_HANDLE hDestinationFile;
    // Size of the stream in bytes.
    CF2_ULARGE_INTEGER uliStreamSize;
    // Bytes of this stream copied.
    CF2_ULARGE_INTEGER uliStreamBytesTransferred;
    // Sum of the sizes of all streams that are copied, in bytes.
    CF2_ULARGE_INTEGER uliTotalFileSize;
    // Bytes of all streams copied so far.
    CF2_ULARGE_INTEGER uliTotalBytesTransferred;
} COPYFILE2_MESSAGE_STREAM_FINISHED;

// Asks whether to go on while one long operation makes no chunk progress (rule M14).
typedef struct COPYFILE2_MESSAGE_POLL_CONTINUE {
    // 0.
    CF2_DWORD dwReserved;
} COPYFILE2_MESSAGE_POLL_CONTINUE;

// An error was met (rule M15).
typedef struct COPYFILE2_MESSAGE_ERROR {
    // What the copy was doing.
    COPYFILE2_COPY_PHASE CopyPhase;
    // Stream concerned, 1 for the file's main data.
    CF2_DWORD dwStreamNumber;
    // The failure; the call returns the same value.
    CF2_HRESULT hrFailure;
    // 0.
    CF2_DWORD dwReserved;
    // Number of the chunk concerned, from 0.
    CF2_ULARGE_INTEGER uliChunkNumber;
    // Size of the stream in bytes, 0 if not known yet.
    CF2_ULARGE_INTEGER uliStreamSize;
    // Bytes of this stream copied before the error.
    CF2_ULARGE_INTEGER uliStreamBytesTransferred;
    // Sum of the sizes of all streams in bytes, 0 if not known yet.
    CF2_ULARGE_INTEGER uliTotalFileSize;
    // Bytes of all streams copied before the error.
    CF2_ULARGE_INTEGER uliTotalBytesTransferred;
} COPYFILE2_MESSAGE_ERROR;

// The arms of a `COPYFILE2_MESSAGE`; `Type` says which one is filled.
typedef union COPYFILE2_MESSAGE_INFO {
    // For `COPYFILE2_CALLBACK_CHUNK_STARTED`.
    struct COPYFILE2_MESSAGE_CHUNK_STARTED ChunkStarted;
    // For `COPYFILE2_CALLBACK_CHUNK_FINISHED`.
    struct COPYFILE2_MESSAGE_CHUNK_FINISHED ChunkFinished;
    // For `COPYFILE2_CALLBACK_STREAM_STARTED`.
    struct COPYFILE2_MESSAGE_STREAM_STARTED StreamStarted;
    // For `COPYFILE2_CALLBACK_STREAM_FINISHED`.
    struct COPYFILE2_MESSAGE_STREAM_FINISHED StreamFinished;
    // For `COPYFILE2_CALLBACK_POLL_CONTINUE`.
    struct COPYFILE2_MESSAGE_POLL_CONTINUE PollContinue;
    // For `COPYFILE2_CALLBACK_ERROR`.
    struct COPYFILE2_MESSAGE_ERROR Error;
} COPYFILE2_MESSAGE_INFO;

// What a progress routine is told. Valid only during the callback (rule M2).
typedef struct COPYFILE2_MESSAGE {
    // Which arm of `Info` is filled.
    COPYFILE2_MESSAGE_TYPE Type;
    // 0.
    CF2_DWORD dwPadding;
    // The message.
    union COPYFILE2_MESSAGE_INFO Info;
} COPYFILE2_MESSAGE;

// Progress routine of `CopyFile2`. Called on the thread that called `CopyFile2`, inside that call (rule M1).
typedef COPYFILE2_MESSAGE_ACTION (*PCOPYFILE2_PROGRESS_ROUTINE)(const struct COPYFILE2_MESSAGE *pMessage,
                                                                void *pvCallbackContext);

// Parameters of `CopyFile2`, first form (part 2.2).
typedef struct COPYFILE2_EXTENDED_PARAMETERS {
    // Size of this structure in bytes (rule V2).
    CF2_DWORD dwSize;
    // `COPY_FILE_*` flags.
    CF2_DWORD dwCopyFlags;
    // May be NULL. Any thread may set it to TRUE to cancel the copy (rule A13).
    CF2_BOOL *pfCancel;
    // May be NULL.
    PCOPYFILE2_PROGRESS_ROUTINE pProgressRoutine;
    // Handed to the progress routine, never read.
    void *pvCallbackContext;
} COPYFILE2_EXTENDED_PARAMETERS;
#endif

// Progress routine of `CopyFileEx` and `MoveFileWithProgress`. Called on the thread that made the call, inside it.
typedef CF2_DWORD (*CF2_LPPROGRESS_ROUTINE)(CF2_LARGE_INTEGER TotalFileSize,
                                            CF2_LARGE_INTEGER TotalBytesTransferred,
                                            CF2_LARGE_INTEGER StreamSize,
                                            CF2_LARGE_INTEGER StreamBytesTransferred,
                                            CF2_DWORD dwStreamNumber,
                                            CF2_DWORD dwCallbackReason,
                                            CF2_HANDLE hSourceFile,
                                            CF2_HANDLE hDestinationFile,
                                            void *lpData);

#if CF2_OWN_WINDOWS_API
typedef CF2_LPPROGRESS_ROUTINE LPPROGRESS_ROUTINE;
#endif

// What a porting layer takes over. Each member but `dwSize` may be NULL. The structure grows at its end: one that ends
// behind an earlier member, with `dwSize` saying so, is taken as well.
typedef struct COPYFILE2_PLATFORM_HOOKS {
    // Size of this structure in bytes.
    CF2_DWORD dwSize;
    // 0.
    CF2_DWORD dwReserved;
    // Handed to each function, never read.
    void *pvContext;
    // Writes the Unix path of a name, NUL-terminated, into `pszPath` of `cbPath` bytes. Returns 0, or 122 if the buffer is
    // too small (a larger one follows), or 120 to leave this name to the library's own rules, or the code that the call
    // shall fail with. `pwszName` is UTF-16, whatever form the caller used; a byte that is no UTF-8 is U+DC80..U+DCFF.
    CF2_DWORD (*pfnMapPath)(void *pvContext, const CF2_WCHAR16 *pwszName, char *pszPath, size_t cbPath);
    // Makes the handle that a progress routine gets for a descriptor. The descriptor stays the library's.
    CF2_HANDLE (*pfnWrapHandle)(void *pvContext, int fd);
    // Takes back such a handle when the routine has returned.
    void (*pfnReleaseHandle)(void *pvContext, CF2_HANDLE hFile);
    // Stores the calling thread's last error.
    void (*pfnSetLastError)(void *pvContext, CF2_DWORD dwErrCode);
    // Tells the calling thread's last error.
    CF2_DWORD (*pfnGetLastError)(void *pvContext);
    // Starts a thread that calls `pfnBody` with `pvBody`, once, and does not wait for it. Every thread of the library that
    // may call or release a client's object, or call one of these functions, starts here. Returns 0, or 120 to leave
    // this one to the library, or a code, after which the library tries again later.
    CF2_DWORD (*pfnStartThread)(void *pvContext, void (*pfnBody)(void *pvBody), void *pvBody);
    // The task allocator, whose memory one side of an interface frees for the other: `cb` bytes for a `pvBlock` that is
    // NULL; `pvBlock` with another size; and for `cb` 0, which comes with a block only, it frees and returns NULL.
    void *(*pfnTaskMemory)(void *pvContext, void *pvBlock, size_t cb);
    // Writes the full path of the directory that holds the queue of transfers into `pszPath`, as `pfnMapPath` does.
    CF2_DWORD (*pfnQueueDirectory)(void *pvContext, char *pszPath, size_t cbPath);
    // Runs the program that a job names for its end (`SetNotifyCmdLine`), waits for it and writes its exit code to
    // `pdwExitCode`. Returns 0, or 120 to leave it to the library, or the code that it could not be started with.
    CF2_DWORD (*pfnRunProgram)(void *pvContext,
                               const CF2_WCHAR16 *pwszProgram,
                               const CF2_WCHAR16 *pwszParameters,
                               CF2_DWORD *pdwExitCode);
} COPYFILE2_PLATFORM_HOOKS;

// Gets one line of the log: its level (`COPYFILE2_LOG_*`), the part of the library that wrote it (`"copy"`, `"ffi"`, ...)
// and its text, both in UTF-8, NUL-terminated and valid during the call only.
//
// Called on the thread that did what the line tells, which may be one of the library's own, and on several at once. It must
// not throw or longjmp out. Calls into the library are allowed; what those would log is not handed to it.
typedef void (*COPYFILE2_LOG_CALLBACK)(void *pvContext, CF2_DWORD dwLevel, const char *pszRoom, const char *pszText);

#if CF2_OWN_WINDOWS_API
// Oplock keys for opening the source (part 2.4). Accepted and without effect here: Unix has no oplock keys.
typedef struct COPYFILE2_CREATE_OPLOCK_KEYS {
    // Key of the directory; all zeros means not set.
    CF2_GUID ParentOplockKey;
    // Key of the file; all zeros means not set.
    CF2_GUID TargetOplockKey;
} COPYFILE2_CREATE_OPLOCK_KEYS;

// Parameters of `CopyFile2`, second form (part 2.3). Pass it with a cast; `dwSize` tells which form it is.
typedef struct COPYFILE2_EXTENDED_PARAMETERS_V2 {
    // Size of this structure in bytes (rule V2).
    CF2_DWORD dwSize;
    // `COPY_FILE_*` flags.
    CF2_DWORD dwCopyFlags;
    // May be NULL. Any thread may set it to TRUE to cancel the copy (rule A13).
    CF2_BOOL *pfCancel;
    // May be NULL. Not called if `pProgressRoutineOld` is set (rule M21).
    PCOPYFILE2_PROGRESS_ROUTINE pProgressRoutine;
    // Handed to either progress routine, never read.
    void *pvCallbackContext;
    // `COPY_FILE2_V2_*` flags.
    CF2_DWORD dwCopyFlagsV2;
    // Bytes per read and write, 0 for the default (rule S8).
    CF2_ULONG ioDesiredSize;
    // Average rate in KiB per second, 0 for no limit (rule S9).
    CF2_ULONG ioDesiredRate;
    // May be NULL. Takes precedence over `pProgressRoutine`.
    CF2_LPPROGRESS_ROUTINE pProgressRoutineOld;
    // May be NULL. Accepted and without effect.
    struct COPYFILE2_CREATE_OPLOCK_KEYS *SourceOplockKeys;
    // Must be NULL (question Q6).
    void *reserved[6];
} COPYFILE2_EXTENDED_PARAMETERS_V2;
#endif

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

#if CF2_OWN_WINDOWS_API
// Copies an existing file to a new file and reports progress to a routine.
//
// `pwszExistingFileName` and `pwszNewFileName` are NUL-terminated UTF-16 names; see the README for the forms they may
// take. `pExtendedParameters` may be NULL (flags 0, no routine, no cancel flag), or point to either form of the
// parameters with `dwSize` set. The library keeps none of these pointers after the call; `*pfCancel` may be set by any
// thread during it. The routine is called on the calling thread.
//
// Returns `S_OK`, or the HRESULT form of a Win32 code; the thread's last error holds the plain code, 0 on success.
// NULL or empty names give 0x80070003, a wrong `dwSize` or unknown flag 0x80070057; neither touches a file.
//
// May be called from any number of threads at once. Source: docs/rules/copyfile2.md, parts 1.1, 1.3 and 4.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; the parameters are NULL or point to a structure
// of the size that its `dwSize` says; its routines may be called with its context.
CF2_HRESULT CopyFile2(const CF2_WCHAR *pwszExistingFileName,
                      const CF2_WCHAR *pwszNewFileName,
                      struct COPYFILE2_EXTENDED_PARAMETERS *pExtendedParameters)
CF2_WIDE(CopyFile2);

// As `CopyFile2`, for Unix paths in UTF-8 or any other bytes: `\` and `:` are characters like others.
//
// The caller promises:
// As `CopyFile2`.
CF2_HRESULT CopyFile2U8(const char *pszExistingFileName,
                        const char *pszNewFileName,
                        struct COPYFILE2_EXTENDED_PARAMETERS *pExtendedParameters);

// Copies a file, replacing an existing one unless `bFailIfExists` is TRUE: `CopyFile`.
//
// Returns TRUE, or FALSE with the code in the thread's last error. Source: part 4 of the sheet.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL CopyFileW(const CF2_WCHAR *lpExistingFileName,
                   const CF2_WCHAR *lpNewFileName,
                   CF2_BOOL bFailIfExists)
CF2_WIDE(CopyFileW);

// Copies a file and reports progress: `CopyFileEx`.
//
// `lpProgressRoutine`, `lpData` and `pbCancel` may be NULL independently; any thread may set `*pbCancel` during the call.
// `dwCopyFlags` are `COPY_FILE_*`. Returns TRUE, or FALSE with the code in the thread's last error: 1235 if the routine
// or the flag cancelled, 80 if the file exists and `COPY_FILE_FAIL_IF_EXISTS` is given. Source: part 4.10 of the sheet.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL CopyFileExW(const CF2_WCHAR *lpExistingFileName,
                     const CF2_WCHAR *lpNewFileName,
                     CF2_LPPROGRESS_ROUTINE lpProgressRoutine,
                     void *lpData,
                     CF2_BOOL *pbCancel,
                     CF2_DWORD dwCopyFlags)
CF2_WIDE(CopyFileExW);
#endif

#if CF2_OWN_WINDOWS_API && !defined(WINPR_FILE_H)
// Moves a file or directory; an existing name gives 183: `MoveFile`.
//
// A file may go to another volume, a directory may not (17). Returns TRUE, or FALSE with the code in the thread's last
// error. Source: part 4.11 of the sheet.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL MoveFileW(const CF2_WCHAR *lpExistingFileName, const CF2_WCHAR *lpNewFileName) CF2_WIDE(MoveFileW);

// Moves a file or directory with `MOVEFILE_*` flags: `MoveFileEx`.
//
// One atomic rename within a volume. Between volumes `MOVEFILE_COPY_ALLOWED` lets a file be copied and then deleted; on
// any failure the source stays. `MOVEFILE_DELAY_UNTIL_REBOOT` fails with 50. Returns TRUE, or FALSE with the code in the
// thread's last error.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL MoveFileExW(const CF2_WCHAR *lpExistingFileName,
                     const CF2_WCHAR *lpNewFileName,
                     CF2_DWORD dwFlags)
CF2_WIDE(MoveFileExW);
#endif

#if CF2_OWN_WINDOWS_API
// As `MoveFileEx`, with a progress routine that hears of the copy between volumes: `MoveFileWithProgress`.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL MoveFileWithProgressW(const CF2_WCHAR *lpExistingFileName,
                               const CF2_WCHAR *lpNewFileName,
                               CF2_LPPROGRESS_ROUTINE lpProgressRoutine,
                               void *lpData,
                               CF2_DWORD dwFlags)
CF2_WIDE(MoveFileWithProgressW);

// Gives the place of one file to another: `ReplaceFile`.
//
// `lpBackupFileName` may be NULL; else the old file gets that name. `lpExclude` and `lpReserved` are NULL. The name leads
// to the old or the new file at every moment. Returns TRUE, or FALSE with the code in the thread's last error: 2, 5, 32,
// 1175, 1176 or 1177 with the documented meaning. Source: part 4.12 of the sheet.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL ReplaceFileW(const CF2_WCHAR *lpReplacedFileName,
                      const CF2_WCHAR *lpReplacementFileName,
                      const CF2_WCHAR *lpBackupFileName,
                      CF2_DWORD dwReplaceFlags,
                      void *lpExclude,
                      void *lpReserved)
CF2_WIDE(ReplaceFileW);

// Fails with 120: there are no transactions here.
//
// The caller promises:
// Nothing is read.
CF2_BOOL CopyFileTransactedW(const CF2_WCHAR *lpExistingFileName,
                             const CF2_WCHAR *lpNewFileName,
                             CF2_LPPROGRESS_ROUTINE lpProgressRoutine,
                             void *lpData,
                             CF2_BOOL *pbCancel,
                             CF2_DWORD dwCopyFlags,
                             CF2_HANDLE hTransaction)
CF2_WIDE(CopyFileTransactedW);

// Fails with 120: there are no transactions here.
//
// The caller promises:
// Nothing is read.
CF2_BOOL MoveFileTransactedW(const CF2_WCHAR *lpExistingFileName,
                             const CF2_WCHAR *lpNewFileName,
                             CF2_LPPROGRESS_ROUTINE lpProgressRoutine,
                             void *lpData,
                             CF2_DWORD dwFlags,
                             CF2_HANDLE hTransaction)
CF2_WIDE(MoveFileTransactedW);

// As `CopyFileW`, for names in bytes of any encoding; no code page recodes them.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL CopyFileA(const char *lpExistingFileName, const char *lpNewFileName, CF2_BOOL bFailIfExists);

// As `CopyFileExW`, for names in bytes of any encoding; no code page recodes them.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL CopyFileExA(const char *lpExistingFileName,
                     const char *lpNewFileName,
                     CF2_LPPROGRESS_ROUTINE lpProgressRoutine,
                     void *lpData,
                     CF2_BOOL *pbCancel,
                     CF2_DWORD dwCopyFlags);
#endif

#if CF2_OWN_WINDOWS_API && !defined(WINPR_FILE_H)
// As `MoveFileW`, for names in bytes of any encoding; no code page recodes them.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL MoveFileA(const char *lpExistingFileName, const char *lpNewFileName);

// As `MoveFileExW`, for names in bytes of any encoding; no code page recodes them.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL MoveFileExA(const char *lpExistingFileName, const char *lpNewFileName, CF2_DWORD dwFlags);
#endif

#if CF2_OWN_WINDOWS_API
// As `MoveFileWithProgressW`, for names in bytes of any encoding; no code page recodes them.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL MoveFileWithProgressA(const char *lpExistingFileName,
                               const char *lpNewFileName,
                               CF2_LPPROGRESS_ROUTINE lpProgressRoutine,
                               void *lpData,
                               CF2_DWORD dwFlags);

// As `ReplaceFileW`, for names in bytes of any encoding; no code page recodes them.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL ReplaceFileA(const char *lpReplacedFileName,
                      const char *lpReplacementFileName,
                      const char *lpBackupFileName,
                      CF2_DWORD dwReplaceFlags,
                      void *lpExclude,
                      void *lpReserved);

// Fails with 120: there are no transactions here.
//
// The caller promises:
// Nothing is read.
CF2_BOOL CopyFileTransactedA(const char *lpExistingFileName,
                             const char *lpNewFileName,
                             CF2_LPPROGRESS_ROUTINE lpProgressRoutine,
                             void *lpData,
                             CF2_BOOL *pbCancel,
                             CF2_DWORD dwCopyFlags,
                             CF2_HANDLE hTransaction);

// Fails with 120: there are no transactions here.
//
// The caller promises:
// Nothing is read.
CF2_BOOL MoveFileTransactedA(const char *lpExistingFileName,
                             const char *lpNewFileName,
                             CF2_LPPROGRESS_ROUTINE lpProgressRoutine,
                             void *lpData,
                             CF2_DWORD dwFlags,
                             CF2_HANDLE hTransaction);
#endif

// As `CopyFileW`, for Unix paths in bytes: no character of them means anything but `/`.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL CopyFileU8(const char *lpExistingFileName, const char *lpNewFileName, CF2_BOOL bFailIfExists);

// As `CopyFileExW`, for Unix paths in bytes: no character of them means anything but `/`.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL CopyFileExU8(const char *lpExistingFileName,
                      const char *lpNewFileName,
                      CF2_LPPROGRESS_ROUTINE lpProgressRoutine,
                      void *lpData,
                      CF2_BOOL *pbCancel,
                      CF2_DWORD dwCopyFlags);

// As `MoveFileW`, for Unix paths in bytes: no character of them means anything but `/`.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL MoveFileU8(const char *lpExistingFileName, const char *lpNewFileName);

// As `MoveFileExW`, for Unix paths in bytes: no character of them means anything but `/`.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL MoveFileExU8(const char *lpExistingFileName, const char *lpNewFileName, CF2_DWORD dwFlags);

// As `MoveFileWithProgressW`, for Unix paths in bytes: no character of them means anything but `/`.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL MoveFileWithProgressU8(const char *lpExistingFileName,
                                const char *lpNewFileName,
                                CF2_LPPROGRESS_ROUTINE lpProgressRoutine,
                                void *lpData,
                                CF2_DWORD dwFlags);

// As `ReplaceFileW`, for Unix paths in bytes: no character of them means anything but `/`.
//
// The caller promises:
// The names are NULL or NUL-terminated and unchanged during the call; a routine may be called with its data.
CF2_BOOL ReplaceFileU8(const char *lpReplacedFileName,
                       const char *lpReplacementFileName,
                       const char *lpBackupFileName,
                       CF2_DWORD dwReplaceFlags,
                       void *lpExclude,
                       void *lpReserved);

// The file descriptor that a message's handle carries, or -1 if `hFile` is no such handle.
//
// The descriptor stays the library's: use it during the callback, never close it. Any thread may call this.
int CopyFile2GetFileDescriptor(CF2_HANDLE hFile);

// The calling thread's last error: the plain Win32 code that the latest call of this library left, 0 on success.
CF2_DWORD CopyFile2GetLastError(void);

// Sets the calling thread's last error.
void CopyFile2SetLastError(CF2_DWORD dwErrCode);

// What a Win32 code, or an HRESULT made of one, means: a few English words in UTF-8, without a full stop.
//
// Never NULL; the text stays valid until the process ends. A code that is not known gives "unknown error".
const char *CopyFile2ErrorMessage(CF2_DWORD dwErrCode);

// Lets a porting layer take over paths, handles, the last error, threads, memory and the place of the queue. Once per
// process, before any other call.
//
// `pHooks` points to a structure with `dwSize` set; it is copied. Members that are NULL, or that `dwSize` leaves out, leave
// their matter to the library. The functions may be called from any thread that calls the library and from those that
// `pfnStartThread` started, several at once; from no others, as long as `pfnStartThread` is there. They must not call back
// into the library.
//
// Returns `S_OK`, 0x80070057 for NULL or a wrong `dwSize`, 0x800700B7 if hooks were set before; these stay.
//
// The caller promises:
// `pHooks` is NULL or points to such a structure; its functions stay callable, with its context, until the process ends.
CF2_HRESULT CopyFile2SetPlatformHooks(const struct COPYFILE2_PLATFORM_HOOKS *pHooks);

// Hands the lines of the log up to `dwLevel` (`COPYFILE2_LOG_ERROR` 1 to `COPYFILE2_LOG_TRACE` 5; 0 for none) to
// `pfnCallback`, in place of the routine of an earlier call; NULL ends that.
//
// What `COPYFILE2_LOG` asks for is written as well. Lines may hold names of files and URLs without their query, never
// passwords, authorization headers or query strings. When the function returns, the former routine is not running any more
// on another thread, and its context may be freed.
//
// Any thread may call this, but not from within the routine: that gives 0x800700AA (ERROR_BUSY). 0x80070057 for an unknown
// level. In a program whose Rust half has a logger of its own, 0x800700B7 (ERROR_ALREADY_EXISTS): that logger gets the lines.
//
// The caller promises:
// `pfnCallback` may be called with `pvContext` on any thread until another call replaces it.
CF2_HRESULT CopyFile2SetLogCallback(CF2_DWORD dwLevel,
                                    COPYFILE2_LOG_CALLBACK pfnCallback,
                                    void *pvContext);

// The Unix path that a Windows name stands for, by the rules of every function here: drives, `\`, prefixes, raw bytes and
// the hook `pfnMapPath`. The file need not exist, and nothing is looked at but the drive map.
//
// `pszPath` has room for `cbPath` bytes; with 0 it may be NULL. Returns the length without the NUL; if the room is too
// small, the bytes that are needed with it, and nothing is written; 0 on failure, with the last error: 3 for NULL, "" and
// a drive without a root, 53 for a name of the network, 123 for a name that cannot be.
//
// The path is relative if the name is. A colon behind the drive is a character of the name.
//
// The caller promises:
// The name is NULL or NUL-terminated and unchanged during the call; the buffer is as large as its size says.
CF2_DWORD CopyFile2UnixPath(const CF2_WCHAR *pwszName,
                            char *pszPath,
                            CF2_DWORD cbPath)
CF2_WIDE(CopyFile2UnixPath);

// As `CopyFile2UnixPath`, for a name in bytes.
//
// The caller promises:
// As `CopyFile2UnixPath`.
CF2_DWORD CopyFile2UnixPathA(const char *pszName, char *pszPath, CF2_DWORD cbPath);

// The Windows name of a Unix path: `X:\...` where a drive's root lies above it, the longest one, else the path itself, or
// `\\?\unix/...` if it holds a `\`. Every function here takes it and means this file; a relative path with `\` or `:`
// must be made absolute first. A layer's `pfnMapPath` has no way back, so it is not asked.
//
// `pwszName` has room for `cchName` units; with 0 it may be NULL. Returns the length without the NUL; if the room is too
// small, the units that are needed with it, and nothing is written; 0 on failure, with the last error 3 for NULL and "".
//
// The caller promises:
// The path is NULL or NUL-terminated and unchanged during the call; the buffer is as large as its size says.
CF2_DWORD CopyFile2WindowsName(const char *pszPath,
                               CF2_WCHAR *pwszName,
                               CF2_DWORD cchName)
CF2_WIDE(CopyFile2WindowsName);

// As `CopyFile2WindowsName`, for a name in bytes.
//
// The caller promises:
// As `CopyFile2WindowsName`.
CF2_DWORD CopyFile2WindowsNameA(const char *pszPath, char *pszName, CF2_DWORD cchName);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* COPYFILE2_H */
