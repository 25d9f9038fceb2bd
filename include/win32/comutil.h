/* Drop-in comutil.h: _com_error and _bstr_t (K-O8, K-O9). C++ only; _variant_t is left out. */
#ifndef COPYFILE2_WIN32_COMUTIL_H
#define COPYFILE2_WIN32_COMUTIL_H
#include "windows.h"
#include "ole2.h"

#if defined(__cplusplus) && CF2_OWN_WINDOWS_TYPES
#include <assert.h>
struct IErrorInfo;
class _bstr_t;

/* A failure as an exception. */
class _com_error {
public:
    _com_error(CF2_HRESULT code, IErrorInfo * = NULL, bool = false) : m_hresult(code), m_message(NULL) {}
    _com_error(const _com_error &other) : m_hresult(other.m_hresult), m_message(NULL) {}
    virtual ~_com_error() { ::LocalFree(m_message); }
    _com_error &operator=(const _com_error &other)
    {
        if (this != &other) {
            m_hresult = other.m_hresult;
            ::LocalFree(m_message);
            m_message = NULL;
        }
        return *this;
    }

    CF2_HRESULT Error() const { return m_hresult; }
    /* Of the 16-bit codes of old components: 0 for any other. */
    WORD WCode() const { return HRESULTToWCode(m_hresult); }
    IErrorInfo *ErrorInfo() const { return NULL; }
    inline _bstr_t Description() const;
    inline _bstr_t Source() const;
    inline _bstr_t HelpFile() const;
    CF2_DWORD HelpContext() const { return 0; }
    CF2_GUID GUID() const { return GUID_NULL; }

    /* The system's text without its line end, or the number. It lives as long as this object. */
    const TCHAR *ErrorMessage() const
    {
        if (m_message == NULL) {
            const DWORD length =
                ::FormatMessage(FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, NULL,
                                (CF2_DWORD)m_hresult, 0, (LPTSTR)&m_message, 0, NULL);
            if (length >= 2 && m_message != NULL && m_message[length - 1] == '\n') {
                m_message[length - 2] = 0;
            }
            if (length == 0) {
                m_message = (TCHAR *)::LocalAlloc(LPTR, 40 * sizeof(TCHAR));
                if (m_message != NULL) {
                    ::wsprintf(m_message, WCode() != 0 ? TEXT("IDispatch error #%d") : TEXT("Unknown error 0x%0lX"),
                               WCode() != 0 ? (CF2_DWORD)WCode() : (CF2_DWORD)m_hresult);
                }
            }
        }
        return m_message;
    }

    static WORD HRESULTToWCode(CF2_HRESULT code)
    {
        return (CF2_DWORD)code >= 0x80040200U && (CF2_DWORD)code <= 0x8004FFFFU ? (WORD)((CF2_DWORD)code - 0x80040200U) : (WORD)0;
    }
    static CF2_HRESULT WCodeToHRESULT(WORD code)
    {
        return code >= 0xFE00 ? (CF2_HRESULT)0x8004FFFF : (CF2_HRESULT)(0x80040200U + code);
    }

private:
    CF2_HRESULT m_hresult;
    mutable TCHAR *m_message;
};

inline void _com_raise_error(CF2_HRESULT code, IErrorInfo *info = NULL)
{
    throw _com_error(code, info);
}

inline void _com_issue_error(CF2_HRESULT code)
{
    _com_raise_error(code, NULL);
}

inline void _com_issue_errorex(CF2_HRESULT code, IUnknown *, CF2_REFGUID)
{
    _com_raise_error(code, NULL);
}

namespace _com_util {
inline void CheckError(CF2_HRESULT code)
{
    if (code < 0) {
        _com_issue_error(code);
    }
}

/* For delete[]. */
inline char *ConvertBSTRToString(BSTR text)
{
    const int units = (int)::SysStringLen(text);
    const int bytes = units == 0 ? 0 : ::WideCharToMultiByte(CP_UTF8, 0, text, units, NULL, 0, NULL, NULL);
    char *made = new char[(size_t)bytes + 1];
    if (bytes > 0) {
        ::WideCharToMultiByte(CP_UTF8, 0, text, units, made, bytes, NULL, NULL);
    }
    made[bytes] = 0;
    return made;
}

inline BSTR ConvertStringToBSTR(const char *text)
{
    if (text == NULL) {
        return NULL;
    }
    const int bytes = (int)strlen(text);
    const int units = bytes == 0 ? 0 : ::MultiByteToWideChar(CP_UTF8, 0, text, bytes, NULL, 0);
    BSTR made = ::SysAllocStringLen(NULL, (UINT)units);
    if (made == NULL) {
        _com_issue_error(E_OUTOFMEMORY);
    }
    if (units > 0) {
        ::MultiByteToWideChar(CP_UTF8, 0, text, bytes, made, units);
    }
    return made;
}
}

/* A BSTR that its copies share. */
class _bstr_t {
    struct Data {
        BSTR wide;
        mutable char *narrow;
        volatile LONG count;
        explicit Data(BSTR text) : wide(text), narrow(NULL), count(1) {}
        ~Data()
        {
            ::SysFreeString(wide);
            delete[] narrow;
        }
    };
    Data *data;

    void Leave()
    {
        if (data != NULL && InterlockedDecrement(&data->count) == 0) {
            delete data;
        }
        data = NULL;
    }
    static Data *Made(BSTR text, bool wanted)
    {
        if (wanted && text == NULL) {
            _com_issue_error(E_OUTOFMEMORY);
        }
        return wanted ? new Data(text) : NULL;
    }

public:
    _bstr_t() : data(NULL) {}
    _bstr_t(const _bstr_t &other) : data(other.data)
    {
        if (data != NULL) {
            InterlockedIncrement(&data->count);
        }
    }
    _bstr_t(const char *text) : data(text == NULL ? NULL : new Data(_com_util::ConvertStringToBSTR(text))) {}
    _bstr_t(const OLECHAR *text) : data(Made(::SysAllocString(text), text != NULL)) {}
    /* Takes the text over, or copies it. */
    _bstr_t(BSTR text, bool copy)
        : data(Made(copy && text != NULL ? ::SysAllocStringByteLen((const char *)text, ::SysStringByteLen(text)) : text, text != NULL))
    {
    }
    ~_bstr_t() { Leave(); }
    _bstr_t &operator=(const _bstr_t &other)
    {
        if (data != other.data) {
            Leave();
            data = other.data;
            if (data != NULL) {
                InterlockedIncrement(&data->count);
            }
        }
        return *this;
    }
    _bstr_t &operator=(const char *text) { return *this = _bstr_t(text); }
    _bstr_t &operator=(const OLECHAR *text) { return *this = _bstr_t(text); }

    operator const OLECHAR *() const { return data == NULL ? NULL : data->wide; }
    operator OLECHAR *() const { return data == NULL ? NULL : data->wide; }
    operator const char *() const { return Narrow(); }
    operator char *() const { return Narrow(); }
    bool operator!() const { return data == NULL || data->wide == NULL; }

    unsigned int length() const { return data == NULL ? 0 : ::SysStringLen(data->wide); }
    BSTR copy(bool copies = true) const
    {
        if (data == NULL || !copies) {
            return data == NULL ? NULL : data->wide;
        }
        return ::SysAllocStringByteLen((const char *)data->wide, ::SysStringByteLen(data->wide));
    }
    void Assign(BSTR text) { *this = _bstr_t(text, true); }
    void Attach(BSTR text) { *this = _bstr_t(text, false); }
    /* Its own, wherever others share it. */
    BSTR Detach()
    {
        BSTR given = NULL;
        if (data == NULL) {
            _com_issue_error(E_POINTER);
        }
        if (data->count == 1) {
            given = data->wide;
            data->wide = NULL;
        } else {
            given = copy();
        }
        Leave();
        return given;
    }
    BSTR &GetBSTR()
    {
        if (data == NULL) {
            data = new Data(NULL);
        }
        return data->wide;
    }
    /* For a function that gives a text: what was here goes. */
    BSTR *GetAddress()
    {
        Leave();
        data = new Data(NULL);
        return &data->wide;
    }

    _bstr_t &operator+=(const _bstr_t &other)
    {
        const UINT before = length(), more = other.length();
        BSTR joined = ::SysAllocStringLen(NULL, before + more);
        if (joined == NULL) {
            _com_issue_error(E_OUTOFMEMORY);
        }
        if (before > 0) {
            memcpy(joined, data->wide, before * sizeof(OLECHAR));
        }
        if (more > 0) {
            memcpy(joined + before, other.data->wide, more * sizeof(OLECHAR));
        }
        return *this = _bstr_t(joined, false);
    }
    _bstr_t operator+(const _bstr_t &other) const
    {
        _bstr_t joined(*this);
        return joined += other;
    }

    bool operator==(const _bstr_t &other) const { return Compare(other) == 0; }
    bool operator!=(const _bstr_t &other) const { return Compare(other) != 0; }
    bool operator<(const _bstr_t &other) const { return Compare(other) < 0; }
    bool operator>(const _bstr_t &other) const { return Compare(other) > 0; }
    bool operator<=(const _bstr_t &other) const { return Compare(other) <= 0; }
    bool operator>=(const _bstr_t &other) const { return Compare(other) >= 0; }

private:
    char *Narrow() const
    {
        if (data == NULL || data->wide == NULL) {
            return NULL;
        }
        if (data->narrow == NULL) {
            data->narrow = _com_util::ConvertBSTRToString(data->wide);
        }
        return data->narrow;
    }
    int Compare(const _bstr_t &other) const
    {
        static const OLECHAR nothing[1] = { 0 };
        const OLECHAR *one = *this, *two = other;
        return cf2_wcscmp(one == NULL ? nothing : one, two == NULL ? nothing : two);
    }
};

inline _bstr_t operator+(const char *text, const _bstr_t &other) { return _bstr_t(text) + other; }
inline _bstr_t operator+(const OLECHAR *text, const _bstr_t &other) { return _bstr_t(text) + other; }
inline _bstr_t _com_error::Description() const { return _bstr_t(); }
inline _bstr_t _com_error::Source() const { return _bstr_t(); }
inline _bstr_t _com_error::HelpFile() const { return _bstr_t(); }
#endif
#endif
