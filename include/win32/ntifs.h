/* Drop-in ntifs.h: REPARSE_DATA_BUFFER, which windows.h does not have. Its text is in 16-bit units whatever WCHAR is. */
#ifndef COPYFILE2_WIN32_NTIFS_H
#define COPYFILE2_WIN32_NTIFS_H
#include "winioctl.h"

#if CF2_OWN_WINDOWS_TYPES
#ifndef SYMLINK_FLAG_RELATIVE
#define SYMLINK_FLAG_RELATIVE 1
#endif
typedef struct _REPARSE_DATA_BUFFER {
    ULONG ReparseTag;
    USHORT ReparseDataLength;
    USHORT Reserved;
    __extension__ union {
        struct {
            USHORT SubstituteNameOffset;
            USHORT SubstituteNameLength;
            USHORT PrintNameOffset;
            USHORT PrintNameLength;
            ULONG Flags;
            CF2_WCHAR16 PathBuffer[1];
        } SymbolicLinkReparseBuffer;
        struct {
            USHORT SubstituteNameOffset;
            USHORT SubstituteNameLength;
            USHORT PrintNameOffset;
            USHORT PrintNameLength;
            CF2_WCHAR16 PathBuffer[1];
        } MountPointReparseBuffer;
        struct {
            UCHAR DataBuffer[1];
        } GenericReparseBuffer;
    };
} REPARSE_DATA_BUFFER, *PREPARSE_DATA_BUFFER;
#endif
#endif
