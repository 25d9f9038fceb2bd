/*
 * copyfile2/interlocked.h: Microsoft's Interlocked functions. Windows' LONG has 32 bits, so that long * and LONG * differ here; both are
 * taken, and volatile or not. Written by hand, but for its repetitions.
 */
#ifndef COPYFILE2_INTERLOCKED_H
#define COPYFILE2_INTERLOCKED_H

#ifdef __cplusplus
extern "C++" {
#define CF2_INTERLOCKED(type)                                                                                        \
    inline type InterlockedIncrement(volatile type *p) { return __atomic_add_fetch(p, 1, __ATOMIC_SEQ_CST); } \
    inline type InterlockedDecrement(volatile type *p) { return __atomic_sub_fetch(p, 1, __ATOMIC_SEQ_CST); } \
    inline type InterlockedExchange(volatile type *p, type value) { return __atomic_exchange_n(p, value, __ATOMIC_SEQ_CST); } \
    inline type InterlockedExchangeAdd(volatile type *p, type value) { return __atomic_fetch_add(p, value, __ATOMIC_SEQ_CST); } \
    inline type InterlockedAnd(volatile type *p, type value) { return __atomic_fetch_and(p, value, __ATOMIC_SEQ_CST); } \
    inline type InterlockedOr(volatile type *p, type value) { return __atomic_fetch_or(p, value, __ATOMIC_SEQ_CST); } \
    inline type InterlockedXor(volatile type *p, type value) { return __atomic_fetch_xor(p, value, __ATOMIC_SEQ_CST); } \
    inline type InterlockedCompareExchange(volatile type *p, type value, type comparand)                             \
    {                                                                                                                \
        __atomic_compare_exchange_n(p, &comparand, value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);                \
        return comparand;                                                                                            \
    }
CF2_INTERLOCKED(int)
CF2_INTERLOCKED(long)
CF2_INTERLOCKED(unsigned int)
CF2_INTERLOCKED(unsigned long)
#undef CF2_INTERLOCKED
#define CF2_INTERLOCKED64(type)                                                                                      \
    inline type InterlockedIncrement64(volatile type *p) { return __atomic_add_fetch(p, 1, __ATOMIC_SEQ_CST); } \
    inline type InterlockedDecrement64(volatile type *p) { return __atomic_sub_fetch(p, 1, __ATOMIC_SEQ_CST); } \
    inline type InterlockedExchange64(volatile type *p, type value) { return __atomic_exchange_n(p, value, __ATOMIC_SEQ_CST); } \
    inline type InterlockedExchangeAdd64(volatile type *p, type value) { return __atomic_fetch_add(p, value, __ATOMIC_SEQ_CST); } \
    inline type InterlockedAnd64(volatile type *p, type value) { return __atomic_fetch_and(p, value, __ATOMIC_SEQ_CST); } \
    inline type InterlockedOr64(volatile type *p, type value) { return __atomic_fetch_or(p, value, __ATOMIC_SEQ_CST); } \
    inline type InterlockedXor64(volatile type *p, type value) { return __atomic_fetch_xor(p, value, __ATOMIC_SEQ_CST); } \
    inline type InterlockedCompareExchange64(volatile type *p, type value, type comparand)                           \
    {                                                                                                                \
        __atomic_compare_exchange_n(p, &comparand, value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);                \
        return comparand;                                                                                            \
    }
CF2_INTERLOCKED64(long long)
CF2_INTERLOCKED64(unsigned long long)
#if defined(__LP64__)
CF2_INTERLOCKED64(long)
CF2_INTERLOCKED64(unsigned long)
#endif
#undef CF2_INTERLOCKED64
}
#else
#define InterlockedIncrement(p) __atomic_add_fetch((p), 1, __ATOMIC_SEQ_CST)
#define InterlockedDecrement(p) __atomic_sub_fetch((p), 1, __ATOMIC_SEQ_CST)
#define InterlockedExchange(p, value) __atomic_exchange_n((p), (value), __ATOMIC_SEQ_CST)
#define InterlockedExchangeAdd(p, value) __atomic_fetch_add((p), (value), __ATOMIC_SEQ_CST)
#define InterlockedAnd(p, value) __atomic_fetch_and((p), (value), __ATOMIC_SEQ_CST)
#define InterlockedOr(p, value) __atomic_fetch_or((p), (value), __ATOMIC_SEQ_CST)
#define InterlockedXor(p, value) __atomic_fetch_xor((p), (value), __ATOMIC_SEQ_CST)
#define InterlockedCompareExchange(p, value, comparand) __sync_val_compare_and_swap((p), (comparand), (value))
#define InterlockedIncrement64(p) __atomic_add_fetch((p), 1, __ATOMIC_SEQ_CST)
#define InterlockedDecrement64(p) __atomic_sub_fetch((p), 1, __ATOMIC_SEQ_CST)
#define InterlockedExchange64(p, value) __atomic_exchange_n((p), (value), __ATOMIC_SEQ_CST)
#define InterlockedExchangeAdd64(p, value) __atomic_fetch_add((p), (value), __ATOMIC_SEQ_CST)
#define InterlockedAnd64(p, value) __atomic_fetch_and((p), (value), __ATOMIC_SEQ_CST)
#define InterlockedOr64(p, value) __atomic_fetch_or((p), (value), __ATOMIC_SEQ_CST)
#define InterlockedXor64(p, value) __atomic_fetch_xor((p), (value), __ATOMIC_SEQ_CST)
#define InterlockedCompareExchange64(p, value, comparand) __sync_val_compare_and_swap((p), (comparand), (value))
#endif

#ifdef __cplusplus
inline
#else
static inline
#endif
void *cf2_exchange_pointer(void *volatile *p, void *value)
{
    return __atomic_exchange_n(p, value, __ATOMIC_SEQ_CST);
}

#ifdef __cplusplus
inline
#else
static inline
#endif
void *cf2_compare_exchange_pointer(void *volatile *p, void *value, void *comparand)
{
    return __sync_val_compare_and_swap(p, comparand, value);
}
#define InterlockedExchangePointer(p, value) cf2_exchange_pointer((void *volatile *)(p), (value))
#define InterlockedCompareExchangePointer(p, value, comparand)                                                       \
    cf2_compare_exchange_pointer((void *volatile *)(p), (value), (comparand))

/* ---- Weaker orders are as strong ---- */

#define InterlockedIncrementAcquire InterlockedIncrement
#define InterlockedIncrementAcquire64 InterlockedIncrement64
#define InterlockedDecrementAcquire InterlockedDecrement
#define InterlockedDecrementAcquire64 InterlockedDecrement64
#define InterlockedExchangeAcquire InterlockedExchange
#define InterlockedExchangeAcquire64 InterlockedExchange64
#define InterlockedExchangeAddAcquire InterlockedExchangeAdd
#define InterlockedExchangeAddAcquire64 InterlockedExchangeAdd64
#define InterlockedCompareExchangeAcquire InterlockedCompareExchange
#define InterlockedCompareExchangeAcquire64 InterlockedCompareExchange64
#define InterlockedAndAcquire InterlockedAnd
#define InterlockedAndAcquire64 InterlockedAnd64
#define InterlockedOrAcquire InterlockedOr
#define InterlockedOrAcquire64 InterlockedOr64
#define InterlockedXorAcquire InterlockedXor
#define InterlockedXorAcquire64 InterlockedXor64
#define InterlockedExchangePointerAcquire InterlockedExchangePointer
#define InterlockedCompareExchangePointerAcquire InterlockedCompareExchangePointer
#define InterlockedIncrementRelease InterlockedIncrement
#define InterlockedIncrementRelease64 InterlockedIncrement64
#define InterlockedDecrementRelease InterlockedDecrement
#define InterlockedDecrementRelease64 InterlockedDecrement64
#define InterlockedExchangeRelease InterlockedExchange
#define InterlockedExchangeRelease64 InterlockedExchange64
#define InterlockedExchangeAddRelease InterlockedExchangeAdd
#define InterlockedExchangeAddRelease64 InterlockedExchangeAdd64
#define InterlockedCompareExchangeRelease InterlockedCompareExchange
#define InterlockedCompareExchangeRelease64 InterlockedCompareExchange64
#define InterlockedAndRelease InterlockedAnd
#define InterlockedAndRelease64 InterlockedAnd64
#define InterlockedOrRelease InterlockedOr
#define InterlockedOrRelease64 InterlockedOr64
#define InterlockedXorRelease InterlockedXor
#define InterlockedXorRelease64 InterlockedXor64
#define InterlockedExchangePointerRelease InterlockedExchangePointer
#define InterlockedCompareExchangePointerRelease InterlockedCompareExchangePointer
#define InterlockedIncrementNoFence InterlockedIncrement
#define InterlockedIncrementNoFence64 InterlockedIncrement64
#define InterlockedDecrementNoFence InterlockedDecrement
#define InterlockedDecrementNoFence64 InterlockedDecrement64
#define InterlockedExchangeNoFence InterlockedExchange
#define InterlockedExchangeNoFence64 InterlockedExchange64
#define InterlockedExchangeAddNoFence InterlockedExchangeAdd
#define InterlockedExchangeAddNoFence64 InterlockedExchangeAdd64
#define InterlockedCompareExchangeNoFence InterlockedCompareExchange
#define InterlockedCompareExchangeNoFence64 InterlockedCompareExchange64
#define InterlockedAndNoFence InterlockedAnd
#define InterlockedAndNoFence64 InterlockedAnd64
#define InterlockedOrNoFence InterlockedOr
#define InterlockedOrNoFence64 InterlockedOr64
#define InterlockedXorNoFence InterlockedXor
#define InterlockedXorNoFence64 InterlockedXor64
#define InterlockedExchangePointerNoFence InterlockedExchangePointer
#define InterlockedCompareExchangePointerNoFence InterlockedCompareExchangePointer
#define _InterlockedIncrement InterlockedIncrement
#define _InterlockedDecrement InterlockedDecrement
#define _InterlockedExchange InterlockedExchange
#define _InterlockedExchangeAdd InterlockedExchangeAdd
#define _InterlockedCompareExchange InterlockedCompareExchange
#endif
