/* Drop-in intsafe.h: conversions and sums that say when they do not fit. */
#ifndef COPYFILE2_WIN32_INTSAFE_H
#define COPYFILE2_WIN32_INTSAFE_H
#include "winnt.h"
#include "winerror.h"

#if CF2_OWN_WINDOWS_TYPES
#define INTSAFE_E_ARITHMETIC_OVERFLOW ((CF2_HRESULT)0x80070216)
#ifndef DWORD_MAX
#define SHORT_MAX 32767
#define SHORT_MIN (-32768)
#define USHORT_MAX 0xFFFF
#define WORD_MAX 0xFFFF
#define DWORD_MAX 0xFFFFFFFFU
#define LONGLONG_MAX 9223372036854775807LL
#define LONGLONG_MIN (-9223372036854775807LL - 1)
#define ULONGLONG_MAX 0xFFFFFFFFFFFFFFFFULL
#define DWORDLONG_MAX 0xFFFFFFFFFFFFFFFFULL
#define SIZE_T_MAX SIZE_MAX
#endif

static inline HRESULT ULongLongToULong(ULONGLONG ullOperand, ULONG *pulResult)
{
    if (ullOperand > 0xFFFFFFFFULL) {
        *pulResult = (ULONG)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    *pulResult = (ULONG)ullOperand;
    return S_OK;
}

static inline HRESULT ULongLongToDWord(ULONGLONG ullOperand, DWORD *pdwResult)
{
    if (ullOperand > 0xFFFFFFFFULL) {
        *pdwResult = (DWORD)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    *pdwResult = (DWORD)ullOperand;
    return S_OK;
}

static inline HRESULT SizeTToDWord(SIZE_T Operand, DWORD *pdwResult)
{
    if ((ULONGLONG)Operand > 0xFFFFFFFFULL) {
        *pdwResult = (DWORD)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    *pdwResult = (DWORD)Operand;
    return S_OK;
}

static inline HRESULT SizeTToULong(SIZE_T Operand, ULONG *pulResult)
{
    if ((ULONGLONG)Operand > 0xFFFFFFFFULL) {
        *pulResult = (ULONG)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    *pulResult = (ULONG)Operand;
    return S_OK;
}

static inline HRESULT SizeTToUInt(SIZE_T Operand, UINT *puResult)
{
    if ((ULONGLONG)Operand > 0xFFFFFFFFULL) {
        *puResult = (UINT)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    *puResult = (UINT)Operand;
    return S_OK;
}

static inline HRESULT SizeTToInt(SIZE_T Operand, INT *piResult)
{
    if ((ULONGLONG)Operand > 0x7FFFFFFFULL) {
        *piResult = (INT)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    *piResult = (INT)Operand;
    return S_OK;
}

static inline HRESULT ULongToUShort(ULONG ulOperand, USHORT *pusResult)
{
    if (ulOperand > 0xFFFFU) {
        *pusResult = (USHORT)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    *pusResult = (USHORT)ulOperand;
    return S_OK;
}

static inline HRESULT LongLongToLong(LONGLONG llOperand, LONG *plResult)
{
    if (llOperand > 0x7FFFFFFFLL || llOperand < -0x7FFFFFFFLL - 1) {
        *plResult = (LONG)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    *plResult = (LONG)llOperand;
    return S_OK;
}

static inline HRESULT LongToDWord(LONG lOperand, DWORD *pdwResult)
{
    if (lOperand < 0) {
        *pdwResult = (DWORD)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    *pdwResult = (DWORD)lOperand;
    return S_OK;
}

static inline HRESULT IntToUInt(INT iOperand, UINT *puResult)
{
    if (iOperand < 0) {
        *puResult = (UINT)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    *puResult = (UINT)iOperand;
    return S_OK;
}

static inline HRESULT DWordAdd(DWORD dwAugend, DWORD dwAddend, DWORD *pdwResult)
{
    if (__builtin_add_overflow(dwAugend, dwAddend, pdwResult)) {
        *pdwResult = (DWORD)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    return S_OK;
}

static inline HRESULT DWordSub(DWORD dwAugend, DWORD dwAddend, DWORD *pdwResult)
{
    if (__builtin_sub_overflow(dwAugend, dwAddend, pdwResult)) {
        *pdwResult = (DWORD)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    return S_OK;
}

static inline HRESULT DWordMult(DWORD dwAugend, DWORD dwAddend, DWORD *pdwResult)
{
    if (__builtin_mul_overflow(dwAugend, dwAddend, pdwResult)) {
        *pdwResult = (DWORD)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    return S_OK;
}

static inline HRESULT ULongAdd(ULONG ulAugend, ULONG ulAddend, ULONG *pulResult)
{
    if (__builtin_add_overflow(ulAugend, ulAddend, pulResult)) {
        *pulResult = (ULONG)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    return S_OK;
}

static inline HRESULT ULongSub(ULONG ulAugend, ULONG ulAddend, ULONG *pulResult)
{
    if (__builtin_sub_overflow(ulAugend, ulAddend, pulResult)) {
        *pulResult = (ULONG)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    return S_OK;
}

static inline HRESULT ULongMult(ULONG ulAugend, ULONG ulAddend, ULONG *pulResult)
{
    if (__builtin_mul_overflow(ulAugend, ulAddend, pulResult)) {
        *pulResult = (ULONG)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    return S_OK;
}

static inline HRESULT UIntAdd(UINT uAugend, UINT uAddend, UINT *puResult)
{
    if (__builtin_add_overflow(uAugend, uAddend, puResult)) {
        *puResult = (UINT)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    return S_OK;
}

static inline HRESULT UIntSub(UINT uAugend, UINT uAddend, UINT *puResult)
{
    if (__builtin_sub_overflow(uAugend, uAddend, puResult)) {
        *puResult = (UINT)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    return S_OK;
}

static inline HRESULT UIntMult(UINT uAugend, UINT uAddend, UINT *puResult)
{
    if (__builtin_mul_overflow(uAugend, uAddend, puResult)) {
        *puResult = (UINT)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    return S_OK;
}

static inline HRESULT SizeTAdd(SIZE_T Augend, SIZE_T Addend, SIZE_T *pResult)
{
    if (__builtin_add_overflow(Augend, Addend, pResult)) {
        *pResult = (SIZE_T)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    return S_OK;
}

static inline HRESULT SizeTSub(SIZE_T Augend, SIZE_T Addend, SIZE_T *pResult)
{
    if (__builtin_sub_overflow(Augend, Addend, pResult)) {
        *pResult = (SIZE_T)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    return S_OK;
}

static inline HRESULT SizeTMult(SIZE_T Augend, SIZE_T Addend, SIZE_T *pResult)
{
    if (__builtin_mul_overflow(Augend, Addend, pResult)) {
        *pResult = (SIZE_T)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    return S_OK;
}

static inline HRESULT ULongLongAdd(ULONGLONG ullAugend, ULONGLONG ullAddend, ULONGLONG *pullResult)
{
    if (__builtin_add_overflow(ullAugend, ullAddend, pullResult)) {
        *pullResult = (ULONGLONG)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    return S_OK;
}

static inline HRESULT ULongLongSub(ULONGLONG ullAugend, ULONGLONG ullAddend, ULONGLONG *pullResult)
{
    if (__builtin_sub_overflow(ullAugend, ullAddend, pullResult)) {
        *pullResult = (ULONGLONG)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    return S_OK;
}

static inline HRESULT ULongLongMult(ULONGLONG ullAugend, ULONGLONG ullAddend, ULONGLONG *pullResult)
{
    if (__builtin_mul_overflow(ullAugend, ullAddend, pullResult)) {
        *pullResult = (ULONGLONG)-1;
        return INTSAFE_E_ARITHMETIC_OVERFLOW;
    }
    return S_OK;
}
#endif
#endif
