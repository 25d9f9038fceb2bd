/* Drop-in objidl.h: IStream and what it stands on, IMalloc (K-O3). */
#ifndef COPYFILE2_WIN32_OBJIDL_H
#define COPYFILE2_WIN32_OBJIDL_H

#include "oleauto.h"

#if CF2_OWN_WINDOWS_TYPES
typedef enum tagSTREAM_SEEK {
    STREAM_SEEK_SET = 0,
    STREAM_SEEK_CUR = 1,
    STREAM_SEEK_END = 2
} STREAM_SEEK;
typedef enum tagSTGTY {
    STGTY_STORAGE = 1,
    STGTY_STREAM = 2,
    STGTY_LOCKBYTES = 3,
    STGTY_PROPERTY = 4
} STGTY;
typedef enum tagSTATFLAG {
    STATFLAG_DEFAULT = 0,
    STATFLAG_NONAME = 1,
    STATFLAG_NOOPEN = 2
} STATFLAG;
typedef enum tagSTGC {
    STGC_DEFAULT = 0,
    STGC_OVERWRITE = 1,
    STGC_ONLYIFCURRENT = 2
} STGC;
#define STGM_READ 0x00000000
#define STGM_WRITE 0x00000001
#define STGM_READWRITE 0x00000002
#define STGM_SHARE_EXCLUSIVE 0x00000010
#define STGM_SHARE_DENY_WRITE 0x00000020
#define STGM_SHARE_DENY_NONE 0x00000040
#define STGM_CREATE 0x00001000

typedef struct tagSTATSTG {
    LPOLESTR pwcsName;
    DWORD type;
    ULARGE_INTEGER cbSize;
    FILETIME mtime;
    FILETIME ctime;
    FILETIME atime;
    DWORD grfMode;
    DWORD grfLocksSupported;
    CLSID clsid;
    DWORD grfStateBits;
    DWORD reserved;
} STATSTG;

typedef struct ISequentialStream ISequentialStream;
typedef struct IStream IStream;
typedef IStream *LPSTREAM;
typedef struct IMalloc IMalloc;
typedef IMalloc *LPMALLOC;

/* Of every unit that uses them: no symbol of the library. */
static const CF2_GUID IID_ISequentialStream CF2_UNUSED = { 0x0c733a30, 0x2a1c, 0x11ce, { 0xad, 0xe5, 0x00, 0xaa, 0x00, 0x44, 0x77, 0x3d } };
static const CF2_GUID IID_IStream CF2_UNUSED = { 0x0000000c, 0x0000, 0x0000, { 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46 } };
static const CF2_GUID IID_IMalloc CF2_UNUSED = { 0x00000002, 0x0000, 0x0000, { 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46 } };

#if defined(__cplusplus) && !defined(CINTERFACE)
struct ISequentialStream : public IUnknown {
    virtual CF2_HRESULT STDMETHODCALLTYPE Read(void *pv, CF2_ULONG cb, CF2_ULONG *pcbRead) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Write(const void *pv, CF2_ULONG cb, CF2_ULONG *pcbWritten) = 0;
};
CF2_UUID(ISequentialStream, 0x0c733a30, 0x2a1c, 0x11ce, 0xad, 0xe5, 0x00, 0xaa, 0x00, 0x44, 0x77, 0x3d)
struct IStream : public ISequentialStream {
    virtual CF2_HRESULT STDMETHODCALLTYPE Seek(LARGE_INTEGER dlibMove, DWORD dwOrigin, ULARGE_INTEGER *plibNewPosition) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE SetSize(ULARGE_INTEGER libNewSize) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE CopyTo(IStream *pstm, ULARGE_INTEGER cb, ULARGE_INTEGER *pcbRead,
                                                 ULARGE_INTEGER *pcbWritten) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Commit(DWORD grfCommitFlags) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Revert() = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE LockRegion(ULARGE_INTEGER libOffset, ULARGE_INTEGER cb, DWORD dwLockType) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE UnlockRegion(ULARGE_INTEGER libOffset, ULARGE_INTEGER cb, DWORD dwLockType) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Stat(STATSTG *pstatstg, DWORD grfStatFlag) = 0;
    virtual CF2_HRESULT STDMETHODCALLTYPE Clone(IStream **ppstm) = 0;
};
CF2_UUID(IStream, 0x0000000c, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
struct IMalloc : public IUnknown {
    virtual void *STDMETHODCALLTYPE Alloc(size_t cb) = 0;
    virtual void *STDMETHODCALLTYPE Realloc(void *pv, size_t cb) = 0;
    virtual void STDMETHODCALLTYPE Free(void *pv) = 0;
    virtual size_t STDMETHODCALLTYPE GetSize(void *pv) = 0;
    virtual int STDMETHODCALLTYPE DidAlloc(void *pv) = 0;
    virtual void STDMETHODCALLTYPE HeapMinimize() = 0;
};
CF2_UUID(IMalloc, 0x00000002, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x46)
#else
typedef struct ISequentialStreamVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(ISequentialStream *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(ISequentialStream *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(ISequentialStream *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Read)(ISequentialStream *This, void *pv, CF2_ULONG cb, CF2_ULONG *pcbRead);
    CF2_HRESULT (STDMETHODCALLTYPE *Write)(ISequentialStream *This, const void *pv, CF2_ULONG cb, CF2_ULONG *pcbWritten);
    END_INTERFACE
} ISequentialStreamVtbl;
struct ISequentialStream {
    CONST_VTBL ISequentialStreamVtbl *lpVtbl;
};
typedef struct IStreamVtbl {
    BEGIN_INTERFACE
    CF2_HRESULT (STDMETHODCALLTYPE *QueryInterface)(IStream *This, CF2_REFGUID riid, void **ppvObject);
    CF2_ULONG (STDMETHODCALLTYPE *AddRef)(IStream *This);
    CF2_ULONG (STDMETHODCALLTYPE *Release)(IStream *This);
    CF2_HRESULT (STDMETHODCALLTYPE *Read)(IStream *This, void *pv, CF2_ULONG cb, CF2_ULONG *pcbRead);
    CF2_HRESULT (STDMETHODCALLTYPE *Write)(IStream *This, const void *pv, CF2_ULONG cb, CF2_ULONG *pcbWritten);
    CF2_HRESULT (STDMETHODCALLTYPE *Seek)(IStream *This, LARGE_INTEGER dlibMove, DWORD dwOrigin, ULARGE_INTEGER *plibNewPosition);
    CF2_HRESULT (STDMETHODCALLTYPE *SetSize)(IStream *This, ULARGE_INTEGER libNewSize);
    CF2_HRESULT (STDMETHODCALLTYPE *CopyTo)(IStream *This, IStream *pstm, ULARGE_INTEGER cb, ULARGE_INTEGER *pcbRead,
                                            ULARGE_INTEGER *pcbWritten);
    CF2_HRESULT (STDMETHODCALLTYPE *Commit)(IStream *This, DWORD grfCommitFlags);
    CF2_HRESULT (STDMETHODCALLTYPE *Revert)(IStream *This);
    CF2_HRESULT (STDMETHODCALLTYPE *LockRegion)(IStream *This, ULARGE_INTEGER libOffset, ULARGE_INTEGER cb, DWORD dwLockType);
    CF2_HRESULT (STDMETHODCALLTYPE *UnlockRegion)(IStream *This, ULARGE_INTEGER libOffset, ULARGE_INTEGER cb, DWORD dwLockType);
    CF2_HRESULT (STDMETHODCALLTYPE *Stat)(IStream *This, STATSTG *pstatstg, DWORD grfStatFlag);
    CF2_HRESULT (STDMETHODCALLTYPE *Clone)(IStream *This, IStream **ppstm);
    END_INTERFACE
} IStreamVtbl;
struct IStream {
    CONST_VTBL IStreamVtbl *lpVtbl;
};
#endif
#endif
#endif
