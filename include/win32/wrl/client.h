/* Drop-in wrl/client.h: Microsoft::WRL::ComPtr (K-O11). C++ only; AsWeak is left out. */
#ifndef COPYFILE2_WIN32_WRL_CLIENT_H
#define COPYFILE2_WIN32_WRL_CLIENT_H
#include "../windows.h"
#include "../ole2.h"

#if defined(__cplusplus) && CF2_OWN_WINDOWS_TYPES
namespace Microsoft {
namespace WRL {
template <class T> class ComPtr;

namespace Details {
/* What & gives: a place for a pointer, which lets go of what was there when it becomes one. */
template <class Pointer> class ComPtrRef {
    Pointer *pointer;

public:
    typedef typename Pointer::InterfaceType InterfaceType;
    explicit ComPtrRef(Pointer *of) : pointer(of) {}
    operator InterfaceType **() const { return pointer->ReleaseAndGetAddressOf(); }
    operator void **() const { return reinterpret_cast<void **>(pointer->ReleaseAndGetAddressOf()); }
    operator Pointer *() const { return pointer; }
    InterfaceType *operator*() const { return pointer->Get(); }
    InterfaceType *const *GetAddressOf() const { return pointer->GetAddressOf(); }
    InterfaceType **ReleaseAndGetAddressOf() const { return pointer->ReleaseAndGetAddressOf(); }
};
template <class From, class To> struct IsConvertible {
    static char Test(To *);
    static long Test(...);
    static const bool value = sizeof(Test(static_cast<From *>(nullptr))) == sizeof(char);
};
template <bool condition, class Type = void> struct EnableIf {};
template <class Type> struct EnableIf<true, Type> { typedef Type type; };
}

template <class T> class ComPtr {
public:
    typedef T InterfaceType;

    ComPtr() : ptr_(nullptr) {}
    ComPtr(decltype(nullptr)) : ptr_(nullptr) {}
    template <class U> ComPtr(U *other, typename Details::EnableIf<Details::IsConvertible<U, T>::value>::type * = nullptr) : ptr_(other)
    {
        InternalAddRef();
    }
    ComPtr(const ComPtr &other) : ptr_(other.ptr_) { InternalAddRef(); }
    template <class U>
    ComPtr(const ComPtr<U> &other, typename Details::EnableIf<Details::IsConvertible<U, T>::value>::type * = nullptr) : ptr_(other.Get())
    {
        InternalAddRef();
    }
    ComPtr(ComPtr &&other) : ptr_(other.Detach()) {}
    template <class U>
    ComPtr(ComPtr<U> &&other, typename Details::EnableIf<Details::IsConvertible<U, T>::value>::type * = nullptr) : ptr_(other.Detach())
    {
    }
    ~ComPtr() { InternalRelease(); }

    ComPtr &operator=(decltype(nullptr))
    {
        InternalRelease();
        return *this;
    }
    ComPtr &operator=(T *other)
    {
        if (ptr_ != other) {
            ComPtr(other).Swap(*this);
        }
        return *this;
    }
    template <class U> ComPtr &operator=(U *other)
    {
        ComPtr(other).Swap(*this);
        return *this;
    }
    ComPtr &operator=(const ComPtr &other)
    {
        if (ptr_ != other.ptr_) {
            ComPtr(other).Swap(*this);
        }
        return *this;
    }
    template <class U> ComPtr &operator=(const ComPtr<U> &other)
    {
        ComPtr(other).Swap(*this);
        return *this;
    }
    ComPtr &operator=(ComPtr &&other)
    {
        ComPtr(static_cast<ComPtr &&>(other)).Swap(*this);
        return *this;
    }
    template <class U> ComPtr &operator=(ComPtr<U> &&other)
    {
        ComPtr(static_cast<ComPtr<U> &&>(other)).Swap(*this);
        return *this;
    }

    void Swap(ComPtr &&other) { Swap(other); }
    void Swap(ComPtr &other)
    {
        T *held = ptr_;
        ptr_ = other.ptr_;
        other.ptr_ = held;
    }
    explicit operator bool() const { return ptr_ != nullptr; }
    T *Get() const { return ptr_; }
    T *operator->() const { return ptr_; }
    T &operator*() const { return *ptr_; }
    Details::ComPtrRef<ComPtr> operator&() { return Details::ComPtrRef<ComPtr>(this); }
    T *const *GetAddressOf() const { return &ptr_; }
    T **GetAddressOf() { return &ptr_; }
    T **ReleaseAndGetAddressOf()
    {
        InternalRelease();
        return &ptr_;
    }
    T *Detach()
    {
        T *held = ptr_;
        ptr_ = nullptr;
        return held;
    }
    void Attach(T *other)
    {
        if (ptr_ != nullptr) {
            ptr_->Release();
        }
        ptr_ = other;
    }
    unsigned long Reset() { return InternalRelease(); }

    CF2_HRESULT CopyTo(T **other) const
    {
        if (ptr_ != nullptr) {
            ptr_->AddRef();
        }
        *other = ptr_;
        return S_OK;
    }
    CF2_HRESULT CopyTo(CF2_REFGUID iid, void **other) const { return ptr_->QueryInterface(iid, other); }
    template <class U> CF2_HRESULT CopyTo(U **other) const { return ptr_->QueryInterface(__uuidof(U), reinterpret_cast<void **>(other)); }
    template <class U> CF2_HRESULT As(Details::ComPtrRef<ComPtr<U> > other) const
    {
        return ptr_->QueryInterface(__uuidof(U), static_cast<void **>(other));
    }
    template <class U> CF2_HRESULT As(ComPtr<U> *other) const
    {
        return ptr_->QueryInterface(__uuidof(U), reinterpret_cast<void **>(other->ReleaseAndGetAddressOf()));
    }
    CF2_HRESULT AsIID(CF2_REFGUID iid, ComPtr<IUnknown> *other) const
    {
        return ptr_->QueryInterface(iid, reinterpret_cast<void **>(other->ReleaseAndGetAddressOf()));
    }

protected:
    T *ptr_;

    void InternalAddRef() const
    {
        if (ptr_ != nullptr) {
            ptr_->AddRef();
        }
    }
    unsigned long InternalRelease()
    {
        T *held = ptr_;
        ptr_ = nullptr;
        return held == nullptr ? 0 : held->Release();
    }
    template <class U> friend class ComPtr;
};

template <class T, class U> bool operator==(const ComPtr<T> &one, const ComPtr<U> &two) { return one.Get() == two.Get(); }
template <class T, class U> bool operator!=(const ComPtr<T> &one, const ComPtr<U> &two) { return one.Get() != two.Get(); }
template <class T, class U> bool operator<(const ComPtr<T> &one, const ComPtr<U> &two) { return one.Get() < two.Get(); }
template <class T> bool operator==(const ComPtr<T> &one, decltype(nullptr)) { return one.Get() == nullptr; }
template <class T> bool operator!=(const ComPtr<T> &one, decltype(nullptr)) { return one.Get() != nullptr; }
template <class T> bool operator==(decltype(nullptr), const ComPtr<T> &two) { return two.Get() == nullptr; }
template <class T> bool operator!=(decltype(nullptr), const ComPtr<T> &two) { return two.Get() != nullptr; }
template <class T, class U> bool operator==(const ComPtr<T> &one, U *two) { return one.Get() == two; }
template <class T, class U> bool operator!=(const ComPtr<T> &one, U *two) { return one.Get() != two; }
}
}

/* As IID_PPV_ARGS knows what & gives. */
template <class T> inline void **IID_PPV_ARGS_Helper(Microsoft::WRL::Details::ComPtrRef<T> place)
{
    return static_cast<void **>(place);
}
template <class T> inline void **copyfile2_ppv(Microsoft::WRL::Details::ComPtrRef<T> place)
{
    return static_cast<void **>(place);
}
#endif
#endif
