/* Sizes and offsets of part 2 of docs/rules/copyfile2.md, asserted while compiling, in C and C++, for 64 and 32 bits. */
#ifdef LAYOUT_OF_WINDOWS_HEADERS /* the same numbers hold for Windows' own declarations */
#include <windows.h>
#include <stddef.h>
#else
#include <copyfile2.h>
#endif

#ifdef __cplusplus
#define LAYOUT_ASSERT(condition) static_assert(condition, #condition)
#else
#define LAYOUT_ASSERT(condition) _Static_assert(condition, #condition)
#endif

/* wide: value for 64 bits, narrow: value for 32 bits */
#define BY_WIDTH(wide, narrow) (sizeof(void *) == 8 ? (size_t)(wide) : (size_t)(narrow))
#define SIZE(expression, wide, narrow) LAYOUT_ASSERT(sizeof(expression) == BY_WIDTH(wide, narrow));
#define FIELD(type, field, wide, narrow) LAYOUT_ASSERT(offsetof(type, field) == BY_WIDTH(wide, narrow));

/* 2.1 */
SIZE(COPYFILE2_MESSAGE, 80, 72)
FIELD(COPYFILE2_MESSAGE, Type, 0, 0)
FIELD(COPYFILE2_MESSAGE, dwPadding, 4, 4)
FIELD(COPYFILE2_MESSAGE, Info, 8, 8)

SIZE(((COPYFILE2_MESSAGE *)0)->Info.ChunkStarted, 56, 48)
FIELD(COPYFILE2_MESSAGE, Info.ChunkStarted.dwStreamNumber, 8, 8)
FIELD(COPYFILE2_MESSAGE, Info.ChunkStarted.dwReserved, 12, 12)
FIELD(COPYFILE2_MESSAGE, Info.ChunkStarted.hSourceFile, 16, 16)
FIELD(COPYFILE2_MESSAGE, Info.ChunkStarted.hDestinationFile, 24, 20)
FIELD(COPYFILE2_MESSAGE, Info.ChunkStarted.uliChunkNumber, 32, 24)
FIELD(COPYFILE2_MESSAGE, Info.ChunkStarted.uliChunkSize, 40, 32)
FIELD(COPYFILE2_MESSAGE, Info.ChunkStarted.uliStreamSize, 48, 40)
FIELD(COPYFILE2_MESSAGE, Info.ChunkStarted.uliTotalFileSize, 56, 48)

SIZE(((COPYFILE2_MESSAGE *)0)->Info.ChunkFinished, 72, 64)
FIELD(COPYFILE2_MESSAGE, Info.ChunkFinished.dwStreamNumber, 8, 8)
FIELD(COPYFILE2_MESSAGE, Info.ChunkFinished.dwFlags, 12, 12)
FIELD(COPYFILE2_MESSAGE, Info.ChunkFinished.hSourceFile, 16, 16)
FIELD(COPYFILE2_MESSAGE, Info.ChunkFinished.hDestinationFile, 24, 20)
FIELD(COPYFILE2_MESSAGE, Info.ChunkFinished.uliChunkNumber, 32, 24)
FIELD(COPYFILE2_MESSAGE, Info.ChunkFinished.uliChunkSize, 40, 32)
FIELD(COPYFILE2_MESSAGE, Info.ChunkFinished.uliStreamSize, 48, 40)
FIELD(COPYFILE2_MESSAGE, Info.ChunkFinished.uliStreamBytesTransferred, 56, 48)
FIELD(COPYFILE2_MESSAGE, Info.ChunkFinished.uliTotalFileSize, 64, 56)
FIELD(COPYFILE2_MESSAGE, Info.ChunkFinished.uliTotalBytesTransferred, 72, 64)

SIZE(((COPYFILE2_MESSAGE *)0)->Info.StreamStarted, 40, 32)
FIELD(COPYFILE2_MESSAGE, Info.StreamStarted.dwStreamNumber, 8, 8)
FIELD(COPYFILE2_MESSAGE, Info.StreamStarted.dwReserved, 12, 12)
FIELD(COPYFILE2_MESSAGE, Info.StreamStarted.hSourceFile, 16, 16)
FIELD(COPYFILE2_MESSAGE, Info.StreamStarted.hDestinationFile, 24, 20)
FIELD(COPYFILE2_MESSAGE, Info.StreamStarted.uliStreamSize, 32, 24)
FIELD(COPYFILE2_MESSAGE, Info.StreamStarted.uliTotalFileSize, 40, 32)

SIZE(((COPYFILE2_MESSAGE *)0)->Info.StreamFinished, 56, 48)
FIELD(COPYFILE2_MESSAGE, Info.StreamFinished.dwStreamNumber, 8, 8)
FIELD(COPYFILE2_MESSAGE, Info.StreamFinished.dwReserved, 12, 12)
FIELD(COPYFILE2_MESSAGE, Info.StreamFinished.hSourceFile, 16, 16)
FIELD(COPYFILE2_MESSAGE, Info.StreamFinished.hDestinationFile, 24, 20)
FIELD(COPYFILE2_MESSAGE, Info.StreamFinished.uliStreamSize, 32, 24)
FIELD(COPYFILE2_MESSAGE, Info.StreamFinished.uliStreamBytesTransferred, 40, 32)
FIELD(COPYFILE2_MESSAGE, Info.StreamFinished.uliTotalFileSize, 48, 40)
FIELD(COPYFILE2_MESSAGE, Info.StreamFinished.uliTotalBytesTransferred, 56, 48)

SIZE(((COPYFILE2_MESSAGE *)0)->Info.PollContinue, 4, 4)
FIELD(COPYFILE2_MESSAGE, Info.PollContinue.dwReserved, 8, 8)

SIZE(((COPYFILE2_MESSAGE *)0)->Info.Error, 56, 56)
FIELD(COPYFILE2_MESSAGE, Info.Error.CopyPhase, 8, 8)
FIELD(COPYFILE2_MESSAGE, Info.Error.dwStreamNumber, 12, 12)
FIELD(COPYFILE2_MESSAGE, Info.Error.hrFailure, 16, 16)
FIELD(COPYFILE2_MESSAGE, Info.Error.dwReserved, 20, 20)
FIELD(COPYFILE2_MESSAGE, Info.Error.uliChunkNumber, 24, 24)
FIELD(COPYFILE2_MESSAGE, Info.Error.uliStreamSize, 32, 32)
FIELD(COPYFILE2_MESSAGE, Info.Error.uliStreamBytesTransferred, 40, 40)
FIELD(COPYFILE2_MESSAGE, Info.Error.uliTotalFileSize, 48, 48)
FIELD(COPYFILE2_MESSAGE, Info.Error.uliTotalBytesTransferred, 56, 56)

/* 2.2 */
SIZE(COPYFILE2_EXTENDED_PARAMETERS, 32, 20)
FIELD(COPYFILE2_EXTENDED_PARAMETERS, dwSize, 0, 0)
FIELD(COPYFILE2_EXTENDED_PARAMETERS, dwCopyFlags, 4, 4)
FIELD(COPYFILE2_EXTENDED_PARAMETERS, pfCancel, 8, 8)
FIELD(COPYFILE2_EXTENDED_PARAMETERS, pProgressRoutine, 16, 12)
FIELD(COPYFILE2_EXTENDED_PARAMETERS, pvCallbackContext, 24, 16)

/* 2.3 and 2.4: younger than some Windows headers */
#ifndef LAYOUT_OF_WINDOWS_HEADERS
SIZE(COPYFILE2_EXTENDED_PARAMETERS_V2, 112, 64)
FIELD(COPYFILE2_EXTENDED_PARAMETERS_V2, dwSize, 0, 0)
FIELD(COPYFILE2_EXTENDED_PARAMETERS_V2, dwCopyFlags, 4, 4)
FIELD(COPYFILE2_EXTENDED_PARAMETERS_V2, pfCancel, 8, 8)
FIELD(COPYFILE2_EXTENDED_PARAMETERS_V2, pProgressRoutine, 16, 12)
FIELD(COPYFILE2_EXTENDED_PARAMETERS_V2, pvCallbackContext, 24, 16)
FIELD(COPYFILE2_EXTENDED_PARAMETERS_V2, dwCopyFlagsV2, 32, 20)
FIELD(COPYFILE2_EXTENDED_PARAMETERS_V2, ioDesiredSize, 36, 24)
FIELD(COPYFILE2_EXTENDED_PARAMETERS_V2, ioDesiredRate, 40, 28)
FIELD(COPYFILE2_EXTENDED_PARAMETERS_V2, pProgressRoutineOld, 48, 32)
FIELD(COPYFILE2_EXTENDED_PARAMETERS_V2, SourceOplockKeys, 56, 36)
FIELD(COPYFILE2_EXTENDED_PARAMETERS_V2, reserved, 64, 40)

SIZE(COPYFILE2_CREATE_OPLOCK_KEYS, 32, 32)
FIELD(COPYFILE2_CREATE_OPLOCK_KEYS, ParentOplockKey, 0, 0)
FIELD(COPYFILE2_CREATE_OPLOCK_KEYS, TargetOplockKey, 16, 16)
#endif

/* scalars */
SIZE(DWORD, 4, 4)
SIZE(ULONG, 4, 4)
SIZE(LONG, 4, 4)
SIZE(BOOL, 4, 4)
SIZE(HRESULT, 4, 4)
SIZE(LARGE_INTEGER, 8, 8)
SIZE(ULARGE_INTEGER, 8, 8)
SIZE(GUID, 16, 16)
SIZE(COPYFILE2_MESSAGE_TYPE, 4, 4)
SIZE(COPYFILE2_MESSAGE_ACTION, 4, 4)
SIZE(COPYFILE2_COPY_PHASE, 4, 4)
#ifndef LAYOUT_OF_WINDOWS_HEADERS
SIZE(CF2_WCHAR16, 2, 2)
#endif
#ifdef COPYFILE2_WCHAR32
SIZE(WCHAR, 4, 4)
#else
SIZE(WCHAR, 2, 2)
#endif
SIZE(HANDLE, 8, 4)
