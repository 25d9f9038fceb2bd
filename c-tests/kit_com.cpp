/* The pointers and texts of COM in C++: ATL, comdef, WRL, over objects that count. No transfer is made. */
#include "check.h"
#include <atlbase.h>
#include <bits.h>
#include <comdef.h>
#include <wrl.h>

using Microsoft::WRL::ChainInterfaces;
using Microsoft::WRL::ClassicCom;
using Microsoft::WRL::ComPtr;
using Microsoft::WRL::FtmBase;
using Microsoft::WRL::Make;
using Microsoft::WRL::MakeAndInitialize;
using Microsoft::WRL::RuntimeClass;
using Microsoft::WRL::RuntimeClassFlags;

static int living;

/* K-O12: an old version of the interface through the chain, marshalling accepted. */
class Callback : public RuntimeClass<RuntimeClassFlags<ClassicCom>, ChainInterfaces<IBackgroundCopyCallback2, IBackgroundCopyCallback>, FtmBase> {
public:
    explicit Callback(int number = 0) : number_(number) { living++; }
    ~Callback() { living--; }
    CF2_HRESULT RuntimeClassInitialize(int number)
    {
        number_ = number;
        return number < 0 ? E_INVALIDARG : S_OK;
    }
    STDMETHOD(JobTransferred)(IBackgroundCopyJob *) override { return S_OK; }
    STDMETHOD(JobError)(IBackgroundCopyJob *, IBackgroundCopyError *) override { return S_FALSE; }
    STDMETHOD(JobModification)(IBackgroundCopyJob *, DWORD) override { return S_OK; }
    STDMETHOD(FileTransferred)(IBackgroundCopyJob *, IBackgroundCopyFile *) override { return S_OK; }
    int number_;
    ULONG Count() { return refcount_; }
};

static void wrl()
{
    ComPtr<Callback> object = Make<Callback>(5);
    ComPtr<IBackgroundCopyCallback> older;
    ComPtr<IBackgroundCopyCallback2> newer;
    ComPtr<IUnknown> unknown;
    ComPtr<IBackgroundCopyJob> job;
    CHECK(object && object->number_ == 5 && object->Count() == 1 && living == 1);
    CHECK(object.As(&older) == S_OK && object->Count() == 2 && older.As(&newer) == S_OK && older == newer);
    CHECK(newer->QueryInterface(IID_PPV_ARGS(&unknown)) == S_OK && object->Count() == 4);
    CHECK(object.As(&job) == E_NOINTERFACE && job == nullptr && object.Get()->QueryInterface(IID_IUnknown, nullptr) == E_POINTER);
    CHECK(older->JobError(nullptr, nullptr) == S_FALSE);
    { ComPtr<IBackgroundCopyCallback> copy(older), moved(static_cast<ComPtr<IBackgroundCopyCallback> &&>(copy)); CHECK(copy == nullptr && object->Count() == 5); }
    CHECK(unknown.Reset() == 3 && newer.CopyTo(unknown.ReleaseAndGetAddressOf()) == S_OK && object->Count() == 4);
    unknown = nullptr;
    unknown.Attach(older.Detach());
    CHECK(older == nullptr && object->Count() == 3 && unknown.Reset() == 2);
    newer.Reset();
    object = nullptr;
    CHECK(living == 0);
    CHECK(MakeAndInitialize<Callback>(&older, 7) == S_OK && living == 1 && static_cast<Callback *>(older.Get())->number_ == 7);
    CHECK(MakeAndInitialize<Callback>(older.ReleaseAndGetAddressOf(), -1) == E_INVALIDARG && older == nullptr && living == 0);
}

static void atl()
{
    {
        CComPtr<IBackgroundCopyCallback> first, second;
        CComQIPtr<IBackgroundCopyCallback2> newer;
        first.Attach(Make<Callback>().Detach());
        CHECK(living == 1 && first && !second && first != second && first->JobTransferred(NULL) == S_OK);
        second = first;
        newer = first;
        CHECK(newer != NULL && first.IsEqualObject(newer) && second == first);
        CComQIPtr<IBackgroundCopyJob> none(first);
        CHECK(none == NULL);
        CComPtr<IUnknown> unknown;
        CHECK(first.QueryInterface(&unknown) == S_OK);
        unknown = newer;
        first.Release();
        second = NULL;
        CHECK(living == 1);
        unknown.Detach()->Release();
    }
    CHECK(living == 0);
    {
        CComPtr<IBackgroundCopyManager> manager;
        CHECK(manager.CoCreateInstance(GUID_NULL) == REGDB_E_CLASSNOTREG && manager == NULL);
    }
    CComBSTR text(OLESTR("one")), narrow("zw\xC3\xB6lf"), copied(text), empty;
    CHECK(text.Length() == 3 && text.ByteLength() == 3 * sizeof(OLECHAR) && narrow.Length() == 5 && !empty && empty.Length() == 0);
    text += OLESTR(" two");
    CHECK(text == OLESTR("one two") && copied == OLESTR("one") && copied < text && text.Append(narrow) == S_OK && text.Length() == 12);
    empty.Attach(text.Detach());
    CHECK(!text && empty.Length() == 12 && text.CopyTo(NULL) == E_POINTER);
    CComHeapPtr<int> numbers;
    CHECK(numbers.Allocate(3) && numbers.Reallocate(30));
    CHandle event(CreateEvent(NULL, TRUE, TRUE, NULL));
    const HANDLE raw = event;
    CHECK(WaitForSingleObject(event, 0) == WAIT_OBJECT_0);
    event.Close();
    CHECK(WaitForSingleObject(raw, 0) == WAIT_FAILED);
    USES_CONVERSION;
    CHECK(strcmp(W2A(A2W("gr\xC3\xB6\xC3\x9F")), "gr\xC3\xB6\xC3\x9F") == 0 && strcmp(CW2A(CA2W("x")), "x") == 0);
}

static void comdef()
{
    int thrown = 0;
    try {
        _com_util::CheckError(E_ACCESSDENIED);
    } catch (const _com_error &error) {
        const TCHAR *message = error.ErrorMessage();
        thrown = error.Error() == E_ACCESSDENIED && message != NULL && message[lstrlen(message) - 1] == '.' && error.WCode() == 0;
    }
    CHECK(thrown);
    CHECK(_com_error(_com_error::WCodeToHRESULT(5)).WCode() == 5 && lstrlen(_com_error((HRESULT)0x8ABCDEF0).ErrorMessage()) > 10);
    {
        IBackgroundCopyCallbackPtr first(Make<Callback>().Detach(), false), second;
        IBackgroundCopyCallback2Ptr newer(first);
        IUnknownPtr unknown = newer;
        IBackgroundCopyJobPtr job = first;
        CHECK(first && newer != NULL && unknown == first && !job && living == 1);
        thrown = 0;
        try {
            job->Suspend();
        } catch (_com_error &error) {
            thrown = error.Error() == E_POINTER;
        }
        CHECK(thrown && first->JobTransferred(NULL) == S_OK && second == NULL);
        second = first;
        first = NULL;
        CHECK(second.CreateInstance(GUID_NULL) == REGDB_E_CLASSNOTREG && !second);
    }
    CHECK(living == 0);
    _bstr_t one("one"), two(OLESTR("two")), both = one + " " + two, shared = both;
    CHECK(both == _bstr_t("one two") && both.length() == 7 && strcmp((const char *)both, "one two") == 0 && one < two && !_bstr_t());
    both += OLESTR("!");
    CHECK(shared.length() == 7 && both.length() == 8 && both != shared);
    BSTR raw = shared.Detach();
    CHECK(SysStringLen(raw) == 7);
    SysFreeString(raw);
    *both.GetAddress() = SysAllocString(OLESTR("given"));
    CHECK(both.length() == 5 && (const OLECHAR *)both != NULL);
}

/* K-O1, K-O2 */
static void automation()
{
    VARIANT one, two;
    BSTR text = SysAllocStringLen(OLESTR("a\0b"), 3), odd = SysAllocStringByteLen("abc", 3);
    CHECK(SysStringLen(text) == 3 && SysStringByteLen(odd) == 3 && SysStringLen(NULL) == 0 && text[3] == 0);
    SysFreeString(odd);
    SysFreeString(NULL);
    CHECK(SysReAllocString(&text, OLESTR("longer")) && SysStringLen(text) == 6);
    VariantInit(&one);
    VariantInit(&two);
    V_VT(&one) = VT_BSTR, V_BSTR(&one) = text;
    CHECK(sizeof(VARIANT) == (sizeof(void *) == 8 ? 24 : 16) && VariantCopy(&two, &one) == S_OK && V_BSTR(&two) != text && SysStringLen(V_BSTR(&two)) == 6);
    CHECK(VariantClear(&one) == S_OK && one.vt == VT_EMPTY && VariantClear(&two) == S_OK);
    V_VT(&one) = VT_UNKNOWN, V_UNKNOWN(&one) = Make<Callback>().Detach()->CastToUnknown();
    CHECK(VariantCopy(&two, &one) == S_OK && VariantClear(&one) == S_OK && living == 1 && VariantClear(&two) == S_OK && living == 0);
    V_VT(&one) = 99;
    CHECK(VariantClear(&one) == DISP_E_BADVARTYPE && VARIANT_TRUE == -1);
}

int main()
{
    wrl();
    atl();
    comdef();
    automation();
    return failed != 0;
}
