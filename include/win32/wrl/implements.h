/* Drop-in wrl/implements.h: classes that implement interfaces: RuntimeClass, Implements, ChainInterfaces, Make (K-O12, K-O13). C++
 * only. Objects of the Windows Runtime are left out: classes want RuntimeClassFlags<ClassicCom>. */
#ifndef COPYFILE2_WIN32_WRL_IMPLEMENTS_H
#define COPYFILE2_WIN32_WRL_IMPLEMENTS_H
#include "client.h"
#include "def.h"

#if defined(__cplusplus) && CF2_OWN_WINDOWS_TYPES
#include <new>

namespace Microsoft {
namespace WRL {
enum RuntimeClassType {
    WinRt = 0x0001,
    ClassicCom = 0x0002,
    WinRtClassicComMix = WinRt | ClassicCom,
    InhibitWeakReference = 0x0004,
    InhibitFtmBase = 0x0008,
    InhibitRoOriginateError = 0x0010,
    Delegate = ClassicCom
};
template <unsigned int flags> struct RuntimeClassFlags {
    static const unsigned int value = flags;
};

/* Marshalling between apartments, of which there are none: nothing is added. */
class FtmBase {};

/* An interface with older versions of itself, which it derives from. */
template <class I0, class... More> struct ChainInterfaces : public I0 {};

namespace Details {
/* Whether an id is that of a type in the list, and its pointer. */
template <class Object, class... Listed> struct Interfaces;
template <class Object> struct Interfaces<Object> {
    static void *Find(Object *, CF2_REFGUID) { return nullptr; }
    static IUnknown *First(Object *) { return nullptr; }
};
template <class Object, class I, class... Listed> struct Interfaces<Object, I, Listed...> {
    static void *Find(Object *object, CF2_REFGUID iid)
    {
        return IsEqualGUID(iid, __uuidof(I)) ? static_cast<I *>(object) : Interfaces<Object, Listed...>::Find(object, iid);
    }
    static IUnknown *First(Object *object) { return static_cast<I *>(object); }
};
template <class Object, class... Listed> struct Interfaces<Object, FtmBase, Listed...> : Interfaces<Object, Listed...> {};
template <class Object, class Base, class... Older> struct ChainOf {
    static void *Find(Object *, Base *, CF2_REFGUID) { return nullptr; }
};
template <class Object, class Base, class I, class... Older> struct ChainOf<Object, Base, I, Older...> {
    static void *Find(Object *object, Base *base, CF2_REFGUID iid)
    {
        return IsEqualGUID(iid, __uuidof(I)) ? static_cast<I *>(base) : ChainOf<Object, Base, Older...>::Find(object, base, iid);
    }
};
template <class Object, class I0, class... Older, class... Listed>
struct Interfaces<Object, ChainInterfaces<I0, Older...>, Listed...> {
    static void *Find(Object *object, CF2_REFGUID iid)
    {
        I0 *base = static_cast<ChainInterfaces<I0, Older...> *>(object);
        void *found = ChainOf<Object, I0, I0, Older...>::Find(object, base, iid);
        return found != nullptr ? found : Interfaces<Object, Listed...>::Find(object, iid);
    }
    static IUnknown *First(Object *object) { return static_cast<I0 *>(static_cast<ChainInterfaces<I0, Older...> *>(object)); }
};

/* The count and QueryInterface over all listed interfaces. */
template <class... Listed> class ClassicClass : public Listed... {
public:
    STDMETHOD(QueryInterface)(CF2_REFGUID riid, void **ppvObject) override
    {
        void *found;
        if (ppvObject == nullptr) {
            return E_POINTER;
        }
        found = IsEqualGUID(riid, IID_IUnknown) ? Interfaces<ClassicClass, Listed...>::First(this)
                                                : Interfaces<ClassicClass, Listed...>::Find(this, riid);
        *ppvObject = found;
        if (found == nullptr) {
            return E_NOINTERFACE;
        }
        AddRef();
        return S_OK;
    }
    STDMETHOD_(CF2_ULONG, AddRef)() override { return __atomic_add_fetch(&refcount_, 1U, __ATOMIC_SEQ_CST); }
    STDMETHOD_(CF2_ULONG, Release)() override
    {
        const CF2_ULONG left = __atomic_sub_fetch(&refcount_, 1U, __ATOMIC_SEQ_CST);
        if (left == 0) {
            delete this;
        }
        return left;
    }
    /* Make calls it with what it was given. */
    CF2_HRESULT RuntimeClassInitialize() { return S_OK; }
    IUnknown *CastToUnknown() { return Interfaces<ClassicClass, Listed...>::First(this); }

protected:
    ClassicClass() : refcount_(1) {}
    virtual ~ClassicClass() {}
    CF2_ULONG refcount_;

private:
    ClassicClass(const ClassicClass &);
    ClassicClass &operator=(const ClassicClass &);
};
}

template <class... Listed> class RuntimeClass : public Details::ClassicClass<Listed...> {
    static_assert(sizeof...(Listed) == 0, "copyfile2: RuntimeClass without RuntimeClassFlags<ClassicCom> is an object of the Windows Runtime, "
                                          "which is not offered");
};
template <unsigned int flags, class... Listed>
class RuntimeClass<RuntimeClassFlags<flags>, Listed...> : public Details::ClassicClass<Listed...> {
    static_assert((flags & ClassicCom) != 0, "copyfile2: objects of the Windows Runtime are not offered: add ClassicCom");
};
template <class... Listed> class Implements : public Listed... {};
template <unsigned int flags, class... Listed> class Implements<RuntimeClassFlags<flags>, Listed...> : public Listed... {};

/* Empty if there is no memory. */
template <class T, class... Arguments> ComPtr<T> Make(Arguments &&...arguments)
{
    ComPtr<T> made;
    made.Attach(new (std::nothrow) T(static_cast<Arguments &&>(arguments)...));
    return made;
}

template <class T, class I, class... Arguments> CF2_HRESULT MakeAndInitialize(I **result, Arguments &&...arguments)
{
    ComPtr<T> made;
    CF2_HRESULT code;
    *result = nullptr;
    made.Attach(new (std::nothrow) T());
    if (made == nullptr) {
        return E_OUTOFMEMORY;
    }
    code = made->RuntimeClassInitialize(static_cast<Arguments &&>(arguments)...);
    return code < 0 ? code : made.CopyTo(result);
}
template <class T, class I, class... Arguments>
CF2_HRESULT MakeAndInitialize(Details::ComPtrRef<ComPtr<I> > result, Arguments &&...arguments)
{
    return MakeAndInitialize<T>(result.ReleaseAndGetAddressOf(), static_cast<Arguments &&>(arguments)...);
}
}
}
#endif
#endif
