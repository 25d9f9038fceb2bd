/* Drop-in comip.h: _com_ptr_t (K-O10). C++ only. */
#ifndef COPYFILE2_WIN32_COMIP_H
#define COPYFILE2_WIN32_COMIP_H
#include "comutil.h"

#if defined(__cplusplus) && CF2_OWN_WINDOWS_TYPES
/* An interface and its id. */
template <class I, const CF2_GUID *piid = nullptr> class _com_IIID {
public:
    typedef I Interface;
    static I *GetInterfacePtr() { return NULL; }
    static I &GetInterface() { return *GetInterfacePtr(); }
    static CF2_REFGUID GetIID() { return piid != nullptr ? *piid : __uuidof(I); }
};

/* A pointer that asks objects for its interface and throws _com_error when it is used while it is empty. */
template <class IIID> class _com_ptr_t {
public:
    typedef IIID ThisIIID;
    typedef typename IIID::Interface Interface;

    static CF2_REFGUID GetIID() { return IIID::GetIID(); }

    _com_ptr_t() : held(NULL) {}
    _com_ptr_t(Interface *other) : held(other) { Add(); }
    /* Takes the reference over unless it is to be added. */
    _com_ptr_t(Interface *other, bool adds) : held(other)
    {
        if (adds) {
            Add();
        }
    }
    _com_ptr_t(const _com_ptr_t &other) : held(other.held) { Add(); }
    template <class Other> _com_ptr_t(const _com_ptr_t<Other> &other) : held(NULL) { Ask(other.GetInterfacePtr()); }
    template <class Q> _com_ptr_t(Q *other) : held(NULL) { Ask(other); }
    explicit _com_ptr_t(CF2_REFGUID clsid, IUnknown *outer = NULL, CF2_DWORD context = CLSCTX_ALL) : held(NULL)
    {
        const CF2_HRESULT result = CreateInstance(clsid, outer, context);
        if (result < 0 && result != E_NOINTERFACE) {
            _com_issue_error(result);
        }
    }
    ~_com_ptr_t() { Leave(); }

    _com_ptr_t &operator=(const _com_ptr_t &other) { return *this = other.held; }
    _com_ptr_t &operator=(Interface *other)
    {
        if (held != other) {
            Interface *before = held;
            held = other;
            Add();
            if (before != NULL) {
                before->Release();
            }
        }
        return *this;
    }
    template <class Other> _com_ptr_t &operator=(const _com_ptr_t<Other> &other)
    {
        Ask(other.GetInterfacePtr());
        return *this;
    }
    template <class Q> _com_ptr_t &operator=(Q *other)
    {
        Ask(other);
        return *this;
    }
    void Attach(Interface *other)
    {
        Leave();
        held = other;
    }
    void Attach(Interface *other, bool adds)
    {
        Attach(other);
        if (adds) {
            Add();
        }
    }
    Interface *Detach()
    {
        Interface *given = held;
        held = NULL;
        return given;
    }

    operator Interface *() const { return held; }
    operator Interface &() const { return *Held(); }
    Interface &operator*() const { return *Held(); }
    /* Gives up what was here. */
    Interface **operator&()
    {
        Leave();
        return &held;
    }
    Interface *operator->() const { return Held(); }
    explicit operator bool() const { return held != NULL; }
    bool operator!() const { return held == NULL; }

    template <class Other> bool operator==(const _com_ptr_t<Other> &other) const { return Compare(other.GetInterfacePtr()) == 0; }
    template <class Other> bool operator!=(const _com_ptr_t<Other> &other) const { return Compare(other.GetInterfacePtr()) != 0; }
    template <class Q> bool operator==(Q *other) const { return Compare(other) == 0; }
    template <class Q> bool operator!=(Q *other) const { return Compare(other) != 0; }
    bool operator==(Interface *other) const { return Compare(other) == 0; }
    bool operator!=(Interface *other) const { return Compare(other) != 0; }

    Interface *GetInterfacePtr() const { return held; }
    Interface *&GetInterfacePtr() { return held; }
    void AddRef() { Held()->AddRef(); }
    void Release()
    {
        Held();
        Leave();
    }

    CF2_HRESULT CreateInstance(CF2_REFGUID clsid, IUnknown *outer = NULL, CF2_DWORD context = CLSCTX_ALL)
    {
        Leave();
        return ::CoCreateInstance(clsid, outer, context, GetIID(), reinterpret_cast<void **>(&held));
    }
    template <class Q> CF2_HRESULT QueryInterface(CF2_REFGUID iid, Q *&other)
    {
        return held == NULL ? E_POINTER : held->QueryInterface(iid, reinterpret_cast<void **>(&other));
    }
    template <class Q> CF2_HRESULT QueryInterface(CF2_REFGUID iid, Q **other)
    {
        return held == NULL ? E_POINTER : held->QueryInterface(iid, reinterpret_cast<void **>(other));
    }

private:
    Interface *held;

    void Add()
    {
        if (held != NULL) {
            held->AddRef();
        }
    }
    void Leave()
    {
        Interface *before = held;
        held = NULL;
        if (before != NULL) {
            before->Release();
        }
    }
    Interface *Held() const
    {
        if (held == NULL) {
            _com_issue_error(E_POINTER);
        }
        return held;
    }
    /* No such interface leaves it empty; another failure throws. */
    template <class Q> void Ask(Q *other)
    {
        Interface *found = NULL;
        const CF2_HRESULT result = other == NULL ? E_NOINTERFACE : other->QueryInterface(GetIID(), reinterpret_cast<void **>(&found));
        if (result < 0) {
            found = NULL;
        }
        Attach(found);
        if (result < 0 && result != E_NOINTERFACE) {
            _com_issue_error(result);
        }
    }
    /* By identity: COM's rule is that IUnknown is the object. */
    template <class Q> int Compare(Q *other) const
    {
        IUnknown *one = NULL, *two = NULL;
        if (held != NULL && held->QueryInterface(IID_IUnknown, reinterpret_cast<void **>(&one)) >= 0) {
            one->Release();
        }
        if (other != NULL && other->QueryInterface(IID_IUnknown, reinterpret_cast<void **>(&two)) >= 0) {
            two->Release();
        }
        return one == two ? 0 : one < two ? -1 : 1;
    }
};

#define _COM_SMARTPTR _com_ptr_t
#define _COM_SMARTPTR_LEVEL2 _com_IIID
#define _COM_SMARTPTR_TYPEDEF(Interface, IID) typedef _COM_SMARTPTR<_COM_SMARTPTR_LEVEL2<Interface, &IID> > Interface##Ptr
#endif
#endif
