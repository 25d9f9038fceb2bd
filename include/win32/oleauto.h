/* Drop-in oleauto.h: BSTR and VARIANT, as far as Delivery Optimization's properties and clients of BITS need them (K-O1, K-O2).
 *
 * A BSTR is a pointer to text of WCHAR's width with its length in bytes in the 4 bytes before it and a NUL behind it. Its block
 * begins 8 bytes before the text and is one of malloc. NULL is an empty text. Wholly inline. */
#ifndef COPYFILE2_WIN32_OLEAUTO_H
#define COPYFILE2_WIN32_OLEAUTO_H

#include "objbase.h"
#include <stdlib.h>
#include <string.h>

#if CF2_OWN_WINDOWS_TYPES
typedef CF2_WCHAR OLECHAR;
typedef OLECHAR *LPOLESTR;
typedef const OLECHAR *LPCOLESTR;
typedef OLECHAR *BSTR;
typedef BSTR *LPBSTR;
typedef short VARIANT_BOOL;
typedef unsigned short VARTYPE;
typedef double DATE;
typedef LONG DISPID;
typedef union tagCY {
    long long int64;
} CY;
#define VARIANT_TRUE ((VARIANT_BOOL)-1)
#define VARIANT_FALSE ((VARIANT_BOOL)0)
#ifndef OLESTR
#if defined(__SIZEOF_WCHAR_T__) && (__SIZEOF_WCHAR_T__ == 2 || defined(COPYFILE2_WCHAR32))
#define OLESTR(text) L##text
#else
#define OLESTR(text) u##text
#endif
#endif

static inline UINT SysStringByteLen(BSTR bstr)
{
    CF2_DWORD bytes = 0;
    if (bstr != NULL) {
        memcpy(&bytes, (const char *)bstr - 4, 4);
    }
    return bytes;
}

static inline UINT SysStringLen(BSTR pbstr)
{
    return SysStringByteLen(pbstr) / (UINT)sizeof(OLECHAR);
}

/* `len` bytes of `psz`, or room for them. NULL if there is no memory. */
static inline BSTR SysAllocStringByteLen(const char *psz, UINT len)
{
    const CF2_DWORD bytes = len;
    char *block = (char *)malloc((size_t)len + 8 + sizeof(OLECHAR) + sizeof(OLECHAR));
    if (block == NULL) {
        return NULL;
    }
    memset(block, 0, 8);
    memcpy(block + 4, &bytes, 4);
    if (psz != NULL) {
        memcpy(block + 8, psz, len);
    } else {
        memset(block + 8, 0, len);
    }
    memset(block + 8 + len, 0, 2 * sizeof(OLECHAR));
    return (BSTR)(void *)(block + 8);
}

static inline BSTR SysAllocStringLen(const OLECHAR *strIn, UINT ui)
{
    return SysAllocStringByteLen((const char *)strIn, ui * (UINT)sizeof(OLECHAR));
}

static inline BSTR SysAllocString(const OLECHAR *psz)
{
    UINT length = 0;
    if (psz == NULL) {
        return NULL;
    }
    while (psz[length] != 0) {
        length++;
    }
    return SysAllocStringLen(psz, length);
}

static inline void SysFreeString(BSTR bstrString)
{
    if (bstrString != NULL) {
        free((char *)bstrString - 8);
    }
}

/* The new text may be a part of the old one. FALSE, and the old one stays, if there is no memory. */
static inline INT SysReAllocStringLen(BSTR *pbstr, const OLECHAR *psz, unsigned int len)
{
    BSTR fresh = SysAllocStringLen(psz, len);
    if (fresh == NULL) {
        return 0;
    }
    SysFreeString(*pbstr);
    *pbstr = fresh;
    return 1;
}

static inline INT SysReAllocString(BSTR *pbstr, const OLECHAR *psz)
{
    BSTR fresh = SysAllocString(psz);
    if (psz != NULL && fresh == NULL) {
        return 0;
    }
    SysFreeString(*pbstr);
    *pbstr = fresh;
    return 1;
}

/* ---- VARIANT ---- */

enum VARENUM {
    VT_EMPTY = 0,
    VT_NULL = 1,
    VT_I2 = 2,
    VT_I4 = 3,
    VT_R4 = 4,
    VT_R8 = 5,
    VT_CY = 6,
    VT_DATE = 7,
    VT_BSTR = 8,
    VT_DISPATCH = 9,
    VT_ERROR = 10,
    VT_BOOL = 11,
    VT_VARIANT = 12,
    VT_UNKNOWN = 13,
    VT_DECIMAL = 14,
    VT_I1 = 16,
    VT_UI1 = 17,
    VT_UI2 = 18,
    VT_UI4 = 19,
    VT_I8 = 20,
    VT_UI8 = 21,
    VT_INT = 22,
    VT_UINT = 23,
    VT_VOID = 24,
    VT_HRESULT = 25,
    VT_LPSTR = 30,
    VT_LPWSTR = 31,
    VT_ARRAY = 0x2000,
    VT_BYREF = 0x4000
};

typedef struct tagVARIANT VARIANT;
struct tagVARIANT {
    VARTYPE vt;
    WORD wReserved1;
    WORD wReserved2;
    WORD wReserved3;
    __extension__ union {
        long long llVal;
        LONG lVal;
        BYTE bVal;
        SHORT iVal;
        float fltVal;
        double dblVal;
        VARIANT_BOOL boolVal;
        CF2_HRESULT scode;
        CY cyVal;
        DATE date;
        BSTR bstrVal;
        IUnknown *punkVal;
        void *byref;
        CHAR cVal;
        USHORT uiVal;
        ULONG ulVal;
        ULONGLONG ullVal;
        INT intVal;
        UINT uintVal;
        void *cf2_two[2];
    };
};
typedef VARIANT *LPVARIANT;
typedef VARIANT VARIANTARG, *LPVARIANTARG;

#define V_UNION(variant, member) ((variant)->member)
#define V_VT(variant) ((variant)->vt)
#define V_I2(variant) ((variant)->iVal)
#define V_I4(variant) ((variant)->lVal)
#define V_I8(variant) ((variant)->llVal)
#define V_UI1(variant) ((variant)->bVal)
#define V_UI2(variant) ((variant)->uiVal)
#define V_UI4(variant) ((variant)->ulVal)
#define V_UI8(variant) ((variant)->ullVal)
#define V_INT(variant) ((variant)->intVal)
#define V_UINT(variant) ((variant)->uintVal)
#define V_R8(variant) ((variant)->dblVal)
#define V_BOOL(variant) ((variant)->boolVal)
#define V_ERROR(variant) ((variant)->scode)
#define V_BSTR(variant) ((variant)->bstrVal)
#define V_UNKNOWN(variant) ((variant)->punkVal)
#define V_BYREF(variant) ((variant)->byref)

static inline void VariantInit(VARIANT *pvarg)
{
    memset(pvarg, 0, sizeof(*pvarg));
}

#if defined(__cplusplus) && !defined(CINTERFACE)
#define CF2_ADD_REF(object) ((object)->AddRef())
#define CF2_RELEASE(object) ((object)->Release())
#else
#define CF2_ADD_REF(object) ((object)->lpVtbl->AddRef(object))
#define CF2_RELEASE(object) ((object)->lpVtbl->Release(object))
#endif

/* DISP_E_BADVARTYPE for a type that is not one of those here. */
static inline CF2_HRESULT VariantClear(VARIANT *pvarg)
{
    switch (pvarg->vt) {
    case VT_BSTR:
        SysFreeString(pvarg->bstrVal);
        break;
    case VT_UNKNOWN:
    case VT_DISPATCH:
        if (pvarg->punkVal != NULL) {
            CF2_RELEASE(pvarg->punkVal);
        }
        break;
    default:
        if ((pvarg->vt & VT_ARRAY) != 0 || ((pvarg->vt & VT_BYREF) == 0 && pvarg->vt > VT_UINT)) {
            return (CF2_HRESULT)0x80020008;
        }
        break;
    }
    pvarg->vt = VT_EMPTY;
    return 0;
}

static inline CF2_HRESULT VariantCopy(VARIANT *pvargDest, const VARIANT *pvargSrc)
{
    VARIANT copy = *pvargSrc;
    CF2_HRESULT result;
    if (pvargDest == pvargSrc) {
        return 0;
    }
    if ((copy.vt & VT_ARRAY) != 0 || ((copy.vt & VT_BYREF) == 0 && copy.vt > VT_UINT)) {
        return (CF2_HRESULT)0x80020008;
    }
    if (copy.vt == VT_BSTR && copy.bstrVal != NULL) {
        copy.bstrVal = SysAllocStringByteLen((const char *)copy.bstrVal, SysStringByteLen(copy.bstrVal));
        if (copy.bstrVal == NULL) {
            return (CF2_HRESULT)0x8007000E;
        }
    }
    if ((copy.vt == VT_UNKNOWN || copy.vt == VT_DISPATCH) && copy.punkVal != NULL) {
        CF2_ADD_REF(copy.punkVal);
    }
    result = VariantClear(pvargDest);
    if (result < 0) {
        VariantClear(&copy);
        return result;
    }
    *pvargDest = copy;
    return 0;
}
#endif
#endif
