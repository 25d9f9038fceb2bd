/* Drop-in atlcomcli.h: CComPtr, CComQIPtr, CComBSTR (K-O4 to K-O7). C++ only. */
#ifndef COPYFILE2_WIN32_ATLCOMCLI_H
#define COPYFILE2_WIN32_ATLCOMCLI_H
#include "windows.h"
#include "ole2.h"

#if defined(__cplusplus) && CF2_OWN_WINDOWS_TYPES
#include <assert.h>
#include <stdlib.h>
#include <new>
#ifndef ATLASSERT
#define ATLASSERT(expression) assert(expression)
#endif
#ifndef ATLVERIFY
#define ATLVERIFY(expression) ((void)(expression))
#endif
#ifndef ATLENSURE
#define ATLENSURE(expression) ((expression) ? (void)0 : abort())
#endif
#ifndef ATLTRACE
#define ATLTRACE(...) ((void)0)
#endif

namespace ATL {
/* What `->` gives: the interface without AddRef and Release, which the pointer does. */
template <class T> class _NoAddRefReleaseOnCComPtr : public T {
private:
    STDMETHOD_(CF2_ULONG, AddRef)() = 0;
    STDMETHOD_(CF2_ULONG, Release)() = 0;
};

template <class T> class CComPtrBase {
public:
    typedef T _PtrClass;
    T *p;

    ~CComPtrBase()
    {
        if (p != NULL) {
            p->Release();
        }
    }
    operator T *() const { return p; }
    T &operator*() const
    {
        ATLASSERT(p != NULL);
        return *p;
    }
    /* Of an empty pointer: what it held would be lost. */
    T **operator&()
    {
        ATLASSERT(p == NULL);
        return &p;
    }
    _NoAddRefReleaseOnCComPtr<T> *operator->() const
    {
        ATLASSERT(p != NULL);
        return (_NoAddRefReleaseOnCComPtr<T> *)p;
    }
    bool operator!() const { return p == NULL; }
    bool operator<(T *other) const { return p < other; }
    bool operator!=(T *other) const { return p != other; }
    bool operator==(T *other) const { return p == other; }
    bool operator!=(const CComPtrBase &other) const { return p != other.p; }
    bool operator==(const CComPtrBase &other) const { return p == other.p; }

    void Release()
    {
        T *held = p;
        p = NULL;
        if (held != NULL) {
            held->Release();
        }
    }
    /* Whether both are one object: COM's rule is that IUnknown is. */
    bool IsEqualObject(IUnknown *other) const
    {
        IUnknown *one = NULL, *two = NULL;
        bool equal;
        if (p == NULL || other == NULL) {
            return p == NULL && other == NULL;
        }
        p->QueryInterface(IID_IUnknown, (void **)&one);
        other->QueryInterface(IID_IUnknown, (void **)&two);
        equal = one == two;
        if (one != NULL) {
            one->Release();
        }
        if (two != NULL) {
            two->Release();
        }
        return equal;
    }
    /* Takes a reference over. */
    void Attach(T *other)
    {
        if (p != NULL) {
            p->Release();
        }
        p = other;
    }
    T *Detach()
    {
        T *held = p;
        p = NULL;
        return held;
    }
    CF2_HRESULT CopyTo(T **other) const
    {
        ATLASSERT(other != NULL);
        if (other == NULL) {
            return E_POINTER;
        }
        *other = p;
        if (p != NULL) {
            p->AddRef();
        }
        return S_OK;
    }
    CF2_HRESULT CoCreateInstance(CF2_REFGUID clsid, IUnknown *outer = NULL, CF2_DWORD context = CLSCTX_ALL)
    {
        ATLASSERT(p == NULL);
        return ::CoCreateInstance(clsid, outer, context, __uuidof(T), (void **)&p);
    }
    template <class Q> CF2_HRESULT QueryInterface(Q **other) const
    {
        ATLASSERT(other != NULL);
        return p->QueryInterface(__uuidof(Q), (void **)other);
    }

protected:
    CComPtrBase() : p(NULL) {}
    explicit CComPtrBase(T *other) : p(other)
    {
        if (p != NULL) {
            p->AddRef();
        }
    }
    void Swap(CComPtrBase &other)
    {
        T *held = p;
        p = other.p;
        other.p = held;
    }
    T *Assign(T *other)
    {
        if (other != NULL) {
            other->AddRef();
        }
        Attach(other);
        return p;
    }
    T *Query(IUnknown *other, CF2_REFGUID iid)
    {
        T *found = NULL;
        if (other != NULL && other->QueryInterface(iid, (void **)&found) < 0) {
            found = NULL;
        }
        Attach(found);
        return p;
    }

private:
    CComPtrBase(const CComPtrBase &);
    CComPtrBase &operator=(const CComPtrBase &);
};

template <class T> class CComPtr : public CComPtrBase<T> {
public:
    CComPtr() {}
    CComPtr(decltype(nullptr)) {}
    CComPtr(T *other) : CComPtrBase<T>(other) {}
    CComPtr(const CComPtr &other) : CComPtrBase<T>(other.p) {}
    CComPtr(CComPtr &&other) { this->Swap(other); }
    T *operator=(T *other)
    {
        return this->p == other ? this->p : this->Assign(other);
    }
    T *operator=(const CComPtr &other) { return *this = other.p; }
    T *operator=(CComPtr &&other)
    {
        if (this->p != other.p) {
            this->Attach(other.Detach());
        }
        return this->p;
    }
    /* Of another interface: asked for this one. */
    template <class Q> T *operator=(const CComPtr<Q> &other) { return this->Query(other.p, __uuidof(T)); }
};

template <class T, const CF2_GUID *piid = nullptr> class CComQIPtr : public CComPtrBase<T> {
    static CF2_REFGUID Id() { return piid != nullptr ? *piid : __uuidof(T); }

public:
    CComQIPtr() {}
    CComQIPtr(decltype(nullptr)) {}
    CComQIPtr(T *other) : CComPtrBase<T>(other) {}
    CComQIPtr(const CComQIPtr &other) : CComPtrBase<T>(other.p) {}
    /* Of any object: asked for this interface; empty if it has none. */
    template <class Q> CComQIPtr(Q *other) { this->Query(other, Id()); }
    template <class Q> CComQIPtr(const CComPtr<Q> &other) { this->Query(other.p, Id()); }
    T *operator=(T *other)
    {
        return this->p == other ? this->p : this->Assign(other);
    }
    T *operator=(const CComQIPtr &other) { return *this = other.p; }
    template <class Q> T *operator=(Q *other) { return this->Query(other, Id()); }
    template <class Q> T *operator=(const CComPtr<Q> &other) { return this->Query(other.p, Id()); }
};

/* IUnknown needs no question. */
template <> class CComQIPtr<IUnknown, nullptr> : public CComPtrBase<IUnknown> {
public:
    CComQIPtr() {}
    CComQIPtr(IUnknown *other) { Query(other, IID_IUnknown); }
    CComQIPtr(const CComQIPtr &other) : CComPtrBase<IUnknown>(other.p) {}
    IUnknown *operator=(IUnknown *other) { return Query(other, IID_IUnknown); }
    IUnknown *operator=(const CComQIPtr &other) { return *this = other.p; }
};

class CComBSTR {
public:
    BSTR m_str;

    CComBSTR() : m_str(NULL) {}
    CComBSTR(decltype(nullptr)) : m_str(NULL) {}
    CComBSTR(const OLECHAR *text) : m_str(text == NULL ? NULL : Made(::SysAllocString(text))) {}
    CComBSTR(const char *text) : m_str(FromBytes(text, -1)) {}
    CComBSTR(int length, const OLECHAR *text) : m_str(Made(::SysAllocStringLen(text, (UINT)length))) {}
    CComBSTR(int length, const char *text) : m_str(FromBytes(text, length)) {}
    explicit CComBSTR(int length) : m_str(length == 0 ? NULL : Made(::SysAllocStringLen(NULL, (UINT)length))) {}
    CComBSTR(const CComBSTR &other) : m_str(other.Copy()) {}
    CComBSTR(CComBSTR &&other) : m_str(other.Detach()) {}
    explicit CComBSTR(CF2_REFGUID guid) : m_str(NULL)
    {
        OLECHAR text[40];
        if (::StringFromGUID2(guid, text, 40) > 0) {
            m_str = Made(::SysAllocString(text));
        }
    }
    ~CComBSTR() { ::SysFreeString(m_str); }

    CComBSTR &operator=(const CComBSTR &other)
    {
        if (m_str != other.m_str) {
            Attach(other.Copy());
        }
        return *this;
    }
    CComBSTR &operator=(CComBSTR &&other)
    {
        if (&m_str != &other.m_str) {
            Attach(other.Detach());
        }
        return *this;
    }
    CComBSTR &operator=(const OLECHAR *text)
    {
        if (text != m_str) {
            Attach(text == NULL ? NULL : Made(::SysAllocString(text)));
        }
        return *this;
    }
    CComBSTR &operator=(const char *text)
    {
        Attach(FromBytes(text, -1));
        return *this;
    }

    operator BSTR() const { return m_str; }
    BSTR *operator&()
    {
        ATLASSERT(m_str == NULL);
        return &m_str;
    }
    bool operator!() const { return m_str == NULL; }

    unsigned Length() const { return ::SysStringLen(m_str); }
    unsigned ByteLength() const { return ::SysStringByteLen(m_str); }
    BSTR Copy() const
    {
        return m_str == NULL ? NULL : Made(::SysAllocStringByteLen((const char *)m_str, ::SysStringByteLen(m_str)));
    }
    CF2_HRESULT CopyTo(BSTR *other) const
    {
        if (other == NULL) {
            return E_POINTER;
        }
        *other = m_str == NULL ? NULL : ::SysAllocStringByteLen((const char *)m_str, ::SysStringByteLen(m_str));
        return m_str != NULL && *other == NULL ? E_OUTOFMEMORY : S_OK;
    }
    void Attach(BSTR other)
    {
        if (m_str != other) {
            ::SysFreeString(m_str);
            m_str = other;
        }
    }
    BSTR Detach()
    {
        BSTR held = m_str;
        m_str = NULL;
        return held;
    }
    void Empty() { Attach(NULL); }

    CF2_HRESULT Append(const OLECHAR *text, int length)
    {
        const unsigned before = Length(), more = text == NULL ? 0 : (unsigned)length;
        BSTR joined;
        if (more == 0) {
            return S_OK;
        }
        joined = ::SysAllocStringLen(NULL, before + more);
        if (joined == NULL) {
            return E_OUTOFMEMORY;
        }
        if (before > 0) {
            memcpy(joined, m_str, before * sizeof(OLECHAR));
        }
        memcpy(joined + before, text, more * sizeof(OLECHAR));
        Attach(joined);
        return S_OK;
    }
    CF2_HRESULT Append(const OLECHAR *text) { return text == NULL ? S_OK : Append(text, (int)cf2_wcslen(text)); }
    CF2_HRESULT Append(const CComBSTR &other) { return Append(other.m_str, (int)other.Length()); }
    CF2_HRESULT Append(const char *text)
    {
        CComBSTR wide(text);
        return Append(wide);
    }
    CF2_HRESULT Append(OLECHAR unit) { return Append(&unit, 1); }
    CF2_HRESULT AppendBSTR(BSTR other) { return Append(other, (int)::SysStringLen(other)); }
    CComBSTR &operator+=(const CComBSTR &other)
    {
        ATLENSURE(Append(other) >= 0);
        return *this;
    }
    CComBSTR &operator+=(const OLECHAR *text)
    {
        ATLENSURE(Append(text) >= 0);
        return *this;
    }

    int Compare(const OLECHAR *text) const
    {
        static const OLECHAR nothing[1] = { 0 };
        return cf2_wcscmp(m_str == NULL ? nothing : m_str, text == NULL ? nothing : text);
    }
    bool operator==(const CComBSTR &other) const { return Compare(other.m_str) == 0; }
    bool operator!=(const CComBSTR &other) const { return Compare(other.m_str) != 0; }
    bool operator<(const CComBSTR &other) const { return Compare(other.m_str) < 0; }
    bool operator>(const CComBSTR &other) const { return Compare(other.m_str) > 0; }
    bool operator==(const OLECHAR *text) const { return Compare(text) == 0; }
    bool operator!=(const OLECHAR *text) const { return Compare(text) != 0; }

private:
    static BSTR Made(BSTR text)
    {
        ATLENSURE(text != NULL);
        return text;
    }
    /* Bytes are UTF-8. */
    static BSTR FromBytes(const char *text, int length)
    {
        int units;
        BSTR made;
        if (text == NULL) {
            return NULL;
        }
        if (length < 0) {
            length = (int)strlen(text);
        }
        units = length == 0 ? 0 : ::MultiByteToWideChar(CP_UTF8, 0, text, length, NULL, 0);
        made = Made(::SysAllocStringLen(NULL, (UINT)units));
        if (units > 0) {
            ::MultiByteToWideChar(CP_UTF8, 0, text, length, made, units);
        }
        return made;
    }
};
}
#ifndef _ATL_NO_AUTOMATIC_NAMESPACE
using namespace ATL;
#endif
#endif
#endif
