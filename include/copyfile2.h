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

// Progress routine of `CopyFileEx` and `MoveFileWithProgress`. Called on the thread that made the call, inside it.
typedef CF2_DWORD (*LPPROGRESS_ROUTINE)(CF2_LARGE_INTEGER TotalFileSize,
                                        CF2_LARGE_INTEGER TotalBytesTransferred,
                                        CF2_LARGE_INTEGER StreamSize,
                                        CF2_LARGE_INTEGER StreamBytesTransferred,
                                        CF2_DWORD dwStreamNumber,
                                        CF2_DWORD dwCallbackReason,
                                        CF2_HANDLE hSourceFile,
                                        CF2_HANDLE hDestinationFile,
                                        void *lpData);

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
    LPPROGRESS_ROUTINE pProgressRoutineOld;
    // May be NULL. Accepted and without effect.
    struct COPYFILE2_CREATE_OPLOCK_KEYS *SourceOplockKeys;
    // Must be NULL (question Q6).
    void *reserved[6];
} COPYFILE2_EXTENDED_PARAMETERS_V2;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

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

// The file descriptor that a message's handle carries, or -1 if `hFile` is no such handle.
//
// The descriptor stays the library's: use it during the callback, never close it. Any thread may call this.
int CopyFile2GetFileDescriptor(CF2_HANDLE hFile);

// The calling thread's last error: the plain Win32 code that the latest call of this library left, 0 on success.
CF2_DWORD CopyFile2GetLastError(void);

// Sets the calling thread's last error.
void CopyFile2SetLastError(CF2_DWORD dwErrCode);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* COPYFILE2_H */
