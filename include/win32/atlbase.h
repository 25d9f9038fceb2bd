/* Drop-in atlbase.h: pointers and texts of COM, memory and handles that free themselves, texts of the other width (K-O4 to K-O7). C++
 * only; nothing else of ATL. */
#ifndef COPYFILE2_WIN32_ATLBASE_H
#define COPYFILE2_WIN32_ATLBASE_H
#include "atlcomcli.h"
#include "atlconv.h"

#if defined(__cplusplus) && CF2_OWN_WINDOWS_TYPES
namespace ATL {
/* Memory of CoTaskMemAlloc. */
template <class T> class CComHeapPtr {
public:
    T *m_pData;

    CComHeapPtr() : m_pData(NULL) {}
    explicit CComHeapPtr(T *data) : m_pData(data) {}
    CComHeapPtr(CComHeapPtr &&other) : m_pData(other.Detach()) {}
    ~CComHeapPtr() { Free(); }
    CComHeapPtr &operator=(CComHeapPtr &&other)
    {
        if (this != &other) {
            Attach(other.Detach());
        }
        return *this;
    }

    operator T *() const { return m_pData; }
    T *operator->() const { return m_pData; }
    T **operator&()
    {
        ATLASSERT(m_pData == NULL);
        return &m_pData;
    }
    bool Allocate(size_t count = 1) { return AllocateBytes(count * sizeof(T)); }
    bool AllocateBytes(size_t bytes)
    {
        ATLASSERT(m_pData == NULL);
        m_pData = static_cast<T *>(::CoTaskMemAlloc(bytes));
        return m_pData != NULL;
    }
    bool Reallocate(size_t count)
    {
        T *moved = static_cast<T *>(::CoTaskMemRealloc(m_pData, count * sizeof(T)));
        if (moved != NULL) {
            m_pData = moved;
        }
        return moved != NULL;
    }
    void Attach(T *data)
    {
        ::CoTaskMemFree(m_pData);
        m_pData = data;
    }
    T *Detach()
    {
        T *held = m_pData;
        m_pData = NULL;
        return held;
    }
    void Free() { Attach(NULL); }

private:
    CComHeapPtr(const CComHeapPtr &);
    CComHeapPtr &operator=(const CComHeapPtr &);
};

/* A handle of CloseHandle. NULL is none; INVALID_HANDLE_VALUE is not looked for, as in ATL. */
class CHandle {
public:
    HANDLE m_h;

    CHandle() : m_h(NULL) {}
    explicit CHandle(HANDLE handle) : m_h(handle) {}
    CHandle(CHandle &other) : m_h(other.Detach()) {}
    ~CHandle() { Close(); }
    CHandle &operator=(CHandle &other)
    {
        if (this != &other) {
            Close();
            m_h = other.Detach();
        }
        return *this;
    }

    operator HANDLE() const { return m_h; }
    void Attach(HANDLE handle)
    {
        ATLASSERT(m_h == NULL);
        m_h = handle;
    }
    HANDLE Detach()
    {
        HANDLE held = m_h;
        m_h = NULL;
        return held;
    }
    void Close()
    {
        if (m_h != NULL) {
            ::CloseHandle(m_h);
            m_h = NULL;
        }
    }
};
}
#endif
#endif
